import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { message, UNITS } from '../support/domain.js';
import { ReportWorld } from './report-world.js';

const TABLES = 'episode, message, payload, delivery, deadline, firing, escalation, inbox, audit_entry, idempotency_key';
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const NOTICE_LIMIT = 'G-DIS-02';

let world: ReportWorld;

beforeAll(async () => {
  world = await ReportWorld.open();
}, 60_000);
afterAll(() => world.close());
afterEach(() => world.rows(`TRUNCATE ${TABLES}`));

const at = (day: number, time: string) => `2026-11-${String(day).padStart(2, '0')}T${time}:00+01:00`;

/** A stay since 2 November for which the municipality plans services. */
async function planned(number: string, ...services: object[]): Promise<void> {
  const { episode } = await world.admitted(number, at(2, '08:00'), { planningCategory: 'C' });
  const content = { entries: [{ date: '2026-11-12', text: 'Vi kommer hem till dig' }], services };
  const by = { sender: UNITS.social, episodeId: undefined, episode: episode.id, content };
  await world.admit(message('patientinformation', by), at(3, '09:00'));
}

/** The ward tells of a discharge at `leaves`. */
const tells = (number: string, when: string, leaves: string) =>
  world.tell(number, 'utskrivningsmeddelande', when, { dischargedAt: leaves });

const report = (changes: object = {}) => world.read({ name: 'insatser', ...NOVEMBER, ...changes });
const numbers = async (changes: object = {}) => (await report(changes)).table.map(({ number }) => number);

const EVENING = { name: 'Kvällsbesök hos Tolvan', startsOn: at(12, '19:00'), performer: 'Hemtjänst Öst' };
const LATER = { name: 'Träning', startsOn: '2026-11-13', responsibleRole: 'oppenvard', unit: UNITS.openCare };
const OUTSIDE = { name: 'Fotvård', startsOn: '2026-11-12', responsibleRole: 'extern', unit: 'Fot-Frida' };

