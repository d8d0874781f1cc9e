import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { addCivilDays, civilDateOf } from '#domain/calendar.js';
import { PopulationRegister } from '#flows/register-ports.js';
import type { RegisterAnswer, RegisterBatch } from '#flows/register-ports.js';
import type { HubLog } from '#flows/ports.js';
import { readCsvNotices, readJsonNotices } from '#formats/register/notices.js';
import type { NoticesReading } from '#formats/register/notices.js';

const READERS: Readonly<Record<string, (bytes: Uint8Array) => NoticesReading>> = {
  '.json': readJsonNotices,
  '.csv': readCsvNotices,
};
const LARGEST = 32 * 1024 * 1024;
/** When a file was taken, in front of its name. */
const STAMPED = /^(\d{4})(\d{2})(\d{2})T\d{9}Z-/;

/** Whole days that files are kept once they have been taken; for ever without a number. */
export interface KeptFiles {
  readonly done?: number | undefined;
  readonly failed?: number | undefined;
}

/**
 * The register as files in a folder: `*.json` and `*.csv`, each put there whole, that is written under another name and then renamed.
 * A file is taken when all of it is right and moved to `done/` once its consequences are committed; one that is not goes to `failed/`,
 * beside it what is wrong, without a value of it. What is interrupted in between is taken anew, which changes nothing. Both folders
 * hold identities, and are emptied of what has been kept for its days (L-KEEP-01).
 */
export class FileRegister extends PopulationRegister {
  override readonly name = 'file';
  /** Civil day on which was looked last for what has been kept for its days. */
  private forgottenOn: string | undefined;

  constructor(
    private readonly folder: string,
    private readonly log: HubLog,
    private readonly kept: KeptFiles = {},
  ) {
    super();
  }

  override async deathsSince(_place: string | undefined, now: Date): Promise<RegisterBatch> {
    await mkdir(join(this.folder, 'done'), { recursive: true });
    await mkdir(join(this.folder, 'failed'), { recursive: true });
    await this.forget(now);
    for (const name of await this.waiting()) {
      const read = await this.read(name);
      if (read === undefined) continue;
      if (!read.ok) {
        await this.fail(name, read.problems, now);
        continue;
      }
      return { notices: read.notices, next: undefined, hasMore: true, settle: () => this.move(name, 'done', now) };
    }
    return { notices: [], next: undefined, hasMore: false, settle: () => Promise.resolve() };
  }

  /** Files tell of whom they tell; nobody can be asked. */
  override lookup(): Promise<RegisterAnswer> {
    return Promise.resolve({ kind: 'not-asked' });
  }

  /** Deletes what was taken so many days ago, once a day. */
  private async forget(now: Date): Promise<void> {
    const today = civilDateOf(now);
    if (this.forgottenOn === today) return;
    for (const folder of ['done', 'failed'] as const) {
      const days = this.kept[folder];
      if (days === undefined) continue;
      const before = addCivilDays(today, -days);
      const names = await readdir(join(this.folder, folder));
      const old = names.filter((name) => (takenOn(name) ?? before) < before);
      for (const name of old) await rm(join(this.folder, folder, name), { force: true });
    }
    this.forgottenOn = today;
  }

  private async waiting(): Promise<string[]> {
    const entries = await readdir(this.folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && extname(entry.name) in READERS)
      .map(({ name }) => name)
      .sort();
  }

  /** Undefined for a file that another process has taken. */
  private async read(name: string): Promise<NoticesReading | undefined> {
    const path = join(this.folder, name);
    try {
      if ((await stat(path)).size > LARGEST) return { ok: false, problems: ['the file is larger than 32 MiB'] };
      return READERS[extname(name)]?.(await readFile(path));
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  private async fail(name: string, problems: readonly string[], now: Date): Promise<void> {
    this.log.warn('register-file-refused', { problems: problems.length });
    await writeFile(join(this.folder, 'failed', `${stamped(name, now)}.reasons.txt`), `${problems.join('\n')}\n`);
    await this.move(name, 'failed', now);
  }

  private async move(name: string, to: 'done' | 'failed', now: Date): Promise<void> {
    try {
      await rename(join(this.folder, name), join(this.folder, to, stamped(name, now)));
    } catch (error) {
      // Another process has taken it too; what it held is committed once.
      if (!isGone(error)) throw error;
      return;
    }
    await synced(this.folder);
  }
}

/** Files of one name come again: each stands there with when it was taken. */
function stamped(name: string, now: Date): string {
  return `${now.toISOString().replaceAll(/[-:.]/g, '')}-${name}`;
}

/** The day (UTC) on which a file was taken, by its name; undefined for what the hub has not put there. */
function takenOn(name: string): string | undefined {
  const [, year, month, day] = STAMPED.exec(name) ?? [];
  return year === undefined || month === undefined || day === undefined ? undefined : `${year}-${month}-${day}`;
}

/** A rename is on the disk when its folder is. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isGone(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ENOENT';
}
