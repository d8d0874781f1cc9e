import type { CalendarKind } from '../calendar.js';
import { isHubKind } from '../message.js';
import type { AnyMessageKind, MessageKind, Need, PartyRole, PlanningCategory } from '../message.js';
import type { Condition } from '../condition.js';
import type { ReasonCode } from '../reason.js';
import type { CutOff, DueRule } from '../deadline/due-rule.js';
import type { EpisodeState } from '../episode/episode.js';
import type { PaymentRule } from '../report/payment-rule.js';
import type { PlanRules } from '../plan/plan-rule.js';
import type { ReportsRule } from '../report/reports-rule.js';

export type { CutOff, DueRule };

/**
 * A region's rules as data. Read from `config/profiles/<region>.yaml`, checked whole at start-up by `profile-check.ts`;
 * everything in here has passed that check.
 */
export interface Profile {
  readonly id: string;
  readonly name: string;
  /** The rules behind what the engine itself says, by what it is about; one without an entry is said without a rule. */
  readonly rules: Readonly<Partial<Record<EngineRule, string>>>;
  readonly categories: Readonly<Record<PlanningCategory, CategoryRule>>;
  /** Which set of needs gives which category (G-CAT-19); a set that is not listed is in conflict. */
  readonly needs: readonly NeedsRule[];
  readonly withoutAccess?: WithoutAccessRule;
  readonly windows: Readonly<Record<string, WindowRule>>;
  readonly ladders: Readonly<Record<string, readonly LadderStep[]>>;
  readonly deadlines: Readonly<Record<string, DeadlineRule>>;
  readonly kinds: Readonly<Partial<Record<MessageKind, KindRule>>>;
  readonly transitions: readonly TransitionRule[];
  /** The way through a stay as the routine lists it: for views, no message is decided by it. */
  readonly steps: readonly StepRule[];
  readonly checklists?: ChecklistRule;
  /** Kinds whose repetition without a new date is delivered although it came from an admission event of a record system. */
  readonly deliverUnchangedUpdates: boolean;
  readonly payment: PaymentRule;
  readonly reports: ReportsRule;
  /** What the region says of plans (SIP) themselves. */
  readonly plan?: PlanRules;
}

/** What the engine refuses or remarks by itself in every region; each region says by which rule. */
export const ENGINE_RULES = [
  'patient',
  'name',
  'identity',
  'former-identity',
  'category',
  'needs',
  'unit',
  'concerned',
  'party',
  'receipt-time',
  'care-contact',
  'coordinator',
  'protection',
  'patient-pack',
] as const;
export type EngineRule = (typeof ENGINE_RULES)[number];

export interface CategoryRule {
  readonly rule: string;
  /** Rule behind a refused admission notice; the category's own rule when it is not given. */
  readonly noticeRule: string;
  /** Whether an admission notice is sent: never, always, or only when a physician judged it needed. */
  readonly notice: 'never' | 'physician' | 'always';
  /** Whether a ready notice is sent. */
  readonly ready: 'never' | 'if-notice' | 'always';
  /** Rule behind a refused ready notice; the category's own rule when it is not given. */
  readonly readyRule: string;
  readonly recipients: readonly PartyRole[];
  readonly fvk: boolean;
  readonly sip: boolean;
  /** Rule behind a refused call to a SIP; the category's own rule when it is not given. */
  readonly sipRule: string;
  readonly payment: boolean;
}

export interface NeedsRule {
  readonly needs: readonly Need[];
  readonly category: PlanningCategory;
}

/** Units of these types (`Unit.type`) have no access to the hub: whoever names one of them is told so, and nothing goes there. */
export interface WithoutAccessRule {
  readonly rule: string;
  readonly types: readonly string[];
}

/** Fixed times of the day at which something is due, Europe/Stockholm. */
export interface WindowRule {
  readonly rule: string;
  readonly times: readonly string[];
  readonly calendar: CalendarKind;
}

/** One rung: who gets what, how long after the due time. */
export interface LadderStep {
  readonly step: string;
  readonly rule: string;
  readonly send: 'paminnelse' | 'eskalering';
  /** A role: the stay's parties of that role, the late unit aside. */
  readonly to: 'responsible' | 'sender' | 'manager' | 'operations' | PartyRole;
  /** Elapsed hours after the due time. */
  readonly afterHours: number;
  /** Name of the window at which the step is repeated until the deadline ends. */
  readonly repeat?: string;
  /** With `repeat`: it is taken at each time of the window from the deadline's start on, before the due time too. */
  readonly fromStart?: boolean;
  /** With `repeat`: the step of the same ladder at whose time the repetition ends, since somebody else has it by then. */
  readonly until?: string;
}

