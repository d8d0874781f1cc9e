import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { InvalidCursor } from '#flows/operations-ports.js';
import type { MessageQuery } from '#flows/operations-ports.js';
import { PgCounterStore } from '#persistence/counters.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { HEALTH_CENTRE, OperationsRows, WARD } from './operations-rows.js';

const NOW = new Date('2026-11-23T12:05:00Z');
const OPERATIONS = 'client:driftledning';
const MUNICIPALITY = 'SE2120002338-SOC01';
const NOWHERE = '00000000-0000-7000-8000-000000000000';

let database: TestDatabase;
let dataSource: DataSource;
let store: PgOperationsStore;
let rows: OperationsRows;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 5);
  await dataSource.initialize();
  store = new PgOperationsStore(dataSource);
  rows = new OperationsRows(dataSource);
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function emptied(): Promise<void> {
  const tables =
    'deadline, firing, escalation, delivery, episode, payload, message, idempotency_key, quarantine, audit_entry';
  await dataSource.query(`TRUNCATE ${tables}, counter, counter_delta`);
}

async function audited(subject: string): Promise<{ action: string; actor: string; unit: string; detail: unknown }[]> {
  return dataSource.query('SELECT action, actor, unit, detail FROM audit_entry WHERE subject_id = $1 ORDER BY id', [
    subject,
  ]);
}

describe('summary', () => {
  beforeAll(emptied);

  it('adds what is kept to what has not been folded, before and after folding, per unit and in all', async () => {
    await rows.insert('counter', { unit: HEALTH_CENTRE, metric: 'waiting', value: 5 });
    await rows.count(HEALTH_CENTRE, 'waiting', -2);
    await rows.count(WARD, 'waiting', 1);
    await rows.count('*', 'quarantined', 1);
    const before = await store.summary([], NOW);
    expect(before.units.get(HEALTH_CENTRE)?.counts.waiting).toBe(3);
    expect(before.units.get(WARD)?.counts.waiting).toBe(1);
    expect(before.total.counts).toMatchObject({ waiting: 4, quarantined: 1, received: 0 });
    await new PgCounterStore(dataSource).fold(1000);
    expect(await store.summary([], NOW)).toEqual(before);
  });

  it('tells since when the oldest receipt, overdue duty, escalation and refused input of each unit has waited', async () => {
    const message = await rows.message({ messageId: 'OLD-1' });
    const early = { started_at: '2026-11-23T06:30:00Z', due: '2026-11-23T08:00:00Z' };
    const delivery = await rows.delivery(message, HEALTH_CENTRE);
    const overdue = await rows.deadline(message, HEALTH_CENTRE, { ...early, delivery_id: delivery });
    await rows.deadline(message, HEALTH_CENTRE, { delivery_id: rows.id() });
    await rows.deadline(message, HEALTH_CENTRE, {
      started_at: '2026-11-20T06:00:00Z',
      due: '2026-11-20T08:00:00Z',
      state: 'met',
    });
    await rows.deadline(message, MUNICIPALITY, { due: '2026-11-24T08:00:00Z', delivery_id: rows.id() });
    const answer = { scope: 'answer', started_at: '2026-11-22T06:00:00Z', due: '2026-11-24T07:00:00Z' };
    await rows.deadline(message, MUNICIPALITY, { ...answer, delivery_id: rows.id() });
    await rows.escalation(overdue, { opened_at: '2026-11-23T10:00:00Z', state: 'taken' });
    await rows.count(HEALTH_CENTRE, 'escalations-open', 1);
    await rows.count(MUNICIPALITY, 'waiting', 1);
    const held = {
      payload_id: rows.id(),
      source: 'http:x',
      received_at: '2026-11-23T07:00:00Z',
      outcome: 'against-rule',
      reasons: '[]',
    };
    await rows.insert('quarantine', {
      id: rows.id(),
      sender: WARD,
      state: 'replayed',
      ...held,
      received_at: '2026-11-23T06:00:00Z',
    });
    await rows.insert('quarantine', { id: rows.id(), sender: WARD, state: 'held', ...held });
    await rows.insert('quarantine', { id: rows.id(), sender: null, state: 'held', ...held });
    const { total, units } = await store.summary([HEALTH_CENTRE, MUNICIPALITY, WARD], NOW);
    expect(units.get(HEALTH_CENTRE)?.oldest).toEqual({
      waiting: new Date('2026-11-23T06:30:00Z'),
      overdue: new Date('2026-11-23T08:00:00Z'),
      escalation: new Date('2026-11-23T10:00:00Z'),
      quarantined: undefined,
    });
    expect(units.get(MUNICIPALITY)?.oldest).toMatchObject({
      waiting: new Date('2026-11-23T08:01:00Z'),
      overdue: undefined,
    });
    expect(units.get(WARD)?.oldest.quarantined).toEqual(new Date('2026-11-23T07:00:00Z'));
    expect(total.oldest.waiting).toEqual(new Date('2026-11-23T06:30:00Z'));
  });
});

