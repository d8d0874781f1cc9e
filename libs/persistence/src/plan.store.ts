import type { DataSource } from 'typeorm';
import type { StayDelivery, StayFiring } from '#domain/explain/explanation.js';
import type { Plan } from '#domain/plan/plan.js';
import type { Page } from '#flows/operations-ports.js';
import { PlanStore } from '#flows/plan-ports.js';
import type { ChangedPlan, PlanDeadline, PlanQuery, PlanReader, PlanRecord, PlanSummary } from '#flows/plan-ports.js';
import { appendAudit } from './audit.js';
import { listPlans, plansOfEpisode } from './plan-lists.js';
import { PLAN_JSON, planOf } from './plan-rows.js';
import type { PlanJson } from './plan-rows.js';
import { inTransaction, query } from './transaction.js';
import type { Sql } from './transaction.js';

/** More than any plan has; a bound all the same. */
const MOST_ENTRIES = 2_000;

type Message = PlanRecord['messages'][number];
type MessageRow = Omit<Message, 'notice' | 'remarks'> & { remarks: Message['remarks'] | null };

type DeadlineRow = Omit<PlanDeadline, 'metBy' | 'delivery' | 'plan' | 'about' | 'endedAt'> & {
  metBy: string | null;
  delivery: string | null;
  plan: string;
  about: string | null;
  endedAt: Date | null;
};

const IN_CALENDAR = `
WITH its AS (
  SELECT DISTINCT plan_id FROM plan_day WHERE unit = $1 AND day >= $2::date AND day <= $3::date AND ($4::uuid IS NULL OR plan_id > $4)
  ORDER BY 1 LIMIT $5
)
SELECT ${PLAN_JSON} AS plan FROM its JOIN plan p ON p.id = its.plan_id ORDER BY p.id`;

/** Plans in PostgreSQL. */
export class PgPlanStore extends PlanStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async read(
    id: string,
    mayRead: (plan: Plan) => boolean,
    reader: PlanReader,
    now: Date,
  ): Promise<PlanRecord | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const [row] = await sql<{ plan: PlanJson }>(`SELECT ${PLAN_JSON} AS plan FROM plan p WHERE p.id = $1`, [id]);
      const plan = row && planOf(row.plan);
      if (plan === undefined || !mayRead(plan)) return undefined;
      const messages = await readMessages(sql, id);
      const deadlines = await readDeadlines(sql, id);
      const record: PlanRecord = {
        plan,
        messages,
        deliveries: await readDeliveries(sql, messages),
        deadlines,
        firings: await readFirings(sql, deadlines),
      };
      const line = { at: now, actor: reader.actor, action: 'read', unit: reader.unitIn(plan) };
      await appendAudit(sql, [{ ...line, ...reader.noted, subject: 'plan', subjectId: id }]);
      return record;
    });
  }

  override list(asked: PlanQuery): Promise<Page<PlanSummary>> {
    return inTransaction(this.dataSource, (sql) => listPlans(sql, asked));
  }

  override ofEpisode(episode: string): Promise<PlanSummary[]> {
    return inTransaction(this.dataSource, (sql) => plansOfEpisode(sql, episode));
  }

  override async openOf(patientId: string, profile?: string): Promise<Plan[]> {
    const rows = await query<{ plan: PlanJson }>(
      this.dataSource,
      `SELECT ${PLAN_JSON} AS plan FROM plan p
       WHERE p.patient_id = $1 AND p.closed_at IS NULL AND ($2::text IS NULL OR p.profile = $2) ORDER BY p.id`,
      [patientId, profile ?? null],
    );
    return rows.map(({ plan }) => planOf(plan));
  }

  override async ofUnitBetween(unit: string, from: string, to: string, limit: number, after?: string): Promise<Plan[]> {
    const values = [unit, from, to, after ?? null, limit];
    const rows = await query<{ plan: PlanJson }>(this.dataSource, IN_CALENDAR, values);
    return rows.map(({ plan }) => planOf(plan));
  }

  override async changedAfter(place: bigint, profile: string, limit: number): Promise<ChangedPlan[]> {
    const rows = await query<{ plan: PlanJson; place: string }>(
      this.dataSource,
      `SELECT ${PLAN_JSON} AS plan, p.changed_seq AS place FROM plan p
       WHERE p.profile = $1 AND p.changed_seq > $2 ORDER BY p.changed_seq LIMIT $3`,
      [profile, String(place), limit],
    );
    return rows.map((row) => ({ plan: planOf(row.plan), place: BigInt(row.place) }));
  }

  override noteShown(plans: readonly string[], action: string, actor: string, now: Date): Promise<void> {
    return inTransaction(this.dataSource, (sql) =>
      appendAudit(
        sql,
        plans.map((subjectId) => ({ at: now, actor, action, subject: 'plan', subjectId })),
      ),
    );
  }
}

async function readMessages(sql: Sql, plan: string): Promise<Message[]> {
  const rows = await sql<MessageRow>(
    `SELECT id, message_id AS "messageId", kind, sender, received_at AS "receivedAt", withdrawn_by IS NOT NULL AS withdrawn,
       answer->'warnings' AS remarks
     FROM message WHERE plan_id = $1 AND source <> 'hub' ORDER BY id LIMIT $2`,
    [plan, MOST_ENTRIES],
  );
  return rows.map((row) => ({ ...row, notice: undefined, remarks: row.remarks ?? [] }));
}

function readDeliveries(sql: Sql, messages: readonly Message[]): Promise<StayDelivery[]> {
  return sql(
    `SELECT id, message_id AS message, kind, unit, role, state, receipt_at AS "receiptAt", forwarded_to AS "forwardedTo"
     FROM delivery WHERE message_id = ANY($1::uuid[]) ORDER BY position`,
    [messages.map(({ id }) => id)],
  );
}

async function readDeadlines(sql: Sql, plan: string): Promise<PlanDeadline[]> {
  const rows = await sql<DeadlineRow>(
    `SELECT id, kind, rule, scope, state, late, started_at AS "startedAt", due, ended_at AS "endedAt", responsible, informs,
       message_id AS message, delivery_id AS delivery, ended_by AS "metBy", plan_id AS plan, about
     FROM deadline WHERE plan_id = $1 ORDER BY due, id LIMIT $2`,
    [plan, MOST_ENTRIES],
  );
  return rows.map((row) => ({
    ...row,
    metBy: row.metBy ?? undefined,
    delivery: row.delivery ?? undefined,
    about: row.about ?? undefined,
    endedAt: row.endedAt ?? undefined,
  }));
}

async function readFirings(sql: Sql, deadlines: readonly PlanDeadline[]): Promise<StayFiring[]> {
  const rows = await sql<Omit<StayFiring, 'to'> & { to: string | null }>(
    `SELECT deadline_id AS deadline, kind, step, rule, fired_at AS at, to_unit AS "to" FROM firing
     WHERE deadline_id = ANY($1::uuid[]) ORDER BY fired_at, deadline_id, kind DESC, step, occurrence LIMIT $2`,
    [deadlines.map(({ id }) => id), MOST_ENTRIES],
  );
  return rows.map(({ to, ...row }) => ({ ...row, to: to ?? undefined }));
}
