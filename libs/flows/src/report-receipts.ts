import { addCivilDays, civilDateOf } from '#domain/calendar.js';
import { daysBetween } from '#domain/report/period.js';
import { Receipts } from '#domain/report/receipts.js';
import type { ReceiptRow } from '#domain/report/receipts.js';
import { unitColumns } from './report-heads.js';
import type { CountedUnit } from './report-heads.js';
import { isWantedUnit, spanOf } from './report-run.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import type { AskedReceipt } from './report-ports.js';
import { shareOf, tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

type Counted = Omit<ReceiptRow, 'unit'>;

/** A deadline that the profile no longer has knows no cut-off. */
const NO_CUT_OFF = { due: { hours: 0 } } as const;

const COUNTS = tableOf<Counted>([
  ['side', 'code', 'Före/från brytpunkt', 'Before/from cut-off', ({ side }) => side ?? null],
  ['asked', 'number', 'Begärda', 'Asked', ({ asked }) => asked],
  ['inTime', 'number', 'I tid', 'In time', ({ inTime }) => inTime],
  ['late', 'number', 'För sent', 'Late', ({ late }) => late],
  ['outstanding', 'number', 'Saknas', 'Outstanding', ({ outstanding }) => outstanding],
  ['waiting', 'number', 'Väntar ännu', 'Not yet due', ({ waiting }) => waiting],
  ['share', 'share', 'Andel i tid', 'Share in time', ({ share }) => shareOf(share)],
  ['p50Minutes', 'number', 'Median minuter', 'Median minutes', ({ p50Minutes }) => p50Minutes ?? null],
  ['p95Minutes', 'number', '95 % inom minuter', '95 % within minutes', ({ p95Minutes }) => p95Minutes ?? null],
]);

const UNIT = tableOf<CountedUnit>([
  ...unitColumns<CountedUnit>(),
  ['profile', 'code', 'Profil', 'Profile', ({ unit }) => unit?.profile ?? null],
]);

const PROFILE = tableOf<string>([['profile', 'code', 'Profil', 'Profile', (profile) => profile]]);

/** How punctual kvittenser are, per unit and on either side of the cut-off that the profile gives their deadline. [B-ACK-14] */
export const RECEIPTS_REPORT: Report = {
  head: {
    name: 'kvittenser',
    title: { sv: 'Kvittenser i tid, per enhet', en: 'Receipt punctuality, per unit' },
    about: {
      sv: 'Kvittenser på meddelanden som kom under perioden. Andelen är av dem vars tid har gått ut eller som är kvitterade',
      en: 'Receipts of messages that came in the period. The share is of those that were receipted or whose time has passed',
    },
    hasPeriod: true,
    isPerStay: false,
    isPerPlan: false,
    columns: [...UNIT.columns, ...COUNTS.columns],
    summary: [...PROFILE.columns, ...COUNTS.columns],
  },
  run: (ground) => new ReceiptsRun(ground),
};

class ReceiptsRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly ofUnits: Receipts;
  private readonly ofProfiles: Receipts;

  constructor(private readonly ground: ReportGround) {
    this.ofUnits = new Receipts(ground.now);
    this.ofProfiles = new Receipts(ground.now);
    this.rows = this.read();
  }

  summary(): Row[] {
    return this.ofProfiles
      .rows()
      .map(({ unit: profile, ...counts }) => ({ ...PROFILE.row(profile), ...COUNTS.row(counts) }));
  }

  /** A day at a time: no more is held than the counts, and the minutes that the percentiles are made from. */
  private async *read(): AsyncGenerator<readonly Row[]> {
    const { store, period, filter, directory, now } = this.ground;
    const today = civilDateOf(now);
    const last = period.to < today ? period.to : today;
    for (const day of daysBetween(period.from, addCivilDays(last, 1))) {
      for (const receipt of await store.askedReceipts(spanOf({ from: day, to: day }), filter)) {
        if (isWantedUnit(receipt.responsible, filter, directory)) this.add(receipt);
      }
    }
    yield this.ofUnits.rows().map(({ unit: hsaId, ...counts }) => ({
      ...UNIT.row({ hsaId, unit: directory.units.get(hsaId) }),
      ...COUNTS.row(counts),
    }));
  }

  private add(receipt: AskedReceipt): void {
    const rule = this.ground.profiles.get(receipt.profile)?.deadlines[receipt.kind] ?? NO_CUT_OFF;
    this.ofUnits.add(receipt, rule);
    this.ofProfiles.add({ ...receipt, responsible: receipt.profile }, rule);
  }
}
