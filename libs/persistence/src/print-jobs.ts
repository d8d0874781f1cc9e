import type { PrintJobChanges } from '#domain/plan/paper/print-jobs.js';
import type { Counts } from './counters.js';
import { endDeadlines } from './deadlines.js';
import type { Sql } from './transaction.js';

/** What a message changed in the print queues, and when the hub received it. */
export interface DatedPrintJobs {
  readonly changes: PrintJobChanges;
  readonly at: Date;
}

/** Locked in the order of their ids, as by whoever prints and posts them. */
const CANCEL = `
WITH held AS (
  SELECT j.id, c.why, c.at
  FROM json_to_recordset($1::json)
    AS c(plan uuid, meeting uuid, receiver jsonb, kind text, why text, states json, at timestamptz)
  JOIN print_job j ON j.plan_id = c.plan
  WHERE (c.meeting IS NULL OR j.meeting_id = c.meeting) AND (c.receiver IS NULL OR j.receiver @> c.receiver)
    AND (c.kind IS NULL OR j.kind = c.kind) AND c.states::jsonb ? j.state
  ORDER BY j.id FOR UPDATE OF j
)
UPDATE print_job j SET state = 'cancelled', why = h.why, cancelled_at = h.at FROM held h WHERE j.id = h.id`;

const MOVE = `
UPDATE print_job j SET unit = m.to FROM json_to_recordset($1::json) AS m(plan uuid, "to" text)
WHERE j.plan_id = m.plan AND j.state IN ('queued', 'printed') AND j.kind = 'plan'`;

const INSERT = `
INSERT INTO print_job (id, unit, profile, plan_id, message_id, meeting_id, kind, receiver, key, state, created_at, due)
SELECT id, unit, profile, plan, message, meeting, kind, receiver, key, 'queued', at, due FROM json_to_recordset($1::json)
  AS row(id uuid, unit text, profile text, plan uuid, message uuid, meeting uuid, kind text, receiver jsonb, key text,
    at timestamptz, due timestamptz)
ON CONFLICT (plan_id, key) WHERE state = 'queued' DO NOTHING`;

const UNSENT = `
SELECT d.id, d.due, (SELECT max(j.posted_at) FROM print_job j WHERE j.plan_id = d.plan_id AND j.meeting_id::text = d.about) AS posted
FROM deadline d WHERE d.plan_id = ANY($1::uuid[]) AND d.kind = 'sip-brev' AND d.state = 'open'
  AND EXISTS (SELECT 1 FROM print_job j WHERE j.plan_id = d.plan_id AND j.meeting_id::text = d.about)
  AND NOT EXISTS (SELECT 1 FROM print_job j
    WHERE j.plan_id = d.plan_id AND j.meeting_id::text = d.about AND j.state IN ('queued', 'printed'))`;

/**
 * The letters of a meeting are one duty: it ends with the last of them, also where that is not sent after all (N-CALL-07). `isLate`:
 * whether posting at an instant is too late for a due time.
 */
export async function endLetterDuties(
  sql: Sql,
  plans: readonly string[],
  at: Date,
  counts: Counts,
  isLate: (due: Date, posted: Date) => boolean = (due, posted) => posted > due,
): Promise<void> {
  if (plans.length === 0) return;
  const ended = await sql<{ id: string; due: Date; posted: Date | null }>(UNSENT, [plans]);
  const ends = ended.map(({ id, due, posted }) => ({
    id,
    state: posted === null ? ('cancelled' as const) : ('met' as const),
    late: posted !== null && isLate(due, posted),
    ...{ at, endedBy: null, nextFireAt: null },
  }));
  await endDeadlines(sql, ends, counts);
}

/** Plans of which something is not sent any more. */
export function plansWithout(all: readonly DatedPrintJobs[]): string[] {
  return [...new Set(all.flatMap(({ changes }) => changes.cancelled.map(({ plan }) => plan)))];
}

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
