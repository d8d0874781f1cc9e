import { STANDARD_DELIMITERS } from '#formats/hl7v2/delimiters.js';
import { encodeEr7, makeSegment } from '#formats/hl7v2/er7-print.js';
import type { FieldContent } from '#formats/hl7v2/er7-print.js';
import type { Segment } from '#formats/hl7v2/er7.js';
import { hl7OfInstant } from '#formats/hl7v2/timestamp.js';
import { isoInSweden } from '../stockholm-time.js';
import type { AdtEvent, CivilTime, Facts, SendStep, Stay, WriteStep } from './scenario.js';
import { instantAt } from './scenario.js';

/** What a hospital's record system writes for one step; the hub gets nothing else to go by. */
export interface WrittenMessage {
  readonly messageId: string;
  readonly sender: string;
  readonly contentType: 'application/json' | 'application/hl7-v2';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a party knows from its inbox of the stay that it writes of. */
export interface KnownOfStay {
  /** The hub's id of the stay. */
  readonly episode?: string | undefined;
  /** Id of the message that is answered. */
  readonly answered?: string | undefined;
}

/**
 * What a party writes of a stay, as JSON. The ward names the stay by the hospital's own number; the others know it by the
 * hub's id, which stood in the notice that they got. What comes before the stay names the person alone.
 */
export function writeToParties(step: WriteStep, stay: Stay, messageId: string, known: KnownOfStay): WrittenMessage {
  const { at, write: kind, unit: sender, content, recipients, consent } = step;
  const subject =
    step.about === 'person'
      ? { patient: patientOf(stay) }
      : known.episode === undefined
        ? { episodeId: stay.episode }
        : { episode: known.episode };
  const head = { messageId, kind, sender, sentAt: iso(at), ...subject };
  const text = JSON.stringify({ ...head, inReplyTo: known.answered, recipients, consent, content });
  return { messageId, sender, contentType: 'application/json', bytes: new TextEncoder().encode(text) };
}

/** The message of a step: HL7 v2 for an event, else the wire model as JSON. */
export function writeMessage(step: SendStep, stay: Stay, messageId: string): WrittenMessage {
  const head = { messageId, sender: stay.ward };
  if (step.as === 'json') {
    const text = JSON.stringify(jsonMessage(step, stay, messageId));
    return { ...head, contentType: 'application/json', bytes: new TextEncoder().encode(text) };
  }
  const bytes = Uint8Array.from(adtMessage(step, step.as, stay, messageId));
  return { ...head, contentType: 'application/hl7-v2', bytes };
}

function jsonMessage(step: SendStep, stay: Stay, messageId: string): Readonly<Record<string, unknown>> {
  const { at, send, facts, recipients } = step;
  const contents: Readonly<Partial<Record<string, object>>> = {
    inskrivningsmeddelande: {
      admittedAt: iso(stay.admittedAt),
      expectedDischarge: facts.expectedDischarge,
      assessedBy: stay.physician,
      reason: facts.reason,
      physicianAssessed: facts.physicianAssessed,
      mobile: facts.mobile,
      arrivalTalk: facts.arrivalTalkAt === undefined ? undefined : { heldAt: iso(facts.arrivalTalkAt) },
    },
    utskrivningsklar: { readyAt: iso(facts.readyAt), assessedBy: stay.physician },
    utskrivningsmeddelande: { dischargedAt: iso(facts.dischargedAt), summary: facts.summary },
  };
  return {
    messageId,
    kind: send,
    sender: stay.ward,
    sentAt: iso(at),
    episodeId: stay.episode,
    patient: patientOf(stay),
    planningCategory: stay.category,
    recipients,
    consent: { given: stay.consents, scope: ['informationsoverforing'] },
    content: contents[send] ?? { reason: facts.reason },
  };
}

function patientOf({ patient }: Stay): Readonly<Record<string, unknown>> {
  const { id, givenName, familyName, street, postalCode, city, municipality, healthCentre } = patient;
  const address = { line: [street], postalCode, city };
  return { id, idType: 'personnummer', givenName, familyName, address, municipality, healthCentre };
}

function iso(time: CivilTime | undefined): string | undefined {
  return time === undefined ? undefined : isoInSweden(instantAt(time));
}

const STRUCTURES: Readonly<Record<AdtEvent, string>> = {
  A01: 'ADT_A01',
  A03: 'ADT_A03',
  A08: 'ADT_A01',
  A11: 'ADT_A09',
  A13: 'ADT_A01',
  A16: 'ADT_A16',
  A25: 'ADT_A21',
};

function adtMessage({ at, facts }: SendStep, event: AdtEvent, stay: Stay, messageId: string): Uint8Array {
  const segment = (name: string, contents: Readonly<Record<number, FieldContent>>, sequence?: number): Segment =>
    makeSegment(STANDARD_DELIMITERS, name, contents, sequence);
  const physician = stay.physician?.name.split(' ') ?? [];
  const segments = [
    segment('MSH', {
      3: 'JOURNAL',
      4: stay.ward,
      5: 'HEMGANG',
      6: 'HUB',
      7: hl7(at),
      9: ['ADT', event, STRUCTURES[event]],
      10: messageId,
      11: 'P',
      12: '2.5',
      18: 'UNICODE UTF-8',
    }),
    segment('EVN', { 1: event, 2: hl7(at), 6: hl7(facts.readyAt) }),
    ...patientSegments(stay, segment),
    segment('PV1', {
      1: '1',
      2: 'I',
      3: [stay.ward.slice(stay.ward.indexOf('-') + 1)],
      7: stay.physician && [
        '1001',
        physician.at(-1),
        physician.slice(0, -1).join(' '),
        undefined,
        undefined,
        stay.physician.title,
      ],
      19: stay.episode,
      44: hl7(stay.admittedAt),
      45: hl7(facts.dischargedAt),
    }),
    ...(facts.expectedDischarge === undefined
      ? []
      : [segment('PV2', { 9: facts.expectedDischarge.replaceAll('-', '') })]),
    ...observations(stay, facts).map(([code, type, value], index) =>
      segment('OBX', { 1: String(index + 1), 2: type, 3: code, 5: value, 11: 'F' }, index + 1),
    ),
  ];
  return encodeEr7({ delimiters: STANDARD_DELIMITERS, charset: 'UNICODE UTF-8', segments });
}

function patientSegments(
  { patient }: Stay,
  segment: (name: string, contents: Readonly<Record<number, FieldContent>>) => Segment,
): Segment[] {
  const { id, givenName, familyName, street, postalCode, city, municipality, healthCentre } = patient;
  return [
    segment('PID', {
      1: '1',
      3: [id, undefined, undefined, [undefined, '1.2.752.129.2.1.3.1', 'ISO'], 'NNSWE'],
      5: [familyName, givenName, undefined, undefined, undefined, undefined, 'L'],
      7: id.slice(0, 8),
      11: [street, undefined, city, undefined, postalCode, undefined, 'L', undefined, municipality],
    }),
    segment('PD1', { 3: healthCentre }),
  ];
}

/** What ADT has no field for: code, type and value of an OBX. */
function observations({ category, consents }: Stay, facts: Facts): [string, string, string][] {
  const all: [string, string, string | undefined][] = [
    ['samtycke', 'CWE', consents ? 'J' : 'N'],
    ['planeringskategori', 'CWE', category],
    ['mobil', 'TX', facts.mobile],
    ['orsak', 'TX', facts.reason],
    ['sammanfattning', 'TX', facts.summary],
    ['arrivalTalk.heldAt', 'TS', hl7(facts.arrivalTalkAt)],
  ];
  return all.flatMap(([code, type, value]) => (value === undefined ? [] : [[code, type, value]]));
}

function hl7(time: CivilTime | undefined): string | undefined {
  return time === undefined ? undefined : hl7OfInstant(instantAt(time));
}
