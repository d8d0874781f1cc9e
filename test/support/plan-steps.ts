import { foldPlan } from '#domain/plan/folding/facts.js';
import type { PlanRules } from '#domain/plan/plan-rule.js';
import { PLAN_DUTIES } from '#domain/plan/plan-rule.js';
import type { PlanDuty, PlanDutyRule } from '#domain/plan/plan-rule.js';
import type { Plan, PlanState, PlanStep } from '#domain/plan/plan.js';
import type { Content, MessageKind } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';

import { gavleborg, TOLVAN, UNITS } from './domain.js';

/** Plans put together step by step, without asking anybody whether the steps were allowed: for what is read off plans. */

const BASE = gavleborg();

/** Every duty, due two days after its start unless something else is said. */
export function dutyRules(changes: Partial<Record<PlanDuty, Partial<PlanDutyRule>>> = {}): PlanRules['duties'] {
  const usual = { rule: 'N-GEN-04', due: { hours: 48 }, ladder: 'plan' } as const;
  return Object.fromEntries(PLAN_DUTIES.map((kind) => [kind, { ...usual, ...changes[kind] }]));
}

/** A region whose plans are as in Gävleborg, but for what is given here. */
export function planProfile(changes: Partial<PlanRules> = {}): Profile {
  if (BASE.plan === undefined) throw new Error('the region has no plans');
  return { ...BASE, plan: { ...BASE.plan, duties: dutyRules(), ...changes } };
}

export interface StepSaid {
  readonly unit?: string;
  readonly at?: string;
  readonly state?: PlanState;
  readonly stays?: boolean;
  readonly to?: readonly string[];
}

/** Tells a plan message by message; each gets the id `s1`, `s2`… and comes an hour after the one before, unless it is said when. */
export class ToldPlan {
  readonly steps: PlanStep[] = [];
  private now = Date.parse('2026-11-23T08:00:00Z');

  constructor(public profile: Profile = planProfile()) {}

  tell(kind: MessageKind, content: Content = {}, said: StepSaid = {}): string {
    this.now = said.at === undefined ? this.now + 3_600_000 : Date.parse(said.at);
    const message = `s${String(this.steps.length + 1)}`;
    this.steps.push({
      message,
      messageId: `m-${message}`,
      kind,
      unit: said.unit ?? UNITS.openCare,
      role: 'oppenvard',
      at: new Date(this.now).toISOString(),
      content,
      state: said.state ?? this.steps.at(-1)?.state ?? 'behov',
      ...(said.to === undefined ? {} : { to: said.to }),
      ...((said.stays ?? (said.state === undefined && this.steps.length > 0)) ? { stays: true } : {}),
    });
    return message;
  }

  withdraw(message: string): void {
    const index = this.steps.findIndex((step) => step.message === message);
    this.steps[index] = { ...this.steps[index]!, withdrawn: true };
  }

  get plan(): Plan {
    const facts = foldPlan({ steps: this.steps }, this.profile);
    const { id: profile } = this.profile;
    return { id: 'plan-1', profile, patient: TOLVAN, version: this.steps.length, facts, steps: this.steps };
  }
}
