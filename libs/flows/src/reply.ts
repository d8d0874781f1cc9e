import type { OutcomeClass, Reason } from '#domain/reason.js';
import { buildAck } from '#formats/hl7v2/ack.js';
import type { AckOutcome } from '#formats/hl7v2/ack.js';
import { Problem, problemBody } from '#formats/json/problem.js';
import type { AdmissionReport } from './admit-message.js';
import type { Clock, Ids } from './ports.js';
import type { MessageFormat } from './read-message.js';

/** An answer on its way out: over HTTP all of it, over MLLP the body alone (undefined: the sender wants no answer). */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** The outcome table of the interface: what each outcome is over HTTP and in HL7 (L-HL7-02). */
const OUTCOMES: Readonly<Record<OutcomeClass, { status: number; ack: AckOutcome; retryAfter?: string }>> = {
  unreadable: { status: 400, ack: 'error' },
  'against-rule': { status: 422, ack: 'error' },
  conflict: { status: 409, ack: 'error' },
  'not-our-event': { status: 422, ack: 'rejected' },
  unauthenticated: { status: 401, ack: 'rejected' },
  'not-allowed': { status: 403, ack: 'rejected' },
  'too-large': { status: 413, ack: 'rejected' },
  'too-many': { status: 429, ack: 'rejected', retryAfter: '5' },
  internal: { status: 500, ack: 'error' },
  unavailable: { status: 503, ack: 'rejected', retryAfter: '5' },
};

export interface ReplyContext {
  /** Our own id of the answer (MSH-10). */
  readonly controlId: string;
  readonly now: Date;
}

/** A new id and the time. An answer must go out even when the kept clock cannot be read: then by the machine's. */
export async function replyContext(ids: Ids, clock: Clock): Promise<ReplyContext> {
  return { controlId: ids.next(), now: await clock.now().catch(() => new Date()) };
}

/** The answer to a message, in the form that it came in. */
export function replyTo(report: AdmissionReport, format: MessageFormat, context: ReplyContext): Reply {
  return format === 'json' ? jsonReply(report) : hl7Reply(report, context);
}

function statusOf(report: AdmissionReport): number {
  if (report.kind === 'accepted') return report.isRepeat ? 200 : 201;
  if (report.reasons.some((found) => found.code === 'unsupported-media-type')) return 415;
  return OUTCOMES[report.outcome].status;
}

function headersOf(report: AdmissionReport): Record<string, string> {
  if (report.kind === 'accepted') return report.isRepeat ? { 'Idempotent-Replayed': 'true' } : {};
  const { retryAfter } = OUTCOMES[report.outcome];
  return retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
}

function jsonReply(report: AdmissionReport): Reply {
  const headers = headersOf(report);
  const status = statusOf(report);
  if (report.kind === 'accepted') {
    return { status, headers, contentType: 'application/json', body: Buffer.from(JSON.stringify(report.answer)) };
  }
  const body = problemBody(new Problem(status, codeOf(report.reasons), titleOf(report.reasons), report.reasons));
  return { status, headers, contentType: 'application/problem+json', body: Buffer.from(JSON.stringify(body)) };
}

function codeOf(reasons: readonly Reason[]): string {
  return reasons[0]?.code ?? 'refused';
}

function titleOf(reasons: readonly Reason[]): string {
  const more = reasons.length > 1 ? ` (and ${String(reasons.length - 1)} more)` : '';
  return `${reasons[0]?.message ?? 'The message was refused'}${more}`;
}

function hl7Reply(report: AdmissionReport, { controlId, now }: ReplyContext): Reply {
  const isAccepted = report.kind === 'accepted';
  const body = buildAck({
    incoming: report.hl7,
    outcome: isAccepted ? 'accepted' : OUTCOMES[report.outcome].ack,
    errors: isAccepted ? [] : report.reasons,
    warnings: isAccepted ? report.answer.warnings : [],
    controlId,
    now,
    ...(!isAccepted && report.outcome === 'unavailable' ? { text: 'retry' } : {}),
  });
  return { status: statusOf(report), headers: headersOf(report), contentType: 'application/hl7-v2', body };
}
