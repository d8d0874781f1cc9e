import type { DataSource } from 'typeorm';
import type { HubMessage, KnownDeadline } from '#domain/admission/admission-plan.js';
import type { Delivery, Receipt } from '#domain/delivery.js';
import type { Episode } from '#domain/episode/episode.js';
import { replaceParty } from '#domain/episode/parties.js';
import type { ForwardDecision, MisdirectedDecision, ReceiptDecision } from '#domain/handling.js';
import { isHubKind } from '#domain/message.js';
import type { PlanFacts } from '#domain/plan/plan.js';
import type { DeadlineRule } from '#domain/profile/profile.js';
import { HandlingStore } from '#flows/inbox-ports.js';
import type { DutiesMoved, MovedStay, PlanMoved, ReceiptEffects } from '#flows/inbox-ports.js';
import { appendAudit } from './audit.js';
import type { AuditLine } from './audit.js';
import { appendCounts, Counts } from './counters.js';
import { countOverdue, endDeadlines, insertDeadlines } from './deadlines.js';
import { bumpInboxes, insertDeliveries, insertHubMessages } from './deliveries.js';
import type { NewDelivery } from './deliveries.js';
import { DELIVERY_COLUMNS, deliveryOf } from './delivery-rows.js';
import type { DeliveryRecord } from './delivery-rows.js';
import { changePlanParty } from './handling-plans.js';
import { episodeLockKey, patientLockKey, takeLocks } from './locks.js';
import { beginAfterReceipts, lockAffected } from './receipt-effects.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

const NO_EFFECTS: ReceiptEffects = { kinds: new Set(), decide: () => [] };
const NO_DUTIES: DutiesMoved = () => ({ started: [], ended: [] });
const NO_PLANS: PlanMoved = () => undefined;

/**
 * What recipients do with deliveries, in PostgreSQL. Whoever comes first wins; who comes later decides again on what the
 * first has left. Locks in this order: person of a plan, episode, deliveries by id, inboxes, deadlines by id, changes of plans, positions.
 */
