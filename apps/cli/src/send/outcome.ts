import { isAckWanted } from '#formats/hl7v2/ack.js';
import type { OutgoingMessage } from './outgoing.js';

/** A remark of the hub on a message: an error or a warning. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  /** `PID-3.1` in HL7, `patient.id` in JSON, an expression in FHIR; empty for the message as a whole. */
  readonly place: string;
  readonly code: string;
  readonly rule: string | undefined;
  readonly text: string;
  /** The same in Swedish, where the answer says it. */
  readonly sv?: string | undefined;
}

/** What the hub said to one message. */
export interface Outcome {
  /** `ignored`: the source's mapping says that the hub leaves such messages alone. */
  readonly kind: 'accepted' | 'ignored' | 'refused' | 'unanswered';
  /** `AA`, `AE`, ... in HL7, the HTTP status elsewhere; empty when nothing was said. */
  readonly code: string;
  readonly messageId: string | undefined;
  /** The same message had been accepted before. */
  readonly isRepeat: boolean;
  readonly remarks: readonly Remark[];
  readonly deliveries: readonly SentDelivery[];
  readonly episode: { readonly id: string; readonly state: string } | undefined;
  /** The plan (SIP) that it belongs to, by the hub's id; only where the answer says it. */
  readonly plan?: { readonly id: string; readonly state: string } | undefined;
}

export interface SentDelivery {
  readonly unit: string;
  readonly role: string;
  readonly receiptDue: Date | undefined;
}

/** What an outcome has to say when it says no more than yes or no. */
export const NOTHING_MORE = { isRepeat: false, remarks: [], deliveries: [], episode: undefined } as const;

/** The Swedish of an answer in HL7 or FHIR: texts for people are Swedish, a slash, English. */
export function swedishPart(text: string): string | undefined {
  const [swedish, ...english] = text.split(' / ');
  return english.length === 0 ? undefined : swedish;
}

/** Nothing was said, and nothing was to be said. */
export function unanswered({ messageId }: Pick<OutgoingMessage, 'messageId'>): Outcome {
  return { ...NOTHING_MORE, kind: 'unanswered', code: '', messageId };
}

/** Whether the sender's MSH-15 lets the hub answer: always, only to some outcomes, or never. */
export function answerWanted({ header }: OutgoingMessage): 'always' | 'sometimes' | 'never' {
  const wanted = [isAckWanted(header, 'accepted'), isAckWanted(header, 'error')];
  if (wanted.every(Boolean)) return 'always';
  return wanted.some(Boolean) ? 'sometimes' : 'never';
}
