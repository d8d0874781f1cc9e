import type { CalendarKind } from './calendar.js';
import type { AnyMessageKind, MessageKind, Need, PartyRole, PlanningCategory } from './message.js';
import type { ReasonCode } from './reason.js';
import type { EpisodeState } from './episode/episode.js';

/**
 * A region's rules as data. Read from `config/profiles/<region>.yaml`, checked whole at start-up by `profile-check.ts`;
 * everything in here has passed that check.
 */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly categories: Readonly<Record<PlanningCategory, CategoryRule>>;
  /** Which set of needs gives which category (G-CAT-19); a set that is not listed is in conflict. */
  readonly needs: readonly NeedsRule[];
  readonly windows: Readonly<Record<string, WindowRule>>;
  readonly ladders: Readonly<Record<string, readonly LadderStep[]>>;
  readonly deadlines: Readonly<Record<string, DeadlineRule>>;
  readonly kinds: Readonly<Partial<Record<MessageKind, KindRule>>>;
  readonly transitions: readonly TransitionRule[];
  /** Kinds whose repetition without a new date is delivered although it came from an admission event of a record system. */
  readonly deliverUnchangedUpdates: boolean;
}

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
  readonly payment: boolean;
}

export interface NeedsRule {
  readonly needs: readonly Need[];
  readonly category: PlanningCategory;
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
  readonly to: 'responsible' | 'sender' | 'manager' | 'operations';
  /** Elapsed hours after the due time. */
  readonly afterHours: number;
  /** Name of the window at which the step is repeated until the deadline ends. */
  readonly repeat?: string;
}

export type DueRule =
  | { readonly window: string }
  | { readonly hours: number }
  /** The first instant of the civil day after the start. */
  | { readonly endOf: 'day' }
  /** That time of the civil day of the start. */
  | { readonly timeOfDay: string };

export interface DeadlineRule {
  readonly rule: string;
  /** Rule behind the warning when it ended late. */
  readonly lateRule: string;
  readonly lateCode: ReasonCode;
  /** `delivery`: one per recipient, ended by its receipt. `episode`: one per care episode, the sending unit's own duty. */
  readonly scope: 'delivery' | 'episode';
  readonly due: DueRule;
  /** True when the due instant itself is too late. */
  readonly strict: boolean;
  /**
   * Content fields that hold instants: the latest one present is the start (L-ADM-03). Empty for deliveries, which start
   * when the message arrives.
   */
  readonly from: readonly string[];
  readonly startedBy: readonly MessageKind[];
  /**
   * A message with another start takes its place, and so does any that comes after it was cancelled; otherwise the first
   * start in the episode counts.
   */
  readonly restarts?: boolean;
  readonly metBy: readonly MessageKind[];
  /** A message meets the deadline only when it carries this content field. */
  readonly metByField?: string;
  readonly cancelledBy: readonly MessageKind[];
  readonly ladder?: string;
  /** `servicesFrom`: the message says from which civil day services can be promised, by when it came (G-DIS-03). */
  readonly annotate?: string;
}

export interface KindRule {
  readonly rule: string;
  readonly senders: readonly PartyRole[];
  /**
   * `category`: what the planning category concerns; `parties`: the episode's parties; `withdrawn`: who got the withdrawn one;
   * `none`: nobody, so that no planning category is needed.
   */
  readonly recipients: 'category' | 'parties' | 'withdrawn' | 'none';
  /**
   * `stay`: one care episode, which the transition table leads on. `person`: somebody, whatever stays there are of that
   * person in the sender's organisation; no state changes.
   */
  readonly about: 'stay' | 'person';
  /** Name of the delivery deadline for the kvittens; none: no kvittens is asked for. */
  readonly receipt?: string;
  /** Column of the category table that must allow the kind. */
  readonly gate?: 'notice' | 'ready';
  /** Content fields passed on only with consent, with the rule that says so. */
  readonly consentFields: readonly string[];
  readonly consentRule?: string;
  /** Content fields that are expected but may come later; a missing one gives a warning. */
  readonly expectedFields: Readonly<Record<string, string>>;
  /** The kind that this one takes back: its deliveries without receipt are withdrawn, the duties that it met run anew. */
  readonly retracts?: MessageKind;
  /** All deliveries of the episode without receipt are withdrawn. */
  readonly retractsAll: boolean;
}

/** One row of the episode's transition table. */
export interface TransitionRule {
  readonly on: MessageKind;
  readonly from: EpisodeState | 'none';
  /** `same` stays, `previous` goes back to the state before the last transition. */
  readonly to: EpisodeState | 'same' | 'previous';
  /** A remark that goes with this row, such as a message out of order. */
  readonly flag?: { readonly code: ReasonCode; readonly rule: string };
}

/** The kvittens rule for a message kind; the kinds that the hub sends need none. */
export function receiptDeadlineOf(profile: Profile, kind: AnyMessageKind): string | undefined {
  if (kind === 'paminnelse' || kind === 'eskalering' || kind === 'felsant') return undefined;
  return profile.kinds[kind]?.receipt;
}
