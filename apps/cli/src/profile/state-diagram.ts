import { EPISODE_STATES, type EpisodeState } from '#domain/episode/episode.js';
import { MESSAGE_KINDS } from '#domain/message.js';
import type { TransitionRule } from '#domain/profile.js';
import { conditionWords } from '#domain/profile-words/words.js';
import type { DrawingTexts } from '../i18n/drawing.js';

/** Names of codes and paths stand in drawings as they stand in the profile. */
export const code = (name: string): string => `\`${name}\``;

/** A Mermaid state diagram of the rows that lead to another state; what leaves the state as it is stands in the table. */
export function stateDiagram(transitions: readonly TransitionRule[]): string[] {
  const arrows = new Map<string, string[]>();
  for (const { on, from, to, flag } of transitions) {
    if (to === 'same' || to === 'previous' || to === from) continue;
    const arrow = `${from === 'none' ? '[*]' : from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), flag === undefined ? on : `${on} (${flag.code})`]);
  }
  const lines = [...arrows].map(([arrow, kinds]) => `    ${arrow} : ${kinds.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'];
}

/** Rows of a table: each kind, and what it does in each state that the table knows. */
export function fitTable(
  transitions: readonly TransitionRule[],
  texts: DrawingTexts,
): { head: string[]; rows: string[][] } {
  const known = new Set<string>(transitions.flatMap(({ from, to }) => [from, to]));
  const states: (EpisodeState | 'none')[] = ['none', ...EPISODE_STATES.filter((state) => known.has(state))];
  const { columns, stays, back } = texts;
  const outcome = ({ to, from, when, flag }: TransitionRule): string => {
    const state = to === 'same' || to === from ? stays : to === 'previous' ? back : to;
    const remark = flag === undefined ? [] : [`(${flag.code} ${flag.rule})`];
    const condition = when === undefined ? [] : [`(${conditionWords(when, { texts, code })})`];
    return [state, ...remark, ...condition].join(' ');
  };
  const cell = (kind: string, state: string): string =>
    transitions
      .filter(({ on, from }) => on === kind && from === state)
      .map(outcome)
      .join('; ');
  const kinds = MESSAGE_KINDS.filter((kind) => transitions.some(({ on }) => on === kind));
  return {
    head: [columns.kind, ...states.map((state) => (state === 'none' ? '-' : state))],
    rows: kinds.map((kind) => [code(kind), ...states.map((state) => cell(kind, state))]),
  };
}
