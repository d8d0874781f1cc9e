import { describe, expect, it } from '@jest/globals';
import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import type { AdmissionReport } from '#flows/admit-message.js';
import { readMessage } from '#flows/read-message.js';
import { replyTo } from '#flows/reply.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { renderMessage } from '#formats/render.js';
import { story } from '../../../../test/examples/story.js';
import { READ_FOR_SENDING } from './outgoing.js';
import { outcomesOfResponse } from './read-answer.js';

const MESSAGE = story('T')[1]!.message;
const CONTEXT = { controlId: 'H-1', now: new Date('2026-11-23T07:15:00Z') };
const HL7: readonly MessageFormat[] = ['hl7v2', 'hl7v2-xml'];

const ANSWER: AdmissionAnswer = {
  id: '0190a1b2-0000-7000-8000-000000000001',
  messageId: MESSAGE.messageId,
  episode: { id: '0190a1b2-0000-7000-8000-000000000002', state: 'inskriven' },
  deliveries: [
    {
      id: '0190a1b2-0000-7000-8000-000000000003',
      unit: 'SE2321000016-HC01',
      role: 'oppenvard',
      receiptDue: '2026-11-23T08:00:00.000Z',
    },
    { id: '0190a1b2-0000-7000-8000-000000000004', unit: 'SE2120002338-SOC01', role: 'socialtjanst', receiptDue: null },
  ],
  deadlines: [],
  warnings: [],
};

function headOf(format: MessageFormat) {
  const bytes = renderMessage(format, MESSAGE, {});
  return readMessage({ bytes, contentType: MEDIA_TYPES[format] }, format, READ_FOR_SENDING).head;
}

/** What the sender makes of the very bytes that the hub answers. */
function toldOf(format: MessageFormat, report: AdmissionReport) {
  const { status, contentType, body } = replyTo(report, format, CONTEXT);
  return outcomesOfResponse(MESSAGE, { status, contentType, bytes: body ?? new Uint8Array() });
}

function accepted(format: MessageFormat, warnings: Reason[] = [], isRepeat = false): AdmissionReport {
  return { kind: 'accepted', answer: { ...ANSWER, warnings }, isRepeat, head: headOf(format) };
}

describe.each(MESSAGE_FORMATS)('the answer to a message in %s', (format) => {
  it('accepted is accepted, with the deliveries and the care episode where the format has a place for them', () => {
    const due = new Date('2026-11-23T08:00:00Z');
    const isHl7 = HL7.includes(format);
    const deliveries = [
      { unit: 'SE2321000016-HC01', role: 'oppenvard', receiptDue: due },
      { unit: 'SE2120002338-SOC01', role: 'socialtjanst', receiptDue: undefined },
    ];
    expect(toldOf(format, accepted(format))).toEqual([
      {
        kind: 'accepted',
        code: isHl7 ? 'AA' : '201',
        messageId: MESSAGE.messageId,
        isRepeat: false,
        remarks: [],
        deliveries: isHl7 ? [] : deliveries,
        episode: isHl7 ? undefined : ANSWER.episode,
      },
    ]);
  });

  it('the answer of the first time is told as such', () => {
    expect(toldOf(format, accepted(format, [], true))).toMatchObject([{ kind: 'accepted', isRepeat: true }]);
  });

  it('warnings come with their code', () => {
    const told = toldOf(format, accepted(format, [reason('clock-ahead', 'sentAt')]));
    expect(told).toMatchObject([{ kind: 'accepted', remarks: [{ severity: 'warning', code: 'clock-ahead' }] }]);
  });

  it('every error of a refused message comes with its code', () => {
    const reasons = [
      reason('invalid-identity', 'patient.id', 'check it', 'G-ADM-29'),
      reason('unroutable', 'recipients'),
    ];
    const told = toldOf(format, { kind: 'refused', outcome: 'against-rule', reasons, head: headOf(format) });
    expect(told).toMatchObject([
      {
        kind: 'refused',
        code: HL7.includes(format) ? 'AE' : '422',
        remarks: [
          { severity: 'error', code: 'invalid-identity' },
          { severity: 'error', code: 'unroutable' },
        ],
      },
    ]);
  });

  it('a message of which nothing could be read is refused too', () => {
    const told = toldOf(format, {
      kind: 'refused',
      outcome: 'unreadable',
      reasons: [reason('not-readable', '')],
      head: undefined,
    });
    expect(told).toMatchObject([{ kind: 'refused', remarks: [{ severity: 'error', code: 'not-readable' }] }]);
  });
});

describe.each(['hl7v2', 'hl7v2-xml'] as const)(
  'the answer in %s to a message that the mapping leaves alone',
  (format) => {
    it('says that it was ignored: neither accepted nor the answer of the first time', () => {
      const told = toldOf(format, { kind: 'ignored', head: headOf(format) });
      expect(told).toMatchObject([{ kind: 'ignored', code: 'AA', isRepeat: false, remarks: [] }]);
    });
  },
);
