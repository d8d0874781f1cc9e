import type { Client } from 'pg';

/** What the console is shown of: so much that a list without an index would be felt. */
export interface ConsoleSize {
  /** Each with one delivery and one deadline. */
  readonly messages: number;
  readonly openDeadlines: number;
  readonly quarantined: number;
  /** Plans (SIP), one in five of them open. */
  readonly plans: number;
}

export interface ConsoleSource {
  /** A message that went through the hub itself, by its sender's id: what is seeded are copies of its rows. */
  readonly messageId: string;
  /** Units that send, receive and owe, in turn. */
  readonly units: readonly string[];
}

/** Rows are copied so many at a time, so that no single statement takes minutes. */
const CHUNK = 50_000;
/** What is kept of the course over time. */
const DAYS = 9;

/**
 * Lays out half a year of a region: messages and their deliveries, spread over the units, nearly all of them receipted; deadlines
 * that are open, some thousands of them overdue with what fired and was escalated; refused input, counts and nine days of their
 * course. Durability is left aside for the seed alone.
 */
export async function seedConsole(
  client: Client,
  { messageId, units }: ConsoleSource,
  { messages, openDeadlines, quarantined }: Omit<ConsoleSize, 'plans'>,
  progress: (line: string) => void,
): Promise<void> {
  await client.query('SET synchronous_commit = off');
  await client.query(`SET timezone = 'UTC'`);
  await client.query(COPIES);
  await client.query(LAY_COPIES, [messages, openDeadlines, units]);
  await client.query('ANALYZE bench_copy');
  for (let from = 0; from < messages; from += CHUNK) {
    const to = Math.min(from + CHUNK, messages);
    for (const statement of OF_MESSAGES) await client.query(statement, [messageId, from, to]);
    if ((to / CHUNK) % 5 === 0) progress(`console: ${String(to)} messages are laid out`);
  }
  for (const statement of OF_DEADLINES) await client.query(statement);
  await client.query(QUARANTINE, [quarantined, units]);
  for (const statement of OF_COUNTS) await client.query(statement, [units]);
  for (const statement of COURSE) await client.query(statement, [units, DAYS]);
  await client.query('DROP TABLE bench_copy');
  progress('console: the database is tidied up');
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}

const COPIES = `
CREATE UNLOGGED TABLE bench_copy (n integer PRIMARY KEY, at timestamptz, id uuid, delivery_id uuid, deadline_id uuid, episode_id uuid,
  sender text, unit text, is_open boolean, is_duty boolean, is_recent boolean, due timestamptz)`;

/**
 * Of `$1` messages the last `$2` still have an open deadline: four of five a receipt, one of twenty overdue, one of fifty due
 * within two hours. Which unit it is has nothing to do with the rest.
 */
const LAY_COPIES = `
INSERT INTO bench_copy
SELECT n, at, uuidv7(at - clock_timestamp()), uuidv7(at - clock_timestamp()), uuidv7(at - clock_timestamp()), NULL,
  ($3::text[])[1 + abs(hashint4(n)::bigint) % cardinality($3::text[])], ($3::text[])[1 + abs(hashint4(-n)::bigint) % cardinality($3::text[])],
  n >= $1::integer - $2::integer, n % 5 = 0, n >= $1::integer - $1::integer / 10,
  CASE WHEN n < $1::integer - $2::integer THEN at + interval '1 day'
    WHEN abs(hashint4(n + 7)::bigint) % 20 = 0 THEN now() - (n % 7000) * interval '1 minute' - interval '1 minute'
    WHEN n % 50 = 4 THEN now() + interval '40 minutes' + (n % 70) * interval '1 minute'
    ELSE now() + interval '3 hours' + (n % 20000) * interval '1 minute' END
FROM (SELECT n, now() - ($1::integer - n) * (interval '180 days' / $1::integer) AS at
  FROM generate_series(0, $1::integer - 1) AS n) AS times`;

