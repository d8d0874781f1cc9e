import { civilDateOf } from '../../calendar.js';
import { COORDINATOR_CHANGES, HANDOVER_EVENTS, HANDOVER_WAYS, RELATIONS } from '../../content/plan.js';
import { RAISED_BY } from '../../content/sip.js';
import { isHsaId } from '../../directory/hsa-id.js';
import type { Content } from '../../message.js';
import { present } from '../../profile/profile-values.js';
import type { PlanRules } from '../plan-rule.js';
import { participantOf, toldBy, withCoordinator, withParticipant } from './parties.js';
import { coordinatorOf, unitsOf } from '../plan.js';
import type { Coordinator, Handover, PlanFacts, PlanStep } from '../plan.js';
import { addressIn, codeIn, flagIn, objectIn, objectsIn, staffIn, textIn, textsIn } from '../reading.js';

/** Whose unit coordinates first: that of who noticed or called, or that of the care contact. */
export type FirstCoordinator = PlanRules['coordinator']['first'];

/**
 * A need that was noticed or wished for; who is told of it is one who takes part (N-GEN-03). Once somebody coordinates, only who takes
 * part brings others in that way (N-PART-01).
 */
export function withNeed(facts: PlanFacts, step: PlanStep): PlanFacts {
  const { content } = step;
  const mayAdd = coordinatorOf(facts) === undefined || unitsOf(facts).includes(step.unit);
  const to = mayAdd ? (step.to ?? []) : [];
  const told = { raisedBy: codeIn(RAISED_BY, content, 'raisedBy'), identifiedAt: textIn(content, 'needIdentifiedAt') };
  const reasons = textsIn(content, 'needReasons');
  const said = present({ ...told, reasons, text: textIn(content, 'reasonText') });
  const known: PlanFacts = { ...facts, need: { ...(facts.need ?? toldBy(step)), ...said } };
  return to.reduce((all, unit) => withParticipant(all, participantOf(unit, step)), known);
}

/** What the underlag says; what it does not say stays as it was (N-BASIS-02). */
export function withBasis(facts: PlanFacts, step: PlanStep, first: FirstCoordinator): PlanFacts {
  const { content } = step;
  const preparation = objectIn(content, 'preparation');
  const representative = objectIn(content, 'representative');
  const initiator = staffIn(content, 'initiator');
  const known: PlanFacts = {
    ...withNeed(facts, { ...step, to: [] }),
    ...present({
      initiator: initiator && { ...initiator, unit: step.unit },
      relativesObjected: flagIn(content, 'relativesObjected'),
      offeredOn: textIn(content, 'offeredOn'),
      talkedOverOn: textIn(content, 'talkedOverOn'),
      deliveryWish: codeIn(HANDOVER_WAYS, content, 'deliveryWish'),
      preparation: preparation && { ...facts.preparation, ...preparation },
      representative: representative && representativeIn(representative),
    }),
    ...(flagIn(content, 'noRepresentative') === true ? { representative: null } : {}),
  };
  const careContact = objectIn(content, 'careContact');
  const cared = careContact === undefined ? known : careContactFrom(known, careContact, step, first);
  const coordinator = coordinatorIn(content, step) ?? (first === 'sender' ? byInitiator(cared, step) : undefined);
  return coordinator === undefined ? cared : withCoordinator(cared, coordinator, step);
}

function representativeIn(said: Content): NonNullable<PlanFacts['representative']> {
  return {
    name: textIn(said, 'name') ?? '',
    relation: textIn(said, 'relation') ?? '',
    ...present({ phone: textIn(said, 'phone'), address: addressIn(said, 'address') }),
  };
}

/** Who discovered the need coordinates first, as a person of the unit that does (N-COORD-01). */
function byInitiator(facts: PlanFacts, step: PlanStep): Coordinator | undefined {
  const now = coordinatorOf(facts);
  const initiator = staffIn(step.content, 'initiator');
  if (now !== undefined && (now.unit !== step.unit || now.name !== undefined)) return undefined;
  return { ...toldBy(step), ...initiator };
}

