import { describe, expect, it } from '@jest/globals';

import { blekinge } from '../../../../test/support/blekinge.js';
import { gavleborg } from '../../../../test/support/domain.js';
import { dueOf } from '../deadline/deadline.js';
import type { Profile } from '../profile/profile.js';
import { receiptOutcome, Receipts, receiptSide, type ReceiptDuty } from './receipts.js';

const NOW = new Date('2026-11-30T12:00:00+01:00');
const UNIT = 'SE2321000016-HC01';

const ruleOf = ({ deadlines }: Profile) => {
  const rule = deadlines['kvittens'];
  if (rule === undefined) throw new Error('the region has no kvittens');
  return rule;
};
const BLEKINGE = ruleOf(blekinge());

function duty(startedAt: string, endedAt?: string, changes: Partial<ReceiptDuty> = {}): ReceiptDuty {
  const start = new Date(startedAt);
  const due = dueOf(BLEKINGE, {}, start) ?? start;
  const ended = endedAt === undefined ? undefined : new Date(endedAt);
  const late = ended !== undefined && ended >= due;
  return { startedAt: start, due, endedAt: ended, late, state: ended ? 'met' : 'open', responsible: UNIT, ...changes };
}

describe('a receipt that was asked for', () => {
  it.each<[string, ReceiptDuty]>([
    ['in-time', duty('2026-11-26T10:00:00+01:00', '2026-11-26T11:00:00+01:00')],
    ['late', duty('2026-11-26T10:00:00+01:00', '2026-11-27T11:00:00+01:00')],
    ['outstanding', duty('2026-11-26T10:00:00+01:00')],
    ['waiting', duty('2026-11-30T10:00:00+01:00')],
    ['void', duty('2026-11-26T10:00:00+01:00', undefined, { state: 'cancelled', endedAt: NOW })],
  ])('[B-ACK-14] is %s', (outcome, asked) => {
    expect(receiptOutcome(asked, NOW)).toBe(outcome);
  });

  it('[B-ACK-14] is outstanding as soon as the due time has passed, not at it', () => {
    const asked = duty('2026-11-30T10:00:00+01:00', undefined, { due: NOW });
    expect(receiptOutcome(asked, NOW)).toBe('waiting');
    expect(receiptOutcome(asked, new Date(NOW.getTime() + 1))).toBe('outstanding');
  });

  it.each([
    ['a weekday', '2026-11-26T14:59:59+01:00', 'before'],
    ['a weekday at the cut-off', '2026-11-26T15:00:00+01:00', 'from'],
    ['a weekday after it', '2026-11-26T15:00:01+01:00', 'from'],
    ['a Saturday', '2026-11-28T10:00:00+01:00', 'from'],
    ['Christmas Eve', '2026-12-24T10:00:00+01:00', 'from'],
    ['a weekday after the spring night', '2026-03-30T14:59:59+02:00', 'before'],
  ])('[B-ACK-14] lies on the side of the cut-off on which the message was sent: %s', (_name, startedAt, side) => {
    expect(receiptSide(BLEKINGE, new Date(startedAt))).toBe(side);
  });

  it('has no sides where the deadline knows no cut-off', () => {
    expect(receiptSide(ruleOf(gavleborg()), NOW)).toBeUndefined();
  });
});

describe('the receipts of units', () => {
  const rows = (...duties: ReceiptDuty[]) => {
    const receipts = new Receipts(NOW);
    for (const one of duties) receipts.add(one, BLEKINGE);
    return receipts.rows();
  };

  it('[B-ACK-14] are shares in time, before and after the cut-off apart', () => {
    const sums = rows(
      duty('2026-11-26T10:00:00+01:00', '2026-11-26T11:00:00+01:00'),
      duty('2026-11-26T10:00:00+01:00', '2026-11-26T12:00:00+01:00'),
      duty('2026-11-26T10:00:00+01:00', '2026-11-27T10:00:00+01:00'),
      duty('2026-11-26T10:00:00+01:00'),
      duty('2026-11-30T10:00:00+01:00'),
      duty('2026-11-26T16:00:00+01:00', '2026-11-27T08:00:00+01:00'),
      duty('2026-11-26T10:00:00+01:00', undefined, { responsible: 'SE2321000016-HC02' }),
      duty('2026-11-26T10:00:00+01:00', undefined, { state: 'cancelled' }),
    );
    expect(sums).toEqual([
      {
        unit: UNIT,
        side: 'before',
        asked: 5,
        inTime: 2,
        late: 1,
        waiting: 1,
        outstanding: 1,
        share: 0.5,
        p50Minutes: 120,
        p95Minutes: 1440,
      },
      expect.objectContaining({ unit: UNIT, side: 'from', asked: 1, inTime: 1, share: 1, p50Minutes: 960 }),
      expect.objectContaining({ unit: 'SE2321000016-HC02', side: 'before', asked: 1, share: 0 }),
    ]);
  });

  it('[B-ACK-14] have no share before anything was due', () => {
    expect(rows(duty('2026-11-30T10:00:00+01:00'))).toMatchObject([{ asked: 1, waiting: 1, share: undefined }]);
    expect(rows(duty('2026-11-26T10:00:00+01:00', undefined, { state: 'cancelled' }))).toEqual([]);
  });
});
