import type { FlowSpan, OpenEscalation, ShiftNote, ShiftRecord } from '#flows/overview-ports.js';
import type { Sql } from './transaction.js';

const COUNTS = `
SELECT (SELECT count(*)::integer FROM escalation WHERE opened_at >= $1 AND opened_at < $2) AS opened,
  (SELECT count(*)::integer FROM escalation WHERE resolved_at >= $1 AND resolved_at < $2) AS resolved,
  (SELECT count(*)::integer FROM quarantine WHERE state = 'held' AND received_at >= $1 AND received_at < $2) AS held,
  (SELECT count(*)::integer FROM quarantine WHERE replayed_at >= $1 AND replayed_at < $2) AS replayed`;

const STILL_OPEN = `
WITH picked AS MATERIALIZED (
  SELECT * FROM escalation WHERE state IN ('open', 'taken') ORDER BY opened_at, id LIMIT $1
)
SELECT x.id, x.deadline_id AS deadline, x.state, x.step, x.opened_at AS "openedAt", x.taken_by AS "takenBy", d.kind, d.rule, d.due,
  d.responsible
FROM picked x JOIN deadline d ON d.id = x.deadline_id ORDER BY x.opened_at, x.id`;

/** What was written during the shift stands on escalations that were not resolved before it began. */
const NOTES = `
SELECT (note->>'at')::timestamptz AS at, note->>'by' AS by, note->>'text' AS text, x.deadline_id AS deadline
FROM (
  SELECT deadline_id, notes FROM escalation WHERE state IN ('open', 'taken') AND notes <> '[]'
  UNION ALL
  SELECT deadline_id, notes FROM escalation WHERE resolved_at >= $1 AND state = 'resolved' AND notes <> '[]'
) x CROSS JOIN LATERAL jsonb_array_elements(x.notes) AS note
WHERE (note->>'at')::timestamptz >= $1 AND (note->>'at')::timestamptz < $2 ORDER BY 1 LIMIT $3`;

/** What was done between two instants, and what of it is left. */
export async function readShift(sql: Sql, { from, to }: FlowSpan, limit: number): Promise<ShiftRecord> {
  const [[counts], stillOpen, notes] = await Promise.all([
    sql<{ opened: number; resolved: number; held: number; replayed: number }>(COUNTS, [from, to]),
    sql<OpenEscalation>(STILL_OPEN, [limit]),
    sql<ShiftNote>(NOTES, [from, to, limit]),
  ]);
  const { opened = 0, resolved = 0, held = 0, replayed = 0 } = counts ?? {};
  return { opened, resolved, stillOpen, notes, quarantine: { held, replayed } };
}
