import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDateOf, civilDaysBetween, clockTimeOf } from '../calendar.js';
import { swedishHolidaysOf } from '../swedish-holidays.js';
import { civilDayAt, daysLike, weekBefore } from './clock-weeks.js';

describe('the same time one week before', () => {
  it('is the same time of day of the same weekday, also when the clocks were changed since', () => {
    expect(weekBefore(new Date('2026-10-26T08:05:30Z'))).toEqual(new Date('2026-10-19T07:05:30Z'));
    expect(weekBefore(new Date('2026-03-30T07:05:00Z'))).toEqual(new Date('2026-03-23T08:05:00Z'));
    expect(weekBefore(new Date('2026-11-23T08:05:00Z'))).toEqual(new Date('2026-11-16T08:05:00Z'));
  });

  it('is seven civil days and no minute away, but for a time that the spring night skipped', () => {
    const minutes = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const now = new Date(minute * 60_000);
        const before = weekBefore(now);
        expect(civilDaysBetween(civilDateOf(before), civilDateOf(now))).toBe(7);
        const isSkipped = clockTimeOf(now).startsWith('02') && clockTimeOf(before).startsWith('03');
        expect(isSkipped || clockTimeOf(before) === clockTimeOf(now)).toBe(true);
      }),
    );
  });
});

describe('days of one sort', () => {
  it.each([
    ['2026-11-23', ['2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16']],
    ['2026-11-28', ['2026-11-22', '2026-11-21']],
    ['2026-12-24', ['2026-12-20', '2026-12-19']],
    ['2026-12-28', ['2026-12-23', '2026-12-22', '2026-12-21']],
  ])('before %s are %j', (date, days) => {
    expect(daysLike(date, 8).slice(0, days.length)).toEqual(days);
  });
});

describe('a civil day', () => {
  it('has its name in both languages when it is a holiday or an eve', () => {
    const eve = new Date('2026-12-24T10:00:00Z');
    expect(civilDayAt(eve)).toEqual({
      date: '2026-12-24',
      isWorkingDay: false,
      name: { sv: 'julafton', en: 'Christmas Eve' },
    });
    const monday = new Date('2026-11-22T23:30:00Z');
    expect(civilDayAt(monday)).toEqual({ date: '2026-11-23', isWorkingDay: true, name: null });
  });

  it('of any year has an English name where it has a Swedish one', () => {
    for (const [date, { name }] of [2024, 2025, 2026, 2030].flatMap((year) => [...swedishHolidaysOf(year)])) {
      const told = civilDayAt(new Date(`${date}T11:00:00Z`)).name;
      expect(told?.sv).toBe(name);
      expect(told?.en).not.toBe(name);
    }
  });
});
