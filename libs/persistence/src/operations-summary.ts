import type { OldestSince, SummaryPart, UnitCounts } from '#flows/summary-ports.js';
import { SOON_CAP } from '#flows/overview-ports.js';
import type { Figures, UnitFigures } from '#flows/overview-ports.js';
import { NO_UNIT } from './counters.js';
import type { KeptMetric } from './counters.js';
import { CALLED, SENT } from './flow-metrics.js';
import type { Sql } from './transaction.js';

const COUNT_NAMES: ReadonlyMap<string, keyof UnitCounts> = new Map(
  Object.entries({
    received: 'received',
    delivered: 'delivered',
    waiting: 'waiting',
    overdue: 'overdue',
    'overdue-receipts': 'overdueReceipts',
    reminders: 'reminders',
    escalations: 'escalations',
    'escalations-open': 'openEscalations',
    quarantined: 'quarantined',
    refused: 'refused',
    duplicates: 'duplicates',
  } satisfies Record<KeptMetric, keyof UnitCounts>),
);

/**
 * Kept counters and what no counter holds yet, in one snapshot: folding moves rows from one to the other. Of the latter also when a
 * unit was last heard of.
 */
const COUNTS = `
SELECT unit, json_object_agg(metric, value) AS counts, max(at) FILTER (WHERE metric = ANY($1::text[])) AS received_at,
  max(at) FILTER (WHERE metric = ANY($2::text[])) AS polled_at
FROM (
  SELECT unit, metric, sum(value) AS value, max(at) AS at FROM (
    SELECT unit, metric, value, NULL::timestamptz AS at FROM counter
    UNION ALL SELECT unit, metric, delta, at FROM counter_delta
  ) AS parts GROUP BY unit, metric
) AS sums GROUP BY unit`;

/** An instant as a number: many of them are read, and a date's text takes longer to read than the row it stands in. */
const milliseconds = (instant: string, name: string) => `(extract(epoch FROM ${instant}) * 1000)::float8 AS ${name}`;

/**
 * A few looks into indexes per unit. The receipt that is due first is the one that was asked for first. A unit that owes no receipt
 * is not searched for one, however many other duties it has. Of its escalations it is that of the duty that was due first; where
 * the first ones have been resolved by hand, no more than some are passed over. As a range the sender keeps the planner from
 * walking through what is held of all others in the order of its ids.
 */
const OLDEST = `
SELECT u.unit, ${[
  ['w.started_at', 'waiting'],
  ['CASE WHEN w.due <= $4 THEN w.due END', 'overdue_receipt'],
  ['o.due', 'overdue_duty'],
  ['e.opened_at', 'escalation'],
  ['q.received_at', 'quarantined'],
  ['s.first', 'soon_first'],
  ['seen.last_received_at', 'received'],
  ['seen.last_polled_at', 'polled'],
  [`(SELECT received_at FROM quarantine WHERE state = 'held' ORDER BY id LIMIT 1)`, 'held'],
]
  .map(([instant = '', name = '']) => milliseconds(instant, name))
  .join(', ')}, s.soon
FROM unnest($1::text[], $2::boolean[], $3::boolean[]) AS u(unit, owes, is_escalated)
LEFT JOIN unit_seen seen ON seen.unit = u.unit
LEFT JOIN LATERAL (
  SELECT d.started_at, d.due FROM deadline d
  WHERE u.owes AND d.responsible = u.unit AND d.state = 'open' AND d.scope = 'delivery'
  ORDER BY d.due, d.id LIMIT 1) w ON true
LEFT JOIN LATERAL (
  SELECT d.due FROM deadline d WHERE d.responsible = u.unit AND d.state = 'open' AND d.scope <> 'delivery' AND d.due <= $4
  ORDER BY d.due, d.id LIMIT 1) o ON true
LEFT JOIN LATERAL (
  SELECT count(*)::integer AS soon, min(due) AS first FROM (
    SELECT d.due FROM deadline d WHERE d.responsible = u.unit AND d.state = 'open' AND d.due > $4 AND d.due <= $5
    ORDER BY d.due, d.id LIMIT ${String(SOON_CAP)}) AS capped) s ON true
LEFT JOIN LATERAL (
  SELECT x.opened_at FROM (
    SELECT id, due FROM deadline WHERE u.is_escalated AND responsible = u.unit AND state = 'open' ORDER BY due, id LIMIT 200) d
  CROSS JOIN LATERAL (
    SELECT opened_at FROM escalation WHERE deadline_id = d.id AND state IN ('open', 'taken') OFFSET 0) x
  ORDER BY d.due, d.id LIMIT 1) e ON true
LEFT JOIN LATERAL (
  SELECT h.received_at FROM quarantine h WHERE h.sender BETWEEN u.unit AND u.unit AND h.state = 'held'
  ORDER BY h.sender, h.id LIMIT 1) q ON true`;

