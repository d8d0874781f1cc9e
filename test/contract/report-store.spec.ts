import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AT, notice as blekingeNotice } from '../support/blekinge.js';
import { TOLVAN, UNITS } from '../support/domain.js';
import { deliveryTo } from './inbox-world.js';
import { ReportWorld } from './report-world.js';

const TABLES = 'episode, message, payload, delivery, deadline, firing, escalation, inbox, audit_entry, idempotency_key';
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

let world: ReportWorld;

beforeAll(async () => {
  world = await ReportWorld.open();
}, 60_000);
afterAll(() => world.close());
afterEach(() => world.rows(`TRUNCATE ${TABLES}`));

describe('receipts', () => {
  const asked = async (at: string, receiptedAt?: string) => {
    const answer = await world.admitted(`V-${at}`, at, { planningCategory: 'C' });
    if (receiptedAt !== undefined) await world.receipt([deliveryTo(answer, UNITS.social)], receiptedAt);
  };

  it('[G-ACK-03] are counted per unit by whether they came in time, late, not at all, or are not due yet', async () => {
    await asked('2026-11-23T08:00:00+01:00', '2026-11-23T08:30:00+01:00');
    await asked('2026-11-23T08:01:00+01:00', '2026-11-23T09:00:00+01:00');
    await asked('2026-11-24T07:00:00+01:00', '2026-11-24T10:00:00+01:00');
    await asked('2026-11-25T07:00:00+01:00');
    await asked('2026-11-25T12:00:00+01:00');
    world.clock.time = new Date('2026-11-25T12:30:00+01:00');
    const { table, sums } = await world.read({ name: 'kvittenser', ...NOVEMBER });
    const counts = {
      asked: 5,
      inTime: 2,
      late: 1,
      outstanding: 1,
      waiting: 1,
      share: 0.5,
      p50Minutes: 59,
      p95Minutes: 180,
    };
    expect(table).toEqual([
      {
        ...{ unit: UNITS.social, unitName: expect.any(String), role: 'socialtjanst', municipality: '2180' },
        ...{ profile: 'gavleborg', side: null, ...counts },
      },
    ]);
    expect(sums).toEqual([{ profile: 'gavleborg', side: null, ...counts }]);
  });

  it('[B-ACK-14] are split by whether the message came before 15:00 of a weekday, or from then on and on days off', async () => {
    const sent = async (episodeId: string, at: string, receiptedAt: string) => {
      const answer = await world.admit(blekingeNotice({ episodeId, needs: ['socialtjanst'] }), at);
      await world.receipt([deliveryTo(answer, AT.social)], receiptedAt);
    };
    await sent('K1', '2026-11-23T14:59:59+01:00', '2026-11-23T16:00:00+01:00');
    await sent('K2', '2026-11-23T14:59:59+01:00', '2026-11-24T16:00:00+01:00');
    await sent('K3', '2026-11-23T15:00:00+01:00', '2026-11-23T16:00:00+01:00');
    await sent('K4', '2026-11-28T10:00:00+01:00', '2026-11-28T11:00:00+01:00');
    world.clock.time = new Date('2026-11-30T18:00:00+01:00');
    const { table } = await world.read({ name: 'kvittenser', ...NOVEMBER, unit: AT.social });
    expect(table).toMatchObject([
      { unit: AT.social, side: 'before', asked: 2, inTime: 1, late: 1, share: 0.5 },
      { unit: AT.social, side: 'from', asked: 2, inTime: 2, late: 0, share: 1 },
    ]);
  });

  it('belong to the civil day in Sweden on which the message came, the last day of the period included', async () => {
    await asked('2026-10-31T23:59:59+01:00');
    await asked('2026-11-01T00:00:00+01:00');
    await asked('2026-11-30T23:59:59+01:00');
    await asked('2026-12-01T00:00:00+01:00');
    world.clock.time = new Date('2026-12-02T12:00:00+01:00');
    expect((await world.read({ name: 'kvittenser', ...NOVEMBER })).sums).toMatchObject([{ asked: 2 }]);
  });

  it('are those of one municipality, unit or profile where that is asked for', async () => {
    await asked('2026-11-23T08:00:00+01:00');
    const sums = async (filter: object) => (await world.read({ name: 'kvittenser', ...NOVEMBER, ...filter })).sums;
    expect(await sums({ municipality: '2180' })).toMatchObject([{ asked: 1 }]);
    expect(await sums({ municipality: '2181' })).toEqual([]);
    expect(await sums({ unit: UNITS.openCare })).toEqual([]);
    expect(await sums({ profile: 'blekinge' })).toEqual([]);
  });

  it('that nobody owes any more are not counted', async () => {
    await asked('2026-11-23T08:00:00+01:00');
    await world.tell('V-2026-11-23T08:00:00+01:00', 'avbryt-vardtillfalle', '2026-11-23T08:30:00+01:00', {});
    const { sums } = await world.read({ name: 'kvittenser', ...NOVEMBER });
    expect(sums).toEqual([]);
  });
});

