import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SIP_UNITS } from '../support/plan-sight.js';
import { CLIENTS, PlanHttpWorld, SECRET } from './plan-http-world.js';

const { municipality, openCare, hospital, boden, operations } = CLIENTS;
const { social, homeCare } = SIP_UNITS;
const DOWN = { 'content-type': 'application/json' };

let world: PlanHttpWorld;
let plan: string;
let subgoal: string;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
  ({ plan, subgoal } = await world.ongoing());
}, 60_000);

afterAll(() => world.close());

describe('a plan over HTTP', () => {
  it('is read by who takes part in it, and every reading is noted', async () => {
    const { status, body, headers } = await world.get(municipality, `/v1/plans/${plan}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{
        id: plan,
        state: 'pagaende',
        isOpen: true,
        isMasked: false,
        coordinator: { unit: social, name: 'Bodil Bistånd' },
      },
      goals: [{ text: expect.stringContaining('midsommar'), subgoals: [{ interventions: [{ isShared: true }] }] }],
      patient: { givenName: 'Tolvan' },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await world.audited(plan)).toContain(`client:${municipality} read`);
  });

  it('is not there for whoever has nothing to do with it, nor is one that there is not', async () => {
    for (const client of [hospital, boden, CLIENTS.portal]) {
      const { status, body } = await world.get(client, `/v1/plans/${plan}`);
      expect([status, body.code]).toEqual([404, 'not-found']);
    }
    expect((await world.get(municipality, '/v1/plans/00000000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await world.get(municipality, '/v1/plans/x')).status).toBe(404);
    expect((await world.get(undefined, `/v1/plans/${plan}`)).status).toBe(401);
    expect(await world.audited(plan)).not.toContain(`client:${hospital} read`);
  });

  it('operations see how far it has come, and nothing of what was written', async () => {
    const { status, body, text } = await world.get(operations, `/v1/plans/${plan}`);
    expect([status, body.isMasked, body.state]).toEqual([200, true, 'pagaende']);
    for (const hidden of ['Tolvan', 'midsommar', 'sover hela', 'sköterskan']) expect(text).not.toContain(hidden);
  });

  it('[N-INT-03] what was saved and not shared is in the answer of its owner alone, also in its tag', async () => {
    const before = await world.get(openCare, `/v1/plans/${plan}`);
    const secret = { subgoal, text: 'Bara vi vet', shared: false, responsible: { party: 'enhet', unit: homeCare } };
    await world.tell(homeCare, 'sip-insats', secret, { plan });
    const after = await world.get(openCare, `/v1/plans/${plan}`);
    expect((await world.get(municipality, `/v1/plans/${plan}`)).text).toContain('Bara vi vet');
    expect(after.text).not.toContain('Bara vi vet');
    expect(after.body).toEqual(before.body);
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  });

  it('answers 304 to who holds the present version', async () => {
    const { headers } = await world.get(openCare, `/v1/plans/${plan}`);
    const held = { 'if-none-match': headers.get('etag') ?? '' };
    expect((await world.get(openCare, `/v1/plans/${plan}`, held)).status).toBe(304);
    expect((await world.get(openCare, `/v1/plans/${plan}?closed=exclude`)).status).toBe(200);
    expect((await world.get(openCare, `/v1/plans/${plan}?closed=some`)).status).toBe(422);
  });

  it('is found by its person, whose identity stands in the body, by who takes part in it', async () => {
    const found = await world.post(municipality, '/v1/plans/find', { patientId: '19121212-1212' });
    expect(found.body).toEqual({
      items: [{ id: plan, profile: 'norrbotten', state: 'pagaende', coordinator: social, unit: social }],
    });
    expect((await world.post(hospital, '/v1/plans/find', { patientId: '191212121212' })).body).toEqual({ items: [] });
    expect((await world.post(municipality, '/v1/plans/find', { patientId: '198001019986' })).body).toEqual({
      items: [],
    });
    expect((await world.post(municipality, '/v1/plans/find', {})).status).toBe(422);
    expect(await world.audited(plan)).toContain(`client:${municipality} plan-found`);
    expect(await world.audited(plan)).not.toContain(`client:${hospital} plan-found`);
  });

  it('stands in the list of each of its units, and of no other', async () => {
    const { body } = await world.get(municipality, `/v1/plans?unit=${homeCare}`);
    expect(body).toMatchObject({ items: [{ id: plan, state: 'pagaende', coordinator: social }], next: null });
    expect((await world.get(municipality, `/v1/plans?unit=${homeCare}&state=closed`)).body.items).toEqual([]);
    expect((await world.get(hospital, `/v1/plans?unit=${homeCare}`)).status).toBe(404);
    expect((await world.get(municipality, '/v1/plans')).status).toBe(422);
    const cursor = await world.get(municipality, `/v1/plans?unit=${homeCare}&after=nonsense`);
    expect([cursor.status, cursor.body.code]).toEqual([422, 'invalid-request']);
  });

  it('[P-MEET-05] [N-CALL-11] who coordinates is given a call to the follow-up filled in; nobody else is', async () => {
    const { status, body, headers } = await world.get(municipality, `/v1/plans/${plan}/follow-up-draft`);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({
      ...{ plan, kind: 'sip-kallelse', sender: social, followUpOn: '2027-02-01' },
      recipients: expect.arrayContaining([homeCare]),
      content: {
        ...{ purpose: 'uppfoljning', form: 'fysiskt', place: 'Hemma hos Tolvan', minutes: 60 },
        participants: [{ relation: 'den-enskilde', channel: 'post', name: 'Tolvan Tolvansson' }],
      },
    });
    expect(body.content).not.toHaveProperty('meetingAt');
    for (const client of [openCare, hospital, operations]) {
      expect((await world.get(client, `/v1/plans/${plan}/follow-up-draft`)).status).toBe(404);
    }
    expect((await world.get(municipality, '/v1/plans/x/follow-up-draft')).status).toBe(404);
  });

  it('a population register that cannot be asked is said so, to those who take part alone', async () => {
    expect((await world.post(municipality, `/v1/plans/${plan}/register-lookup`)).body).toEqual({ result: 'not-asked' });
    expect((await world.post(hospital, `/v1/plans/${plan}/register-lookup`)).status).toBe(404);
  });
});

describe('the calendar of a unit over HTTP', () => {
  it('[N-CAL-01] [N-CAL-02] has the meeting, the planned follow-up and the reminder of it with their colours', async () => {
    const { status, body } = await world.get(
      municipality,
      `/v1/units/${social}/calendar?from=2026-11-01&to=2027-03-01`,
    );
    expect(status).toBe(200);
    expect(body.entries.map(({ kind, start }: { kind: string; start: string }) => [kind, start])).toEqual([
      ['sip', '2026-11-30T13:00:00+01:00'],
      ['paminnelse', '2027-01-15'],
      ['planerad-uppfoljning', '2027-02-01'],
    ]);
    expect(body.entries[0]).toMatchObject({ minutes: 60, plan, colour: expect.stringMatching(/^#[0-9a-f]{6}$/i) });
    expect(body.entries[1].advice.sv).toContain('Kalla');
  });

  it('tells nobody who the person is', async () => {
    const json = await world.get(municipality, `/v1/units/${social}/calendar`);
    const file = await world.get(municipality, `/v1/units/${social}/calendar.ics`);
    for (const { status, text } of [json, file]) {
      expect(status).toBe(200);
      for (const hidden of ['Tolvan', '1212', 'Hemma hos', 'viktigt', 'Bodil'])
        expect(text.replaceAll(plan, '')).not.toContain(hidden);
    }
  });

  it('is given as iCalendar to a client that shows its id and secret as HTTP Basic, and not without', async () => {
    const basic = (secret: string) => ({
      authorization: `Basic ${Buffer.from(`${municipality}:${encodeURIComponent(secret)}`).toString('base64')}`,
    });
    const path = `/v1/units/${homeCare}/calendar.ics`;
    const { status, headers, text } = await world.get(undefined, path, basic(SECRET));
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toContain('SIP-möte');
    expect(headers.get('last-modified')).toMatch(/GMT$/);
    const held = { ...basic(SECRET), 'if-none-match': headers.get('etag') ?? '' };
    expect((await world.get(undefined, path, held)).status).toBe(304);
    const refused = await world.get(undefined, path, basic('wrong'));
    expect([refused.status, refused.body.code]).toEqual([401, 'unauthenticated']);
    const anonymous = await world.get(undefined, path);
    expect([anonymous.status, anonymous.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('Basic'),
    ]);
    expect((await world.get(undefined, `/v1/units/${homeCare}/calendar`, basic(SECRET))).status).toBe(401);
  });

  it('is not there for others, and takes days that there are', async () => {
    expect((await world.get(hospital, `/v1/units/${social}/calendar`)).status).toBe(404);
    expect((await world.get(hospital, `/v1/units/${social}/calendar.ics`)).status).toBe(404);
    for (const query of [
      'from=2026-02-30',
      'from=nonsense',
      'from=2026-12-01&to=2026-11-01',
      'from=2020-01-01&to=2026-01-01',
    ]) {
      const { status, body } = await world.get(municipality, `/v1/units/${social}/calendar?${query}`);
      expect([query, status, body.code]).toEqual([query, 422, 'invalid-request']);
    }
  });
});

describe('bodies', () => {
  it('that are no JSON object are refused', async () => {
    const answer = await world.call(municipality, 'POST', '/v1/plans/find', { headers: DOWN, body: '[]' });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid-request']);
  });
});
