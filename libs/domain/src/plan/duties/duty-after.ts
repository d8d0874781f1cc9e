import { instantOf } from '../../calendar.js';
import { PRIVATE_RELATIONS } from '../folding/parties.js';
import { sinceJoined } from './duty-before.js';
import {
  handedAt,
  handedOver,
  heldAt,
  heldMeetings,
  instantIn,
  isAfter,
  later,
  latest,
  met,
  receivedAt,
} from './duty-view.js';
import type { Held, Owed, DutyView } from './duty-view.js';
import { unsignedBy } from '../folding/signing.js';
import { textIn } from '../reading.js';
import type { Handover, PlanParticipant, PlanStep } from '../plan.js';
import { coordinatorOf, unitsOf } from '../plan.js';

/** What is owed from the meeting on, until the plan is closed and everybody has noted it. */

/** Note and attendance of each meeting (N-MEET-08, N-MEET-09, N-FUP-11). */
export function note(view: DutyView): Owed[] {
  return heldMeetings(view).map((meeting) => {
    const { held } = meeting;
    const isDone = held.note !== undefined && held.attendance.length > 0;
    return { ...afterMeeting(view, meeting), ...met(isDone ? new Date(held.at) : undefined) };
  });
}

/** The main goal at once after the first meeting: nobody else can write before it (N-GOAL-03, N-GOAL-06). */
export function mainGoal(view: DutyView): Owed[] {
  const first = heldMeetings(view)[0];
  if (first === undefined) return [];
  return [{ ...afterMeeting(view, first), ...met(firstGoal(view)?.at) }];
}

function firstGoal(view: DutyView): { id: string; at: Date } | undefined {
  const goal = view.facts.goals[0];
  return goal && { id: goal.id, at: receivedAt(view, goal.id, goal.at) };
}

function afterMeeting({ coordinator }: DutyView, meeting: Held): Owed {
  return { responsible: coordinator, message: meeting.held.message, about: meeting.id, startedAt: heldAt(meeting) };
}

/**
 * Every unit that takes part writes what it does, counted from the main goal or from when it joined (N-SUB-02); who takes part
 * without an inbox has it written by whoever coordinates (N-SUB-03, N-SUB-07). The person and relatives need not do anything.
 */
export function ownPart(view: DutyView): Owed[] {
  const goal = firstGoal(view);
  if (goal === undefined) return [];
  const { facts, coordinator } = view;
  const units = unitsOf(facts).map((unit) => {
    const written = facts.interventions.find(({ owner, onBehalfOf }) => owner === unit && onBehalfOf === undefined);
    const at = written && receivedAt(view, written.id, written.at);
    const startedAt = sinceJoined(view, unit, goal.at);
    return { responsible: unit, message: goal.id, about: goal.id, startedAt, ...met(at) };
  });
  const outside = facts.participants.filter(isOutside).map((participant) => {
    const written = facts.interventions.find(({ onBehalfOf }) => isFor(participant, onBehalfOf));
    const at = written && receivedAt(view, written.id, written.at);
    const startedAt = later(goal.at, new Date(participant.at));
    const message = isAfter(participant.at, goal.at) ? participant.message : goal.id;
    return { responsible: coordinator, message, about: participant.message, startedAt, ...met(at) };
  });
  // Several who joined by one message are one task for who writes for them.
  const tasks = outside.filter(({ about }, index) => outside.findIndex((one) => one.about === about) === index);
  return [
    ...units,
    ...tasks.map((task) =>
      whenAll(
        outside.filter(({ about }) => about === task.about),
        task,
      ),
    ),
  ];
}

function whenAll(its: readonly Owed[], { responsible, message, startedAt, about }: Owed): Owed {
  const done = its.flatMap(({ metAt }) => metAt ?? []);
  const at = done.length === its.length ? latest(done) : undefined;
  return { responsible, message, startedAt, ...(about === undefined ? {} : { about }), ...met(at) };
}

function isOutside({ participantUnit, relation, removedAt }: PlanParticipant): boolean {
  return participantUnit === undefined && removedAt === undefined && !PRIVATE_RELATIONS.includes(relation);
}

