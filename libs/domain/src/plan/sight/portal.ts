import type { Both } from '../../both.js';
import type { Directory } from '../../directory/directory.js';
import type { Patient } from '../../message.js';
import type { Profile } from '../../profile/profile.js';
import { withoutPlacesIn } from '../../protection.js';
import { coordinatorOf, isOpenPlan } from '../plan.js';
import type { Intervention, MainGoal, Plan, PlanFacts, SubGoal } from '../plan.js';

/** A unit or a person as the one whose plan it is reads of them. */
export interface ShownContact {
  readonly name: string;
  readonly title?: string | undefined;
  readonly phone?: string | undefined;
  /** HSA-id. */
  readonly unit?: string | undefined;
  readonly unitName?: string | undefined;
}

export interface ShownIntervention {
  readonly id: string;
  readonly text: string;
  readonly responsible?:
    (ShownContact & { readonly party: NonNullable<Intervention['responsible']>['party'] }) | undefined;
  /** Whether it goes on already, as far as that was said. */
  readonly ongoing?: boolean | undefined;
  /** Civil days. */
  readonly startsOn?: string | undefined;
  readonly endsOn?: string | undefined;
  readonly frequency?: string | undefined;
}

export interface ShownSubGoal {
  readonly id: string;
  /** Code of the area, and its name in the region. */
  readonly heading: string;
  readonly headingName?: Both | undefined;
  readonly text: string;
  /** Civil day. */
  readonly reachBy?: string | undefined;
  readonly interventions: readonly ShownIntervention[];
}

export interface ShownGoal {
  readonly id: string;
  readonly text: string;
  readonly ownPart?: string | undefined;
  readonly helpPart?: string | undefined;
  /** Civil day. */
  readonly reachBy?: string | undefined;
  readonly subgoals: readonly ShownSubGoal[];
}

/** What the person is shown of the plan in 1177. */
export interface ShownPlan {
  readonly id: string;
  readonly profile: string;
  readonly regionName: string;
  /** Whose plan it is. */
  readonly person: Pick<Patient, 'id' | 'idType'>;
  readonly coordinator?: ShownContact | undefined;
  readonly contacts: readonly (ShownContact & { readonly about?: string | undefined })[];
  /** Civil day on which it is followed up. */
  readonly followUpOn?: string | undefined;
  /** When something that is shown changed last, ISO 8601 UTC. */
  readonly updatedAt: string;
  readonly goals: readonly ShownGoal[];
}

type PortalProfile = Pick<Profile, 'id' | 'name' | 'plan'>;

/**
 * What the person is shown of a plan (N-PUB-04): undefined unless the region shows plans, the plan is open (N-PUB-07), and a main
 * goal, an ongoing sub-goal and a shared, open intervention under it are there (N-PUB-05). What is closed is left out (N-PUB-06), and
 * so is what was not shared, whoever wrote it.
 */
export function shownPlan(
  plan: Plan,
  profile: PortalProfile | undefined,
  { units }: Pick<Directory, 'units'>,
): ShownPlan | undefined {
  if (profile?.plan?.patientPortal === undefined || !isOpenPlan(plan)) return undefined;
  const { facts } = withoutPlacesIn(plan);
  const unitNamed = (unit: string | undefined) => (unit === undefined ? undefined : units.get(unit)?.name);
  const shownBy = { headings: profile.plan.headings?.codes ?? [], unitNamed };
  const goals = facts.goals.map((goal, at) => shownGoal(goal, at === 0, facts, shownBy));
  const isOngoing = goals.some(({ subgoals }) => subgoals.some(({ interventions }) => interventions.length > 0));
  if (!isOngoing) return undefined;
  const coordinator = coordinatorOf(facts);
  return {
    id: plan.id,
    profile: profile.id,
    regionName: profile.name,
    person: { id: plan.patient.id, idType: plan.patient.idType },
    coordinator:
      coordinator &&
      contact({ ...coordinator, name: coordinator.name ?? unitNamed(coordinator.unit) ?? coordinator.unit }, unitNamed),
    contacts: facts.goals
      .flatMap(({ contacts }) => contacts ?? [])
      .map((one) => ({ ...contact(one, unitNamed), about: one.about })),
    followUpOn: facts.followUpOn,
    updatedAt: lastOf([...facts.goals, ...facts.subgoals, ...facts.interventions.filter(isShown)].map(({ at }) => at)),
    goals,
  };
}

interface ShownBy {
  readonly headings: readonly { readonly code: string; readonly name: Both }[];
  readonly unitNamed: (unit: string | undefined) => string | undefined;
}

function shownGoal(goal: MainGoal, isFirst: boolean, facts: PlanFacts, by: ShownBy): ShownGoal {
  const { id, text, ownPart, helpPart, reachBy } = goal;
  const subgoals = facts.subgoals.filter(
    (subgoal) => subgoal.state === 'pagaende' && (subgoal.goal === id || (isFirst && subgoal.goal === undefined)),
  );
  return {
    id,
    text,
    ownPart,
    helpPart,
    reachBy,
    subgoals: subgoals.map((subgoal) => shownSubGoal(subgoal, facts.interventions, by)),
  };
}

function shownSubGoal(
  { id, heading, text, reachBy }: SubGoal,
  interventions: readonly Intervention[],
  { headings, unitNamed }: ShownBy,
): ShownSubGoal {
  const headingName = headings.find(({ code }) => code === heading)?.name;
  return {
    id,
    heading,
    headingName,
    text,
    reachBy,
    interventions: interventions
      .filter((intervention) => intervention.subgoal === id && isShown(intervention))
      .map((intervention) => shownIntervention(intervention, unitNamed)),
  };
}

/** Shared and neither closed nor taken back. */
function isShown({ state }: Intervention): boolean {
  return state === 'utdelad';
}

function shownIntervention(intervention: Intervention, unitNamed: ShownBy['unitNamed']): ShownIntervention {
  const { id, text, responsible, ongoing, startsOn, endsOn, frequency } = intervention;
  return {
    id,
    text,
    responsible: responsible && { party: responsible.party, ...responsibleContact(responsible, unitNamed) },
    ongoing,
    startsOn,
    endsOn,
    frequency,
  };
}

function responsibleContact(
  { unit, name, profession, phone }: NonNullable<Intervention['responsible']>,
  unitNamed: ShownBy['unitNamed'],
): ShownContact {
  return contact({ name: name ?? unitNamed(unit) ?? '', title: profession, phone, unit }, unitNamed);
}

function contact(
  {
    name,
    title,
    phone,
    unit,
  }: { name: string; title?: string | undefined; phone?: string | undefined; unit?: string | undefined },
  unitNamed: ShownBy['unitNamed'],
): ShownContact {
  return { name, title, phone, unit, unitName: unitNamed(unit) };
}

function lastOf(instants: readonly string[]): string {
  return instants.reduce((latest, at) => (at > latest ? at : latest), '');
}
