import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RegisterBatch } from '#flows/register-ports.js';
import { FileRegister } from '../../apps/hub/src/register/file-register.js';
import { TOLVAN } from '../support/domain.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { PlanHttpWorld } from './plan-http-world.js';

/** The register's files when the hub is killed between any two steps, and how long they are kept. */

const { openCare } = SIP_UNITS;
const WARD = 'SE2321000222-AVD41';
const PERSONS = [TOLVAN.id, '194203159803', '198001019986'];
const DIED = '2026-12-01';
const TABLES =
  'message, payload, idempotency_key, quarantine, audit_entry, delivery, deadline, plan, episode, plan_unit, plan_day, print_job';

let world: PlanHttpWorld;
let folder: string;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);
afterAll(() => world.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'register-'));
  await world.rows(`TRUNCATE ${TABLES}`);
  world.clock.time = new Date('2026-11-23T07:30:00Z');
});
afterEach(() => rm(folder, { recursive: true }));

async function drop(ids: readonly string[], name = 'deaths.json'): Promise<void> {
  await writeFile(join(folder, `.${name}`), JSON.stringify(ids.map((id) => ({ id, diedOn: DIED }))));
  await rename(join(folder, `.${name}`), join(folder, name));
}

async function plansOf(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    world.clock.time = new Date('2026-11-23T07:30:00Z');
    await world.ongoing(id);
  }
}

const killed = (): never => {
  throw new Error('killed');
};

/** Files of a hub that is killed when all is committed, and before the file is moved. */
class Unmoved extends FileRegister {
  override async deathsSince(place: string | undefined, now: Date): Promise<RegisterBatch> {
    const batch = await super.deathsSince(place, now);
    return { ...batch, settle: () => Promise.resolve().then(killed) };
  }
}

/** How often each plan was told of a death, and each unit that coordinates one. */
async function told(): Promise<{ messages: number; deliveries: number; aware: number; owed: number }> {
  const [row] = await world.rows<{ messages: number; deliveries: number; aware: number; owed: number }>(
    `SELECT (SELECT count(*)::int FROM message WHERE kind = 'avliden') AS messages,
       (SELECT count(*)::int FROM delivery WHERE kind = 'avliden') AS deliveries,
       (SELECT count(*)::int FROM plan WHERE state = 'avliden-aviserad') AS aware,
       (SELECT count(*)::int FROM deadline WHERE kind = 'sip-avliden' AND state = 'open') AS owed`,
  );
  if (row === undefined) throw new Error('nothing is counted');
  return row;
}

describe('a hub that is killed while it takes a file of the register', () => {
  it.each([0, 1, 2, 3])(
    'after %i of 3 deaths tells each of them once when it is up again, and loses none',
    async (done) => {
      await plansOf(PERSONS);
      await drop(PERSONS);
      const dies = (admitted: number) => {
        if (admitted === done) killed();
      };
      const register = done === 3 ? new Unmoved(folder, world.log) : new FileRegister(folder, world.log);
      await expect(world.deathsFrom(register, dies).run()).rejects.toThrow('killed');
      expect((await told()).aware).toBe(done);
      expect(await readdir(folder)).toContain('deaths.json');
      await world.deathsFrom(new FileRegister(folder, world.log)).run();
      expect(await told()).toEqual({ messages: 3, deliveries: 3, aware: 3, owed: 3 });
      expect(await readdir(folder)).toEqual(['done', 'failed']);
      expect(await readdir(join(folder, 'failed'))).toEqual([]);
    },
  );

  it('[N-CLOSE-13] and comes up when the stay that was told has ended, tells the plan beside it no second time', async () => {
    const { plan } = await world.ongoing();
    const patient = { ...TOLVAN, municipality: '2580', healthCentre: openCare };
    const content = { admittedAt: '2026-11-30T08:00:00+01:00', expectedDischarge: '2026-12-04' };
    await world.tell(WARD, 'inskrivningsmeddelande', content, { episodeId: 'V1', patient, planningCategory: 'BC' });
    await drop([TOLVAN.id]);
    await expect(world.deathsFrom(new Unmoved(folder, world.log)).run()).rejects.toThrow('killed');
    const before = await told();
    expect(before).toMatchObject({ messages: 1, aware: 1 });
    await world.rows(`UPDATE episode SET state = 'avslutad'`);
    await world.deathsFrom(new FileRegister(folder, world.log)).run();
    expect(await told()).toEqual(before);
    const steps = await world.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM plan, jsonb_array_elements(steps) AS step WHERE id = $1 AND step->>'kind' = 'avliden'`,
      [plan],
    );
    expect(steps).toEqual([{ n: 1 }]);
  });

  it('two hubs that take the same file at once tell each death once', async () => {
    await plansOf(PERSONS);
    await drop(PERSONS);
    await Promise.all([0, 1].map(() => world.deathsFrom(new FileRegister(folder, world.log)).run()));
    expect(await told()).toEqual({ messages: 3, deliveries: 3, aware: 3, owed: 3 });
  });
});

describe('files that were taken', () => {
  const all = async () =>
    [await readdir(join(folder, 'done')), await readdir(join(folder, 'failed'))].map((names) =>
      names.map((name) => name.replace(/^\d{8}T\d{9}Z-/, '')).sort(),
    );

  it('[L-KEEP-01] are deleted when they have been kept for their days, with what stands beside them; others are left', async () => {
    const kept = { done: 30, failed: 60 };
    await drop(['198001019986']);
    await writeFile(join(folder, 'wrong.csv'), 'id;diedOn\n1912;x\n');
    const run = async (at: string) => {
      world.clock.time = new Date(at);
      await world.deathsFrom(new FileRegister(folder, world.log, kept)).run();
    };
    await run('2026-11-23T08:00:00Z');
    await writeFile(join(folder, 'done', 'notes.txt'), 'mine');
    expect(await all()).toEqual([
      ['deaths.json', 'notes.txt'],
      ['wrong.csv', 'wrong.csv.reasons.txt'],
    ]);
    await run('2026-12-23T08:00:00Z');
    expect((await all())[0]).toEqual(['deaths.json', 'notes.txt']);
    await run('2026-12-24T08:00:00Z');
    expect(await all()).toEqual([['notes.txt'], ['wrong.csv', 'wrong.csv.reasons.txt']]);
    await run('2027-01-23T08:00:00Z');
    expect(await all()).toEqual([['notes.txt'], []]);
  });

  it('are kept for ever where nobody says for how long', async () => {
    await drop(['198001019986']);
    await world.deathsFrom(new FileRegister(folder, world.log)).run();
    world.clock.time = new Date('2036-11-23T08:00:00Z');
    await world.deathsFrom(new FileRegister(folder, world.log)).run();
    expect((await all())[0]).toEqual(['deaths.json']);
  });
});
