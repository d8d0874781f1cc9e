import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { FollowDowntime } from '#flows/follow-downtime.js';

/** Has this process follow the downtime that operations set, from before it listens until it stops. */
@Injectable()
export class DowntimeFollower implements OnModuleInit, BeforeApplicationShutdown {
  constructor(private readonly follow: FollowDowntime) {}

  async onModuleInit(): Promise<void> {
    await this.follow.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.follow.stop();
  }
}
