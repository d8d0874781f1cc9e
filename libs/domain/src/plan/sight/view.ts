import type { Both } from '../../both.js';
import type { Patient } from '../../message.js';
import type { MayDo } from '../deciding/may-do.js';
import type { PlanDuty } from '../plan-rule.js';
import type {
  Closed,
  Coordinator,
  Evaluation,
  FollowUpComment,
  Handover,
  Intervention,
  MainGoal,
  MappedArea,
  PlanConsent,
  PlanFacts,
  PlanMeeting,
  PlanParticipant,
  PlanState,
  SubGoal,
} from '../plan.js';

// What a viewer sees of a plan. For operations what was written is absent, and who the person and those close are; staff is named.

/** The same without what was written, or with it. */
export type Masked<Whole, Field extends keyof Whole> = Omit<Whole, Field> & { readonly [Key in Field]?: Whole[Key] };

/** A unit that the view names. */
export interface NamedUnit {
  readonly hsaId: string;
  readonly name: string;
  readonly role: string;
  /** Whom to call. */
  readonly phone: string;
}

/** One open duty around a plan. */
export interface WaitedFor {
  /** The hub's id of the deadline. */
  readonly deadline: string;
  readonly kind: PlanDuty;
  readonly name: Both;
  readonly rule: string;
  /** HSA-id of the unit that owes it. */
  readonly unit: string;
  readonly due: Date;
  readonly isOverdue: boolean;
  /** The hub's id of the meeting, goal or letter that it is about. */
  readonly about?: string | undefined;
}

/** One message of the plan: who did what, when. */
export interface DoneStep {
  /** The hub's id of the message. */
  readonly message: string;
  readonly kind: string;
  readonly name: Both;
  /** Content field `event` (of `sip-kallelse`: `purpose`). */
  readonly event?: string | undefined;
  /** HSA-id of the sender. */
  readonly unit: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  /** The state that it led to. */
  readonly state: PlanState;
  readonly withdrawn: boolean;
}

export type ClosedView = Masked<Closed, 'comment'> & { readonly reasonName?: Both | undefined };
export type EvaluationView = Masked<Evaluation, 'comment' | 'evaluator'> & { readonly scoreName?: Both | undefined };
export type CommentView = Masked<FollowUpComment, 'comment'>;
export type AreaView = Masked<MappedArea, 'needs' | 'resources' | 'obstacles' | 'abilities'> & {
  readonly headingName?: Both | undefined;
  /** Whether one of the viewer's units may change or remove it (N-MAP-10, N-MAP-11). */
  readonly isWritable: boolean;
};

export type InterventionView = Masked<
  Omit<Intervention, 'comments' | 'closed'>,
  'text' | 'responsible' | 'frequency' | 'onBehalfOf'
> & {
  readonly comments: readonly CommentView[];
  readonly closed?: ClosedView | undefined;
  /** Whether the person and the others see it (N-INT-05); false only for its owner. */
  readonly isShared: boolean;
};

export type SubGoalView = Masked<Omit<SubGoal, 'evaluations' | 'closed'>, 'text' | 'onBehalfOf'> & {
  readonly headingName?: Both | undefined;
  readonly evaluations: readonly EvaluationView[];
  readonly closed?: ClosedView | undefined;
  readonly interventions: readonly InterventionView[];
};

export type GoalView = Masked<Omit<MainGoal, 'evaluations'>, 'text' | 'ownPart' | 'helpPart' | 'contacts'> & {
  readonly evaluations: readonly EvaluationView[];
  readonly subgoals: readonly SubGoalView[];
};

export type ConsentView = Masked<PlanConsent, 'topics'> & { readonly name: Both; readonly isInForce: boolean };
export type ParticipantView = Masked<PlanParticipant, 'name' | 'address' | 'phone' | 'organisation' | 'professions'>;

/** A plan as one viewer may know it. Instants are ISO 8601 UTC but for those that were written by a sender. */
export interface PlanView {
  readonly id: string;
  readonly profile: string;
  /** The hub's id of the care episode beside which it began. */
  readonly episode?: string | undefined;
  readonly state: PlanState;
  readonly stateName: Both;
  readonly isOpen: boolean;
  /** Absent for operations. */
  readonly patient?: Patient | undefined;
  /** Whether texts and names are left out. */
  readonly isMasked: boolean;
  /** What the region calls the role of the one who coordinates. */
  readonly coordinatorName?: Both | undefined;
  readonly coordinator: Coordinator | null;
  /** All who coordinated, those before with `until` (N-COORD-12). */
  readonly coordinators: readonly Coordinator[];
  /** HSA-ids of units that take part and that the person has not agreed to: nothing more goes to them (N-CON-01, S-CON-06). */
  readonly leftOut: readonly string[];
  /** The person has another identity now, under which there was an open plan already (G-SIP-77). */
  readonly isUnderFormerIdentity: boolean;
  readonly careContact: PlanFacts['careContact'] | null;
  readonly representative: PlanFacts['representative'];
  readonly initiator?: PlanFacts['initiator'];
  readonly need?: PlanFacts['need'];
  readonly preparation?: PlanFacts['preparation'];
  readonly offeredOn?: string | undefined;
  readonly talkedOverOn?: string | undefined;
  readonly relativesObjected?: boolean | undefined;
  /** What holds now, one for each thing that was asked. */
  readonly consent: readonly ConsentView[];
  /** Every answer, oldest first. */
  readonly consents: readonly ConsentView[];
  readonly areas: readonly AreaView[];
  readonly participants: readonly ParticipantView[];
  readonly meetings: readonly PlanMeeting[];
  readonly madeAt?: string | undefined;
  readonly goals: readonly GoalView[];
  /** Sub-goals of no main goal that is there. */
  readonly looseSubgoals: readonly SubGoalView[];
  /** For who corrects for others: interventions that were closed and never shared, by the hub's id and nothing else (N-CLOSE-06). */
  readonly reopenable: readonly Pick<Intervention, 'id' | 'state'>[];
  /** Civil days. */
  readonly followUpOn?: string | undefined;
  readonly remindOn?: string | undefined;
  readonly deliveryWish?: PlanFacts['deliveryWish'];
  readonly handovers: readonly Masked<Handover, 'signatures' | 'to'>[];
  readonly deviations: readonly CommentView[];
  readonly revisedAt?: string | undefined;
  readonly death?: PlanFacts['death'];
  readonly closed?: (ClosedView & { readonly how: NonNullable<PlanFacts['closed']>['how'] }) | undefined;
  readonly waitedFor: readonly WaitedFor[];
  readonly done: readonly DoneStep[];
  readonly mayDo: readonly MayDo[];
  /** Every unit that the view names and the directory has. */
  readonly units: readonly NamedUnit[];
}
