import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { checkProfile } from '#domain/profile/profile-check.js';

import { changed, placed } from './changed.js';

/** The profile of the test region, which uses everything that the language of profiles has. */
export const TEST_REGION = 'test/fixtures/profiles/provlanet.yaml';

export function testRegion(): unknown {
  return parse(readFileSync(new URL(`../../${TEST_REGION}`, import.meta.url), 'utf8'));
}

/** What is wrong with the test region's profile after changes to it (see `changed`), as `path: message`. */
export function problemsAfter(changes: Readonly<Record<string, unknown>>): string[] {
  const check = checkProfile(changed(testRegion(), changes));
  return check.ok ? [] : check.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** Changes that take away a kind and the transitions on it alone; only references to it are left. */
export function without(kind: string): Record<string, unknown> {
  const rows = placed(testRegion(), 'transitions');
  if (!Array.isArray(rows)) throw new Error('transitions are a list');
  const onOf = (row: number): unknown => placed(testRegion(), `transitions.${String(row)}.on`);
  return { [`kinds.${kind}`]: undefined, transitions: rows.filter((_row, i) => onOf(i) !== kind) };
}
