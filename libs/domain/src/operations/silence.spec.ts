import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDateOf, isWeekday } from '../calendar.js';
import { comparableHours, SILENCE, silenceOf } from './silence.js';
import type { HeardUnit } from './silence.js';

const HOUR = 3_600_000;
/** A Monday morning: the whole hours 09 and 10 lie in the two hours before 11:00. */
const MONDAY = new Date('2026-11-23T10:00:00Z');
const FRIDAY_AFTERNOON = new Date('2026-11-20T14:20:00Z');

const often = () => 30;
const silent = (unit: HeardUnit, now = MONDAY, heardIn: (hour: Date) => number = often) =>
  silenceOf(unit, now, comparableHours(now, SILENCE), heardIn);

describe('comparable hours', () => {
  it('of a working day are the same hours of the latest working days', () => {
    const [first, ...others] = comparableHours(MONDAY, SILENCE);
    expect(first).toEqual([new Date('2026-11-20T08:00:00Z'), new Date('2026-11-20T09:00:00Z')]);
    expect(others.every((hours) => hours.every((hour) => isWeekday(civilDateOf(hour))))).toBe(true);
  });

  it('of a Saturday or an eve are those of the latest days off', () => {
    const [saturday] = comparableHours(new Date('2026-11-28T09:30:00Z'), SILENCE);
    expect(saturday).toEqual([new Date('2026-11-22T08:00:00Z')]);
    const [eve] = comparableHours(new Date('2026-12-24T09:30:00Z'), SILENCE);
    expect(eve).toEqual([new Date('2026-12-20T08:00:00Z')]);
  });

  it('that lie on both sides of midnight belong each to its own day', () => {
    const [latest] = comparableHours(new Date('2026-11-22T23:30:00Z'), { hours: 3, least: 3 });
    expect(latest).toEqual([new Date('2026-11-21T21:00:00Z'), new Date('2026-11-21T22:00:00Z')]);
  });
});

describe('a silent unit', () => {
  it('is one that was heard of often at this time of earlier working days and not for two hours now', () => {
    expect(silent({ lastHeardAt: FRIDAY_AFTERNOON })).toEqual({
      since: FRIDAY_AFTERNOON,
      usual: {
        sv: 'Hör annars av sig omkring 60 gånger mellan 09:00 och 11:00 en arbetsdag',
        en: 'Is otherwise heard of about 60 times between 09:00 and 11:00 on a working day',
      },
    });
  });

  it('is none that was never heard of, or was heard of within two hours', () => {
    expect(silent({ lastHeardAt: null })).toBeUndefined();
    expect(silent({ lastHeardAt: new Date(MONDAY.getTime() - 2 * HOUR + 1) })).toBeUndefined();
  });

  it('is none that is hardly ever heard of at this time', () => {
    expect(silent({ lastHeardAt: FRIDAY_AFTERNOON }, MONDAY, () => 1)).toBeUndefined();
    expect(silent({ lastHeardAt: FRIDAY_AFTERNOON }, MONDAY, () => 2)).toBeDefined();
  });

  it('is neither made nor unmade by one unlike day', () => {
    const onlyOn = (date: string) => (hour: Date) => (civilDateOf(hour) === date ? 30 : 0);
    const allBut = (date: string) => (hour: Date) => (civilDateOf(hour) === date ? 0 : 30);
    expect(silent({ lastHeardAt: FRIDAY_AFTERNOON }, MONDAY, onlyOn('2026-11-20'))).toBeUndefined();
    expect(silent({ lastHeardAt: FRIDAY_AFTERNOON }, MONDAY, allBut('2026-11-20'))).toBeDefined();
  });

  it('stays silent for days: the days since it fell silent make no habit', () => {
    const heardUntil = (hour: Date) => (hour <= FRIDAY_AFTERNOON ? 30 : 0);
    const wednesday = new Date('2026-11-25T10:00:00Z');
    expect(silent({ lastHeardAt: FRIDAY_AFTERNOON }, wednesday, heardUntil)?.since).toEqual(FRIDAY_AFTERNOON);
  });

  it('is none during planned downtime, nor right after it', () => {
    const downtime = (from: string, to: string) => ({ lastHeardAt: FRIDAY_AFTERNOON, downtime: [{ from, to }] });
    expect(silent(downtime('2026-11-23T09:00:00Z', '2026-11-23T12:00:00Z'))).toBeUndefined();
    expect(silent(downtime('2026-11-22T09:00:00Z', '2026-11-23T08:30:00Z'))).toBeUndefined();
    expect(silent(downtime('2026-11-22T09:00:00Z', '2026-11-23T08:00:00Z'))).toBeDefined();
    expect(silent(downtime('2026-11-23T12:00:00Z', '2026-11-23T13:00:00Z'))).toBeDefined();
  });

  it('is not measured by days on which it was down', () => {
    const downtime = [{ from: '2026-11-18T00:00:00Z', to: '2026-11-20T12:00:00Z' }];
    const heardIn = (hour: Date) => (hour < new Date('2026-11-18T00:00:00Z') ? 30 : 0);
    expect(silent({ lastHeardAt: FRIDAY_AFTERNOON, downtime }, MONDAY, heardIn)).toBeDefined();
  });
});

