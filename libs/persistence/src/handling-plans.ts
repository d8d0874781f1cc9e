import type { KnownDeadline } from '#domain/admission/admission-plan.js';
import type { Delivery } from '#domain/delivery.js';
import type { HandledInPlan } from '#domain/plan/deciding/handled.js';
import type { PlanMoved } from '#flows/inbox-ports.js';
import type { Counts } from './counters.js';
import { endDeadlines, insertDeadlines } from './deadlines.js';
import { PLAN_JSON, planOf } from './plan-rows.js';
import type { PlanJson } from './plan-rows.js';
import { writePlans } from './plan-write.js';
import type { Sql } from './transaction.js';

/**
 * Another unit, or none, has the place of one that does not keep what it got of a plan, and what that owed there moves with it. To be
 * called under the lock of the plan's person, and before deliveries are written.
 */
export async function changePlanParty(
  sql: Sql,
  delivery: Delivery,
  handled: Pick<HandledInPlan, 'to' | 'notice' | 'now'>,
  plans: PlanMoved,
  counts: Counts,
): Promise<void> {
  if (delivery.plan === undefined) return;
  const [row] = await sql<{ plan: PlanJson }>(
    `SELECT ${PLAN_JSON} AS plan FROM plan p WHERE p.id = $1 AND p.erased_at IS NULL FOR UPDATE`,
    [delivery.plan],
  );
  if (row === undefined) return;
  const plan = planOf(row.plan);
  const moved = plans({ plan, delivery, ...handled, deadlines: await dutiesOf(sql, plan.id) });
  if (moved === undefined) return;
  await endDeadlines(
    sql,
    moved.ended.map((end) => ({ ...end, at: handled.now, endedBy: null })),
    counts,
  );
  const begun = moved.started.map((one) => ({ ...one, message: one.message ?? delivery.message }));
  await insertDeadlines(
    sql,
    begun.map((one) => ({ ...one, profile: plan.profile, episode: undefined })),
  );
  await writePlans(sql, [moved.plan]);
}

/** What is and was owed for a plan, its receipts aside. */
async function dutiesOf(sql: Sql, plan: string): Promise<KnownDeadline[]> {
  const rows = await sql<Omit<KnownDeadline, 'delivery'> & { about: string | null; metBy: string | null }>(
    `SELECT id, kind, due, state, message_id AS message, ended_by AS "metBy", responsible, informs, plan_id AS plan, about FROM deadline
     WHERE plan_id = $1 AND delivery_id IS NULL AND (state <> 'cancelled' OR kind = 'sip-brev') ORDER BY id`,
    [plan],
  );
  return rows.map(({ about, metBy, ...row }) => ({
    ...row,
    delivery: undefined,
    metBy: metBy ?? undefined,
    ...(about === null ? {} : { about }),
  }));
}
