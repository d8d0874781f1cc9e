import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Directory } from '#domain/directory/directory.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { ReadHandover } from '#flows/read-handover.js';
import { OperationsStore } from '#flows/operations-ports.js';
import { HubEnvironment } from '#flows/overview-ports.js';
import { ReadOverview } from '#flows/read-overview.js';
import { Clock, HubMetrics } from '#flows/ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { PgUnitSeenStore } from '#persistence/unit-seen.store.js';
import type { PartyDto, PartyPageDto } from '../../apps/console/src/dto/party.dto.js';
import { HubOverview } from '../../apps/console/src/hub-overview.js';
import { HubSummary } from '../../apps/console/src/hub-summary.js';
import { OverviewController } from '../../apps/console/src/overview.controller.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { demoDirectory, UNITS } from '../support/domain.js';
import { ConsoleWorld } from './console-world.js';
import { CountedMetrics } from './deadline-world.js';
import { HEALTH_CENTRE, OperationsRows } from './operations-rows.js';
import { holderOf, overviewOn } from './overview-world.js';

/** A Monday, at ten in Sweden. */
const NOW = '2026-11-23T09:05:00Z';
const PAUSED = [UNITS.social, UNITS.homeCare];

class StillClock extends Clock {
  readonly isSimulated = true;
  override now = () => Promise.resolve(new Date(NOW));
}

/** The demo region, two units of which are paused. */
function directory(): Directory {
  const demo = demoDirectory();
  const downtime = [{ from: '2026-11-22T20:00:00Z', to: '2026-11-24T06:00:00Z' }];
  const paused = PAUSED.map((unit) => [unit, { ...demo.units.get(unit)!, downtime }] as const);
  return { ...demo, units: new Map([...demo.units, ...paused]) };
}

let database: TestDatabase;
let dataSource: DataSource;
let world: ConsoleWorld;

/** Units that ask for their inboxes every morning of a working day, and have not today. */
async function fallSilent(units: readonly string[]): Promise<void> {
  const seen = new PgUnitSeenStore(dataSource);
  for (const day of ['18', '19', '20']) {
    for (const hour of ['06', '07', '08']) {
      const lastAt = new Date(`2026-11-${day}T${hour}:30:00Z`);
      await seen.note(units.map((unit) => ({ unit, calls: 20, lastAt })));
    }
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 5);
  await dataSource.initialize();
  const rows = new OperationsRows(dataSource);
  const message = await rows.message({ messageId: 'MSG-1', receivedAt: '2026-11-20T15:00:00Z' });
  for (const unit of [HEALTH_CENTRE, UNITS.social]) {
    const delivery = await rows.delivery(message, unit);
    await rows.deadline(message, unit, { due: '2026-11-23T08:00:00Z', delivery_id: delivery, overdue: true });
    for (const metric of ['waiting', 'overdue', 'overdue-receipts']) {
      await rows.insert('counter_delta', { unit, metric, delta: 1, at: NOW });
    }
  }
  await fallSilent([UNITS.openCare2, HEALTH_CENTRE].sort());
  const [clock, holder] = [new StillClock(), holderOf(directory())];
  const { store, overview } = overviewOn(dataSource, clock, holder);
  const providers = [
    ...[HubSummary, HubOverview],
    { provide: ConfigurationHolder, useValue: holder },
    { provide: ReadOverview, useValue: overview },
    { provide: ReadHandover, useValue: new ReadHandover(store, overview) },
    { provide: OperationsStore, useValue: new PgOperationsStore(dataSource) },
    { provide: HubMetrics, useValue: new CountedMetrics() },
    { provide: HubEnvironment, useValue: { name: 'acceptans', clock: 'simulated', version: '1.2.3' } },
  ];
  world = await ConsoleWorld.open({ database, controllers: [OverviewController], providers });
}, 60_000);

afterAll(async () => {
  await world.close();
  await dataSource.destroy();
  await database.drop();
});

async function ask(query: string): Promise<{ status: number; body: PartyPageDto }> {
  const headers = { authorization: `Bearer ${await world.bearer('operations')}` };
  const response = await fetch(`${world.base}/v1/ops/parties?${query}`, { headers });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** The units of which it holds, each with the state that it is shown in. */
async function shownIn(state: PartyDto['state']): Promise<Record<string, string>> {
  const { items } = (await ask(`state=${state}&limit=500`)).body;
  return Object.fromEntries(items.map((party) => [party.hsaId, party.state]));
}

describe('parties in a state', () => {
  it('are those of which it holds, also where something worse does', async () => {
    expect(await shownIn('overdue')).toEqual({ [HEALTH_CENTRE]: 'overdue', [UNITS.social]: 'overdue' });
    expect(await shownIn('silent')).toEqual({ [HEALTH_CENTRE]: 'overdue', [UNITS.openCare2]: 'silent' });
    expect(await shownIn('paused')).toEqual({ [UNITS.social]: 'overdue', [UNITS.homeCare]: 'paused' });
  });

  it('are well when nothing else holds of them', async () => {
    const others = new Set<string>([HEALTH_CENTRE, UNITS.openCare2, ...PAUSED]);
    const well = [...demoDirectory().units.keys()].filter((unit) => !others.has(unit));
    expect(await shownIn('well')).toEqual(Object.fromEntries(well.map((unit) => [unit, 'well'])));
  });

  it('are told page after page, in the order that was asked for, and of one profile', async () => {
    const first = (await ask('state=paused&sort=worst&limit=1')).body;
    expect(first.items.map(({ hsaId }) => hsaId)).toEqual([UNITS.social]);
    const second = (await ask(`state=paused&sort=worst&limit=1&after=${first.next ?? ''}`)).body;
    expect([second.items.map(({ hsaId }) => hsaId), second.next]).toEqual([[UNITS.homeCare], undefined]);
    expect((await ask('state=paused&profile=blekinge')).body.items).toEqual([]);
    expect((await ask('state=silent&silent=false')).body.items).toEqual([]);
  });

  it('that there is not are refused', async () => {
    expect((await ask('state=away')).status).toBe(422);
  });
});
