import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Patient } from '#domain/message.js';
import type { PopulationNotice } from '#domain/plan/deciding/register-notice.js';
import { PopulationRegister } from '#flows/register-ports.js';
import type { RegisterAnswer, RegisterBatch } from '#flows/register-ports.js';
import { TOLVAN } from '../support/domain.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { CLIENTS, PlanHttpWorld } from './plan-http-world.js';

/** Two identities that turn out to be one person, each with a plan. */

const { municipality, portal } = CLIENTS;
const { social, openCare } = SIP_UNITS;
/** It has no part in any of the plans. */
const WARD = 'SE2321000222-AVD41';
const NOW = TOLVAN.id;
const BEFORE = '194203159803';

let world: PlanHttpWorld;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);
afterAll(() => world.close());

beforeEach(async () => {
  await world.rows(
    'TRUNCATE plan, plan_unit, plan_day, print_job, portal_plan, deadline, delivery, message, idempotency_key',
  );
});

async function planOf(id: string): Promise<string> {
  world.clock.time = new Date('2026-11-23T07:30:00Z');
  return (await world.ongoing(id)).plan;
}

const becomes = (patient: Patient = TOLVAN, previousId = BEFORE) =>
  world.tell(WARD, 'identitetsbyte', { previousId, previousIdType: 'personnummer' }, { patient });

interface Kept {
  id: string;
  patient: string;
  state: string;
}

const plans = () => world.rows<Kept>('SELECT id, patient_id AS patient, state FROM plan ORDER BY id');

const shown = async (id: string): Promise<string[]> => {
  const { body } = await world.call(portal, 'POST', '/fhir/CarePlan/_search', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ 'patient.identifier': id }).toString(),
  });
  return ((body.entry ?? []) as { resource: { id: string } }[]).map(({ resource }) => resource.id);
};

const found = async (patientId: string): Promise<string[]> => {
  const { body } = await world.post(municipality, '/v1/plans/find', { patientId });
  return (body.items as { id: string }[]).map(({ id }) => id);
};

/** What hangs on a plan, without its person. */
async function hanging(plan: string): Promise<unknown[]> {
  return Promise.all([
    world.rows('SELECT id, state, due, responsible FROM deadline WHERE plan_id = $1 ORDER BY id', [plan]),
    world.rows('SELECT id, state, unit, due FROM print_job WHERE plan_id = $1 ORDER BY id', [plan]),
    world.rows('SELECT unit, day FROM plan_day WHERE plan_id = $1 ORDER BY unit, day', [plan]),
    world.rows('SELECT unit, is_open FROM plan_unit WHERE plan_id = $1 ORDER BY unit', [plan]),
  ]);
}

class Told extends PopulationRegister {
  override readonly name = 'told';
  constructor(private notices: PopulationNotice[]) {
    super();
  }
  override deathsSince(): Promise<RegisterBatch> {
    const notices = this.notices;
    this.notices = [];
    return Promise.resolve({ notices, next: undefined, hasMore: false, settle: () => Promise.resolve() });
  }
  override lookup(): Promise<RegisterAnswer> {
    return Promise.resolve({ kind: 'not-asked' });
  }
}

const died = (id: string) =>
  world.deathsFrom(new Told([{ patientId: id, idType: 'personnummer', diedOn: '2026-12-01' }])).run();

const nameless = (answer: object) => JSON.stringify(answer).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|m-\d+/g, 'id');

