import type { DataSource } from 'typeorm';
import type { Backlog, RefusedGroup } from '#domain/operations/problems.js';
import { LATE_OF_PLANS_CAP, OPEN_PLANS_CAP, OverviewStore, UNOWNED_CAP } from '#flows/overview-ports.js';
import type { FlowSpan, Look, LookQuery, PlanFigures } from '#flows/overview-ports.js';
import { readCountedSince, readCourse, readFlow, readHeard } from './flow.js';
import { WHOLE_HUB } from './flow-metrics.js';
import { readShift } from './handover.js';
import { readFigures } from './operations-summary.js';
import { readAcknowledgements, readSparklines } from './parties.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

const UNOWNED = `
SELECT count(*)::integer AS count, min(opened_at) AS since FROM (
  SELECT opened_at FROM escalation WHERE state = 'open' AND coalesce(snoozed_until <= $1, true)
  ORDER BY id LIMIT ${String(UNOWNED_CAP)}) AS capped`;

/** Groups out of so many rows at the most, and so many groups: a flood of refused input is one problem and not a slow page. */
const REFUSED = `
SELECT source, first_code AS code, count(*)::integer AS count, min(received_at) AS since,
  CASE WHEN count(*) = count(sender) AND min(sender) = max(sender) THEN min(sender) END AS sender
FROM (
  SELECT source, first_code, received_at, sender FROM quarantine WHERE state = 'held'
  ORDER BY first_code, source, first_path, id LIMIT 10000) AS capped
GROUP BY source, first_code ORDER BY count(*) DESC, source, first_code LIMIT 200`;

const lateOfPlans = (rows: string) => `
  SELECT count(*)::integer AS count, min(due) AS since FROM (${rows} ORDER BY due, id LIMIT ${String(LATE_OF_PLANS_CAP)}) AS capped`;

/** Three walks along partial indexes that hold nothing but what is open. */
const PLANS = `
SELECT
  (SELECT count(*)::integer FROM (SELECT 1 FROM plan WHERE closed_at IS NULL LIMIT ${String(OPEN_PLANS_CAP)}) AS capped) AS open,
  duties.count AS duties, duties.since AS "dutiesSince", letters.count AS letters, letters.since AS "lettersSince"
FROM (${lateOfPlans(`SELECT due, id FROM deadline WHERE state = 'open' AND scope = 'plan' AND due <= $1`)}) AS duties,
  (${lateOfPlans(`SELECT due, id FROM print_job WHERE posted_at IS NULL AND cancelled_at IS NULL AND due < $1`)}) AS letters`;

interface PlansRow {
  open: number;
  duties: number;
  dutiesSince: Date | null;
  letters: number;
  lettersSince: Date | null;
}

/** What the overview is made of, on PostgreSQL. Statements of one reading go out together. */
export class PgOverviewStore extends OverviewStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override look({ units, now, soon, spans }: LookQuery): Promise<Look> {
    return this.run(async (sql) => {
      const [figures, [unowned], refused, [plans], flow] = await Promise.all([
        readFigures(sql, units, now, soon),
        sql<{ count: number; since: Date | null }>(UNOWNED, [now]),
        sql<RefusedGroup>(REFUSED),
        sql<PlansRow>(PLANS, [now]),
        spans.length === 0 ? [] : readFlow(sql, spans),
      ]);
      const unownedEscalations = backlogOf(unowned);
      return { figures, unownedEscalations, refused, plans: planFigures(plans), flow };
    });
  }

  override figures(units: readonly string[], now: Date, soon: Date) {
    return this.run((sql) => readFigures(sql, units, now, soon));
  }

  override flow(spans: readonly FlowSpan[]) {
    return this.run((sql) => readFlow(sql, spans));
  }

  override course(span: FlowSpan, stepMinutes: number) {
    return this.run((sql) => readCourse(sql, WHOLE_HUB, span, stepMinutes));
  }

  override unitCourse(unit: string, span: FlowSpan) {
    return this.run((sql) => readCourse(sql, unit, span, 60));
  }

  override countedSince() {
    return this.run(readCountedSince);
  }

  override heardIn(hours: readonly Date[]) {
    return this.run((sql) => readHeard(sql, hours));
  }

  override acknowledgements(units: readonly string[], from: Date) {
    return this.run((sql) => readAcknowledgements(sql, units, from));
  }

  override sparklines(units: readonly string[], from: Date, hours: number) {
    return this.run((sql) => readSparklines(sql, units, from, hours));
  }

  override shift(span: FlowSpan, limit: number) {
    return this.run((sql) => readShift(sql, span, limit));
  }

  private run<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return inTransaction(this.dataSource, work);
  }
}

function backlogOf(row: { count: number; since: Date | null } | undefined): Backlog | undefined {
  return row === undefined || row.since === null ? undefined : { count: row.count, since: row.since };
}

function planFigures(row: PlansRow | undefined): PlanFigures {
  return {
    open: row?.open ?? 0,
    lateDuties: row && backlogOf({ count: row.duties, since: row.dutiesSince }),
    lateLetters: row && backlogOf({ count: row.letters, since: row.lettersSince }),
  };
}
