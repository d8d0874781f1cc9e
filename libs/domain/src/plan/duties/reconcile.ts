import type { DecisionGround, EndedDeadline, KnownDeadline, PlannedDeadline } from '../../admission/admission-plan.js';
import { cancelled } from '../../deadline/deadline-end.js';
import { firstFiring, nextLookAt } from '../../deadline/firing.js';
import { reason } from '../../reason.js';
import type { Warning } from '../../reason.js';
import { dutiesOf, isDutyLate } from './duties.js';
import type { OwedDuty } from './duties.js';
import { viewIn } from './duty-view.js';
import { PLAN_DUTIES } from '../plan-rule.js';
import type { Plan } from '../plan.js';

export interface DutyChange {
  /** The plan as the message leaves it. */
  readonly plan: Plan;
  /** Deadlines that hang on plans, open or met. */
  readonly known: readonly KnownDeadline[];
  readonly ground: Pick<DecisionGround, 'profile' | 'newId'>;
  readonly now: Date;
  /** The hub's id of the message that is decided. */
  readonly message: string;
}

export interface DutyChanges {
  started: PlannedDeadline[];
  ended: EndedDeadline[];
  /** A remark for each kind that was done too late. */
  warnings: Warning[];
}

/**
 * Brings the plan's deadlines to what is owed by the plan as it is now: starts what is new, ends what was done or is owed no
 * more, hands over what is another's now, opens again what a makulering left undone. Asked twice it does nothing more.
 */
export function changeDuties(change: DutyChange): DutyChanges {
  const { plan, ground } = change;
  const known = change.known.filter((deadline) => isOfDuty(deadline) && deadline.plan === plan.id);
  const owed = dutiesOf(plan, ground.profile);
  const changes: DutyChanges = { started: [], ended: [], warnings: [] };
  const kept = new Set<string>();
  for (const duty of owed) settle(duty, known, kept, change, changes);
  for (const { id, state } of known) {
    if (state === 'open' && !kept.has(id)) changes.ended.push(cancelled(id));
  }
  return changes;
}

function isOfDuty({ kind, delivery }: KnownDeadline): boolean {
  return delivery === undefined && PLAN_DUTIES.some((duty) => duty === kind);
}

function settle(
  duty: OwedDuty,
  known: readonly KnownDeadline[],
  kept: Set<string>,
  change: DutyChange,
  changes: DutyChanges,
): void {
  const its = known.filter((deadline) => isSame(deadline, duty));
  if (duty.metAt !== undefined) {
    // The message that fulfils it may also move what it was counted from.
    for (const { id, state } of its) if (state === 'open') end(id, duty, duty.metAt, kept, changes);
    return;
  }
  const open = its.find((deadline) => deadline.state === 'open' && isDueBy(deadline, duty));
  if (open !== undefined) {
    kept.add(open.id);
    return;
  }
  const done = its.find((deadline) => isDone(deadline, duty) && isDueBy(deadline, duty));
  if (done === undefined) changes.started.push(begun(duty, change));
  else if (duty.isEndedOutside !== true) changes.ended.push(reopened(done, change));
}

/** Letters that nobody is to send after all are done with, as those that were posted: what ended them was no message. */
function isDone({ state, metBy }: KnownDeadline, { isEndedOutside }: OwedDuty): boolean {
  return state === 'met' || (isEndedOutside === true && state === 'cancelled' && metBy === undefined);
}

/** The same duty of the same unit. */
function isSame(deadline: KnownDeadline, { kind, responsible, about }: OwedDuty): boolean {
  return deadline.kind === kind && deadline.responsible === responsible && deadline.about === about;
}

function isDueBy(deadline: KnownDeadline, { due }: OwedDuty): boolean {
  return deadline.due.getTime() === due.getTime();
}

function end(id: string, duty: OwedDuty, at: Date, kept: Set<string>, changes: DutyChanges): void {
  const late = isDutyLate(duty, at);
  changes.ended.push({ id, state: 'met', late, nextFireAt: null });
  kept.add(id);
  const rule = duty.rule.lateRule ?? duty.rule.rule;
  if (late && !changes.warnings.some((warning) => warning.rule === rule)) {
    changes.warnings.push(reason('late', '', undefined, rule));
  }
}

function reopened({ id, kind, due }: KnownDeadline, { ground, now }: DutyChange): EndedDeadline {
  return { id, state: 'open', late: false, nextFireAt: nextLookAt(ground.profile, kind, due, now) };
}

function begun(duty: OwedDuty, { plan, ground, now, message }: DutyChange): PlannedDeadline {
  const { kind, rule, due, startedAt, responsible, about } = duty;
  const coordinator = viewIn(plan, ground.profile)?.coordinator ?? responsible;
  const first = firstFiring(ground.profile, kind, due, startedAt);
  return {
    id: ground.newId(),
    kind,
    rule: rule.rule,
    scope: 'plan',
    due,
    startedAt,
    startedFrom: null,
    responsible,
    informs: coordinator,
    delivery: undefined,
    ...(duty.message === message ? {} : { message: duty.message }),
    state: 'open',
    late: false,
    // What another owed before is not fired for instants at which it was not this unit's.
    nextFireAt: first === null || first > now ? first : now,
    plan: plan.id,
    ...(about === undefined ? {} : { about }),
  };
}
