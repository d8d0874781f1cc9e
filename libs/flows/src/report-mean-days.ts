import { MeanDays } from '#domain/report/mean-days.js';
import type { MonthMean } from '#domain/report/mean-days.js';
import { readyStays } from './report-run.js';
import type { Report, ReportGround } from './report-run.js';
import { tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

const ROWS = tableOf<MonthMean & { profile: string }>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['municipality', 'code', 'Kommun', 'Municipality', ({ municipality }) => municipality ?? null],
  ['month', 'month', 'Månad', 'Month', ({ month }) => month],
  ['stays', 'number', 'Vårdtillfällen', 'Stays', ({ stays }) => stays],
  ['days', 'number', 'Dygn som utskrivningsklar', 'Days as ready', ({ days }) => days],
  ['mean', 'number', 'Medeldygn', 'Mean days', ({ mean }) => mean],
]);

/** How long patients of each municipality were ready for discharge, month by month. [L-PAY-05] */
export const MEAN_DAYS_REPORT: Report = {
  head: {
    name: 'medeldygn',
    title: { sv: 'Medeldygn som utskrivningsklar', en: 'Mean days as ready' },
    about: {
      sv: 'Per kommun och månad. Varje dygn räknas i sin egen månad; bara dygn inom perioden räknas',
      en: 'Per municipality and month. Each day counts in its own month; only days within the period count',
    },
    hasPeriod: true,
    isPerStay: false,
    isPerPlan: false,
    columns: ROWS.columns,
    summary: undefined,
  },
  run: (ground) => ({ rows: read(ground), summary: () => [] }),
};

async function* read(ground: ReportGround): AsyncGenerator<readonly Row[]> {
  const { profiles, now, period } = ground;
  const sums = new Map<string, MeanDays>();
  for await (const page of readyStays(ground)) {
    for (const stay of page) {
      const profile = profiles.get(stay.profile);
      if (profile === undefined) continue;
      const sum = sums.get(stay.profile) ?? new MeanDays({ profile, now, period });
      sums.set(stay.profile, sum);
      sum.add(stay);
    }
  }
  yield [...sums].sort().flatMap(([profile, sum]) => sum.rows().map((row) => ROWS.row({ profile, ...row })));
}
