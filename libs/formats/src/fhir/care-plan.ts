import type { EvaluationView, GoalView, InterventionView, PlanView, SubGoalView } from '#domain/plan/sight/view.js';
import { dateTimeAt, dayAt } from './extension-codec.js';
import { DATA_ABSENT, extensionUrl, HSA_ID, HUB_EPISODE, HUB_PLAN, PATIENT_ID_SYSTEMS, PLAN_SYSTEM } from './names.js';
import type { FhirObject } from './object.js';
import { concept, partIdentifier } from './plan/elements.js';
import { LEVELS } from './plan/goal-homes.js';
import { TEAM_ROLES } from './plan/care-team-homes.js';
import { unitReference } from './unit.js';

const TITLE = 'Samordnad individuell plan (SIP)';
const TEAM = 'team';
/** A view without texts still has goals; R4 asks for a description. */
const NOT_TOLD: FhirObject = { extension: [{ url: DATA_ABSENT, valueCode: 'masked' }] };

/**
 * A whole plan as one of its readers may see it: a CarePlan with its goals and those who take part contained, one activity for each
 * intervention. The same systems and codes as in messages. Says nothing of meetings, consents and duties: those are read as
 * messages, or as JSON.
 */
export function carePlanOf(view: PlanView): FhirObject {
  const subject = subjectOf(view);
  const goals = view.goals.map((goal, at) => mainGoalOf(goal, `m${String(at + 1)}`, subject));
  const placed = [
    ...view.goals.flatMap(({ id: parent, subgoals }) => subgoals.map((subgoal) => ({ subgoal, parent }))),
    ...view.looseSubgoals.map((subgoal) => ({ subgoal, parent: undefined })),
  ].map((one, at) => ({ ...one, id: `d${String(at + 1)}` }));
  const team = teamOf(view, subject);
  return {
    resourceType: 'CarePlan',
    id: view.id,
    contained: [...goals, ...placed.map((one) => subgoalOf(one, subject)), ...(team === undefined ? [] : [team])],
    ...followUpOf(view),
    identifier: [{ system: HUB_PLAN, value: view.id }],
    status: statusOf(view),
    intent: 'plan',
    title: TITLE,
    subject,
    ...(view.episode === undefined
      ? {}
      : { encounter: { type: 'Encounter', identifier: { system: HUB_EPISODE, value: view.episode } } }),
    ...(view.madeAt === undefined ? {} : dateTimeAt('created', view.madeAt)),
    ...(view.closed === undefined ? {} : { period: dateTimeAt('end', view.closed.at) }),
    ...(view.coordinator === null ? {} : { author: person(view.coordinator) }),
    ...(team === undefined ? {} : { careTeam: [{ reference: `#${TEAM}` }] }),
    ...(goals.length + placed.length === 0
      ? {}
      : { goal: [...goals, ...placed].map(({ id }) => ({ reference: `#${String(id)}` })) }),
    ...activities(placed, subject),
  };
}

/** By identity alone: the person's own resource is in no message of the plan's readers. */
function subjectOf({ patient }: PlanView): FhirObject {
  if (patient === undefined) return { type: 'Patient', ...NOT_TOLD };
  const identifier = { system: PATIENT_ID_SYSTEMS[patient.idType], value: patient.id };
  return { type: 'Patient', identifier, display: `${patient.givenName} ${patient.familyName}` };
}

/** Before there is a goal it is a draft; what was declined or stopped never was a plan. */
function statusOf({ isOpen, state, madeAt, goals }: PlanView): string {
  const isMade = madeAt !== undefined || goals.length > 0;
  if (isOpen) return isMade ? 'active' : 'draft';
  return state === 'avslutad' && isMade ? 'completed' : 'revoked';
}

function followUpOf({ followUpOn }: PlanView): FhirObject {
  if (followUpOn === undefined) return {};
  return { extension: [{ url: extensionUrl('content.followUpOn'), ...dateTimeAt('valueDateTime', followUpOn) }] };
}

function category(level: keyof typeof LEVELS, heading?: string, name?: string): FhirObject[] {
  const area = heading === undefined ? undefined : concept(PLAN_SYSTEM.area, heading);
  return [
    { coding: [{ system: PLAN_SYSTEM.level, code: LEVELS[level] }] },
    ...(heading === undefined ? [] : [{ ...area, text: name ?? heading }]),
  ];
}

function mainGoalOf(goal: GoalView, id: string, subject: FhirObject): FhirObject {
  const notes = [goal.ownPart, goal.helpPart].flatMap((text) => (text === undefined ? [] : [{ text }]));
  return {
    ...{ resourceType: 'Goal', id, identifier: [partIdentifier(goal.id)] },
    lifecycleStatus: goal.accepted === true ? 'accepted' : 'active',
    ...achievement(goal.evaluations),
    category: category('goal'),
    description: goal.text === undefined ? NOT_TOLD : { text: goal.text },
    subject,
    ...(goal.reachBy === undefined ? {} : { target: [dayAt('dueDate', goal.reachBy)] }),
    ...(notes.length === 0 ? {} : { note: notes }),
  };
}

