import { deadlineName, DEADLINE_STATE_NAMES, stepName } from '#domain/deadline/deadline-names.js';
import type { FiredStep } from '#domain/deadline/deadline.js';
import type { Directory } from '#domain/directory/directory.js';
import { kindName } from '#domain/explain/names.js';
import { rungsAhead, waitingUnit } from '#domain/deadline/firing.js';
import type { Configuration } from '#flows/configuration-holder.js';
import type { DeadlineView, EscalationView, FiringView, ReminderView } from '#flows/operations-ports.js';
import type { DeadlineDto, FiringDto, LadderRungDto, ReminderDto } from './dto/deadline.dto.js';
import type { EscalationDto } from './dto/escalation.dto.js';
import { unitContact } from './dto/unit.dto.js';

function firingDto(firing: FiringView, directory: Directory): FiringDto {
  return { ...firing, to: firing.to === null ? null : unitContact(directory, firing.to) };
}

/** A deadline as operations see it: who owes it to whom by now, what its ladder has done and what it will do. */
export function deadlineDto(deadline: DeadlineView, configuration: Configuration, now: Date): DeadlineDto {
  const { scope, parties, coordinator, firedSteps, escalation, ...view } = deadline;
  const { directory, profiles } = configuration;
  const profile = profiles.get(deadline.profile);
  const isOverdue = deadline.state === 'open' && deadline.due <= now;
  const waits = coordinator ?? (profile === undefined ? deadline.informs : waitingUnit(deadline, parties, profile));
  return {
    ...view,
    plan: view.plan ?? null,
    about: view.about ?? null,
    names: {
      kind: deadlineName(deadline.kind, profile?.deadlines[deadline.kind]),
      state: DEADLINE_STATE_NAMES[isOverdue ? 'overdue' : deadline.state],
      messageKind: deadline.messageKind === null ? null : kindName(deadline.messageKind),
    },
    group: scope === 'delivery' ? 'receipts' : 'other',
    overdue: isOverdue,
    responsible: unitContact(directory, deadline.responsible),
    informs: unitContact(directory, waits),
    escalation: escalation && { ...escalation, snoozedUntil: toCome(escalation.snoozedUntil, now) },
    fired: deadline.fired.map((firing) => firingDto(firing, directory)),
    ladder: [...firedRungs(deadline, directory), ...rungsToCome(deadline, firedSteps, configuration, now)],
  };
}

/** What has woken by itself is not put aside any more. */
function toCome(until: Date | null, now: Date): Date | null {
  return until !== null && until > now ? until : null;
}

/** One rung for each of its instants, with all that were told of it then. */
function firedRungs({ fired }: DeadlineView, directory: Directory): LadderRungDto[] {
  const rungs = new Map<string, LadderRungDto>();
  for (const { step, kind, rule, dueAt, firedAt, to } of fired) {
    const key = `${step} ${dueAt.toISOString()}`;
    const rung: LadderRungDto = rungs.get(key) ?? {
      step,
      name: stepName(step),
      kind,
      rule,
      at: dueAt,
      to: [],
      firedAt,
    };
    if (to !== null) rung.to.push(unitContact(directory, to));
    rungs.set(key, rung);
  }
  return [...rungs.values()];
}

function rungsToCome(
  view: DeadlineView,
  fired: readonly FiredStep[],
  { directory, profiles }: Configuration,
  now: Date,
): LadderRungDto[] {
  const profile = profiles.get(view.profile);
  if (profile === undefined || view.state !== 'open') return [];
  const { parties, coordinator, episode, plan, about, delivery } = view;
  const deadline = {
    ...view,
    episode: episode ?? undefined,
    plan: plan ?? undefined,
    about: about ?? undefined,
    delivery: delivery ?? undefined,
    fired: [...fired],
  };
  return rungsAhead(deadline, { parties, coordinator }, { profile, directory }, now).map(({ step, at, to }) => ({
    step: step.step,
    name: stepName(step.step),
    kind: step.send,
    rule: step.rule,
    at,
    to: to.map((unit) => unitContact(directory, unit)),
    firedAt: null,
  }));
}

export function reminderDto({ deadline, ...firing }: ReminderView, directory: Directory): ReminderDto {
  const { responsible, informs } = deadline;
  return {
    ...firingDto(firing, directory),
    deadline: {
      ...deadline,
      plan: deadline.plan ?? null,
      responsible: unitContact(directory, responsible),
      informs: unitContact(directory, informs),
    },
  };
}

/** An escalation with its deadline; what has woken by itself is not put aside any more. */
export function escalationDto(escalation: EscalationView, configuration: Configuration, now: Date): EscalationDto {
  const { snoozedUntil, snoozeReason, snoozedBy } = escalation;
  const until = toCome(snoozedUntil, now);
  const isAside = until !== null;
  return {
    ...escalation,
    snoozedUntil: until,
    snoozeReason: isAside ? snoozeReason : null,
    snoozedBy: isAside ? snoozedBy : null,
    deadline: deadlineDto(escalation.deadline, configuration, now),
  };
}
