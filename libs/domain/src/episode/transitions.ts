import type { Condition } from '../condition.js';
import type { MessageKind } from '../message.js';
import type { TransitionRule } from '../profile.js';
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
