import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Heartbeat } from '#flows/heartbeat.js';
import { QueueWatch } from '#flows/vitals-ports.js';

/** Has this process tell that it lives, from when it is up until it stops. */
@Injectable()
export class ProcessVitals implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    private readonly heartbeat: Heartbeat,
    private readonly watch: QueueWatch,
  ) {}

  onApplicationBootstrap(): void {
    this.heartbeat.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.heartbeat.stop();
  }

  /** Requests that look at the queue have been answered by then. */
  async onApplicationShutdown(): Promise<void> {
    await this.watch.close();
  }
}
