import type { AlertCourier, AlertStore, ClaimedSending } from './alert-ports.js';
import type { HubLog } from './ports.js';

/** Messages that are tried side by side. */
const AT_ONCE = 10;
/** How long nobody else tries a message that somebody tries: longer than any attempt takes; ms. */
const LEASE = 60_000;
const SECOND = 1_000;
/** How long after an attempt the next one is, the last of these again and again, and how long it is tried in all; ms. */
const PAUSES = [10, 30, 60, 120, 300, 600].map((seconds) => seconds * SECOND);
const TRIED_FOR = 3_600 * SECOND;

/** When a message that did not arrive is tried again; undefined when it has been tried for an hour. */
export function nextAttempt(attempts: number, createdAt: Date, now: Date): Date | undefined {
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? 0;
  const next = new Date(now.getTime() + pause);
  return next.getTime() - createdAt.getTime() > TRIED_FOR ? undefined : next;
}

/**
 * Carries messages about alerts to their channels. A message goes out once, unless it arrived and that could not be noted: the
 * answer was lost, or the process was killed right then. Then it goes again with the same id.
 */
export class CarryAlerts {
  constructor(
    private readonly store: AlertStore,
    private readonly courier: AlertCourier,
    private readonly log: HubLog,
    /** The machine's clock. */
    private readonly machine: () => Date = () => new Date(),
  ) {}

  /** Tries what is to go by now; gives how much that was. @throws StorageUnavailable */
  async run(): Promise<number> {
    const now = this.machine();
    const claimed = await this.store.claim(AT_ONCE, now, new Date(now.getTime() + LEASE));
    await Promise.all(claimed.map((sending) => this.carry(sending)));
    return claimed.length;
  }

  private async carry(sending: ClaimedSending): Promise<void> {
    const outcome = await this.courier.send(sending);
    const now = this.machine();
    const { id, channel, attempts, message } = sending;
    if (outcome.ok) {
      await this.store.arrived(id, now);
      this.log.info('alert-sent', { channel, rule: message.rule, what: message.what, attempts });
      return;
    }
    const nextAt = nextAttempt(attempts, sending.createdAt, now);
    await this.store.failed(id, outcome.error, nextAt, now);
    const event = nextAt === undefined ? 'alert-given-up' : 'alert-not-sent';
    this.log.warn(event, { channel, rule: message.rule, what: message.what, attempts, error: outcome.error });
  }
}