describe('deadlines', () => {
  let late: string;
  let message: string;

  beforeAll(async () => {
    await emptied();
    const episode = await rows.episode('V20261123-001');
    message = await rows.message({ messageId: 'MSG-1', episode });
    late = await rows.deadline(message, HEALTH_CENTRE, { episode_id: episode, overdue: true });
    await rows.firing(late);
    await rows.firing(late, { step: 'avsandare', kind: 'eskalering', to_unit: WARD });
    await rows.deadline(message, MUNICIPALITY, { due: '2026-11-24T08:00:00Z' });
    await rows.deadline(message, HEALTH_CENTRE, {
      due: '2026-11-23T09:00:00Z',
      state: 'met',
      kind: 'utskrivningsmeddelande',
    });
    for (let i = 0; i < 5; i += 1) await rows.deadline(message, MUNICIPALITY, { due: '2026-11-25T08:00:00Z' });
  });

  const ask = (query: Partial<Parameters<PgOperationsStore['deadlines']>[0]>) =>
    store.deadlines({
      state: 'open',
      unit: undefined,
      kind: undefined,
      now: NOW,
      after: undefined,
      limit: 100,
      ...query,
    });

  it('[G-ACK-12] an overdue receipt names the late unit, the ward that waits, and what has been sent to whom', async () => {
    const { items, next } = await ask({ state: 'overdue' });
    expect(next).toBeUndefined();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      id: late,
      kind: 'kvittens',
      rule: 'G-ACK-03',
      responsible: HEALTH_CENTRE,
      informs: WARD,
      episodeNumber: 'V20261123-001',
      message,
      messageId: 'MSG-1',
      fired: [
        { step: 'avsandare', kind: 'eskalering', to: WARD },
        { step: 'paminnelse', kind: 'paminnelse', to: HEALTH_CENTRE, firedAt: new Date('2026-11-23T12:00:00Z') },
      ],
    });
  });

  it('pages through equal due times without leaving out or repeating one', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await ask({ limit: 2, after });
      seen.push(...page.items.map((item) => item.id));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toEqual((await ask({})).items.map((item) => item.id));
  });

  it('finds by unit and by kind', async () => {
    expect((await ask({ unit: HEALTH_CENTRE })).items.map((item) => item.id)).toEqual([late]);
    expect((await ask({ state: 'met', kind: 'utskrivningsmeddelande' })).items).toHaveLength(1);
    expect((await ask({ kind: 'utskrivningsmeddelande' })).items).toHaveLength(0);
  });

  it('refuses a cursor of another list', async () => {
    const { next } = await ask({ limit: 1 });
    await expect(ask({ state: 'met', after: next })).rejects.toBeInstanceOf(InvalidCursor);
    await expect(ask({ after: 'x' })).rejects.toBeInstanceOf(InvalidCursor);
  });

  it('lists reminders latest first, with the deadline behind each, and not the escalations', async () => {
    await rows.firing(late, { occurrence: 2, fired_at: '2026-11-24T08:00:00Z' });
    const first = await store.reminders({ unit: HEALTH_CENTRE, after: undefined, limit: 1 });
    expect(first.items[0]).toMatchObject({
      occurrence: 2,
      deadline: { kind: 'kvittens', responsible: HEALTH_CENTRE, message },
    });
    const second = await store.reminders({ unit: undefined, after: first.next, limit: 1 });
    expect(second.items.map((item) => item.occurrence)).toEqual([1]);
    expect(second.next).toBeUndefined();
  });
});

