import type { Both } from '../both.js';
import type { Condition } from '../condition.js';
import type { MessageKind } from '../message.js';
import type { TransitionRule } from '../profile/profile.js';
import { EPISODE_STATES } from './episode.js';
import type { EpisodeState } from './episode.js';

/**
 * The row of the transition table for a message of `kind` that finds its episode in `from`: the first whose condition holds;
 * undefined: it does not fit there. Without `isTrue` conditions are taken for granted.
 */
export function nextTransition(
  transitions: readonly TransitionRule[],
  kind: MessageKind,
  from: EpisodeState | 'none',
  isTrue: (condition: Condition) => boolean = () => true,
): TransitionRule | undefined {
  return transitions.find(
    (row) => row.on === kind && row.from === from && (row.when === undefined || isTrue(row.when)),
  );
}

/** Why a message finds no row: the state that it met, and those in which its kind is sent. */
export function misfit(kind: MessageKind, state: EpisodeState | 'none', transitions: readonly TransitionRule[]): Both {
  const fitting = new Set(transitions.flatMap(({ on, from }) => (on === kind && from !== state ? [from] : [])));
  const begins = fitting.delete('none');
  const states = EPISODE_STATES.filter((one) => fitting.has(one));
  const en = [
    ...(begins ? ['before it begins'] : []),
    ...(states.length === 0 ? [] : [`while it is ${states.join(' or ')}`]),
  ];
  const sv = [
    ...(begins ? ['innan det börjar'] : []),
    ...(states.length === 0 ? [] : [`när det är ${states.join(' eller ')}`]),
  ];
  const met = { en: `the care episode is ${state}`, sv: `vårdtillfället är ${state}` };
  if (en.length === 0) return met;
  return {
    en: `${met.en}; ${kind} is sent ${en.join(' or ')}`,
    sv: `${met.sv}; ${kind} skickas ${sv.join(' eller ')}`,
  };
}

/** The states that some sequence of messages leads to. `same` and `previous` lead only to where the episode has been. */
export function reachableStates(transitions: readonly TransitionRule[]): ReadonlySet<EpisodeState> {
  const reached = new Set<EpisodeState>();
  const toVisit: (EpisodeState | 'none')[] = ['none'];
  for (let state = toVisit.pop(); state !== undefined; state = toVisit.pop()) {
    for (const { from, to } of transitions) {
      if (from !== state || to === 'same' || to === 'previous' || reached.has(to)) continue;
      reached.add(to);
      toVisit.push(to);
    }
  }
  return reached;
}

/** The states that the table speaks of although no sequence of messages leads there. */
export function unreachableStates(transitions: readonly TransitionRule[]): EpisodeState[] {
  const reached = reachableStates(transitions);
  return [...statesIn(transitions)].filter((state) => !reached.has(state));
}

/** The states that an episode cannot leave for another one. */
export function statesWithoutExit(transitions: readonly TransitionRule[]): EpisodeState[] {
  return [...statesIn(transitions)].filter(
    (state) => !transitions.some(({ from, to }) => from === state && to !== 'same' && to !== state),
  );
}

function statesIn(transitions: readonly TransitionRule[]): ReadonlySet<EpisodeState> {
  const states = new Set<EpisodeState>();
  for (const { from, to } of transitions) {
    if (from !== 'none') states.add(from);
    if (to !== 'same' && to !== 'previous') states.add(to);
  }
  return states;
}
