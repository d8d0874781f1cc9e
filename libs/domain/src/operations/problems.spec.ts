import { describe, expect, it } from '@jest/globals';
import { fewOfEachKind, problemsOf, PROBLEM_SEVERITIES } from './problems.js';
import type { ProblemFacts, UnitFacts } from './problems.js';

const NOW = new Date('2026-11-28T08:05:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const UNIT = 'SE2321000016-HC01';

const WELL = {
  at: NOW,
  queue: { isHealthy: true, oldestWaitingAt: null },
  lastSweepAt: NOW,
  isSweepLate: false,
  processes: [{ id: 'p1', host: 'hub-1', lastSeenAt: NOW, isAlive: true }],
  disk: { freeBytes: 1e12, isLow: false },
  undelivered: null,
};
const CALM: ProblemFacts = { units: [], unownedEscalations: undefined, refused: [], expiries: [], hub: WELL };
const NOTHING: UnitFacts = {
  unit: UNIT,
  overdueReceipts: undefined,
  overdueDuties: undefined,
  silence: undefined,
  unheardOf: undefined,
};
const problems = (facts: Partial<ProblemFacts>) => problemsOf({ ...CALM, ...facts }, NOW);

describe('problems', () => {
  it('are none when nothing is wrong', () => {
    expect(problems({ units: [NOTHING] })).toEqual([]);
  });

  it('are one for each unit whose receipts are overdue, however many are, with the unit that is to be called', () => {
    const units = [{ ...NOTHING, overdueReceipts: { count: 3, since: ago(5) } }];
    expect(problems({ units })).toEqual([
      {
        key: `overdue-receipts ${UNIT}`,
        kind: 'overdue-receipts',
        severity: 'warning',
        since: ago(5),
        count: 3,
        unit: UNIT,
        text: { sv: '3 kvittenser är försenade', en: '3 receipts are overdue' },
        advice: expect.objectContaining({ sv: expect.stringContaining('Ring enheten') }),
        view: 'deadlines',
        filter: { state: 'overdue', group: 'receipts', unit: UNIT },
      },
    ]);
  });

  it('keep their key while they last, and turn critical with time or number', () => {
    const receipts = (count: number, minutes: number) =>
      problems({ units: [{ ...NOTHING, overdueReceipts: { count, since: ago(minutes) } }] })[0];
    expect([receipts(1, 239)?.severity, receipts(1, 240)?.severity, receipts(20, 1)?.severity]).toEqual([
      'warning',
      'critical',
      'critical',
    ]);
    expect(receipts(1, 239)?.key).toBe(receipts(20, 999)?.key);
  });

  it('of refused input are one for each source and code', () => {
    const system = { sv: 'Journalsystemet', en: 'The record system' };
    const group = { code: 'unknown-unit', sender: null, count: 7, since: ago(30), system };
    const told = problems({
      refused: [
        { ...group, source: 'http:gavle' },
        { ...group, source: 'mllp:lab', sender: UNIT },
      ],
    });
    expect(told.map(({ key, unit, filter }) => [key, unit, filter])).toEqual([
      ['quarantine http:gavle unknown-unit', null, { state: 'held', source: 'http:gavle', code: 'unknown-unit' }],
      ['quarantine mllp:lab unknown-unit', UNIT, { state: 'held', source: 'mllp:lab', code: 'unknown-unit' }],
    ]);
  });

  it('of refused input say in words what was refused, and whose system sent it', () => {
    const system = { sv: 'MLLP-källan lab', en: 'the MLLP source lab' };
    const texts = ['unroutable', 'a-code-of-yesterday'].map(
      (code) =>
        problems({ refused: [{ source: 'mllp:lab', system, code, sender: null, count: 2, since: NOW }] })[0]?.text,
    );
    expect(texts).toEqual([
      {
        sv: '2 meddelanden från MLLP-källan lab i karantän: det finns ingen brevlåda som kan ta emot meddelandet',
        en: '2 messages from the MLLP source lab in quarantine: no mailbox can receive the message',
      },
      {
        sv: '2 meddelanden från MLLP-källan lab i karantän: a-code-of-yesterday',
        en: '2 messages from the MLLP source lab in quarantine: a-code-of-yesterday',
      },
    ]);
  });

  it('of the hub itself are told too', () => {
    const hub = {
      ...WELL,
      isSweepLate: true,
      queue: { isHealthy: false, oldestWaitingAt: ago(9) },
      disk: { freeBytes: 1.5 * 1024 ** 3, isLow: true },
      processes: [...WELL.processes, { id: 'p2', host: 'hub-2', lastSeenAt: ago(3), isAlive: false }],
      undelivered: { count: 2, since: ago(60) },
    };
    expect(problems({ hub }).map(({ key, severity }) => [key, severity])).toEqual([
      ['disk-low', 'critical'],
      ['sweep-late', 'critical'],
      ['queue-late', 'warning'],
      ['process-gone p2', 'warning'],
      ['alert-undelivered', 'warning'],
    ]);
    expect(problems({ hub })[0]?.text.sv).toBe('Bara 1,5 GiB ledigt på databasens disk');
  });

  it.each([
    ['2026-12-31', undefined],
    ['2026-12-27', 'notice'],
    ['2026-12-04', 'warning'],
    ['2026-11-28', 'warning'],
    ['2026-11-27', 'critical'],
  ])('of a secret that is taken until %s are %s', (lastDay, severity) => {
    const expiries = [{ client: 'gavle', name: 'Gävle sjukhus', what: 'secret' as const, lastDay }];
    expect(problems({ expiries })[0]?.severity).toBe(severity);
  });

  it('that are equally severe stand by kind: receipts come before what is in quarantine for longer', () => {
    const system = { sv: 'x', en: 'x' };
    const refused = [{ source: 'http:a', system, code: 'unroutable', sender: null, count: 1, since: ago(9_000) }];
    const units = [
      { ...NOTHING, overdueReceipts: { count: 1, since: ago(300) } },
      { ...NOTHING, unit: 'B', overdueReceipts: { count: 1, since: ago(600) } },
    ];
    expect(problems({ refused, units }).map(({ kind, unit }) => [kind, unit])).toEqual([
      ['overdue-receipts', 'B'],
      ['overdue-receipts', UNIT],
      ['quarantine', null],
    ]);
  });

  it('can be told in such a number of each kind that many of one kind hide no other', () => {
    const units = ['A', 'B', 'C'].map((unit) => ({
      ...{ ...NOTHING, unit },
      overdueReceipts: { count: 1, since: ago(300) },
    }));
    const told = problems({ units, unownedEscalations: { count: 3, since: ago(300), isCapped: false } });
    expect(fewOfEachKind(told, 2).map(({ kind, unit }) => unit ?? kind)).toEqual(['A', 'B', 'unowned-escalations']);
  });

  it('stand worst first, then by kind', () => {
    const told = problems({
      units: [
        { ...NOTHING, unheardOf: { count: 1, since: ago(9_000) }, overdueDuties: { count: 1, since: ago(10) } },
        { ...NOTHING, unit: 'B', silence: { since: ago(200), usual: { sv: 'x', en: 'x' } } },
      ],
      unownedEscalations: { count: 1_000, since: ago(61), isCapped: true },
    });
    expect(told.map(({ kind }) => kind)).toEqual([
      'unowned-escalations',
      'overdue-duties',
      'silent-party',
      'never-connected',
    ]);
    const ranks = told.map(({ severity }) => PROBLEM_SEVERITIES.indexOf(severity));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(told[0]?.text.en).toBe('Nobody has taken 1000+ escalations');
  });
});
