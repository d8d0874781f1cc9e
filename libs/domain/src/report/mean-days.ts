import { civilDateOf, type CivilDate } from '../calendar.js';
import type { Profile } from '../profile/profile.js';
import { amountOn, type PaymentAmounts } from './payment-amounts.js';
import { admissionFaults, preconditions, readyToldAt } from './payment-preconditions.js';
import { firstLiableDay, modelOn } from './payment-rule.js';
import { mayBeLiable, type LiableStay } from './liable-stay.js';
import { countedUntil, liableMunicipality } from './payment.js';
import { daysBetween, isWithin, monthOf, type Month, type ReportPeriod } from './period.js';
import type { ReadySpell } from './ready-spells.js';
import type { ReportStay } from './stay.js';

export interface MeanDaysGround {
  readonly profile: Profile;
  readonly now: Date;
  /** Only days within it are counted; all of them without it. */
  readonly period?: ReportPeriod;
}

/** How long a municipality's patients were ready for discharge in a month. */
export interface MonthMean {
  /** Four-digit code; undefined for stays of which no message has told it. */
  readonly municipality: string | undefined;
  readonly month: Month;
  /** Stays that had a ready day or a ready notice in the month. */
  readonly stays: number;
  readonly days: number;
  /** Days per stay, two decimals. */
  readonly mean: number;
}

/** A month in which the mean model holds: what is above the limit is liable. */
export interface MonthPayment extends MonthMean {
  readonly rule: string;
  readonly limitDays: number;
  /** Days above the limit, all stays together, two decimals. */
  readonly liableDays: number;
  /** SEK per day, and for the liable days, whole kronor; undefined when the amount of the year is not known. [L-PAY-05] */
  readonly perDay: number | undefined;
  readonly amount: number | undefined;
}

/**
 * Sums up the stays of one profile, each added once. A day belongs to the month in which it lies, so that a stay over the turn
 * of a month counts in both, in each with its own days; a stay that went home at once counts in the month of its notice with
 * no day.
 */
export class MeanDays {
  private readonly sums = new Map<
    string,
    { municipality: string | undefined; month: Month; stays: number; days: number }
  >();

  /** @param daysOf days by month of one stay: `readyDaysByMonth`, or `chargeableDaysByMonth` for the liability. */
  constructor(
    private readonly ground: MeanDaysGround,
    private readonly daysOf: typeof readyDaysByMonth = readyDaysByMonth,
  ) {}

  add(stay: ReportStay): void {
    const municipality = liableMunicipality(stay);
    for (const [month, days] of this.daysOf(stay, this.ground)) {
      const key = `${municipality ?? ''} ${month}`;
      const sum = this.sums.get(key) ?? { municipality, month, stays: 0, days: 0 };
      this.sums.set(key, { ...sum, stays: sum.stays + 1, days: sum.days + days });
    }
  }

  /** By municipality and month, in order. */
  rows(): MonthMean[] {
    return [...this.sums]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, sum]) => ({ ...sum, mean: hundredths(sum.days / sum.stays) }));
  }
}

/** The months in which the mean model holds, with what is above its limit. */
export function monthPayments(
  rows: readonly MonthMean[],
  { payment }: Profile,
  amounts: PaymentAmounts,
): MonthPayment[] {
  return rows.flatMap((row) => {
    const first = `${row.month}-01`;
    const { model, limitDays } = modelOn(payment, first);
    if (model !== 'mean-days') return [];
    const liableDays = hundredths(Math.max(0, row.days - limitDays * row.stays));
    const perDay = amountOn(amounts, first);
    const amount = perDay === undefined ? undefined : Math.round(liableDays * perDay);
    return [{ ...row, rule: payment.rule, limitDays, liableDays, perDay, amount }];
  });
}

/** Days as ready of one stay by month, from the day of the notice on; the day of the end is not counted. */
export function readyDaysByMonth(
  stay: ReportStay,
  { profile, now, period }: MeanDaysGround,
): ReadonlyMap<Month, number> {
  if (!mayBeLiable(stay, profile)) return new Map();
  return byMonth(stay.spells, period, now, () => () => true);
}

/**
 * The same for the liability: a stay whose admission notice fails is left out, and so are the days that would be free for a
 * single patient since something of what liability presupposes was missing. [L-PAY-02, L-PAY-04]
 */
export function chargeableDaysByMonth(stay: ReportStay, ground: MeanDaysGround): ReadonlyMap<Month, number> {
  const { profile, now, period } = ground;
  if (!mayBeLiable(stay, profile) || admissionFaults(stay, profile).length > 0) return new Map();
  return byMonth(stay.spells, period, now, (spell) => isChargeable(stay, spell, profile));
}

function isChargeable(stay: LiableStay, spell: ReadySpell, profile: Profile): (day: CivilDate) => boolean {
  const toldAt = readyToldAt(spell, profile) ?? spell.noticeAt;
  const [told, first] = [civilDateOf(toldAt), firstLiableDay(profile.payment, toldAt)];
  const asked = preconditions(stay, spell, profile);
  return (day) => day >= told && (day < first || asked.every(({ isMetOn }) => isMetOn(day)));
}

function byMonth(
  spells: readonly ReadySpell[],
  period: ReportPeriod | undefined,
  now: Date,
  countsOf: (spell: ReadySpell) => (day: CivilDate) => boolean,
): Map<Month, number> {
  const days = new Map<Month, number>();
  for (const spell of spells) {
    const first = civilDateOf(spell.noticeAt);
    const counts = countsOf(spell);
    if (isWithin(first, period)) days.set(monthOf(first), days.get(monthOf(first)) ?? 0);
    for (const day of daysBetween(first, countedUntil(spell, now))) {
      if (!isWithin(day, period)) continue;
      const month = monthOf(day);
      days.set(month, (days.get(month) ?? 0) + (counts(day) ? 1 : 0));
    }
  }
  return days;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
