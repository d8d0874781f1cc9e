import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { reason } from '#domain/reason.js';
import type { AdmissionReport } from '#flows/admit-message.js';
import { OperationsStore } from '#flows/operations-ports.js';
import { StorageUnavailable } from '#flows/ports.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { Tokens } from '#security/tokens.js';
import type { SummaryDto } from '../../apps/console/src/dto/summary.dto.js';
import { PromMetrics } from '../../apps/hub/src/metrics.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { KeptLog, NOW, operationsApp } from './operations-app.js';
import { HEALTH_CENTRE, OperationsRows, WARD } from './operations-rows.js';

const NOWHERE = '00000000-0000-7000-8000-000000000000';

let database: TestDatabase;
let dataSource: DataSource;
let app: NestFastifyApplication;
let rows: OperationsRows;
let base: string;
let verdict: AdmissionReport;
const log = new KeptLog();
const metrics = new PromMetrics();

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 5);
  await dataSource.initialize();
  rows = new OperationsRows(dataSource);
  app = await operationsApp(dataSource, { log, metrics, admit: () => Promise.resolve(verdict) });
  await app.listen(0, '127.0.0.1');
  base = await app.getUrl();
});

afterAll(async () => {
  await app.close();
  if (dataSource.isInitialized) await dataSource.destroy();
  await database.drop();
});

