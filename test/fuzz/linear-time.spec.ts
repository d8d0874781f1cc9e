import { describe, expect, it } from '@jest/globals';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import { readMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { growing } from './growing.js';

const SMALL = 6 * 1024;
const TIMES = 8;
/** Eight times the size takes eight times as long, in the square 64 times. Between them there is room for a busy machine. */
const MOST = 28;
/** Milliseconds below which nothing is told apart. */
const LEAST = 4;
const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };

/** Milliseconds of the processor that reading takes, and telling where something stands in what was read. */
function cost(format: MessageFormat, bytes: Uint8Array): number {
  const before = process.cpuUsage();
  const read = readMessage({ bytes, contentType: MEDIA_TYPES[format] }, format, RULES);
  if (read.ok) read.at([reason('unknown-unit', 'sender')]);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The least of some tries: what is more has other causes. */
function leastCost(format: MessageFormat, text: string): number {
  const bytes = new TextEncoder().encode(text);
  return Math.min(...Array.from({ length: 3 }, () => cost(format, bytes)));
}

describe.each(MESSAGE_FORMATS)('the time that %s takes to be read', (format) => {
  it.each(growing(format).map(({ name, make }) => [name, make] as const))(
    'grows with %s no faster than the message',
    (_, make) => {
      const small = Math.max(leastCost(format, make(SMALL)), LEAST);
      expect(leastCost(format, make(SMALL * TIMES))).toBeLessThan(small * MOST);
    },
  );
});
