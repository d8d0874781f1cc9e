import { OpenPlans, standingOf } from '#domain/report/open-plans.js';
import type { OpenPlansSum, PlanStanding } from '#domain/report/open-plans.js';
import { openPlans, planColumns } from './report-plan-heads.js';
import type { ListedPlan } from './report-plan-heads.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import { tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

interface Standing extends ListedPlan {
  readonly standing: PlanStanding;
}

const ROWS = tableOf<Standing>([
  ...planColumns<Standing>(),
  ['openedAt', 'instant', 'Öppen sedan', 'Open since', ({ of }) => of.openedAt],
  ['days', 'number', 'Dagar', 'Days', ({ standing }) => standing.days],
  [
    'lacksMainGoal',
    'yes-no',
    'Utan huvudmål efter mötet',
    'No main goal after the meeting',
    ({ standing }) => standing.lacksMainGoal ?? null,
  ],
  [
    'deathNoticedAt',
    'instant',
    'Dödsfall aviserat',
    'Death noticed',
    ({ standing }) => standing.deathNoticedAt ?? null,
  ],
  ['followUpOn', 'day', 'Följs upp', 'Follow-up on', ({ standing }) => standing.followUpOn ?? null],
  [
    'lacksFollowUp',
    'yes-no',
    'Ingen kommande uppföljning',
    'No follow-up to come',
    ({ standing }) => standing.lacksFollowUp,
  ],
  ['overdue', 'number', 'Försenat', 'Overdue', ({ standing }) => standing.overdue],
  ['overdueSince', 'instant', 'Försenat sedan', 'Overdue since', ({ standing }) => standing.overdueSince ?? null],
]);

const SUMMARY = tableOf<{ profile: string; sum: OpenPlansSum }>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['planState', 'code', 'Läge', 'State', ({ sum }) => sum.state ?? 'all'],
  ['plans', 'number', 'Antal', 'Count', ({ sum }) => sum.plans],
  ['p50Days', 'number', 'Median dagar öppen', 'Median days open', ({ sum }) => sum.p50Days ?? null],
  ['mostDays', 'number', 'Som mest dagar', 'Most days', ({ sum }) => sum.mostDays ?? null],
  [
    'lacksMainGoal',
    'number',
    'Utan huvudmål efter mötet',
    'No main goal after the meeting',
    ({ sum }) => sum.lacksMainGoal,
  ],
  ['deathNoticed', 'number', 'Dödsfall aviserat', 'Death noticed', ({ sum }) => sum.deathNoticed],
  ['lacksFollowUp', 'number', 'Ingen kommande uppföljning', 'No follow-up to come', ({ sum }) => sum.lacksFollowUp],
  ['overdue', 'number', 'Med något försenat', 'With something overdue', ({ sum }) => sum.overdue],
]);

/** Plans that are open, how old they are and what they lack. [N-GOAL-06, N-CLOSE-15, S-FUP-07] */
export const OPEN_PLANS_REPORT: Report = {
  head: {
    name: 'oppna-sip',
    title: { sv: 'Öppna SIP', en: 'Open plans (SIP)' },
    about: {
      sv: 'Hur det står till nu, utan period: läge och ålder, och vad som saknas av huvudmål, uppföljning och avslut efter dödsfall',
      en: 'How things stand now, without a period: state and age, and what is missing of main goal, follow-up and closing after a death',
    },
    hasPeriod: false,
    isPerStay: false,
    isPerPlan: true,
    columns: ROWS.columns,
    summary: SUMMARY.columns,
  },
  run: (ground) => new OpenPlansRun(ground),
};

class OpenPlansRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly regions = new Map<string, OpenPlans>();

  constructor(private readonly ground: ReportGround) {
    this.rows = this.read();
  }

  summary(): Row[] {
    return [...this.regions]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([profile, plans]) => plans.sums().map((sum) => SUMMARY.row({ profile, sum })));
  }

  private async *read(): AsyncGenerator<readonly Row[]> {
    const { profiles, directory, now, notePlansShown } = this.ground;
    for await (const page of openPlans(this.ground)) {
      await notePlansShown(page.map(({ plan }) => plan.id));
      yield page.map((of) => {
        const standing = standingOf(of, profiles.get(of.plan.profile), now);
        this.region(of.plan.profile).add(standing);
        return ROWS.row({ of, standing, directory });
      });
    }
  }

  private region(profile: string): OpenPlans {
    const known = this.regions.get(profile) ?? new OpenPlans();
    this.regions.set(profile, known);
    return known;
  }
}
