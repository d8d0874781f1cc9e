import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgRetentionStore } from '#persistence/retention.store.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { CLIENTS, PlanHttpWorld } from './plan-http-world.js';

/** What hangs on a plan besides its own row, when the plan has been kept for its days. */

const { municipality, portal, operations } = CLIENTS;
const { social } = SIP_UNITS;
const LATER = new Date('2029-01-01T08:00:00Z');
const HTML = { accept: 'text/html' };
const PERSON = /Tolvan|1912|Bodil|Pia|Åkergatan|midsommar/;

let world: PlanHttpWorld;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);
afterAll(() => world.close());

const changes = async (after: string) => {
  const { body } = await world.get(portal, `/v1/portal/changes?after=${after}`);
  return body as { items: { id: string; state: string }[]; next: string };
};

describe('a plan that has been kept for its days', () => {
  it('[L-KEEP-01] leaves no person in letters, calendars and lists; what waited is not printed; the portal is told to take it away', async () => {
    const { plan } = await world.ongoing();
    const wish = {
      text: 'Jag vill klara vardagen hemma till midsommar',
      deliveryWish: 'utskrift',
      followUpOn: '2027-02-01',
    };
    const [goal] = await world.rows<{ id: string }>(
      `SELECT id FROM message WHERE plan_id = $1 AND kind = 'sip-huvudmal'`,
      [plan],
    );
    await world.tell(social, 'sip-huvudmal', { ...wish, goal: goal?.id }, { plan });
    const { next } = await changes('0');
    const [letter] = await world.rows<{ id: string }>(
      `SELECT id FROM print_job WHERE plan_id = $1 AND kind = 'kallelse'`,
      [plan],
    );
    await world.post(municipality, `/v1/print-queue/${letter?.id ?? ''}/printed`, {
      by: { name: 'Pia Post', title: 'administratör' },
    });
    await world.tell(social, 'sip-avslut', { reason: 'inget-behov', comment: 'Klart' }, { plan });
    const waiting = await world.rows<{ id: string }>(
      `SELECT id FROM print_job WHERE plan_id = $1 AND state = 'queued'`,
      [plan],
    );
    expect(waiting.length).toBeGreaterThan(0);

    expect(await new PgRetentionStore(world.dataSource).erasePlans(LATER, 100, LATER)).toBe(1);

    const jobs = await world.rows<{ state: string }>('SELECT * FROM print_job WHERE plan_id = $1', [plan]);
    expect(JSON.stringify(jobs)).not.toMatch(PERSON);
    expect(jobs.map(({ state }) => state)).not.toContain('queued');
    const queue = await world.get(municipality, `/v1/units/${social}/print-queue?plan=${plan}`);
    expect(queue.text).not.toMatch(PERSON);
    for (const { id } of waiting) {
      expect((await world.get(municipality, `/v1/print-queue/${id}/document`, HTML)).status).toBe(404);
      const posted = await world.post(municipality, `/v1/print-queue/${id}/posted`, { by: { name: 'Pia' } });
      expect(posted.status).toBe(409);
    }
    const paths = [
      [municipality, `/v1/units/${social}/calendar?from=2026-11-01&to=2027-03-01`],
      [municipality, `/v1/units/${social}/calendar.ics?from=2026-11-01&to=2027-03-01`],
      [municipality, `/v1/plans?unit=${social}&state=all`],
      [operations, `/v1/ops/print-queue?plan=${plan}`],
      [operations, `/v1/ops/plans/${plan}`],
    ] as const;
    for (const [client, path] of paths) {
      const { status, text } = await world.get(client, path);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toMatch(/Tolvan|1912-?12|Bodil|Pia|Åkergatan|midsommar/);
    }
    // A portal that has not looked since before the end is told to take it away, and is shown nothing of it.
    expect((await changes(next)).items).toMatchObject([{ id: plan, state: 'withdrawn' }]);
    expect((await world.get(portal, `/fhir/CarePlan/${plan}`)).status).toBe(404);
    expect(Object.keys((await world.rows<object>('SELECT * FROM portal_plan'))[0] ?? {})).toEqual([
      'plan_id',
      'shown_at',
    ]);
  });
});
