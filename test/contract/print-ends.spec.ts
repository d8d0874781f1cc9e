import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TOLVAN } from '../support/domain.js';
import { eventually } from '../support/eventually.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { CLIENTS, PlanHttpWorld, YES } from './plan-http-world.js';

/** What becomes of letters that wait while the plan changes under the hands of whoever prints them. */

const { municipality, openCare, boden, operations } = CLIENTS;
const { social, openCare: centre } = SIP_UNITS;
const BY = { by: { name: 'Pia Post', title: 'administratör' } };
const HOME = { line: ['Åkergatan 1'], postalCode: '97231', city: 'Luleå' };
const PERSON = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post' };
const EVA = { relation: 'narstaende', name: 'Eva Tolvansson', channel: 'post', address: HOME };
const SCHOOL = { relation: 'skola', name: 'Åsa Öst', organisation: 'Ängskolan', channel: 'post', address: HOME };

let world: PlanHttpWorld;
let plan: string;
let meeting: string;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);
afterAll(() => world.close());

/** A plan whose first meeting is called to by three letters. */
beforeEach(async () => {
  await world.rows('UPDATE plan SET patient_id = id::text');
  world.clock.time = new Date('2026-11-23T07:30:00Z');
  const patient = { ...TOLVAN, address: HOME, municipality: '2580', healthCentre: centre };
  const basis = {
    ...{ coordinator: { name: 'Bodil Bistånd', phone: '0920-45 30 00' }, consents: YES, raisedBy: 'personal' },
    ...{ initiator: { name: 'Bodil Bistånd' }, noRepresentative: true, needReasons: [], reasonText: 'Många kontakter' },
  };
  plan = (await world.tell(social, 'sip-underlag', basis, { patient })).plan?.id ?? '';
  await world.tell(social, 'sip-kartlaggning', { heading: 'halsa', needs: 'Sover dåligt' }, { plan });
  const call = {
    ...{ purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: '2026-11-30T13:00:00+01:00', minutes: 60 },
    ...{ agenda: ['Vad är viktigt'], form: 'fysiskt', place: 'Rådhuset' },
    participants: [{ unit: centre, relation: 'vard' }, PERSON, EVA, SCHOOL],
  };
  meeting = (await world.tell(social, 'sip-kallelse', call, { plan, recipients: [centre] })).id;
});

interface Job {
  id: string;
  state: string;
  why: string | null;
}

/** By to whom they go. */
async function jobs(): Promise<Record<string, Job>> {
  const rows = await world.rows<Job & { relation: string }>(
    `SELECT id, state, why, receiver->>'relation' AS relation FROM print_job WHERE plan_id = $1 ORDER BY id`,
    [plan],
  );
  return Object.fromEntries(rows.map(({ relation, ...job }) => [relation, job]));
}

const states = async () => Object.fromEntries(Object.entries(await jobs()).map(([to, { state }]) => [to, state]));

const duty = async () =>
  (
    await world.rows<{ state: string }>(
      `SELECT state FROM deadline WHERE plan_id = $1 AND kind = 'sip-brev' ORDER BY id`,
      [plan],
    )
  ).map(({ state }) => state);

const mark = async (to: string, action: string, client: string = municipality) =>
  world.post(client, `/v1/print-queue/${(await jobs())[to]?.id ?? ''}/${action}`, BY);

const leave = (participant: object) =>
  world.tell(social, 'sip-deltagare', { event: 'borttagen', participant, reason: 'Vill inte' }, { plan });

const withdrawn = () =>
  world.tell(social, 'samtycke-aterkallat', { scope: ['sip', 'informationsoverforing'] }, { plan });

/** Until so many of this database wait for a lock. */
const waiting = (count: number) =>
  eventually(`${String(count)} wait for a lock`, async () => {
    const [row] = await world.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row?.n === count;
  });

/** Holds a letter while two things are begun that both want it, in this order. */
async function atOnce<One, Other>(
  held: string,
  one: () => Promise<One>,
  other: () => Promise<Other>,
): Promise<[One, Other]> {
  const holder = world.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT 1 FROM print_job WHERE id = $1 FOR UPDATE', [held]);
  const first = one();
  await waiting(1);
  const second = other();
  await waiting(2);
  await holder.commitTransaction();
  await holder.release();
  return Promise.all([first, second]);
}