describe('escalations', () => {
  let escalation: string;

  beforeAll(async () => {
    await emptied();
    const message = await rows.message({ messageId: 'MSG-1' });
    escalation = await rows.escalation(await rows.deadline(message, HEALTH_CENTRE));
    await rows.escalation(await rows.deadline(message, MUNICIPALITY));
  });

  it('one of two who take the same escalation gets it; the other meets the state that the first made', async () => {
    const both = await Promise.all([
      store.takeEscalation(escalation, OPERATIONS, NOW),
      store.takeEscalation(escalation, 'client:other', NOW),
    ]);
    expect(both.map((change) => change?.kind).sort()).toEqual(['changed', 'conflict']);
    expect(both.find((change) => change?.kind === 'conflict')).toEqual({ kind: 'conflict', met: 'taken' });
    expect((await audited(escalation)).map((line) => line.action)).toEqual(['escalation-taken']);
  });

  it('keeps each note with who wrote it, also after it was resolved; resolving is counted once', async () => {
    await store.noteEscalation(escalation, 'Ringt, svarar inte', OPERATIONS, NOW);
    const resolved = await store.resolveEscalation(escalation, 'Kvitterat per telefon', OPERATIONS, NOW);
    expect(resolved).toMatchObject({
      kind: 'changed',
      escalation: { state: 'resolved', resolution: 'Kvitterat per telefon', resolvedBy: OPERATIONS },
    });
    expect(await store.resolveEscalation(escalation, 'igen', OPERATIONS, NOW)).toEqual({
      kind: 'conflict',
      met: 'resolved',
    });
    const noted = await store.noteEscalation(escalation, 'Klart', OPERATIONS, NOW);
    expect(noted).toMatchObject({
      escalation: { notes: [{ at: NOW, by: OPERATIONS, text: 'Ringt, svarar inte' }, { text: 'Klart' }] },
    });
    const counted = await dataSource.query('SELECT unit, metric, delta FROM counter_delta');
    expect(counted).toEqual([{ unit: HEALTH_CENTRE, metric: 'escalations-open', delta: -1 }]);
    expect((await audited(escalation)).map((line) => line.action)).toEqual([
      'escalation-taken',
      'escalation-noted',
      'escalation-resolved',
      'escalation-noted',
    ]);
  });

  it('lists by state', async () => {
    const states = ['open', 'taken', 'resolved'] as const;
    const pages = await Promise.all(
      states.map((state) => store.escalations({ state, now: NOW, after: undefined, limit: 10 })),
    );
    expect(pages.map((page) => page.items.map((item) => item.deadline.responsible))).toEqual([
      [MUNICIPALITY],
      [],
      [HEALTH_CENTRE],
    ]);
    expect(await store.takeEscalation(NOWHERE, OPERATIONS, NOW)).toBeUndefined();
  });
});

