import { describe, expect, it } from '@jest/globals';

import { centre, city, StockholmPlan } from './stockholm-plan.js';
import { TOLVAN } from './stockholm.js';

/** What courses on the plan teach everywhere, in a region that asks for it. */
describe('a plan anywhere', () => {
  it.each([
    ['a child', '201212121212'],
    ['somebody of working age', '198001019986'],
    ['somebody old', '191212121212'],
  ])('[P-GEN-02] is for %s who needs one, with whatever diagnosis', (_who, id) => {
    const plan = StockholmPlan.at('uppfoljning-kallad', { ...TOLVAN, id });
    expect(plan.plan.patient.id).toBe(id);
  });

  it('[P-CONTENT-01] [P-CONTENT-02] [P-CONTENT-03] [P-CONTENT-04] holds what is done, by which principal, by others, and who answers for all of it', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    plan.say(centre, 'sip-huvudmal', { text: 'Jag vill gå ut', overallResponsible: 'kommun' });
    plan.say(city, 'sip-delmal', { heading: 'hemma', text: 'Jag går i trappan' });
    const subgoal = plan.last;
    const does = (unit: string, responsible: object) =>
      plan.say(unit, 'sip-insats', { subgoal, text: 'Du får hjälp', shared: true, responsible });
    does(city, { party: 'enhet', unit: city });
    does(centre, { party: 'annan', name: 'Röda korset' });
    expect(plan.facts).toMatchObject({
      goals: [{ overallResponsible: 'kommun' }],
      interventions: [{ responsible: { party: 'enhet', unit: city } }, { responsible: { party: 'annan' } }],
    });
  });

  it('[P-EVAL-01] keeps whether the survey on plan meetings was offered', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    plan.meets({ event: 'sipkollen', sipkollenOffered: false });
    expect(plan.facts.meetings[0]?.held?.sipkollenOffered).toBe(false);
  });
});
