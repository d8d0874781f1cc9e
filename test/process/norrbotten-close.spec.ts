import { describe, expect, it } from '@jest/globals';

import { told, unitsOf } from '../support/domain.js';
import { BASIS, GOAL, IN, intervention, planIn, SUBGOAL, STATES } from '../support/norrbotten.js';
import type { NorrbottenWorld } from '../support/norrbotten.js';

const CLOSING = { reason: 'inget-behov', comment: 'Tolvan klarar sig med hemtjänsten' };
const DIED = { diedOn: '2026-12-20' };

/** A plan in which home care and the health centre each have an intervention under the same sub-goal. */
function shared(): { world: NorrbottenWorld; subgoal: string; mine: string; theirs: string } {
  const world = planIn('pagaende').at('2026-12-15T09:00');
  const [{ id: mine, subgoal } = { id: '', subgoal: '' }] = world.facts.interventions;
  const responsible = { party: 'enhet', unit: IN.centre };
  world.say(
    IN.centre,
    'sip-insats',
    intervention(subgoal, { responsible, text: 'Du får träning hos fysioterapeuten' }),
  );
  return { world, subgoal, mine, theirs: world.last };
}

describe('closing sub-goals and interventions in Norrbotten', () => {
  it('[N-CLOSE-01] a sub-goal can be closed, by whoever wrote it or by the one who coordinates', () => {
    const { world, subgoal, mine, theirs } = shared();
    world.say(IN.centre, 'sip-insats-avslut', { intervention: theirs, reason: 'utford' });
    world.say(IN.homeCare, 'sip-insats-avslut', { intervention: mine, reason: 'utford' });
    expect(told(world.refusal(IN.centre, 'sip-delmal-avslut', { subgoal }))).toContain('not-owner N-CLOSE-01');
    expect(world.allows(IN.social, 'sip-delmal-avslut', { subgoal, reason: 'uppnatt' })).toBe(true);
    world.say(IN.homeCare, 'sip-delmal-avslut', { subgoal, reason: 'uppnatt' });
    expect(world.facts.subgoals).toMatchObject([
      { state: 'avslutad', closed: { unit: IN.homeCare, reason: 'uppnatt' } },
    ]);
  });

  it('[N-CLOSE-02] not while another party’s intervention under it goes on', () => {
    const { world, subgoal, theirs } = shared();
    expect(told(world.refusal(IN.homeCare, 'sip-delmal-avslut', { subgoal }))).toEqual(['others-ongoing N-CLOSE-02']);
    world.say(IN.centre, 'sip-insats-avslut', { intervention: theirs, reason: 'ej-aktuell' });
    expect(world.allows(IN.homeCare, 'sip-delmal-avslut', { subgoal })).toBe(true);
  });

  it('[N-CLOSE-03] an intervention is closed by the party that wrote it', () => {
    const { world, mine } = shared();
    for (const unit of [IN.centre, IN.social]) {
      expect(told(world.refusal(unit, 'sip-insats-avslut', { intervention: mine }))).toContain('not-owner N-CLOSE-03');
    }
    world.say(IN.homeCare, 'sip-insats-avslut', { intervention: mine, reason: 'utford' });
    expect(world.facts.interventions[0]).toMatchObject({
      state: 'avslutad',
      closed: { unit: IN.homeCare, reason: 'utford' },
    });
  });

  it('[N-CLOSE-06] what was closed wrongly is reopened by an administrator and by nobody else', () => {
    const { world, mine, theirs, subgoal } = shared();
    world.say(IN.homeCare, 'sip-insats-avslut', { intervention: mine });
    world.say(IN.centre, 'sip-insats-avslut', { intervention: theirs });
    world.say(IN.homeCare, 'sip-delmal-avslut', { subgoal });
    for (const unit of [IN.social, IN.homeCare, IN.centre]) {
      const reasons = world.refusal(unit, 'sip-ateroppnande', { intervention: mine, reason: 'Fel insats' });
      expect(told(reasons).some((one) => one.endsWith('N-CLOSE-06'))).toBe(true);
    }
    world.say(IN.administrator, 'sip-ateroppnande', { subgoal, reason: 'Fel delmål' });
    world.say(IN.administrator, 'sip-ateroppnande', { intervention: mine, reason: 'Fel insats' });
    expect(world.facts.subgoals[0]?.state).toBe('pagaende');
    expect(world.facts.interventions.map(({ state }) => state)).toEqual(['utdelad', 'avslutad']);
  });
});

