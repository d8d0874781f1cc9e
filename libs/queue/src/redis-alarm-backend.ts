import { once } from 'node:events';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { LISTENER_OPTIONS, OnDemand, PRODUCER_OPTIONS, QUEUE_NAME, whenReady } from './alarm-backend.js';
import type { AlarmBackend, AlarmJob } from './alarm-backend.js';

/** Before the names of all keys. */
const PREFIX = 'hemgang';
/** How long the producer waits for a connection that is being made, and for an answer; ms. */
const CONNECT_WITHIN = 2_000;
const ANSWER_WITHIN = 5_000;

/** Half a second after the first failure, and ever longer up to ten seconds. */
const retryStrategy = (times: number): number => Math.min(times * 500, 10_000);

/** A connection on which everything fails at once while Redis is away. */
export function connectRedis(url: string, onTrouble: (error: unknown) => void): Redis {
  const connection = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_WITHIN,
    retryStrategy,
  });
  connection.on('error', onTrouble);
  return connection;
}

/** The queue on a connection that whoever opens it closes. */
export const openRedisQueue = (connection: Redis): Queue =>
  new Queue(QUEUE_NAME, { ...PRODUCER_OPTIONS, connection, prefix: PREFIX });

/**
 * Jobs in Redis. The producer fails at once when Redis is away, since the next sweep arms again; the worker waits for it to
 * come back. Three connections: producer, worker, and the worker's blocking one.
 */
export class RedisAlarmBackend implements AlarmBackend {
  private readonly connection: Redis;
  private readonly producer = new OnDemand(() => whenReady(openRedisQueue(this.connection), this.onTrouble));
  private listener: { worker: Worker; connection: Redis } | undefined;

  constructor(
    private readonly url: string,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    this.connection = connectRedis(url, onTrouble);
  }

  async add(jobs: readonly AlarmJob[]): Promise<void> {
    if (this.connection.status !== 'ready') {
      await once(this.connection, 'ready', { signal: AbortSignal.timeout(CONNECT_WITHIN) });
    }
    const queue = await this.producer.get();
    await queue.addBulk([...jobs]);
  }

  listen(work: (data: unknown) => Promise<void>): Promise<void> {
    const connection = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy });
    connection.on('error', this.onTrouble);
    const worker = new Worker(QUEUE_NAME, (job) => work(job.data), { ...LISTENER_OPTIONS, connection, prefix: PREFIX });
    worker.on('error', this.onTrouble);
    this.listener = { worker, connection };
    return Promise.resolve();
  }

  async isHealthy(): Promise<boolean> {
    try {
      return this.connection.status === 'ready' && (await this.connection.ping()) === 'PONG';
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await this.stopListening();
    const queue = await this.producer.ifMade();
    await queue?.close();
    this.connection.disconnect();
  }

  /** Without Redis there is nothing under way that could be waited for. */
  private async stopListening(): Promise<void> {
    if (this.listener === undefined) return;
    const { worker, connection } = this.listener;
    const isAway = connection.status !== 'ready';
    if (isAway) connection.disconnect();
    await worker.close(isAway);
    connection.disconnect();
  }
}
