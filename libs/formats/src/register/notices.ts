import { parseCivilDate } from '#domain/calendar.js';
import { isWellFormedIdentity, nationalIdType } from '#domain/identity.js';
import { isFields } from '#domain/object-check.js';
import type { PopulationNotice } from '#domain/plan/deciding/register-notice.js';
import { readJson } from '../json/json-message.js';
import type { JsonLimits } from '../json/syntax.js';

/** What a file or an answer of the population register holds, or what is wrong with it: by line or item, without any value. */
export type NoticesReading =
  | { readonly ok: true; readonly notices: readonly PopulationNotice[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** One answer of a register that is called: notices, and where to go on. */
export type RegisterPageReading =
  | {
      readonly ok: true;
      readonly notices: readonly PopulationNotice[];
      readonly next: string | undefined;
      readonly hasMore: boolean;
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Some hundred thousand notices; more come in several files. */
const LIMITS: JsonLimits = { depth: 8, values: 2_000_000 };
/** Problems that are told at most. */
const MOST_PROBLEMS = 50;
const LONGEST_PLACE = 500;

/** Reads `[{ "id", "diedOn" }]`, or the same under `items`. All is right, or nothing is taken. Never throws. */
export function readJsonNotices(bytes: Uint8Array): NoticesReading {
  const page = readRegisterPage(bytes, true);
  return page.ok ? { ok: true, notices: page.notices } : page;
}

/** Reads `{ "items": [{ "id", "diedOn" }], "next": "<cursor>", "more": false }`. Never throws. */
export function readRegisterPage(bytes: Uint8Array, mayBeList = false): RegisterPageReading {
  const read = readJson({ bytes, contentType: 'application/json' }, LIMITS);
  if (!read.ok) return { ok: false, problems: read.reasons.map(({ message, line }) => placed(message, line)) };
  const { value } = read;
  const items = isFields(value) ? value['items'] : mayBeList ? value : undefined;
  if (!Array.isArray(items)) return { ok: false, problems: ['items must be a list'] };
  const found = items.map((item: unknown, at) => noticeOf(isFields(item) ? item : {}, `item ${String(at + 1)}`));
  const next = isFields(value) ? value['next'] : undefined;
  const problems = [...problemsIn(found), ...(isPlace(next) ? [] : ['next must be a text'])];
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
  const notices = found.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const hasMore = isFields(value) && value['more'] === true;
  return { ok: true, notices, next: typeof next === 'string' ? next : undefined, hasMore };
}

/** Reads a table with the columns `id` and `diedOn`, separated by semicolons or commas, UTF-8. Never throws. */
export function readCsvNotices(bytes: Uint8Array): NoticesReading {
  const text = textOf(bytes);
  if (text === undefined) return { ok: false, problems: ['the file is not valid UTF-8'] };
  const [head = '', ...lines] = text.split(/\r?\n/);
  const separator = head.includes(';') ? ';' : ',';
  const columns = head.split(separator).map(bare);
  const [id, diedOn] = [columns.indexOf('id'), columns.indexOf('diedOn')];
  if (id < 0 || diedOn < 0) return { ok: false, problems: ['line 1: the columns id and diedOn must be named'] };
  const found = lines
    .map((line, at) => ({ line, at: at + 2 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, at }) => {
      const cells = line.split(separator).map(bare);
      return noticeOf({ id: cells[id], diedOn: cells[diedOn] }, `line ${String(at)}`);
    });
  const problems = problemsIn(found);
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
  return { ok: true, notices: found.flatMap((one) => (typeof one === 'string' ? [] : [one])) };
}

/** What a register says of one person: `{ "diedOn": "<day>" }`, or null or nothing for somebody who is alive. */
export function readLookup(bytes: Uint8Array): { ok: true; diedOn: string | undefined } | { ok: false } {
  const read = readJson({ bytes, contentType: 'application/json' });
  if (!read.ok || !isFields(read.value)) return { ok: false };
  const { diedOn } = read.value;
  if (diedOn === undefined || diedOn === null) return { ok: true, diedOn: undefined };
  return isDay(diedOn) ? { ok: true, diedOn } : { ok: false };
}

function noticeOf(fields: Readonly<Record<string, unknown>>, where: string): PopulationNotice | string {
  const { diedOn } = fields;
  const id = typeof fields['id'] === 'string' ? fields['id'].replace(/[-+]/, '') : '';
  if (!/^\d{12}$/.test(id)) return `${where}: id must be a personnummer or samordningsnummer of twelve digits`;
  const idType = nationalIdType(id);
  if (!isWellFormedIdentity(id, idType)) return `${where}: id is not well formed`;
  return isDay(diedOn) ? { patientId: id, idType, diedOn } : `${where}: diedOn must be a day, YYYY-MM-DD`;
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && parseCivilDate(value) !== undefined;
}

function isPlace(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.length <= LONGEST_PLACE);
}

function problemsIn(found: readonly (PopulationNotice | string)[]): string[] {
  return found.filter((one) => typeof one === 'string');
}

function placed(message: string, line: number | undefined): string {
  return line === undefined ? message : `line ${String(line)}: ${message}`;
}

function bare(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, '$1');
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
