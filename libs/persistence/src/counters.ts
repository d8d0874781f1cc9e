import type { DataSource } from 'typeorm';
import type { Delivery } from '#domain/delivery.js';
import { bucketOf } from '#domain/operations/histogram.js';
import { CounterStore } from '#flows/ports.js';
import { HUB_FLOW, SENT, SENT_OR_CALLED, UNIT_FLOW, WHOLE_HUB } from './flow-metrics.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

/** What is kept as a sum since ever: how things stand. */
const KEPT = [
  'received',
  'delivered',
  'waiting',
  'overdue',
  'overdue-receipts',
  'reminders',
  'escalations',
  'escalations-open',
  'quarantined',
  'refused',
  'duplicates',
] as const;
export type KeptMetric = (typeof KEPT)[number];

/** Of the others only their course over time is kept; `ack:<n>` is the nth bucket of the times until a receipt. */
export type Metric = KeptMetric | 'fetched' | 'receipted' | 'polled' | `ack:${number}`;

/** The unit under which is counted what belongs to no unit. */
export const NO_UNIT = '*';

/** Differences gathered during one transaction at one domain time, one row per unit and metric in the end. */
export class Counts {
  private readonly deltas = new Map<string, { unit: string; metric: Metric; delta: number }>();

  constructor(readonly at: Date) {}

  add(unit: string, metric: Metric, delta = 1): void {
    const key = `${metric} ${unit}`;
    const entry = this.deltas.get(key);
    if (entry === undefined) this.deltas.set(key, { unit, metric, delta });
    else entry.delta += delta;
  }

  /** A delivery has been receipted. How long it took is counted from when the hub took the message in. */
  addReceipt({ unit, receiptDue, acceptedAt }: Pick<Delivery, 'unit' | 'receiptDue' | 'acceptedAt'>): void {
    this.add(unit, 'receipted');
    if (receiptDue === null) return;
    this.add(unit, 'waiting', -1);
    this.add(unit, `ack:${bucketOf((this.at.getTime() - acceptedAt.getTime()) / 1000)}`);
  }

  rows(): { unit: string; metric: Metric; delta: number }[] {
    return [...this.deltas.values()].filter((entry) => entry.delta !== 0);
  }
}

/** Appends differences; folded into counters later, so that no transaction waits for another's counter. */
export async function appendCounts(sql: Sql, counts: Counts): Promise<void> {
  const rows = counts.rows();
  if (rows.length === 0) return;
  await sql(
    `INSERT INTO counter_delta (unit, metric, delta, at)
     SELECT unit, metric, delta, $2 FROM json_to_recordset($1::json) AS row(unit text, metric text, delta integer)`,
    [JSON.stringify(rows), counts.at],
  );
}

/**
 * What goes from the appended differences into the counters goes into the course over time, and into when each unit was last
 * heard of, by the same statement: nothing is counted twice or not at all, whenever a process dies. Each table in sorted order, so
 * that two folders never wait for each other in a ring.
 */
const FOLD = `
WITH gone AS (
  DELETE FROM counter_delta WHERE id IN (SELECT id FROM counter_delta ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING unit, metric, delta, at
), sums AS (
  SELECT unit, metric, sum(delta) AS delta FROM gone WHERE metric = ANY($2::text[]) GROUP BY unit, metric ORDER BY unit, metric
), kept AS (
  INSERT INTO counter AS c (unit, metric, value) SELECT unit, metric, delta FROM sums
  ON CONFLICT (unit, metric) DO UPDATE SET value = c.value + excluded.value
), course AS (
  SELECT unit, grain, metric, start, sum(delta) AS value FROM (
    SELECT '${WHOLE_HUB}' AS unit, grain, metric, date_trunc(grain, at, 'UTC') AS start, delta
      FROM gone CROSS JOIN (VALUES ('minute'), ('hour')) AS g(grain) WHERE metric = ANY($3::text[])
    UNION ALL
    SELECT unit, 'hour', metric, date_trunc('hour', at, 'UTC'), delta FROM gone WHERE metric = ANY($4::text[])
    UNION ALL
    SELECT unit, 'day', metric, date_trunc('day', at, 'Europe/Stockholm'), delta FROM gone WHERE metric LIKE 'ack:%'
  ) AS parts GROUP BY unit, grain, metric, start ORDER BY unit, grain, metric, start
), buckets AS (
  INSERT INTO flow_bucket AS b (unit, grain, metric, start, value) SELECT unit, grain, metric, start, value FROM course
  ON CONFLICT (unit, grain, metric, start) DO UPDATE SET value = b.value + excluded.value
), heard AS (
  SELECT unit, max(at) FILTER (WHERE metric = ANY($6::text[])) AS received_at,
    max(at) FILTER (WHERE NOT metric = ANY($6::text[])) AS polled_at
  FROM gone WHERE metric = ANY($5::text[]) AND unit <> '${NO_UNIT}' GROUP BY unit ORDER BY unit
), seen AS (
  INSERT INTO unit_seen AS u (unit, last_received_at, last_polled_at) SELECT unit, received_at, polled_at FROM heard
  ON CONFLICT (unit) DO UPDATE SET last_received_at = greatest(u.last_received_at, excluded.last_received_at),
    last_polled_at = greatest(u.last_polled_at, excluded.last_polled_at)
)
SELECT count(*) AS folded FROM gone`;

/** Buckets that have been kept for their time; what another process takes away at this moment is left to it. */
const FORGET = `
DELETE FROM flow_bucket WHERE (unit, grain, metric, start) IN (
  SELECT unit, grain, metric, start FROM flow_bucket WHERE start < $1 ORDER BY start LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING 1`;

/** Folds appended differences into the kept counters and their course over time. */
export class PgCounterStore extends CounterStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async fold(limit: number): Promise<number> {
    return inTransaction(this.dataSource, async (sql) => {
      const rows = await sql<{ folded: string }>(FOLD, [limit, KEPT, HUB_FLOW, UNIT_FLOW, SENT_OR_CALLED, SENT]);
      return Number(rows[0]?.folded ?? 0);
    });
  }

  override async forget(before: Date, limit: number): Promise<number> {
    return inTransaction(this.dataSource, async (sql) => (await sql(FORGET, [before, limit])).length);
  }
}
