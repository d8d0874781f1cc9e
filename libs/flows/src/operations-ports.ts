import type { DeadlineState, FiredStep } from '#domain/deadline/deadline.js';
import type { DeliveryState, Receipt } from '#domain/delivery.js';
import type { Party } from '#domain/episode/episode.js';
import type { DeadlineRule } from '#domain/profile/profile.js';
import type { Summary } from './summary-ports.js';

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
  scope: DeadlineRule['scope'] | 'plan';
  /** HSA-id of the unit whose duty it is, and of the one that waited for it at its start. */
  responsible: string;
  informs: string;
  /** The hub's id of the care episode, and the hospital's number for it. */
  episode: string | null;
  episodeNumber: string | null;
  /** The hub's id of the plan (SIP) that it hangs on, and what of it it is about. */
  plan?: string | null;
  about?: string | null;
  /** The units of the stay by now, the ward among them as `slutenvard`, or those that take part in the plan. */
  parties: Party[];
  /** HSA-id of the unit that coordinates the plan now. */
  coordinator?: string | undefined;
  /** The hub's id of the message that started it, the sender's id for it, and its kind. */
  message: string;
  messageId: string | null;
  messageKind: string | null;
  delivery: string | null;
  nextFireAt: Date | null;
  escalation: DeadlineEscalation | null;
  fired: FiringView[];
  /** How far its ladder has come. */
  firedSteps: FiredStep[];
}

/** The escalation of a deadline; put aside until an instant that may have gone by. */
export interface DeadlineEscalation {
  id: string;
  state: EscalationState;
  step: string;
  takenBy: string | null;
  snoozedUntil: Date | null;
}

/** Duties of receipts, and all others. */
export const DEADLINE_GROUPS = ['receipts', 'other', 'plans'] as const;
export type DeadlineGroup = (typeof DEADLINE_GROUPS)[number];

/** Who has taken the escalation of a deadline; nobody where there is none. What is put aside is only that. */
export const DEADLINE_OWNERS = ['none', 'me', 'others', 'snoozed'] as const;
export type DeadlineOwner = (typeof DEADLINE_OWNERS)[number];

export interface DeadlineQuery extends PageQuery {
  /** `overdue`: open and due before `now`. */
  readonly state: DeadlineState | 'overdue';
  readonly unit: string | undefined;
  readonly kind: string | undefined;
  readonly group?: DeadlineGroup | undefined;
  /** Not due yet, but at or before this instant. */
  readonly dueBefore?: Date | undefined;
  /** HSA-ids of the only units whose duties are asked for. */
  readonly units?: readonly string[] | undefined;
  /** `me` is the actor that asks. */
  readonly owner?: { readonly is: DeadlineOwner; readonly actor: string } | undefined;
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
    plan?: string | null;
    message: string;
  };
}

export const ESCALATION_STATES = ['open', 'taken', 'resolved'] as const;
export type EscalationState = (typeof ESCALATION_STATES)[number];

/** `snoozed`: put aside until an instant to come, open or taken; it stands in no other list until then. */
export const ESCALATION_FILTERS = [...ESCALATION_STATES, 'snoozed'] as const;
export type EscalationFilter = (typeof ESCALATION_FILTERS)[number];

export const ESCALATION_OWNERS = ['none', 'me'] as const;
export type EscalationOwner = (typeof ESCALATION_OWNERS)[number];

/** Until when somebody put an escalation aside, and why. */
export interface Snooze {
  readonly until: Date;
  readonly reason: string;
}

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
  snoozedUntil: Date | null;
  snoozeReason: string | null;
  snoozedBy: string | null;
  notes: EscalationNote[];
  deadline: DeadlineView;
}

export interface EscalationQuery extends PageQuery {
  readonly state: EscalationFilter;
  readonly owner?: { readonly is: EscalationOwner; readonly actor: string } | undefined;
  readonly now: Date;
}

/** What became of an action; `conflict` names the state that stood in its way. */
export type EscalationChange =
  { kind: 'changed'; escalation: EscalationView } | { kind: 'conflict'; met: EscalationState };

/** The same for a deadline: `not-overdue` and `ended` say why there is nothing to take. */
export type DeadlineTaking = EscalationChange | { kind: 'not-overdue' } | { kind: 'ended'; met: DeadlineState };

export interface MessageQuery extends PageQuery {
  /** The sender's own id; MSH-10 for HL7. */
  readonly messageId: string | undefined;
  /** The hub's id of a care episode, or the hospital's number for it. */
  readonly episode: string | undefined;
  /** The hub's id of a plan (SIP). */
  readonly plan?: string | undefined;
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
  /** The hub's id of the plan (SIP) that it belongs to. */
  plan?: string | null;
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
  /** Puts it aside until an instant; it wakes by itself, since the instant goes by. */
  abstract snoozeEscalation(
    id: string,
    snooze: Snooze,
    actor: string,
    now: Date,
  ): Promise<EscalationChange | undefined>;
  /** Gives a taken one back: anybody may take it then. */
  abstract releaseEscalation(id: string, actor: string, now: Date): Promise<EscalationChange | undefined>;
  /** Takes the escalation of an overdue deadline, and opens one where no step of its ladder has; undefined: no such deadline. */
  abstract takeDeadline(id: string, actor: string, now: Date, newId: () => string): Promise<DeadlineTaking | undefined>;
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
