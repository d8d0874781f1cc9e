import { formatOf } from '#formats/format.js';
import { Answer } from '../api/answer.js';
import type { HubResponse } from '../api/hub-client.js';
import { jsonOf } from '../api/hub-client.js';
import { outcomeInFhir } from './outcome-fhir.js';
import { outcomeInV2Xml, outcomesOfAcks } from './outcome-hl7.js';
import { acceptedOutcome, refusedOutcome } from './outcome-json.js';
import { unanswered } from './outcome.js';
import type { Outcome } from './outcome.js';
import type { OutgoingMessage } from './outgoing.js';
import { answerInXml } from './xml-answer.js';

type Sent = Pick<OutgoingMessage, 'messageId'>;

/** What an answer over HTTP says, in whichever form it came: one outcome, or one for each message of a batch. */
export function outcomesOfResponse(message: Sent, response: HubResponse): readonly Outcome[] | undefined {
  const { status, contentType, bytes } = response;
  if (/^application\/hl7-v2\b/i.test(contentType) && bytes.length === 0) return [unanswered(message)];
  // Problems have content types of their own: application/problem+json, application/problem+xml.
  const format = formatOf(contentType.replace('problem+', ''));
  switch (format) {
    case 'hl7v2':
      return repeated(status, outcomesOfAcks(bytes));
    case 'hl7v2-xml':
      return repeated(status, one(outcomeInV2Xml(bytes, contentType)));
    case 'fhir-json':
    case 'fhir-xml':
      return one(outcomeInFhir(message.messageId, response, format));
    case 'json':
      return one(outcomeOf(message, status, jsonOf(response)));
    case 'xml':
      return one(outcomeOf(message, status, answerInXml(bytes, contentType)));
    case undefined:
      return undefined;
  }
}

function outcomeOf({ messageId }: Sent, status: number, body: unknown): Outcome | undefined {
  if (body === undefined) return undefined;
  const answer = Answer.of(body, '/v1/messages');
  return status < 300 ? acceptedOutcome(status, answer) : refusedOutcome(messageId, status, answer);
}

function one(outcome: Outcome | undefined): readonly Outcome[] | undefined {
  return outcome && [outcome];
}

/** In HL7 the answer of the first time is told by the status alone. */
function repeated(status: number, outcomes: readonly Outcome[] | undefined): readonly Outcome[] | undefined {
  return outcomes?.map((outcome) => ({
    ...outcome,
    isRepeat: status === 200 && outcomes.length === 1 && outcome.kind === 'accepted',
  }));
}
