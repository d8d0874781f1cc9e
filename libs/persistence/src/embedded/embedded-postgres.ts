import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '../connection.js';
import { type Binaries, findBinaries } from './binaries.js';
import { prepareCluster, resetPassword, writeConfiguration } from './cluster.js';
import { databaseUser, type Endpoint, keptEndpoint, urlOf, withFreePort } from './endpoint.js';
import { Hubs } from './hubs.js';
import { layOut, type Places } from './places.js';
import { findPostmaster, isReady, launch, type Postmaster, stopPostmaster } from './postmaster.js';
import { SetupError } from './setup-error.js';

/** A PostgreSQL that is up and is kept up. */
export interface EmbeddedPostgres {
  /** Connection string of the hub's database, password included. Stays the same when PostgreSQL is started again. */
  readonly url: string;
  /** The same for the database `postgres`, from which others can be created and dropped. */
  readonly adminUrl: string;
  /** Stops PostgreSQL in order, or, when other hub processes use it, leaves it to them. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The hub's data folder (`HEMGANG_DATA_DIR`); made when it is not there. */
  dataDir: string;
  /** Gets what a person may want to know, a line at a time; never personal data, never the password. */
  log?: (line: string) => void;
  /** Over the settings of `postgresql.conf`, by name. */
  settings?: Record<string, string>;
}

/** How long leftovers of a killed predecessor are waited for. */
const patience = 30_000;
const between = 250;
/** How often a guest looks whether the owner is still there. */
const glance = 1_000;
/** How often a start that fails is tried again once `patience` is used up. */
const later = 5_000;

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that another hub process runs there, and keeps it
 * up: when it dies it is started again on the same port, and clients only have to connect again.
 *
 * Survives a killed PostgreSQL, a killed hub (its orphaned PostgreSQL is stopped first) and a stale lock file.
 *
 * @throws SetupError with a sentence that says how to mend it
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const places = layOut(options.dataDir, log);
  const binaries = findBinaries(places.account, log);
  const keeper = new Keeper(places, binaries, options.settings ?? {}, log);
  return keeper.start();
}

/** Looks after one PostgreSQL, as its owner or as a guest of the owner. */
class Keeper {
  readonly #places: Places;
  readonly #binaries: Binaries;
  readonly #settings: Record<string, string>;
  readonly #log: (line: string) => void;
  readonly #hubs: Hubs;
  #endpoint: Endpoint = { port: 0, password: '' };
  #stopping = false;
  #watch: Promise<void> = Promise.resolve();
  #running: Postmaster | undefined;

  constructor(places: Places, binaries: Binaries, settings: Record<string, string>, log: (line: string) => void) {
    this.#places = places;
    this.#binaries = binaries;
    this.#settings = settings;
    this.#log = log;
    this.#hubs = new Hubs(places);
  }

