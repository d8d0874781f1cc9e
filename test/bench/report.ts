import type { AcceptResult } from './accept.js';
import { rounded } from './figures.js';
import type { CpuTime } from './figures.js';
import type { FireResult } from './fire.js';
import type { PollCell } from './poll.js';
import { shown, table } from './table.js';

export interface BenchResult {
  readonly accept?: AcceptResult;
  readonly poll?: readonly PollCell[];
  readonly fire?: FireResult;
}

/** The figures for a person. */
export function asText({ accept, poll, fire }: BenchResult): string {
  const parts: string[] = [];
  if (accept !== undefined) parts.push(acceptText(accept));
  if (poll !== undefined) parts.push(pollText(poll));
  if (fire !== undefined) parts.push(fireText(fire));
  return parts.join('\n\n');
}

function acceptText({ cells, peakMegabytes }: AcceptResult): string {
  const head = [
    'accept',
    'conn',
    'msg/s',
    'p50 ms',
    'p99 ms',
    'ref msg/s',
    'ratio',
    'hub + db CPU ms',
    'ref + db CPU ms',
  ];
  const rows = cells.map(({ transport, connections, hub, reference }) => [
    transport,
    String(connections),
    shown(hub.perSecond),
    shown(hub.p50),
    shown(hub.p99),
    shown(reference.perSecond),
    shown(hub.perSecond / reference.perSecond),
    cpuText(hub.cpu),
    cpuText(reference.cpu),
  ]);
  return `${table(head, rows)}\npeak memory of the hub, at most 32 connections: ${shown(peakMegabytes)} MB`;
}

function cpuText(cpu: CpuTime | undefined): string {
  return cpu === undefined ? '-' : `${shown(cpu.program)} + ${shown(cpu.database)}`;
}

function pollText(cells: readonly PollCell[]): string {
  const rows = cells.map(({ query, deliveries, figures, ratio }) => [
    query,
    String(deliveries),
    shown(figures.p50),
    shown(figures.p99),
    shown(ratio),
  ]);
  return table(['poll', 'deliveries', 'p50 ms', 'p99 ms', 'ratio'], rows);
}

function fireText({ due, reminders, firings, milliseconds }: FireResult): string {
  const rows = [
    [
      String(due),
      String(reminders),
      String(firings),
      shown(milliseconds / 1000),
      shown((firings / milliseconds) * 1000),
    ],
  ];
  return table(['receipts due', 'reminders', 'firings', 'seconds', 'firings/s'], rows);
}

/** The figures for a program: milliseconds, messages per second, megabytes. Parts that were not measured are empty. */
export function asJsonFigures({ accept, poll, fire }: BenchResult): object {
  return {
    accept: (accept?.cells ?? []).map(({ transport, connections, hub, reference }) => ({
      transport,
      connections,
      perSecond: rounded(hub.perSecond),
      p50: rounded(hub.p50),
      p99: rounded(hub.p99),
      reference: rounded(reference.perSecond),
    })),
    poll: (poll ?? []).map(({ query, deliveries, figures, ratio }) => ({
      query,
      deliveries,
      p50: rounded(figures.p50),
      p99: rounded(figures.p99),
      ratio: rounded(ratio),
    })),
    fire:
      fire === undefined
        ? {}
        : {
            ...fire,
            milliseconds: rounded(fire.milliseconds),
            perSecond: rounded((fire.firings / fire.milliseconds) * 1000),
          },
    memory: { peakMegabytes: rounded(accept?.peakMegabytes ?? Number.NaN) },
  };
}
