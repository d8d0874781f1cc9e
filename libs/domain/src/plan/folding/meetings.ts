import { RELATIONS } from '../../content/plan.js';
import { CALL_PURPOSES, CALL_SETTINGS, MEETING_FORMS } from '../../content/sip.js';
import type { Content } from '../../message.js';
import { present } from '../../profile/profile-values.js';
import { MEETING_MACHINE, nextState } from './machines.js';
import type { MeetingState } from './machines.js';
import { inboxOf, isSameParticipant, namedIn, PRIVATE_RELATIONS, takingPart, toldBy } from './parties.js';
import { unitsOf } from '../plan.js';
import type {
  Attendance,
  CalledParticipant,
  HeldMeeting,
  PlanFacts,
  PlanMeeting,
  PlanParticipant,
  PlanStep,
} from '../plan.js';
import { codeIn, flagIn, numberIn, objectsIn, staffIn, textIn, textsIn } from '../reading.js';

/** How far a meeting has come. */
export function meetingState({ held, openedAt, calledOffAt }: PlanMeeting): MeetingState {
  if (calledOffAt !== undefined) return 'installd';
  if (held !== undefined) return 'genomford';
  return openedAt === undefined ? 'kallad' : 'oppnad';
}

/** A meeting of the parties alone is never the meeting of a plan (N-ACTOR-08). */
export function isOfPlan({ purpose }: Pick<PlanMeeting, 'purpose'>): boolean {
  return purpose !== 'aktorsmote';
}

/** The units that a message about a plan names: its recipients, and those among its participants that have an inbox. */
export function unitsNamedIn(content: Content, to: readonly string[] = []): string[] {
  const described = objectsIn(content, 'participants').flatMap((one) => inboxOf(one) ?? []);
  return [...new Set([...to, ...described])];
}

/**
 * Whom a call calls. The first names everybody itself; a follow-up also calls those who take part, who have no inbox by post. A
 * meeting of the parties alone that names nobody calls the units that take part, and never the person or those close
 * (N-CALL-02, N-CALL-11, N-CALL-15, N-ACTOR-09, N-ACTOR-10).
 */
export function calledBy(facts: PlanFacts, step: PlanStep): PlanParticipant[] {
  const { content, to = [], unit } = step;
  const purpose = codeIn(CALL_PURPOSES, content, 'purpose');
  const listed = objectsIn(content, 'participants');
  const named = namedIn(listed, to, step).filter((one) => one.participantUnit !== unit);
  const isNamed = unitsNamedIn(content, to).length > 0 || (purpose === 'sip' && named.length > 0);
  const current = purpose === 'sip' ? [] : prefilled(facts, step);
  if (!isNamed || purpose === 'uppfoljning')
    return [...current.filter((one) => !named.some((other) => isSameParticipant(one, other))), ...named];
  return named;
}

function prefilled(facts: PlanFacts, step: PlanStep): PlanParticipant[] {
  const isActorsOnly = step.content['purpose'] === 'aktorsmote';
  const taking = takingPart(facts).filter((one) => one.participantUnit !== step.unit);
  const known = taking.filter(({ relation }) => !isActorsOnly || !PRIVATE_RELATIONS.includes(relation));
  const units = unitsOf(facts).filter((unit) => unit !== step.unit);
  const missing = units.filter((unit) => !known.some(({ participantUnit }) => participantUnit === unit));
  return [...namedIn([], missing, step), ...known];
}

/** The meeting to which a message calls. */
export function callIn(facts: PlanFacts, step: PlanStep): PlanMeeting {
  const { content } = step;
  return {
    ...toldBy(step),
    id: step.message,
    purpose: codeIn(CALL_PURPOSES, content, 'purpose') ?? 'sip',
    ...present({
      setting: codeIn(CALL_SETTINGS, content, 'setting'),
      meetingAt: textIn(content, 'meetingAt'),
      minutes: numberIn(content, 'minutes'),
      form: codeIn(MEETING_FORMS, content, 'form'),
      place: textIn(content, 'place'),
      agenda: textsIn(content, 'agenda'),
    }),
    ...rolesIn(content),
    called: calledBy(facts, step).map(calledOf),
  };
}

/** Who leads a meeting and who writes the plan (P-MEET-01, P-MEET-02). */
function rolesIn(content: Content): Pick<PlanMeeting, 'leader' | 'documentedBy'> {
  return present({ leader: staffIn(content, 'leader'), documentedBy: staffIn(content, 'documentedBy') });
}

function calledOf({ participantUnit, name, relation, professions, channel }: PlanParticipant): CalledParticipant {
  return { ...present({ unit: participantUnit, name, professions }), relation, channel };
}

/**
 * The meeting that a message means: the one it names, else the latest on which what it tells fits, one of the plan before one
 * of the parties alone; undefined where none does.
 */
export function meetingFor(facts: PlanFacts, event: string, id: string | undefined): PlanMeeting | undefined {
  if (id !== undefined) return facts.meetings.find((meeting) => meeting.id === id);
  const fits = facts.meetings.filter(
    (meeting) => nextState(MEETING_MACHINE, meetingState(meeting), event) !== undefined,
  );
  return fits.findLast(isOfPlan) ?? (event === 'plan-skapad' ? undefined : fits.at(-1));
}

