import { civilDateOf, type CivilDate } from '../calendar.js';
import type { PlanningCategory } from '../message.js';
import type { Profile } from '../profile/profile.js';
import { amountOn, type PaymentAmounts } from './payment-amounts.js';
import { mayBeLiable, type LiableStay } from './liable-stay.js';
import { preconditions, type PaymentFault } from './payment-preconditions.js';
import { firstLiableDay, modelOn } from './payment-rule.js';
import { daysBetween, isWithin, type ReportPeriod } from './period.js';
import type { ReadySpell } from './ready-spells.js';
import type { ReportStay } from './stay.js';

export interface PaymentGround {
  readonly profile: Profile;
  readonly amounts: PaymentAmounts;
  readonly now: Date;
  /** Only days within it are counted; all of them without it. */
  readonly period?: ReportPeriod;
}

/** What one stay means for the liability to pay. */
export interface StayPayment {
  readonly stay: string;
  readonly number: string;
  readonly organisation: string;
  readonly profile: string;
  readonly ward: string;
  readonly category: PlanningCategory;
  /** Four-digit code of the municipality that is liable; undefined when no message has told it. [L-PAY-01] */
  readonly municipality: string | undefined;
  /** The person lives elsewhere, placed there by the liable municipality. */
  readonly isPlaced: boolean;
  readonly rule: string;
  /** When the first ready notice was sent, the first day for which liability is possible after it, and after the last one. */
  readonly noticeAt: Date;
  readonly firstLiableDay: CivilDate;
  /** Each time in which the patient was ready. */
  readonly spells: readonly SpellPayment[];
  /** The patient is still there: counted up to the day before `now`. */
  readonly isOpen: boolean;
  /** Liable days by the model per patient, and what they come to at each day's own amount, in SEK. */
  readonly days: number;
  readonly rates: readonly PaymentRate[];
  /** Sum of the rates whose amount is known, SEK. */
  readonly amount: number;
  /** Liable days of years without a known amount. [L-PAY-05] */
  readonly daysWithoutAmount: number;
  /** Days that fell away since something was missing, and what. [L-PAY-02, L-PAY-04] */
  readonly lostDays: number;
  readonly faults: readonly PaymentFault[];
}

export interface SpellPayment {
  readonly noticeAt: Date;
  readonly firstLiableDay: CivilDate;
  /** First day that is not counted any more; undefined as long as the patient is there. */
  readonly until: CivilDate | undefined;
  readonly liable: readonly CivilDate[];
  readonly lost: readonly CivilDate[];
}

/** Days at one amount. */
export interface PaymentRate {
  readonly year: number;
  readonly days: number;
  /** SEK per day, and for all of them; undefined when not known. */
  readonly perDay: number | undefined;
  readonly amount: number | undefined;
}

/**
 * The liability of one stay; undefined in a category that never has one (G-CAT-18), and for a stay that never was ready.
 * A day is liable when the patient was still there as it ended, so that the day of the discharge is free, and when all that
 * liability presupposes was in place as it began.
 */
export function paymentOf(stay: ReportStay, ground: PaymentGround): StayPayment | undefined {
  const { profile } = ground;
  const [first] = stay.spells;
  if (first === undefined || !mayBeLiable(stay, profile)) return undefined;
  const judged = stay.spells.map((spell) => spellOf(stay, spell, ground));
  const liable = judged.flatMap(({ spell }) => spell.liable);
  const rates = ratesOf(liable, ground.amounts);
  return {
    stay: stay.id,
    number: stay.number,
    organisation: stay.organisation,
    profile: stay.profile,
    ward: stay.ward,
    category: stay.category,
    municipality: liableMunicipality(stay),
    isPlaced: isPlaced(stay),
    rule: profile.payment.rule,
    noticeAt: first.noticeAt,
    firstLiableDay: firstLiableDay(profile.payment, first.noticeAt),
    spells: judged.map(({ spell }) => spell),
    isOpen: stay.spells.at(-1)?.end === undefined,
    days: liable.length,
    rates,
    amount: rates.reduce((sum, { amount = 0 }) => sum + amount, 0),
    daysWithoutAmount: rates.reduce((sum, { perDay, days }) => (perDay === undefined ? sum + days : sum), 0),
    lostDays: judged.reduce((sum, { spell }) => sum + spell.lost.length, 0),
    faults: faultsOf(judged.flatMap(({ faults }) => faults)),
  };
}

