import type { DataSource } from 'typeorm';
import { CounterStore } from '#flows/ports.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

export type Metric =
  | 'received'
  | 'delivered'
  | 'waiting'
  | 'overdue'
  | 'reminders'
  | 'escalations'
  | 'escalations-open'
  | 'quarantined'
  | 'refused'
  | 'duplicates';

/** The unit under which is counted what belongs to no unit. */
export const NO_UNIT = '*';

/** Differences gathered during one transaction, one row per unit and metric in the end. */
export class Counts {
  private readonly deltas = new Map<string, { unit: string; metric: Metric; delta: number }>();

  add(unit: string, metric: Metric, delta = 1): void {
    const key = `${metric} ${unit}`;
    const entry = this.deltas.get(key);
    if (entry === undefined) this.deltas.set(key, { unit, metric, delta });
    else entry.delta += delta;
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
    `INSERT INTO counter_delta (unit, metric, delta)
     SELECT unit, metric, delta FROM json_to_recordset($1::json) AS row(unit text, metric text, delta integer)`,
    [JSON.stringify(rows)],
  );
}

/** Folds appended differences into the kept counters, in sorted order so that two folders never wait for each other in a ring. */
export class PgCounterStore extends CounterStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async fold(limit: number): Promise<number> {
    return inTransaction(this.dataSource, async (sql) => {
      const rows = await sql<{ folded: string }>(
        `WITH gone AS (
           DELETE FROM counter_delta WHERE id IN (SELECT id FROM counter_delta ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
           RETURNING unit, metric, delta
         ), sums AS (
           SELECT unit, metric, sum(delta) AS delta, count(*) AS folded FROM gone GROUP BY unit, metric ORDER BY unit, metric
         ), kept AS (
           INSERT INTO counter AS c (unit, metric, value) SELECT unit, metric, delta FROM sums
           ON CONFLICT (unit, metric) DO UPDATE SET value = c.value + excluded.value
         )
         SELECT coalesce(sum(folded), 0) AS folded FROM sums`,
        [limit],
      );
      return Number(rows[0]?.folded ?? 0);
    });
  }
}