/** R4 has no goals within goals: the main goal stands in an extension. */
function subgoalOf({ subgoal, id, parent }: PlacedSubgoal, subject: FhirObject): FhirObject {
  const { heading, headingName, closed, reachBy } = subgoal;
  const isReached = closed?.reason === 'uppnatt';
  return {
    ...{ resourceType: 'Goal', id },
    ...(parent === undefined ? {} : { extension: [{ url: extensionUrl('content.goal'), valueString: parent }] }),
    identifier: [partIdentifier(subgoal.id)],
    lifecycleStatus: closed === undefined ? 'active' : isReached ? 'completed' : 'cancelled',
    ...achievement(subgoal.evaluations),
    category: category('subgoal', heading, headingName?.sv),
    description: subgoal.text === undefined ? NOT_TOLD : { text: subgoal.text },
    subject,
    ...(reachBy === undefined ? {} : { target: [dayAt('dueDate', reachBy)] }),
    ...(closed === undefined ? {} : dayAt('statusDate', closed.at.slice(0, 10))),
    ...(closed?.comment === undefined ? {} : { note: [{ text: closed.comment }] }),
  };
}

/** The latest evaluation; those before it are history. */
function achievement(evaluations: readonly EvaluationView[]): FhirObject {
  const last = evaluations.at(-1);
  if (last === undefined) return {};
  return { achievementStatus: { ...concept(PLAN_SYSTEM.score, last.score), text: last.scoreName?.sv ?? last.score } };
}

interface PlacedSubgoal {
  readonly subgoal: SubGoalView;
  /** The hub's id of its main goal. */
  readonly parent: string | undefined;
  readonly id: string;
}

function activities(placed: readonly PlacedSubgoal[], subject: FhirObject): FhirObject {
  const activity = placed.flatMap(({ subgoal, id }) =>
    subgoal.interventions.map((intervention) => activityOf(intervention, id, subject)),
  );
  return activity.length === 0 ? {} : { activity };
}

const ENDED: Readonly<Record<string, string>> = {
  utford: 'completed',
  'ej-aktuell': 'cancelled',
  'motte-inte-behovet': 'stopped',
};

function activityOf(intervention: InterventionView, goal: string, subject: FhirObject): FhirObject {
  const { id, text, closed, ongoing, responsible, comments } = intervention;
  const going = ongoing === undefined ? 'unknown' : ongoing ? 'in-progress' : 'not-started';
  const progress = comments.flatMap(({ comment, at }) =>
    comment === undefined ? [] : [{ ...dateTimeAt('time', at), text: comment }],
  );
  return {
    id,
    ...(progress.length === 0 ? {} : { progress }),
    detail: {
      goal: [{ reference: `#${goal}` }],
      status: closed === undefined ? going : (ENDED[closed.reason ?? ''] ?? 'completed'),
      ...timing(intervention),
      ...(responsible === undefined ? {} : { performer: [performer(responsible, subject)] }),
      ...(text === undefined ? {} : { description: text }),
    },
  };
}

function timing({ startsOn, endsOn, frequency }: InterventionView): FhirObject {
  const bounds = {
    ...(startsOn === undefined ? {} : dateTimeAt('start', startsOn)),
    ...(endsOn === undefined || (startsOn !== undefined && endsOn < startsOn) ? {} : dateTimeAt('end', endsOn)),
  };
  const isBound = Object.keys(bounds).length > 0;
  if (frequency === undefined) return isBound ? { scheduledPeriod: bounds } : {};
  return { scheduledTiming: { ...(isBound ? { repeat: { boundsPeriod: bounds } } : {}), code: { text: frequency } } };
}

function performer(
  { party, unit, name }: NonNullable<InterventionView['responsible']>,
  subject: FhirObject,
): FhirObject {
  if (party === 'den-enskilde') return subject;
  const display = name === undefined ? {} : { display: name };
  if (unit !== undefined) return { ...unitReference(unit), ...display };
  return {
    type: party === 'narstaende' ? 'RelatedPerson' : party === 'enhet' ? 'Organization' : 'PractitionerRole',
    ...display,
  };
}

function person({ name, title, unit }: { name?: string; title?: string; unit?: string }): FhirObject {
  const display = [name, title].filter((part) => part !== undefined).join(', ');
  return {
    ...(unit === undefined ? { type: 'PractitionerRole' } : unitReference(unit)),
    ...(display === '' ? {} : { display }),
  };
}

/** Those who take part now, the one who coordinates first. */
function teamOf({ coordinator, careContact, participants }: PlanView, subject: FhirObject): FhirObject | undefined {
  const named = [
    ...(coordinator === null ? [] : [memberWith(TEAM_ROLES.coordinator, person(coordinator))]),
    ...(careContact === null || careContact === undefined
      ? []
      : [memberWith(TEAM_ROLES.careContact, person(careContact))]),
    ...participants
      .filter(({ removedAt }) => removedAt === undefined)
      .map(({ relation, participantUnit, name, organisation }) => {
        if (relation === 'den-enskilde') return memberWith(relation, subject);
        const display = [name, organisation].filter((part) => part !== undefined).join(', ');
        const told = display === '' ? {} : { display };
        const type = relation === 'narstaende' || relation === 'foretradare' ? 'RelatedPerson' : 'Practitioner';
        const member =
          participantUnit === undefined
            ? { type, ...told }
            : { type: 'Organization', identifier: { system: HSA_ID, value: participantUnit }, ...told };
        return memberWith(relation, member);
      }),
  ];
  if (named.length === 0) return undefined;
  return { resourceType: 'CareTeam', id: TEAM, status: 'active', subject, participant: named };
}

function memberWith(code: string, member: FhirObject): FhirObject {
  return { role: [{ coding: [{ system: PLAN_SYSTEM.role, code }] }], member };
}
