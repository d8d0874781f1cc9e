import { describe, expect, it } from '@jest/globals';

import { blekinge } from '../../../../test/support/blekinge.js';
import { lateDutyOf, shortNoticeOf, type StayDuty } from './late.js';

const NOW = new Date('2026-11-30T12:00:00+01:00');
const DUE = new Date('2026-11-24T07:00:00+01:00');

const duty = (changes: Partial<StayDuty>): StayDuty => ({
  kind: 'inskrivningsmeddelande',
  rule: 'L-ADM-03',
  due: DUE,
  state: 'met',
  responsible: 'SE2321000016-AVD12',
  endedAt: DUE,
  late: false,
  ...changes,
});

describe('a late notice', () => {
  const told = { kind: 'inskrivningsmeddelande', rule: 'L-ADM-03', unit: 'SE2321000016-AVD12' };

  it('is told with whose it was, by which rule, and by how much', () => {
    const endedAt = new Date('2026-11-24T09:30:59+01:00');
    expect(lateDutyOf(duty({ endedAt, late: true }), NOW)).toEqual({ ...told, state: 'late', minutesLate: 150 });
  });

  it('is outstanding as long as it has not come', () => {
    const open = duty({ state: 'open', endedAt: undefined });
    const shortly = new Date(DUE.getTime() + 61_000);
    expect(lateDutyOf(open, DUE)).toBeUndefined();
    expect(lateDutyOf(open, shortly)).toEqual({ ...told, state: 'outstanding', minutesLate: 1 });
  });

  it('is none that came in time or is owed no more', () => {
    expect(lateDutyOf(duty({}), NOW)).toBeUndefined();
    expect(lateDutyOf(duty({ state: 'cancelled', late: true }), NOW)).toBeUndefined();
  });
});

describe('a message about a planned admission', () => {
  const { reports } = blekinge();
  const notice = (
    operation: unknown,
    content: Readonly<Record<string, unknown>> = {},
    sentAt = '2026-11-10T12:00:00+01:00',
  ) =>
    shortNoticeOf(
      { kind: 'fristaende-meddelande', content: { operation, ...content }, sentAt: new Date(sentAt) },
      reports,
    );

  it('[B-PLN-16] is reported when it came less than 14 days before the operation, and not when it came 14 days before', () => {
    expect(notice('2026-11-23')).toEqual({ rule: 'B-PLN-16', days: 13, wished: 14 });
    expect(notice('2026-11-24')).toBeUndefined();
    expect(notice('2026-11-23T23:30:00Z')).toBeUndefined();
    expect(notice('2026-11-09')).toMatchObject({ days: -1 });
  });

  it('[B-PLN-16] counts civil days in Sweden', () => {
    expect(notice('2026-11-24', {}, '2026-11-10T22:59:59Z')).toBeUndefined();
    expect(notice('2026-11-24', {}, '2026-11-10T23:00:00Z')).toMatchObject({ days: 13 });
    expect(notice('2027-04-04', {}, '2027-03-21T12:00:00+01:00')).toBeUndefined();
    expect(notice('2028-03-07', {}, '2028-02-22T12:00:00+01:00')).toBeUndefined();
    expect(notice('2028-03-06', {}, '2028-02-22T12:00:00+01:00')).toMatchObject({ days: 13 });
  });

  it('[B-PLN-16] that calls the operation off, has none, or is of another kind is not reported', () => {
    expect(notice('2026-11-12', { cancelled: true })).toBeUndefined();
    expect(notice('2026-11-12', { cancelled: false })).toBeDefined();
    expect(notice(undefined)).toBeUndefined();
    expect(notice('snart')).toBeUndefined();
    const other = { kind: 'vardrapport', content: { operation: '2026-11-12' }, sentAt: NOW } as const;
    expect(shortNoticeOf(other, reports)).toBeUndefined();
  });
});
