import { PLAN_DUTIES } from '#domain/plan/plan-rule.js';
import type { Page } from '#flows/operations-ports.js';
import type { FirstDuty, PlanQuery, PlanSummary } from '#flows/plan-ports.js';
import { Conditions, decodeCursor, encodeCursor, firstRows, pageOf, UUID } from './keyset.js';
import type { Sql } from './transaction.js';

type SummaryRow = Omit<
  PlanSummary,
  'episode' | 'coordinator' | 'closedAt' | 'followUpOn' | 'erasedAt' | 'firstDuty'
> & {
  episode: string | null;
  coordinator: string | null;
  closedAt: Date | null;
  followUpOn: string | null;
  erasedAt: Date | null;
  firstDuty: { kind: string; unit: string; due: string } | null;
};

/** What is owed in a plan, as far as a unit may know: what another has saved and not shared is nobody else's business (N-INT-03). */
const owed = (unit: string) =>
  `FROM deadline d WHERE d.plan_id = p.id AND d.state = 'open' AND (d.kind <> 'sip-utdelning' OR d.responsible = ${unit})`;

const overdue = (now: string) =>
  `SELECT d.plan_id FROM deadline d WHERE d.state = 'open' AND d.scope = 'plan' AND d.due <= ${now}::timestamptz`;

/** Columns of a plan `p` in a list: nothing of its facts and steps. */
const summary = (
  unit: string,
) => `p.id, p.profile, p.state, p.episode_id AS episode, p.coordinator_unit AS coordinator, p.units,
  p.opened_at AS "openedAt", p.closed_at AS "closedAt", p.follow_up_on::text AS "followUpOn", p.erased_at AS "erasedAt",
  (SELECT count(*)::integer ${owed(unit)}) AS "openDuties",
  (SELECT json_build_object('kind', d.kind, 'unit', d.responsible, 'due', d.due) ${owed(unit)} ORDER BY d.due, d.id LIMIT 1) AS "firstDuty"`;

/** A page of plans, the latest begun first. The unit's own index is walked where one is asked for. */
export async function listPlans(sql: Sql, query: PlanQuery): Promise<Page<PlanSummary>> {
  const list = 'plans';
  const conditions = new Conditions();
  const source = query.unit === undefined ? 'plan p' : 'plan_unit u JOIN plan p ON p.id = u.plan_id';
  conditions.on(query.unit, (p) => `u.unit = ${p}`);
  if (query.unit !== undefined && query.state === 'open') conditions.that('u.is_open');
  if (query.state !== 'all') conditions.that(`p.closed_at IS ${query.state === 'open' ? '' : 'NOT '}NULL`);
  const key = query.unit === undefined ? 'p.id' : 'u.plan_id';
  conditions
    .on(query.in, (p) => `p.state = ${p}`)
    .on(query.profile, (p) => `p.profile = ${p}`)
    .on(query.episode, (p) => `p.episode_id = ${p}::uuid`)
    .on(query.overdueAt, (p) => `p.id IN (${overdue(p)})`)
    .beyond(decodeCursor(list, query.after, [UUID]), key, ['uuid'], true);
  const rows = await sql<SummaryRow>(
    firstRows(
      `SELECT ${summary(query.unit === undefined ? 'd.responsible' : 'u.unit')} FROM ${source} WHERE ${conditions.toString()} ORDER BY ${key} DESC`,
      conditions.parameter(query.limit + 1),
    ),
    conditions.parameters,
  );
  return pageOf(rows, query.limit, (row) => encodeCursor(list, [row.id]), summaryOf);
}

/** Plans that began beside a care episode; few. */
export async function plansOfEpisode(sql: Sql, episode: string): Promise<PlanSummary[]> {
  const rows = await sql<SummaryRow>(
    `SELECT ${summary('NULL')} FROM plan p WHERE p.episode_id = $1 ORDER BY p.id DESC`,
    [episode],
  );
  return rows.map(summaryOf);
}

function firstDutyOf({ kind, unit, due }: NonNullable<SummaryRow['firstDuty']>): FirstDuty | undefined {
  const known = PLAN_DUTIES.find((duty) => duty === kind);
  return known && { kind: known, unit, due: new Date(due) };
}

function summaryOf(row: SummaryRow): PlanSummary {
  return {
    ...row,
    episode: row.episode ?? undefined,
    coordinator: row.coordinator ?? undefined,
    closedAt: row.closedAt ?? undefined,
    followUpOn: row.followUpOn ?? undefined,
    erasedAt: row.erasedAt ?? undefined,
    firstDuty: row.firstDuty === null ? undefined : firstDutyOf(row.firstDuty),
  };
}
