import type { Answer } from './answer.js';
import type { HubClient } from './hub-client.js';

/** One delivery as its inbox shows it. */
export interface InboxEntry {
  readonly deliveryId: string;
  readonly receivedAt: Date;
  readonly receiptDue: Date | undefined;
  readonly state: string;
  readonly kind: string;
  readonly sender: string;
  readonly messageId: string;
  /** The hospital's number of the care episode. */
  readonly episode: string | undefined;
  /** The hub's id of it, by which every party may name it. */
  readonly hubEpisode: string | undefined;
  readonly category: string | undefined;
  /** For an admission notice: the first one, a changed date, ... */
  readonly notice: string | undefined;
  /** False when it says that the person does not consent. */
  readonly consents: boolean;
  readonly content: Answer;
  /** As it came. */
  readonly raw: unknown;
}

export interface InboxPage {
  readonly entries: readonly InboxEntry[];
  readonly next: string | undefined;
}

export interface InboxQuery {
  readonly unit: string;
  readonly state: 'waiting' | 'all';
  readonly after?: string | undefined;
  /** Seconds that the call may wait for something to come. */
  readonly wait?: number;
  readonly signal?: AbortSignal;
}

const PAGE = 1_000;

/** One page of an inbox, in the order in which the messages were committed. */
export async function readInbox(hub: HubClient, { unit, state, after, wait, signal }: InboxQuery): Promise<InboxPage> {
  const query = new URLSearchParams({ state, limit: String(PAGE) });
  if (after !== undefined) query.set('after', after);
  if (wait !== undefined) query.set('wait', String(wait));
  const answer = await hub.json(
    'GET',
    `/v1/inboxes/${encodeURIComponent(unit)}?${query.toString()}`,
    undefined,
    signal,
  );
  return { entries: answer.list('items').map(entryOf), next: answer.optionalText('next') ?? after };
}

/** Everything after a cursor, page by page, and the cursor after it. */
export async function readWholeInbox(hub: HubClient, query: InboxQuery): Promise<InboxPage> {
  const entries: InboxEntry[] = [];
  let after = query.after;
  for (;;) {
    const page = await readInbox(hub, { ...query, after });
    entries.push(...page.entries);
    after = page.next;
    if (page.entries.length < PAGE) return { entries, next: after };
  }
}

function entryOf(item: Answer): InboxEntry {
  const message = item.child('message');
  return {
    deliveryId: item.text('deliveryId'),
    receivedAt: item.instant('receivedAt'),
    receiptDue: item.optionalInstant('receiptDue'),
    state: item.text('state'),
    kind: message.text('kind'),
    sender: message.text('sender'),
    messageId: message.text('messageId'),
    episode: message.optionalText('episodeId'),
    hubEpisode: message.optionalText('episode'),
    category: message.optionalText('planningCategory'),
    notice: message.optionalText('notice'),
    consents: message.optionalChild('consent')?.raw['given'] !== false,
    content: message.child('content'),
    raw: item.raw,
  };
}

/** Whether the unit still owes a receipt for it. */
export function owesReceipt({ receiptDue, state }: InboxEntry): boolean {
  return receiptDue !== undefined && (state === 'waiting' || state === 'received');
}
