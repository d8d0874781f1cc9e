import type {
  EndedDeadline,
  KnownDeadline,
  PlannedDeadline,
  VisibleMessage,
} from '#domain/admission/admission-plan.js';
import type { Delivery, DeliveryState, Receipt } from '#domain/delivery.js';
import type { Episode } from '#domain/episode/episode.js';
import type { ForwardDecision, MisdirectedDecision, ReceiptDecision } from '#domain/handling.js';
import type { HandledInPlan, PlanAfterHandling } from '#domain/plan/deciding/handled.js';
import type { PlanFacts } from '#domain/plan/plan.js';
import type { ReceiptedMessage } from '#domain/admission/receipt-effects.js';

// What recipients read and do: more of `ports.ts`.

export interface InboxItem {
  deliveryId: string;
  cursor: string;
  receivedAt: Date;
  receiptDue: Date | null;
  state: DeliveryState;
  message: VisibleMessage;
}

export interface InboxPage {
  items: InboxItem[];
  /** Cursor after the last item, or the one asked with when there is none. */
  next: string;
  /** As it was before the page was read, with the page's own marking in it: what is changed since is never hidden by it. */
  mark: InboxMark;
}

export interface InboxQuery {
  readonly unit: string;
  /** Position after which to read; 0 from the beginning. */
  readonly after: bigint;
  readonly limit: number;
  readonly state: 'waiting' | 'all';
}

export interface DeliveryQuery {
  readonly unit: string;
  /** Position after which to read; 0 from the beginning. */
  readonly after: bigint;
  readonly limit: number;
  readonly states: readonly DeliveryState[];
}

export interface DeliveryPage {
  items: Delivery[];
  /** Cursor after the last item, or the one asked with when there is none. */
  next: string;
}

export interface OutboxItem {
  id: string;
  messageId: string;
  kind: string;
  episode: string | undefined;
  episodeId: string | undefined;
  receivedAt: Date;
  withdrawn: boolean;
  /** It came before its stay and waits for one; `until` is null when it waits for ever. */
  waits: { until: Date | null } | undefined;
  deliveries: {
    id: string;
    unit: string;
    role: string;
    state: DeliveryState;
    receiptDue: Date | null;
    receipt: Receipt | undefined;
  }[];
}

export abstract class InboxStore {
  /** Marks what is handed out as fetched and notes the access (L-LOG-01), in one transaction with reading it. */
  abstract fetch(query: InboxQuery, actor: string, now: Date): Promise<InboxPage>;
  /** Last position and number of changes of each unit's inbox, for the ETag and for waiting callers. */
  abstract marks(units: readonly string[]): Promise<Map<string, InboxMark>>;
  abstract delivery(id: string): Promise<Delivery | undefined>;
  /** How a unit's deliveries stand, without their messages, in the order of commits; nothing is marked as fetched. */
  abstract deliveries(query: DeliveryQuery): Promise<DeliveryPage>;
  /** The unit of each delivery that exists. */
  abstract unitsOf(ids: readonly string[]): Promise<Map<string, string>>;
  /** The message of a delivery as its recipient may see it. */
  abstract message(deliveryId: string, actor: string, now: Date): Promise<VisibleMessage | undefined>;
  abstract outbox(
    query: { unit: string; before: string | undefined; limit: number },
    actor: string,
    now: Date,
  ): Promise<OutboxItem[]>;
}

export interface InboxMark {
  position: bigint;
  changes: bigint;
}

/** What is begun when a message has been receipted by all that got it. */
export interface ReceiptEffects {
  /** Kinds of which that is to be asked, in any region; no stay is locked for the receipts of others. */
  readonly kinds: ReadonlySet<string>;
  decide(message: ReceiptedMessage): readonly PlannedDeadline[];
}

/** A stay in which another unit, or none, stands for a role from now on, and what was owed in it before. */
export interface MovedStay {
  readonly before: Episode;
  readonly after: Episode;
  readonly deadlines: readonly KnownDeadline[];
  /** HSA-id of the unit by which it changed. */
  readonly by: string;
  readonly at: Date;
}

/** What becomes of the duties of a stay then. */
export type DutiesMoved = (moved: MovedStay) => {
  readonly started: readonly PlannedDeadline[];
  readonly ended: readonly EndedDeadline[];
};

/** What becomes of a plan (SIP), and of what is owed for it, when a unit does not keep what it got of it; undefined: nothing. */
export type PlanMoved = (handled: HandledInPlan) => PlanAfterHandling | undefined;

/** What recipients do with deliveries. Each method locks the deliveries in id order and commits every consequence at once. */
export abstract class HandlingStore {
  abstract receipt(
    ids: readonly string[],
    decide: (delivery: Delivery) => ReceiptDecision,
    actor: string,
    now: Date,
    effects?: ReceiptEffects,
  ): Promise<Map<string, ReceiptDecision>>;
  abstract forward(
    id: string,
    decide: (delivery: Delivery, facts: PlanFacts | undefined) => ForwardDecision,
    actor: string,
    now: Date,
    duties?: DutiesMoved,
    plans?: PlanMoved,
  ): Promise<ForwardDecision | undefined>;
  abstract misdirect(
    id: string,
    decide: (delivery: Delivery) => MisdirectedDecision,
    actor: string,
    now: Date,
    effects?: ReceiptEffects,
    duties?: DutiesMoved,
    plans?: PlanMoved,
  ): Promise<MisdirectedDecision | undefined>;
}

/** Wakes those who wait for an inbox in this process; other processes find the change by polling. */
export abstract class InboxSignals {
  abstract changed(units: readonly string[]): void;
}
