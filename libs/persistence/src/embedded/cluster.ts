import { execFile, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runAs } from './account.js';
import type { Binaries } from './binaries.js';
import { databaseUser, type Endpoint } from './endpoint.js';
import type { Places } from './places.js';
import { fileTrouble, noDisk, SetupError } from './setup-error.js';

const run = promisify(execFile);

/** Room that a new database wants: 40 MB for itself, the rest for its first log segments. */
const roomForNewCluster = 256 * 1024 * 1024;

/**
 * Settings for a machine with two cores and a few GB. What an operator wants otherwise goes into the database with
 * `ALTER SYSTEM`, which wins over this file.
 */
const configuration: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  password_encryption: 'scram-sha-256',

  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  wal_buffers: '16MB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',

  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  autovacuum_naptime: '15s',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_analyze_scale_factor: '0.05',

  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  // Values of rows are personal data: neither the statement nor the offending key may reach the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

/**
 * Makes the cluster when there is none, checks it when there is one.
 *
 * @throws SetupError `data-newer`, `data-older`, `data-unknown`, `no-disk`, `data-folder-not-writable`
 */
export async function prepareCluster(places: Places, binaries: Binaries, endpoint: Endpoint): Promise<void> {
  if (isEmpty(places.cluster)) {
    await createCluster(places, binaries, endpoint);
  } else {
    checkVersion(places.cluster, binaries.major);
  }
}

/** Writes `postgresql.conf` anew, so that old data runs with today's settings. */
export function writeConfiguration(places: Places, endpoint: Endpoint, more: Record<string, string>): void {
  const settings = { ...configuration, cluster_name: places.clusterName, port: String(endpoint.port), ...more };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  const file = join(places.cluster, 'postgresql.conf');
  const beside = `${file}.${process.pid}`;
  try {
    writeFileSync(beside, `# Written by the hub at every start. ALTER SYSTEM wins over it.\n${lines.join('\n')}\n`, {
      mode: 0o600,
    });
    give(beside, places);
    renameSync(beside, file);
  } catch (error) {
    throw fileTrouble(error, places.cluster);
  }
}

/** Gives the database the password of the settings file, when that file was lost. Only while PostgreSQL is down. */
export function resetPassword(places: Places, binaries: Binaries, endpoint: Endpoint): void {
  const done = spawnSync(binaries.postgres, ['--single', '-j', '-D', places.cluster, 'postgres'], {
    input: `ALTER ROLE ${databaseUser} PASSWORD '${endpoint.password}';\n\n`,
    cwd: '/',
    env: plainEnvironment,
    ...runAs(places.account),
  });
  if (done.status !== 0) {
    throw new SetupError(
      'database-does-not-start',
      `The password of the database in ${places.cluster} was lost and could not be set anew. See ${places.logFile}.`,
    );
  }
}

/** Nothing of the caller's environment (PGHOST, LANG...) may change how PostgreSQL behaves. */
export const plainEnvironment: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };

async function createCluster(places: Places, binaries: Binaries, endpoint: Endpoint): Promise<void> {
  const parent = dirname(places.cluster);
  const disk = statfsSync(parent);
  if (disk.bavail * disk.bsize < roomForNewCluster) throw noDisk(parent);
  let unfinished: string | undefined;
  try {
    // Made beside and moved into place, so that a half-made database is never taken for a whole one.
    unfinished = mkdtempSync(`${places.cluster}.new-`);
    give(unfinished, places);
    const passwordFile = join(unfinished, 'password');
    writeFileSync(passwordFile, endpoint.password, { mode: 0o600 });
    give(passwordFile, places);
    const made = join(unfinished, 'data');
    mkdirSync(made, { mode: 0o700 });
    give(made, places);
    await initdb(places, binaries, made, passwordFile);
    renameSync(made, places.cluster);
  } catch (error) {
    // Another hub process was faster: its database is as good as ours.
    if (isEmpty(places.cluster)) throw fileTrouble(error, parent);
  } finally {
    if (unfinished !== undefined) rmSync(unfinished, { recursive: true, force: true });
  }
}

async function initdb(places: Places, binaries: Binaries, made: string, passwordFile: string): Promise<void> {
  const words = ['-D', made, '-U', databaseUser, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8'];
  words.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale', '--no-instructions');
  try {
    await run(binaries.initdb, words, { cwd: '/', env: plainEnvironment, ...runAs(places.account) });
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : '';
    if (/No space left|quota exceeded/i.test(said)) throw noDisk(made, error);
    const last = said.trim().split('\n').slice(-3).join(' ');
    throw new SetupError('database-does-not-start', `A new database could not be made in ${places.cluster}: ${last}`);
  }
}

function checkVersion(cluster: string, major: number): void {
  const found = existsSync(join(cluster, 'PG_VERSION'))
    ? Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim())
    : Number.NaN;
  if (found === major) return;
  const otherwise = 'or name another folder with HEMGANG_DATA_DIR';
  if (found > major) {
    throw new SetupError(
      'data-newer',
      `The database in ${cluster} was made by PostgreSQL ${found}; this hub brings PostgreSQL ${major}. Start the newer hub that made it, ${otherwise}.`,
    );
  }
  if (found < major) {
    throw new SetupError(
      'data-older',
      `The database in ${cluster} was made by PostgreSQL ${found}; this hub brings PostgreSQL ${major}. Move the data over with pg_upgrade or a dump, ${otherwise}.`,
    );
  }
  throw new SetupError(
    'data-unknown',
    `${cluster} is not empty, and is no PostgreSQL database. Move away what lies there, ${otherwise}.`,
  );
}

function isEmpty(folder: string): boolean {
  try {
    return !existsSync(folder) || readdirSync(folder).length === 0;
  } catch (error) {
    throw fileTrouble(error, folder);
  }
}

function give(path: string, places: Places): void {
  if (places.account.other) chownSync(path, places.account.uid, places.account.gid);
}
