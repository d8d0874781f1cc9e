import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { BatchReading } from './batch.js';
import { joinAcks, MOST_MESSAGES, splitBatch } from './batch.js';

const FHS = 'FHS|^~\\&|JOURNAL|AVD12|HUBBEN|NAV|20261124||||F1';
const BHS = 'BHS|^~\\&|JOURNAL|AVD12|HUBBEN|NAV|20261124||||B1';
const CONTEXT = { controlId: 'H1', now: new Date('2026-11-24T09:00:00Z') };

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const message = (id: number | string): string => `MSH|^~\\&|J|A|||1||ADT^A01|${String(id)}|P|2.5\rPID|Å\r`;
const split = (...lines: string[]): BatchReading | undefined => splitBatch(bytesOf(lines.join('\r')));

function messagesOf(reading: BatchReading | undefined): string[] {
  if (reading?.ok !== true) throw new Error(JSON.stringify(reading));
  return reading.messages.map(textOf);
}

function problems(reading: BatchReading | undefined): string[] {
  if (reading === undefined || reading.ok) return [];
  return reading.reasons.map(({ code, path, line }) => `${code} ${path} ${String(line)}`);
}

describe('a batch of messages', () => {
  it('is taken apart into the bytes of each message, exactly as they came', () => {
    const file = new Uint8Array(readFileSync('test/fixtures/messages/hl7v2/batch-two-messages.hl7'));
    const messages = messagesOf(splitBatch(file));
    expect(messages).toHaveLength(2);
    expect(messages.map((text) => text.split('|')[9])).toEqual(['B1', 'B2']);
    expect(textOf(file)).toContain(messages.join(''));
  });

  it('nothing but FHS or BHS begins one', () => {
    expect(split(message(1), message(2))).toBeUndefined();
    expect(splitBatch(new Uint8Array())).toBeUndefined();
    expect(split('BTS|1')).toBeUndefined();
  });

  it('line ends, empty lines and a mark are as they may be in a message', () => {
    const text = `\ufeff\n${BHS}\n\n${message(1).replaceAll('\r', '\r\n')}${message(2)}BTS|2\r\n\n`;
    expect(messagesOf(splitBatch(bytesOf(text)))).toEqual([message(1).replaceAll('\r', '\r\n'), message(2)]);
  });

  it('several batches in one file, with or without a trailer', () => {
    const parts = [FHS, BHS, message(1), 'BTS|1', BHS, message(2), message(3), 'FTS|2', ''];
    expect(messagesOf(split(...parts))).toHaveLength(3);
    expect(messagesOf(split(BHS, message(1)))).toHaveLength(1);
    expect(messagesOf(split(BHS, 'BTS|0'))).toEqual([]);
  });

  it.each([
    [[BHS, message(1), 'BTS|2'], ['not-readable BTS^1^1 4']],
    [[BHS, message(1), 'BTS|x'], ['not-readable BTS^1^1 4']],
    [[FHS, BHS, message(1), 'BTS|1', 'FTS|2'], ['not-readable FTS^1^1 6']],
    [[BHS, 'PID|1', message(1), 'BTS|1'], ['not-readable  2']],
    [[FHS, BHS, message(1), 'BTS|1', 'FTS|1', message(2)], ['not-readable MSH^1 7']],
    [[BHS, FHS, message(1)], ['not-readable FHS^1 2']],
    [['BHS|||||', message(1)], ['not-readable BHS^1^2 1']],
  ])('a count or an order that is wrong refuses all of it: %#', (lines, expected) => {
    expect(problems(split(...lines))).toEqual(expected);
  });

  it('has a bound', () => {
    const many = Array.from({ length: MOST_MESSAGES }, (_, number) => message(number));
    expect(messagesOf(split(BHS, ...many))).toHaveLength(MOST_MESSAGES);
    expect(problems(split(BHS, ...many, message('x')))).toEqual(['too-large  undefined']);
  });

  it('never throws, and gives messages that stand in the bytes one after the other', () => {
    const part = fc.constantFrom(
      'FHS|^~\\&|',
      'BHS|^~\\&|',
      'MSH|',
      'BTS|1',
      'FTS|',
      'PID',
      '\r',
      '\n',
      ' ',
      '\0',
      'å',
      '|',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const reading = splitBatch(bytesOf(text));
        if (reading?.ok !== true) return;
        let from = 0;
        for (const found of reading.messages.map(textOf)) {
          from = text.indexOf(found, from) + found.length;
          expect(from).toBeGreaterThanOrEqual(found.length);
        }
      }),
    );
  });
});

describe('the answer to a batch', () => {
  const answer = (acks: string[], ...lines: string[]): string => {
    const reading = split(...lines);
    if (reading?.ok !== true) throw new Error('no batch');
    return textOf(joinAcks(reading, acks.map(bytesOf), CONTEXT));
  };

  it('holds the acknowledgements, their number, and what is answered, and goes back to where it came from', () => {
    expect(answer(['MSH|1\r', 'MSH|2'], FHS, BHS, message(1), message(2), 'BTS|2', 'FTS|1')).toBe(
      [
        'FHS|^~\\&|HUBBEN|NAV|JOURNAL|AVD12|20261124100000+0100||||H1|F1',
        'BHS|^~\\&|HUBBEN|NAV|JOURNAL|AVD12|20261124100000+0100||||H1|B1',
        'MSH|1',
        'MSH|2',
        'BTS|2',
        'FTS|1',
        '',
      ].join('\r'),
    );
  });

  it('has no file where none came, and the separators of the batch', () => {
    expect(answer([], 'BHS$*!@%$J$A$H$N$1$$$$B1', message(1)).split('\r')).toEqual([
      'BHS$*!@%$H$N$J$A$20261124100000+0100$$$$H1$B1',
      'BTS$0',
      '',
    ]);
  });

  it('a file without a batch header is answered as a batch in a file', () => {
    expect(
      answer(['MSH|1\r'], FHS, message(1))
        .split('\r')
        .map((line) => line.slice(0, 3)),
    ).toEqual(['FHS', 'BHS', 'MSH', 'BTS', 'FTS', '']);
  });
});
