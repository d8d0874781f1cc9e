import type { AdmissionRequest, KnownState } from '../admission/admission-plan.js';
import type { Directory } from '../directory/directory.js';
import type { Identity } from '../episode/episode.js';
import type { Patient } from '../message.js';
import { asProtected, isSamePerson, personalIn, previousIdOf } from '../person.js';
import { isOpenPlan } from './plan.js';
import type { Plan } from './plan.js';

/**
 * The person's plans (SIP) in the region, as far as a message about the person changes them: names and address as long as a plan is
 * open, protection (L-PROT-01) and a new identity whatever its state. A plan stays under the former identity when the new one has an
 * open plan already, since a person has at most one (G-SIP-77); it remembers the new one, so that what is told of the person's death
 * reaches it. Nothing else in a plan changes.
 */
export function plansOfPerson(
  request: AdmissionRequest,
  patient: Patient,
  known: Pick<KnownState, 'plans' | 'ofPerson'>,
  directory: Directory,
): Plan[] {
  const plans = (known.plans ?? []).filter((plan) => isNamed(plan, request, patient));
  const isProtected = [...plans, ...(known.ofPerson ?? [])].some((one) => one.patient.protected === true);
  const spread = (patient.protected ?? isProtected) ? asProtected : (person: Patient) => person;
  const tell = personalIn(request);
  const previousId = previousIdOf(request.message);
  return plans.flatMap((before) => {
    const isMoved =
      previousId !== undefined && moves(before, previousId, patient, { request, plans, known, directory });
    const isTold = isOpenPlan(before) && (previousId === undefined || isMoved);
    const person = spread(isTold ? tell(before.patient) : before.patient);
    const after = isMoved ? underIdentity(before, person, patient) : { ...before, patient: person };
    const kept = isLeftBehind(before, after, previousId) ? withIdentity(after, patient) : after;
    const isSame = isSamePerson(kept.patient, before.patient) && kept.formerIds === before.formerIds;
    return isSame ? [] : [{ ...kept, version: before.version + 1 }];
  });
}

/** Whether an open plan stayed under the identity that the person no longer has. */
function isLeftBehind(before: Plan, after: Plan, previousId: string | undefined): boolean {
  const { id, idType } = after.patient;
  return isOpenPlan(before) && previousId === id && before.patient.id === id && idType !== 'reservnummer';
}

/**
 * Whether the person has two open plans, or had: this one stayed where it was when the person got an identity under which there was
 * another one (G-SIP-77). Those who take part settle which of them goes on.
 */
export function isUnderFormerIdentity({ formerIds = [] }: Pick<Plan, 'formerIds'>): boolean {
  return formerIds.some(({ now }) => now === true);
}

function withIdentity(plan: Plan, { id, idType }: Identity): Plan {
  const { formerIds = [] } = plan;
  if (id === plan.patient.id || formerIds.some((one) => one.id === id)) return plan;
  return { ...plan, formerIds: [...formerIds, { id, idType, now: true }] };
}

function isNamed({ patient: { id } }: Plan, { message }: AdmissionRequest, patient: Patient): boolean {
  return id === patient.id || id === previousIdOf(message);
}

interface Around {
  readonly request: AdmissionRequest;
  readonly plans: readonly Plan[];
  readonly known: Pick<KnownState, 'ofPerson'>;
  readonly directory: Directory;
}

function moves(plan: Plan, previousId: string, next: Identity, around: Around): boolean {
  const { id, idType } = plan.patient;
  if (id !== previousId || (next.id === id && next.idType === idType)) return false;
  const isTaken =
    isOpenPlan(plan) && around.plans.some((other) => other.patient.id === next.id && isBeside(plan, other));
  return !isTaken && (idType !== 'reservnummer' || isOfHospital(plan, around));
}

function isBeside(plan: Plan, other: Plan): boolean {
  return other.id !== plan.id && other.profile === plan.profile && isOpenPlan(other);
}

/** A reservnummer is known to its hospital alone: the same number elsewhere is somebody else's. */
function isOfHospital({ episode, steps }: Plan, { request, known, directory }: Around): boolean {
  const { organisation } = request.sender;
  return (
    known.ofPerson?.some(({ id }) => id === episode) === true ||
    steps.some(({ unit }) => directory.units.get(unit)?.organisation === organisation)
  );
}

function underIdentity(plan: Plan, person: Patient, { id, idType }: Identity): Plan {
  const { patient, formerIds = [] } = plan;
  const former = [...formerIds.filter((one) => one.id !== patient.id), { id: patient.id, idType: patient.idType }];
  return { ...plan, patient: { ...person, id, idType }, formerIds: former.filter((one) => one.id !== id) };
}
