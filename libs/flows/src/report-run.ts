import type { Both } from '#domain/both.js';
import { endOfCivilDay, instantOf } from '#domain/calendar.js';
import type { Directory } from '#domain/directory/directory.js';
import type { Profile } from '#domain/profile/profile.js';
import { liableMunicipality } from '#domain/report/payment.js';
import type { PaymentAmounts } from '#domain/report/payment-amounts.js';
import type { ReportPeriod } from '#domain/report/period.js';
import type { ReportStay } from '#domain/report/stay.js';
import type { PlanReportStore } from './plan-ports.js';
import type { EndedStay, ReportStore, Span } from './report-ports.js';
import type { Column, Row } from './report-tables.js';

export const REPORT_NAMES = [
  'kvittenser',
  'utskrivningsklar-till-hemgang',
  'medeldygn',
  'betalningsansvar',
  'oppna-vardtillfallen',
  'insatser',
  'sena-meddelanden',
  'oppna-sip',
  'sip-insatser',
  'sip-kallelser',
  'sip-moten',
  'sip-narvaro',
  'sip-utvarderingar',
  'sip-erbjudanden',
] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

/** What callers are told of a report before they ask for it. */
export interface ReportHead {
  readonly name: ReportName;
  readonly title: Both;
  /** What is counted, and what a period means to it. */
  readonly about: Both;
  /** Whether it is about a period; otherwise it tells how things stand now. */
  readonly hasPeriod: boolean;
  /** Whether its rows are about single stays, so that reading them is noted (L-LOG-01). */
  readonly isPerStay: boolean;
  /** The same of single plans. */
  readonly isPerPlan: boolean;
  readonly columns: readonly Column[];
  /** Sums over the rows; undefined for a report whose rows are sums already. */
  readonly summary: readonly Column[] | undefined;
}

/** What a report is narrowed down to; undefined: all. */
export interface ReportFilter {
  /** Id of a region profile. */
  readonly profile: string | undefined;
  /** Four-digit code: the liable municipality of stays, where the person of a plan is registered, the municipality of units. */
  readonly municipality: string | undefined;
  /** HSA-id: a stay's ward or party, who has or had a part in a plan, the unit whose duty it is. */
  readonly unit: string | undefined;
}

/** What a report is made from. */
export interface ReportGround {
  readonly store: ReportStore;
  readonly plans: PlanReportStore;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly directory: Directory;
  readonly amounts: PaymentAmounts;
  readonly now: Date;
  readonly period: ReportPeriod;
  readonly filter: ReportFilter;
  /** To be told of the stays of which rows are shown, before they are. */
  readonly noteShown: (stays: readonly string[]) => Promise<void>;
  /** The same of plans. */
  readonly notePlansShown: (plans: readonly string[]) => Promise<void>;
}

/** A report that is being made. */
export interface ReportRun {
  /** Pages of rows, as they are read. */
  readonly rows: AsyncIterable<readonly Row[]>;
  /** Only to be asked for when the rows have been read to their end. */
  summary(): readonly Row[];
}

export interface Report {
  readonly head: ReportHead;
  run(ground: ReportGround): ReportRun;
}

/** Stays in one page: each with all its messages is some tens of kilobytes. */
const PAGE = 200;

/** The instants of a period of civil days. */
export function spanOf({ from, to }: ReportPeriod): Span {
  return { from: instantOf(from, '00:00'), to: endOfCivilDay(to) };
}

/**
 * Stays that may have been ready for discharge at some time of the period, page by page, each once: open ones first, so that
 * one that ends meanwhile is not missed.
 */
export async function* readyStays({ store, period, filter }: ReportGround): AsyncGenerator<ReportStay[]> {
  const span = spanOf(period);
  const { profile } = filter;
  const seen = new Set<string>();
  const open = pages<ReportStay>(PAGE, (last, limit) =>
    store.openReadyStays({ before: span.to, profile, after: last?.id, limit }),
  );
  for await (const page of open) {
    for (const { id } of page) seen.add(id);
    yield page.filter((stay) => isWanted(stay, filter));
  }
  const ended = pages<EndedStay>(PAGE, (last, limit) =>
    store.endedReadyStays({ span, profile, after: last?.place, limit }),
  );
  for await (const page of ended) {
    const fresh = page.flatMap(({ stay }) => (seen.has(stay.id) ? [] : [stay]));
    // What is told of a stay after its end moves it behind those that are still to be read.
    for (const { id } of fresh) seen.add(id);
    yield fresh.filter((stay) => isWanted(stay, filter));
  }
}

/** Whether a stay is one that the caller asks for; the profile is asked for in the store. */
export function isWanted(stay: ReportStay, { municipality, unit }: ReportFilter): boolean {
  if (municipality !== undefined && liableMunicipality(stay) !== municipality) return false;
  return unit === undefined || stay.ward === unit || stay.parties.some((party) => party.unit === unit);
}

/** Whether what a unit owes is asked for. */
export function isWantedUnit(hsaId: string, { municipality, unit }: ReportFilter, { units }: Directory): boolean {
  if (unit !== undefined && hsaId !== unit) return false;
  return municipality === undefined || units.get(hsaId)?.municipality === municipality;
}

/** Pages of something that is read in an order, to the end. */
export async function* pages<Item>(
  size: number,
  read: (after: Item | undefined, limit: number) => Promise<Item[]>,
): AsyncGenerator<Item[]> {
  let after: Item | undefined;
  for (;;) {
    const page = await read(after, size);
    yield page;
    after = page.at(-1);
    if (page.length < size) return;
  }
}
