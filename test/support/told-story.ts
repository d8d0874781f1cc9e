import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import { checkMessage } from '#domain/message-check.js';
import type { Message } from '#domain/message.js';
import type { PlannedPrintJob } from '#domain/plan/paper/print-jobs.js';
import type { Plan, PlanFacts } from '#domain/plan/plan.js';

import { headOf, withIds } from '../../apps/cli/src/demo/plans/plan-story.js';
import type { PlanStep, PlanStory, PostStep, StoryName, TellStep } from '../../apps/cli/src/demo/plans/plan-story.js';
import { PLAN_REGIONS } from '../../apps/cli/src/demo/plans/regions.js';
import { instantAt } from '../../apps/cli/src/demo/scenario.js';
import { demoDirectory, DomainWorld, told } from './domain.js';
import { profileOf } from './profiles.js';

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

/** A letter of the plan, as the print queue of a unit has it. */
interface Letter extends Pick<PlannedPrintJob, 'unit' | 'kind' | 'meeting' | 'receiver' | 'key'> {
  state: 'queued' | 'posted' | 'cancelled';
}

/** The ids of this hub are not of the form that messages take; the rules do not mind. */
const SOME_ID = '0193a1b2-5f14-7212-a225-fa9f642b1ec0';
const DIRECTORY = demoDirectory();

/** A story of the demo as it is told to the rules alone, with what came of each step. */
export class StoryWorld extends DomainWorld {
  readonly told: ToldStep[] = [];
  private readonly posted: Letter[] = [];
  private readonly labelled = new Map<string, string>();
  private planId: string | undefined;
  private episodeId: string | undefined;

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

  /** What has come to each unit that something has come to, by the kinds of the messages in their order. */
  inboxes(): Record<string, string[]> {
    const inboxes: Record<string, string[]> = {};
    for (const { unit, kind } of this.deliveries) (inboxes[unit] ??= []).push(kind);
    return inboxes;
  }

  /** What is on paper, as `kind receiver state`. */
  letters(): string[] {
    return this.posted.map(({ kind, receiver, state }) => `${kind} ${receiver.name ?? receiver.relation} ${state}`);
  }

  override apply(message: Message, plan: AdmissionPlan): void {
    super.apply(message, plan);
    for (const { meeting, states } of plan.printJobs?.cancelled ?? []) {
      for (const letter of this.posted) {
        const isMeant = meeting === undefined || letter.meeting === meeting;
        if (isMeant && states.includes('queued') && letter.state === 'queued') letter.state = 'cancelled';
      }
    }
    // Nobody waits for the same twice
    for (const job of plan.printJobs?.queued ?? []) {
      if (!this.posted.some(({ key, state }) => key === job.key && state === 'queued'))
        this.posted.push({ ...job, state: 'queued' });
    }
    const to = plan.printJobs?.moved?.to;
    for (const letter of this.posted)
      if (to !== undefined && letter.state === 'queued') Object.assign(letter, { unit: to });
  }

  /** Posting the letters of a call is what its duty waits for; where posting counts, the hub tells that the plan was handed over. */
  private post({ at, post: unit }: PostStep): void {
    for (const letter of this.posted.filter((one) => one.unit === unit && one.state === 'queued')) {
      letter.state = 'posted';
      if (letter.kind === 'plan' && this.profile.plan?.paper?.postedCounts === true) {
        const { relation, name } = letter.receiver;
        const own = { event: 'delgiven', way: 'utskrift' };
        const content = relation === 'den-enskilde' ? own : { event: 'kopia', to: { relation, name } };
        this.tell(this.written({ at, unit, tell: 'sip-delgivning', content }), isoOf(at));
      }
    }
    for (const deadline of this.deadlines) {
      const isMeant = deadline.kind === 'sip-brev' && deadline.responsible === unit;
      if (isMeant && deadline.state === 'open') deadline.state = 'met';
    }
  }

  private take(step: PlanStep): void {
    if ('post' in step) {
      this.post(step);
      return;
    }
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
    this.episodeId ??= admitted.answer.episode?.id;
    this.told.push({ step, refused: [], said: told(admitted.answer.warnings), admitted });
  }

  private written(step: TellStep): Message {
    const { at, unit, tell, content, recipients, consent } = step;
    const named = { plan: this.planId, episode: this.episodeId };
    const stands = { plan: named.plan && SOME_ID, episode: named.episode && SOME_ID };
    const head = { messageId: `${tell}-${at}`, kind: tell, sender: unit, sentAt: isoOf(at) };
    const check = checkMessage({
      ...head,
      ...headOf(this.story, step, stands),
      ...{ recipients, consent, content: withIds(content, this.labelled) },
    });
    if (!check.ok) throw new Error(`${at} ${tell}: ${JSON.stringify(check.reasons)}`);
    const { plan, episode, ...message } = check.message;
    return {
      ...message,
      ...(plan === undefined || named.plan === undefined ? {} : { plan: named.plan }),
      ...(episode === undefined || named.episode === undefined ? {} : { episode: named.episode }),
    };
  }
}

function isoOf(at: PlanStep['at']): string {
  return instantAt(at).toISOString();
}
