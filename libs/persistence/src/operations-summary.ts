import type { OldestSince, Summary, SummaryPart, UnitCounts } from '#flows/operations-ports.js';
import { NO_UNIT } from './counters.js';
import type { Metric } from './counters.js';
import type { Sql } from './transaction.js';

const COUNT_NAMES: Readonly<Record<Metric, keyof UnitCounts>> = {
  received: 'received',
  delivered: 'delivered',
  waiting: 'waiting',
  overdue: 'overdue',
  reminders: 'reminders',
  escalations: 'escalations',
  'escalations-open': 'openEscalations',
  quarantined: 'quarantined',
  refused: 'refused',
  duplicates: 'duplicates',
};

/** Kept counters and what no counter holds yet, in one snapshot: folding moves rows from one to the other. */
const COUNTS = `
SELECT unit, metric, sum(value) AS value FROM (
  SELECT unit, metric, value FROM counter UNION ALL SELECT unit, metric, delta FROM counter_delta
) AS parts GROUP BY unit, metric`;

/** One look into an index per unit and age; the receipt that is due first is the one that was asked for first. */
const OLDEST = `
SELECT u.unit, w.started_at AS waiting, o.due AS overdue, q.received_at AS quarantined
FROM unnest($1::text[]) AS u(unit)
LEFT JOIN LATERAL (
  SELECT d.started_at FROM deadline d WHERE d.responsible = u.unit AND d.state = 'open' AND d.scope = 'delivery'
  ORDER BY d.due, d.id LIMIT 1) w ON true
LEFT JOIN LATERAL (
  SELECT d.due FROM deadline d WHERE d.responsible = u.unit AND d.state = 'open' AND d.due <= $2
  ORDER BY d.due, d.id LIMIT 1) o ON true
LEFT JOIN LATERAL (
  SELECT h.received_at FROM quarantine h WHERE h.sender = u.unit AND h.state = 'held' ORDER BY h.id LIMIT 1) q ON true`;

const OLDEST_ESCALATIONS = `
SELECT d.responsible AS unit, min(e.opened_at) AS escalation FROM escalation e JOIN deadline d ON d.id = e.deadline_id
WHERE e.state IN ('open', 'taken') GROUP BY d.responsible`;

const OLDEST_QUARANTINED = `SELECT received_at AS quarantined FROM quarantine WHERE state = 'held' ORDER BY id LIMIT 1`;

interface OldestRow {
  unit: string;
  waiting: Date | null;
  overdue: Date | null;
  quarantined: Date | null;
}

/** Counts and oldest ages; nothing in here grows with the number of messages. */
export async function readSummary(sql: Sql, units: readonly string[], now: Date): Promise<Summary> {
  const counts = await sql<{ unit: string; metric: string; value: string }>(COUNTS);
  const names = new Set([...units, ...counts.map((row) => row.unit)]);
  names.delete(NO_UNIT);
  const parts = new Map([...names].map((unit) => [unit, emptyPart()]));
  const total = emptyPart();
  for (const { unit, metric, value } of counts) {
    const name = countName(metric);
    if (name === undefined) continue;
    total.counts[name] += Number(value);
    const part = parts.get(unit);
    if (part !== undefined) part.counts[name] += Number(value);
  }
  for (const row of await sql<OldestRow>(OLDEST, [[...names], now])) note(row.unit, row, parts, total);
  for (const row of await sql<{ unit: string; escalation: Date }>(OLDEST_ESCALATIONS))
    note(row.unit, row, parts, total);
  const [held] = await sql<{ quarantined: Date }>(OLDEST_QUARANTINED);
  if (held !== undefined) total.oldest.quarantined = held.quarantined;
  return { total, units: parts };
}

function countName(metric: string): keyof UnitCounts | undefined {
  return Object.entries(COUNT_NAMES).find(([known]) => known === metric)?.[1];
}

function emptyPart(): SummaryPart {
  return {
    counts: {
      received: 0,
      delivered: 0,
      waiting: 0,
      overdue: 0,
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

function note(
  unit: string,
  found: Partial<Record<keyof OldestSince, Date | null>>,
  parts: ReadonlyMap<string, SummaryPart>,
  total: SummaryPart,
): void {
  for (const part of [parts.get(unit), total]) {
    if (part === undefined) continue;
    for (const name of ['waiting', 'overdue', 'escalation', 'quarantined'] as const) {
      part.oldest[name] = earlier(part.oldest[name], found[name] ?? undefined);
    }
  }
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
