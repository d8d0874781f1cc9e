import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Consent, Patient } from '#domain/message.js';
import { message, TOLVAN, UNITS } from '../support/domain.js';
import { ReportWorld } from './report-world.js';

const TABLES =
  'episode, message, payload, delivery, deadline, firing, escalation, inbox, audit_entry, idempotency_key, plan, plan_unit, plan_day';
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

let world: ReportWorld;

beforeAll(async () => {
  world = await ReportWorld.open();
}, 60_000);
afterAll(() => world.close());
afterEach(() => world.rows(`TRUNCATE ${TABLES}`));

const at = (day: number, time: string) => `2026-11-${String(day).padStart(2, '0')}T${time}:00+01:00`;

/** A stay of a category that asks for a plan, ready on Thursday 19 November. */
async function ready(number: string, id: string = TOLVAN.id) {
  const patient = { ...TOLVAN, id };
  const { episode } = await world.admitted(number, at(9, '08:00'), { planningCategory: 'D', patient });
  await world.ready(number, at(19, '10:00'));
  return { episode: episode.id, patient };
}

/** Open care calls to a plan, beside the stay or of the person alone. */
async function called(when: string, about: { episode: string } | { patient: Patient }): Promise<void> {
  const setting = 'episode' in about ? 'efter-utskrivning' : 'utan-vardtillfalle';
  const content = {
    purpose: 'sip',
    setting,
    meetingAt: '2026-12-08T13:00:00+01:00',
    aim: 'Hemma',
  };
  const consent: Consent = { given: true, scope: ['sip'] };
  const changes = {
    sender: UNITS.openCare,
    recipients: [UNITS.homeCare],
    episodeId: undefined,
    patient: undefined,
    consent,
    content,
    ...about,
  };
  await world.admit(message('sip-kallelse', changes), when);
}

const calls = (changes: object = {}) => world.read({ name: 'sip-kallelser', ...NOVEMBER, ...changes });
const offers = (changes: object = {}) => world.read({ name: 'sip-erbjudanden', ...NOVEMBER, ...changes });

describe('the calls to plans after stays', () => {
  it('[L-SIP-03] [G-SIP-13] are late after the third day, by civil days and by weekdays, and are waited for until they come', async () => {
    world.clock.time = new Date(at(24, '12:00'));
    const one = await ready('V1');
    await ready('V2', '198001019986');
    await called(at(23, '09:00'), { episode: one.episode });
    const { table, sums } = await calls();
    expect(table).toMatchObject([
      {
        number: 'V1',
        plan: null,
        of: 'ready',
        outcome: 'called',
        days: 4,
        weekdays: 2,
        late: true,
        lateByWeekdays: false,
      },
      { number: 'V2', outcome: 'waiting', days: 5, weekdays: 3, late: true, lateByWeekdays: false, calledAt: null },
    ]);
    expect(table[0]).toMatchObject({ rule: 'G-SIP-13', limitDays: 3, unit: UNITS.openCare, municipality: '2180' });
    expect(sums).toEqual([
      expect.objectContaining({ of: 'ready', calls: 2, called: 1, waiting: 1, late: 2, share: 0, shareByWeekdays: 1 }),
    ]);
    expect((await calls({ from: '2026-11-20' })).table).toEqual([]);
    expect((await calls({ municipality: '0114' })).table).toEqual([]);
  });

  it('[L-LOG-01] are noted at each stay that is shown', async () => {
    const { episode } = await ready('V1');
    await calls({ showsRows: false });
    await calls();
    expect(
      await world.rows(`SELECT subject, subject_id AS id, detail FROM audit_entry WHERE action = 'report-read'`),
    ).toEqual([{ subject: 'episode', id: episode, detail: { report: 'sip-kallelser' } }]);
  });
});

describe('stays without an offer', () => {
  it('[P-GEN-04] are those that ended with nobody having offered or called to a plan, however that was told', async () => {
    world.clock.time = new Date(at(30, '12:00'));
    const beside = await ready('V1');
    const alone = await ready('V2', '198001019986');
    await ready('V3', '194203159803');
    await ready('V4', '197705232382');
    await called(at(20, '09:00'), { episode: beside.episode });
    for (const number of ['V1', 'V2', 'V3']) await world.discharged(number, at(25, '14:00'));
    await called(at(26, '09:00'), { patient: alone.patient });
    const { table, sums } = await offers();
    expect(table.filter(({ offered }) => offered === false)).toMatchObject([
      { number: 'V3', plan: null, ground: 'category', unit: UNITS.openCare, offeredOn: null, whole: null },
    ]);
    expect(sums).toMatchObject([{ profile: 'gavleborg', offered: 2, yes: 2, notOffered: 1 }]);
    expect((await offers({ to: '2026-11-24' })).sums).toMatchObject([{ offered: 1, notOffered: 0 }]);
  });
});