/** Ten messages to a stay; those of the last tenth are still going on. `$2` up to `$3` (not included) are the copies' numbers. */
const OF_MESSAGES = [
  `WITH stay AS (
     SELECT n / 10 AS place, uuidv7(min(at) - clock_timestamp()) AS id, bool_and(is_recent) AS is_recent, max(at) AS ended_at
     FROM bench_copy WHERE n >= $2 AND n < $3 GROUP BY n / 10
   ), named AS (
     UPDATE bench_copy c SET episode_id = s.id FROM stay s WHERE c.n >= $2 AND c.n < $3 AND s.place = c.n / 10
   )
   INSERT INTO episode (id, organisation, number, profile, patient_id, state, version, patient, facts, steps, ended_at)
   SELECT s.id, e.organisation, e.number || '-' || s.place, e.profile, 'P' || s.place, CASE WHEN s.is_recent THEN e.state ELSE 'utskriven' END,
     e.version, e.patient, e.facts, e.steps, CASE WHEN NOT s.is_recent THEN s.ended_at END
   FROM stay s CROSS JOIN message m JOIN episode e ON e.id = m.episode_id WHERE m.message_id = $1`,
  `INSERT INTO payload (id, bytes, content_type)
   SELECT c.id, p.bytes, p.content_type FROM bench_copy c CROSS JOIN message s JOIN payload p ON p.id = s.payload_id
   WHERE s.message_id = $1 AND c.is_recent AND c.n >= $2 AND c.n < $3`,
  `INSERT INTO message (id, message_id, kind, sender, profile, episode_id, source, received_at, payload_id, body, answer)
   SELECT c.id, s.message_id || '-' || c.n, CASE WHEN c.n % 10 < 3 THEN s.kind ELSE 'utskrivningsmeddelande' END, c.sender, s.profile,
     c.episode_id, s.source, c.at, CASE WHEN c.is_recent THEN c.id END,
     (s.body::jsonb || jsonb_build_object('id', c.id, 'messageId', s.message_id || '-' || c.n, 'episode', c.episode_id))::json, s.answer
   FROM bench_copy c CROSS JOIN message s WHERE s.message_id = $1 AND c.n >= $2 AND c.n < $3 ORDER BY c.n`,
  `INSERT INTO delivery (id, message_id, kind, episode_id, unit, role, position, state, receipt_due, accepted_at, fetched_at, receipt_at,
     receipt_recorded_at, receipt_by)
   SELECT c.delivery_id, c.id, s.kind, c.episode_id, c.unit, s.role, nextval('delivery_position'),
     CASE WHEN c.is_open AND NOT c.is_duty THEN 'received' ELSE 'receipted' END, c.due, c.at, c.at,
     CASE WHEN NOT c.is_open OR c.is_duty THEN c.at END, CASE WHEN NOT c.is_open OR c.is_duty THEN c.at END,
     CASE WHEN NOT c.is_open OR c.is_duty THEN '{"name": "Tolvan Tolvansson", "title": "sjuksköterska"}'::jsonb END
   FROM (SELECT * FROM bench_copy WHERE n >= $2 AND n < $3 ORDER BY n) c
     CROSS JOIN LATERAL (SELECT * FROM delivery WHERE message_id = (SELECT id FROM message WHERE message_id = $1) LIMIT 1) s`,
  `INSERT INTO deadline (id, kind, rule, profile, scope, started_at, started_from, due, state, late, ended_at, responsible, informs,
     episode_id, message_id, delivery_id, fired, next_fire_at, overdue)
   SELECT c.deadline_id, k.kind, k.rule, k.profile, k.scope, c.at, k.started_from, c.due, CASE WHEN c.is_open THEN 'open' ELSE 'met' END,
     NOT c.is_open AND c.n % 50 IN (3, 5), CASE WHEN NOT c.is_open THEN c.at END, c.unit, c.sender, c.episode_id, c.id,
     CASE WHEN NOT c.is_duty THEN c.delivery_id END, '[]', CASE WHEN c.is_open AND c.due > now() THEN c.due END, c.is_open AND c.due <= now()
   FROM bench_copy c JOIN LATERAL (
     SELECT * FROM deadline WHERE message_id = (SELECT id FROM message WHERE message_id = $1) AND (scope = 'delivery') <> c.is_duty
     ORDER BY id LIMIT 1
   ) k ON true WHERE c.n >= $2 AND c.n < $3 ORDER BY c.n`,
  `INSERT INTO audit_entry (at, actor, action, unit, subject, subject_id, detail)
   SELECT c.at, a.actor, a.action, c.sender, a.subject, c.id, a.detail FROM bench_copy c JOIN LATERAL (
     SELECT * FROM audit_entry WHERE subject_id = (SELECT id FROM message WHERE message_id = $1) LIMIT 1
   ) a ON true WHERE c.n >= $2 AND c.n < $3 ORDER BY c.n`,
];

