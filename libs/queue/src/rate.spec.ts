import { describe, expect, it } from '@jest/globals';
import { Rate } from './rate.js';

describe('how fast a count grows', () => {
  it('is unknown at the first look, and a minute’s share from the second on', () => {
    const rate = new Rate();
    expect([rate.of(100, 0), rate.of(103, 30_000), rate.of(106, 60_000)]).toEqual([undefined, 6, 6]);
  });

  it('is over the last ten minutes, however long it has been looked at', () => {
    const rate = new Rate();
    for (let minute = 0; minute <= 10; minute += 1) rate.of(1_000 * minute, minute * 60_000);
    for (let minute = 11; minute < 20; minute += 1) rate.of(10_000, minute * 60_000);
    expect(rate.of(10_000, 20 * 60_000)).toBe(0);
  });

  it('begins anew when the count fell, as when the queue was emptied', () => {
    const rate = new Rate();
    rate.of(100, 0);
    expect([rate.of(0, 60_000), rate.of(5, 120_000)]).toEqual([undefined, 5]);
  });
});
