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
  const known = new Set(signed.flatMap(({ name, unit }) => [name, ...(unit === undefined ? [] : [unit])]));
  const places = placesOf(ground).filter(({ keys }) => !keys.some((key) => known.has(key)));
  const lines: Block | undefined =
    places.length === 0 || signed.some(({ relation }) => relation === undefined && places.length === 0)
      ? undefined
      : { kind: 'signatures', places: places.map(({ label }) => `${label}. ${text.plan.toSign}`) };
  const list = names.length === 0 ? undefined : sectionOf(3, text.plan.signed, listOf(names));
  const blocks = sectionOf(2, text.plan.signatures, list, lines);
  return blocks.length === 0 ? [] : [{ kind: 'together', blocks }];
}

interface Place {
  readonly label: string;
  /** Names and units under which somebody may have signed already. */
  readonly keys: readonly string[];
}

function placesOf({ plan, rules, text, age, personName, coordinator, unitName }: PlanGround): Place[] {
  const coordinates: Place[] =
    coordinator === undefined
      ? []
      : [
          {
            label: joined([coordinator.name, unitName(coordinator.unit)]),
            keys: [coordinator.unit, ...(coordinator.name === undefined ? [] : [coordinator.name])],
          },
        ];
  if (rules?.signing?.by === 'coordinator') return coordinates;
  const person: Place = { label: personName, keys: [personName] };
  const guardian: Place[] = age === 'young' ? [{ label: text.plan.guardian, keys: [] }] : [];
  const others = plan.facts.participants
    .filter(({ removedAt, relation, participantUnit }) => {
      return removedAt === undefined && relation !== 'den-enskilde' && participantUnit !== coordinator?.unit;
    })
    .map(({ participantUnit, name, organisation, relation }): Place => {
      const unit = participantUnit === undefined ? undefined : unitName(participantUnit);
      return {
        label: joined([name, unit, organisation]) || text.relations[relation],
        keys: [participantUnit, name].filter((key) => key !== undefined),
      };
    });
  return [person, ...guardian, ...coordinates, ...others];
}
