import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HubLog, StorageUnavailable } from '#flows/ports.js';
import { ReadReport } from '#flows/read-report.js';
import { REPORT_NAMES } from '#flows/report-run.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { HubKeys } from '#security/keys.js';
import { SecurityModule } from '#security/security.module.js';
import { DirectoryInForce, UsedAssertions } from '#security/surroundings.js';
import { Tokens } from '#security/tokens.js';
import { ReportsController } from '../../apps/console/src/reports.controller.js';
import { configureHttp } from '../../apps/hub/src/configure-http.js';
import { createHttpAdapter } from '../../apps/hub/src/http.js';
import { message, TOLVAN, UNITS } from '../support/domain.js';
import { ReportWorld } from './report-world.js';

const NOVEMBER = 'from=2026-11-01&to=2026-11-30';

class SilentLog extends HubLog {
  override info(): void {}
  override warn(): void {}
  override error(): void {}
}

let world: ReportWorld;
let app: NestFastifyApplication;
let base: string;

beforeAll(async () => {
  world = await ReportWorld.open();
  world.clock.time = new Date('2026-11-20T12:00:00+01:00');
  const formula = { ...TOLVAN, id: '198001019986', municipality: '2181' };
  const { episode } = await world.admitted('V1', '2026-11-02T08:00:00+01:00', { planningCategory: 'C' });
  const services = [{ name: 'Kvällsbesök hos Tolvan', startsOn: '2026-11-04' }];
  const content = { entries: [{ date: '2026-11-04', text: 'Vi kommer hem till dig' }], services };
  const social = { sender: UNITS.social, episodeId: undefined, episode: episode.id, content };
  await world.admit(message('patientinformation', social), '2026-11-02T09:00:00+01:00');
  await world.admitted('=1+1;"x"', '2026-11-02T08:00:00+01:00', { planningCategory: 'C', patient: formula });
  for (const number of ['V1', '=1+1;"x"']) await world.ready(number, '2026-11-03T09:00:00+01:00');
  await world.discharged('V1', '2026-11-04T21:00:00+01:00');
  const log = new SilentLog();
  const providers = [
    { provide: ReadReport, useValue: world.reports },
    { provide: DirectoryInForce, useValue: world.configuration },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(world.dataSource) },
    { provide: HubKeys, useValue: await HubKeys.load(new PgHubKeyStore(world.dataSource)) },
    { provide: HubLog, useValue: log },
  ];
  @Global()
  @Module({ providers, exports: providers })
  class Core {}
  @Module({ imports: [Core, SecurityModule], controllers: [ReportsController] })
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

async function get(path: string, { accept = '', client = 'operations' } = {}) {
  const headers = { authorization: `Bearer ${await app.get(Tokens).issue(client)}`, accept };
  const response = await fetch(`${base}/v1/ops/reports${path}`, { headers });
  const text = Buffer.from(await response.arrayBuffer()).toString();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

const errorsOf = ({ body }: { body: { errors: { path: string }[] } }) => body.errors.map(({ path }) => path).sort();

describe('the reports of the operations API', () => {
  it('are listed with what they tell and their columns', async () => {
    const { body } = await get('');
    expect(body.items.map(({ name }: { name: string }) => name).sort()).toEqual([...REPORT_NAMES].sort());
    expect(body.items[0]).toMatchObject({
      title: { sv: expect.any(String), en: expect.any(String) },
      columns: expect.arrayContaining([
        { key: 'share', form: 'share', heading: { sv: 'Andel i tid', en: 'Share in time' } },
      ]),
    });
  });

  it('come as JSON with rows, sums and what they are about', async () => {
    const { status, headers, body, text } = await get(`/utskrivningsklar-till-hemgang?${NOVEMBER}&municipality=2180`);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      ...{ report: 'utskrivningsklar-till-hemgang', madeAt: '2026-11-20T11:00:00.000Z' },
      ...{ period: { from: '2026-11-01', to: '2026-11-30' }, filter: { municipality: '2180' } },
      rows: [{ number: 'V1', readyAt: '2026-11-03T08:00:00.000Z', minutes: 2160, sameDay: false }],
      summary: expect.arrayContaining([expect.objectContaining({ of: 'all', discharged: 1 })]),
    });
    expect(Object.keys(body.rows[0])).toEqual(body.columns.map(({ key }: { key: string }) => key));
    expect(text).not.toMatch(/191212121212|Tolvan/);
  });

  it.each(REPORT_NAMES)('%s is well-formed in every form, with and without anything in it', async (name) => {
    for (const filter of ['', 'municipality=0000&']) {
      const { status, body } = await get(`/${name}?${filter}`);
      expect(status).toBe(200);
      expect(body.rows.length > 0 && filter !== '').toBe(false);
      const csv = await get(`/${name}?${filter}format=csv`);
      expect([csv.status, csv.text.startsWith('\uFEFF'), csv.text.endsWith('\r\n')]).toEqual([200, true, true]);
      expect(csv.text).not.toMatch(/191212121212|198001019986|Tolvan/);
    }
  });

  it('come as CSV for a spreadsheet in Sweden, as a file with a name, no cell of it a formula', async () => {
    for (const [path, accept] of [
      [`/utskrivningsklar-till-hemgang?${NOVEMBER}`, 'text/csv'],
      [`/utskrivningsklar-till-hemgang?${NOVEMBER}&format=csv`, 'application/json'],
    ] as const) {
      const { headers, text } = await get(path, { accept });
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(headers.get('content-disposition')).toBe(
        'attachment; filename="utskrivningsklar-till-hemgang_2026-11-01_2026-11-30.csv"',
      );
      const [headings, ...lines] = text.slice(1).trimEnd().split('\r\n');
      expect(headings).toMatch(/^Vårdtillfälle \(navets id\);Vårdtillfälle;Organisation;Profil;/);
      expect(lines.find((line) => line.includes(';V1;'))).toMatch(
        /;2026-11-03 09:00:00;discharged;2026-11-04 21:00:00;2160;nej;1$/,
      );
      expect(lines.find((line) => line.includes('2181'))).toContain(`;"'=1+1;""x""";`);
    }
  });

  it('[G-DIS-17] tell of services as JSON and CSV: the party, the start, whether it was told in time', async () => {
    const { body } = await get(`/insatser?${NOVEMBER}`);
    expect(body).toMatchObject({
      rows: [{ number: 'V1', unit: UNITS.social, startsOn: '2026-11-04', startsAt: null, inTime: false, able: false }],
      summary: [{ unit: UNITS.social, services: 1, onDischargeDay: 1, able: 0, inTime: 0, late: 1, share: 0 }],
    });
    const { text } = await get(`/insatser?${NOVEMBER}&format=csv`);
    const [headings, line] = text.slice(1).trimEnd().split('\r\n');
    expect(headings).toMatch(/;Roll;Utförs av \(HSA-id\);Utförs av;Startdag;Starttid;Utskriven;Besked om hemgång;/);
    expect(line).toMatch(
      /;V1;.*;2026-11-04;;(2026-11-04 21:00:00;){2}2026-11-04 12:00:00;nej;G-DIS-02;2026-11-05;ja;nej$/,
    );
  });

  it('give the sums alone where they are asked for', async () => {
    const csv = await get(`/betalningsansvar?${NOVEMBER}&table=summary&format=csv`);
    expect(csv.text.slice(1).split('\r\n')[0]).toMatch(/^Profil;Modell;Ansvarig kommun;/);
    const { body } = await get(`/betalningsansvar?${NOVEMBER}&table=summary`);
    expect(body).toMatchObject({ summary: [{ municipality: '2180' }, { municipality: '2181', liableDays: 14 }] });
    expect(body).not.toHaveProperty('rows');
    expect((await get(`/betalningsansvar?${NOVEMBER}&table=rows`)).body).not.toHaveProperty('summary');
  });

  it('are about the month so far when no period is asked for', async () => {
    expect((await get('/medeldygn')).body.period).toEqual({ from: '2026-11-01', to: '2026-11-20' });
    expect((await get('/medeldygn?to=2026-10-15')).body.period).toEqual({ from: '2026-10-01', to: '2026-10-15' });
    expect((await get('/oppna-vardtillfallen')).body.period).toBeNull();
  });

  it('refuse parameters that are not right, all of them at once', async () => {
    const wrong = await get(
      '/medeldygn?from=2026-02-30&to=i%20dag&profile=atlantis&municipality=21&format=xls&table=summary',
    );
    expect(wrong.status).toBe(422);
    expect(wrong.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(errorsOf(wrong)).toEqual(['format', 'from', 'municipality', 'profile', 'table', 'to']);
    expect(wrong.text).not.toMatch(/atlantis|xls|02-30/);
    for (const [path, field] of [
      ['/medeldygn?from=2026-11-30&to=2026-11-01', 'from'],
      ['/medeldygn?from=2026-11-21', 'from'],
      ['/medeldygn?from=2020-01-01&to=2026-01-01', 'from'],
      ['/medeldygn?munincipality=2180', 'munincipality'],
      ['/oppna-vardtillfallen?from=2026-11-01', 'from'],
      ['/betalningsansvar?table=both', 'table'],
    ] as const) {
      const answer = await get(path);
      expect([path, answer.status, errorsOf(answer)]).toEqual([path, 422, [field]]);
    }
    expect((await get('/medeldygn?from=2023-11-21&to=2026-11-20')).status).toBe(200);
  });

  it('are made of the first and the last days that a calendar has', async () => {
    const asItIs = ['oppna-vardtillfallen', 'oppna-sip', 'sip-insatser'];
    for (const name of REPORT_NAMES.filter((one) => !asItIs.includes(one))) {
      for (const days of ['from=0001-01-01&to=0001-01-02', 'from=9999-12-30&to=9999-12-31', 'to=9999-12-31']) {
        expect([name, days, (await get(`/${name}?${days}`)).status]).toEqual([name, days, 200]);
      }
    }
    for (const odd of ['unit=%F0%9F%98%80', "unit='%3B%20DROP%20TABLE%20episode%3B--"]) {
      for (const name of REPORT_NAMES) expect([odd, (await get(`/${name}?${odd}`)).status]).toEqual([odd, 200]);
    }
    for (const wrong of ['unit=a%00b', 'unit=a&unit=b', 'from=2026-11-01&from=2026-11-02', 'unit[x]=a']) {
      expect([wrong, (await get(`/medeldygn?${wrong}`)).status]).toEqual([wrong, 422]);
    }
  });

  it('that there are none of, and forms that there are not, are 404 and 406', async () => {
    expect((await get('/arsrapport')).status).toBe(404);
    expect((await get('/medeldygn', { accept: 'application/pdf' })).status).toBe(406);
    expect((await get('/medeldygn', { accept: '*/*' })).headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('are for operations and auditors, not for parties', async () => {
    expect((await get('/medeldygn', { client: 'auditor' })).status).toBe(200);
    expect(await get('/medeldygn', { client: 'gavle-sjukhus' })).toMatchObject({ status: 403 });
    expect((await get('', { client: 'gavle-sjukhus' })).status).toBe(403);
  });

  it('are 503 when the storage is away at the start, and break off when it goes away on the way', async () => {
    const { endedReadyStays, openReadyStays } = world.store;
    try {
      world.store.openReadyStays = () => Promise.reject(new StorageUnavailable('away'));
      expect((await get(`/betalningsansvar?${NOVEMBER}`)).status).toBe(503);
      world.store.openReadyStays = openReadyStays;
      world.store.endedReadyStays = () => Promise.reject(new StorageUnavailable('away'));
      await expect(get(`/betalningsansvar?${NOVEMBER}`)).rejects.toThrow();
    } finally {
      Object.assign(world.store, { endedReadyStays, openReadyStays });
    }
  });
});
