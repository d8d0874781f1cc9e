import { describe, expect, it } from '@jest/globals';
import { civilOf, instantOf } from './civil-time.js';

describe('civil time of Sweden, whatever the clock of this machine says', () => {
  it('is two hours ahead in summer and one in winter', () => {
    expect(instantOf('2026-07-01T09:05')).toBe('2026-07-01T07:05:00.000Z');
    expect(instantOf('2026-11-28T09:05')).toBe('2026-11-28T08:05:00.000Z');
  });

  it('comes back as it was, every hour of a year but the one that the clocks leap over', () => {
    const lost: string[] = [];
    for (let hour = Date.UTC(2026, 0, 1); hour < Date.UTC(2027, 0, 1); hour += 3_600_000) {
      const civil = new Date(hour).toISOString().slice(0, 16);
      const instant = instantOf(civil);
      if (instant === undefined || civilOf(instant) !== civil) lost.push(civil);
    }
    expect(lost).toEqual(['2026-03-29T02:00']);
  });

  it('moves an hour that is leapt over on by the leap, and takes the first of an hour that comes twice', () => {
    expect(instantOf('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOf('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('is none while it is half written', () => {
    for (const text of ['', '2026-11-28', '0002-11-28T09:05', '2026-11-28T9:5'])
      expect(instantOf(text)).toBeUndefined();
  });
});
