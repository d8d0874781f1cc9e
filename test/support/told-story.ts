import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import { checkMessage } from '#domain/message-check.js';
import type { Message } from '#domain/message.js';
import type { Plan, PlanFacts } from '#domain/plan/plan.js';
import { checkProfile } from '#domain/profile/profile-check.js';
import type { Profile } from '#domain/profile/profile.js';

import { headOf, withIds } from '../../apps/cli/src/demo/plans/plan-story.js';
import type { PlanStep, PlanStory, StoryName, TellStep } from '../../apps/cli/src/demo/plans/plan-story.js';
import { PLAN_REGIONS } from '../../apps/cli/src/demo/plans/regions.js';
import { instantAt } from '../../apps/cli/src/demo/scenario.js';
import { demoDirectory, DomainWorld, told } from './domain.js';
import { readYaml } from './repository-files.js';

/** What came of one step of a story that tells something. */
export interface ToldStep {
  readonly step: TellStep;
  /** Rules that refused it; empty: it was taken. */
  readonly refused: readonly string[];
  /** What the hub said of it, refusals and remarks alike, as `code rule`. */
  readonly said: readonly string[];
  /** What it brought about; absent when it was refused. */
  readonly admitted?: AdmissionPlan;
}

/** The ids of this hub are not of the form that messages take; the rules do not mind. */
const SOME_PLAN = '0193a1b2-5f14-7212-a225-fa9f642b1ec0';
const DIRECTORY = demoDirectory();
const PROFILES = new Map<string, Profile>();

function profileOf(id: string): Profile {
  const known = PROFILES.get(id);
  if (known !== undefined) return known;
  const check = checkProfile(readYaml(`config/profiles/${id}.yaml`));
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  PROFILES.set(id, check.profile);
  return check.profile;
}

/** A story of the demo as it is told to the rules alone, with what came of each step. */
export class StoryWorld extends DomainWorld {
  readonly told: ToldStep[] = [];
  private readonly labelled = new Map<string, string>();
  private planId: string | undefined;

  private constructor(
    profile: string,
    readonly story: PlanStory,
    private readonly operations: string,
  ) {
    super(profileOf(profile), DIRECTORY);
  }

  /** @param until the story up to this time, `2026-12-08 15:00`, that one counted in; all of it without */
  static play(profile: string, name: StoryName, until?: string): StoryWorld {
    const region = PLAN_REGIONS.get(profile);
    const story = region?.stories.find((one) => one.name === name);
    if (region === undefined || story === undefined) throw new Error(`${profile} has no story ${name}`);
    const world = new StoryWorld(profile, story, region.operations);
    for (const step of story.steps) if (until === undefined || step.at <= until) world.take(step);
    return world;
  }

  get plan(): Plan {
    const found = this.plans.get(this.planId ?? '');
    if (found === undefined) throw new Error('there is no plan');
    return found;
  }

  get facts(): PlanFacts {
    return this.plan.facts;
  }

  /** What the step at this time brought about; throws when it was refused, or when there is none. */
  admitted(at: string): AdmissionPlan {
    const found = this.told.find(({ step }) => step.at === at)?.admitted;
    if (found === undefined) throw new Error(`nothing was taken at ${at}`);
    return found;
  }

  /** States of the plan as its steps led to them, each once in a row. */
  states(): string[] {
    const all = this.plan.steps.map(({ state }) => String(state));
    return all.filter((state, at) => state !== all[at - 1]);
  }

  /** Open duties of the plan, as `kind unit`. */
  owed(): string[] {
    return this.deadlines
      .filter(({ scope, state }) => scope === 'plan' && state === 'open')
      .map(({ kind, responsible }) => `${kind} ${responsible}`)
      .sort();
  }

  private take(step: PlanStep): void {
    if ('register' in step) {
      const content = { diedOn: step.register, source: 'folkbokforing' };
      this.tell(this.written({ at: step.at, unit: this.operations, tell: 'avliden', content }), isoOf(step.at));
      return;
    }
    if (!('tell' in step)) return;
    const message = this.written(step);
    const decision = this.decide(message, isoOf(step.at));
    if (decision.kind === 'refused') {
      const rules = [...new Set(decision.reasons.flatMap(({ rule }) => rule ?? []))].sort();
      this.told.push({ step, refused: rules, said: told(decision.reasons) });
      return;
    }
    const admitted = decision.plan;
    this.apply(message, admitted);
    if (step.label !== undefined) this.labelled.set(step.label, admitted.message.id);
    this.planId ??= admitted.answer.plan?.id;
    this.told.push({ step, refused: [], said: told(admitted.answer.warnings), admitted });
  }

  private written({ at, unit, tell, content, recipients, consent }: TellStep): Message {
    const head = { messageId: `${tell}-${at}`, kind: tell, sender: unit, sentAt: isoOf(at) };
    const check = checkMessage({
      ...head,
      ...headOf(this.story, this.planId === undefined ? undefined : SOME_PLAN),
      ...{ recipients, consent, content: withIds(content, this.labelled) },
    });
    if (!check.ok) throw new Error(`${at} ${tell}: ${JSON.stringify(check.reasons)}`);
    return this.planId === undefined ? check.message : { ...check.message, plan: this.planId };
  }
}

function isoOf(at: PlanStep['at']): string {
  return instantAt(at).toISOString();
}
