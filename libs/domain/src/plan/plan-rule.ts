import type { Condition } from '../condition.js';
import type { MessageKind } from '../message.js';
import type { DueRule } from '../deadline/due-rule.js';
import type { Both } from '../both.js';
import type { ReasonCode } from '../reason.js';
import type { ConsentAbout, PlanState } from './plan.js';

/**
 * Who may do something with a plan. `coordinator`: the unit of the one who coordinates; `participant`: any unit that takes part;
 * `owner`: the unit that wrote the goal or intervention; `administrator`: a unit that corrects for others (förvaltningsledare);
 * `anyone`: any unit that the kind's senders allow, also one that takes no part; `care-contact`: the unit of the fast vårdkontakt;
 * `initiator`: the unit that told of the need, else the one that began the plan; `stay`: a unit of the stay beside which the plan
 * is, in what it tells of that stay; `elsewhere`: one that is none of these and has the person in another stay or plan.
 */
export const PLAN_ACTORS = [
  'coordinator',
  'participant',
  'owner',
  'administrator',
  'anyone',
  'care-contact',
  'initiator',
  'stay',
  'elsewhere',
] as const;
export type PlanActor = (typeof PLAN_ACTORS)[number];

/** One row of the table of who may do what; the rows of a kind are asked in order, the first that fits the event decides. */
export interface PlanPermission {
  readonly rule: string;
  readonly kind: MessageKind;
  /** Value of the content field `event` (of `sip-kallelse`: `purpose`); all of them without it. */
  readonly event?: string;
  readonly by: readonly PlanActor[];
}

/** One row of the transition table of a plan. `none` begins one, `same` stays, `previous` goes back. */
export interface PlanTransition {
  readonly on: MessageKind;
  readonly from: PlanState | 'none';
  readonly to: PlanState | 'same' | 'previous';
  /** Value of the content field `event` (of `sip-kallelse`: `purpose`). */
  readonly event?: string;
  /** It is taken only where this holds of the plan as the message leaves it; otherwise the next row is. */
  readonly when?: Condition;
  readonly flag?: { readonly code: ReasonCode; readonly rule: string };
}

/** One entry of a list that the region has agreed on. */
export interface PlanCode {
  readonly code: string;
  readonly name: Both;
  readonly help?: Both;
  readonly rule?: string;
}

export interface PlanCodes {
  readonly rule: string;
  readonly codes: readonly PlanCode[];
}

/** What is owed around a plan. Whose it is, when it starts and what ends it stands in `plan/duties/duties.ts`; here is by when. */
export const PLAN_DUTIES = [
  'sip-behov',
  'sip-samtycke',
  'sip-kallelse-plan',
  'sip-forberedelse',
  'sip-kvittens',
  'sip-mote',
  'sip-anteckning',
  'sip-huvudmal',
  'sip-delmal-insatser',
  'sip-utdelning',
  'sip-fardigstallande',
  'sip-journalforing',
  'sip-delgivning',
  'sip-kopior',
  'sip-brev',
  'sip-uppfoljningsdatum',
  'sip-uppfoljning-kallelse',
  'sip-uppfoljning',
  'sip-avsteg',
  'sip-avliden',
  'sip-avslut-dokumenterat',
] as const;
export type PlanDuty = (typeof PLAN_DUTIES)[number];

export interface PlanDutyRule {
  readonly rule: string;
  /** Rule behind the remark when it ended late; the duty's own without it. */
  readonly lateRule?: string;
  /** From the duty's start; `{ atStart: true }`: the start itself, such as the meeting, is the limit. */
  readonly due: DueRule | { readonly atStart: true };
  /** Days by which the start is moved before the due is counted, such as -14 for a reminder before a follow-up. */
  readonly daysBefore?: number;
  readonly ladder?: string;
  /** It is owed only where this holds of the plan. */
  readonly when?: Condition;
}

/** What the engine refuses or remarks by itself of plans; each region says by which rule. */
export const PLAN_ENGINE_RULES = [
  'plan-exists',
  'unknown-plan',
  'wrong-state',
  'reference',
  'others-ongoing',
  'actors-only',
  'actors-consent',
  'unit',
  'owner',
  'meeting-consent',
  'coordinator-name',
  'replacement',
  'empty-subgoal',
] as const;
export type PlanEngineRule = (typeof PLAN_ENGINE_RULES)[number];

