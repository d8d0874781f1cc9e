import type { EndedDeadline, KnownDeadline, KnownState, WithdrawalTarget } from '../admission/admission-plan.js';
import { holds } from '../condition.js';
import type { DeadlineContext } from './deadline-start.js';
import { standingSteps } from '../episode/steps.js';
import { nextLookAt } from './firing.js';
import type { DeadlineRule, Profile } from '../profile/profile.js';

/** Whether the message is one that fulfils what the rule asks for, whoever owes it. */
export function isMetBy({ request, subject }: DeadlineContext, rule: DeadlineRule): boolean {
  const { kind, content } = request.message;
  if (!rule.metBy.includes(kind)) return false;
  if (rule.metByField !== undefined && content[rule.metByField] === undefined) return false;
  return rule.metWhen === undefined || holds(rule.metWhen, subject);
}

/**
 * Whether the message fulfils this very duty. An answer is owed by each recipient by itself (B-ANS-05, B-ANS-14): it ends the
 * sender's own, or that of a unit of the sender's role when nothing was asked of the sender; a joint one also ends those of the
 * roles that it is given for.
 */
export function meets(context: DeadlineContext, rule: DeadlineRule, deadline: KnownDeadline): boolean {
  if (!isMetBy(context, rule)) return false;
  const { request, known, ground } = context;
  const { hsaId, role } = request.sender;
  if (rule.scope !== 'answer' || deadline.responsible === hsaId) return true;
  const owing = ground.directory.units.get(deadline.responsible)?.role;
  const { branches } = request.message.content;
  if (Array.isArray(branches) && branches.includes(owing)) return true;
  const isAsked = known.deadlines.some(({ kind, responsible }) => kind === deadline.kind && responsible === hsaId);
  return !isAsked && owing === role;
}

/** A deadline that nobody has to meet any more. */
export function cancelled(id: string): EndedDeadline {
  return { id, state: 'cancelled', late: false, nextFireAt: null };
}

/** Whether `message` met a duty that an earlier message had started; a receipt is no message. */
export function isMetByLater({ state, metBy, message }: KnownDeadline, later: string): boolean {
  return state === 'met' && metBy === later && message !== later;
}

/**
 * What becomes of the stay's deadlines when a message is withdrawn: what it started is gone, but for the receipts that were
 * given; what it had met or cancelled runs on. Receipts of deliveries that it took back stay cancelled. With the message that
 * opened the stay go all duties in it.
 */
export function deadlinesAfterWithdrawal(
  known: KnownState,
  target: WithdrawalTarget,
  profile: Profile,
  now: Date,
): EndedDeadline[] {
  const isOpener = known.episode?.steps.some(({ message, before }) => message === target.id && before === undefined);
  // What fell with the stay has ended nothing that anybody could still do.
  const hasFallen =
    known.episode !== undefined && !standingSteps(known.episode).some(({ message }) => message === target.id);
  return known.deadlines.flatMap((deadline): EndedDeadline[] => {
    const { id, kind, state, metBy, due } = deadline;
    if (deadline.message === target.id) {
      const isStanding = state === 'open' || (state === 'met' && metBy !== undefined);
      return isStanding ? [cancelled(id)] : [];
    }
    if (isOpener === true)
      return state === 'open' && profile.deadlines[kind]?.scope !== 'delivery' ? [cancelled(id)] : [];
    if (hasFallen || (!isMetByLater(deadline, target.id) && !isToRunOn(deadline, known, target, profile))) return [];
    if (isBegunAnew(deadline, known, target)) return state === 'met' ? [cancelled(id)] : [];
    return [{ id, state: 'open', late: false, nextFireAt: nextLookAt(profile, kind, due, now) }];
  });
}

/** Whether the same unit owes the same by another message since. */
function isBegunAnew(
  { id, kind, delivery, responsible }: KnownDeadline,
  { deadlines }: KnownState,
  target: WithdrawalTarget,
): boolean {
  return deadlines.some(
    (other) =>
      other.id !== id &&
      other.state === 'open' &&
      other.kind === kind &&
      other.delivery === delivery &&
      other.responsible === responsible &&
      other.message !== target.id,
  );
}

/** Whether the withdrawn message had cancelled a deadline that somebody can still meet. */
function isToRunOn(
  { kind, state, metBy, delivery }: KnownDeadline,
  { outstanding }: KnownState,
  target: WithdrawalTarget,
  { deadlines }: Profile,
): boolean {
  if (state !== 'cancelled' || metBy !== target.id) return false;
  if (delivery === undefined || outstanding.some(({ id }) => id === delivery)) return true;
  const rule = deadlines[kind];
  return rule?.scope === 'answer' && rule.cancelledBy.some((one) => one === target.kind);
}
