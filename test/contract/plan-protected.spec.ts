import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOLVAN } from '../support/domain.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { CLIENTS, PlanHttpWorld, YES } from './plan-http-world.js';

/** Where a person with protected identity, and whoever lives there, can be found: it must stand nowhere (L-PROT-01). */

const { municipality, openCare, operations, portal } = CLIENTS;
const { social, openCare: centre } = SIP_UNITS;
const HOME = { line: ['Hemliga vägen 7'], postalCode: '97231', city: 'Gömstad' };
const PHONE = '070-999 88 77';
const HTML = { accept: 'text/html' };
const TELLS = /Hemliga|97231|972 31|Gömstad|070-999|0709998877/;
const PERSON = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post', address: HOME, phone: PHONE };
const SPOUSE = { relation: 'narstaende', name: 'Eva Tolvansson', channel: 'post', address: HOME, phone: PHONE };
const SCHOOL = {
  ...{ relation: 'skola', name: 'Åsa Öst', organisation: 'Ängskolan', channel: 'post', phone: '0920-10 00 01' },
  address: { line: ['Skolgatan 1'], postalCode: '97232', city: 'Luleå' },
};
const THERE = [{ unit: centre, name: 'Doris Distrikt', relation: 'vard', attended: true }];

let world: PlanHttpWorld;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);
afterAll(() => world.close());

/** A plan as far as its first sub-goal, told with every place in it. */
async function told(id: string, isProtected: boolean): Promise<string> {
  const patient = { ...TOLVAN, id, address: HOME, municipality: '2580', healthCentre: centre };
  const basis = {
    ...{ coordinator: { name: 'Bodil Bistånd', phone: '0920-45 30 00' }, consents: YES, raisedBy: 'personal' },
    ...{ initiator: { name: 'Bodil Bistånd' }, needReasons: [], reasonText: 'Många kontakter' },
    representative: { name: 'Gun God', relation: 'god man', address: HOME, phone: PHONE },
  };
  const opened = await world.tell(social, 'sip-underlag', basis, {
    patient: { ...patient, ...(isProtected ? { protected: true } : {}) },
  });
  const head = { plan: opened.plan?.id ?? '' };
  await world.tell(social, 'sip-kartlaggning', { heading: 'halsa', needs: 'Sover dåligt' }, head);
  const call = {
    ...{ purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: '2026-12-30T13:00:00+01:00', minutes: 60 },
    ...{ agenda: ['Vad är viktigt'], form: 'fysiskt', place: 'Rådhuset' },
    participants: [{ unit: centre, relation: 'vard' }, PERSON, SPOUSE, SCHOOL],
  };
  const meeting = await world.tell(social, 'sip-kallelse', call, { ...head, recipients: [centre] });
  await world.tell(social, 'sip-deltagare', { event: 'tillagd', participant: { ...SPOUSE, name: 'Adam' } }, head);
  const held = {
    event: 'genomfort',
    meeting: meeting.id,
    note: 'Alla var där',
    attendance: THERE,
    careContact: 'utsedd',
  };
  world.clock.time = new Date(world.clock.time.getTime() + 30 * 86_400_000);
  await world.tell(social, 'sip-mote', { ...held, followUpOn: '2027-02-01' }, head);
  await world.tell(social, 'sip-mote', { event: 'plan-skapad' }, head);
  const goal = { text: 'Jag vill klara vardagen', followUpOn: '2027-02-01', deliveryWish: 'bada' };
  await world.tell(social, 'sip-huvudmal', goal, head);
  const subgoal = await world.tell(social, 'sip-delmal', { heading: 'halsa', text: 'Jag sover' }, head);
  const responsible = { party: 'narstaende', name: 'Eva Tolvansson', phone: PHONE };
  const intervention = { subgoal: subgoal.id, text: 'Eva ringer', shared: true, responsible };
  await world.tell(social, 'sip-insats', intervention, head);
  return head.plan;
}

