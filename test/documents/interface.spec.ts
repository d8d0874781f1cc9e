import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { CONTENT } from '#domain/content.js';
import { COORDINATOR, PARTICIPANT, PLAN_CONSENT, RELATIONS } from '#domain/content/plan.js';
import type { FieldForm, Fields } from '#domain/content/form.js';
import { MESSAGE_KINDS } from '#domain/message.js';

const PAGE = readFileSync('docs/interface.md', 'utf8');

/** What stands beside a name in the first table that has it. */
function rowOf(kind: string): string {
  return new RegExp(`^\\| \`${kind}\` \\| (.*) \\|$`, 'm').exec(PAGE)?.[1] ?? '';
}

/** The words in code spans of a row. */
function wordsOf(row: string): Set<string> {
  const spans = [...row.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  return new Set(spans.flatMap((span) => span.match(/[A-Za-z0-9][\w-]*/g) ?? []));
}

/** Described once for all kinds, or where the same is said of the patient. */
const SAID_ELSEWHERE = ['contacts', 'previousIdType'];

/** Parts of messages about a plan, by the row that describes them. */
const SAID_ONCE: ReadonlyMap<FieldForm, string> = new Map([
  [PARTICIPANT, 'participant'],
  [PLAN_CONSENT, 'consents'],
  [COORDINATOR, 'coordinator'],
]);

function rowSaying(name: string, field: FieldForm): string | undefined {
  const item = field.type === 'list' ? field.of : field;
  const shape = (form: FieldForm) => (form.type === 'object' ? form.fields : form);
  const part = [...SAID_ONCE].find(([form]) => shape(form) === shape(item))?.[1];
  return part ?? (name === 'relation' && field.type === 'code' ? 'relation' : undefined);
}

/** What a row has to name: fields at every depth, and the codes that they may hold. */
function namesIn(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    SAID_ELSEWHERE.includes(name) || rowSaying(name, field) !== undefined ? [name] : [name, ...namesWithin(field)],
  );
}

function namesWithin(form: FieldForm): readonly string[] {
  if (form.type === 'list') return namesWithin(form.of);
  if (form.type === 'object') return namesIn(form.fields);
  return form.type === 'code' ? form.values : [];
}

describe('the kinds in docs/interface.md', () => {
  it.each(MESSAGE_KINDS)('%s has a row with each of its fields and codes', (kind) => {
    const words = wordsOf(rowOf(kind));
    expect(namesIn(CONTENT[kind]).filter((name) => !words.has(name))).toEqual([]);
  });

  it.each([...SAID_ONCE])('have a row for what is said once: %#', (form, part) => {
    const words = wordsOf(rowOf(part));
    expect(namesWithin(form).filter((name) => !words.has(name))).toEqual([]);
  });

  it('have a row for the capacities in which somebody takes part', () => {
    const words = wordsOf(rowOf('relation'));
    expect(RELATIONS.filter((relation) => !words.has(relation))).toEqual([]);
  });

  it.each(MESSAGE_KINDS)('%s has a mark on each field that it needs, and on no other', (kind) => {
    const row = rowOf(kind);
    for (const [name, { required }] of Object.entries(CONTENT[kind])) {
      const mark = new RegExp(`\`${name}\`(\\*?)`).exec(row)?.[1];
      expect([name, mark]).toEqual([name, required ? '*' : '']);
    }
  });
});
