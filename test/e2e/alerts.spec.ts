import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { TestSmtpServer } from '../support/smtp-server.js';
import { BY, ContractWorld, deliveryTo, HEALTH_CENTRE, notice, PERSONAL, SOCIAL } from './contract-world.js';
import type { Accepted } from './contract-world.js';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

interface Told {
  headers: IncomingHttpHeaders;
  body: string;
}

let folder: string;
let receiver: Server;
let received: Told[];
let smtp: TestSmtpServer;
let world: ContractWorld;
/** A second process that also looks after alerts. */
let second: RunningHub;
let accepted: Accepted;

/** What was told by webhook and e-mail about each start and end, as often as it was. */
const told = (type: string) => received.filter(({ body }) => JSON.parse(body).type === type);
const ids = (messages: readonly Told[]) => [...new Set(messages.map(({ headers }) => headers['webhook-id']))];
const subjects = () => smtp.mails.map(({ body }) => body.split(/\r?\n/)[0]);

beforeAll(async () => {
  received = [];
  receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      // The first one is lost.
      response.writeHead(received.length === 1 ? 503 : 204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  const rules = join(folder, 'alerts.yaml');
  writeFileSync(
    rules,
    `channels:
  on-call: { webhook: 'http://127.0.0.1:${port}/hook' }
  staff: { email: [drift@region.example] }
rules:
  late: { kind: overdue-receipts, profile: gavleborg, clearFor: 0m, channels: [on-call, staff] }
`,
  );
  smtp = new TestSmtpServer();
  const env = {
    HEMGANG_ALERTS: rules,
    HEMGANG_WEBHOOK_SECRET_ON_CALL: SECRET,
    HEMGANG_SMTP_URL: await smtp.start(),
    HEMGANG_MAIL_FROM: 'hemgang@region.example',
    HEMGANG_SWEEP_SECONDS: '1',
    HEMGANG_PUBLIC_URL: 'http://127.0.0.1:8080',
  };
  world = await ContractWorld.open(env);
  second = await startHub({ databaseUrl: world.databaseUrl, dataDir: world.hub.dataDir, env, apps: ['courier'] });
  accepted = await world.accept(notice());
}, 120_000);
afterAll(async () => {
  await second.stop();
  await world.close();
  await smtp.stop();
  receiver.close();
  rmSync(folder, { recursive: true });
});

describe('an alert, in a hub of two processes', () => {
  it('is told once by webhook and once by e-mail, although the receiver failed first', async () => {
    await world.moveTo('2026-11-24T14:00:00+01:00');
    await eventually('the webhook arrived', () => received.length >= 2, 40_000);
    await eventually('the e-mail arrived', () => smtp.mails.length >= 1);
    expect(ids(told('alert.start'))).toHaveLength(1);
    const [first, again] = received;
    expect(again?.body).toBe(first?.body);
    const data: unknown = new Webhook(SECRET).verify(again!.body, again!.headers as Record<string, string>);
    expect(data).toMatchObject({
      type: 'alert.start',
      data: {
        rule: 'late',
        count: 2,
        units: expect.arrayContaining([
          { hsaId: HEALTH_CENTRE, name: expect.any(String), phone: expect.any(String) },
          { hsaId: SOCIAL, name: expect.any(String), phone: expect.any(String) },
        ]),
        link: 'http://127.0.0.1:8080/console',
      },
    });
    expect(subjects()).toEqual(['Larm: Försenade kvittenser']);
  }, 60_000);

  it('says nothing of the patient', () => {
    expect(received.map(({ body }) => body).join()).not.toMatch(PERSONAL);
    expect(smtp.mails.map(({ head, body }) => head + body).join()).not.toMatch(PERSONAL);
  });

  it('is seen by operations with what was sent', async () => {
    const { body } = await world.by('operations', 'GET', '/v1/ops/alerts?state=active');
    expect(body.items).toMatchObject([
      {
        ...{ rule: 'late', state: 'active', count: 2 },
        sent: expect.arrayContaining([
          expect.objectContaining({ channel: 'webhook', what: 'start', ok: true, attempts: 2, error: null }),
          expect.objectContaining({ channel: 'email', to: 'd…@region.example', what: 'start', ok: true, attempts: 1 }),
        ]),
      },
    ]);
  });

  it('is not told again after kill -9, and its end is told once', async () => {
    await world.restart();
    const seen = received.length;
    for (const unit of [HEALTH_CENTRE, SOCIAL]) {
      await world.as(unit, 'POST', `/v1/deliveries/${deliveryTo(accepted, unit)}/receipt`, BY);
    }
    await eventually('the end was told', () => told('alert.end').length > 0 && smtp.mails.length >= 2, 40_000);
    expect(received.length).toBe(seen + 1);
    expect(subjects()).toEqual(['Larm: Försenade kvittenser', 'Larmet är över: Försenade kvittenser']);
    const { body } = await world.by('operations', 'GET', '/v1/ops/alerts');
    expect(body.items).toMatchObject([{ rule: 'late', state: 'ended', endedAt: expect.any(String) }]);
  }, 60_000);

  it('the processes are told apart: who lives, and who was killed and started again', async () => {
    const { body } = await world.by('operations', 'GET', '/v1/ops/queues');
    const apps = body.processes.map(({ apps, isAlive }: { apps: string[]; isAlive: boolean }) => [
      apps.length,
      isAlive,
    ]);
    expect(apps).toContainEqual([1, true]);
    expect(body).toMatchObject({ isHealthy: true, backend: 'postgres', sweep: { isLate: false, everySeconds: 1 } });
    expect(body.queues).toMatchObject([{ name: 'alarms', workers: 1 }]);
  });
});