  async start(): Promise<EmbeddedPostgres> {
    this.#hubs.register();
    try {
      this.#running = await this.#arrive(Date.now() + patience);
      await createDatabase(urlOf(this.#endpoint, 'postgres'));
    } catch (error) {
      if (this.#running?.child) await stopPostmaster(this.#running);
      this.#hubs.leave();
      throw error;
    }
    this.#running.child?.unref();
    this.#watch = this.#keepUp(this.#running);
    return {
      url: urlOf(this.#endpoint, databaseUser),
      adminUrl: urlOf(this.#endpoint, 'postgres'),
      stop: () => this.#stop(),
    };
  }

  /** Joins, or starts; whichever PostgreSQL's state allows, until `deadline`. */
  async #arrive(deadline: number): Promise<Postmaster> {
    let said = '';
    do {
      const found = findPostmaster(this.#places);
      if (found === undefined && !this.#hubs.hasOtherOwner()) {
        this.#hubs.claim();
        await this.#prepare();
        const started = await launch(this.#places, this.#binaries);
        if ('pid' in started) {
          this.#hubs.claim();
          this.#log(`PostgreSQL ${this.#binaries.major} runs on 127.0.0.1:${this.#endpoint.port}`);
          return started;
        }
        if (started.kind === 'fatal') throw started.error;
        said = started.said;
      } else if (found !== undefined && this.#hubs.hasOtherOwner()) {
        if (isReady(this.#places, found.pid)) return this.#join(found);
      } else if (found !== undefined && this.#hubs.others() === 0) {
        this.#log(`a PostgreSQL that an earlier hub left behind is stopped (process ${found.pid})`);
        await stopPostmaster(found);
        continue;
      }
      await pause(between);
    } while (Date.now() < deadline);
    throw this.#tooLate(said);
  }

  async #join(found: Postmaster): Promise<Postmaster> {
    this.#endpoint = await keptEndpoint(this.#places.settingsFile);
    this.#log(`another hub process runs PostgreSQL on 127.0.0.1:${this.#endpoint.port}; it is used together`);
    return found;
  }

  async #prepare(): Promise<void> {
    const { settingsFile, cluster } = this.#places;
    const lost = !existsSync(settingsFile) && existsSync(cluster);
    const kept = await keptEndpoint(settingsFile);
    this.#endpoint = await withFreePort(kept, settingsFile);
    await prepareCluster(this.#places, this.#binaries, this.#endpoint);
    writeConfiguration(this.#places, this.#endpoint, this.#settings);
    if (lost) resetPassword(this.#places, this.#binaries, this.#endpoint);
  }

  /** As the owner: starts PostgreSQL again when it dies. As a guest: waits for the owner to go, then becomes it. */
  async #keepUp(first: Postmaster): Promise<void> {
    let running: Postmaster | undefined = first;
    while (!this.#stopping) {
      if (this.#hubs.hasOtherOwner()) {
        await pause(glance, undefined, { ref: false });
        running = undefined;
        continue;
      }
      if (!this.#hubs.isMine()) {
        this.#hubs.claim();
        await pause(between, undefined, { ref: false });
        continue;
      }
      running ??= findPostmaster(this.#places);
      this.#running = running;
      if (running !== undefined) await running.gone;
      if (this.#stopping) return;
      running = await this.#startAgain();
    }
  }

  async #startAgain(): Promise<Postmaster | undefined> {
    this.#log('PostgreSQL is gone and is started again');
    const patienceEnds = Date.now() + patience;
    while (!this.#stopping && !this.#hubs.hasOtherOwner()) {
      const found = findPostmaster(this.#places);
      if (found !== undefined) return found;
      const trouble = await this.#tryAgain();
      if (typeof trouble !== 'string') return trouble;
      const hurried = Date.now() < patienceEnds;
      if (!hurried) this.#log(`PostgreSQL does not come back, tried again in ${later / 1000} s: ${trouble}`);
      await pause(hurried ? between : later, undefined, { ref: false });
    }
    return undefined;
  }

  /** One try; a sentence when it failed, for it is made again whatever the reason: a full disk can be emptied. */
  async #tryAgain(): Promise<Postmaster | string> {
    try {
      const started = await launch(this.#places, this.#binaries);
      if ('pid' in started) {
        this.#running = started;
        if (!this.#stopping) started.child?.unref();
        this.#log(`PostgreSQL runs again on 127.0.0.1:${this.#endpoint.port}`);
        return started;
      }
      return started.kind === 'busy' ? started.said : started.error.message;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #stop(): Promise<void> {
    if (this.#stopping) return this.#watch;
    this.#stopping = true;
    const owner = this.#hubs.isMine();
    this.#hubs.leave();
    if (owner && this.#hubs.others() > 0) {
      this.#log('PostgreSQL is left to the other hub processes that use it');
      return;
    }
    if (!owner) return;
    await this.#stopFound();
    await this.#watch;
    // A start that was under way when the stop came has finished by now.
    await this.#stopFound();
  }

  async #stopFound(): Promise<void> {
    const found = findPostmaster(this.#places);
    if (found !== undefined) await stopPostmaster(found.pid === this.#running?.pid ? this.#running : found);
  }

  #tooLate(said: string): SetupError {
    const why = this.#hubs.hasOtherOwner()
      ? 'another hub process looks after it and has not brought it up'
      : said.split('\n').at(-1) || 'its lock is held';
    return new SetupError(
      'database-does-not-start',
      `PostgreSQL in ${this.#places.cluster} did not start within ${patience / 1000} s: ${why}. See ${this.#places.logFile}.`,
    );
  }
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new Connection({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseUser]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseUser}`);
  } finally {
    await client.end();
  }
}
