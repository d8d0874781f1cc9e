import type { Directory } from '#domain/directory/directory.js';
import { chargeableDaysByMonth, MeanDays, monthPayments } from '#domain/report/mean-days.js';
import { paymentOf, PaymentTotals } from '#domain/report/payment.js';
import type { PaymentRate, StayPayment } from '#domain/report/payment.js';
import type { ReportStay } from '#domain/report/stay.js';
import type { Profile } from '#domain/profile/profile.js';
import { stayColumns } from './report-heads.js';
import { readyStays } from './report-run.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import { tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

interface Judged {
  readonly payment: StayPayment;
  readonly directory: Directory;
}

const ROWS = tableOf<Judged>([
  ...stayColumns<Judged>(({ payment: { stay: id, ...payment } }) => ({ ...payment, id })),
  ['category', 'code', 'Kategori', 'Category', ({ payment }) => payment.category],
  ['municipality', 'code', 'Ansvarig kommun', 'Liable municipality', ({ payment }) => payment.municipality ?? null],
  ['placed', 'yes-no', 'Placerad', 'Placed', ({ payment }) => payment.isPlaced],
  ['noticeAt', 'instant', 'Underrättelse skickad', 'Notice sent', ({ payment }) => payment.noticeAt],
  ['firstLiableDay', 'day', 'Första ansvarsdag', 'First liable day', ({ payment }) => payment.firstLiableDay],
  ['open', 'yes-no', 'Ännu inneliggande', 'Still there', ({ payment }) => payment.isOpen],
  ['days', 'number', 'Betalningsdagar', 'Liable days', ({ payment }) => payment.days],
  ['rates', 'codes', 'Dagar per belopp', 'Days per amount', ({ payment }) => payment.rates.map(rateText)],
  ['amount', 'kronor', 'Belopp (kr)', 'Amount (SEK)', ({ payment }) => knownAmount(payment)],
  [
    'daysWithoutAmount',
    'number',
    'Dagar utan känt belopp',
    'Days without a known amount',
    ({ payment }) => payment.daysWithoutAmount,
  ],
  ['lostDays', 'number', 'Bortfallna dagar', 'Lost days', ({ payment }) => payment.lostDays],
  ['faults', 'codes', 'Brist', 'Fault', ({ payment }) => payment.faults.map(({ code }) => code)],
  ['faultRoles', 'codes', 'Bristens part', 'Party at fault', ({ payment }) => payment.faults.map(({ role }) => role)],
  [
    'faultUnits',
    'codes',
    'Bristens enhet',
    'Unit at fault',
    ({ payment }) => payment.faults.map(({ unit }) => unit ?? '?'),
  ],
  [
    'faultRules',
    'codes',
    'Bristens regel',
    'Rule of the fault',
    ({ payment }) => payment.faults.map(({ rule }) => rule),
  ],
  ['rule', 'code', 'Regel', 'Rule', ({ payment }) => payment.rule],
]);

/** Null, and not nothing, where no day has a known amount; where some have, what is known, beside the days without. [L-PAY-05] */
function knownAmount({ days, daysWithoutAmount, amount }: Pick<StayPayment, 'days' | 'daysWithoutAmount' | 'amount'>) {
  return days > 0 && daysWithoutAmount === days ? null : amount;
}

/** `2022: 3 x 9300`; a year without a known amount has none. */
function rateText({ year, days, perDay }: PaymentRate): string {
  return `${String(year)}: ${String(days)} x ${perDay === undefined ? '?' : String(perDay)}`;
}

/** What a municipality has to pay: by stays, or by the mean of a month. */
interface MunicipalitySum {
  readonly profile: string;
  readonly model: 'per-patient' | 'mean-days';
  readonly municipality: string | undefined;
  readonly month?: string;
  readonly stays: number;
  readonly days?: number;
  readonly mean?: number;
  readonly limitDays?: number;
  readonly liableDays: number;
  readonly perDay?: number | undefined;
  readonly amount: number | null | undefined;
  readonly daysWithoutAmount?: number;
  readonly lostDays?: number;
}

