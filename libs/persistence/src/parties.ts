import type { AcknowledgementCounts } from '#flows/overview-ports.js';
import { numbered } from './flow.js';
import type { Sql } from './transaction.js';

const ACKNOWLEDGEMENTS = `
WITH parts AS (
  SELECT unit, metric, value FROM flow_bucket WHERE unit = ANY($1::text[]) AND grain = 'day' AND start >= $2
  UNION ALL
  SELECT unit, metric, delta FROM counter_delta WHERE metric LIKE 'ack:%' AND unit = ANY($1::text[]) AND at >= $2
), sums AS (
  SELECT unit, substr(metric, 5) AS bucket, sum(value) AS value FROM parts GROUP BY unit, metric
)
SELECT unit, json_object_agg(bucket, value) AS counts FROM sums GROUP BY unit`;

/** How long receipts took, of each unit that made any since `from`. */
export async function readAcknowledgements(
  sql: Sql,
  units: readonly string[],
  from: Date,
): Promise<Map<string, AcknowledgementCounts>> {
  const rows = await sql<{ unit: string; counts: Readonly<Record<string, number>> }>(ACKNOWLEDGEMENTS, [units, from]);
  return new Map(rows.map(({ unit, counts }) => [unit, numbered(counts)]));
}

const SPARKLINES = `
WITH parts AS (
  SELECT unit, start AS at, value FROM flow_bucket
  WHERE unit = ANY($1::text[]) AND grain = 'hour' AND metric IN ('received', 'delivered') AND start >= $2
  UNION ALL
  SELECT unit, at, delta FROM counter_delta
  WHERE metric IN ('received', 'delivered') AND unit = ANY($1::text[]) AND at >= $2
), sums AS (
  SELECT unit, date_bin('1 hour', at, $2::timestamptz) AS hour, sum(value) AS value FROM parts GROUP BY 1, 2
)
SELECT unit, json_object_agg((extract(epoch FROM hour - $2) / 3600)::integer, value) AS counts FROM sums GROUP BY unit`;

/** What each unit sent and got in each hour from `from` on. */
export async function readSparklines(
  sql: Sql,
  units: readonly string[],
  from: Date,
  hours: number,
): Promise<Map<string, number[]>> {
  const rows = await sql<{ unit: string; counts: Readonly<Record<string, number>> }>(SPARKLINES, [units, from]);
  const found = new Map(rows.map(({ unit, counts }) => [unit, numbered(counts)]));
  return new Map(
    units.map((unit) => [unit, Array.from({ length: hours }, (_, place) => found.get(unit)?.get(place) ?? 0)]),
  );
}
