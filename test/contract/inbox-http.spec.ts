import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ArgumentsHost, ExceptionFilter, Provider } from '@nestjs/common';
import { Catch, Global, HttpException, Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { v7 as uuidV7 } from 'uuid';
import type { Client } from '#domain/directory/directory.js';
import { HandleDelivery } from '#flows/handle-delivery.js';
import { LocalInboxSignals } from '#flows/inbox-signals.js';
import { Clock, Ids } from '#flows/ports.js';
import { ReadEpisode } from '#flows/read-episode.js';
import { ReadInbox } from '#flows/read-inbox.js';
import { ReadPatientPack } from '#flows/read-patient-pack.js';
import { Problem, problemBody } from '#formats/json/problem.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { HubKeys } from '#security/keys.js';
import { hashSecret } from '#security/secrets.js';
import { SecurityModule } from '#security/security.module.js';
import { DirectoryInForce, UsedAssertions } from '#security/surroundings.js';
import { createHttpAdapter, registerBodyParsers } from '../../apps/hub/src/http.js';
import { InboxModule } from '../../apps/inbox/src/inbox.module.js';
import { notice, UNITS } from '../support/domain.js';
import { eventually } from '../support/eventually.js';
import { deliveryTo, DIRECTORY, InboxWorld } from './inbox-world.js';

/** What an answer holds is looked at by the expectations, not by the compiler. */
type Parsed = ReturnType<typeof JSON.parse>;

const SECRET = 'a secret of the spec';
const LONG = 20_000;

@Catch()
class PlainFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse();
    const status = error instanceof HttpException ? error.getStatus() : error instanceof Problem ? error.status : 500;
    reply.status(status).send(error instanceof Problem ? problemBody(error) : { message: String(error) });
  }
}

@Global()
@Module({})
class Core {}

let world: InboxWorld;
let app: NestFastifyApplication;
let signals: LocalInboxSignals;
let url: string;
let privateKey: CryptoKey;
let numbers = 0;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  world = await InboxWorld.open();
  const pair = await generateKeyPair('ES256', { extractable: true });
  privateKey = pair.privateKey;
  const [secretHashes, keys] = [[await hashSecret(SECRET, 16)], [{ ...(await exportJWK(pair.publicKey)) }]];
  const clients = new Map(
    [...DIRECTORY.clients].map(([id, client]): [string, Client] => [id, { ...client, secretHashes, keys }]),
  );
  world.configuration.replace({ ...world.configuration.current, directory: { ...DIRECTORY, clients } });
  signals = new LocalInboxSignals(world.inbox);
  const { inbox, handling, episodes, configuration, clock } = world;
  const providers: Provider[] = [
    { provide: HubKeys, useValue: await HubKeys.load(new PgHubKeyStore(world.dataSource)) },
    { provide: DirectoryInForce, useValue: configuration },
    { provide: UsedAssertions, useValue: new PgUsedAssertionStore(world.dataSource) },
    { provide: Clock, useValue: clock },
    { provide: Ids, useValue: { next: uuidV7 } },
    { provide: ReadInbox, useValue: new ReadInbox(inbox, signals, configuration, clock) },
    { provide: HandleDelivery, useValue: new HandleDelivery(inbox, handling, configuration, clock, signals, uuidV7) },
    { provide: ReadEpisode, useValue: new ReadEpisode(episodes, configuration, clock) },
    { provide: ReadPatientPack, useValue: world.packs },
    ...(await world.planProviders()),
  ];
  const core = { module: Core, providers, exports: providers };
  @Module({ imports: [core, SecurityModule, InboxModule] })
  class Hub {}
  app = await NestFactory.create<NestFastifyApplication>(Hub, createHttpAdapter(100_000), {
    logger: false,
    bodyParser: false,
  });
  registerBodyParsers(app);
  app.useGlobalFilters(new PlainFilter());
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true }));
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  for (const id of ['gavle-kommun', 'sandvikens-kommun', 'halsocentraler', 'gavle-sjukhus'])
    tokens[id] = await signIn(id);
}, 60_000);

