import { isCalled, meetingState } from '../folding/meetings.js';
import { isSameParticipant, takingPart } from '../folding/parties.js';
import type { Plan, PlanMeeting, PlanParticipant } from '../plan.js';

/** To which meetings letters go out with a message, and to whom. */

/** What was known of a plan before a message, and is known after it. */
interface Change {
  readonly before: Plan | undefined;
  readonly after: Plan;
}

/** A meeting as a plan knows it. */
export function meetingIn(plan: Plan | undefined, id: string): PlanMeeting | undefined {
  return plan?.facts.meetings.find((meeting) => meeting.id === id);
}

/** Whether a meeting is still to come: neither called off nor held. */
export function isStanding(meeting: PlanMeeting | undefined): boolean {
  const state = meeting && meetingState(meeting);
  return state === 'kallad' || state === 'oppnad';
}

/** Calls that are new, or that say something else than before to whom they were sent. */
export function changedCalls({ before, after }: Change): PlanMeeting[] {
  return after.facts.meetings.filter((meeting) => {
    const known = meetingIn(before, meeting.id);
    // What was not sent because the meeting was off, or the person said to be dead, is sent when that was wrong.
    const isBack = before?.facts.death !== undefined && after.facts.death === undefined;
    const isNew = known === undefined || known.calledOffAt !== undefined || isBack;
    return isStanding(meeting) && (isNew || wordingOf(known, before, after) !== wordingOf(meeting, before, after));
  });
}

/** What whoever is in a plan again is called to, as it was before they were said to have left. */
export function callsAgain({ before, after }: Change): PlanMeeting[] {
  if (before === undefined) return [];
  return after.facts.meetings.filter(isStanding).flatMap((meeting) => {
    const { called = [] } = meetingIn(before, meeting.id) ?? {};
    const again = notIn(before, after).filter((who) => !called.some((one) => isCalled(one, who)));
    const ofThem = meeting.called.filter((one) => again.some((who) => isCalled(one, who)));
    return ofThem.length === 0 ? [] : [{ ...meeting, called: ofThem }];
  });
}

/** Who takes part in a plan as it is later, or earlier, and not in this one. */
function notIn(plan: Plan, other: Plan): PlanParticipant[] {
  const its = takingPart(plan.facts);
  return takingPart(other.facts).filter((one) => !its.some((known) => isSameParticipant(one, known)));
}

/**
 * What a letter says of a meeting. Who has acknowledged it since is no reason for another letter to everybody, nor is who has left the
 * plan, or is in it again, with the message (N-PART-01).
 */
function wordingOf(meeting: PlanMeeting, before: Plan | undefined, after: Plan): string {
  const { meetingAt, minutes, form, place, agenda } = meeting;
  const moved = before === undefined ? [] : [...notIn(before, after), ...notIn(after, before)];
  const called = meeting.called.filter((one) => !moved.some((who) => isCalled(one, who)));
  const names = called.map(({ relation, name, unit }) => [relation, name, unit]);
  return JSON.stringify([meetingAt, minutes, form, place, agenda, names]);
}
