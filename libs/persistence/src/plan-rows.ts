import { civilDateOf, parseInstant } from '#domain/calendar.js';
import type { Party } from '#domain/episode/episode.js';
import { leaderOf, leftOutOf } from '#domain/plan/folding/consents.js';
import { takesPart } from '#domain/plan/folding/parties.js';
import { coordinatorOf, isOpenPlan } from '#domain/plan/plan.js';
import type { Coordinator, OtherIdentity, Plan, PlanConsent, PlanParticipant } from '#domain/plan/plan.js';

/** A plan `p` as JSON. */
export const PLAN_JSON = `json_build_object('id', p.id, 'profile', p.profile, 'patient', p.patient, 'formerIds', p.former_ids,
  'episode', p.episode_id, 'version', p.version, 'facts', p.facts, 'steps', p.steps)`;

/** A plan as it comes from `PLAN_JSON`. */
export type PlanJson = Omit<Plan, 'formerIds' | 'episode'> & {
  formerIds: readonly OtherIdentity[] | null;
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
function partyOf({ participantUnit: unit, role, removedAt }: PlanParticipant): Party[] {
  return unit === undefined || role === undefined || removedAt !== undefined ? [] : [{ role, unit }];
}

/** The lists of a plan's facts that say who is told what; each is null where there is no plan. */
interface PlanLists {
  readonly coordinators: readonly Coordinator[] | null;
  readonly consents: readonly PlanConsent[] | null;
  readonly participants: readonly PlanParticipant[] | null;
}

/** HSA-id of the unit that leads a plan; undefined where there is no plan. */
export function leaderIn({ coordinators, consents, participants }: PlanLists): string | undefined {
  if (coordinators === null) return undefined;
  return leaderOf({ coordinators, consents: consents ?? [], participants: participants ?? [] });
}

/** Who takes part in a plan and is told of it: not whom the person has not agreed to (N-CON-01, S-CON-06). */
export function partiesIn({ coordinators, consents, participants }: PlanLists): Party[] {
  const known = { coordinators: coordinators ?? [], consents: consents ?? [], participants: participants ?? [] };
  const parties = known.participants.flatMap(partyOf);
  const leftOut = leftOutOf(
    known,
    parties.map(({ unit }) => unit),
  );
  return parties.filter(({ unit }) => !leftOut.includes(unit));
}
