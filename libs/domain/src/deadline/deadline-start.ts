import type {
  AdmissionRequest,
  DecisionGround,
  EndedDelivery,
  KnownDeadline,
  KnownState,
  PlannedDeadline,
  PlannedDelivery,
} from '../admission/admission-plan.js';
import { parseInstant } from '../calendar.js';
import type { Subject } from '../condition.js';
import type { Directory } from '../directory/directory.js';
import { coordinatorOf } from '../episode/care-contacts.js';
import type { EpisodeFacts } from '../episode/episode.js';
import { standingSteps } from '../episode/steps.js';
import { firstFiring } from './firing.js';
import type { Content, PartyRole } from '../message.js';
import type { DeadlineRule } from '../profile/profile.js';
import { receiptDeadlineOf } from '../profile/profile.js';

/** What deadlines are decided from when a message has been accepted. */
export interface DeadlineContext {
  readonly request: AdmissionRequest;
  readonly known: KnownState;
  readonly ground: DecisionGround;
  readonly deliveries: readonly PlannedDelivery[];
  /** Deliveries that the message takes back. */
  readonly takenBack: readonly EndedDelivery[];
  /** The stay as it is afterwards; without one only receipts and answers are owed. */
  readonly facts: EpisodeFacts | undefined;
  /** What the conditions of deadlines are asked of: the message, and what is known of the stay. */
  readonly subject: Subject;
}

/** Instant from which a deadline runs; `field` is the content field that held it, null for the arrival of the message. */
export interface Start {
  readonly field: string | null;
  readonly at: Date;
}

/** Who owes something, who waits for it, and the delivery that it hangs on. */
export interface Duty {
  readonly responsible: string;
  readonly informs: string;
  readonly delivery: string | undefined;
}

const OF_STAY = 'episode.';

/** Whether a start is what the stay knows, and no field of the message. */
export function isOfStay(field: string): boolean {
  return field.startsWith(OF_STAY);
}

/** The latest instant of the fields that start the deadline: both starts exist, and it is known which one it was (L-ADM-03). */
export function startIn(fields: Content, rule: DeadlineRule, facts: Content = fields): Start | undefined {
  let latest: Start | undefined;
  for (const field of rule.from) {
    const value = isOfStay(field) ? facts[field.slice(OF_STAY.length)] : fields[field];
    const at = typeof value === 'string' ? parseInstant(value) : undefined;
    if (at !== undefined && (latest === undefined || latest.at < at)) latest = { field, at };
  }
  return latest;
}

/** From when the deadline runs by this message; undefined when it holds none of the instants that the rule counts from. */
export function startOf(
  { message, receivedAt }: AdmissionRequest,
  rule: DeadlineRule,
  facts: EpisodeFacts | undefined,
): Start | undefined {
  return rule.from.length === 0 ? { field: null, at: receivedAt } : startIn(message.content, rule, { ...facts });
}

/** The units whose duty a deadline of the stay is; empty when the role that owes it has no party. */
export function ownersOf(
  { responsible, withoutCoordinator }: DeadlineRule,
  { ward, parties, careContacts }: Pick<EpisodeFacts, 'ward' | 'parties' | 'careContacts'>,
  sender: string,
): string[] {
  if (responsible === 'sender') return [sender];
  if (responsible === 'ward') return [ward];
  const ofRole = (owing: PartyRole | undefined) => [
    ...new Set(parties.filter(({ role }) => role === owing).map(({ unit }) => unit)),
  ];
  if (responsible !== 'coordinator') return ofRole(responsible);
  const contact = coordinatorOf(careContacts);
  const isParty = parties.some(({ unit }) => unit === contact?.by);
  const coordinating = isParty && contact !== undefined ? [contact.by] : ofRole(contact?.role);
  return coordinating.length > 0 ? coordinating : ofRole(withoutCoordinator);
}

/** Whether the unit has a part in the stay: as a party, or as one of those who have the patient. */
export function takesPart(unit: string, facts: EpisodeFacts, directory: Directory): boolean {
  return facts.parties.some((party) => party.unit === unit) || isOfWard(unit, facts, directory);
}