describe('a merge of two identities', () => {
  it('[G-SIP-77] leaves two open plans where they are, with all that hangs on them; each is found by its own', async () => {
    const [one, other] = [await planOf(BEFORE), await planOf(NOW)];
    const before = await Promise.all([hanging(one), hanging(other)]);
    await becomes();
    expect(await plans()).toMatchObject([
      { id: one, patient: BEFORE, state: 'pagaende' },
      { id: other, patient: NOW, state: 'pagaende' },
    ]);
    expect(await Promise.all([hanging(one), hanging(other)])).toEqual(before);
    expect([await found(BEFORE), await found(NOW)]).toEqual([[one], [other]]);
    expect(await shown(NOW)).toEqual([other]);
    // Both go on: whoever works in one is not disturbed by the other.
    await world.tell(openCare, 'sip-delmal', { heading: 'halsa', text: 'Jag äter' }, { plan: one });
    await world.tell(openCare, 'sip-delmal', { heading: 'halsa', text: 'Jag äter' }, { plan: other, patient: TOLVAN });
    // The one that stayed knows the person by both numbers.
    await world.tell(openCare, 'sip-delmal', { heading: 'halsa', text: 'Jag går' }, { plan: one, patient: TOLVAN });
    expect((await plans()).map(({ patient }) => patient)).toEqual([BEFORE, NOW]);
  });

  it('[G-SIP-77] the one that stayed follows when it is told again after the other has ended', async () => {
    const [one, other] = [await planOf(BEFORE), await planOf(NOW)];
    await becomes();
    await world.tell(social, 'samtycke-aterkallat', { scope: ['sip', 'informationsoverforing'] }, { plan: other });
    await becomes();
    expect(await plans()).toMatchObject([
      { id: one, patient: NOW, state: 'pagaende' },
      { id: other, patient: NOW, state: 'avslutad' },
    ]);
    expect([await found(NOW), await shown(NOW)]).toEqual([[one], [one]]);
  });

  it('[N-CLOSE-13] a death that the register tells under the number of now reaches the plan that stayed too', async () => {
    const [one, other] = [await planOf(BEFORE), await planOf(NOW)];
    await becomes();
    await died(NOW);
    expect(await plans()).toMatchObject([
      { id: one, patient: BEFORE, state: 'avliden-aviserad' },
      { id: other, patient: NOW, state: 'avliden-aviserad' },
    ]);
    const owed = await world.rows(
      `SELECT plan_id AS plan FROM deadline WHERE kind = 'sip-avliden' AND state = 'open' ORDER BY 1`,
    );
    expect(owed).toEqual([{ plan: one }, { plan: other }]);
    const told = await world.rows(`SELECT id FROM message WHERE kind = 'avliden'`);
    await died(NOW);
    expect(await world.rows(`SELECT id FROM message WHERE kind = 'avliden'`)).toEqual(told);
  });

  it('[N-CLOSE-11] so does a death told by hand by who takes part in both', async () => {
    const [one, other] = [await planOf(BEFORE), await planOf(NOW)];
    await becomes();
    await world.tell(social, 'avliden', { diedOn: '2026-11-30', source: 'manuell' }, { patient: TOLVAN });
    expect(await plans()).toMatchObject([
      { id: one, patient: BEFORE, state: 'avslutad' },
      { id: other, patient: NOW, state: 'avslutad' },
    ]);
  });

  it('[N-CLOSE-13] a death under a number that the person had before reaches no plan that has moved: it may be somebody else’s', async () => {
    const one = await planOf(BEFORE);
    await becomes();
    expect(await plans()).toMatchObject([{ id: one, patient: NOW }]);
    await died(BEFORE);
    expect(await plans()).toMatchObject([{ id: one, state: 'pagaende' }]);
  });

  it('[G-SIP-77] takes an open plan along where the other has ended, with all that hangs on it and in the portal', async () => {
    const other = await planOf(NOW);
    await world.tell(social, 'samtycke-aterkallat', { scope: ['sip', 'informationsoverforing'] }, { plan: other });
    const one = await planOf(BEFORE);
    expect(await shown(BEFORE)).toEqual([one]);
    const { next } = (await world.get(portal, '/v1/portal/changes?after=0')).body as { next: string };
    const before = await hanging(one);
    await becomes();
    expect(await hanging(one)).toEqual(before);
    expect([await found(BEFORE), await found(NOW), await shown(BEFORE), await shown(NOW)]).toEqual([
      [],
      [one],
      [],
      [one],
    ]);
    // The portal is told, so that whoever had the number before is shown it no more.
    const feed = (await world.get(portal, `/v1/portal/changes?after=${next}`)).body as { items: { id: string }[] };
    expect(feed.items.map(({ id }) => id)).toEqual([one]);
    expect((await world.get(portal, `/fhir/CarePlan/${one}`)).text).toContain(NOW);
    await died(NOW);
    expect(await plans()).toMatchObject(
      [{ id: other }, { id: one, state: 'avliden-aviserad' }].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });

  it('[L-PROT-01] tells who has no part in the plans nothing of them: the answer is that of a person without any', async () => {
    const without = await becomes();
    await world.rows('TRUNCATE message, delivery, idempotency_key');
    await planOf(BEFORE);
    await planOf(NOW);
    expect(nameless(await becomes())).toBe(nameless(without));
  });
});
