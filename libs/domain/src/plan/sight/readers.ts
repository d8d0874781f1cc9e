import { isLeftOut, mayBeTold } from '../folding/consents.js';
import { sharesPlan, takesPart } from '../folding/parties.js';
import { coordinatorOf } from '../plan.js';
import type { PlanFacts, PlanMeeting } from '../plan.js';

/** As which of its units a caller may look at a plan: one that has to do with it; undefined: it may not. */
export function planReadingUnit(units: readonly string[], facts: PlanFacts): string | undefined {
  return units.find((unit) => takesPart({ facts }, unit));
}

/**
 * Whether a unit may be told what others have put into the plan: by the consents to the plan and to the transfer of information, as
 * far as there are any, and by the units that the person has agreed to. The coordinator keeps the plan and sees it as long as the person has not
 * left that unit out (S-CON-06); who only has to do with a meeting of the parties alone is told nothing of the plan (N-ACTOR-08).
 */
export function isToldOf(unit: string, facts: PlanFacts): boolean {
  if (isLeftOut(facts, unit)) return false;
  return coordinatorOf(facts)?.unit === unit || (sharesPlan(facts, unit) && mayBeTold(facts, unit));
}

/** Whether a meeting is for these units to see: what the parties settle among themselves is for those who were called to it. */
export function isMeetingOf(units: readonly string[], { purpose, unit, called, held }: PlanMeeting): boolean {
  if (purpose !== 'aktorsmote') return true;
  const there = [unit, ...called.map((one) => one.unit), ...(held?.attendance ?? []).map((one) => one.unit)];
  return there.some((one) => one !== undefined && units.includes(one));
}