/** What a region says of its plans. A region without it knows the call, and no plan. */
export interface PlanRules {
  readonly rule: string;
  /** The rules behind what the engine says by itself; one without an entry is said without a rule. */
  readonly rules?: Readonly<Partial<Record<PlanEngineRule, string>>>;
  /** Where a plan comes from: with an underlag first (N-BASIS-01), or with the first initiative or call. */
  readonly coordinator: {
    readonly rule: string;
    /** The unit that sent the opening message, or the unit of the care contact as long as there is one. */
    readonly first: 'sender' | 'care-contact';
    /** Name of the role in answers and on paper. */
    readonly name: Both;
    /** Whether a name that a message gives for its author has to be that of the coordinator. */
    readonly person: boolean;
  };
  readonly permissions: readonly PlanPermission[];
  readonly transitions: readonly PlanTransition[];
  /** Headings of areas and sub-goals. */
  readonly headings?: PlanCodes;
  /** Degrees of attainment. */
  readonly scale?: PlanCodes;
  readonly needReasons?: PlanCodes;
  readonly professions?: PlanCodes;
  /** Why a plan is closed; where a comment is asked for, its rule. */
  readonly closing: PlanCodes & { readonly commentRule?: string };
  readonly consent: {
    readonly rule: string;
    /** What has to be consented to before anything is sent to others. */
    readonly toCall: readonly ConsentAbout[];
    /** What has to be consented to at the meeting; asked anew there. */
    readonly toMeet: readonly ConsentAbout[];
    /** Whoever takes one of these back takes back the plan: what that leads to is said by the rows that ask `plan.takenBack`. */
    readonly closes: readonly ConsentAbout[];
    readonly closesRule: string;
    /** Whether an assessment of harm may stand in place of an answer. */
    readonly harmRule?: string;
    /** The rule by which nothing goes to whom the consent does not cover. */
    readonly scopeRule: string;
  };
  readonly death: {
    /** Of a death that is told by hand, and of a notice of the population register, which only the region's operations tell. */
    readonly rule: string;
    readonly noticedRule: string;
  };
  /** Types of units (`Unit.type`) that may reopen what was closed wrongly. */
  readonly administrators?: { readonly rule: string; readonly types: readonly string[] };
  /** Who has to sign before the plan holds; nobody without it. */
  readonly signing?: { readonly rule: string; readonly by: 'all' | 'coordinator' };
  readonly duties: Readonly<Partial<Record<PlanDuty, PlanDutyRule>>>;
  /** Rule ids of the advice on wording, by what is looked at; what has none is not looked at. */
  readonly wording?: {
    readonly goal?: string;
    readonly poorGoal?: string;
    readonly subgoal?: string;
    readonly poorSubgoal?: string;
    readonly own?: string;
    /** Plain words, no abbreviations. */
    readonly plain?: string;
  };
  /** What the person is shown in 1177; absent: nothing. */
  readonly patientPortal?: { readonly rule: string };
  /** Colours of the calendar. */
  readonly calendar?: {
    readonly rule: string;
    readonly colours: Readonly<
      Record<'sip' | 'uppfoljning' | 'aktorsmote' | 'planerad-uppfoljning' | 'paminnelse', string>
    >;
  };
  /** When the meeting is best held by the overall colour track, in days after the discharge; advice. */
  readonly meetingWindows?: Readonly<
    Partial<Record<'bla' | 'gron' | 'gul' | 'rod', { rule: string; least: number; most: number }>>
  >;
  /** How letters are sent: on which side the envelopes have their window, and whether posting the plan counts as delivering it. */
  readonly paper?: { readonly rule: string; readonly window: 'left' | 'right'; readonly postedCounts: boolean };
  /** Days after a meeting between which a follow-up is usual; outside it is remarked. */
  readonly followUpDays?: { readonly rule: string; readonly least: number; readonly most: number };
}
