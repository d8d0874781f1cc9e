import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MEDIA_TYPES } from '#formats/format.js';
import { MllpClient } from '../support/mllp-client.js';
import { HttpWorld, notice, WARD } from './http-world.js';

const UNIT = 'SE2321000016-HC01';
/** Texts that no database or no other form of an answer holds. */
const NO_TEXTS = ['a\\u0000', '\\ud800a', 'a\\u0001', 'a\\uffff'];

let world: HttpWorld;
let deliveryId: string;

beforeAll(async () => {
  world = await HttpWorld.open();
  const { body } = await world.sendJson(notice());
  deliveryId = body.deliveries.find(({ unit }: { unit: string }) => unit === UNIT).id;
}, 90_000);
afterAll(() => world.close());

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

async function call(path: string, { method = 'POST', headers = {}, body }: Call = {}) {
  const started = performance.now();
  const answer = await fetch(world.hub.url + path, {
    method,
    headers: {
      authorization: `Bearer ${await world.hub.tokenFor(UNIT)}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, text: await answer.text(), milliseconds: performance.now() - started };
}

const manyFields = (count: number): string[] => Array.from({ length: count }, (_, number) => `k${String(number)}`);

describe('a body that is compressed', () => {
  it.each(Object.values(MEDIA_TYPES))(
    'is refused as %s in the form that it says, and not unpacked',
    async (contentType) => {
      const body = new Uint8Array(gzipSync(' '.repeat(20_000_000)));
      const headers = { 'content-type': contentType, 'content-encoding': 'gzip' };
      const answer = await call('/v1/messages', { headers, body });
      expect([answer.status, answer.text]).toEqual([415, expect.stringContaining('not compressed')]);
    },
  );

  it('is refused by every other address too', async () => {
    const headers = { 'content-encoding': 'br' };
    const body = new Uint8Array(gzipSync('{}'));
    expect((await call(`/v1/inboxes/${UNIT}/receipts`, { headers, body })).status).toBe(415);
    expect((await call(`/fhir/Task/${deliveryId}`, { method: 'PUT', headers, body })).status).toBe(415);
  });

  it('is what it is when nothing was done to it', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'identity' };
    const token = await world.hub.tokenFor(WARD);
    const body = JSON.stringify(notice());
    const answer = await call('/v1/messages', { headers: { ...headers, authorization: `Bearer ${token}` }, body });
    expect(answer.status).toBe(201);
  });
});

describe('a text that cannot be kept', () => {
  it.each(NO_TEXTS)('such as %s is told at its place, wherever it stands, and nothing is changed', async (text) => {
    const bodies = {
      [`/v1/deliveries/${deliveryId}/receipt`]: [`{"by":{"name":"${text}"}}`, 'by.name'],
      [`/v1/deliveries/${deliveryId}/misdirected`]: [`{"reason":"${text}"}`, 'reason'],
      [`/v1/inboxes/${UNIT}/receipts`]: [`{"deliveryIds":["${text}"],"by":{"name":"A"}}`, 'deliveryIds[0]'],
    };
    for (const [path, [body = '', field]] of Object.entries(bodies)) {
      const answer = await call(path, { body });
      expect([answer.status, JSON.parse(answer.text).errors]).toMatchObject([
        422,
        [{ path: field, code: 'character-set' }],
      ]);
    }
    const delivery = await world.hub.call(await world.hub.tokenFor(UNIT), 'GET', `/v1/deliveries/${deliveryId}`);
    expect(delivery.body.state).not.toMatch(/receipted|misdirected/);
  });

  it('is told in an address too', async () => {
    const answer = await call('/v1/episodes?organisation=x&episodeId=%00', { method: 'GET' });
    expect([answer.status, JSON.parse(answer.text).errors[0].path]).toEqual([422, 'episodeId']);
  });

  it('is refused when its bytes are no UTF-8: nothing is replaced', async () => {
    const body = new Uint8Array(Buffer.from('{"by":{"name":"Åsa"}}', 'latin1'));
    expect((await call(`/v1/deliveries/${deliveryId}/receipt`, { body })).status).toBe(400);
  });
});

describe('a body that is too much', () => {
  it.each([
    ['thousands of fields', `{"${manyFields(8_000).join('":1,"')}":1}`],
    ['thousands of levels', `${'{"by":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['thousands of deliveries', JSON.stringify({ deliveryIds: manyFields(6_000), by: { name: 'A' } })],
  ])('with %s is refused before anybody looks into it', async (_, body) => {
    const answer = await call(`/v1/inboxes/${UNIT}/receipts`, { body });
    expect(answer.status).toBe(413);
  });

  it('with some more deliveries than may be receipted at once says so', async () => {
    const body = JSON.stringify({ deliveryIds: manyFields(1_001), by: { name: 'A' } });
    const answer = await call(`/v1/inboxes/${UNIT}/receipts`, { body });
    expect([answer.status, JSON.parse(answer.text).errors[0].path]).toEqual([422, 'deliveryIds']);
  });

  it('is no form of somebody who asks for a token', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await call('/oauth2/token', { headers, body: manyFields(8_000).join('=&') });
    expect(answer.status).toBe(413);
  });
});

describe('an address that is none', () => {
  it('is not repeated in the answer', async () => {
    const token = await world.hub.tokenFor(UNIT);
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(world.hub.url).port), '127.0.0.1', () =>
        socket.write(
          `GET /v1/inboxes/191212121212%E0%A4%A HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
        ),
      );
      let answer = '';
      socket.on('data', (piece: Buffer) => (answer += piece.toString()));
      socket.on('end', () => resolve(answer)).on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
    expect(text).not.toContain('1912121212');
  });
});

describe('an MLLP peer that sends thousands of frames at once', () => {
  it('is read as fast as it is answered, so that none is turned away, and is closed after the last', async () => {
    const client = await MllpClient.connect(world.hub.mllpPort);
    await client.write('\x0b\x1c\r'.repeat(3_000));
    client.half();
    const texts = (await client.all(3_000)).map(({ text }) => text);
    expect([...new Set(texts)]).toEqual([expect.stringContaining('the message does not begin with MSH')]);
    await client.ended;
  }, 60_000);
});
