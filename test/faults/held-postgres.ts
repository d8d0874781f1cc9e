import { findBinaries } from '#persistence/embedded/binaries.js';
import { startEmbeddedPostgres } from '#persistence/embedded/embedded-postgres.js';
import { layOut } from '#persistence/embedded/places.js';
import { launch } from '#persistence/embedded/postmaster.js';
import { makeDataFolder } from '../support/database-folder.js';
import { embeddedUrlOf, killWithChildren, postmasterOf } from './processes.js';

/** A PostgreSQL of the test's own, that nobody starts again: what is killed stays down until `start`. */
export class HeldPostgres {
  readonly #folder = makeDataFolder();
  readonly #places = layOut(this.#folder.path, () => undefined);
  readonly #binaries = findBinaries(this.#places.account, () => undefined);

  /** Makes it, with the settings that the hub's own has (fsync on), and starts it. */
  static async make(): Promise<HeldPostgres> {
    const held = new HeldPostgres();
    const supervised = await startEmbeddedPostgres({ dataDir: held.#folder.path });
    await supervised.stop();
    await held.start();
    return held;
  }

  get url(): string {
    return embeddedUrlOf(this.#folder.path);
  }

  async start(): Promise<void> {
    const started = await launch(this.#places, this.#binaries);
    if (!('pid' in started)) throw new Error('PostgreSQL did not start');
  }

  /** `kill -9` of the server and of all its sessions; they are gone when this returns. */
  async kill9(): Promise<void> {
    await killWithChildren(postmasterOf(this.#folder.path));
  }

  async remove(): Promise<void> {
    await this.kill9();
    this.#folder.remove();
  }
}