describe('whatever the time and the counts', () => {
  const minute = fc.integer({ min: Date.UTC(2025, 0) / 60_000, max: Date.UTC(2028, 0) / 60_000 });
  const scene = fc.record({
    now: minute.map((at) => new Date(at * 60_000)),
    agoMinutes: fc.integer({ min: 0, max: 12 * 24 * 60 }),
    seed: fc.array(fc.nat({ max: 10 }), { minLength: 24, maxLength: 24 }),
    rule: fc.record({ hours: fc.integer({ min: 2, max: 8 }), least: fc.integer({ min: 1, max: 40 }) }),
  });

  it('a unit that was heard of in the last hours is never silent, and a silent one was heard of before', () => {
    fc.assert(
      fc.property(scene, ({ now, agoMinutes, seed, rule }) => {
        const lastHeardAt = new Date(now.getTime() - agoMinutes * 60_000);
        const heardIn = (hour: Date) => seed[hour.getUTCHours()] ?? 0;
        const silence = silenceOf({ lastHeardAt }, now, comparableHours(now, rule), heardIn, rule);
        if (agoMinutes < rule.hours * 60) expect(silence).toBeUndefined();
        if (silence !== undefined) expect(silence.since).toBe(lastHeardAt);
      }),
    );
  });

  it('more that it was heard of never makes a silent unit one that is not, and downtime never lets it be silent', () => {
    fc.assert(
      fc.property(scene, fc.nat({ max: 20 }), ({ now, agoMinutes, seed, rule }, more) => {
        const lastHeardAt = new Date(now.getTime() - agoMinutes * 60_000);
        const days = comparableHours(now, rule);
        const heardIn = (hour: Date) => seed[hour.getUTCHours()] ?? 0;
        const before = silenceOf({ lastHeardAt }, now, days, heardIn, rule);
        const after = silenceOf({ lastHeardAt }, now, days, (hour) => heardIn(hour) + more, rule);
        if (before !== undefined) expect(after).toBeDefined();
        const downtime = [{ from: now.toISOString(), to: new Date(now.getTime() + HOUR).toISOString() }];
        expect(silenceOf({ lastHeardAt, downtime }, now, days, heardIn, rule)).toBeUndefined();
      }),
    );
  });

  it('what is compared lies within eight days, at the same times of day, in at least one whole hour', () => {
    fc.assert(
      fc.property(scene, ({ now, rule }) => {
        const days = comparableHours(now, rule);
        expect(days.length).toBeGreaterThan(0);
        for (const hours of days) {
          expect(hours.length).toBeGreaterThanOrEqual(rule.hours - 1);
          for (const hour of hours) {
            expect(hour.getTime()).toBeLessThan(now.getTime() - 12 * HOUR);
            expect(hour.getTime()).toBeGreaterThan(now.getTime() - (8 * 24 + 10) * HOUR);
            expect(hour.getTime() % HOUR).toBe(0);
          }
        }
      }),
    );
  });
});
