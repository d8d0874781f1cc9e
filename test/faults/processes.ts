import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive, signal } from '#persistence/embedded/processes.js';
import { eventually } from '../support/eventually.js';

/** The number of the PostgreSQL that runs on a data folder's cluster, by its lock file. */
export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** The connection string of a data folder's embedded database. */
export function embeddedUrlOf(dataDir: string): string {
  const { port, password }: { port: number; password: string } = JSON.parse(
    readFileSync(join(dataDir, 'postgres.json'), 'utf8'),
  );
  return `postgresql://hemgang:${password}@127.0.0.1:${String(port)}/hemgang`;
}

/** `kill -9` of a process with all its children; resolves when they are gone. */
export async function killWithChildren(pid: number): Promise<void> {
  await killAll([pid, ...childrenOf(pid)]);
}

/**
 * `kill -9` of a hub and of its PostgreSQL with all its sessions, one a moment after the other: what had been committed
 * by then, or was being committed, may have lost its answer.
 */
export async function killOneAfterTheOther(
  hub: number,
  postmaster: number,
  hubFirst: boolean,
  between: () => Promise<unknown>,
): Promise<void> {
  const database = [postmaster, ...childrenOf(postmaster)];
  for (const pid of hubFirst ? [hub] : database) signal(pid, 'SIGKILL');
  await between();
  await killAll([hub, ...database]);
}

async function killAll(pids: readonly number[]): Promise<void> {
  const all = pids.flatMap((pid) => identityOf(pid) ?? []);
  for (const { pid } of all) signal(pid, 'SIGKILL');
  await eventually('all that was killed is gone', () => !all.some(isAlive));
}

/** Whether a process is there; one that has ended and was not yet fetched by its parent is not. */
export function isRunning(pid: number): boolean {
  return identityOf(pid) !== undefined;
}

function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));
}
