import type { EraseExpired } from './erase-expired.js';
import type { FireDeadlines } from './fire-deadlines.js';
import type { AlarmQueue, Clock, CounterStore, DeadlineStore, EarlyMessageStore, HubMetrics } from './ports.js';

/** Instants that one sweep arms at most; later ones come with a later sweep. */
const INSTANTS = 1_000;
/** Counted differences that are folded in one transaction. */
const FOLD = 5_000;
/** How long the course of the counts is kept, so that a week ago can be compared with; ms. */
const COURSE_KEPT = 9 * 24 * 3_600_000;
/** Early messages whose waiting ends in one transaction. */
const EXPIRE = 500;
/** How far ahead alarms are armed: some sweeps, and at least this long; ms. */
const SWEEPS_AHEAD = 3;
const LEAST_AHEAD = 300_000;

/** What is done now and then so that nothing depends on an alarm: alarms may be lost, rows are not. */
export class Sweep {
  constructor(
    private readonly clock: Clock,
    private readonly deadlines: DeadlineStore,
    private readonly fire: FireDeadlines,
    private readonly counters: CounterStore,
    private readonly early: EarlyMessageStore,
    private readonly erase: EraseExpired,
    private readonly alarms: AlarmQueue,
    private readonly metrics: HubMetrics,
    /** Seconds between two sweeps. */
    private readonly sweepSeconds: number,
  ) {}

  /**
   * Fires what is overdue, ends the waiting of what came too early, folds counters and forgets their old course, erases what has
   * been kept for its time, and arms an alarm for each instant within the horizon. Under the simulated clock nothing is armed: a
   * move of the clock fires by itself. Any number of processes may sweep at once.
   * @throws StorageUnavailable when the storage is away, or whatever the alarm queue throws; the next sweep begins anew.
   */
  async run(): Promise<void> {
    const now = await this.clock.now();
    await this.fire.run(now);
    await untilFewer(EXPIRE, () => this.early.expire(now, EXPIRE));
    await untilFewer(FOLD, () => this.counters.fold(FOLD));
    await untilFewer(FOLD, () => this.counters.forget(new Date(now.getTime() - COURSE_KEPT), FOLD));
    await this.erase.run(now);
    this.metrics.swept();
    if (!this.clock.isSimulated) await this.arm(now);
  }

  /** All instants, each time: what was armed already stays as it is, what was lost is armed again. */
  private async arm(now: Date): Promise<void> {
    const until = new Date(now.getTime() + Math.max(LEAST_AHEAD, SWEEPS_AHEAD * this.sweepSeconds * 1000));
    const instants = await this.deadlines.instantsUntil(until, INSTANTS);
    const coming = instants.filter((instant) => instant > now);
    if (coming.length > 0) await this.alarms.arm(coming, now);
  }
}

/** Repeats what takes so many at a time until there were fewer. */
async function untilFewer(limit: number, take: () => Promise<number>): Promise<void> {
  let taken: number;
  do taken = await take();
  while (taken >= limit);
}
