import { describe, expect, it } from '@jest/globals';
import { moved, weeksOf } from './days.js';

describe('the days that the calendar shows', () => {
  it('are the week from Monday to Sunday around a day', () => {
    const week = ['23', '24', '25', '26', '27', '28', '29'].map((day) => `2026-11-${day}`);
    for (const day of week) expect(weeksOf(day, 'week')).toEqual([week]);
  });

  it('are a month with the whole of its first and last week', () => {
    const weeks = weeksOf('2026-11-15', 'month');
    expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.at(-1)]).toEqual([6, '2026-10-26', '2026-12-06']);
    expect(weeksOf('2027-02-15', 'month')).toHaveLength(4);
  });

  it('go on from week to week and from month to month, over the end of a year and out of its longest days', () => {
    expect([moved('2026-12-29', 'week', 1), moved('2027-01-02', 'week', -1)]).toEqual(['2027-01-05', '2026-12-26']);
    expect([moved('2027-01-31', 'month', 1), moved('2027-01-31', 'month', -1)]).toEqual(['2027-02-01', '2026-12-01']);
  });
});