/** Everything that anybody is handed of a plan, by what it is. */
async function handedOut(plan: string, id: string): Promise<Record<string, string>> {
  const text = async (...call: Parameters<PlanHttpWorld['get']>) => {
    const answer = await world.get(...call);
    expect([call[1], answer.status]).toEqual([call[1], 200]);
    return answer.text;
  };
  const [call] = await world.rows<{ id: string }>(
    `SELECT id FROM message WHERE plan_id = $1 AND kind = 'sip-kallelse'`,
    [plan],
  );
  const papers = ['kallelse', 'plan', 'uppfoljning', 'information'].flatMap((kind) =>
    [municipality, openCare].map((client) => [`${client} ${kind}`, client, kind] as const),
  );
  const jobs: { id: string }[] = (await world.get(municipality, `/v1/units/${social}/print-queue?plan=${plan}`)).body
    .items;
  const bodies = await world.rows<{ body: unknown }>('SELECT body FROM message WHERE plan_id = $1', [plan]);
  const asked = new URLSearchParams({ 'patient.identifier': id });
  const search = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: asked.toString() };
  const revealed = await world.post(operations, `/v1/ops/plans/${plan}/reveal`, { reason: 'Felsökning av planen' });
  return {
    delivered: JSON.stringify(bodies.map(({ body }) => body)),
    'its coordinator': await text(municipality, `/v1/plans/${plan}`),
    'who takes part': await text(openCare, `/v1/plans/${plan}`),
    'portal by id': await text(portal, `/fhir/CarePlan/${plan}`),
    operations: await text(operations, `/v1/ops/plans/${plan}`),
    revealed: revealed.text,
    queue: await text(municipality, `/v1/units/${social}/print-queue?plan=${plan}`),
    'queue of operations': await text(operations, `/v1/ops/print-queue?plan=${plan}`),
    calendar: await text(municipality, `/v1/units/${social}/calendar?from=2026-12-01&to=2027-03-01`),
    ics: await text(municipality, `/v1/units/${social}/calendar.ics?from=2026-12-01&to=2027-03-01`),
    portal: (await world.call(portal, 'POST', '/fhir/CarePlan/_search', search)).text,
    changes: await text(portal, '/v1/portal/changes?after=0'),
    log: world.log.lines.join('\n'),
    ...Object.fromEntries(
      await Promise.all(
        papers.map(async ([name, client, kind]) => [
          name,
          await text(client, `/v1/plans/${plan}/document?kind=${kind}&meeting=${call?.id ?? ''}`, HTML),
        ]),
      ),
    ),
    ...Object.fromEntries(
      await Promise.all(
        jobs.map(async (job, at) => [
          `letter ${String(at)}`,
          await text(municipality, `/v1/print-queue/${job.id}/document`, HTML),
        ]),
      ),
    ),
  };
}

const leaking = (all: Record<string, string>) => Object.keys(all).filter((one) => TELLS.test(all[one] ?? ''));

describe('a person with protected identity', () => {
  it('[L-PROT-01] is found by nothing that the hub hands out of the plan: no address, no number, not of those close', async () => {
    const plan = await told(TOLVAN.id, true);
    const all = await handedOut(plan, TOLVAN.id);
    expect(leaking(all)).toEqual([]);
    expect(Object.keys(all).length).toBeGreaterThan(20);
    // Whoever is not close is reached as before.
    expect(all['its coordinator']).toMatch(/Skolgatan 1/);
    expect(all['delivered']).toMatch(/Skolgatan 1/);
    expect(JSON.parse(all['its coordinator'] ?? '')).toMatchObject({ patient: { protected: true } });
  });

  it('[L-PROT-01] who becomes protected later is found by nothing that is read from then on', async () => {
    const id = '194203159803';
    const plan = await told(id, false);
    expect(leaking(await handedOut(plan, id)).length).toBeGreaterThan(5);
    const patient = { ...TOLVAN, id, protected: true };
    await world.tell(social, 'sip-delmal', { heading: 'halsa', text: 'Jag äter' }, { plan, patient });
    const all = await handedOut(plan, id);
    // What was delivered before lies with those who got it.
    expect(leaking(all)).toEqual(['delivered']);
  });
});
