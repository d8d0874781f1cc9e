import type { Client } from 'pg';

/** Rows are copied so many at a time, so that no single statement takes minutes; a multiple of three recipients. */
const CHUNK = 48_000;

/** A message that went through the hub itself: seeded rows are copies of what the hub wrote for it. */
interface SeedSource {
  /** The sender's id of the message. */
  readonly messageId: string;
  /** The unit in whose inbox the copies go. */
  readonly unit: string;
}

/**
 * Lays `count` deliveries into one inbox, each of a message of its own; all are receipted but for the last `open`, which have
 * been fetched. Durability is left aside for the seed alone.
 */
export async function seedInbox(client: Client, source: SeedSource, count: number, open: number): Promise<void> {
  await client.query('SET synchronous_commit = off');
  for (let from = 0; from < count; from += CHUNK) {
    await client.query(COPIES, [source.messageId, source.unit, from, Math.min(from + CHUNK, count), count - open]);
  }
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}

/** `$3` up to `$4` (not included) are the numbers of the copies, those below `$5` are receipted. */
const COPIES = `
WITH source AS (
  SELECT m.*, d.kind AS delivery_kind, d.unit, d.role, d.receipt_due
  FROM message m JOIN delivery d ON d.message_id = m.id WHERE m.message_id = $1 AND d.unit = $2
), copy AS (
  SELECT n, uuidv7() AS id, uuidv7() AS delivery_id, uuidv7() AS episode_id
  FROM generate_series($3::integer, $4::integer - 1) AS n
), messages AS (
  INSERT INTO message (id, message_id, kind, sender, profile, episode_id, source, received_at, body, answer)
  SELECT c.id, s.message_id || '-' || c.n, s.kind, s.sender, s.profile, c.episode_id, s.source, s.received_at,
    (s.body::jsonb || jsonb_build_object('id', c.id, 'messageId', s.message_id || '-' || c.n, 'episode', c.episode_id))::json, s.answer
  FROM copy c CROSS JOIN source s
)
INSERT INTO delivery (id, message_id, kind, episode_id, unit, role, position, state, receipt_due, accepted_at, fetched_at,
  receipt_at, receipt_recorded_at, receipt_by)
SELECT c.delivery_id, c.id, s.delivery_kind, c.episode_id, s.unit, s.role, nextval('delivery_position'),
  CASE WHEN c.n < $5 THEN 'receipted' ELSE 'received' END, s.receipt_due, s.received_at, s.received_at,
  CASE WHEN c.n < $5 THEN s.received_at END, CASE WHEN c.n < $5 THEN s.received_at END,
  CASE WHEN c.n < $5 THEN '{"name": "Tolvan Tolvansson", "title": "sjuksköterska"}'::jsonb END
FROM (SELECT * FROM copy ORDER BY n) c CROSS JOIN source s`;

/**
 * Lays `count` deliveries that wait for their receipt until `due`, three to a message and an episode, with the deadlines that
 * will fire then; all copied from the message of that id, which has three recipients.
 */
export async function seedReceiptsDue(client: Client, messageId: string, count: number, due: Date): Promise<void> {
  await client.query('SET synchronous_commit = off');
  for (let from = 0; from < count; from += CHUNK) {
    await client.query(DUE, [messageId, from, Math.min(from + CHUNK, count), due]);
  }
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}

/** `$2` up to `$3` (not included) are the numbers of the deliveries, due at `$4`. */
const DUE = `
WITH source AS (
  SELECT * FROM message WHERE message_id = $1
), party AS (
  SELECT unit, role, kind, (row_number() OVER (ORDER BY position) - 1)::integer AS place
  FROM delivery WHERE message_id = (SELECT id FROM source)
), message_copy AS (
  SELECT n, uuidv7() AS id, uuidv7() AS episode_id FROM generate_series($2::integer / 3, ($3::integer - 1) / 3) AS n
), episodes AS (
  INSERT INTO episode (id, organisation, number, profile, patient_id, state, version, patient, facts, steps)
  SELECT c.episode_id, e.organisation, e.number || '-' || c.n, e.profile, e.patient_id, e.state, e.version, e.patient,
    e.facts, e.steps
  FROM message_copy c CROSS JOIN source s JOIN episode e ON e.id = s.episode_id
), messages AS (
  INSERT INTO message (id, message_id, kind, sender, profile, episode_id, source, received_at, body, answer)
  SELECT c.id, s.message_id || '-' || c.n, s.kind, s.sender, s.profile, c.episode_id, s.source, s.received_at, s.body, s.answer
  FROM message_copy c CROSS JOIN source s
), delivery_copy AS (
  SELECT uuidv7() AS id, c.id AS message_id, c.episode_id, p.*
  FROM generate_series($2::integer, $3::integer - 1) AS g(number) JOIN message_copy c ON c.n = g.number / 3
    JOIN party p ON p.place = g.number % 3
), deliveries AS (
  INSERT INTO delivery (id, message_id, kind, episode_id, unit, role, position, state, receipt_due, accepted_at)
  SELECT d.id, d.message_id, d.kind, d.episode_id, d.unit, d.role, nextval('delivery_position'), 'waiting', $4, s.received_at
  FROM delivery_copy d CROSS JOIN source s
)
INSERT INTO deadline (id, kind, rule, profile, scope, started_at, due, state, late, responsible, informs, episode_id, message_id,
  delivery_id, fired, next_fire_at, overdue)
SELECT uuidv7(), k.kind, k.rule, k.profile, k.scope, k.started_at, $4, 'open', false, d.unit, k.informs, d.episode_id, d.message_id,
  d.id, '[]', $4, false
FROM delivery_copy d JOIN LATERAL (
  SELECT * FROM deadline WHERE message_id = (SELECT id FROM source) AND scope = 'delivery' LIMIT 1
) k ON true`;
