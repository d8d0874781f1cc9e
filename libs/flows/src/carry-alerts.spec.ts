import { describe, expect, it } from '@jest/globals';
import { nextAttempt } from './carry-alerts.js';

const CREATED = new Date('2026-11-28T08:00:00Z');
const MINUTE = 60_000;

describe('a message that does not arrive', () => {
  it('is tried again after ever longer pauses, for an hour and no longer', () => {
    const minutes: number[] = [];
    let at: Date | undefined = CREATED;
    for (let attempts = 1; at !== undefined; attempts += 1) {
      minutes.push((at.getTime() - CREATED.getTime()) / MINUTE);
      at = nextAttempt(attempts, CREATED, at);
    }
    expect(minutes.map((minute) => Math.round(minute * 10) / 10)).toEqual([
      ...[0, 0.2, 0.7, 1.7, 3.7, 8.7],
      ...[18.7, 28.7, 38.7, 48.7, 58.7],
    ]);
  });
});
