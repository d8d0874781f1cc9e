import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AT, plannedStay, telling } from '../support/blekinge.js';
import { TOLVAN, UNITS } from '../support/domain.js';
import { ReportWorld } from './report-world.js';

const TABLES = 'episode, message, payload, delivery, deadline, firing, escalation, inbox, audit_entry, idempotency_key';
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

let world: ReportWorld;

beforeAll(async () => {
  world = await ReportWorld.open();
}, 60_000);
afterAll(() => world.close());
afterEach(() => world.rows(`TRUNCATE ${TABLES}`));

/** A stay of category C, which asks for nothing but the notices, admitted on 2 November. */
async function stay(number: string, readyAt: string, dischargedAt?: string, of: ReportWorld = world) {
  await of.admitted(number, '2026-11-02T08:00:00+01:00', { planningCategory: 'C' });
  await of.ready(number, readyAt);
  if (dischargedAt !== undefined) await of.discharged(number, dischargedAt);
}

/** The stays of which somebody was shown a row. */
const noted = () =>
  world.rows(
    `SELECT e.number FROM audit_entry a JOIN episode e ON e.id = a.subject_id WHERE a.action = 'report-read' ORDER BY e.number`,
  );

describe('the liability to pay', () => {
  const report = (changes: object = {}) => world.read({ name: 'betalningsansvar', ...NOVEMBER, ...changes });

  it('[L-PAY-01] [L-PAY-03] [L-PAY-05] [L-PAY-06] names the municipality, the first day, the days, and what they come to', async () => {
    world.clock.time = new Date('2026-11-20T12:00:00+01:00');
    await stay('V1', '2026-11-03T12:00:00+01:00', '2026-11-10T10:00:00+01:00');
    await stay('V2', '2026-11-03T12:00:01+01:00', '2026-11-10T10:00:00+01:00');
    await stay('V3', '2026-11-03T09:00:00+01:00', '2026-11-05T10:00:00+01:00');
    const { table, sums } = await report();
    const common = { municipality: '2180', placed: false, faults: [], open: false, rule: 'L-PAY-03' };
    expect([...table].sort((one, other) => (String(one['number']) < String(other['number']) ? -1 : 1))).toMatchObject([
      { number: 'V1', firstLiableDay: '2026-11-06', days: 4, rates: ['2026: 4 x 12000'], amount: 48_000, ...common },
      { number: 'V2', firstLiableDay: '2026-11-07', days: 3, rates: ['2026: 3 x 12000'], amount: 36_000, ...common },
    ]);
    expect(sums).toMatchObject([
      { profile: 'gavleborg', model: 'per-patient', municipality: '2180', stays: 3, liableDays: 7, amount: 84_000 },
    ]);
    expect(await noted()).toEqual([{ number: 'V1' }, { number: 'V2' }]);
  });

  it('[L-PAY-02] [L-PAY-04] says for each lost day what was missing, whose part it was, and by which rule', async () => {
    world.clock.time = new Date('2026-11-10T12:00:00+01:00');
    await world.admitted('V1', '2026-11-02T08:00:00+01:00');
    await world.ready('V1', '2026-11-03T09:00:00+01:00');
    const { table } = await report();
    expect(table).toMatchObject([{ number: 'V1', days: 0, amount: 0, lostDays: 4, open: true }]);
    const { faults, faultRoles, faultUnits, faultRules } = table[0]!;
    expect(faults).toEqual(expect.arrayContaining(['open-care-missing']));
    expect(faultRules).toEqual(expect.arrayContaining(['L-PAY-04']));
    expect(new Set(faultRoles as string[])).toEqual(new Set(['oppenvard']));
    expect(new Set(faultUnits as string[])).toEqual(new Set([UNITS.openCare]));
  });

  it('counts only the days of the period, and up to now for who is still there', async () => {
    world.clock.time = new Date('2026-11-20T12:00:00+01:00');
    await stay('V1', '2026-11-03T09:00:00+01:00');
    const days = async (period: object) => (await report(period)).table.map((row) => row['days']);
    expect(await days({})).toEqual([14]);
    expect(await days({ from: '2026-11-10', to: '2026-11-12' })).toEqual([3]);
    expect(await days({ from: '2026-11-19', to: '2026-11-30' })).toEqual([1]);
    expect(await days({ from: '2026-10-01', to: '2026-11-05' })).toEqual([]);
  });

  it('[G-CAT-18] shows no stay of category B', async () => {
    const content = {
      admittedAt: '2026-11-02T08:00:00+01:00',
      expectedDischarge: '2026-11-04',
      physicianAssessed: true,
    };
    await world.admitted('V1', '2026-11-02T08:00:00+01:00', { planningCategory: 'B', content });
    await world.ready('V1', '2026-11-03T09:00:00+01:00');
    expect(await report()).toMatchObject({ table: [], sums: [] });
  });

  it('[L-PAY-05] tells of days of a year whose amount nobody knows', async () => {
    const unknown = await ReportWorld.open({ amounts: new Map([[2023, 10_500]]) });
    try {
      unknown.clock.time = new Date('2026-11-20T12:00:00+01:00');
      await stay('V1', '2026-11-03T09:00:00+01:00', '2026-11-10T10:00:00+01:00', unknown);
      const { table, sums } = await unknown.read({ name: 'betalningsansvar', ...NOVEMBER });
      expect(table).toMatchObject([{ days: 4, amount: null, daysWithoutAmount: 4, rates: ['2026: 4 x ?'] }]);
      expect(sums).toMatchObject([{ liableDays: 4, amount: null, daysWithoutAmount: 4 }]);
    } finally {
      await unknown.close();
    }
  });

  it('[L-PAY-05] is that of the mean above a limit where the region has agreed on it', async () => {
    const models = [{ from: '2026-01-01', model: 'mean-days', limitDays: 2 }];
    const agreed = await ReportWorld.open({ profile: { 'payment.models': models } });
    try {
      agreed.clock.time = new Date('2026-12-01T12:00:00+01:00');
      await stay('V1', '2026-11-03T09:00:00+01:00', '2026-11-10T10:00:00+01:00', agreed);
      await stay('V2', '2026-11-03T09:00:00+01:00', '2026-11-04T10:00:00+01:00', agreed);
      const { table, sums } = await agreed.read({ name: 'betalningsansvar', ...NOVEMBER });
      expect(table).toEqual([]);
      const mean = { month: '2026-11', stays: 2, days: 8, mean: 4, limitDays: 2, liableDays: 4, perDay: 12_000 };
      const ofMean = sums.filter(({ model }) => model === 'mean-days');
      expect(ofMean).toMatchObject([{ municipality: '2180', ...mean, amount: 48_000 }]);
    } finally {
      await agreed.close();
    }
  });
});