export interface DeadlineRule {
  readonly rule: string;
  /** Rule behind the warning when it ended late. */
  readonly lateRule: string;
  readonly lateCode: ReasonCode;
  /**
   * `delivery`: one per recipient, ended by its receipt. `answer`: one per recipient, ended by a message of `metBy` from that
   * unit. `episode`: one per care episode.
   */
  readonly scope: 'delivery' | 'answer' | 'episode';
  /**
   * Whose duty an episode's deadline is: the sender of the message that starts it, the ward, the parties of a role, or the unit
   * whose care contact coordinates.
   */
  readonly responsible: 'sender' | 'ward' | 'coordinator' | PartyRole;
  /** Whose parties owe it as long as nobody coordinates; goes with `coordinator`. */
  readonly withoutCoordinator?: PartyRole;
  /** Who waits for it: the sender of the message that starts it, or the ward. */
  readonly informs: 'sender' | 'ward';
  /** It starts only where this holds, such as a category that has a care contact. */
  readonly when?: Condition;
  /** For `answer`: roles of recipients that owe one; all when empty. */
  readonly roles: readonly PartyRole[];
  readonly due: DueRule;
  /** True when the due instant itself is too late. */
  readonly strict: boolean;
  /**
   * Content fields that hold instants, and what the stay knows after `episode.`: the latest one present is the start (L-ADM-03).
   * Empty: it starts when the message arrives.
   */
  readonly from: readonly string[];
  readonly startedBy: readonly MessageKind[];
  /** It starts once the stay's first message of a kind in `startedBy` has been receipted by all that got it (G-FVK-02). */
  readonly after?: 'receipts';
  /**
   * A message with another start takes its place, and so does any that comes after it was cancelled; otherwise the first
   * start in the episode counts.
   */
  readonly restarts?: boolean;
  readonly metBy: readonly MessageKind[];
  /** A message meets the deadline only when it carries this content field. */
  readonly metByField?: string;
  /** A message meets the deadline only where this holds, such as a care contact that is named and not one that ends. */
  readonly metWhen?: Condition;
  readonly cancelledBy: readonly MessageKind[];
  /** It is owed no more once this holds of the stay, whatever message brought that about. */
  readonly cancelledWhen?: Condition;
  readonly ladder?: string;
  /** `servicesFrom`: the message says from which civil day services can be promised, by when it came (G-DIS-03). */
  readonly annotate?: string;
}

/** Something that a message has to fulfil beyond its form. */
export interface CheckRule {
  readonly rule: string;
  /** It is asked only where this holds. */
  readonly when?: Condition;
  readonly must: Condition;
  /** Path that is told, such as `content.interventions`. */
  readonly at: string;
  /** What happens otherwise: the message is refused with this code, or accepted with this remark. */
  readonly otherwise: { readonly refuse: ReasonCode } | { readonly warn: ReasonCode };
  /** How to mend it, in a few words; no value of the message. */
  readonly detail?: string;
  /** The same in Swedish, for answers and explanations. */
  readonly sv?: string;
}

/** What happens to a kind, or to fields of it, when the patient has not consented. */
export interface ConsentRule {
  readonly rule: string;
  /** Scope that a consent must have, such as `informationsoverforing`; a consent without scopes has all. */
  readonly scope: string;
  /** Content fields that need it; the whole message when empty. */
  readonly fields: readonly string[];
  /** Content fields that are allowed without it; only looked at when `fields` is empty. */
  readonly allowed: readonly string[];
  /**
   * `refuse`: the message, or one that has the fields. `withhold`: it is not passed on, and the answer says so. `tell`: it is
   * delivered without its content, so that recipients know that consent is missing.
   */
  readonly without: 'refuse' | 'withhold' | 'tell';
  /** What recipients are not shown of the head of the message either. */
  readonly hides: readonly HiddenField[];
}

/** Parts of the head that serve the routing and say more of the person than may be told. */
export const HIDDEN_FIELDS = ['planningCategory', 'patient.municipality', 'patient.healthCentre'] as const;
export type HiddenField = (typeof HIDDEN_FIELDS)[number];

