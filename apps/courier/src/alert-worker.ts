import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { EvaluateAlerts } from '#flows/evaluate-alerts.js';
import { CarryAlerts } from '#flows/carry-alerts.js';
import { HubLog, StorageUnavailable } from '#flows/ports.js';
import { SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';

/** How often it is looked for messages whose next attempt has come, ms. */
const CARRY_EVERY = 5_000;

/** Looks with each sweep whether an alert starts or ends, and carries what is to be told. */
@Injectable()
export class AlertWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: readonly Round[];

  constructor(
    evaluate: EvaluateAlerts,
    carry: CarryAlerts,
    log: HubLog,
    @Inject(SETTINGS) { sweepSeconds }: Pick<Settings, 'sweepSeconds'>,
  ) {
    const carrying = new Round(() => carry.run().then(() => undefined), CARRY_EVERY, log);
    const evaluating = new Round(() => evaluate.run(new Date()), sweepSeconds * 1_000, log);
    this.rounds = [evaluating, carrying];
  }

  onApplicationBootstrap(): void {
    for (const round of this.rounds) round.begin();
  }

  /** Lets what is under way come to its end, while the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.rounds.map((round) => round.end()));
  }
}

/** Something done again and again, each time so long after the time before has ended. */
class Round {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private hasEnded = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly every: number,
    private readonly log: HubLog,
  ) {}

  begin(): void {
    this.timer = setTimeout(() => {
      this.underWay = this.once();
    }, this.every);
  }

  async end(): Promise<void> {
    this.hasEnded = true;
    clearTimeout(this.timer);
    await this.underWay;
  }

  private async once(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      if (error instanceof StorageUnavailable) this.log.warn('alerts-without-storage');
      else this.log.error('alerts-failed', error);
    }
    if (!this.hasEnded) this.begin();
  }
}