describe('closing a plan in Norrbotten', () => {
  it.each(['avliden', 'samtycke-aterkallat', 'inget-behov', 'inga-insatser'])(
    '[N-CLOSE-07] may be for %s, and for no other reason than these four',
    (reason) => {
      const world = planIn('pagaende');
      world.say(IN.social, 'sip-avslut', { ...CLOSING, reason });
      expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'for-hand', reason } });
      expect(world.profile.plan?.closing.codes).toHaveLength(4);
      const other = planIn('pagaende').refusal(IN.social, 'sip-avslut', { ...CLOSING, reason: 'malen-nadda' });
      expect(told(other)).toEqual(['unknown-code N-CLOSE-07']);
    },
  );

  it('[N-CLOSE-08] never stands in the way of a new one', () => {
    const world = planIn('pagaende');
    world.say(IN.social, 'sip-avslut', CLOSING);
    world.say(IN.centre, 'sip-underlag', BASIS, { plan: undefined, patient: world.patient });
    expect([world.plans.size, world.facts.state, world.coordinator]).toEqual([2, 'underlag', IN.centre]);
  });

  it('[N-CLOSE-09] is for the one who coordinates, in every state', () => {
    for (const state of STATES) {
      expect(planIn(state).allows(IN.social, 'sip-avslut', CLOSING)).toBe(true);
    }
    for (const unit of [IN.centre, IN.homeCare]) {
      expect(told(planIn('pagaende').refusal(unit, 'sip-avslut', CLOSING))).toContain('not-coordinator N-CLOSE-09');
    }
  });

  it('[N-CLOSE-10] needs a comment', () => {
    for (const comment of [undefined, '   ']) {
      const reasons = planIn('pagaende').refusal(IN.social, 'sip-avslut', { reason: 'inget-behov', comment });
      expect(told(reasons)).toEqual(['missing-field N-CLOSE-10']);
    }
  });

  it('reaches all who take part, and nothing is owed after it but the plan to the person', () => {
    const world = planIn('pagaende');
    expect(unitsOf(world.say(IN.social, 'sip-avslut', CLOSING))).toEqual([IN.centre, IN.homeCare].sort());
    expect(world.openDuties().filter((kind) => kind !== 'sip-delgivning')).toEqual([]);
    expect(told(world.refusal(IN.social, 'sip-huvudmal', GOAL))).not.toEqual([]);
    expect(told(world.refusal(IN.homeCare, 'sip-delmal', SUBGOAL))).not.toEqual([]);
  });
});

describe('a death in Norrbotten', () => {
  it.each(['underlag', 'kallad', 'plan-skapad', 'pagaende', 'uppfoljning-kallad'])(
    '[N-CLOSE-11] told by hand closes a plan that is %s with no further step',
    (state) => {
      const world = planIn(state);
      world.say(IN.social, 'avliden', { ...DIED, source: 'manuell' });
      expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'avliden' } });
      expect(world.openDuties()).toEqual([]);
    },
  );

  it('[N-CLOSE-12] [N-CLOSE-13] [N-CLOSE-15] told by the register does not: it is a task until the plan is closed by hand', () => {
    const world = planIn('pagaende').at('2026-12-21T09:00');
    world.say(IN.operations, 'avliden', { ...DIED, source: 'folkbokforing' });
    expect(world.facts).toMatchObject({ state: 'avliden-aviserad', death: { source: 'folkbokforing' } });
    expect(world.owed('sip-avliden')).toEqual([{ responsible: IN.social, due: '2026-12-22T23:00:00.000Z' }]);
    expect(world.profile.ladders['sip-avliden']).toMatchObject([
      { to: 'responsible', repeat: 'morgon', rule: 'N-CLOSE-15' },
    ]);
    world.say(IN.social, 'sip-avslut', { reason: 'avliden', comment: 'Avliden enligt folkbokföringen' });
    expect(world.facts.state).toBe('avslutad');
    expect(world.owed('sip-avliden')).toEqual([]);
  });

  it('[N-CLOSE-11] [N-CLOSE-13] when both tell of it, the one by hand closes', () => {
    const world = planIn('pagaende');
    world.say(IN.operations, 'avliden', { ...DIED, source: 'folkbokforing' });
    world.say(IN.social, 'avliden', { ...DIED, source: 'manuell' });
    expect(world.facts.state).toBe('avslutad');
  });
});
