import { civilDateOf } from '#domain/calendar.js';
import { isWithin } from '#domain/report/period.js';
import { meetingsOf, sumMeetings, sumPresences } from '#domain/report/plan-meetings.js';
import type { MeetingSum, ReportedMeeting } from '#domain/report/plan-meetings.js';
import { Groups, nameOf, planColumns, plansOfPeriod } from './report-plan-heads.js';
import type { ListedPlan } from './report-plan-heads.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import { shareOf, tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

/** A meeting of a plan. */
export interface ListedMeeting extends ListedPlan {
  readonly meeting: ReportedMeeting;
}

const ROWS = tableOf<ListedMeeting>([
  ...planColumns<ListedMeeting>(),
  ['meeting', 'text', 'Möte (navets id)', 'Meeting (hub id)', ({ meeting }) => meeting.id],
  ['purpose', 'code', 'Avser', 'Of', ({ meeting }) => meeting.purpose],
  ['setting', 'code', 'Vid', 'Beside', ({ meeting }) => meeting.setting ?? null],
  ['form', 'code', 'Mötesform', 'Form', ({ meeting }) => meeting.form ?? null],
  ['meetingState', 'code', 'Mötets läge', 'State of the meeting', ({ meeting }) => meeting.state],
  ['at', 'instant', 'Mötestid', 'Time', ({ meeting }) => meeting.at],
  ['unit', 'text', 'Kallat av (HSA-id)', 'Called by (HSA-id)', ({ meeting }) => meeting.unit],
  ['unitName', 'text', 'Kallat av', 'Called by', ({ meeting, directory }) => nameOf(meeting.unit, directory)],
  ['called', 'number', 'Kallade', 'Called', ({ meeting }) => sumPresences(meeting.presences).called],
  ['attended', 'number', 'Deltog', 'Attended', ({ meeting }) => sumPresences(meeting.presences).attended],
  [
    'absent',
    'number',
    'Kallade som uteblev',
    'Called and absent',
    ({ meeting }) => sumPresences(meeting.presences).absent,
  ],
  [
    'unprepared',
    'number',
    'Utan egen planering i navet',
    'No own planning in the hub',
    ({ meeting }) => sumPresences(meeting.presences).unprepared,
  ],
  ['paid', 'yes-no', 'Ger ersättning', 'Is paid for', ({ meeting }) => meeting.isPaid ?? null],
  [
    'surveyOffered',
    'yes-no',
    'SIPkollen erbjuden',
    'SIPkollen offered',
    ({ meeting }) => meeting.isSurveyOffered ?? null,
  ],
  ['followUpOn', 'day', 'Följs upp', 'Follow-up on', ({ meeting }) => meeting.followUpOn ?? null],
  [
    'followUpDecided',
    'yes-no',
    'Uppföljning beslutad eller avstådd',
    'Follow-up decided on or not needed',
    ({ meeting }) => meeting.isFollowUpDecided ?? null,
  ],
]);

interface Group {
  readonly profile: string;
  readonly purpose: ReportedMeeting['purpose'];
  readonly form: ReportedMeeting['form'] | null;
  readonly sum: MeetingSum;
}

const SUMMARY = tableOf<Group>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['purpose', 'code', 'Avser', 'Of', ({ purpose }) => purpose],
  ['form', 'code', 'Mötesform', 'Form', ({ form }) => form ?? null],
  ['meetings', 'number', 'Möten', 'Meetings', ({ sum }) => sum.meetings],
  ['held', 'number', 'Hållna', 'Held', ({ sum }) => sum.held],
  ['calledOff', 'number', 'Inställda', 'Called off', ({ sum }) => sum.calledOff],
  ['called', 'number', 'Kallade', 'Called', ({ sum }) => sum.called],
  ['attended', 'number', 'Deltog', 'Attended', ({ sum }) => sum.attended],
  ['absent', 'number', 'Kallade som uteblev', 'Called and absent', ({ sum }) => sum.absent],
  ['share', 'share', 'Andel kallade som kom', 'Share of the called that came', ({ sum }) => shareOf(sum.share)],
  ['paid', 'number', 'Ger ersättning', 'Paid for', ({ sum }) => sum.paid],
  ['surveyOffered', 'number', 'SIPkollen erbjuden', 'SIPkollen offered', ({ sum }) => sum.surveyOffered],
  ['surveyShare', 'share', 'Andel med SIPkollen', 'Share with SIPkollen', ({ sum }) => shareOf(sum.surveyShare)],
  [
    'followUpDecided',
    'number',
    'Uppföljning beslutad eller avstådd',
    'Follow-up decided on or not needed',
    ({ sum }) => sum.followUpDecided,
  ],
]);

/** The meetings of plans: who came, in which form, and what was decided and offered. [S-CALL-08, S-MEET-13, P-EVAL-01, N-PREP-04] */
export const PLAN_MEETINGS_REPORT: Report = {
  head: {
    name: 'sip-moten',
    title: { sv: 'SIP-möten', en: 'Meetings of plans (SIP)' },
    about: {
      sv: 'Möten som hölls eller skulle hållas under perioden: form, hur många som kom, ersättning, SIPkollen och uppföljning',
      en: 'Meetings that were held or to be held in the period: form, how many came, payment, SIPkollen and follow-up',
    },
    hasPeriod: true,
    isPerStay: false,
    isPerPlan: true,
    columns: ROWS.columns,
    summary: SUMMARY.columns,
  },
  run: (ground) => new MeetingsRun(ground),
};

class MeetingsRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly groups = new Groups<Omit<Group, 'sum'>, ReportedMeeting>();

  constructor(private readonly ground: ReportGround) {
    this.rows = this.read();
  }

  summary(): Row[] {
    return this.groups.rows().map(({ key, items }) => SUMMARY.row({ ...key, sum: sumMeetings(items) }));
  }

  private async *read(): AsyncGenerator<readonly Row[]> {
    for await (const listed of meetingsOfPeriod(this.ground)) {
      await this.ground.notePlansShown([...new Set(listed.map(({ of }) => of.plan.id))]);
      for (const { of, meeting } of listed) {
        const { purpose, form = null } = meeting;
        this.groups.add({ profile: of.plan.profile, purpose, form }, meeting);
      }
      yield listed.map((one) => ROWS.row(one));
    }
  }
}

/** The meetings of the period, page by page. */
export async function* meetingsOfPeriod(ground: ReportGround): AsyncGenerator<ListedMeeting[]> {
  const { profiles, directory, period, now } = ground;
  for await (const page of plansOfPeriod(ground)) {
    yield page.flatMap((of) =>
      meetingsOf(of, profiles.get(of.plan.profile), now)
        .filter(({ at }) => isWithin(civilDateOf(at), period))
        .map((meeting) => ({ of, meeting, directory })),
    );
  }
}
