import type { MessageFormat } from '#domain/message.js';
import { joinAcks, splitBatch } from '#formats/hl7v2/batch.js';
import { MEDIA_TYPES } from '#formats/format.js';
import type { AdmissionInput, AdmissionReport, AdmitMessage } from './admit-message.js';
import { outcomeOf } from './admit-message.js';
import type { Clock, HubMetrics, Ids } from './ports.js';
import { replyContext, replyTo } from './reply.js';
import type { Reply } from './reply.js';

/** How many messages of a batch are under way at a time; they are answered in their order. */
const BATCH_SHARE = 32;

/**
 * Takes in what arrived and makes the answer to it: one message, or an HL7 batch in which each message has its own outcome
 * and its own acknowledgement. Measures every message.
 */
export class AnswerMessage {
  constructor(
    private readonly admitMessage: AdmitMessage,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly metrics: HubMetrics,
  ) {}

  /** @param started when its last byte came, by `performance.now()`. */
  async answer(input: AdmissionInput, transport: 'http' | 'mllp', started: number): Promise<Reply> {
    const batch = input.format === 'hl7v2' ? splitBatch(input.bytes) : undefined;
    if (batch === undefined) return this.answerOne(input, transport, started);
    if (!batch.ok) {
      return this.tell(await this.admitMessage.turnAway(input, ...batch.reasons), input.format, transport, started);
    }
    const replies: Reply[] = [];
    for (let from = 0; from < batch.messages.length; from += BATCH_SHARE) {
      const share = batch.messages.slice(from, from + BATCH_SHARE);
      const answers = share.map((bytes) => this.answerOne({ ...input, bytes: Buffer.from(bytes) }, transport, started));
      replies.push(...(await Promise.all(answers)));
    }
    const acks = replies.flatMap(({ body }) => body ?? []);
    const { now, controlId } = await replyContext(this.ids, this.clock);
    return {
      status: statusOfAll(replies),
      headers: {},
      contentType: MEDIA_TYPES.hl7v2,
      body: acks.length === 0 ? undefined : joinAcks(batch, acks, { now, controlId }),
    };
  }

  private async answerOne(input: AdmissionInput, transport: 'http' | 'mllp', started: number): Promise<Reply> {
    return this.tell(await this.admitMessage.admit(input), input.format, transport, started);
  }

  /** The answer to what became of a message, measured. */
  async tell(
    report: AdmissionReport,
    format: MessageFormat,
    transport: 'http' | 'mllp',
    started: number,
  ): Promise<Reply> {
    this.metrics.admitted(transport, report.messageKind, outcomeOf(report), (performance.now() - started) / 1000);
    return replyTo(report, format, await replyContext(this.ids, this.clock));
  }
}

/** One status for a batch: the one that all have, 200 when all went well, otherwise 207: look at each. */
function statusOfAll(replies: readonly Reply[]): number {
  const statuses = new Set(replies.map(({ status }) => status));
  const [first = 200] = statuses;
  if (statuses.size <= 1) return first;
  return [...statuses].every((status) => status < 300) ? 200 : 207;
}
