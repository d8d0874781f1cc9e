import { describe, expect, it } from '@jest/globals';
import { reason } from '#domain/reason.js';
import { makeAck } from '#formats/hl7v2/ack.js';
import { encodeEr7 } from '#formats/hl7v2/er7-print.js';
import type { HubResponse } from '../api/hub-client.js';
import { messagesOf } from '../messages/message-file.js';
import { outcomesOfAcks } from './outcome-hl7.js';
import { outcomeLines } from './outcome-text.js';
import { answerWanted } from './outcome.js';
import { outgoing } from './outgoing.js';
import type { OutgoingMessage } from './outgoing.js';
import { outcomesOfResponse } from './read-answer.js';

function hl7(acceptConditions = '', charset = 'UNICODE UTF-8'): OutgoingMessage {
  const line = `MSH|^~\\&|J|AVD12|H|H|20261123||ADT^A01|ID-1|P|2.5|||${acceptConditions}|||${charset}\r`;
  const [message] = messagesOf(new TextEncoder().encode(line), 'hl7v2');
  if (message === undefined) throw new Error('no message');
  return outgoing(message);
}

function ack(outcome: 'accepted' | 'error' | 'rejected', reasons = [reason('invalid-identity', 'PID^1^3^2^1')]) {
  const [errors, warnings] = outcome === 'accepted' ? [[], reasons] : [reasons, []];
  const now = new Date('2026-11-23T07:15:00Z');
  return encodeEr7(makeAck({ incoming: hl7().header, outcome, errors, warnings, controlId: 'H-1', now }));
}

function answer(status: number, body: unknown, contentType = 'application/json'): HubResponse {
  return { status, contentType, bytes: new TextEncoder().encode(JSON.stringify(body)) };
}

const json = { messageId: 'm-1' };
const outcomeOfAck = (bytes: Uint8Array) => outcomesOfAcks(bytes)?.[0];
const outcomeOfResponse = (...sent: Parameters<typeof outcomesOfResponse>) => outcomesOfResponse(...sent)?.[0];

describe('what the hub answers', () => {
  it('says of a message about a plan which plan it is, and how it stands', () => {
    const body = {
      messageId: 'm-1',
      episode: null,
      plan: { id: 'p-1', state: 'kallad' },
      deliveries: [],
      warnings: [],
    };
    const outcome = outcomeOfResponse(json, answer(201, body));
    expect(outcome?.plan).toEqual({ id: 'p-1', state: 'kallad' });
    expect(outcome && outcomeLines(outcome, 'a.json', String)).toContain('     SIP p-1: kallad · SIP p-1: called');
  });

  it('[L-HL7-01] AA is accepted, with its warnings', () => {
    expect(outcomeOfAck(ack('accepted', [reason('late', 'PV1^1^44', undefined, 'G-ADM-02')]))).toMatchObject({
      kind: 'accepted',
      code: 'AA',
      messageId: 'ID-1',
      remarks: [{ severity: 'warning', place: 'PV1-44', code: 'late', rule: 'G-ADM-02' }],
    });
  });

  it.each([
    ['error', 'AE'],
    ['rejected', 'AR'],
  ] as const)('[L-HL7-02] %s is refused with %s, and each error says where it is', (outcome, code) => {
    expect(outcomeOfAck(ack(outcome))).toMatchObject({
      kind: 'refused',
      code,
      remarks: [{ severity: 'error', place: 'PID-3(2).1', code: 'invalid-identity' }],
    });
  });

  it('an acknowledgement in a character set that nobody knows is read all the same', () => {
    const bytes = new TextEncoder().encode('MSH|^~\\&|H||J||20261123||ACK|H-1|P|2.5||||||KLINGON\rMSA|AE|ID-1\r');
    expect(outcomeOfAck(bytes)).toMatchObject({ kind: 'refused', code: 'AE' });
  });

  it.each(['', 'HTTP/1.1 400 Bad Request', 'MSH|^~\\&|H\r'])('%j is no acknowledgement', (text) => {
    expect(outcomeOfAck(new TextEncoder().encode(text))).toBeUndefined();
  });

  it('201 is accepted with its deliveries, 200 is the same answer again', () => {
    const body = {
      messageId: 'm-1',
      episode: { id: 'e', state: 'inskriven' },
      deliveries: [{ id: 'd', unit: 'U', role: 'oppenvard', receiptDue: '2026-11-23T08:00:00.000Z' }],
      warnings: [{ path: 'sentAt', code: 'clock-ahead', message: 'ahead' }],
    };
    expect(outcomeOfResponse(json, answer(201, body))).toMatchObject({
      kind: 'accepted',
      code: '201',
      isRepeat: false,
      deliveries: [{ unit: 'U', receiptDue: new Date('2026-11-23T08:00:00Z') }],
      remarks: [{ severity: 'warning', place: 'sentAt' }],
    });
    expect(outcomeOfResponse(json, answer(200, body))).toMatchObject({ kind: 'accepted', isRepeat: true });
  });

  it('a problem is refused with every error, or with its title when it has none', () => {
    const errors = [{ path: 'patient.id', rule: 'G-ADM-29', code: 'invalid-identity', message: 'check it' }];
    expect(outcomeOfResponse(json, answer(422, { title: 'x', errors }, 'application/problem+json'))).toMatchObject({
      kind: 'refused',
      code: '422',
      remarks: [{ place: 'patient.id', rule: 'G-ADM-29', text: 'check it' }],
    });
    expect(outcomeOfResponse(json, answer(503, { code: 'unavailable', title: 'retry' }))).toMatchObject({
      kind: 'refused',
      remarks: [{ code: 'unavailable', text: 'retry' }],
    });
    expect(outcomeOfResponse(json, { status: 502, contentType: 'text/html', bytes: new Uint8Array() })).toBeUndefined();
  });

  it('[L-HL7-01] MSH-15 says whether an answer is to be waited for', () => {
    expect([hl7(), hl7('AL'), hl7('NE'), hl7('ER'), hl7('SU')].map(answerWanted)).toEqual([
      'always',
      'always',
      'never',
      'sometimes',
      'sometimes',
    ]);
  });

  it('is told in lines: code, id, verdict, then where each delivery goes in Swedish time, then remarks in both languages', () => {
    const lines = outcomeLines(
      {
        kind: 'accepted',
        code: '201',
        messageId: 'm-1',
        isRepeat: false,
        episode: { id: 'e-1', state: 'inskriven' },
        deliveries: [{ unit: 'U', role: 'oppenvard', receiptDue: new Date('2026-11-23T08:00:00Z') }],
        remarks: [{ severity: 'warning', place: 'sentAt', code: 'clock-ahead', rule: undefined, text: 'It is ahead' }],
      },
      'notice.json',
      () => 'Hälsocentralen',
    );
    expect(lines).toEqual([
      '201  m-1  mottaget · accepted  notice.json',
      '     vårdtillfälle e-1, inskriven · care episode e-1, admitted',
      '     -> Hälsocentralen (U): kvittens senast mån 23 nov 09:00 · receipt by Mon 23 Nov 09:00',
      '     varning · warning: sentAt  Sändningstiden ligger före navets klocka · It is ahead  [clock-ahead]',
    ]);
  });
});
