import { createPostgresBackend, DEFAULT_SCHEMA, PostgresConnection, Queue, runMigrations, Worker } from 'bullmq';
import type { PgPool } from 'bullmq';
import { LISTENER_OPTIONS, OnDemand, PRODUCER_OPTIONS, QUEUE_NAME, whenReady } from './alarm-backend.js';
import type { AlarmBackend, AlarmJob } from './alarm-backend.js';

/** Connections of one process: one that hears notifications, one that works jobs off, one that arms. */
const CONNECTIONS = 3;
/** How long a connection may take; ms. */
const CONNECT_WITHIN = 5_000;
/** How long a statement may take: a sweep that waited for ever for a silent server would be the last one; ms. */
const ANSWER_WITHIN = 10_000;

/** The queue on a pool that whoever opens it closes. */
export const openPostgresQueue = (pool: PgPool) =>
  new Queue(QUEUE_NAME, { ...PRODUCER_OPTIONS, connection: pool }, createPostgresBackend);
const openWorker = (pool: PgPool, work: (data: unknown) => Promise<void>) =>
  new Worker(QUEUE_NAME, (job) => work(job.data), { ...LISTENER_OPTIONS, connection: pool }, createPostgresBackend);

/** A pool of at most `max` connections, in BullMQ's schema. */
export function connectPostgres(url: string, max: number, onTrouble: (error: unknown) => void): PostgresConnection {
  const connection = new PostgresConnection({
    connectionString: url,
    schema: DEFAULT_SCHEMA,
    max,
    connectionTimeoutMillis: CONNECT_WITHIN,
    query_timeout: ANSWER_WITHIN,
    keepAlive: true,
    application_name: 'hemgang-alarms',
  });
  connection.on('error', onTrouble);
  return connection;
}

/** Brings BullMQ's schema up to its version; several processes may try at once. */
export async function migrateQueue({ pool }: PostgresConnection): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, DEFAULT_SCHEMA);
  } finally {
    client.release();
  }
}

/** Jobs in PostgreSQL, in BullMQ's own schema `bullmq`; queue and worker share one small pool of connections. */
export class PostgresAlarmBackend implements AlarmBackend {
  private readonly connection: PostgresConnection;
  private readonly migrated = new OnDemand(() => migrateQueue(this.connection));
  private readonly producer = new OnDemand(() => whenReady(openPostgresQueue(this.connection.pool), this.onTrouble));
  private worker: ReturnType<typeof openWorker> | undefined;

  constructor(
    url: string,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    this.connection = connectPostgres(url, CONNECTIONS, onTrouble);
  }

  async add(jobs: readonly AlarmJob[]): Promise<void> {
    await this.migrated.get();
    const queue = await this.producer.get();
    await queue.addBulk([...jobs]);
  }

  async listen(work: (data: unknown) => Promise<void>): Promise<void> {
    await this.migrated.get();
    this.worker = await whenReady(openWorker(this.connection.pool, work), this.onTrouble);
  }

  async isHealthy(): Promise<boolean> {
    try {
      await this.connection.pool.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await this.worker?.close();
    const queue = await this.producer.ifMade();
    await queue?.close();
    await this.connection.close();
  }
}
