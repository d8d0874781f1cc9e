import type { RunningHub } from '../support/hub.js';
import { RECIPIENTS } from './notices.js';
import type { Outbox } from './senders.js';

interface Page {
  items: { deliveryId: string; cursor: string; message: { messageId: string; sender: string; kind: string } }[];
  next: string;
}

/** Of many faults of one inbox the first ones tell enough. */
const MOST_TOLD = 5;

interface Received {
  readonly deliveryId: string;
  readonly cursor: string;
  readonly messageId: string;
}

/**
 * The receiving systems' side: reads every inbox on and on from its own cursor, over killed hubs too, and never looks
 * back. What a cursor skips, it never sees.
 */
export class Readers {
  readonly received = new Map<string, Received[]>(RECIPIENTS.map((unit) => [unit, []]));
  readonly #next = new Map<string, string>();

  /** Reads each inbox to its end. */
  async readOn(hub: RunningHub): Promise<void> {
    await Promise.all(RECIPIENTS.map((unit) => this.#readInbox(hub, unit, () => false)));
  }

  /** Reads each inbox again and again while others write, until told to stop or the hub is gone. */
  readUntil(hub: RunningHub, isOver: () => boolean): Promise<unknown> {
    return Promise.all(
      RECIPIENTS.map(async (unit) => {
        try {
          while (!isOver()) await this.#readInbox(hub, unit, isOver);
        } catch {
          // The hub was killed; the same cursor serves with the next one.
        }
      }),
    );
  }

  async #readInbox(hub: RunningHub, unit: string, isOver: () => boolean): Promise<void> {
    const token = await hub.tokenFor(unit);
    const known = this.received.get(unit) ?? [];
    for (let more = true; more && !isOver();) {
      const after = this.#next.get(unit);
      const query = `limit=200&state=all${after === undefined ? '' : `&after=${after}`}`;
      const answer = await hub.call(token, 'GET', `/v1/inboxes/${unit}?${query}`);
      if (answer.status !== 200) throw new Error(`the inbox of ${unit} answered ${String(answer.status)}`);
      const page: Page = answer.body;
      known.push(
        ...page.items
          .filter(({ message }) => message.kind === 'inskrivningsmeddelande')
          .map(({ deliveryId, cursor, message }) => ({ deliveryId, cursor, messageId: message.messageId })),
      );
      this.#next.set(unit, page.next);
      more = page.items.length > 0;
    }
  }

  /** What the readers saw otherwise than the senders were promised; empty when all is well. */
  faults(outbox: Outbox): string[] {
    const acknowledged = new Set(outbox.journal.read().map(({ serial }) => serial));
    const expected = new Map<string, string[]>(RECIPIENTS.map((unit) => [unit, []]));
    for (const serial of acknowledged) {
      const { messageId, recipients } = outbox.notice(serial);
      for (const unit of recipients) expected.get(unit)?.push(messageId);
    }
    return RECIPIENTS.flatMap((unit) =>
      inboxFaults(unit, this.received.get(unit) ?? [], expected.get(unit) ?? []).slice(0, MOST_TOLD),
    );
  }
}

function inboxFaults(unit: string, received: readonly Received[], expected: readonly string[]): string[] {
  const seen = new Set(received.map(({ messageId }) => messageId));
  const wanted = new Set(expected);
  return [
    ...expected.filter((id) => !seen.has(id)).map((id) => `${unit} never saw ${id}`),
    ...[...seen].filter((id) => !wanted.has(id)).map((id) => `${unit} saw ${id}, which is not for it`),
    ...(seen.size === received.length ? [] : [`${unit} saw ${String(received.length - seen.size)} messages twice`]),
    ...received.flatMap(({ cursor }, index) => {
      const before = received[index - 1]?.cursor;
      return before === undefined || isBefore(before, cursor) ? [] : [`${unit}: cursor ${cursor} came after ${before}`];
    }),
  ];
}

/** Cursors are opaque to a caller; here they are known to be decimal positions. */
function isBefore(one: string, other: string): boolean {
  return BigInt(one) < BigInt(other);
}
