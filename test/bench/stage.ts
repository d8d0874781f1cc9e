import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { createDataSource, migrate } from '#persistence/data-source.js';
import { startEmbeddedPostgres } from '#persistence/embedded/embedded-postgres.js';
import type { EmbeddedPostgres } from '#persistence/embedded/embedded-postgres.js';
import { layOut } from '#persistence/embedded/places.js';
import { HubProcess } from './hub-process.js';
import { WorkerProcess } from './worker-process.js';

interface Stoppable {
  stop(): Promise<void>;
}

/** What a run is measured on: a data folder and a PostgreSQL of its own, with the settings that every hub has. */
export class Stage {
  private readonly started: Stoppable[] = [];
  private isClosed = false;

  private constructor(
    readonly dataDir: string,
    private readonly postgres: EmbeddedPostgres,
    private readonly cluster: string,
  ) {}

  /** Makes it under the hub's data folder, on the disk that the hub would use. */
  static async open(): Promise<Stage> {
    const parent = resolve(process.env['HEMGANG_DATA_DIR'] ?? 'var');
    mkdirSync(parent, { recursive: true });
    const dataDir = mkdtempSync(join(parent, 'bench-'));
    // PostgreSQL may have to run as another user, who must get in here.
    chmodSync(dataDir, 0o755);
    const { cluster } = layOut(dataDir, () => undefined);
    try {
      return new Stage(dataDir, await startEmbeddedPostgres({ dataDir }), cluster);
    } catch (error) {
      clear(dataDir, cluster);
      throw error;
    }
  }

  /** A fresh database with the hub's tables; gives its URL. */
  async database(name: string): Promise<string> {
    await this.administer(`CREATE DATABASE ${name}`);
    const url = new URL(this.postgres.adminUrl);
    url.pathname = `/${name}`;
    const dataSource = createDataSource(url.href);
    await dataSource.initialize();
    try {
      await migrate(dataSource);
    } finally {
      await dataSource.destroy();
    }
    return url.href;
  }

  /** Makes room again, so that what comes after is not measured beside what is left of this. */
  dropDatabase(name: string): Promise<void> {
    return this.administer(`DROP DATABASE ${name} WITH (FORCE)`);
  }

  async hub(name: string, databaseUrl: string, clock?: string): Promise<HubProcess> {
    return this.keep(await HubProcess.start({ name, dataDir: this.dataDir, databaseUrl, clock }));
  }

  worker<Task extends object, Result>(module: string): WorkerProcess<Task, Result> {
    return this.keep(WorkerProcess.start<Task, Result>(module));
  }

  /** Number of PostgreSQL's first process, whose children the others are. */
  get postmaster(): number {
    return Number(readFileSync(join(this.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** Writes everything out, so that no checkpoint of the work before falls into the next measurement. */
  checkpoint(): Promise<void> {
    return this.administer('CHECKPOINT');
  }

  /** Ends everything and leaves nothing behind. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const part of this.started.reverse()) await part.stop().catch(() => undefined);
    await this.postgres.stop();
    clear(this.dataDir, this.cluster);
  }

  private keep<T extends Stoppable>(part: T): T {
    this.started.push(part);
    return part;
  }

  private administer(statement: string): Promise<void> {
    return withClient(this.postgres.adminUrl, async (client) => {
      await client.query(statement);
    });
  }
}

function clear(dataDir: string, cluster: string): void {
  rmSync(dataDir, { recursive: true, force: true });
  // Where PostgreSQL's user cannot get into the data folder, the cluster lies in a place of its own.
  if (!cluster.startsWith(dataDir)) rmSync(dirname(cluster), { recursive: true, force: true });
}

/** Opens a connection for some statements and closes it. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
