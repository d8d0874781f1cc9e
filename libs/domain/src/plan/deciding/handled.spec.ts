import { describe, expect, it } from '@jest/globals';

import { fixtureProfile } from '../../../../../test/support/plan-rules.js';
import { PARTY, planAt } from '../../../../../test/support/plan-world.js';
import type { MessageKind } from '../../message.js';
import { takesPart } from '../folding/parties.js';
import { isToldOf } from '../sight/readers.js';
import type { PlanWorld } from '../../../../../test/support/plan-world.js';
import { planAfterHandling } from './handled.js';
import type { PlanAfterHandling } from './handled.js';
import type { Plan } from '../plan.js';

const { coordinator, social, homeCare, outside } = PARTY;
const PROFILE = fixtureProfile({
  duties: {
    'sip-forberedelse': { rule: 'N-PREP-01', due: { atStart: true } },
    'sip-delmal-insatser': { rule: 'N-SUB-02', due: { hours: 24 } },
  },
});
const at = (state: Parameters<typeof planAt>[0]) => planAt(state, { profile: PROFILE });
const NOTICE = '0193a1b2-5f14-7212-a225-fa9f642b1ec0';

/** What becomes of the plan when the unit hands a message of the kind on, or says that it was misdirected. */
function handled(
  world: PlanWorld,
  unit: string,
  { to, kind = 'sip-kallelse' }: { to?: string; kind?: MessageKind } = {},
): PlanAfterHandling | undefined {
  const role = world.directory.units.get(unit)!.role;
  return planAfterHandling(
    {
      plan: world.plan,
      delivery: { kind, plan: world.plan.id, episode: undefined, unit, role },
      to: to === undefined ? undefined : { unit: to, role: world.directory.units.get(to)!.role },
      notice: to === undefined ? NOTICE : undefined,
      now: new Date(world.now),
      deadlines: world.deadlines.map((one) => ({ ...one, metBy: undefined })),
    },
    { profile: PROFILE, newId: () => 'new' },
  );
}

const owedOf = (world: PlanWorld, { started, ended }: PlanAfterHandling) => {
  const gone = new Set(ended.map(({ id }) => id));
  const open = world.deadlines.filter(({ id, state }) => state === 'open' && !gone.has(id));
  return [...open, ...started].map(({ kind, responsible }) => `${kind} ${responsible}`).sort();
};
const calledTo = ({ facts }: Plan) => facts.meetings.at(-1)?.called.map(({ unit }) => unit);

describe('a unit that says that what it got of a plan was misdirected', () => {
  it('[N-PART-01] [N-PART-03] takes part no more, reads nothing more, and is called to nothing', () => {
    const world = at('kallad');
    const after = handled(world, homeCare)!;
    expect([takesPart(world.plan, homeCare), takesPart(after.plan, homeCare)]).toEqual([true, false]);
    expect([isToldOf(homeCare, world.facts), isToldOf(homeCare, after.plan.facts)]).toEqual([true, false]);
    expect([calledTo(world.plan), calledTo(after.plan)]).toEqual([[social, homeCare], [social]]);
    expect(after.plan.version).toBe(world.plan.version + 1);
  });

  it('[N-PREP-01] owes nothing there any more', () => {
    const world = at('kallad');
    expect(owedOf(world, handled(world, homeCare)!)).toEqual([`sip-forberedelse ${social}`]);
  });

  it('[N-SUB-02] stays when it has written in the plan: who coordinates removes it', () => {
    const world = at('pagaende');
    expect(handled(world, social, { kind: 'sip-huvudmal' })).toBeUndefined();
    expect(handled(world, coordinator)).toBeUndefined();
    expect(handled(world, homeCare, { kind: 'sip-huvudmal' })).toBeDefined();
  });

  it('[N-COORD-05] stays when it was made the one who coordinates, whatever it has told: somebody else is named first', () => {
    const world = at('kallad');
    const named = { coordinator: { name: 'Hans Ek', unit: homeCare }, decided: 'overlamning' };
    world.say(coordinator, 'sip-samordningsansvarig', named);
    expect(handled(world, homeCare, { kind: 'sip-samordningsansvarig' })).toBeUndefined();
  });

  it('changes nothing for who takes no part, in a plan that is over, or by a message of the hub', () => {
    const world = at('kallad');
    expect(handled(world, outside)).toBeUndefined();
    expect(handled(world, homeCare, { kind: 'paminnelse' as MessageKind })).toBeUndefined();
    world.say(coordinator, 'sip-avslut', { reason: 'inget-behov', comment: 'Klart' });
    expect(handled(world, homeCare)).toBeUndefined();
  });

  it('keeps nobody from withdrawing the call', () => {
    const world = at('kallad');
    const call = world.messages.at(-1)!.messageId;
    world.plans.set(world.plan.id, handled(world, homeCare)!.plan);
    expect(world.allows(coordinator, 'makulering', { messageId: call, reason: 'fel tid' })).toBe(true);
  });
});

describe('a unit that hands on what it got of a plan', () => {
  it('[N-PART-03] gives its place to the other one, in the plan and in the call', () => {
    const world = at('kallad');
    const after = handled(world, homeCare, { to: outside })!;
    expect([takesPart(after.plan, homeCare), takesPart(after.plan, outside)]).toEqual([false, true]);
    expect(calledTo(after.plan)).toEqual([social, outside]);
    expect(owedOf(world, after)).toEqual([`sip-forberedelse ${outside}`, `sip-forberedelse ${social}`].sort());
    const relationOf = (plan: Plan, unit: string) =>
      plan.facts.participants.find(({ participantUnit }) => participantUnit === unit)?.relation;
    expect(relationOf(after.plan, outside)).toBe(relationOf(world.plan, homeCare));
  });

  it('[N-SUB-02] has the other one beside it when it has written in the plan', () => {
    const world = at('pagaende');
    const after = handled(world, social, { to: outside, kind: 'sip-huvudmal' })!;
    expect([takesPart(after.plan, social), takesPart(after.plan, outside)]).toEqual([true, true]);
    expect(owedOf(world, after)).toContain(`sip-delmal-insatser ${outside}`);
  });

  it('changes nothing when the other one takes part and the unit itself has to stay', () => {
    expect(handled(at('pagaende'), social, { to: homeCare, kind: 'sip-huvudmal' })).toBeUndefined();
  });

  it('leaves one place where both had one', () => {
    const world = at('kallad');
    const after = handled(world, homeCare, { to: social })!;
    expect(calledTo(after.plan)).toEqual([social]);
    expect(takesPart(after.plan, homeCare)).toBe(false);
  });

  it('[N-ACTOR-08] of a meeting of the parties alone makes nobody take part in the plan', () => {
    const world = at('pagaende');
    const content = { purpose: 'aktorsmote', setting: 'utan-vardtillfalle', meetingAt: '2026-12-18T13:00:00+01:00' };
    world.say(coordinator, 'sip-kallelse', content, { recipients: [outside] });
    const after = handled(world, outside, { to: PARTY.administrator })!;
    expect(calledTo(after.plan)).toEqual([PARTY.administrator]);
    expect(after.plan.facts.participants).toEqual(world.facts.participants);
  });

  it('[N-CALL-02] falls with the call that was withdrawn', () => {
    const world = at('kallad');
    const call = world.messages.at(-1)!.messageId;
    world.plans.set(world.plan.id, handled(world, homeCare, { to: outside })!.plan);
    world.say(coordinator, 'makulering', { messageId: call, reason: 'fel tid' });
    expect([homeCare, outside].map((unit) => takesPart(world.plan, unit))).toEqual([false, false]);
  });
});
