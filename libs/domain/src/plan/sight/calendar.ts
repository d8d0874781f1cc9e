import { addCivilDays } from '../../calendar.js';
import { leaderOf } from '../folding/consents.js';
import { takesPart } from '../folding/parties.js';
import type { PlanRules } from '../plan-rule.js';
import { isOpenPlan, unitsOf } from '../plan.js';
import type { Plan, PlanMeeting } from '../plan.js';

/** What stands in a calendar; each kind has its colour. */
export const CALENDAR_KINDS = ['sip', 'uppfoljning', 'aktorsmote', 'planerad-uppfoljning', 'paminnelse'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

/** One entry of a unit's calendar: nothing in it tells who the person is. */
export interface CalendarEntry {
  /** Stays the same as long as it is the same meeting or reminder. */
  readonly id: string;
  readonly kind: CalendarKind;
  /** The hub's id of the plan: who may see the plan finds the person by it. */
  readonly plan: string;
  /** Instant as it was written, or a civil day: then it takes the whole day. */
  readonly start: string;
  readonly minutes?: number;
  /** As the region has set it; absent where it has set none. */
  readonly colour?: string;
  /** HSA-ids of the units whose calendar it stands in. */
  readonly units: readonly string[];
  readonly isCalledOff?: boolean;
  readonly isHeld?: boolean;
  /** Instant of the latest message that changed it, ISO 8601 UTC. */
  readonly changedAt: string;
}

/**
 * What a plan puts into the calendars of the units that take part: its meetings, each with those that were called; the planned
 * follow-up, and for whoever coordinates a reminder to call to it (N-CAL-02). `daysBefore` of the reminder is the profile's.
 */
export function calendarOf(plan: Plan, rules: PlanRules): CalendarEntry[] {
  const colours = rules.calendar?.colours;
  const entries = [...plan.facts.meetings.flatMap((meeting) => meetingEntry(meeting, plan)), ...followUps(plan, rules)];
  return entries.map((entry) => ({ ...entry, ...(colours === undefined ? {} : { colour: colours[entry.kind] }) }));
}

/** The entries of a plan that stand in a unit's calendar. */
export function calendarFor(unit: string, plan: Plan, rules: PlanRules): CalendarEntry[] {
  return calendarOf(plan, rules).filter(({ units }) => units.includes(unit));
}

function meetingEntry(meeting: PlanMeeting, { id: plan, facts, steps }: Plan): CalendarEntry[] {
  const { id, purpose, meetingAt, minutes, called, unit, held, calledOffAt } = meeting;
  if (meetingAt === undefined) return [];
  const leading = purpose === 'aktorsmote' ? undefined : leaderOf(facts);
  const units = new Set(
    [unit, ...(leading === undefined ? [] : [leading]), ...called.flatMap((one) => one.unit ?? [])].filter((one) =>
      takesPart({ facts }, one),
    ),
  );
  const changes = [steps.find(({ message }) => message === id)?.at, meeting.at, held?.at, calledOffAt];
  // What has not been held when the plan is over will not be.
  const isOver = calledOffAt !== undefined || (held === undefined && !isOpenPlan({ facts }));
  return [
    {
      id,
      kind: purpose,
      plan,
      start: meetingAt,
      ...(minutes === undefined ? {} : { minutes }),
      units: [...units],
      ...(isOver ? { isCalledOff: true } : {}),
      ...(held === undefined ? {} : { isHeld: true }),
      changedAt:
        changes
          .filter((at) => at !== undefined)
          .sort()
          .at(-1) ?? meeting.at,
    },
  ];
}

/** The follow-up as long as nobody has called to it for a time of its own, and the reminder to do so. */
function followUps({ id: plan, facts, steps }: Plan, rules: PlanRules): CalendarEntry[] {
  const { followUpOn, remindOn } = facts;
  const standing = steps.filter(({ withdrawn }) => withdrawn !== true);
  const set = standing.findLast(({ content }) => content['followUpOn'] === followUpOn);
  if (followUpOn === undefined || set === undefined || !isOpenPlan({ facts })) return [];
  const isCalled = facts.meetings.some(
    ({ purpose, at, calledOffAt }) => purpose === 'uppfoljning' && calledOffAt === undefined && at >= set.at,
  );
  if (isCalled) return [];
  const coordinator = leaderOf(facts);
  const daysBefore = rules.duties['sip-uppfoljning-kallelse']?.daysBefore;
  const reminder = remindOn ?? (daysBefore === undefined ? undefined : addCivilDays(followUpOn, daysBefore));
  const planned: CalendarEntry = {
    id: `${plan}-planerad-uppfoljning`,
    kind: 'planerad-uppfoljning',
    plan,
    start: followUpOn,
    units: unitsOf(facts),
    changedAt: set.at,
  };
  if (reminder === undefined || coordinator === undefined) return [planned];
  return [planned, { ...planned, id: `${plan}-paminnelse`, kind: 'paminnelse', start: reminder, units: [coordinator] }];
}
