import { describe, expect, it } from '@jest/globals';

import type { Condition } from '../../condition.js';
import type { MessageKind } from '../../message.js';
import type { PlanState } from '../plan.js';
import { fixtureProfile } from '../../../../../test/support/plan-rules.js';
import type { PlanWorld } from '../../../../../test/support/plan-world.js';
import { PARTY, planAt } from '../../../../../test/support/plan-world.js';
import { mayDoOf } from './may-do.js';

/** What a viewer is offered, where the rows of the table have conditions. */

function offered(world: PlanWorld, unit: string, kind: MessageKind, event?: string) {
  const { plan, profile, directory } = world;
  const row = mayDoOf({ plan, profile, directory, units: [unit] }).find(
    (one) => one.kind === kind && (one.event === undefined || one.event === event),
  );
  return row === undefined ? undefined : { may: row.units.length > 0, leadsTo: row.leadsTo, why: row.why?.en };
}

/** A plan that is going on, with a row on the main goal before the others. */
function withRow(when: Condition, to: PlanState = 'stoppad', on: MessageKind = 'sip-huvudmal'): PlanWorld {
  const { transitions } = fixtureProfile().plan!;
  return planAt('pagaende', {
    profile: fixtureProfile({ transitions: [{ on, from: 'pagaende', to, when }, ...transitions] }),
  });
}

describe('what a viewer is offered', () => {
  it('[N-CLOSE-11] [N-CLOSE-13] a death leads where it leads for who tells it', () => {
    const world = planAt('pagaende');
    expect(offered(world, PARTY.social, 'avliden', 'manuell')).toEqual({
      may: true,
      leadsTo: ['avslutad'],
      why: undefined,
    });
    const aside = { purpose: 'aktorsmote', setting: 'utan-vardtillfalle', regards: 'planering' };
    world.say(PARTY.coordinator, 'sip-kallelse', aside, { recipients: [PARTY.outside] });
    expect(offered(world, PARTY.outside, 'avliden', 'manuell')?.leadsTo).toEqual(['avliden-aviserad']);
  });

  it('[N-CLOSE-13] nobody is offered what the population register tells', () => {
    const { plan, profile, directory } = planAt('pagaende');
    const rows = mayDoOf({ plan, profile, directory, units: Object.values(PARTY) });
    expect(rows.filter(({ kind }) => kind === 'avliden').map(({ event }) => event)).toEqual(['manuell']);
  });

  it('[N-CON-03] a withdrawal may lead on or end the plan, as only the message can tell', () => {
    expect(offered(planAt('pagaende'), PARTY.social, 'samtycke-aterkallat')).toMatchObject({
      may: true,
      leadsTo: ['avslutad'],
    });
  });

  it.each<[string, Condition]>([
    ['who sends it', { is: { path: 'acting.coordinator', value: true } }],
    ['where the plan is', { in: { path: 'plan.state', values: ['pagaende'] } }],
    [
      'what other messages tell',
      { all: [{ has: 'plan.areas' }, { any: [{ has: 'plan.call' }, { lacks: 'plan.died' }] }] },
    ],
    ['what is not so', { not: { is: { path: 'acting.careContact', value: true } } }],
  ])('a row that asks only %s decides: what stands after it is not offered', (_title, when) => {
    const decides = withRow(when);
    expect(offered(decides, PARTY.coordinator, 'sip-huvudmal')?.leadsTo).toEqual(['stoppad']);
    const isNot = withRow({ not: when });
    expect(offered(isNot, PARTY.coordinator, 'sip-huvudmal')).toMatchObject({ may: true, leadsTo: [] });
  });

  it.each<[string, Condition]>([
    ['the message', { has: 'content.text' }],
    ['what it is about', { is: { path: 'object.state', value: 'satt' } }],
    ['what the message may change', { has: 'plan.mainGoal' }],
    ['what the person says', { is: { path: 'plan.consent.plan', value: 'ja' } }],
    ['a consent', { all: [{ consent: 'sip' }, { is: { path: 'acting.coordinator', value: true } }] }],
    ['whose it is', { is: { path: 'acting.owner', value: true } }],
  ])('a row that asks for %s counts as possible, and so does what stands after it', (_title, when) => {
    const { transitions } = fixtureProfile().plan!;
    const rows = [{ on: 'sip-huvudmal', from: 'pagaende', to: 'kallad' } as const];
    const possible = (condition: Condition) => {
      const first = { on: 'sip-huvudmal', from: 'pagaende', to: 'stoppad', when: condition } as const;
      const others = transitions.filter(({ on }) => on !== 'sip-huvudmal');
      const told = planAt('pagaende');
      const profile = fixtureProfile({ transitions: [first, ...rows, ...others] });
      const { plan, directory } = told;
      const offers = mayDoOf({ plan, profile, directory, units: [PARTY.coordinator] });
      return offers.find(({ kind }) => kind === 'sip-huvudmal')?.leadsTo;
    };
    expect(possible(when)).toEqual(['stoppad', 'kallad']);
    expect(possible({ not: when })).toEqual(['stoppad', 'kallad']);
  });

  it('what fits for nobody who asks is not possible now, and what fits and is not theirs is told whose it is', () => {
    const { transitions } = fixtureProfile().plan!;
    const others = transitions.filter(({ on }) => on !== 'sip-delmal');
    const when = { is: { path: 'acting.coordinator', value: true } } as const;
    const world = planAt('pagaende');
    const profile = fixtureProfile({
      transitions: [{ on: 'sip-delmal', from: 'pagaende', to: 'same', when }, ...others],
    });
    const asked = (unit: string) => {
      const { plan, directory } = world;
      return mayDoOf({ plan, profile, directory, units: [unit] }).find(({ kind }) => kind === 'sip-delmal');
    };
    expect(asked(PARTY.coordinator)?.units).toEqual([PARTY.coordinator]);
    expect(asked(PARTY.social)).toMatchObject({ units: [], why: { en: expect.stringContaining('Not while') } });
    expect(offered(world, PARTY.social, 'sip-avslut')).toMatchObject({
      may: false,
      why: 'That is done by the coordinator',
    });
  });

  it('of a meeting that is called off it is known whether another was held', () => {
    const when = { has: 'plan.meeting' } as const;
    const { transitions, permissions } = fixtureProfile().plan!;
    const others = transitions.filter(({ on, event }) => on !== 'sip-mote' || event !== 'installt');
    const row = { on: 'sip-mote', event: 'installt', from: 'uppfoljning-kallad' } as const;
    const rows = [{ ...row, to: 'kallad', when } as const, { ...row, to: 'samtycke' } as const];
    const { plan, directory } = planAt('uppfoljning-kallad');
    const profile = fixtureProfile({ transitions: [...rows, ...others], permissions });
    const offers = mayDoOf({ plan, profile, directory, units: [PARTY.coordinator] });
    expect(offers.find(({ kind, event }) => kind === 'sip-mote' && event === 'installt')?.leadsTo).toEqual(['kallad']);
  });
});