/** What is overdue, and one in fifty of what was receipted, has been reminded of and escalated. */
const OF_DEADLINES = [
  `INSERT INTO firing (deadline_id, step, occurrence, kind, rule, due_at, fired_at, to_unit)
   SELECT c.deadline_id, k.kind, 1, k.kind, 'G-ACK-12', c.due, c.due, c.unit
   FROM bench_copy c CROSS JOIN (VALUES ('paminnelse'), ('eskalering')) AS k(kind)
   WHERE (c.is_open AND c.due <= now()) OR (NOT c.is_open AND c.n % 50 IN (3, 5))`,
  // Nobody has taken seven of ten that are open; one of twenty is put aside.
  `INSERT INTO escalation (id, deadline_id, state, step, opened_at, taken_by, taken_at, resolved_at, resolution, notes, snoozed_until,
     snooze_reason, snoozed_by)
   SELECT uuidv7(c.due - clock_timestamp()), c.deadline_id,
     CASE WHEN NOT c.is_open THEN 'resolved' WHEN c.n % 3 > 0 THEN 'open' ELSE 'taken' END, 'eskalering', c.due,
     CASE WHEN c.is_open AND c.n % 3 = 0 THEN 'user:drift' END, CASE WHEN c.is_open AND c.n % 3 = 0 THEN c.due + interval '10 minutes' END,
     CASE WHEN NOT c.is_open THEN c.due + interval '1 hour' END, CASE WHEN NOT c.is_open THEN 'met' END,
     CASE WHEN c.n % 11 = 0 THEN jsonb_build_array(jsonb_build_object('at', c.due, 'by', 'user:drift', 'text', 'Ringt')) ELSE '[]' END,
     CASE WHEN c.is_open AND c.n % 19 = 0 THEN now() + interval '1 day' END, CASE WHEN c.is_open AND c.n % 19 = 0 THEN 'Ringer i morgon' END,
     CASE WHEN c.is_open AND c.n % 19 = 0 THEN 'user:drift' END
   FROM bench_copy c WHERE (c.is_open AND c.due <= now()) OR (NOT c.is_open AND c.n % 50 IN (3, 5)) ORDER BY c.due`,
];

/** `$1` are held, three times as many have been replayed. */
const QUARANTINE = `
WITH copy AS (
  SELECT n, uuidv7() AS id, uuidv7() AS payload_id, now() - n * interval '3 minutes' AS at, n % 4 = 0 AS is_held
  FROM generate_series(1, 4 * $1::integer) AS n
), bytes AS (
  INSERT INTO payload (id, bytes, content_type)
  SELECT payload_id, convert_to('MSH|^~\\&|JOURNAL|AVD|HEMGANG|HUB|20261122||ADT^A01|' || n || '|P|2.5' || chr(13) || 'PID|1||x' || chr(13), 'UTF8'),
    'application/hl7-v2' FROM copy
)
INSERT INTO quarantine (id, payload_id, source, sender, message_id, received_at, outcome, reasons, state, replayed_at, first_code, first_path)
SELECT id, payload_id, 'http:part-' || n % 9, ($2::text[])[1 + n / 4 % cardinality($2::text[])], 'Q' || n, at, 'against-rule',
  jsonb_build_array(jsonb_build_object('code', 'missing-' || n % 5, 'path', 'PID-' || n % 7, 'message', 'Uppgiften saknas', 'rule', 'G-INM-01')),
  CASE WHEN is_held THEN 'held' ELSE 'replayed' END, CASE WHEN NOT is_held THEN at + interval '1 hour' END, 'missing-' || n % 5, 'PID-' || n % 7
FROM copy`;

