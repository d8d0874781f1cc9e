import type { Delivery } from '#domain/delivery.js';
import type { StaffMember } from '#domain/message.js';

/** Columns of a delivery `d` with its message `m`. */
export const DELIVERY_COLUMNS = `d.id, d.message_id, d.kind, m.sender, m.message_id AS sender_message_id, d.unit, d.role, m.profile,
  d.episode_id, m.body->>'episodeId' AS episode_number, d.plan_id, d.state, d.receipt_due, d.accepted_at, d.fetched_at, d.receipt_at,
  d.receipt_recorded_at, d.receipt_by, d.forwarded_to`;

/** A delivery as it comes from `DELIVERY_COLUMNS`. */
export interface DeliveryRecord {
  id: string;
  message_id: string;
  kind: Delivery['kind'];
  sender: string;
  sender_message_id: string;
  unit: string;
  role: Delivery['role'];
  profile: string;
  episode_id: string | null;
  episode_number: string | null;
  plan_id: string | null;
  state: Delivery['state'];
  receipt_due: Date | null;
  accepted_at: Date;
  fetched_at: Date | null;
  receipt_at: Date | null;
  receipt_recorded_at: Date | null;
  receipt_by: StaffMember | null;
  forwarded_to: string | null;
}

export function deliveryOf(row: DeliveryRecord): Delivery {
  return {
    id: row.id,
    message: row.message_id,
    kind: row.kind,
    sender: row.sender,
    messageId: row.sender_message_id,
    unit: row.unit,
    role: row.role,
    profile: row.profile,
    episode: row.episode_id ?? undefined,
    episodeNumber: row.episode_number ?? undefined,
    plan: row.plan_id ?? undefined,
    state: row.state,
    receiptDue: row.receipt_due,
    acceptedAt: row.accepted_at,
    fetchedAt: row.fetched_at ?? undefined,
    receipt: receiptOf(row),
    forwardedTo: row.forwarded_to ?? undefined,
  };
}

/** The receipt of a row, once it has one. */
export function receiptOf(
  row: Pick<DeliveryRecord, 'receipt_by' | 'receipt_at' | 'receipt_recorded_at'>,
): Delivery['receipt'] {
  if (row.receipt_by === null || row.receipt_at === null || row.receipt_recorded_at === null) return undefined;
  return { by: row.receipt_by, at: row.receipt_at, recordedAt: row.receipt_recorded_at };
}
