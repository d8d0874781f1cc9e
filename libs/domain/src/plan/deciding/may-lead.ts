import { holds } from '../../condition.js';
import type { Condition, Subject } from '../../condition.js';
import type { MessageKind } from '../../message.js';
import type { Profile } from '../../profile/profile.js';
import type { Acting } from './permissions.js';
import { subjectOfPlan } from './plan-subject.js';
import type { PlanTransition } from '../plan-rule.js';
import type { Plan } from '../plan.js';
import { rowsFor } from './transition.js';

/**
 * What is known of a plan that messages leave as it is, and the messages that change it all the same: a kind, or a kind and its event.
 * What does not stand here any message may change, such as a consent that it holds.
 */
const CHANGED_BY: Readonly<Partial<Record<string, readonly string[]>>> = {
  state: [],
  episode: [],
  isFirst: ['sip-kallelse'],
  call: ['sip-kallelse', 'sip-mote', 'sip-deltagare'],
  meeting: ['sip-mote genomfort', 'sip-mote plan-skapad', 'sip-mote radrum', 'sip-mote sipkollen'],
  areas: ['sip-kartlaggning'],
  headings: ['sip-kartlaggning'],
  mainGoal: ['sip-huvudmal', 'sip-utvardering'],
  goals: ['sip-huvudmal', 'sip-utvardering'],
  died: ['avliden'],
};

/** A message that a unit might send about a plan. */
interface Thought {
  readonly plan: Plan;
  readonly profile: Profile;
  readonly kind: MessageKind;
  /** Undefined: any. */
  readonly event: string | undefined;
  readonly acting: Acting;
}

/**
 * The rows that the message could take: the first that holds and those before it of which only the message itself can tell. A row
 * that asks for nothing but what is known holds or does not.
 */
export function rowsAhead(thought: Thought): PlanTransition[] {
  const { plan, profile, kind, event, acting } = thought;
  const { state } = plan.facts;
  const transitions = profile.plan?.transitions ?? [];
  const own = transitions.filter(({ on, from }) => on === kind && from === state);
  const events = event === undefined ? [...new Set(own.map((row) => row.event))] : [event];
  const known = subjectOfPlan(plan, profile);
  const subject = { ...known, values: { ...known.values, acting } };
  const ahead = events.flatMap((one) => untilOneHolds(rowsFor({ transitions }, kind, one, state), subject));
  return own.filter((row) => ahead.includes(row));
}

function untilOneHolds(rows: readonly PlanTransition[], subject: Subject): PlanTransition[] {
  const answers = rows.map((row) => [row, answer(row, subject)] as const);
  const last = answers.findIndex(([, holding]) => holding === true);
  const asked = last === -1 ? answers : answers.slice(0, last + 1);
  return asked.flatMap(([row, holding]) => (holding === false ? [] : [row]));
}

/** Undefined where it depends on what the message says. */
function answer({ on, event, when }: PlanTransition, subject: Subject): boolean | undefined {
  if (when === undefined) return true;
  return isSettled(when, (path) => isKnown(path, on, event)) ? holds(when, subject) : undefined;
}

/** Whether it only asks for what is known; what was said and consented to may be said in the message itself. */
function isSettled(when: Condition, knows: (path: string) => boolean): boolean {
  if ('all' in when) return when.all.every((one) => isSettled(one, knows));
  if ('any' in when) return when.any.every((one) => isSettled(one, knows));
  if ('not' in when) return isSettled(when.not, knows);
  if ('has' in when) return knows(when.has);
  if ('lacks' in when) return knows(when.lacks);
  if ('is' in when) return knows(when.is.path);
  return 'in' in when && knows(when.in.path);
}

function isKnown(path: string, kind: MessageKind, event: string | undefined): boolean {
  const [root, field = ''] = path.split('.');
  if (root === 'acting') return field !== 'owner';
  if (root !== 'plan') return root === 'codes';
  return CHANGED_BY[field]?.every((one) => one !== kind && one !== `${kind} ${event ?? ''}`) === true;
}
