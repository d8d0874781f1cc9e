import { describe, expect, it } from '@jest/globals';

import { from, message, notice, TOLVAN, UNITS } from '../../../../../test/support/domain.js';
import { fixtureProfile } from '../../../../../test/support/plan-rules.js';
import { dutyRules } from '../../../../../test/support/plan-steps.js';
import { COORDINATOR, PARTY, planAt, PlanWorld, YES } from '../../../../../test/support/plan-world.js';

const PROFILE = fixtureProfile({ duties: dutyRules() });
const at = (state: string) => planAt(state, { profile: PROFILE });

const open = (world: PlanWorld) =>
  world.deadlines.filter(({ plan, state }) => plan !== undefined && state === 'open').map(({ kind }) => kind);

/** What the sender calls the message that the hub has last taken in of a kind. */
function ownId(world: PlanWorld, kind: string, sender: string = PARTY.coordinator): string {
  return world.messages.findLast((one) => one.kind === kind && one.sender === sender)?.messageId ?? '';
}

const NAMELESS = { plan: undefined, patient: undefined };

/** Withdraws the last message of a kind. */
function withdraw(world: PlanWorld, kind: string, sender: string = PARTY.coordinator) {
  const content = { messageId: ownId(world, kind, sender), reason: 'fel' };
  return world.say(sender, 'makulering', content, NAMELESS);
}

function refusal(world: PlanWorld, kind: string, sender: string = PARTY.coordinator): string[] {
  const content = { messageId: ownId(world, kind, sender), reason: 'fel' };
  return world.refusal(sender, 'makulering', content, NAMELESS).map(({ code }) => code);
}

