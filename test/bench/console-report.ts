import type { ConsoleResult } from './console.js';
import { rounded } from './figures.js';
import type { CpuTime } from './figures.js';
import { cpuText, shown, table } from './table.js';

/** The figures of the console for a person. */
export function consoleText({ views, idle, pages }: ConsoleResult): string {
  const rows = views.map(({ name, first, p50, p95, ratio, bytes, cpu }) => [
    ...[name, shown(first), shown(p50), shown(p95), shown(ratio), shown(bytes / 1024), cpuText(cpu)],
  ]);
  const head = ['console: view', 'first ms', 'p50 ms', 'p95 ms', 'ratio', 'kB', 'hub + db CPU ms'];
  const { without, beside, ratio, ratios, events, megabytes, calls } = pages;
  const beside10 = [
    ['no page open', shown(without.perSecond), shown(without.p50), shown(without.p99), cpuText(without.cpu)],
    [
      `${String(pages.pages)} pages open`,
      shown(beside.perSecond),
      shown(beside.p50),
      shown(beside.p99),
      cpuText(beside.cpu),
    ],
  ];
  return [
    table(head, rows),
    `CPU ms per second while nobody asks, hub + db: ${cpuText(idle)}`,
    table(['accept beside the console', 'msg/s', 'p50 ms', 'p99 ms', 'hub + db CPU ms'], beside10),
    `CPU per message with pages open by that without: ${ratio.toFixed(3)} (${ratios.map((one) => one.toFixed(3)).join(', ')})`,
    `the pages heard ${shown(events)} events and ${shown(megabytes)} MB and asked ${shown(calls)} times a second in all`,
  ].join('\n\n');
}

/** The same for a program: milliseconds, bytes. */
export function consoleFigures({ size, views, idle, pages }: ConsoleResult): object {
  const { without, beside, ratio, ratios, events, megabytes, calls } = pages;
  return {
    size,
    views: views.map(({ name, first, p50, p95, ratio: times, bytes, cpu }) => ({
      ...{ name, first: rounded(first), p50: rounded(p50), p95: rounded(p95), ratio: rounded(times), bytes },
      cpu: cpuFigures(cpu),
    })),
    idle: cpuFigures(idle),
    pages: {
      pages: pages.pages,
      ratio: rounded(ratio, 3),
      ratios: ratios.map((one) => rounded(one, 3)),
      without: { perSecond: rounded(without.perSecond), cpu: cpuFigures(without.cpu) },
      beside: { perSecond: rounded(beside.perSecond), cpu: cpuFigures(beside.cpu) },
      ...{ events: rounded(events), megabytes: rounded(megabytes), calls: rounded(calls) },
    },
  };
}

function cpuFigures(cpu: CpuTime | undefined): object | null {
  return cpu === undefined ? null : { hub: rounded(cpu.program, 3), database: rounded(cpu.database, 3) };
}
