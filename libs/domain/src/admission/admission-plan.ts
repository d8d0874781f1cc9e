import type {
  AnyMessageKind,
  Consent,
  Content,
  Message,
  MessageKind,
  Origin,
  PartyRole,
  Patient,
  PlanningCategory,
} from '../message.js';
import type { DeadlineState } from '../deadline/deadline.js';
import type { DeliveryState } from '../delivery.js';
import type { Directory, Unit } from '../directory/directory.js';
import type { Episode } from '../episode/episode.js';
import type { DeadlineRule, Profile } from '../profile/profile.js';
import type { Plan } from '../plan/plan.js';
import type { PrintJobChanges } from '../plan/paper/print-jobs.js';
import type { Reason, Warning } from '../reason.js';

/** What is to be decided: one checked message, who sent it, and when the hub got it. */
export interface AdmissionRequest {
  readonly message: Message;
  readonly origin: Origin;
  readonly sender: Unit;
  readonly receivedAt: Date;
}

/** What stays the same while one region's messages are decided. */
export interface DecisionGround {
  readonly profile: Profile;
  readonly directory: Directory;
  /** Gives a new identifier at each call. */
  readonly newId: () => string;
  /** The rules of all regions by their id, for what concerns plans (SIP) of several: the death of a person. */
  readonly profiles?: ReadonlyMap<string, Profile> | undefined;
}

/** What the hub knows when it decides; loaded under the episode's lock. */
export interface KnownState {
  readonly episode: Episode | undefined;
  /** Whether the patient has another open care episode; one that is only planned does not count. */
  readonly hasOtherOpenEpisode: boolean;
  /** Deliveries of the episode that are neither receipted nor ended. */
  readonly outstanding: readonly OutstandingDelivery[];
  /**
   * Deadlines of the episode, or of the target where that belongs to none, open or met; cancelled ones only as far as the
   * target of a makulering ended them.
   */
  readonly deadlines: readonly KnownDeadline[];
  /**
   * For a message about a person: every care episode, open or over, that the sender's organisation has under the identities
   * in it. Absent for others.
   */
  readonly ofPerson?: readonly Episode[] | undefined;
  /** The message that a makulering names, if this sender has it. */
  readonly target: WithdrawalTarget | undefined;
  /** Messages about the patient that came before any stay and wait for one, oldest first; for messages that may open one. */
  readonly waiting?: readonly WaitingMessage[] | undefined;
  /**
   * Plans (SIP) that the message may change: the one that it names; without a name those of the person in the region that are
   * open. For a death all open plans of the person, of whatever region.
   */
  readonly plans?: readonly Plan[] | undefined;
  /** Whether the person has another open plan in the region of one of those: at most one of them may be open. */
  readonly hasOtherOpenPlan?: boolean | undefined;
  /** When a plan of the person in the region last ended because the consent was taken back, ISO 8601 UTC. */
  readonly planConsentEndedAt?: string | undefined;
  /** Deadlines that hang on those plans, open or met. */
  readonly planDeadlines?: readonly KnownDeadline[] | undefined;
  /** Deliveries of what belongs to those plans, reminders among it, that are neither receipted nor ended. */
  readonly planDeliveries?: readonly OutstandingPlanDelivery[] | undefined;
  /** Kinds of the episode of which no delivery of the first message waits for its receipt any more. */
  readonly receipted?: readonly MessageKind[] | undefined;
}

/** What came before the stay that it belongs to. */
export interface WaitingMessage {
  /** The hub's id. */
  readonly id: string;
  readonly kind: MessageKind;
  readonly sender: string;
  readonly role: PartyRole;
  readonly receivedAt: Date;
  /** Instant from which it is no longer joined to a stay. */
  readonly until: Date | null;
  /** As its recipients see it. */
  readonly content: Content;
  readonly consent?: Consent | null | undefined;
  /** HSA-ids of the units that have it already. */
  readonly deliveredTo?: readonly string[] | null | undefined;
}

export interface OutstandingDelivery {
  readonly id: string;
  readonly message: string;
  readonly kind: AnyMessageKind;
}

export interface OutstandingPlanDelivery extends OutstandingDelivery {
  readonly unit: string;
  /** The hub's id of the plan. */
  readonly plan: string;
  /** The hub's id of the stay to whose parties the message went as well. */
  readonly episode?: string | undefined;
  /** The hub's ids of the open deadlines, of the stay or of the plan, that wait for its receipt. */
  readonly receipts: readonly string[];
}

export interface KnownDeadline {
  readonly id: string;
  readonly kind: string;
  readonly due: Date;
  readonly state: DeadlineState;
  /** The hub's id of the message that started it, and of the one that ended it. */
  readonly message: string;
  readonly metBy: string | undefined;
  readonly delivery: string | undefined;
  /** HSA-id of the unit whose duty it is. */
  readonly responsible: string;
  /** HSA-id of the unit that waits for it. */
  readonly informs: string;
  /** The hub's id of the plan that it hangs on. */
  readonly plan?: string | undefined;
  /** What of the plan it is about, where a unit may owe the same kind several times; see `PlannedDeadline.about`. */
  readonly about?: string | undefined;
}

export interface WithdrawalTarget {
  /** The hub's id. */
  readonly id: string;
  readonly kind: AnyMessageKind;
  readonly episode: string | undefined;
  /** The hub's id of the plan that it belongs to. */
  readonly plan?: string | undefined;
  readonly withdrawn: boolean;
  readonly deliveries: readonly { id: string; unit: string; role: PartyRole; state: DeliveryState }[];
}