/** The municipality of registration, or the one that placed the person elsewhere. [L-PAY-01] */
export function liableMunicipality({ municipality, placedBy }: ReportStay): string | undefined {
  return placedBy ?? municipality;
}

function isPlaced({ municipality, placedBy }: ReportStay): boolean {
  return placedBy !== undefined && placedBy !== municipality;
}

/** The first day that is not counted: that of the end, or today, which is not over. */
export function countedUntil({ end }: ReadySpell, now: Date): CivilDate {
  const today = civilDateOf(now);
  return end === undefined || end.on > today ? today : end.on;
}

function spellOf(stay: LiableStay, spell: ReadySpell, { profile, now, period }: PaymentGround) {
  const { payment } = profile;
  const first = firstLiableDay(payment, spell.noticeAt);
  const counted = daysBetween(first, countedUntil(spell, now)).filter(
    (day) => isWithin(day, period) && modelOn(payment, day).model === 'per-patient',
  );
  const asked = preconditions(stay, spell, profile);
  const isLost = (day: CivilDate) => asked.some(({ isMetOn }) => !isMetOn(day));
  const [liable, lost] = [counted.filter((day) => !isLost(day)), counted.filter(isLost)];
  const faults = asked.flatMap(({ isMetOn, fault }) => (lost.every(isMetOn) ? [] : [fault]));
  const judged: SpellPayment = { noticeAt: spell.noticeAt, firstLiableDay: first, until: spell.end?.on, liable, lost };
  return { spell: judged, faults };
}

function ratesOf(days: readonly CivilDate[], amounts: PaymentAmounts): PaymentRate[] {
  const byYear = Map.groupBy(days, (day) => Number(day.slice(0, 4)));
  return [...byYear].map(([year, { length }]) => {
    const perDay = amountOn(amounts, `${String(year)}-01-01`);
    return { year, days: length, perDay, amount: perDay === undefined ? undefined : perDay * length };
  });
}

/** What failed in several ready times is told once. */
function faultsOf(faults: readonly PaymentFault[]): PaymentFault[] {
  return faults.filter((one, i) => faults.findIndex(({ code }) => code === one.code) === i);
}

export interface PaymentTotal {
  /** Four-digit code; undefined for stays of which no message has told it. */
  readonly municipality: string | undefined;
  /** Stays that were ready, liable or not. */
  readonly stays: number;
  readonly days: number;
  readonly lostDays: number;
  /** SEK, of the days whose amount is known. */
  readonly amount: number;
  readonly daysWithoutAmount: number;
}

/** Sums up the liability of stays by municipality. */
export class PaymentTotals {
  private readonly totals = new Map<string, PaymentTotal>();

  add({ municipality, days, lostDays, amount, daysWithoutAmount }: StayPayment): void {
    const key = municipality ?? '';
    const sum = this.totals.get(key);
    this.totals.set(key, {
      municipality,
      stays: (sum?.stays ?? 0) + 1,
      days: (sum?.days ?? 0) + days,
      lostDays: (sum?.lostDays ?? 0) + lostDays,
      amount: (sum?.amount ?? 0) + amount,
      daysWithoutAmount: (sum?.daysWithoutAmount ?? 0) + daysWithoutAmount,
    });
  }

  /** By municipality in order, the unknown one first. */
  rows(): PaymentTotal[] {
    return [...this.totals].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, total]) => total);
  }
}
