import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import { HUB_SENDER } from '#domain/message.js';
import type { Reason } from '#domain/reason.js';
import { encodeResource } from './encoding.js';
import type { FhirHead } from './head.js';
import type { FhirEncoding } from './negotiation.js';
import type { FhirObject } from './object.js';
import { operationOutcome } from './outcome.js';
import { isFhirId } from './primitives.js';
import { unitEndpoint } from './unit.js';

/** What became of a FHIR message. */
export interface FhirAnswerInput {
  /** Undefined when nothing of a header could be read. */
  readonly head: FhirHead | undefined;
  readonly outcome: 'accepted' | 'refused';
  /** Refused for what may be otherwise later: the same message may be sent again as it is. */
  readonly isTransient: boolean;
  /** What the sender of an accepted message learns; undefined for one that was left alone. */
  readonly answer?: AdmissionAnswer | undefined;
  /** Why it was refused, or what is to be remarked upon. */
  readonly reasons: readonly Reason[];
  /** Our own id of the answer. */
  readonly controlId: string;
  readonly now: Date;
  readonly encoding: FhirEncoding;
}

const OUTCOME_ID = 'outcome';
const ANSWER_ID = 'answer';

/**
 * The answer to a FHIR message: a response message Bundle, with an OperationOutcome and, for one that was accepted, what
 * became of it as Parameters. A bare OperationOutcome when there is no header that the answer could name. UTF-8.
 */
export function fhirAnswer(input: FhirAnswerInput): Uint8Array {
  const { head, reasons, encoding } = input;
  const outcome = operationOutcome(reasons);
  if (head?.id === undefined || head.event === undefined) return encodeResource(outcome, encoding);
  return encodeResource(responseBundle(input, head.id, head.event, outcome), encoding);
}

function responseBundle(
  input: FhirAnswerInput,
  incoming: string,
  event: NonNullable<FhirHead['event']>,
  outcome: FhirObject,
): FhirObject {
  const { head, answer, controlId, now } = input;
  const id = isFhirId(controlId) ? controlId : undefined;
  const endpoint = head?.source?.endpoint;
  const name = head?.source?.name;
  const header = {
    resourceType: 'MessageHeader',
    ...(id === undefined ? {} : { id }),
    ...(event.system === undefined
      ? { eventUri: event.code }
      : { eventCoding: { system: event.system, code: event.code } }),
    ...(endpoint === undefined ? {} : { destination: [{ ...(name === undefined ? {} : { name }), endpoint }] }),
    source: { name: 'Hemgång', endpoint: unitEndpoint(HUB_SENDER) },
    response: { identifier: incoming, code: responseCode(input), details: { reference: urlOf(controlId, OUTCOME_ID) } },
    ...(answer === undefined ? {} : { focus: [{ reference: urlOf(controlId, ANSWER_ID) }] }),
  };
  const entry = [
    entryOf(urlOf(controlId, 'header'), header),
    entryOf(urlOf(controlId, OUTCOME_ID), outcome),
    ...(answer === undefined ? [] : [entryOf(urlOf(controlId, ANSWER_ID), parametersOf(answer))]),
  ];
  return {
    resourceType: 'Bundle',
    ...(id === undefined ? {} : { id }),
    identifier: { value: controlId },
    type: 'message',
    timestamp: now.toISOString(),
    entry,
  };
}

function entryOf(fullUrl: string, resource: FhirObject): FhirObject {
  return { fullUrl, resource };
}

/** Addresses within the answer: URNs of ours, since they lead nowhere else. */
function urlOf(controlId: string, part: string): string {
  return `urn:hemgang:fhir:answer:${encodeURIComponent(controlId)}:${part}`;
}

function responseCode({ outcome, isTransient }: FhirAnswerInput): string {
  if (outcome === 'accepted') return 'ok';
  return isTransient ? 'transient-error' : 'fatal-error';
}

/** The answer of the wire model, its remarks aside: those are issues of the OperationOutcome. Instants are UTC. */
function parametersOf({ id, messageId, episode, plan, deliveries, deadlines }: AdmissionAnswer): FhirObject {
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'id', valueString: id },
      { name: 'messageId', valueString: messageId },
      ...(episode === null ? [] : [{ name: 'episode', part: [text('id', episode.id), text('state', episode.state)] }]),
      ...(plan === undefined ? [] : [{ name: 'plan', part: [text('id', plan.id), text('state', plan.state)] }]),
      ...deliveries.map(({ id: delivery, unit, role, receiptDue }) => ({
        name: 'delivery',
        part: [text('id', delivery), text('unit', unit), text('role', role), ...due('receiptDue', receiptDue)],
      })),
      ...deadlines.map(({ kind, due: at, responsible }) => ({
        name: 'deadline',
        part: [text('kind', kind), ...due('due', at), text('responsible', responsible)],
      })),
    ],
  };
}

function text(name: string, value: string): FhirObject {
  return { name, valueString: value };
}

function due(name: string, at: string | null): FhirObject[] {
  return at === null ? [] : [{ name, valueInstant: at }];
}
