import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import type { Reason } from '#domain/reason.js';
import { placeOf } from '../reading.js';
import type { ReadingRules } from '../reading.js';
import { readFhirMessage } from './read.js';

/**
 * Messages as other systems write them, and what becomes of each: the message, or every reason with its expression, line
 * and column.
 */

const FOLDER = new URL('../../../../test/fixtures/messages/fhir/', import.meta.url);
const RULES: ReadingRules = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const EXPECTED = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8')) as Record<string, unknown>;
const names = readdirSync(FOLDER).filter((name) => name !== 'expected.json');

function outcomeOf(name: string): unknown {
  const encoding = name.endsWith('.xml') ? 'xml' : 'json';
  const bytes = readFileSync(new URL(name, FOLDER));
  const reading = readFhirMessage({ bytes, contentType: `application/fhir+${encoding}` }, RULES, encoding);
  if (!reading.ok) return reading.reasons.map(told);
  const checked = checkMessage(reading.model);
  const places = new Map(reading.places());
  const located = (checked.ok ? [] : checked.reasons).map((reason) => ({ ...reason, ...placeOf(places, reason.path) }));
  const reasons = [...reading.reasons, ...located];
  if (reasons.length > 0) return reasons.map(told);
  const warnings = reading.warnings === undefined ? {} : { warnings: reading.warnings.map(told) };
  return { ...(checked.ok ? checked.message : {}), ...warnings };
}

function told({ code, path, line = 0, column = 0 }: Reason): string {
  return `${code} ${path} ${String(line)}:${String(column)}`;
}

describe('A FHIR message of another system', () => {
  it('has an outcome written down, each of them', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(names.sort());
  });

  it.each(names)('%s is read or refused for what is wrong with it', (name) => {
    const outcome = outcomeOf(name);
    expect(outcome).toEqual(EXPECTED[name]);
  });
});
