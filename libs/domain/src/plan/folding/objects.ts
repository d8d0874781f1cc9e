import { civilDateOf } from '../../calendar.js';
import {
  FOLLOW_UP_EVENTS,
  FOLLOW_UP_OUTCOMES,
  HANDOVER_WAYS,
  RELATIONS,
  RESPONSIBLE_PARTIES,
} from '../../content/plan.js';
import type { Content } from '../../message.js';
import { present } from '../../profile/profile-values.js';
import { CHANGED_FIELD } from '../events.js';
import { AREA_MACHINE, GOAL_MACHINE, INTERVENTION_MACHINE, nextState, SUBGOAL_MACHINE } from './machines.js';
import { toldBy } from './parties.js';
import type {
  Evaluation,
  FollowUpComment,
  Intervention,
  MainGoal,
  MappedArea,
  PlanFacts,
  PlanStep,
  SubGoal,
} from '../plan.js';
import { codeIn, flagIn, objectIn, objectsIn, staffIn, textIn } from '../reading.js';

/** A message with what it names found among what the plan has. */
export interface Said {
  readonly step: PlanStep;
  /** The hub's id of what is named in a field of the content; undefined where nothing is, or nothing that the plan has. */
  readonly meant: (field: string) => string | undefined;
}

/** The id of what a message makes or changes; undefined when it names something that is not there. */
function ownId({ step, meant }: Said): string | undefined {
  const field = CHANGED_FIELD[step.kind];
  return field === undefined || step.content[field] === undefined ? step.message : meant(field);
}

function replaced<T extends { readonly id: string }>(all: readonly T[], next: T): T[] {
  return all.some(({ id }) => id === next.id) ? all.map((one) => (one.id === next.id ? next : one)) : [...all, next];
}

/** An area of the kartläggning as the message leaves it (N-MAP-08, N-MAP-10). */
export function withArea(facts: PlanFacts, said: Said): PlanFacts {
  const { content } = said.step;
  const id = ownId(said);
  const known = facts.areas.find((area) => area.id === id);
  const event = flagIn(content, 'removed') === true ? 'borttagen' : known === undefined ? 'ny' : 'andrad';
  const state = nextState(AREA_MACHINE, known === undefined ? 'none' : 'sparad', event);
  if (id === undefined || state === undefined || (known === undefined && id !== said.step.message)) return facts;
  if (state === 'borttagen') return { ...facts, areas: facts.areas.filter((area) => area.id !== id) };
  const area: MappedArea = {
    ...(known ?? toldBy(said.step)),
    id,
    heading: textIn(content, 'heading') ?? '',
    ...present({
      needs: textIn(content, 'needs') ?? known?.needs,
      resources: textIn(content, 'resources') ?? known?.resources,
      obstacles: textIn(content, 'obstacles') ?? known?.obstacles,
      abilities: textIn(content, 'abilities') ?? known?.abilities,
    }),
  };
  return { ...facts, areas: replaced(facts.areas, area) };
}

/** A main goal as the message leaves it, with what the form of the whole plan says (N-GOAL-02, N-GOAL-05). */
export function withGoal(facts: PlanFacts, said: Said): PlanFacts {
  const { content, at } = said.step;
  const id = ownId(said);
  const known = facts.goals.find((goal) => goal.id === id);
  if (id === undefined || (known === undefined && id !== said.step.message)) return facts;
  const goal: MainGoal = {
    ...(known ?? { ...toldBy(said.step), id, evaluations: [] }),
    text: textIn(content, 'text') ?? '',
    ...present({
      accepted: flagIn(content, 'accepted') ?? known?.accepted,
      reachBy: textIn(content, 'reachBy') ?? known?.reachBy,
      evaluateOn: textIn(content, 'evaluateOn') ?? known?.evaluateOn,
      ownPart: textIn(content, 'ownPart') ?? known?.ownPart,
      helpPart: textIn(content, 'helpPart') ?? known?.helpPart,
      overallResponsible: textIn(content, 'overallResponsible') ?? known?.overallResponsible,
      contacts: content['contacts'] === undefined ? known?.contacts : contactsIn(content),
    }),
  };
  const wish = codeIn(HANDOVER_WAYS, content, 'deliveryWish');
  return {
    ...withFollowUp(facts, content),
    goals: replaced(facts.goals, goal),
    revisedAt: at,
    ...present({ deliveryWish: wish ?? facts.deliveryWish }),
  };
}

function contactsIn(content: Content): NonNullable<MainGoal['contacts']> {
  return objectsIn(content, 'contacts').map((one) => ({
    name: textIn(one, 'name') ?? '',
    ...present({ unit: textIn(one, 'unit'), phone: textIn(one, 'phone'), about: textIn(one, 'about') }),
  }));
}

