import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ClientCalls } from '#flows/client-calls.js';
import { ClientSeenStore } from '#flows/client-seen-ports.js';
import type { ClientSeen } from '#flows/client-seen-ports.js';
import { createDataSource } from '#persistence/data-source.js';
import type { Database } from '#persistence/data-source.js';
import { PgClientSeenStore } from '#persistence/client-seen.store.js';
import type { DirectoryClientDto } from '../../apps/console/src/dto/directory.dto.js';
import { eventually } from '../support/eventually.js';
import { KeptLog } from './deadline-world.js';
import { DirectoryWorld, HEALTH_CENTRE } from './directory-world.js';

/** Longer than the specs take: what is written by then was written because the spec said so. */
const NEVER = 600_000;

let world: DirectoryWorld;
let dataSource: Database;
let store: PgClientSeenStore;

beforeAll(async () => {
  world = await DirectoryWorld.open();
  dataSource = createDataSource(world.databaseUrl, 3);
  await dataSource.initialize();
  store = new PgClientSeenStore(dataSource);
}, 60_000);
afterAll(async () => {
  await dataSource.destroy();
  await world.close();
});
afterEach(async () => {
  await dataSource.query('TRUNCATE client_seen');
});

/** Notes what it is given, in the database too. */
class CountingStore extends ClientSeenStore {
  readonly written: string[][] = [];
  isAway = false;
  override note = async (seen: readonly (readonly [string, ClientSeen])[]) => {
    if (this.isAway) throw new Error('away');
    this.written.push(seen.map(([client]) => client));
    await store.note(seen);
  };
  override all = () => store.all();
}

const at = (time: string) => new Date(`2026-11-23T${time}Z`);

function callsAt(target: ClientSeenStore, first: string) {
  const machine = { now: at(first) };
  const log = new KeptLog();
  return { machine, log, calls: new ClientCalls(target, log, NEVER, () => machine.now) };
}

async function client(id: string): Promise<DirectoryClientDto> {
  const clients: DirectoryClientDto[] = (await world.get('/v1/ops/directory')).body.clients;
  return clients.find((one) => one.id === id)!;
}

describe('a client', () => {
  it('is told with when it last got a token and last called, at whichever process, once that one has stopped', async () => {
    const other = await DirectoryWorld.open({}, world);
    try {
      const before = new Date();
      expect((await other.get(`/v1/inboxes/${HEALTH_CENTRE}`, 'halsocentraler')).status).toBe(200);
      expect(await other.signsIn('gavle-sjukhus', 'a secret of the spec')).toBe(true);
      expect(await other.signsIn('auditor', 'no secret of its')).toBe(false);
      const refused = await fetch(`http://127.0.0.1:${String(other.hub.httpPort)}/v1/inboxes/${HEALTH_CENTRE}`, {
        headers: { authorization: 'Bearer no.token.atall' },
      });
      expect(refused.status).toBe(401);
      await other.hub.stop();
      const [centres, hospital, auditor] = [
        await client('halsocentraler'),
        await client('gavle-sjukhus'),
        await client('auditor'),
      ];
      const seen = [centres.lastTokenAt, centres.lastCallAt, hospital.lastTokenAt].map((instant) => new Date(instant!));
      for (const instant of seen) {
        expect(instant.getTime()).toBeGreaterThanOrEqual(before.getTime());
        expect(instant.getTime()).toBeLessThanOrEqual(Date.now());
      }
      expect([hospital.lastCallAt, auditor.lastTokenAt, auditor.lastCallAt]).toEqual([null, null, null]);
    } finally {
      await other.close();
    }
  }, 60_000);

  it('is told with its call within seconds, while the process goes on', async () => {
    await world.get('/v1/ops/directory', 'admin');
    await eventually('the call is written', async () => (await client('admin')).lastCallAt !== null);
  }, 30_000);
});

describe('tokens and calls of clients', () => {
  it('are gathered and written together, sorted, each with its latest', async () => {
    const counting = new CountingStore();
    const { machine, calls } = callsAt(counting, '08:00:00');
    for (const id of ['c', 'a', 'b']) calls.gotToken(id);
    for (const minute of ['01', '02', '03']) {
      machine.now = at(`08:${minute}:00`);
      for (const id of ['b', 'c']) calls.called(id);
    }
    expect(counting.written).toEqual([]);
    await calls.write();
    await calls.write();
    expect(counting.written).toEqual([['a', 'b', 'c']]);
    const both = { lastTokenAt: at('08:00:00'), lastCallAt: at('08:03:00') };
    const all = await store.all();
    expect([all.get('a'), all.get('b'), all.get('c')]).toEqual([{ ...both, lastCallAt: null }, both, both]);
  });

  it('of several processes at once: the latest stands, whoever writes last', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `client-${String(index)}`);
    const processes = ['08:05:00', '08:09:00', '08:01:00'].map((time) => callsAt(store, time));
    for (const [index, { calls }] of processes.entries()) {
      for (const id of index === 1 ? ids.toReversed() : ids) calls.called(id);
    }
    processes[0]?.calls.gotToken('client-7');
    await Promise.all(processes.map(({ calls }) => calls.write()));
    processes[2]?.calls.called('client-7');
    await processes[2]?.calls.write();
    const all = await store.all();
    expect(ids.filter((id) => all.get(id)?.lastCallAt?.getTime() !== at('08:09:00').getTime())).toEqual([]);
    expect(all.get('client-7')?.lastTokenAt).toEqual(at('08:05:00'));
    expect(processes.flatMap(({ log }) => log.events)).toEqual([]);
  });

  it('that could not be written are written when the process stops, and what came since then stands', async () => {
    const counting = new CountingStore();
    const { machine, log, calls } = callsAt(counting, '08:00:00');
    counting.isAway = true;
    for (const id of ['a', 'b']) calls.called(id);
    const writing = calls.write();
    machine.now = at('08:01:00');
    calls.called('a');
    await writing;
    expect([log.events, (await store.all()).has('a')]).toEqual([['client-calls'], false]);
    counting.isAway = false;
    await calls.onApplicationShutdown();
    const all = await store.all();
    expect([all.get('a')?.lastCallAt, all.get('b')?.lastCallAt]).toEqual([at('08:01:00'), at('08:00:00')]);
  });
});
