import type { HubMessage, VisibleMessage } from '../admission/admission-plan.js';
import { addHours, windowDue } from '../calendar.js';
import type { Deadline, FiredStep } from './deadline.js';
import { ladderOf } from './deadline.js';
import type { Directory } from '../directory/directory.js';
import { endOfDowntime } from '../downtime.js';
import type { Party } from '../episode/episode.js';
import { HUB_SENDER } from '../message.js';
import type { LadderStep, Profile } from '../profile/profile.js';

/**
 * One message of a rung that fires: for which of its own instants, and to whom; `to` is undefined when nobody is there to be
 * told.
 */
export interface Firing {
  readonly step: LadderStep;
  /** The instant it stands for, and which message of the rung it is, from 1. */
  readonly at: Date;
  readonly count: number;
  readonly to: string | undefined;
  readonly hubMessage: HubMessage | undefined;
}

export interface FiringPlan {
  readonly firings: readonly Firing[];
  readonly fired: FiredStep[];
  /** When the ladder has to be looked at next; null when it is at its end. */
  readonly nextFireAt: Date | null;
}

/** What a firing has to know of the episode to write its message: the numbers that the parties use, nothing personal. */
export interface DeadlineSubject {
  readonly episodeNumber: string | undefined;
  /** The sender's id and kind of the message that started the deadline. */
  readonly messageId: string;
  readonly messageKind: string;
  /** The units of the stay, the ward among them as `slutenvard`, or those that take part in the plan; for rungs that go to a role. */
  readonly parties?: readonly Party[];
  /** HSA-id of the unit that coordinates the plan now: it waits for what others owe around the plan. */
  readonly coordinator?: string | undefined;
}

/**
 * When the ladder of a new deadline is to be looked at first: at the due time, since that is when it becomes overdue, or
 * sooner when a rung reminds before it.
 */
export function firstFiring(profile: Profile, kind: string, due: Date, startedAt: Date): Date | null {
  const ladder = ladderOf(profile, kind);
  if (ladder.length === 0) return null;
  return earliest([
    due,
    ...ladder.flatMap((step) => (step.fromStart === true ? nextInWindow(step, startedAt, profile) : [])),
  ]);
}

/** When the ladder of a deadline that runs on is to be looked at, whatever has fired before. */
export function nextLookAt(profile: Profile, kind: string, due: Date, now: Date): Date | null {
  const ladder = ladderOf(profile, kind);
  if (ladder.length === 0) return null;
  return ladder.some((step) => step.fromStart === true) ? earliest([due, now]) : due;
}

type Rungs = Pick<Deadline, 'kind' | 'startedAt' | 'due' | 'fired'>;

/** The last instant at which a rung may be repeated: the time of the rung that it is repeated until; undefined without one. */
function endOf({ until }: LadderStep, { kind, due }: Rungs, profile: Profile): Date | undefined {
  const last = ladderOf(profile, kind).find(({ step }) => step === until);
  return last && addHours(due, last.afterHours);
}

/** The next instant of a rung after what has fired; a repeated rung that missed several windows fires once for the latest. */
function nextOf(step: LadderStep, deadline: Rungs, profile: Profile): readonly Date[] {
  const last = deadline.fired.find((fired) => fired.step === step.step)?.last;
  const end = endOf(step, deadline, profile);
  if (last !== undefined)
    return nextInWindow(step, new Date(last), profile).filter((next) => end === undefined || next <= end);
  return step.fromStart === true
    ? nextInWindow(step, deadline.startedAt, profile)
    : [addHours(deadline.due, step.afterHours)];
}

/** The rung's next time of the day after an instant; none when it is not repeated. */
function nextInWindow({ repeat }: LadderStep, after: Date, { windows }: Profile): readonly Date[] {
  const window = repeat === undefined ? undefined : windows[repeat];
  return window === undefined ? [] : [windowDue(after, window)];
}