function isFor(
  { relation, name }: PlanParticipant,
  onBehalfOf: { relation: PlanParticipant['relation']; name?: string } | undefined,
): boolean {
  if (onBehalfOf?.relation !== relation) return false;
  return onBehalfOf.name === undefined || name === undefined || onBehalfOf.name === name;
}

/** What is saved and not shared reaches nobody: its owner shares it (N-INT-03, N-INT-06). What was shared at once was never owed. */
export function sharing(view: DutyView): Owed[] {
  return view.facts.interventions.flatMap(({ id, owner, at, state, shared }): Owed[] => {
    if (state === 'avslutad' && !shared) return [];
    const startedAt = receivedAt(view, id, at);
    return [{ responsible: owner, message: id, about: id, startedAt, ...met(shared ? sharedAt(view, id) : undefined) }];
  });
}

function sharedAt({ steps, lookup }: DutyView, id: string): Date | undefined {
  const sharing = steps.find(
    ({ kind, content, message, unit }) =>
      kind === 'sip-insats' &&
      content['shared'] === true &&
      lookup(textIn(content, 'intervention') ?? message, unit) === id,
  );
  return sharing && new Date(sharing.at);
}

/** A plan that the meeting did not finish is finished: signed where it has to be, else written (S-MEET-09, S-MEET-20, S-MEET-07). */
export function finishing(view: DutyView): Owed[] {
  const { rules, facts } = view;
  const meeting = heldMeetings(view).at(-1);
  if (meeting === undefined) return [];
  const isUnfinished = meeting.held.planReady === false;
  const first = heldMeetings(view)[0];
  if (!isUnfinished && (rules.signing === undefined || meeting !== first)) return [];
  const signed = facts.handovers.filter(({ event, at }) => event === 'undertecknad' && new Date(at) >= heldAt(meeting));
  const isSigned = rules.signing !== undefined && unsignedBy(facts, rules).length === 0;
  const isWritten = rules.signing === undefined && facts.interventions.length > 0 && facts.goals.length > 0;
  const written = facts.interventions.map(({ id, at }) => receivedAt(view, id, at));
  const at = isSigned ? signed.at(-1) && new Date(signed.at(-1)?.at ?? '') : isWritten ? written[0] : undefined;
  return [{ ...afterMeeting(view, meeting), ...sinceTakenOver(view), ...met(at) }];
}

/** Whoever takes over a plan that was signed signs anew, counted from then (B-COORD-07). */
function sinceTakenOver({ rules, facts }: DutyView): Pick<Owed, 'startedAt' | 'message'> | undefined {
  const taken = coordinatorOf(facts);
  if (rules.signing?.by !== 'coordinator' || taken === undefined) return undefined;
  const isSignedBefore = facts.handovers.some(({ event, at }) => event === 'undertecknad' && at < taken.at);
  return isSignedBefore ? { startedAt: new Date(taken.at), message: taken.message } : undefined;
}

/**
 * A plan that holds is noted in the medical record, which is that of whoever coordinates; others may tell that they have done so in
 * theirs (S-MEET-10). It holds when all have signed, or from the first meeting on where nobody has to.
 */
export function record(view: DutyView): Owed[] {
  const { rules, facts, coordinator } = view;
  const [first] = heldMeetings(view);
  if (first === undefined || unsignedBy(facts, rules).length > 0) return [];
  const signed = facts.handovers.filter(({ event }) => event === 'undertecknad');
  const sealing = signed.find(
    (_, at) => unsignedBy({ ...facts, handovers: signed.slice(0, at + 1) }, rules).length === 0,
  );
  const startedAt = sealing === undefined ? heldAt(first) : later(heldAt(first), new Date(sealing.at));
  const message = sealing?.message ?? first.held.message;
  const coordinating = facts.coordinators.map(({ unit }) => unit);
  const noted = facts.handovers.find(({ event, unit }) => event === 'journalford' && coordinating.includes(unit));
  return [
    { responsible: coordinator, message, startedAt, ...met(noted && later(startedAt, handedAt(noted, startedAt))) },
  ];
}

