import type { AcceptResult } from './accept.js';
import type { ConsoleResult } from './console.js';
import type { DecideCell } from './decide.js';
import { rounded } from './figures.js';
import type { FireResult } from './fire.js';
import type { LargeResult } from './large.js';
import type { ParseResult } from './parse.js';
import type { PollCell } from './poll.js';
import { consoleFigures, consoleText } from './console-report.js';
import { cpuText, shown, table } from './table.js';

export interface BenchResult {
  readonly parse?: ParseResult | undefined;
  readonly decide?: readonly DecideCell[] | undefined;
  readonly large?: LargeResult | undefined;
  readonly accept?: AcceptResult | undefined;
  readonly poll?: readonly PollCell[] | undefined;
  readonly fire?: FireResult | undefined;
  readonly console?: ConsoleResult | undefined;
}

/** The figures for a person. */
export function asText({ parse, decide, accept, large, poll, fire, console }: BenchResult): string {
  const parts: string[] = [];
  if (parse !== undefined) parts.push(parseText(parse));
  if (decide !== undefined) parts.push(decideText(decide));
  if (accept !== undefined) parts.push(acceptText(accept));
  if (large !== undefined) parts.push(largeText(large));
  if (poll !== undefined) parts.push(pollText(poll));
  if (fire !== undefined) parts.push(fireText(fire));
  if (console !== undefined) parts.push(consoleText(console));
  return parts.join('\n\n');
}

function parseText({ cells, attacks }: ParseResult): string {
  const rows = cells.map(({ name, bytes, median, p95 }) => [name, String(bytes), shown(median), shown(p95)]);
  const attacked = attacks.map(({ name, bytes, milliseconds, megabytes }) => [
    name,
    String(bytes),
    shown(milliseconds),
    shown(Math.max(megabytes, 0)),
  ]);
  return [
    table(['parse', 'bytes', 'p50 µs', 'p95 µs'], rows),
    table(['attack on XML', 'bytes', 'ms', 'MB'], attacked),
  ].join('\n\n');
}

function decideText(cells: readonly DecideCell[]): string {
  const rows = cells.map(({ profile, name, earlier, median, p95, reference }) => [
    `${profile}: ${name}`,
    String(earlier),
    shown(median),
    shown(p95),
    shown(reference),
  ]);
  return table(['decide', 'earlier messages', 'p50 µs', 'p95 µs', 'parse and copy µs'], rows);
}

function largeText({ cells, alone, beside, growthMegabytes, largeMegabytes }: LargeResult): string {
  const rows = [
    ['alone', shown(alone.p50), shown(alone.p99), shown(alone.longest), shown(alone.busy)],
    ['beside large', shown(beside.p50), shown(beside.p99), shown(beside.longest), shown(beside.busy)],
  ];
  const single = cells.map(({ format, status, milliseconds, busy, megabytes }) => [
    format,
    String(status),
    shown(milliseconds),
    shown(busy),
    shown(megabytes),
  ]);
  const singles = table(['a large message by itself', 'HTTP', 'ms', 'hub busy ms', 'MB'], single);
  const head = ['small messages', 'p50 ms', 'p99 ms', 'longest ms', 'hub busy ms'];
  const growth = `the hub grew by ${shown(growthMegabytes)} MB while messages of ${shown(largeMegabytes)} MB came one after the other`;
  return `${singles}\n\n${table(head, rows)}\n${growth}`;
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
export function asJsonFigures({ parse, decide, accept, large, poll, fire, console }: BenchResult): object {
  return {
    parse: parse ?? {},
    decide: (decide ?? []).map(({ median, p95, reference, ...cell }) => ({
      ...cell,
      median: rounded(median),
      p95: rounded(p95),
      reference: rounded(reference),
    })),
    large: large ?? {},
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
    console: console === undefined ? {} : consoleFigures(console),
    memory: { peakMegabytes: rounded(accept?.peakMegabytes ?? Number.NaN) },
  };
}
