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

/** Stands in `from` for the states in which a plan is open, as far as the table or the hub by itself leads there. */
const OPEN = 'open';

const OPEN_STATES: readonly PlanState[] = PLAN_STATES.filter((state) => !ENDED_PLAN_STATES.includes(state));
export const PLAN_FROM_STATES = ['none', OPEN, ...PLAN_STATES] as const;
export const PLAN_TO_STATES = ['same', 'previous', ...PLAN_STATES] as const;
export const PLAN_TRANSITION_KEYS = ['on', 'event', 'from', 'to', 'when', 'flag'] as const;

interface WrittenRow extends Omit<PlanTransition, 'from'> {
  readonly from: (typeof PLAN_FROM_STATES)[number];
}

/**
 * Reads the transition table of plans. Where `on`, `event` or `from` is a list there is a row for each; `open` stands for the
 * open states for which no row of that kind and event names the state itself. `led`: states to which no row has to lead.
 */
export function planTransitionRows(section: ConfigReader, led: readonly PlanState[] = []): PlanTransitionRow[] {
  const written = section.located(writtenRow).flatMap(({ value, at }) => value.map((row) => ({ row, at })));
  const always = new Set<string>();
  for (const { row, at } of written) {
    const { on, event, from, to, when } = row;
    const keys = [`${on} from ${from}`, `${on} ${event ?? ''} from ${from}`];
    if (keys.some((key) => always.has(key)))
      at.problem(`a row on ${on} from ${from} stands before it and always holds`);
    if (when === undefined) always.add(event === undefined ? `${on} from ${from}` : `${on} ${event} from ${from}`);
    if (from === 'none' && (to === 'same' || to === 'previous')) {
      at.at('to').problem('a new plan has no state to stay in or to go back to');
    }
  }
  const named = new Set(written.map(({ row }) => `${row.on} ${row.event ?? ''} ${row.from}`));
  const known = new Set<string>([...written.flatMap(({ row }) => [row.from, row.to]), ...led]);
  const open = OPEN_STATES.filter((state) => known.has(state));
  return written.flatMap(({ row: { from, ...row }, at }) => {
    const states = from === OPEN ? open.filter((state) => !named.has(`${row.on} ${row.event ?? ''} ${state}`)) : [from];
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
