import { holds } from '../../condition.js';
import type { Subject } from '../../condition.js';
import { standingSteps } from '../../episode/steps.js';
import type { MessageKind } from '../../message.js';
import { PLAN_STATE_NAMES } from '../names.js';
import { OF_PERSON } from './permissions.js';
import type { PlanRules, PlanTransition } from '../plan-rule.js';
import type { Plan, PlanState } from '../plan.js';
import { ENDED_PLAN_STATES } from '../plan.js';

/** Where a message leaves a plan; `row` is that of the region's table, where there is one. */
export interface Move {
  readonly state: PlanState;
  readonly stays: boolean;
  readonly row: PlanTransition | undefined;
}

interface Moved {
  readonly kind: MessageKind;
  readonly event: string | undefined;
  readonly before: Plan | undefined;
  readonly subject: Subject;
  /** It is about a meeting of the parties alone, which leads a plan nowhere (N-ACTOR-08). */
  readonly isAside: boolean;
}

/** The rows of the table for what a message does to a plan in a state. */
export function rowsFor(
  { transitions }: Pick<PlanRules, 'transitions'>,
  kind: MessageKind,
  event: string | undefined,
  from: PlanState | 'none',
): PlanTransition[] {
  return transitions.filter(
    (row) => row.on === kind && row.from === from && (row.event === undefined || row.event === event),
  );
}

/**
 * Where the message leads: the first row that holds of the plan as the message leaves it; undefined where the table has no way.
 */
export function moveOf(rules: PlanRules, { kind, event, before, subject, isAside }: Moved): Move | undefined {
  const now = before?.facts.state;
  const row = rowsFor(rules, kind, event, now ?? 'none').find(({ when }) => when === undefined || holds(when, subject));
  const isFree = OF_PERSON.includes(kind) && !rules.transitions.some(({ on }) => on === kind);
  const fits = row !== undefined || (now !== undefined && isFree && !ENDED_PLAN_STATES.includes(now));
  if (isAside && now !== undefined && !ENDED_PLAN_STATES.includes(now))
    return { state: now, stays: true, row: undefined };
  if (!fits) return undefined;
  if (row === undefined || row.to === 'same') return now === undefined ? undefined : { state: now, stays: true, row };
  return { state: row.to === 'previous' ? previousOf(before) : row.to, stays: false, row };
}

function previousOf(before: Plan | undefined): PlanState {
  const states = standingSteps(before)
    .filter(({ stays }) => stays !== true)
    .map(({ state }) => state);
  return states.findLast((state) => state !== before?.facts.state) ?? before?.facts.state ?? 'stoppad';
}

/** Why it does not fit, without a value of the message: where the plan is, if the sender may know, and where it would fit. */
export function misfitDetail(
  { transitions }: PlanRules,
  kind: MessageKind,
  event: string | undefined,
  now: PlanState | 'none' | undefined,
) {
  const from = transitions.filter((row) => row.on === kind && (row.event === undefined || row.event === event));
  const states = [...new Set(from.flatMap((row) => (row.from === 'none' ? [] : [row.from])))];
  const en = states.map((state) => PLAN_STATE_NAMES[state].en).join(', ');
  const sv = states.map((state) => PLAN_STATE_NAMES[state].sv).join(', ');
  if (now === undefined) return { en: `it fits in: ${en}`, sv: `det passar i: ${sv}` };
  const is = now === 'none' ? { en: 'there is none', sv: 'det finns ingen' } : PLAN_STATE_NAMES[now];
  return { en: `it is: ${is.en}; it fits in: ${en}`, sv: `läget är: ${is.sv}; det passar i: ${sv}` };
}