/** Kinds that change what the person is shown of the plan; an intervention only when it is shared. */
const SHOWN: readonly string[] = [
  'sip-huvudmal',
  'sip-delmal',
  'sip-delmal-avslut',
  'sip-insats',
  'sip-insats-avslut',
  'sip-utvardering',
  'sip-uppfoljning',
  'sip-ateroppnande',
];

/**
 * The plan in the person's hands: after each meeting, and again when it was revised since (N-PUB-03, N-PUB-08, N-EVAL-06,
 * G-SIP-57, S-MEET-08, B-SIP-15).
 */
export function delivery(view: DutyView): Owed[] {
  const owed = heldMeetings(view)
    .slice(-1)
    .map((meeting): Owed => {
      const start = heldAt(meeting);
      return { ...afterMeeting(view, meeting), ...met(firstOf(handedOver(view, 'delgiven', start), start)) };
    });
  if (owed.some(({ metAt }) => metAt === undefined)) return owed;
  return [...owed, ...revisions(view)];
}

/** What the person is shown has changed since it was handed over, and is handed over anew. */
function revisions(view: DutyView): Owed[] {
  const { handovers, revisedAt = '' } = view.facts;
  const given = handovers.filter(({ event }) => event === 'delgiven');
  return given.flatMap((last, index) => {
    const next = given[index + 1];
    const revision = view.steps.find((step) => isShown(step) && step.at > last.at);
    if (revision === undefined || (next === undefined ? revisedAt <= last.at : revision.at > next.at)) return [];
    const { message, at } = revision;
    const startedAt = new Date(at);
    const metAt = next && later(startedAt, new Date(next.at));
    return [{ responsible: view.coordinator, message, about: message, startedAt, ...met(metAt) }];
  });
}

function isShown({ kind, content }: PlanStep): boolean {
  return SHOWN.includes(kind) && !(kind === 'sip-insats' && content['shared'] !== true);
}

function firstOf(handovers: readonly Handover[], start: Date): Date | undefined {
  const first = handovers[0];
  return first && later(start, handedAt(first, start));
}

/** Everybody who takes part and has no inbox gets a copy (G-SIP-58, S-MEET-08); the others have the plan in the hub. */
export function copies(view: DutyView): Owed[] {
  const meeting = heldMeetings(view).at(-1);
  const waiting = view.facts.participants.filter(
    ({ participantUnit, relation, removedAt }) =>
      participantUnit === undefined && relation !== 'den-enskilde' && removedAt === undefined,
  );
  if (meeting === undefined || waiting.length === 0) return [];
  const start = heldAt(meeting);
  const given = handedOver(view, 'kopia', start);
  const isGiven = ({ relation, name }: PlanParticipant) =>
    given.some(({ to }) => to?.relation === relation && (name === undefined || to.name === name));
  const at = waiting.every(isGiven) ? latest(given.map((one) => later(start, handedAt(one, start)))) : undefined;
  return [{ ...afterMeeting(view, meeting), ...met(at) }];
}

/** After each meeting there is a day for the follow-up, or a reason why there is none (N-MEET-06, N-GOAL-05, S-FUP-04, S-MEET-18). */
export function followUpDate(view: DutyView): Owed[] {
  return heldMeetings(view)
    .slice(-1)
    .map((meeting) => {
      const { held } = meeting;
      const isSaid = held.followUpOn !== undefined || held.noFollowUpReason !== undefined;
      const set = view.steps.find(({ content, at }) => content['followUpOn'] !== undefined && at > held.at);
      const at = isSaid ? held.at : set?.at;
      return { ...afterMeeting(view, meeting), ...met(instantIn(at)) };
    });
}

/** A day on which the plan is followed up, since when that is known, and when that came about. */
interface PlannedFollowUp {
  readonly step: PlanStep;
  readonly day: string;
  readonly remindOn?: string;
  readonly heldAt?: string;
}