function earliest(instants: readonly Date[]): Date | null {
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

/** The latest instant of a rung that is not after `now`: after a standstill one reminder stands for those that were missed. */
function latestOf(step: LadderStep, first: Date, now: Date, deadline: Rungs, profile: Profile): Date {
  const window = step.repeat === undefined ? undefined : profile.windows[step.repeat];
  const end = endOf(step, deadline, profile);
  let latest = first;
  while (window !== undefined) {
    const next = windowDue(latest, window);
    if (next > now || (end !== undefined && next > end)) break;
    latest = next;
  }
  return latest;
}

export interface FiringGround {
  readonly profile: Profile;
  readonly directory: Directory;
  readonly newId: () => string;
}

/**
 * What an open deadline fires at `now`: every rung whose instant has come, in the ladder's order, each once; nothing when it
 * has ended. A repeated rung that missed several of its windows fires once, for the latest of them. A reminder waits for the
 * end of the late unit's planned downtime; escalations do not, and the due time stays what it is.
 */
export function decideFiring(
  deadline: Deadline,
  subject: DeadlineSubject,
  ground: FiringGround,
  now: Date,
): FiringPlan {
  if (deadline.state !== 'open') return { firings: [], fired: deadline.fired, nextFireAt: null };
  const late = ground.directory.units.get(deadline.responsible);
  const backAt = late && endOfDowntime(late, now);
  const firings: Firing[] = [];
  let fired = deadline.fired;
  for (const step of ladderOf(ground.profile, deadline.kind)) {
    const [next] = nextOf(step, deadline, ground.profile);
    if (next === undefined || next > now || (backAt !== undefined && step.send === 'paminnelse')) continue;
    const at = latestOf(step, next, now, deadline, ground.profile);
    const before = fired.find((entry) => entry.step === step.step)?.count ?? 0;
    const told = receiversOf(step, deadline, subject, ground).map((to, index) =>
      fire({ step, at, count: before + 1 + index }, to, deadline, subject, ground, now),
    );
    const count = before + told.length;
    fired = [...fired.filter((entry) => entry.step !== step.step), { step: step.step, count, last: at.toISOString() }];
    firings.push(...told);
  }
  return { firings, fired, nextFireAt: nextLook({ ...deadline, fired }, ground.profile, now, backAt) };
}

/** Fires nothing and looks again in an hour: for a deadline of a region whose profile is not there at present. */
export function postponeFiring(deadline: Deadline, now: Date): FiringPlan {
  return { firings: [], fired: deadline.fired, nextFireAt: addHours(now, 1) };
}

/** The next instant of any rung, of a suspended reminder the end of the downtime; the due time, since it is overdue then. */
function nextLook(deadline: Deadline, profile: Profile, now: Date, backAt: Date | undefined): Date | null {
  const ladder = ladderOf(profile, deadline.kind);
  const instants = ladder.flatMap((step) =>
    nextOf(step, deadline, profile).map((next) =>
      backAt !== undefined && step.send === 'paminnelse' && next < backAt ? backAt : next,
    ),
  );
  return earliest(ladder.length > 0 && now < deadline.due ? [...instants, deadline.due] : instants);
}

/** One rung that an open deadline still has before it; units that are told, none where nobody is there. */
export interface RungAhead {
  readonly step: LadderStep;
  readonly at: Date;
  readonly to: readonly string[];
}

/** The rungs that an open deadline still has before it, the next first; a reminder waits for the end of planned downtime. */
export function rungsAhead(
  deadline: Deadline,
  subject: Pick<DeadlineSubject, 'parties' | 'coordinator'>,
  ground: Pick<FiringGround, 'profile' | 'directory'>,
  now: Date,
): RungAhead[] {
  const late = ground.directory.units.get(deadline.responsible);
  const backAt = late && endOfDowntime(late, now);
  const rungs = ladderOf(ground.profile, deadline.kind).flatMap((step) =>
    nextOf(step, deadline, ground.profile).map((next) => ({
      step,
      at: backAt !== undefined && step.send === 'paminnelse' && next < backAt ? backAt : next,
      to: receiversOf(step, deadline, subject, ground).flatMap(
        (unit) => ground.directory.units.get(unit ?? '')?.hsaId ?? [],
      ),
    })),
  );
  return rungs.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** Who waits for it: where that is the ward, the one that has the patient by now (G-FVK-20). */
export function waitingUnit(
  { kind, informs }: Pick<Deadline, 'kind' | 'informs'>,
  parties: readonly Party[],
  profile: Profile,
): string {
  const ward = parties.find(({ role }) => role === 'slutenvard')?.unit;
  return profile.deadlines[kind]?.informs === 'ward' ? (ward ?? informs) : informs;
}

/** Who is told; one that is undefined where a rung has nobody. */
function receiversOf(
  step: LadderStep,
  deadline: Deadline,
  { parties = [], coordinator }: Pick<DeadlineSubject, 'parties' | 'coordinator'>,
  { directory, profile }: Pick<FiringGround, 'profile' | 'directory'>,
): readonly (string | undefined)[] {
  const { responsible } = deadline;
  // Who coordinated when it began may have handed that over since (N-COORD-05).
  const isOfPlan = deadline.plan !== undefined && coordinator !== undefined;
  const informs = isOfPlan ? coordinator : waitingUnit(deadline, parties, profile);
  switch (step.to) {
    case 'responsible':
      return [responsible];
    case 'sender':
      return [informs === responsible ? undefined : informs];
    case 'manager':
      return [directory.units.get(responsible)?.manager];
    case 'operations':
      return [directory.operationsUnits.get(profile.id)];
    default: {
      const units = parties
        .filter(({ role, unit }) => role === step.to && unit !== responsible)
        .map(({ unit }) => unit);
      return units.length === 0 ? [undefined] : [...new Set(units)];
    }
  }
}

function fire(
  rung: Pick<Firing, 'step' | 'at' | 'count'>,
  to: string | undefined,
  deadline: Deadline,
  subject: DeadlineSubject,
  ground: FiringGround,
  now: Date,
): Firing {
  const unit = to === undefined ? undefined : ground.directory.units.get(to);
  if (unit === undefined) return { ...rung, to: undefined, hubMessage: undefined };
  const id = ground.newId();
  const message: VisibleMessage = {
    id,
    messageId: id,
    kind: rung.step.send,
    sender: HUB_SENDER,
    sentAt: now.toISOString(),
    receivedAt: now.toISOString(),
    ...(deadline.episode === undefined ? {} : { episode: deadline.episode }),
    ...(deadline.plan === undefined ? {} : { plan: deadline.plan }),
    ...(subject.episodeNumber === undefined ? {} : { episodeId: subject.episodeNumber }),
    content: firingContent(rung, deadline, subject, ground),
  };
  const delivery = { id: ground.newId(), unit: unit.hsaId, role: unit.role, receiptDue: null };
  return { ...rung, to: unit.hsaId, hubMessage: { message, profile: ground.profile.id, delivery } };
}

function firingContent(
  rung: Pick<Firing, 'step' | 'at' | 'count'>,
  deadline: Deadline,
  subject: DeadlineSubject,
  { directory }: FiringGround,
): VisibleMessage['content'] {
  const late = directory.units.get(deadline.responsible);
  return {
    ...(deadline.delivery === undefined
      ? { deadlineId: deadline.id }
      : { deliveryId: deadline.delivery, deadlineId: deadline.id }),
    kind: deadline.kind,
    due: deadline.due.toISOString(),
    step: rung.step.step,
    rule: rung.step.rule,
    occurrence: rung.count,
    messageId: subject.messageId,
    messageKind: subject.messageKind,
    responsible: deadline.responsible,
    ...(late === undefined ? {} : { responsibleName: late.name, phone: late.phone }),
  };
}
