import type { Unit } from '#domain/directory/directory.js';
import { interventionsOf, sumInterventions } from '#domain/report/plan-interventions.js';
import type { InterventionSum, ReportedIntervention } from '#domain/report/plan-interventions.js';
import { unitColumns } from './report-heads.js';
import { Groups, nameOf, openPlans, planColumns } from './report-plan-heads.js';
import type { ListedPlan } from './report-plan-heads.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import { shareOf, tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

interface Listed extends ListedPlan {
  readonly one: ReportedIntervention;
}

const ROWS = tableOf<Listed>([
  ...planColumns<Listed>(),
  ['intervention', 'text', 'Insats (navets id)', 'Intervention (hub id)', ({ one }) => one.id],
  ['unit', 'text', 'Skriven av (HSA-id)', 'Written by (HSA-id)', ({ one }) => one.owner],
  ['unitName', 'text', 'Skriven av', 'Written by', ({ one, directory }) => nameOf(one.owner, directory)],
  ['interventionState', 'code', 'Insatsens läge', 'State of the intervention', ({ one }) => one.state],
  ['unshared', 'yes-no', 'Sparad, inte utdelad', 'Saved, not shared', ({ one }) => one.isUnshared],
  ['shareBy', 'instant', 'Delas ut senast', 'To be shared by', ({ one }) => one.shareBy ?? null],
  ['endsOn', 'day', 'Sista dag', 'Last day', ({ one }) => one.endsOn ?? null],
  ['overdue', 'yes-no', 'Försenad', 'Overdue', ({ one }) => one.isOverdue],
  [
    'lacksComment',
    'yes-no',
    'Utan uppföljningskommentar',
    'No follow-up comment',
    ({ one }) => one.lacksComment ?? null,
  ],
]);

interface Group {
  readonly profile: string;
  readonly hsaId: string;
  readonly unit: Unit | undefined;
  readonly sum: InterventionSum;
}

const SUMMARY = tableOf<Group>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ...unitColumns<Group>(),
  ['interventions', 'number', 'Insatser', 'Interventions', ({ sum }) => sum.interventions],
  ['unshared', 'number', 'Sparade, inte utdelade', 'Saved, not shared', ({ sum }) => sum.unshared],
  ['overdue', 'number', 'Försenade', 'Overdue', ({ sum }) => sum.overdue],
  ['lacksComment', 'number', 'Utan uppföljningskommentar', 'No follow-up comment', ({ sum }) => sum.lacksComment],
  ['share', 'share', 'Andel med kommentar', 'Share with a comment', ({ sum }) => shareOf(sum.commentedShare)],
]);

/** Interventions that go on, and what is missing of them. [N-INT-06, N-FUP-08] */
export const PLAN_INTERVENTIONS_REPORT: Report = {
  head: {
    name: 'sip-insatser',
    title: { sv: 'Insatser i SIP', en: 'Interventions of plans (SIP)' },
    about: {
      sv: 'Hur det står till nu, utan period: pågående insatser i öppna SIP, de som är sparade och inte utdelade, de som är försenade och de som saknar kommentar vid den senaste uppföljningen',
      en: 'How things stand now, without a period: interventions of open plans, those saved and not shared, those overdue, and those without a comment at the latest follow-up',
    },
    hasPeriod: false,
    isPerStay: false,
    isPerPlan: true,
    columns: ROWS.columns,
    summary: SUMMARY.columns,
  },
  run: (ground) => new InterventionsRun(ground),
};

class InterventionsRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly byUnit = new Groups<{ profile: string; hsaId: string }, ReportedIntervention>();

  constructor(private readonly ground: ReportGround) {
    this.rows = this.read();
  }

  summary(): Row[] {
    const { units } = this.ground.directory;
    return this.byUnit
      .rows()
      .map(({ key, items }) => SUMMARY.row({ ...key, unit: units.get(key.hsaId), sum: sumInterventions(items) }));
  }

  /** A unit that is asked for is the one that wrote them. */
  private async *read(): AsyncGenerator<readonly Row[]> {
    const { directory, now, notePlansShown, filter } = this.ground;
    for await (const page of openPlans(this.ground)) {
      const listed = page.flatMap((of) => interventionsOf(of, now).map((one): Listed => ({ of, one, directory })));
      const shown = listed.filter(({ one }) => filter.unit === undefined || one.owner === filter.unit);
      await notePlansShown([...new Set(shown.map(({ of }) => of.plan.id))]);
      for (const { of, one } of shown) this.byUnit.add({ profile: of.plan.profile, hsaId: one.owner }, one);
      yield shown.map((row) => ROWS.row(row));
    }
  }
}
