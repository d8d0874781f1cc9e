import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Directory } from '#domain/directory/directory.js';
import type { AlertView } from '#flows/alert-ports.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { ReadHandover } from '#flows/read-handover.js';
import { OperationsStore } from '#flows/operations-ports.js';
import { HubEnvironment } from '#flows/overview-ports.js';
import { ReadOverview } from '#flows/read-overview.js';
import { Clock, HubMetrics } from '#flows/ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import type { HandoverDto } from '../../apps/console/src/dto/handover.dto.js';
import type { OverviewDto } from '../../apps/console/src/dto/overview.dto.js';
import type { PartyPageDto } from '../../apps/console/src/dto/party.dto.js';
import { HubOverview } from '../../apps/console/src/hub-overview.js';
import { HubSummary } from '../../apps/console/src/hub-summary.js';
import { OverviewController } from '../../apps/console/src/overview.controller.js';
import { SummaryFeed } from '../../apps/console/src/summary-feed.js';
import { SummaryController } from '../../apps/console/src/summary.controller.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { demoDirectory, UNITS } from '../support/domain.js';
import { ConsoleWorld } from './console-world.js';
import { CountedMetrics } from './deadline-world.js';
import { HEALTH_CENTRE, OperationsRows, WARD } from './operations-rows.js';
import { holderOf, overviewOn, ToldVitals } from './overview-world.js';

const SATURDAY = '2026-11-28T08:05:00Z';
const PAUSED_UNTIL = '2026-11-29T06:00:00.000Z';

class StillClock extends Clock {
  readonly isSimulated = true;
  override now = () => Promise.resolve(new Date(SATURDAY));
}

/** The demo region, one unit of which is paused. */
function directory(): Directory {
  const demo = demoDirectory();
  const unit = demo.units.get(UNITS.social)!;
  const paused = { ...unit, downtime: [{ from: '2026-11-27T20:00:00Z', to: PAUSED_UNTIL }] };
  return { ...demo, units: new Map([...demo.units, [UNITS.social, paused]]) };
}

/** One alert that lasts, and two that have ended. */
class ToldAlerts {
  list(state: 'active' | 'ended'): Promise<AlertView[]> {
    const about = { rule: 'sweep', kind: 'sweep-late' as const, name: { sv: 'Svep', en: 'Sweep' }, count: 1 };
    const alert = (id: string, start: string, end?: string): AlertView => {
      const [startedAt, endedAt] = [
        new Date(`2026-11-28T${start}Z`),
        end === undefined ? end : new Date(`2026-11-28T${end}Z`),
      ];
      return { ...about, id, startedAt, endedAt, units: [], sent: [] };
    };
    const ended = [alert('b', '05:50', '06:10'), alert('c', '04:00', '05:00')];
    return Promise.resolve(state === 'active' ? [alert('a', '07:00')] : ended);
  }
}

let database: TestDatabase;
let dataSource: DataSource;
let rows: OperationsRows;
let world: ConsoleWorld;
const vitals = new ToldVitals();

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 5);
  await dataSource.initialize();
  rows = new OperationsRows(dataSource);
  const [clock, holder] = [new StillClock(), holderOf(directory())];
  const { store, overview } = overviewOn(dataSource, clock, holder, vitals);
  const providers = [
    ...[HubSummary, HubOverview, SummaryFeed],
    { provide: ConfigurationHolder, useValue: holder },
    { provide: ReadOverview, useValue: overview },
    { provide: ReadHandover, useValue: new ReadHandover(store, overview, new ToldAlerts()) },
    { provide: OperationsStore, useValue: new PgOperationsStore(dataSource) },
    { provide: HubMetrics, useValue: new CountedMetrics() },
    { provide: HubEnvironment, useValue: { name: 'acceptans', clock: 'simulated', version: '1.2.3' } },
  ];
  world = await ConsoleWorld.open({ database, controllers: [OverviewController, SummaryController], providers });
}, 60_000);

afterAll(async () => {
  await world.close();
  await dataSource.destroy();
  await database.drop();
});