interface CountRow {
  unit: string;
  counts: Readonly<Record<string, number>>;
  received_at: Date | null;
  polled_at: Date | null;
}

/** Instants in milliseconds; null where there is none. */
interface OldestRow {
  unit: string;
  waiting: number | null;
  overdue_receipt: number | null;
  overdue_duty: number | null;
  escalation: number | null;
  quarantined: number | null;
  soon: number;
  soon_first: number | null;
  received: number | null;
  polled: number | null;
  /** The oldest that is held of all. */
  held: number | null;
}

/** Counts and oldest ages, what is due until `soon`, and when units were last heard of; nothing grows with the messages. */
export async function readFigures(sql: Sql, units: readonly string[], now: Date, soon: Date): Promise<Figures> {
  const counts = await sql<CountRow>(COUNTS, [SENT, CALLED]);
  const names = new Set([...units, ...counts.map((row) => row.unit)]);
  names.delete(NO_UNIT);
  const parts = new Map([...names].map((unit) => [unit, noFigures()]));
  const total = noPart();
  for (const row of counts) noteCounts(row, parts.get(row.unit), total);
  const kept = [...parts.values()].map((part) => part.counts);
  const asked = [
    [...names, NO_UNIT],
    [...kept.map(({ waiting }) => waiting > 0), false],
    [...kept.map(({ openEscalations }) => openEscalations > 0), false],
  ];
  for (const row of await sql<OldestRow>(OLDEST, [...asked, now, soon])) noteOldest(row, parts.get(row.unit), total);
  return { total, units: parts };
}

function noteCounts(row: CountRow, part: UnitFigures | undefined, total: SummaryPart): void {
  for (const [metric, value] of Object.entries(row.counts)) {
    const name = COUNT_NAMES.get(metric);
    if (name === undefined) continue;
    total.counts[name] += value;
    if (part !== undefined) part.counts[name] += value;
  }
  noteSeen(part, row.received_at ?? undefined, row.polled_at ?? undefined);
}

function noteSeen(part: UnitFigures | undefined, receivedAt: Date | undefined, polledAt: Date | undefined): void {
  if (part === undefined) return;
  part.lastReceivedAt = later(part.lastReceivedAt, receivedAt);
  part.lastPolledAt = later(part.lastPolledAt, polledAt);
}

function noteOldest(row: OldestRow, part: UnitFigures | undefined, total: SummaryPart): void {
  const [receipt, duty] = [dateOf(row.overdue_receipt), dateOf(row.overdue_duty)];
  note(total, 'quarantined', dateOf(row.held));
  for (const some of [part, total]) {
    note(some, 'waiting', dateOf(row.waiting));
    note(some, 'overdue', earlier(receipt, duty));
    note(some, 'escalation', dateOf(row.escalation));
    note(some, 'quarantined', dateOf(row.quarantined));
  }
  noteSeen(part, dateOf(row.received), dateOf(row.polled));
  if (part === undefined) return;
  part.overdueReceiptsSince = receipt;
  part.overdueDutiesSince = duty;
  part.dueSoon = row.soon;
  part.dueSoonFirst = dateOf(row.soon_first);
}

function dateOf(milliseconds: number | null): Date | undefined {
  return milliseconds === null ? undefined : new Date(milliseconds);
}

function noPart(): SummaryPart {
  return {
    counts: {
      received: 0,
      delivered: 0,
      waiting: 0,
      overdue: 0,
      overdueReceipts: 0,
      reminders: 0,
      escalations: 0,
      openEscalations: 0,
      quarantined: 0,
      refused: 0,
      duplicates: 0,
    },
    oldest: { waiting: undefined, overdue: undefined, escalation: undefined, quarantined: undefined },
  };
}

function noFigures(): UnitFigures {
  return {
    ...noPart(),
    overdueReceiptsSince: undefined,
    overdueDutiesSince: undefined,
    dueSoon: 0,
    dueSoonFirst: undefined,
    lastReceivedAt: undefined,
    lastPolledAt: undefined,
  };
}

function note(part: SummaryPart | undefined, name: keyof OldestSince, since: Date | undefined): void {
  if (part !== undefined) part.oldest[name] = earlier(part.oldest[name], since);
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
