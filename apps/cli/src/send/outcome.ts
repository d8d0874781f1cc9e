import { isAckWanted } from '#formats/hl7v2/ack.js';
import { parseEr7, segmentsOf, textAt } from '#formats/hl7v2/er7.js';
import type { Hl7Message } from '#formats/hl7v2/er7.js';
import { readHl7 } from '#formats/hl7v2/read.js';
import { Answer } from '../api/answer.js';
import type { HubResponse } from '../api/hub-client.js';
import { jsonOf } from '../api/hub-client.js';
import type { OutgoingMessage } from './message-file.js';

/** A remark of the hub on a message: an error or a warning. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  /** `PID-3.1` in HL7, `patient.id` in JSON; empty for the message as a whole. */
  readonly place: string;
  readonly code: string;
  readonly rule: string | undefined;
  readonly text: string;
}

/** What the hub said to one message. */
export interface Outcome {
  readonly kind: 'accepted' | 'refused' | 'unanswered';
  /** `AA`, `AE`, ... in HL7, the HTTP status in JSON; empty when nothing was said. */
  readonly code: string;
  readonly messageId: string | undefined;
  /** The same message had been accepted before. */
  readonly isRepeat: boolean;
  readonly remarks: readonly Remark[];
  readonly deliveries: readonly SentDelivery[];
  readonly episode: { readonly id: string; readonly state: string } | undefined;
}

export interface SentDelivery {
  readonly unit: string;
  readonly role: string;
  readonly receiptDue: Date | undefined;
}

const NOTHING = { isRepeat: false, remarks: [], deliveries: [], episode: undefined } as const;

/** What an HL7 acknowledgement says; undefined when the bytes are none. */
export function outcomeOfAck(bytes: Uint8Array): Outcome | undefined {
  const strict = readHl7(bytes, { defaultCharset: 'UNICODE UTF-8' });
  // An answer gives MSH-18 back as the message had it, also when that was what was wrong with the message.
  const read = strict.ok ? strict : parseEr7(new TextDecoder().decode(bytes));
  if (!read.ok) return undefined;
  const code = textAt(read.message, 'MSA-1');
  if (code === '') return undefined;
  return {
    ...NOTHING,
    kind: code === 'AA' || code === 'CA' ? 'accepted' : 'refused',
    code,
    messageId: textAt(read.message, 'MSA-2') || undefined,
    remarks: segmentsOf(read.message, 'ERR').map(({ sequence }) => remarkOf(read.message, sequence)),
  };
}

function remarkOf(ack: Hl7Message, sequence: number): Remark {
  const text = (field: string): string => textAt(ack, `ERR(${String(sequence)})-${field}`);
  return {
    severity: text('4') === 'W' ? 'warning' : 'error',
    place: placeOf((component) => text(`2.${String(component)}`)),
    code: text('5'),
    rule: text('5.4') || undefined,
    text: text('8') || text('5.2'),
  };
}

/** An error location as people write it: `PID-3.1`, `OBX(2)-5`. */
function placeOf(part: (component: number) => string): string {
  const [segment, sequence, field, repetition, component] = [1, 2, 3, 4, 5].map(part);
  if (segment === '' || segment === undefined) return '';
  const which = (number: string | undefined): string => (number === '' || number === '1' ? '' : `(${number ?? ''})`);
  if (field === '') return `${segment}${which(sequence)}`;
  const inside = component === '' ? '' : `.${component ?? ''}`;
  return `${segment}${which(sequence)}-${field ?? ''}${which(repetition)}${inside}`;
}

/** What an answer over HTTP says, in whichever form it came. */
export function outcomeOfResponse(message: OutgoingMessage, response: HubResponse): Outcome | undefined {
  if (response.contentType.startsWith('application/hl7-v2')) {
    const outcome = response.bytes.length === 0 ? unanswered(message) : outcomeOfAck(response.bytes);
    return outcome && { ...outcome, isRepeat: response.status === 200 && outcome.kind === 'accepted' };
  }
  const body = jsonOf(response);
  if (body === undefined) return undefined;
  const answer = Answer.of(body, '/v1/messages');
  return response.status < 300 ? acceptedJson(response.status, answer) : refusedJson(message, response.status, answer);
}

function acceptedJson(status: number, answer: Answer): Outcome {
  const episode = answer.child('episode');
  return {
    kind: 'accepted',
    code: String(status),
    messageId: answer.text('messageId'),
    isRepeat: status === 200,
    remarks: answer.optionalList('warnings').map((warning) => jsonRemark(warning, 'warning')),
    deliveries: answer.list('deliveries').map((delivery) => ({
      unit: delivery.text('unit'),
      role: delivery.text('role'),
      receiptDue: delivery.optionalInstant('receiptDue'),
    })),
    episode: { id: episode.text('id'), state: episode.text('state') },
  };
}

function refusedJson(message: OutgoingMessage, status: number, problem: Answer): Outcome {
  const errors = problem.optionalList('errors').map((error) => jsonRemark(error, 'error'));
  const whole = { severity: 'error' as const, place: '', rule: undefined };
  return {
    ...NOTHING,
    kind: 'refused',
    code: String(status),
    messageId: message.messageId,
    remarks:
      errors.length > 0
        ? errors
        : [{ ...whole, code: problem.optionalText('code') ?? '', text: problem.optionalText('title') ?? '' }],
  };
}

function jsonRemark(remark: Answer, severity: Remark['severity']): Remark {
  return {
    severity,
    place: remark.optionalText('path') ?? '',
    code: remark.optionalText('code') ?? '',
    rule: remark.optionalText('rule'),
    text: remark.optionalText('message') ?? '',
  };
}

/** Nothing was said, and nothing was to be said. */
export function unanswered(message: OutgoingMessage): Outcome {
  return { ...NOTHING, kind: 'unanswered', code: '', messageId: message.messageId };
}

/** Whether the sender's MSH-15 lets the hub answer: always, only to some outcomes, or never. */
export function answerWanted({ header }: OutgoingMessage): 'always' | 'sometimes' | 'never' {
  const wanted = [isAckWanted(header, 'accepted'), isAckWanted(header, 'error')];
  if (wanted.every(Boolean)) return 'always';
  return wanted.some(Boolean) ? 'sometimes' : 'never';
}
