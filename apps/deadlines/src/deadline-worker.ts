import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { FireDeadlines } from '#flows/fire-deadlines.js';
import { AlarmQueue, Clock, HubLog, StorageUnavailable } from '#flows/ports.js';
import { Sweep } from '#flows/sweep.js';
import { SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';

/** Processes that were started together do not sweep together: each time between two sweeps is up to a tenth off. */
const JITTER = 0.1;

/** Sees to it that deadlines fire: when an alarm goes off, and in any case with every sweep. */
@Injectable()
export class DeadlineWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly clock: Clock,
    private readonly fire: FireDeadlines,
    private readonly sweep: Sweep,
    private readonly alarms: AlarmQueue,
    private readonly log: HubLog,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'sweepSeconds'>,
  ) {}

  /** The first sweep comes at once: what fell due while nobody was there is overdue enough. */
  onApplicationBootstrap(): void {
    this.alarms.listen(async () => {
      await this.fire.run(await this.clock.now());
    });
    this.sweepIn(0);
  }

  /** Lets what is under way come to its end, while the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await Promise.all([this.sweeping, this.alarms.close()]);
  }

  private sweepIn(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.sweeping = this.sweepOnce();
    }, milliseconds);
  }

  private async sweepOnce(): Promise<void> {
    try {
      await this.sweep.run();
    } catch (error) {
      if (error instanceof StorageUnavailable) this.log.warn('sweep-without-storage');
      else this.log.error('sweep-failed', error);
    }
    if (this.isStopping) return;
    this.sweepIn(this.settings.sweepSeconds * 1000 * (1 + JITTER * (2 * Math.random() - 1)));
  }
}