afterAll(async () => {
  await app.close();
  await world.close();
});

beforeEach(async () => {
  world.clock.time = new Date('2026-11-23T07:30:00Z');
});

function askToken(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form), headers });
}

async function signIn(clientId: string): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: SECRET };
  const answer: Parsed = await (await askToken(form)).json();
  return answer.access_token;
}

interface Answer {
  status: number;
  headers: Headers;
  body: Parsed;
}

async function call(client: string, method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(tokens[client] === undefined ? {} : { authorization: `Bearer ${tokens[client]}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

const get = (client: string, path: string, headers = {}) => call(client, 'GET', path, undefined, headers);
const post = (client: string, path: string, body: unknown) => call(client, 'POST', path, body);

/** A new notice; its deliveries to social services and open care. */
async function send() {
  const answer = await world.admit(notice({ episodeId: `H${String((numbers += 1))}` }));
  signals.changed(answer.deliveries.map((delivery) => delivery.unit));
  return { answer, social: deliveryTo(answer, UNITS.social), openCare: deliveryTo(answer, UNITS.openCare) };
}

async function endOf(unit: string): Promise<string> {
  return String((await world.inbox.marks([unit])).get(unit)?.position ?? 0n);
}

describe('the token endpoint', () => {
  const form = { grant_type: 'client_credentials', client_id: 'gavle-kommun', client_secret: SECRET };

  it('gives a bearer token that nobody on the way may keep', async () => {
    const response = await askToken(form);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    await expect(response.json()).resolves.toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
    });
  });

  it.each([
    ['an unknown grant type', { ...form, grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['no grant type', { client_id: 'x' }, 400, 'invalid_request'],
    ['a wrong secret', { ...form, client_secret: 'x' }, 401, 'invalid_client'],
    ['no credentials', { grant_type: 'client_credentials' }, 401, 'invalid_client'],
  ])('answers %s in the words of OAuth', async (_what, wrong, status, error) => {
    const response = await askToken(wrong as Record<string, string>);
    expect(response.status).toBe(status);
    await expect(response.json()).resolves.toMatchObject({ error });
    expect(response.headers.has('www-authenticate')).toBe(status === 401);
  });

  it('takes an assertion that is meant for where it arrived, once', async () => {
    const sign = (aud: string) =>
      new SignJWT({ iss: 'gavle-kommun', sub: 'gavle-kommun', jti: 'j1', aud })
        .setProtectedHeader({ alg: 'ES256' })
        .setExpirationTime('1m')
        .sign(privateKey);
    const ask = async (aud: string, headers = {}) => {
      const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
      const signed = { client_assertion_type: type, client_assertion: await sign(aud) };
      return (await askToken({ grant_type: 'client_credentials', ...signed }, headers)).status;
    };
    expect(await ask('https://elsewhere.example/oauth2/token', { host: 'elsewhere.example' })).toBe(401);
    expect(await ask(`${url}/oauth2/token`)).toBe(200);
    expect(await ask(`${url}/oauth2/token`)).toBe(401);
  });
});

describe('an inbox over HTTP', () => {
  it('gives pages behind a cursor', async () => {
    const after = await endOf(UNITS.social);
    const sent = [await send(), await send(), await send()];
    const first = await get('gavle-kommun', `/v1/inboxes/${UNITS.social}?after=${after}&limit=2`);
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.body.items[0]).toMatchObject({
      deliveryId: sent[0]?.social,
      state: 'received',
      receivedAt: '2026-11-23T07:15:00.000Z',
      receiptDue: '2026-11-23T08:00:00.000Z',
      message: { kind: 'inskrivningsmeddelande' },
    });
    const second = await get('gavle-kommun', `/v1/inboxes/${UNITS.social}?after=${first.body.next}&state=waiting`);
    expect(second.body.items.map((item: { deliveryId: string }) => item.deliveryId)).toEqual([sent[2]?.social]);
  });

  it("[G-ACK-13] of another's unit, and all that is in it, is not there", async () => {
    const { social, answer } = await send();
    const stranger = 'sandvikens-kommun';
    const by = { name: 'Anna Ek' };
    const answers = [
      await get(stranger, `/v1/inboxes/${UNITS.social}`),
      await get(stranger, `/v1/inboxes/${UNITS.social}/stream`),
      await post(stranger, `/v1/inboxes/${UNITS.social}/receipts`, { deliveryIds: [social], by }),
      await get(stranger, `/v1/outboxes/${UNITS.ward}`),
      await get(stranger, `/v1/deliveries/${social}`),
      await get(stranger, `/v1/deliveries/${social}/message`),
      await post(stranger, `/v1/deliveries/${social}/receipt`, { by }),
      await post(stranger, `/v1/deliveries/${social}/forward`, { unit: UNITS.homeCare }),
      await post(stranger, `/v1/deliveries/${social}/misdirected`, { reason: 'x' }),
      await get(stranger, `/v1/episodes/${answer.episode.id}`),
      await get('gavle-kommun', `/v1/deliveries/00000000-0000-7000-8000-000000000000`),
      await get('gavle-kommun', `/v1/deliveries/x`),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    await expect(world.inbox.delivery(social)).resolves.toMatchObject({ state: 'waiting' });
  });

  it('is closed without a token', async () => {
    const answer = await get('nobody', `/v1/inboxes/${UNITS.social}`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('answers 304 while its ETag holds', async () => {
    const path = `/v1/inboxes/${UNITS.social}?after=${await endOf(UNITS.social)}`;
    const { social } = await send();
    const first = await get('gavle-kommun', path);
    const tag = { 'if-none-match': String(first.headers.get('etag')) };
    const again = await get('gavle-kommun', path, tag);
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', tag['if-none-match']]);
    expect((await get('gavle-kommun', path, { 'if-none-match': `W/"x", ${tag['if-none-match']}` })).status).toBe(304);
    expect((await get('gavle-kommun', `${path}&limit=1`, tag)).status).toBe(200);
    expect((await get('gavle-kommun', path, { ...tag, accept: 'application/xml' })).status).toBe(200);
    await post('gavle-kommun', `/v1/deliveries/${social}/receipt`, { by: { name: 'Anna Ek' } });
    const changed = await get('gavle-kommun', path, tag);
    expect([changed.status, changed.body.items]).toEqual([200, []]);
  });

  it('holds a call until something comes, with and without an ETag', async () => {
    const path = `/v1/inboxes/${UNITS.social}?after=${await endOf(UNITS.social)}`;
    const empty = await get('gavle-kommun', path);
    const started = performance.now();
    const waiting = [{}, { 'if-none-match': String(empty.headers.get('etag')) }].map((headers) =>
      get('gavle-kommun', `${path}&wait=30`, headers),
    );
    const { social } = await send();
    for (const { status, body } of await Promise.all(waiting)) {
      expect(status).toBe(200);
      expect(body.items).toMatchObject([{ deliveryId: social }]);
    }
    expect(performance.now() - started).toBeLessThan(LONG);
  });

  it('ends a call for which nothing comes empty, or with 304', async () => {
    const path = `/v1/inboxes/${UNITS.homeCare}?wait=1`;
    const empty = await get('gavle-kommun', path);
    expect([empty.status, empty.body]).toEqual([200, { items: [], next: '0' }]);
    const again = await get('gavle-kommun', path, { 'if-none-match': String(empty.headers.get('etag')) });
    expect(again.status).toBe(304);
  });

  it.each(['limit=0', 'limit=1001', 'wait=61', 'state=open', 'after=x', 'after=-1', 'after=1&after=2', 'unit=x'])(
    'refuses %s',
    async (query) => {
      expect((await get('gavle-kommun', `/v1/inboxes/${UNITS.social}?${query}`)).status).toBe(400);
    },
  );
});

describe('a stream', () => {
  async function* eventsOf(response: Response): AsyncGenerator<{ id: string; data: Parsed }> {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => line.split(/: (.*)/, 2) as [string, string]),
        );
        text = text.slice(end + 2);
        if (fields.get('event') === 'delivery')
          yield { id: fields.get('id') ?? '', data: JSON.parse(fields.get('data') ?? '') };
      }
    }
  }

  async function follow(headers = {}, query = '') {
    const stop = new AbortController();
    const response = await fetch(`${url}/v1/inboxes/${UNITS.social}/stream${query}`, {
      headers: { authorization: `Bearer ${tokens['gavle-kommun']}`, ...headers },
      signal: stop.signal,
    });
    return { response, events: eventsOf(response), stop };
  }

  it('gives deliveries as they come, and goes on behind the last one', async () => {
    const after = await endOf(UNITS.social);
    const one = await send();
    const { response, events, stop } = await follow({}, `?after=${after}`);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const first = await events.next();
    expect(first.value?.data).toMatchObject({ deliveryId: one.social, state: 'received', cursor: first.value?.id });
    const two = await send();
    expect((await events.next()).value?.data).toMatchObject({ deliveryId: two.social });
    stop.abort();
    const resumed = await follow({ 'last-event-id': first.value?.id }, `?after=0`);
    expect((await resumed.events.next()).value?.data).toMatchObject({ deliveryId: two.social });
    resumed.stop.abort();
  });

  it('ends when the right to the inbox ends', async () => {
    const { events } = await follow({ 'last-event-id': await endOf(UNITS.social) });
    const next = events.next();
    const { current } = world.configuration;
    const clients = new Map(current.directory.clients);
    clients.delete('gavle-kommun');
    world.configuration.replace({ ...current, directory: { ...current.directory, clients } });
    signals.changed([UNITS.social]);
    await expect(next).resolves.toMatchObject({ done: true });
    world.configuration.replace(current);
  });
});

describe('a delivery over HTTP', () => {
  const by = { name: 'Anna Ek', title: 'handläggare' };

  it('[G-ACK-05] is receipted once; a repeat has the same answer', async () => {
    const { social } = await send();
    const first = await post('gavle-kommun', `/v1/deliveries/${social}/receipt`, {
      by,
      at: '2026-11-23T08:20:00+01:00',
    });
    const at = { at: '2026-11-23T07:20:00.000Z', recordedAt: '2026-11-23T07:30:00.000Z' };
    expect(first).toMatchObject({
      status: 200,
      body: { deliveryId: social, state: 'receipted', receipt: { by, ...at } },
    });
    const again = await post('gavle-kommun', `/v1/deliveries/${social}/receipt`, { by: { name: 'Bo' } });
    expect([again.status, again.body]).toEqual([200, first.body]);
    await expect(get('gavle-kommun', `/v1/deliveries/${social}`)).resolves.toMatchObject({
      body: { state: 'receipted', unit: UNITS.social, receipt: { by } },
    });
  });

  it('[G-ACK-14] is not receipted ahead of the clock, and the answer names the rule', async () => {
    const { social } = await send();
    const early = await post('gavle-kommun', `/v1/deliveries/${social}/receipt`, {
      by,
      at: '2026-11-23T08:30:01+01:00',
    });
    expect(early).toMatchObject({ status: 422, body: { errors: [{ path: 'at', rule: 'G-ACK-14' }] } });
  });

  it.each([
    {},
    { by: {} },
    { by: { name: '' } },
    { by: 'Anna' },
    { by: { name: 'A', phone: '1' } },
    { by: { name: 'A' }, at: 5 },
  ])('refuses the receipt %j', async (body) => {
    const { social } = await send();
    expect((await post('gavle-kommun', `/v1/deliveries/${social}/receipt`, body)).status).toBe(400);
  });

  it('is receipted with many others, each with its outcome', async () => {
    const [one, other, third] = [await send(), await send(), await send()];
    await post('gavle-kommun', `/v1/deliveries/${other.social}/receipt`, { by });
    await post('gavle-kommun', `/v1/deliveries/${third.social}/misdirected`, { reason: 'fel' });
    const deliveryIds = [one.social, other.social, third.social, one.openCare, 'x', one.social.toUpperCase()];
    const { status, body } = await post('gavle-kommun', `/v1/inboxes/${UNITS.social}/receipts`, { deliveryIds, by });
    expect(status).toBe(200);
    expect(body.outcomes.map((outcome: { outcome: string }) => outcome.outcome)).toEqual([
      'receipted',
      'repeated',
      'conflict',
      'not-found',
      'not-found',
      'receipted',
    ]);
    expect(body.outcomes[2]).toMatchObject({ deliveryId: third.social, state: 'misdirected' });
    await expect(world.inbox.delivery(one.openCare)).resolves.toMatchObject({ state: 'waiting' });
  });

  it('is forwarded within the organisation; what comes too late meets a conflict with its state', async () => {
    const { openCare } = await send();
    const path = `/v1/deliveries/${openCare}/forward`;
    expect((await post('halsocentraler', path, { unit: UNITS.social })).status).toBe(422);
    const forwarded = await post('halsocentraler', path, { unit: UNITS.openCare2 });
    expect(forwarded).toMatchObject({
      status: 200,
      body: { state: 'forwarded', forwardedTo: { unit: UNITS.openCare2 } },
    });
    const late = await post('halsocentraler', `/v1/deliveries/${openCare}/receipt`, { by });
    expect(late).toMatchObject({ status: 409, body: { state: 'forwarded' } });
    const { deliveryId } = forwarded.body.forwardedTo;
    const moved = await get('halsocentraler', `/v1/deliveries/${deliveryId}`);
    expect(moved.body).toMatchObject({ unit: UNITS.openCare2, receiptDue: '2026-11-23T08:00:00.000Z' });
  });

  it('that is misdirected brings the sender a felsant message', async () => {
    const after = await endOf(UNITS.ward);
    const { social, answer } = await send();
    const path = `/v1/deliveries/${social}/misdirected`;
    expect(await post('gavle-kommun', path, { reason: 'Bor inte här' })).toMatchObject({
      body: { state: 'misdirected' },
    });
    const inbox = await get('gavle-sjukhus', `/v1/inboxes/${UNITS.ward}?after=${after}`);
    expect(inbox.body.items).toMatchObject([
      {
        receiptDue: null,
        message: { kind: 'felsant', inReplyTo: answer.messageId, content: { reason: 'Bor inte här' } },
      },
    ]);
  });

  it('has its message in the form that is asked for', async () => {
    const { social, answer } = await send();
    const path = `/v1/deliveries/${social}/message`;
    const json = await get('gavle-kommun', path);
    expect(json).toMatchObject({ status: 200, body: { id: answer.id, patient: { id: '191212121212' } } });
    const hl7 = await get('gavle-kommun', path, { accept: 'application/hl7-v2' });
    expect(hl7.headers.get('content-type')).toBe('application/hl7-v2; charset=utf-8');
    expect(hl7.body).toMatch(/^MSH\|\^~\\&\|/);
    expect(hl7.body).toContain('191212121212');
    expect((await get('gavle-kommun', path, { accept: 'image/png' })).status).toBe(406);
    await expect(world.inbox.delivery(social)).resolves.toMatchObject({ state: 'received' });
  });
});

describe('a page in the form that is asked for', () => {
  const page = async (accept: string) => {
    const after = await endOf(UNITS.social);
    const [first, second] = [await send(), await send()];
    const path = `/v1/inboxes/${UNITS.social}?after=${after}&limit=2`;
    return { ids: [first.social, second.social], answer: await get('gavle-kommun', path, { accept }) };
  };

  it.each([
    ['application/json', /^\{"items":\[/],
    ['application/xml', /<inbox xmlns="urn:hemgang:inbox:1" next="\d+">[^]*<message xmlns="urn:hemgang:message:1">/],
    ['application/hl7-v2', /^BHS\|[^]*\rMSH\|[^]*\rMSH\|[^]*\rBTS\|2\|\d+\r$/],
    ['application/hl7-v2+xml', /<inbox xmlns="urn:hemgang:inbox:1"[^]*<ADT_A01 xmlns="urn:hl7-org:v2xml">/],
    ['application/fhir+json', /"type":"searchset"[^]*"type":"message"/],
    ['application/fhir+xml', /<type value="searchset"\/>[^]*<type value="message"\/>/],
  ])('comes as %s, with each delivery and where to go on', async (accept, form) => {
    const { ids, answer } = await page(accept);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, `${accept}; charset=utf-8`]);
    expect(text).toMatch(form);
    for (const id of ids) expect(text).toContain(id);
    const next = /^<(.*)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1] ?? '';
    expect((await get('gavle-kommun', next)).body.items).toEqual([]);
  });

  it('is as the unit prefers where the caller leaves the choice', async () => {
    const { current } = world.configuration;
    const social = { ...current.directory.units.get(UNITS.social)!, format: 'hl7v2' as const };
    const units = new Map([...current.directory.units, [UNITS.social, social]]);
    world.configuration.replace({ ...current, directory: { ...current.directory, units } });
    try {
      expect((await page('*/*')).answer.headers.get('content-type')).toMatch(/^application\/hl7-v2;/);
      expect((await page('application/json')).answer.headers.get('content-type')).toMatch(/^application\/json;/);
      const { social: delivery } = await send();
      const message = await get('gavle-kommun', `/v1/deliveries/${delivery}/message`, { accept: '*/*' });
      expect(message.body).toMatch(/^MSH/);
    } finally {
      world.configuration.replace(current);
    }
  });

  it('in none of our forms is 406', async () => {
    expect((await page('application/pdf')).answer.status).toBe(406);
  });
});

describe('outboxes and episodes over HTTP', () => {
  it("show the sender its messages with the recipients' receipts, page by page", async () => {
    const [older, newer] = [await send(), await send()];
    await post('gavle-kommun', `/v1/deliveries/${older.social}/receipt`, { by: { name: 'Anna Ek' } });
    const first = await get('gavle-sjukhus', `/v1/outboxes/${UNITS.ward}?limit=1`);
    expect(first.body.items).toMatchObject([{ id: newer.answer.id }]);
    const second = await get('gavle-sjukhus', `/v1/outboxes/${UNITS.ward}?limit=1&after=${first.body.next}`);
    const [item] = second.body.items;
    const receipted = item.deliveries.filter((delivery: { state: string }) => delivery.state === 'receipted');
    expect(receipted).toMatchObject([{ unit: UNITS.social, receipt: { by: { name: 'Anna Ek' } } }]);
  });

  it('find an episode by the number of its hospital', async () => {
    const { answer } = await send();
    const query = new URLSearchParams({ organisation: 'gavle-sjukhus', episodeId: `H${String(numbers)}` }).toString();
    const found = await get('gavle-kommun', `/v1/episodes?${query}`);
    expect(found).toMatchObject({
      status: 200,
      body: { id: answer.episode.id, state: 'inskriven', careContact: null },
    });
    await expect(get('gavle-kommun', `/v1/episodes/${answer.episode.id}`)).resolves.toMatchObject({ body: found.body });
    expect((await get('sandvikens-kommun', `/v1/episodes?${query}`)).status).toBe(404);
  });
});

describe('a process that stops', () => {
  it('lets go those who wait and ends streams', async () => {
    const watch = jest.spyOn(signals, 'watch');
    const after = await endOf(UNITS.social);
    const waiting = get('gavle-kommun', `/v1/inboxes/${UNITS.social}?after=${after}&wait=60`);
    const stream = await fetch(`${url}/v1/inboxes/${UNITS.social}/stream?after=${after}`, {
      headers: { authorization: `Bearer ${tokens['gavle-kommun']}` },
    });
    const text = stream.text();
    await eventually('both wait', () => watch.mock.calls.length === 2);
    const started = performance.now();
    await app.close();
    await expect(waiting).resolves.toMatchObject({ status: 200, body: { items: [] } });
    await expect(text).resolves.toMatch(/^retry: /);
    expect(performance.now() - started).toBeLessThan(LONG);
  });
});
