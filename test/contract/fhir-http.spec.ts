import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import type { Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidV7 } from 'uuid';
import type { Client } from '#domain/directory/directory.js';
import { HandleDelivery } from '#flows/handle-delivery.js';
import { LocalInboxSignals } from '#flows/inbox-signals.js';
import { Clock, HubLog, Ids } from '#flows/ports.js';
import { ReadEpisode } from '#flows/read-episode.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { ReadPatientPack } from '#flows/read-patient-pack.js';
import { readResource } from '#formats/fhir/encoding.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { HubKeys } from '#security/keys.js';
import { hashSecret } from '#security/secrets.js';
import { SecurityModule } from '#security/security.module.js';
import { DirectoryInForce, UsedAssertions } from '#security/surroundings.js';
import { configureHttp } from '../../apps/hub/src/configure-http.js';
import { createHttpAdapter } from '../../apps/hub/src/http.js';
import { InboxModule } from '../../apps/inbox/src/inbox.module.js';
import { notice, UNITS } from '../support/domain.js';
import { r4Issues } from '../support/r4.js';
import { deliveryTo, DIRECTORY, InboxWorld } from './inbox-world.js';

/** What an answer holds is looked at by the expectations, not by the compiler. */
type Parsed = ReturnType<typeof JSON.parse>;

const SECRET = 'a secret of the spec';
const JSON_TYPE = 'application/fhir+json';
const XML_TYPE = 'application/fhir+xml';
const OWNER = 'gavle-kommun';
const STRANGER = 'sandvikens-kommun';

class SilentLog extends HubLog {
  override info(): void {
    // Nothing is looked at here.
  }
  override warn(): void {
    // Nothing is looked at here.
  }
  override error(): void {
    // Nothing is looked at here.
  }
}

@Global()
@Module({})
class Core {}

let world: InboxWorld;
let app: NestFastifyApplication;
let base: string;
let numbers = 0;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  world = await InboxWorld.open();
  const secretHashes = [await hashSecret(SECRET, 16)];
  const clients = new Map(
    [...DIRECTORY.clients].map(([id, client]): [string, Client] => [id, { ...client, secretHashes }]),
  );
  world.configuration.replace({ ...world.configuration.current, directory: { ...DIRECTORY, clients } });
  const { inbox, handling, episodes, configuration, clock } = world;
  const signals = new LocalInboxSignals(inbox);
  const providers: Provider[] = [
    { provide: HubKeys, useValue: await HubKeys.load(new PgHubKeyStore(world.dataSource)) },
    { provide: DirectoryInForce, useValue: configuration },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(world.dataSource) },
    { provide: ReadInbox, useValue: new ReadInbox(inbox, signals, configuration, clock) },
    { provide: HandleDelivery, useValue: new HandleDelivery(inbox, handling, configuration, clock, signals, uuidV7) },
    { provide: Clock, useValue: clock },
    { provide: Ids, useValue: { next: uuidV7 } },
    { provide: ReadEpisode, useValue: new ReadEpisode(episodes, configuration, clock) },
    { provide: ReadPatientPack, useValue: world.packs },
    ...(await world.planProviders()),
  ];
  @Module({ imports: [{ module: Core, providers, exports: providers }, SecurityModule, InboxModule] })
  class Hub {}
  app = await NestFactory.create<NestFastifyApplication>(Hub, createHttpAdapter(500_000), {
    ...{ logger: false, bodyParser: false, abortOnError: false },
  });
  configureHttp(app, new SilentLog());
  await app.listen(0, '127.0.0.1');
  base = `${await app.getUrl()}/fhir`;
  for (const id of [OWNER, STRANGER, 'halsocentraler', 'gavle-sjukhus']) tokens[id] = await signIn(id);
}, 60_000);

afterAll(async () => {
  await app.close();
  await world.close();
});

beforeEach(() => {
  world.clock.time = new Date('2026-11-23T07:30:00Z');
});

async function signIn(clientId: string): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: SECRET };
  const url = base.replace(/\/fhir$/, '/oauth2/token');
  const answer: Parsed = await (await fetch(url, { method: 'POST', body: new URLSearchParams(form) })).json();
  return answer.access_token;
}

