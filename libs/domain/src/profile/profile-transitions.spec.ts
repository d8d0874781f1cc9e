import { describe, expect, it } from '@jest/globals';

import { changed, placed } from '../../../../test/support/changed.js';
import { problemsAfter, testRegion, without } from '../../../../test/support/test-region.js';
import { nextTransition } from '../episode/transitions.js';
import { checkProfile } from './profile-check.js';

describe('the transitions of a profile', () => {
  it('say once what a kind does in a state', () => {
    expect(problemsAfter({ 'transitions.+': { on: 'utskrivningsklar', from: 'inskriven', to: 'same' } })).toEqual([
      expect.stringMatching(/^transitions\.\d+: the transition on utskrivningsklar from inskriven is listed before$/),
    ]);
  });

  it('start from no state that no message leads to', () => {
    expect(
      problemsAfter({ 'transitions.+': { on: 'avbryt-vardtillfalle', from: 'avslutad', to: 'avbruten' } }),
    ).toEqual([expect.stringMatching(/^transitions\.\d+: no sequence of messages leads to the state avslutad$/)]);
  });

  it('lead on from every state that is not closed', () => {
    const dead = { transitions: [{ on: 'inskrivningsmeddelande', from: 'none', to: 'inskriven' }] };
    expect(problemsAfter(dead)).toContain(
      'transitions.0: nothing leads on from the state inskriven, which is not closed',
    );
  });

  it('have a row for every kind but makulering, which goes back to what was before', () => {
    const { transitions } = without('utskrivning-aterkallad');
    expect(problemsAfter({ transitions })).toEqual([
      'kinds.utskrivning-aterkallad: no transition says in which states it fits',
    ]);
  });

  it('are on kinds that the region has', () => {
    expect(problemsAfter({ 'kinds.utskrivning-aterkallad': undefined })).toContainEqual(
      expect.stringMatching(/^transitions\.\d+: the region has no kind utskrivning-aterkallad: it is not under kinds$/),
    );
  });

  it.each(['same', 'previous'])('do not open an episode in the state "%s"', (to) => {
    expect(problemsAfter({ 'transitions.0.to': to })).toContainEqual(
      'transitions.0.to: a new episode has no state to stay in or to go back to',
    );
  });
});

describe('lists in the transitions of a profile', () => {
  /** The rows on a kind, as `from -> to`, after a row is added. */
  function rowsOn(kind: string, row?: object): string[] {
    const check = checkProfile(changed(testRegion(), row === undefined ? {} : { 'transitions.+': row }));
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    return check.profile.transitions.filter(({ on }) => on === kind).map(({ from, to }) => `${from} -> ${to}`);
  }

  it('stand for a row each', () => {
    const flag = { code: 'out-of-order', rule: 'G-DIS-16' };
    const row = { on: ['utskrivningsmeddelande'], from: ['planerad', 'utskriven'], to: 'utskriven', flag };
    expect(rowsOn('utskrivningsmeddelande', row).slice(-2)).toEqual([
      'planerad -> utskriven',
      'utskriven -> utskriven',
    ]);
    expect(rowsOn('vardrapport')).toEqual(rowsOn('svar-pa-inskrivning'));
  });

  it('may say open: every state that is not closed and that the table leads to', () => {
    expect(rowsOn('vardrapport')).toEqual([
      'planerad -> same',
      'inskriven -> same',
      'utskrivningsklar -> same',
      'kommunklar -> same',
    ]);
    expect(rowsOn('slutanteckningar')).toHaveLength(5);
  });

  it('mean by open no state that the table does not lead to', () => {
    const rows = placed(testRegion(), 'transitions') as { from: string; to: string }[];
    const transitions = rows.filter(({ from, to }) => from !== 'kommunklar' && to !== 'kommunklar');
    const check = checkProfile(changed(testRegion(), { transitions }));
    expect(check.ok && check.profile.transitions.filter(({ on }) => on === 'vardrapport')).toHaveLength(3);
  });

  it('let a row that names the state go before one that says open', () => {
    expect(rowsOn('kommunklar')).toEqual([
      'utskrivningsklar -> kommunklar',
      'planerad -> same',
      'inskriven -> same',
      'kommunklar -> same',
    ]);
  });

  it('may have a condition, behind which another row for the same kind and state stands', () => {
    const check = checkProfile(
      changed(
        changed(testRegion(), {
          'transitions.+': { on: 'vardrapport', from: 'utskriven', to: 'avslutad', when: { has: 'content.support' } },
        }),
        { 'transitions.+': { on: 'vardrapport', from: 'utskriven', to: 'same' } },
      ),
    );
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    const { transitions } = check.profile;
    expect(nextTransition(transitions, 'vardrapport', 'utskriven', () => true)?.to).toBe('avslutad');
    expect(nextTransition(transitions, 'vardrapport', 'utskriven', () => false)?.to).toBe('same');
  });

  it.each<[unknown, string]>([
    [{ on: 'vardrapport', from: 'utskriven', to: 'same', when: { has: 'content.colour' } }, 'nothing stands at'],
    [{ on: ['vardrapport', 'vardrapport'], from: 'utskriven', to: 'same' }, 'on vardrapport from utskriven is listed'],
    [{ on: 'vardrapport', from: ['utskriven', 'utskriven'], to: 'same' }, 'on vardrapport from utskriven is listed'],
    [{ on: 'vardrapport', from: 'open', to: 'same' }, 'on vardrapport from open is listed before'],
    [{ on: [], from: 'utskriven', to: 'same' }, '.on: the list is empty'],
    [{ on: 'vardrapport', from: ['utskriven', 'hemma'], to: 'same' }, '.from.1: one of none, open, planerad'],
    [{ on: ['vardrapport', 'kommunklart'], from: 'utskriven', to: 'same' }, '.on.1: one of'],
    [{ on: 'vardrapport', from: 'utskriven', to: 'open' }, '.to: one of same, previous'],
    [{ on: 'vardrapport', from: 'none', to: 'inskriven' }, 'may come early: it waits for a stay and opens none'],
    [{ on: 'fristaende-meddelande', from: 'open', to: 'same' }, 'fristaende-meddelande belongs to no stay'],
  ])('are refused: %j', (row, expected) => {
    expect(problemsAfter({ 'transitions.+': row })).toContainEqual(expect.stringContaining(expected));
  });
});
