import { MESSAGE_KINDS } from '#domain/message.js';
import type {
  AskedReceipt,
  DutiesQuery,
  FoundDuty,
  OfProfile,
  Span,
  ToldMessage,
  ToldMessagesQuery,
} from '#flows/report-ports.js';
import { Conditions } from './keyset.js';
import type { Sql } from './transaction.js';

type ReceiptRow = Omit<AskedReceipt, 'endedAt'> & { endedAt: Date | null };

/** A duty goes with its delivery when that is forwarded, so each message has as many receipts as it asked for. */
const RECEIPTS = `
SELECT d.responsible, d.kind, d.profile, d.started_at AS "startedAt", d.due, d.state, d.late, d.ended_at AS "endedAt"
FROM message m JOIN delivery v ON v.message_id = m.id JOIN deadline d ON d.delivery_id = v.id
WHERE m.kind = ANY($1::text[]) AND m.received_at >= $2::timestamptz AND m.received_at < $3::timestamptz
  AND d.scope = 'delivery' AND d.state <> 'cancelled' AND ($4::text IS NULL OR d.profile = $4)`;

/** Receipts that were asked for in a span of time, found by their messages. */
export async function readAskedReceipts(sql: Sql, { from, to }: Span, { profile }: OfProfile): Promise<AskedReceipt[]> {
  const rows = await sql<ReceiptRow>(RECEIPTS, [MESSAGE_KINDS, from, to, profile ?? null]);
  return rows.map(({ endedAt, ...row }) => ({ ...row, endedAt: endedAt ?? undefined }));
}

type DutyRow = Omit<FoundDuty, 'endedAt'> & { endedAt: Date | null };

const DUTY = `d.id, d.kind, d.rule, d.profile, d.due, d.state, d.responsible, d.ended_at AS "endedAt", d.late`;

function dutyOf({ endedAt, ...row }: DutyRow): FoundDuty {
  return { ...row, endedAt: endedAt ?? undefined };
}

function spanConditions({ span, after, profile }: DutiesQuery): Conditions {
  const conditions = new Conditions()
    .on(span.from, (p) => `d.due >= ${p}::timestamptz`)
    .on(span.to, (p) => `d.due < ${p}::timestamptz`)
    .on(profile, (p) => `d.profile = ${p}`);
  const place = after && [after.due.toISOString(), after.id];
  return conditions.beyond(place, 'd.due, d.id', ['timestamptz', 'uuid'], false);
}

/** Duties that were done, and too late: few, and in an index of their own. */
export async function readLateDuties(sql: Sql, query: DutiesQuery): Promise<FoundDuty[]> {
  const conditions = spanConditions(query);
  const limit = conditions.parameter(query.limit);
  const rows = await sql<DutyRow>(
    `SELECT ${DUTY} FROM deadline d WHERE d.late AND d.scope <> 'delivery' AND d.state = 'met' AND ${conditions.toString()}
     ORDER BY d.due, d.id LIMIT ${limit}`,
    conditions.parameters,
  );
  return rows.map(dutyOf);
}

/** The units that have or had duties: from one to the next in the index, whatever the number of their duties. */
const UNITS = `
  SELECT (SELECT min(responsible) FROM deadline) AS unit
  UNION ALL SELECT (SELECT min(responsible) FROM deadline WHERE responsible > units.unit) FROM units WHERE units.unit IS NOT NULL`;

/** Duties that are still open: the open part of each unit, merged. */
export async function readOverdueDuties(sql: Sql, query: DutiesQuery): Promise<FoundDuty[]> {
  const conditions = spanConditions(query);
  const limit = conditions.parameter(query.limit);
  const rows = await sql<DutyRow>(
    `WITH RECURSIVE units AS (${UNITS})
     SELECT o.* FROM units CROSS JOIN LATERAL (SELECT ${DUTY} FROM deadline d WHERE d.responsible = units.unit
       AND d.state = 'open' AND d.scope <> 'delivery' AND ${conditions.toString()} ORDER BY d.due, d.id LIMIT ${limit}) o
     ORDER BY o.due, o.id LIMIT ${limit}`,
    conditions.parameters,
  );
  return rows.map(dutyOf);
}

/** Messages of a kind by when they came; those that were taken back are left out. */
export async function readToldMessages(sql: Sql, query: ToldMessagesQuery): Promise<ToldMessage[]> {
  const { kind, fields, span, after, profile } = query;
  const conditions = new Conditions()
    .on(kind, (p) => `m.kind = ${p}`)
    .on(span.from, (p) => `m.received_at >= ${p}::timestamptz`)
    .on(span.to, (p) => `m.received_at < ${p}::timestamptz`)
    .on(profile, (p) => `m.profile = ${p}`);
  const place = after && [after.sentAt.toISOString(), after.id];
  conditions.beyond(place, 'm.received_at, m.id', ['timestamptz', 'uuid'], false);
  const asked = conditions.parameter(fields);
  const limit = conditions.parameter(query.limit);
  return sql<ToldMessage>(
    `SELECT m.id, m.kind, m.sender, m.profile, m.received_at AS "sentAt", coalesce((SELECT json_object_agg(c.key, c.value)
       FROM json_each(CASE WHEN json_typeof(m.body->'content') = 'object' THEN m.body->'content' END) c WHERE c.key = ANY(${asked}::text[])), '{}'::json) AS content
     FROM message m WHERE m.withdrawn_by IS NULL AND ${conditions.toString()} ORDER BY m.received_at, m.id LIMIT ${limit}`,
    conditions.parameters,
  );
}
