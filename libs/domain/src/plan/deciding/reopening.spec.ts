import { describe, expect, it } from '@jest/globals';

import { told, unitsOf } from '../../../../../test/support/domain.js';
import { NOW } from '../../../../../test/support/plan-sight.js';
import { PARTY, planAt } from '../../../../../test/support/plan-world.js';
import type { PlanWorld } from '../../../../../test/support/plan-world.js';
import { planViewFor } from '../sight/sight.js';

const { coordinator, social, homeCare, administrator, outside } = PARTY;

/** A plan in which home care has saved an intervention for itself, and closed it wrongly. */
function closedUnshared(): { world: PlanWorld; intervention: string } {
  const world = planAt('pagaende');
  const subgoal = world.facts.subgoals[0]!.id;
  const saved = {
    subgoal,
    text: 'Hemligt om trappan',
    startsOn: '2026-12-01',
    frequency: 'varje kväll',
    shared: false,
  };
  world.say(homeCare, 'sip-insats', saved);
  const intervention = world.last;
  world.say(homeCare, 'sip-uppfoljning', { event: 'kommentar', intervention, comment: 'Hemlig kommentar' });
  world.say(homeCare, 'sip-insats-avslut', { intervention, reason: 'genomford', comment: 'Hemligt skäl' });
  return { world, intervention };
}

function seenBy({ plan, directory, profile }: PlanWorld, unit: string) {
  const isAdministrator = unit === administrator;
  const viewer = { units: [unit], isOperations: isAdministrator, isAdministrator };
  return planViewFor({ plan, deadlines: [], directory, profile, now: NOW }, viewer);
}

describe('an intervention that was never shared and is closed wrongly', () => {
  it('[N-CLOSE-06] is reopened by the administrator, back to what its owner had saved', () => {
    const { world, intervention } = closedUnshared();
    const revised = world.facts.revisedAt;
    const said = world.say(administrator, 'sip-ateroppnande', { intervention, requestedBy: { name: 'Hanna Hem' } });
    const reopened = world.facts.interventions.find(({ id }) => id === intervention);
    expect(reopened).toMatchObject({ state: 'sparad', shared: false, text: 'Hemligt om trappan' });
    expect(reopened).not.toHaveProperty('closed');
    // Its owner is told, and nobody else; what the person is shown has not changed.
    expect(unitsOf(said)).toEqual([homeCare]);
    expect(world.facts.revisedAt).toBe(revised);
  });

  it('[N-CLOSE-06] [N-INT-03] is known to the administrator by its id and state alone', () => {
    const { world, intervention } = closedUnshared();
    const view = seenBy(world, administrator);
    expect(view.reopenable).toEqual([{ id: intervention, state: 'avslutad' }]);
    const rest = { ...view, reopenable: [] };
    expect(JSON.stringify(rest)).not.toContain(intervention);
    expect(JSON.stringify(view)).not.toMatch(/Hemlig|varje kväll|2026-12-01/);
    world.say(administrator, 'sip-ateroppnande', { intervention });
    expect(seenBy(world, administrator).reopenable).toEqual([]);
  });

  it('[N-INT-03] leaves no trace for anybody else, before it is reopened or after', () => {
    const { world, intervention } = closedUnshared();
    const seen = () => [coordinator, social].map((unit) => JSON.stringify(seenBy(world, unit)));
    const before = seen();
    for (const view of before) expect(view).not.toContain(intervention);
    world.say(administrator, 'sip-ateroppnande', { intervention });
    expect(seen()).toEqual(before);
    expect(seenBy(world, homeCare).reopenable).toEqual([]);
  });

  it('[N-CLOSE-06] is unknown to others who would reopen it, and to the administrator in any other message', () => {
    const { world, intervention } = closedUnshared();
    const codes = (unit: string, kind: 'sip-ateroppnande' | 'sip-uppfoljning', content: object) =>
      told(world.refusal(unit, kind, { intervention, ...content })).map((one) => one.split(' ')[0]);
    for (const unit of [coordinator, social]) {
      expect(codes(unit, 'sip-ateroppnande', {})).toEqual(
        expect.arrayContaining(['unknown-object', 'not-administrator']),
      );
    }
    expect(codes(homeCare, 'sip-ateroppnande', {})).toEqual(['not-administrator']);
    expect(codes(administrator, 'sip-uppfoljning', { event: 'kommentar', comment: 'x' })).toContain('unknown-object');
    expect(codes(outside, 'sip-ateroppnande', {})).toEqual(['unknown-plan']);
  });
});
