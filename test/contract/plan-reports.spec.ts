import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { Clock } from '#flows/ports.js';
import { REPORT_NAMES } from '#flows/report-run.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { HubKeys } from '#security/keys.js';
import { SecurityModule } from '#security/security.module.js';
import { DirectoryInForce, UsedAssertions } from '#security/surroundings.js';
import { Tokens } from '#security/tokens.js';
import { ReportsController } from '../../apps/console/src/reports.controller.js';
import { configureHttp } from '../../apps/hub/src/configure-http.js';
import { reportsOf } from '../../apps/hub/src/core-reports.js';
import { createHttpAdapter } from '../../apps/hub/src/http.js';
import { DIRECTORY, NORRBOTTEN, SIP_UNITS } from '../support/plan-sight.js';
import { PlanHttpWorld } from './plan-http-world.js';

const { social, openCare, homeCare } = SIP_UNITS;
const PLANS = REPORT_NAMES.filter((name) => name.includes('sip'));
const PERIOD = 'from=2026-11-01&to=2026-12-31';

let world: PlanHttpWorld;
let app: NestFastifyApplication;
let base: string;
let told: { plan: string; subgoal: string; intervention: string };
let saved: string;
let deceased: string;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
  const { dataSource, clock, log } = world;
  told = await world.ongoing();
  const { plan, subgoal } = told;
  const secret = { subgoal, text: 'Tolvan får besök', shared: false, responsible: { party: 'enhet', unit: homeCare } };
  saved = (await world.tell(homeCare, 'sip-insats', secret, { plan })).id;
  clock.time = new Date('2026-12-10T09:00:00Z');
  const offered = { consents: [{ about: 'kallelse', answer: 'ja' }], raisedBy: 'patient', noRepresentative: true };
  const coordinator = { name: 'Bodil Bistånd', title: 'biståndshandläggare', phone: '0920-45 30 00' };
  const basis = { ...offered, coordinator, initiator: { name: 'Bodil Bistånd' }, reasonText: 'Elvan önskar det' };
  const patient = { id: '194203159803', idType: 'personnummer', givenName: 'Elvan', familyName: 'Elvansson' };
  const begun = await world.tell(social, 'sip-underlag', { ...basis, offeredOn: '2026-12-08' }, { patient });
  deceased = begun.plan?.id ?? '';
  await world.tell(social, 'avliden', { diedOn: '2026-12-10', source: 'manuell' }, { plan: deceased });
  clock.time = new Date('2026-12-20T12:00:00Z');
  const profiles = new Map([['norrbotten', NORRBOTTEN]]);
  const holder = new ConfigurationHolder({ profiles, directory: DIRECTORY });
  const providers = [
    reportsOf({ dataSource, holder, clock }, new Map()),
    { provide: DirectoryInForce, useValue: holder },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(dataSource) },
    { provide: HubKeys, useValue: await HubKeys.load(new PgHubKeyStore(dataSource)) },
    { provide: Clock, useValue: clock },
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

async function get(path: string) {
  const headers = { authorization: `Bearer ${await app.get(Tokens).issue('operations')}` };
  const response = await fetch(`${base}/v1/ops/reports/${path}`, { headers });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, text, body: isJson ? JSON.parse(text) : undefined };
}