interface Answer {
  status: number;
  headers: Headers;
  body: Parsed;
  text: string;
}

async function call(client: string, method: string, path: string, body?: string, headers = {}): Promise<Answer> {
  const response = await fetch(path.startsWith('http') ? path : `${base}${path}`, {
    method,
    headers: {
      ...(tokens[client] === undefined ? {} : { authorization: `Bearer ${tokens[client]}` }),
      ...(body === undefined ? {} : { 'content-type': JSON_TYPE }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : undefined, text };
}

const get = (client: string, path: string, headers = {}) => call(client, 'GET', path, undefined, headers);
const put = (client: string, task: Parsed, headers = {}) =>
  call(client, 'PUT', `/Task/${task.id}`, JSON.stringify(task), headers);

/** A new notice; its deliveries to social services and open care. */
async function send() {
  const answer = await world.admit(notice({ episodeId: `F${String((numbers += 1))}` }));
  return { answer, social: deliveryTo(answer, UNITS.social), openCare: deliveryTo(answer, UNITS.openCare) };
}

async function endOf(unit: string): Promise<string> {
  return String((await world.inbox.marks([unit])).get(unit)?.position ?? 0n);
}

async function taskOf(id: string): Promise<Parsed> {
  return (await get(OWNER, `/Task/${id}`)).body;
}

/** The Task as its owner completes it. */
function completed(task: Parsed, more = {}): Parsed {
  const contained = [{ resourceType: 'Practitioner', id: 'p', name: [{ text: 'Anna Ek' }] }];
  const output = [{ type: { text: 'kvittens' }, valueReference: { reference: '#p' } }];
  return { ...task, status: 'completed', contained, output, ...more };
}

const idsOf = (searchset: Parsed): string[] =>
  (searchset.entry ?? []).map((entry: { resource: { id: string } }) => entry.resource.id);
const linkOf = (searchset: Parsed, relation: string): string | undefined =>
  searchset.link.find((link: { relation: string }) => link.relation === relation)?.url;
const CONTINUE = 'urn:hemgang:fhir:relation:continue';

/** An answer that says what is wrong, as FHIR says it. */
function expectOutcome(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, `${JSON_TYPE}; charset=utf-8`]);
  expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ details: { coding: [{ code }] } }] });
  expect(r4Issues(answer.body)).toEqual([]);
}

