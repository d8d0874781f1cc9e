import { signersLeft, signersOf, unsignedBy } from '#domain/plan/folding/signing.js';
import type { Signer } from '#domain/plan/folding/signing.js';
import { joined, listOf, sectionOf } from '../paper.js';
import type { Block } from '../paper.js';
import type { PlanGround } from './plan-ground.js';

/** Who has signed, and lines for who has not: where the region signs its plans at all (S-MEET-07, B-SIP-14). */
export function signatureBlocks(ground: PlanGround): Block[] {
  const { text, plan, rules, day, unitName } = ground;
  if (rules?.signing === undefined) return [];
  const signed = plan.facts.handovers.flatMap(({ event, signatures = [] }) =>
    event === 'undertecknad' ? signatures : [],
  );
  const names = signed.map(({ name, unit, signedOn }) => {
    return joined([name, unit && unitName(unit), signedOn && day(signedOn)]);
  });
  const places = placesOf(ground);
  const lines: Block | undefined =
    places.length === 0
      ? undefined
      : { kind: 'signatures', places: places.map((one) => `${one}. ${text.plan.toSign}`) };
  const list = names.length === 0 ? undefined : sectionOf(3, text.plan.signed, listOf(names));
  const blocks = sectionOf(2, text.plan.signatures, list, lines);
  return blocks.length === 0 ? [] : [{ kind: 'together', blocks }];
}

/**
 * Who has still to sign: whoever coordinates, or those who were at the meeting that made the plan. Before that is known, also
 * relatives and others without a unit have a line, for a plan that is signed at the meeting itself.
 */
function placesOf(ground: PlanGround): string[] {
  const { plan, rules, text, age, personName } = ground;
  if (rules === undefined || unsignedBy(plan.facts, rules).length === 0) return [];
  if (rules.signing?.by === 'coordinator') return coordinatorPlace(ground);
  const left = signersLeft(plan.facts);
  const isPerson = ({ relation }: Signer): boolean => relation === 'den-enskilde';
  return [
    ...left.filter(isPerson).map(() => personName),
    ...(age === 'young' ? [text.plan.guardian] : []),
    ...left.filter((signer) => !isPerson(signer)).map((signer) => signerPlace(signer, ground)),
    ...(signersOf(plan.facts) === undefined ? besidesUnits(ground) : []),
  ];
}

function besidesUnits({ plan: { facts }, text }: PlanGround): string[] {
  return facts.participants
    .filter(({ removedAt, relation, participantUnit }) => {
      return removedAt === undefined && relation !== 'den-enskilde' && participantUnit === undefined;
    })
    .map(({ name, organisation, relation }) => joined([name, organisation]) || text.relations[relation]);
}

function coordinatorPlace({ coordinator, unitName }: PlanGround): string[] {
  return coordinator === undefined ? [] : [joined([coordinator.name, unitName(coordinator.unit)])];
}

function signerPlace({ name, unit, relation }: Signer, { plan, coordinator, text, unitName }: PlanGround): string {
  const known = plan.facts.participants.find(
    (one) => one.removedAt === undefined && unit !== undefined && one.participantUnit === unit,
  );
  const whose = name ?? (coordinator?.unit === unit ? coordinator?.name : known?.name);
  return joined([whose, unit && unitName(unit)]) || text.relations[relation];
}
