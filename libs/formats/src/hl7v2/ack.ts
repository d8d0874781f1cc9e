import { REASON_CODES, swedishOf } from '#domain/reason.js';
import type { Reason, Warning } from '#domain/reason.js';
import { charsetNamed } from './charset.js';
import { errorCondition, NO_ERROR } from './conditions.js';
import type { ErrorCondition } from './conditions.js';
import { STANDARD_DELIMITERS } from './delimiters.js';
import type { Delimiters } from './delimiters.js';
import type { Hl7Message, Segment } from './er7.js';
import { rawField, textAt } from './er7.js';
import type { FieldContent } from './er7-print.js';
import { makeSegment } from './er7-print.js';
import { eventOf } from './events.js';
import { parseLocation } from './location.js';
import type { Location } from './location.js';
import { hl7OfInstant } from './timestamp.js';

/**
 * `error`: mend the message before it is sent again. `rejected`: the same bytes may be sent again later. [L-HL7-02] `ignored`:
 * the source's mapping says that such messages are acknowledged and left alone.
 */
export type AckOutcome = 'accepted' | 'ignored' | 'error' | 'rejected';

export type AckCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

/** Both of MSH-15 and MSH-16 empty is original mode, otherwise enhanced. [L-HL7-01] */
export type AckMode = 'original' | 'enhanced';

export interface AckRequest {
  /** The message, or its header alone, that is answered; `undefined` when not even MSH could be read. */
  readonly incoming: Hl7Message | undefined;
  readonly outcome: AckOutcome;
  /** What is wrong; a path may be an HL7 location such as `PID^1^3^1`. At most 50 become ERR segments. */
  readonly errors: readonly Reason[];
  readonly warnings?: readonly Warning[];
  /** Our own MSH-10. */
  readonly controlId: string;
  readonly now: Date;
  /** MSA-3; otherwise the first error's text. Must hold no personal data. */
  readonly text?: string;
}

/** The hub's name in HL7: as an application, and as the authority that gave its own episode ids. */
export const HUB = 'HEMGANG';

/** MSA-3 of a message that the source's mapping says to leave alone. */
export const IGNORED_TEXT = 'ignored';

const MOST_ERRORS = 50;
/** MSA-3 is short by the standard. */
const MSA_TEXT = 80;

const CODES: Readonly<Record<AckMode, Readonly<Record<AckOutcome, AckCode>>>> = {
  original: { accepted: 'AA', ignored: 'AA', error: 'AE', rejected: 'AR' },
  enhanced: { accepted: 'CA', ignored: 'CA', error: 'CE', rejected: 'CR' },
};

function ackMode(incoming: Hl7Message | undefined): AckMode {
  if (incoming === undefined) return 'original';
  return textAt(incoming, 'MSH-15') === '' && textAt(incoming, 'MSH-16') === '' ? 'original' : 'enhanced';
}

/** MSA-1; an unreadable MSH can only be rejected. [L-HL7-01, L-HL7-02] */
export function ackCode(incoming: Hl7Message | undefined, outcome: AckOutcome): AckCode {
  return incoming === undefined ? 'AR' : CODES[ackMode(incoming)][outcome];
}

/**
 * Whether the sender wants this answer: in enhanced mode MSH-15 says AL always, NE never, ER when it is an error, SU
 * when it is a success. An empty or unknown condition counts as AL, since silence is what a sender cannot act on. An
 * acknowledgement is never acknowledged. [L-HL7-01]
 */
export function isAckWanted(incoming: Hl7Message | undefined, outcome: AckOutcome): boolean {
  // Two systems that acknowledge each other's acknowledgements would never stop.
  if (incoming !== undefined && textAt(incoming, 'MSH-9.1') === 'ACK') return false;
  if (incoming === undefined || ackMode(incoming) === 'original') return true;
  switch (textAt(incoming, 'MSH-15')) {
    case 'NE':
      return false;
    case 'ER':
      return !isSuccess(outcome);
    case 'SU':
      return isSuccess(outcome);
    default:
      return true;
  }
}

function isSuccess(outcome: AckOutcome): boolean {
  return outcome === 'accepted' || outcome === 'ignored';
}

/**
 * The acknowledgement of one message, in the message's separators, version and character set, whatever the conditions say
 * (see `isAckWanted`). Without a readable MSH a header of our own is used.
 */
