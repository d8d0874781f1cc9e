import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { places, root } from './places.mjs';
import { runTold } from './program.mjs';
import { fileTrouble, Trouble } from './trouble.mjs';

/** What is built, each from its own sources: the hub and the command line, and the page that the hub serves at /console. */
const builds = [
  {
    saying: 'building',
    mark: places.builtFrom,
    folders: ['apps', 'libs', 'test/bench'],
    leaves: 'apps/console/web',
    files: ['tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'],
    isSource: (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'),
    words: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
    // What was built from a file that is gone must go too, or an old import would still find it.
    clear: () => places.built,
  },
  {
    saying: 'building the console',
    mark: places.pageBuiltFrom,
    // What is pure of the hub runs in the page as well.
    folders: ['apps/console/web', 'libs/domain', 'libs/formats'],
    files: ['package.json', 'package-lock.json'],
    isSource: (name) => !/\.spec\.tsx?$/.test(name),
    words: [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'apps/console/web/vite.config.ts',
      '--logLevel',
      'warn',
    ],
    // It empties its folder by itself.
    clear: () => undefined,
  },
];

/** Whether `dist` was made from these sources, as far as times and sizes tell. */
export function isBuilt() {
  return builds.every((build) => readMark(build)?.glance === glanceAt(sources(build)));
}

/**
 * Builds into `dist` what was not made from sources with these very contents, whatever their times.
 */
export async function buildWhatChanged() {
  for (const build of builds) await buildOne(build);
}

async function buildOne(build) {
  const files = sources(build);
  const before = readMark(build);
  const contents = digest(files.map(({ path }) => `${path} ${digest([readFileSync(join(root, path))])}`));
  const paths = files.map(({ path }) => path);
  if (before?.contents !== contents) {
    if (before === undefined || before.paths.some((path) => !paths.includes(path))) clear(build.clear());
    await compile(build);
  }
  try {
    writeFileSync(build.mark, JSON.stringify({ glance: glanceAt(files), contents, paths }));
  } catch (error) {
    throw fileTrouble(error, places.built);
  }
}

function glanceAt(files) {
  return digest(files.map(({ path, stat }) => `${path} ${stat.size} ${stat.mtimeMs}`));
}

async function compile({ saying, words, mark }) {
  const { code, said } = await runTold(saying, places.node, words);
  if (code === 0) return;
  if (/ENOSPC|EACCES|EROFS/.test(said))
    throw fileTrouble({ code: /ENOSPC/.test(said) ? 'ENOSPC' : 'EACCES' }, places.built);
  rmSync(mark, { force: true });
  throw new Trouble(`The sources do not compile:\n\n${said}`);
}

function clear(folder) {
  if (folder === undefined) return;
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileTrouble(error, places.built);
  }
}

function sources({ folders, files, leaves, isSource }) {
  const found = folders.flatMap((folder) => walk(join(root, folder), leaves && join(root, leaves), isSource));
  return [...files.map((file) => join(root, file)), ...found]
    .map((path) => ({ path: relative(root, path), stat: statSync(path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(folder, leaves, isSource) {
  if (folder === leaves) return [];
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path, leaves, isSource);
    return isSource(entry.name) ? [path] : [];
  });
}

function readMark({ mark: file }) {
  try {
    const mark = JSON.parse(readFileSync(file, 'utf8'));
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