/** The named person who coordinates from now on, at the sender's unit when no other is named. */
export function coordinatorIn(content: Content, step: PlanStep): Coordinator | undefined {
  const said = objectIn(content, 'coordinator');
  if (said === undefined) return undefined;
  const isAtMeeting = step.kind === 'sip-mote' ? 'mote' : undefined;
  const decided = codeIn(COORDINATOR_CHANGES, content, 'decided') ?? isAtMeeting;
  const [name, title, phone] = ['name', 'title', 'phone'].map((field) => textIn(said, field));
  return { ...toldBy(step), unit: textIn(said, 'unit') ?? step.unit, ...present({ name, title, phone, decided }) };
}

/** Whoever begins the work coordinates as long as nobody does; whoever calls first takes it over (N-COORD-02). */
export function takenOver(facts: PlanFacts, step: PlanStep): PlanFacts {
  if (coordinatorOf(facts)?.unit === step.unit) return facts;
  return withCoordinator(facts, { ...toldBy(step), ...staffIn(step.content, 'leader') }, step);
}

/** A fast vårdkontakt told by a message of its own; where the region says so, its unit coordinates (S-GEN-03). */
export function withCareContact(facts: PlanFacts, step: PlanStep, first: FirstCoordinator): PlanFacts {
  const { content } = step;
  if (flagIn(content, 'coordinator') === false && facts.careContact !== undefined) return facts;
  if (flagIn(content, 'ended') !== true) return careContactFrom(facts, content, step, first);
  const { careContact, ...rest } = facts;
  return careContact?.name === textIn(content, 'name') ? rest : facts;
}

function careContactFrom(facts: PlanFacts, said: Content, step: PlanStep, first: FirstCoordinator): PlanFacts {
  const named = textIn(said, 'unit');
  const unit = named !== undefined && isHsaId(named) ? named : step.unit;
  const name = textIn(said, 'name') ?? '';
  const person = present({ title: textIn(said, 'title'), phone: textIn(said, 'phone') });
  const known: PlanFacts = { ...facts, careContact: { name, unit, ...person } };
  return first === 'sender' ? known : withCoordinator(known, { ...toldBy(step), name, ...person, unit }, step);
}

/** The plan in the person's hands, signed, copied, noted (N-PUB-03, S-MEET-07, S-MEET-08, S-MEET-10, S-CLOSE-03). */
export function withHandover(facts: PlanFacts, step: PlanStep): PlanFacts {
  const { content, at } = step;
  const event = codeIn(HANDOVER_EVENTS, content, 'event');
  if (event === undefined) return facts;
  const signatures = objectsIn(content, 'signatures').map((one) => ({
    name: textIn(one, 'name') ?? '',
    ...present({
      unit: textIn(one, 'unit'),
      relation: codeIn(RELATIONS, one, 'relation'),
      signedOn: textIn(one, 'signedOn'),
    }),
  }));
  const to = objectIn(content, 'to');
  const handover: Handover = {
    ...toldBy(step),
    event,
    on: textIn(content, 'on') ?? civilDateOf(new Date(at)),
    ...present({
      way: codeIn(HANDOVER_WAYS, content, 'way'),
      original: flagIn(content, 'original'),
      understood: flagIn(content, 'understood'),
      to: to && {
        relation: codeIn(RELATIONS, to, 'relation') ?? ('annan' as const),
        ...present({ unit: textIn(to, 'unit'), name: textIn(to, 'name') }),
      },
    }),
    ...(signatures.length === 0 ? {} : { signatures }),
  };
  return { ...facts, handovers: [...facts.handovers, handover] };
}

/** A death as it was told; what was told by hand outlives what the register says later. */
export function withDeath(facts: PlanFacts, step: PlanStep): PlanFacts {
  const source = codeIn(['manuell', 'folkbokforing'] as const, step.content, 'source') ?? 'manuell';
  if (facts.death?.source === 'manuell' && source === 'folkbokforing') return facts;
  return { ...facts, death: { ...toldBy(step), diedOn: textIn(step.content, 'diedOn') ?? '', source } };
}