export class PgHandlingStore extends HandlingStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async receipt(
    ids: readonly string[],
    decide: (delivery: Delivery) => ReceiptDecision,
    actor: string,
    now: Date,
    effects: ReceiptEffects = NO_EFFECTS,
  ): Promise<Map<string, ReceiptDecision>> {
    return inTransaction(this.dataSource, async (sql) => {
      await lockAffected(sql, ids, effects);
      const deliveries = await lockDeliveries(sql, ids);
      const decided = deliveries.map((delivery) => ({ delivery, decision: decide(delivery) }));
      const made = decided.flatMap(({ delivery, decision }) =>
        decision.kind === 'receipted' ? [{ delivery, receipt: decision.receipt, isLate: decision.late }] : [],
      );
      if (made.length > 0) await writeReceipts(sql, made, actor, now);
      await beginAfterReceipts(
        sql,
        made.map(({ delivery }) => delivery),
        effects,
      );
      return new Map(decided.map(({ delivery, decision }) => [delivery.id, decision]));
    });
  }

  override async forward(
    id: string,
    decide: (delivery: Delivery, facts: PlanFacts | undefined) => ForwardDecision,
    actor: string,
    now: Date,
    duties: DutiesMoved = NO_DUTIES,
    plans: PlanMoved = NO_PLANS,
  ): Promise<ForwardDecision | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const delivery = await lockWithEpisode(sql, id);
      const decision = delivery && decide(delivery, await factsOf(sql, delivery));
      if (delivery === undefined || decision?.kind !== 'forwarded') return decision;
      const { to, deliveryId } = decision;
      const counts = new Counts(now);
      await sql(`UPDATE delivery SET state = 'forwarded', forwarded_to = $2 WHERE id = $1`, [id, deliveryId]);
      const stay = await changeParty(sql, delivery, to.hsaId);
      await bumpInboxes(sql, [delivery.unit]);
      await moveDeadlines(sql, delivery, { id: deliveryId, unit: to.hsaId }, now, counts);
      await moveDuties(sql, stay, to.hsaId, now, duties, counts);
      counts.add(to.hsaId, 'delivered');
      if (delivery.receiptDue !== null) {
        counts.add(delivery.unit, 'waiting', -1);
        counts.add(to.hsaId, 'waiting');
      }
      const place = { to: { unit: to.hsaId, role: to.role }, notice: undefined, now };
      await changePlanParty(sql, delivery, place, plans, counts);
      const detail = { to: to.hsaId, delivery: deliveryId };
      await appendAudit(sql, [{ ...lineOf(delivery, 'forwarded', actor, now), detail }]);
      await appendCounts(sql, counts);
      await insertDeliveries(sql, [successorOf(delivery, to.hsaId, deliveryId)]);
      return decision;
    });
  }

  override async misdirect(
    id: string,
    decide: (delivery: Delivery) => MisdirectedDecision,
    actor: string,
    now: Date,
    effects: ReceiptEffects = NO_EFFECTS,
    duties: DutiesMoved = NO_DUTIES,
    plans: PlanMoved = NO_PLANS,
  ): Promise<MisdirectedDecision | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const delivery = await lockWithEpisode(sql, id);
      const decision = delivery && decide(delivery);
      if (delivery === undefined || decision?.kind !== 'misdirected') return decision;
      const counts = new Counts(now);
      await sql(`UPDATE delivery SET state = 'misdirected' WHERE id = $1`, [id]);
      const stay = await changeParty(sql, delivery, undefined);
      await bumpInboxes(sql, [delivery.unit]);
      const deadlines = await openDeadlines(sql, [id]);
      const ends = deadlines.map((deadline) => ({
        id: deadline.id,
        state: 'cancelled' as const,
        late: false,
        at: now,
        endedBy: null,
        nextFireAt: null,
      }));
      await endDeadlines(sql, ends, counts);
      await moveDuties(sql, stay, delivery.unit, now, duties, counts);
      await beginAfterReceipts(sql, [delivery], effects);
      if (delivery.receiptDue !== null) counts.add(delivery.unit, 'waiting', -1);
      const gone = { to: undefined, notice: decision.notice?.message.id, now };
      await changePlanParty(sql, delivery, gone, plans, counts);
      await appendAudit(sql, [lineOf(delivery, 'misdirected', actor, now)]);
      await tellSender(sql, decision.notice, counts, now);
      return decision;
    });
  }
}

async function lockDeliveries(sql: Sql, ids: readonly string[]): Promise<Delivery[]> {
  const rows = await sql<DeliveryRecord>(
    `SELECT ${DELIVERY_COLUMNS} FROM delivery d JOIN message m ON m.id = d.message_id
     WHERE d.id = ANY($1::uuid[]) ORDER BY d.id FOR UPDATE OF d`,
    [ids],
  );
  return rows.map(deliveryOf);
}

/** What is known of the plan that a delivery belongs to. */
async function factsOf(sql: Sql, { plan }: Delivery): Promise<PlanFacts | undefined> {
  if (plan === undefined) return undefined;
  const [row] = await sql<{ facts: PlanFacts }>('SELECT facts FROM plan WHERE id = $1', [plan]);
  return row?.facts;
}

/**
 * Locks a delivery after its care episode, since the parties may change; which episode it is never changes. What belongs to a plan is
 * handled under the lock of its person, as whatever changes the plan: a consent that is taken back takes back what is handed on.
 */
