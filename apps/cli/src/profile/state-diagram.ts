import { MESSAGE_KINDS } from '#domain/message.js';
import type { Condition } from '#domain/condition.js';
import type { ReasonCode } from '#domain/reason.js';
import { conditionWords } from '#domain/profile/words/words.js';
import type { DrawingTexts } from '../i18n/drawing.js';

/** Names of codes and paths stand in drawings as they stand in the profile. */
export const code = (name: string): string => `\`${name}\``;

/** One row of a table of transitions, of a stay or of a plan. */
interface DrawnRow {
  readonly on: string;
  readonly event?: string;
  readonly from: string;
  readonly to: string;
  readonly when?: Condition;
  readonly flag?: { readonly code: ReasonCode; readonly rule: string };
}

/** What a message is called in a drawing, with what it does where rows tell that apart. */
const nameOf = ({ on, event }: DrawnRow): string => (event === undefined ? on : `${on} ${event}`);

/** A Mermaid state diagram of the rows that lead to another state; what leaves the state as it is stands in the table. */
export function stateDiagram(transitions: readonly DrawnRow[]): string[] {
  const arrows = new Map<string, string[]>();
  for (const row of transitions) {
    const { from, to, flag } = row;
    if (to === 'same' || to === 'previous' || to === from) continue;
    const arrow = `${from === 'none' ? '[*]' : from} --> ${to}`;
    arrows.set(arrow, [
      ...(arrows.get(arrow) ?? []),
      flag === undefined ? nameOf(row) : `${nameOf(row)} (${flag.code})`,
    ]);
  }
  const lines = [...arrows].map(([arrow, kinds]) => `    ${arrow} : ${kinds.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'];
}

/** Rows of a table: each kind, and what it does in each state that the table knows. */
export function fitTable(
  transitions: readonly DrawnRow[],
  known: readonly string[],
  texts: DrawingTexts,
): { head: string[]; rows: string[][] } {
  const named = new Set<string>(transitions.flatMap(({ from, to }) => [from, to]));
  const states = ['none', ...known.filter((state) => named.has(state))];
  const { columns, stays, back } = texts;
  const outcome = ({ to, from, when, flag }: DrawnRow): string => {
    const state = to === 'same' || to === from ? stays : to === 'previous' ? back : to;
    const remark = flag === undefined ? [] : [`(${flag.code} ${flag.rule})`];
    const condition = when === undefined ? [] : [`(${conditionWords(when, { texts, code })})`];
    return [state, ...remark, ...condition].join(' ');
  };
  const cell = (kind: string, state: string): string =>
    transitions
      .filter((row) => nameOf(row) === kind && row.from === state)
      .map(outcome)
      .join('; ');
  const kinds = MESSAGE_KINDS.flatMap((kind) => [...new Set(transitions.filter(({ on }) => on === kind).map(nameOf))]);
  return {
    head: [columns.kind, ...states.map((state) => (state === 'none' ? '-' : state))],
    rows: kinds.map((kind) => [code(kind), ...states.map((state) => cell(kind, state))]),
  };
}
