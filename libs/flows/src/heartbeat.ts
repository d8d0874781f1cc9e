import type { HubLog } from './ports.js';
import { BEAT_EVERY, REMEMBERED_FOR } from './read-vitals.js';
import type { RunningProcess, VitalsStore } from './vitals-ports.js';

/** Tells every ten seconds that this process lives, and when it last went through what is due. Machine time. */
export class Heartbeat {
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();
  private isInTrouble = false;
  private hasStopped = false;

  constructor(
    private readonly store: VitalsStore,
    private readonly process: RunningProcess,
    /** Seconds since the last sweep of this process; undefined when it has not swept. */
    private readonly sweepAge: () => number | undefined,
    private readonly log: HubLog,
  ) {}

  start(): void {
    this.beating = this.beat();
  }

  /** Says good-bye, so that nobody misses it. */
  async stop(): Promise<void> {
    this.hasStopped = true;
    clearTimeout(this.timer);
    await this.beating;
    await this.store.leave(this.process.id, new Date()).catch((error: unknown) => this.trouble(error));
  }

  private async beat(): Promise<void> {
    const now = new Date();
    const age = this.sweepAge();
    const lastSweepAt = age === undefined ? undefined : new Date(now.getTime() - age * 1_000);
    try {
      await this.store.beat(this.process, lastSweepAt, now, new Date(now.getTime() - REMEMBERED_FOR));
      this.isInTrouble = false;
    } catch (error) {
      this.trouble(error);
    }
    if (this.hasStopped) return;
    this.timer = setTimeout(() => this.start(), BEAT_EVERY);
    this.timer.unref();
  }

  /** A database that is away is spoken of by others; here it is told once. */
  private trouble(error: unknown): void {
    if (!this.isInTrouble) this.log.error('heartbeat-failed', error);
    this.isInTrouble = true;
  }
}
