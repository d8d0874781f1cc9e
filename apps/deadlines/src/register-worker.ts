import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { HubLog, StorageUnavailable } from '#flows/ports.js';
import { RegisterUnavailable } from '#flows/register-ports.js';
import { TakeDeaths } from '#flows/take-deaths.js';
import { SETTINGS } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';

/** Takes in what the population register tells, now and then; several processes may, since each notice is taken once. */
@Injectable()
export class RegisterWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private taking: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly deaths: TakeDeaths,
    private readonly log: HubLog,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'register'>,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.register.kind !== 'none') this.takeIn(0);
  }

  /** Lets what is under way come to its end, while the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.taking;
  }

  private takeIn(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.taking = this.takeOnce();
    }, milliseconds);
  }

  private async takeOnce(): Promise<void> {
    try {
      const taken = await this.deaths.run();
      if (taken > 0) this.log.info('register-taken', { notices: taken });
    } catch (error) {
      if (error instanceof RegisterUnavailable) this.log.warn('register-unavailable', { code: error.code });
      else if (error instanceof StorageUnavailable) this.log.warn('register-without-storage');
      else this.log.error('register-failed', error);
    }
    if (!this.isStopping) this.takeIn(this.settings.register.seconds * 1000);
  }
}
