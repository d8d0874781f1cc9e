import type { Both } from '#domain/both.js';

/**
 * What stands in one place of a report: an instant is a `Date`; a civil day or month (`YYYY-MM-DD`, `YYYY-MM`) and codes are
 * text; null: nothing is known, or there is nothing.
 */
export type Cell = string | number | boolean | Date | readonly string[] | null;

/** Cells by the keys of their columns. */
export type Row = Readonly<Record<string, Cell>>;

/** What kind of cell a column holds; `codes` is a list of codes, `share` a number from 0 to 1. */
export const CELL_FORMS = [
  'text',
  'code',
  'codes',
  'day',
  'month',
  'instant',
  'number',
  'share',
  'kronor',
  'yes-no',
] as const;
export type CellForm = (typeof CELL_FORMS)[number];

/** A column as callers are told of it. */
export interface Column {
  readonly key: string;
  readonly form: CellForm;
  readonly heading: Both;
}

/** The columns of a table, and how a row is made of what they are about. */
export interface Table<Subject> {
  readonly columns: readonly Column[];
  row(subject: Subject): Row;
}

/** A column of a table about such subjects. */
export type ColumnOf<Subject> = readonly [
  key: string,
  form: CellForm,
  sv: string,
  en: string,
  cell: (subject: Subject) => Cell,
];

/** A table of columns, each with its key, form, Swedish and English heading, and what stands in it. */
export function tableOf<Subject>(columns: readonly ColumnOf<Subject>[]): Table<Subject> {
  return {
    columns: columns.map(([key, form, sv, en]) => ({ key, form, heading: { sv, en } })),
    row: (subject) => Object.fromEntries(columns.map(([key, , , , cell]) => [key, cell(subject)])),
  };
}

/** A share from 0 to 1 to four decimals. */
export function shareOf(share: number | undefined): number | null {
  return share === undefined ? null : rounded(share, 4);
}

function rounded(number: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(number * factor) / factor;
}