describe('the time from ready to home', () => {
  /** Home the same day, and after three days; ready and still there; never ready. */
  const stays = async () => {
    for (const [id, category] of [
      ['V1', 'C'],
      ['V2', 'E'],
      ['V3', 'C'],
      ['V4', 'C'],
    ] as const) {
      await world.admitted(id, '2026-11-02T08:00:00+01:00', { planningCategory: category });
    }
    await world.ready('V1', '2026-11-03T09:00:00+01:00');
    await world.discharged('V1', '2026-11-03T13:30:00+01:00');
    await world.ready('V2', '2026-11-10T09:00:00+01:00');
    await world.discharged('V2', '2026-11-13T10:00:00+01:00');
    await world.ready('V3', '2026-11-28T09:00:00+01:00');
    world.clock.time = new Date('2026-11-30T12:00:00+01:00');
  };
  const report = (changes: object = {}) =>
    world.read({ name: 'utskrivningsklar-till-hemgang', ...NOVEMBER, ...changes });
  const numbers = async (changes: object = {}) => (await report(changes)).table.map(({ number }) => number).sort();

  it('[B-SCO-08] [G-RDY-06] is told of each stay that was ready, without anything of the patient', async () => {
    await stays();
    const { table } = await report();
    expect(table.map((row) => [row['number'], row['minutes'], row['avoidableDays'], row['end']]).sort()).toEqual([
      ['V1', 270, 0, 'discharged'],
      ['V2', 4380, 3, 'discharged'],
      ['V3', null, 2, null],
    ]);
    expect(JSON.stringify(table)).not.toMatch(/191212121212|Tolvan/);
  });

  it('[G-RDY-04] [G-RDY-05] [G-LAW-12] is summed up in all and by housing, beside what is known from before', async () => {
    await stays();
    expect((await report()).sums).toMatchObject([
      {
        of: 'all',
        discharged: 2,
        sameDay: 1,
        sameDayShare: 0.5,
        open: 1,
        avoidableDays: 5,
        meanDays: 1.5,
        p50Minutes: 270,
      },
      { of: 'eget-boende', discharged: 1, sameDay: 1, open: 1 },
      { of: 'sarskilt-boende', discharged: 1, sameDay: 0, meanDays: 3 },
      { of: 'baseline', comparison: expect.stringContaining('Gävleborg'), rule: 'G-LAW-12', meanDays: 3.6 },
      { of: 'baseline', meanDays: 4.3 },
    ]);
  });

  it('belongs to the period in which it ended', async () => {
    await stays();
    expect(await numbers({ from: '2026-11-13', to: '2026-11-13' })).toEqual(['V2']);
    expect(await numbers({ from: '2026-11-11', to: '2026-11-12' })).toEqual([]);
    expect(await numbers({ from: '2026-11-28', to: '2026-11-28' })).toEqual(['V3']);
  });

  it('[L-LOG-01] notes who was shown a row of which stay, and nothing where only sums are shown', async () => {
    await stays();
    await report({ showsRows: false });
    expect(await world.rows(`SELECT 1 FROM audit_entry WHERE action = 'report-read'`)).toEqual([]);
    await report({ to: '2026-11-13' });
    const noted = await world.rows(
      `SELECT e.number, a.actor, a.subject, a.detail FROM audit_entry a JOIN episode e ON e.id = a.subject_id
       WHERE a.action = 'report-read' ORDER BY e.number`,
    );
    const by = {
      ...{ actor: 'client:driftledning', subject: 'episode' },
      detail: { report: 'utskrivningsklar-till-hemgang' },
    };
    expect(noted).toEqual([
      { number: 'V1', ...by },
      { number: 'V2', ...by },
    ]);
  });

  it('knows a stay again that was discharged in error and is open once more', async () => {
    await stays();
    await world.tell('V2', 'utskrivning-aterkallad', '2026-11-13T12:00:00+01:00', {});
    expect(await numbers({ from: '2026-11-13', to: '2026-11-13' })).toEqual(['V2']);
    await world.discharged('V2', '2026-11-16T10:00:00+01:00');
    expect(await numbers({ from: '2026-11-13', to: '2026-11-13' })).toEqual([]);
    expect(await numbers({ from: '2026-11-16', to: '2026-11-16' })).toEqual(['V2']);
  });

  it('gives every stay once, however many pages there are', async () => {
    await stays();
    await world.rows(
      `INSERT INTO episode SELECT uuidv7(), organisation, number || '-' || n, profile, patient_id, state, version, patient, facts, steps,
         former_ids, first_ready_at, ended_at FROM episode, generate_series(1, 250) n WHERE number IN ('V2', 'V3')`,
    );
    const found = await numbers();
    expect(found).toHaveLength(503);
    expect(new Set(found).size).toBe(503);
  });
});

describe('mean days as ready', () => {
  it('[L-PAY-05] are counted per municipality and month, each day in its own month', async () => {
    const patient = { ...TOLVAN, municipality: '2181', id: '198001019986' };
    await world.admitted('V1', '2026-10-20T08:00:00+02:00', { planningCategory: 'C' });
    await world.ready('V1', '2026-10-30T09:00:00+01:00');
    await world.discharged('V1', '2026-11-03T13:30:00+01:00');
    await world.admitted('V2', '2026-10-20T08:00:00+02:00', { planningCategory: 'C', patient });
    await world.ready('V2', '2026-11-02T09:00:00+01:00');
    await world.discharged('V2', '2026-11-02T13:30:00+01:00');
    const { table } = await world.read({ name: 'medeldygn', from: '2026-10-01', to: '2026-11-30' });
    expect(table).toEqual([
      { profile: 'gavleborg', municipality: '2180', month: '2026-10', stays: 1, days: 2, mean: 2 },
      { profile: 'gavleborg', municipality: '2180', month: '2026-11', stays: 1, days: 2, mean: 2 },
      { profile: 'gavleborg', municipality: '2181', month: '2026-11', stays: 1, days: 0, mean: 0 },
    ]);
    const only = await world.read({ name: 'medeldygn', ...NOVEMBER, municipality: '2181' });
    expect(only.table).toMatchObject([{ municipality: '2181' }]);
  });
});