describe('the services at discharge', () => {
  it('[G-DIS-17] are listed with the party, the start, and whether the noon limit was kept', async () => {
    await planned('V1', EVENING, LATER, OUTSIDE);
    await tells('V1', at(12, '11:59'), at(12, '13:00'));
    const told = {
      ...{ number: 'V1', ward: UNITS.ward, municipality: '2180', dischargedAt: new Date(at(12, '13:00')) },
      ...{ noticeAt: new Date(at(12, '11:59')), limit: new Date(at(12, '12:00')), inTime: true, rule: NOTICE_LIMIT },
      promisedFrom: '2026-11-12',
    };
    const { table } = await report();
    expect(table).toMatchObject([
      { ...told, service: 1, role: 'extern', unit: null, unitName: null, startsOn: '2026-11-12', startsAt: null },
      {
        ...{ ...told, service: 2, role: 'socialtjanst', unit: UNITS.social, unitName: expect.any(String) },
        ...{ startsOn: '2026-11-12', startsAt: new Date(at(12, '19:00')), onDischargeDay: true, able: true },
      },
      { ...told, service: 3, role: 'oppenvard', unit: UNITS.openCare, onDischargeDay: false, able: true },
    ]);
  });

  it('[G-DIS-17] are summed up by party: how many could begin on the day of the discharge, how many were told of late', async () => {
    await planned('V1', EVENING, OUTSIDE);
    await planned('V2', EVENING, LATER);
    await planned('V3', EVENING);
    await tells('V1', at(12, '11:59'), at(12, '11:00'));
    await tells('V2', at(12, '12:00'), at(12, '11:00'));
    const { table, sums } = await report();
    expect(table.filter(({ number }) => number === 'V2')).toMatchObject([
      { role: 'socialtjanst', inTime: false, promisedFrom: '2026-11-13', onDischargeDay: true, able: false },
      { role: 'oppenvard', inTime: false, promisedFrom: '2026-11-13', onDischargeDay: false, able: true },
    ]);
    const name = expect.any(String);
    const none = { services: 1, open: 0, onDischargeDay: 0, able: 0, inTime: 0, late: 0 };
    expect(sums).toEqual([
      {
        ...{ profile: 'gavleborg', role: 'extern', unit: null, unitName: null },
        ...{ ...none, onDischargeDay: 1, able: 1, inTime: 1, share: 1 },
      },
      {
        ...{ profile: 'gavleborg', role: 'oppenvard', unit: UNITS.openCare, unitName: name },
        ...{ ...none, late: 1, share: 0 },
      },
      {
        ...{ profile: 'gavleborg', role: 'socialtjanst', unit: UNITS.social, unitName: name },
        ...{ services: 3, open: 1, onDischargeDay: 2, able: 1, inTime: 1, late: 1, share: 0.5 },
      },
    ]);
  });

  it('[G-DIS-17] belong to the day on which the notice that stands came; before it, to the day on which they begin', async () => {
    await planned('V1', EVENING);
    expect(await numbers({ from: '2026-11-12', to: '2026-11-12' })).toEqual(['V1']);
    expect(await numbers({ from: '2026-11-13' })).toEqual([]);
    await tells('V1', at(10, '23:59'), at(11, '10:00'));
    expect(await numbers({ from: '2026-11-12', to: '2026-11-12' })).toEqual([]);
    expect(await numbers({ from: '2026-11-10', to: '2026-11-10' })).toEqual(['V1']);
    await world.tell('V1', 'utskrivning-aterkallad', at(11, '09:00'), {});
    expect(await numbers({ from: '2026-11-10', to: '2026-11-11' })).toEqual([]);
    await tells('V1', at(13, '00:00'), at(13, '00:00'));
    expect(await numbers({ from: '2026-11-10', to: '2026-11-12' })).toEqual([]);
    expect(await numbers()).toEqual(['V1']);
  });

  it('[G-DIS-17] of a stay whose discharge was taken back stand once, and those of a cancelled stay not at all', async () => {
    await planned('V1', EVENING);
    await tells('V1', at(12, '10:00'), at(12, '10:00'));
    await world.tell('V1', 'utskrivning-aterkallad', at(12, '11:00'), {});
    await tells('V1', at(12, '14:00'), at(12, '14:00'));
    await planned('V2', EVENING);
    await world.tell('V2', 'avbryt-vardtillfalle', at(4, '10:00'), {});
    expect((await report()).table).toMatchObject([{ number: 'V1', inTime: false }]);
  });

  it('[G-DIS-17] of more stays than a page holds are all there, each once', async () => {
    await planned('V1', EVENING, LATER);
    await tells('V1', at(12, '10:00'), at(12, '10:00'));
    await planned('V2', EVENING);
    await world.rows(`WITH copies AS MATERIALIZED (SELECT uuidv7() AS copy, id, n FROM episode, generate_series(1, 250) n),
      stays AS (INSERT INTO episode SELECT c.copy, organisation, number || '-' || n, profile, patient_id, state, version, patient, facts,
        steps, former_ids, first_ready_at, ended_at FROM episode e JOIN copies c USING (id))
      INSERT INTO message (id, message_id, kind, sender, profile, episode_id, source, received_at, body)
        SELECT uuidv7(), message_id || '-' || n, kind, sender, profile, c.copy, source, received_at, body
        FROM message m JOIN copies c ON c.id = m.episode_id WHERE kind = 'utskrivningsmeddelande'`);
    const { table, sums } = await report();
    expect(table).toHaveLength(3 * 251);
    expect(new Set(table.map(({ number, service }) => `${String(number)} ${String(service)}`)).size).toBe(3 * 251);
    expect(sums).toMatchObject([
      { role: 'oppenvard', services: 251 },
      { role: 'socialtjanst', services: 502, open: 251, able: 251 },
    ]);
  });

  it('[G-DIS-17] are those of one municipality, ward or party where that is asked for', async () => {
    await planned('V1', EVENING);
    await tells('V1', at(12, '10:00'), at(12, '10:00'));
    for (const [filter, expected] of [
      [{ municipality: '2180' }, ['V1']],
      [{ municipality: '2181' }, []],
      [{ unit: UNITS.ward }, ['V1']],
      [{ unit: UNITS.social }, ['V1']],
      [{ unit: UNITS.openCare }, []],
      [{ profile: 'gavleborg' }, ['V1']],
      [{ profile: 'blekinge' }, []],
    ] as const) {
      expect([filter, await numbers(filter)]).toEqual([filter, expected]);
    }
  });

  it('[L-LOG-01] tell nothing that was written for the patient, and are noted as read once for each stay', async () => {
    await planned('V1', EVENING, OUTSIDE);
    await tells('V1', at(12, '10:00'), at(12, '10:00'));
    const { table, sums } = await report({ showsRows: false });
    expect(JSON.stringify([table, sums])).not.toMatch(/191212121212|Tolvan|Kvällsbesök|Hemtjänst Öst|Frida/);
    const noted = () => world.rows(`SELECT detail FROM audit_entry WHERE action = 'report-read'`);
    expect(await noted()).toEqual([]);
    await report();
    expect(await noted()).toEqual([{ detail: { report: 'insatser' } }]);
  });
});

describe('services where the region has no limit', () => {
  it('[G-DIS-17] are listed all the same, and neither in time nor late', async () => {
    const other = await ReportWorld.open({ profile: { 'deadlines.insatser-samma-dag.annotate': undefined } });
    const own = world;
    try {
      world = other;
      await planned('V1', EVENING);
      await tells('V1', at(12, '14:00'), at(12, '14:00'));
      const { table, sums } = await report();
      expect(table).toMatchObject([{ onDischargeDay: true, able: null, inTime: null, limit: null, rule: null }]);
      expect(sums).toMatchObject([{ services: 1, onDischargeDay: 1, able: null, inTime: 0, late: 0, share: null }]);
    } finally {
      world = own;
      await other.close();
    }
  });
});
