import { withoutPerson } from '#domain/plan/sight/without-person.js';
import type { ReportedDuty, ReportPlan } from '#domain/report/report-plan.js';
import type { ToldPlan } from './plan-steps.js';

/** A plan as the reports get it, without its person: told in a spec, with what is owed in it. */
export function reportPlan(told: ToldPlan, changes: Partial<ReportPlan> = {}): ReportPlan {
  const plan = withoutPerson(told.plan);
  const first = plan.steps[0]?.at ?? '';
  return { plan, openedAt: new Date(first), closedAt: undefined, municipality: '2180', duties: [], ...changes };
}

/** A duty that is open, a day before it is due. */
export function reportedDuty(kind: string, due: string, changes: Partial<ReportedDuty> = {}): ReportedDuty {
  const startedAt = new Date(Date.parse(due) - 86_400_000);
  const rest = { about: undefined, state: 'open', late: false, endedAt: undefined, responsible: 'SE-U' } as const;
  return { kind, rule: 'N-GEN-04', due: new Date(due), startedAt, ...rest, ...changes };
}
