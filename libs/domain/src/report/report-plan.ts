import type { KnownDeadline } from '../admission/admission-plan.js';
import type { Plan } from '../plan/plan.js';

/** What is owed in a plan, or was. */
export interface ReportedDuty {
  readonly kind: string;
  readonly rule: string;
  /** The hub's id of the meeting, goal or intervention that it is about. */
  readonly about: string | undefined;
  readonly startedAt: Date;
  readonly due: Date;
  readonly state: KnownDeadline['state'];
  readonly late: boolean;
  readonly endedAt: Date | undefined;
  /** HSA-id. */
  readonly responsible: string;
}

/** A plan as reports count it: states, units, times and codes; no person and nothing that was written (see `withoutPerson`). */
export interface ReportPlan {
  readonly plan: Plan;
  readonly openedAt: Date;
  readonly closedAt: Date | undefined;
  /** Four-digit code of the municipality where the person is registered. */
  readonly municipality: string | undefined;
  readonly duties: readonly ReportedDuty[];
}

/** Whether a unit coordinates, takes part, was called or told something that stands, now or before. */
export function hasPart({ plan: { facts, steps } }: ReportPlan, unit: string): boolean {
  return (
    facts.coordinators.some((one) => one.unit === unit) ||
    facts.participants.some(({ participantUnit }) => participantUnit === unit) ||
    facts.meetings.some(({ called }) => called.some((one) => one.unit === unit)) ||
    steps.some((step) => step.unit === unit && step.withdrawn !== true)
  );
}