describe('the reports of plans over HTTP', () => {
  it('tell how the open plans of a region stand, and leave out the closed ones', async () => {
    const { body } = await get('oppna-sip');
    expect(body).toMatchObject({
      ...{ period: null, filter: {} },
      rows: [
        {
          ...{
            plan: told.plan,
            profile: 'norrbotten',
            municipality: '2580',
            planState: 'pagaende',
            coordinator: social,
          },
          ...{ lacksMainGoal: false, lacksFollowUp: false, followUpOn: '2027-02-01', deathNoticedAt: null, days: 27 },
        },
      ],
      summary: [
        { profile: 'norrbotten', planState: 'all', plans: 1, lacksFollowUp: 0 },
        { planState: 'pagaende', plans: 1, mostDays: 27 },
      ],
    });
    expect(body.rows[0].overdue).toBeGreaterThan(0);
  });

  it('[N-INT-06] tell of what is saved and not shared, with its unit and when it was to be shared', async () => {
    const { body } = await get('sip-insatser');
    expect(body.rows).toMatchObject([
      { intervention: told.intervention, unit: openCare, unshared: false, lacksComment: null },
      { intervention: saved, unit: homeCare, unshared: true, overdue: true, shareBy: expect.any(String) },
    ]);
    expect((await get(`sip-insatser?unit=${homeCare}`)).body).toMatchObject({
      rows: [{ intervention: saved }],
      summary: [{ unit: homeCare, role: 'hemsjukvard', interventions: 1, unshared: 1, overdue: 1 }],
    });
  });

  it('tell how long the call took from the need, and that the law has no limit for it', async () => {
    const { body } = await get(`sip-kallelser?${PERIOD}`);
    expect(body.rows).toMatchObject([
      { plan: told.plan, episode: null, of: 'need', outcome: 'called', days: 0, weekdays: 0, lateByWeekdays: null },
      { plan: deceased, outcome: 'closed', days: null },
    ]);
    expect(body.summary).toMatchObject([{ profile: 'norrbotten', of: 'need', calls: 2, called: 1 }]);
  });

  it('[N-PREP-04] [S-MEET-13] tell of meetings, who came and who told nothing before', async () => {
    const { body } = await get(`sip-moten?${PERIOD}`);
    expect(body.rows).toMatchObject([
      {
        ...{ plan: told.plan, purpose: 'sip', form: 'fysiskt', meetingState: 'genomford', unit: social, called: 3 },
        ...{ attended: 3, absent: 0, unprepared: 2, paid: null, surveyOffered: false, followUpOn: '2027-02-01' },
      },
    ]);
    expect(body.summary).toMatchObject([{ form: 'fysiskt', held: 1, share: 1, surveyShare: 0, followUpDecided: 1 }]);
    expect((await get('sip-moten?from=2026-12-01&to=2026-12-31')).body.rows).toEqual([]);
    const presence = (await get(`sip-narvaro?${PERIOD}`)).body.rows;
    expect(presence.map(({ unit, relation, called }: Record<string, unknown>) => [unit, relation, called])).toEqual(
      expect.arrayContaining([
        [openCare, 'vard', 1],
        [homeCare, 'vard', 1],
        [null, 'den-enskilde', 1],
      ]),
    );
    expect((await get(`sip-narvaro?${PERIOD}&unit=${openCare}`)).body.rows).toMatchObject([
      { unit: openCare, called: 1, attended: 1, share: 1, unprepared: 1 },
    ]);
    expect((await get(`sip-narvaro?${PERIOD}&municipality=2580`)).body.rows).toMatchObject([{ unit: homeCare }]);
  });

  it('[S-PAY-04] tell of offers with answer and dates', async () => {
    const { body } = await get(`sip-erbjudanden?${PERIOD}`);
    expect(body.rows).toMatchObject([
      { plan: told.plan, offered: true, offeredOn: '2026-11-23', offerTold: false, answer: 'ja', whole: false },
      { plan: deceased, offeredOn: '2026-12-08', offerTold: true, answer: 'ja', answeredOn: '2026-12-10', whole: true },
    ]);
    expect(body.summary).toMatchObject([{ offered: 2, yes: 2, no: 0, share: 0.5, notOffered: 0 }]);
  });

  it('[L-LOG-01] note at each plan who was shown a row of it, and nothing for sums', async () => {
    const reads = () =>
      world.rows<{ plan: string; actor: string; report: string }>(
        `SELECT subject_id AS plan, actor, detail->>'report' AS report FROM audit_entry
         WHERE action = 'report-read' AND subject = 'plan' ORDER BY id`,
      );
    const before = (await reads()).length;
    await get('oppna-sip?table=summary');
    await get(`sip-narvaro?${PERIOD}`);
    expect(await reads()).toHaveLength(before);
    await get('oppna-sip');
    expect((await reads()).slice(before)).toEqual([
      { plan: told.plan, actor: 'client:operations', report: 'oppna-sip' },
    ]);
  });

  it.each(PLANS)('%s names nobody and nothing that was written, as JSON and as CSV', async (name) => {
    for (const form of ['', '&format=csv']) {
      const of = name === 'oppna-sip' || name === 'sip-insatser' ? '?' : `?${PERIOD}`;
      const { status, text } = await get(`${name}${of}${form}`);
      expect(status).toBe(200);
      expect(text).not.toMatch(/Tolvan|Elvan|1912-?12|1942-?03|Bodil|Doris|sover|vardagen|besök|sköterskan/i);
    }
  });

  it.each(PLANS)('%s is narrowed down by region, municipality and unit', async (name) => {
    const of = name === 'oppna-sip' || name === 'sip-insatser' ? '' : `&${PERIOD}`;
    for (const [filter, isEmpty] of [
      ['profile=norrbotten', name === 'sip-utvarderingar'],
      ['municipality=0114', true],
      ['unit=SE2321000222-PORTAL', true],
    ] as const) {
      expect([filter, (await get(`${name}?${filter}${of}`)).body.rows.length === 0]).toEqual([filter, isEmpty]);
    }
  });
});
