import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { adt, nextControlId } from '../support/adt.js';
import type { AdtChanges } from '../support/adt.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { readAck } from '../support/mllp-client.js';
import type { Ack } from '../support/mllp-client.js';
import { postMessage } from '../support/posting.js';
import type { Post, Posted } from '../support/posting.js';

const WARD = 'SE2321000016-AVD12';
const HL7 = 'application/hl7-v2';
const MOST_BYTES = 64 * 1024;
/** What belongs to the person: none of it may come back in a refusal or stand in the log. */
const PERSONAL = ['191212121212', 'Tolvansson', 'Tolvan', 'Storgatan 77', '19121212-1212', 'lungröntgen'];

interface Wire {
  [name: string]: unknown;
}

let database: TestDatabase;
let hub: RunningHub;
let sql: Client;
let token: string;
/** Every answer of the run, for the look at the end. */
const answers: Posted[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const env = { HEMGANG_MAX_MESSAGE_BYTES: String(MOST_BYTES), HEMGANG_LOG_LEVEL: 'debug' };
  hub = await startHub({ databaseUrl: database.url, env });
  sql = new Client({ connectionString: database.url });
  await sql.connect();
  token = await hub.tokenFor(WARD);
}, 90_000);

afterAll(async () => {
  await hub.stop();
  await sql.end();
  await database.drop();
});

