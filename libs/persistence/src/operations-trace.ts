import type { DeadlineState } from '#domain/deadline/deadline.js';
import type { StaffMember } from '#domain/message.js';
import type { AuditView, MessageTrace, StoredBytes, TracedDelivery } from '#flows/operations-ports.js';
import { appendAudit } from './audit.js';
import { DEADLINE_COLUMNS, DEADLINE_JOINS, deadlineView } from './operations-deadlines.js';
import type { DeadlineJson } from './operations-deadlines.js';
import { MESSAGE_COLUMNS, MESSAGE_JOINS, messageView } from './operations-messages.js';
import type { MessageRow } from './operations-messages.js';
import type { Sql } from './transaction.js';

/** Lines of the audit that one trace shows at most: a message that is sent again for ever must not make it endless. */
const AUDIT_LINES = 500;

type TracedRow = MessageRow & {
  payloadId: string | null;
  size: number | null;
  notice: string | null;
  planningCategory: string | null;
  warnings: MessageTrace['warnings'] | null;
};

/** Of the body only what routed the message is read: no patient, no content. */
const TRACED = `
SELECT ${MESSAGE_COLUMNS}, m.payload_id AS "payloadId", octet_length(p.bytes) AS size, m.body->>'notice' AS notice,
  m.body->>'planningCategory' AS "planningCategory", m.answer->'warnings' AS warnings
FROM message m ${MESSAGE_JOINS} WHERE m.id = $1`;

interface DeliveryRow extends Omit<TracedDelivery, 'receipt'> {
  receiptAt: Date | null;
  recordedAt: Date | null;
  by: StaffMember | null;
}

const DELIVERIES = `
SELECT id, unit, role, state, receipt_due AS "receiptDue", accepted_at AS "acceptedAt", fetched_at AS "fetchedAt",
  receipt_at AS "receiptAt", receipt_recorded_at AS "recordedAt", receipt_by AS by, forwarded_to AS "forwardedTo"
FROM delivery WHERE message_id = $1 ORDER BY position`;

/** Deadlines that the message started, found by its deliveries, its care episode and its plan, all of which have an index. */
const DEADLINES = `
SELECT ${DEADLINE_COLUMNS} FROM deadline d ${DEADLINE_JOINS}
WHERE d.message_id = $1 AND (d.delivery_id = ANY($2::uuid[]) OR d.episode_id = $3 OR d.plan_id = $4) ORDER BY d.due, d.id`;

const ENDED = `
SELECT id, kind, state, late FROM deadline
WHERE (episode_id = $2 OR plan_id = $3) AND ended_by = $1 AND message_id <> $1 ORDER BY due, id`;

const AUDIT = `
SELECT at, actor, action, unit, subject, subject_id AS "subjectId", detail FROM audit_entry WHERE subject_id = ANY($1::uuid[])
ORDER BY id LIMIT $2`;

/** Every hop of a message; undefined when there is none. */
export async function readTrace(sql: Sql, id: string): Promise<MessageTrace | undefined> {
  const [row] = await sql<TracedRow>(TRACED, [id]);
  if (row === undefined) return undefined;
  const { payloadId, size, notice, planningCategory, warnings, ...message } = row;
  const deliveries = (await sql<DeliveryRow>(DELIVERIES, [id])).map(tracedDelivery);
  const deliveryIds = deliveries.map((delivery) => delivery.id);
  const deadlines = await sql<DeadlineJson>(DEADLINES, [id, deliveryIds, row.episode, row.plan]);
  const subjects = [id, ...deliveryIds, ...deadlines.map((deadline) => deadline.id)];
  const escalations = deadlines.flatMap(({ escalation }) => escalation?.id ?? []);
  return {
    message: messageView(message),
    payload: payloadId === null ? null : { contentType: row.contentType ?? '', size },
    notice,
    planningCategory,
    warnings: warnings ?? [],
    deliveries,
    deadlines: deadlines.map(deadlineView),
    ended: await sql<{ id: string; kind: string; state: DeadlineState; late: boolean }>(ENDED, [
      ...[id, row.episode, row.plan],
    ]),
    audit: await sql<AuditView>(AUDIT, [[...subjects, ...escalations], AUDIT_LINES]),
  };
}

function tracedDelivery({ receiptAt, recordedAt, by, ...row }: DeliveryRow): TracedDelivery {
  const isReceipted = receiptAt !== null && recordedAt !== null && by !== null;
  return { ...row, receipt: isReceipted ? { by, at: receiptAt, recordedAt } : null };
}

/** The bytes as they came; whoever reads them is noted (L-LOG-01). */
export async function readMessageBytes(
  sql: Sql,
  id: string,
  actor: string,
  now: Date,
): Promise<StoredBytes | undefined> {
  const [row] = await sql<{ bytes: Buffer; contentType: string; sender: string }>(
    `SELECT p.bytes, p.content_type AS "contentType", m.sender FROM message m JOIN payload p ON p.id = m.payload_id
     WHERE m.id = $1 AND p.bytes IS NOT NULL`,
    [id],
  );
  if (row === undefined) return undefined;
  const { sender: unit, bytes, contentType } = row;
  await appendAudit(sql, [{ at: now, actor, action: 'message-bytes-read', unit, subject: 'message', subjectId: id }]);
  return { bytes, contentType };
}

/** Lets a message id be used again, with who wanted it and why. */
export async function releaseMessageId(
  sql: Sql,
  id: string,
  reason: string,
  actor: string,
  now: Date,
): Promise<boolean | undefined> {
  const [message] = await sql<{ sender: string; source: string }>('SELECT sender, source FROM message WHERE id = $1', [
    id,
  ]);
  if (message === undefined || message.source === 'hub') return undefined;
  const released = await sql<{ message_id: string }>(
    'DELETE FROM idempotency_key WHERE message_id = $1 RETURNING message_id',
    [id],
  );
  if (released.length === 0) return false;
  const unit = message.sender;
  const line = { at: now, actor, action: 'message-id-released', unit, subject: 'message' as const, subjectId: id };
  await appendAudit(sql, [{ ...line, detail: { reason } }]);
  return true;
}
