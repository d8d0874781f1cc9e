import { mayBeTold } from '../folding/consents.js';
import { isSameParticipant, PRIVATE_RELATIONS, takingPart } from '../folding/parties.js';
import type { Plan, PlanFacts, PlanParticipant } from '../plan.js';

/** Who is described, as letters name their receivers. */
interface Receiver extends Pick<PlanParticipant, 'relation' | 'name' | 'organisation'> {
  /** HSA-id. */
  readonly unit?: string;
}

/** Letters that are not sent any more: of the whole plan, to one receiver, of one kind. */
interface Ended {
  readonly receiver?: Receiver;
  readonly kind?: 'plan';
}

interface EndedPrints extends Ended {
  /** The hub's id of the plan. */
  readonly plan: string;
  readonly why: 'removed';
  readonly states: readonly ('queued' | 'printed')[];
}

/**
 * Whose letters are not sent any more although the plan goes on: who was removed (N-PART-01), relatives whom the person does not want
 * there after all (N-GEN-06), participants whom the consent does not cover any more (S-CON-06); nobody's, once the register has told
 * of the death: there is nothing left to call to (N-CLOSE-13).
 */
export function endedFor(before: Plan, after: Plan): EndedPrints[] {
  const ended: Ended[] = [
    ...removed(before.facts, after.facts),
    ...(isObjected(after) && !isObjected(before) ? [{ receiver: { relation: 'narstaende' as const } }] : []),
    ...uncovered(before.facts, after.facts),
    ...(after.facts.death !== undefined && before.facts.death === undefined ? [{}] : []),
  ];
  return ended.map((one) => ({ plan: after.id, why: 'removed', states: ['queued', 'printed'], ...one }));
}

function isObjected({ facts }: Plan): boolean {
  return facts.relativesObjected === true;
}

function removed(before: PlanFacts, after: PlanFacts): Ended[] {
  // Who is gone with a message that was withdrawn has lost the call itself.
  const hasLeft = (one: PlanParticipant) => {
    const known = after.participants.filter((other) => isSameParticipant(one, other));
    return known.length > 0 && known.every(({ removedAt }) => removedAt !== undefined);
  };
  return takingPart(before)
    .filter((one) => one.channel !== 'system' && hasLeft(one))
    .map((one) => ({ receiver: receiverOf(one) }));
}

function uncovered(before: PlanFacts, after: PlanFacts): Ended[] {
  return takingPart(after)
    .filter((one) => one.channel !== 'system' && isCovered(one, before) && !isCovered(one, after))
    .map((one) => ({ receiver: receiverOf(one), kind: 'plan' as const }));
}

function receiverOf({ relation, name, organisation, participantUnit }: PlanParticipant): Receiver {
  return {
    relation,
    ...(relation === 'den-enskilde' || name === undefined ? {} : { name }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(participantUnit === undefined ? {} : { unit: participantUnit }),
  };
}

/** Who is close to the person may have what the person has; others only what the consents let them have (S-CON-06). */
export function isCovered(
  { relation, participantUnit }: Pick<PlanParticipant, 'relation' | 'participantUnit'>,
  facts: PlanFacts,
): boolean {
  return PRIVATE_RELATIONS.includes(relation) || mayBeTold(facts, participantUnit);
}