describe('what is late', () => {
  const report = (changes: object = {}) => world.read({ name: 'sena-meddelanden', ...NOVEMBER, ...changes });

  it('[G-ADM-02] is counted by unit, sort and rule, with how late it was', async () => {
    const content = (admittedAt: string) => ({
      admittedAt,
      expectedDischarge: '2026-11-27',
      arrivalTalk: { heldAt: admittedAt },
    });
    const notice = (number: string, at: string, admittedAt: string) =>
      world.admitted(number, at, { planningCategory: 'C', content: content(admittedAt) });
    await notice('V1', '2026-11-24T09:00:00+01:00', '2026-11-23T08:00:00+01:00');
    await notice('V2', '2026-11-24T11:00:00+01:00', '2026-11-23T08:00:00+01:00');
    await notice('V3', '2026-11-24T08:00:00+01:00', '2026-11-23T08:00:00+01:00');
    world.clock.time = new Date('2026-11-24T12:00:00+01:00');
    const late = {
      ...{ unit: UNITS.ward, unitName: expect.any(String), kind: 'inskrivningsmeddelande', rule: 'G-ADM-02' },
      ...{ state: 'late', count: 2, p50Minutes: 60, p95Minutes: 180, mostMinutes: 180, p50DaysAhead: null },
    };
    expect((await report()).table).toEqual(expect.arrayContaining([expect.objectContaining(late)]));
    expect((await report({ from: '2026-11-25' })).table).toEqual([]);
    expect((await report({ unit: UNITS.social })).table).toEqual([]);
  });

  it('is also what has not come although its time has passed, up to now', async () => {
    await world.admitted('V1', '2026-11-23T08:00:00+01:00', { planningCategory: 'C' });
    await world.ready('V1', '2026-11-24T09:00:00+01:00');
    world.clock.time = new Date('2026-11-24T23:00:00+01:00');
    const outstanding = async () => (await report()).table.filter(({ kind }) => kind === 'utskrivningsmeddelande');
    expect(await outstanding()).toEqual([]);
    world.clock.time = new Date('2026-11-25T01:00:00+01:00');
    expect(await outstanding()).toMatchObject([{ state: 'outstanding', count: 1, p50Minutes: 60, rule: 'G-DIS-07' }]);
  });

  it('[B-PLN-16] leaves planned stays that were told of on short notice apart: they are not late', async () => {
    await world.admit(plannedStay({ operation: '2026-12-08' }), '2026-11-25T10:00:00+01:00');
    await world.admit(plannedStay({ operation: '2026-12-08' }), '2026-11-24T10:00:00+01:00');
    const withdrawn = plannedStay({ operation: '2026-12-08' });
    await world.admit(withdrawn, '2026-11-26T10:00:00+01:00');
    const content = { messageId: withdrawn.messageId, reason: 'fel person' };
    await world.admit(telling('makulering', AT.otherWard, { content }), '2026-11-26T11:00:00+01:00');
    const { table } = await report({ profile: 'blekinge' });
    const short = { unit: AT.otherWard, kind: 'fristaende-meddelande', rule: 'B-PLN-16', state: 'short-notice' };
    expect(table).toMatchObject([{ ...short, count: 1, p50DaysAhead: 13, p50Minutes: null }]);
  });
});

