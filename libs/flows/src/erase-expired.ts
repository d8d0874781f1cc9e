import { addCivilDays, civilDateOf, instantOf } from '#domain/calendar.js';
import type { Retention, RetentionStore } from './audit-ports.js';

/** How many things one transaction erases. */
const BATCH = 500;

/** Erases what has been kept for its days (L-KEEP-01). */
export class EraseExpired {
  private doneOn: string | undefined;

  constructor(
    private readonly store: RetentionStore,
    private readonly retention: Retention,
  ) {}

  /**
   * Days are civil days in Sweden: what came on a day is erased when so many whole days have gone since that day. Once it is
   * done for a day it does nothing more on that day. Any number of processes may do it at once.
   * @throws StorageUnavailable when the storage is away.
   */
  async run(now: Date): Promise<void> {
    const today = civilDateOf(now);
    if (this.doneOn === today) return;
    const { bytes, refused, contents, stays, audit } = this.retention;
    await this.erase(today, bytes, (before) => this.store.eraseBytes(before, BATCH, now));
    await this.erase(today, refused, (before) => this.store.eraseRefused(before, BATCH, now));
    await this.erase(today, contents, (before) => this.store.eraseContents(before, BATCH, now));
    await this.erase(today, stays, (before) => this.store.eraseStays(before, BATCH, now));
    await this.erase(today, audit, (before) => this.store.eraseAudit(before, BATCH));
    this.doneOn = today;
  }

  private async erase(today: string, days: number | undefined, take: (before: Date) => Promise<number>): Promise<void> {
    if (days === undefined) return;
    const before = instantOf(addCivilDays(today, -days), '00:00');
    let taken: number;
    do taken = await take(before);
    while (taken >= BATCH);
  }
}