describe('a makulering of a message of a plan', () => {
  it('[N-CALL-08] takes a call back: nobody is called, those who got it are told, nothing is owed of it', () => {
    const world = at('kallad');
    expect(open(world)).toContain('sip-forberedelse');
    const plan = withdraw(world, 'sip-kallelse');
    expect(world.facts).toMatchObject({ state: 'kartlagd', meetings: [] });
    expect(plan.deliveries.map(({ unit }) => unit).sort()).toEqual([UNITS.homeCare, UNITS.social].sort());
    expect(plan.endedDeliveries).toHaveLength(2);
    expect(plan.message).toMatchObject({ plan: world.plan.id, patient: { id: TOLVAN.id } });
    expect(plan.answer.plan).toEqual({ id: world.plan.id, state: 'kartlagd' });
    expect(open(world)).not.toContain('sip-forberedelse');
    expect(open(world)).toContain('sip-kallelse-plan');
  });

  it('[N-MEET-07] of a meeting that was held in error leaves the call, and what it had met is owed again', () => {
    const world = at('mote-genomfort');
    expect(open(world)).not.toContain('sip-forberedelse');
    withdraw(world, 'sip-mote');
    expect(world.facts.state).toBe('kallad');
    expect(world.facts.meetings[0]).not.toHaveProperty('held');
    expect(open(world)).toContain('sip-forberedelse');
    expect(open(world)).not.toContain('sip-huvudmal');
  });

  it.each([
    ['a call whose meeting was held', 'mote-genomfort', 'sip-kallelse', PARTY.coordinator],
    ['a main goal with sub-goals', 'pagaende', 'sip-huvudmal', PARTY.coordinator],
    ['a sub-goal with interventions', 'pagaende', 'sip-delmal', PARTY.social],
    ['the underlag once there is more', 'kartlagd', 'sip-underlag', PARTY.coordinator],
    ['what the plan began with', 'kallad', 'sip-initiativ', PARTY.coordinator],
  ])('[N-GOAL-04] is refused for %s: the later message goes first', (_what, state, kind, sender) => {
    expect(refusal(at(state), kind, sender)).toEqual(['later-message']);
  });

  it('[N-INT-03] of an intervention leaves its sub-goal, and that can go then', () => {
    const world = at('pagaende');
    withdraw(world, 'sip-insats', PARTY.social);
    expect(world.facts).toMatchObject({ state: 'huvudmal-klart', interventions: [] });
    withdraw(world, 'sip-delmal', PARTY.social);
    expect(world.facts.subgoals).toEqual([]);
  });

  it('[N-EVAL-02] of a change brings back what was said before, also when others name the goal', () => {
    const world = at('pagaende');
    const [goal] = world.facts.goals;
    world.say(PARTY.coordinator, 'sip-huvudmal', { goal: goal!.id, text: 'Jag vill flytta' });
    withdraw(world, 'sip-huvudmal');
    expect(world.facts.goals).toMatchObject([{ id: goal!.id, text: 'Jag vill bo kvar hemma' }]);
  });

  it('[N-COORD-12] of a change of coordinator gives the duties back, unless the new one has acted', () => {
    const world = at('mote-genomfort');
    world.say(PARTY.coordinator, 'sip-samordningsansvarig', { coordinator: { name: 'Sven Ek', unit: PARTY.social } });
    withdraw(world, 'sip-samordningsansvarig');
    expect(world.coordinator).toBe(PARTY.coordinator);
    const goal = world.deadlines.filter(({ kind, state }) => kind === 'sip-huvudmal' && state === 'open');
    expect(goal.map(({ responsible }) => responsible)).toEqual([PARTY.coordinator]);
    world.say(PARTY.coordinator, 'sip-samordningsansvarig', { coordinator: { name: 'Sven Ek', unit: PARTY.social } });
    world.say(PARTY.social, 'sip-mote', { event: 'plan-skapad' });
    expect(refusal(world, 'sip-samordningsansvarig')).toEqual(['later-message']);
  });

  it('[N-CLOSE-09] of a closing that was wrong opens the plan again, but not beside another one (G-SIP-77)', () => {
    const world = at('pagaende');
    const first = world.plan.id;
    world.say(PARTY.coordinator, 'sip-avslut', { reason: 'inget-behov', comment: 'Klart' });
    expect(open(world)).not.toContain('sip-uppfoljning');
    const content = { messageId: ownId(world, 'sip-avslut'), reason: 'fel' };
    world.say(PARTY.coordinator, 'makulering', content, NAMELESS);
    expect(world.facts.state).toBe('pagaende');
    expect(world.facts).not.toHaveProperty('closed');
    expect(open(world)).toContain('sip-uppfoljning');
    world.say(PARTY.coordinator, 'sip-avslut', { reason: 'inget-behov', comment: 'Klart' });
    const again = { messageId: ownId(world, 'sip-avslut'), reason: 'fel' };
    world.say(
      PARTY.coordinator,
      'sip-underlag',
      { coordinator: COORDINATOR, consents: YES },
      {
        plan: undefined,
        patient: TOLVAN,
      },
    );
    expect(world.plan.id).not.toBe(first);
    expect(world.refusal(PARTY.coordinator, 'makulering', again, NAMELESS)).toMatchObject([{ code: 'contradiction' }]);
  });

  it('[N-BASIS-01] of the only message leaves a plan that is stopped, and the way free for another', () => {
    const world = at('behov');
    withdraw(world, 'sip-initiativ');
    expect(world.facts.state).toBe('stoppad');
    expect(open(world)).toEqual([]);
    const first = world.plan.id;
    world.say(PARTY.coordinator, 'sip-initiativ', { raisedBy: 'patient' }, { plan: undefined, patient: TOLVAN });
    expect(world.plan.id).not.toBe(first);
  });

  it('is for the one who sent it, and once', () => {
    const world = at('pagaende');
    const content = { messageId: ownId(world, 'sip-insats', PARTY.social), reason: 'fel' };
    expect(world.refusal(PARTY.homeCare, 'makulering', content, NAMELESS)).toMatchObject([{ code: 'unknown-message' }]);
    world.say(PARTY.social, 'makulering', content, NAMELESS);
    expect(world.refusal(PARTY.social, 'makulering', content, NAMELESS)).toMatchObject([{ code: 'already-withdrawn' }]);
  });

  it('[B-CLOSE-04] of a message about a stay and a plan takes it back in both', () => {
    const world = new PlanWorld();
    world.admit(notice({ planningCategory: 'CD', consent: { given: true } }));
    const told = message('sip-initiativ', { content: { raisedBy: 'patient' } });
    world.tell(told);
    expect(world.facts.state).toBe('behov');
    expect(world.episode().facts.sip?.state).toBe('behov');
    world.tell(from(UNITS.ward, 'makulering', world, { content: { messageId: told.messageId, reason: 'fel' } }));
    expect(world.facts.state).toBe('stoppad');
    expect(world.episode().facts.sip).toBeUndefined();
  });
});
