import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { gavleborg } from '../../../../test/support/domain.js';
import { reportStay, spell } from '../../../../test/support/report-stay.js';
import { chargeableDaysByMonth, MeanDays, monthPayments, readyDaysByMonth, type MonthMean } from './mean-days.js';
import type { ReportStay } from './stay.js';

const PROFILE = gavleborg({ 'payment.models': [{ from: '2019-03-01', model: 'mean-days', limitDays: 2.8 }] });
const GROUND = { profile: PROFILE, now: new Date('2019-12-31T12:00:00+01:00') };
const AMOUNTS = new Map([[2019, 7800]]);

function meansOf(stays: readonly ReportStay[], daysOf = readyDaysByMonth, ground = GROUND): MonthMean[] {
  const means = new MeanDays(ground, daysOf);
  for (const stay of stays) means.add(stay);
  return means.rows();
}
const ready = (noticeAt: string, end?: string, changes: Parameters<typeof reportStay>[1] = {}) =>
  reportStay([spell(noticeAt, end)], changes);

describe('mean days as ready', () => {
  it('are of each municipality and month, the day of the discharge not counted', () => {
    const stays = [
      ready('2019-05-06T10:00:00+02:00', '2019-05-08T10:00:00+02:00'),
      ready('2019-05-06T15:00:00+02:00', '2019-05-11T10:00:00+02:00'),
      ready('2019-05-07T10:00:00+02:00', '2019-05-08T10:00:00+02:00', { municipality: '2181' }),
      ready('2019-05-07T10:00:00+02:00', '2019-05-10T10:00:00+02:00', { placedBy: '2181' }),
    ];
    expect(meansOf(stays)).toEqual([
      { municipality: '2180', month: '2019-05', stays: 2, days: 7, mean: 3.5 },
      { municipality: '2181', month: '2019-05', stays: 2, days: 4, mean: 2 },
    ]);
  });

  it('count a day in the month in which it lies, and the stay in both', () => {
    expect(meansOf([ready('2019-04-29T10:00:00+02:00', '2019-05-04T10:00:00+02:00')])).toMatchObject([
      { month: '2019-04', stays: 1, days: 2 },
      { month: '2019-05', stays: 1, days: 3 },
    ]);
    expect(meansOf([ready('2019-04-30T10:00:00+02:00', '2019-05-01T10:00:00+02:00')])).toMatchObject([
      { month: '2019-04', stays: 1, days: 1 },
    ]);
  });

  it('count a stay that went home at once, with no day', () => {
    const stays = [
      ready('2019-05-06T10:00:00+02:00', '2019-05-06T15:00:00+02:00'),
      ready('2019-05-06T10:00:00+02:00', '2019-05-09T15:00:00+02:00'),
    ];
    expect(meansOf(stays)).toEqual([{ municipality: '2180', month: '2019-05', stays: 2, days: 3, mean: 1.5 }]);
  });

  it('count a stay once in a month in which it was ready twice, and who is there up to yesterday', () => {
    const taken = { why: 'withdrawn', on: '2019-05-08', at: new Date('2019-05-08T15:00:00+02:00') } as const;
    const stay = reportStay([spell('2019-05-06T10:00:00+02:00', taken), spell('2019-05-20T10:00:00+02:00')]);
    const now = new Date('2019-05-23T10:00:00+02:00');
    expect(meansOf([stay], readyDaysByMonth, { ...GROUND, now })).toMatchObject([{ stays: 1, days: 2 + 3 }]);
  });

  it('[G-CAT-18] are of the categories in which somebody can be liable', () => {
    expect(meansOf([ready('2019-05-06T10:00:00+02:00', '2019-05-09T15:00:00+02:00', { category: 'B' })])).toEqual([]);
  });

  it('are of the days of the period', () => {
    const ground = { ...GROUND, period: { from: '2019-05-01', to: '2019-05-31' } };
    const over = ready('2019-04-28T10:00:00+02:00', '2019-06-03T15:00:00+02:00');
    expect(meansOf([over], readyDaysByMonth, ground)).toMatchObject([{ month: '2019-05', days: 31 }]);
    const before = ready('2019-04-28T10:00:00+02:00', '2019-04-28T15:00:00+02:00');
    expect(meansOf([before], readyDaysByMonth, ground)).toEqual([]);
  });
});

