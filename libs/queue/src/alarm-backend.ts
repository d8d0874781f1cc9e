import type { BulkJobOptions } from 'bullmq';
import type { HubLog } from '#flows/ports.js';

export const QUEUE_NAME = 'alarms';

/** What a job carries: its instant, ISO 8601 UTC, and nothing else. */
export interface AlarmData {
  readonly instant: string;
}

export interface AlarmJob {
  readonly name: string;
  readonly data: AlarmData;
  readonly opts: BulkJobOptions;
}

/**
 * Whoever works off alarms needs one at a time: one look at the database fires all that is due. Finished jobs leave nothing
 * behind, so that their instant can be armed again.
 */
export const LISTENER_OPTIONS = {
  concurrency: 1,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
  // What is done leaves no job behind to be counted: BullMQ is to keep the number.
  metrics: { maxDataPoints: 1 },
} as const;
/** Nobody reads the events that BullMQ notes; few are kept. */
export const PRODUCER_OPTIONS = { streams: { events: { maxLen: 100 } } } as const;

/** Where BullMQ keeps its jobs. */
export interface AlarmBackend {
  /** Adds jobs; one whose id is there already stays as it is. Rejects at once when the backend is away. */
  add(jobs: readonly AlarmJob[]): Promise<void>;
  /** Begins to work off jobs; to be called once. Rejects when it could not begin. */
  listen(work: (data: unknown) => Promise<void>): Promise<void>;
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** A queue or a worker of BullMQ. */
interface Opening {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

/** Waits until it can be worked with; one that cannot is closed again. @throws whatever keeps it from its backend. */
export async function whenReady<T extends Opening>(opening: T, onTrouble: (error: unknown) => void): Promise<T> {
  opening.on('error', onTrouble);
  try {
    await opening.waitUntilReady();
    return opening;
  } catch (error) {
    await opening.close().catch(onTrouble);
    throw error;
  }
}

/** What is made when it is first asked for, for all who ask; after a failure the next who asks has it tried again. */
export class OnDemand<T> {
  private made: Promise<T> | undefined;

  constructor(private readonly make: () => Promise<T>) {}

  get(): Promise<T> {
    this.made ??= this.make().catch((error: unknown) => {
      this.made = undefined;
      throw error;
    });
    return this.made;
  }

  /** Undefined when nobody has asked for it, or it could not be made. */
  async ifMade(): Promise<T | undefined> {
    return this.made?.catch(() => undefined);
  }
}

/** Logs the errors of a connection: the first one, and while they go on one each minute. */
export class TroubleLog {
  private quietUntil = 0;

  constructor(private readonly log: HubLog) {}

  readonly note = (error: unknown): void => {
    const now = Date.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + 60_000;
    this.log.error('alarms-trouble', error);
  };
}
