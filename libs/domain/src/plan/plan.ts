import type {
  CHANNELS,
  CONSENT_ABOUT,
  CONSENT_ANSWERS,
  COORDINATOR_CHANGES,
  FOLLOW_UP_EVENTS,
  FOLLOW_UP_OUTCOMES,
  HANDOVER_EVENTS,
  HANDOVER_WAYS,
  RELATIONS,
  RESPONSIBLE_PARTIES,
} from '../content/plan.js';
import type { CALL_PURPOSES, CALL_SETTINGS, MEETING_FORMS, RAISED_BY } from '../content/sip.js';
import type { Identity } from '../episode/episode.js';
import type { Address, Consent, Content, MessageKind, PartyRole, Patient, StaffMember } from '../message.js';

/**
 * How far a plan (SIP) has come. Each region's transition table uses those that its routine knows; `avliden-aviserad` is still
 * open, `avbojd`, `stoppad` and `avslutad` are its ends.
 */
export const PLAN_STATES = [
  'behov',
  'underlag',
  'samtycke',
  'dialog',
  'menprovning',
  'kartlagd',
  'kallad',
  'mote-pagar',
  'mote-genomfort',
  'plan-skapad',
  'plan-ej-klar',
  'huvudmal-klart',
  'upprattad',
  'pagaende',
  'uppfoljning-kallad',
  'uppfoljning-genomford',
  'avliden-aviserad',
  'avbojd',
  'stoppad',
  'avslutad',
] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** States in which nothing more is done; a new need begins a new plan. */
export const ENDED_PLAN_STATES: readonly PlanState[] = ['avbojd', 'stoppad', 'avslutad'];

export type ConsentAbout = (typeof CONSENT_ABOUT)[number];
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];
export type Relation = (typeof RELATIONS)[number];
export type Channel = (typeof CHANNELS)[number];

/** By whom and when something was told. Instants are ISO 8601 UTC. */
export interface Told {
  /** The hub's id of the message. */
  readonly message: string;
  /** HSA-id of its sender. */
  readonly unit: string;
  readonly at: string;
}

/** The named person who coordinates (samordningsansvarig); `until` for those who did before (N-COORD-12). */
export interface Coordinator extends Told {
  readonly name?: string;
  readonly title?: string;
  readonly phone?: string;
  /** HSA-id of the unit where the person works: it has the coordinator's rights. */
  readonly unit: string;
  readonly decided?: (typeof COORDINATOR_CHANGES)[number];
  readonly until?: string;
}

/** One answer of the person about one thing; the latest of its kind holds. */
export interface PlanConsent extends Told {
  readonly about: ConsentAbout;
  readonly answer: ConsentAnswer;
  /** HSA-ids that it covers; absent: all. */
  readonly actors?: readonly string[];
  /** Points that it covers; absent: all. */
  readonly topics?: readonly string[];
  readonly harmAssessed?: boolean;
  /** Instant at which a yes was taken back. */
  readonly withdrawnAt?: string;
}

/** One area of the kartläggning. */
export interface MappedArea extends Told {
  /** The hub's id of the message that told of it first. */
  readonly id: string;
  readonly heading: string;
  readonly needs?: string;
  readonly resources?: string;
  readonly obstacles?: string;
  readonly abilities?: string;
}

/** Somebody who takes part: a unit with an inbox, or somebody who is reached on paper. */
export interface PlanParticipant extends Told {
  /** HSA-id of a unit with an inbox; absent for everybody else. */
  readonly participantUnit?: string;
  readonly role?: PartyRole;
  readonly relation: Relation;
  readonly name?: string;
  readonly organisation?: string;
  readonly professions?: readonly string[];
  readonly channel: Channel;
  readonly address?: Address;
  readonly phone?: string;
  readonly removedAt?: string;
}

/** A call to a meeting, and the meeting. */
export interface PlanMeeting extends Told {
  /** The hub's id of the call; of the message that held it, where nobody called. */
  readonly id: string;
  readonly purpose: (typeof CALL_PURPOSES)[number];
  readonly setting?: (typeof CALL_SETTINGS)[number];
  /** Instant, as the sender wrote it. */
  readonly meetingAt?: string;
  readonly minutes?: number;
  readonly form?: (typeof MEETING_FORMS)[number];
  readonly place?: string;
  readonly agenda?: readonly string[];
  /** Who leads it and who writes the plan, where that is decided (P-MEET-01, P-MEET-02). */
  readonly leader?: StaffMember;
  readonly documentedBy?: StaffMember;
  readonly called: readonly CalledParticipant[];
  readonly held?: HeldMeeting;
  readonly openedAt?: string;
  readonly calledOffAt?: string;
}