export function makeAck(request: AckRequest): Hl7Message {
  const { incoming, outcome, warnings = [] } = request;
  const errors = outcome === 'ignored' ? [] : request.errors;
  const usual = outcome === 'ignored' ? IGNORED_TEXT : NO_ERROR.text;
  const delimiters = incoming?.delimiters ?? STANDARD_DELIMITERS;
  const msa = makeSegment(delimiters, 'MSA', {
    1: ackCode(incoming, outcome),
    2: incoming === undefined ? undefined : textAt(incoming, 'MSH-10'),
    3: (request.text ?? errors[0]?.message ?? usual).slice(0, MSA_TEXT).trimEnd(),
  });
  const before25 = isBefore25(incoming);
  const remarks = [
    ...errors.map((error) => ({ remark: error, condition: errorCondition(error.code), severity: 'E' })),
    ...warnings.map((warning) => ({ remark: warning, condition: NO_ERROR, severity: 'W' })),
  ].slice(0, MOST_ERRORS);
  const err = remarks.map((remark, index) => errSegment(delimiters, remark, before25, index + 1));
  return { delimiters, charset: incoming?.charset ?? 'ASCII', segments: [header(request, delimiters), msa, ...err] };
}

function header({ incoming, controlId, now }: AckRequest, delimiters: Delimiters): Segment {
  const own = { 7: hl7OfInstant(now), 10: controlId };
  if (incoming === undefined) {
    return makeSegment(delimiters, 'MSH', { ...own, 3: HUB, 9: 'ACK', 11: 'P', 12: '2.5' });
  }
  const event = eventOf(incoming);
  const made = makeSegment(delimiters, 'MSH', {
    ...own,
    9: event === '' ? 'ACK' : ['ACK', event, 'ACK'],
    11: textAt(incoming, 'MSH-11') || 'P',
    12: textAt(incoming, 'MSH-12') || '2.5',
  });
  return answering(made, incoming, 'MSH', { 18: charsetField(incoming) });
}

/**
 * A header that answers another, which is the incoming segment of this name: sender and recipient change places, given back as
 * they were written, in the same separators. `raw` holds further fields as they are to be written.
 */
export function answering(
  made: Segment,
  incoming: Hl7Message,
  name: string,
  raw: Readonly<Record<number, string>> = {},
): Segment {
  const [application = '', facility = '', toApplication, toFacility = ''] = [3, 4, 5, 6].map((field) =>
    rawField(incoming, name, field),
  );
  const given = { ...raw, 3: toApplication || HUB, 4: toFacility, 5: application, 6: facility };
  const fields = [...made.fields];
  for (const [field, text] of Object.entries(given)) {
    while (fields.length < Number(field)) fields.push('');
    fields[Number(field)] = text;
  }
  while (fields.at(-1) === '') fields.pop();
  return { ...made, fields };
}

/**
 * MSH-18 as it was written. A set that nobody knows would make the answer as unreadable as the message: ours is then ASCII,
 * which needs no name. Where the message was not in the set that it named, the answer names the one that it is in.
 */
function charsetField(incoming: Hl7Message): string {
  const named = charsetNamed(textAt(incoming, 'MSH-18'));
  if (named === undefined) return '';
  const isTrue = incoming.charset === 'ASCII' || named === incoming.charset;
  return isTrue ? rawField(incoming, 'MSH', 18) : incoming.charset;
}

interface Remark {
  readonly remark: Reason;
  readonly condition: ErrorCondition;
  readonly severity: string;
}

/**
 * ERR of version 2.5 and later; receivers of earlier versions get ERR-1 besides, which was all they had.
 * ERR-5 holds our stable code and, as its alternate, the id of the rule; ERR-7 the English text and how to mend it; ERR-8 the
 * Swedish text and the English one.
 */
function errSegment(
  delimiters: Delimiters,
  { remark, condition, severity }: Remark,
  before25: boolean,
  sequence: number,
): Segment {
  const location = parseLocation(remark.path);
  const contents: Record<number, FieldContent> = {
    2: location === undefined ? undefined : locationComponents(location),
    3: [condition.code, condition.text, 'HL70357'],
    4: severity,
    5: [
      remark.code,
      REASON_CODES[remark.code].en,
      HUB,
      remark.rule,
      undefined,
      remark.rule === undefined ? undefined : HUB,
    ],
    7: location === undefined && remark.path !== '' ? `${remark.path}: ${remark.message}` : remark.message,
    8: `${swedishOf(remark)} / ${remark.message}`,
  };
  if (before25) {
    contents[1] = [
      location?.segment,
      location && String(location.sequence),
      numberText(location?.field),
      [condition.code, condition.text, 'HL70357'],
    ];
  }
  return makeSegment(delimiters, 'ERR', contents, sequence);
}

function locationComponents(location: Location): (string | undefined)[] {
  const { segment, sequence, field, repetition, component, subcomponent } = location;
  return [segment, ...[sequence, field, repetition, component, subcomponent].map(numberText)];
}

function numberText(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}

function isBefore25(incoming: Hl7Message | undefined): boolean {
  return incoming !== undefined && /^2\.[0-4](\.|$)/.test(textAt(incoming, 'MSH-12'));
}