async function call(client: string | undefined, method: string, path: string, body?: unknown) {
  const token = client === undefined ? undefined : await app.get(Tokens).issue(client);
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

const get = (path: string, client = 'operations') => call(client, 'GET', path);
const post = (path: string, body?: unknown, client = 'operations') => call(client, 'POST', path, body);

describe('the operations API', () => {
  let message: string;
  let deadline: string;
  let escalation: string;

  beforeAll(async () => {
    const episode = await rows.episode('V20261127-001');
    message = await rows.message({ messageId: 'MSG-1', episode, receivedAt: '2026-11-27T15:00:00Z' });
    const delivery = await rows.delivery(message, HEALTH_CENTRE);
    deadline = await rows.deadline(message, HEALTH_CENTRE, {
      ...{ due: '2026-11-28T08:00:00Z', delivery_id: delivery, episode_id: episode, overdue: true },
    });
    await rows.firing(deadline, { fired_at: '2026-11-28T08:00:00Z' });
    await rows.firing(deadline, {
      step: 'avsandare',
      kind: 'eskalering',
      to_unit: WARD,
      fired_at: '2026-11-28T08:00:00Z',
    });
    escalation = await rows.escalation(deadline, { step: 'avsandare', opened_at: '2026-11-28T08:00:00Z' });
    await rows.count(HEALTH_CENTRE, 'overdue', 1);
    await rows.count(HEALTH_CENTRE, 'overdue-receipts', 1);
    await rows.count(HEALTH_CENTRE, 'waiting', 1);
    await rows.count(WARD, 'received', 1);
    await rows.count('*', 'quarantined', 2);
  });

  it('[G-ACK-12] on a Saturday at 09:05 an overdue receipt says whom to call, who waits, and that the ward has been told', async () => {
    const { status, body } = await get('/v1/ops/deadlines?state=overdue');
    expect(status).toBe(200);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      ...{ id: deadline, kind: 'kvittens', rule: 'G-ACK-03', overdue: true, episodeNumber: 'V20261127-001' },
      responsible: { hsaId: HEALTH_CENTRE, role: 'oppenvard', phone: expect.stringMatching(/^08-465 /) },
      informs: { hsaId: WARD, name: 'Avdelning 12, medicin' },
      fired: [
        { step: 'avsandare', kind: 'eskalering', to: { hsaId: WARD } },
        { step: 'paminnelse', to: { hsaId: HEALTH_CENTRE }, firedAt: '2026-11-28T08:00:00.000Z' },
      ],
      escalation: { id: escalation, state: 'open' },
    });
  });

  it('the summary counts in all and per unit, with names, telephone numbers and ages', async () => {
    const { body } = await get('/v1/ops/summary');
    expect(body.total.counts).toMatchObject({ overdue: 1, received: 1, quarantined: 2 });
    expect(body.total.oldest.overdue).toEqual({ since: '2026-11-28T08:00:00.000Z', seconds: 300 });
    const unit = body.units.find((entry: { hsaId: string }) => entry.hsaId === HEALTH_CENTRE);
    expect(unit).toMatchObject({
      phone: expect.any(String),
      counts: { overdue: 1 },
      oldest: { overdue: { seconds: 300 } },
    });
  });

  it('reminders and escalations tell what fired, when, to whom', async () => {
    const reminders = await get('/v1/ops/reminders');
    expect(reminders.body.items).toMatchObject([
      { step: 'paminnelse', deadline: { message, responsible: { hsaId: HEALTH_CENTRE } } },
    ]);
    const escalations = await get('/v1/ops/escalations?state=open');
    expect(escalations.body.items).toMatchObject([{ id: escalation, step: 'avsandare', deadline: { id: deadline } }]);
  });

  it('an escalation is taken by one, noted, and resolved; the loser is told the state it met', async () => {
    const taken = await post(`/v1/ops/escalations/${escalation}/take`);
    expect(taken).toMatchObject({ status: 200, body: { state: 'taken', takenBy: 'client:operations' } });
    const lost = await post(`/v1/ops/escalations/${escalation}/take`, undefined, 'admin');
    expect(lost).toMatchObject({ status: 409, body: { code: 'wrong-state', state: 'taken' } });
    const noted = await post(`/v1/ops/escalations/${escalation}/note`, { text: 'Ringt' });
    expect(noted.body.notes).toMatchObject([{ text: 'Ringt', by: 'client:operations' }]);
    const resolved = await post(`/v1/ops/escalations/${escalation}/resolve`, { resolution: 'Kvitterat' });
    expect(resolved.body).toMatchObject({ state: 'resolved', resolution: 'Kvitterat' });
    expect((await post(`/v1/ops/escalations/${NOWHERE}/take`)).status).toBe(404);
    expect((await post(`/v1/ops/escalations/x/take`)).status).toBe(404);
  });

  it('a trace says which rule sent the message where and why', async () => {
    const { body } = await get(`/v1/ops/messages/${message}/trace`);
    expect(body).toMatchObject({
      message: { id: message, sender: { hsaId: WARD, name: 'Avdelning 12, medicin' } },
      payload: { contentType: 'application/hl7-v2', size: 14 },
      routing: {
        ...{ planningCategory: 'BC', notice: 'first', rules: ['G-ADM-09', 'G-CAT-11'] },
        parties: [{ role: 'oppenvard', why: expect.stringContaining('category BC concerns oppenvard (G-CAT-11)') }],
      },
      deadlines: [{ id: deadline }],
    });
    expect((await get(`/v1/ops/messages/${NOWHERE}/trace`)).status).toBe(404);
  });

  it('messages are found by MSH-10, and no list shows the patient', async () => {
    const found = await get('/v1/ops/messages?controlId=MSG-1');
    expect(found.body.items).toMatchObject([{ id: message, messageId: 'MSG-1' }]);
    const lists = [
      'summary',
      'deadlines',
      'reminders',
      'escalations?state=resolved',
      'messages',
      `messages/${message}/trace`,
    ];
    for (const list of lists) {
      const answer = await get(`/v1/ops/${list}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.text).not.toMatch(/191212121212|Tolvan/);
    }
  });

  it('[L-LOG-01] the bytes come as a download that no browser interprets, and the reading is in the trace', async () => {
    const { status, headers, text } = await get(`/v1/ops/messages/${message}/bytes`);
    expect(status).toBe(200);
    expect(text).toBe('bytes of MSG-1');
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('hemgang-content-type')).toBe('application/hl7-v2');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const trace = await get(`/v1/ops/messages/${message}/trace`);
    expect(trace.body.audit.at(-1)).toMatchObject({ action: 'message-bytes-read', actor: 'client:operations' });
  });

  it('the auditor reads, and neither sees bytes nor changes anything; a party sees nothing of it; nobody without a token', async () => {
    expect((await get('/v1/ops/summary', 'auditor')).status).toBe(200);
    expect((await get(`/v1/ops/messages/${message}/bytes`, 'auditor')).status).toBe(403);
    expect((await post(`/v1/ops/escalations/${escalation}/take`, undefined, 'auditor')).status).toBe(403);
    expect((await post(`/v1/ops/messages/${message}/release-id`, { reason: 'test' }, 'auditor')).status).toBe(403);
    const party = await get('/v1/ops/summary', 'gavle-sjukhus');
    expect(party).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    const nobody = await call(undefined, 'GET', '/v1/ops/summary');
    expect(nobody).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(nobody.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('[L-LOG-01] [L-LOG-02] the auditor asks who has seen whom, and documents spot checks; nobody else does', async () => {
    const question = { patientId: '191212121212', reason: 'Begäran om loggutdrag' };
    const extract = await post('/v1/audit/accesses', question, 'auditor');
    expect(extract.status).toBe(200);
    expect(extract.headers.get('cache-control')).toBe('no-store');
    expect(extract.body.items[0]).toMatchObject({
      ...{ action: 'message-bytes-read', isReading: true, actor: 'client:operations' },
      ...{ unit: { hsaId: WARD, phone: expect.any(String) }, messages: [{ id: message }] },
    });
    const day = { from: '2026-11-28T00:00:00+01:00', to: '2026-11-29T00:00:00+01:00' };
    const drawn = await post('/v1/audit/spot-checks', { ...day, size: 5 }, 'auditor');
    expect(drawn).toMatchObject({
      status: 201,
      body: { drawnBy: 'client:auditor', entries: [{ action: 'message-bytes-read' }] },
    });
    const close = `/v1/audit/spot-checks/${drawn.body.id}/close`;
    const found = { findings: 'Allt i sin ordning', deviations: 0 };
    expect(await post(close, found, 'auditor')).toMatchObject({ status: 200, body: found });
    expect((await post(close, found, 'auditor')).status).toBe(409);
    expect((await get('/v1/audit/spot-checks', 'auditor')).body.items).toHaveLength(1);
    const since = `from=${encodeURIComponent(day.from)}`;
    const lines = await get(`/v1/audit/entries?${since}&unit=${WARD}&action=message-bytes-read`, 'auditor');
    expect(lines.body.items).toHaveLength(1);
    for (const client of ['operations', 'gavle-sjukhus']) {
      expect((await post('/v1/audit/accesses', question, client)).status).toBe(403);
      expect((await get('/v1/audit/entries', client)).status).toBe(403);
    }
  });

  it('an extract without a reason is refused, and the refusal repeats no number', async () => {
    const refused = await post('/v1/audit/accesses', { patientId: '191212121212' }, 'auditor');
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'reason' }] } });
    expect(refused.text).not.toContain('191212121212');
  });

  it('a message id is released with a reason, once', async () => {
    await rows.insert('idempotency_key', {
      key: Buffer.from('k1'),
      content_hash: Buffer.from('h'),
      message_id: message,
    });
    expect((await post(`/v1/ops/messages/${message}/release-id`, {})).status).toBe(422);
    const released = await post(`/v1/ops/messages/${message}/release-id`, { reason: 'räknaren började om' });
    expect(released).toMatchObject({ status: 200, body: { id: message, released: true } });
    expect((await post(`/v1/ops/messages/${message}/release-id`, { reason: 'igen' })).status).toBe(409);
  });
});

describe('quarantine', () => {
  const hold = () =>
    new PgQuarantineStore(dataSource).hold({
      raw: {
        bytes: Buffer.from('MSH|^~\\&|'),
        contentType: 'application/hl7-v2',
        source: 'mllp:local-mllp',
        receivedAt: NOW,
      },
      ...{
        outcome: 'against-rule',
        reasons: [reason('unroutable', 'patient.municipality')],
        sender: WARD,
        messageId: 'Q-1',
      },
    });

  it('shows reasons and no bytes, hands out the bytes apart, and pages', async () => {
    const ids = [await hold(), await hold()];
    const page = await get('/v1/ops/quarantine?state=held&limit=1');
    expect(page.body).toMatchObject({ items: [{ id: ids[1], reasons: [{ code: 'unroutable' }] }], next: ids[1] });
    expect(page.text).not.toContain('MSH');
    expect((await get(`/v1/ops/quarantine?limit=1&after=${page.body.next}`)).body.items).toMatchObject([
      { id: ids[0] },
    ]);
    expect((await get(`/v1/ops/quarantine/${ids[0]}`)).body).toMatchObject({
      ...{ sender: WARD, messageId: 'Q-1' },
      system: { sv: 'MLLP-källan local-mllp', en: 'the MLLP source local-mllp' },
    });
    expect((await get(`/v1/ops/quarantine/${ids[0]}/bytes`)).text).toBe('MSH|^~\\&|');
    expect((await get(`/v1/ops/quarantine/${NOWHERE}`)).status).toBe(404);
  });

  it('a replay that is refused says why; after mending it is accepted, and then it cannot be replayed again', async () => {
    const id = await hold();
    verdict = {
      kind: 'refused',
      outcome: 'against-rule',
      reasons: [reason('unroutable', 'PID^1^11')],
      head: undefined,
    };
    const refused = await post(`/v1/ops/quarantine/${id}/replay`);
    expect(refused).toMatchObject({ status: 200, body: { result: 'refused', reasons: [{ code: 'unroutable' }] } });
    verdict = { kind: 'refused', outcome: 'unavailable', reasons: [reason('unavailable', '')], head: undefined };
    const later = await post(`/v1/ops/quarantine/${id}/replay`);
    expect(later).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    const answer = {
      id: NOWHERE,
      messageId: 'Q-1',
      episode: { id: NOWHERE, state: 'inskriven' },
      deliveries: [],
      deadlines: [],
      warnings: [],
    };
    verdict = { kind: 'accepted', answer, isRepeat: false, head: undefined };
    expect((await post(`/v1/ops/quarantine/${id}/replay`)).body).toMatchObject({
      result: 'accepted',
      answer: { id: NOWHERE },
    });
    const again = await post(`/v1/ops/quarantine/${id}/replay`);
    expect(again).toMatchObject({ status: 409, body: { code: 'wrong-state', message: NOWHERE } });
    expect((await post(`/v1/ops/quarantine/${NOWHERE}/replay`)).status).toBe(404);
  });
});

describe('events', () => {
  it('give the summary at once and again when it has changed, to listeners that came late too', async () => {
    const first = await listen();
    expect((await first.next()).total.counts.reminders).toBe(0);
    const second = await listen();
    expect((await second.next()).total.counts.reminders).toBe(0);
    await rows.count(HEALTH_CENTRE, 'reminders', 3);
    expect((await first.next()).total.counts.reminders).toBe(3);
    expect((await second.next()).total.counts.reminders).toBe(3);
    await first.close();
    await second.close();
    await eventually('both streams are closed', async () =>
      (await call(undefined, 'GET', '/metrics')).text.includes('hemgang_connections{transport="stream"} 0'),
    );
  });

  async function listen() {
    const gone = new AbortController();
    const token = await app.get(Tokens).issue('operations');
    const response = await fetch(`${base}/v1/ops/events`, {
      headers: { authorization: `Bearer ${token}` },
      signal: gone.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const summaries = summariesOf(response);
    return {
      next: async () => {
        const { value, done } = await summaries.next();
        if (done === true) throw new Error('the stream has ended');
        return value;
      },
      close: async () => {
        gone.abort();
        await summaries.return(undefined).catch(() => undefined);
      },
    };
  }

  async function* summariesOf(response: Response): AsyncGenerator<SummaryDto> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        if (event.includes('event: summary')) yield JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '');
      }
    }
  }
});

describe('problems', () => {
  it('all wrong fields come at once with their paths, and no value of theirs', async () => {
    const answer = await get('/v1/ops/messages?limit=9999&kind=Tolvansson&from=yesterday&191212121212=x');
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const { code, errors } = answer.body;
    expect(code).toBe('invalid-request');
    expect(new Set(errors.map((error: { path: string }) => error.path))).toEqual(
      new Set(['?', 'limit', 'kind', 'from']),
    );
    expect(answer.text).not.toMatch(/Tolvansson|191212121212/);
  });

  it('malformed JSON is 400 and repeats nothing; another content type is 415; a body that is no object is 422', async () => {
    const path = `/v1/ops/escalations/${NOWHERE}/note`;
    const malformed = await post(path, '{"text": Tolvansson}');
    expect(malformed).toMatchObject({ status: 400, body: { code: 'not-readable' } });
    expect(malformed.text).not.toContain('Tolvansson');
    expect(await post(path, '["Tolvansson"]')).toMatchObject({ status: 422, body: { errors: [{ path: '' }] } });
    expect((await post(path)).body).toMatchObject({ status: 422, errors: [{ path: 'text' }] });
    const token = await app.get(Tokens).issue('operations');
    const text = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
      body: 'x',
    });
    expect(text.status).toBe(415);
  });

  it('unknown paths are 404, foreign cursors 422, too large bodies 413, all as problems', async () => {
    expect(await get('/v1/nowhere')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await get('/v1/ops/deadlines?after=abc')).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'after' }] },
    });
    const large = await post(`/v1/ops/escalations/${NOWHERE}/note`, { text: 'x'.repeat(200_000) });
    expect(large).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it('an error that nobody foresaw is 500 with a number under which the log tells more, and nothing of it goes out', async () => {
    const store = app.get(OperationsStore);
    const trace = store.trace.bind(store);
    store.trace = () => Promise.reject(new Error('Tolvansson 191212121212'));
    const answer = await get(`/v1/ops/messages/${NOWHERE}/trace`);
    store.trace = () => Promise.reject(new StorageUnavailable('away'));
    const away = await get(`/v1/ops/messages/${NOWHERE}/trace`);
    store.trace = trace;
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal', incident: expect.any(String) } });
    expect(answer.text).not.toMatch(/Tolvansson/);
    expect(log.lines.at(-1)).toContain(answer.body.incident);
    expect(away).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(away.headers.get('retry-after')).toBe('5');
  });
});

describe('health and metrics', () => {
  it('live and ready say so, part by part', async () => {
    expect((await call(undefined, 'GET', '/health/live')).body).toEqual({ status: 'up' });
    metrics.swept();
    expect(await call(undefined, 'GET', '/health/ready')).toMatchObject({
      status: 200,
      body: {
        status: 'ready',
        parts: { database: true, migrations: true, profiles: true, accepting: true },
        ...{ queue: null, lastSweepSeconds: 0 },
      },
    });
  });

  it('metrics tell what was answered, and what is open per unit of the directory, under no label from outside', async () => {
    metrics.admitted('mllp', 'inskrivningsmeddelande', 'accepted', 0.003);
    metrics.admitted('http', undefined, 'unreadable', 0.3);
    metrics.committed(8);
    metrics.fired('paminnelse', 2);
    await rows.count('SE0000000000-FORGED', 'overdue', 5);
    const { status, headers, text } = await call(undefined, 'GET', '/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toContain(
      'hemgang_messages_total{transport="mllp",kind="inskrivningsmeddelande",outcome="accepted"} 1',
    );
    expect(text).toContain('hemgang_messages_total{transport="http",kind="unknown",outcome="unreadable"} 1');
    expect(text).toContain('hemgang_ack_seconds_bucket{le="0.005",transport="mllp"} 1');
    expect(text).toContain('hemgang_commit_messages_bucket{le="8"} 1');
    expect(text).toContain('hemgang_fired_total{kind="paminnelse"} 2');
    expect(text).toContain(`hemgang_open{state="overdue",unit="${HEALTH_CENTRE}"} 1`);
    expect(text).toContain('hemgang_open{state="overdue",unit="other"} 5');
    expect(text).toContain('hemgang_oldest_seconds{state="overdue"} 300');
    expect(text).toContain('hemgang_part_up{part="database"} 1');
    expect(text).toMatch(/process_resident_memory_bytes \d+/);
    expect(text).not.toContain('FORGED');
  });

  it('without the database it is live, not ready, and metrics still answer without old figures', async () => {
    await dataSource.destroy();
    expect((await call(undefined, 'GET', '/health/live')).status).toBe(200);
    expect(await call(undefined, 'GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'not-ready', parts: { database: false, migrations: false, profiles: true } },
    });
    const { status, text } = await call(undefined, 'GET', '/metrics');
    expect(status).toBe(200);
    expect(text).toContain('hemgang_part_up{part="database"} 0');
    expect(text).not.toContain('hemgang_open{state="overdue",unit=');
  });
});
