import type { FlowCounts, FlowPoint, FlowSpan } from '#flows/overview-ports.js';
import { HUB_FLOW, SENT_OR_CALLED, WHOLE_HUB } from './flow-metrics.js';
import type { Sql } from './transaction.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The sums of what flowed, as `FlowCounts` calls them. */
const FLOW_COLUMNS = Object.entries({
  received: 'received',
  delivered: 'routed',
  fetched: 'fetched',
  receipted: 'acknowledged',
  refused: 'refused',
} satisfies Record<(typeof HUB_FLOW)[number], keyof FlowCounts>)
  .map(([metric, name]) => `coalesce(sum(value) FILTER (WHERE metric = '${metric}'), 0)::integer AS ${name}`)
  .join(', ');

/**
 * Whole hours by their sums, minutes at both ends, and what is not folded yet; all in one snapshot, since folding moves rows from
 * one to the other.
 */
const SUMS = `
SELECT s.place::integer, ${FLOW_COLUMNS}
FROM unnest($1::timestamptz[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[])
  WITH ORDINALITY AS s("from", first_hour, last_hour, "to", place)
CROSS JOIN LATERAL (
  SELECT metric, value FROM flow_bucket WHERE unit = '${WHOLE_HUB}' AND grain = 'hour' AND metric = ANY($5::text[])
    AND start >= s.first_hour AND start < s.last_hour
  UNION ALL
  SELECT metric, value FROM flow_bucket WHERE unit = '${WHOLE_HUB}' AND grain = 'minute' AND metric = ANY($5::text[])
    AND start >= s."from" AND start < s.first_hour
  UNION ALL
  SELECT metric, value FROM flow_bucket WHERE unit = '${WHOLE_HUB}' AND grain = 'minute' AND metric = ANY($5::text[])
    AND start >= s.last_hour AND start < s."to"
  UNION ALL
  SELECT metric, delta FROM counter_delta WHERE metric = ANY($5::text[]) AND at >= s."from" AND at < s."to"
) f GROUP BY s.place`;

/** What went through the whole hub in each span. */
export async function readFlow(sql: Sql, spans: readonly FlowSpan[]): Promise<FlowCounts[]> {
  const hours = spans.map(hoursOf);
  const rows = await sql<FlowCounts & { place: number }>(SUMS, [
    spans.map(({ from }) => from),
    hours.map(({ first }) => first),
    hours.map(({ last }) => last),
    spans.map(({ to }) => to),
    HUB_FLOW,
  ]);
  const found = new Map(rows.map(({ place, ...counts }) => [place - 1, counts]));
  return spans.map((_, index) => found.get(index) ?? noFlow());
}

/** The first instant of the first whole hour, and of the first hour that is not whole any more; `to` twice when there is none. */
function hoursOf({ from, to }: FlowSpan): { first: Date; last: Date } {
  const first = Math.ceil(from.getTime() / HOUR) * HOUR;
  const last = Math.floor(to.getTime() / HOUR) * HOUR;
  return first > last ? { first: to, last: to } : { first: new Date(first), last: new Date(last) };
}

const COURSE = `
SELECT date_bin($4::interval, at, $2::timestamptz) AS at, ${FLOW_COLUMNS} FROM (
  SELECT metric, start AS at, value FROM flow_bucket
  WHERE unit = $5 AND grain = $6 AND metric = ANY($1::text[]) AND start >= $2 AND start < $3
  UNION ALL
  SELECT metric, at, delta FROM counter_delta
  WHERE ($5 = '${WHOLE_HUB}' OR unit = $5) AND metric = ANY($1::text[]) AND at >= $2 AND at < $3
) AS parts GROUP BY 1`;

/** The course of a unit by the hour, or of the whole hub by the minute, in steps of so many minutes. */
export async function readCourse(
  sql: Sql,
  unit: string,
  { from, to }: FlowSpan,
  stepMinutes: number,
): Promise<FlowPoint[]> {
  const grain = unit === WHOLE_HUB ? 'minute' : 'hour';
  const step = stepMinutes * MINUTE;
  const rows = await sql<FlowPoint>(COURSE, [HUB_FLOW, from, to, `${String(stepMinutes)} minutes`, unit, grain]);
  const found = new Map(rows.map((point) => [point.at.getTime(), point]));
  return Array.from({ length: Math.ceil((to.getTime() - from.getTime()) / step) }, (_, index): FlowPoint => {
    const at = new Date(from.getTime() + index * step);
    return found.get(at.getTime()) ?? { at, ...noFlow() };
  });
}

/** The first minute in which anything was counted; rows of longer steps that began before it are few. */
export async function readCountedSince(sql: Sql): Promise<Date | undefined> {
  const rows = await sql<{ start: Date }>(
    `SELECT start FROM flow_bucket WHERE grain = 'minute' ORDER BY start LIMIT 1`,
  );
  return rows[0]?.start;
}

const HEARD = `
WITH parts AS (
  SELECT unit, start, value FROM flow_bucket
  WHERE start = ANY($1::timestamptz[]) AND grain = 'hour' AND unit <> '${WHOLE_HUB}' AND metric = ANY($2::text[])
  UNION ALL
  SELECT unit, date_trunc('hour', at, 'UTC'), delta FROM counter_delta
  WHERE date_trunc('hour', at, 'UTC') = ANY($1::timestamptz[]) AND metric = ANY($2::text[])
), sums AS (
  SELECT unit, (extract(epoch FROM start) * 1000)::bigint AS hour, sum(value) AS value FROM parts GROUP BY unit, start
)
SELECT unit, json_object_agg(hour, value) AS heard FROM sums GROUP BY unit`;

/** How often each unit was heard of in each of the hours that begin then. */
export async function readHeard(sql: Sql, hours: readonly Date[]): Promise<Map<string, Map<number, number>>> {
  const rows = await sql<{ unit: string; heard: Readonly<Record<string, number>> }>(HEARD, [hours, SENT_OR_CALLED]);
  return new Map(rows.map(({ unit, heard }) => [unit, numbered(heard)]));
}

/** An object's numbers by its keys, which are numbers too. */
export function numbered(counts: Readonly<Record<string, number>>): Map<number, number> {
  return new Map(Object.entries(counts).map(([key, value]) => [Number(key), value]));
}

function noFlow(): FlowCounts {
  return { received: 0, routed: 0, fetched: 0, acknowledged: 0, refused: 0 };
}
