import type { Answer } from '../api/answer.js';
import type { KnownClient, KnownUnit } from '../api/demo-clients.js';
import { HubClient } from '../api/hub-client.js';
import type { InboxEntry } from '../api/inbox.js';
import { readWholeInbox } from '../api/inbox.js';

/** One of a region's mailboxes, and the client that reads it. */
export interface Mailbox {
  readonly unit: KnownUnit;
  readonly hub: HubClient;
}

/** A message that a unit has sent, as its outbox tells of it. */
export interface OutboxEntry {
  readonly messageId: string;
  readonly deliveries: readonly OutboxDelivery[];
}

export interface OutboxDelivery {
  readonly unit: string;
  readonly state: string;
  readonly receiptDue: Date | undefined;
  readonly receiptedAt: Date | undefined;
}

/** Reads the inboxes of all units, each with its own client, and remembers what came in which order. */
export class Witness {
  readonly mailboxes: ReadonlyMap<string, Mailbox>;
  private readonly cursors = new Map<string, string>();
  private readonly seen = new Map<string, InboxEntry[]>();

  /** @param operations HSA-id of the region's operations mailbox, which a client of all regions may have. */
  constructor(url: string, clients: readonly KnownClient[], profile: string, operations: string) {
    this.mailboxes = new Map(
      clients.flatMap((client) => {
        const hub = new HubClient(url, client);
        const isOfRegion = ({ hsaId }: KnownUnit): boolean => client.profile === profile || hsaId === operations;
        return client.units.filter(isOfRegion).map((unit) => [unit.hsaId, { unit, hub }] as const);
      }),
    );
  }

  /** Fetches what is new in one inbox, or in all of them. */
  async look(hsaId?: string): Promise<void> {
    const units = hsaId === undefined ? [...this.mailboxes.keys()] : [hsaId];
    await Promise.all(units.map((unit) => this.lookInto(unit)));
  }

  /** What came to a unit, in the order of its inbox. */
  inboxOf(hsaId: string): readonly InboxEntry[] {
    return this.seen.get(hsaId) ?? [];
  }

  /** Reads every inbox once more from its beginning: states have changed since. */
  async lookAgain(): Promise<void> {
    this.cursors.clear();
    this.seen.clear();
    await this.look();
  }

  async outboxOf(hsaId: string): Promise<OutboxEntry[]> {
    const hub = this.mailboxes.get(hsaId)?.hub;
    const entries: OutboxEntry[] = [];
    let after: string | undefined;
    do {
      const query = after === undefined ? '' : `&after=${after}`;
      const page = await hub?.json('GET', `/v1/outboxes/${encodeURIComponent(hsaId)}?limit=200${query}`);
      entries.push(...(page?.list('items') ?? []).map(outboxEntry));
      after = page?.optionalText('next');
    } while (after !== undefined);
    return entries;
  }

  private async lookInto(unit: string): Promise<void> {
    const hub = this.mailboxes.get(unit)?.hub;
    if (hub === undefined) return;
    const { entries, next } = await readWholeInbox(hub, { unit, state: 'all', after: this.cursors.get(unit) });
    if (next !== undefined) this.cursors.set(unit, next);
    this.seen.set(unit, [...this.inboxOf(unit), ...entries]);
  }
}

function outboxEntry(item: Answer): OutboxEntry {
  return {
    messageId: item.text('messageId'),
    deliveries: item.list('deliveries').map((delivery) => ({
      unit: delivery.text('unit'),
      state: delivery.text('state'),
      receiptDue: delivery.optionalInstant('receiptDue'),
      receiptedAt: delivery.optionalChild('receipt')?.instant('at'),
    })),
  };
}