async function lockWithEpisode(sql: Sql, id: string): Promise<Delivery | undefined> {
  const persons = await sql<{ patient: string }>(
    'SELECT p.patient_id AS patient FROM delivery d JOIN plan p ON p.id = d.plan_id WHERE d.id = $1',
    [id],
  );
  const episodes = await sql<{ organisation: string; number: string }>(
    'SELECT e.organisation, e.number FROM delivery d JOIN episode e ON e.id = d.episode_id WHERE d.id = $1',
    [id],
  );
  await takeLocks(
    sql,
    persons.map(({ patient }) => patientLockKey(patient)),
    episodes.map((episode) => episodeLockKey(episode.organisation, episode.number)),
  );
  const [delivery] = await lockDeliveries(sql, [id]);
  return delivery;
}

interface MadeReceipt {
  delivery: Delivery;
  receipt: Receipt;
  isLate: boolean;
}

async function writeReceipts(sql: Sql, made: readonly MadeReceipt[], actor: string, now: Date): Promise<void> {
  const counts = new Counts(now);
  const rows = made.map(({ delivery, receipt }) => ({
    id: delivery.id,
    receipt_at: receipt.at,
    receipt_by: receipt.by,
    recorded_at: receipt.recordedAt,
  }));
  await sql(
    `UPDATE delivery d SET state = 'receipted', receipt_at = r.receipt_at, receipt_by = r.receipt_by,
       receipt_recorded_at = r.recorded_at
     FROM json_to_recordset($1::json)
       AS r(id uuid, receipt_at timestamptz, receipt_by jsonb, recorded_at timestamptz)
     WHERE d.id = r.id`,
    [JSON.stringify(rows)],
  );
  for (const { delivery } of made) counts.addReceipt(delivery);
  await bumpInboxes(
    sql,
    made.map(({ delivery }) => delivery.unit),
  );
  const byDelivery = new Map(made.map((one) => [one.delivery.id, one]));
  const deadlines = await openDeadlines(sql, [...byDelivery.keys()]);
  // What a message has to answer hangs on the delivery too, and is not done by saying that it came.
  const owed = deadlines.filter(({ scope }) => scope === 'delivery');
  const ends = owed.map(({ id, delivery_id }) => {
    const { receipt, isLate = false } = byDelivery.get(delivery_id) ?? {};
    return { id, state: 'met' as const, late: isLate, at: receipt?.at ?? now, endedBy: null, nextFireAt: null };
  });
  await endDeadlines(sql, ends, counts);
  await appendAudit(
    sql,
    made.map(({ delivery, receipt }) => ({
      ...lineOf(delivery, 'receipted', actor, now),
      detail: { at: receipt.at.toISOString() },
    })),
  );
  await appendCounts(sql, counts);
}

function openDeadlines(
  sql: Sql,
  deliveries: readonly string[],
): Promise<{ id: string; scope: DeadlineRule['scope']; delivery_id: string }[]> {
  return sql(`SELECT id, scope, delivery_id FROM deadline WHERE delivery_id = ANY($1::uuid[]) AND state = 'open'`, [
    deliveries,
  ]);
}

interface MovedRow {
  scope: string;
  was_overdue: boolean;
  is_escalated: boolean;
}

/**
 * The duty goes with the delivery: same due time, same rungs already fired, another unit that has it. What was put off because the
 * former unit was away is looked at again.
 */
async function moveDeadlines(
  sql: Sql,
  from: Delivery,
  to: { id: string; unit: string },
  now: Date,
  counts: Counts,
): Promise<void> {
  // Locked in a statement of its own: the next one then sees the escalation that a firing has just opened.
  await sql(`SELECT id FROM deadline WHERE delivery_id = $1 AND state = 'open' ORDER BY id FOR UPDATE`, [from.id]);
  const rows = await sql<MovedRow>(
    `UPDATE deadline d SET delivery_id = $2, responsible = $3,
       next_fire_at = CASE WHEN due <= $4 THEN least(next_fire_at, $4) ELSE next_fire_at END
     WHERE d.delivery_id = $1 AND d.state = 'open'
     RETURNING d.scope, d.overdue AS was_overdue,
       EXISTS (SELECT 1 FROM escalation x WHERE x.deadline_id = d.id AND x.state <> 'resolved') AS is_escalated`,
    [from.id, to.id, to.unit, now],
  );
  for (const { scope, was_overdue: isOverdue, is_escalated: isEscalated } of rows) {
    for (const [unit, delta] of [[from.unit, -1] as const, [to.unit, 1] as const]) {
      if (isOverdue) countOverdue(counts, unit, scope, delta);
      if (isEscalated) counts.add(unit, 'escalations-open', delta);
    }
  }
}

