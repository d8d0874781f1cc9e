import type { Both } from '../both.js';
import type { Deadline } from '../deadline/deadline.js';
import { endOfDowntime } from '../downtime.js';
import { rungsAhead } from '../deadline/firing.js';
import type { RungAhead } from '../deadline/firing.js';
import type { Awaited, Explained, Ground, StayDeadline } from './explanation.js';
import { dueMoment, moment } from './moments.js';
import { kindName, listed, plain } from './names.js';
import { explained } from './say.js';
import { contactOf, unitName } from './units.js';
import { seenMessage, whatOf } from './what.js';

/**
 * Every open deadline once, the earliest first. Whom the hub waits for is no secret among the parties; a message between others
 * is.
 */
export function waitedForIn(ground: Ground): Awaited[] {
  const open = ground.stay.deadlines.filter(({ state }) => state === 'open');
  return [...open]
    .sort((one, other) => one.due.getTime() - other.due.getTime())
    .map((deadline) => awaited(deadline, ground));
}

function awaited(deadline: StayDeadline, ground: Ground): Awaited {
  const { id, kind, due, rule, responsible } = deadline;
  const overdue = due <= ground.now;
  const known = { due, rule, unit: contactOf(responsible, ground.directory), then: followUp(deadline, ground) };
  return { ...sentence(deadline, overdue, ground, known), deadline: id, kind, due, overdue };
}

function sentence(
  deadline: StayDeadline,
  isOverdue: boolean,
  ground: Ground,
  known: Omit<Explained, 'code' | 'text'>,
): Explained {
  const { kind, due, responsible, informs, scope } = deadline;
  const { directory, profile, now } = ground;
  const who = { unit: unitName(responsible, directory), due: dueMoment(due, profile.deadlines[kind], now) };
  if (scope === 'delivery') {
    const seen = seenMessage(deadline.message, ground);
    if (seen === undefined) {
      return explained(isOverdue ? 'awaits-receipt-unseen-overdue' : 'awaits-receipt-unseen', who, known);
    }
    const about = { ...who, kind: kindName(seen.kind), sender: unitName(seen.sender, directory) };
    return explained(isOverdue ? 'awaits-receipt-overdue' : 'awaits-receipt', about, known);
  }
  const what = whatOf(deadline, ground);
  if (scope === 'answer') {
    const about = { ...who, what, asker: unitName(informs, directory) };
    return explained(isOverdue ? 'awaits-answer-overdue' : 'awaits-answer', about, known);
  }
  return explained(isOverdue ? 'awaits-message-overdue' : 'awaits-message', { ...who, what }, known);
}

/** What happens if it does not come: who hears of it when, by the region's ladder. */
function followUp(deadline: StayDeadline, ground: Ground): Explained[] {
  const { directory, stay, profile, now } = ground;
  const { facts, id: episode } = stay.episode;
  const late = directory.units.get(deadline.responsible);
  const backAt = late && endOfDowntime(late, now);
  const whole: Deadline = { ...deadline, profile: profile.id, episode, delivery: deadline.delivery ?? undefined };
  const parties = [...facts.parties, { role: 'slutenvard' as const, unit: facts.ward }];
  const rungs = rungsAhead(whole, { parties }, ground, now).map((rung) => rungItem(rung, deadline, ground));
  const unit = unitName(deadline.responsible, directory);
  return [
    ...(backAt === undefined ? [] : [explained('in-downtime', { unit, until: moment(backAt, now) }, { at: backAt })]),
    ...(rungs.length === 0 ? [explained('nobody-is-told', {})] : rungs),
  ];
}

function rungItem({ step, at: instant, to }: RungAhead, { responsible }: StayDeadline, ground: Ground): Explained {
  const { directory, now } = ground;
  // What is due already is carried out as soon as somebody looks.
  const at = instant < now ? now : instant;
  const when: { at: Both } = { at: moment(at, now) };
  const known = { at, rule: step.rule };
  const [first] = to;
  if (first === undefined) return explained('will-tell-nobody', { ...when, step: plain(step.step) }, known);
  const unit = contactOf(first, directory);
  if (step.to === 'responsible') {
    return explained('will-remind', { ...when, unit: unitName(responsible, directory) }, { ...known, unit });
  }
  const units = listed(to.map((one) => unitName(one, directory)));
  return explained('will-tell', { ...when, units }, { ...known, unit });
}