/** Recipients that the sender has to name. */
export interface NamedRule {
  readonly rule: string;
  readonly least: number;
  readonly most: number;
  readonly roles: readonly PartyRole[];
  /** Types of units (`Unit.type`) that never get it. */
  readonly notTypes: readonly string[];
}

/** A kind that may come before its stay. */
export interface EarlyRule {
  readonly rule: string;
  /** How long it waits after it was sent; for ever when not given. */
  readonly hours?: number;
  /** Types of units (`Unit.type`) that do not get it before the stay. */
  readonly notTypes: readonly string[];
}

/** A kind that a stay need not be there for. */
export interface AloneRule {
  readonly rule: string;
}

export interface KindRule {
  readonly rule: string;
  readonly senders: readonly PartyRole[];
  /** Types of units (`Unit.type`) that may not send it although their role may. */
  readonly notSenderTypes: readonly string[];
  /**
   * `category`: what the planning category concerns; `parties`: the episode's parties; `others`: the parties and the ward, the
   * sender aside; `ward`: the ward alone; `named`: whom the sender names, see `named`; `withdrawn`: who got the withdrawn one;
   * `participants`: the units that take part in the plan, the sender aside; `none`: nobody, so that no planning category is needed.
   */
  readonly recipients: 'category' | 'parties' | 'others' | 'ward' | 'named' | 'withdrawn' | 'none' | 'participants';
  readonly named?: NamedRule;
  /**
   * `stay`: one care episode, which the transition table leads on. `person`: somebody, whatever stays there are of that
   * person in the sender's organisation; no state changes. `free`: belongs to no stay. `plan`: a plan (SIP).
   */
  readonly about: 'stay' | 'person' | 'free' | 'plan';
  /** A kind about a stay that also changes the plan of the person: it may name a plan, a stay, or both. */
  readonly changesPlan?: boolean;
  /** It may come before its stay: it waits for one of the same patient. */
  readonly early?: EarlyRule;
  /** It may be told of somebody who has no stay, and then goes to the units that its sender names. */
  readonly alone?: AloneRule;
  /** Name of the delivery deadline for the kvittens; none: no kvittens is asked for. */
  readonly receipt?: string;
  /** Column of the category table that must allow the kind. */
  readonly gate?: 'notice' | 'ready' | 'sip';
  readonly consent: readonly ConsentRule[];
  /** Asked in order, all of them; what they refuse is told at once. */
  readonly checks: readonly CheckRule[];
  /** Content fields that are expected but may come later; a missing one gives a warning. */
  readonly expectedFields: Readonly<Record<string, string>>;
  /** Content fields of which the stay remembers what was said last, for checks and deadlines of later messages. */
  readonly keeps: readonly string[];
  /** The kind that this one takes back: its deliveries without receipt are withdrawn, the duties that it met run anew. */
  readonly retracts?: MessageKind;
  /** All deliveries of the episode without receipt are withdrawn. */
  readonly retractsAll: boolean;
}

/** One step of the way through a stay. */
export interface StepRule {
  readonly rule: string;
  /** Whose step it is; one that several have is done by each of them. */
  readonly roles: readonly PartyRole[];
  /** What is done, in both languages. */
  readonly sv: string;
  readonly en: string;
  /** It is a step of the stay only where this holds. */
  readonly when?: Condition;
  /** How the hub sees that it is done, asked of the stay; without it, it is done outside the hub. */
  readonly done?: Condition;
  /** Rule by which the region's checklist helps at this step. */
  readonly checklist?: string;
}

/** The region's page of checklists. */
export interface ChecklistRule {
  readonly rule: string;
  /** An https address. */
  readonly link: string;
}

/** One row of the episode's transition table. */
export interface TransitionRule {
  readonly on: MessageKind;
  readonly from: EpisodeState | 'none';
  /** `same` stays, `previous` goes back to the state before the last transition. */
  readonly to: EpisodeState | 'same' | 'previous';
  /**
   * It is taken only where this holds, the message itself counted as said; otherwise the next row for the same kind and state
   * is.
   */
  readonly when?: Condition;
  /** A remark that goes with this row, such as a message out of order. */
  readonly flag?: { readonly code: ReasonCode; readonly rule: string };
}

/** The kvittens rule for a message kind; the kinds that the hub sends need none. */
export function receiptDeadlineOf(profile: Profile, kind: AnyMessageKind): string | undefined {
  return isHubKind(kind) ? undefined : profile.kinds[kind]?.receipt;
}
