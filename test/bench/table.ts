import type { CpuTime } from './figures.js';

/** A table of plain text: the first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** A number for a person: no decimals from 100 on, one from 10 on, else two; a dash for what was not measured. */
export function shown(value: number | undefined | null): string {
  if (value === undefined || value === null || !Number.isFinite(value)) return '-';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

/** CPU milliseconds of the program and of PostgreSQL for a person. */
export function cpuText(cpu: CpuTime | undefined): string {
  return cpu === undefined ? '-' : `${shown(cpu.program)} + ${shown(cpu.database)}`;
}
