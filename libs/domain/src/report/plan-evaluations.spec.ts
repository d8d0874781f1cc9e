import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { UNITS } from '../../../../test/support/domain.js';
import { planProfile, ToldPlan } from '../../../../test/support/plan-steps.js';
import { reportPlan } from '../../../../test/support/report-plan.js';
import { seriesOf } from './plan-evaluations.js';

const PROFILE = planProfile();
const YEAR = { from: '2026-11-01', to: '2027-12-31' };

function goals(): { told: ToldPlan; goal: string; subgoal: string } {
  const told = new ToldPlan();
  told.tell('sip-kallelse', { purpose: 'sip' });
  const goal = told.tell('sip-huvudmal', { text: 'Jag vill klara mig hemma' });
  const subgoal = told.tell('sip-delmal', { heading: 'halsa', text: 'Jag sover' }, { unit: UNITS.homeCare });
  return { told, goal, subgoal };
}
const of = (told: ToldPlan, period = YEAR, profile = PROFILE) => seriesOf(reportPlan(told), profile, period);

describe('the evaluations of a goal', () => {
  it('[G-EVAL-10] are a series by day, with who made each and how far the degrees went', () => {
    const { told, goal, subgoal } = goals();
    told.tell('sip-utvardering', { goal, score: '+1', evaluatedOn: '2027-03-01' });
    told.tell('sip-utvardering', { goal, score: '-1', evaluatedOn: '2027-01-15' }, { unit: UNITS.social });
    told.tell('sip-utvardering', { subgoal, score: '0', evaluatedOn: '2027-01-15' });
    expect(of(told)).toMatchObject([
      {
        ...{ goal, of: 'huvudmal', unit: UNITS.openCare, change: 2 },
        evaluations: [
          { on: '2027-01-15', score: '-1', unit: UNITS.social },
          { on: '2027-03-01', score: '+1', unit: UNITS.openCare },
        ],
        ...{ first: { score: '-1' }, last: { score: '+1' } },
      },
      { goal: subgoal, of: 'delmal', heading: 'halsa', unit: UNITS.homeCare, change: 0 },
    ]);
  });

  it('[G-EVAL-10] are those of the period, with what came before it', () => {
    const { told, goal } = goals();
    for (const [evaluatedOn, score] of [
      ['2027-01-15', '-2'],
      ['2027-03-01', '0'],
      ['2027-06-01', '+2'],
    ]) {
      told.tell('sip-utvardering', { goal, score, evaluatedOn });
    }
    const spring = of(told, { from: '2027-02-01', to: '2027-05-31' });
    expect(spring.map(({ evaluations, last }) => [evaluations.length, last.score])).toEqual([[2, '0']]);
    expect(of(told, { from: '2027-04-01', to: '2027-05-31' })).toEqual([]);
    expect(of(goals().told)).toEqual([]);
  });

  it('[G-EVAL-10] whose degree the scale of the region does not know have no change', () => {
    const { told, goal } = goals();
    told.tell('sip-utvardering', { goal, score: 'bra', evaluatedOn: '2027-01-15' });
    told.tell('sip-utvardering', { goal, score: '0', evaluatedOn: '2027-02-15' });
    expect(of(told)).toMatchObject([{ change: undefined }]);
    expect(seriesOf(reportPlan(told), undefined, YEAR)).toMatchObject([{ change: undefined, last: { score: '0' } }]);
  });

  it('[G-EVAL-10] go as far up or down as the last lies from the first, in whatever order they were told', () => {
    const scale = PROFILE.plan?.scale?.codes.map(({ code }) => code) ?? [];
    const days = fc.uniqueArray(fc.integer({ min: 10, max: 28 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(days, (some) => {
        const { told, goal } = goals();
        const scoreOf = (day: number) => scale[day % scale.length] ?? '';
        for (const day of some) {
          told.tell('sip-utvardering', { goal, score: scoreOf(day), evaluatedOn: `2027-01-${String(day)}` });
        }
        const sorted = [...some].sort((one, other) => one - other);
        const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0].map((day) => scale.indexOf(scoreOf(day)));
        expect(of(told)[0]?.change).toBe((last ?? 0) - (first ?? 0));
        expect(of(told)[0]?.evaluations.map(({ on }) => Number(on.slice(-2)))).toEqual(sorted);
      }),
      { numRuns: 30 },
    );
  });
});
