import type { ConfigReader } from '../config-reader.js';
import { MESSAGE_KINDS, type MessageKind } from '../message.js';
import { ENDED_PLAN_STATES, PLAN_STATES, type PlanState } from '../plan/plan.js';
import type { PlanTransition } from '../plan/plan-rule.js';
import { readCondition } from './profile-conditions.js';
import { oneOrMore } from './profile-transitions.js';
import { present, remark, ruleId, unrepeated } from './profile-values.js';

/** One row of the table of plans with the place where it stands; several when the file has a list there. */
export interface PlanTransitionRow {
  readonly value: PlanTransition;
  readonly at: ConfigReader;
}

/**
 * What stands in `from` for the states in which a plan is open, as far as the table leads there: `open` for those that no other row of
 * the kind and event names, `any` for all that no such row before it has decided.
 */
const OPEN = 'open';
const ANY = 'any';

const OPEN_STATES: readonly PlanState[] = PLAN_STATES.filter((state) => !ENDED_PLAN_STATES.includes(state));
export const PLAN_FROM_STATES = ['none', OPEN, ANY, ...PLAN_STATES] as const;
export const PLAN_TO_STATES = ['same', 'previous', ...PLAN_STATES] as const;
export const PLAN_TRANSITION_KEYS = ['on', 'event', 'from', 'to', 'when', 'flag'] as const;

interface WrittenRow extends Omit<PlanTransition, 'from'> {
  readonly from: (typeof PLAN_FROM_STATES)[number];
}

/**
 * Reads the transition table of plans. Where `on`, `event` or `from` is a list there is a row for each, and so there is for each
 * state for which `open` or `any` stands.
 */
export function planTransitionRows(section: ConfigReader): PlanTransitionRow[] {
  const written = section.located(writtenRow).flatMap(({ value, at }) => value.map((row) => ({ row, at })));
  const always = new Set<string>();
  for (const { row, at } of written) {
    const { on, event, from, to, when } = row;
    const before = from === 'none' ? [from] : [from, ANY];
    const keys = before.flatMap((state) => [`${on} from ${state}`, `${on} ${event ?? ''} from ${state}`]);
    if (keys.some((key) => always.has(key)))
      at.problem(`a row on ${on} from ${from} stands before it and always holds`);
    if (when === undefined) always.add(event === undefined ? `${on} from ${from}` : `${on} ${event} from ${from}`);
    if (from === 'none' && (to === 'same' || to === 'previous')) {
      at.at('to').problem('a new plan has no state to stay in or to go back to');
    }
  }
  const named = new Set(written.map(({ row }) => `${row.on} ${row.event ?? ''} ${row.from}`));
  const known = new Set<string>(written.flatMap(({ row }) => [row.from, row.to]));
  const open = OPEN_STATES.filter((state) => known.has(state));
  const decided = new Set<string>();
  return written.flatMap(({ row: { from, ...row }, at }) => {
    const keyOf = (state: string) => `${row.on} ${row.event ?? ''} ${state}`;
    // Where a row before it always holds, `any` is never asked.
    const others = open.filter((state) => !(from === OPEN ? named : decided).has(keyOf(state)));
    const states = from === ANY || from === OPEN ? others : [from];
    if (row.when === undefined) for (const state of states) decided.add(keyOf(state));
    return states.map((state) => ({ value: { ...row, from: state }, at }));
  });
}

function writtenRow(entry: ConfigReader): WrittenRow[] {
  entry.only(PLAN_TRANSITION_KEYS);
  const flag = entry.optional('flag', (value) => {
    value.only(['code', 'rule']);
    return { code: remark(value.at('code')), rule: ruleId(value.at('rule')) };
  });
  const to = entry.at('to').oneOf(PLAN_TO_STATES);
  const when = entry.optional('when', readCondition);
  const events = eventsAt(entry);
  return oneOrMore<MessageKind>(entry.at('on'), MESSAGE_KINDS).flatMap((on) =>
    oneOrMore(entry.at('from'), PLAN_FROM_STATES).flatMap((from) =>
      events.map((event) => ({ on, from, to, ...present({ event, when, flag }) })),
    ),
  );
}

/** The values of `event`, one or a list of them; one row for all of them when it is left out. */
export function eventsAt(entry: ConfigReader): (string | undefined)[] {
  if (!entry.has('event')) return [undefined];
  const event = entry.at('event');
  return event.isList() ? unrepeated(event, (item) => item.text()) : [event.text()];
}
