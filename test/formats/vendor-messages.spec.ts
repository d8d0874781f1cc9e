import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { MESSAGE_FORMATS } from '#domain/message.js';
import { readMessage } from '#flows/read-message.js';
import type { ReadMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import type { ReadingRules } from '#formats/reading.js';
import { renderMessage } from '#formats/render.js';
import type { VendorMessage } from '../fixtures/messages/hl7v2/vendors/expectation.js';
import { VENDOR_MESSAGES } from '../fixtures/messages/hl7v2/vendors/manifest.js';
import { SOURCES } from '../fixtures/messages/hl7v2/vendors/sources.js';
import type { Source } from '../fixtures/messages/hl7v2/vendors/sources.js';

const FOLDER = new URL('../fixtures/messages/hl7v2/vendors/', import.meta.url);
const ALL = Object.values(VENDOR_MESSAGES).flat();

function rulesOf(name: VendorMessage['source']): ReadingRules {
  const source: Source = name === undefined ? {} : SOURCES[name];
  return { mapping: { ...PLAIN_MAPPING, ...source.mapping }, processingIds: source.processingIds ?? ['P'] };
}

function read({ file, source, contentType = 'application/hl7-v2' }: VendorMessage): ReadMessage {
  const bytes = new Uint8Array(readFileSync(new URL(`${file}.hl7`, FOLDER)));
  return readMessage({ bytes, contentType }, 'hl7v2', rulesOf(source));
}

/** What became of a message, in the words of the manifest. */
function outcomeOf(reading: ReadMessage): unknown {
  if (reading.ok) {
    const { messageId, ...message } = reading.message;
    expect(messageId).not.toBe('');
    return { outcome: 'taken', message, cleared: [...(reading.origin.cleared ?? [])].sort() };
  }
  if (reading.ignored) return { outcome: 'ignored' };
  const told = reading.reasons.map(({ code, path }) => `${code} ${path}`);
  return { outcome: 'refused', reasons: [...new Set(told)].sort() };
}

describe.each(Object.entries(VENDOR_MESSAGES))('%s', (_, messages) => {
  it.each(messages.map((message) => [message.says, message] as const))('%s', (_says, message) => {
    const { expected } = message;
    const reasons = expected.outcome === 'refused' ? { reasons: [...expected.reasons].sort() } : {};
    expect(outcomeOf(read(message))).toEqual({ ...expected, ...reasons });
  });
});

describe('what was taken', () => {
  it.each(MESSAGE_FORMATS)('comes back from %s as it went in', (format) => {
    for (const taken of ALL.filter(({ expected }) => expected.outcome === 'taken')) {
      const reading = read(taken);
      if (!reading.ok) throw new Error(`${taken.file} was refused`);
      const bytes = renderMessage(format, reading.message, {});
      const again = readMessage({ bytes, contentType: MEDIA_TYPES[format] }, format, rulesOf(undefined));
      expect([taken.file, again.ok ? again.message : again.reasons]).toEqual([taken.file, reading.message]);
    }
  });
});

describe('the messages of this collection', () => {
  it('all have a line in the manifest, and every line has its message', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.hl7'));
    expect(files.sort()).toEqual([...new Set(ALL.map(({ file }) => `${file}.hl7`))].sort());
    expect(files.length).toBeGreaterThanOrEqual(60);
  });

  it('have each a title of their own', () => {
    const titles = ALL.map(({ says }) => says);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});
