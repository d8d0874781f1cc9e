import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DirectoryWorld, HEALTH_CENTRE, notice, WARD } from './directory-world.js';

const NOWHERE = '00000000-0000-7000-8000-000000000000';

let world: DirectoryWorld;

beforeAll(async () => {
  world = await DirectoryWorld.open();
}, 60_000);

afterAll(() => world.close());

interface Duty {
  readonly id: string;
  readonly episode: string;
}

async function owed(): Promise<Duty> {
  const { content, ...rest } = notice('2180');
  const message = {
    ...rest,
    planningCategory: 'B',
    recipients: [HEALTH_CENTRE],
    content: { ...content, physicianAssessed: true },
  };
  const { body } = await world.post('/v1/messages', message, 'gavle-sjukhus');
  const [duty] = (await list('state=open&limit=500')).filter(({ message: of }: { message: string }) => of === body.id);
  return { id: duty.id, episode: body.episode.id };
}

const list = async (query: string) => (await world.get(`/v1/ops/deadlines?${query}`)).body.items;
const idsOf = async (query: string) => (await list(query)).map(({ id }: { id: string }) => id);
const escalations = async (query: string) => (await world.get(`/v1/ops/escalations?${query}`)).body.items;

describe('a duty before its time', () => {
  it('shows its ladder ahead, with names, rules, times and whom it will reach', async () => {
    const { id } = await owed();
    const found = (await list('state=open&limit=500')).find((item: { id: string }) => item.id === id);
    expect(found).toMatchObject({
      group: 'receipts',
      names: { kind: { sv: 'kvittens', en: 'receipt' }, state: { sv: 'öppen' } },
      informs: { hsaId: WARD },
      escalation: null,
    });
    expect(found.ladder).toMatchObject([
      { step: 'paminnelse', kind: 'paminnelse', rule: 'G-ACK-12', to: [{ hsaId: HEALTH_CENTRE }], firedAt: null },
      { step: 'avsandare', name: { sv: 'besked till avsändaren' }, to: [{ hsaId: WARD }], firedAt: null },
      { step: 'chef', firedAt: null },
      { step: 'driftledning', firedAt: null },
    ]);
  });

  it('is among those due soon, and cannot be taken', async () => {
    const { id } = await owed();
    expect(await idsOf('dueWithinMinutes=600&limit=500')).toContain(id);
    expect(await idsOf('dueWithinMinutes=1&limit=500')).not.toContain(id);
    expect(await idsOf('group=other&limit=500')).not.toContain(id);
    expect(await idsOf('group=receipts&profile=gavleborg&limit=500')).toContain(id);
    expect(await idsOf('profile=stockholm')).toEqual([]);
    const taken = await world.post(`/v1/ops/deadlines/${id}/take`);
    expect(taken).toMatchObject({ status: 409, body: { state: 'not-overdue' } });
    expect((await world.post(`/v1/ops/deadlines/${NOWHERE}/take`)).status).toBe(404);
  });
});

