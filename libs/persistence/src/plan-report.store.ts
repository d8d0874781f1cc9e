import type { DataSource } from 'typeorm';
import { withoutPerson } from '#domain/plan/sight/without-person.js';
import type { ReportedDuty, ReportPlan } from '#domain/report/report-plan.js';
import { PlanReportStore } from '#flows/plan-ports.js';
import type { ClosedPlansQuery, OpenPlansQuery, PlanBesideStay } from '#flows/plan-ports.js';
import { appendAudit } from './audit.js';
import { Conditions } from './keyset.js';
import { PLAN_JSON, planOf } from './plan-rows.js';
import type { PlanJson } from './plan-rows.js';
import { inTransaction } from './transaction.js';

type DutyJson = Omit<ReportedDuty, 'startedAt' | 'due' | 'endedAt' | 'about'> & {
  startedAt: string;
  due: string;
  endedAt: string | null;
  about: string | null;
};

interface ReportRow {
  plan: PlanJson;
  opened_at: Date;
  closed_at: Date | null;
  municipality: string | null;
  duties: DutyJson[] | null;
}

/** Of the person nothing leaves the database but where that is registered. */
const PLAN = `
  ${PLAN_JSON}::jsonb || '{"patient": {"id": "", "idType": "personnummer", "givenName": "", "familyName": ""}, "formerIds": null}' AS plan,
  p.opened_at, p.closed_at, p.patient->>'municipality' AS municipality,
  (SELECT json_agg(json_build_object('kind', d.kind, 'rule', d.rule, 'about', d.about, 'startedAt', d.started_at, 'due', d.due,
     'state', d.state, 'late', d.late, 'endedAt', d.ended_at, 'responsible', d.responsible) ORDER BY d.due, d.id)
   FROM deadline d WHERE d.plan_id = p.id) AS duties`;

/** What reports of plans are made from, in PostgreSQL. The page is picked first: only its rows are read whole. */
export class PgPlanReportStore extends PlanReportStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override openPlans(query: OpenPlansQuery): Promise<ReportPlan[]> {
    const conditions = new Conditions()
      .that('o.closed_at IS NULL')
      .on(query.before, (p) => `o.opened_at < ${p}::timestamptz`)
      .on(query.profile, (p) => `o.profile = ${p}`)
      .on(query.after, (p) => `o.id > ${p}::uuid`);
    return this.picked(conditions, 'o.closed_at, o.id', query.limit);
  }

  override closedPlans(query: ClosedPlansQuery): Promise<ReportPlan[]> {
    const { span, after } = query;
    const conditions = new Conditions()
      .that('o.closed_at IS NOT NULL')
      .on(span.from, (p) => `o.closed_at >= ${p}::timestamptz`)
      .on(span.to, (p) => `o.opened_at < ${p}::timestamptz`)
      .on(query.profile, (p) => `o.profile = ${p}`);
    const place = after && [after.closedAt.toISOString(), after.id];
    conditions.beyond(place, 'o.closed_at, o.id', ['timestamptz', 'uuid'], false);
    return this.picked(conditions, 'o.closed_at, o.id', query.limit);
  }

  /** Open and closed plans of a person stand in indexes of their own. */
  override besides(stays: readonly string[]): Promise<PlanBesideStay[]> {
    return inTransaction(this.dataSource, async (sql) => {
      const rows = await sql<ReportRow & { stay: string }>(
        `WITH picked AS MATERIALIZED (
           SELECT e.id AS stay, o.id FROM episode e JOIN plan o
             ON o.patient_id = e.patient_id AND o.profile = e.profile AND o.closed_at IS NULL WHERE e.id = ANY($1::uuid[])
           UNION ALL SELECT e.id, o.id FROM episode e JOIN plan o
             ON o.patient_id = e.patient_id AND o.profile = e.profile AND o.closed_at IS NOT NULL WHERE e.id = ANY($1::uuid[]))
         SELECT o.stay, ${PLAN} FROM picked o JOIN plan p ON p.id = o.id ORDER BY o.stay, p.opened_at, p.id`,
        [stays],
      );
      return rows.map(({ stay, ...row }) => ({ stay, plan: reportPlanOf(row) }));
    });
  }

  override async noteReading(plans: readonly string[], report: string, actor: string, now: Date): Promise<void> {
    const line = { at: now, actor, action: 'report-read', subject: 'plan' as const, detail: { report } };
    await inTransaction(this.dataSource, (sql) =>
      appendAudit(
        sql,
        plans.map((subjectId) => ({ ...line, subjectId })),
      ),
    );
  }

  private picked(conditions: Conditions, order: string, limit: number): Promise<ReportPlan[]> {
    const rowLimit = conditions.parameter(limit);
    return inTransaction(this.dataSource, async (sql) => {
      const rows = await sql<ReportRow>(
        `WITH picked AS MATERIALIZED (SELECT o.id FROM plan o WHERE ${conditions.toString()} ORDER BY ${order} LIMIT ${rowLimit})
         SELECT ${PLAN} FROM picked o JOIN plan p ON p.id = o.id ORDER BY p.closed_at, p.id`,
        conditions.parameters,
      );
      return rows.map(reportPlanOf);
    });
  }
}

function reportPlanOf({ plan, opened_at, closed_at, municipality, duties }: ReportRow): ReportPlan {
  return {
    plan: withoutPerson(planOf(plan)),
    openedAt: opened_at,
    closedAt: closed_at ?? undefined,
    municipality: municipality ?? undefined,
    duties: (duties ?? []).map((duty) => ({
      ...duty,
      about: duty.about ?? undefined,
      startedAt: new Date(duty.startedAt),
      due: new Date(duty.due),
      endedAt: duty.endedAt === null ? undefined : new Date(duty.endedAt),
    })),
  };
}
