import { addCivilDays, civilDateOf, instantOf } from '#domain/calendar.js';
import type { Retention, RetentionStore } from './audit-ports.js';

/** How many things one transaction erases, and how many transactions one run has: what is due does not wait for it. */
const BATCH = 500;
const BATCHES = 20;

/** Erases what has been kept for its days (L-KEEP-01). */
export class EraseExpired {
  private doneOn: string | undefined;

  constructor(
    private readonly store: RetentionStore,
    private readonly retention: Retention,
  ) {}

  /**
   * Days are civil days in Sweden: what came on a day is erased when so many whole days have gone since that day. One run erases
   * so much at the most, and the next one goes on; once all of a day is done it does nothing more on that day. Any number of
   * processes may do it at once.
   * @throws StorageUnavailable when the storage is away.
   */
  async run(now: Date): Promise<void> {
    const today = civilDateOf(now);
    if (this.doneOn === today) return;
    let left = BATCHES;
    for (const { days, take } of this.kinds(now)) {
      if (days === undefined) continue;
      const before = instantOf(addCivilDays(today, -days), '00:00');
      let taken = BATCH;
      for (; taken >= BATCH && left > 0; left -= 1) taken = await take(before);
      if (taken >= BATCH) return;
    }
    this.doneOn = today;
  }

  private kinds(now: Date): { days: number | undefined; take: (before: Date) => Promise<number> }[] {
    const { bytes, refused, contents, stays, audit } = this.retention;
    return [
      { days: bytes, take: (before) => this.store.eraseBytes(before, BATCH, now) },
      { days: refused, take: (before) => this.store.eraseRefused(before, BATCH, now) },
      { days: contents, take: (before) => this.store.eraseContents(before, BATCH, now) },
      { days: stays, take: (before) => this.store.eraseStays(before, BATCH, now) },
      { days: stays, take: (before) => this.store.erasePlans(before, BATCH, now) },
      { days: audit, take: (before) => this.store.eraseAudit(before, BATCH) },
    ];
  }
}
