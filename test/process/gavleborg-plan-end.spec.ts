import { describe, expect, it } from '@jest/globals';

import { TOLVAN } from '../support/domain.js';
import {
  AGREED,
  GOAL,
  homeCare,
  housing,
  NEED,
  openCare,
  openCare2,
  planIn,
  reached,
  remarked,
  SERVICE,
  social,
  SUBGOAL,
  without,
  type GavleborgPlan,
} from './gavleborg-plan.js';

/** How a plan in Gävleborg goes on: followed up, evaluated, handed to another who coordinates, and ended. */

const SCORES = ['-2', '-1', '0', '+1', '+2'];
const EVALUATED = { score: '+1', evaluator: { name: 'Frida Vik' }, next: 'fortsatter' };
const goalOf = (world: GavleborgPlan) => world.facts.goals[0]?.id ?? '';
const subgoalOf = (world: GavleborgPlan) => world.facts.subgoals[0]?.id ?? '';
const interventionOf = (world: GavleborgPlan) => world.facts.interventions[0]?.id ?? '';

/** Ends every service and sub-goal. */
function ended(world: GavleborgPlan): GavleborgPlan {
  world.say(homeCare, 'sip-insats-avslut', { intervention: interventionOf(world), reason: 'utford' });
  world.say(homeCare, 'sip-delmal-avslut', { subgoal: subgoalOf(world), reason: 'uppnatt' });
  return world;
}

describe('the follow-up', () => {
  it('[G-SIP-64] [G-SIP-68] [G-SIP-34] is called by whoever coordinates, again and again', () => {
    const world = planIn('pagaende');
    for (const day of ['2027-03-08', '2027-08-30', '2028-02-28']) {
      world.at(`${day}T09:00:00+01:00`).calls(openCare, { purpose: 'uppfoljning', meetingAt: `${day}T13:00:00+01:00` });
      expect(world.facts.state).toBe('uppfoljning-kallad');
      world
        .at(`${day}T15:00:00+01:00`)
        .say(openCare, 'sip-mote', { event: 'genomfort', heldAt: `${day}T13:00:00+01:00` });
      expect(world.facts.state).toBe('uppfoljning-genomford');
      world.say(openCare, 'sip-utvardering', { ...EVALUATED, goal: goalOf(world) });
      expect(world.facts.state).toBe('pagaende');
    }
    expect(world.facts.meetings.filter(({ held }) => held !== undefined)).toHaveLength(4);
  });

  it('[G-SIP-42] by nobody else', () => {
    const world = planIn('pagaende');
    const followUp = { purpose: 'uppfoljning', setting: 'utan-vardtillfalle', aim: 'x' };
    expect(world.refuses(social, 'sip-kallelse', followUp, { recipients: [openCare] })).toContain(
      'not-coordinator G-SIP-42',
    );
  });

  it('[G-SIP-63] [G-SIP-68] the call says who comes, when and where, and reaches all who take part', () => {
    const world = planIn('uppfoljning-kallad');
    expect(world.facts.meetings.at(-1)).toMatchObject({
      purpose: 'uppfoljning',
      meetingAt: '2027-03-08T13:00:00+01:00',
      place: 'Hemma hos personen',
    });
    expect(world.facts.meetings.at(-1)?.called.map(({ unit }) => unit)).toEqual([social, homeCare]);
  });

  it('[G-SIP-64] that is called off leaves the plan where it was', () => {
    const world = planIn('uppfoljning-kallad');
    world.say(openCare, 'sip-mote', { event: 'installt' });
    expect(world.facts.state).toBe('pagaende');
  });

  it('[G-SIP-70] the plan is changed as needs change: goals, sub-goals, services, and what departs from it', () => {
    const world = planIn('pagaende');
    world.say(social, 'sip-uppfoljning', { event: 'avsteg', comment: 'Hemtjänsten kan inte komma på helger' });
    world.say(openCare, 'sip-uppfoljning', { event: 'revisionsbeslut', revise: true });
    world.say(social, 'sip-delmal', { ...SUBGOAL, text: 'Jag äter lunch med andra till påsk' });
    world.say(social, 'sip-insats', { ...SERVICE(social), subgoal: world.last });
    expect([world.facts.deviations.length, world.facts.subgoals.length, world.facts.interventions.length]).toEqual([
      2, 2, 2,
    ]);
    expect(world.refuses(social, 'sip-uppfoljning', { event: 'revisionsbeslut', revise: true })).toEqual([
      'not-coordinator G-SIP-70',
    ]);
  });

  it('[G-SIP-75] [G-CLOSE-06] after it the plan starts anew with new goals', () => {
    const world = planIn('uppfoljning-genomford');
    world.say(openCare, 'sip-huvudmal', {
      ...GOAL,
      text: 'Jag vill åka buss till stan i sommar',
      followUpOn: '2027-08-30',
    });
    expect([world.facts.state, world.facts.goals.length]).toEqual(['pagaende', 2]);
  });

  it('[G-SIP-75] [G-CLOSE-06] or ends', () => {
    const world = ended(planIn('uppfoljning-genomford'));
    world.say(openCare, 'sip-avslut', { reason: 'mal-uppnatt' });
    expect(world.facts.state).toBe('avslutad');
  });
});

