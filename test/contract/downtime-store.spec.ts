import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { endOfDowntime } from '#domain/downtime.js';
import type { SetDowntime } from '#domain/downtime.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { FollowDowntime } from '#flows/follow-downtime.js';
import { PlanDowntime } from '#flows/plan-downtime.js';
import { Clock } from '#flows/ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgDowntimeStore } from '#persistence/downtime.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { demoDirectory, UNITS } from '../support/domain.js';
import { eventually } from '../support/eventually.js';
import { KeptLog } from './deadline-world.js';

const NOW = new Date('2026-11-23T09:00:00Z');
const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const down = (from: string, to: string): SetDowntime => ({
  ...{ id: uuidV7(), unit: UNITS.social, from: at(from), to: at(to), reason: 'Underhåll', by: 'user:drift' },
});
const allowed = () => undefined;

class StillClock extends Clock {
  readonly isSimulated = true;
  time = NOW;
  override now = () => Promise.resolve(this.time);
}

let database: TestDatabase;
let dataSource: DataSource;
let store: PgDowntimeStore;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 8);
  await dataSource.initialize();
  store = new PgDowntimeStore(dataSource);
});
beforeEach(() => dataSource.query('TRUNCATE downtime, audit_entry, deadline'));
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** An open deadline of the unit that is looked at next at an instant. */
async function deadline(nextFireAt: Date, unit: string = UNITS.social): Promise<string> {
  const id = uuidV7();
  await dataSource.query(
    `INSERT INTO deadline (id, kind, rule, profile, scope, started_at, due, state, late, responsible, informs, message_id, fired,
       next_fire_at, overdue)
     VALUES ($1, 'kvittens', 'G-ACK-03', 'gavleborg', 'delivery', $2, $2, 'open', false, $3, $3, $1, '[]', $4, true)`,
    [id, NOW, unit, nextFireAt],
  );
  return id;
}

async function nextFireAt(id: string): Promise<Date> {
  const rows: { next_fire_at: Date }[] = await dataSource.query('SELECT next_fire_at FROM deadline WHERE id = $1', [
    id,
  ]);
  return rows[0]!.next_fire_at;
}

describe('downtime in the database', () => {
  it('is there until it is over, with a version that grows with every change', async () => {
    const before = await store.version();
    const set = down('08:00', '10:00');
    expect(await store.add(set, allowed, NOW)).toBeUndefined();
    expect(await store.version()).toBe(before + 1n);
    expect((await store.load(NOW)).set).toEqual([set]);
    expect((await store.load(at('10:00'))).set).toEqual([]);
    expect(await store.between(at('09:59'), at('12:00'))).toEqual([set]);
    expect(await store.between(at('10:00'), at('12:00'))).toEqual([]);
  });

  it('of two that overlap and are set at once, one is refused', async () => {
    const decide = (other: readonly SetDowntime[]) => (other.length > 0 ? ('overlap' as const) : undefined);
    const results = await Promise.all(Array.from({ length: 5 }, () => store.add(down('10:00', '12:00'), decide, NOW)));
    expect(results.filter((refusal) => refusal === undefined)).toHaveLength(1);
    expect((await store.load(NOW)).set).toHaveLength(1);
  });

  it('is ended once, by whoever ends it first, and only for its own unit', async () => {
    const set = down('08:00', '10:00');
    await store.add(set, allowed, NOW);
    expect(await store.end(set.id, UNITS.ward, 'user:drift', NOW)).toBeUndefined();
    const ends = await Promise.all([1, 2].map(() => store.end(set.id, UNITS.social, 'user:drift', NOW)));
    expect(ends.sort()).toEqual(['ended', 'over']);
    const lines: unknown = await dataSource.query('SELECT action, unit, subject FROM audit_entry ORDER BY id');
    expect(lines).toEqual([
      { action: 'downtime-set', unit: UNITS.social, subject: 'downtime' },
      { action: 'downtime-ended', unit: UNITS.social, subject: 'downtime' },
    ]);
  });

  it('that is ended early lets the reminders come that were put off to its end, but for what somebody holds just then', async () => {
    const set = down('08:00', '10:00');
    await store.add(set, allowed, NOW);
    const [own, held, foreign] = [
      await deadline(at('10:00')),
      await deadline(at('10:00')),
      await deadline(at('10:00'), UNITS.ward),
    ];
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT 1 FROM deadline WHERE id = $1 FOR UPDATE', [held]);
    expect(await store.end(set.id, UNITS.social, 'user:drift', NOW)).toBe('ended');
    expect(await Promise.all([own, held, foreign].map(nextFireAt))).toEqual([NOW, at('10:00'), at('10:00')]);
    await holder.commitTransaction();
    await holder.release();
    expect(await store.lookAgain(UNITS.social, NOW)).toBe(1);
    expect(await nextFireAt(held)).toEqual(NOW);
  });
});

