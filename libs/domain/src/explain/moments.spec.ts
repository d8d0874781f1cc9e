import { describe, expect, it } from '@jest/globals';

import { gavleborg } from '../../../../test/support/domain.js';
import { dueMoment, moment, momentOf } from './moments.js';

const NOW = new Date('2026-11-23T12:00:00+01:00');
const { deadlines } = gavleborg();

describe('a time in words', () => {
  it('is that of clocks in Sweden, with the weekday', () => {
    expect(moment(new Date('2026-11-28T08:05:00Z'), NOW)).toEqual({
      sv: 'lördag 28 november kl. 09:05',
      en: 'Saturday 28 November at 09:05',
    });
  });

  it.each([
    ['2026-03-28T23:30:00Z', 'söndag 29 mars kl. 00:30'],
    ['2026-03-29T01:00:00Z', 'söndag 29 mars kl. 03:00'],
    ['2026-10-25T00:30:00Z', 'söndag 25 oktober kl. 02:30'],
    ['2026-10-25T01:30:00Z', 'söndag 25 oktober kl. 02:30'],
  ])('follows the clock when it is moved: %s is %s', (instant, words) => {
    expect(moment(new Date(instant), NOW).sv).toBe(words);
  });

  it('has its year when that is another than the reader stands in, by the clock in Sweden', () => {
    expect(moment(new Date('2027-01-01T00:00:00+01:00'), NOW)).toEqual({
      sv: 'fredag 1 januari 2027 kl. 00:00',
      en: 'Friday 1 January 2027 at 00:00',
    });
    const newYear = new Date('2026-12-31T23:30:00Z');
    expect(moment(newYear, newYear).sv).toBe('fredag 1 januari kl. 00:30');
  });

  it('of a duty is the end of a day where its rule counts days, though not where its window opens at midnight', () => {
    const midnight = new Date('2026-11-27T00:00:00+01:00');
    expect(dueMoment(midnight, deadlines['utskrivningsmeddelande'], NOW)).toEqual({
      sv: 'vid slutet av torsdag 26 november',
      en: 'the end of Thursday 26 November',
    });
    expect(dueMoment(midnight, deadlines['kvittens'], NOW).sv).toBe('fredag 27 november kl. 00:00');
    expect(dueMoment(midnight, undefined, NOW).sv).toBe('fredag 27 november kl. 00:00');
    const noon = deadlines['insatser-samma-dag'];
    expect(dueMoment(new Date('2026-11-26T12:00:00+01:00'), noon, NOW).sv).toBe('torsdag 26 november kl. 12:00');
  });

  it('that a sender wrote as a day has no hour, and what is no time stays as it is', () => {
    expect(momentOf('2026-11-27', NOW)).toEqual({ sv: 'fredag 27 november', en: 'Friday 27 November' });
    expect(momentOf('2026-11-27T14:00:00+01:00', NOW).sv).toBe('fredag 27 november kl. 14:00');
    expect(momentOf('snart', NOW).sv).toBe('snart');
  });
});
