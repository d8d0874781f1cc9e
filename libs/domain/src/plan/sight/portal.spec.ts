import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DIRECTORY, NORRBOTTEN, SightPlan, SIP_UNITS } from '../../../../../test/support/plan-sight.js';
import { planProfile } from '../../../../../test/support/plan-steps.js';
import { ToldPlan } from '../../../../../test/support/plan-steps.js';
import { PLAN_STATES } from '../plan.js';
import type { Plan } from '../plan.js';
import { shownPlan } from './portal.js';

const { social, openCare, homeCare } = SIP_UNITS;
const shown = (plan: Plan) => shownPlan(plan, NORRBOTTEN, DIRECTORY);

function textsIn(plan: Plan): string[] {
  const goals = shown(plan)?.goals ?? [];
  return goals.flatMap(({ text, subgoals }) => [
    text,
    ...subgoals.flatMap((subgoal) => [subgoal.text, ...subgoal.interventions.map((one) => one.text)]),
  ]);
}

const MAIN = 'Jag vill klara vardagen hemma till midsommar';
const SUB = 'Jag sover hela natten';
const SHARED = 'Du får träffa sköterskan';

/** One row for each of the catalogue's table of what 1177 shows. */
const TABLE: readonly { what: string; told: (plan: SightPlan) => void; shows: string[] }[] = [
  {
    what: '[N-PUB-04] [N-PUB-05] an ongoing plan: main goal, sub-goal, shared intervention',
    told: () => undefined,
    shows: [MAIN, SUB, SHARED],
  },
  {
    what: '[N-PUB-06] a closed intervention is not shown, the others are',
    told: (plan) => {
      plan.tell('sip-insats', { subgoal: plan.subgoal, text: 'Du får ett schema', shared: true }, { unit: homeCare });
      plan.tell('sip-insats-avslut', { intervention: plan.shared }, { unit: openCare });
    },
    shows: [MAIN, SUB, 'Du får ett schema'],
  },
  {
    what: '[N-PUB-05] [N-PUB-06] when the last intervention is closed nothing is shown',
    told: (plan) => plan.tell('sip-insats-avslut', { intervention: plan.shared }, { unit: openCare }),
    shows: [],
  },
  {
    what: '[N-PUB-06] a closed sub-goal is not shown, nor what hangs under it',
    told: (plan) => {
      const other = plan.tell('sip-delmal', { heading: 'halsa', text: 'Jag går ut varje dag' }, { unit: homeCare });
      plan.tell('sip-insats', { subgoal: other, text: 'Du får sällskap ut', shared: true }, { unit: homeCare });
      plan.tell('sip-delmal-avslut', { subgoal: plan.subgoal }, { unit: openCare });
    },
    shows: [MAIN, 'Jag går ut varje dag', 'Du får sällskap ut'],
  },
  {
    what: '[N-INT-03] an intervention that is not shared is not shown',
    told: (plan) =>
      plan.tell('sip-insats', { subgoal: plan.subgoal, text: 'Vi överväger', shared: false }, { unit: homeCare }),
    shows: [MAIN, SUB, SHARED],
  },
  {
    what: '[N-PUB-07] a closed plan is not shown',
    told: (plan) => plan.tell('sip-avslut', { comment: 'Klart' }, { unit: social, state: 'avslutad' }),
    shows: [],
  },
  {
    what: '[N-PUB-07] [N-CON-03] a plan that a consent taken back has closed is not shown',
    told: (plan) => plan.tell('samtycke-aterkallat', {}, { unit: social, state: 'avslutad' }),
    shows: [],
  },
  {
    what: '[N-PUB-07] [N-CLOSE-11] nor one that a death told by hand has closed',
    told: (plan) =>
      plan.tell('avliden', { diedOn: '2026-12-01', source: 'manuell' }, { unit: social, state: 'avslutad' }),
    shows: [],
  },
  {
    what: '[N-CLOSE-06] what was closed wrongly and is restored is shown again',
    told: (plan) => {
      plan.tell('sip-insats-avslut', { intervention: plan.shared }, { unit: openCare });
      plan.tell(
        'sip-ateroppnande',
        { intervention: plan.shared, reason: 'Fel insats' },
        { unit: SIP_UNITS.administrator },
      );
    },
    shows: [MAIN, SUB, SHARED],
  },
];