/** The kept counts, as they are when every difference has been folded; when each unit was last heard of. */
const OF_COUNTS = [
  `INSERT INTO counter AS c (unit, metric, value)
   SELECT unit, metric, value FROM (
     SELECT sender AS unit, 'received' AS metric, count(*) AS value FROM bench_copy GROUP BY sender
     UNION ALL SELECT unit, 'delivered', count(*) FROM bench_copy GROUP BY unit
     UNION ALL SELECT unit, 'waiting', count(*) FROM bench_copy WHERE is_open AND NOT is_duty GROUP BY unit
     UNION ALL SELECT unit, 'overdue', count(*) FROM bench_copy WHERE is_open AND due <= now() GROUP BY unit
     UNION ALL SELECT unit, 'overdue-receipts', count(*) FROM bench_copy WHERE is_open AND NOT is_duty AND due <= now() GROUP BY unit
     UNION ALL SELECT d.responsible, 'escalations-open', count(*) FROM escalation e JOIN deadline d ON d.id = e.deadline_id
       WHERE e.state <> 'resolved' GROUP BY d.responsible
     UNION ALL SELECT to_unit, CASE kind WHEN 'paminnelse' THEN 'reminders' ELSE 'escalations' END, count(*) FROM firing GROUP BY to_unit, kind
     UNION ALL SELECT sender, 'quarantined', count(*) FROM quarantine WHERE state = 'held' GROUP BY sender
     UNION ALL SELECT sender, 'refused', count(*) FROM quarantine GROUP BY sender
   ) AS counted WHERE unit = ANY($1::text[]) ON CONFLICT (unit, metric) DO UPDATE SET value = c.value + excluded.value`,
  // Two units have been silent since yesterday.
  `INSERT INTO unit_seen AS u (unit, last_received_at, last_polled_at)
   SELECT unit, now() - place * interval '20 seconds' - CASE WHEN place <= 2 THEN interval '20 hours' ELSE interval '0' END,
     now() - place * interval '1 second' - CASE WHEN place <= 2 THEN interval '20 hours' ELSE interval '0' END
   FROM unnest($1::text[]) WITH ORDINALITY AS unit(unit, place)
   ON CONFLICT (unit) DO UPDATE SET last_received_at = excluded.last_received_at, last_polled_at = excluded.last_polled_at`,
];

/** Every minute of the whole hub and every hour of each unit for `$2` days, and how long its receipts took day by day. */
const COURSE = [
  `INSERT INTO flow_bucket (unit, grain, metric, start, value)
   SELECT '', g.grain, metric, start, 5 FROM (VALUES ('minute'), ('hour')) AS g(grain)
     CROSS JOIN unnest(ARRAY['received', 'delivered', 'fetched', 'receipted', 'refused']) AS metric
     CROSS JOIN generate_series(date_trunc(g.grain, now()) - $2 * interval '1 day', now(), ('1 ' || g.grain)::interval) AS start
   WHERE cardinality($1::text[]) > 0 ON CONFLICT DO NOTHING`,
  `INSERT INTO flow_bucket (unit, grain, metric, start, value)
   SELECT unit, 'hour', metric, start, 5 FROM unnest($1::text[]) AS unit
     CROSS JOIN unnest(ARRAY['received', 'delivered', 'fetched', 'receipted', 'refused', 'duplicates', 'polled']) AS metric
     CROSS JOIN generate_series(date_trunc('hour', now()) - $2 * interval '1 day', now(), interval '1 hour') AS start
   ON CONFLICT DO NOTHING`,
  `INSERT INTO flow_bucket (unit, grain, metric, start, value)
   SELECT unit, 'day', 'ack:' || bucket, start, 5 FROM unnest($1::text[]) AS unit CROSS JOIN generate_series(20, 45) AS bucket
     CROSS JOIN generate_series(date_trunc('day', now(), 'Europe/Stockholm') - $2 * interval '1 day', now(), interval '1 day') AS start
   ON CONFLICT DO NOTHING`,
];
