import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import type { Message } from '#domain/message.js';
import type { Reason } from '#domain/reason.js';
import { MEDIA_TYPES } from './format.js';
import { readJsonMessage } from './json/read.js';
import { placeOf } from './reading.js';
import { readXmlMessage } from './xml/read.js';

const FOLDER = 'test/fixtures/messages';
const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const READERS = { json: readJsonMessage, xml: readXmlMessage };

/** What becomes of a file: the message, or every reason as `code path line:column`. */
function readFixture(file: string): Message | string[] {
  const format = file.endsWith('.json') ? 'json' : 'xml';
  const bytes = readFileSync(`${FOLDER}/${file}`);
  const reading = READERS[format]({ bytes, contentType: MEDIA_TYPES[format] }, RULES);
  if (!reading.ok) return reading.reasons.map(told);
  const places = new Map(reading.places());
  const checked = checkMessage(reading.model);
  if (checked.ok && reading.reasons.length === 0) return checked.message;
  const located = checked.ok ? [] : checked.reasons.map((found) => ({ ...found, ...placeOf(places, found.path) }));
  return [...reading.reasons, ...located].map(told);
}

function told({ code, path, line, column }: Reason): string {
  const place = line === undefined ? '' : ` ${String(line)}:${String(column)}`;
  return `${code} ${path}${place}`;
}

/** By file: `accepted`, the name of a file that gives the same message, or the reasons. */
function manifest(name: string): [file: string, expected: string | string[]][] {
  const expected: unknown = JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'));
  return Object.entries(expected as Record<string, string | string[]>);
}

describe.each([
  ['json', 'json/expected.json', /\.json$/],
  ['xml', 'xml/expected.json', /\.xml$/],
  ['hostile', 'hostile/json-expected.json', /^json-.*\.json$/],
])('the messages in %s', (folder, list, pattern) => {
  const files = manifest(list);

  it('are all in the list of what is expected of them', () => {
    const there = readdirSync(`${FOLDER}/${folder}`).filter(
      (name) => pattern.test(name) && !name.endsWith('expected.json'),
    );
    expect(files.map(([file]) => file).sort()).toEqual(there.sort());
  });

  it.each(files)('%s is accepted or refused as a person would', (file, expected) => {
    const read = readFixture(`${folder}/${file}`);
    if (expected === 'accepted') expect(read).toMatchObject({ messageId: expect.any(String) });
    else if (typeof expected === 'string') expect(read).toEqual(readFixture(`${folder}/${expected}`));
    else expect(read).toEqual(expected);
  });
});

it.each(['admission', 'plan-meeting'])('the same message as JSON and as XML is one message: %s', (name) => {
  expect(readFixture(`xml/${name}.xml`)).toEqual(readFixture(`json/${name}.json`));
});
