import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readYaml } from '../../../../test/support/repository-files.js';
import { MESSAGE_KINDS, type MessageKind } from '../message.js';
import { checkProfile } from '../profile/profile-check.js';
import type { TransitionRule } from '../profile/profile.js';
import { EPISODE_STATES, type EpisodeState } from './episode.js';
import { misfit, nextTransition, reachableStates, statesWithoutExit, unreachableStates } from './transitions.js';

function gavleborgTable(): readonly TransitionRule[] {
  const check = checkProfile(readYaml('config/profiles/gavleborg.yaml'));
  if (!check.ok) throw new Error('the profile of the repository is wrong');
  return check.profile.transitions;
}

/** The states that an episode meets while `messages` arrive; a message that does not fit changes nothing. */
function walk(table: readonly TransitionRule[], messages: readonly MessageKind[]): EpisodeState[] {
  const past: EpisodeState[] = [];
  for (const kind of messages) {
    const row = nextTransition(table, kind, past.at(-1) ?? 'none');
    if (row === undefined || row.to === 'same') continue;
    const to = row.to === 'previous' ? past.at(-2) : row.to;
    if (to !== undefined) past.push(to);
  }
  return past;
}

const row = (on: MessageKind, from: TransitionRule['from'], to: TransitionRule['to']): TransitionRule => ({
  on,
  from,
  to,
});
const anyRow = fc.record({
  on: fc.constantFrom(...MESSAGE_KINDS),
  from: fc.constantFrom('none' as const, ...EPISODE_STATES),
  to: fc.constantFrom(...EPISODE_STATES, 'same' as const, 'previous' as const),
});
const anyMessages = fc.array(fc.constantFrom(...MESSAGE_KINDS), { maxLength: 40 });

describe('the transition table of an episode', () => {
  it('gives the row for a kind in a state, and none where the kind does not fit', () => {
    const table = gavleborgTable();
    expect(nextTransition(table, 'inskrivningsmeddelande', 'none')?.to).toBe('inskriven');
    expect(nextTransition(table, 'utskrivningsklar', 'none')?.flag).toEqual({ code: 'out-of-order', rule: 'G-RDY-14' });
    expect(nextTransition(table, 'utskrivning-aterkallad', 'inskriven')).toBeUndefined();
  });

  it('says of a kind that does not fit which state it met and in which it is sent, in both languages', () => {
    expect(misfit('utskrivningsklar-aterkallad', 'inskriven', gavleborgTable())).toEqual({
      en: 'the care episode is inskriven; utskrivningsklar-aterkallad is sent while it is utskrivningsklar',
      sv: 'vårdtillfället är inskriven; utskrivningsklar-aterkallad skickas när det är utskrivningsklar',
    });
    expect(misfit('kommunklar', 'inskriven', gavleborgTable()).sv).toBe('vårdtillfället är inskriven');
    expect(misfit('planerad-inskrivning', 'inskriven', gavleborgTable()).sv).toMatch(
      /skickas innan det börjar eller när/,
    );
  });

  it('[G-RDY-14] of Gävleborg reaches every state it speaks of, and leaves all but the ends', () => {
    expect(unreachableStates(gavleborgTable())).toEqual([]);
    expect(statesWithoutExit(gavleborgTable())).toEqual(['avbruten', 'avslutad']);
  });

  it('does not reach a state that only itself or another unreachable one leads to', () => {
    const table = [
      row('inskrivningsmeddelande', 'none', 'inskriven'),
      row('utskrivningsklar', 'planerad', 'kommunklar'),
      row('utskrivningsmeddelande', 'kommunklar', 'planerad'),
    ];
    expect(unreachableStates(table).sort()).toEqual(['kommunklar', 'planerad']);
  });

  it('does not lead on where a state only stays or leads to itself', () => {
    const table = [
      row('inskrivningsmeddelande', 'none', 'inskriven'),
      row('utskrivningsklar', 'inskriven', 'same'),
      row('utskrivningsmeddelande', 'inskriven', 'inskriven'),
    ];
    expect(statesWithoutExit(table)).toEqual(['inskriven']);
  });

  it('lets a random walk meet only states that it can reach', () => {
    const table = gavleborgTable();
    const reachable = reachableStates(table);
    fc.assert(fc.property(anyMessages, (messages) => walk(table, messages).every((state) => reachable.has(state))));
  });

  it('lets a random walk through a random table meet only states that it can reach', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 25 }), anyMessages, (table, messages) => {
        const reachable = reachableStates(table);
        const unreachable = unreachableStates(table);
        return walk(table, messages).every((state) => reachable.has(state) && !unreachable.includes(state));
      }),
    );
  });

  it('lets random walks meet every state it can reach', () => {
    const table = gavleborgTable();
    const met = new Set(
      fc.sample(anyMessages, { numRuns: 2_000, seed: 1 }).flatMap((messages) => walk(table, messages)),
    );
    expect(met).toEqual(reachableStates(table));
  });
});
