import { CHANNELS, RELATIONS } from '../../content/plan.js';
import { isHsaId } from '../../directory/hsa-id.js';
import type { Content, PartyRole } from '../../message.js';
import { present } from '../../profile/profile-values.js';
import { coordinatorOf, unitsOf } from '../plan.js';
import type { Coordinator, PlanFacts, PlanMeeting, PlanParticipant, PlanStep, Relation, Told } from '../plan.js';
import { addressIn, codeIn, textIn, textsIn } from '../reading.js';

/** The person and those close: called on paper, never to a meeting of the parties alone. */
export const PRIVATE_RELATIONS: readonly Relation[] = ['den-enskilde', 'narstaende', 'foretradare'];

/** By whom and when a message told something. */
export function toldBy({ message, unit, at }: Pick<PlanStep, 'message' | 'unit' | 'at'>): Told {
  return { message, unit, at };
}

/** HSA-id of the inbox that somebody who was named has; undefined for whom paper reaches. */
export function inboxOf(named: Content): string | undefined {
  const unit = textIn(named, 'unit');
  const channel = codeIn(CHANNELS, named, 'channel') ?? 'system';
  return unit !== undefined && isHsaId(unit) && channel === 'system' ? unit : undefined;
}

/** What is said of somebody who takes part, as the plan knows them. */
export function participantIn(named: Content, step: PlanStep): PlanParticipant {
  const inbox = inboxOf(named);
  const channel = codeIn(CHANNELS, named, 'channel');
  const organisation = textIn(named, 'organisation') ?? (inbox === undefined ? textIn(named, 'unit') : undefined);
  return {
    ...toldBy(step),
    ...present({ participantUnit: inbox, role: inbox === undefined ? undefined : step.roles?.[inbox] }),
    relation: codeIn(RELATIONS, named, 'relation') ?? 'annan',
    ...present({ name: textIn(named, 'name'), organisation, professions: textsIn(named, 'professions') }),
    channel: inbox === undefined ? (channel === undefined || channel === 'system' ? 'post' : channel) : 'system',
    ...present({ address: addressIn(named, 'address'), phone: textIn(named, 'phone') }),
  };
}

const RELATION_OF: Readonly<Record<PartyRole, Relation>> = {
  slutenvard: 'vard',
  oppenvard: 'vard',
  hemsjukvard: 'vard',
  sabo: 'vard',
  socialtjanst: 'socialtjanst',
  extern: 'annan',
};

/** A unit with an inbox, of which nothing more is said than its HSA-id. */
export function participantOf(unit: string, step: PlanStep): PlanParticipant {
  const role = unit === step.unit ? step.role : step.roles?.[unit];
  const relation = role === undefined ? 'vard' : RELATION_OF[role];
  return { ...toldBy(step), participantUnit: unit, ...present({ role }), relation, channel: 'system' };
}

/** Those who were named with what is said of them, each unit once; `to` names units by their HSA-ids alone. */
export function namedIn(field: readonly Content[], to: readonly string[], step: PlanStep): PlanParticipant[] {
  const described = field.map((one) => participantIn(one, step));
  const known = new Set(described.map(({ participantUnit }) => participantUnit));
  return [...to.filter((unit) => !known.has(unit)).map((unit) => participantOf(unit, step)), ...described];
}

type Who = Pick<PlanParticipant, 'participantUnit' | 'relation' | 'name' | 'organisation'>;

/** Whether the same is meant: a unit by its inbox; the person is one, others have names. */
export function isSameParticipant(one: Who, other: Who): boolean {
  if (one.participantUnit !== undefined || other.participantUnit !== undefined) {
    return one.participantUnit === other.participantUnit;
  }
  if (one.relation !== other.relation) return false;
  return one.relation === 'den-enskilde' || (one.name === other.name && one.organisation === other.organisation);
}

/** Those who take part now. */
export function takingPart({ participants }: Pick<PlanFacts, 'participants'>): PlanParticipant[] {
  return participants.filter(({ removedAt }) => removedAt === undefined);
}

/** Who takes part already is described anew; who was removed comes back as a new one, so that the history stays. */
export function withParticipant(facts: PlanFacts, added: PlanParticipant): PlanFacts {
  const isKnown = (one: PlanParticipant) => one.removedAt === undefined && isSameParticipant(one, added);
  if (!facts.participants.some(isKnown)) return { ...facts, participants: [...facts.participants, added] };
  const participants = facts.participants.map((one) =>
    isKnown(one) ? { ...one, ...added, message: one.message, unit: one.unit, at: one.at } : one,
  );
  return { ...facts, participants };
}

/** The same plan without somebody, who stands there with the instant of leaving (N-PART-01). */
export function withoutParticipant(facts: PlanFacts, left: PlanParticipant, at: string): PlanFacts {
  const participants = facts.participants.map((one) =>
    one.removedAt === undefined && isSameParticipant(one, left) ? { ...one, removedAt: at } : one,
  );
  return { ...facts, participants };
}

/** The one who coordinates from now on; the one before keeps a place in the history (N-COORD-05, N-COORD-12). */
export function withCoordinator(facts: PlanFacts, next: Coordinator, step: PlanStep): PlanFacts {
  const now = coordinatorOf(facts);
  const isSame =
    now?.unit === next.unit && (now.name === undefined || next.name === undefined || now.name === next.name);
  if (now !== undefined && isSame) {
    const told = present({
      name: next.name ?? now.name,
      title: next.title ?? now.title,
      phone: next.phone ?? now.phone,
    });
    return { ...facts, coordinators: facts.coordinators.map((one) => (one === now ? { ...one, ...told } : one)) };
  }
  const former = facts.coordinators.map((one) => (one === now ? { ...one, until: step.at } : one));
  const moved: PlanFacts = { ...facts, coordinators: [...former, next] };
  // Whose unit coordinated before takes part until it is removed.
  if (now === undefined || now.unit === next.unit) return moved;
  return [now.unit, next.unit].reduce((known, unit) => {
    const isTaking = takingPart(known).some(({ participantUnit }) => participantUnit === unit);
    return isTaking ? known : withParticipant(known, participantOf(unit, step));
  }, moved);
}

/** Whether the unit has to do with the plan: it takes part, coordinates, or was called to a meeting that stands. */
export function takesPart({ facts }: { readonly facts: PlanFacts }, unit: string): boolean {
  return hasPart(facts, unit, () => true);
}

/** Whether it has to do with the plan itself, and not with a meeting of the parties alone only (N-ACTOR-08). */
export function sharesPlan(facts: PlanFacts, unit: string): boolean {
  return hasPart(facts, unit, ({ purpose }) => purpose !== 'aktorsmote');
}

/** Whoever asked the person first has it in hand as long as nobody has told of the need and nobody coordinates (S-PAY-04). */
function isAsker({ need, coordinators, consents }: PlanFacts, unit: string): boolean {
  return need === undefined && coordinators.length === 0 && consents[0]?.unit === unit;
}

function hasPart(facts: PlanFacts, unit: string, counts: (meeting: PlanMeeting) => boolean): boolean {
  if (unitsOf(facts).includes(unit)) return true;
  if (facts.participants.some(({ participantUnit }) => participantUnit === unit)) return false;
  if (facts.need?.unit === unit || isAsker(facts, unit)) return true;
  return facts.meetings.some(
    (meeting) =>
      counts(meeting) &&
      meeting.calledOffAt === undefined &&
      (meeting.unit === unit || meeting.called.some((one) => one.unit === unit)),
  );
}
