import type { Cell, Column, Row } from '#flows/report-tables.js';

/** Excel takes a file without it for the local character set. */
export const BYTE_ORDER_MARK = '\uFEFF';

const SEPARATOR = ';';
const LINE_END = '\r\n';

const SWEDISH_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The line of headings, in Swedish. */
export function csvHeadings(columns: readonly Column[]): string {
  return line(columns.map(({ heading }) => text(heading.sv)));
}

/**
 * Rows as lines of CSV (RFC 4180), made for a spreadsheet in Sweden: semicolons between the cells, since numbers have a decimal
 * comma; instants as clocks in Sweden show them, `2026-11-23 08:15:00`; `ja` and `nej`; lists with commas.
 */
export function csvLines(columns: readonly Column[], rows: readonly Row[]): string {
  return rows.map((row) => line(columns.map(({ key }) => cell(row[key] ?? null)))).join('');
}

function line(cells: readonly string[]): string {
  return `${cells.join(SEPARATOR)}${LINE_END}`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (typeof value === 'boolean') return value ? 'ja' : 'nej';
  if (value instanceof Date) return SWEDISH_TIME.format(value);
  return text(typeof value === 'string' ? value : value.join(', '));
}

/** What a spreadsheet would take for a formula: also in the wide forms that some of them fold. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const TO_BE_QUOTED = /[";,\r\n]|^\s|\s$/;

/** Text that comes from outside stays text: no spreadsheet is to work it out. */
function text(value: string): string {
  const defused = FORMULA.test(value) ? `'${value}` : value;
  return TO_BE_QUOTED.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
