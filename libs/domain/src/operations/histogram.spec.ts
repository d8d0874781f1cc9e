import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf, quantilesOf } from './histogram.js';

function counted(times: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(bucketOf(time), (counts.get(bucketOf(time)) ?? 0) + 1);
  return counts;
}

describe('times by bucket', () => {
  it('give p50 and p95 within ten per cent and half a second of what was counted', () => {
    const seconds = fc.double({ min: 1, max: 30 * 86_400, noNaN: true });
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 200 }), (times) => {
        const sorted = [...times].sort((a, b) => a - b);
        const told = quantilesOf(counted(times));
        const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
        expect(told?.count).toBe(times.length);
        expect(Math.abs((told?.p50 ?? 0) - at(0.5))).toBeLessThanOrEqual(at(0.5) * 0.1 + 0.5);
        expect(Math.abs((told?.p95 ?? 0) - at(0.95))).toBeLessThanOrEqual(at(0.95) * 0.1 + 0.5);
      }),
    );
  });

  it('fall into buckets that grow with them', () => {
    const pair = fc.tuple(fc.integer({ min: -10, max: 10_000_000 }), fc.integer({ min: 0, max: 1_000_000 }));
    fc.assert(fc.property(pair, ([time, more]) => bucketOf(time + more) >= bucketOf(time)));
    expect([bucketOf(-5), bucketOf(0.9), bucketOf(1), bucketOf(NaN), bucketOf(Infinity)]).toEqual([0, 0, 1, 0, 88]);
  });

  it('of nothing are nothing', () => {
    expect(quantilesOf(new Map())).toBeUndefined();
    expect(quantilesOf(new Map([[3, 0]]))).toBeUndefined();
  });
});