describe('the evaluation', () => {
  it.each(SCORES)('[G-EVAL-02] [G-EVAL-03] [G-EVAL-04] [G-EVAL-05] [G-EVAL-06] [G-EVAL-07] knows %s', (score) => {
    const world = planIn('uppfoljning-genomford');
    world.say(openCare, 'sip-utvardering', { ...EVALUATED, score, goal: goalOf(world) });
    expect(world.facts.goals[0]?.evaluations.map((one) => one.score)).toEqual([score]);
    const told = world.profile.plan?.scale?.codes.find(({ code }) => code === score);
    expect(told?.name).toEqual(
      {
        '-2': { sv: 'Mycket sämre än väntat', en: 'Much worse than expected' },
        '-1': { sv: 'Sämre än väntat', en: 'Worse than expected' },
        '0': { sv: 'Som väntat', en: 'As expected' },
        '+1': { sv: 'Bättre än väntat', en: 'Better than expected' },
        '+2': { sv: 'Mycket bättre än väntat', en: 'Much better than expected' },
      }[score],
    );
  });

  it.each(['3', '-3', '1,5', 'bra'])('[G-EVAL-02] %s is refused', (score) => {
    const world = planIn('uppfoljning-genomford');
    expect(world.refuses(openCare, 'sip-utvardering', { ...EVALUATED, score, goal: goalOf(world) })).toEqual([
      'unknown-code G-EVAL-02',
    ]);
  });

  it('[G-EVAL-08] [G-EVAL-01] is made of main goal and sub-goals at the follow-up, by any who take part', () => {
    const world = planIn('uppfoljning-kallad');
    expect(remarked(world.say(homeCare, 'sip-utvardering', { ...EVALUATED, subgoal: subgoalOf(world) }))).toEqual([]);
    world.say(openCare, 'sip-mote', { event: 'genomfort' });
    expect(remarked(world.say(openCare, 'sip-utvardering', { ...EVALUATED, goal: goalOf(world) }))).toEqual([]);
    expect([world.facts.goals[0]?.evaluations.length, world.facts.subgoals[0]?.evaluations.length]).toEqual([1, 1]);
  });

  it('[G-EVAL-08] before that it is remarked upon', () => {
    const world = planIn('pagaende');
    expect(remarked(world.say(openCare, 'sip-utvardering', { ...EVALUATED, goal: goalOf(world) }))).toEqual([
      'out-of-order G-EVAL-08',
    ]);
    expect(world.facts.state).toBe('pagaende');
  });

  it('[G-EVAL-09] says whether new goals are set or the plan can end', () => {
    for (const [next, state] of [
      ['fortsatter', 'pagaende'],
      ['nya-mal', 'pagaende'],
      ['avslutas', 'uppfoljning-genomford'],
    ] as const) {
      const world = planIn('uppfoljning-genomford');
      world.say(openCare, 'sip-utvardering', { ...EVALUATED, next, goal: goalOf(world) });
      expect([next, world.facts.state]).toEqual([next, state]);
    }
    const world = planIn('uppfoljning-genomford');
    const open = { ...without(EVALUATED, 'next'), goal: goalOf(world) };
    expect(remarked(world.say(openCare, 'sip-utvardering', open))).toEqual(['incomplete G-EVAL-09']);
  });

  it('[G-EVAL-10] each keeps its day, who made it and the degree', () => {
    const world = planIn('uppfoljning-genomford');
    const goal = goalOf(world);
    world.say(openCare, 'sip-utvardering', { ...EVALUATED, goal, evaluatedOn: '2027-03-08', next: 'avslutas' });
    world.say(openCare, 'sip-utvardering', { ...EVALUATED, goal, score: '-1', next: 'avslutas' });
    expect(world.facts.goals[0]?.evaluations.map(({ on, score, evaluator }) => [on, score, evaluator?.name])).toEqual([
      ['2027-03-08', '+1', 'Frida Vik'],
      ['2027-03-08', '-1', 'Frida Vik'],
    ]);
    const nameless = { ...without(EVALUATED, 'evaluator'), goal };
    expect(remarked(world.say(openCare, 'sip-utvardering', nameless))).toContain('incomplete G-EVAL-10');
  });
});

