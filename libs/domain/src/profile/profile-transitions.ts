import type { ConfigReader } from '../config-reader.js';
import { CLOSED_STATES, EPISODE_STATES, type EpisodeState } from '../episode/episode.js';
import { MESSAGE_KINDS, type MessageKind } from '../message.js';
import { readCondition } from './profile-conditions.js';
import type { TransitionRule } from './profile.js';
import { present, remark, ruleId } from './profile-values.js';

/** One row with the place where it stands; several when the file has a list there. */
export interface TransitionRow {
  readonly value: TransitionRule;
  readonly at: ConfigReader;
}

/** Stands in `from` for the states that are not closed, as far as the table leads there. */
const OPEN = 'open';

const OPEN_STATES: readonly EpisodeState[] = EPISODE_STATES.filter((state) => !CLOSED_STATES.includes(state));
export const FROM_STATES = ['none', OPEN, ...EPISODE_STATES] as const;
export const TO_STATES = ['same', 'previous', ...EPISODE_STATES] as const;
export const TRANSITION_KEYS = ['on', 'from', 'to', 'when', 'flag'] as const;

/**
 * Reads the transition table. Where `on` or `from` is a list there is a row for each; `open` stands for the open states for
 * which no row of that kind names the state itself.
 */
export function transitionRows(section: ConfigReader): TransitionRow[] {
  const written = section.located(writtenRow).flatMap(({ value, at }) => value.map((row) => ({ row, at })));
  for (const { entry, key } of behindAlways(written)) {
    entry.at.problem(`the transition ${key} is listed before`);
  }
  for (const { row, at } of written) {
    if (row.from === 'none' && (row.to === 'same' || row.to === 'previous')) {
      at.at('to').problem('a new episode has no state to stay in or to go back to');
    }
  }
  const named = new Set(written.map(({ row }) => `${row.on} ${row.from}`));
  const known = new Set<string>(written.flatMap(({ row }) => [row.from, row.to]));
  const open = OPEN_STATES.filter((state) => known.has(state));
  return written.flatMap(({ row: { from, ...row }, at }) => {
    const states = from === OPEN ? open.filter((state) => !named.has(`${row.on} ${state}`)) : [from];
    return states.map((state) => ({ value: { ...row, from: state }, at }));
  });
}

/** Rows that are never reached: one for the same kind and state stands before them, and holds always. */
function behindAlways<Row extends { readonly row: WrittenRow }>(written: readonly Row[]) {
  const always = new Set<string>();
  return written.flatMap((entry) => {
    const key = `on ${entry.row.on} from ${entry.row.from}`;
    if (always.has(key)) return [{ entry, key }];
    if (entry.row.when === undefined) always.add(key);
    return [];
  });
}

interface WrittenRow extends Omit<TransitionRule, 'from'> {
  readonly from: (typeof FROM_STATES)[number];
}

function writtenRow(entry: ConfigReader): WrittenRow[] {
  entry.only(TRANSITION_KEYS);
  const flag = entry.optional('flag', (value) => {
    value.only(['code', 'rule']);
    return { code: remark(value.at('code')), rule: ruleId(value.at('rule')) };
  });
  const to = entry.at('to').oneOf(TO_STATES);
  const when = entry.optional('when', readCondition);
  const kinds = oneOrMore<MessageKind>(entry.at('on'), MESSAGE_KINDS);
  const states = oneOrMore(entry.at('from'), FROM_STATES);
  return kinds.flatMap((on) => states.map((from) => ({ on, from, to, ...present({ when, flag }) })));
}

/** One value, or a list of them. */
export function oneOrMore<T extends string>(entry: ConfigReader, values: readonly [T, ...T[]]): T[] {
  if (!entry.isList()) return [entry.oneOf(values)];
  if (entry.isEmptyList()) entry.problem('the list is empty');
  return entry.list((item) => item.oneOf(values));
}
