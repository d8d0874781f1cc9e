import { coordinatorOf, unitsOf } from '../plan.js';
import type { Attendance, Coordinator, Handover, PlanFacts } from '../plan.js';
import type { PlanRules } from '../plan-rule.js';

/** The name that stands for the person among those who still have to sign. */
const PERSON = 'den-enskilde';

/**
 * Who still has to sign before the plan holds (S-MEET-07, B-SIP-14): everybody who was at the meeting that made it, by name; as long
 * as it is not told who that was, the person and the units that take part. Names, HSA-ids of units, and `den-enskilde` for the
 * person. Nobody where the region asks for no signatures.
 */
export function unsignedBy(facts: PlanFacts, { signing }: Pick<PlanRules, 'signing'>): string[] {
  if (signing === undefined) return [];
  const signed = facts.handovers.filter(({ event }) => event === 'undertecknad');
  if (signing.by === 'coordinator') {
    const coordinator = coordinatorOf(facts);
    return coordinator === undefined || signed.some((one) => isSignedBy(coordinator, one)) ? [] : [coordinator.unit];
  }
  return signersLeft(facts).map(({ unit, name, relation }) =>
    isOfPerson({ relation }) ? PERSON : (name ?? unit ?? relation),
  );
}

/** Somebody who has to sign. */
export type Signer = Omit<Attendance, 'attended' | 'profession'>;

/** Those of whom everybody has to sign, without those who have (S-MEET-07). */
export function signersLeft(facts: PlanFacts): Signer[] {
  const signatures = facts.handovers.flatMap(({ event, signatures: its = [] }) =>
    event === 'undertecknad' ? its : [],
  );
  const signers = signersOf(facts) ?? takingPart(facts);
  return signers.filter((signer) => !signatures.some((one) => isSignature(one, signer)));
}

type Signature = NonNullable<Handover['signatures']>[number];

/** Who was at the meeting that made the plan; undefined as long as that is not told. */
export function signersOf(facts: PlanFacts): Signer[] | undefined {
  const held = facts.meetings.filter((one) => one.held !== undefined && one.purpose !== 'aktorsmote');
  const making = held.findLast(({ purpose }) => purpose === 'sip') ?? held[0];
  const there = making?.held?.attendance.filter(({ attended }) => attended) ?? [];
  return there.length > 0 ? there : undefined;
}

function takingPart(facts: PlanFacts): Signer[] {
  return [{ relation: PERSON }, ...unitsOf(facts).map((unit) => ({ unit, relation: 'annan' as const }))];
}

function isSignature(signature: Signature, { name, unit, relation }: Signer): boolean {
  if (isOfPerson({ relation })) return isOfPerson(signature) || signature.name === name;
  return name === undefined ? signature.unit === unit : signature.name === name;
}

/** Who took over signs anew, also at the same unit (B-COORD-07). */
function isSignedBy({ name, unit, at }: Coordinator, { at: signedAt, signatures = [] }: Handover): boolean {
  return signedAt >= at && signatures.some((one) => (name === undefined ? one.unit === unit : one.name === name));
}

/** The person signs, or who may act for the person. */
function isOfPerson({ relation }: Pick<Signature, 'relation'>): boolean {
  return relation === 'den-enskilde' || relation === 'foretradare';
}
