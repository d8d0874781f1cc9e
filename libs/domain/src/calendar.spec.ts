import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  addCivilDays,
  addDays,
  addHours,
  civilDateOf,
  civilDaysBetween,
  clockTimeOf,
  endOfCivilDay,
  instantOf,
  isStartOfCivilDay,
  isWeekday,
  nextWeekday,
  parseCivilDate,
  parseInstant,
  swedishHoliday,
  windowDue,
  type TimeWindow,
} from './calendar.js';

const everyDay: TimeWindow = { times: ['09:00', '13:00'], calendar: 'every-calendar-day' };
const weekdays: TimeWindow = { times: ['09:00', '13:00'], calendar: 'weekdays' };
const HOUR = 3_600_000;

const due = (received: string, window = everyDay) => windowDue(new Date(received), window).toISOString();
const utc = (withOffset: string) => new Date(withOffset).toISOString();

describe('receipt windows', () => {
  // Each row: the day, and the offset of its clocks from 09:00 on, and the same for the day after.
  const days = [
    ['a Monday', '2026-11-23', '+01:00', '2026-11-24', '+01:00'],
    ['a Saturday', '2026-11-28', '+01:00', '2026-11-29', '+01:00'],
    ['a Sunday', '2026-11-29', '+01:00', '2026-11-30', '+01:00'],
    ['Christmas Eve', '2026-12-24', '+01:00', '2026-12-25', '+01:00'],
    ['the day before the spring night of 2026', '2026-03-28', '+01:00', '2026-03-29', '+02:00'],
    ['the day of the spring night of 2026', '2026-03-29', '+02:00', '2026-03-30', '+02:00'],
    ['the day before the autumn night of 2026', '2026-10-24', '+02:00', '2026-10-25', '+01:00'],
    ['the day of the autumn night of 2026', '2026-10-25', '+01:00', '2026-10-26', '+01:00'],
    ['Easter Saturday before the spring night of 2027', '2027-03-27', '+01:00', '2027-03-28', '+02:00'],
    ['Easter Sunday, the spring night of 2027', '2027-03-28', '+02:00', '2027-03-29', '+02:00'],
    ['the day before the autumn night of 2027', '2027-10-30', '+02:00', '2027-10-31', '+01:00'],
    ['the day of the autumn night of 2027', '2027-10-31', '+01:00', '2027-11-01', '+01:00'],
  ] as const;

  describe.each(days)('on %s', (_name, today, offset, tomorrow, offsetTomorrow) => {
    const nine = utc(`${today}T09:00:00${offset}`);
    const one = utc(`${today}T13:00:00${offset}`);
    const nineTomorrow = utc(`${tomorrow}T09:00:00${offsetTomorrow}`);

    it.each([
      ['08:59:59', nine],
      ['08:59:59.999', nine],
      ['09:00:00', one],
      ['09:01:00', one],
      ['12:59:59', one],
      ['13:00:00', nineTomorrow],
      ['13:01:00', nineTomorrow],
      ['23:59:59', nineTomorrow],
    ])('[G-ACK-01] [G-ACK-02] [G-ACK-03] [G-ACK-04] what came at %s is due at %s', (time, expected) => {
      expect(due(`${today}T${time}${offset}`)).toBe(expected);
    });
  });

  it('[G-ACK-03] what came during the skipped and the doubled hour is due at 09:00 the same morning', () => {
    expect(due('2026-03-29T01:59:59+01:00')).toBe('2026-03-29T07:00:00.000Z');
    expect(due('2026-03-29T03:00:00+02:00')).toBe('2026-03-29T07:00:00.000Z');
    expect(due('2026-10-25T02:30:00+02:00')).toBe('2026-10-25T08:00:00.000Z');
    expect(due('2026-10-25T02:30:00+01:00')).toBe('2026-10-25T08:00:00.000Z');
  });

  it('[G-ACK-03] midnight belongs to the day that it begins, in winter and in summer', () => {
    expect(due('2026-01-15T00:00:00+01:00')).toBe('2026-01-15T08:00:00.000Z');
    expect(due('2026-07-15T00:00:00+02:00')).toBe('2026-07-15T07:00:00.000Z');
    expect(due('2026-07-14T23:59:59.999+02:00')).toBe('2026-07-15T07:00:00.000Z');
  });

  it('[G-ACK-04] a reminder repeated at each window also comes through Christmas', () => {
    const reminders = [new Date('2026-12-24T08:30:00+01:00')];
    for (let step = 0; step < 5; step += 1) reminders.push(windowDue(reminders.at(-1)!, everyDay));
    expect(reminders.slice(1).map((instant) => instant.toISOString())).toEqual([
      '2026-12-24T08:00:00.000Z',
      '2026-12-24T12:00:00.000Z',
      '2026-12-25T08:00:00.000Z',
      '2026-12-25T12:00:00.000Z',
      '2026-12-26T08:00:00.000Z',
    ]);
  });

  it('in the calendar of weekdays waits out weekends, holidays and eves', () => {
    expect(due('2026-11-27T12:59:59+01:00', weekdays)).toBe('2026-11-27T12:00:00.000Z');
    expect(due('2026-11-27T13:00:00+01:00', weekdays)).toBe('2026-11-30T08:00:00.000Z');
    expect(due('2026-12-23T13:00:00+01:00', weekdays)).toBe('2026-12-28T08:00:00.000Z');
    expect(due('2026-04-02T13:00:00+02:00', weekdays)).toBe('2026-04-07T07:00:00.000Z');
  });

  it('need not name its times in order', () => {
    const turned: TimeWindow = { times: ['13:00', '09:00'], calendar: 'every-calendar-day' };
    expect(due('2026-11-23T08:00:00+01:00', turned)).toBe('2026-11-23T08:00:00.000Z');
  });

  it('does not mix up windows that name other times of the same day', () => {
    expect(due('2026-11-23T08:00:00+01:00')).toBe('2026-11-23T08:00:00.000Z');
    const noon: TimeWindow = { times: ['12:00'], calendar: 'every-calendar-day' };
    expect(due('2026-11-23T08:00:00+01:00', noon)).toBe('2026-11-23T11:00:00.000Z');
  });

  it('refuses a window that never opens, and a time that no clock shows', () => {
    const never: TimeWindow = { times: [], calendar: 'every-calendar-day' };
    expect(() => due('2026-11-23T08:00:00Z', never)).toThrow(RangeError);
    const nonsense: TimeWindow = { times: ['24:00'], calendar: 'every-calendar-day' };
    expect(() => due('2026-11-23T08:00:00Z', nonsense)).toThrow(RangeError);
  });

  const anyInstant = fc.date({ min: new Date('2005-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
  const stockholm = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });

  it('[G-ACK-03] [G-ACK-04] is after the receipt, at most 20 hours ahead (21 in the autumn night), at 09 or 13', () => {
    fc.assert(
      fc.property(anyInstant, (received) => {
        const end = windowDue(received, everyDay);
        const wait = end.getTime() - received.getTime();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(21 * HOUR);
        expect(['09:00:00,000', '13:00:00,000']).toContain(stockholm.format(end));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[G-ACK-03] is never earlier for what came later, and nothing lies between', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 48 * HOUR }), (received, later) => {
        const first = windowDue(received, everyDay);
        const second = windowDue(new Date(received.getTime() + later), everyDay);
        expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
        if (received.getTime() + later < first.getTime()) expect(second).toEqual(first);
        else expect(second.getTime()).toBeGreaterThan(first.getTime());
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers the same after thousands of other days as on the first call', () => {
    const first = due('2026-03-28T14:00:00+01:00');
    for (let day = 0; day < 3_000; day += 1) windowDue(addHours(new Date('2026-01-01T12:00:00Z'), 24 * day), everyDay);
    expect(due('2026-03-28T14:00:00+01:00')).toBe(first);
  });
});

describe('hours', () => {
  it.each([
    ['the spring night, clocks show one hour more', '2026-03-28T10:00:00+01:00', '2026-03-29T11:00:00+02:00'],
    ['the autumn night, clocks show one hour less', '2026-10-24T10:00:00+02:00', '2026-10-25T09:00:00+01:00'],
    ['the spring night of 2027', '2027-03-27T22:15:00+01:00', '2027-03-28T23:15:00+02:00'],
    ['the autumn night of 2027', '2027-10-30T22:15:00+02:00', '2027-10-31T21:15:00+01:00'],
    ['an ordinary weekend', '2026-11-28T10:00:00+01:00', '2026-11-29T10:00:00+01:00'],
  ])('[L-ADM-03] 24 hours from admission are elapsed hours: over %s', (_night, admitted, limit) => {
    expect(addHours(new Date(admitted), 24).toISOString()).toBe(utc(limit));
  });
});

describe('civil days', () => {
  it.each([
    ['2026-11-23T22:59:59.999Z', '2026-11-23'],
    ['2026-11-23T23:00:00Z', '2026-11-24'],
    ['2026-07-14T21:59:59.999Z', '2026-07-14'],
    ['2026-07-14T22:00:00Z', '2026-07-15'],
    ['2026-03-28T23:00:00Z', '2026-03-29'],
    ['2026-03-29T21:59:59Z', '2026-03-29'],
    ['2026-03-29T22:00:00Z', '2026-03-30'],
    ['2026-10-24T22:00:00Z', '2026-10-25'],
    ['2026-10-25T22:59:59Z', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-26'],
    ['1969-12-31T22:59:59Z', '1969-12-31'],
  ])('%s falls on %s in Sweden', (instant, date) => {
    expect(civilDateOf(new Date(instant))).toBe(date);
  });

  it('agree with the engine about every instant, and hold it between their first instants', () => {
    const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });
    const range = { min: new Date('1910-01-01'), max: new Date('2090-01-01'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), (instant) => {
        const date = civilDateOf(instant);
        expect(date).toBe(stockholm.format(instant));
        expect(instantOf(date, '00:00').getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(endOfCivilDay(date).getTime()).toBeGreaterThan(instant.getTime());
        expect(civilDateOf(endOfCivilDay(date))).toBe(addCivilDays(date, 1));
      }),
      { numRuns: 1_000 },
    );
  });

  it('last 23 hours over the spring night and 25 over the autumn night', () => {
    const length = (date: string) => (endOfCivilDay(date).getTime() - instantOf(date, '00:00').getTime()) / HOUR;
    expect(['2026-03-28', '2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'].map(length)).toEqual([
      24, 23, 25, 23, 25,
    ]);
  });

  it('move a skipped time forward and take the first of a doubled time', () => {
    expect(instantOf('2026-03-29', '02:30').toISOString()).toBe(utc('2026-03-29T03:30:00+02:00'));
    expect(instantOf('2026-10-25', '02:30').toISOString()).toBe(utc('2026-10-25T02:30:00+02:00'));
    expect(instantOf('2026-11-23', '09:00').toISOString()).toBe(utc('2026-11-23T09:00:00+01:00'));
  });

  it.each([
    ['2026-02-30', '09:00'],
    ['2026-11-23', '24:00'],
    ['2026-11-23', '9:00'],
    ['yesterday', '09:00'],
  ])('refuse %s %s', (date, time) => {
    expect(() => instantOf(date, time)).toThrow(RangeError);
  });

  it('are counted over months, leap days and years in both directions', () => {
    expect(addCivilDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addCivilDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addCivilDays('2026-03-30', -2)).toBe('2026-03-28');
  });

  it('are weekdays from Monday to Friday unless they are a holiday or an eve', () => {
    const christmas = [
      '2026-12-21',
      '2026-12-22',
      '2026-12-23',
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
      '2026-12-27',
    ];
    expect(christmas.map(isWeekday)).toEqual([true, true, true, false, false, false, false]);
    expect(isWeekday('2026-06-19')).toBe(false);
    expect(swedishHoliday('2026-06-19')).toEqual({ name: 'midsommarafton', kind: 'eve' });
    expect(swedishHoliday('2026-11-29')).toBeUndefined();
  });

  it('have a next weekday, never themselves', () => {
    expect(nextWeekday('2026-11-23')).toBe('2026-11-24');
    expect(nextWeekday('2026-11-27')).toBe('2026-11-30');
    expect(nextWeekday('2026-12-23')).toBe('2026-12-28');
    expect(nextWeekday('2027-03-25')).toBe('2027-03-30');
  });
});

describe('reading instants', () => {
  it.each([
    ['2026-11-23T08:15:00+01:00', '2026-11-23T07:15:00.000Z'],
    ['2026-11-23T08:15+01:00', '2026-11-23T07:15:00.000Z'],
    ['2026-11-23T08:15Z', '2026-11-23T08:15:00.000Z'],
    ['2026-11-23T08:15:00.5Z', '2026-11-23T08:15:00.500Z'],
    ['2026-11-23T08:15:00.123999999Z', '2026-11-23T08:15:00.123Z'],
    ['2028-02-29T00:00:00-05:30', '2028-02-29T05:30:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)?.toISOString()).toBe(expected);
  });

  it.each([
    '2026-02-30T08:00:00Z',
    '2026-02-29T08:00:00Z',
    '2100-02-29T08:00:00Z',
    '2026-13-01T08:00:00Z',
    '2026-00-01T08:00:00Z',
    '2026-11-23T25:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T08:60:00Z',
    '2026-11-23T08:00:60Z',
    '2026-11-23T08:00:00',
    '2026-11-23T08:00:00+0100',
    '2026-11-23T08:00:00+24:00',
    '2026-11-23 08:00:00Z',
    '2026-11-23T08:00:00.Z',
    '2026-11-23T08:00:00z',
    '2026-11-23',
    '20261123T080000Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    ' 2026-11-23T08:00:00Z',
    '2026-11-23T08:00:00Z\n',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('reads back what the engine writes, and never throws', () => {
    const range = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
    fc.assert(fc.property(fc.date(range), (instant) => parseInstant(instant.toISOString())?.getTime() === +instant));
    fc.assert(fc.property(fc.string(), (text) => parseInstant(text) === undefined));
  });

  it('reads civil dates that exist and no others', () => {
    expect(['2026-11-23', '2028-02-29'].map(parseCivilDate)).toEqual(['2026-11-23', '2028-02-29']);
    const wrong = ['2026-02-29', '2026-04-31', '2026-11-23T00:00:00Z', '20261123', '2026-1-2', '0000-01-01', ''];
    expect(wrong.map(parseCivilDate)).toEqual(wrong.map(() => undefined));
  });
});

describe('days that are counted from another', () => {
  it.each([
    ['calendar days over a weekend', '2026-11-27', 3, 'every-calendar-day', '2026-11-30'],
    ['calendar days over a leap day', '2028-02-27', 3, 'every-calendar-day', '2028-03-01'],
    ['weekdays over a weekend', '2026-11-27', 3, 'weekdays', '2026-12-02'],
    ['weekdays over a holiday on Thursday', '2026-05-13', 3, 'weekdays', '2026-05-19'],
    ['weekdays over Christmas and New Year', '2026-12-23', 3, 'weekdays', '2026-12-30'],
    ['weekdays from a Sunday', '2026-11-29', 1, 'weekdays', '2026-11-30'],
    ['none of them', '2026-11-28', 0, 'weekdays', '2026-11-28'],
  ] as const)('[B-DIS-06] [B-DIS-08] are %s', (_name, from, n, calendar, expected) => {
    expect(addDays(from, n, calendar)).toBe(expected);
  });

  it.each([
    ['2026-11-26T23:00:00Z', true],
    ['2026-11-26T22:59:59.999Z', false],
    ['2026-11-26T23:00:00.001Z', false],
    ['2026-11-27T00:00:00Z', false],
    ['2026-03-29T22:00:00Z', true],
    ['2026-10-24T22:00:00Z', true],
  ])('a day begins at %s: %p', (instant, expected) => {
    expect(isStartOfCivilDay(new Date(instant))).toBe(expected);
  });
});

describe('the days between two civil days', () => {
  it.each([
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-23', '2026-11-24', 1],
    ['2026-11-24', '2026-11-23', -1],
    ['2028-02-28', '2028-03-01', 2],
    ['2027-02-28', '2027-03-01', 1],
    ['2026-03-28', '2026-03-30', 2],
    ['2026-12-31', '2027-01-01', 1],
  ])('from %s to %s are %i', (from, to, days) => {
    expect(civilDaysBetween(from, to)).toBe(days);
    expect(addCivilDays(from, days)).toBe(to);
  });
});

describe('what clocks in Sweden show', () => {
  it.each([
    ['2026-11-23T07:05:59Z', '08:05'],
    ['2026-06-23T22:00:00Z', '00:00'],
    ['2026-03-29T00:59:00Z', '01:59'],
    ['2026-03-29T01:00:00Z', '03:00'],
    ['2026-10-25T00:30:00Z', '02:30'],
    ['2026-10-25T01:30:00Z', '02:30'],
    ['2026-10-25T22:30:00Z', '23:30'],
  ])('at %s is %s, also on the nights when they are changed', (instant, shown) => {
    expect(clockTimeOf(new Date(instant))).toBe(shown);
  });

  it('is what leads back to the minute, but for the hour that an autumn night has twice', () => {
    const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const instant = new Date(minute * 60_000);
        const back = instantOf(civilDateOf(instant), clockTimeOf(instant));
        expect([0, HOUR]).toContain(instant.getTime() - back.getTime());
      }),
    );
  });
});
