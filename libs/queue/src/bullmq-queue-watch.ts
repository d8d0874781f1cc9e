import { setTimeout as pause } from 'node:timers/promises';
import { QueueWatch } from '#flows/vitals-ports.js';
import type { QueueState } from '#flows/vitals-ports.js';
import type { HubLog } from '#flows/ports.js';
import { OnDemand, QUEUE_NAME, TroubleLog, whenReady } from './alarm-backend.js';
import type { AlarmBackendSetting } from './bullmq-alarm-queue.js';
import { Rate } from './rate.js';
import { connectPostgres, migrateQueue, openPostgresQueue } from './postgres-alarm-backend.js';
import { connectRedis, openRedisQueue } from './redis-alarm-backend.js';

/** How long a look may take; ms. */
const ANSWER_WITHIN = 1_000;
/** How long a queue that is still being opened is waited for at the end; ms. */
const CLOSE_WITHIN = 1_000;

/** BullMQ's queue on either backend. */
export type WatchedQueue = ReturnType<typeof openRedisQueue> | ReturnType<typeof openPostgresQueue>;

/** A queue that is only looked at, on a connection of its own. */
interface Opening {
  readonly queue: Pick<OnDemand<WatchedQueue>, 'get' | 'ifMade'>;
  close(): Promise<void>;
}

/** Looks at the alarms through BullMQ, whichever backend keeps them. */
export class BullMqQueueWatch extends QueueWatch {
  readonly backend: 'redis' | 'postgres';
  private readonly opening: Opening;
  private readonly rate = new Rate();

  constructor(setting: AlarmBackendSetting, log: HubLog) {
    super();
    this.backend = setting.kind;
    const trouble = new TroubleLog(log);
    this.opening =
      setting.kind === 'redis' ? onRedis(setting.url, trouble.note) : onPostgres(setting.url, trouble.note);
  }

  override async look(): Promise<readonly QueueState[] | undefined> {
    const stop = new AbortController();
    const tooLate = pause(ANSWER_WITHIN, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    const looked = this.lookOnce().catch(() => undefined);
    try {
      return await Promise.race([looked, tooLate]);
    } finally {
      stop.abort();
    }
  }

  /** BullMQ's own queue, for what draws it. @throws whatever keeps it from its backend. */
  queue(): Promise<WatchedQueue> {
    return this.opening.queue.get();
  }

  override close(): Promise<void> {
    return this.opening.close();
  }

  private async lookOnce(): Promise<readonly QueueState[]> {
    const queue = await this.opening.queue.get();
    const now = Date.now();
    const [counts, late, oldest, first, done, workers] = await Promise.all([
      queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
      queue.getDelayedCount(now),
      queue.getJobs(['waiting'], 0, 0, true),
      queue.getJobs(['delayed'], 0, 0, true),
      queue.getMetrics('completed', 0, 0),
      queue.getWorkersCount(),
    ]);
    const completed = Number(done.meta.count);
    const next = dueOf(first[0]);
    // A delayed job becomes a waiting one by the hand of a worker: without workers it is late in silence.
    const isLate = next !== undefined && next.getTime() < now;
    return [
      {
        name: QUEUE_NAME,
        waiting: (counts['waiting'] ?? 0) + late,
        active: counts['active'] ?? 0,
        delayed: Math.max(0, (counts['delayed'] ?? 0) - late),
        failed: counts['failed'] ?? 0,
        completed,
        oldestWaitingAt: earlier(dueOf(oldest[0]), isLate ? next : undefined),
        nextAt: isLate ? undefined : next,
        perMinute: this.rate.of(completed, now),
        workers,
      },
    ];
  }
}

function onRedis(url: string, onTrouble: (error: unknown) => void): Opening {
  const connection = connectRedis(url, onTrouble);
  const queue = new OnDemand(() => whenReady(openRedisQueue(connection), onTrouble));
  return {
    queue,
    close: async () => {
      await closed(queue);
      connection.disconnect();
    },
  };
}

function onPostgres(url: string, onTrouble: (error: unknown) => void): Opening {
  const connection = connectPostgres(url, 2, onTrouble);
  const queue = new OnDemand(async () => {
    // Where nothing has been armed yet there are no tables to look at.
    await migrateQueue(connection);
    return whenReady(openPostgresQueue(connection.pool), onTrouble);
  });
  return {
    queue,
    close: async () => {
      await closed(queue);
      await connection.close();
    },
  };
}

/** A backend that is away is not waited for: the connection is broken next. */
async function closed(queue: Opening['queue']): Promise<void> {
  const stop = new AbortController();
  const tooLate = pause(CLOSE_WITHIN, undefined, { signal: stop.signal }).catch(() => undefined);
  const closing = queue
    .ifMade()
    .then((made) => made?.close())
    .catch(() => undefined);
  await Promise.race([closing, tooLate]);
  stop.abort();
}

/** A job is due its delay after it was added. BullMQ sets the delay to 0 once it has passed, but keeps what was asked for. */
function dueOf(job: { timestamp: number; opts: { delay?: number } } | undefined): Date | undefined {
  return job && new Date(job.timestamp + (job.opts.delay ?? 0));
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}
