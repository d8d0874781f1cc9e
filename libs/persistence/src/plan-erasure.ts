import { withoutPerson } from '#domain/plan/sight/without-person.js';
import { appendAudit } from './audit.js';
import { patientLockKey, takeLocks } from './locks.js';
import { PLAN_JSON, planOf } from './plan-rows.js';
import type { PlanJson } from './plan-rows.js';
import type { Sql } from './transaction.js';

const OLD = `
SELECT id, patient_id AS person FROM plan WHERE closed_at IS NOT NULL AND erased_at IS NULL AND closed_at < $1
ORDER BY closed_at, id LIMIT $2`;

const STILL_OLD = `
SELECT ${PLAN_JSON} AS plan FROM plan p WHERE p.id = ANY($1::uuid[]) AND p.closed_at < $2 AND p.erased_at IS NULL
ORDER BY p.id FOR UPDATE`;

const ERASE = `
UPDATE plan p SET erased_at = $2, version = p.version + 1, patient = r.patient, facts = r.facts, steps = r.steps
FROM json_to_recordset($1::json) AS r(id uuid, patient jsonb, facts jsonb, steps jsonb) WHERE p.id = r.id`;

/** Who was to get a letter, but for in what capacity and by what way, and who sent it; what waits still can be made no more. */
const ERASE_LETTERS = `
UPDATE print_job SET receiver = jsonb_strip_nulls(jsonb_build_object('relation', receiver->'relation', 'unit', receiver->'unit',
    'channel', receiver->'channel')), key = id::text,
  printed_by = printed_by || '{"name": ""}', posted_by = posted_by || '{"name": ""}', cancelled_by = cancelled_by || '{"name": ""}',
  state = CASE WHEN state IN ('queued', 'printed') THEN 'cancelled' ELSE state END,
  why = CASE WHEN state IN ('queued', 'printed') THEN 'closed' ELSE why END,
  cancelled_at = CASE WHEN state IN ('queued', 'printed') THEN $2 ELSE cancelled_at END
WHERE plan_id = ANY($1::uuid[])`;

/** Erases the persons and what was written in plans that were closed before an instant, the oldest first; says how many. */
export async function erasePlans(sql: Sql, before: Date, limit: number, now: Date): Promise<number> {
  const old = await sql<{ id: string; person: string }>(OLD, [before, limit]);
  if (old.length === 0) return 0;
  // A message of such a plan that is being decided would write back what it has read.
  await takeLocks(
    sql,
    old.map(({ person }) => patientLockKey(person)),
  );
  const rows = await sql<{ plan: PlanJson }>(STILL_OLD, [old.map(({ id }) => id), before]);
  const erased = rows.map(({ plan }) => withoutPerson(planOf(plan)));
  await sql(ERASE, [
    JSON.stringify(erased.map(({ id, patient, facts, steps }) => ({ id, patient, facts, steps }))),
    now,
  ]);
  await sql(ERASE_LETTERS, [erased.map(({ id }) => id), now]);
  const line = { at: now, actor: 'hub', action: 'plan-erased', subject: 'plan' } as const;
  await appendAudit(
    sql,
    erased.map(({ id }) => ({ ...line, subjectId: id })),
  );
  return erased.length;
}
