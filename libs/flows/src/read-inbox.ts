import { callerOf, mayActAs } from '#domain/access.js';
import type { Caller } from '#domain/access.js';
import type { VisibleMessage } from '#domain/admission/admission-plan.js';
import type { Delivery } from '#domain/delivery.js';
import type { MessageFormat } from '#domain/message.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf, isHubId } from './hub-id.js';
import type { InboxCalls } from './inbox-calls.js';
import type { LocalInboxSignals } from './inbox-signals.js';
import { StorageUnavailable } from './ports.js';
import type {
  DeliveryPage,
  DeliveryQuery,
  InboxItem,
  InboxMark,
  InboxPage,
  InboxQuery,
  InboxStore,
  OutboxItem,
} from './inbox-ports.js';
import type { Clock } from './ports.js';

/** Deliveries that a stream takes at a time: each counts as fetched, though the connection may break before it got it. */
const STREAM_BATCH = 20;
/** Milliseconds of the machine's clock between two signs of life on a silent stream. */
const HEARTBEAT = 15_000;

export interface PollRequest extends InboxQuery {
  /** Milliseconds of the machine's clock to wait for something to come. */
  readonly wait: number;
  /** The form in which the caller gets the page. */
  readonly form: string;
  /** ETags that the caller holds. */
  readonly known: readonly string[];
}

export type PollAnswer =
  { kind: 'page'; page: InboxPage; etag: string } | { kind: 'unchanged'; etag: string } | { kind: 'not-found' };

/** What units read: inboxes, deliveries, outboxes. Whatever is another unit's is not there. */
export class ReadInbox {
  constructor(
    private readonly inbox: InboxStore,
    private readonly signals: LocalInboxSignals,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly calls?: Pick<InboxCalls, 'note'>,
  ) {}

  /** One page; when there is none and `wait` says so, the first that comes, or none at its end. */
  async poll(caller: Caller, request: PollRequest, stop: AbortSignal): Promise<PollAnswer> {
    if (!mayActAs(caller, request.unit)) return { kind: 'not-found' };
    this.calls?.note(request.unit, await this.clock.now());
    const until = performance.now() + request.wait;
    const watch = this.signals.watch(request.unit);
    try {
      while (request.known.length > 0) {
        const mark = await this.markOf(request.unit);
        const etag = etagOf(request, mark);
        if (!request.known.includes(etag)) break;
        if (!(await watch.wait(mark, until - performance.now(), stop))) return { kind: 'unchanged', etag };
      }
      for (;;) {
        const page = await this.inbox.fetch(request, actorOf(caller), await this.clock.now());
        const hasCome = page.items.length > 0 || !(await watch.wait(page.mark, until - performance.now(), stop));
        if (hasCome) return { kind: 'page', page, etag: etagOf(request, page.mark) };
      }
    } finally {
      watch.close();
    }
  }

  /** The form that a unit prefers where a caller leaves the choice; undefined when the directory names none. */
  formatOf(unit: string): MessageFormat | undefined {
    return this.configuration.current.directory.units.get(unit)?.format;
  }

  /** Whether the caller may read the inbox, by the directory in force now. */
  mayRead(caller: Caller, unit: string): boolean {
    const present = callerOf(this.configuration.current.directory, caller.clientId);
    return present !== undefined && mayActAs(present, unit);
  }

  /**
   * Deliveries as they come, and undefined now and then as a sign of life. Ends when `stop` is given, when the caller's
   * right ends and when the storage is away; the caller then goes on from its last cursor.
   */
  async *follow(
    caller: Caller,
    request: Pick<InboxQuery, 'unit' | 'after' | 'state'>,
    stop: AbortSignal,
  ): AsyncGenerator<InboxItem | undefined> {
    const watch = this.signals.watch(request.unit);
    let { after } = request;
    try {
      while (!stop.aborted && this.mayRead(caller, request.unit)) {
        const now = await this.clock.now();
        this.calls?.note(request.unit, now);
        const page = await this.inbox.fetch({ ...request, after, limit: STREAM_BATCH }, actorOf(caller), now);
        for (const item of page.items) yield item;
        after = BigInt(page.next);
        if (page.items.length === 0 && !(await watch.wait(page.mark, HEARTBEAT, stop))) yield undefined;
      }
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
    } finally {
      watch.close();
    }
  }

  async delivery(caller: Caller, id: string): Promise<Delivery | undefined> {
    const delivery = isHubId(id) ? await this.inbox.delivery(id) : undefined;
    return delivery !== undefined && mayActAs(caller, delivery.unit) ? delivery : undefined;
  }

  /** How a unit's deliveries stand, without their messages; undefined when the unit is not the caller's. */
  async deliveries(caller: Caller, query: DeliveryQuery): Promise<DeliveryPage | undefined> {
    if (!mayActAs(caller, query.unit)) return undefined;
    this.calls?.note(query.unit, await this.clock.now());
    return this.inbox.deliveries(query);
  }

  /** The message of a delivery as its recipient may see it; reading it counts as fetching it. */
  async message(caller: Caller, id: string): Promise<{ delivery: Delivery; message: VisibleMessage } | undefined> {
    const delivery = await this.delivery(caller, id);
    if (delivery === undefined) return undefined;
    const message = await this.inbox.message(id, actorOf(caller), await this.clock.now());
    return message && { delivery, message };
  }

  /** The unit's own messages, newest first; undefined when it is not the caller's. */
  async outbox(
    caller: Caller,
    page: { unit: string; before: string | undefined; limit: number },
  ): Promise<OutboxItem[] | undefined> {
    if (!mayActAs(caller, page.unit)) return undefined;
    return this.inbox.outbox(page, actorOf(caller), await this.clock.now());
  }

  private async markOf(unit: string): Promise<InboxMark> {
    return (await this.inbox.marks([unit])).get(unit) ?? { position: 0n, changes: 0n };
  }
}

/** Of the inbox's last position and changes, and of what was asked: the tag of one page, or form, says nothing of another. */
function etagOf({ after, limit, state, form }: PollRequest, { position, changes }: InboxMark): string {
  return `"${[position, changes, after, limit, state, form].join('-')}"`;
}
