import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import Sequence, { LONGEST } from './sequence.js';

const ROOT = process.cwd();
const SPECS = ['apps', 'libs', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.spec.ts') && !path.includes('node_modules'))
    .map((path) => `${folder}/${path}`),
);

type Tests = Parameters<Sequence['sort']>[0];

/** These files, in the order in which they would run after they took so long the last time. */
async function ordered(paths: readonly string[], took: Readonly<Record<string, number>> = {}): Promise<string[]> {
  class Known extends Sequence {
    override _getCache(): Record<string, [1, number]> {
      return Object.fromEntries(Object.entries(took).map(([path, seconds]) => [`${ROOT}/${path}`, [1, seconds]]));
    }
  }
  const context = { config: { rootDir: ROOT, cache: false }, hasteFS: { getSize: () => 1 } };
  const tests = paths.map((path) => ({ path: `${ROOT}/${path}`, context })) as unknown as Tests;
  const sorted = await new Known({ contexts: [], globalConfig: {} as never }).sort(tests);
  return sorted.map(({ path }) => path.slice(ROOT.length + 1));
}

describe('the order in which spec files run', () => {
  it('names no file or folder that is gone', () => {
    expect(LONGEST.filter((beginning) => !SPECS.some((path) => path.startsWith(beginning)))).toEqual([]);
  });

  it('leaves none out', async () => {
    expect((await ordered(SPECS)).toSorted()).toEqual(SPECS.toSorted());
  });

  it('begins with the longest in a fresh copy', async () => {
    expect(await ordered(['libs/domain/src/a.spec.ts', 'test/e2e/cli.spec.ts', 'test/process/model.spec.ts'])).toEqual([
      'test/process/model.spec.ts',
      'test/e2e/cli.spec.ts',
      'libs/domain/src/a.spec.ts',
    ]);
  });

  it('goes by what they took the last time, once that is known of all', async () => {
    const took = { 'libs/domain/src/a.spec.ts': 9, 'test/e2e/cli.spec.ts': 5, 'test/process/model.spec.ts': 7 };
    expect(await ordered(Object.keys(took), took)).toEqual([
      'libs/domain/src/a.spec.ts',
      'test/process/model.spec.ts',
      'test/e2e/cli.spec.ts',
    ]);
  });
});
