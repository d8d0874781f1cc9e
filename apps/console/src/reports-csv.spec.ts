import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tableOf } from '#flows/report-tables.js';
import type { Cell } from '#flows/report-tables.js';
import { csvHeadings, csvLines } from './reports-csv.js';

const ONE = tableOf<Cell>([['value', 'text', 'Värde', 'Value', (cell) => cell]]);
const written = (cell: Cell) => csvLines(ONE.columns, [ONE.row(cell)]);
const TWO = tableOf<readonly [Cell, Cell]>([
  ['one', 'text', 'Ett', 'One', ([one]) => one],
  ['other', 'text', 'Två; "till"', 'Other', ([, other]) => other],
]);

/** The cells of a file as a reader of RFC 4180 with semicolons finds them. */
function readCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^;\r\n"]*))(;|\r\n)/gy;
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(cell)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

describe('a report as CSV', () => {
  it('has headings in Swedish, semicolons, and lines that end as RFC 4180 says', () => {
    expect(csvHeadings(TWO.columns)).toBe('Ett;"Två; ""till"""\r\n');
    expect(csvLines(TWO.columns, [TWO.row(['a', 1]), TWO.row([null, true])])).toBe('a;1\r\n;ja\r\n');
  });

  it.each([
    [1.25, '1,25'],
    [-3, '-3'],
    [false, 'nej'],
    [new Date('2026-11-23T07:15:00Z'), '2026-11-23 08:15:00'],
    [new Date('2026-07-01T22:00:00Z'), '2026-07-02 00:00:00'],
    ['2026-11', '2026-11'],
    [['call-missing', 'notice-late'], '"call-missing, notice-late"'],
    [[], ''],
    ['Sätra hälsocentral', 'Sätra hälsocentral'],
    ['två\nrader', '"två\nrader"'],
  ] as const)('writes %j as a spreadsheet in Sweden reads it', (cell, text) => {
    expect(written(cell)).toBe(`${text}\r\n`);
  });

  it.each(['=1+1', '+46', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1'])(
    'takes the edge off %j, which a spreadsheet would work out',
    (text) => {
      const [[cell = ''] = []] = readCsv(written(text));
      expect(cell).toBe(`'${text}`);
    },
  );

  it('gives any text back to a reader, and none of it as a formula', () => {
    const text = fc.string({ unit: fc.constantFrom(...'=+-@";\r\n\t ,åA1'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [cells = []] = readCsv(csvLines(TWO.columns, [TWO.row([one, other])]));
        expect(cells.map((cell) => (cell.startsWith("'") ? cell.slice(1) : cell))).toEqual([one, other]);
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});
