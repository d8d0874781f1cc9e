import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { gavleborg } from '../../../../test/support/domain.js';
import { civilDateOf, isStartOfCivilDay, isWeekday } from '../calendar.js';
import { dueOf, isLate, ladderOf } from './deadline.js';
import type { CutOff, DueRule } from '../profile/profile.js';

const profile = gavleborg();
const rule = (kind: string) => profile.deadlines[kind]!;
const due = (kind: string, start: string) => dueOf(rule(kind), profile.windows, new Date(start))?.toISOString();

describe('when a deadline is due', () => {
  it('[G-ACK-03] is the next of 09:00 and 13:00 for a receipt', () => {
    expect(due('kvittens', '2026-11-23T07:59:59.999Z')).toBe('2026-11-23T08:00:00.000Z');
    expect(due('kvittens', '2026-11-23T08:00:00Z')).toBe('2026-11-23T12:00:00.000Z');
    expect(due('kvittens', '2026-11-23T12:00:00Z')).toBe('2026-11-24T08:00:00.000Z');
  });

  it('[G-ADM-01] is 24 elapsed hours later for the admission notice, also in the night that is 25 hours long', () => {
    expect(due('inskrivningsmeddelande', '2026-10-24T20:00:00Z')).toBe('2026-10-25T20:00:00.000Z');
  });

  it('[G-DIS-07] is the end of the civil day in Sweden for the discharge notice', () => {
    expect(due('utskrivningsmeddelande', '2026-11-26T22:59:59Z')).toBe('2026-11-26T23:00:00.000Z');
    expect(due('utskrivningsmeddelande', '2026-11-26T23:00:00Z')).toBe('2026-11-27T23:00:00.000Z');
  });

  it('[G-DIS-02] is noon of the same civil day for services on that day', () => {
    expect(due('insatser-samma-dag', '2026-11-26T08:00:00Z')).toBe('2026-11-26T11:00:00.000Z');
  });

  it('is unknown when the profile names a window that does not exist', () => {
    expect(dueOf({ ...rule('kvittens'), due: { window: 'ingen' } }, profile.windows, new Date())).toBeUndefined();
  });
});

