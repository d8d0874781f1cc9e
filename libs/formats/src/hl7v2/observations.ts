import type { Mapping } from '#domain/mapping.js';
import type { Hl7Message, Segment } from './er7.js';
import { repetitionsOf, segmentsOf, trimmedOf } from './er7.js';

/**
 * What ADT has no field for stands in OBX segments: a code in OBX-3.1, the value in OBX-5; `docs/interface.md` lists the codes.
 * Codes are read whatever their case and with or without the dots of å, ä and ö.
 *
 * A content field without a code of its own has one OBX for each value that is no object or list, under the path within the
 * content: `messageId`, `interventions.1.name`, `contacts.1`. Places of a list are numbered from 1 without a gap; a list or
 * object with nothing in it is an OBX of its path with OBX-5 empty. Values are texts, `J` or `N`, whole numbers, and HL7
 * timestamps; ISO 8601 is read too.
 */
export const OBSERVATIONS = {
  consent: 'samtycke',
  consentScope: 'samtyckesomfattning',
  consentActors: 'samtyckesaktor',
  planningCategory: 'planeringskategori',
  needs: 'behov',
  recipients: 'mottagare',
  inReplyTo: 'svarpa',
  plan: 'plan',
  kind: 'meddelandetyp',
} as const;

/** Codes that were agreed on for fields of the content; others go by their path. */
export const AGREED_CODES: ReadonlyMap<string, string> = new Map([
  ['physicianAssessed', 'lakarbedomning'],
  ['reason', 'orsak'],
  ['mobile', 'mobil'],
  ['other', 'ovrigt'],
  ['summary', 'sammanfattning'],
  ['responsibility', 'ansvar'],
]);

/**
 * Before a path of the whole model, such as `message.sentAt` or `message.patient.address.line.2`: its exact value, when its own
 * field cannot hold it (a time without seconds, a name with blanks around it). Goes before what stands there.
 */
export const EXACT = 'message';

/** Before a path of what the hub adds to a message that it delivers, such as `hub.receivedAt` or `hub.judged.1.due`. Not read. */
export const ADDED = 'hub';

/** The code of a content field by its name. */
export function codeOfContent(name: string): string {
  return AGREED_CODES.get(name) ?? name;
}

/** OBX-11 of a result that was deleted, is wrong, or cannot be had. */
const VOID_STATES = new Set(['D', 'W', 'X']);

/** The OBX segments of a message by code, the source's codes as the interface's. */
export class Observations {
  /** Number of the OBX that would come next: where something stands that is not there. */
  readonly next: number;
  private readonly byCode = new Map<string, Segment[]>();

  constructor(message: Hl7Message, codes: Mapping['observations']) {
    const known = knownCodes(codes);
    const segments = segmentsOf(message, 'OBX');
    this.next = segments.length + 1;
    for (const segment of segments) {
      if (VOID_STATES.has(first(message, segment, 11))) continue;
      const written = folded(first(message, segment, 3));
      const code = known.get(written) ?? written;
      const others = this.byCode.get(code);
      if (others === undefined) this.byCode.set(code, [segment]);
      else others.push(segment);
    }
  }

  /** The segments of a code in the order of the message. */
  of(code: string): readonly Segment[] {
    return this.byCode.get(folded(code)) ?? [];
  }

  has(code: string): boolean {
    return this.byCode.has(folded(code));
  }

  /** The codes that stand below a path, as they are compared. */
  below(path: string): string[] {
    const prefix = `${folded(path)}.`;
    return [...this.byCode.keys()].filter((code) => code.startsWith(prefix));
  }
}

function first(message: Hl7Message, segment: Segment, field: number): string {
  const repetition = repetitionsOf(message, segment, field)[0];
  return repetition === undefined ? '' : (trimmedOf(message, repetition) ?? '');
}

const KNOWN = new WeakMap<Mapping['observations'], ReadonlyMap<string, string>>();

function knownCodes(codes: Mapping['observations']): ReadonlyMap<string, string> {
  const known = KNOWN.get(codes) ?? new Map(Object.entries(codes).map(([own, ours]) => [folded(own), folded(ours)]));
  KNOWN.set(codes, known);
  return known;
}

/** No code is longer. Taking accents off takes time in the square of how many stand on one letter. */
const LONGEST_CODE = 200;

/** A code as it is compared: lower case, without the dots and accents of letters. */
export function folded(code: string): string {
  const lower = code.toLowerCase();
  return lower.length <= LONGEST_CODE && /[^ -~]/.test(lower) ? lower.normalize('NFD').replace(/\p{Mn}/gu, '') : lower;
}
