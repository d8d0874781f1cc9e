import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { gavleborg } from '../../../../test/support/domain.js';
import { reportStay, spell } from '../../../../test/support/report-stay.js';
import { readYaml } from '../../../../test/support/repository-files.js';
import { addCivilDays, instantOf } from '../calendar.js';
import { PLANNING_CATEGORIES } from '../message.js';
import { checkPaymentAmounts, type PaymentAmounts } from './payment-amounts.js';
import { firstLiableDay } from './payment-rule.js';
import { paymentOf, PaymentTotals, type PaymentGround } from './payment.js';
import type { ReportStay } from './stay.js';

const PROFILE = gavleborg();
const AMOUNTS = amountsOf(readYaml('config/payment-amounts.yaml'));
const NOW = new Date('2021-06-30T12:00:00+02:00');

function amountsOf(value: unknown): PaymentAmounts {
  const check = checkPaymentAmounts(value);
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.amounts;
}

function judged(stay: ReportStay, ground: Partial<PaymentGround> = {}) {
  const payment = paymentOf(stay, { profile: PROFILE, amounts: AMOUNTS, now: NOW, ...ground });
  if (payment === undefined) throw new Error('the stay is in no payment report');
  return payment;
}
const daysOf = (stay: ReportStay, ground: Partial<PaymentGround> = {}) =>
  judged(stay, ground).spells.flatMap(({ liable }) => liable);
const withModels = (...models: object[]) => gavleborg({ 'payment.models': models });

describe('the first liable day', () => {
  const first = (noticeAt: string) => firstLiableDay(PROFILE.payment, new Date(noticeAt));

  it.each([
    ['2026-11-23T00:00:00+01:00', '2026-11-26'],
    ['2026-11-23T11:59:59+01:00', '2026-11-26'],
    ['2026-11-23T12:00:00+01:00', '2026-11-26'],
    ['2026-11-23T12:00:00.001+01:00', '2026-11-27'],
    ['2026-11-23T12:00:01+01:00', '2026-11-27'],
    ['2026-11-23T23:59:59+01:00', '2026-11-27'],
  ])('[L-PAY-03] after a notice of %s is %s: noon itself is not after noon', (noticeAt, day) => {
    expect(first(noticeAt)).toBe(day);
  });

  it.each([
    ['a Friday before a weekend', '2026-11-27T11:00:00+01:00', '2026-11-30'],
    ['a Saturday', '2026-11-28T12:30:00+01:00', '2026-12-02'],
    ['Christmas Eve', '2026-12-24T10:00:00+01:00', '2026-12-27'],
    ['New Year', '2019-12-30T13:00:00+01:00', '2020-01-03'],
    ['29 February', '2020-02-29T09:00:00+01:00', '2020-03-03'],
    ['the days around 29 February', '2020-02-26T12:00:01+01:00', '2020-03-01'],
    ['the same days of a common year', '2019-02-26T12:00:01+01:00', '2019-03-02'],
  ])('[L-PAY-03] counts every calendar day: %s', (_name, noticeAt, day) => {
    expect(first(noticeAt)).toBe(day);
  });

  it.each([
    ['2026-03-29T12:00:00+02:00', '2026-04-01'],
    ['2026-03-29T11:30:00+01:00', '2026-04-02'],
    ['2026-03-27T23:30:00Z', '2026-03-31'],
    ['2026-03-28T23:30:00Z', '2026-04-01'],
    ['2026-10-25T12:00:00+01:00', '2026-10-28'],
    ['2026-10-25T11:30:00Z', '2026-10-29'],
    ['2026-10-24T22:30:00Z', '2026-10-28'],
  ])('[L-PAY-03] is told by the clock on the wall on both nights on which that is moved: %s', (noticeAt, day) => {
    expect(first(noticeAt)).toBe(day);
  });

  it('[L-PAY-03] follows what was agreed on when the notice was sent', () => {
    const { payment } = withModels(
      { from: '2019-06-01', model: 'per-patient', freeDays: 5, freeDaysAfter: 7, cutOff: '14:00' },
      { from: '2020-01-01', model: 'per-patient' },
    );
    const agreed = (noticeAt: string) => firstLiableDay(payment, new Date(noticeAt));
    expect(agreed('2019-05-31T13:00:00+02:00')).toBe('2019-06-04');
    expect(agreed('2019-06-03T14:00:00+02:00')).toBe('2019-06-08');
    expect(agreed('2019-06-03T14:00:01+02:00')).toBe('2019-06-10');
    expect(agreed('2020-01-02T14:00:00+01:00')).toBe('2020-01-06');
  });
});

