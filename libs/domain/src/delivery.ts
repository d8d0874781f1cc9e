import type { AnyMessageKind, PartyRole, StaffMember } from './message.js';

export const DELIVERY_STATES = ['waiting', 'received', 'receipted', 'forwarded', 'misdirected', 'withdrawn'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One message in one unit's inbox, as it stands. */
export interface Delivery {
  id: string;
  /** The hub's id of the message. */
  message: string;
  kind: AnyMessageKind;
  /** HSA-id of the unit that sent the message, and its own id for it. */
  sender: string;
  messageId: string;
  unit: string;
  role: PartyRole;
  profile: string;
  /** The hub's id of the care episode, and the sending organisation's number for it. */
  episode: string | undefined;
  episodeNumber: string | undefined;
  /** The hub's id of the plan (SIP) that the message belongs to. */
  plan?: string | undefined;
  state: DeliveryState;
  /** Null when no kvittens is asked for. */
  receiptDue: Date | null;
  /** When the hub accepted the message. */
  acceptedAt: Date;
  fetchedAt: Date | undefined;
  receipt: Receipt | undefined;
  forwardedTo: string | undefined;
}

/** The recipient's confirmation: who, when it happened, when the hub learnt of it. */
export interface Receipt {
  by: StaffMember;
  at: Date;
  recordedAt: Date;
}
