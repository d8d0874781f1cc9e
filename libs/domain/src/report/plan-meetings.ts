import { isOfPlan, meetingState } from '../plan/folding/meetings.js';
import type { MeetingState } from '../plan/folding/machines.js';
import type { Attendance, PlanMeeting, PlanStep, Relation } from '../plan/plan.js';
import type { Profile } from '../profile/profile.js';
import { dayIn, instantIn } from './ready-spells.js';
import type { ReportPlan } from './report-plan.js';

/** Somebody who was called to a meeting or was at it. */
export interface Presence {
  /** HSA-id; undefined for the person and everybody without an inbox, of whom only the relation is known. */
  readonly unit: string | undefined;
  readonly relation: Relation;
  readonly wasCalled: boolean;
  /** Undefined as long as the meeting was not held. */
  readonly attended: boolean | undefined;
  /**
   * Whether the unit told anything of the plan from the call until the meeting began, which is all that the hub sees of its own
   * planning; undefined for who was not called by an inbox, and before the meeting. [N-PREP-04]
   */
  readonly isPrepared: boolean | undefined;
}

/** A meeting as reports count it. */
export interface ReportedMeeting {
  /** The hub's id of the call, or of the message that held it. */
  readonly id: string;
  /** HSA-id of who called, or told of it. */
  readonly unit: string;
  readonly purpose: PlanMeeting['purpose'];
  readonly setting: PlanMeeting['setting'];
  readonly form: PlanMeeting['form'];
  readonly state: MeetingState;
  /** When it was held, or is to be; when the call came, where nobody has said. */
  readonly at: Date;
  readonly presences: readonly Presence[];
  /** Whether whoever called is paid for it; undefined where no rule says so, or as long as it was not held in a known form. [S-CALL-08] */
  readonly isPaid: boolean | undefined;
  /** Whether SIPkollen was offered; undefined for a meeting of the parties alone and one that was not held. [S-MEET-13, P-EVAL-01] */
  readonly isSurveyOffered: boolean | undefined;
  /** Civil day of the follow-up that was decided on; undefined where none was. */
  readonly followUpOn: string | undefined;
  /** Whether it was decided when to follow up, or why not; undefined as for the survey. */
  readonly isFollowUpDecided: boolean | undefined;
}

/** The meetings of a plan, in the order in which they were called. */
export function meetingsOf({ plan }: ReportPlan, profile: Profile | undefined, now: Date): ReportedMeeting[] {
  return plan.facts.meetings.map((meeting): ReportedMeeting => {
    const { id, unit, purpose, setting, form, held } = meeting;
    const paid = profile?.reports.paidMeetings;
    const isCounted = held !== undefined && isOfPlan(meeting);
    return {
      ...{ id, unit, purpose, setting, form, state: meetingState(meeting) },
      at: instantIn(held?.heldAt) ?? instantIn(meeting.meetingAt) ?? new Date(meeting.at),
      presences: presencesOf(meeting, plan.steps, now),
      isPaid: isCounted && form !== undefined ? paid?.forms.includes(form) : undefined,
      isSurveyOffered: isCounted ? held.sipkollenOffered === true : undefined,
      followUpOn: dayIn(held?.followUpOn),
      isFollowUpDecided: isCounted ? (held.followUpOn ?? held.noFollowUpReason) !== undefined : undefined,
    };
  });
}

/** Those who were called, in that order, then those who came without a call. Who is not spoken of was not there. */
function presencesOf(meeting: PlanMeeting, steps: readonly PlanStep[], now: Date): Presence[] {
  const { called, held, calledOffAt } = meeting;
  if (calledOffAt !== undefined) return [];
  const left = [...(held?.attendance ?? [])];
  const listed = called.map(({ unit, relation }): Presence => {
    const found = left.findIndex((one) => isSame(one, unit, relation));
    const [said] = found === -1 ? [] : left.splice(found, 1);
    const attended = held === undefined ? undefined : said?.attended === true;
    return { unit, relation, wasCalled: true, attended, isPrepared: isPrepared(meeting, unit, steps, now) };
  });
  const others = left.map(({ unit, relation, attended }): Presence => {
    return { unit, relation, wasCalled: false, attended, isPrepared: undefined };
  });
  return [...listed, ...others];
}

function isSame(one: Attendance, unit: string | undefined, relation: Relation): boolean {
  return unit === undefined && one.unit === undefined ? one.relation === relation : one.unit === unit;
}

function isPrepared(
  meeting: PlanMeeting,
  unit: string | undefined,
  steps: readonly PlanStep[],
  now: Date,
): boolean | undefined {
  const begun = instantIn(meeting.openedAt) ?? instantIn(meeting.held?.heldAt) ?? instantIn(meeting.meetingAt);
  if (unit === undefined || !isOfPlan(meeting) || begun === undefined || begun > now) return undefined;
  const from = new Date(meeting.at);
  return steps.some((step) => {
    const at = new Date(step.at);
    return step.unit === unit && step.withdrawn !== true && at >= from && at <= begun;
  });
}

export interface PresenceSum {
  readonly called: number;
  readonly attended: number;
  readonly absent: number;
  /** Called to a meeting that was not held yet. */
  readonly waiting: number;
  readonly unprepared: number;
  /** Of those who were called to a meeting that was held, 0 to 1. */
  readonly share: number | undefined;
}

export function sumPresences(of: readonly Presence[]): PresenceSum {
  const called = of.filter(({ wasCalled }) => wasCalled);
  const came = called.filter(({ attended }) => attended === true).length;
  const absent = called.filter(({ attended }) => attended === false).length;
  return {
    called: called.length,
    attended: of.filter(({ attended }) => attended === true).length,
    absent,
    waiting: called.length - came - absent,
    unprepared: of.filter((one) => one.isPrepared === false).length,
    share: came + absent === 0 ? undefined : came / (came + absent),
  };
}

export interface MeetingSum extends Pick<PresenceSum, 'called' | 'attended' | 'absent' | 'share'> {
  readonly meetings: number;
  readonly held: number;
  readonly calledOff: number;
  readonly paid: number;
  readonly surveyOffered: number;
  /** Of the meetings with the person that were held, 0 to 1. */
  readonly surveyShare: number | undefined;
  readonly followUpDecided: number;
}

export function sumMeetings(meetings: readonly ReportedMeeting[]): MeetingSum {
  const { called, attended, absent, share } = sumPresences(meetings.flatMap(({ presences }) => presences));
  const count = (is: (meeting: ReportedMeeting) => boolean) => meetings.filter(is).length;
  const asked = count(({ isSurveyOffered }) => isSurveyOffered !== undefined);
  const surveyOffered = count(({ isSurveyOffered }) => isSurveyOffered === true);
  return {
    ...{ called, attended, absent, share, surveyOffered, meetings: meetings.length },
    held: count(({ state }) => state === 'genomford'),
    calledOff: count(({ state }) => state === 'installd'),
    paid: count(({ isPaid }) => isPaid === true),
    surveyShare: asked === 0 ? undefined : surveyOffered / asked,
    followUpDecided: count(({ isFollowUpDecided }) => isFollowUpDecided === true),
  };
}
