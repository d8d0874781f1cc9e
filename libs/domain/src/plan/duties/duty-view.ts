import { civilDateOf, instantOf, parseInstant } from '../../calendar.js';
import type { Profile } from '../../profile/profile.js';
import type { PlanRules } from '../plan-rule.js';
import type { Handover, HeldMeeting, Plan, PlanFacts, PlanMeeting, PlanStep } from '../plan.js';
import { leaderOf } from '../folding/consents.js';
import { lookupIn } from '../folding/references.js';
import type { Lookup } from '../folding/references.js';

/** A plan as its duties are read off it. */
export interface DutyView {
  readonly facts: PlanFacts;
  readonly rules: PlanRules;
  /** The messages that stand, oldest first. */
  readonly steps: readonly PlanStep[];
  /** HSA-id of the unit that coordinates, or of another whom the consent covers while it leaves that one out; of whoever told of the need as long as nobody does. */
  readonly coordinator: string;
  /** Finds what a message means by an id. */
  readonly lookup: Lookup;
}

/** What is owed by one unit. Its kind stands in the table. */
export interface Owed {
  readonly responsible: string;
  /** The hub's id of the message that started it. */
  readonly message: string;
  /** Instant from which it runs. */
  readonly startedAt: Date;
  /** What its due is counted from, where that is not its start: a meeting, the day of a follow-up. */
  readonly from?: Date;
  /** `from` was chosen by somebody, and the profile's days before do not move it. */
  readonly isExact?: boolean;
  /** The hub's id of the meeting, goal, intervention, deviation or message that it is about. */
  readonly about?: string;
  /** Instant at which it was done. */
  readonly metAt?: Date;
  /** What ends it comes from outside the plan's messages: the print queue. */
  readonly isEndedOutside?: boolean;
}

/** A meeting that was held. */
export type Held = PlanMeeting & { readonly held: HeldMeeting };

export function viewOf({ facts, steps }: Plan, rules: PlanRules): DutyView {
  const standing = steps.filter(({ withdrawn }) => withdrawn !== true);
  const coordinator = leaderOf(facts) ?? facts.need?.unit ?? standing[0]?.unit ?? '';
  return { facts, rules, steps: standing, coordinator, lookup: lookupIn(standing) };
}

/** The view of a plan by the rules of its region; undefined where the region has none. */
export function viewIn(plan: Plan, profile: Profile): DutyView | undefined {
  return profile.plan === undefined ? undefined : viewOf(plan, profile.plan);
}

/** When the message was received; as it stands in the object when its step is not there. */
export function receivedAt({ steps }: DutyView, message: string, otherwise: string): Date {
  return new Date(steps.find((step) => step.message === message)?.at ?? otherwise);
}

export function instantIn(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : parseInstant(text);
}

/** When a meeting was held by whoever told of it, and no later than that. */
export function heldAt({ held }: Held): Date {
  const [said, told] = [instantIn(held.heldAt), new Date(held.at)];
  return said === undefined || said > told ? told : said;
}

function isHeld(meeting: PlanMeeting): meeting is Held {
  return meeting.held !== undefined;
}

/** The meetings with the person that were held, the latest last; one of the parties alone never counts (N-ACTOR-08). */
export function heldMeetings({ facts }: DutyView): Held[] {
  return facts.meetings
    .filter(isHeld)
    .filter(({ purpose }) => purpose !== 'aktorsmote')
    .sort((one, other) => heldAt(one).getTime() - heldAt(other).getTime());
}

/** The calls that still stand: of each purpose the latest, as long as its meeting was neither held nor called off. */
export function standingCalls({ facts }: DutyView): PlanMeeting[] {
  return facts.meetings.filter(
    (meeting, index) =>
      meeting.held === undefined &&
      meeting.calledOffAt === undefined &&
      !facts.meetings.slice(index + 1).some(({ purpose }) => purpose === meeting.purpose),
  );
}

/** Calls to the person's own meetings, the parties' meetings aside. */
export function ownCalls({ facts }: DutyView): PlanMeeting[] {
  return facts.meetings.filter(({ purpose }) => purpose !== 'aktorsmote');
}

export function isAfter(one: string | Date, other: string | Date): boolean {
  return new Date(one) > new Date(other);
}

/** What was said of a handover with these events since an instant; when that was, by the day that was said, if any. */
export function handedOver({ facts }: DutyView, event: Handover['event'], since: Date): Handover[] {
  return facts.handovers.filter((one) => one.event === event && handedAt(one, since) >= since);
}

/** When it was handed over: the day that was said where it lies before the telling, but not before what it is owed from. */
export function handedAt({ on, at }: Handover, start: Date): Date {
  const told = new Date(at);
  if (on >= civilDateOf(told)) return told;
  const day = instantOf(on, '00:00');
  if (day >= start) return day;
  return on === civilDateOf(start) ? start : day;
}

/** The latest of several instants; undefined where there are none. */
export function latest(instants: readonly Date[]): Date | undefined {
  return instants.length === 0 ? undefined : new Date(Math.max(...instants.map((one) => one.getTime())));
}

export function later(one: Date, other: Date): Date {
  return one < other ? other : one;
}

/** `metAt`, where something is met. */
export function met(at: Date | undefined): Pick<Owed, 'metAt'> {
  return at === undefined ? {} : { metAt: at };
}