describe('who coordinates', () => {
  it('[G-SIP-69] [G-CLOSE-04] another name closes, the former cannot any more', () => {
    const world = ended(planIn('pagaende'));
    const next = { name: 'Hanna Hem', unit: homeCare };
    world.say(openCare, 'sip-samordningsansvarig', { coordinator: next, decided: 'fore-avslut' });
    expect(world.facts.coordinators.map(({ unit, until }) => `${unit} ${String(until !== undefined)}`)).toEqual([
      `${openCare} true`,
      `${homeCare} false`,
    ]);
    expect(world.refuses(openCare, 'sip-avslut', { reason: 'mal-uppnatt' })).toEqual(['not-coordinator G-CLOSE-03']);
    world.say(homeCare, 'sip-avslut', { reason: 'mal-uppnatt' });
    expect(world.facts.state).toBe('avslutad');
  });

  it('[G-SIP-69] the name is changed by whoever coordinates, in the basis too', () => {
    const world = planIn('pagaende');
    const other = { coordinator: { name: 'Hanna Hem', unit: homeCare } };
    expect(world.refuses(social, 'sip-samordningsansvarig', other)).toEqual(['not-coordinator G-SIP-69']);
    expect(world.refuses(social, 'sip-underlag', other)).toEqual(['not-coordinator G-SIP-69']);
    expect(remarked(world.say(social, 'sip-underlag', { needReasons: ['avlastning'] }))).toEqual([]);
    world.say(openCare, 'sip-underlag', other);
    expect(world.coordinator).toBe(homeCare);
  });

  it.each([homeCare, housing])(
    '[G-CLOSE-05] [G-SIP-69] %s takes the person over with a care contact of its own, who may then close',
    (unit) => {
      const world = ended(planIn('pagaende'));
      world.say(
        unit,
        'fast-vardkontakt',
        { name: 'Hanna Hem', coordinator: true },
        { plan: undefined, patient: TOLVAN },
      );
      expect([world.coordinator, world.facts.careContact?.name]).toEqual([unit, 'Hanna Hem']);
      expect(world.refuses(openCare, 'sip-avslut', { reason: 'mal-uppnatt' })).toEqual(['not-coordinator G-CLOSE-03']);
      world.say(unit, 'sip-avslut', { reason: 'mal-uppnatt' });
      expect(world.facts.state).toBe('avslutad');
    },
  );
});

