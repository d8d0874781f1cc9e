import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import type { Message, MessageKind } from '#domain/message.js';
import { isOpenPlan } from '#domain/plan/plan.js';
import type { ConsentAbout, Plan, PlanFacts } from '#domain/plan/plan.js';
import { planReadingUnit } from '#domain/plan/sight/readers.js';

import type { DomainWorld } from './domain.js';

/** What is known when a message has been taken. */
interface Taken {
  readonly world: DomainWorld;
  readonly message: Message;
  readonly admitted: AdmissionPlan;
  /** The plans before it. */
  readonly before: ReadonlyMap<string, Plan>;
  /** HSA-id of a unit that nobody names. */
  readonly outsider: string;
  /** The person's number. */
  readonly patient: string;
}

/** Which of the things that are promised of plans do not hold after a message; in words of this file, which asks none of the hub's rules. */
export function checkPlanPromises(taken: Taken): string[] {
  return [...oneOpen(taken), ...reach(taken), ...duties(taken), ...outside(taken), ...closed(taken)];
}

/** A person has at most one open plan in a region. */
function oneOpen({ world, patient }: Taken): string[] {
  const open = [...world.plans.values()].filter((plan) => isOpenPlan(plan) && plan.patient.id === patient);
  return open.length > 1 ? [`${String(open.length)} plans are open`] : [];
}

/** What everybody who takes part has to know, whatever the person has agreed to. */
const TOLD_TO_ALL: readonly MessageKind[] = ['samtycke', 'samtycke-aterkallat', 'avliden', 'sip-avslut', 'makulering'];

/** What is told of a plan reaches those who take part in it, within the consents, and nobody when it is not shared. */
function reach({ world, message, admitted, before }: Taken): string[] {
  const [plan] = admitted.plans ?? [];
  // What is told of a stay goes to those of the stay.
  if (plan === undefined || admitted.episode !== undefined) return [];
  const was = before.get(plan.id)?.facts;
  const isEnded = plan.facts.closed?.message === admitted.message.id || isCalledOff(message);
  const units = admitted.deliveries.map(({ unit }) => unit);
  const hadPart = (unit: string) => hasPart(plan.facts, unit) || (was !== undefined && hasPart(was, unit));
  const strangers = units.filter((unit) => !hadPart(unit) && !isMeant(unit, message, world));
  const leftOut =
    TOLD_TO_ALL.includes(message.kind) || isEnded ? [] : units.filter((unit) => isLeftOut(plan.facts, unit));
  const isNewOwn =
    message.kind === 'sip-insats' &&
    message.content['shared'] !== true &&
    message.content['intervention'] === undefined;
  return [
    ...strangers.map((unit) => `${message.kind} reaches ${unit}, which has no part in the plan`),
    ...leftOut.map((unit) => `${message.kind} reaches ${unit}, which the consent leaves out`),
    ...(units.includes(message.sender) ? [`${message.kind} comes back to its sender`] : []),
    ...(isNewOwn && units.length > 0 ? ['what is not shared reaches somebody'] : []),
  ];
}

/** A need is told to the units that its sender names, and what is withdrawn is told to who got it. */
function isMeant(
  unit: string,
  { kind, recipients, content, sender }: Message,
  { messages, deliveries }: DomainWorld,
): boolean {
  if (kind === 'sip-initiativ') return recipients?.includes(unit) === true;
  const target = messages.find((one) => one.messageId === content['messageId'] && one.sender === sender);
  return kind === 'makulering' && deliveries.some((one) => one.message === target?.id && one.unit === unit);
}

function isCalledOff({ kind, content }: Message): boolean {
  return kind === 'sip-mote' && content['event'] === 'installt';
}

/** Takes part, coordinates, was called to a meeting; or told of the need or asked the person while nobody coordinates. */
function hasPart({ participants, coordinators, meetings, need, consents }: PlanFacts, unit: string): boolean {
  const isAsker = coordinators.length === 0 && consents[0]?.unit === unit;
  return (
    isAsker ||
    participants.some(({ participantUnit }) => participantUnit === unit) ||
    coordinators.some((one) => one.unit === unit) ||
    meetings.some(({ called, unit: by }) => by === unit || called.some((one) => one.unit === unit)) ||
    need?.unit === unit
  );
}