const PATIENT = {
  ...{ id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
  ...{ address: { line: ['Storgatan 77'], postalCode: '80310', city: 'Gävle' } },
  ...{ municipality: '2180', healthCentre: 'SE2321000016-HC01' },
};

/** A notice of category BC that has everything, with changes; `undefined` takes a field away. */
function notice(changes: Wire = {}): Wire {
  const messageId = nextControlId();
  return {
    ...{ messageId, kind: 'inskrivningsmeddelande', sender: WARD, sentAt: '2026-11-23T07:15:00+01:00' },
    ...{ episodeId: `V-${messageId}`, patient: PATIENT, planningCategory: 'BC' },
    content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
    ...changes,
  };
}

async function send(post: Post): Promise<Posted> {
  const answer = await postMessage(hub, { token, ...post });
  answers.push(answer);
  return answer;
}

const sendJson = (message: unknown, post: Partial<Post> = {}): Promise<Posted> =>
  send({ body: typeof message === 'string' ? message : JSON.stringify(message), ...post });

async function sendHl7(message: string | Uint8Array, post: Partial<Post> = {}): Promise<Posted & { ack: Ack }> {
  const answer = await send({ body: message, contentType: HL7, ...post });
  expect(answer.headers.get('content-type')).toBe(HL7);
  return { ...answer, ack: readAck(Buffer.from(answer.text)) };
}

async function rows<Row extends object>(text: string, parameters: unknown[] = []): Promise<Row[]> {
  return (await sql.query<Row>(text, parameters)).rows;
}

const accepted = async (messageId: unknown): Promise<number> =>
  (await rows('SELECT 1 FROM message WHERE message_id = $1', [messageId])).length;

interface Held {
  bytes: Buffer;
  outcome: string;
  sender: string | null;
  message_id: string | null;
  content_type: string;
  reasons: { code: string; rule?: string }[];
}

/** What was quarantined last. */
async function lastHeld(): Promise<Held | undefined> {
  const [held] = await rows<Held>(
    `SELECT p.bytes, q.outcome, q.sender, q.message_id, p.content_type, q.reasons FROM quarantine q JOIN payload p ON p.id = q.payload_id
     WHERE q.state = 'held' ORDER BY q.id DESC LIMIT 1`,
  );
  return held;
}

const told = ({ body }: Posted): string[] =>
  body.errors.map(({ path, code, rule }: { path: string; code: string; rule?: string }) =>
    [path, code, rule].filter((part) => part !== undefined).join(' '),
  );

function expectProblem(answer: Posted, status: number, code: string): void {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(answer.body).toMatchObject({ status, type: `urn:hemgang:problem:${code}`, title: expect.any(String) });
}

describe('a JSON message', () => {
  it('[L-HL7-03] is answered 201 once it is committed, with deliveries, deadlines and warnings', async () => {
    const message = notice({ content: { admittedAt: '2026-11-23T02:40:00+01:00' } });
    const answer = await sendJson(message);
    const [row] = await rows<{ id: string; bytes: Buffer }>(
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
      ],
    });
    expect(row?.bytes.toString()).toBe(JSON.stringify(message));
  });

  it('[L-DUP-01] sent again is answered 200 as the first time, also with another sending time', async () => {
    const message = notice();
    const first = await sendJson(message);
    for (const again of [message, { ...message, sentAt: '2026-11-23T07:20:00+01:00' }]) {
      const answer = await sendJson(again);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('idempotent-replayed')).toBe('true');
      expect(answer.body).toEqual(first.body);
    }
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(await accepted(message['messageId'])).toBe(1);
  });

  it('[L-DUP-01] with other content under a used id is 409, kept, and nothing changes', async () => {
    const message = notice();
    await sendJson(message);
    const before = await rows('SELECT version, facts FROM episode WHERE number = $1', [message['episodeId']]);
    const other = { ...message, content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-12-01' } };
    const answer = await sendJson(other);
    expectProblem(answer, 409, 'message-id-reused');
    expect(told(answer)).toEqual(['messageId message-id-reused']);
    expect((await lastHeld())?.bytes.toString()).toBe(JSON.stringify(other));
    expect(await rows('SELECT version, facts FROM episode WHERE number = $1', [message['episodeId']])).toEqual(before);
    expect((await sendJson(message)).status).toBe(200);
  });

  it.each([
    ['with wrong syntax', '{"messageId": "x", ', 'not-readable'],
    ['that is empty', '', 'not-readable'],
    ['of blanks', ' \r\n ', 'not-readable'],
    ['nested thousands of levels deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'not-readable'],
    ['nested in objects', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'not-readable'],
    [
      'with a byte that is not UTF-8',
      Buffer.concat([Buffer.from('{"messageId":"'), Buffer.from([0xe5]), Buffer.from('"}')]),
      'character-set',
    ],
    ['in UTF-16', Buffer.from('{"messageId":"x"}', 'utf16le'), 'not-readable'],
    ['with a sequence cut short', Buffer.from([0x7b, 0x22, 0xc3]), 'character-set'],
  ])('%s is 400 and kept with its exact bytes', async (_title, body, code) => {
    const answer = await send({ body });
    expectProblem(answer, 400, code);
    const held = await lastHeld();
    expect(held?.bytes).toEqual(Buffer.from(body));
    expect(held).toMatchObject({ outcome: 'unreadable', content_type: 'application/json' });
  });

  it('that is no message is 422', async () => {
    for (const body of ['[]', 'null', '"text"', '7', '[{"messageId":"x"}]']) {
      expectProblem(await send({ body }), 422, 'invalid-value');
      expect((await lastHeld())?.bytes.toString()).toBe(body);
    }
  });

  it('without a token or with a wrong one is 401, with the way to get one', async () => {
    for (const wrong of [undefined, 'nonsense', `${token}x`]) {
      const answer = await sendJson(notice(), { token: wrong });
      expectProblem(answer, 401, 'sender-unknown');
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it('of a unit that the caller may not send as is 403 and says nothing else about it', async () => {
    for (const sender of ['SE2321000016-AVD32', 'SE2321000016-HC01', 'SE0000000000-NONE', '__proto__']) {
      const message = notice({ sender, kind: 'nonsense' });
      const answer = await sendJson(message);
      expectProblem(answer, 403, 'sender-not-allowed');
      expect(told(answer)).toEqual(['sender sender-not-allowed']);
      expect((await lastHeld())?.bytes.toString()).toBe(JSON.stringify(message));
      expect(await accepted(message['messageId'])).toBe(0);
    }
  });

  it('[G-ADM-04] [G-ADM-05] [G-ADM-29] [G-CAT-01] that is wrong in many ways hears of all of them at once', async () => {
    const message = notice({
      ...{ sentAt: 'yesterday', planningCategory: 'Z', color: 'blue' },
      patient: { ...PATIENT, id: '191212121213', givenName: undefined, municipality: 'Gävle' },
      content: { admittedAt: '2026-11-23 02:40', expectedDischarge: '2026-02-30' },
    });
    const answer = await sendJson(message);
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
    const held = await lastHeld();
    expect(held).toMatchObject({ outcome: 'against-rule', sender: WARD, message_id: message['messageId'] });
    expect(held?.reasons).toEqual(answer.body.errors);
  });

  it.each([
    ['application/xml', '<message/>'],
    ['text/plain', 'MSH|'],
    ['application/json-patch+json', '{}'],
    ['application/fhir+json', '{}'],
  ])('as %s is 415 and kept', async (contentType, body) => {
    expectProblem(await send({ body, contentType }), 415, 'unsupported-media-type');
    expect(await lastHeld()).toMatchObject({ bytes: Buffer.from(body), content_type: contentType });
  });

  it('without a content type, or with one that is none, is 415', async () => {
    for (const type of ['', 'nonsense', '; charset=utf-8', 'application/']) {
      expectProblem(await send({ body: '{}', contentType: type }), 415, 'unsupported-media-type');
    }
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"; x=y'])(
    'as %s is taken',
    async (contentType) => {
      expect((await sendJson(notice(), { contentType })).status).toBe(201);
    },
  );

  it('over the limit is 413, and what is at the limit is not', async () => {
    const padded = (bytes: number) =>
      Buffer.alloc(bytes, ' ').fill(JSON.stringify(notice()).padEnd(2_000, ' '), 0, 2_000);
    expect((await send({ body: padded(MOST_BYTES) })).status).toBe(201);
    for (const bytes of [MOST_BYTES + 1, MOST_BYTES * 3, MOST_BYTES * 20]) {
      const answer = await send({ body: padded(bytes) });
      expectProblem(answer, 413, 'too-large');
      expect((await lastHeld())?.outcome).toBe('too-large');
    }
    expect((await sendJson(notice())).status).toBe(201);
  });

  it('that is refused does not take its id: mended, it is accepted under it, and the replay of the refused one is told apart', async () => {
    const refused = notice({ planningCategory: 'A' });
    expect((await sendJson(refused)).status).toBe(422);
    const mended = { ...refused, planningCategory: 'BC' };
    expect((await sendJson(mended)).status).toBe(201);
    expect((await sendJson(mended)).status).toBe(200);
    expectProblem(await sendJson(refused), 409, 'message-id-reused');
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
      const answer = await send({ body });
      expect(answer.status).toBe(422);
      expect((await lastHeld())?.bytes.toString()).toBe(body);
    }
    expect((await sendJson(notice())).status).toBe(201);
  });

  it('with NUL or half a surrogate anywhere is refused and kept', async () => {
    for (const [field, text] of [
      ['messageId', 'a\u0000b'],
      ['episodeId', 'V\ud800'],
      ['sender', `${WARD}\u0000`],
      ['kind', '\udc00'],
    ] as const) {
      const body = JSON.stringify(notice({ [field]: text }));
      const answer = await send({ body });
      expect([400, 403, 422]).toContain(answer.status);
      expect((await lastHeld())?.bytes.toString()).toBe(body);
    }
    const inName = await send({ body: JSON.stringify(notice()).replace('"content":{', '"content":{"a\\u0000b":1,') });
    expect(told(inName)).toEqual(['content unknown-field']);
  });

  it('100 at a time are each accepted, each with its own answer', async () => {
    const messages = Array.from({ length: 100 }, () => notice());
    const all = await Promise.all(messages.map((message) => sendJson(message)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
    expect(all.map(({ body }) => body.messageId)).toEqual(messages.map(({ messageId }) => messageId));
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(100);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])('%s on the route is not found', async (method) => {
    const answer = await fetch(`${hub.url}/v1/messages`, { method, headers: { authorization: `Bearer ${token}` } });
    expect([404, 405]).toContain(answer.status);
    await answer.arrayBuffer();
  });
});

describe('warnings', () => {
  it('[G-ADM-08] what needs consent and has none is not passed on, and the answer says so', async () => {
    const content = { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27', reason: 'lungröntgen' };
    const answer = await sendJson(notice({ content }));
    expect(answer.status).toBe(201);
    expect(answer.body.warnings).toContainEqual(
      expect.objectContaining({ path: 'content.reason', code: 'consent-missing', rule: 'G-ADM-08' }),
    );
    const [row] = await rows<{ body: { content: object } }>('SELECT body FROM message WHERE id = $1', [answer.body.id]);
    expect(row?.body.content).not.toHaveProperty('reason');
  });

  it('[G-ADM-02] a late notice, a clock ahead and a second open episode are remarked upon and no reason to refuse', async () => {
    const late = { admittedAt: '2026-11-20T02:40:00+01:00', expectedDischarge: '2026-11-27' };
    const answer = await sendJson(notice({ content: late, sentAt: '2026-11-23T09:00:00+01:00' }));
    expect(answer.status).toBe(201);
    const codes = new Set(answer.body.warnings.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(new Set(['clock-ahead', 'late', 'second-open-episode']));
    expect(answer.body.warnings).toContainEqual(expect.objectContaining({ code: 'late', rule: 'G-ADM-02' }));
  });
});

describe('the planning category decides who gets the notice', () => {
  const [SOC, HSV, SABO] = ['SE2120002338-SOC01', 'SE2120002338-HSV01', 'SE2120002338-SABO01'];
  const HC = 'SE2321000016-HC01';
  const [SOC81, HSV81, SABO81] = ['SE2120002346-SOC01', 'SE2120002346-HSV01', 'SE2120002346-SABO01'];
  const HC3 = 'SE2321000016-HC03';
  const TABLE: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['B [G-CAT-04]', [HC], [HC3]],
    ['C [G-CAT-07]', [SOC], [SOC81]],
    ['D [G-CAT-09] [G-CAT-17]', [HSV, HC], [HSV81, HC3]],
    ['BC [G-CAT-11]', [HC, SOC], [HC3, SOC81]],
    ['CD [G-CAT-13] [G-CAT-17]', [SOC, HSV, HC], [SOC81, HSV81, HC3]],
    ['E [G-CAT-15] [G-CAT-17]', [SOC, SABO, HC], [SOC81, SABO81, HC3]],
  ];
  const contentOf = (category: string) => ({
    ...{ admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
    ...(category === 'B' ? { physicianAssessed: true } : {}),
  });

  async function deliveredTo(id: string): Promise<string[]> {
    const found = await rows<{ unit: string }>('SELECT unit FROM delivery WHERE message_id = $1 ORDER BY unit', [id]);
    return found.map(({ unit }) => unit);
  }

  it.each(TABLE)('%s in JSON, in either municipality', async (title, gavle, sandviken) => {
    const category = title.split(' ')[0] ?? '';
    const away = { ...PATIENT, municipality: '2181', healthCentre: HC3 };
    for (const [patient, units] of [
      [PATIENT, gavle],
      [away, sandviken],
    ] as const) {
      const answer = await sendJson(notice({ planningCategory: category, patient, content: contentOf(category) }));
      expect(answer.status).toBe(201);
      expect(answer.body.deliveries.map(({ unit }: { unit: string }) => unit).sort()).toEqual([...units].sort());
      expect(await deliveredTo(answer.body.id)).toEqual([...units].sort());
    }
  });

  it.each(TABLE)('%s in HL7', async (title, gavle) => {
    const category = title.split(' ')[0] ?? '';
    const controlId = nextControlId();
    const more = category === 'B' ? ['OBX|3|CWE|lakarbedomning||J'] : [];
    const { status, ack } = await sendHl7(adt('A01', { controlId, category, more }));
    expect([status, ack.code]).toEqual([201, 'AA']);
    const [message] = await rows<{ id: string }>('SELECT id FROM message WHERE message_id = $1', [controlId]);
    expect(await deliveredTo(message?.id ?? '')).toEqual([...gavle].sort());
  });

  it('[G-CAT-02] [G-CAT-03] A has no notice: refused with the rule, kept, delivered to nobody', async () => {
    const message = notice({ planningCategory: 'A' });
    const answer = await sendJson(message);
    expect(answer.status).toBe(422);
    expect(told(answer)).toEqual(['planningCategory category-without-notice G-CAT-03']);
    expect(await accepted(message['messageId'])).toBe(0);
    const { status, ack } = await sendHl7(adt('A01', { category: 'A' }));
    expect([status, ack.code]).toEqual([422, 'AE']);
    expect(ack.raw).toContain('G-CAT-03');
    expect((await lastHeld())?.reasons).toEqual([expect.objectContaining({ rule: 'G-CAT-03' })]);
  });

  it('[G-CAT-04] B without a judgement of a physician is refused with the rule', async () => {
    for (const physicianAssessed of [undefined, false]) {
      const answer = await sendJson(
        notice({ planningCategory: 'B', content: { ...contentOf('C'), physicianAssessed } }),
      );
      expect(answer.status).toBe(422);
      expect(told(answer)).toEqual(['content.physicianAssessed category-without-notice G-CAT-04']);
    }
  });

  it.each(['F', 'CB', 'ABC', '', 'b'])('[G-CAT-01] there is no category "%s"', async (planningCategory) => {
    const answer = await sendJson(notice({ planningCategory }));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ path: 'planningCategory', rule: 'G-CAT-01' }));
  });

  it('[G-CAT-19] needs give the category, and needs that give none or another are refused', async () => {
    const needs = async (list: string[], planningCategory?: string) =>
      sendJson(notice({ needs: list, planningCategory, content: contentOf('C') }));
    const unitsOf = ({ body }: Posted) => body.deliveries.map(({ unit }: { unit: string }) => unit).sort();
    expect(unitsOf(await needs(['socialtjanst', 'hemsjukvard']))).toEqual([SOC, HSV, HC].sort());
    expect(unitsOf(await needs(['sabo'], 'E'))).toEqual([SOC, SABO, HC].sort());
    for (const [list, category] of [
      [['sabo', 'hemsjukvard'], undefined],
      [['sabo'], 'D'],
    ] as const) {
      const answer = await needs([...list], category);
      expect([answer.status, told(answer)]).toEqual([422, ['needs conflicting-needs G-CAT-19']]);
    }
  });

  it('[G-ADM-09] a named unit takes the place of the default for its role; one of another role is refused', async () => {
    const named = await sendJson(notice({ planningCategory: 'E', recipients: ['SE2120002338-SABO02'] }));
    expect(await deliveredTo(named.body.id)).toEqual([SOC, 'SE2120002338-SABO02', HC].sort());
    const wrong = await sendJson(notice({ planningCategory: 'C', recipients: [HSV] }));
    expect([wrong.status, told(wrong)]).toEqual([422, ['recipients[0] role-not-concerned G-ADM-09']]);
    const unknown = await sendJson(notice({ recipients: ['SE0000000000-NONE'] }));
    expect([unknown.status, told(unknown)]).toEqual([422, ['recipients[0] unknown-unit G-ADM-28']]);
  });

  it('[G-ADM-28] what nobody can receive is refused for every role at once, and kept with its exact bytes', async () => {
    const message = notice({
      patient: { ...PATIENT, municipality: '9999', healthCentre: 'SE2321000016-HC99' },
      planningCategory: 'CD',
    });
    const answer = await sendJson(message);
    expectProblem(answer, 422, 'unroutable');
    expect(told(answer).sort()).toEqual([
      'patient.healthCentre unroutable G-ADM-28',
      'patient.municipality unroutable G-ADM-28',
      'patient.municipality unroutable G-ADM-28',
    ]);
    expect(await lastHeld()).toMatchObject({
      ...{ bytes: Buffer.from(JSON.stringify(message)), outcome: 'against-rule', sender: WARD },
      message_id: message['messageId'],
    });
    expect((await sendJson({ ...message, patient: PATIENT })).status).toBe(201);
  });
});

describe('an HL7 message over HTTP', () => {
  it('[L-HL7-01] [L-HL7-03] is answered 201 and AA once committed, 200 and AA to a repeat', async () => {
    const controlId = nextControlId();
    const message = adt('A01', { controlId });
    const first = await sendHl7(message);
    expect(await accepted(controlId)).toBe(1);
    expect([first.status, first.ack.code, first.ack.controlId]).toEqual([201, 'AA', controlId]);
    const again = await sendHl7(message);
    expect([again.status, again.ack.code, again.ack.controlId]).toEqual([200, 'AA', controlId]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const later = await sendHl7(message.replace('20261123071500+0100', '20261123072500+0100'));
    expect([later.status, later.ack.code]).toEqual([200, 'AA']);
    expect(await accepted(controlId)).toBe(1);
  });

  it.each([
    ['AE', {}],
    ['CE', { accept: 'AL' }],
  ])('[L-DUP-01] [L-HL7-02] with other content under a used control id is 409 %s', async (code, mode: AdtChanges) => {
    const controlId = nextControlId();
    expect((await sendHl7(adt('A01', { controlId, ...mode }))).status).toBe(201);
    const { status, ack } = await sendHl7(adt('A01', { controlId, ...mode, expectedDischarge: '20261201' }));
    expect([status, ack.code, ack.controlId]).toEqual([409, code, controlId]);
    expect(ack.errors[0]?.[3]).toContain('205');
  });

  it('[L-HL7-01] in enhanced mode is answered CA, CE and CR by the conditions, and not at all when none is wanted', async () => {
    const enhanced = { accept: 'AL', applicationAck: 'NE' };
    expect((await sendHl7(adt('A01', enhanced))).ack.code).toBe('CA');
    expect((await sendHl7(adt('A01', { ...enhanced, category: 'A' }))).ack.code).toBe('CE');
    expect((await sendHl7(adt('A01', { ...enhanced, processingId: 'T' }))).ack.code).toBe('CR');
    const silent = await sendHl7(adt('A01', { accept: 'NE' }));
    expect([silent.status, silent.text]).toEqual([201, '']);
    const onlyErrors = await sendHl7(adt('A01', { accept: 'ER' }));
    expect([onlyErrors.status, onlyErrors.text]).toEqual([201, '']);
    expect((await sendHl7(adt('A01', { accept: 'ER', category: 'A' }))).ack.code).toBe('CE');
  });

  it('[L-HL7-02] with bytes that do not fit its character set is 400 AE', async () => {
    const message = Buffer.from(adt('A01', { city: 'G\u00e4vle', controlId: 'latin-in-utf8' }), 'latin1');
    const { status, ack } = await sendHl7(message);
    expect([status, ack.code, ack.controlId]).toEqual([400, 'AE', 'latin-in-utf8']);
    expect((await lastHeld())?.bytes).toEqual(message);
  });

  it.each([
    ['with no MSH', 'PID|1||191212121212\r'],
    ['that is empty', ''],
    ['that is not HL7', 'GET / HTTP/1.1\r\n\r\n'],
    ['of one byte', '\u0001'],
  ])('[L-HL7-02] %s is 400 AR, since no message can be named', async (_title, message) => {
    const { status, ack } = await sendHl7(message);
    expect([status, ack.code, ack.controlId]).toEqual([400, 'AR', '']);
    expect((await lastHeld())?.bytes.toString()).toBe(message);
  });

  it.each([
    ['another event', adt('A04', { controlId: 'not-ours' }), '201'],
    ['another processing id', adt('A01', { controlId: 'not-ours', processingId: 'T' }), '202'],
    ['another version', adt('A01', { controlId: 'not-ours', version: '3.0' }), '203'],
  ])('[L-HL7-02] of %s is 422 AR', async (_title, message, condition) => {
    const { status, ack } = await sendHl7(message);
    expect([status, ack.code, ack.controlId]).toEqual([422, 'AR', 'not-ours']);
    expect(ack.errors.some((err) => err[3]?.startsWith(condition))).toBe(true);
    expect((await lastHeld())?.outcome).toBe('not-our-event');
  });

  it('[L-HL7-02] without a token is 401 AR and of a foreign unit 403 AR, by its control id', async () => {
    const unauthenticated = await sendHl7(adt('A01', { controlId: 'no-token' }), { token: undefined });
    expect([unauthenticated.status, unauthenticated.ack.code, unauthenticated.ack.controlId]).toEqual([
      401,
      'AR',
      'no-token',
    ]);
    for (const facility of ['SE2321000016-AVD32', 'AVD12', 'NOWHERE']) {
      const foreign = await sendHl7(adt('A01', { controlId: 'foreign', facility }));
      expect([foreign.status, foreign.ack.code, foreign.ack.controlId]).toEqual([403, 'AR', 'foreign']);
    }
  });

  it('[L-HL7-02] against rules is 422 AE with an ERR for each, saying where and by which rule', async () => {
    const { status, ack } = await sendHl7(
      adt('A01', { patientId: '191212121213', category: 'X', expectedDischarge: '20261399' }),
    );
    expect([status, ack.code]).toEqual([422, 'AE']);
    const where = ack.errors.map((err) => `${err[2] ?? ''} ${/G-[A-Z]+-\d+/.exec(err[5] ?? '')?.[0] ?? ''}`.trim());
    expect(where.sort()).toEqual(['OBX^2^5 G-CAT-01', 'PID^1^3^1^1 G-ADM-29', 'PV2^1^9'].sort());
  });

  it('[L-HL7-02] over the limit is 413 AR by its control id, with its beginning kept', async () => {
    const controlId = nextControlId();
    const large = adt('A01', { controlId, more: [`OBX|9|TX|ovrigt||${'x'.repeat(MOST_BYTES)}`] });
    const { status, ack } = await sendHl7(large);
    expect([status, ack.code, ack.controlId]).toEqual([413, 'AR', controlId]);
    const held = await lastHeld();
    expect(held?.outcome).toBe('too-large');
    expect(large.startsWith(held?.bytes.toString() ?? '?')).toBe(true);
  });

  it('with a charset parameter is read by MSH-18 all the same', async () => {
    const latin1 = readFileSync('test/fixtures/messages/hl7v2/a01-latin1.hl7');
    const { status } = await sendHl7(latin1, { contentType: `${HL7}; charset=utf-8` });
    expect(status).toBe(201);
    const [row] = await rows<{ bytes: Buffer; body: { patient: { address: { city: string } } } }>(
      `SELECT p.bytes, m.body FROM message m JOIN payload p ON p.id = m.payload_id WHERE m.message_id = 'MSG00003'`,
    );
    expect(row?.bytes).toEqual(latin1);
    expect(row?.body.patient.address.city).toBe('Gävle');
  });
});

describe('when the storage is away', () => {
  it('everything is 503 with Retry-After, AR "retry" and CR, nothing is kept, and it is taken when it is back', async () => {
    const name = new URL(database.url).pathname.slice(1);
    const message = notice();
    const before = (await rows('SELECT 1 FROM quarantine')).length;
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
      const json = await sendJson(message);
      expectProblem(json, 503, 'unavailable');
      expect(Number(json.headers.get('retry-after'))).toBeGreaterThan(0);
      const original = await sendHl7(adt('A01'));
      expect([original.status, original.ack.code, original.ack.text]).toEqual([503, 'AR', 'retry']);
      expect(Number(original.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await sendHl7(adt('A01', { accept: 'AL' }))).ack.code).toBe('CR');
      // What would be refused anyway cannot be kept either.
      for (const body of ['{', '[]']) expect((await send({ body })).status).toBe(503);
      expect((await send({ body: '<x/>', contentType: 'application/xml' })).status).toBe(503);
    } finally {
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await admin.end();
    }
    const taken = await eventually('the hub takes messages again', async () => {
      const answer = await sendJson(message);
      return answer.status === 503 ? undefined : answer;
    });
    expect(taken.status).toBe(201);
    expect((await rows('SELECT 1 FROM quarantine')).length).toBe(before);
  });
});

describe('what belongs to the person', () => {
  it('stands in no answer to a refused message and nowhere in the log', () => {
    const refusals = answers.filter(({ status }) => status >= 400);
    expect(refusals.length).toBeGreaterThan(50);
    for (const { text } of refusals) for (const value of PERSONAL) expect(text).not.toContain(value);
    for (const value of PERSONAL) expect(hub.log()).not.toContain(value);
  });

  it('nor does an answer ever hold an error that nobody foresaw', () => {
    expect(answers.filter(({ status }) => status === 500)).toEqual([]);
  });
});
