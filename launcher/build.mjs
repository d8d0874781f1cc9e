import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { places, root } from './places.mjs';
import { runTold } from './program.mjs';
import { fileTrouble, Trouble } from './trouble.mjs';

const sourceFolders = ['apps', 'libs', 'test/bench'];
const sourceFiles = ['tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'];

/** Whether `dist` was made from these sources, as far as times and sizes tell. */
export function isBuilt() {
  return readMark()?.glance === glanceAt(sources());
}

/**
 * Compiles into `dist` unless that was made from sources with these very contents, whatever their times.
 */
export async function buildWhatChanged() {
  const files = sources();
  const before = readMark();
  const contents = digest(files.map(({ path }) => `${path} ${digest([readFileSync(join(root, path))])}`));
  const paths = files.map(({ path }) => path);
  if (before?.contents !== contents) {
    // What was built from a file that is gone must go too, or an old import would still find it.
    if (before === undefined || before.paths.some((path) => !paths.includes(path))) clear();
    await compile();
  }
  try {
    writeFileSync(places.builtFrom, JSON.stringify({ glance: glanceAt(files), contents, paths }));
  } catch (error) {
    throw fileTrouble(error, places.built);
  }
}

function glanceAt(files) {
  return digest(files.map(({ path, stat }) => `${path} ${stat.size} ${stat.mtimeMs}`));
}

async function compile() {
  const { code, said } = await runTold('building', places.node, [
    'node_modules/typescript/bin/tsc',
    '-p',
    'tsconfig.build.json',
  ]);
  if (code === 0) return;
  if (/ENOSPC|EACCES|EROFS/.test(said))
    throw fileTrouble({ code: /ENOSPC/.test(said) ? 'ENOSPC' : 'EACCES' }, places.built);
  rmSync(places.builtFrom, { force: true });
  throw new Trouble(`The sources do not compile:\n\n${said}`);
}

function clear() {
  try {
    rmSync(places.built, { recursive: true, force: true });
    mkdirSync(places.built, { recursive: true });
  } catch (error) {
    throw fileTrouble(error, places.built);
  }
}

function sources() {
  const found = sourceFolders.flatMap((folder) => walk(join(root, folder)));
  return [...sourceFiles.map((file) => join(root, file)), ...found]
    .map((path) => ({ path: relative(root, path), stat: statSync(path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts') ? [path] : [];
  });
}

function readMark() {
  try {
    const mark = JSON.parse(readFileSync(places.builtFrom, 'utf8'));
    return Array.isArray(mark.paths) ? mark : undefined;
  } catch {
    return undefined;
  }
}

function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex');
}