/** Whether the unit is of those who have the patient: of the organisation and the role of the ward. */
export function isOfWard(hsaId: string, facts: EpisodeFacts, { units }: Directory): boolean {
  const [unit, ward] = [units.get(hsaId), units.get(facts.ward)];
  return unit?.organisation === ward?.organisation && unit?.role === ward?.role;
}

/** Who waits for it. */
export function informedBy({ informs }: DeadlineRule, ward: string | undefined, sender: string): string {
  return informs === 'ward' ? (ward ?? sender) : sender;
}

/** Everybody who owes what the message asks for: recipients their answers, the stay's units their own duties. */
export function dutiesOf({ request, deliveries, facts, ground }: DeadlineContext, rule: DeadlineRule): Duty[] {
  const sender = request.sender.hsaId;
  const informs = informedBy(rule, facts?.ward, sender);
  if (rule.scope === 'answer') {
    return (
      deliveries
        .filter(({ message, role }) => message === undefined && (rule.roles.length === 0 || rule.roles.includes(role)))
        // Who is told that another takes its place is asked for nothing.
        .filter(({ unit }) => facts === undefined || takesPart(unit, facts, ground.directory))
        .map(({ id, unit }) => ({ responsible: unit, informs, delivery: id }))
    );
  }
  if (facts === undefined) return [];
  return ownersOf(rule, facts, sender).map((responsible) => ({ responsible, informs, delivery: undefined }));
}

/** An open deadline with its first look at the ladder. */
export function planned(
  ground: Pick<DecisionGround, 'profile' | 'newId'>,
  kind: string,
  rule: DeadlineRule,
  { start, due }: { start: Start; due: Date },
  duty: Duty,
): PlannedDeadline {
  return {
    id: ground.newId(),
    kind,
    rule: rule.rule,
    scope: rule.scope,
    due,
    startedAt: start.at,
    startedFrom: start.field,
    ...duty,
    state: 'open',
    late: false,
    nextFireAt: firstFiring(ground.profile, kind, due, start.at),
  };
}

/** The receipts that the message asks for, and those of earlier messages that it has delivered. */
export function receiptDeadlines({ request, known, ground, deliveries }: DeadlineContext): PlannedDeadline[] {
  const { profile } = ground;
  return deliveries.flatMap(({ id, unit, receiptDue, message }): PlannedDeadline[] => {
    const joined = message === undefined ? undefined : known.waiting?.find((waiting) => waiting.id === message);
    const kind = receiptDeadlineOf(profile, joined?.kind ?? request.message.kind);
    const rule = kind === undefined ? undefined : profile.deadlines[kind];
    if (kind === undefined || rule === undefined || receiptDue === null) return [];
    const duty = { responsible: unit, informs: joined?.sender ?? request.sender.hsaId, delivery: id };
    const when = { start: { field: null, at: request.receivedAt }, due: receiptDue };
    return [{ ...planned(ground, kind, rule, when, duty), ...(message === undefined ? {} : { message }) }];
  });
}

/**
 * Deadlines of the kind that stand in the way of a new one for this unit. Answers, and the duties of a role, are owed by each
 * unit by itself; any other is one for the stay, whoever sent what started it.
 */
export function rivalsOf(kind: string, rule: DeadlineRule, responsible: string, known: KnownState): KnownDeadline[] {
  const isOfRole = !['sender', 'ward', 'coordinator'].includes(rule.responsible);
  const isEachOnesOwn = rule.scope === 'answer' || isOfRole;
  return known.deadlines.filter(
    (deadline) =>
      deadline.kind === kind &&
      (!isEachOnesOwn || deadline.responsible === responsible) &&
      isRunning(deadline, rule, known),
  );
}

/** Whether a deadline still says something: its message stands, and nothing since has taken back what it counted from. */
function isRunning(deadline: KnownDeadline, rule: DeadlineRule, { episode }: KnownState): boolean {
  if (deadline.state === 'cancelled') return false;
  const steps = standingSteps(episode);
  const start = steps.findIndex((step) => step.message === deadline.message);
  const since = rule.restarts === true ? steps.slice(start + 1) : [];
  return start >= 0 && !since.some((step) => rule.cancelledBy.includes(step.kind));
}