/** What was told of a meeting; one that nobody called begins with it. */
export function withMeeting(facts: PlanFacts, step: PlanStep, event: string, id: string | undefined): PlanFacts {
  const known = meetingFor(facts, event, id);
  const from = known === undefined ? 'none' : meetingState(known);
  if (
    nextState(MEETING_MACHINE, from, machineEvent(event, id, known)) === undefined ||
    (id !== undefined && known === undefined)
  )
    return facts;
  if (known === undefined) {
    const purpose = facts.madeAt === undefined ? 'sip' : 'uppfoljning';
    const begun: PlanMeeting = { ...toldBy(step), id: step.message, purpose, called: [] };
    return { ...facts, meetings: [...facts.meetings, afterEvent(begun, step, event)] };
  }
  return { ...facts, meetings: facts.meetings.map((one) => (one === known ? afterEvent(one, step, event) : one)) };
}

/** Who names a meeting that was held tells more of it (N-MEET-08, N-MEET-10). */
export function machineEvent(event: string, id: string | undefined, meeting: PlanMeeting | undefined): string {
  return event === 'genomfort' && id !== undefined && meeting?.held !== undefined ? 'kompletterat' : event;
}

function afterEvent(meeting: PlanMeeting, step: PlanStep, event: string): PlanMeeting {
  const { content, at } = step;
  if (event === 'oppnat') return { ...meeting, ...rolesIn(content), openedAt: textIn(content, 'heldAt') ?? at };
  if (event === 'installt') return { ...meeting, calledOffAt: at };
  if (event === 'genomfort')
    return { ...meeting, ...whereIn(content), ...rolesIn(content), held: heldIn(step, meeting.held) };
  if (meeting.held === undefined) return meeting;
  const told = present({
    consultation: event === 'radrum' ? textIn(content, 'consultation') : undefined,
    sipkollenOffered: event === 'sipkollen' ? (flagIn(content, 'sipkollenOffered') ?? true) : undefined,
  });
  return { ...meeting, held: { ...meeting.held, ...told } };
}

function whereIn(content: Content): Partial<PlanMeeting> {
  return present({ form: codeIn(MEETING_FORMS, content, 'form'), place: textIn(content, 'place') });
}

function heldIn(step: PlanStep, known: HeldMeeting | undefined): HeldMeeting {
  const { content } = step;
  const questions = objectsIn(content, 'questions').map((one) => ({
    text: textIn(one, 'text') ?? '',
    answered: flagIn(one, 'answered') === true,
  }));
  return {
    ...toldBy(step),
    attendance: [],
    ...known,
    heldAt: textIn(content, 'heldAt') ?? known?.heldAt ?? step.at,
    ...(content['attendance'] === undefined ? {} : { attendance: objectsIn(content, 'attendance').map(attendanceOf) }),
    ...(questions.length === 0 ? {} : { questions }),
    ...present({
      note: textIn(content, 'note'),
      agreements: textsIn(content, 'agreements'),
      disagreements: textsIn(content, 'disagreements'),
      careContact: textIn(content, 'careContact'),
      planReady: flagIn(content, 'planReady'),
      followUpOn: textIn(content, 'followUpOn'),
      followUpForm: textIn(content, 'followUpForm'),
      followUpSubjects: textsIn(content, 'followUpSubjects'),
      noFollowUpReason: textIn(content, 'noFollowUpReason'),
      assignmentPeriod: textIn(content, 'assignmentPeriod'),
      sipkollenOffered: flagIn(content, 'sipkollenOffered'),
      consultation: textIn(content, 'consultation'),
    }),
  };
}

function attendanceOf(said: Content): Attendance {
  return {
    ...present({ unit: textIn(said, 'unit'), name: textIn(said, 'name') }),
    relation: codeIn(RELATIONS, said, 'relation') ?? 'annan',
    ...present({ profession: textIn(said, 'profession') }),
    attended: flagIn(said, 'attended') === true,
  };
}

/** What somebody who was called answered by hand: received, or cannot come, which ends no duty (S-CALL-15, N-GEN-07). */
export function withReply(facts: PlanFacts, meeting: PlanMeeting, who: PlanParticipant, step: PlanStep): PlanFacts {
  const at = textIn(step.content, 'at') ?? step.at;
  const told = step.content['event'] === 'kvitterat' ? { acknowledgedAt: at } : { declinedAt: at };
  const called = meeting.called.map((one) => (isCalled(one, who) ? { ...one, ...told } : one));
  return { ...facts, meetings: facts.meetings.map((one) => (one === meeting ? { ...one, called } : one)) };
}

/** Whether the one who was called is the one that is spoken of. */
export function isCalled(called: CalledParticipant, who: PlanParticipant): boolean {
  if (called.unit !== undefined || who.participantUnit !== undefined) return called.unit === who.participantUnit;
  return called.relation === who.relation && (called.relation === 'den-enskilde' || called.name === who.name);
}

/** Who takes part no more is called to nothing that has not begun. */
export function calledWithout(facts: PlanFacts, left: PlanParticipant): PlanFacts {
  return withCalled(facts, (called) => called.filter((one) => !isCalled(one, left)));
}

/** Who takes the place of a unit is called to what has not begun. */
export function calledInstead(facts: PlanFacts, unit: string, next: PlanParticipant): PlanFacts {
  return withCalled(facts, (called) => {
    const isThere = called.some((one) => isCalled(one, next));
    return called.flatMap((one) => {
      if (one.unit !== unit) return [one];
      return isThere ? [] : [{ ...calledOf(next), ...present({ professions: one.professions }) }];
    });
  });
}

function withCalled(
  facts: PlanFacts,
  change: (called: readonly CalledParticipant[]) => CalledParticipant[],
): PlanFacts {
  const meetings = facts.meetings.map((meeting) =>
    meetingState(meeting) === 'kallad' ? { ...meeting, called: change(meeting.called) } : meeting,
  );
  return { ...facts, meetings };
}
