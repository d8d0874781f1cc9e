import { Readable } from 'node:stream';
import type { OpenedReport } from '#flows/read-report.js';
import type { Row } from '#flows/report-tables.js';
import { BYTE_ORDER_MARK, csvHeadings, csvLines } from './reports-csv.js';

/** Which of a report's tables are written. */
export type ReportTables = 'rows' | 'summary' | 'both';

/**
 * A report as text, written page by page as it is read: no more than a page is held. The first page is read before anything is
 * given back, so that what goes wrong at once can still be told; what goes wrong later breaks the stream off.
 */
export async function reportStream(
  report: OpenedReport,
  format: 'json' | 'csv',
  tables: ReportTables,
): Promise<Readable> {
  const text = format === 'json' ? jsonOf(report, tables) : csvOf(report, tables);
  const first = await text.next();
  return Readable.from(first.done === true ? [] : startingWith(first.value, text), { objectMode: false });
}

async function* startingWith(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

async function* csvOf(report: OpenedReport, tables: ReportTables): AsyncGenerator<string> {
  const columns = tables === 'summary' ? (report.head.summary ?? []) : report.head.columns;
  let before = `${BYTE_ORDER_MARK}${csvHeadings(columns)}`;
  for await (const page of report.rows) {
    if (tables === 'summary') continue;
    yield before + csvLines(columns, page);
    before = '';
  }
  yield before + (tables === 'summary' ? csvLines(columns, report.summary()) : '');
}

/** The rows come before the sums, which are known last. */
async function* jsonOf(report: OpenedReport, tables: ReportTables): AsyncGenerator<string> {
  const { head, period, filter, madeAt } = report;
  const hasRows = tables !== 'summary';
  const about = { report: head.name, title: head.title, madeAt, period: period ?? null, filter: { ...filter } };
  const opening = JSON.stringify({ ...about, ...(hasRows ? { columns: head.columns } : {}) }).slice(0, -1);
  let before = opening + (hasRows ? ',"rows":[' : '');
  let isFirst = true;
  for await (const page of report.rows) {
    if (!hasRows || page.length === 0) continue;
    yield before + rowsText(page, isFirst);
    before = '';
    isFirst = false;
  }
  yield before + (hasRows ? ']' : '');
  const hasSums = head.summary !== undefined && tables !== 'rows';
  yield hasSums ? `,${JSON.stringify({ summaryColumns: head.summary, summary: report.summary() }).slice(1)}` : '}';
}

function rowsText(rows: readonly Row[], isFirst: boolean): string {
  return `${isFirst ? '' : ','}${rows.map((row) => JSON.stringify(row)).join(',')}`;
}
