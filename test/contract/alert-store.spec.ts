import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { alertMessage } from '#domain/operations/alert-message.js';
import type { AlertConfiguration, AlertRule } from '#domain/operations/alert-rules.js';
import type { HeldAlert } from '#domain/operations/alerts.js';
import type { ProblemFacts } from '#domain/operations/problems.js';
import { SystemClock } from '#flows/clock.js';
import { EvaluateAlerts } from '#flows/evaluate-alerts.js';
import { AlertCourier } from '#flows/alert-ports.js';
import type { AlertSending, SendingOutcome } from '#flows/alert-ports.js';
import { CarryAlerts } from '#flows/carry-alerts.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { PgAlertStore } from '#persistence/alerts.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { demoDirectory, gavleborg } from '../support/domain.js';
import { KeptLog } from './deadline-world.js';

const T0 = new Date('2026-11-28T08:00:00Z');
const minutes = (count: number) => new Date(T0.getTime() + count * 60_000);

const RULE: AlertRule = {
  ...{ id: 'sweep', kind: 'sweep-late', name: { sv: 'Sen', en: 'Late' }, over: 0, profile: undefined, silentHours: 2 },
  ...{ forMinutes: 0, clearForMinutes: 0, channels: ['jour', 'mejl'] },
};
const ALERTS: AlertConfiguration = {
  rules: [RULE],
  channels: new Map([
    ['jour', { id: 'jour', transport: 'webhook', url: 'https://larm.region.example/hook' }],
    ['mejl', { id: 'mejl', transport: 'email', addresses: ['drift@region.example'] }],
    ['annan', { id: 'annan', transport: 'webhook', url: 'https://annan.region.example/' }],
  ]),
};
const HOLDER = new ConfigurationHolder({ profiles: new Map([['gavleborg', gavleborg()]]), directory: demoDirectory() });

let database: TestDatabase;
/** Two processes of one hub. */
let sources: DataSource[];
let stores: [PgAlertStore, PgAlertStore];
let isLate: boolean;

beforeAll(async () => {
  database = await createTestDatabase();
  sources = [createDataSource(database.url, 6), createDataSource(database.url, 6)];
  await Promise.all(sources.map((source) => source.initialize()));
});
afterAll(async () => {
  await Promise.all(sources.map((source) => source.destroy()));
  await database.drop();
});
beforeEach(async () => {
  await sources[0]!.query('TRUNCATE alert, alert_sending');
  stores = [new PgAlertStore(sources[0]!), new PgAlertStore(sources[1]!)];
  isLate = false;
});

const facts = (): Promise<ProblemFacts> =>
  Promise.resolve({
    ...{ units: [], unownedEscalations: undefined, refused: [], expiries: [] },
    hub: {
      ...{ at: T0, queue: null, lastSweepAt: null, isSweepLate: isLate, processes: [], disk: null, undelivered: null },
    },
  });

function evaluation(store: PgAlertStore, alerts = ALERTS): EvaluateAlerts {
  return new EvaluateAlerts(store, { facts }, alerts, HOLDER, new SystemClock(), () => uuid(), undefined);
}

/** Keeps what it was given; answers as it is told. */
class KeptCourier extends AlertCourier {
  readonly sent: AlertSending[] = [];
  answer: (sending: AlertSending) => SendingOutcome = () => ({ ok: true });

  override missingFor(): undefined {
    return undefined;
  }
  override send(sending: AlertSending): Promise<SendingOutcome> {
    this.sent.push(sending);
    return Promise.resolve(this.answer(sending));
  }
  get short(): string[] {
    return this.sent.map(({ channel, message }) => `${message.what} ${channel}`).sort();
  }
}

function carrying(courier: KeptCourier, at: () => Date, store = stores[0]): CarryAlerts {
  return new CarryAlerts(store, courier, new KeptLog(), at);
}

