import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { REASON_CODES } from '#domain/reason.js';
import { readMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { renderMessage } from '#formats/render.js';
import { corpus } from './corpus.js';
import type { Sample } from './corpus.js';
import { Dice, mutated } from './mutate.js';

/** Mutations per format; with HEMGANG_FUZZ_SECONDS as many as go into that time instead. */
const BUDGET = 2_500;
const SECONDS = Number(process.env['HEMGANG_FUZZ_SECONDS'] ?? 0);
/** HEMGANG_FUZZ_SEED repeats a run. */
const SEED = Number(process.env['HEMGANG_FUZZ_SEED'] ?? 20_261_123);

const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const PERSONAL = ['Tolvan', '191212121212'];
const SAMPLES = corpus();

/** Reads a message and says what it must not do. @throws Error with what went wrong. */
function judge(format: MessageFormat, bytes: Buffer): void {
  const read = readMessage({ bytes, contentType: MEDIA_TYPES[format] }, format, RULES);
  if (read.ok) {
    const again = checkMessage(read.message);
    if (!again.ok) throw new Error('what was accepted is not what the check accepts');
    for (const form of MESSAGE_FORMATS) renderMessage(form, read.message, {});
    return;
  }
  if (read.reasons.length === 0) throw new Error('refused without a reason');
  for (const { code, message, path, line, column } of read.reasons) {
    if (!Object.hasOwn(REASON_CODES, code)) throw new Error(`no such code: ${code}`);
    if (PERSONAL.some((text) => message.includes(text) || path.includes(text)))
      throw new Error('a reason quotes the message');
    if ([line, column].some((place) => place !== undefined && !(place >= 1)))
      throw new Error('a place before the beginning');
  }
}

/** Where a message lies that a reader did not bear. */
function keep(format: MessageFormat, bytes: Buffer, seed: number): string {
  const folder = 'var/fuzz';
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${format}-${String(seed)}`);
  writeFileSync(file, bytes);
  return file;
}

function fuzz(format: MessageFormat, samples: readonly Sample[]): number {
  const until = performance.now() + (SECONDS * 1000) / MESSAGE_FORMATS.length;
  const others = SAMPLES.map(({ bytes }) => bytes);
  let done = 0;
  for (; SECONDS > 0 ? performance.now() < until : done < BUDGET; done += 1) {
    const dice = new Dice(SEED + done);
    const bytes = mutated(dice.pick(samples).bytes, dice.pick(others), dice);
    try {
      judge(format, bytes);
    } catch (error) {
      const file = keep(format, bytes, SEED + done);
      throw new Error(`${file} (HEMGANG_FUZZ_SEED=${String(SEED + done)})`, { cause: error });
    }
  }
  return done;
}

describe('every reader', () => {
  it.each(MESSAGE_FORMATS)(
    'bears whatever becomes of messages in %s, and says why it refuses them',
    (format) => {
      const samples = SAMPLES.filter((sample) => sample.format === format);
      expect(samples.length).toBeGreaterThan(5);
      for (const { bytes } of samples) judge(format, bytes);
      expect(fuzz(format, samples)).toBeGreaterThan(0);
    },
    120_000 + SECONDS * 1000,
  );
});
