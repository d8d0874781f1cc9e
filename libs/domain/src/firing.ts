import { addHours, windowDue } from './calendar.js';
import type { Deadline, FiredStep } from './deadline.js';
import { ladderOf } from './deadline.js';
import type { Directory } from './directory.js';
import type { HubMessage, VisibleMessage } from './admission-plan.js';
import { HUB_SENDER } from './message.js';
import type { LadderStep, Profile } from './profile.js';

/** One rung that fires: for which of its own instants, and to whom; `to` is undefined when nobody is there to be told. */
export interface Firing {
  readonly step: LadderStep;
  /** The instant it stands for, and which time it is that the rung fires, from 1. */
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
}

/** When the ladder of a new deadline is to be looked at first: at the due time, since that is when it becomes overdue. */
export function firstFiring(profile: Profile, kind: string, due: Date): Date | null {
  return ladderOf(profile, kind).length === 0 ? null : due;
}

/** The next instant of a rung after what has fired; a repeated rung that missed several windows fires once for the latest. */
function nextOf(step: LadderStep, deadline: Pick<Deadline, 'due' | 'fired'>, profile: Profile): Date | undefined {
  const last = deadline.fired.find((fired) => fired.step === step.step)?.last;
  if (last === undefined) return addHours(deadline.due, step.afterHours);
  const window = step.repeat === undefined ? undefined : profile.windows[step.repeat];
  return window === undefined ? undefined : windowDue(new Date(last), window);
}

/** The latest instant of a rung that is not after `now`: after a standstill one reminder stands for those that were missed. */
function latestOf(step: LadderStep, first: Date, now: Date, profile: Profile): Date {
  const window = step.repeat === undefined ? undefined : profile.windows[step.repeat];
  let latest = first;
  while (window !== undefined) {
    const next = windowDue(latest, window);
    if (next > now) break;
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
 * has ended. A repeated rung that missed several of its windows fires once, for the latest of them.
 */
export function decideFiring(
  deadline: Deadline,
  subject: DeadlineSubject,
  ground: FiringGround,
  now: Date,
): FiringPlan {
  if (deadline.state !== 'open') return { firings: [], fired: deadline.fired, nextFireAt: null };
  const firings: Firing[] = [];
  let fired = deadline.fired;
  for (const step of ladderOf(ground.profile, deadline.kind)) {
    const next = nextOf(step, deadline, ground.profile);
    if (next === undefined || next > now) continue;
    const at = latestOf(step, next, now, ground.profile);
    const count = (fired.find((entry) => entry.step === step.step)?.count ?? 0) + 1;
    fired = [...fired.filter((entry) => entry.step !== step.step), { step: step.step, count, last: at.toISOString() }];
    firings.push(fire({ step, at, count }, deadline, subject, ground, now));
  }
  return { firings, fired, nextFireAt: nextLook({ ...deadline, fired }, ground.profile) };
}

/** Fires nothing and looks again in an hour: for a deadline of a region whose profile is not there at present. */
export function postponeFiring(deadline: Deadline, now: Date): FiringPlan {
  return { firings: [], fired: deadline.fired, nextFireAt: addHours(now, 1) };
}

function nextLook(deadline: Deadline, profile: Profile): Date | null {
  const instants = ladderOf(profile, deadline.kind).flatMap((step) => nextOf(step, deadline, profile) ?? []);
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

function unitOf(step: LadderStep, deadline: Deadline, { directory, profile }: FiringGround): string | undefined {
  switch (step.to) {
    case 'responsible':
      return deadline.responsible;
    case 'sender':
      return deadline.informs === deadline.responsible ? undefined : deadline.informs;
    case 'manager':
      return directory.units.get(deadline.responsible)?.manager;
    case 'operations':
      return directory.operationsUnits.get(profile.id);
  }
}

function fire(
  rung: Pick<Firing, 'step' | 'at' | 'count'>,
  deadline: Deadline,
  subject: DeadlineSubject,
  ground: FiringGround,
  now: Date,
): Firing {
  const to = unitOf(rung.step, deadline, ground);
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