/** Somebody who was called. */
export interface CalledParticipant {
  /** HSA-id; absent for whom the call reaches on paper. */
  readonly unit?: string;
  readonly name?: string;
  readonly relation: Relation;
  readonly professions?: readonly string[];
  readonly channel: Channel;
  /** Instants: receipted or acknowledged by hand (S-CALL-15); said that they cannot come, which ends no duty. */
  readonly acknowledgedAt?: string;
  readonly declinedAt?: string;
}

export interface HeldMeeting extends Told {
  /** Instant, as the sender wrote it, else when it was told. */
  readonly heldAt: string;
  readonly note?: string;
  readonly attendance: readonly Attendance[];
  readonly agreements?: readonly string[];
  readonly disagreements?: readonly string[];
  readonly questions?: readonly { text: string; answered: boolean }[];
  readonly careContact?: string;
  readonly planReady?: boolean;
  readonly followUpOn?: string;
  readonly followUpForm?: string;
  readonly followUpSubjects?: readonly string[];
  readonly noFollowUpReason?: string;
  readonly assignmentPeriod?: string;
  readonly sipkollenOffered?: boolean;
  readonly consultation?: string;
}

export interface Attendance {
  readonly unit?: string;
  readonly name?: string;
  readonly relation: Relation;
  readonly profession?: string;
  readonly attended: boolean;
}

/** One evaluation of a goal. */
export interface Evaluation extends Told {
  readonly score: string;
  readonly comment?: string;
  /** Civil day. */
  readonly on: string;
  readonly evaluator?: StaffMember;
  readonly next?: string;
}

/** Why and by whom something was closed, and that it was reopened. */
export interface Closed extends Told {
  readonly reason?: string;
  readonly comment?: string;
}

export interface MainGoal extends Told {
  readonly id: string;
  readonly text: string;
  readonly accepted?: boolean;
  readonly reachBy?: string;
  readonly evaluateOn?: string;
  readonly ownPart?: string;
  readonly helpPart?: string;
  readonly overallResponsible?: string;
  readonly contacts?: readonly { unit?: string; name: string; phone?: string; about?: string }[];
  readonly evaluations: readonly Evaluation[];
}

export interface SubGoal extends Told {
  readonly id: string;
  readonly goal?: string;
  readonly heading: string;
  readonly text: string;
  /** HSA-id of the unit that wrote it first. */
  readonly owner: string;
  readonly accepted?: boolean;
  readonly onBehalfOf?: { relation: Relation; name?: string };
  readonly reachBy?: string;
  readonly evaluateOn?: string;
  readonly state: SubGoalState;
  readonly closed?: Closed;
  readonly evaluations: readonly Evaluation[];
}

export const SUBGOAL_STATES = ['pagaende', 'avslutad'] as const;
export type SubGoalState = (typeof SUBGOAL_STATES)[number];

/** `sparad` is seen by its owner alone; `utdelad` by the person and all that take part (N-INT-03). */
export const INTERVENTION_STATES = ['sparad', 'utdelad', 'avslutad'] as const;
export type InterventionState = (typeof INTERVENTION_STATES)[number];

export interface Intervention extends Told {
  readonly id: string;
  readonly subgoal: string;
  readonly text: string;
  /** HSA-id of the unit that wrote it first. */
  readonly owner: string;
  readonly responsible?: {
    party: (typeof RESPONSIBLE_PARTIES)[number];
    unit?: string;
    name?: string;
    profession?: string;
    phone?: string;
  };
  readonly state: InterventionState;
  /** Whether it was ever shared: what it goes back to when a wrong closing is undone. */
  readonly shared: boolean;
  readonly ongoing?: boolean;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly frequency?: string;
  readonly onBehalfOf?: { relation: Relation; name?: string };
  readonly replaces?: string;
  readonly closed?: Closed;
  readonly comments: readonly FollowUpComment[];
}

export interface FollowUpComment extends Told {
  readonly event: (typeof FOLLOW_UP_EVENTS)[number];
  readonly comment?: string;
  readonly outcome?: (typeof FOLLOW_UP_OUTCOMES)[number];
}

/** The plan in the person's hands, signed, copied, noted. */
export interface Handover extends Told {
  readonly event: (typeof HANDOVER_EVENTS)[number];
  readonly way?: (typeof HANDOVER_WAYS)[number];
  readonly original?: boolean;
  /** Civil day. */
  readonly on: string;
  readonly understood?: boolean;
  readonly signatures?: readonly { name: string; unit?: string; relation?: Relation; signedOn?: string }[];
  readonly to?: { unit?: string; name?: string; relation: Relation };
}

