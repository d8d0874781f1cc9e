import { withDatabase } from './kept.js';

interface FiringCount {
  step: string;
  occurrence: number;
  n: number;
}

/** What has fired: how many deadlines per step and occurrence, and what differs between firings and their messages. */
export interface Fired {
  /** Such as `{ 'paminnelse 1': 90, 'chef 1': 90 }`. */
  readonly steps: Record<string, number>;
  readonly faults: string[];
}

/**
 * Each firing must have sent one message with one delivery, to the unit that it names, and no message may be there
 * without its firing. A deadline's `fired` says the same as its firings.
 */
const FAULTS = `
SELECT format('%s %s/%s: %s messages, %s deliveries', deadline_id, step, occurrence, messages, deliveries) AS fault FROM (
  SELECT coalesce(f.deadline_id::text, s.deadline_id) AS deadline_id, coalesce(f.step, s.step) AS step,
    coalesce(f.occurrence, s.occurrence) AS occurrence, f.deadline_id IS NULL AS unasked, f.to_unit,
    coalesce(s.messages, 0) AS messages, coalesce(s.deliveries, 0) AS deliveries, s.unit
  FROM firing f FULL JOIN (
    SELECT m.body #>> '{content,deadlineId}' AS deadline_id, m.body #>> '{content,step}' AS step,
      (m.body #>> '{content,occurrence}')::int AS occurrence, count(DISTINCT m.id) AS messages, count(d.id) AS deliveries,
      min(d.unit) AS unit
    FROM message m LEFT JOIN delivery d ON d.message_id = m.id
    WHERE m.kind IN ('paminnelse', 'eskalering') GROUP BY 1, 2, 3
  ) s ON s.deadline_id = f.deadline_id::text AND s.step = f.step AND s.occurrence = f.occurrence
) compared WHERE unasked OR messages <> 1 OR deliveries <> 1 OR unit IS DISTINCT FROM to_unit
UNION ALL
SELECT format('%s has fired %s, and %s firings are there', t.id, t.fired, count(f)) FROM deadline t
  LEFT JOIN firing f ON f.deadline_id = t.id GROUP BY t.id
  HAVING count(f) <> (SELECT coalesce(sum((entry ->> 'count')::int), 0) FROM jsonb_array_elements(t.fired) entry)
LIMIT 10`;

/** Reads it from the hub's database. */
export function readFired(url: string): Promise<Fired> {
  return withDatabase(url, async (client) => {
    const counts = await client.query<FiringCount>(
      'SELECT step, occurrence, count(*)::int AS n FROM firing GROUP BY 1, 2 ORDER BY 1, 2',
    );
    const faults = await client.query<{ fault: string }>(FAULTS);
    return {
      steps: Object.fromEntries(counts.rows.map(({ step, occurrence, n }) => [`${step} ${String(occurrence)}`, n])),
      faults: faults.rows.map(({ fault }) => fault),
    };
  });
}
