import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { reason, REASON_CODES } from '#domain/reason.js';
import { value } from '../../../../test/support/er7-reading.js';
import type { AckOutcome, AckRequest } from './ack.js';
import { ackCode, isAckWanted, makeAck } from './ack.js';
import { decodeBytes, encodeText } from './charset.js';
import type { Hl7Message } from './er7.js';
import { parseEr7, segmentsOf } from './er7.js';
import { encodeEr7 } from './er7-print.js';
import { headerOf, readHl7 } from './read.js';

const OUTCOMES: readonly AckOutcome[] = ['accepted', 'ignored', 'error', 'rejected'];
const NOW = new Date('2026-11-23T07:15:00.500Z');

function incoming(
  conditions = '|',
  more: { version?: string; charset?: string; separators?: string; type?: string } = {},
): Hl7Message {
  const { version = '2.5', charset = 'UNICODE UTF-8', separators, type = 'ADT^A01' } = more;
  const standard = `MSH|^~\\&|JOURNAL^1.2^ISO|AVD12|HUBBEN|NAV|20261123||${type}|4711|P|${version}|||${conditions}||${charset}\r`;
  const text =
    separators === undefined
      ? standard
      : [...standard].map((char) => separators['|^~\\&'.indexOf(char)] ?? char).join('');
  const result = readHl7(encodeText(text, 'ASCII'), { defaultCharset: 'ASCII' });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.message;
}

/** What goes out: nothing when the conditions ask for nothing. */
function answered(request: AckRequest): Uint8Array | undefined {
  return isAckWanted(request.incoming, request.outcome) ? encodeEr7(makeAck(request)) : undefined;
}

function ack(request: Partial<AckRequest>): string {
  const bytes = answered({
    incoming: incoming(),
    outcome: 'accepted',
    errors: [],
    controlId: 'H1',
    now: NOW,
    ...request,
  });
  return bytes === undefined ? 'none' : (decodeBytes(bytes, 'UNICODE UTF-8') ?? 'not UTF-8');
}

function msa1(conditions: string, outcome: AckOutcome): string {
  return /\rMSA\|(\w\w)/.exec(ack({ incoming: incoming(conditions), outcome }))?.[1] ?? 'none';
}

describe('acknowledgement codes', () => {
  it('[L-HL7-01] MSH-15 and MSH-16 both empty is original mode: AA, AE, AR', () => {
    expect(OUTCOMES.map((outcome) => msa1('|', outcome))).toEqual(['AA', 'AA', 'AE', 'AR']);
  });

  it.each([
    ['AL|', ['CA', 'CA', 'CE', 'CR']],
    ['AL|AL', ['CA', 'CA', 'CE', 'CR']],
    ['|AL', ['CA', 'CA', 'CE', 'CR']],
    ['NE|AL', ['none', 'none', 'none', 'none']],
    ['ER|', ['none', 'none', 'CE', 'CR']],
    ['SU|NE', ['CA', 'CA', 'none', 'none']],
    ['??|', ['CA', 'CA', 'CE', 'CR']],
  ])('[L-HL7-01] MSH-15|16 %s is enhanced mode with its conditions', (conditions, expected) => {
    expect(OUTCOMES.map((outcome) => msa1(conditions, outcome))).toEqual(expected);
  });

  it('[L-HL7-01] an acknowledgement that arrives as a message is not acknowledged: two such peers would never stop', () => {
    expect(ack({ incoming: incoming('|', { type: 'ACK^A01' }), outcome: 'rejected' })).toBe('none');
  });

  it('[L-HL7-02] what cannot even be named is rejected, in original mode', () => {
    expect(ackCode(undefined, 'error')).toBe('AR');
    expect(ack({ incoming: undefined, outcome: 'error', text: 'retry' })).toBe(
      'MSH|^~\\&|HEMGANG||||20261123081500+0100||ACK|H1|P|2.5\rMSA|AR||retry\r',
    );
  });

  it('[L-HL7-02] a message that is readable but for its body is answered AE by its header', () => {
    const header = headerOf(Uint8Array.of(...encodeText('MSH|^~\\&|J|A|||1||ADT^A01|77|P|2.5\rPID|', 'ASCII'), 0xff));
    expect(ack({ incoming: header, outcome: 'error' })).toContain('\rMSA|AE|77|');
  });
});

