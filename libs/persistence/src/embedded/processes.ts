import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process as a file can remember it: a number alone may have been given to another process since. */
export interface ProcessIdentity {
  pid: number;
  /** When the process began, in whatever form the system tells it; compared, never interpreted. */
  began: string;
}

const onLinux = process.platform === 'linux';

/** The running process of this number, or undefined when there is none (a zombie is none). */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const began = onLinux ? beganByProc(pid) : askPs(pid, 'lstart=');
  return began === undefined ? undefined : { pid, began };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.began === identity.began;
}

/** The words the process was started with, or undefined when it is gone. */
export function commandLine(pid: number): string | undefined {
  if (!onLinux) return askPs(pid, 'command=');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** All processes that were started with, or call themselves, something that begins so. */
export function processesCalled(beginning: string): number[] {
  const all = onLinux ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : askAllPids();
  return all.map(Number).filter((pid) => commandLine(pid)?.startsWith(beginning));
}

/** Sends a signal; false when the process had already gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function beganByProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets itself, so fields are counted from its end.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${rest[18]}`;
  } catch {
    return undefined;
  }
}

function askAllPids(): string[] {
  return execFileSync('ps', ['-axo', 'pid='], { encoding: 'utf8', stdio: 'pipe' }).trim().split(/\s+/);
}

function askPs(pid: number, column: string): string | undefined {
  try {
    const answer = execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
    return answer.trim() || undefined;
  } catch {
    return undefined;
  }
}
