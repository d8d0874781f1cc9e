import type { AlertStore } from './alert-ports.js';
import { HubVitals } from './overview-ports.js';
import type { Vitals } from './overview-ports.js';
import type { DiskProbe, DiskSpace, QueueState, QueueWatch, SeenProcess, VitalsStore } from './vitals-ports.js';

/** How often a process tells that it lives, and after what silence it is gone; ms. */
export const BEAT_EVERY = 10_000;
const GONE_AFTER = 30_000;
/** How long a process is remembered; ms. */
export const REMEMBERED_FOR = 86_400_000;
/** For how long a message that was given up is spoken of; ms. */
const GIVEN_UP_SHOWN = 86_400_000;
/** Sweeps that may be missing, and the least time without one that is worth a word, to which a heartbeat's delay comes; ms. */
const SWEEPS_MISSING = 3;
const LEAST_LATE = 30_000;
/** How long a look at the queue, at the disk and at the size of the database is good; ms. */
const QUEUE_GOOD_FOR = 2_000;
const DISK_GOOD_FOR = 10_000;
const SIZE_GOOD_FOR = 60_000;

const GIB = 1024 ** 3;

/** A process as it stands: one that fell silent without having stopped is not alive. */
export interface ProcessView extends SeenProcess {
  readonly isAlive: boolean;
}

/** The disk under the embedded database. */
export interface DiskView extends DiskSpace {
  /** Less than a tenth and less than 10 GiB are free, or less than 1 GiB. */
  readonly isLow: boolean;
}

/** All that is known of queues and processes. */
export interface Capacity {
  readonly backend: 'redis' | 'postgres';
  /** Undefined when the backend does not answer. */
  readonly queues: readonly QueueState[] | undefined;
  readonly sweep: { readonly lastAt: Date | undefined; readonly everySeconds: number; readonly isLate: boolean };
  readonly processes: readonly ProcessView[];
  readonly disk: DiskView | undefined;
  readonly databaseBytes: number;
}

/** How the hub itself is. Looks that cost something are shared by those who ask within seconds. */
export class ReadVitals extends HubVitals {
  private readonly queues = new Recent(() => this.watch.look(), QUEUE_GOOD_FOR);
  private readonly disk = new Recent(() => this.probe.look(), DISK_GOOD_FOR);
  private readonly size = new Recent(() => this.store.databaseBytes(), SIZE_GOOD_FOR);

  constructor(
    private readonly store: VitalsStore,
    private readonly alerts: Pick<AlertStore, 'undelivered'>,
    private readonly watch: QueueWatch,
    private readonly probe: DiskProbe,
    /** Seconds between two sweeps. */
    private readonly sweepSeconds: number,
    /** The machine's clock. */
    private readonly machine: () => Date = () => new Date(),
  ) {
    super();
  }

  override async read(): Promise<Vitals> {
    const at = this.machine();
    const [queues, seen, disk, undelivered] = await Promise.all([
      this.queues.get(),
      this.store.processes(),
      this.disk.get(),
      this.alerts.undelivered(new Date(at.getTime() - GIVEN_UP_SHOWN)),
    ]);
    const lastSweepAt = lastSweepOf(seen);
    return {
      at,
      queue: { isHealthy: queues !== undefined, oldestWaitingAt: oldestOf(queues ?? []) ?? null },
      lastSweepAt: lastSweepAt ?? null,
      isSweepLate: isSweepLate(seen, at, this.sweepSeconds),
      processes: standing(seen, at),
      disk: disk === undefined ? null : diskView(disk),
      undelivered: undelivered ?? null,
    };
  }

  /** For who looks at capacity: with every process of the last day. @throws StorageUnavailable */
  async capacity(): Promise<Capacity> {
    const at = this.machine();
    const [queues, seen, disk, databaseBytes] = await Promise.all([
      this.queues.get(),
      this.store.processes(),
      this.disk.get(),
      this.size.get(),
    ]);
    const isLate = isSweepLate(seen, at, this.sweepSeconds);
    return {
      backend: this.watch.backend,
      queues,
      sweep: { lastAt: lastSweepOf(seen), everySeconds: this.sweepSeconds, isLate },
      processes: seen.map((process) => ({ ...process, isAlive: isAlive(process, at) })),
      disk: disk && diskView(disk),
      databaseBytes,
    };
  }
}

/**
 * The processes that there are or should be: one that stopped in an orderly way is no loss, nor is one that fell silent when
 * another with the same apps was started after that. Each such start stands in for one loss.
 */
export function standing(seen: readonly SeenProcess[], at: Date): ProcessView[] {
  const alive = seen.filter((process) => isAlive(process, at));
  const free = [...alive].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  const lost = seen
    .filter((process) => !isAlive(process, at) && process.stoppedAt === undefined)
    .sort((a, b) => a.lastSeenAt.getTime() - b.lastSeenAt.getTime())
    .filter((process) => {
      const place = free.findIndex((one) => one.startedAt > process.lastSeenAt && appsOf(one) === appsOf(process));
      if (place >= 0) free.splice(place, 1);
      return place < 0;
    });
  return [
    ...alive.map((process) => ({ ...process, isAlive: true })),
    ...lost.map((process) => ({ ...process, isAlive: false })),
  ];
}

/** Whether nobody has gone through what is due for too long. Where no process is alive there is nobody to tell it. */
export function isSweepLate(seen: readonly SeenProcess[], at: Date, sweepSeconds: number): boolean {
  const starts = seen.filter((process) => isAlive(process, at)).map(({ startedAt }) => startedAt.getTime());
  if (starts.length === 0) return false;
  // After everything was down, the first to be started again is given time.
  const last = Math.max(lastSweepOf(seen)?.getTime() ?? 0, Math.min(...starts));
  const patience = Math.max(LEAST_LATE, SWEEPS_MISSING * sweepSeconds * 1_000) + BEAT_EVERY;
  return at.getTime() - last > patience;
}

/** Tells whether a disk is nearly full. */
export function diskView(space: DiskSpace): DiskView {
  const { freeBytes, totalBytes } = space;
  return { ...space, isLow: freeBytes < GIB || (freeBytes < totalBytes / 10 && freeBytes < 10 * GIB) };
}

function isAlive({ lastSeenAt, stoppedAt }: SeenProcess, at: Date): boolean {
  return stoppedAt === undefined && at.getTime() - lastSeenAt.getTime() <= GONE_AFTER;
}

function appsOf({ apps }: SeenProcess): string {
  return [...apps].sort().join();
}

function lastSweepOf(seen: readonly SeenProcess[]): Date | undefined {
  return seen.reduce<Date | undefined>(
    (last, { lastSweepAt }) =>
      lastSweepAt !== undefined && (last === undefined || lastSweepAt > last) ? lastSweepAt : last,
    undefined,
  );
}

function oldestOf(queues: readonly QueueState[]): Date | undefined {
  return queues.reduce<Date | undefined>(
    (oldest, { oldestWaitingAt: at }) => (at !== undefined && (oldest === undefined || at < oldest) ? at : oldest),
    undefined,
  );
}

/** What was looked at last, for all who ask within so many milliseconds of the machine. */
class Recent<Value> {
  private last: { readonly value: Promise<Value>; readonly until: number } | undefined;

  constructor(
    private readonly look: () => Promise<Value>,
    private readonly goodFor: number,
  ) {}

  get(): Promise<Value> {
    if (this.last !== undefined && performance.now() < this.last.until) return this.last.value;
    const value = this.look();
    this.last = { value, until: performance.now() + this.goodFor };
    value.catch(() => {
      if (this.last?.value === value) this.last = undefined;
    });
    return value;
  }
}