describe('an acknowledgement', () => {
  it('goes back to where the message came from, names it and has its event and version', () => {
    expect(ack({})).toBe(
      'MSH|^~\\&|HUBBEN|NAV|JOURNAL^1.2^ISO|AVD12|20261123081500+0100||ACK^A01^ACK|H1|P|2.5||||||UNICODE UTF-8\r' +
        'MSA|AA|4711|Message accepted\r',
    );
  });

  it('comes from the hub by its own name where the message named nobody, and its header ends behind its last field', () => {
    const message = headerOf(encodeText('MSH|^~\\&|JOURNAL|AVD12|||20261123||ADT^A01|4711|P|2.5\r', 'ASCII'));
    expect(ack({ incoming: message }).split('\r')[0]).toBe(
      'MSH|^~\\&|HEMGANG||JOURNAL|AVD12|20261123081500+0100||ACK^A01^ACK|H1|P|2.5',
    );
  });

  it('uses the separators of the message', () => {
    const text = ack({
      incoming: incoming('|', { separators: '$*!@%' }),
      errors: [reason('missing-field', 'PID^1^3')],
    });
    expect(text).toContain('MSH$*!@%$HUBBEN');
    expect(text).toContain('ACK*A01*ACK');
    expect(text).toContain('$PID*1*3$101*');
  });

  it.each([
    ['8859/1', 'Åsa'],
    ['8859/15', 'Åsa'],
    ['ASCII', 'Asa'],
  ] as const)('is written in the character set of the message: %s', (charset, expected) => {
    const request = {
      incoming: incoming('|', { charset }),
      outcome: 'error',
      errors: [],
      controlId: 'H1',
      now: NOW,
    } as const;
    const bytes = answered({ ...request, text: 'Åsa' }) ?? new Uint8Array();
    expect(decodeBytes(bytes, charset)).toContain(`|4711|${expected}\r`);
    expect(decodeBytes(bytes, charset)).toContain(`||||||${charset}\r`);
  });

  it('names the character set that it is in where the message named another', () => {
    const bytes = encodeText('MSH|^~\\&|J|A|||1||ADT^A01|Å|P|2.5||||||8859/1\r', 'UNICODE UTF-8');
    const read = readHl7(bytes, { defaultCharset: 'ASCII', contradiction: 'bytes' });
    expect(read.ok && ack({ incoming: read.message })).toContain('||||||UNICODE UTF-8\rMSA|AA|Å|');
  });

  it('says every error with place, condition, severity, our code, the rule, and text', () => {
    const errors = [reason('invalid-identity', 'PID^1^3^1^1', 'x', 'G-ADM-29'), reason('unroutable', 'recipients[0]')];
    const result = parseEr7(ack({ outcome: 'error', errors }));
    if (!result.ok) throw new Error('unreadable');
    expect(segmentsOf(result.message, 'ERR').map(({ fields }) => fields.slice(2))).toEqual([
      [
        'PID^1^3^1^1',
        '102^Data type error^HL70357',
        'E',
        'invalid-identity^The patient identity is not well formed^HEMGANG^G-ADM-29^^HEMGANG',
        '',
        'The patient identity is not well formed: x',
        `${REASON_CODES['invalid-identity'].sv} / The patient identity is not well formed: x`,
      ],
      [
        '',
        '204^Unknown key identifier^HL70357',
        'E',
        'unroutable^No mailbox can receive the message^HEMGANG',
        '',
        'recipients[0]: No mailbox can receive the message',
        `${REASON_CODES.unroutable.sv} / No mailbox can receive the message`,
      ],
    ]);
    expect(value(result.message, 'MSA-3')).toBe('The patient identity is not well formed: x');
  });

  it('says that a message was ignored, and nothing of errors', () => {
    const text = ack({ outcome: 'ignored', errors: [reason('not-our-event', 'MSH^1^9')] });
    expect(text).toMatch(/\rMSA\|AA\|4711\|ignored\r$/);
  });

  it('tells warnings with severity W and stays AA', () => {
    const text = ack({ warnings: [reason('consent-missing', 'OBX^1^5')] });
    expect(text).toContain('\rMSA|AA|4711|Message accepted\r');
    expect(text).toContain('\rERR||OBX^1^5|0^Message accepted^HL70357|W|consent-missing^');
  });

  it('tells receivers before version 2.5 in ERR-1 too', () => {
    const errors = [reason('missing-field', 'PID^1^3^1')];
    expect(ack({ incoming: incoming('|', { version: '2.3' }), outcome: 'error', errors })).toContain(
      '\rERR|PID^1^3^101&Required field missing&HL70357|PID^1^3^1|101^',
    );
    expect(ack({ incoming: incoming('|', { version: '2.5.1' }), outcome: 'error', errors })).toContain('\rERR||PID');
  });

  it('is bounded however many errors there are', () => {
    const errors = Array.from({ length: 500 }, () => reason('invalid-value', 'PID^1^3'));
    expect(ack({ outcome: 'error', errors }).split('\rERR|').length - 1).toBe(50);
  });

  it('is readable and never throws, whatever header it answers', () => {
    const part = fc.constantFrom('|', '^', '~', '\\', '&', '""', 'A', 'AL', '\0', '\x1c', '\x0b', 'å', ' ');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), fc.constantFrom(...OUTCOMES), (parts, outcome) => {
        const header = headerOf(new TextEncoder().encode(`MSH|^~\\&|${parts.join('')}`));
        const bytes = answered({
          incoming: header,
          outcome,
          errors: [reason('not-readable', 'PID^1^3')],
          controlId: 'H1',
          now: NOW,
        });
        if (bytes === undefined) return;
        const read = parseEr7(decodeBytes(bytes, 'ASCII') ?? '');
        expect(read.ok && value(read.message, 'MSA-1')).toBe(ackCode(header, outcome));
        expect(read.ok && value(read.message, 'MSH-10')).toBe('H1');
      }),
    );
  });
});
