import { describe, expect, it } from '@jest/globals';
import { dutiesOf } from '#domain/plan/duties/duties.js';
import { MOST_STEPS } from '#domain/plan/deciding/fullness.js';
import { foldPlan } from '#domain/plan/folding/facts.js';
import type { Plan } from '#domain/plan/plan.js';
import { calendarOf } from '#domain/plan/sight/calendar.js';
import { shownPlan } from '#domain/plan/sight/portal.js';
import { planViewFor } from '#domain/plan/sight/sight.js';
import { withoutPerson } from '#domain/plan/sight/without-person.js';
import { htmlOf } from '#formats/documents/html.js';
import { paperOf } from '#formats/documents/plan/papers.js';
import type { Content, MessageKind } from '#domain/message.js';
import { DIRECTORY, NORRBOTTEN, NOW, SightPlan, SIP_UNITS } from '../support/plan-sight.js';
import { PARTY, planAt } from '../support/plan-world.js';

/** What a plan costs that somebody fills: a message that is taken in has to stay small work, since all wait for it. */

const { social, openCare } = SIP_UNITS;
const TIMES = 8;
/** Eight times as much may take eight times as long and somewhat more, in the square 64 times; a busy machine needs room. */
const MOST = 32;
/** Milliseconds below which nothing is told apart. */
const LEAST = 4;

const WAYS: Readonly<Record<string, (told: SightPlan, text: string) => [MessageKind, Content]>> = {
  'sub-goals': ({ goal }, text) => ['sip-delmal', { heading: 'halsa', text, goal }],
  interventions: ({ subgoal }, text) => [
    'sip-insats',
    { subgoal, text, shared: true, responsible: { party: 'enhet', unit: social } },
  ],
  participants: (_, text) => [
    'sip-deltagare',
    { event: 'tillagd', participant: { relation: 'annan', name: text, channel: 'post' } },
  ],
  comments: ({ shared }, text) => ['sip-uppfoljning', { event: 'kommentar', intervention: shared, comment: text }],
  areas: (_, text) => ['sip-kartlaggning', { heading: 'halsa', needs: text }],
};

function filled(way: string, count: number): Plan {
  const told = new SightPlan();
  for (let n = told.steps.length; n < count; n += 1) {
    const message = WAYS[way]?.(told, `Nummer ${String(n)}`);
    if (message !== undefined) told.tell(...message, { unit: social });
  }
  return told.plan;
}

const WORK: Readonly<Record<string, (plan: Plan) => unknown>> = {
  folding: (plan) => foldPlan(plan, NORRBOTTEN),
  duties: (plan) => dutiesOf(plan, NORRBOTTEN),
  view: (plan) =>
    planViewFor(
      { plan, deadlines: [], directory: DIRECTORY, profile: NORRBOTTEN, now: NOW },
      { units: [openCare], isOperations: false, isAdministrator: false },
    ),
  portal: (plan) => shownPlan(plan, NORRBOTTEN, DIRECTORY),
  erasing: withoutPerson,
  calendar: (plan) => calendarOf(plan, NORRBOTTEN.plan!),
  paper: (plan) => {
    const question = { plan, rules: NORRBOTTEN.plan, directory: DIRECTORY, language: 'sv', now: NOW } as const;
    const paper = paperOf(question, { kind: 'plan' });
    return paper && htmlOf(paper);
  },
};

/** Milliseconds of the processor; the least of some tries, since what is more has other causes. */
function cost(work: (plan: Plan) => unknown, plan: Plan): number {
  const tries = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    work(plan);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...tries);
}

describe('a plan that is filled to its limit', () => {
  it.each(Object.keys(WAYS))('with %s is folded, owed, shown and printed in a time that grows with it', (way) => {
    const [small, large] = [filled(way, MOST_STEPS / TIMES), filled(way, MOST_STEPS)];
    expect(large.steps).toHaveLength(MOST_STEPS);
    const grown = Object.entries(WORK).map(([name, work]) => {
      const [one, other] = [Math.max(cost(work, small), LEAST), cost(work, large)];
      return other < one * MOST ? name : `${name}: ${one.toFixed(1)} ms, then ${other.toFixed(1)} ms`;
    });
    expect(grown).toEqual(Object.keys(WORK));
  });

  it('takes in no more and says what to do; it can be closed, and what ends with it is told', () => {
    const { coordinator } = PARTY;
    const world = planAt('pagaende');
    const text = (n: number) => ({ heading: 'boende', text: `Jag går ut ${String(n)}` });
    const { plan } = world;
    const comment = plan.steps.find(({ kind }) => kind === 'sip-kartlaggning')!;
    const more = Array.from({ length: MOST_STEPS - 1 - plan.steps.length }, (_, n) => {
      return { ...comment, message: `full-${String(n)}`, messageId: `full-${String(n)}`, withdrawn: true };
    });
    world.plans.set(plan.id, { ...plan, steps: [...plan.steps, ...more] });
    world.say(coordinator, 'sip-delmal', text(1));
    expect(world.plan.steps).toHaveLength(MOST_STEPS);
    expect(world.refusal(coordinator, 'sip-delmal', text(2)).map(({ code }) => code)).toEqual(['plan-full']);
    world.say(coordinator, 'samtycke', { scope: ['sip'] });
    world.say(coordinator, 'sip-avslut', { reason: 'inget-behov', comment: 'Full' });
    expect(world.facts.state).toBe('avslutad');
  });
});
