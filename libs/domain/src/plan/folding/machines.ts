import { INTERVENTION_STATES, SUBGOAL_STATES } from '../plan.js';

/** One row of the machine of a thing in a plan; `none` begins it. */
export interface Row<State extends string, Event extends string> {
  readonly from: State | 'none';
  readonly on: Event;
  readonly to: State;
}

/** The way through which a thing in a plan goes; what stands in no row does not fit. */
export interface Machine<State extends string = string, Event extends string = string> {
  readonly states: readonly State[];
  readonly rows: readonly Row<State, Event>[];
}

function machine<const State extends string, const Event extends string>(
  states: readonly State[],
  rows: readonly Row<State, Event>[],
): Machine<State, Event> {
  return { states, rows };
}

/** A main goal is saved, evaluated and adjusted; it is never closed by itself (N-GOAL-02, N-EVAL-02). */
export const GOAL_MACHINE = machine(
  ['satt'],
  [
    { from: 'none', on: 'ny', to: 'satt' },
    { from: 'satt', on: 'andrad', to: 'satt' },
    { from: 'satt', on: 'utvarderad', to: 'satt' },
  ],
);

/** A sub-goal goes on until it is closed; what was closed wrongly goes on again (N-CLOSE-01, N-CLOSE-06, N-EVAL-03). */
export const SUBGOAL_MACHINE = machine(SUBGOAL_STATES, [
  { from: 'none', on: 'ny', to: 'pagaende' },
  { from: 'pagaende', on: 'andrad', to: 'pagaende' },
  { from: 'pagaende', on: 'utvarderad', to: 'pagaende' },
  { from: 'pagaende', on: 'insats', to: 'pagaende' },
  { from: 'pagaende', on: 'avslutad', to: 'avslutad' },
  { from: 'avslutad', on: 'aterstalld', to: 'pagaende' },
]);

/**
 * An intervention is saved for its owner alone, or shared; what was shared once cannot be untold. One that was closed wrongly
 * goes back to what it was (N-INT-03, N-CLOSE-03, N-CLOSE-06).
 */
export const INTERVENTION_MACHINE = machine(INTERVENTION_STATES, [
  { from: 'none', on: 'sparad', to: 'sparad' },
  { from: 'none', on: 'utdelad', to: 'utdelad' },
  { from: 'sparad', on: 'sparad', to: 'sparad' },
  { from: 'sparad', on: 'utdelad', to: 'utdelad' },
  { from: 'utdelad', on: 'utdelad', to: 'utdelad' },
  { from: 'sparad', on: 'uppfoljd', to: 'sparad' },
  { from: 'utdelad', on: 'uppfoljd', to: 'utdelad' },
  { from: 'sparad', on: 'avslutad', to: 'avslutad' },
  { from: 'utdelad', on: 'avslutad', to: 'avslutad' },
  { from: 'avslutad', on: 'aterstalld-sparad', to: 'sparad' },
  { from: 'avslutad', on: 'aterstalld-utdelad', to: 'utdelad' },
]);

export const MEETING_STATES = ['kallad', 'oppnad', 'genomford', 'installd'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

/** A meeting is called, begun, held; one that nobody called is begun or held at once (N-MEET-07, N-MEET-11). */
export const MEETING_MACHINE = machine(MEETING_STATES, [
  { from: 'none', on: 'kallat', to: 'kallad' },
  { from: 'none', on: 'oppnat', to: 'oppnad' },
  { from: 'none', on: 'genomfort', to: 'genomford' },
  { from: 'kallad', on: 'oppnat', to: 'oppnad' },
  { from: 'kallad', on: 'genomfort', to: 'genomford' },
  { from: 'kallad', on: 'installt', to: 'installd' },
  { from: 'kallad', on: 'kvitterat', to: 'kallad' },
  { from: 'kallad', on: 'forhinder', to: 'kallad' },
  { from: 'oppnad', on: 'genomfort', to: 'genomford' },
  { from: 'oppnad', on: 'installt', to: 'installd' },
  { from: 'oppnad', on: 'radrum', to: 'oppnad' },
  { from: 'genomford', on: 'kompletterat', to: 'genomford' },
  { from: 'genomford', on: 'plan-skapad', to: 'genomford' },
  { from: 'genomford', on: 'radrum', to: 'genomford' },
  { from: 'genomford', on: 'sipkollen', to: 'genomford' },
]);

/** An area of the kartläggning is saved, changed, taken away (N-MAP-06, N-MAP-10). */
export const AREA_MACHINE = machine(
  ['sparad', 'borttagen'],
  [
    { from: 'none', on: 'ny', to: 'sparad' },
    { from: 'sparad', on: 'andrad', to: 'sparad' },
    { from: 'sparad', on: 'borttagen', to: 'borttagen' },
  ],
);

export const PLAN_MACHINES = {
  huvudmal: GOAL_MACHINE,
  delmal: SUBGOAL_MACHINE,
  insats: INTERVENTION_MACHINE,
  mote: MEETING_MACHINE,
  kartlaggning: AREA_MACHINE,
} as const;

/** The state that an event leads to; undefined when it does not fit there. */
export function nextState<State extends string>(
  { rows }: Machine<State>,
  from: State | 'none',
  on: string,
): State | undefined {
  return rows.find((row) => row.from === from && row.on === on)?.to;
}

interface AnyRow {
  readonly from: string;
  readonly to: string;
}

/** States that stand in a transition table and that no way from `none` leads to. `same` and `previous` lead to nothing new. */
export function unreachableStates(rows: readonly AnyRow[]): string[] {
  const reached = new Set(['none']);
  let size = 0;
  while (size !== reached.size) {
    size = reached.size;
    for (const { from, to } of rows) if (reached.has(from) && to !== 'same' && to !== 'previous') reached.add(to);
  }
  const named = new Set(
    rows.flatMap(({ from, to }) => [from, to]).filter((name) => name !== 'same' && name !== 'previous'),
  );
  return [...named].filter((name) => !reached.has(name));
}