/** What is known of a plan: all of it read off the messages that stand, oldest first. */
export interface PlanFacts {
  readonly state: PlanState;
  readonly need?: Told & {
    readonly raisedBy?: (typeof RAISED_BY)[number];
    readonly identifiedAt?: string;
    readonly reasons?: readonly string[];
    readonly text?: string;
  };
  /** The one who coordinates now is the last one, without `until`. */
  readonly coordinators: readonly Coordinator[];
  readonly careContact?: { name: string; title?: string; unit?: string; phone?: string };
  /** Null: the person has none, as was said outright. */
  readonly representative?: { name: string; relation: string; phone?: string; address?: Address } | null;
  readonly initiator?: StaffMember & { unit: string };
  readonly preparation?: Content;
  readonly relativesObjected?: boolean;
  /** When a SIP was offered, and when it was talked over after a no (S-PAY-04). Civil days. */
  readonly offeredOn?: string;
  readonly talkedOverOn?: string;
  readonly consents: readonly PlanConsent[];
  readonly areas: readonly MappedArea[];
  readonly participants: readonly PlanParticipant[];
  readonly meetings: readonly PlanMeeting[];
  /** When "Skapa SIP" was pressed. */
  readonly madeAt?: string;
  readonly goals: readonly MainGoal[];
  readonly subgoals: readonly SubGoal[];
  readonly interventions: readonly Intervention[];
  /** Civil days: when it is followed up next, and when to be reminded of calling to that. */
  readonly followUpOn?: string;
  readonly remindOn?: string;
  readonly deliveryWish?: (typeof HANDOVER_WAYS)[number];
  readonly handovers: readonly Handover[];
  readonly deviations: readonly FollowUpComment[];
  /** When the plan's content last changed in what the person is shown; what was delivered before that is not the whole. */
  readonly revisedAt?: string;
  readonly death?: Told & { readonly diedOn: string; readonly source: 'manuell' | 'folkbokforing' };
  readonly closed?: Closed & { readonly how: 'for-hand' | 'samtycke' | 'avliden' };
}

/** One message of the plan. What it said is kept whole: the plan is read off these. */
export interface PlanStep {
  /** The hub's id of the message, and the sender's own. */
  readonly message: string;
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly unit: string;
  readonly role: PartyRole;
  /** Instant at which the hub received it, ISO 8601 UTC. */
  readonly at: string;
  /** HSA-ids whom its sender named. */
  readonly to?: readonly string[];
  /** Roles of the units that it names, as the directory had them then. */
  readonly roles?: Readonly<Record<string, PartyRole>>;
  readonly content: Content;
  readonly consent?: Consent;
  /** The state that it led to. */
  readonly state: PlanState;
  /** It left the plan in the state in which it found it: without the message before it that state would be another. */
  readonly stays?: boolean;
  /** It was told of the stay beside which the plan is, and not of the person alone. */
  readonly beside?: true;
  /** No message of a sender: what a unit did with something that it got, such as to hand it on. */
  readonly handled?: true;
  readonly withdrawn?: boolean;
}

/** Another identity of the person of a plan. */
export interface OtherIdentity extends Identity {
  /** The person has it now: the plan stayed behind when the identity was changed. */
  readonly now?: true;
}

/** A samordnad individuell plan, from the first need to its closing. At most one of a person is open in a region. */
export interface Plan {
  readonly id: string;
  readonly profile: string;
  readonly patient: Patient;
  /** Identities under which the person was known before; the one of now where another open plan has that (G-SIP-77). */
  readonly formerIds?: readonly OtherIdentity[];
  /** The hub's id of the care episode beside which it began, or is led on; it outlives that. */
  readonly episode?: string;
  /** Grows by one with each change. */
  readonly version: number;
  /** Read off the steps; stored beside them so that lists and reports need not fold. */
  readonly facts: PlanFacts;
  readonly steps: readonly PlanStep[];
}

/** Whether anything can still be done in it. */
export function isOpenPlan({ facts }: Pick<Plan, 'facts'>): boolean {
  return !ENDED_PLAN_STATES.includes(facts.state);
}

/** Who coordinates now; undefined as long as nobody does. */
export function coordinatorOf({ coordinators }: Pick<PlanFacts, 'coordinators'>): Coordinator | undefined {
  return coordinators.findLast(({ until }) => until === undefined);
}

/** HSA-ids of the units that take part now, the coordinator's among them. */
export function unitsOf(facts: Pick<PlanFacts, 'participants' | 'coordinators'>): string[] {
  const taking = facts.participants.flatMap(({ participantUnit, removedAt }) =>
    participantUnit === undefined || removedAt !== undefined ? [] : [participantUnit],
  );
  const coordinator = coordinatorOf(facts)?.unit;
  return [...new Set([...(coordinator === undefined ? [] : [coordinator]), ...taking])];
}
