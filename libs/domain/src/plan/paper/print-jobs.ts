import { dueOf } from '../../deadline/deadline.js';
import type { Address } from '../../message.js';
import type { Profile } from '../../profile/profile.js';
import { isClose } from '../../protection.js';
import { leaderOf } from '../folding/consents.js';
import { isOpenPlan } from '../plan.js';
import type { CalledParticipant, Channel, Plan, PlanFacts, PlanMeeting, PlanParticipant, Relation } from '../plan.js';
import { callsAgain, changedCalls, isStanding, meetingIn } from './print-calls.js';
import { endedFor, isCovered } from './print-ends.js';

/** Documents that are made of a plan. */
export const PLAN_PAPERS = ['kallelse', 'aktorsmote', 'plan', 'uppfoljning', 'information'] as const;
export type PlanPaper = (typeof PLAN_PAPERS)[number];

/** Those that somebody waits for and that a unit therefore has in its print queue. */
export const QUEUED_PAPERS = ['kallelse', 'aktorsmote', 'plan'] as const satisfies readonly PlanPaper[];
export type QueuedPaper = (typeof QUEUED_PAPERS)[number];

/** How far it has come: made out of a plan, printed, on its way, or not to be sent any more. */
export const PRINT_STATES = ['queued', 'printed', 'posted', 'cancelled'] as const;
export type PrintState = (typeof PRINT_STATES)[number];

export type PaperChannel = Exclude<Channel, 'system'>;

/** Who is to get it, and where. It stays in the database, with the rest of what is known of persons. */
export interface PrintReceiver {
  readonly relation: Relation;
  /** HSA-id of a unit that has no inbox for it, or is called by fax all the same. */
  readonly unit?: string;
  readonly name?: string;
  readonly organisation?: string;
  readonly channel: PaperChannel;
  readonly address?: Address;
  /** Telephone, or number of the fax. */
  readonly phone?: string;
  /** Why there is no address: it is protected and has to be written by hand (L-PROT-01), or nobody has told one. */
  readonly withheld?: 'protected' | 'unknown';
}

/** A document that a unit is to print and send. */
export interface PlannedPrintJob {
  readonly id: string;
  /** HSA-id of the unit that is to do it. */
  readonly unit: string;
  readonly profile: string;
  /** The hub's id of the plan. */
  readonly plan: string;
  /** The hub's id of the message because of which it is sent. */
  readonly message: string;
  /** The hub's id of the meeting that it calls to. */
  readonly meeting?: string;
  readonly kind: QueuedPaper;
  readonly receiver: PrintReceiver;
  /** The same document for the same receiver has the same key within a plan: nobody waits for one twice. */
  readonly key: string;
  /** When it is to be on its way; null when the region says nothing of that. */
  readonly due: Date | null;
}

/**
 * What is not to be sent any more: everything of the plan, what calls to a meeting, or what has been replaced. `printed`: also what
 * lies printed and has not been posted.
 */
export interface CancelledPrints {
  readonly plan: string;
  readonly meeting?: string;
  /** Only what goes to whom this describes, and only what is of this kind. */
  readonly receiver?: Pick<PrintReceiver, 'relation' | 'name' | 'organisation' | 'unit'>;
  readonly kind?: QueuedPaper;
  readonly why: 'called-off' | 'withdrawn' | 'replaced' | 'closed' | 'removed';
  readonly states: readonly ('queued' | 'printed')[];
}

export interface PrintJobChanges {
  readonly queued: readonly PlannedPrintJob[];
  readonly cancelled: readonly CancelledPrints[];
  /** What waits for somebody who does not coordinate any more goes to the unit of who does. */
  readonly moved?: { readonly plan: string; readonly to: string };
}

/** What was known of a plan before a message, and is known after it. */
export interface PrintQuestion {
  readonly before: Plan | undefined;
  readonly after: Plan;
  /** The hub's id of the message. */
  readonly message: string;
  readonly profile: Profile;
  readonly newId: () => string;
  readonly now: Date;
}

const NOT_SENT = ['queued', 'printed'] as const;

/**
 * What a message means for the print queues: letters to those whom a call reaches on paper (N-CALL-07, N-PART-04, S-CALL-09), the
 * plan for a person who wants it on paper and for participants without an inbox (N-PUB-03, S-MEET-08), and what is not to be sent
 * after all. Undefined when it means nothing.
 */
