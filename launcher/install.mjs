import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { places, root } from './places.mjs';
import { runTold } from './program.mjs';
import { fileTrouble, Trouble } from './trouble.mjs';

/** The Node that package.json asks for comes with the packages; this is the least that the hub runs on. */
const neededNode = [24, 9];

/** Whether the packages are those of package-lock.json, installed on this kind of machine. */
export function isInstalled() {
  return (
    existsSync(places.installed) && readFileSync(places.installed, 'utf8') === wantedMark() && existsSync(places.node)
  );
}

/** Runs `npm ci` and sees to it that there is a Node to run the hub on. */
export async function installAll() {
  await install();
  provideNode();
  try {
    writeFileSync(places.installed, wantedMark());
  } catch (error) {
    throw fileTrouble(error, places.packages);
  }
}

function wantedMark() {
  const lock = createHash('sha256').update(readFileSync(places.lockFile)).digest('hex');
  return `${lock} ${process.platform} ${process.arch}\n`;
}

async function install() {
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, said } = await runTold('installing packages', 'npm', words);
  if (code === undefined)
    throw new Trouble('npm is missing. It comes with Node from https://nodejs.org; on Debian: apt install npm.');
  if (code === 0) return;
  if (/ENOSPC/.test(said)) throw fileTrouble({ code: 'ENOSPC' }, root);
  if (/EACCES|EPERM|EROFS/.test(said)) throw fileTrouble({ code: 'EACCES' }, places.packages);
  const reason = /ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|network/i.test(said)
    ? 'The package registry cannot be reached: check the network and the proxy (npm config get proxy), then try again.'
    : 'Try again after removing node_modules.';
  throw new Trouble(`npm ci failed. ${reason}\n\n${said.split('\n').slice(-15).join('\n')}`);
}

function provideNode() {
  if (isNewEnough()) return;
  // npm that was told to run no install scripts leaves the package `node` without its program.
  spawnSync('npm', ['rebuild', 'node'], { cwd: root, stdio: 'ignore' });
  if (isNewEnough()) return;
  const needed = neededNode.join('.');
  throw new Trouble(
    `Node ${needed} did not come with the packages: npm may be told to run no install scripts (npm config get ignore-scripts). Allow them, remove node_modules and try again.`,
  );
}

function isNewEnough() {
  const version = spawnSync(places.node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1]);
}
