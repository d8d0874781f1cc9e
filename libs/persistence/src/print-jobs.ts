import type { PrintJobChanges } from '#domain/plan/paper/print-jobs.js';
import type { Sql } from './transaction.js';

/** What a message changed in the print queues, and when the hub received it. */
export interface DatedPrintJobs {
  readonly changes: PrintJobChanges;
  readonly at: Date;
}

const CANCEL = `
UPDATE print_job j SET state = 'cancelled', why = c.why, cancelled_at = c.at
FROM json_to_recordset($1::json) AS c(plan uuid, meeting uuid, why text, states json, at timestamptz)
WHERE j.plan_id = c.plan AND (c.meeting IS NULL OR j.meeting_id = c.meeting) AND c.states::jsonb ? j.state`;

const MOVE = `
UPDATE print_job j SET unit = m.to FROM json_to_recordset($1::json) AS m(plan uuid, "to" text)
WHERE j.plan_id = m.plan AND j.state IN ('queued', 'printed') AND j.kind = 'plan'`;

const INSERT = `
INSERT INTO print_job (id, unit, profile, plan_id, message_id, meeting_id, kind, receiver, key, state, created_at, due)
SELECT id, unit, profile, plan, message, meeting, kind, receiver, key, 'queued', at, due FROM json_to_recordset($1::json)
  AS row(id uuid, unit text, profile text, plan uuid, message uuid, meeting uuid, kind text, receiver jsonb, key text,
    at timestamptz, due timestamptz)
ON CONFLICT (plan_id, key) WHERE state = 'queued' DO NOTHING`;

/**
 * Writes what messages changed in the print queues, in their transaction: what was cancelled first, so that what takes its place
 * finds room. What waits for the same receiver already is made when it is printed, and is therefore not queued twice.
 */
export async function writePrintJobs(sql: Sql, all: readonly DatedPrintJobs[]): Promise<void> {
  const cancelled = all.flatMap(({ changes, at }) => changes.cancelled.map((one) => ({ ...one, at })));
  const moved = all.flatMap(({ changes }) => changes.moved ?? []);
  const queued = all.flatMap(({ changes, at }) => changes.queued.map((one) => ({ ...one, at })));
  if (cancelled.length > 0) await sql(CANCEL, [JSON.stringify(cancelled)]);
  if (moved.length > 0) await sql(MOVE, [JSON.stringify(moved)]);
  if (queued.length > 0) await sql(INSERT, [JSON.stringify(queued)]);
}
