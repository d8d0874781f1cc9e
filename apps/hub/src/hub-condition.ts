import { Injectable, Optional } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { StorageHealth } from '#flows/operations-ports.js';
import { AlarmQueue } from '#flows/ports.js';

/** What must be right before work is sent here. */
export interface HubParts {
  database: boolean;
  migrations: boolean;
  profiles: boolean;
  /** False once the process has been told to stop. */
  accepting: boolean;
}

/** How long the queue may take to answer, machine milliseconds. */
const PATIENCE = 1_000;

/** In what condition this process is. */
@Injectable()
export class HubCondition implements OnModuleDestroy {
  private isStopping = false;

  constructor(
    private readonly storage: StorageHealth,
    private readonly configuration: ConfigurationHolder,
    @Optional() private readonly queue?: AlarmQueue,
  ) {}

  async parts(): Promise<HubParts> {
    const storage = await this.storage.check();
    return {
      ...storage,
      profiles: this.configuration.current.profiles.size > 0,
      accepting: !this.isStopping,
    };
  }

  /** Whether the alarm clock works; undefined when this process has none. Without it the sweep finds what is due. */
  async queueHealthy(): Promise<boolean | undefined> {
    if (this.queue === undefined) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE);
    });
    try {
      return await Promise.race([this.queue.isHealthy().catch(() => false), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  onModuleDestroy(): void {
    this.isStopping = true;
  }
}
