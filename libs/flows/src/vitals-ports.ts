// What the hub needs to look after itself. Times are of the machine, not of the hub's clock: a queue, a process and a disk know
// no simulated time.

/** One queue of alarms. */
export interface QueueState {
  readonly name: string;
  /** Due now and not begun. */
  readonly waiting: number;
  readonly active: number;
  /** Armed for a later time. */
  readonly delayed: number;
  readonly failed: number;
  /** Done since the queue was made. */
  readonly completed: number;
  /** Since when the oldest waiting one is due. */
  readonly oldestWaitingAt: Date | undefined;
  /** When the next delayed one goes off. */
  readonly nextAt: Date | undefined;
  /** Done a minute, over at most ten minutes that this process has looked; undefined until it has looked twice. */
  readonly perMinute: number | undefined;
  /** Workers that are connected. */
  readonly workers: number;
}

/** Looks at the queues without working them off: also in a process that fires no deadlines. */
export abstract class QueueWatch {
  abstract readonly backend: 'redis' | 'postgres';
  /** The queues as they are now; undefined when their backend does not answer in a second. Never rejects. */
  abstract look(): Promise<readonly QueueState[] | undefined>;
  abstract close(): Promise<void>;
}

/** A process of the hub, as it tells of itself. */
export interface RunningProcess {
  readonly id: string;
  /** Name of the machine or container. */
  readonly host: string;
  readonly apps: readonly string[];
  readonly version: string;
  readonly startedAt: Date;
}

/** A process as it was last seen. */
export interface SeenProcess extends RunningProcess {
  readonly lastSeenAt: Date;
  /** When it last went through what is due; undefined when it does not, or has not yet. */
  readonly lastSweepAt: Date | undefined;
  /** When it stopped in an orderly way. */
  readonly stoppedAt: Date | undefined;
}

/** Which processes there are, and how much the database holds. */
export abstract class VitalsStore {
  /** Notes that the process lives; processes that were not seen since `forgetBefore` are forgotten. */
  abstract beat(process: RunningProcess, lastSweepAt: Date | undefined, now: Date, forgetBefore: Date): Promise<void>;
  /** Notes that the process stops. */
  abstract leave(id: string, now: Date): Promise<void>;
  /** Every process that is remembered, the newest first. */
  abstract processes(): Promise<SeenProcess[]>;
  /** Bytes of the whole database on its server's disk. */
  abstract databaseBytes(): Promise<number>;
}

/** Room on a disk, bytes. */
export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** The disk that the embedded database lies on. */
export abstract class DiskProbe {
  /** Undefined when the database lies elsewhere, or the disk cannot be asked. */
  abstract look(): Promise<DiskSpace | undefined>;
}