describe('messages over FHIR', () => {
  it('are found in the inbox of a unit, page by page, in the order of commits', async () => {
    const after = await endOf(UNITS.social);
    const sent = [await send(), await send(), await send()].map(({ social }) => social);
    const first = await get(OWNER, `/Bundle?inbox=${UNITS.social}&after=${after}&_count=2`);
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(first.body).toMatchObject({ resourceType: 'Bundle', type: 'searchset' });
    expect(r4Issues(first.body)).toEqual([]);
    expect(idsOf(first.body)).toEqual(sent.slice(0, 2));
    expect(first.body.entry[0]).toMatchObject({
      fullUrl: `${base}/Bundle/${String(sent[0])}`,
      resource: { resourceType: 'Bundle', type: 'message' },
      search: { mode: 'match' },
    });
    const second = await get(OWNER, linkOf(first.body, 'next')!);
    expect([idsOf(second.body), linkOf(second.body, 'next')]).toEqual([sent.slice(2), undefined]);
    const third = await get(OWNER, linkOf(second.body, CONTINUE)!);
    expect([third.status, idsOf(third.body)]).toEqual([200, []]);
    expect(r4Issues(third.body)).toEqual([]);
    const { social } = await send();
    expect(idsOf((await get(OWNER, linkOf(third.body, CONTINUE)!)).body)).toEqual([social]);
  });

  it('count as fetched when they are read, as with any other form', async () => {
    const after = await endOf(UNITS.social);
    const { social } = await send();
    await get(OWNER, `/Bundle?inbox=${UNITS.social}&after=${after}`);
    await expect(world.inbox.delivery(social)).resolves.toMatchObject({ state: 'received' });
    await expect(world.actions(social)).resolves.toEqual(['fetched']);
    const other = await send();
    const one = await get(OWNER, `/Bundle/${other.social}`);
    expect([one.status, one.body.id, r4Issues(one.body)]).toEqual([200, other.social, []]);
    await expect(world.inbox.delivery(other.social)).resolves.toMatchObject({ state: 'received' });
  });

  it('are all of them shown with state all, only the open ones without', async () => {
    const after = await endOf(UNITS.social);
    const { social } = await send();
    await put(OWNER, completed(await taskOf(social)));
    const open = await get(OWNER, `/Bundle?inbox=${UNITS.social}&after=${after}`);
    const all = await get(OWNER, `/Bundle?inbox=${UNITS.social}&after=${after}&state=all`);
    expect([idsOf(open.body), idsOf(all.body)]).toEqual([[], [social]]);
  });

  it('come as XML to those who ask for it', async () => {
    const { social } = await send();
    const byHeader = await get(OWNER, `/Bundle/${social}`, { accept: XML_TYPE });
    const byParameter = await get(OWNER, `/Bundle/${social}?_format=application/fhir%2Bxml`);
    expect(byHeader.headers.get('content-type')).toBe(`${XML_TYPE}; charset=utf-8`);
    expect(byHeader.text).toBe(byParameter.text);
    const read = readResource({ bytes: Buffer.from(byHeader.text), contentType: XML_TYPE }, 'xml', 'Bundle');
    expect(read).toMatchObject({ ok: true, resource: { id: social } });
    const page = await get(OWNER, `/Bundle?inbox=${UNITS.social}&_count=1`, { accept: XML_TYPE });
    expect(readResource({ bytes: Buffer.from(page.text), contentType: XML_TYPE }, 'xml', 'Bundle').ok).toBe(true);
  });

  it.each([
    'inbox=X&_count=0',
    'inbox=X&_count=1001',
    'inbox=X&state=open',
    'inbox=X&after=x',
    'inbox=X&patient=1',
    '',
  ])('refuse the search %j with the parameter that is wrong', async (query) => {
    const answer = await get(OWNER, `/Bundle?${query}`);
    expect([answer.status, answer.body.resourceType]).toEqual([422, 'OperationOutcome']);
    expect(answer.body.issue[0].location[0]).toMatch(/^http\.(inbox|_count|state|after|patient)$/);
    expect(r4Issues(answer.body)).toEqual([]);
  });
});

