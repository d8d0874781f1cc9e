import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '#domain/access.js';
import { ReadEpisode } from '#flows/read-episode.js';
import { message, notice, UNITS } from '../support/domain.js';
import { deliveryTo, InboxWorld } from './inbox-world.js';

const NOW = new Date('2026-11-23T09:30:00Z');

let world: InboxWorld;
let flow: ReadEpisode;

beforeAll(async () => {
  world = await InboxWorld.open();
  world.clock.time = NOW;
  flow = new ReadEpisode(world.episodes, world.configuration, world.clock);
}, 60_000);
afterAll(() => world.close());

const caller = (...units: string[]): Caller => ({ clientId: 'test', roles: ['party'], units });

describe('a care episode', () => {
  it('shows state, parties, open deadlines and what happened in order, and nothing of the patient', async () => {
    const first = await world.admit(notice({ episodeId: 'V1' }), '2026-11-23T08:15:00+01:00');
    const receipt = { by: { name: 'Anna Ek' }, at: new Date('2026-11-23T08:00:00Z'), recordedAt: NOW };
    const social = deliveryTo(first, UNITS.social);
    await world.handling.receipt([social], () => ({ kind: 'receipted', receipt }), 'client:test', NOW);
    await world.admit(message('utskrivningsklar', { episodeId: 'V1' }), '2026-11-23T10:15:00+01:00');
    const view = await flow.read(caller(UNITS.social), { id: first.episode.id });
    expect(view).toMatchObject({
      id: first.episode.id,
      organisation: 'gavle-sjukhus',
      episodeId: 'V1',
      state: 'utskrivningsklar',
      category: 'BC',
      ward: UNITS.ward,
      colourTracks: {},
      careContact: null,
      expectedDischarge: '2026-11-27',
    });
    expect(view?.parties).toEqual(
      expect.arrayContaining([{ role: 'socialtjanst', unit: UNITS.social, name: 'Biståndsenheten Gävle' }]),
    );
    expect(view?.timeline.map((entry) => [entry.event, entry.kind])).toEqual([
      ['message', 'inskrivningsmeddelande'],
      ['receipt', 'inskrivningsmeddelande'],
      ['message', 'utskrivningsklar'],
    ]);
    const due = view?.openDeadlines.filter((deadline) => deadline.kind === 'kvittens').map((deadline) => deadline.due);
    expect(due?.map((instant) => instant.toISOString())).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2026-11-23T12:00:00.000Z',
      '2026-11-23T12:00:00.000Z',
    ]);
    expect(JSON.stringify(view)).not.toMatch(/Tolvan|191212121212/);
    await expect(world.actions(first.episode.id)).resolves.toEqual(['read']);
  });

  it('is there for its parties and for all wards of the hospital, and for nobody else', async () => {
    const { episode } = await world.admit(notice({ episodeId: 'V2' }));
    const byId = { id: episode.id };
    const byNumber = { organisation: 'gavle-sjukhus', number: 'V2' };
    for (const unit of [UNITS.ward, UNITS.ward14, UNITS.social, UNITS.openCare]) {
      await expect(flow.read(caller(unit), byId)).resolves.toMatchObject(byId);
      await expect(flow.read(caller(unit), byNumber)).resolves.toMatchObject(byId);
    }
    const before = await world.actions(episode.id);
    for (const unit of [UNITS.otherHospital, UNITS.homeCare, UNITS.social2181]) {
      await expect(flow.read(caller(unit), byId)).resolves.toBeUndefined();
      await expect(flow.read(caller(unit), byNumber)).resolves.toBeUndefined();
    }
    await expect(world.actions(episode.id)).resolves.toEqual(before);
  });

  it('that is not there is undefined, whatever its name looks like', async () => {
    await expect(flow.read(caller(UNITS.ward), { id: "x' OR 1=1" })).resolves.toBeUndefined();
    await expect(
      flow.read(caller(UNITS.ward), { organisation: 'gavle-sjukhus', number: 'V99' }),
    ).resolves.toBeUndefined();
  });
});