describe('the liable days', () => {
  it('[L-PAY-03] run from the first one to the day before the discharge', () => {
    const stay = reportStay([spell('2019-05-06T10:00:00+02:00', '2019-05-12T09:00:00+02:00')]);
    expect(daysOf(stay)).toEqual(['2019-05-09', '2019-05-10', '2019-05-11']);
  });

  it.each(['2019-05-08T20:00:00+02:00', '2019-05-09T08:00:00+02:00', '2019-05-06T11:00:00+02:00'])(
    '[L-PAY-03] are none for who went home by %s, and nobody is at fault',
    (dischargedAt) => {
      const stay = reportStay([spell('2019-05-06T10:00:00+02:00', dischargedAt)], { plan: { calledAt: undefined } });
      expect(judged(stay)).toMatchObject({ days: 0, amount: 0, rates: [], lostDays: 0, faults: [] });
    },
  );

  it('[L-PAY-03] of who is still there are counted up to yesterday', () => {
    const stay = reportStay([spell('2019-05-06T10:00:00+02:00')]);
    const on = (now: string) => judged(stay, { now: new Date(now) });
    expect(on('2019-05-09T23:59:59+02:00')).toMatchObject({ isOpen: true, days: 0 });
    expect(on('2019-05-10T00:00:00+02:00')).toMatchObject({ isOpen: true, days: 1, amount: 7800 });
    expect(on('2019-05-12T12:00:00+02:00')).toMatchObject({ isOpen: true, days: 3 });
    expect(on('2019-05-12T12:00:00+02:00').spells).toMatchObject([{ until: undefined, firstLiableDay: '2019-05-09' }]);
  });

  it('[L-PAY-03] of a notice that was taken back and given again begin anew', () => {
    const taken = { why: 'withdrawn', on: '2019-05-10', at: new Date('2019-05-10T15:00:00+02:00') } as const;
    const stay = reportStay([
      spell('2019-05-06T10:00:00+02:00', taken),
      spell('2019-05-11T10:00:00+02:00', '2019-05-15T10:00:00+02:00'),
    ]);
    expect(daysOf(stay)).toEqual(['2019-05-09', '2019-05-14']);
    expect(judged(stay).isOpen).toBe(false);
  });

  it('[L-PAY-03] end with the day of death', () => {
    const died = { why: 'died', on: '2019-05-10', at: undefined } as const;
    expect(daysOf(reportStay([spell('2019-05-06T10:00:00+02:00', died)]))).toEqual(['2019-05-09']);
  });

  it('[L-PAY-03] are those of the period that is asked for', () => {
    const stay = reportStay([spell('2019-05-06T10:00:00+02:00', '2019-05-20T09:00:00+02:00')]);
    const period = { from: '2019-05-10', to: '2019-05-12' };
    expect(daysOf(stay, { period })).toEqual(['2019-05-10', '2019-05-11', '2019-05-12']);
  });

  it('[L-PAY-03] of a day of 23 or 25 hours are days like any other', () => {
    const spring = reportStay([spell('2019-03-26T12:00:00+01:00', '2019-04-02T01:00:00+02:00')]);
    expect(daysOf(spring)).toEqual(['2019-03-29', '2019-03-30', '2019-03-31', '2019-04-01']);
    const autumn = reportStay([spell('2019-10-23T12:00:01+02:00', '2019-10-29T01:00:00+01:00')]);
    expect(daysOf(autumn)).toEqual(['2019-10-27', '2019-10-28']);
  });

  it('[L-PAY-06] are counted from the notice as it was sent, not from the judgement', () => {
    const readyAt = new Date('2019-05-03T10:00:00+02:00');
    const stay = reportStay([spell('2019-05-06T10:00:00+02:00', '2019-05-11T09:00:00+02:00', { readyAt })]);
    expect(daysOf(stay)).toEqual(['2019-05-09', '2019-05-10']);
    expect(judged(stay).noticeAt).toEqual(new Date('2019-05-06T10:00:00+02:00'));
  });

  it('[G-CAT-18] [G-LAW-14] exist in the categories in which the region has liability, and in no other', () => {
    const stay = (category: ReportStay['category']) =>
      reportStay([spell('2019-05-06T10:00:00+02:00', '2019-05-12T09:00:00+02:00')], { category });
    const ground = { profile: PROFILE, amounts: AMOUNTS, now: NOW };
    const shown = PLANNING_CATEGORIES.filter((category) => paymentOf(stay(category), ground) !== undefined);
    expect(shown).toEqual(['C', 'D', 'BC', 'CD', 'E']);
    expect(paymentOf(stay(undefined), ground)).toBeUndefined();
    expect(paymentOf(reportStay([]), ground)).toBeUndefined();
  });
});