describe('Tasks', () => {
  it('say how deliveries stand, without fetching them', async () => {
    const after = await endOf(UNITS.social);
    const [one, other] = [await send(), await send()];
    await get(OWNER, `/Bundle/${one.social}`);
    const found = await get(OWNER, `/Task?owner=${UNITS.social}&after=${after}`);
    expect(r4Issues(found.body)).toEqual([]);
    expect(found.body.entry).toMatchObject([
      { fullUrl: `${base}/Task/${one.social}`, resource: { resourceType: 'Task', id: one.social, status: 'received' } },
      { resource: { id: other.social, status: 'requested' } },
    ]);
    await expect(world.inbox.delivery(other.social)).resolves.toMatchObject({ state: 'waiting' });
    const requested = await get(OWNER, `/Task?owner=${UNITS.social}&after=${after}&status=requested`);
    expect(idsOf(requested.body)).toEqual([other.social]);
    const closed = await get(OWNER, `/Task?owner=${UNITS.social}&after=${after}&status=completed,rejected`);
    expect(idsOf(closed.body)).toEqual([]);
  });

  it('are found by identifier, and page by page', async () => {
    const after = await endOf(UNITS.social);
    const sent = [await send(), await send()].map(({ social }) => social);
    const owner = encodeURIComponent(`urn:oid:1.2.752.29.4.19|${UNITS.social}`);
    const first = await get(OWNER, `/Task?owner:identifier=${owner}&after=${after}&_count=1`);
    const second = await get(OWNER, linkOf(first.body, 'next')!);
    expect([...idsOf(first.body), ...idsOf(second.body)]).toEqual(sent);
    const elsewhere = encodeURIComponent(`urn:oid:1.2.3|${UNITS.social}`);
    expectOutcome(await get(OWNER, `/Task?owner=${elsewhere}`), 422, 'invalid-request');
    expectOutcome(await get(OWNER, '/Task'), 422, 'invalid-request');
  });

  it('[G-ACK-05] are receipted by being completed, once and for all', async () => {
    const { social } = await send();
    const task = await taskOf(social);
    expect(r4Issues(task)).toEqual([]);
    const done = await put(OWNER, completed(task));
    expect([done.status, done.body.status, done.headers.get('etag')]).toEqual([200, 'completed', 'W/"3"']);
    expect(r4Issues(done.body)).toEqual([]);
    await expect(world.inbox.delivery(social)).resolves.toMatchObject({
      state: 'receipted',
      receipt: { by: { name: 'Anna Ek' }, at: world.clock.time },
    });
    const again = await put(OWNER, completed(task, { note: [{ authorString: 'Bo Ek', text: 'x' }] }));
    expect([again.status, again.body]).toEqual([200, done.body]);
  });

  it('are receipted in XML, too', async () => {
    const { social } = await send();
    const body = `<Task xmlns="http://hl7.org/fhir"><id value="${social}"/><status value="completed"/><intent value="order"/>
      <note><authorString value="Åsa Öberg"/><text value="läst"/></note></Task>`;
    const done = await call(OWNER, 'PUT', `/Task/${social}`, body, { 'content-type': XML_TYPE, accept: XML_TYPE });
    expect([done.status, done.headers.get('content-type')]).toEqual([200, `${XML_TYPE}; charset=utf-8`]);
    await expect(world.inbox.delivery(social)).resolves.toMatchObject({ receipt: { by: { name: 'Åsa Öberg' } } });
  });

  it('[G-ACK-14] take no receipt before the message or ahead of the clock', async () => {
    const { social } = await send();
    const task = await taskOf(social);
    for (const end of ['2026-11-23T09:00:00+01:00', '2026-11-22T09:00:00+01:00', '2026-11-23']) {
      const answer = await put(OWNER, completed(task, { executionPeriod: { end } }));
      expectOutcome(answer, 422, 'against-rule');
      expect(answer.body.issue[0]).toMatchObject({ expression: ['Task.executionPeriod.end'] });
      expect(answer.body.issue[0].diagnostics).toContain('[G-ACK-14]');
    }
    const end = '2026-11-23T08:20:00+01:00';
    expect((await put(OWNER, completed(task, { executionPeriod: { end } }))).body).toMatchObject({
      executionPeriod: { end: '2026-11-23T07:20:00.000Z' },
    });
  });

  it('are misdirected by being rejected; the loser of a race is told what it met', async () => {
    const { social } = await send();
    const task = await taskOf(social);
    const rejected = { ...task, status: 'rejected', statusReason: { text: 'Bor inte här' } };
    expect((await put(OWNER, rejected)).body).toMatchObject({ status: 'rejected' });
    expect((await put(OWNER, rejected)).status).toBe(200);
    const late = await put(OWNER, completed(task));
    expectOutcome(late, 409, 'conflict');
    expect(late.body.issue[0].diagnostics).toContain('misdirected');
    await expect(world.inbox.delivery(social)).resolves.toMatchObject({ state: 'misdirected' });
  });

  it('are changed only in the version that the caller names, if it names one', async () => {
    const { social } = await send();
    const read = await get(OWNER, `/Task/${social}`);
    await get(OWNER, `/Bundle/${social}`);
    expectOutcome(await put(OWNER, completed(read.body), { 'if-match': read.headers.get('etag') }), 412, 'conflict');
    expect((await put(OWNER, completed(read.body), { 'if-match': 'W/"2"' })).status).toBe(200);
  });

  it('are refused when they say what their owner cannot say', async () => {
    const { social } = await send();
    const task = await taskOf(social);
    expectOutcome(await put(OWNER, { ...task, status: 'in-progress' }), 422, 'against-rule');
    expectOutcome(await put(OWNER, { ...task, status: 'completed' }), 422, 'against-rule');
    expectOutcome(
      await call(OWNER, 'PUT', `/Task/${social}`, JSON.stringify({ ...task, id: 'x' })),
      400,
      'invalid-value',
    );
    expectOutcome(await call(OWNER, 'PUT', `/Task/${social}`, '{'), 400, 'not-readable');
    expectOutcome(await put(OWNER, { ...task, color: 'red' }), 422, 'unknown-field');
    expectOutcome(await put(OWNER, { ...task, resourceType: 'Patient' }), 422, 'unsupported-root');
    const plain = await call(OWNER, 'PUT', `/Task/${social}`, 'x', { 'content-type': 'text/plain', accept: JSON_TYPE });
    expectOutcome(plain, 415, 'unsupported-media-type');
    expectOutcome(await put(OWNER, { ...task, description: 'x'.repeat(300_000) }), 413, 'too-large');
    await expect(world.inbox.delivery(social)).resolves.toMatchObject({ state: 'waiting' });
  });
});

