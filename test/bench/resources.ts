import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel's unit of CPU time in /proc on every Linux that Node runs on: a hundredth of a second. */
const TICK_MILLISECONDS = 10;

/** Most memory that a process has held so far, megabytes (2^20); where only the present is told (macOS), that. */
export function peakMegabytes(pid: number): number | undefined {
  const status = readText(`/proc/${String(pid)}/status`);
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status ?? '')?.[1] ?? residentByPs(pid);
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Memory that a process holds now, megabytes (2^20). */
export function residentMegabytes(pid: number): number | undefined {
  const status = readText(`/proc/${String(pid)}/status`);
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status ?? '')?.[1] ?? residentByPs(pid);
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

function residentByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
}

/** CPU time of one process so far, milliseconds; undefined where /proc is not there. */
export function cpuOf(pid: number): number | undefined {
  const stat = readStat(pid);
  return stat && stat.cpu;
}

/** CPU time of a process and all its children so far, those that have ended included. */
export function cpuOfFamily(parent: number): number | undefined {
  const own = readStat(parent);
  if (own === undefined) return undefined;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat?.parent === parent);
  return children.reduce((sum, stat) => sum + (stat?.cpu ?? 0), own.cpu + own.endedChildren);
}

function readStat(pid: number): { parent: number; cpu: number; endedChildren: number } | undefined {
  const stat = readText(`/proc/${String(pid)}/stat`);
  if (stat === undefined) return undefined;
  // The name in brackets may hold anything, so fields are counted from its end.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = (from: number) => ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) * TICK_MILLISECONDS;
  return { parent: fields[1] ?? 0, cpu: ticks(11), endedChildren: ticks(13) };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
