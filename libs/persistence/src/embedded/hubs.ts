import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeWhole } from './endpoint.js';
import type { Places } from './places.js';
import { identityOf, isAlive, type ProcessIdentity } from './processes.js';

/** One user of the embedded database. A process can be several (tests are). */
interface Hub extends ProcessIdentity {
  token: string;
}

/**
 * Who uses one embedded database, and which of them looks after it. Several hub processes may: one owns PostgreSQL and
 * starts it again when it dies, the others are guests; when the owner dies or leaves, a guest takes over.
 *
 * The files say who it is; that there is only one PostgreSQL is PostgreSQL's own lock's doing.
 */
export class Hubs {
  readonly #me: Hub;
  readonly #places: Places;
  readonly #myFile: string;

  constructor(places: Places) {
    const identity = identityOf(process.pid) ?? { pid: process.pid, began: 'unknown' };
    this.#me = { ...identity, token: randomUUID() };
    this.#places = places;
    this.#myFile = join(places.hubsFolder, `hub-${this.#me.pid}-${this.#me.token}.json`);
  }

  register(): void {
    writeWhole(this.#myFile, this.#me, renameSync);
  }

  leave(): void {
    rmSync(this.#myFile, { force: true });
    if (this.isMine()) rmSync(this.#places.ownerFile, { force: true });
  }

  claim(): void {
    writeWhole(this.#places.ownerFile, this.#me, renameSync);
  }

  isMine(): boolean {
    return readHub(this.#places.ownerFile)?.token === this.#me.token;
  }

  /** Whether somebody else who is alive and has not left looks after the database. */
  hasOtherOwner(): boolean {
    const owner = readHub(this.#places.ownerFile);
    return owner !== undefined && owner.token !== this.#me.token && isAlive(owner);
  }

  /** How many others use the database right now; files of the dead are cleared away. */
  others(): number {
    return readdirSync(this.#places.hubsFolder)
      .filter((name) => name.startsWith('hub-') && name.endsWith('.json') && name !== basename(this.#myFile))
      .map((name) => join(this.#places.hubsFolder, name))
      .filter((file) => {
        const hub = readHub(file);
        if (hub !== undefined && isAlive(hub)) return true;
        rmSync(file, { force: true });
        return false;
      }).length;
  }
}

function readHub(file: string): Hub | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('pid' in value) || !('began' in value) || !('token' in value)) return undefined;
    const { pid, began, token } = value;
    if (typeof pid !== 'number' || typeof began !== 'string' || typeof token !== 'string') return undefined;
    return { pid, began, token };
  } catch {
    return undefined;
  }
}