describe('what the liable days cost', () => {
  it('[L-PAY-05] is the amount of the year of each day', () => {
    const payment = judged(reportStay([spell('2019-12-27T10:00:00+01:00', '2020-01-03T09:00:00+01:00')]));
    expect(payment).toMatchObject({ days: 4, amount: 2 * 7800 + 2 * 8200, daysWithoutAmount: 0 });
    expect(payment.rates).toEqual([
      { year: 2019, days: 2, perDay: 7800, amount: 15_600 },
      { year: 2020, days: 2, perDay: 8200, amount: 16_400 },
    ]);
  });

  it('[L-PAY-05] is not guessed for a year whose amount is not known', () => {
    const payment = judged(reportStay([spell('2020-12-27T10:00:00+01:00', '2021-01-03T09:00:00+01:00')]));
    expect(payment).toMatchObject({ days: 4, amount: 2 * 8200, daysWithoutAmount: 2 });
    expect(payment.rates.at(-1)).toEqual({ year: 2021, days: 2, perDay: undefined, amount: undefined });
  });

  it('[L-PAY-05] is nothing per patient from the day on from which the mean is what counts', () => {
    const profile = withModels({ from: '2019-06-01', model: 'mean-days', limitDays: 2 });
    const stay = reportStay([spell('2019-05-27T10:00:00+02:00', '2019-06-05T09:00:00+02:00')]);
    expect(daysOf(stay, { profile })).toEqual(['2019-05-30', '2019-05-31']);
  });
});

describe('the municipality', () => {
  const times = [spell('2019-05-06T10:00:00+02:00', '2019-05-12T09:00:00+02:00')];

  it('[L-PAY-01] is the one in which the person is registered', () => {
    expect(judged(reportStay(times))).toMatchObject({ municipality: '2180', isPlaced: false });
    expect(judged(reportStay(times, { municipality: undefined })).municipality).toBeUndefined();
  });

  it('[L-PAY-01] is the one that placed the person elsewhere', () => {
    expect(judged(reportStay(times, { placedBy: '2181' }))).toMatchObject({ municipality: '2181', isPlaced: true });
    expect(judged(reportStay(times, { placedBy: '2180' }))).toMatchObject({ municipality: '2180', isPlaced: false });
  });
});