describe('alerts on PostgreSQL', () => {
  it('of two processes that decide at once, again and again, one tells the start and one the end', async () => {
    const deciding = stores.map((store) => evaluation(store));
    isLate = true;
    for (let round = 0; round < 5; round += 1) await Promise.all(deciding.map((one) => one.run(minutes(round))));
    isLate = false;
    for (let round = 5; round < 10; round += 1) await Promise.all(deciding.map((one) => one.run(minutes(round))));
    const rows: unknown = await sources[0]!.query(
      'SELECT channel, what FROM alert_sending ORDER BY what DESC, channel',
    );
    expect(rows).toEqual([
      { channel: 'jour', what: 'start' },
      { channel: 'mejl', what: 'start' },
      { channel: 'jour', what: 'end' },
      { channel: 'mejl', what: 'end' },
    ]);
    expect(await stores[0].list('active', 10)).toEqual([]);
    expect(await stores[1].list('ended', 10)).toMatchObject([
      { rule: 'sweep', startedAt: minutes(0), endedAt: minutes(5) },
    ]);
  });

  it('keeps one process out while another decides', async () => {
    let release: () => void = () => undefined;
    const open = new Promise<void>((resolve) => (release = resolve));
    const nothing = { changes: [], sendings: [] };
    let first: Promise<boolean> | undefined;
    await new Promise<void>((entered) => {
      first = stores[0].evaluate(async () => {
        entered();
        await open;
        return nothing;
      }, T0);
    });
    const second = await stores[1].evaluate(() => Promise.resolve(nothing), T0);
    release();
    expect([await first, second]).toEqual([true, false]);
  });

  it('a message is sent by one of two processes that look at once', async () => {
    isLate = true;
    await evaluation(stores[0]).run(T0);
    const courier = new KeptCourier();
    const carriers = stores.map((store) => carrying(courier, () => minutes(1), store));
    await Promise.all(carriers.map((carrier) => carrier.run()));
    expect(courier.short).toEqual(['start jour', 'start mejl']);
    expect(await carrying(courier, () => minutes(2)).run()).toBe(0);
    const [alert] = await stores[0].list('active', 10);
    expect(alert?.sent).toMatchObject([
      { channel: 'jour', shown: 'larm.region.example', what: 'start', ok: true, attempts: 1, error: undefined },
      { channel: 'mejl', shown: 'd…@region.example', what: 'start', ok: true, attempts: 1 },
    ]);
  });

  it('a message of a process that was killed while it sent goes again after a minute, with the same id', async () => {
    isLate = true;
    await evaluation(stores[0]).run(T0);
    const taken = await stores[0].claim(10, T0, minutes(1));
    const courier = new KeptCourier();
    const next = carrying(courier, () => minutes(0.9), stores[1]);
    expect(await next.run()).toBe(0);
    await carrying(courier, () => minutes(1), stores[1]).run();
    expect(courier.sent.map(({ id }) => id).sort()).toEqual(taken.map(({ id }) => id).sort());
  });

  it('the end waits until the start has arrived', async () => {
    isLate = true;
    await evaluation(stores[0]).run(T0);
    isLate = false;
    await evaluation(stores[0]).run(minutes(1));
    const courier = new KeptCourier();
    courier.answer = ({ channel }) => (channel === 'jour' ? { ok: false, error: 'http-503' } : { ok: true });
    await carrying(courier, () => minutes(2)).run();
    await carrying(courier, () => minutes(2)).run();
    expect(courier.short).toEqual(['end mejl', 'start jour', 'start mejl']);
    courier.answer = () => ({ ok: true });
    await carrying(courier, () => minutes(3)).run();
    await carrying(courier, () => minutes(4)).run();
    expect(courier.short).toEqual(['end jour', 'end mejl', 'start jour', 'start jour', 'start mejl']);
  });

  it('a message that does not arrive for an hour is given up and told of, and its end is not sent', async () => {
    isLate = true;
    await evaluation(stores[0]).run(T0);
    isLate = false;
    await evaluation(stores[0]).run(minutes(1));
    const courier = new KeptCourier();
    courier.answer = ({ channel }) => (channel === 'jour' ? { ok: false, error: 'time-out' } : { ok: true });
    for (let minute = 1; minute <= 75; minute += 1) await carrying(courier, () => minutes(minute)).run();
    expect(courier.short.filter((line) => line.endsWith('jour'))).not.toContain('end jour');
    const [alert] = await stores[0].list('ended', 10);
    const toJour = alert!.sent.filter(({ channel }) => channel === 'jour');
    expect(toJour).toMatchObject([
      { what: 'start', ok: false, error: 'time-out' },
      { what: 'end', ok: false, error: 'start-given-up', attempts: 0 },
    ]);
    expect(toJour[0]!.attempts).toBeGreaterThan(8);
    expect(await stores[0].undelivered(T0)).toEqual({ count: 1, since: T0 });
    expect(await stores[0].undelivered(minutes(80))).toBeUndefined();
  });

  it('what was given up is no trouble any more once the channel was reached again', async () => {
    isLate = true;
    await evaluation(stores[0]).run(minutes(-2));
    await carrying(new KeptCourier(), () => minutes(-2)).run();
    isLate = false;
    await evaluation(stores[0]).run(minutes(-1));
    const [taken] = await stores[0].claim(1, T0, T0);
    await stores[0].failed(taken!.id, 'time-out', undefined, minutes(60));
    expect(await stores[0].undelivered(T0)).toMatchObject({ count: 1 });
    isLate = true;
    await evaluation(stores[0]).run(minutes(62));
    await carrying(new KeptCourier(), () => minutes(63)).run();
    expect(await stores[0].undelivered(T0)).toBeUndefined();
  });

  it('the end goes to whom the start went, whatever the rule says by then', async () => {
    isLate = true;
    await evaluation(stores[0]).run(T0);
    isLate = false;
    const changed = { ...ALERTS, rules: [{ ...RULE, channels: ['annan'] }] };
    await evaluation(stores[0], changed).run(minutes(1));
    const rows: unknown = await sources[0]!.query(
      `SELECT channel FROM alert_sending WHERE what = 'end' ORDER BY channel`,
    );
    expect(rows).toEqual([{ channel: 'jour' }, { channel: 'mejl' }]);
  });

  it('a pending alert is seen by nobody, outlives a restart, and is dropped when it is over', async () => {
    const patient = { ...ALERTS, rules: [{ ...RULE, forMinutes: 10 }] };
    isLate = true;
    await evaluation(stores[0], patient).run(T0);
    expect(await stores[0].list('active', 10)).toEqual([]);
    await evaluation(stores[1], patient).run(minutes(10));
    expect(await stores[0].list('active', 10)).toMatchObject([{ startedAt: minutes(10) }]);
    const [held] = await heldNow();
    expect(held).toMatchObject({ phase: 'active', since: T0, count: 1 });
  });

  async function heldNow(): Promise<readonly HeldAlert[]> {
    let found: readonly HeldAlert[] = [];
    await stores[0].evaluate((held) => {
      found = held;
      return Promise.resolve({ changes: [], sendings: [] });
    }, T0);
    return found;
  }

  it('holds nothing in a message but counts, units, times and a link', async () => {
    isLate = true;
    await evaluation(stores[0]).run(T0);
    const [held] = await heldNow();
    const [row] = (await sources[0]!.query('SELECT message FROM alert_sending LIMIT 1')) as { message: unknown }[];
    expect(row!.message).toEqual(
      JSON.parse(JSON.stringify(alertMessage(held!, undefined, HOLDER.current.directory, undefined))),
    );
  });

  it('forgets alerts that ended long ago, with what was sent', async () => {
    isLate = true;
    await evaluation(stores[0]).run(T0);
    isLate = false;
    await evaluation(stores[0]).run(minutes(1));
    await stores[0].forget(minutes(1));
    expect(await stores[0].list('ended', 10)).toHaveLength(1);
    await stores[0].forget(minutes(2));
    const rows: unknown = await sources[0]!.query('SELECT id FROM alert UNION ALL SELECT id FROM alert_sending');
    expect(rows).toEqual([]);
  });
});
