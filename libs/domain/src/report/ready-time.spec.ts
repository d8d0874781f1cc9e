import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { gavleborg, UNITS } from '../../../../test/support/domain.js';
import { reportStay, spell } from '../../../../test/support/report-stay.js';
import { percentile, readyTimeOf, ReadyTimes } from './ready-time.js';
import type { ReportStay } from './stay.js';

const NOW = new Date('2019-06-30T12:00:00+02:00');

function timeOf(stay: ReportStay, now = NOW) {
  const time = readyTimeOf(stay, gavleborg(), now);
  if (time === undefined) throw new Error('the stay never was ready');
  return time;
}
const home = (readyAt: string, dischargedAt: string, changes: Parameters<typeof reportStay>[1] = {}) =>
  timeOf(reportStay([spell(readyAt, dischargedAt)], changes));

describe('the time from ready to home', () => {
  it('[B-SCO-08] is elapsed minutes from the judgement to the discharge', () => {
    expect(home('2019-05-06T10:00:00+02:00', '2019-05-06T14:30:00+02:00').minutes).toBe(270);
    expect(home('2019-03-30T12:00:00+01:00', '2019-03-31T12:00:00+02:00').minutes).toBe(23 * 60);
    const readyAt = new Date('2019-05-06T09:00:00+02:00');
    const judged = timeOf(reportStay([spell('2019-05-06T10:00:00+02:00', '2019-05-06T14:00:00+02:00', { readyAt })]));
    expect(judged).toMatchObject({ minutes: 300, readyAt });
  });

  it('[B-SCO-08] begins with the notice where nobody said when the judgement was', () => {
    const stay = reportStay([spell('2019-05-06T10:00:00+02:00', '2019-05-06T14:00:00+02:00', { readyAt: undefined })]);
    expect(timeOf(stay).minutes).toBe(240);
  });

  it('[B-SCO-08] is not known of who is still there, died, or is ready no more', () => {
    expect(timeOf(reportStay([spell('2019-05-06T10:00:00+02:00')]))).toMatchObject({ end: undefined });
    for (const why of ['died', 'withdrawn'] as const) {
      const ended = reportStay([spell('2019-05-06T10:00:00+02:00', { why, on: '2019-05-08', at: undefined })]);
      expect(timeOf(ended)).toMatchObject({ end: why, minutes: undefined, isSameDay: undefined, avoidableDays: 2 });
    }
    expect(readyTimeOf(reportStay([]), gavleborg(), NOW)).toBeUndefined();
  });

  it('[G-RDY-04] is a goal that was met when the patient went home on the civil day of being ready', () => {
    expect(home('2019-05-06T00:01:00+02:00', '2019-05-06T23:59:59+02:00').isSameDay).toBe(true);
    expect(home('2019-05-06T23:59:00+02:00', '2019-05-07T00:00:00+02:00').isSameDay).toBe(false);
  });

  it('[G-RDY-06] is avoidable by the night, whatever the region answers for and whoever was at fault', () => {
    expect(home('2019-05-06T10:00:00+02:00', '2019-05-06T18:00:00+02:00').avoidableDays).toBe(0);
    expect(home('2019-05-06T10:00:00+02:00', '2019-05-10T08:00:00+02:00').avoidableDays).toBe(4);
    expect(home('2019-05-06T10:00:00+02:00', '2019-05-10T08:00:00+02:00', { notices: [] }).avoidableDays).toBe(4);
  });

  it('[G-RDY-06] is avoidable in all the times in which the patient was ready, and goes on while the patient is there', () => {
    const taken = { why: 'withdrawn', on: '2019-05-08', at: new Date('2019-05-08T15:00:00+02:00') } as const;
    const stay = reportStay([spell('2019-05-06T10:00:00+02:00', taken), spell('2019-05-20T10:00:00+02:00')]);
    expect(timeOf(stay, new Date('2019-05-22T10:00:00+02:00')).avoidableDays).toBe(2 + 2);
  });

  it('[G-RDY-06] is avoidable once, also where the ward dates a new judgement back to the one that it took back', () => {
    const taken = { why: 'withdrawn', on: '2019-05-08', at: new Date('2019-05-08T15:00:00+02:00') } as const;
    const readyAt = new Date('2019-05-07T08:00:00+02:00');
    const again = spell('2019-05-09T10:00:00+02:00', '2019-05-10T10:00:00+02:00', { readyAt });
    const stay = reportStay([spell('2019-05-06T10:00:00+02:00', taken), again]);
    expect(timeOf(stay).avoidableDays).toBe(4);
  });
});

describe('the times of many stays', () => {
  const sums = (...stays: ReturnType<typeof home>[]) => {
    const times = new ReadyTimes();
    for (const stay of stays) times.add(stay);
    return times;
  };
  const inHousing = {
    parties: [
      { role: 'oppenvard' as const, unit: UNITS.openCare },
      { role: 'sabo' as const, unit: UNITS.housing },
    ],
  };

  it('[G-RDY-05] [G-RDY-04] are measured in all and alike for each form of housing', () => {
    const times = sums(
      home('2019-05-06T10:00:00+02:00', '2019-05-06T15:00:00+02:00'),
      home('2019-05-06T10:00:00+02:00', '2019-05-08T10:00:00+02:00'),
      home('2019-05-06T10:00:00+02:00', '2019-05-07T10:00:00+02:00', inHousing),
      home('2019-05-06T10:00:00+02:00', '2019-05-06T12:00:00+02:00', { category: 'E' }),
    );
    const unfilled = reportStay([spell('2019-05-06T10:00:00+02:00')], { category: 'E' });
    expect(readyTimeOf(unfilled, undefined, NOW)?.housing).toBe('eget-boende');
    expect(times.sum('all')).toMatchObject({ discharged: 4, sameDay: 2, sameDayShare: 0.5, avoidableDays: 3 });
    expect(times.sum('eget-boende')).toMatchObject({ discharged: 2, sameDay: 1, avoidableDays: 2, meanDays: 1 });
    expect(times.sum('sarskilt-boende')).toMatchObject({ discharged: 2, sameDay: 1, avoidableDays: 1, meanDays: 0.5 });
    expect(times.sum('all')).toMatchObject({ p50Minutes: 300, p90Minutes: 2880 });
  });

  it('[G-RDY-06] count who is still there by days, and not among those who went home', () => {
    const open = timeOf(reportStay([spell('2019-06-28T10:00:00+02:00')]));
    expect(sums(open).sum('all')).toEqual({
      discharged: 0,
      sameDay: 0,
      sameDayShare: undefined,
      open: 1,
      avoidableDays: 2,
      meanDays: undefined,
      p50Minutes: undefined,
      p90Minutes: undefined,
    });
    expect(new ReadyTimes().sum('eget-boende')).toMatchObject({ discharged: 0, open: 0 });
  });

  it('[G-LAW-12] are read beside what patients stayed on before the act', () => {
    const { baselines } = gavleborg().reports;
    expect(baselines.map(({ rule, days }) => [rule, days])).toEqual([
      ['G-LAW-12', 3.6],
      ['G-LAW-12', 4.3],
    ]);
  });

  it('have as percentile a value that the share of them does not go beyond', () => {
    expect(percentile([], 0.5)).toBeUndefined();
    expect(percentile([5, 1, 3], 0.5)).toBe(3);
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (values, share) => {
          const found = percentile(values, share) ?? NaN;
          const within = values.filter((value) => value <= found).length;
          const below = values.filter((value) => value < found).length;
          expect(within).toBeGreaterThanOrEqual(values.length * share);
          expect(below).toBeLessThan(values.length * share);
        },
      ),
    );
  });
});