describe('the liability by the mean', () => {
  const stays = [
    ready('2019-05-06T10:00:00+02:00', '2019-05-08T10:00:00+02:00'),
    ready('2019-05-06T10:00:00+02:00', '2019-05-12T10:00:00+02:00'),
    ready('2019-05-06T10:00:00+02:00', '2019-05-10T10:00:00+02:00'),
  ];
  const payments = (some: readonly ReportStay[], amounts: ReadonlyMap<number, number> = AMOUNTS) =>
    monthPayments(meansOf(some, chargeableDaysByMonth), PROFILE, amounts);

  it('[L-PAY-05] is for the days above the limit of all stays together', () => {
    expect(payments(stays)).toEqual([
      {
        municipality: '2180',
        month: '2019-05',
        stays: 3,
        days: 12,
        mean: 4,
        rule: 'L-PAY-03',
        limitDays: 2.8,
        liableDays: 3.6,
        perDay: 7800,
        amount: 28_080,
      },
    ]);
  });

  it('[L-PAY-05] is none up to the limit, and not guessed without an amount', () => {
    const short = [ready('2019-05-06T10:00:00+02:00', '2019-05-08T10:00:00+02:00')];
    expect(payments(short)).toMatchObject([{ liableDays: 0, amount: 0 }]);
    expect(payments(stays, new Map())).toMatchObject([{ liableDays: 3.6, perDay: undefined, amount: undefined }]);
  });

  it('[L-PAY-05] exists in the months from which on the region has it', () => {
    const early = ready('2019-02-20T10:00:00+01:00', '2019-03-10T10:00:00+01:00');
    expect(payments([early]).map(({ month }) => month)).toEqual(['2019-03']);
  });

  it('[L-PAY-02] leaves out a stay whose admission notice fails, and days that are lost for a single patient', () => {
    const late = { notices: [] };
    expect(payments([ready('2019-05-06T10:00:00+02:00', '2019-05-12T10:00:00+02:00', late)])).toEqual([]);
    const uncalled = { plan: { calledAt: undefined } };
    expect(payments([ready('2019-05-06T10:00:00+02:00', '2019-05-12T10:00:00+02:00', uncalled)])).toMatchObject([
      { stays: 1, days: 3 },
    ]);
  });

  it('[L-PAY-02] leaves out days before the municipality was told', () => {
    const told = (text: string, roles: readonly ('oppenvard' | 'socialtjanst')[]) => ({ at: new Date(text), roles });
    const notices = [
      told('2019-05-06T10:00:00+02:00', ['oppenvard']),
      told('2019-05-08T10:00:00+02:00', ['oppenvard', 'socialtjanst']),
    ];
    const again = spell('2019-05-06T10:00:00+02:00', '2019-05-13T10:00:00+02:00', { notices });
    expect(payments([reportStay([again])])).toMatchObject([{ stays: 1, days: 5 }]);
  });

  it('[L-PAY-05] is never negative, and the months have the days of the stays', () => {
    const some = fc.record({ starts: fc.integer({ min: 0, max: 300 }), lasts: fc.integer({ min: 0, max: 90 }) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), (times) => {
        const of = times.map(({ starts, lasts }) => {
          const from = Date.UTC(2019, 0, 2, 10) + starts * 86_400_000;
          const [begins, ends] = [from, from + lasts * 86_400_000].map((at) => new Date(at).toISOString());
          return ready(begins ?? '', ends);
        });
        const days = meansOf(of).reduce((sum, row) => sum + row.days, 0);
        const each = of.flatMap((stay) => [...readyDaysByMonth(stay, GROUND).values()]);
        expect(days).toBe(each.reduce((sum, one) => sum + one, 0));
        expect(payments(of).every(({ liableDays, amount = 0 }) => liableDays >= 0 && amount >= 0)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
