import { dayAt } from '../extension-codec.js';
import { orElse } from '../home.js';
import type { Home } from '../home.js';
import { ACHIEVEMENT_SYSTEM, DATA_ABSENT, PLAN_SYSTEM } from '../names.js';
import type { FhirNode } from '../node.js';
import { objectsAt } from '../object.js';
import type { FhirObject } from '../object.js';
import { payload } from '../payload.js';
import type { RenderedMessage } from '../../rendering.js';
import { conceptText } from '../staff.js';
import { codeIn, concept, noteText, partIdentifier, partIn } from './elements.js';
import { elementOf, exactAt, set } from './part-home.js';
import type { Part } from './part-home.js';

/**
 * A main goal and a sub-goal are a Goal: what was said of it now. R4 asks for the person, whom a message may leave out when it
 * names its plan: then its content stands in extensions.
 */

/** R4 asks for a description, also where a message only says how it went. */
const NOT_SAID: FhirObject = { extension: [{ url: DATA_ABSENT, valueCode: 'unknown' }] };

/** Codes of the levels of goals. */
export const LEVELS = { goal: 'huvudmal', subgoal: 'delmal' } as const;
type Level = keyof typeof LEVELS;

function levelOf({ kind, content }: RenderedMessage): Level {
  if (kind === 'sip-huvudmal') return 'goal';
  return kind === 'sip-utvardering' && content['subgoal'] === undefined ? 'goal' : 'subgoal';
}

function levelIn(goal: FhirNode): Level {
  const code = codeIn(goal.items('category'), PLAN_SYSTEM.level)?.text('code');
  return code === LEVELS.subgoal ? 'subgoal' : 'goal';
}

const GOAL: Part = {
  resource: 'Goal',
  begin: (draft) =>
    draft.patient === undefined
      ? undefined
      : draft.part('goal', () => ({
          resourceType: 'Goal',
          lifecycleStatus: 'active',
          category: [{ coding: [{ system: PLAN_SYSTEM.level, code: LEVELS[levelOf(draft.message)] }] }],
          description: NOT_SAID,
          ...draft.subject,
        })),
};

/** Which goal is meant; an evaluation may be of either, and the level tells of which. */
function goalId(level: Level, isEither: boolean): Home {
  return elementOf(
    GOAL,
    'text',
    (goal, value, { message }) => levelOf(message) === level && set(goal, { identifier: [partIdentifier(value)] }),
    (goal) => {
      const identifier = partIn(goal.items('identifier'));
      const isMeant = !isEither || levelIn(goal) === level;
      return {
        at: (identifier ?? goal.first('identifier')).child('value'),
        value: isMeant ? identifier?.text('value') : undefined,
      };
    },
  );
}

const text = orElse(
  elementOf(
    GOAL,
    'text',
    (goal, value) => set(goal, { description: { text: value } }),
    (goal) => ({ at: goal.child('description').child('text'), value: conceptText(goal.child('description')) }),
  ),
  payload,
);

const ACCEPTED: ReadonlyMap<unknown, boolean> = new Map([
  ['accepted', true],
  ['proposed', false],
  ['rejected', false],
]);

const accepted = elementOf(
  GOAL,
  'boolean',
  (goal, value) => set(goal, { lifecycleStatus: value === true ? 'accepted' : 'proposed' }),
  (goal) => ({ at: goal.child('lifecycleStatus'), value: ACCEPTED.get(goal.text('lifecycleStatus')) }),
);

const reachBy = elementOf(
  GOAL,
  'date',
  (goal, value) => set(goal, { target: [dayAt('dueDate', String(value))] }),
  (goal) => exactAt(goal.first('target'), 'dueDate'),
);

const heading = elementOf(
  GOAL,
  'text',
  (goal, value) => {
    const area = concept(PLAN_SYSTEM.area, value);
    return area !== undefined && set(goal, { category: [...objectsAt(goal['category']), area] });
  },
  (goal) => {
    const categories = goal.items('category');
    const other = categories.find((one) => codeIn([one], PLAN_SYSTEM.level) === undefined);
    const coding = codeIn(categories, PLAN_SYSTEM.area) ?? other?.first('coding');
    return {
      at: (coding ?? goal.first('category')).child('code'),
      value: coding?.text('code') ?? (other && conceptText(other)),
    };
  },
);

const score = elementOf(
  GOAL,
  'text',
  (goal, value) => {
    const achievementStatus = concept(PLAN_SYSTEM.score, value);
    return achievementStatus !== undefined && set(goal, { achievementStatus });
  },
  (goal) => {
    const status = goal.child('achievementStatus');
    const coding = codeIn([status], PLAN_SYSTEM.score) ?? status.first('coding');
    return { at: coding.child('code'), value: coding.text('code') ?? status.text('text') };
  },
);

const evaluatedOn = elementOf(
  GOAL,
  'date',
  (goal, value) => set(goal, dayAt('statusDate', String(value))),
  (goal) => exactAt(goal, 'statusDate'),
);

const note = orElse(
  elementOf(
    GOAL,
    'text',
    (goal, value) => set(goal, { note: [{ text: value }] }),
    (goal) => noteText(goal, 'note'),
  ),
  payload,
);

/** Why a sub-goal was closed, as its status and how far it was attained. */
const ENDS: ReadonlyMap<unknown, FhirObject> = new Map([
  ['uppnatt', { lifecycleStatus: 'completed', ...achieved('achieved') }],
  ['ej-aktuellt', { lifecycleStatus: 'cancelled', ...achieved('not-attainable') }],
]);

function achieved(code: string): FhirObject {
  return { achievementStatus: { coding: [{ system: ACHIEVEMENT_SYSTEM, code }] } };
}

const endReason = elementOf(
  GOAL,
  'code',
  (goal, value) => set(goal, ENDS.get(value) ?? { lifecycleStatus: 'cancelled' }),
  (goal) => {
    const status = goal.child('achievementStatus');
    const code = codeIn([status], ACHIEVEMENT_SYSTEM)?.text('code');
    const isDone = code === 'achieved' || goal.text('lifecycleStatus') === 'completed';
    return { at: status, value: isDone ? 'uppnatt' : code === 'not-attainable' ? 'ej-aktuellt' : undefined };
  },
);

/** Which sub-goal is closed: it is over, whether a reason is given or not. */
const endedGoal: Home = {
  ...goalId('subgoal', false),
  write: (draft, value, name) => {
    const isWritten = goalId('subgoal', false).write(draft, value, name);
    const goal = isWritten ? GOAL.begin(draft) : undefined;
    return goal !== undefined && set(goal, { lifecycleStatus: 'cancelled' });
  },
};

export const MAIN_GOAL_HOMES: Readonly<Record<string, Home>> = { goal: goalId('goal', false), text, accepted, reachBy };
export const SUBGOAL_HOMES: Readonly<Record<string, Home>> = {
  subgoal: goalId('subgoal', false),
  heading,
  text,
  accepted,
  reachBy,
};
export const SUBGOAL_END_HOMES: Readonly<Record<string, Home>> = {
  subgoal: endedGoal,
  reason: endReason,
  comment: note,
};
export const EVALUATION_HOMES: Readonly<Record<string, Home>> = {
  subgoal: goalId('subgoal', true),
  goal: goalId('goal', true),
  score,
  comment: note,
  evaluatedOn,
};