/** The days that were set for follow-ups: those that were held, and the one that is ahead; a day that was moved is none. */
function plannedFollowUps({ steps, facts }: DutyView): PlannedFollowUp[] {
  const heldBy = new Set(
    facts.meetings.flatMap(({ purpose, held }) => (purpose === 'uppfoljning' ? (held?.message ?? []) : [])),
  );
  const over: PlannedFollowUp[] = [];
  let ahead: PlannedFollowUp | undefined;
  for (const step of steps) {
    if (heldBy.has(step.message) && ahead !== undefined) {
      over.push({ ...ahead, heldAt: step.at });
      ahead = undefined;
    }
    const day = textIn(step.content, 'followUpOn');
    if (day !== undefined && day !== ahead?.day) ahead = { step, day };
    const remindOn = textIn(step.content, 'remindOn');
    if (ahead !== undefined && remindOn !== undefined) ahead = { ...ahead, remindOn };
  }
  return ahead === undefined || facts.followUpOn === undefined ? over : [...over, ahead];
}

/** Whoever coordinates is reminded of calling to the follow-up, by the day that was chosen or some days before it (N-CAL-02). */
export function followUpCall(view: DutyView): Owed[] {
  return plannedFollowUps(view).map((planned) => {
    const { step, day, remindOn, heldAt: until } = planned;
    const called = view.facts.meetings.find(
      ({ purpose, at, calledOffAt }) => purpose === 'uppfoljning' && calledOffAt === undefined && at >= step.at,
    );
    const exact = remindOn === undefined ? {} : { isExact: true };
    const at = instantIn([called?.at, until].filter((one) => one !== undefined).sort()[0]);
    return { ...ofFollowUp(view, step), from: instantOf(remindOn ?? day, '00:00'), ...exact, ...met(at) };
  });
}

/** The follow-up itself, by its day (S-FUP-04, S-FUP-06, S-FUP-07, N-FUP-01). */
export function followUp(view: DutyView): Owed[] {
  return plannedFollowUps(view).map(({ step, day, heldAt: until }) => ({
    ...ofFollowUp(view, step),
    from: instantOf(day, '00:00'),
    ...met(instantIn(until)),
  }));
}

function ofFollowUp({ coordinator }: DutyView, { message, at }: PlanStep): Owed {
  return { responsible: coordinator, message, about: message, startedAt: new Date(at) };
}

/** Whoever coordinates decides on each larger deviation, or calls to a follow-up of it (S-FUP-02, S-FUP-03). */
export function deviation(view: DutyView): Owed[] {
  const { deviations, meetings } = view.facts;
  return deviations
    .filter(({ event }) => event === 'avsteg')
    .map(({ message, at }) => {
      const decided = deviations.find((other) => other.event === 'revisionsbeslut' && other.at >= at);
      const called = meetings.find(({ purpose, at: since }) => purpose === 'uppfoljning' && since >= at);
      const done = [decided?.at, called?.at].flatMap((one) => instantIn(one) ?? []);
      const first = done.length === 0 ? undefined : new Date(Math.min(...done.map((one) => one.getTime())));
      return { responsible: view.coordinator, message, about: message, startedAt: new Date(at), ...met(first) };
    });
}

/**
 * The population register, or somebody who takes no part in the plan, has told of the death: the plan is closed by hand, or by who
 * tells of it and takes part (N-CLOSE-13, N-CLOSE-15).
 */
export function death({ facts, steps, coordinator }: DutyView): Owed[] {
  const told = steps.find(({ kind, state }) => kind === 'avliden' && state === 'avliden-aviserad');
  if (told === undefined) return [];
  const at = facts.closed === undefined ? undefined : new Date(facts.closed.at);
  return [{ responsible: coordinator, message: told.message, startedAt: new Date(told.at), ...met(at) }];
}

/** Each unit notes in its own records that the plan is closed (S-CLOSE-03). */
export function closingNote(view: DutyView): Owed[] {
  const { closed, handovers } = view.facts;
  if (closed === undefined) return [];
  const startedAt = new Date(closed.at);
  return unitsOf(view.facts).map((unit) => {
    const noted = handovers.find((one) => one.event === 'avslut-dokumenterat' && one.unit === unit);
    return { responsible: unit, message: closed.message, startedAt, ...met(noted && handedAt(noted, startedAt)) };
  });
}
