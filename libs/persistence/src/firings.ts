import type { Deadline } from '#domain/deadline/deadline.js';
import type { Firing, FiringPlan } from '#domain/deadline/firing.js';
import { appendAudit } from './audit.js';
import type { AuditLine } from './audit.js';
import { appendCounts, Counts } from './counters.js';
import { countOverdue } from './deadlines.js';
import { insertDeliveries, insertHubMessages } from './deliveries.js';
import type { Sql } from './transaction.js';

/** What was decided for a deadline whose row is locked. */
export interface DecidedDeadline {
  readonly deadline: Deadline;
  readonly wasOverdue: boolean;
  readonly scope: string;
  readonly plan: FiringPlan;
}

interface FiredRung {
  readonly deadline: Deadline;
  readonly firing: Firing;
}

/**
 * Writes what fires with everything that hangs on it, a statement per table however many deadlines there are. To be called
 * last in its transaction, with the deadlines locked. The key of `firing` refuses a rung that has fired before. Gives the
 * units that got a message.
 */
export async function writeFirings(
  sql: Sql,
  decided: readonly DecidedDeadline[],
  now: Date,
  newId: () => string,
): Promise<string[]> {
  const fired = decided.flatMap(({ deadline, plan }) => plan.firings.map((firing) => ({ deadline, firing })));
  const counts = new Counts(now);
  await updateDeadlines(sql, decided, now, counts);
  await insertFirings(sql, fired, now);
  await raiseEscalations(sql, fired, now, newId, counts);
  const hubMessages = fired.flatMap(({ firing }) => firing.hubMessage ?? []);
  const deliveries = await insertHubMessages(sql, hubMessages, now);
  for (const delivery of deliveries) counts.add(delivery.unit, 'delivered');
  countSteps(fired, counts);
  await appendAudit(sql, fired.map(auditLine(now)));
  await appendCounts(sql, counts);
  await insertDeliveries(sql, deliveries);
  return [...new Set(deliveries.map((delivery) => delivery.unit))];
}

/** A deadline is counted as overdue once: when it is first looked at with its due time passed. */
async function updateDeadlines(
  sql: Sql,
  decided: readonly DecidedDeadline[],
  now: Date,
  counts: Counts,
): Promise<void> {
  const rows = decided.map(({ deadline, scope, wasOverdue, plan }) => {
    const isOverdue = wasOverdue || deadline.due <= now;
    if (isOverdue && !wasOverdue) countOverdue(counts, deadline.responsible, scope, 1);
    return { id: deadline.id, fired: plan.fired, next_fire_at: plan.nextFireAt, overdue: isOverdue };
  });
  await sql(
    `UPDATE deadline d SET fired = r.fired, next_fire_at = r.next_fire_at, overdue = r.overdue
     FROM json_to_recordset($1::json) AS r(id uuid, fired jsonb, next_fire_at timestamptz, overdue boolean) WHERE d.id = r.id`,
    [JSON.stringify(rows)],
  );
}

async function insertFirings(sql: Sql, fired: readonly FiredRung[], now: Date): Promise<void> {
  if (fired.length === 0) return;
  const rows = fired.map(({ deadline, firing: { step, at, count, to, hubMessage } }) => ({
    deadline_id: deadline.id,
    step: step.step,
    occurrence: count,
    kind: step.send,
    rule: step.rule,
    due_at: at,
    fired_at: now,
    to_unit: to ?? null,
    message_id: hubMessage?.message.id ?? null,
    delivery_id: hubMessage?.delivery.id ?? null,
  }));
  await sql(
    `INSERT INTO firing (deadline_id, step, occurrence, kind, rule, due_at, fired_at, to_unit, message_id, delivery_id)
     SELECT deadline_id, step, occurrence, kind, rule, due_at, fired_at, to_unit, message_id, delivery_id
     FROM json_to_recordset($1::json) AS row(deadline_id uuid, step text, occurrence integer, kind text, rule text,
       due_at timestamptz, fired_at timestamptz, to_unit text, message_id uuid, delivery_id uuid)`,
    [JSON.stringify(rows)],
  );
}

/**
 * The first `eskalering` of a deadline opens its escalation, later ones raise its step. One that had been resolved is open
 * again, since the deadline is still breached; what was said when it was resolved is kept among its notes.
 */
async function raiseEscalations(
  sql: Sql,
  fired: readonly FiredRung[],
  now: Date,
  newId: () => string,
  counts: Counts,
): Promise<void> {
  const raised = new Map<string, FiredRung>();
  for (const rung of fired) if (rung.firing.step.send === 'eskalering') raised.set(rung.deadline.id, rung);
  if (raised.size === 0) return;
  // Locked before it is written: somebody may be resolving it at this moment.
  const known = await sql<{ deadline_id: string; state: string }>(
    'SELECT deadline_id, state FROM escalation WHERE deadline_id = ANY($1::uuid[]) ORDER BY deadline_id FOR UPDATE',
    [[...raised.keys()]],
  );
  const unresolved = new Set(known.flatMap((row) => (row.state === 'resolved' ? [] : [row.deadline_id])));
  for (const { deadline } of raised.values()) {
    if (!unresolved.has(deadline.id)) counts.add(deadline.responsible, 'escalations-open');
  }
  const rows = [...raised.values()].map(({ deadline, firing }) => ({
    id: newId(),
    deadline_id: deadline.id,
    step: firing.step.step,
    opened_at: now,
  }));
  await sql(RAISE, [JSON.stringify(rows)]);
}

const RAISE = `
INSERT INTO escalation AS x (id, deadline_id, state, step, opened_at, notes)
SELECT id, deadline_id, 'open', step, opened_at, '[]'
FROM json_to_recordset($1::json) AS row(id uuid, deadline_id uuid, step text, opened_at timestamptz)
ON CONFLICT (deadline_id) DO UPDATE SET
  step = excluded.step,
  state = CASE WHEN x.state = 'resolved' THEN 'open' ELSE x.state END,
  opened_at = CASE WHEN x.state = 'resolved' THEN excluded.opened_at ELSE x.opened_at END,
  taken_by = CASE WHEN x.state = 'resolved' THEN NULL ELSE x.taken_by END,
  taken_at = CASE WHEN x.state = 'resolved' THEN NULL ELSE x.taken_at END,
  notes = CASE WHEN x.state = 'resolved' AND x.resolved_by IS NOT NULL
    THEN x.notes || jsonb_build_array(jsonb_build_object('at', x.resolved_at, 'by', x.resolved_by, 'text', x.resolution))
    ELSE x.notes END,
  resolved_at = NULL, resolved_by = NULL, resolution = NULL`;

/** What nobody was there to get was not sent. Escalations are counted for the unit whose duty it is, not for who reads them. */
function countSteps(fired: readonly FiredRung[], counts: Counts): void {
  for (const { deadline, firing } of fired) {
    if (firing.to === undefined) continue;
    if (firing.step.send === 'paminnelse') counts.add(firing.to, 'reminders');
    else counts.add(deadline.responsible, 'escalations');
  }
}

const auditLine =
  (now: Date) =>
  ({ deadline, firing: { step, at, count, to, hubMessage } }: FiredRung): AuditLine => ({
    at: now,
    actor: 'hub',
    action: step.send === 'paminnelse' ? 'reminded' : 'escalated',
    unit: to,
    subject: 'deadline',
    subjectId: deadline.id,
    detail: { step: step.step, rule: step.rule, occurrence: count, dueAt: at, message: hubMessage?.message.id },
  });