export function printJobsOf(question: PrintQuestion): PrintJobChanges | undefined {
  const { before, after } = question;
  const isEnded = !isOpenPlan(after);
  const calls = isEnded ? [] : changedCalls(question);
  const again = isEnded ? [] : callsAgain(question).filter(({ id }) => !calls.some((call) => call.id === id));
  const queued = [
    ...[...calls, ...again].flatMap((meeting) => lettersOf(meeting, question)),
    ...(isEnded && !isHandedOut(after.facts) ? [] : copiesOf(question)),
  ];
  const replaced = calls.filter(({ id }) => meetingIn(before, id) !== undefined);
  const cancelled = [
    ...cancelledBy(question),
    ...replaced.map(({ id }) => ({ plan: after.id, meeting: id, why: 'replaced' as const, states: NOT_SENT })),
  ];
  const to = movedTo(question);
  if (queued.length === 0 && cancelled.length === 0 && to === undefined) return undefined;
  return { queued, cancelled, ...(to === undefined ? {} : { moved: { plan: after.id, to } }) };
}

/** A call that was withdrawn or called off, or a plan that is over, leaves nothing to be sent. */
function cancelledBy({ before, after }: PrintQuestion): CancelledPrints[] {
  if (before === undefined) return [];
  if (!isOpenPlan(after)) return isOpenPlan(before) ? endedWith(before, after) : [];
  const calls = before.facts.meetings.filter(isStanding).flatMap(({ id }): CancelledPrints[] => {
    const now = meetingIn(after, id);
    if (now === undefined) return [{ plan: after.id, meeting: id, why: 'withdrawn', states: NOT_SENT }];
    return now.calledOffAt === undefined ? [] : [{ plan: after.id, meeting: id, why: 'called-off', states: NOT_SENT }];
  });
  return [...calls, ...endedFor(before, after)];
}

/** Whoever takes back the consent, or has died, gets nothing more; any other plan that was closed by hand is still handed out. */
function isHandedOut({ closed, death }: PlanFacts): boolean {
  return closed?.how === 'for-hand' && death === undefined;
}

function endedWith(before: Plan, after: Plan): CancelledPrints[] {
  if (!isHandedOut(after.facts)) return [{ plan: after.id, why: 'closed', states: NOT_SENT }];
  const standing = before.facts.meetings.filter(isStanding);
  return standing.map(({ id }) => ({ plan: after.id, meeting: id, why: 'closed', states: NOT_SENT }));
}

function movedTo({ before, after }: PrintQuestion): string | undefined {
  const was = before && leaderOf(before.facts);
  const is = leaderOf(after.facts);
  return was === undefined || is === undefined || was === is ? undefined : is;
}

function lettersOf(meeting: PlanMeeting, question: PrintQuestion): PlannedPrintJob[] {
  const { after, profile, now } = question;
  const kind = meeting.purpose === 'aktorsmote' ? 'aktorsmote' : 'kallelse';
  return meeting.called.flatMap((called): PlannedPrintJob[] => {
    if (!isOnPaper(called) || isKeptOut(called.relation, after.facts)) return [];
    const receiver = receiverOf(called, called.channel, after);
    const due = dutyDue('sip-brev', profile, now);
    return [jobOf({ unit: meeting.unit, kind, receiver, due, meeting: meeting.id }, question)];
  });
}

function isOnPaper<Called extends CalledParticipant>(called: Called): called is Called & { channel: PaperChannel } {
  return called.channel !== 'system';
}

/** Relatives whom the person does not want there get nothing (N-GEN-06). */
export function isKeptOut(relation: Relation, { relativesObjected }: PlanFacts): boolean {
  return relation === 'narstaende' && relativesObjected === true;
}

/** The plan to the person who wants it on paper, or who gets the signed original; copies where the region says that they are owed. */
function copiesOf(question: PrintQuestion): PlannedPrintJob[] {
  const { before, after, profile, now } = question;
  const { facts } = after;
  if (facts.goals.length === 0) return [];
  const isSigning = profile.plan?.signing !== undefined;
  const isSigned = count(facts, 'undertecknad') > count(before?.facts, 'undertecknad');
  const isRevised = facts.revisedAt !== undefined && facts.revisedAt !== before?.facts.revisedAt;
  const isWished = facts.deliveryWish === 'utskrift' || facts.deliveryWish === 'bada';
  const unit = leaderOf(facts);
  if (unit === undefined) return [];
  const toPerson = (isWished && isRevised) || (isSigning && isSigned);
  const toOthers = profile.plan?.duties['sip-kopior'] !== undefined && (isSigning ? isSigned : isRevised);
  const person: CalledParticipant = { relation: 'den-enskilde', channel: 'post' };
  const own = toPerson
    ? [
        {
          unit,
          kind: 'plan' as const,
          receiver: receiverOf(person, 'post', after),
          due: dutyDue('sip-delgivning', profile, now),
        },
      ]
    : [];
  const copies = toOthers ? paperParticipants(facts) : [];
  return [
    ...own,
    ...copies.map(({ channel, participantUnit, ...other }) => ({
      ...{ unit, kind: 'plan' as const, due: dutyDue('sip-kopior', profile, now) },
      receiver: receiverOf(
        { ...other, channel, ...(participantUnit === undefined ? {} : { unit: participantUnit }) },
        channel,
        after,
      ),
    })),
  ].map((job) => jobOf(job, question));
}

