import { createPostgresBackend, DEFAULT_SCHEMA, PostgresConnection, Queue, runMigrations, Worker } from 'bullmq';
import type { PgPool } from 'bullmq';
import { LISTENER_OPTIONS, PRODUCER_OPTIONS, QUEUE_NAME } from './alarm-backend.js';
import type { AlarmBackend, AlarmJob } from './alarm-backend.js';

/** Connections of one process: one that hears notifications, one that works jobs off, one that arms. */
const CONNECTIONS = 3;
const CONNECT_WITHIN = 5_000;
/** How long a statement may take: a sweep that waited for ever for a silent server would be the last one; ms. */
const ANSWER_WITHIN = 10_000;

const openQueue = (pool: PgPool) =>
  new Queue(QUEUE_NAME, { ...PRODUCER_OPTIONS, connection: pool }, createPostgresBackend);
const openWorker = (pool: PgPool, work: (data: unknown) => Promise<void>) =>
  new Worker(QUEUE_NAME, (job) => work(job.data), { ...LISTENER_OPTIONS, connection: pool }, createPostgresBackend);

/** Jobs in PostgreSQL, in BullMQ's own schema `bullmq`; queue and worker share one small pool of connections. */
export class PostgresAlarmBackend implements AlarmBackend {
  private readonly connection: PostgresConnection;
  private migrated: Promise<void> | undefined;
  private producer: Promise<ReturnType<typeof openQueue>> | undefined;
  private worker: ReturnType<typeof openWorker> | undefined;

  constructor(
    url: string,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    this.connection = new PostgresConnection({
      connectionString: url,
      schema: DEFAULT_SCHEMA,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_WITHIN,
      query_timeout: ANSWER_WITHIN,
      keepAlive: true,
      application_name: 'hemgang-alarms',
    });
    this.connection.on('error', onTrouble);
  }

  async add(jobs: readonly AlarmJob[]): Promise<void> {
    await this.migrate();
    this.producer ??= this.openProducer();
    const queue = await this.producer;
    await queue.addBulk([...jobs]);
  }

  async listen(work: (data: unknown) => Promise<void>): Promise<void> {
    await this.migrate();
    const worker = openWorker(this.connection.pool, work);
    worker.on('error', this.onTrouble);
    try {
      await worker.waitUntilReady();
      this.worker = worker;
    } catch (error) {
      await worker.close().catch(this.onTrouble);
      throw error;
    }
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
    const queue = await this.producer?.catch(() => undefined);
    await queue?.close();
    await this.connection.close();
  }

  /** Brings BullMQ's schema up to its version; several processes may try at once. Tried again when it failed. */
  private async migrate(): Promise<void> {
    this.migrated ??= this.runMigrations();
    try {
      await this.migrated;
    } catch (error) {
      this.migrated = undefined;
      throw error;
    }
  }

  private async runMigrations(): Promise<void> {
    const client = await this.connection.pool.connect();
    try {
      await runMigrations(client, DEFAULT_SCHEMA);
    } finally {
      client.release();
    }
  }

  private async openProducer(): Promise<ReturnType<typeof openQueue>> {
    const queue = openQueue(this.connection.pool);
    queue.on('error', this.onTrouble);
    try {
      await queue.waitUntilReady();
      return queue;
    } catch (error) {
      this.producer = undefined;
      await queue.close().catch(this.onTrouble);
      throw error;
    }
  }
}
