import type { ShownContact, ShownGoal, ShownIntervention, ShownPlan, ShownSubGoal } from '#domain/plan/sight/portal.js';
import { EXTENSION, HSA_ID, PATIENT_ID_SYSTEMS } from './names.js';
import type { FhirObject } from './object.js';

/** Namespace of headings of sub-goals; the region's id follows. */
const HEADINGS = 'urn:hemgang:fhir:CodeSystem:sip-omraden:';
/** On a sub-goal: the main goal that it belongs to. */
const PART_OF = `${EXTENSION}plan.goal`;
/** Civil day on which the plan is followed up. */
const FOLLOW_UP = `${EXTENSION}plan.followUpOn`;
const OWN_PART = 'Det här kan jag själv';
const HELP_PART = 'Det här behöver jag hjälp med';
const TITLE = 'Samordnad individuell plan (SIP)';
const YOURSELF = 'Du själv';

/**
 * What the person is shown of a plan as a CarePlan: its goals contained, sub-goals behind their main goals, and one activity for each
 * intervention. Nothing that is closed or was not shared is in it, since nothing of that is in what is shown.
 * @param version changes whenever anything that is shown does.
 */
export function shownCarePlan(plan: ShownPlan, version: string): FhirObject {
  const subject = subjectOf(plan);
  const goals = plan.goals.flatMap((goal, at) => goalsOf(goal, `m${String(at + 1)}`, subject, plan));
  const team = teamOf(plan);
  return {
    resourceType: 'CarePlan',
    id: plan.id,
    meta: { versionId: version, ...(plan.updatedAt === '' ? {} : { lastUpdated: plan.updatedAt }) },
    language: 'sv',
    contained: [...goals.map(({ resource }) => resource), ...(team === undefined ? [] : [team])],
    ...(plan.followUpOn === undefined ? {} : { extension: [{ url: FOLLOW_UP, valueDate: plan.followUpOn }] }),
    status: 'active',
    intent: 'plan',
    title: TITLE,
    subject,
    ...(plan.coordinator === undefined ? {} : { author: reference(plan.coordinator) }),
    ...(team === undefined ? {} : { careTeam: [{ reference: '#team' }] }),
    goal: goals.map(({ id }) => ({ reference: `#${id}` })),
    activity: goals.flatMap(({ id, interventions }) =>
      interventions.map((intervention) => activityOf(intervention, id, subject)),
    ),
  };
}

interface ContainedGoal {
  readonly id: string;
  readonly resource: FhirObject;
  readonly interventions: readonly ShownIntervention[];
}

function goalsOf(goal: ShownGoal, id: string, subject: FhirObject, plan: ShownPlan): ContainedGoal[] {
  const notes = [
    ...(goal.ownPart === undefined ? [] : [{ text: `${OWN_PART}: ${goal.ownPart}` }]),
    ...(goal.helpPart === undefined ? [] : [{ text: `${HELP_PART}: ${goal.helpPart}` }]),
  ];
  const main = {
    ...goalResource(id, goal.text, subject, goal.reachBy),
    ...(notes.length === 0 ? {} : { note: notes }),
  };
  const subgoals = goal.subgoals.map((subgoal, at) =>
    subgoalOf(subgoal, `${id}-d${String(at + 1)}`, id, subject, plan),
  );
  return [{ id, resource: main, interventions: [] }, ...subgoals];
}

function subgoalOf(
  { text, reachBy, heading, headingName, interventions }: ShownSubGoal,
  id: string,
  parent: string,
  subject: FhirObject,
  { profile }: ShownPlan,
): ContainedGoal {
  const coding = { system: `${HEADINGS}${profile}`, code: heading, ...(headingName && { display: headingName.sv }) };
  const resource = {
    ...goalResource(id, text, subject, reachBy),
    extension: [{ url: PART_OF, valueReference: { reference: `#${parent}` } }],
    category: [{ coding: [coding], ...(headingName && { text: headingName.sv }) }],
  };
  return { id, resource, interventions };
}

function goalResource(id: string, text: string, subject: FhirObject, reachBy: string | undefined): FhirObject {
  return {
    ...{ resourceType: 'Goal', id, lifecycleStatus: 'active', description: { text }, subject },
    ...(reachBy === undefined ? {} : { target: [{ dueDate: reachBy }] }),
  };
}

function activityOf(intervention: ShownIntervention, goal: string, subject: FhirObject): FhirObject {
  const { id, text, responsible, ongoing } = intervention;
  const performer = responsible === undefined ? undefined : performerOf(responsible, subject);
  return {
    id,
    detail: {
      goal: [{ reference: `#${goal}` }],
      status: ongoing === undefined ? 'unknown' : ongoing ? 'in-progress' : 'not-started',
      ...timingOf(intervention),
      ...(performer === undefined ? {} : { performer: [performer] }),
      description: text,
    },
  };
}

function timingOf({ startsOn, endsOn, frequency }: ShownIntervention): FhirObject {
  const bounds = {
    ...(startsOn === undefined ? {} : { start: startsOn }),
    ...(endsOn === undefined ? {} : { end: endsOn }),
  };
  const hasBounds = startsOn !== undefined || endsOn !== undefined;
  if (frequency === undefined) return hasBounds ? { scheduledPeriod: bounds } : {};
  const repeat = hasBounds ? { repeat: { boundsPeriod: bounds } } : {};
  return { scheduledTiming: { ...repeat, code: { text: frequency } } };
}

function performerOf(
  responsible: NonNullable<ShownIntervention['responsible']>,
  subject: FhirObject,
): FhirObject | undefined {
  if (responsible.party === 'den-enskilde') return { ...subject, display: YOURSELF };
  return responsible.name === '' ? undefined : reference(responsible);
}

/** The one who coordinates and whom the plan names as contacts. */
function teamOf({ coordinator, contacts, regionName }: ShownPlan): FhirObject | undefined {
  const participants = [
    ...(coordinator === undefined ? [] : [{ role: [{ text: 'Samordningsansvarig' }], member: reference(coordinator) }]),
    ...contacts.map((contact) => ({
      ...(contact.about === undefined ? {} : { role: [{ text: contact.about }] }),
      member: reference(contact),
    })),
  ];
  const telecom = [coordinator, ...contacts].flatMap((one) => (one?.phone === undefined ? [] : [phoneOf(one)]));
  if (participants.length === 0) return undefined;
  return {
    ...{ resourceType: 'CareTeam', id: 'team', status: 'active', name: regionName, participant: participants },
    ...(telecom.length === 0 ? {} : { telecom }),
  };
}

function phoneOf({ phone = '' }: ShownContact): FhirObject {
  return { system: 'phone', value: phone };
}

function reference({ name, title, unit, unitName, phone }: ShownContact): FhirObject {
  const place = unitName === undefined || unitName === name ? [] : [unitName];
  const display = [name, ...(title === undefined ? [] : [title]), ...place, ...(phone === undefined ? [] : [phone])];
  return {
    ...(unit === undefined || unitName === undefined
      ? {}
      : { type: 'Organization', identifier: { system: HSA_ID, value: unit } }),
    display: display.join(', '),
  };
}

function subjectOf({ person }: ShownPlan): FhirObject {
  return { type: 'Patient', identifier: { system: PATIENT_ID_SYSTEMS[person.idType], value: person.id } };
}
