import type { DeadlineGroup, DeadlineQuery, DeadlineView, Page } from '#flows/operations-ports.js';
import { Conditions, decodeCursor, encodeCursor, firstRows, INSTANT, pageOf, UUID } from './keyset.js';
import { DEADLINE_COLUMNS, DEADLINE_JOINS, deadlineView } from './operations-deadlines.js';
import type { DeadlineJson } from './operations-deadlines.js';
import type { Sql } from './transaction.js';

/** The units that have or had duties: from one to the next in the index, whatever the number of their duties. */
const ALL_UNITS = `
  SELECT (SELECT min(responsible) FROM deadline) AS unit
  UNION ALL SELECT (SELECT min(responsible) FROM deadline WHERE responsible > units.unit) FROM units WHERE units.unit IS NOT NULL`;

const GROUPS: Readonly<Record<DeadlineGroup, string>> = {
  receipts: `h.scope = 'delivery'`,
  other: `h.scope <> 'delivery'`,
  plans: `h.scope = 'plan'`,
};

/** A list as it is asked for: `order` of a row, and what its rows have to fulfil. */
interface List {
  readonly query: DeadlineQuery;
  readonly conditions: Conditions;
  readonly rowLimit: string;
  readonly order: (row: string) => string;
}

/** A page of deadlines in the order of (due, id): open ones earliest first, ended ones latest first. */
export async function readDeadlines(sql: Sql, query: DeadlineQuery): Promise<Page<DeadlineView>> {
  const { state, limit, after } = query;
  const isOpen = state === 'open' || state === 'overdue';
  const name = `deadlines ${isOpen ? 'open' : state}`;
  const direction = isOpen ? 'ASC' : 'DESC';
  const order = (row: string) => `ORDER BY ${row}.due ${direction}, ${row}.id ${direction}`;
  const place = decodeCursor(name, after, [INSTANT, UUID]);
  const conditions = conditionsOf(query).beyond(place, 'h.due, h.id', ['timestamptz', 'uuid'], !isOpen);
  const list = { query, conditions, rowLimit: conditions.parameter(limit + 1), order };
  const rows = await sql<DeadlineJson & { due_key: string }>(
    `WITH RECURSIVE ${isOwned(query) ? ofEscalations(list) : ofUnits(list)}
     SELECT d.due::text AS due_key, ${DEADLINE_COLUMNS} FROM picked JOIN deadline d ON d.id = picked.id ${DEADLINE_JOINS}
     ${order('d')}`,
    conditions.parameters,
  );
  return pageOf(
    rows,
    limit,
    (row) => encodeCursor(name, [row.due_key, row.id]),
    ({ due_key: _, ...row }) => deadlineView(row),
  );
}

/** Whether only those are asked for whose escalation somebody has taken or put aside: few, however many are open. */
function isOwned({ owner }: DeadlineQuery): boolean {
  return owner !== undefined && owner.is !== 'none';
}

function conditionsOf({ state, kind, group, dueBefore, owner, now }: DeadlineQuery): Conditions {
  const conditions = new Conditions();
  if (state === 'open' || state === 'overdue') conditions.that(`h.state = 'open'`);
  else conditions.on(state, (p) => `h.state = ${p}`);
  if (group !== undefined) conditions.that(GROUPS[group]);
  if (owner?.is === 'none') conditions.on(now, (p) => `h.id NOT IN (${heldByPeople(p)})`);
  return conditions
    .on(kind, (p) => `h.kind = ${p}`)
    .on(state === 'overdue' ? now : undefined, (p) => `h.due <= ${p}::timestamptz`)
    .on(dueBefore, (p) => `h.due <= ${p}::timestamptz`)
    .on(dueBefore === undefined ? undefined : now, (p) => `h.due > ${p}::timestamptz`);
}

/** The deadlines whose escalation somebody has taken or put aside: read once, as many as people can do, and not looked for row by row. */
function heldByPeople(now: string): string {
  return `SELECT deadline_id FROM escalation WHERE state = 'taken'
    UNION ALL SELECT deadline_id FROM escalation
    WHERE snoozed_until > ${now}::timestamptz AND snoozed_until IS NOT NULL AND state <> 'resolved'`;
}

/** The head of each unit's part of one index, merged: an index for the order over all units would cost every message. */
function ofUnits({ query: { unit, units }, conditions, rowLimit, order }: List): string {
  const asked = unit === undefined ? units : [unit].filter((one) => units?.includes(one) !== false);
  const some = asked === undefined ? ALL_UNITS : `SELECT unnest(${conditions.parameter(asked)}::text[]) AS unit`;
  const head = firstRows(
    `SELECT h.due, h.id FROM deadline h WHERE h.responsible = units.unit AND ${conditions.toString()} ${order('h')}`,
    rowLimit,
  );
  const heads = `SELECT head.id FROM units CROSS JOIN LATERAL (${head}) head ${order('head')}`;
  return `units AS (${some}), picked AS MATERIALIZED (${firstRows(heads, rowLimit)})`;
}

/** From what people have taken or put aside, which is as much as people can do. */
function ofEscalations({ query, conditions, rowLimit, order }: List): string {
  const { unit, units } = query;
  conditions.on(unit, (p) => `h.responsible = ${p}`).on(units, (p) => `h.responsible = ANY(${p}::text[])`);
  const rows = `SELECT h.id FROM escalation x JOIN deadline h ON h.id = x.deadline_id
    WHERE ${heldBy(query, conditions)} AND ${conditions.toString()} ${order('h')}`;
  return `picked AS MATERIALIZED (${firstRows(rows, rowLimit)})`;
}

/** What is put aside belongs to nobody for that time, whoever has taken it. */
function heldBy({ owner, now }: DeadlineQuery, conditions: Conditions): string {
  const isAside = `x.snoozed_until > ${conditions.parameter(now)}::timestamptz`;
  if (owner?.is === 'snoozed') return `x.snoozed_until IS NOT NULL AND x.state <> 'resolved' AND ${isAside}`;
  const isMine = `x.taken_by = ${conditions.parameter(owner?.actor)}`;
  return `x.state = 'taken' AND (${isAside}) IS NOT TRUE AND ${owner?.is === 'me' ? isMine : `NOT (${isMine})`}`;
}
