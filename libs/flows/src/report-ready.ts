import type { Directory } from '#domain/directory/directory.js';
import { HOUSINGS, readyTimeOf, ReadyTimes } from '#domain/report/ready-time.js';
import type { ReadyTime, ReadyTimeSum } from '#domain/report/ready-time.js';
import type { ReportPeriod } from '#domain/report/period.js';
import type { Baseline } from '#domain/report/reports-rule.js';
import type { ReportStay } from '#domain/report/stay.js';
import { stayColumns } from './report-heads.js';
import { readyStays } from './report-run.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import { shareOf, tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

interface Timed {
  readonly time: ReadyTime;
  readonly directory: Directory;
}

const ROWS = tableOf<Timed>([
  ...stayColumns<Timed>(({ time: { stay: id, ...time } }) => ({ ...time, id })),
  ['municipality', 'code', 'Kommun', 'Municipality', ({ time }) => time.municipality ?? null],
  ['category', 'code', 'Kategori', 'Category', ({ time }) => time.category ?? null],
  ['housing', 'code', 'Boende', 'Housing', ({ time }) => time.housing],
  ['readyAt', 'instant', 'Utskrivningsklar', 'Ready', ({ time }) => time.readyAt],
  ['end', 'code', 'Slut', 'End', ({ time }) => time.end ?? null],
  ['dischargedAt', 'instant', 'Utskriven', 'Discharged', ({ time }) => time.dischargedAt ?? null],
  ['minutes', 'number', 'Minuter till hemgång', 'Minutes to discharge', ({ time }) => time.minutes ?? null],
  ['sameDay', 'yes-no', 'Hem samma dag', 'Home the same day', ({ time }) => time.isSameDay ?? null],
  ['avoidableDays', 'number', 'Undvikbara dygn', 'Avoidable days', ({ time }) => time.avoidableDays],
]);

interface Group {
  readonly profile: string;
  /** `baseline`: no sum, but a known mean to compare with. */
  readonly of: 'all' | 'baseline' | ReadyTime['housing'];
  readonly sum?: ReadyTimeSum;
  readonly baseline?: Baseline;
}

const SUMMARY = tableOf<Group>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['of', 'code', 'Avser', 'Of', ({ of }) => of],
  ['comparison', 'text', 'Jämförelse', 'Comparison', ({ baseline }) => baseline?.sv ?? null],
  ['rule', 'code', 'Regel', 'Rule', ({ baseline }) => baseline?.rule ?? null],
  ['discharged', 'number', 'Utskrivna', 'Discharged', ({ sum }) => sum?.discharged ?? null],
  ['sameDay', 'number', 'Hem samma dag', 'Home the same day', ({ sum }) => sum?.sameDay ?? null],
  ['sameDayShare', 'share', 'Andel samma dag', 'Share the same day', ({ sum }) => shareOf(sum?.sameDayShare)],
  ['open', 'number', 'Ännu inneliggande', 'Still there', ({ sum }) => sum?.open ?? null],
  ['avoidableDays', 'number', 'Undvikbara dygn', 'Avoidable days', ({ sum }) => sum?.avoidableDays ?? null],
  ['meanDays', 'number', 'Medeldygn', 'Mean days', ({ sum, baseline }) => sum?.meanDays ?? baseline?.days ?? null],
  ['p50Minutes', 'number', 'Median minuter', 'Median minutes', ({ sum }) => sum?.p50Minutes ?? null],
  ['p90Minutes', 'number', '90 % inom minuter', '90 % within minutes', ({ sum }) => sum?.p90Minutes ?? null],
]);

/** From ready to home, stay by stay and in sum. [B-SCO-08, G-RDY-04, G-RDY-05, G-RDY-06, G-LAW-12] */
export const READY_REPORT: Report = {
  head: {
    name: 'utskrivningsklar-till-hemgang',
    title: { sv: 'Från utskrivningsklar till hemgång', en: 'From ready to home' },
    about: {
      sv: 'Vårdtillfällen vars tid som utskrivningsklar slutade under perioden, och de som är kvar och blev klara före dess slut',
      en: 'Stays whose time as ready ended in the period, and those still there that became ready before its end',
    },
    hasPeriod: true,
    isPerStay: true,
    isPerPlan: false,
    columns: ROWS.columns,
    summary: SUMMARY.columns,
  },
  run: (ground) => new ReadyRun(ground),
};

class ReadyRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly times = new Map<string, ReadyTimes>();

  constructor(private readonly ground: ReportGround) {
    this.rows = this.read();
  }

  summary(): Row[] {
    return [...this.times].sort().flatMap(([profile, times]) => {
      const baselines = this.ground.profiles.get(profile)?.reports.baselines ?? [];
      return [
        ...(['all', ...HOUSINGS] as const).map((of) => SUMMARY.row({ profile, of, sum: times.sum(of) })),
        ...baselines.map((baseline) => SUMMARY.row({ profile, of: 'baseline', baseline })),
      ];
    });
  }

  private async *read(): AsyncGenerator<readonly Row[]> {
    const { period, now, directory, profiles, noteShown } = this.ground;
    for await (const page of readyStays(this.ground)) {
      const times = page
        .filter((stay) => isOfPeriod(stay, period))
        .flatMap((stay) => readyTimeOf(stay, profiles.get(stay.profile), now) ?? []);
      await noteShown(times.map(({ stay }) => stay));
      for (const time of times) this.timesOf(time.profile).add(time);
      yield times.map((time) => ROWS.row({ time, directory }));
    }
  }

  private timesOf(profile: string): ReadyTimes {
    const times = this.times.get(profile) ?? new ReadyTimes();
    this.times.set(profile, times);
    return times;
  }
}

/** A stay belongs to the period in which its last time as ready ended, so that periods that follow each other share none. */
function isOfPeriod({ spells }: ReportStay, { from, to }: ReportPeriod): boolean {
  const end = spells.at(-1)?.end;
  return end === undefined || (end.on >= from && end.on <= to);
}