describe('a process that follows downtime', () => {
  const running: FollowDowntime[] = [];
  afterEach(async () => void (await Promise.all(running.splice(0).map((follow) => follow.stop()))));

  async function process(lookEvery: number) {
    const holder = new ConfigurationHolder({ profiles: new Map(), directory: demoDirectory() });
    const clock = new StillClock();
    const follow = new FollowDowntime(store, holder, clock, new KeptLog(), lookEvery);
    running.push(follow);
    await follow.start();
    const plan = new PlanDowntime(store, holder, follow, clock, uuidV7);
    const backAt = () => endOfDowntime(holder.current.directory.units.get(UNITS.social)!, NOW);
    return { holder, clock, follow, plan, backAt };
  }

  it('decides by what it sets at once, and by what others set within its next look', async () => {
    const [one, other] = [await process(600_000), await process(20)];
    const wish = { unit: UNITS.social, from: at('08:00'), to: at('10:00'), reason: 'Underhåll', by: 'user:drift' };
    expect(await one.plan.set(wish)).toMatchObject({ kind: 'set', downtime: wish });
    expect(one.backAt()).toEqual(at('10:00'));
    await eventually('the other has it', () => other.backAt() !== undefined);
    expect(await one.plan.set({ ...wish, from: at('09:30') })).toEqual({ kind: 'refused', refusal: 'overlap' });
    expect(await one.plan.set({ ...wish, unit: 'gone' })).toBeUndefined();
    one.holder.replace({ profiles: new Map(), directory: demoDirectory() });
    expect(one.backAt()).toEqual(at('10:00'));
  });

  it('looks again, a look later, at what another process put off while it was ended', async () => {
    const [one, other] = [await process(600_000), await process(600_000)];
    const wish = { unit: UNITS.social, from: at('08:00'), to: at('10:00'), reason: 'Underhåll', by: 'user:drift' };
    const set = await one.plan.set(wish);
    await other.follow.refresh();
    if (set?.kind !== 'set') throw new Error('it was refused');
    await one.plan.end(set.downtime.id, UNITS.social, 'user:drift');
    const putOff = await deadline(at('10:00'));
    await other.follow.refresh();
    expect([other.backAt(), await nextFireAt(putOff)]).toEqual([undefined, NOW]);
    const putOffLater = await deadline(at('10:00'));
    await other.follow.refresh();
    expect(await nextFireAt(putOffLater)).toEqual(NOW);
    const regular = await deadline(at('10:00'));
    await other.follow.refresh();
    expect(await nextFireAt(regular)).toEqual(at('10:00'));
  });

  it("does not set what overlaps with what the directory's file says", async () => {
    const { holder, plan } = await process(600_000);
    const directory = demoDirectory();
    const unit = directory.units.get(UNITS.social)!;
    const downtime = [{ from: '2026-11-23T10:00:00+01:00', to: '2026-11-23T12:00:00+01:00' }];
    const units = new Map(directory.units).set(UNITS.social, { ...unit, downtime });
    holder.replace({ profiles: new Map(), directory: { ...directory, units } });
    const wish = { unit: UNITS.social, from: at('10:30'), to: at('12:00'), reason: 'Underhåll', by: 'user:drift' };
    expect(await plan.set(wish)).toEqual({ kind: 'refused', refusal: 'overlap' });
    expect(await plan.set({ ...wish, from: at('11:00') })).toMatchObject({ kind: 'set' });
  });
});
