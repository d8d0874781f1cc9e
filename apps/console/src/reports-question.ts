import { civilDaysBetween, parseCivilDate } from '#domain/calendar.js';
import type { ReportPeriod } from '#domain/report/period.js';
import type { ReportHead } from '#flows/report-run.js';
import { acceptRanges, ratingOf } from '#formats/accept.js';
import { Problem } from '#formats/json/problem.js';
import type { ProblemDetail } from '#formats/json/problem.js';
import type { ReportQueryDto } from './dto/report.dto.js';
import type { ReportTables } from './reports-stream.js';

export const REPORT_TYPES = { json: 'application/json', csv: 'text/csv' } as const;
export type ReportFormat = keyof typeof REPORT_TYPES;

/** Days that a report may be about: three years with a leap day. */
const MOST_DAYS = 1_096;

/** What a question is checked against. */
interface QuestionGround {
  readonly head: ReportHead;
  /** With what the question leaves out. */
  readonly periodOf: (query: ReportQueryDto) => Promise<ReportPeriod>;
  readonly isProfile: (id: string) => boolean;
}

/** @throws Problem (422) with everything that is wrong with the parameters of a report. */
export async function checkQuestion(query: ReportQueryDto, ground: QuestionGround): Promise<void> {
  const errors = [
    ...(await periodErrors(query, ground)),
    ...(query.profile === undefined || ground.isProfile(query.profile)
      ? []
      : [wrong('profile', 'must be a region profile of this hub')]),
    ...(query.municipality === undefined || /^\d{4}$/.test(query.municipality)
      ? []
      : [wrong('municipality', 'must be a municipality code of four digits')]),
    ...(query.format === undefined || isFormat(query.format) ? [] : [wrong('format', 'must be json or csv')]),
    ...tableErrors(query, ground.head),
  ];
  if (errors.length > 0) throw new Problem(422, 'invalid-request', 'Some fields are not right', errors);
}

async function periodErrors(query: ReportQueryDto, { head, periodOf }: QuestionGround): Promise<ProblemDetail[]> {
  const given = (['from', 'to'] as const).flatMap((path) => {
    const value = query[path];
    return value === undefined ? [] : [{ path, value }];
  });
  if (!head.hasPeriod) {
    return given.map(({ path }) => wrong(path, 'must be left out: the report tells how things stand now'));
  }
  const unreadable = given.filter(({ value }) => parseCivilDate(value) === undefined);
  if (unreadable.length > 0) return unreadable.map(({ path }) => wrong(path, 'must be a day, YYYY-MM-DD'));
  const { from, to } = await periodOf(query);
  if (from > to) return [wrong('from', 'must not be after `to`, which is today when it is left out')];
  if (civilDaysBetween(from, to) >= MOST_DAYS)
    return [wrong('from', `must be at most ${String(MOST_DAYS)} days before \`to\``)];
  return [];
}

function tableErrors({ table }: ReportQueryDto, { summary }: ReportHead): ProblemDetail[] {
  if (table === undefined || table === 'rows') return [];
  if (table !== 'summary') return [wrong('table', 'must be rows or summary')];
  return summary === undefined ? [wrong('table', 'must be rows: those of this report are sums already')] : [];
}

function wrong(path: string, message: string): ProblemDetail {
  return { path, code: 'invalid-value', message };
}

/** The tables of an answer: both by default, but CSV holds one. */
export function tablesOf({ table }: ReportQueryDto, format: ReportFormat): ReportTables {
  if (table === 'rows' || table === 'summary') return table;
  return format === 'csv' ? 'rows' : 'both';
}

/** The form that `format` names, else the one that `Accept` likes best, JSON when both are silent. @throws Problem (406) */
export function formatOf({ format }: ReportQueryDto, accept: string | undefined): ReportFormat {
  if (format !== undefined && isFormat(format)) return format;
  if (accept === undefined || accept.trim() === '') return 'json';
  const ranges = acceptRanges(accept);
  const [json, csv] = [ratingOf(REPORT_TYPES.json, ranges), ratingOf(REPORT_TYPES.csv, ranges)];
  if (json.quality === 0 && csv.quality === 0) {
    throw new Problem(406, 'not-acceptable', `A report is given as ${REPORT_TYPES.json} or ${REPORT_TYPES.csv}`);
  }
  return csv.quality > json.quality ? 'csv' : 'json';
}

function isFormat(text: string): text is ReportFormat {
  return Object.hasOwn(REPORT_TYPES, text);
}
