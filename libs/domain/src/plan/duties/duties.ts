import { addCivilDays, civilDateOf, clockTimeOf, instantOf } from '../../calendar.js';
import { holds } from '../../condition.js';
import { dueOf, isLate } from '../../deadline/deadline.js';
import type { Profile } from '../../profile/profile.js';
import { isLeftOut } from '../folding/consents.js';
import { DUTY_TABLE } from './duty-table.js';
import { later, viewIn } from './duty-view.js';
import type { Owed, DutyView } from './duty-view.js';
import { PLAN_DUTIES } from '../plan-rule.js';
import type { PlanDuty, PlanDutyRule } from '../plan-rule.js';
import { isOpenPlan } from '../plan.js';
import type { Plan } from '../plan.js';
import { subjectOfPlan } from '../deciding/plan-subject.js';

/** What one unit owes around a plan. */
export interface OwedDuty extends Owed {
  readonly kind: PlanDuty;
  readonly rule: PlanDutyRule;
  /** By when. */
  readonly due: Date;
}

/**
 * Everything that is owed around a plan, done or not, read off the plan alone: whose it is, since when, by when and what about.
 * Only what the region's profile gives a time for, and only where its condition holds.
 */
export function dutiesOf(plan: Plan, profile: Profile): OwedDuty[] {
  const view = viewIn(plan, profile);
  if (view === undefined) return [];
  const subject = subjectOfPlan(plan, profile);
  return PLAN_DUTIES.flatMap((kind) => {
    const rule = view.rules.duties[kind];
    if (rule === undefined || !isOwedNow(kind, plan, view)) return [];
    if (rule.when !== undefined && !holds(rule.when, subject)) return [];
    const owing = DUTY_TABLE[kind].owed(view).filter(({ responsible }) => isOwing(responsible, view));
    return owing.flatMap((owed): OwedDuty[] => {
      const due = dueBy(rule, owed, profile);
      return due === undefined ? [] : [{ ...owed, kind, rule, due }];
    });
  });
}

/** Whom the person wants out of the plan owes nothing there; where nobody else is left somebody has to (N-CON-01, S-CON-06). */
function isOwing(responsible: string, { facts, coordinator }: DutyView): boolean {
  return responsible === coordinator || !isLeftOut(facts, responsible);
}

/** Whether what is done at `at` comes too late. */
export function isDutyLate({ rule, due }: Pick<OwedDuty, 'rule' | 'due'>, at: Date): boolean {
  return 'atStart' in rule.due ? at > due : isLate({ due: rule.due, strict: false }, due, at);
}

/** Of a plan that is over only what outlives it is owed; of somebody who is dead only that the plan is closed. */
function isOwedNow(kind: PlanDuty, plan: Plan, { facts }: DutyView): boolean {
  const { outlives } = DUTY_TABLE[kind];
  if (isOpenPlan(plan)) return facts.death === undefined || kind === 'sip-avliden';
  // What ends together with the plan is told of as done, and not as called off.
  if (kind === 'sip-avliden') return true;
  return (
    outlives === 'closing' ||
    (outlives === 'closing-by-hand' && facts.closed?.how === 'for-hand' && facts.death === undefined)
  );
}

function dueBy(rule: PlanDutyRule, owed: Owed, profile: Profile): Date | undefined {
  const anchor = moved(owed.from ?? owed.startedAt, rule, owed);
  if ('atStart' in rule.due) return anchor;
  return dueOf({ due: rule.due }, profile.windows, anchor);
}

/** So many civil days before, at the same time of the day; what has begun after that is counted from its beginning. */
function moved(anchor: Date, { daysBefore }: PlanDutyRule, { isExact, startedAt }: Owed): Date {
  if (daysBefore === undefined || isExact === true) return anchor;
  const day = addCivilDays(civilDateOf(anchor), daysBefore);
  return later(instantOf(day, clockTimeOf(anchor)), startedAt);
}
