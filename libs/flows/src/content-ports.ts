import type { VisibleMessage } from '#domain/admission/admission-plan.js';
import type { Delivery } from '#domain/delivery.js';
import type { ResendDecision } from '#domain/admission/resend.js';
import type { PlanFacts } from '#domain/plan/plan.js';

// What operations see of contents, and what they send again: more of `operations-ports.ts`.

/** A message with what is kept of it. */
export interface StoredMessage {
  /** As its recipients may see it. */
  body: VisibleMessage;
  /** The bytes as they came, with their sender's content type; undefined for the hub's own messages and for what was erased. */
  payload: { bytes: Buffer; contentType: string } | undefined;
}

/** Contents of messages for operations. */
export abstract class MessageContents {
  /** For a masked view: nothing is noted, since nothing personal is shown. */
  abstract read(id: string): Promise<StoredMessage | undefined>;
  /** For who sees it whole: noted in the audit with the reason, in one transaction with reading it (L-LOG-01). */
  abstract reveal(id: string, reason: string, actor: string, now: Date): Promise<StoredMessage | undefined>;
}

/** A delivery that somebody may want to send again. */
export interface ResendCase {
  delivery: Delivery;
  isExpired: boolean;
  /** Of the plan (SIP) that the message belongs to, as it is now. */
  facts: PlanFacts | undefined;
  body: VisibleMessage;
  /** HSA-ids of the other units that have the message, in the order in which they got it. */
  others: string[];
}

/** What came of sending a delivery again. */
export type Resending =
  | { kind: 'resent'; unit: string; position: string }
  | { kind: 'refused'; decision: Extract<ResendDecision, { kind: 'refused' }> };

/** Gives deliveries a new place in their unit's inbox. */
export abstract class ResendStore {
  abstract look(deliveryId: string, now: Date): Promise<ResendCase | undefined>;
  /**
   * Decides on the locked delivery and gives it the next position, last in its transaction, with the audit. Undefined: there is no
   * such delivery.
   */
  abstract resend(
    deliveryId: string,
    decide: (delivery: Delivery, isExpired: boolean, facts: PlanFacts | undefined) => ResendDecision,
    why: { readonly reason: string; readonly actor: string },
    now: Date,
  ): Promise<Resending | undefined>;
}

/** Something that was found by an id or a number. */
export interface Found {
  kind: 'message' | 'episode' | 'plan' | 'quarantine';
  /** The hub's id. */
  id: string;
  title: string;
  /** Kind, state or outcome, and HSA-id of the sender, or of the unit that coordinates, or id of the organisation. */
  what: string;
  by: string | null;
  at: Date | null;
}

/** Finds by ids and numbers, each by an index; never by what a message says of anybody. */
export abstract class SearchStore {
  abstract find(text: string, limit: number): Promise<Found[]>;
}