/** Which of the admission notices it is; `update` repeats or corrects without a new date or party. */
export type NoticeVariant = 'first' | 'changed-date' | 'changed-responsibility' | 'update';

/** A deadline that was judged when the message arrived: in time or late, and what it was counted from (L-ADM-03). */
export interface Judgement {
  /** Name of the deadline in the profile. */
  kind: string;
  rule: string;
  /** Instant, ISO 8601 UTC. */
  due: string;
  late: boolean;
  /** Content field from which it was counted, when this message holds it. */
  startedFrom?: string;
}

/** What recipients get: the message with what they may see, and what the hub says about it. */
export interface VisibleMessage {
  /** The hub's id. */
  id: string;
  messageId: string;
  kind: AnyMessageKind;
  notice?: NoticeVariant;
  sender: string;
  sentAt: string;
  /** Instant at which the hub accepted it. */
  receivedAt: string;
  /** The hub's id of the care episode, and the sending organisation's number for it. */
  episode?: string;
  episodeId?: string;
  /** The hub's id of the plan (SIP) that it belongs to. */
  plan?: string;
  patient?: Patient;
  planningCategory?: PlanningCategory;
  inReplyTo?: string;
  consent?: Consent;
  content: Content;
  /** Civil day from which services can be promised, after a discharge notice (G-DIS-03). */
  servicesFrom?: string;
  /** What the message was to meet and whether it came in time (G-ADM-02). */
  judged?: Judgement[];
}

export interface PlannedDelivery {
  readonly id: string;
  readonly unit: string;
  readonly role: PartyRole;
  readonly receiptDue: Date | null;
  /** The hub's id of the care episode that it belongs to, when that is not the plan's. */
  readonly episode?: string;
  /** The hub's id of an earlier message that this delivers, when it is not the plan's own. */
  readonly message?: string | undefined;
}

export interface PlannedDeadline {
  readonly id: string;
  readonly kind: string;
  readonly rule: string;
  /** What its rule says: a kvittens ends one that has `delivery`, and no other that hangs on the same delivery. */
  readonly scope: DeadlineRule['scope'] | 'plan';
  readonly due: Date;
  /** Instant from which it ran. */
  readonly startedAt: Date;
  /** Content field that held that instant; null when it ran from the arrival of the message. */
  readonly startedFrom: string | null;
  readonly responsible: string;
  readonly informs: string;
  readonly delivery: string | undefined;
  /** The hub's id of an earlier message that starts it, when it is not the plan's own. */
  readonly message?: string | undefined;
  readonly state: 'open' | 'met';
  readonly late: boolean;
  /** When its ladder is to be looked at next; null when there is nothing to fire. */
  readonly nextFireAt: Date | null;
  /** The hub's id of the plan that it hangs on. */
  readonly plan?: string | undefined;
  /** The hub's id of the meeting, goal or letter that it is about; one unit owes the same kind once for each. */
  readonly about?: string | undefined;
}

export interface EndedDeadline {
  readonly id: string;
  readonly state: 'met' | 'cancelled' | 'open';
  readonly late: boolean;
  /** For a deadline that is open again. */
  readonly nextFireAt: Date | null;
}

export interface EndedDelivery {
  readonly id: string;
  readonly state: 'withdrawn';
}

/** Everything that one accepted message brings about; committed whole or not at all. */
export interface AdmissionPlan {
  readonly message: VisibleMessage;
  readonly profile: string;
  /** The episode as it is afterwards; none when a message about a person finds no care episode of that person. */
  readonly episode: Episode | undefined;
  /** Other episodes of the person that the message changes. */
  readonly alsoEpisodes: readonly Episode[];
  /** Plans (SIP) as they are afterwards, the one that the message belongs to first. */
  readonly plans?: readonly Plan[] | undefined;
  /** What units are to print and send because of it, and what they are not to send any more. */
  readonly printJobs?: PrintJobChanges | undefined;
  readonly deliveries: readonly PlannedDelivery[];
  readonly deadlines: readonly PlannedDeadline[];
  readonly endedDeadlines: readonly EndedDeadline[];
  readonly endedDeliveries: readonly EndedDelivery[];
  /** The hub's id of the message that this one withdraws. */
  readonly withdraws: string | undefined;
  /** The hub's ids of earlier messages that waited for this stay and now belong to it. */
  readonly joins?: readonly string[] | undefined;
  /** What waits for a stay of a person under the first identity waits from now on for one under the second. */
  readonly renames?: { readonly from: string; readonly to: string } | undefined;
  /** The message itself waits for a stay of the patient: until this instant, or for ever. */
  readonly waits?: { readonly until: Date | null } | undefined;
  readonly answer: AdmissionAnswer;
}

/** The positive answer; kept, since the same message is answered in the same way for ever. */
export interface AdmissionAnswer {
  id: string;
  messageId: string;
  /** Null for a message about a person of whom the hub knows no care episode. */
  episode: { id: string; state: string } | null;
  /** The plan (SIP) that it belongs to. */
  plan?: { id: string; state: string };
  deliveries: { id: string; unit: string; role: PartyRole; receiptDue: string | null }[];
  deadlines: { kind: string; due: string; responsible: string }[];
  warnings: Warning[];
}

export type AdmissionDecision = { kind: 'accepted'; plan: AdmissionPlan } | { kind: 'refused'; reasons: Reason[] };

/** A message of the hub's own making: reminder, escalation, misdirected. */
export interface HubMessage {
  readonly message: VisibleMessage;
  readonly profile: string;
  readonly delivery: PlannedDelivery;
}
