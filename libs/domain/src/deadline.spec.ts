import { describe, expect, it } from '@jest/globals';
import { gavleborg } from '../../../test/support/domain.js';
import { dueOf, isLate, ladderOf } from './deadline.js';

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
