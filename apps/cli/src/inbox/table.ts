import type { Both } from '#domain/both.js';
/**
 * Lines of a table: the heading, a second line with the heading in English, a rule, and the rows. Columns are as wide as
 * what stands in them; a column with nothing in it is left out. Widths count characters as a terminal shows them.
 */
export function tableLines(headings: readonly Both[], rows: readonly (readonly string[])[]): string[] {
  const shown = headings
    .map((heading, column) => ({ heading, column }))
    .filter(({ column }) => rows.some((row) => (row[column] ?? '') !== ''));
  const widths = shown.map(({ heading, column }) =>
    Math.max(heading.sv.length, heading.en.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(shown.map(({ heading }) => heading.sv)),
    line(shown.map(({ heading }) => heading.en)),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map((row) => line(shown.map(({ column }) => row[column] ?? ''))),
  ];
}
