import type { MessageFormat } from '#domain/message.js';
import type { Reason } from '#domain/reason.js';
import { fhirAnswer } from '#formats/fhir/answer.js';
import type { FhirEncoding } from '#formats/fhir/negotiation.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { isAckWanted, makeAck } from '#formats/hl7v2/ack.js';
import type { AckOutcome } from '#formats/hl7v2/ack.js';
import { encodeEr7 } from '#formats/hl7v2/er7-print.js';
import type { Hl7Message } from '#formats/hl7v2/er7.js';
import { ackAsV2Xml } from '#formats/hl7v2-xml/ack.js';
import { Problem, problemBody } from '#formats/json/problem.js';
import { xmlAnswer, xmlProblem } from '#formats/xml/answer.js';
import type { AdmissionReport } from './admit-message.js';
import { OUTCOMES, statusOfRefusal } from './outcomes.js';
import type { Clock, Ids } from './ports.js';

/** An answer on its way out: over HTTP all of it, over MLLP the body alone (undefined: the sender wants no answer). */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

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
  return { status: statusOf(report), headers: headersOf(report), ...bodyOf(report, format, context) };
}

function statusOf(report: AdmissionReport): number {
  if (report.kind === 'ignored') return 200;
  if (report.kind === 'accepted') return report.isRepeat ? 200 : 201;
  return statusOfRefusal(report.outcome, report.reasons);
}

function headersOf(report: AdmissionReport): Record<string, string> {
  if (report.kind === 'ignored') return {};
  if (report.kind === 'accepted') return report.isRepeat ? { 'Idempotent-Replayed': 'true' } : {};
  const { retryAfter } = OUTCOMES[report.outcome];
  return retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
}

type Body = Pick<Reply, 'contentType' | 'body'>;

function bodyOf(report: AdmissionReport, format: MessageFormat, context: ReplyContext): Body {
  switch (format) {
    case 'json':
      return jsonBody(report);
    case 'xml':
      return xmlBody(report);
    case 'hl7v2':
      return { contentType: MEDIA_TYPES.hl7v2, body: acknowledgement(report, context, encodeEr7) };
    case 'hl7v2-xml':
      return { contentType: MEDIA_TYPES[format], body: acknowledgement(report, context, ackAsV2Xml) };
    case 'fhir-json':
      return { contentType: MEDIA_TYPES[format], body: fhirBody(report, context, 'json') };
    case 'fhir-xml':
      return { contentType: MEDIA_TYPES[format], body: fhirBody(report, context, 'xml') };
  }
}

function jsonBody(report: AdmissionReport): Body {
  if (report.kind === 'accepted') return { contentType: MEDIA_TYPES.json, body: jsonBytes(report.answer) };
  return { contentType: 'application/problem+json', body: jsonBytes(problemOf(report)) };
}

function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function xmlBody(report: AdmissionReport): Body {
  if (report.kind === 'accepted') return { contentType: MEDIA_TYPES.xml, body: xmlAnswer(report.answer) };
  return { contentType: 'application/problem+xml', body: xmlProblem(problemOf(report)) };
}

function problemOf(report: AdmissionReport): Record<string, unknown> {
  const reasons = reasonsOf(report);
  return problemBody(new Problem(statusOf(report), reasons[0]?.code ?? 'internal', titleOf(reasons), reasons));
}

function reasonsOf(report: AdmissionReport): readonly Reason[] {
  return report.kind === 'refused' ? report.reasons : [];
}

function titleOf(reasons: readonly Reason[]): string {
  const more = reasons.length > 1 ? ` (and ${String(reasons.length - 1)} more)` : '';
  return `${reasons[0]?.message ?? 'The message was refused'}${more}`;
}

function acknowledgement(
  report: AdmissionReport,
  context: ReplyContext,
  encode: (ack: Hl7Message) => Uint8Array,
): Uint8Array | undefined {
  const incoming = report.head?.kind === 'hl7v2' ? report.head.header : undefined;
  const outcome = ackOutcomeOf(report);
  if (!isAckWanted(incoming, outcome)) return undefined;
  const isAway = report.kind === 'refused' && report.outcome === 'unavailable';
  const ack = makeAck({
    incoming,
    outcome,
    errors: reasonsOf(report),
    warnings: report.kind === 'accepted' ? report.answer.warnings : [],
    ...context,
    ...(isAway ? { text: 'retry' } : {}),
  });
  return encode(ack);
}

function ackOutcomeOf(report: AdmissionReport): AckOutcome {
  return report.kind === 'refused' ? OUTCOMES[report.outcome].ack : report.kind;
}

function fhirBody(report: AdmissionReport, context: ReplyContext, encoding: FhirEncoding): Uint8Array {
  return fhirAnswer({
    head: report.head?.kind === 'fhir' ? report.head.header : undefined,
    outcome: report.kind === 'refused' ? 'refused' : 'accepted',
    isTransient: report.kind === 'refused' && OUTCOMES[report.outcome].isTransient === true,
    answer: report.kind === 'accepted' ? report.answer : undefined,
    reasons: report.kind === 'accepted' ? report.answer.warnings : reasonsOf(report),
    ...context,
    encoding,
  });
}