/** The day of the next follow-up; a reminder that was set for another day falls with it (N-GOAL-05, N-CAL-02). */
export function withFollowUp(facts: PlanFacts, content: Content): PlanFacts {
  const [followUpOn, remindOn] = [textIn(content, 'followUpOn'), textIn(content, 'remindOn')];
  if (followUpOn === undefined && remindOn === undefined) return facts;
  const isMoved = followUpOn !== undefined && followUpOn !== facts.followUpOn;
  const { remindOn: before, ...rest } = facts;
  return {
    ...rest,
    ...present({ followUpOn: followUpOn ?? facts.followUpOn, remindOn: remindOn ?? (isMoved ? undefined : before) }),
  };
}

/** A sub-goal as the message leaves it; its owner is who wrote it first (N-SUB-01, N-EVAL-03). */
export function withSubgoal(facts: PlanFacts, said: Said): PlanFacts {
  const { content, at, unit } = said.step;
  const id = ownId(said);
  const known = facts.subgoals.find((subgoal) => subgoal.id === id);
  const state = nextState(SUBGOAL_MACHINE, known?.state ?? 'none', known === undefined ? 'ny' : 'andrad');
  if (id === undefined || state === undefined || (known === undefined && id !== said.step.message)) return facts;
  const goal = content['goal'] === undefined ? (known?.goal ?? facts.goals[0]?.id) : said.meant('goal');
  const subgoal: SubGoal = {
    ...(known ?? { ...toldBy(said.step), id, owner: unit, evaluations: [] }),
    state,
    heading: textIn(content, 'heading') ?? '',
    text: textIn(content, 'text') ?? '',
    ...present({
      goal,
      accepted: flagIn(content, 'accepted') ?? known?.accepted,
      onBehalfOf: behalfIn(content) ?? known?.onBehalfOf,
      reachBy: textIn(content, 'reachBy') ?? known?.reachBy,
      evaluateOn: textIn(content, 'evaluateOn') ?? known?.evaluateOn,
    }),
  };
  return { ...facts, subgoals: replaced(facts.subgoals, subgoal), revisedAt: at };
}

function behalfIn(content: Content): SubGoal['onBehalfOf'] {
  const behalf = objectIn(content, 'onBehalfOf');
  const relation = behalf && codeIn(RELATIONS, behalf, 'relation');
  return behalf === undefined || relation === undefined
    ? undefined
    : { relation, ...present({ name: textIn(behalf, 'name') }) };
}

/** An intervention as the message leaves it: saved for its owner alone, or shared with the person and the parties (N-INT-03). */
export function withIntervention(facts: PlanFacts, said: Said): PlanFacts {
  const { content, at, unit } = said.step;
  const id = ownId(said);
  const known = facts.interventions.find((intervention) => intervention.id === id);
  const subgoal = said.meant('subgoal');
  const shares = flagIn(content, 'shared') === true;
  const state = nextState(INTERVENTION_MACHINE, known?.state ?? 'none', shares ? 'utdelad' : 'sparad');
  if (id === undefined || subgoal === undefined || state === undefined) return facts;
  if (known === undefined && id !== said.step.message) return facts;
  const intervention: Intervention = {
    ...(known ?? { ...toldBy(said.step), id, owner: unit, comments: [] }),
    subgoal,
    state,
    shared: shares || known?.shared === true,
    text: textIn(content, 'text') ?? '',
    ...present({
      responsible: responsibleIn(content) ?? known?.responsible,
      ongoing: flagIn(content, 'ongoing') ?? known?.ongoing,
      startsOn: textIn(content, 'startsOn') ?? known?.startsOn,
      endsOn: textIn(content, 'endsOn') ?? known?.endsOn,
      frequency: textIn(content, 'frequency') ?? known?.frequency,
      onBehalfOf: behalfIn(content) ?? known?.onBehalfOf,
      replaces: said.meant('replaces') ?? known?.replaces,
    }),
  };
  const interventions = replaced(facts.interventions, intervention);
  return { ...facts, interventions, ...(intervention.shared ? { revisedAt: at } : {}) };
}

function responsibleIn(content: Content): Intervention['responsible'] {
  const said = objectIn(content, 'responsible');
  const party = said && codeIn(RESPONSIBLE_PARTIES, said, 'party');
  if (said === undefined || party === undefined) return undefined;
  const [unit, name, profession, phone] = ['unit', 'name', 'profession', 'phone'].map((field) => textIn(said, field));
  return { party, ...present({ unit, name, profession, phone }) };
}