describe('letters of who is out', () => {
  it('[N-PART-01] [N-CALL-07] are not sent to a participant who was removed, and the others end the duty', async () => {
    await mark('narstaende', 'printed');
    await leave({ relation: 'narstaende', name: 'Eva Tolvansson' });
    expect(await jobs()).toMatchObject({
      narstaende: { state: 'cancelled', why: 'removed' },
      skola: { state: 'queued' },
      'den-enskilde': { state: 'queued' },
    });
    expect(await duty()).toEqual(['open']);
    await mark('skola', 'posted');
    await mark('den-enskilde', 'posted');
    expect(await duty()).toEqual(['met']);
  });

  it('[N-CALL-07] the last that waited was for who is removed: the duty ends with that', async () => {
    await mark('skola', 'posted');
    await mark('den-enskilde', 'posted');
    expect(await duty()).toEqual(['open']);
    await leave({ relation: 'narstaende', name: 'Eva Tolvansson' });
    expect(await duty()).toEqual(['met']);
    await world.tell(social, 'sip-kartlaggning', { heading: 'halsa', needs: 'Mer' }, { plan });
    expect(await duty()).toEqual(['met']);
  });

  it('[N-PART-01] wait again when the removal turns out to be wrong, and nobody else gets another', async () => {
    await mark('skola', 'posted');
    const before = await jobs();
    const gone = await leave({ relation: 'narstaende', name: 'Eva Tolvansson' });
    await world.tell(social, 'makulering', { messageId: gone.messageId, reason: 'Fel person' }, {});
    expect(await states()).toEqual({ narstaende: 'queued', skola: 'posted', 'den-enskilde': 'queued' });
    expect((await jobs())['den-enskilde']?.id).toBe(before['den-enskilde']?.id);
    expect((await duty()).filter((state) => state === 'open')).toHaveLength(1);
  });

  it('[N-GEN-06] are not sent to relatives whom the person does not want there after all', async () => {
    await world.tell(social, 'sip-underlag', { relativesObjected: true, reasonText: 'Ändrat' }, { plan });
    expect(await states()).toEqual({ narstaende: 'cancelled', skola: 'queued', 'den-enskilde': 'queued' });
  });

  it('[N-CLOSE-13] are not sent once the register has told of the death, although the plan stands open', async () => {
    await mark('skola', 'posted');
    const death = { diedOn: '2026-11-22', source: 'folkbokforing' };
    await world.tell(SIP_UNITS.operations, 'avliden', death, { plan });
    const [row] = await world.rows<{ state: string }>('SELECT state FROM plan WHERE id = $1', [plan]);
    expect(row?.state).toBe('avliden-aviserad');
    expect(await states()).toEqual({ narstaende: 'cancelled', skola: 'posted', 'den-enskilde': 'cancelled' });
    expect(await duty()).toEqual(['cancelled']);
  });

  it('[N-CALL-07] that nobody is to send by hand do not come back as a duty with the next message', async () => {
    for (const to of ['narstaende', 'skola', 'den-enskilde']) await mark(to, 'cancelled');
    expect(await duty()).toEqual(['cancelled']);
    await world.tell(social, 'sip-kartlaggning', { heading: 'halsa', needs: 'Mer' }, { plan });
    expect(await duty()).toEqual(['cancelled']);
  });

  it('[N-CALL-07] wait again when a call-off turns out to be wrong', async () => {
    const off = await world.tell(social, 'sip-mote', { event: 'installt', meeting, reason: 'Sjuk' }, { plan });
    expect(Object.values(await states())).toEqual(['cancelled', 'cancelled', 'cancelled']);
    await world.tell(social, 'makulering', { messageId: off.messageId, reason: 'Fel möte' }, {});
    expect(await states()).toEqual({ narstaende: 'queued', skola: 'queued', 'den-enskilde': 'queued' });
    expect((await duty()).filter((state) => state === 'open')).toHaveLength(1);
  });
});

describe('letters that two reach for at the same instant', () => {
  it('[N-CALL-07] the last two posted at once end the duty', async () => {
    await mark('skola', 'posted');
    const { narstaende } = await jobs();
    const answers = await atOnce(
      narstaende?.id ?? '',
      () => mark('narstaende', 'posted'),
      () => mark('den-enskilde', 'posted'),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await duty()).toEqual(['met']);
  });

  it('[N-CON-03] posted just before the consent is gone stays posted, the others are not sent', async () => {
    const { skola } = await jobs();
    const [posted] = await atOnce(skola?.id ?? '', () => mark('skola', 'posted'), withdrawn);
    expect(posted.status).toBe(200);
    expect(await states()).toEqual({ skola: 'posted', narstaende: 'cancelled', 'den-enskilde': 'cancelled' });
    expect(await duty()).not.toContain('open');
  });

  it('[N-CON-03] printed just after the consent is gone is a conflict, and no paper is made of it', async () => {
    const { skola } = await jobs();
    const [, printed] = await atOnce(skola?.id ?? '', withdrawn, () => mark('skola', 'printed'));
    expect([printed.status, printed.body.code]).toEqual([409, 'conflict']);
    expect(new Set(Object.values(await states()))).toEqual(new Set(['cancelled']));
    const path = `/v1/print-queue/${skola?.id ?? ''}/document`;
    expect((await world.get(municipality, path, { accept: 'text/html' })).status).toBe(404);
  });

  it('[N-PART-01] the last but one posted while the last is taken back ends the duty', async () => {
    await mark('den-enskilde', 'posted');
    const { narstaende } = await jobs();
    await atOnce(
      narstaende?.id ?? '',
      () => leave({ relation: 'narstaende', name: 'Eva Tolvansson' }),
      () => mark('skola', 'posted'),
    );
    expect(await states()).toEqual({ skola: 'posted', narstaende: 'cancelled', 'den-enskilde': 'posted' });
    expect(await duty()).toEqual(['met']);
  });
});

describe('a letter of another unit', () => {
  it.each([openCare, boden, operations])('is not there for %s, and what was tried changes nothing', async (client) => {
    for (const action of ['printed', 'posted', 'cancelled'])
      expect((await mark('skola', action, client)).status).toBeGreaterThanOrEqual(403);
    const path = `/v1/print-queue/${(await jobs())['skola']?.id ?? ''}/document`;
    expect((await world.get(client, path, { accept: 'text/html' })).status).toBeGreaterThanOrEqual(403);
    expect(await states()).toEqual({ narstaende: 'queued', skola: 'queued', 'den-enskilde': 'queued' });
  });
});
