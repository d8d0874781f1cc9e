import type { OutcomeClass, Reason, ReasonCode } from '#domain/reason.js';
import type { AckOutcome } from '#formats/hl7v2/ack.js';

interface OutcomeAnswer {
  readonly status: number;
  readonly ack: AckOutcome;
  /** Seconds. */
  readonly retryAfter?: string;
  /** The fault is the hub's, and passes: the same message may be accepted later as it is. */
  readonly isTransient?: true;
}

/** The outcome table of the interface: what each outcome is over HTTP and in HL7 (L-HL7-02). */
export const OUTCOMES: Readonly<Record<OutcomeClass, OutcomeAnswer>> = {
  unreadable: { status: 400, ack: 'error' },
  'against-rule': { status: 422, ack: 'error' },
  conflict: { status: 409, ack: 'error' },
  'not-our-event': { status: 422, ack: 'rejected' },
  unauthenticated: { status: 401, ack: 'rejected' },
  'not-allowed': { status: 403, ack: 'rejected' },
  'too-large': { status: 413, ack: 'rejected' },
  'too-many': { status: 429, ack: 'rejected', retryAfter: '5', isTransient: true },
  internal: { status: 500, ack: 'error', isTransient: true },
  unavailable: { status: 503, ack: 'rejected', retryAfter: '5', isTransient: true },
};

/** Refusals of what a body is, rather than of what it says. */
const MEDIA_TYPE_CODES: readonly ReasonCode[] = ['unsupported-media-type', 'unsupported-root'];

/** The HTTP status of a refusal. */
export function statusOfRefusal(outcome: OutcomeClass, reasons: readonly Pick<Reason, 'code'>[]): number {
  if (reasons.some(({ code }) => MEDIA_TYPE_CODES.includes(code))) return 415;
  return OUTCOMES[outcome].status;
}
