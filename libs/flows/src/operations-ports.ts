import type { DeadlineState } from '#domain/deadline.js';
import type { DeliveryState, Receipt } from '#domain/delivery.js';

/** A cursor that this hub has not given, or that belongs to another list. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** One page of a list; `next` is the cursor of the page after it, undefined on the last one. */
export interface Page<Item> {
  items: Item[];
  next: string | undefined;
}

export interface PageQuery {
  /** Cursor out of `next` of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** What is counted, by unit. */
export interface UnitCounts {
  /** Messages that the unit sent and the hub accepted. */
  received: number;
  /** Deliveries into the unit's inbox. */
  delivered: number;
  /** Deliveries whose kvittens the unit still owes. */
  waiting: number;
  /** Open deadlines of the unit whose due time has passed. */
  overdue: number;
  /** Reminders sent to the unit. */
  reminders: number;
  /** Escalations sent of deadlines of the unit. */
  escalations: number;
  /** Breached deadlines of the unit that nobody has resolved. */
  openEscalations: number;
  /** Refused input of the unit that is held in quarantine. */
  quarantined: number;
  /** Input that the unit sent and the hub refused. */
  refused: number;
  /** Messages that the unit sent again and that were answered as the first time. */
  duplicates: number;
}

/** Since when the oldest of each has waited; undefined when there is none. */
export interface OldestSince {
  waiting: Date | undefined;
  /** Due time of the oldest overdue deadline. */
  overdue: Date | undefined;
  /** When the oldest escalation that is not resolved was opened. */
  escalation: Date | undefined;
  quarantined: Date | undefined;
}

export interface SummaryPart {
  counts: UnitCounts;
  oldest: OldestSince;
}

export interface Summary {
  total: SummaryPart;
  units: ReadonlyMap<string, SummaryPart>;
}

/** A rung that fired: the instant it stands for, when it was carried out, and to whom (null: nobody was there). */
export interface FiringView {
  deadlineId: string;
  step: string;
  occurrence: number;
  kind: 'paminnelse' | 'eskalering';
  rule: string;
  dueAt: Date;
  firedAt: Date;
  to: string | null;
  messageId: string | null;
  deliveryId: string | null;
}

/** A deadline as operations see it, with the rungs that fired, earliest first. */
export interface DeadlineView {
  id: string;
  kind: string;
  rule: string;
  profile: string;
  state: DeadlineState;
  startedAt: Date;
  due: Date;
  late: boolean;
  endedAt: Date | null;
  endedBy: string | null;
  /** HSA-id of the unit whose duty it is, and of the one that waits for it. */
  responsible: string;
  informs: string;
  /** The hub's id of the care episode, and the hospital's number for it. */
  episode: string | null;
  episodeNumber: string | null;
  /** The hub's id of the message that started it, the sender's id for it, and its kind. */
  message: string;
  messageId: string | null;
  messageKind: string | null;
  delivery: string | null;
  nextFireAt: Date | null;
  escalation: { id: string; state: EscalationState; step: string } | null;
  fired: FiringView[];
}

export interface DeadlineQuery extends PageQuery {
  /** `overdue`: open and due before `now`. */
  readonly state: DeadlineState | 'overdue';
  readonly unit: string | undefined;
  readonly kind: string | undefined;
  readonly now: Date;
}

export interface ReminderQuery extends PageQuery {
  /** Whom it was sent to. */
  readonly unit: string | undefined;
}

/** A reminder that was sent, with the deadline behind it. */
export interface ReminderView extends FiringView {
  deadline: {
    kind: string;
    due: Date;
    state: DeadlineState;
    responsible: string;
    informs: string;
    episode: string | null;
    message: string;
  };
}

export const ESCALATION_STATES = ['open', 'taken', 'resolved'] as const;
export type EscalationState = (typeof ESCALATION_STATES)[number];

export interface EscalationNote {
  at: Date;
  by: string;
  text: string;
}

export interface EscalationView {
  id: string;
  state: EscalationState;
  /** The highest step so far. */
  step: string;
  openedAt: Date;
  takenBy: string | null;
  takenAt: Date | null;
  resolvedBy: string | null;
  resolvedAt: Date | null;
  resolution: string | null;
  notes: EscalationNote[];
  deadline: DeadlineView;
}

export interface EscalationQuery extends PageQuery {
  readonly state: EscalationState;
}

/** What became of an action; `conflict` names the state that stood in its way. */
export type EscalationChange =
  { kind: 'changed'; escalation: EscalationView } | { kind: 'conflict'; met: EscalationState };

export interface MessageQuery extends PageQuery {
  /** The sender's own id; MSH-10 for HL7. */
  readonly messageId: string | undefined;
  /** The hub's id of a care episode, or the hospital's number for it. */
  readonly episode: string | undefined;
  /** A unit that sent the message or has it in its inbox. */
  readonly unit: string | undefined;
  readonly kind: string | undefined;
  /** Received at or after, and before. */
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

export interface MessageDelivery {
  id: string;
  unit: string;
  role: string;
  state: DeliveryState;
  receiptDue: Date | null;
}

/** A message as operations see it: nothing of its content. */
export interface MessageView {
  id: string;
  messageId: string;
  kind: string;
  sender: string;
  profile: string;
  episode: string | null;
  episodeNumber: string | null;
  /** `http:<client>`, `mllp:<source>` or `hub`. */
  source: string;
  contentType: string | null;
  receivedAt: Date;
  withdrawnBy: string | null;
  deliveries: MessageDelivery[];
}

export interface TracedDelivery extends MessageDelivery {
  acceptedAt: Date;
  fetchedAt: Date | null;
  receipt: Receipt | null;
  /** The delivery that took over when this one was forwarded. */
  forwardedTo: string | null;
}

export interface AuditView {
  at: Date;
  actor: string;
  action: string;
  unit: string | null;
  subject: string;
  subjectId: string;
  detail: unknown;
}

/** Every hop of one message. */
export interface MessageTrace {
  message: MessageView;
  /** Size in bytes; null when they were erased. Null as a whole for the hub's own messages. */
  payload: { contentType: string; size: number | null } | null;
  /** Which notice it was, and the planning category that routed it. */
  notice: string | null;
  planningCategory: string | null;
  warnings: { path: string; rule?: string; code: string; message: string }[];
  deliveries: TracedDelivery[];
  deadlines: DeadlineView[];
  /** Deadlines of earlier messages that this one ended. */
  ended: { id: string; kind: string; state: DeadlineState; late: boolean }[];
  /** Who did what to the message and its deliveries, in order; repeats of it too. */
  audit: AuditView[];
}

/** What operations see and do; every method is one transaction. Methods with a cursor throw `InvalidCursor`. */
export abstract class OperationsStore {
  /** Kept counts and oldest ages, in all and for `units` and every other unit that has been counted. */
  abstract summary(units: readonly string[], now: Date): Promise<Summary>;
  /** Open ones earliest due first, ended ones latest first. */
  abstract deadlines(query: DeadlineQuery): Promise<Page<DeadlineView>>;
  /** Latest first. */
  abstract reminders(query: ReminderQuery): Promise<Page<ReminderView>>;
  /** Oldest first, resolved ones latest first. */
  abstract escalations(query: EscalationQuery): Promise<Page<EscalationView>>;
  /** Each gives undefined when there is no such escalation. */
  abstract takeEscalation(id: string, actor: string, now: Date): Promise<EscalationChange | undefined>;
  abstract noteEscalation(id: string, text: string, actor: string, now: Date): Promise<EscalationChange | undefined>;
  abstract resolveEscalation(
    id: string,
    resolution: string,
    actor: string,
    now: Date,
  ): Promise<EscalationChange | undefined>;
  /** Latest first. */
  abstract messages(query: MessageQuery): Promise<Page<MessageView>>;
  abstract trace(id: string): Promise<MessageTrace | undefined>;
  /** The bytes as they came, with a line in the audit; undefined when there is no such message or they were erased. */
  abstract messageBytes(id: string, actor: string, now: Date): Promise<StoredBytes | undefined>;
  /**
   * Lets one message id be used again: false when it had been released before, undefined when there is no such message or
   * the hub made it.
   */
  abstract releaseMessageId(id: string, reason: string, actor: string, now: Date): Promise<boolean | undefined>;
}

/** What came in, with the content type that its sender gave it: both may be anything. */
export interface StoredBytes {
  bytes: Buffer;
  contentType: string;
}

export interface StorageReadiness {
  /** Whether the database answers. */
  database: boolean;
  /** Whether it has this version's tables. */
  migrations: boolean;
}

/** Whether the storage can be worked with; never throws. */
export abstract class StorageHealth {
  abstract check(): Promise<StorageReadiness>;
}
