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
export const LISTENER_OPTIONS = { concurrency: 1, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } } as const;
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