function count(facts: PlanFacts | undefined, event: string): number {
  return facts?.handovers.filter((handover) => handover.event === event).length ?? 0;
}

function paperParticipants(facts: PlanFacts): (Omit<PlanParticipant, 'unit'> & { channel: PaperChannel })[] {
  return facts.participants.flatMap(({ unit: _told, ...one }) => {
    const { channel, relation, removedAt } = one;
    const isOut = removedAt !== undefined || relation === 'den-enskilde' || isKeptOut(relation, facts);
    return channel === 'system' || isOut || !isCovered(one, facts) ? [] : [{ ...one, channel }];
  });
}

function dutyDue(duty: 'sip-brev' | 'sip-delgivning' | 'sip-kopior', profile: Profile, start: Date): Date | null {
  const due = profile.plan?.duties[duty]?.due;
  return due === undefined || 'atStart' in due ? null : (dueOf({ due }, profile.windows, start) ?? null);
}

type Wanted = Pick<PlannedPrintJob, 'unit' | 'kind' | 'receiver' | 'due' | 'meeting'>;

function jobOf({ receiver, ...wanted }: Wanted, { after, message, profile, newId }: PrintQuestion): PlannedPrintJob {
  const { relation, name, organisation, unit } = receiver;
  const who = relation === 'den-enskilde' ? [relation] : [relation, unit, name, organisation];
  const key = [wanted.meeting ?? wanted.kind, ...who].filter((part) => part !== undefined).join('|');
  return { id: newId(), profile: profile.id, plan: after.id, message, ...wanted, receiver, key: key.toLowerCase() };
}

/**
 * Where a letter goes. The address of a person with protected identity is on no paper, nor is that of somebody close, who may well
 * live in the same place (L-PROT-01).
 */
function receiverOf(called: CalledParticipant, channel: PaperChannel, plan: Plan): PrintReceiver {
  const { relation, unit } = called;
  const known = knownAs(called, plan);
  const isProtected = plan.patient.protected === true && isClose(relation);
  const address = isProtected || channel === 'fax' ? undefined : known.address;
  const withheld = channel === 'fax' || address !== undefined ? undefined : isProtected ? 'protected' : 'unknown';
  const { name, organisation, phone } = known;
  return {
    relation,
    channel,
    ...(unit === undefined ? {} : { unit }),
    ...(name === undefined ? {} : { name }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(address === undefined ? {} : { address }),
    ...(phone === undefined || isProtected ? {} : { phone }),
    ...(withheld === undefined ? {} : { withheld }),
  };
}

/** The receiver of a letter as the plan knows them now: they may have moved, or be protected since. */
export function currentReceiver({ relation, name, unit, channel, ...rest }: PrintReceiver, plan: Plan): PrintReceiver {
  const called = {
    relation,
    channel,
    ...(name === undefined ? {} : { name }),
    ...(unit === undefined ? {} : { unit }),
  };
  const now = receiverOf(called, channel, plan);
  // Who takes part no more is known by what was kept.
  if (now.address !== undefined || now.withheld === 'protected' || rest.address === undefined) return now;
  const known = { ...now, address: rest.address };
  delete known.withheld;
  return known;
}

type Known = Pick<PrintReceiver, 'name' | 'organisation' | 'address' | 'phone'>;

function knownAs(called: CalledParticipant, { patient, facts }: Plan): Known {
  const { relation, name, unit } = called;
  if (relation === 'den-enskilde') {
    const { givenName, familyName, address } = patient;
    return { name: `${givenName} ${familyName}`, ...(address === undefined ? {} : { address }) };
  }
  const participant = facts.participants.findLast(
    (one) => one.relation === relation && one.name === name && (unit === undefined || one.participantUnit === unit),
  );
  const representative =
    relation === 'foretradare' && facts.representative?.name === name ? facts.representative : undefined;
  return { ...(name === undefined ? {} : { name }), ...representative, ...participant };
}