describe('what is not there', () => {
  it("[G-ACK-13] is another's inbox, and all that is in it", async () => {
    const { social } = await send();
    const task = completed(await taskOf(social));
    expectOutcome(await get(STRANGER, `/Bundle?inbox=${UNITS.social}`), 404, 'not-found');
    expectOutcome(await get(STRANGER, `/Bundle/${social}`), 404, 'not-found');
    expectOutcome(await get(STRANGER, `/Task?owner=${UNITS.social}`), 404, 'not-found');
    expectOutcome(await get(STRANGER, `/Task/${social}`), 404, 'not-found');
    expectOutcome(await put(STRANGER, task), 404, 'not-found');
    expectOutcome(await get(OWNER, '/Bundle/x'), 404, 'not-found');
    expectOutcome(await get(OWNER, '/Task/00000000-0000-7000-8000-000000000000'), 404, 'not-found');
    expectOutcome(await get(OWNER, '/Patient/1'), 404, 'not-found');
    await expect(world.inbox.delivery(social)).resolves.toMatchObject({ state: 'waiting' });
  });

  it('is no method that a path does not have', async () => {
    const answer = await call(OWNER, 'DELETE', '/Task/0198f0c4-0000-7000-8000-000000000000');
    expectOutcome(answer, 405, 'method-not-allowed');
    expect(answer.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'PUT']);
  });

  it('is anything without a token, and forms that nobody has', async () => {
    const closed = await get('nobody', `/Task?owner=${UNITS.social}`);
    expectOutcome(closed, 401, 'unauthenticated');
    expect(closed.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expectOutcome(await get(OWNER, '/metadata', { accept: 'image/png' }), 406, 'not-acceptable');
    const xml = await get(OWNER, '/Task/x', { accept: XML_TYPE });
    expect(xml.headers.get('content-type')).toBe(`${XML_TYPE}; charset=utf-8`);
    expect(readResource({ bytes: Buffer.from(xml.text), contentType: XML_TYPE }, 'xml', 'OperationOutcome').ok).toBe(
      true,
    );
  });
});

describe('what the hub says of itself', () => {
  it('is a CapabilityStatement that names what is served here, open to all', async () => {
    const { status, body } = await get('nobody', '/metadata');
    expect([status, r4Issues(body)]).toEqual([200, []]);
    expect(body).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
      implementation: { url: base },
      messaging: [{ endpoint: [{ address: `${base}/$process-message` }] }],
    });
    const xml = await get('nobody', '/metadata?_format=xml');
    const read = readResource({ bytes: Buffer.from(xml.text), contentType: XML_TYPE }, 'xml', 'CapabilityStatement');
    expect(read).toEqual({ ok: true, resource: body });
  });

  it('names messages whose definitions are served', async () => {
    const { body } = await get('nobody', '/metadata');
    const kinds = body.messaging[0].supportedMessage.map(({ definition }: { definition: string }) =>
      definition.slice(definition.lastIndexOf(':') + 1),
    );
    expect(kinds).toEqual(expect.arrayContaining(['inskrivningsmeddelande', 'paminnelse']));
    for (const path of ['MessageDefinition/inskrivningsmeddelande', 'CodeSystem/meddelandetyp', 'ValueSet/orsak']) {
      const artifact = await get('nobody', `/${path}`);
      expect([path, artifact.status, r4Issues(artifact.body)]).toEqual([path, 200, []]);
    }
    expectOutcome(await get('nobody', '/CodeSystem/x'), 404, 'not-found');
    expectOutcome(await get('nobody', '/metadata?x=1'), 422, 'unknown-field');
  });
});