async function get(path: string, client = 'operations') {
  const headers = { authorization: `Bearer ${await world.bearer(client)}` };
  const response = await fetch(`${world.base}/v1/ops/${path}`, { headers });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const overviewNow = async (): Promise<OverviewDto> => (await get('overview')).body;

/** What a stream tells until `enough`. */
async function told(enough: (events: readonly { type: string; data: OverviewDto }[]) => boolean, only = '') {
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${await world.bearer('operations')}` };
  const response = await fetch(`${world.base}/v1/ops/events${only}`, { headers, signal: stop.signal });
  const events: { type: string; data: OverviewDto }[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1] ?? '{}';
      events.push({ type: /^event: (.*)$/m.exec(block)?.[1] ?? '', data: JSON.parse(data) });
    }
    if (enough(events)) break;
  }
  stop.abort();
  return events;
}

describe('a calm Saturday', () => {
  it('tells which hub, which day, and that nothing is to be done', async () => {
    const overview = await overviewNow();
    expect(overview).toMatchObject({
      at: '2026-11-28T08:05:00.000Z',
      environment: { name: 'acceptans', clock: 'simulated', version: '1.2.3' },
      day: { date: '2026-11-28', isWorkingDay: false, name: null },
      hub: { state: 'well', database: true, queue: true, lastSweepAt: SATURDAY.replace('Z', '.000Z') },
      problems: [],
      problemCount: 0,
    });
    const nothing = { count: 0, since: null };
    expect(overview.act).toEqual({
      ...{ overdueReceipts: nothing, overdueOther: nothing, dueSoon: nothing },
      ...{ escalationsUnowned: nothing, quarantined: nothing, silentParties: nothing },
    });
    expect(overview.plans).toEqual({ open: 0, lateDuties: nothing, lateLetters: nothing });
  });

  it('keeps its number until something is another', async () => {
    const first = await overviewNow();
    expect((await overviewNow()).sequence).toBe(first.sequence);
    vitals.told = { isSweepLate: true, lastSweepAt: new Date('2026-11-28T08:00:00Z') };
    const late = await overviewNow();
    expect(late.sequence).toBeGreaterThan(first.sequence);
    expect([late.hub.state, late.problems[0]?.kind]).toEqual(['degraded', 'sweep-late']);
    vitals.told = {};
    expect((await overviewNow()).hub.state).toBe('well');
  });
});

describe('a Saturday with work', () => {
  let overdue: string;
  let escalation: string;

  beforeAll(async () => {
    const message = await rows.message({ messageId: 'MSG-1', receivedAt: '2026-11-27T15:00:00Z' });
    const delivery = await rows.delivery(message, HEALTH_CENTRE);
    overdue = await rows.deadline(message, HEALTH_CENTRE, {
      ...{ due: '2026-11-28T08:00:00Z', delivery_id: delivery, overdue: true },
    });
    await rows.deadline(message, HEALTH_CENTRE, {
      ...{ kind: 'svar', scope: 'answer', due: '2026-11-27T08:00:00Z', overdue: true },
    });
    const soon = await rows.delivery(message, UNITS.homeCare);
    await rows.deadline(message, UNITS.homeCare, { due: '2026-11-28T09:00:00Z', delivery_id: soon });
    await rows.deadline(message, UNITS.homeCare, { due: '2026-11-28T10:05:00.001Z' });
    escalation = await rows.escalation(overdue, {
      opened_at: '2026-11-28T08:00:00Z',
      notes: JSON.stringify([{ at: '2026-11-28T08:02:00Z', by: 'client:driftledning', text: 'Ringt, inget svar' }]),
    });
    await rows.insert('payload', { id: rows.id(), bytes: 'x', content_type: 'application/json' });
    await rows.insert('quarantine', {
      ...{ id: rows.id(), payload_id: rows.id(), source: 'http:gavle', sender: WARD, state: 'held' },
      ...{ received_at: '2026-11-28T07:00:00Z', outcome: 'against-rule', reasons: '[]', first_code: 'unknown-unit' },
    });
    for (const [unit, metric, delta] of [
      [HEALTH_CENTRE, 'waiting', 1],
      [HEALTH_CENTRE, 'overdue', 2],
      [HEALTH_CENTRE, 'overdue-receipts', 1],
      [HEALTH_CENTRE, 'escalations-open', 1],
      [UNITS.homeCare, 'waiting', 1],
      [WARD, 'quarantined', 1],
    ] as const) {
      await rows.insert('counter_delta', { unit, metric, delta, at: SATURDAY });
    }
  });

  it('tells what to act on, how many and since when', async () => {
    const { act } = await overviewNow();
    expect(act).toEqual({
      overdueReceipts: { count: 1, since: '2026-11-28T08:00:00.000Z' },
      overdueOther: { count: 1, since: '2026-11-27T08:00:00.000Z' },
      dueSoon: { count: 1, since: '2026-11-28T09:00:00.000Z' },
      escalationsUnowned: { count: 1, since: '2026-11-28T08:00:00.000Z' },
      quarantined: { count: 1, since: '2026-11-28T07:00:00.000Z' },
      silentParties: { count: 0, since: null },
    });
  });

  it('tells each problem once, worst first, with whom to call', async () => {
    const { problems } = await overviewNow();
    expect(problems.map(({ key, severity, unit }) => [key, severity, unit?.phone ?? null])).toEqual([
      [`overdue-duties ${HEALTH_CENTRE}`, 'critical', expect.stringMatching(/\d/)],
      [`overdue-receipts ${HEALTH_CENTRE}`, 'warning', expect.stringMatching(/\d/)],
      ['unowned-escalations', 'warning', null],
      ['quarantine http:gavle unknown-unit', 'warning', expect.stringMatching(/\d/)],
      [`never-connected ${UNITS.homeCare}`, 'notice', expect.stringMatching(/\d/)],
      [`never-connected ${HEALTH_CENTRE}`, 'notice', expect.stringMatching(/\d/)],
    ]);
  });

  it('tells the parties, the worst first, page after page', async () => {
    const all: PartyPageDto = (await get('parties')).body;
    expect(all.items[0]).toMatchObject({
      ...{ hsaId: HEALTH_CENTRE, state: 'overdue', overdue: 2, waiting: 1, openEscalations: 1, profile: 'gavleborg' },
      ...{ oldestOverdueSince: '2026-11-27T08:00:00.000Z', acknowledgement: null, silent: null, pausedUntil: null },
      phone: expect.stringMatching(/\d/),
    });
    expect(all.items[0]?.sparkline).toHaveLength(24);
    expect(all.items.find(({ hsaId }) => hsaId === UNITS.social)).toMatchObject({
      ...{ state: 'paused', pausedUntil: PAUSED_UNTIL },
    });
    for (const sort of ['worst', 'name', 'overdue', 'waiting', 'silent']) {
      const whole: PartyPageDto = (await get(`parties?sort=${sort}&limit=500`)).body;
      const pieces: string[] = [];
      let after = '';
      do {
        const page: PartyPageDto = (await get(`parties?sort=${sort}&limit=7${after}`)).body;
        pieces.push(...page.items.map(({ hsaId }) => hsaId));
        after = page.next === undefined ? '' : `&after=${page.next}`;
      } while (after !== '');
      expect(pieces).toEqual(whole.items.map(({ hsaId }) => hsaId));
      expect(new Set(pieces).size).toBe(demoDirectory().units.size);
    }
  });

  it('tells only the parties of a profile, or those that are silent, when asked so', async () => {
    const of = async (query: string): Promise<number> => (await get(`parties?limit=500&${query}`)).body.items.length;
    const gavleborg = [...demoDirectory().units.values()].filter(({ profile }) => profile === 'gavleborg').length;
    expect([await of('profile=gavleborg'), await of('silent=true')]).toEqual([gavleborg, 0]);
    expect(await of('silent=false')).toBe(demoDirectory().units.size);
  });

  it.each(['parties?sort=best', 'parties?after=x', 'parties?silent=1', 'flow?span=7d', 'handover'])(
    'refuses %s',
    async (path) => {
      expect((await get(path)).status).toBe(422);
    },
  );

  it.each([
    ['2026-11-19T08:00:00Z', ''],
    ['2026-11-28T09:00:00Z', ''],
    ['2026-11-28T06:00:00Z', '&to=2026-11-28T05:00:00Z'],
  ])('refuses a shift from %s%s', async (from, to) => {
    expect((await get(`handover?from=${from}${to}`)).status).toBe(422);
  });

  it('tells the course of the flow in equal steps', async () => {
    const { body } = await get('flow?span=24h');
    expect([body.stepMinutes, body.points.length, body.before]).toEqual([15, 96, []]);
    expect(body.points.at(-1)).toEqual({
      ...{ at: '2026-11-28T08:00:00.000Z', received: 0, routed: 0, fetched: 0, acknowledged: 0, refused: 0 },
    });
  });

  it('hands a shift over: what was done, what is left, what was written', async () => {
    await rows.insert('counter_delta', { unit: WARD, metric: 'received', delta: 4, at: '2026-11-28T06:30:00Z' });
    await rows.insert('counter_delta', { unit: WARD, metric: 'received', delta: 9, at: '2026-11-28T05:59:00Z' });
    const { body }: { body: HandoverDto } = await get('handover?from=2026-11-28T06:00:00Z');
    expect(body).toMatchObject({
      ...{ from: '2026-11-28T06:00:00.000Z', to: '2026-11-28T08:05:00.000Z', opened: 1, resolved: 0 },
      totals: { received: 4, routed: 0, fetched: 0, acknowledged: 0, refused: 0 },
      stillOpen: [{ id: escalation, deadline: overdue, responsible: { hsaId: HEALTH_CENTRE } }],
      notes: [{ text: 'Ringt, inget svar', deadline: overdue, at: '2026-11-28T08:02:00.000Z' }],
      pauses: [{ unit: { hsaId: UNITS.social }, until: PAUSED_UNTIL }],
      quarantine: { held: 1, replayed: 0 },
      alerts: [
        { id: 'b', endedAt: '2026-11-28T06:10:00.000Z' },
        { id: 'a', endedAt: null, text: { en: 'No process goes through what falls due' } },
      ],
    });
    expect(body.problems[0]?.kind).toBe('overdue-duties');
    const { body: earlier } = await get('handover?from=2026-11-28T05:00:00Z&to=2026-11-28T06:00:00Z');
    expect([earlier.opened, earlier.totals.received, earlier.notes, earlier.quarantine.held]).toEqual([0, 9, [], 0]);
  });

  it('is for operations and auditors, and no party', async () => {
    for (const path of ['overview', 'parties', 'flow', 'handover?from=2026-11-28T06:00:00Z']) {
      expect((await get(path, 'auditor')).status).toBe(200);
      expect((await get(path, 'gavle-sjukhus')).status).toBe(403);
      expect((await fetch(`${world.base}/v1/ops/${path}`)).status).toBe(401);
    }
  });
});

describe('the stream', () => {
  it('tells the overview at once, and again when something is another', async () => {
    const before = await overviewNow();
    let isChanged = false;
    const events = await told((so) => {
      const overviews = so.filter(({ type }) => type === 'overview');
      if (overviews.length === 1 && !isChanged) {
        isChanged = true;
        vitals.told = { queue: { isHealthy: false, oldestWaitingAt: null } };
      }
      return overviews.length === 2;
    });
    vitals.told = {};
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(['heartbeat', 'summary']);
    const [first, second] = events.flatMap(({ type, data }) => (type === 'overview' ? [data] : []));
    expect([first?.sequence, first?.hub.queue]).toEqual([before.sequence, true]);
    expect([second?.hub.queue, second?.hub.state]).toEqual([false, 'degraded']);
    expect(events.filter(({ type }) => type === 'summary')).toHaveLength(1);
  });

  it.each(['summary', 'overview'])('tells only the %s to who asks for that alone', async (only) => {
    const other = only === 'summary' ? 'overview' : 'summary';
    const events = await told((so) => so.some(({ type }) => type === only), `?only=${only}`);
    expect(events.map(({ type }) => type)).not.toContain(other);
  });

  it('refuses news that there are not', async () => {
    const headers = { authorization: `Bearer ${await world.bearer('operations')}` };
    const answer = await fetch(`${world.base}/v1/ops/events?only=gossip`, { headers });
    expect(answer.status).toBe(422);
  });
});
