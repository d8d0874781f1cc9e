import { describe, expect, it } from '@jest/globals';
import { dayAndTime, isoInSweden, seenFrom } from './stockholm-time.js';

describe('time as clocks in Sweden show it', () => {
  it('names day and time in both languages, always as wide', () => {
    const thursday = new Date('2026-11-26T08:20:00Z');
    expect(dayAndTime(thursday)).toBe('tor 26 nov 09:20');
    expect(dayAndTime(thursday, 'en-GB')).toBe('Thu 26 Nov 09:20');
    const days = Array.from({ length: 370 }, (_, day) => dayAndTime(new Date(Date.UTC(2026, 0, day, 12))));
    expect(new Set(days.map((day) => day.length))).toEqual(new Set([16]));
  });

  it('of another day it is told with the day, of the same one without', () => {
    const due = new Date('2026-11-24T08:00:00Z');
    expect(seenFrom(due, new Date('2026-11-24T05:00:00Z'))).toBe('09:00');
    // 23:30 UTC is half past midnight in Sweden: the same civil day.
    expect(seenFrom(due, new Date('2026-11-23T23:30:00Z'))).toBe('09:00');
    expect(seenFrom(due, new Date('2026-11-23T22:30:00Z'))).toBe('tis 24 nov 09:00');
  });

  it('as ISO it has the zone of the day, also on both nights when clocks are changed', () => {
    expect(isoInSweden(new Date('2026-11-23T07:15:00Z'))).toBe('2026-11-23T08:15:00+01:00');
    expect(isoInSweden(new Date('2026-07-01T07:15:00Z'))).toBe('2026-07-01T09:15:00+02:00');
    expect(isoInSweden(new Date('2026-03-29T01:00:00Z'))).toBe('2026-03-29T03:00:00+02:00');
    expect(isoInSweden(new Date('2026-10-25T01:30:00Z'))).toBe('2026-10-25T02:30:00+01:00');
  });
});