/** What is closed shows who closed it, when and why (N-CLOSE-01, N-CLOSE-03, N-CLOSE-05). */
export function withClosed(facts: PlanFacts, { step, meant }: Said): PlanFacts {
  const { content, at } = step;
  const closed = {
    ...toldBy(step),
    ...present({ reason: textIn(content, 'reason'), comment: textIn(content, 'comment') }),
  };
  if (step.kind === 'sip-delmal-avslut') {
    const id = meant('subgoal');
    const isMeant = (one: SubGoal) => one.id === id && nextState(SUBGOAL_MACHINE, one.state, 'avslutad') !== undefined;
    if (!facts.subgoals.some(isMeant)) return facts;
    const subgoals = facts.subgoals.map((one) => (isMeant(one) ? { ...one, state: 'avslutad' as const, closed } : one));
    return { ...facts, subgoals, revisedAt: at };
  }
  const known = facts.interventions.find(({ id }) => id === meant('intervention'));
  if (known === undefined || nextState(INTERVENTION_MACHINE, known.state, 'avslutad') === undefined) return facts;
  const interventions = replaced(facts.interventions, { ...known, state: 'avslutad', closed });
  return { ...facts, interventions, ...(known.shared ? { revisedAt: at } : {}) };
}

/** What was closed wrongly goes on as it did (N-CLOSE-06). */
export function withReopened(facts: PlanFacts, { step, meant }: Said): PlanFacts {
  const reopened = meant('intervention') ?? meant('subgoal');
  const isClosed = ({ id, state }: { id: string; state: string }) => id === reopened && state === 'avslutad';
  if (![...facts.subgoals, ...facts.interventions].some(isClosed)) return facts;
  const isShown = facts.interventions.every((one) => !isClosed(one) || one.shared);
  const subgoals = facts.subgoals.map((one): SubGoal => {
    if (!isClosed(one)) return one;
    const { closed, ...open } = one;
    return closed === undefined ? one : { ...open, state: 'pagaende' };
  });
  const interventions = facts.interventions.map((one): Intervention => {
    if (!isClosed(one)) return one;
    const { closed, ...open } = one;
    return closed === undefined ? one : { ...open, state: one.shared ? 'utdelad' : 'sparad' };
  });
  return { ...facts, subgoals, interventions, ...(isShown ? { revisedAt: step.at } : {}) };
}

/** A goal with one more evaluation; what is evaluated without a name is the main goal (N-EVAL-02, N-EVAL-03). */
export function withEvaluation(facts: PlanFacts, { step, meant }: Said): PlanFacts {
  const { content, at } = step;
  const evaluation: Evaluation = {
    ...toldBy(step),
    score: textIn(content, 'score') ?? '',
    on: textIn(content, 'evaluatedOn') ?? civilDateOf(new Date(at)),
    ...present({
      comment: textIn(content, 'comment'),
      evaluator: staffIn(content, 'evaluator'),
      next: textIn(content, 'next'),
    }),
  };
  const evaluated = <T extends SubGoal | MainGoal>(one: T): T => ({
    ...one,
    evaluations: [...one.evaluations, evaluation],
  });
  if (content['subgoal'] !== undefined) {
    const id = meant('subgoal');
    const fits = (one: SubGoal) => one.id === id && nextState(SUBGOAL_MACHINE, one.state, 'utvarderad') !== undefined;
    if (!facts.subgoals.some(fits)) return facts;
    return { ...facts, subgoals: facts.subgoals.map((one) => (fits(one) ? evaluated(one) : one)), revisedAt: at };
  }
  const id = content['goal'] === undefined ? facts.goals[0]?.id : meant('goal');
  const known = facts.goals.find(
    (goal) => goal.id === id && nextState(GOAL_MACHINE, 'satt', 'utvarderad') !== undefined,
  );
  return known === undefined ? facts : { ...facts, goals: replaced(facts.goals, evaluated(known)), revisedAt: at };
}

/** A comment on an intervention; a deviation and what was decided of it are the plan's (N-FUP-03, S-FUP-02, S-FUP-03). */
export function withComment(facts: PlanFacts, { step, meant }: Said): PlanFacts {
  const { content, at } = step;
  const comment: FollowUpComment = {
    ...toldBy(step),
    event: codeIn(FOLLOW_UP_EVENTS, content, 'event') ?? 'kommentar',
    ...present({ comment: textIn(content, 'comment'), outcome: codeIn(FOLLOW_UP_OUTCOMES, content, 'outcome') }),
  };
  if (comment.event !== 'kommentar') return { ...facts, deviations: [...facts.deviations, comment] };
  const known = facts.interventions.find(({ id }) => id === meant('intervention'));
  if (known === undefined || nextState(INTERVENTION_MACHINE, known.state, 'uppfoljd') === undefined) return facts;
  const interventions = replaced(facts.interventions, { ...known, comments: [...known.comments, comment] });
  return { ...facts, interventions, ...(known.shared ? { revisedAt: at } : {}) };
}