const SUMMARY = tableOf<MunicipalitySum>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['model', 'code', 'Modell', 'Model', ({ model }) => model],
  ['municipality', 'code', 'Ansvarig kommun', 'Liable municipality', ({ municipality }) => municipality ?? null],
  ['month', 'month', 'Månad', 'Month', ({ month }) => month ?? null],
  ['stays', 'number', 'Vårdtillfällen', 'Stays', ({ stays }) => stays],
  ['days', 'number', 'Dygn som utskrivningsklar', 'Days as ready', ({ days }) => days ?? null],
  ['mean', 'number', 'Medeldygn', 'Mean days', ({ mean }) => mean ?? null],
  ['limitDays', 'number', 'Gräns (dygn)', 'Limit (days)', ({ limitDays }) => limitDays ?? null],
  ['liableDays', 'number', 'Betalningsdagar', 'Liable days', ({ liableDays }) => liableDays],
  ['perDay', 'kronor', 'Per dag (kr)', 'Per day (SEK)', ({ perDay }) => perDay ?? null],
  ['amount', 'kronor', 'Belopp (kr)', 'Amount (SEK)', ({ amount }) => amount ?? null],
  [
    'daysWithoutAmount',
    'number',
    'Dagar utan känt belopp',
    'Days without a known amount',
    ({ daysWithoutAmount }) => daysWithoutAmount ?? null,
  ],
  ['lostDays', 'number', 'Bortfallna dagar', 'Lost days', ({ lostDays }) => lostDays ?? null],
]);

/** Who is liable to pay, from which day, for how many days, and why not where something failed. [L-PAY-01] to [L-PAY-06] */
export const PAYMENT_REPORT: Report = {
  head: {
    name: 'betalningsansvar',
    title: { sv: 'Kommunernas betalningsansvar', en: "The municipalities' liability to pay" },
    about: {
      sv: 'Betalningsdagar inom perioden enligt lag 2017:612; vårdtillfällen utan betalningsdagar eller bortfallna dagar visas inte. Medelvärdesmodellen frågas om för hela månader',
      en: 'Liable days within the period under the act 2017:612; stays without liable or lost days are not shown. Ask for whole months where the mean model holds',
    },
    hasPeriod: true,
    isPerStay: true,
    isPerPlan: false,
    columns: ROWS.columns,
    summary: SUMMARY.columns,
  },
  run: (ground) => new PaymentRun(ground),
};

/** Of one region, by either model. */
interface Sums {
  readonly profile: Profile;
  readonly totals: PaymentTotals;
  readonly means: MeanDays;
}

class PaymentRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly sums = new Map<string, Sums>();

  constructor(private readonly ground: ReportGround) {
    this.rows = this.read();
  }

  summary(): Row[] {
    const { amounts } = this.ground;
    return [...this.sums.values()].flatMap(({ profile, totals, means }) => [
      ...totals
        .rows()
        .map(({ days, ...total }) =>
          sumRow(profile, 'per-patient', { ...total, liableDays: days, amount: knownAmount({ ...total, days }) }),
        ),
      ...monthPayments(means.rows(), profile, amounts).map((month) => sumRow(profile, 'mean-days', month)),
    ]);
  }

  private async *read(): AsyncGenerator<readonly Row[]> {
    const { directory, noteShown } = this.ground;
    for await (const page of readyStays(this.ground)) {
      const payments = page.flatMap((stay) => this.judge(stay) ?? []);
      // Most stays cost nobody anything; they only count in the sums.
      const shown = payments.filter(({ days, lostDays }) => days + lostDays > 0);
      await noteShown(shown.map(({ stay }) => stay));
      yield shown.map((payment) => ROWS.row({ payment, directory }));
    }
  }

  private judge(stay: ReportStay): StayPayment | undefined {
    const { profiles, amounts, now, period } = this.ground;
    const profile = profiles.get(stay.profile);
    if (profile === undefined) return undefined;
    const { totals, means } = this.sumsOf(profile);
    const payment = paymentOf(stay, { profile, amounts, now, period });
    means.add(stay);
    if (payment !== undefined) totals.add(payment);
    return payment;
  }

  private sumsOf(profile: Profile): Sums {
    const { now, period } = this.ground;
    const known = this.sums.get(profile.id);
    if (known !== undefined) return known;
    const means = new MeanDays({ profile, now, period }, chargeableDaysByMonth);
    const sums = { profile, totals: new PaymentTotals(), means };
    this.sums.set(profile.id, sums);
    return sums;
  }
}

function sumRow(
  { id }: Profile,
  model: MunicipalitySum['model'],
  sum: Omit<MunicipalitySum, 'profile' | 'model'>,
): Row {
  return SUMMARY.row({ ...sum, profile: id, model });
}