describe('payment, whatever the stays', () => {
  const minute = fc.integer({ min: 0, max: 1_000_000 });
  const someStay = fc
    .record({
      starts: fc.array(fc.record({ at: minute, lasts: fc.integer({ min: 0, max: 40_000 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
      isOpen: fc.boolean(),
      calledAt: fc.option(minute, { nil: undefined }),
      municipality: fc.constantFrom('2180', '2181', '2101', undefined),
      placedBy: fc.constantFrom('2104', undefined, undefined),
    })
    .map(({ starts, isOpen, calledAt, ...who }) => {
      const at = (minutes: number) => new Date(Date.UTC(2019, 0, 2) + minutes * 60_000);
      let after = 0;
      const spells = starts
        .sort((one, other) => one.at - other.at)
        .map(({ at: begins, lasts }, i) => {
          const from = Math.max(begins, after);
          after = from + lasts;
          const isLast = i === starts.length - 1;
          return spell(at(from).toISOString(), isLast && isOpen ? undefined : at(after).toISOString());
        });
      return reportStay(spells, { ...who, plan: { calledAt: calledAt === undefined ? undefined : at(calledAt) } });
    });

  it('[L-PAY-05] no amount is negative, and the days of the rates are the days', () => {
    fc.assert(
      fc.property(someStay, (stay) => {
        const { amount, days, rates, lostDays, daysWithoutAmount } = judged(stay);
        expect(Math.min(amount, days, lostDays, daysWithoutAmount)).toBeGreaterThanOrEqual(0);
        expect(rates.reduce((sum, one) => sum + one.days, 0)).toBe(days);
      }),
      { numRuns: 300 },
    );
  });

  it('[L-PAY-03] as time goes by, days are added and never taken away', () => {
    fc.assert(
      fc.property(someStay, minute, fc.integer({ min: 0, max: 100_000 }), (stay, minutes, more) => {
        const on = (at: number) => daysOf(stay, { now: new Date(Date.UTC(2019, 0, 2) + at * 60_000) });
        const later = on(minutes + more);
        expect(on(minutes)).toEqual(later.slice(0, on(minutes).length));
      }),
      { numRuns: 300 },
    );
  });

  it('[L-PAY-02] a day is liable, or lost, or neither, and never twice', () => {
    fc.assert(
      fc.property(someStay, (stay) => {
        const counted = judged(stay).spells.flatMap(({ liable, lost }) => [...liable, ...lost]);
        expect(new Set(counted).size).toBe(counted.length);
        for (const { firstLiableDay: first, liable, lost, until } of judged(stay).spells) {
          const days = [...liable, ...lost];
          expect(days.every((day) => day >= first && (until === undefined || day < until))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('[L-PAY-01] what the municipalities pay together is what the stays come to', () => {
    fc.assert(
      fc.property(fc.array(someStay, { maxLength: 12 }), (stays) => {
        const payments = stays.map((stay) => judged(stay));
        const totals = new PaymentTotals();
        for (const payment of payments) totals.add(payment);
        for (const key of ['days', 'amount', 'lostDays', 'daysWithoutAmount'] as const) {
          const of = (rows: readonly Record<typeof key, number>[]) => rows.reduce((sum, row) => sum + row[key], 0);
          expect(of(totals.rows())).toBe(of(payments));
        }
        expect(totals.rows().reduce((sum, { stays: some }) => sum + some, 0)).toBe(stays.length);
        const codes = totals.rows().map(({ municipality }) => municipality ?? '');
        expect(codes).toEqual([...new Set(codes)].sort());
      }),
      { numRuns: 100 },
    );
  });

  it('[L-PAY-03] the first liable day lies three or four days after the notice, by the clock on the wall', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 23 }), (days, hour) => {
        const day = addCivilDays('2018-01-01', days);
        const noticeAt = instantOf(day, `${String(hour).padStart(2, '0')}:30`);
        expect(firstLiableDay(PROFILE.payment, noticeAt)).toBe(addCivilDays(day, hour >= 12 ? 4 : 3));
      }),
      { numRuns: 300 },
    );
  });
});
