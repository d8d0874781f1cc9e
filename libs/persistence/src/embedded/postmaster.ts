import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runAs } from './account.js';
import type { Binaries } from './binaries.js';
import { plainEnvironment } from './cluster.js';
import type { Places } from './places.js';
import { commandLine, processesCalled, signal } from './processes.js';
import { fileTrouble, noDisk, SetupError } from './setup-error.js';

/** A running PostgreSQL, be it our child or one we found. */
export interface Postmaster {
  pid: number;
  /** Resolves once the process is gone. */
  gone: Promise<void>;
  /** Present when it is our child: lets our process end although it runs, or not. */
  child?: ChildProcess;
}

/** Why a PostgreSQL that was started went away again. `busy` passes by itself: leftovers of its predecessor. */
export type StartFailure = { kind: 'busy'; said: string } | { kind: 'fatal'; error: SetupError };

const between = 100;
const logLimit = 20 * 1024 * 1024;
const passing = /pre-existing shared memory block|lock file .* already exists|could not bind|Address already in use/;

/** The PostgreSQL that runs on this cluster now, whoever started it. */
export function findPostmaster(places: Places): Postmaster | undefined {
  const pid = lockedBy(places);
  if (pid === undefined || !isPostmaster(pid, places)) return undefined;
  return { pid, gone: untilGone(pid, places) };
}

/** Whether the running PostgreSQL takes connections, by its own word in `postmaster.pid`. */
export function isReady(places: Places, pid: number): boolean {
  const lines = lockFile(places);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** Starts PostgreSQL and waits until it takes connections; replay of a long log may take its time. */
export async function launch(places: Places, binaries: Binaries): Promise<Postmaster | StartFailure> {
  const logged = openLog(places);
  let child: ChildProcess;
  try {
    child = spawn(binaries.postgres, ['-D', places.cluster], {
      cwd: '/',
      env: { ...plainEnvironment, ...leaveAside(places) },
      // A group of its own: Ctrl-C in the terminal reaches the hub, and the hub stops its database in order.
      detached: true,
      stdio: ['ignore', logged.fd, logged.fd],
      ...runAs(places.account),
    });
  } finally {
    closeSync(logged.fd);
  }
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = child.pid;
  while (pid !== undefined && child.exitCode === null && child.signalCode === null) {
    if (isReady(places, pid)) return { pid, gone, child };
    await Promise.race([gone, pause(between)]);
  }
  return failureOf(places, logged.from);
}

/** Fast shutdown: open transactions are rolled back, everything is written out. At once when that takes over 20 s. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  postmaster.child?.ref();
  signal(postmaster.pid, 'SIGINT');
  const patience = new AbortController();
  const late = pause(20_000, 'late' as const, { signal: patience.signal }).catch(() => undefined);
  if ((await Promise.race([postmaster.gone, late])) === 'late') signal(postmaster.pid, 'SIGQUIT');
  await postmaster.gone;
  patience.abort();
}

/**
 * After a reboot the number in `postmaster.pid` may belong to a stranger, and PostgreSQL would then refuse to start.
 * The file is never deleted; PostgreSQL is told that the stranger is its grandparent, whom it does not fear, and
 * judges the rest of the lock (the shared memory) itself.
 */
function leaveAside(places: Places): Record<string, string> {
  const pid = lockedBy(places);
  return pid === undefined || isPostmaster(pid, places) ? {} : { PG_GRANDPARENT_PID: String(pid) };
}

function isPostmaster(pid: number, places: Places): boolean {
  return commandLine(pid)?.endsWith(`postgres -D ${places.cluster}`) ?? false;
}

function lockedBy(places: Places): number | undefined {
  const pid = Math.abs(Number(lockFile(places)[0]));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function lockFile(places: Places): string[] {
  try {
    return readFileSync(join(places.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

async function untilGone(pid: number, places: Places): Promise<void> {
  while (isPostmaster(pid, places)) await pause(between * 2, undefined, { ref: false });
}

/**
 * A session whose PostgreSQL was killed goes away when it next waits for something; one in the middle of a long
 * computation would hold up the next start until it is through, so it is told to quit at once.
 */
function quitLeftovers(places: Places): void {
  if (findPostmaster(places) !== undefined) return;
  for (const pid of processesCalled(`postgres: ${places.clusterName}:`)) signal(pid, 'SIGQUIT');
}

function openLog(places: Places): { fd: number; from: number } {
  try {
    const size = statSync(places.logFile, { throwIfNoEntry: false })?.size ?? 0;
    if (size > logLimit) truncateSync(places.logFile);
    return { fd: openSync(places.logFile, 'a', 0o600), from: size > logLimit ? 0 : size };
  } catch (error) {
    throw fileTrouble(error, places.logFile);
  }
}

function failureOf(places: Places, from: number): StartFailure {
  const said = readFileSync(places.logFile).subarray(from).toString('utf8').trim();
  if (/pre-existing shared memory block/.test(said)) quitLeftovers(places);
  if (passing.test(said)) return { kind: 'busy', said };
  if (/No space left on device/.test(said)) return { kind: 'fatal', error: noDisk(places.cluster) };
  const last = said.split('\n').slice(-4).join(' ');
  return {
    kind: 'fatal',
    error: new SetupError('database-does-not-start', `PostgreSQL does not start: ${last} (see ${places.logFile})`),
  };
}