describe('the end', () => {
  it.each(['kallad', 'mote-genomfort', 'pagaende', 'uppfoljning-kallad', 'uppfoljning-genomford'] as const)(
    '[G-CLOSE-03] [G-SIP-64] only who coordinates ends a plan, also in %s',
    (state) => {
      const world = planIn(state);
      for (const unit of [social, homeCare]) {
        expect(world.refuses(unit, 'sip-avslut', { reason: 'annat', comment: 'x' })).toEqual([
          'not-coordinator G-CLOSE-03',
        ]);
      }
      expect(world.refuses(openCare2, 'sip-avslut', { reason: 'annat', comment: 'x' })).toEqual(['unknown-plan']);
      const plan = world.say(openCare, 'sip-avslut', { reason: 'annat', comment: 'Flyttar till Dalarna' });
      expect([world.facts.state, reached(plan)]).toEqual(['avslutad', [homeCare, social].sort()]);
    },
  );

  it('[G-CLOSE-01] [G-CLOSE-07] when services and sub-goals are ended; otherwise it is remarked upon', () => {
    const other = planIn('pagaende').say(openCare, 'sip-avslut', { reason: 'annat', comment: 'Flyttar' });
    expect(remarked(other)).toEqual([]);
    expect(remarked(ended(planIn('pagaende')).say(openCare, 'sip-avslut', { reason: 'mal-uppnatt' }))).toEqual([]);
    const open = planIn('pagaende').say(openCare, 'sip-avslut', { reason: 'mal-uppnatt', comment: 'Nära nog' });
    expect(remarked(open)).toEqual(['inconsistent G-CLOSE-01']);
    const own = planIn('pagaende');
    own.say(homeCare, 'sip-delmal-avslut', { subgoal: subgoalOf(own) });
    expect(remarked(own.say(openCare, 'sip-avslut', { reason: 'mal-uppnatt' }))).toEqual(['inconsistent G-CLOSE-01']);
    const half = planIn('pagaende');
    half.say(homeCare, 'sip-insats-avslut', { intervention: interventionOf(half) });
    expect(remarked(half.say(openCare, 'sip-avslut', { reason: 'mal-uppnatt', comment: 'x' }))).toEqual([
      'inconsistent G-CLOSE-01',
    ]);
  });

  it('[G-CLOSE-01] a sub-goal is not ended over the heads of those who work on it', () => {
    const world = planIn('pagaende');
    world.say(social, 'sip-insats', { ...SERVICE(social), subgoal: subgoalOf(world) });
    expect(world.refuses(homeCare, 'sip-delmal-avslut', { subgoal: subgoalOf(world) })).toEqual([
      'others-ongoing G-CLOSE-01',
    ]);
    expect(world.refuses(social, 'sip-delmal-avslut', { subgoal: subgoalOf(world) })).toContain('not-owner G-CLOSE-01');
  });

  it('[G-CLOSE-07] with sub-goals still open it is refused unless it is said why', () => {
    const world = planIn('pagaende');
    expect(world.refuses(openCare, 'sip-avslut', { reason: 'annat' })).toEqual(['missing-field G-CLOSE-07']);
    expect(world.refuses(openCare, 'sip-avslut', {})).toEqual(['missing-field G-CLOSE-07']);
    world.say(openCare, 'sip-avslut', { reason: 'annat', comment: 'Personen vill sluta' });
    expect(world.facts.closed).toMatchObject({ reason: 'annat', comment: 'Personen vill sluta', how: 'for-hand' });
  });

  it('[G-CLOSE-06] [G-CLOSE-01] [G-CLOSE-02] [G-CLOSE-07] [G-CON-07] for one of the region’s reasons', () => {
    const world = ended(planIn('pagaende'));
    expect(world.refuses(openCare, 'sip-avslut', { reason: 'tidsbrist' })).toEqual(['unknown-code G-CLOSE-06']);
    expect(world.profile.plan?.closing.codes.map(({ code, rule }) => `${code} ${String(rule)}`)).toEqual([
      'mal-uppnatt G-CLOSE-01',
      'avliden G-CLOSE-02',
      'inget-samtycke G-CON-07',
      'ny-sip G-CLOSE-06',
      'annat G-CLOSE-07',
    ]);
    for (const { code } of world.profile.plan?.closing.codes ?? []) {
      const one = ended(planIn('pagaende'));
      one.say(openCare, 'sip-avslut', { reason: code });
      expect(one.facts.closed?.reason).toBe(code);
    }
  });

  it('[G-CLOSE-02] [G-CLOSE-07] a death that somebody tells of ends it, whatever is open', () => {
    const world = planIn('pagaende');
    const plan = world.say(social, 'avliden', { diedOn: '2027-01-02', source: 'manuell' });
    expect([world.facts.state, world.facts.closed?.how, reached(plan)]).toEqual([
      'avslutad',
      'avliden',
      [homeCare, openCare].sort(),
    ]);
    expect(world.owed()).toEqual([]);
  });

  it('[G-CLOSE-02] a death that the population register tells of is a task of the one who coordinates, who closes it', () => {
    const world = planIn('pagaende');
    world.say(world.directory.operationsUnits.get('gavleborg') ?? '', 'avliden', {
      diedOn: '2027-01-02',
      source: 'folkbokforing',
    });
    expect([world.facts.state, world.facts.closed]).toEqual(['avliden-aviserad', undefined]);
    expect(world.owed().map((duty) => duty.split(' ')[0])).toEqual(['sip-avliden']);
    world.say(openCare, 'sip-avslut', { reason: 'avliden' });
    expect([world.facts.state, world.facts.closed?.how, world.owed()]).toEqual(['avslutad', 'for-hand', []]);
  });

  it('[G-CLOSE-06] a plan that has ended stays so, and another one may follow with consent asked for anew', () => {
    const world = ended(planIn('pagaende'));
    world.say(openCare, 'sip-avslut', { reason: 'ny-sip' });
    expect(world.refuses(openCare, 'sip-huvudmal', GOAL)).toEqual(['wrong-plan-state G-SIP-64']);
    world.say(openCare, 'sip-underlag', NEED, { plan: undefined, patient: TOLVAN });
    expect([world.plans.size, world.facts.state]).toEqual([2, 'underlag']);
    expect(
      world.refuses(
        openCare,
        'sip-kallelse',
        { purpose: 'sip', setting: 'utan-vardtillfalle' },
        { recipients: [social] },
      ),
    ).toContain('consent-required G-CON-05');
    world.calls(openCare, {}, { consent: AGREED });
    expect(world.facts.state).toBe('kallad');
  });
});
