import type { Directory } from '#domain/directory/directory.js';
import { seriesOf } from '#domain/report/plan-evaluations.js';
import type { GoalSeries } from '#domain/report/plan-evaluations.js';
import type { Profile } from '#domain/profile/profile.js';
import { Groups, nameOf, planColumns, plansOfPeriod } from './report-plan-heads.js';
import type { ListedPlan } from './report-plan-heads.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import { shareOf, tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

interface Listed extends ListedPlan {
  readonly series: GoalSeries;
  readonly profile: Profile | undefined;
}

const ROWS = tableOf<Listed>([
  ...planColumns<Listed>(),
  ['goal', 'text', 'Mål (navets id)', 'Goal (hub id)', ({ series }) => series.goal],
  ['of', 'code', 'Avser', 'Of', ({ series }) => series.of],
  ['heading', 'code', 'Rubrik', 'Heading', ({ series }) => series.heading ?? null],
  ['unit', 'text', 'Skrivet av (HSA-id)', 'Written by (HSA-id)', ({ series }) => series.unit],
  ['unitName', 'text', 'Skrivet av', 'Written by', ({ series, directory }) => nameOf(series.unit, directory)],
  ['evaluations', 'number', 'Utvärderingar', 'Evaluations', ({ series }) => series.evaluations.length],
  ['on', 'codes', 'Dagar', 'Days', ({ series }) => series.evaluations.map(({ on }) => on)],
  ['by', 'codes', 'Av (HSA-id)', 'By (HSA-id)', ({ series }) => series.evaluations.map(({ unit }) => unit)],
  ['scores', 'codes', 'Måluppfyllelse', 'Attainment', ({ series }) => series.evaluations.map(({ score }) => score)],
  ['score', 'code', 'Senast', 'Latest', ({ series }) => series.last.score],
  [
    'scoreName',
    'text',
    'Senast, i ord',
    'Latest, in words (Swedish)',
    ({ series, profile }) => nameOfScore(series.last.score, profile),
  ],
  ['change', 'number', 'Förändring i steg', 'Change in degrees', ({ series }) => series.change ?? null],
]);

interface Group {
  readonly profile: string;
  readonly of: GoalSeries['of'];
  readonly score: string;
  readonly scoreName: string | null;
  readonly goals: number;
  readonly share: number | undefined;
}

const SUMMARY = tableOf<Group>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['of', 'code', 'Avser', 'Of', ({ of }) => of],
  ['score', 'code', 'Senaste måluppfyllelse', 'Latest attainment', ({ score }) => score],
  ['scoreName', 'text', 'I ord', 'In words (Swedish)', ({ scoreName }) => scoreName],
  ['goals', 'number', 'Mål', 'Goals', ({ goals }) => goals],
  ['share', 'share', 'Andel', 'Share', ({ share }) => shareOf(share)],
]);

function nameOfScore(score: string, profile: Profile | undefined): string | null {
  return profile?.plan?.scale?.codes.find(({ code }) => code === score)?.name.sv ?? null;
}

/** How goals were evaluated, time after time. [G-EVAL-10] */
export const PLAN_EVALUATIONS_REPORT: Report = {
  head: {
    name: 'sip-utvarderingar',
    title: { sv: 'Måluppfyllelse i SIP', en: 'Attainment of goals of plans (SIP)' },
    about: {
      sv: 'Mål som utvärderades under perioden: hela serien av bedömningar till och med periodens slut, och hur den senaste fördelar sig',
      en: 'Goals that were evaluated in the period: the whole series of degrees up to its end, and how the latest ones are spread',
    },
    hasPeriod: true,
    isPerStay: false,
    isPerPlan: true,
    columns: ROWS.columns,
    summary: SUMMARY.columns,
  },
  run: (ground) => new EvaluationsRun(ground),
};

class EvaluationsRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly groups = new Groups<Pick<Group, 'profile' | 'of'>, string>();

  constructor(private readonly ground: ReportGround) {
    this.rows = this.read();
  }

  /** In the order of the scale; a degree that it does not know comes last. */
  summary(): Row[] {
    return this.groups.rows().flatMap(({ key, items }) => {
      const profile = this.ground.profiles.get(key.profile);
      const scale = profile?.plan?.scale?.codes.map(({ code }) => code) ?? [];
      const unknown = [...new Set(items)].filter((score) => !scale.includes(score)).sort();
      return [...scale, ...unknown].map((score) => {
        const goals = items.filter((one) => one === score).length;
        const scoreName = nameOfScore(score, profile);
        return SUMMARY.row({ ...key, score, scoreName, goals, share: goals / items.length });
      });
    });
  }

  private async *read(): AsyncGenerator<readonly Row[]> {
    const { profiles, directory, period, notePlansShown } = this.ground;
    for await (const page of plansOfPeriod(this.ground)) {
      const listed = page.flatMap((of) => listedOf(of, profiles.get(of.plan.profile), directory, period));
      await notePlansShown([...new Set(listed.map(({ of }) => of.plan.id))]);
      for (const { of, series } of listed) {
        this.groups.add({ profile: of.plan.profile, of: series.of }, series.last.score);
      }
      yield listed.map((one) => ROWS.row(one));
    }
  }
}

function listedOf(
  of: ListedPlan['of'],
  profile: Profile | undefined,
  directory: Directory,
  period: ReportGround['period'],
): Listed[] {
  return seriesOf(of, profile, period).map((series) => ({ of, series, profile, directory }));
}