describe('open stays', () => {
  const report = (changes: object = {}) => world.read({ name: 'oppna-vardtillfallen', ...changes });

  it('are told with what each waits for, from whom, since when, until when', async () => {
    await world.admitted('V1', '2026-11-23T08:00:00+01:00', { planningCategory: 'C' });
    await stay('V2', '2026-11-03T09:00:00+01:00', '2026-11-03T10:00:00+01:00');
    world.clock.time = new Date('2026-11-23T10:00:00+01:00');
    const { table } = await report();
    expect(new Set(table.map(({ number }) => number))).toEqual(new Set(['V1']));
    expect(table).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ number: 'V1', state: 'inskriven', category: 'C', waits: 'kvittens', rule: 'G-ACK-03' },
          ...{ unit: UNITS.social, role: 'socialtjanst', since: new Date('2026-11-23T07:00:00Z') },
          ...{ due: new Date('2026-11-23T08:00:00Z'), overdue: true },
        }),
        expect.objectContaining({ waits: 'assessment', unit: UNITS.ward, due: null, overdue: null }),
      ]),
    );
    expect(JSON.stringify(table)).not.toMatch(/191212121212|Tolvan/);
  });

  it('[G-RDY-16] that are ready list what of contact, plan and open care is not done', async () => {
    await world.admitted('V1', '2026-11-23T08:00:00+01:00');
    await world.ready('V1', '2026-11-24T09:00:00+01:00');
    const waits = (await report()).table.map((row) => row['waits']);
    expect(waits).toEqual(expect.arrayContaining(['open-care']));
  });

  it('[L-LOG-01] are noted as read, those that are left out are not', async () => {
    const elsewhere = { ...TOLVAN, id: '198001019986', municipality: '2181' };
    await world.admitted('V1', '2026-11-23T08:00:00+01:00', { planningCategory: 'C' });
    await world.admitted('V2', '2026-11-23T08:00:00+01:00', { planningCategory: 'C', patient: elsewhere });
    await report({ municipality: '2181' });
    expect(await noted()).toEqual([{ number: 'V2' }]);
  });
});
