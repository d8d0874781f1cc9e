import type { HubMessage } from '#domain/admission/admission-plan.js';
import type { Counts } from './counters.js';
import type { Sql } from './transaction.js';

/** Advisory lock of those who give inbox positions: one at a time, until the end of the transaction. */
const POSITION_LOCK = 7_236_002;

/** A delivery to be written; its position is given here. */
export interface NewDelivery {
  id: string;
  message_id: string;
  kind: string;
  episode_id: string | null;
  unit: string;
  role: string;
  receipt_due: Date | null;
  accepted_at: Date;
  /** The hub's id of the plan (SIP) that the message belongs to. */
  plan_id?: string | null;
}

/**
 * Writes deliveries and gives them their positions. To be the last statement of a transaction: positions are taken under a
 * lock that is held until the commit, so that no reader ever sees a higher position before a lower one.
 */
export async function insertDeliveries(sql: Sql, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = JSON.stringify(deliveries);
  await sql('SELECT pg_advisory_xact_lock($1)', [POSITION_LOCK]);
  await sql(
    `INSERT INTO delivery (id, message_id, kind, episode_id, unit, role, position, state, receipt_due, accepted_at, plan_id)
     SELECT id, message_id, kind, episode_id, unit, role, nextval('delivery_position'), 'waiting', receipt_due, accepted_at, plan_id
     FROM json_to_recordset($1::json) AS row(id uuid, message_id uuid, kind text, episode_id uuid, unit text, role text,
       receipt_due timestamptz, accepted_at timestamptz, plan_id uuid)`,
    [rows],
  );
}

/**
 * Gives a delivery whose row is locked the position after all others, and tells it. To be the last statement of a transaction,
 * as in `insertDeliveries`: whoever has read past its former position finds it again, whoever has not finds it once.
 */
export async function moveToEnd(sql: Sql, id: string): Promise<string> {
  await sql('SELECT pg_advisory_xact_lock($1)', [POSITION_LOCK]);
  const [row] = await sql<{ position: string }>(
    `UPDATE delivery SET position = nextval('delivery_position') WHERE id = $1 RETURNING position`,
    [id],
  );
  if (row === undefined) throw new Error('A delivery whose row is locked was not there to be moved');
  return row.position;
}

/** Writes messages of the hub's own making; their deliveries are to be written last, with `insertDeliveries`. */
export async function insertHubMessages(sql: Sql, messages: readonly HubMessage[], now: Date): Promise<NewDelivery[]> {
  if (messages.length === 0) return [];
  const rows = messages.map(({ message, profile }) => ({
    id: message.id,
    message_id: message.messageId,
    kind: message.kind,
    sender: message.sender,
    profile,
    episode_id: message.episode ?? null,
    plan_id: message.plan ?? null,
    received_at: now,
    body: message,
  }));
  await sql(
    `INSERT INTO message (id, message_id, kind, sender, profile, episode_id, source, received_at, body, plan_id)
     SELECT id, message_id, kind, sender, profile, episode_id, 'hub', received_at, body, plan_id FROM json_to_recordset($1::json)
       AS row(id uuid, message_id text, kind text, sender text, profile text, episode_id uuid, received_at timestamptz, body json,
         plan_id uuid)`,
    [JSON.stringify(rows)],
  );
  return messages.map(({ message, delivery }) => ({
    id: delivery.id,
    message_id: message.id,
    kind: message.kind,
    episode_id: message.episode ?? null,
    plan_id: message.plan ?? null,
    unit: delivery.unit,
    role: delivery.role,
    receipt_due: delivery.receiptDue,
    accepted_at: now,
  }));
}

/** Counts a change of state in inboxes, in sorted order, so that their ETags change. */
export async function bumpInboxes(sql: Sql, units: Iterable<string>): Promise<void> {
  const sorted = [...new Set(units)].sort();
  if (sorted.length === 0) return;
  await sql(
    `INSERT INTO inbox AS i (unit, changes) SELECT unit, 1 FROM unnest($1::text[]) AS unit ORDER BY unit
     ON CONFLICT (unit) DO UPDATE SET changes = i.changes + 1`,
    [sorted],
  );
}

interface WithdrawnRow {
  unit: string;
  had_receipt_due: boolean;
}

/** Takes deliveries back, with the counts and the ETags of their inboxes; those that are out of a unit's hands stay as they are. */
export async function withdrawDeliveries(sql: Sql, deliveries: readonly string[], counts: Counts): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = await sql<WithdrawnRow>(
    `WITH held AS (
       SELECT id, receipt_due IS NOT NULL AND state IN ('waiting', 'received') AS had_receipt_due FROM delivery
       WHERE id = ANY($1::uuid[]) AND state IN ('waiting', 'received', 'receipted') ORDER BY id FOR UPDATE
     )
     UPDATE delivery d SET state = 'withdrawn' FROM held h WHERE d.id = h.id RETURNING d.unit, h.had_receipt_due`,
    [deliveries],
  );
  for (const row of rows) if (row.had_receipt_due) counts.add(row.unit, 'waiting', -1);
  await bumpInboxes(
    sql,
    rows.map((row) => row.unit),
  );
}
