import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SIP_UNITS } from '../support/plan-sight.js';
import { r4Issues } from '../support/r4.js';
import { CLIENTS, PlanHttpWorld } from './plan-http-world.js';

const { municipality, portal, operations } = CLIENTS;
const { social, openCare, homeCare, administrator } = SIP_UNITS;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const PERSONNUMMER = 'http://electronichealth.se/identifier/personnummer';
const TOLVAN = '191212121212';
const ELVAN = '194203159803';

let world: PlanHttpWorld;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);

afterAll(() => world.close());

const search = (client: string, form: Record<string, string>, path = '/fhir/CarePlan/_search') =>
  world.call(client, 'POST', path, { headers: FORM, body: new URLSearchParams(form).toString() });

/** Everything that the feed tells after a place, and where it goes on. */
async function changes(after = '0') {
  const { status, body } = await world.get(portal, `/v1/portal/changes?after=${after}`);
  expect(status).toBe(200);
  return {
    next: String(body.next),
    items: body.items.map((item: { id: string; state: string }) => [item.id, item.state]),
  };
}

describe('what 1177 is told over HTTP', () => {
  it('[N-PUB-04] [N-PUB-05] [N-PUB-06] [N-PUB-07] a plan is shown once all of it is there, follows what is closed and restored, and is taken away', async () => {
    const { plan, intervention, subgoal } = await world.ongoing();
    const first = await changes();
    expect(first.items).toEqual([[plan, 'shown']]);
    expect((await changes(first.next)).items).toEqual([]);
    await world.tell(openCare, 'sip-insats-avslut', { intervention, reason: 'utford' }, { plan });
    const second = await changes(first.next);
    expect(second.items).toEqual([[plan, 'withdrawn']]);
    expect((await world.get(portal, `/fhir/CarePlan/${plan}`)).status).toBe(404);
    await world.tell(administrator, 'sip-ateroppnande', { intervention, reason: 'Fel insats' }, { plan });
    const third = await changes(second.next);
    expect(third.items).toEqual([[plan, 'shown']]);
    const responsible = { party: 'enhet', unit: homeCare };
    await world.tell(homeCare, 'sip-insats', { subgoal, text: 'Bara vi vet', shared: false, responsible }, { plan });
    const fourth = await world.get(portal, `/v1/portal/changes?after=${third.next}`);
    const read = await world.get(portal, `/fhir/CarePlan/${plan}`);
    expect(fourth.body.items).toEqual([{ id: plan, state: 'shown', version: read.body.meta.versionId }]);
    expect(read.text).not.toContain('Bara vi vet');
    await world.tell(social, 'samtycke-aterkallat', {}, { plan });
    expect((await changes(fourth.body.next)).items).toEqual([[plan, 'withdrawn']]);
    expect((await search(portal, { 'patient.identifier': `${PERSONNUMMER}|${TOLVAN}` })).body.total).toBe(0);
  });

  it('a plan that was never shown is not told of', async () => {
    const { next } = await changes();
    const patient = {
      id: '198001019986',
      idType: 'personnummer',
      givenName: 'Nian',
      familyName: 'Niansson',
      municipality: '2580',
    };
    const basis = {
      raisedBy: 'personal',
      initiator: { name: 'Bodil Bistånd' },
      coordinator: { name: 'Bodil Bistånd' },
    };
    await world.tell(social, 'sip-underlag', basis, { patient });
    const later = await changes(next);
    expect(later.items).toEqual([]);
    expect(BigInt(later.next)).toBeGreaterThan(BigInt(next));
  });

  it('who waits for a change hears of it when it comes', async () => {
    const { next } = await changes();
    const waiting = world.get(portal, `/v1/portal/changes?after=${next}&wait=20`);
    const { plan } = await world.ongoing(ELVAN);
    const { body } = await waiting;
    // The first of its changes that may be shown; what came before it is passed over without a word.
    expect(body.items).toMatchObject([{ id: plan, state: 'shown' }]);
    expect(await world.audited(plan)).not.toContain(`client:${portal} read`);
  });

  it('a CarePlan is R4, holds what the table shows and nothing else, and each reading is noted as one of the person', async () => {
    const { status, body } = await search(portal, {
      'patient.identifier': `${PERSONNUMMER}|${ELVAN}`,
      status: 'active',
    });
    expect([status, body.total]).toEqual([200, 1]);
    const { resource } = body.entry[0];
    expect(r4Issues(resource)).toEqual([]);
    expect(resource).toMatchObject({
      ...{ resourceType: 'CarePlan', status: 'active', intent: 'plan', subject: { identifier: { value: ELVAN } } },
      activity: [{ detail: { description: 'Du får träffa sköterskan', goal: [{ reference: '#m1-d1' }] } }],
    });
    expect(resource.contained.map(({ description }: { description?: { text: string } }) => description?.text)).toEqual([
      'Jag vill klara vardagen hemma till midsommar',
      'Jag sover hela natten',
      undefined,
    ]);
    for (const hidden of ['Sover dåligt', 'Alla var där', 'Hemma hos Tolvan', 'Doris']) {
      expect(JSON.stringify(body)).not.toContain(hidden);
    }
    const xml = await world.get(portal, `/fhir/CarePlan/${resource.id}?_format=xml`);
    expect([xml.status, xml.headers.get('content-type')]).toEqual([200, 'application/fhir+xml; charset=utf-8']);
    const audited = await world.audited(resource.id);
    expect(audited).toEqual(expect.arrayContaining([`client:${portal} plan-shown`, `client:${portal} read`]));
    expect(JSON.stringify(body.link)).not.toContain(ELVAN);
  });

  it('is for the portal of the region alone', async () => {
    for (const client of [municipality, operations]) {
      const feed = await world.get(client, '/v1/portal/changes');
      expect([feed.status, feed.body.code]).toEqual([403, 'not-allowed']);
      expect((await search(client, { 'patient.identifier': ELVAN })).status).toBe(403);
    }
    expect((await world.get(undefined, '/v1/portal/changes')).status).toBe(401);
  });

  it('what is asked wrongly is told so', async () => {
    const wrong = [{}, { 'patient.identifier': 'urn:oid:1.2.3|1' }, { 'patient.identifier': ELVAN, name: 'Elvan' }];
    for (const form of wrong) expect((await search(portal, form as Record<string, string>)).status).toBe(422);
    expect((await search(portal, { 'patient.identifier': ELVAN, status: 'completed' })).body.total).toBe(0);
    const json = await world.call(portal, 'POST', '/fhir/CarePlan/_search', {
      ...{ headers: { 'content-type': 'application/fhir+json' }, body: '{}' },
    });
    expect(json.status).toBe(415);
    expect((await world.get(portal, '/fhir/CarePlan/x')).status).toBe(404);
    expect((await world.get(portal, '/v1/portal/changes?after=x')).status).toBe(422);
  });
});
