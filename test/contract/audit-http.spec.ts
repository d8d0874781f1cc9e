import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuditStore } from '#flows/audit-ports.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { Clock, HubLog } from '#flows/ports.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgAuditStore } from '#persistence/audit.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { HubKeys } from '#security/keys.js';
import { SecurityModule } from '#security/security.module.js';
import { DirectoryInForce, UsedAssertions } from '#security/surroundings.js';
import { Tokens } from '#security/tokens.js';
import { AuditController } from '../../apps/console/src/audit.controller.js';
import { configureHttp } from '../../apps/hub/src/configure-http.js';
import { createHttpAdapter } from '../../apps/hub/src/http.js';
import { InboxWorld } from './inbox-world.js';

class SilentLog extends HubLog {
  override info(): void {}
  override warn(): void {}
  override error(): void {}
}

let world: InboxWorld;
let app: NestFastifyApplication;
let base: string;

beforeAll(async () => {
  world = await InboxWorld.open();
  const log = new SilentLog();
  world.clock.time = new Date('2026-11-28T08:05:00Z');
  const providers = [
    { provide: AuditStore, useValue: new PgAuditStore(world.dataSource) },
    { provide: ConfigurationHolder, useValue: world.configuration },
    { provide: DirectoryInForce, useValue: world.configuration },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(world.dataSource) },
    { provide: HubKeys, useValue: await HubKeys.load(new PgHubKeyStore(world.dataSource)) },
    { provide: Clock, useValue: world.clock },
    { provide: HubLog, useValue: log },
  ];
  @Global()
  @Module({ providers, exports: providers })
  class Core {}
  @Module({ imports: [Core, SecurityModule], controllers: [AuditController] })
  class Root {}
  const options = { logger: false as const, bodyParser: false, abortOnError: false };
  app = await NestFactory.create<NestFastifyApplication>(Root, createHttpAdapter(100_000), options);
  configureHttp(app, log);
  await app.listen(0, '127.0.0.1');
  base = await app.getUrl();
}, 60_000);

afterAll(async () => {
  await app.close();
  await world.close();
});

async function call(method: string, path: string, body?: unknown) {
  const headers = {
    authorization: `Bearer ${await app.get(Tokens).issue('auditor')}`,
    'content-type': 'application/json',
  };
  const response = await fetch(`${base}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const get = (path: string) => call('GET', path);
const post = (path: string, body: unknown) => call('POST', path, body);

describe('the audit over HTTP', () => {
  it('answers odd parameters with what is wrong about them, and never fails over them', async () => {
    const day = { from: '2026-11-28T00:00:00Z', to: '2026-11-29T00:00:00Z' };
    for (const time of [
      '2026-W48-1T10:00:00Z',
      '2026-332T10:00:00Z',
      '2026-11-28T24:00:00Z',
      '+002026-11-28T10:00:00Z',
    ]) {
      const lines = await get(`/v1/audit/entries?from=${encodeURIComponent(time)}`);
      expect([time, lines.status, lines.body.errors]).toEqual([time, 422, [expect.objectContaining({ path: 'from' })]]);
      expect((await post('/v1/audit/spot-checks', { ...day, to: time, size: 1 })).status).toBe(422);
      const question = { patientId: '191212121212', reason: 'prov', to: time };
      expect((await post('/v1/audit/accesses', question)).status).toBe(422);
    }
    for (const search of [
      'unit=x',
      'to=2026-11-28T00:00:00Z',
      'from=2020-01-01T00:00:00Z',
      'from=2026-11-28T00:00:00Z&to=2029-11-28T00:00:00Z',
    ]) {
      const lines = await get(`/v1/audit/entries?${search}`);
      expect([search, lines.status, lines.body.errors]).toEqual([
        search,
        422,
        [expect.objectContaining({ path: 'from' })],
      ]);
    }
    for (const field of ['unit', 'actor', 'action']) {
      const lines = await get(`/v1/audit/entries?${field}=a%00b`);
      expect([field, lines.status]).toEqual([field, 422]);
    }
    const reason = { patientId: '19121212\u00001212', reason: 'a\u0000b' };
    expect((await post('/v1/audit/accesses', reason)).status).toBe(422);
    expect((await post('/v1/audit/accesses', { ...reason, patientId: '191212121212' })).status).toBe(422);
    expect((await post('/v1/audit/spot-checks', { ...day, unit: '\ud800', size: 1 })).status).toBe(422);
    const drawn = await post('/v1/audit/spot-checks', { ...day, size: 1 });
    const findings = { findings: 'x\u0000yz', deviations: 0 };
    expect((await post(`/v1/audit/spot-checks/${drawn.body.id}/close`, findings)).status).toBe(422);
    expect((await post('/v1/audit/spot-checks', { from: day.to, to: day.from, size: 1 })).status).toBe(422);
  });
});