/** Another unit, or none, stands for the role from now on. Messages of the hub itself make nobody a party. */
async function changeParty(
  sql: Sql,
  delivery: Delivery,
  unit: string | undefined,
): Promise<Pick<MovedStay, 'before' | 'after'> | undefined> {
  if (delivery.episode === undefined || isHubKind(delivery.kind)) return undefined;
  const rows = await sql<Episode>(
    'SELECT id, organisation, number, profile, patient, version, facts, steps FROM episode WHERE id = $1 FOR UPDATE',
    [delivery.episode],
  );
  const before = rows[0];
  if (before === undefined) return undefined;
  const after = replaceParty(before, { role: delivery.role, unit: delivery.unit }, unit);
  if (after === before) return undefined;
  await sql('UPDATE episode SET version = $2, facts = $3::jsonb, steps = $4::jsonb WHERE id = $1', [
    after.id,
    after.version,
    JSON.stringify(after.facts),
    JSON.stringify(after.steps),
  ]);
  return { before, after };
}

/** What was owed by the unit that is no party any more is owed by the one in its place, or by nobody. */
async function moveDuties(
  sql: Sql,
  stay: Pick<MovedStay, 'before' | 'after'> | undefined,
  by: string,
  at: Date,
  duties: DutiesMoved,
  counts: Counts,
): Promise<void> {
  if (stay === undefined) return;
  const { id, profile } = stay.after;
  const deadlines = await openDuties(sql, id);
  const { started, ended } = duties({ ...stay, deadlines, by, at });
  await endDeadlines(
    sql,
    ended.map((end) => ({ ...end, at, endedBy: null })),
    counts,
  );
  const begun = started.flatMap((one) => (one.message === undefined ? [] : [{ ...one, message: one.message }]));
  await insertDeadlines(
    sql,
    begun.map((one) => ({ ...one, profile, episode: id })),
  );
}

async function openDuties(sql: Sql, episode: string): Promise<KnownDeadline[]> {
  const rows = await sql<KnownDeadline & { delivery: string | null }>(
    `SELECT id, kind, due, state, message_id AS message, delivery_id AS delivery, responsible, informs FROM deadline
     WHERE episode_id = $1 AND state = 'open' ORDER BY due, id`,
    [episode],
  );
  return rows.map((row) => ({ ...row, metBy: undefined, delivery: row.delivery ?? undefined }));
}

async function tellSender(sql: Sql, notice: HubMessage | undefined, counts: Counts, now: Date): Promise<void> {
  const deliveries = await insertHubMessages(sql, notice === undefined ? [] : [notice], now);
  for (const delivery of deliveries) counts.add(delivery.unit, 'delivered');
  await appendCounts(sql, counts);
  await insertDeliveries(sql, deliveries);
}

function successorOf(delivery: Delivery, unit: string, id: string): NewDelivery {
  return {
    id,
    message_id: delivery.message,
    kind: delivery.kind,
    episode_id: delivery.episode ?? null,
    plan_id: delivery.plan ?? null,
    unit,
    role: delivery.role,
    receipt_due: delivery.receiptDue,
    accepted_at: delivery.acceptedAt,
  };
}

function lineOf(delivery: Delivery, action: string, actor: string, at: Date): AuditLine {
  return { at, actor, action, unit: delivery.unit, subject: 'delivery', subjectId: delivery.id };
}
