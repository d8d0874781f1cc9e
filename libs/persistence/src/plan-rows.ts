import { civilDateOf, parseInstant } from '#domain/calendar.js';
import type { Identity, Party } from '#domain/episode/episode.js';
import { takesPart } from '#domain/plan/folding/parties.js';
import { coordinatorOf, isOpenPlan } from '#domain/plan/plan.js';
import type { Plan, PlanParticipant } from '#domain/plan/plan.js';

/** A plan `p` as JSON. */
export const PLAN_JSON = `json_build_object('id', p.id, 'profile', p.profile, 'patient', p.patient, 'formerIds', p.former_ids,
  'episode', p.episode_id, 'version', p.version, 'facts', p.facts, 'steps', p.steps)`;

/** A plan as it comes from `PLAN_JSON`. */
export type PlanJson = Omit<Plan, 'formerIds' | 'episode'> & {
  formerIds: readonly Identity[] | null;
  episode: string | null;
};

export function planOf({ formerIds, episode, ...plan }: PlanJson): Plan {
  return { ...plan, ...(formerIds === null ? {} : { formerIds }), ...(episode === null ? {} : { episode }) };
}

/** The columns of a plan, but for when it was erased and where its latest change stands. */
export function planRow(plan: Plan): Record<string, unknown> {
  const { id, profile, version, patient, facts, steps } = plan;
  return {
    ...{ id, profile, version, patient, facts, steps },
    patient_id: patient.id,
    former_ids: plan.formerIds ?? null,
    state: facts.state,
    episode_id: plan.episode ?? null,
    coordinator_unit: coordinatorOf(facts)?.unit ?? null,
    units: unitsWithPart(plan),
    follow_up_on: facts.followUpOn ?? null,
    opened_at: steps[0]?.at ?? null,
    closed_at: isOpenPlan(plan) ? null : closedAt(plan),
  };
}

/** HSA-ids of the units that may look at it: who takes part, or has to do with a meeting that stands. Who left it is not among them. */
export function unitsWithPart({ facts, steps }: Pick<Plan, 'facts' | 'steps'>): string[] {
  const units = [
    ...facts.coordinators.map(({ unit }) => unit),
    ...facts.participants.map(({ participantUnit }) => participantUnit),
    ...facts.meetings.flatMap(({ called }) => called.map(({ unit }) => unit)),
    ...steps.flatMap(({ unit, withdrawn }) => (withdrawn === true ? [] : [unit])),
  ];
  const known = new Set(units.filter((unit) => unit !== undefined));
  return [...known].filter((unit) => takesPart({ facts }, unit)).sort();
}

/** Civil days on which something of the plan stands in a calendar; what is only foreseen does so as long as the plan is open. */
export function daysOf({ facts }: Pick<Plan, 'facts'>): string[] {
  const meetings = facts.meetings.flatMap(({ held, meetingAt }) => {
    const at = parseInstant(held?.heldAt ?? meetingAt ?? '');
    return at === undefined ? [] : [civilDateOf(at)];
  });
  const foreseen = isOpenPlan({ facts }) ? [facts.followUpOn, facts.remindOn] : [];
  return [...new Set([...meetings, ...foreseen.filter((day) => day !== undefined)])].sort();
}

/** When it came to its end: it was closed, or the message that ended it came. */
function closedAt({ facts, steps }: Pick<Plan, 'facts' | 'steps'>): string | null {
  const standing = steps.filter(({ withdrawn }) => withdrawn !== true);
  return facts.closed?.at ?? standing.at(-1)?.at ?? steps.at(-1)?.at ?? null;
}

/** Who takes part in a plan now, where that is a unit. */
export function partyOf({ participantUnit: unit, role, removedAt }: PlanParticipant): Party[] {
  return unit === undefined || role === undefined || removedAt !== undefined ? [] : [{ role, unit }];
}