describe('messages', () => {
  let episode: string;
  let first: string;
  let forwarded: string;

  beforeAll(async () => {
    await emptied();
    episode = await rows.episode('V20261123-002');
    first = await rows.message({ messageId: 'MSG-1', episode });
    forwarded = await rows.delivery(first, HEALTH_CENTRE, { state: 'forwarded' });
    await rows.delivery(first, MUNICIPALITY);
    await rows.delivery(first, HEALTH_CENTRE);
    await rows.message({ messageId: 'MSG-1', sender: 'SE2321000016-AVD14', receivedAt: '2026-11-23T09:00:00Z' });
    const other = await rows.message({
      messageId: 'MSG-2',
      kind: 'utskrivningsklar',
      episode,
      receivedAt: '2026-11-23T10:00:00Z',
    });
    await rows.delivery(other, HEALTH_CENTRE, { accepted_at: '2026-11-23T10:00:00Z' });
    await rows.message({ messageId: 'MSG-3', sender: HEALTH_CENTRE, receivedAt: '2026-11-23T09:30:00Z' });
  });

  const nothing: MessageQuery = {
    ...{ messageId: undefined, episode: undefined, unit: undefined, kind: undefined, from: undefined, to: undefined },
    ...{ after: undefined, limit: 100 },
  };

  async function found(query: Partial<MessageQuery>): Promise<string[]> {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await store.messages({ ...nothing, ...query, limit: 1, after });
      seen.push(...page.items.map((item) => item.messageId));
      after = page.next;
    } while (after !== undefined);
    const whole = await store.messages({ ...nothing, ...query });
    expect(whole.items.map((item) => item.messageId)).toEqual(seen);
    return seen;
  }

  it('finds by every filter, latest first, the same in one page and in pages of one', async () => {
    expect(await found({})).toEqual(['MSG-2', 'MSG-3', 'MSG-1', 'MSG-1']);
    expect(await found({ messageId: 'MSG-1' })).toEqual(['MSG-1', 'MSG-1']);
    expect(await found({ messageId: 'MSG-1', unit: MUNICIPALITY })).toEqual(['MSG-1']);
    expect(await found({ episode })).toEqual(['MSG-2', 'MSG-1']);
    expect(await found({ episode: 'V20261123-002', kind: 'utskrivningsklar' })).toEqual(['MSG-2']);
    expect(await found({ episode: 'V-nowhere' })).toEqual([]);
    expect(await found({ kind: 'utskrivningsklar' })).toEqual(['MSG-2']);
    expect(await found({ from: new Date('2026-11-23T09:00:00Z'), to: new Date('2026-11-23T10:00:00Z') })).toEqual([
      'MSG-3',
      'MSG-1',
    ]);
  });

  it('a unit finds what it sent and what it got, each message once although it was forwarded to and fro', async () => {
    expect(await found({ unit: HEALTH_CENTRE })).toEqual(['MSG-2', 'MSG-3', 'MSG-1']);
    expect(await found({ unit: WARD, kind: 'inskrivningsmeddelande' })).toEqual(['MSG-1']);
  });

  it('shows who has a message, and nothing of the person', async () => {
    const { items } = await store.messages({ ...nothing, messageId: 'MSG-1', unit: WARD });
    expect(items[0]).toMatchObject({
      id: first,
      sender: WARD,
      episodeNumber: 'V20261123-002',
      contentType: 'application/hl7-v2',
    });
    expect(items[0]?.deliveries.map((delivery) => delivery.state)).toEqual(['forwarded', 'waiting', 'waiting']);
    expect(JSON.stringify(await store.messages(nothing))).not.toMatch(/191212121212|Tolvansson/);
  });

  it('a trace tells every hop: bytes, routing, deliveries, deadlines, firings and repeats, and nothing of the person', async () => {
    const deadline = await rows.deadline(first, HEALTH_CENTRE, { delivery_id: forwarded, episode_id: episode });
    await rows.firing(deadline);
    const met = await rows.deadline(rows.id(), WARD, { episode_id: episode, state: 'met', ended_by: first });
    await rows.insert('audit_entry', {
      at: NOW,
      actor: 'mllp:local-mllp',
      action: 'message-duplicate',
      subject: 'message',
      subject_id: first,
    });
    const trace = await store.trace(first);
    expect(trace).toMatchObject({
      message: { id: first, source: 'mllp:local-mllp' },
      payload: { contentType: 'application/hl7-v2', size: 14 },
      notice: 'first',
      planningCategory: 'BC',
      warnings: [{ code: 'date-missing' }],
      deliveries: [{ id: forwarded, state: 'forwarded', receipt: null }, {}, {}],
      deadlines: [{ id: deadline, fired: [{ step: 'paminnelse', to: HEALTH_CENTRE }] }],
      ended: [{ id: met, state: 'met' }],
      audit: [{ action: 'message-duplicate' }],
    });
    expect(JSON.stringify(trace)).not.toMatch(/191212121212|Tolvansson/);
    expect(await store.trace(NOWHERE)).toBeUndefined();
  });

  it('[L-LOG-01] hands out the bytes as they came and notes who read them', async () => {
    const bytes = await store.messageBytes(first, OPERATIONS, NOW);
    expect(bytes?.bytes.toString()).toBe('bytes of MSG-1');
    expect((await audited(first)).at(-1)).toMatchObject({
      action: 'message-bytes-read',
      actor: OPERATIONS,
      unit: WARD,
    });
    await dataSource.query('UPDATE payload SET bytes = NULL');
    expect(await store.messageBytes(first, OPERATIONS, NOW)).toBeUndefined();
  });

  it('releases a message id once, with the reason in the audit', async () => {
    await rows.insert('idempotency_key', { key: Buffer.from('k'), content_hash: Buffer.from('h'), message_id: first });
    expect(await store.releaseMessageId(first, 'counter wrapped', OPERATIONS, NOW)).toBe(true);
    expect(await store.releaseMessageId(first, 'counter wrapped', OPERATIONS, NOW)).toBe(false);
    const reminder = await rows.message({ messageId: 'R', kind: 'paminnelse', source: 'hub' });
    expect(await store.releaseMessageId(reminder, 'no', OPERATIONS, NOW)).toBeUndefined();
    const lines = (await audited(first)).filter((line) => line.action === 'message-id-released');
    expect(lines).toEqual([
      { action: 'message-id-released', actor: OPERATIONS, unit: WARD, detail: { reason: 'counter wrapped' } },
    ]);
  });
});
