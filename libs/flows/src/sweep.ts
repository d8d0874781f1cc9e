import type { FireDeadlines } from './fire-deadlines.js';
import type { AlarmQueue, Clock, CounterStore, DeadlineStore, HubMetrics } from './ports.js';

/** Instants that one sweep arms at most; later ones come with a later sweep. */
const INSTANTS = 1_000;
/** Counted differences that are folded in one transaction. */
const FOLD = 5_000;
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
    private readonly alarms: AlarmQueue,
    private readonly metrics: HubMetrics,
    /** Seconds between two sweeps. */
    private readonly sweepSeconds: number,
  ) {}

  /**
   * Fires what is overdue, folds counters, and arms an alarm for each instant within the horizon. Under the simulated clock
   * nothing is armed: a move of the clock fires by itself. Any number of processes may sweep at once.
   * @throws StorageUnavailable when the storage is away, or whatever the alarm queue throws; the next sweep begins anew.
   */
  async run(): Promise<void> {
    const now = await this.clock.now();
    await this.fire.run(now);
    await this.fold();
    this.metrics.swept();
    if (!this.clock.isSimulated) await this.arm(now);
  }

  private async fold(): Promise<void> {
    let folded: number;
    do folded = await this.counters.fold(FOLD);
    while (folded >= FOLD);
  }

  /** All instants, each time: what was armed already stays as it is, what was lost is armed again. */
  private async arm(now: Date): Promise<void> {
    const until = new Date(now.getTime() + Math.max(LEAST_AHEAD, SWEEPS_AHEAD * this.sweepSeconds * 1000));
    const instants = await this.deadlines.instantsUntil(until, INSTANTS);
    const coming = instants.filter((instant) => instant > now);
    if (coming.length > 0) await this.alarms.arm(coming, now);
  }
}
