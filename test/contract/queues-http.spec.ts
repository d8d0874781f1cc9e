import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { alertMessage } from '#domain/operations/alert-message.js';
import type { HeldAlert } from '#domain/operations/alerts.js';
import type { AlarmBackendSetting } from '#queue/bullmq-alarm-queue.js';
import type { TestDatabase } from '../support/database.js';
import { demoDirectory, UNITS } from '../support/domain.js';
import { eventually } from '../support/eventually.js';
import { describeWithRedis } from '../support/redis.js';
import { BOARD, DISK, QueuesWorld, RULE } from './queues-world.js';

function boardContract(backend: (database: TestDatabase) => AlarmBackendSetting): void {
  let world: QueuesWorld;
  beforeAll(async () => {
    world = await QueuesWorld.open(backend);
    await world.alarms.arm([new Date(Date.now() + 3_600_000)], new Date());
  });
  afterAll(() => world.close());

  it('shows queue and jobs to operations and to the admin who are signed in', async () => {
    for (const role of ['operations', 'admin'] as const) {
      const user = await world.console.vouched([role]);
      const page = await user.get(`${BOARD}/`, { headers: { accept: 'text/html' } });
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const list = await user.get(`${BOARD}/api/queues?activeQueue=alarms&status=delayed&page=1`);
      expect(list.body).toMatchObject({ queues: [{ name: 'alarms', counts: { delayed: 1 }, readOnlyMode: true }] });
      const [{ jobs }] = list.body.queues as [{ jobs: { id: string; data: object }[] }];
      expect(Object.keys(jobs[0]!.data)).toEqual(['instant']);
      const deep = await user.get(`${BOARD}/queue/alarms/${jobs[0]!.id}`);
      expect(deep.text).toBe(page.text);
      expect((await user.get(`${BOARD}/api/queues/alarms/${jobs[0]!.id}`)).body).toMatchObject({ status: 'delayed' });
    }
  });

  it('is the same policy as the page, but that it names its base; nothing comes from elsewhere', async () => {
    const user = await world.console.vouched(['operations']);
    const page = await user.get(`${BOARD}/`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("base-uri 'self'");
    expect(policy).not.toContain('unsafe');
    expect(page.text).toContain(`<base href="${BOARD}/" />`);
    expect(page.text).not.toMatch(/https?:\/\/|<style|style=/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    for (const [, file = ''] of page.text.matchAll(/(?:src|href)="(static\/[^"]+)"/g)) {
      expect([file, (await user.get(`${BOARD}/${file}`)).status]).toEqual([file, 200]);
    }
  });

  it('changes nothing, for whoever', async () => {
    const user = await world.console.vouched(['admin']);
    for (const path of ['api/queues/pause', 'api/queues/alarms/promote', 'api/queues/alarms/empty']) {
      expect([path, (await user.call('PUT', `${BOARD}/${path}`)).status]).toEqual([path, 404]);
    }
    expect((await user.get(`${BOARD}/api/queues/alarms/empty`)).status).toBe(404);
    expect((await user.get('/v1/ops/queues')).body.queues).toMatchObject([{ delayed: 1 }]);
  });

  it('leads who is not signed in to where one does, and shows nothing to others', async () => {
    const stranger = world.console.browser();
    const led = await stranger.get(`${BOARD}/`, { headers: { accept: 'text/html' } });
    expect([led.status, led.headers.get('location')]).toEqual([302, '/console']);
    expect((await stranger.get(`${BOARD}/api/queues`)).status).toBe(401);
    expect((await stranger.get(`${BOARD}/static/favicon.ico`)).status).toBe(401);
    const auditor = await world.console.vouched(['auditor']);
    expect((await auditor.get(`${BOARD}/api/queues`)).status).toBe(403);
    const token = { authorization: `Bearer ${await world.console.bearer('operations')}` };
    expect((await stranger.get('/v1/ops/queues', { headers: token })).status).toBe(200);
    expect((await stranger.get(`${BOARD}/api/queues`, { headers: token })).status).toBe(401);
  });

  it('does not leave its folder', async () => {
    const user = await world.console.vouched(['operations']);
    for (const path of [
      'static/../index.ejs',
      'static/%2e%2e/index.ejs',
      'static/..%2findex.ejs',
      'static/.x',
      'index.ejs',
    ]) {
      expect([path, (await user.get(`${BOARD}/${path}`)).status]).toEqual([path, 404]);
    }
  });

  it('tells how the hub is: queue, sweep, processes, disk and database', async () => {
    const started = { host: 'hub-1', apps: ['deadlines'], version: '0.1.0', startedAt: new Date(Date.now() - 60_000) };
    const [alive, gone, stopped] = [uuid(), uuid(), uuid()];
    const now = new Date();
    const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
    await world.vitals.beat({ id: alive, ...started }, ago(3), now, ago(86_400));
    await world.vitals.beat({ id: gone, ...started }, undefined, ago(45), ago(86_400));
    await world.vitals.beat({ id: stopped, ...started }, undefined, ago(50), ago(86_400));
    await world.vitals.leave(stopped, ago(49));
    const user = await world.console.vouched(['auditor']);
    const { body } = await eventually('the queue is looked at', async () => {
      const answer = await user.get('/v1/ops/queues');
      return answer.body.isHealthy === true && answer;
    });
    expect(body).toMatchObject({
      queues: [{ name: 'alarms', waiting: 0, active: 0, delayed: 1, failed: 0, oldestWaitingAt: null, workers: 0 }],
      sweep: { lastAt: ago(3).toISOString(), everySeconds: 10, isLate: false },
      disk: { ...DISK, isLow: true },
    });
    expect(body.database.bytes).toBeGreaterThan(1_000_000);
    const alives = new Map(body.processes.map((one: { id: string; isAlive: boolean }) => [one.id, one.isAlive]));
    expect([alive, gone, stopped].map((id) => alives.get(id))).toEqual([true, false, false]);
  });
}

describeWithRedis('the board of the queues on Redis', (redis) => {
  boardContract(() => ({ kind: 'redis', url: redis().url }));
});
describe('the board of the queues on PostgreSQL', () => {
  boardContract((database) => ({ kind: 'postgres', url: database.url }));
});

describe('without a backend that answers', () => {
  let world: QueuesWorld;
  beforeAll(async () => {
    world = await QueuesWorld.open(() => ({ kind: 'redis', url: 'redis://127.0.0.1:1' }));
  });
  afterAll(() => world.close());

  it('the board says so, and that what falls due is watched all the same', async () => {
    const user = await world.console.vouched(['operations']);
    const answer = await user.get(`${BOARD}/`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
    expect(answer.text).toContain('Kön kan inte visas just nu');
  });

  it('the rest is told, with a queue that is not well', async () => {
    const user = await world.console.vouched(['operations']);
    const { status, body } = await user.get('/v1/ops/queues');
    expect([status, body.isHealthy, body.queues, body.backend]).toEqual([200, false, [], 'redis']);
  });
});

describe('alerts over HTTP', () => {
  let world: QueuesWorld;
  const startedAt = new Date('2026-11-28T08:00:00Z');
  const alert: HeldAlert = {
    ...{
      id: uuid(),
      rule: 'late',
      kind: 'overdue-receipts',
      name: RULE.name,
      phase: 'active',
      since: startedAt,
      startedAt,
    },
    ...{ clearSince: undefined, count: 4, units: [UNITS.openCare] },
  };

  beforeAll(async () => {
    world = await QueuesWorld.open((database) => ({ kind: 'postgres', url: database.url }));
    const message = alertMessage(alert, undefined, demoDirectory(), undefined);
    const address = { channel: 'staff', transport: 'email' as const, shown: 'd…@region.example' };
    await world.alerts.evaluate(
      () =>
        Promise.resolve({
          changes: [{ kind: 'started', alert }],
          sendings: [{ ...address, id: uuid(), alert: alert.id, message }],
        }),
      startedAt,
    );
    const [taken] = await world.alerts.claim(1, startedAt, startedAt);
    await world.alerts.failed(taken!.id, 'smtp-451', new Date(startedAt.getTime() + 10_000), startedAt);
  });
  afterAll(() => world.close());

  it('are listed with whom to call and what was sent to whom, without whole addresses', async () => {
    const user = await world.console.vouched(['auditor']);
    const { body, text } = await user.get('/v1/ops/alerts?state=active');
    expect(body.items).toEqual([
      expect.objectContaining({
        ...{ id: alert.id, rule: 'late', kind: 'overdue-receipts', state: 'active', endedAt: null, count: 4 },
        ...{ name: RULE.name, startedAt: startedAt.toISOString() },
        text: { sv: '4 försenade kvittenser hos 1 enheter', en: '4 overdue receipts at 1 units' },
        units: [expect.objectContaining({ hsaId: UNITS.openCare, phone: expect.any(String) })],
        sent: [
          expect.objectContaining({
            ...{ channel: 'email', to: 'd…@region.example', what: 'start', ok: null, attempts: 1, error: 'smtp-451' },
          }),
        ],
      }),
    ]);
    expect(text).not.toContain('drift@');
    expect((await user.get('/v1/ops/alerts?state=ended')).body).toEqual({ items: [] });
    expect((await user.get('/v1/ops/alerts?state=loud')).status).toBe(422);
  });

  it('have rules that say where they send, and what is missing for it', async () => {
    const user = await world.console.vouched(['operations']);
    const { body, text } = await user.get('/v1/ops/alerts/rules');
    expect(body.items).toMatchObject([
      {
        ...{ id: 'late', threshold: 3, profile: 'gavleborg', forMinutes: 5, clearForMinutes: 10, isActive: true },
        to: [
          { id: 'staff', channel: 'email', to: 'd…@region.example', isReady: true, missing: null },
          { id: 'on-call', to: 'larm.region.example', isReady: false, missing: 'HEMGANG_WEBHOOK_SECRET_ON_CALL' },
        ],
      },
      { id: 'disk', threshold: null, profile: null, to: [], isActive: false },
    ]);
    expect(text).not.toContain('secret-path');
  });

  it('can be tried out by operations and the admin, and by nobody else', async () => {
    const user = await world.console.vouched(['operations']);
    const { status, body } = await user.post('/v1/ops/alerts/rules/late/test');
    expect([status, body.items]).toEqual([
      200,
      [
        { channel: 'email', to: 'd…@region.example', ok: true, error: null },
        { channel: 'webhook', to: 'larm.region.example', ok: false, error: 'not-set-HEMGANG_WEBHOOK_SECRET_ON_CALL' },
      ],
    ]);
    expect(world.smtp.mails).toHaveLength(1);
    expect(world.smtp.mails[0]?.body).toContain('Ingenting är fel');
    const auditor = await world.console.vouched(['auditor']);
    expect((await auditor.post('/v1/ops/alerts/rules/late/test')).status).toBe(403);
    expect((await user.post('/v1/ops/alerts/rules/none/test')).status).toBe(404);
    expect(world.smtp.mails).toHaveLength(1);
  });
});
