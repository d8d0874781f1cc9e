import type { KnownDeadline } from '#domain/admission/admission-plan.js';
import type { StayDelivery, StayFiring, StayMessage } from '#domain/explain/explanation.js';
import type { Plan, PlanState } from '#domain/plan/plan.js';
import type { PlanDuty } from '#domain/plan/plan-rule.js';
import type { ReportPlan } from '#domain/report/report-plan.js';
import type { Page, PageQuery } from './operations-ports.js';
import type { OfProfile, Span } from './report-ports.js';

/** A plan with what hangs on it. */
export interface PlanRecord {
  readonly plan: Plan;
  /** What units have sent of it, oldest first, each with its sender's own id. */
  readonly messages: readonly (StayMessage & { readonly messageId: string })[];
  readonly deliveries: readonly StayDelivery[];
  /** Deadlines that hang on it in any state, earliest due first. */
  readonly deadlines: readonly PlanDeadline[];
  readonly firings: readonly StayFiring[];
}

/** A deadline of a plan as it stands. */
export interface PlanDeadline extends KnownDeadline {
  readonly rule: string;
  readonly scope: string;
  readonly startedAt: Date;
  readonly late: boolean;
  /** When it was met or ended otherwise. */
  readonly endedAt: Date | undefined;
  /** HSA-id of the unit that waits for it. */
  readonly informs: string;
}

/** Who looks at a plan, and as which unit; undefined for operations. */
export interface PlanReader {
  readonly actor: string;
  readonly unitIn: (plan: Plan) => string | undefined;
  /** How it stands in the audit, where that is more than that it was read. */
  readonly noted?: { readonly action: string; readonly detail: Readonly<Record<string, string>> };
}

/** `open`: something can still be done in it; `closed`: refused, stopped or over. */
export const PLAN_FILTERS = ['open', 'closed', 'all'] as const;
export type PlanFilter = (typeof PLAN_FILTERS)[number];

export interface PlanQuery extends PageQuery {
  readonly state: PlanFilter;
  /** HSA-id of a unit that takes part or took part; every plan without it. */
  readonly unit?: string | undefined;
  /** The state itself. */
  readonly in?: PlanState | undefined;
  readonly profile?: string | undefined;
  /** The hub's id of the care episode beside which it began. */
  readonly episode?: string | undefined;
  /** Only those around which something was to be done by that instant and is not. */
  readonly overdueAt?: Date | undefined;
}

/** What is due first around a plan. */
export interface FirstDuty {
  readonly kind: PlanDuty;
  /** HSA-id of the unit that owes it. */
  readonly unit: string;
  readonly due: Date;
}

/** A plan in a list: nothing of what was said, and not who the person is. */
export interface PlanSummary {
  readonly id: string;
  readonly profile: string;
  readonly state: PlanState;
  /** The hub's id of the care episode beside which it began. */
  readonly episode: string | undefined;
  /** HSA-id of the unit of the one who coordinates. */
  readonly coordinator: string | undefined;
  /** HSA-ids of the units that take part or took part. */
  readonly units: readonly string[];
  readonly openedAt: Date;
  readonly closedAt: Date | undefined;
  /** Civil day. */
  readonly followUpOn: string | undefined;
  readonly erasedAt: Date | undefined;
  /** Duties around it that are still owed, and the one that is due first. */
  readonly openDuties: number;
  readonly firstDuty: FirstDuty | undefined;
}

/** A plan as it is now, at the place of its latest change. */
export interface ChangedPlan {
  readonly plan: Plan;
  /** Grows with each change of any plan, in the order of the commits. */
  readonly place: bigint;
}

/** Plans (SIP) as they are kept; methods with a cursor throw `InvalidCursor`. */
export abstract class PlanStore {
  /** Gives it when `mayRead` says so, and then notes the access (L-LOG-01) in one transaction with reading it. */
  abstract read(
    id: string,
    mayRead: (plan: Plan) => boolean,
    reader: PlanReader,
    now: Date,
  ): Promise<PlanRecord | undefined>;
  /** The latest begun first. */
  abstract list(query: PlanQuery): Promise<Page<PlanSummary>>;
  /** Plans that began beside a care episode, the latest first; few. */
  abstract ofEpisode(episode: string): Promise<PlanSummary[]>;
  /** The open plans of a person by the identity of now, in one region or in all. Who asks has to note what is shown of them. */
  abstract openOf(patientId: string, profile?: string): Promise<Plan[]>;
  /**
   * Plans of which a unit has, or had, a part, with a meeting, a follow-up or a reminder of one between two civil days, both
   * included; at most `limit`, by their ids, of those after the id `after`.
   */
  abstract ofUnitBetween(unit: string, from: string, to: string, limit: number, after?: string): Promise<Plan[]>;
  /**
   * Plans of one region that have changed after a place, in the order of their latest change; none is ever skipped, since places are
   * given in the order of the commits. A plan stands at its latest change alone.
   */
  abstract changedAfter(place: bigint, profile: string, limit: number): Promise<ChangedPlan[]>;
  /** Notes that plans were shown to somebody, a line for each (L-LOG-01). */
  abstract noteShown(plans: readonly string[], action: string, actor: string, now: Date): Promise<void>;
}

/** Open plans that began before an instant, in the order of their ids. */
export interface OpenPlansQuery extends OfProfile {
  readonly before: Date;
  /** Id of the last plan of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Plans that began before the span's end and ended in it or later, in the order of their ends. */
export interface ClosedPlansQuery extends OfProfile {
  readonly span: Span;
  readonly after: { readonly closedAt: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/** What reports of plans read, a page at a time; every method is one transaction. */
export abstract class PlanReportStore {
  abstract openPlans(query: OpenPlansQuery): Promise<ReportPlan[]>;
  abstract closedPlans(query: ClosedPlansQuery): Promise<ReportPlan[]>;
  /** Of each of these stays the plans that the person has or had in the region by the identity of now; few. */
  abstract besides(stays: readonly string[]): Promise<PlanBesideStay[]>;
  /** Notes for each plan that the caller is shown a row of it (L-LOG-01). */
  abstract noteReading(plans: readonly string[], report: string, actor: string, now: Date): Promise<void>;
}

/** A plan of the person of a stay. */
export interface PlanBesideStay {
  /** The hub's id of the care episode. */
  readonly stay: string;
  readonly plan: ReportPlan;
}