describe('what is late', () => {
  const at = new Date('2026-11-26T11:00:00Z');
  const after = new Date('2026-11-26T11:00:00.001Z');
  const before = new Date('2026-11-26T10:59:59.999Z');

  it('[G-ACK-03] [G-ADM-02] a receipt and a notice at the due instant itself are in time', () => {
    for (const kind of ['kvittens', 'inskrivningsmeddelande']) {
      expect([before, at, after].map((made) => isLate(rule(kind), at, made))).toEqual([false, false, true]);
    }
  });

  it('[G-DIS-03] noon itself is too late for services on the same day', () => {
    expect([before, at, after].map((made) => isLate(rule('insatser-samma-dag'), at, made))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('[G-DIS-07] the first instant of the next day is too late for what is due the same day', () => {
    expect([before, at].map((made) => isLate(rule('utskrivningsmeddelande'), at, made))).toEqual([false, true]);
  });
});

/** The receipt of a region that acknowledges on weekdays: until 15:00 the same day, later by noon of the next weekday. */
const RECEIPT: CutOff = {
  time: '15:00',
  calendar: 'weekdays',
  before: { endOf: 'day' },
  from: { nextWeekdayAt: '12:00' },
  otherDays: { nextWeekdayAt: '12:00' },
};
const ANSWER: DueRule = { hours: 24, orEndOf: 'next-weekday' };

const dueBy = (rule: DueRule, start: string) => dueOf({ due: rule }, profile.windows, new Date(start))?.toISOString();
const utc = (instant: string) => new Date(instant).toISOString();
const isLateBy = (rule: DueRule, due: string, at: string) =>
  isLate({ due: rule, strict: false }, new Date(due), new Date(at));

describe('one rule before a time of the day and another from it on', () => {
  it.each([
    ['a Monday', '2026-11-23T14:59:59.999+01:00', '2026-11-24T00:00:00+01:00'],
    ['the summer', '2026-07-06T14:59:59+02:00', '2026-07-07T00:00:00+02:00'],
    ['a Friday', '2026-11-27T00:00:00+01:00', '2026-11-28T00:00:00+01:00'],
    ['the day before a holiday', '2026-12-23T14:59:59+01:00', '2026-12-24T00:00:00+01:00'],
    ['the day after the spring night', '2026-03-30T14:59:59+02:00', '2026-03-31T00:00:00+02:00'],
    ['29 February', '2028-02-29T14:59:59+01:00', '2028-03-01T00:00:00+01:00'],
  ])('[B-ACK-03] [B-ACK-15] what is sent before 15:00 on %s is receipted the same day', (_name, at, due) => {
    expect(dueBy({ cutOff: RECEIPT }, at)).toBe(utc(due));
  });

  it.each([
    ['[B-ACK-05] at 15:00:00 on a Monday', '2026-11-23T15:00:00+01:00', '2026-11-24T12:00:00+01:00'],
    ['[B-ACK-04] at 15:00:01 on a Monday', '2026-11-23T15:00:01+01:00', '2026-11-24T12:00:00+01:00'],
    ['[B-ACK-04] at 15:00:00 in the summer', '2026-07-06T15:00:00+02:00', '2026-07-07T12:00:00+02:00'],
    ['[B-ACK-07] on a Friday afternoon', '2026-11-27T15:00:00+01:00', '2026-11-30T12:00:00+01:00'],
    ['[B-ACK-07] on a Thursday before Good Friday', '2026-04-02T16:00:00+02:00', '2026-04-07T12:00:00+02:00'],
    ['[B-ACK-07] on a Friday before a Monday off', '2025-01-03T16:00:00+01:00', '2025-01-07T12:00:00+01:00'],
    ['[B-ACK-15] on the Friday before the spring night', '2026-03-27T15:00:00+01:00', '2026-03-30T12:00:00+02:00'],
    ['[B-ACK-15] on the Friday before the autumn night', '2026-10-23T15:00:00+02:00', '2026-10-26T12:00:00+01:00'],
    ['[B-ACK-04] on 28 February of a leap year', '2028-02-28T15:00:00+01:00', '2028-02-29T12:00:00+01:00'],
  ])('[B-ACK-08] what is sent %s is due by noon of the next weekday', (_name, at, due) => {
    expect(dueBy({ cutOff: RECEIPT }, at)).toBe(utc(due));
  });

  it.each([
    ['a Saturday', '2026-11-28T10:00:00+01:00', '2026-11-30T12:00:00+01:00'],
    ['a Sunday', '2026-11-29T23:59:59+01:00', '2026-11-30T12:00:00+01:00'],
    ['Christmas Eve', '2026-12-24T09:00:00+01:00', '2026-12-28T12:00:00+01:00'],
    ['Midsummer Eve', '2026-06-19T09:00:00+02:00', '2026-06-22T12:00:00+02:00'],
    ['New Year’s Eve', '2026-12-31T09:00:00+01:00', '2027-01-04T12:00:00+01:00'],
    ['Ascension Day', '2026-05-14T09:00:00+02:00', '2026-05-15T12:00:00+02:00'],
    ['the spring night', '2026-03-29T02:30:00+01:00', '2026-03-30T12:00:00+02:00'],
  ])('[B-ACK-06] what is sent on %s is due by noon of the next weekday, whatever the time', (_name, at, due) => {
    expect(dueBy({ cutOff: RECEIPT }, at)).toBe(utc(due));
  });

  it.each([
    ['2026-11-23T11:59:59+01:00', '2026-11-27T00:00:00+01:00'],
    ['2026-11-23T11:59:59.999+01:00', '2026-11-27T00:00:00+01:00'],
    ['2026-11-23T12:00:00+01:00', '2026-11-28T00:00:00+01:00'],
    ['2026-11-27T11:59:59+01:00', '2026-12-01T00:00:00+01:00'],
    ['2026-11-27T12:00:00+01:00', '2026-12-02T00:00:00+01:00'],
    ['2026-12-23T12:00:00+01:00', '2026-12-28T00:00:00+01:00'],
    ['2026-03-27T11:59:59+01:00', '2026-03-31T00:00:00+02:00'],
    ['2026-10-23T12:00:00+02:00', '2026-10-28T00:00:00+01:00'],
    ['2028-02-26T11:59:59+01:00', '2028-03-01T00:00:00+01:00'],
  ])('[L-PAY-03] three whole days follow a notice before noon and four a later one: %s to %s', (at, due) => {
    const rule: DueRule = {
      cutOff: {
        time: '12:00',
        calendar: 'every-calendar-day',
        before: { days: 3, calendar: 'every-calendar-day' },
        from: { days: 4, calendar: 'every-calendar-day' },
        otherDays: { days: 4, calendar: 'every-calendar-day' },
      },
    };
    expect(dueBy(rule, at)).toBe(utc(due));
  });

  it('may have another such rule on a side, and windows', () => {
    const rule: DueRule = {
      cutOff: { ...RECEIPT, before: { cutOff: { ...RECEIPT, time: '09:00' } }, from: { window: 'kvittens' } },
    };
    expect(dueBy(rule, '2026-11-23T08:59:59+01:00')).toBe(utc('2026-11-24T00:00:00+01:00'));
    expect(dueBy(rule, '2026-11-23T09:00:00+01:00')).toBe(utc('2026-11-24T12:00:00+01:00'));
    expect(dueBy(rule, '2026-11-23T15:00:00+01:00')).toBe(utc('2026-11-24T09:00:00+01:00'));
    expect(dueBy({ cutOff: { ...RECEIPT, from: { window: 'ingen' } } }, '2026-11-23T15:00:00+01:00')).toBeUndefined();
  });

  it('[B-ACK-03] [B-ACK-08] midnight is too late for what is due the same day, and noon in time for what is due by noon', () => {
    const rule: DueRule = { cutOff: RECEIPT };
    const [midnight, noon] = ['2026-11-24T00:00:00+01:00', '2026-11-24T12:00:00+01:00'];
    expect(isLateBy(rule, midnight, '2026-11-23T23:59:59.999+01:00')).toBe(false);
    expect(isLateBy(rule, midnight, midnight)).toBe(true);
    expect(isLateBy(rule, noon, noon)).toBe(false);
    expect(isLateBy(rule, noon, '2026-11-24T12:00:00.001+01:00')).toBe(true);
  });
});

describe('hours, or the end of the next weekday', () => {
  it.each([
    ['Monday to Tuesday', '2026-11-23T10:00:00+01:00', '2026-11-24T10:00:00+01:00'],
    ['Sunday to Monday', '2026-11-29T10:00:00+01:00', '2026-11-30T10:00:00+01:00'],
    ['a holiday to the day after', '2026-05-14T10:00:00+02:00', '2026-05-15T10:00:00+02:00'],
    ['28 to 29 February', '2028-02-28T10:00:00+01:00', '2028-02-29T10:00:00+01:00'],
  ])('[B-ANS-01] [B-ANS-03] are 24 hours where these end on a weekday: %s', (_name, at, due) => {
    expect(dueBy(ANSWER, at)).toBe(utc(due));
  });

  it.each([
    ['Friday', '2026-11-27T10:00:00+01:00', '2026-12-01T00:00:00+01:00'],
    ['Friday afternoon', '2026-11-27T16:00:00+01:00', '2026-12-01T00:00:00+01:00'],
    ['Saturday', '2026-11-28T10:00:00+01:00', '2026-12-01T00:00:00+01:00'],
    ['the Friday before a Monday off', '2025-01-03T10:00:00+01:00', '2025-01-08T00:00:00+01:00'],
    ['Maundy Thursday', '2026-04-02T10:00:00+02:00', '2026-04-08T00:00:00+02:00'],
    ['the day before Christmas Eve', '2026-12-23T10:00:00+01:00', '2026-12-29T00:00:00+01:00'],
    ['the day before Midsummer Eve', '2026-06-18T10:00:00+02:00', '2026-06-23T00:00:00+02:00'],
    ['the Friday before the spring night', '2026-03-27T10:00:00+01:00', '2026-03-31T00:00:00+02:00'],
    ['Saturday night before the autumn night', '2026-10-24T23:30:00+02:00', '2026-10-27T00:00:00+01:00'],
  ])('[B-ANS-02] [B-ANS-03] [B-ANS-16] are prolonged to the end of the next weekday from %s', (_name, at, due) => {
    expect(dueBy(ANSWER, at)).toBe(utc(due));
  });

  it('[B-ANS-02] the hours themselves are in time, the end of the weekday is over at midnight', () => {
    expect(isLateBy(ANSWER, '2026-11-24T10:00:00+01:00', '2026-11-24T10:00:00+01:00')).toBe(false);
    expect(isLateBy(ANSWER, '2026-12-01T00:00:00+01:00', '2026-11-30T23:59:59.999+01:00')).toBe(false);
    expect(isLateBy(ANSWER, '2026-12-01T00:00:00+01:00', '2026-12-01T00:00:00+01:00')).toBe(true);
  });
});

describe('days and weekdays', () => {
  it.each([
    ['Monday', '2026-11-23T00:00:00+01:00', '2026-11-25T00:00:00+01:00'],
    ['Friday', '2026-11-27T23:59:59+01:00', '2026-12-01T00:00:00+01:00'],
    ['Sunday', '2026-11-29T08:00:00+01:00', '2026-12-01T00:00:00+01:00'],
    ['the day before Christmas Eve', '2026-12-23T08:00:00+01:00', '2026-12-29T00:00:00+01:00'],
    ['the Friday before the spring night', '2026-03-27T08:00:00+01:00', '2026-03-31T00:00:00+02:00'],
  ])('[B-DRP-01] [B-ADM-10] the end of the next weekday after %s', (_name, at, due) => {
    expect(dueBy({ endOf: 'next-weekday' }, at)).toBe(utc(due));
  });

  it.each([
    ['2026-11-26T09:00:00+01:00', '2026-11-27T00:00:00+01:00'],
    ['2026-11-26T23:59:59.999+01:00', '2026-11-27T00:00:00+01:00'],
    ['2026-03-29T01:30:00+01:00', '2026-03-30T00:00:00+02:00'],
    ['2028-02-29T12:00:00+01:00', '2028-03-01T00:00:00+01:00'],
  ])('[B-INI-05] [B-INI-06] the end of the day of a judgement at %s', (at, due) => {
    expect(dueBy({ endOf: 'day' }, at)).toBe(utc(due));
  });

  it.each([
    ['2026-11-23T09:00:00+01:00', '2026-11-27T00:00:00+01:00'],
    ['2026-11-27T23:59:59+01:00', '2026-12-01T00:00:00+01:00'],
    ['2026-12-24T08:00:00+01:00', '2026-12-28T00:00:00+01:00'],
    ['2026-03-27T08:00:00+01:00', '2026-03-31T00:00:00+02:00'],
    ['2028-02-27T08:00:00+01:00', '2028-03-02T00:00:00+01:00'],
  ])('[B-CALL-05] [G-RDY-11] three days after the day of %s end with the third one', (at, due) => {
    const rule: DueRule = { days: 3, calendar: 'every-calendar-day' };
    expect(dueBy(rule, at)).toBe(utc(due));
    expect(isLateBy(rule, due, due)).toBe(true);
  });

  it('[B-DIS-06] weekdays are counted where the rule says so', () => {
    const rule: DueRule = { days: 3, calendar: 'weekdays' };
    expect(dueBy(rule, '2026-11-27T10:00:00+01:00')).toBe(utc('2026-12-03T00:00:00+01:00'));
    expect(dueBy(rule, '2026-05-13T10:00:00+02:00')).toBe(utc('2026-05-20T00:00:00+02:00'));
  });

  it('that time of the first weekday after the start', () => {
    expect(dueBy({ nextWeekdayAt: '08:00' }, '2026-11-27T07:59:59+01:00')).toBe(utc('2026-11-30T08:00:00+01:00'));
    expect(dueBy({ nextWeekdayAt: '08:00' }, '2026-12-30T12:00:00+01:00')).toBe(utc('2027-01-04T08:00:00+01:00'));
  });
});

describe('whatever the start', () => {
  const starts = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2036-01-01T00:00:00Z'),
    noInvalidDate: true,
  });

  it('[B-ACK-03] [B-ACK-06] [B-ANS-02] nothing is due before it starts or on a day off', () => {
    fc.assert(
      fc.property(starts, (start) => {
        for (const rule of [{ cutOff: RECEIPT }, ANSWER]) {
          const due = dueOf({ due: rule }, profile.windows, start);
          expect(due && due > start).toBe(true);
          // The end of a day is the first instant of the next one.
          const moment = new Date((due?.getTime() ?? 0) - (isStartOfCivilDay(due ?? start) ? 1 : 0));
          expect(isWeekday(civilDateOf(moment))).toBe(true);
        }
      }),
    );
  });
});

describe('the ladder of a deadline', () => {
  it('[G-ACK-12] is the one that the profile names, and none where it names none', () => {
    expect(ladderOf(profile, 'kvittens').map(({ step }) => step)).toEqual([
      'paminnelse',
      'avsandare',
      'chef',
      'driftledning',
    ]);
    expect(ladderOf(profile, 'insatser-samma-dag')).toEqual([]);
    expect(ladderOf(profile, 'okand')).toEqual([]);
  });
});
