import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { readYaml } from '../support/repository-files.js';

const page = readFileSync('docs/profiles.md', 'utf8');
const [, tutorial = ''] = /^## A region from an empty file[^\n]*\n(.*?)^## /ms.exec(page) ?? [];
const fragments = [...tutorial.matchAll(/^ {3,4}```yaml\n(.*?)^ {3,4}```/gms)].map(
  ([, block = '']) => parse(block) as Record<string, unknown>,
);

/** Whether everything that the part says stands in the whole; of a list, each item somewhere. */
function isPartOf(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(whole) && part.every((one) => whole.some((other) => isPartOf(one, other)));
  }
  if (typeof part !== 'object' || part === null) return part === whole;
  return (
    typeof whole === 'object' &&
    whole !== null &&
    Object.entries(part).every(([key, value]) => isPartOf(value, (whole as Record<string, unknown>)[key]))
  );
}

describe('the worked example of docs/profiles.md', () => {
  it('goes through the sections of a profile, with a fragment where it shows one', () => {
    expect(fragments.flatMap((fragment) => Object.keys(fragment))).toEqual([
      ...['profile', 'name', 'catalogues', 'categories', 'needs', 'kinds', 'kinds', 'kinds', 'deadlines'],
      ...['plan', 'plan', 'plan'],
    ]);
  });

  it.each(fragments.map((fragment) => [Object.keys(fragment).join(', '), fragment] as const))(
    'shows under %s what stands in the profile',
    (_keys, fragment) => {
      expect([isPartOf(fragment, readYaml('config/profiles/stockholm.yaml')), fragment]).toEqual([true, fragment]);
    },
  );

  it('names files that are there', () => {
    const named = [...tutorial.matchAll(/`((?:config|docs|apps|test)\/[^`\s]*)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
