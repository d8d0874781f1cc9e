import type { Content } from './message.js';
import { PRIVATE_RELATIONS } from './plan/folding/parties.js';
import type { Plan, PlanFacts } from './plan/plan.js';

/** Those who are the person, or may well live with them: where they are tells where the person is (L-PROT-01). */
const CLOSE: readonly unknown[] = PRIVATE_RELATIONS;
/** What tells where somebody can be found. */
const PLACES = ['address', 'phone'];
/** Who is close by being named there. */
const CLOSE_FIELDS = ['representative'];

/** Whether the person's protection covers where somebody in that capacity can be found. */
export function isClose(relation: unknown): boolean {
  return CLOSE.includes(relation);
}

/**
 * What a message says, without where a person with protected identity and those close to them can be found: the hub strips the
 * person's own address, and a participant, a representative or whoever carries an intervention would tell the same (L-PROT-01).
 */
export function withoutPlaces(content: Content): Content {
  return stripped(content, false);
}

function stripped(said: Content, isNear: boolean): Content {
  const isHidden = isNear || isClose(said['relation']) || isClose(said['party']);
  return Object.fromEntries(
    Object.entries(said)
      .filter(([field]) => !isHidden || !PLACES.includes(field))
      .map(([field, value]) => [field, strippedValue(value, CLOSE_FIELDS.includes(field))]),
  );
}

function strippedValue(value: unknown, isNear: boolean): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => strippedValue(one, isNear));
  return typeof value === 'object' && value !== null ? stripped({ ...value }, isNear) : value;
}

/** A plan as anybody is shown it: of a protected person it does not tell where they and those close can be found (L-PROT-01). */
export function withoutPlacesIn<Known extends Pick<Plan, 'patient' | 'facts'>>(plan: Known): Known {
  return plan.patient.protected === true ? { ...plan, facts: factsWithoutPlaces(plan.facts) } : plan;
}

function factsWithoutPlaces(facts: PlanFacts): PlanFacts {
  const { representative, participants, interventions } = facts;
  return {
    ...facts,
    ...(representative === undefined ? {} : { representative: representative && elsewhere(representative) }),
    participants: participants.map((one) => (isClose(one.relation) ? elsewhere(one) : one)),
    interventions: interventions.map((one) =>
      isClose(one.responsible?.party) && one.responsible !== undefined
        ? { ...one, responsible: elsewhere(one.responsible) }
        : one,
    ),
  };
}

function elsewhere<Known extends { readonly phone?: unknown }>(known: Known): Omit<Known, 'address' | 'phone'> {
  const shown: Omit<Known, 'address' | 'phone'> & { address?: unknown; phone?: unknown } = { ...known };
  delete shown.address;
  delete shown.phone;
  return shown;
}
