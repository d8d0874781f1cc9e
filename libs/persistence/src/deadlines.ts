import type { PlannedDeadline } from '#domain/admission/admission-plan.js';
import type { Counts } from './counters.js';
import type { Sql } from './transaction.js';

/** How a deadline ends, or is open again. */
export interface DeadlineEnd {
  id: string;
  state: 'met' | 'cancelled' | 'open';
  late: boolean;
  at: Date;
  /** The hub's id of the message that ended it; null when a receipt or an action did. */
  endedBy: string | null;
  nextFireAt: Date | null;
}

interface EndedRow {
  id: string;
  responsible: string;
  scope: string;
  was_overdue: boolean;
  escalated: boolean;
}

/**
 * Ends deadlines (or opens them again), with the escalations that hang on them and the counts of both. To be called with the
 * deadlines' deliveries already locked; locks deadlines in id order. A deadline that has ended already stays as it is, but one
 * that a message had met is cancelled with that message.
 */
export async function endDeadlines(sql: Sql, ends: readonly DeadlineEnd[], counts: Counts): Promise<void> {
  if (ends.length === 0) return;
  // Locked by a statement of its own: what fired while this waited for the lock, such as an escalation that it opened, is
  // seen only by a statement that begins afterwards.
  await sql('SELECT id FROM deadline WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ends.map((end) => end.id)]);
  const rows = await sql<EndedRow>(
    `WITH ends AS (
       SELECT * FROM json_to_recordset($1::json)
         AS row(id uuid, state text, late boolean, at timestamptz, "endedBy" uuid, "nextFireAt" timestamptz)
     ), held AS (
       SELECT d.id, d.responsible, d.scope, d.overdue AS was_overdue FROM deadline d JOIN ends e ON e.id = d.id
       WHERE (d.state = 'open') <> (e.state = 'open')
         OR (d.state = 'met' AND e.state = 'cancelled' AND d.ended_by IS NOT NULL)
     ), ended AS (
       UPDATE deadline d SET state = e.state, late = e.late, ended_at = CASE WHEN e.state = 'open' THEN NULL ELSE e.at END,
         ended_by = e."endedBy", next_fire_at = e."nextFireAt", overdue = false
       FROM ends e JOIN held h ON h.id = e.id WHERE d.id = e.id
     ), resolved AS (
       UPDATE escalation x SET state = 'resolved', resolved_at = e.at, resolution = e.state
       FROM ends e JOIN held h ON h.id = e.id WHERE x.deadline_id = e.id AND x.state <> 'resolved' AND e.state <> 'open'
       RETURNING x.deadline_id
     )
     SELECT h.id, h.responsible, h.scope, h.was_overdue, r.deadline_id IS NOT NULL AS escalated
     FROM held h LEFT JOIN resolved r ON r.deadline_id = h.id`,
    [JSON.stringify(ends)],
  );
  for (const row of rows) {
    if (row.was_overdue) countOverdue(counts, row.responsible, row.scope, -1);
    if (row.escalated) counts.add(row.responsible, 'escalations-open', -1);
  }
}

/** Receipts that are overdue are counted besides, since they are what operations ask for first. */
export function countOverdue(counts: Counts, unit: string, scope: string, delta: number): void {
  counts.add(unit, 'overdue', delta);
  if (scope === 'delivery') counts.add(unit, 'overdue-receipts', delta);
}

/** A deadline that no message of this moment starts. */
export interface BegunDeadline extends PlannedDeadline {
  readonly profile: string;
  /** The hub's id of the stay; undefined of what hangs on a plan alone. */
  readonly episode: string | undefined;
  readonly message: string;
}

/** Writes deadlines that begin by themselves. */
export async function insertDeadlines(sql: Sql, begun: readonly BegunDeadline[]): Promise<void> {
  if (begun.length === 0) return;
  await sql(
    `INSERT INTO deadline (id, kind, rule, profile, scope, started_at, started_from, due, state, late, responsible, informs,
       episode_id, plan_id, about, message_id, delivery_id, fired, next_fire_at, overdue)
     SELECT id, kind, rule, profile, scope, "startedAt", "startedFrom", due, 'open', false, responsible, informs, episode, plan, about,
       message, delivery, '[]', "nextFireAt", false FROM json_to_recordset($1::json)
       AS row(id uuid, kind text, rule text, profile text, scope text, "startedAt" timestamptz, "startedFrom" text,
         due timestamptz, responsible text, informs text, episode uuid, plan uuid, about text, message uuid, delivery uuid,
         "nextFireAt" timestamptz)`,
    [JSON.stringify(begun)],
  );
}
