import type { Client } from 'pg';

export interface PlanSource {
  /** HSA-id of the unit that coordinates the plan that went through the hub itself: what is seeded are copies of its rows. */
  readonly coordinator: string;
  /** The civil day of its follow-up; each copy has one of its own in its place. */
  readonly day: string;
  /** Units that coordinate and take part, in turn. */
  readonly units: readonly string[];
}

/** Rows are copied so many at a time, so that no single statement takes minutes. */
const CHUNK = 10_000;

/**
 * Lays out two years of plans of three units each: one in five open, with its messages, its duties (of one in ten of them late), and
 * days in the calendars of the months around now; of each the letters, most of them posted.
 */
export async function seedPlans(
  client: Client,
  { coordinator, day, units }: PlanSource,
  plans: number,
  progress: (line: string) => void,
): Promise<void> {
  await client.query('SET synchronous_commit = off');
  await client.query(`SET timezone = 'UTC'`);
  await client.query(COPIES);
  await client.query(LAY_COPIES, [plans, units]);
  await client.query('ANALYZE bench_plan');
  for (let from = 0; from < plans; from += CHUNK) {
    const to = Math.min(from + CHUNK, plans);
    for (const statement of OF_PLANS) await client.query(statement, [coordinator, day, from, to]);
    progress(`console: ${String(to)} plans are laid out`);
  }
  await client.query(COUNTS, [units]);
  await client.query('DROP TABLE bench_plan');
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}

const COPIES = `
CREATE UNLOGGED TABLE bench_plan (n integer PRIMARY KEY, id uuid, at timestamptz, unit text, units text[], day date, is_open boolean,
  is_late boolean)`;

const LAY_COPIES = `
INSERT INTO bench_plan
SELECT n, uuidv7(at - clock_timestamp()), at, named.units[1], ARRAY(SELECT DISTINCT unnest(named.units)), now()::date - 20 + n % 60, is_open,
  is_open AND abs(hashint4(n + 7)::bigint) % 10 = 0
FROM (SELECT n, now() - ($1::integer - n) * (interval '720 days' / $1::integer) AS at, n >= $1::integer / 5 * 4 AS is_open
  FROM generate_series(0, $1::integer - 1) AS n) AS times
CROSS JOIN LATERAL (
  SELECT array_agg(($2::text[])[1 + abs(hashint4(n * 3 + k)::bigint) % cardinality($2::text[])] ORDER BY k) AS units
  FROM generate_series(0, 2) AS k) AS named`;

/** `$3` up to `$4` (not included) are the copies' numbers. What is told in a copy names its own unit and its own day. */
const SOME = `(SELECT * FROM bench_plan WHERE n >= $3 AND n < $4 ORDER BY n) c
  CROSS JOIN (SELECT * FROM plan WHERE coordinator_unit = $1 AND patient_id NOT LIKE 'SIP%' ORDER BY id LIMIT 1) s`;
const ofCopy = (text: string) => `replace(replace(${text}::text, $1, c.unit), $2, c.day::text)`;

const OF_PLANS = [
  `INSERT INTO plan (id, profile, patient_id, state, version, patient, facts, steps, coordinator_unit, units, follow_up_on, opened_at,
     closed_at, changed_seq)
   SELECT c.id, s.profile, 'SIP' || c.n, CASE WHEN c.is_open THEN s.state ELSE 'avslutad' END, s.version,
     s.patient || jsonb_build_object('id', 'SIP' || c.n), ${ofCopy('s.facts')}::jsonb, ${ofCopy('s.steps')}::jsonb, c.unit, c.units, c.day,
     c.at, CASE WHEN NOT c.is_open THEN c.at + interval '60 days' END, nextval('plan_change') FROM ${SOME} ORDER BY c.n`,
  `INSERT INTO plan_unit (plan_id, unit, is_open) SELECT c.id, unnest(c.units), c.is_open FROM ${SOME} WHERE $2::text <> ''`,
  `INSERT INTO plan_day (plan_id, unit, day)
   SELECT c.id, taking.unit, c.day - back FROM ${SOME} CROSS JOIN unnest(c.units) AS taking(unit) CROSS JOIN unnest(ARRAY[0, 14]) AS back
   WHERE c.is_open AND $2::text <> ''`,
  `INSERT INTO message (id, message_id, kind, sender, profile, source, received_at, body, answer, plan_id)
   SELECT uuidv7(c.at - clock_timestamp()), m.message_id || '-' || c.n, m.kind, c.unit, m.profile, m.source, c.at, m.body, m.answer, c.id
   FROM ${SOME} JOIN message m ON m.plan_id = s.id WHERE c.is_open AND $2::text <> '' ORDER BY c.n, m.id`,
  `INSERT INTO deadline (id, kind, rule, profile, scope, started_at, started_from, due, state, late, ended_at, responsible, informs,
     message_id, fired, next_fire_at, overdue, plan_id, about)
   SELECT uuidv7(c.at - clock_timestamp()), d.kind, d.rule, d.profile, d.scope, c.at, d.started_from, times.due,
     CASE WHEN c.is_open THEN 'open' ELSE 'met' END, false, CASE WHEN NOT c.is_open THEN c.at END, c.unit, c.unit, d.message_id, '[]',
     CASE WHEN c.is_open AND NOT c.is_late THEN times.due END, c.is_late, c.id, d.about
   FROM ${SOME} JOIN deadline d ON d.plan_id = s.id AND d.state = 'open'
   CROSS JOIN LATERAL (SELECT CASE WHEN c.is_late THEN now() - interval '1 minute' - (c.n % 7000) * interval '1 minute'
     ELSE now() + interval '3 hours' + (c.n % 20000) * interval '1 minute' END AS due) AS times WHERE $2::text <> '' ORDER BY c.n`,
  `INSERT INTO print_job (id, unit, profile, plan_id, message_id, meeting_id, kind, receiver, key, state, created_at, due, posted_at, posted_by)
   SELECT uuidv7(c.at - clock_timestamp()), c.unit, j.profile, c.id, j.message_id, j.meeting_id, j.kind, j.receiver, j.key,
     CASE WHEN c.is_open AND c.n % 10 = 0 THEN 'queued' ELSE 'posted' END, c.at,
     CASE WHEN c.n % 20 = 0 THEN now() - interval '1 hour' ELSE now() + interval '1 day' END,
     CASE WHEN NOT (c.is_open AND c.n % 10 = 0) THEN c.at END, CASE WHEN NOT (c.is_open AND c.n % 10 = 0) THEN '{"name": "Brita Berg"}'::jsonb END
   FROM ${SOME} JOIN print_job j ON j.plan_id = s.id WHERE $2::text <> '' ORDER BY c.n`,
];

/** What the units have told and what they are late with, beside what is counted of them already. */
const COUNTS = `
INSERT INTO counter AS c (unit, metric, value)
SELECT unit, metric, value FROM (
  SELECT sender AS unit, 'received' AS metric, count(*) AS value FROM message WHERE plan_id IN (SELECT id FROM bench_plan) GROUP BY sender
  UNION ALL SELECT responsible, 'overdue', count(*) FROM deadline
    WHERE overdue AND plan_id IN (SELECT id FROM bench_plan) GROUP BY responsible
) AS counted WHERE unit = ANY($1::text[]) ON CONFLICT (unit, metric) DO UPDATE SET value = c.value + excluded.value`;