const ABOUT: readonly ConsentAbout[] = ['kallelse', 'mote', 'plan', 'informationsoverforing'];

const OF_PLAN: readonly ConsentAbout[] = ['plan', 'informationsoverforing'];

/**
 * A yes that names units is for them and for whom the person told it; what was said of the plan decides that, and as long as nothing was
 * the rest. Who coordinates need not be called, but has to meet. A no to the transfer of information is for everybody.
 */
function isLeftOut({ consents, coordinators }: PlanFacts, unit: string): boolean {
  const lastOf = (about: ConsentAbout) =>
    consents
      .filter((one) => one.about === about)
      .toSorted((a, b) => a.at.localeCompare(b.at))
      .at(-1);
  if (lastOf('informationsoverforing')?.answer === 'nej') return true;
  const isCoordinator = coordinators.some((one) => one.until === undefined && one.unit === unit);
  const asked = consents.some(({ about }) => OF_PLAN.includes(about)) ? OF_PLAN : ABOUT;
  return (isCoordinator ? ABOUT.slice(1) : asked).some((about) => {
    const { actors, answer } = lastOf(about) ?? {};
    if (actors === undefined || answer === 'nej' || actors.includes(unit)) return false;
    const named = actors.join();
    return consents.find((one) => one.about === about && one.actors?.join() === named)?.unit !== unit;
  });
}

/** Of a plan that is over two things may be owed: that each unit notes the end, and that the person gets the plan closed by hand. */
function duties({ world }: Taken): string[] {
  const open = world.deadlines.filter(({ scope, state }) => scope === 'plan' && state === 'open');
  const keys = open.map(({ kind, responsible, about, plan }) => [kind, responsible, about, plan].join(' '));
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
  return [
    ...twice.map((key) => `the same is owed twice: ${key}`),
    ...open.flatMap(({ kind, plan: id, responsible }) => {
      const plan = world.plans.get(id ?? '');
      if (plan === undefined) return [`${kind} is owed of no plan`];
      if (!hasPart(plan.facts, responsible))
        return [`${kind} is owed by ${responsible}, which has no part in the plan`];
      if (isOpenPlan(plan)) return [];
      const { closed, death } = plan.facts;
      const isDelivery = kind === 'sip-delgivning' && closed?.how === 'for-hand' && death === undefined;
      return isDelivery || kind === 'sip-avslut-dokumenterat' ? [] : [`${kind} is owed of a plan that is over`];
    }),
  ];
}

/** A unit that nobody has named gets nothing and may not look; what it tells itself makes it one of those who have a part. */
function outside({ world, outsider }: Taken): string[] {
  const hasSaid = world.messages.some(({ sender }) => sender === outsider);
  const facts = [...world.plans.values()].map((plan) => plan.facts);
  const got = world.deliveries.filter(({ unit }) => unit === outsider);
  if (hasSaid) return [];
  return [
    ...got.map(({ kind }) => `${kind} reaches a unit that nobody has named`),
    ...facts.flatMap((one) => (planReadingUnit([outsider], one) === undefined ? [] : ['an outsider may look'])),
  ];
}

/** What is over stays over, unless the message that ended it is withdrawn; each change counts one up. */
function closed({ message, before, world }: Taken): string[] {
  return [...before].flatMap(([id, was]) => {
    const is = world.plans.get(id) ?? was;
    const isUndone = message.kind === 'makulering' || message.kind === 'sip-ateroppnande';
    const isWoken = !isOpenPlan(was) && (isOpenPlan(is) || is.facts.state !== was.facts.state);
    return [
      ...(isWoken && !isUndone ? [`${message.kind} wakes a plan that was over`] : []),
      ...(is.version > was.version + 1 ? ['one message changes a plan twice'] : []),
    ];
  });
}