describe('an overdue duty', () => {
  let duty: Duty;
  let now = Date.parse('2026-11-23T07:30:00+01:00');

  const move = async (hours: number) => {
    now += hours * 3_600_000;
    await world.moveClock(new Date(now).toISOString());
  };

  beforeEach(async () => {
    duty = await owed();
    await move(24);
  });

  const escalationOf = async (query = 'state=open&limit=500') =>
    (await escalations(query)).find((one: { deadline: Duty }) => one.deadline.id === duty.id);

  it('has an escalation that is taken, given back, noted and resolved; the duty itself stays', async () => {
    const { id } = await escalationOf();
    const path = `/v1/ops/escalations/${id}`;
    expect((await world.post(`${path}/release`)).body).toMatchObject({ status: 409, state: 'open' });
    expect((await world.post(`/v1/ops/deadlines/${duty.id}/take`)).body).toMatchObject({
      ...{ id, state: 'taken', takenBy: 'client:operations' },
    });
    expect(await world.post(`/v1/ops/deadlines/${duty.id}/take`, {}, 'admin')).toMatchObject({
      ...{ status: 409, body: { state: 'taken' } },
    });
    expect(await idsOf('state=overdue&owner=me&limit=500')).toContain(duty.id);
    expect(await idsOf('state=overdue&owner=none&limit=500')).not.toContain(duty.id);
    const ofAdmin = await world.get('/v1/ops/deadlines?state=overdue&owner=others&limit=500', 'admin');
    expect(ofAdmin.body.items.map((item: Duty) => item.id)).toContain(duty.id);
    expect((await world.post(`${path}/release`)).body).toMatchObject({ state: 'open', takenBy: null });
    expect(await idsOf('state=overdue&owner=none&limit=500')).toContain(duty.id);
    const resolved = await world.post(`${path}/resolve`, { resolution: 'Ringt, kvitteras i eftermiddag' });
    expect(resolved.body).toMatchObject({ state: 'resolved', deadline: { state: 'open', overdue: true } });
  });

  it('is put aside until a time, stands in no other list meanwhile, and wakes by itself', async () => {
    const { id } = await escalationOf();
    const until = new Date(now + 2 * 3_600_000).toISOString();
    const snoozed = await world.post(`/v1/ops/escalations/${id}/snooze`, { until, reason: 'Jouren kommer kl. 10' });
    expect(snoozed.body).toMatchObject({
      ...{ state: 'open', snoozedUntil: until, snoozeReason: 'Jouren kommer kl. 10', snoozedBy: 'client:operations' },
    });
    expect(await escalationOf()).toBeUndefined();
    expect(await escalationOf('state=snoozed')).toMatchObject({ id });
    expect(await idsOf('state=overdue&owner=snoozed')).toContain(duty.id);
    expect(await idsOf('state=overdue&owner=none&limit=500')).not.toContain(duty.id);
    await move(3);
    expect(await escalationOf()).toMatchObject({ id, snoozedUntil: null, snoozeReason: null });
    expect(await idsOf('state=overdue&owner=snoozed')).not.toContain(duty.id);
    const { rows } = await world.sql.query('SELECT action, detail FROM audit_entry WHERE subject_id = $1', [id]);
    expect(rows).toEqual([{ action: 'escalation-snoozed', detail: { until } }]);
  });

  it('is put aside for seven days at most, to a time to come, by operators, and not once it is resolved', async () => {
    const { id } = await escalationOf();
    const snooze = (hours: number, client: 'operations' | 'auditor' = 'operations') =>
      world.post(
        `/v1/ops/escalations/${id}/snooze`,
        { until: new Date(now + hours * 3_600_000).toISOString(), reason: 'Väntar' },
        client,
      );
    expect((await snooze(-1)).body).toMatchObject({ status: 422, errors: [{ path: 'until' }] });
    expect((await snooze(24 * 8)).status).toBe(422);
    expect((await snooze(1, 'auditor')).status).toBe(403);
    await world.post(`/v1/ops/escalations/${id}/resolve`, { resolution: 'Klart' });
    expect((await snooze(1)).body).toMatchObject({ status: 409, state: 'resolved' });
  });

  it('is opened by whoever takes it where no step has, and again where it was resolved and the duty is still not done', async () => {
    const { id } = await escalationOf();
    await world.sql.query('DELETE FROM escalation WHERE id = $1', [id]);
    const taken = await world.post(`/v1/ops/deadlines/${duty.id}/take`);
    expect(taken.body).toMatchObject({ state: 'taken', step: 'uppmarksammad', deadline: { id: duty.id } });
    await world.post(`/v1/ops/escalations/${taken.body.id}/resolve`, { resolution: 'Trodde det' });
    const again = await world.post(`/v1/ops/deadlines/${duty.id}/take`);
    expect(again.body).toMatchObject({ id: taken.body.id, state: 'taken', notes: [{ text: 'Trodde det' }] });
  });

  it('tells what its ladder has done and what is ahead', async () => {
    const [found] = (await list('state=overdue&limit=500')).filter((item: Duty) => item.id === duty.id);
    const fired = found.ladder.filter((rung: { firedAt: string | null }) => rung.firedAt !== null);
    expect(fired.map(({ step }: { step: string }) => step)).toEqual(
      expect.arrayContaining(['paminnelse', 'avsandare', 'chef']),
    );
    expect(found.names.state).toEqual({ sv: 'försenad', en: 'overdue' });
    expect(found.ladder.at(-1)).toMatchObject({ firedAt: null });
  });
});
