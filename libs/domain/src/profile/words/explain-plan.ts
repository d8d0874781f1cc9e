import type { Both } from '../../both.js';
import { kindName } from '../../explain/names.js';
import { PLAN_DUTY_NAMES, PLAN_STATE_NAMES } from '../../plan/names.js';
import { PLAN_DUTIES } from '../../plan/plan-rule.js';
import type { PlanDuty, PlanPermission, PlanRules, PlanTransition } from '../../plan/plan-rule.js';
import { PLAN_STATES } from '../../plan/plan.js';
import type { PlanState } from '../../plan/plan.js';
import type { Profile } from '../profile.js';
import { actorWords, conditionWords, planDueWords } from './words.js';
import type { Telling } from './words.js';

/** What a region says of its plans (SIP), in both languages. */
export interface ExplainedPlan {
  readonly rule: string;
  /** What the role of the one who coordinates is called. */
  readonly coordinator: Both;
  readonly states: readonly { id: string; name: Both; order: number }[];
  readonly transitions: readonly ExplainedPlanTransition[];
  /** Who may do what; the first row that fits decides. */
  readonly permissions: readonly { kind: string; kindName: Both; event: string | null; by: Both; rule: string }[];
  readonly duties: readonly ExplainedDuty[];
  /** The lists that the region has agreed on. */
  readonly lists: readonly { id: string; rule: string; codes: { code: string; name: Both }[] }[];
}

export interface ExplainedPlanTransition {
  readonly on: string;
  readonly onName: Both;
  readonly event: string | null;
  readonly from: string;
  readonly to: string;
  readonly rule: string | null;
  readonly when: Both | null;
}

export interface ExplainedDuty {
  readonly kind: string;
  readonly name: Both;
  readonly due: Both;
  readonly ladder: string | null;
  readonly when: Both | null;
  readonly rule: string;
}

type Say = (say: (telling: Telling) => string) => Both;

/** Explains the plan section of a profile. */
export function explainPlan(rules: PlanRules, { windows }: Pick<Profile, 'windows'>, both: Say): ExplainedPlan {
  const known = new Set<string>(rules.transitions.flatMap(({ from, to }) => [from, to]));
  const states: (PlanState | 'none')[] = ['none', ...PLAN_STATES.filter((state) => known.has(state))];
  return {
    rule: rules.rule,
    coordinator: rules.coordinator.name,
    states: states.map((state, order) => ({ id: state, name: stateTitle(state), order })),
    transitions: rules.transitions.map((row) => transition(row, both)),
    permissions: rules.permissions.map((row) => permission(row, both)),
    duties: PLAN_DUTIES.flatMap((duty) => explainedDuty(duty, rules, windows, both)),
    lists: (['headings', 'scale', 'needReasons', 'professions', 'closing'] as const).flatMap((id) => {
      const list = rules[id];
      return list === undefined
        ? []
        : [{ id, rule: list.rule, codes: list.codes.map(({ code, name }) => ({ code, name })) }];
    }),
  };
}

function stateTitle(state: PlanState | 'none'): Both {
  return state === 'none' ? { sv: 'ingen plan', en: 'no plan' } : PLAN_STATE_NAMES[state];
}

function transition({ on, event, from, to, when, flag }: PlanTransition, both: Say): ExplainedPlanTransition {
  return {
    ...{ on, from, to, onName: kindName(on), event: event ?? null, rule: flag?.rule ?? null },
    when: when === undefined ? null : both((telling) => conditionWords(when, telling)),
  };
}

function permission({ kind, event, by, rule }: PlanPermission, both: Say): ExplainedPlan['permissions'][number] {
  return {
    ...{ kind, kindName: kindName(kind), event: event ?? null, rule },
    by: both((telling) => actorWords(by, telling)),
  };
}

function explainedDuty(
  kind: PlanDuty,
  { duties }: Pick<PlanRules, 'duties'>,
  windows: Profile['windows'],
  both: Say,
): ExplainedDuty[] {
  const duty = duties[kind];
  if (duty === undefined) return [];
  const { rule, ladder, when } = duty;
  return [
    {
      ...{ kind, name: PLAN_DUTY_NAMES[kind], rule, ladder: ladder ?? null },
      due: both((telling) => planDueWords(duty, windows, telling)),
      when: when === undefined ? null : both((telling) => conditionWords(when, telling)),
    },
  ];
}
