import { describe, expect, it } from '@jest/globals';

import { PLAN_RULES } from '../../../../../test/support/plan-rules.js';
import { nextState, PLAN_MACHINES, SUBGOAL_MACHINE, unreachableStates } from './machines.js';

describe('the machines of what a plan has', () => {
  it.each(Object.entries(PLAN_MACHINES))(
    '%s has no state that no event leads to, and none beside its list',
    (_, machine) => {
      expect(unreachableStates(machine.rows)).toEqual([]);
      expect(new Set(machine.rows.map(({ to }) => to))).toEqual(new Set(machine.states));
    },
  );

  it.each(Object.entries(PLAN_MACHINES))('%s has one way for each event in each state', (_, { rows }) => {
    const ways = rows.map(({ from, on }) => `${from} ${on}`);
    expect(new Set(ways).size).toBe(ways.length);
  });

  it('[N-CLOSE-01] [N-CLOSE-06] a closed sub-goal takes in nothing but that it was closed wrongly', () => {
    const events = new Set(SUBGOAL_MACHINE.rows.map(({ on }) => on));
    expect([...events].filter((on) => nextState(SUBGOAL_MACHINE, 'avslutad', on) !== undefined)).toEqual([
      'aterstalld',
    ]);
  });
});

describe('the check of a transition table', () => {
  it('finds what no way from the beginning leads to, also behind another such state', () => {
    const rows = [
      { from: 'none', to: 'a' },
      { from: 'a', to: 'same' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'previous' },
    ];
    expect(unreachableStates(rows)).toEqual(['b', 'c']);
  });

  it('has nothing against the table of the open-care process', () => {
    expect(unreachableStates(PLAN_RULES.transitions)).toEqual([]);
  });
});