describe('what 1177 shows of a plan', () => {
  it.each(TABLE)('$what', ({ told, shows }) => {
    const plan = new SightPlan();
    told(plan);
    expect(textsIn(plan.plan)).toEqual(shows);
  });

  it('[N-PUB-05] a plan with a main goal alone, or without any shared intervention, is not ongoing and not shown', () => {
    const plan = new ToldPlan(NORRBOTTEN);
    const unit = social;
    plan.tell('sip-underlag', { coordinator: { name: 'Bodil Bistånd' } }, { unit, state: 'samtycke' });
    plan.tell('sip-huvudmal', { text: MAIN }, { unit, state: 'huvudmal-klart' });
    expect(textsIn(plan.plan)).toEqual([]);
    const subgoal = plan.tell('sip-delmal', { heading: 'halsa', text: SUB }, { unit, state: 'pagaende' });
    expect(textsIn(plan.plan)).toEqual([]);
    const intervention = plan.tell('sip-insats', { subgoal, text: SHARED, shared: false }, { unit });
    expect(textsIn(plan.plan)).toEqual([]);
    plan.tell('sip-insats', { intervention, subgoal, text: SHARED, shared: true }, { unit });
    expect(textsIn(plan.plan)).toEqual([MAIN, SUB, SHARED]);
  });

  it('a region that says nothing of 1177 shows nothing', () => {
    const { plan } = new SightPlan();
    expect(
      shownPlan(plan, { ...NORRBOTTEN, plan: { ...NORRBOTTEN.plan!, patientPortal: undefined } }, DIRECTORY),
    ).toBeUndefined();
    expect(shownPlan(plan, planProfile({ patientPortal: undefined }), DIRECTORY)).toBeUndefined();
    expect(shownPlan(plan, undefined, DIRECTORY)).toBeUndefined();
  });

  it('neither the kartläggning nor the note of the meeting, the call or an address is in it', () => {
    const { plan } = new SightPlan();
    const text = JSON.stringify(shown({ ...plan, patient: { ...plan.patient, address: { line: ['Gatan 12'] } } }));
    for (const hidden of ['Sover dåligt', 'Alla var där', 'Vad är viktigt', 'Gatan', 'Flera som inte'])
      expect(text).not.toContain(hidden);
    expect(text).toContain('Bodil Bistånd');
  });

  it('property: whatever the state and whoever closes and shares what, only what is open and shared is shown, and never alone', () => {
    const moves = fc.array(
      fc.record({ on: fc.nat(5), move: fc.constantFrom('add', 'draft', 'share', 'close', 'close-goal', 'reopen') }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(moves, fc.constantFrom(...PLAN_STATES), (all, state) => {
        const plan = new SightPlan();
        const made = [plan.shared];
        for (const { on, move } of all) {
          const intervention = made[on % made.length] ?? plan.shared;
          const content = { subgoal: plan.subgoal, text: `insats ${String(made.length)}` };
          if (move === 'add') made.push(plan.tell('sip-insats', { ...content, shared: true }, { unit: openCare }));
          if (move === 'draft') made.push(plan.tell('sip-insats', { ...content, shared: false }, { unit: openCare }));
          if (move === 'share') plan.tell('sip-insats', { ...content, intervention, shared: true }, { unit: openCare });
          if (move === 'close') plan.tell('sip-insats-avslut', { intervention }, { unit: openCare });
          if (move === 'close-goal') plan.tell('sip-delmal-avslut', { subgoal: plan.subgoal }, { unit: openCare });
          if (move === 'reopen') plan.tell('sip-ateroppnande', { intervention, reason: 'fel' }, { unit: openCare });
        }
        plan.tell(
          'sip-deltagare',
          { event: 'tillagd', participant: { relation: 'narstaende', name: 'Nils' } },
          { unit: social, state },
        );
        const { facts } = plan.plan;
        const goals = shown(plan.plan)?.goals;
        if (goals === undefined) return;
        const ids = goals.flatMap(({ subgoals }) =>
          subgoals.flatMap(({ interventions }) => interventions.map(({ id }) => id)),
        );
        expect(['avbojd', 'stoppad', 'avslutad']).not.toContain(facts.state);
        expect(ids.length).toBeGreaterThan(0);
        for (const id of ids) expect(facts.interventions.find((one) => one.id === id)?.state).toBe('utdelad');
        for (const { id } of goals.flatMap(({ subgoals }) => subgoals)) {
          expect(facts.subgoals.find((one) => one.id === id)?.state).toBe('pagaende');
        }
      }),
      { numRuns: 200 },
    );
  });
});
