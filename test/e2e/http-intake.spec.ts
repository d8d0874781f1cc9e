import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { adt } from '../support/adt.js';
import { eventually } from '../support/eventually.js';
import type { Posted } from '../support/posting.js';
import { HttpWorld, MOST_BYTES, notice, PATIENT, told, WARD } from './http-world.js';

/** What belongs to the person: none of it may come back in a refusal or stand in the log. */
const PERSONAL = ['191212121212', 'Tolvansson', 'Tolvan', 'Storgatan 77', '19121212-1212', 'lungröntgen'];

let world: HttpWorld;

beforeAll(async () => {
  world = await HttpWorld.open();
}, 90_000);
afterAll(() => world.close());

function expectProblem(answer: Posted, status: number, code: string): void {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(answer.body).toMatchObject({ status, type: `urn:hemgang:problem:${code}`, title: expect.any(String) });
}

describe('a JSON message', () => {
  it('[L-HL7-03] is answered 201 once it is committed, with deliveries, deadlines and warnings', async () => {
    const message = notice({ content: { admittedAt: '2026-11-23T02:40:00+01:00' } });
    const answer = await world.sendJson(message);
    const [row] = await world.rows<{ id: string; bytes: Buffer }>(
      'SELECT m.id, p.bytes FROM message m JOIN payload p ON p.id = m.payload_id WHERE m.message_id = $1',
      [message['messageId']],
    );
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.body).toEqual({
      id: row?.id,
      messageId: message['messageId'],
      episode: { id: expect.any(String), state: 'inskriven' },
      deliveries: [
        {
          id: expect.any(String),
          unit: 'SE2321000016-HC01',
          role: 'oppenvard',
          receiptDue: '2026-11-23T08:00:00.000Z',
        },
        {
          id: expect.any(String),
          unit: 'SE2120002338-SOC01',
          role: 'socialtjanst',
          receiptDue: '2026-11-23T08:00:00.000Z',
        },
      ],
      deadlines: expect.arrayContaining([
        { kind: 'beraknad-utskrivning', due: '2026-11-24T01:40:00.000Z', responsible: WARD },
      ]),
      warnings: [
        expect.objectContaining({ path: 'content.expectedDischarge', rule: 'G-ADM-07', code: 'date-missing' }),
        expect.objectContaining({ path: 'content.arrivalTalk', rule: 'G-ADM-21', code: 'incomplete' }),
      ],
    });
    expect(row?.bytes.toString()).toBe(JSON.stringify(message));
  });

  it('[L-DUP-01] sent again is answered 200 as the first time, also with another sending time', async () => {
    const message = notice();
    const first = await world.sendJson(message);
    for (const again of [message, { ...message, sentAt: '2026-11-23T07:20:00+01:00' }]) {
      const answer = await world.sendJson(again);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('idempotent-replayed')).toBe('true');
      expect(answer.body).toEqual(first.body);
    }
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(await world.accepted(message['messageId'])).toBe(1);
  });

  it('[L-DUP-01] with other content under a used id is 409, kept, and nothing changes', async () => {
    const message = notice();
    await world.sendJson(message);
    const before = await world.rows('SELECT version, facts FROM episode WHERE number = $1', [message['episodeId']]);
    const other = { ...message, content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-12-01' } };
    const answer = await world.sendJson(other);
    expectProblem(answer, 409, 'message-id-reused');
    expect(told(answer)).toEqual(['messageId message-id-reused']);
    expect((await world.lastHeld())?.bytes.toString()).toBe(JSON.stringify(other));
    expect(await world.rows('SELECT version, facts FROM episode WHERE number = $1', [message['episodeId']])).toEqual(
      before,
    );
    expect((await world.sendJson(message)).status).toBe(200);
  });

  it.each([
    ['with wrong syntax', '{"messageId": "x", ', 'not-readable'],
    ['that is empty', '', 'not-readable'],
    ['of blanks', ' \r\n ', 'not-readable'],
    ['nested thousands of levels deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'too-complex'],
    ['nested in objects', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'too-complex'],
    [
      'with a byte that is not UTF-8',
      Buffer.concat([Buffer.from('{"messageId":"'), Buffer.from([0xe5]), Buffer.from('"}')]),
      'character-set',
    ],
    ['in UTF-16', Buffer.from('{"messageId":"x"}', 'utf16le'), 'not-readable'],
    ['with a sequence cut short', Buffer.from([0x7b, 0x22, 0xc3]), 'character-set'],
  ])('%s is 400 and kept with its exact bytes', async (_title, body, code) => {
    const answer = await world.send({ body });
    expectProblem(answer, 400, code);
    const held = await world.lastHeld();
    expect(held?.bytes).toEqual(Buffer.from(body));
    expect(held).toMatchObject({ outcome: 'unreadable', content_type: 'application/json' });
  });

  it('that is no message is 422', async () => {
    for (const body of ['[]', 'null', '"text"', '7', '[{"messageId":"x"}]']) {
      expectProblem(await world.send({ body }), 422, 'invalid-value');
      expect((await world.lastHeld())?.bytes.toString()).toBe(body);
    }
  });

  it('without a token or with a wrong one is 401, with the way to get one', async () => {
    for (const wrong of [undefined, 'nonsense', `${world.token}x`]) {
      const answer = await world.sendJson(notice(), { token: wrong });
      expectProblem(answer, 401, 'sender-unknown');
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it('of a unit that the caller may not send as is 403 and says nothing else about it', async () => {
    for (const sender of ['SE2321000016-AVD32', 'SE2321000016-HC01', 'SE0000000000-NONE', '__proto__']) {
      const message = notice({ sender, kind: 'nonsense' });
      const answer = await world.sendJson(message);
      expectProblem(answer, 403, 'sender-not-allowed');
      expect(told(answer)).toEqual(['sender sender-not-allowed']);
      expect((await world.lastHeld())?.bytes.toString()).toBe(JSON.stringify(message));
      expect(await world.accepted(message['messageId'])).toBe(0);
    }
  });

  it('[G-ADM-04] [G-ADM-05] [G-ADM-29] [G-CAT-01] that is wrong in many ways hears of all of them at once', async () => {
    const message = notice({
      ...{ sentAt: 'yesterday', planningCategory: 'Z', color: 'blue' },
      patient: { ...PATIENT, id: '191212121213', givenName: undefined, municipality: 'Gävle' },
      content: { admittedAt: '2026-11-23 02:40', expectedDischarge: '2026-02-30' },
    });
    const answer = await world.sendJson(message);
    expect(answer.status).toBe(422);
    expect(told(answer).sort()).toEqual(
      [
        'color unknown-field',
        'content.admittedAt invalid-value',
        'content.expectedDischarge invalid-value',
        'patient.givenName missing-field G-ADM-04',
        'patient.id invalid-identity G-ADM-29',
        'patient.municipality invalid-value',
        'planningCategory unknown-category G-CAT-01',
        'sentAt invalid-value',
      ].sort(),
    );
    for (const error of answer.body.errors) expect(error.message.length).toBeGreaterThan(10);
    const held = await world.lastHeld();
    expect(held).toMatchObject({ outcome: 'against-rule', sender: WARD, message_id: message['messageId'] });
    expect(answer.body.errors).toMatchObject(held?.reasons ?? []);
  });

  it.each([
    ['text/plain', 'MSH|'],
    ['application/json-patch+json', '{}'],
    ['text/html', '<message/>'],
  ])('as %s is 415 and kept', async (contentType, body) => {
    expectProblem(await world.send({ body, contentType }), 415, 'unsupported-media-type');
    expect(await world.lastHeld()).toMatchObject({ bytes: Buffer.from(body), content_type: contentType });
  });

  it('without a content type, or with one that is none, is 415', async () => {
    for (const type of ['', 'nonsense', '; charset=utf-8', 'application/']) {
      expectProblem(await world.send({ body: '{}', contentType: type }), 415, 'unsupported-media-type');
    }
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"; x=y'])(
    'as %s is taken',
    async (contentType) => {
      expect((await world.sendJson(notice(), { contentType })).status).toBe(201);
    },
  );

  it('over the limit is 413, and what is at the limit is not', async () => {
    const padded = (bytes: number) =>
      Buffer.alloc(bytes, ' ').fill(JSON.stringify(notice()).padEnd(2_000, ' '), 0, 2_000);
    expect((await world.send({ body: padded(MOST_BYTES) })).status).toBe(201);
    for (const bytes of [MOST_BYTES + 1, MOST_BYTES * 3, MOST_BYTES * 20]) {
      const answer = await world.send({ body: padded(bytes) });
      expectProblem(answer, 413, 'too-large');
      expect((await world.lastHeld())?.outcome).toBe('too-large');
    }
    expect((await world.sendJson(notice())).status).toBe(201);
  });

  it('that is refused does not take its id: mended, it is accepted under it, and the replay of the refused one is told apart', async () => {
    const refused = notice({ planningCategory: 'A' });
    expect((await world.sendJson(refused)).status).toBe(422);
    const mended = { ...refused, planningCategory: 'BC' };
    expect((await world.sendJson(mended)).status).toBe(201);
    expect((await world.sendJson(mended)).status).toBe(200);
    expectProblem(await world.sendJson(refused), 409, 'message-id-reused');
  });

  it('with keys that mean something to JavaScript is refused for them, and the next message is read as ever', async () => {
    const hostile = [
      `{"__proto__": {"kind": "inskrivningsmeddelande"}, "constructor": {"prototype": {"sender": "${WARD}"}}}`,
      JSON.stringify(notice()).replace('"patient":{', '"patient":{"__proto__":{"protected":true},'),
      JSON.stringify(notice()).replace('"content":{', '"content":{"__proto__":{"mobile":"070"},"toString":"x",'),
      JSON.stringify(notice({ planningCategory: '__proto__' })),
      JSON.stringify(notice({ kind: 'constructor' })),
      JSON.stringify(notice({ patient: { ...PATIENT, municipality: 'toString' } })),
      JSON.stringify(notice({ recipients: ['__proto__', 'constructor'] })),
    ];
    for (const body of hostile) {
      const answer = await world.send({ body });
      expect(answer.status).toBe(422);
      expect((await world.lastHeld())?.bytes.toString()).toBe(body);
    }
    expect((await world.sendJson(notice())).status).toBe(201);
  });

  it('with NUL or half a surrogate anywhere is refused and kept', async () => {
    for (const [field, text] of [
      ['messageId', 'a\u0000b'],
      ['episodeId', 'V\ud800'],
      ['sender', `${WARD}\u0000`],
      ['kind', '\udc00'],
    ] as const) {
      const body = JSON.stringify(notice({ [field]: text }));
      const answer = await world.send({ body });
      expect([400, 403, 422]).toContain(answer.status);
      expect((await world.lastHeld())?.bytes.toString()).toBe(body);
    }
    const inName = await world.send({
      body: JSON.stringify(notice()).replace('"content":{', '"content":{"a\\u0000b":1,'),
    });
    expect(told(inName)).toEqual(['content unknown-field']);
  });

  it('100 at a time are each accepted, each with its own answer', async () => {
    const messages = Array.from({ length: 100 }, () => notice());
    const all = await Promise.all(messages.map((message) => world.sendJson(message)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
    expect(all.map(({ body }) => body.messageId)).toEqual(messages.map(({ messageId }) => messageId));
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(100);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])('%s on the route is not found', async (method) => {
    const answer = await fetch(`${world.hub.url}/v1/messages`, {
      method,
      headers: { authorization: `Bearer ${world.token}` },
    });
    expect([404, 405]).toContain(answer.status);
    await answer.arrayBuffer();
  });
});

describe('warnings', () => {
  it('[G-ADM-08] what needs consent and has none is not passed on, and the answer says so', async () => {
    const content = { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27', reason: 'lungröntgen' };
    const answer = await world.sendJson(notice({ content }));
    expect(answer.status).toBe(201);
    expect(answer.body.warnings).toContainEqual(
      expect.objectContaining({ path: 'content.reason', code: 'consent-missing', rule: 'G-ADM-08' }),
    );
    const [row] = await world.rows<{ body: { content: object } }>('SELECT body FROM message WHERE id = $1', [
      answer.body.id,
    ]);
    expect(row?.body.content).not.toHaveProperty('reason');
  });

  it('[G-ADM-02] a late notice, a clock ahead and a second open episode are remarked upon and no reason to refuse', async () => {
    const late = { admittedAt: '2026-11-20T02:40:00+01:00', expectedDischarge: '2026-11-27' };
    const answer = await world.sendJson(notice({ content: late, sentAt: '2026-11-23T09:00:00+01:00' }));
    expect(answer.status).toBe(201);
    const codes = new Set(answer.body.warnings.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(new Set(['clock-ahead', 'incomplete', 'late', 'second-open-episode']));
    expect(answer.body.warnings).toContainEqual(expect.objectContaining({ code: 'late', rule: 'G-ADM-02' }));
  });
});

describe('when the storage is away', () => {
  it('everything is 503 with Retry-After, AR "retry" and CR, nothing is kept, and it is taken when it is back', async () => {
    const name = world.databaseName;
    const message = notice();
    const before = (await world.rows('SELECT 1 FROM quarantine')).length;
    const admin = new Client({ connectionString: process.env['TEST_DATABASE_ADMIN_URL'] });
    await admin.connect();
    try {
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      const cutOff = () =>
        admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'hemgang'`,
          [name],
        );
      await cutOff();
      const json = await world.sendJson(message);
      expectProblem(json, 503, 'unavailable');
      expect(Number(json.headers.get('retry-after'))).toBeGreaterThan(0);
      const original = await world.sendHl7(adt('A01'));
      expect([original.status, original.ack.code, original.ack.text]).toEqual([503, 'AR', 'retry']);
      expect(Number(original.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await world.sendHl7(adt('A01', { accept: 'AL' }))).ack.code).toBe('CR');
      // What would be refused anyway cannot be kept either.
      for (const body of ['{', '[]']) expect((await world.send({ body })).status).toBe(503);
      expect((await world.send({ body: '<x/>', contentType: 'application/xml' })).status).toBe(503);
    } finally {
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await admin.end();
    }
    const taken = await eventually('the hub takes messages again', async () => {
      const answer = await world.sendJson(message);
      return answer.status === 503 ? undefined : answer;
    });
    expect(taken.status).toBe(201);
    expect((await world.rows('SELECT 1 FROM quarantine')).length).toBe(before);
  });
});

describe('what belongs to the person', () => {
  it('stands in no answer to a refused message and nowhere in the log', () => {
    const refusals = world.answers.filter(({ status }) => status >= 400);
    expect(refusals.length).toBeGreaterThan(50);
    for (const { text } of refusals) for (const value of PERSONAL) expect(text).not.toContain(value);
    for (const value of PERSONAL) expect(world.hub.log()).not.toContain(value);
  });

  it('nor does an answer ever hold an error that nobody foresaw', () => {
    expect(world.answers.filter(({ status }) => status === 500)).toEqual([]);
  });
});
