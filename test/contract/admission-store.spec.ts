import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { decideForward, decideReceipt } from '#domain/handling.js';
import type { Message } from '#domain/message.js';
import type { AdmissionOutcome } from '#flows/ports.js';
import { StorageUnavailable } from '#flows/ports.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { eventually } from '../support/eventually.js';
import { message, MONDAY, notice, noticeWith, UNITS } from '../support/domain.js';
import { AdmissionWorld, DIRECTORY, PROFILE } from './admission-world.js';

/** The lock that those hold who give positions, as libs/persistence has it. */
const POSITION_LOCK = 7_236_002;
const ALL_TABLES = 'payload, message, idempotency_key, episode, delivery, deadline, inbox, audit_entry, counter_delta';

let world: AdmissionWorld;
let other: Client;

beforeAll(async () => {
  world = await AdmissionWorld.open();
  other = new Client({ connectionString: world.url, application_name: 'spec' });
  await other.connect();
});
beforeEach(() => world.rows(`TRUNCATE ${ALL_TABLES}`));
afterAll(async () => {
  await other.end();
  await world.close();
});

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const kinds = (outcomes: readonly AdmissionOutcome[]) => outcomes.map(({ kind }) => kind);
const answerOf = (outcome: AdmissionOutcome | undefined) =>
  outcome === undefined || outcome.kind === 'refused' ? undefined : outcome.answer;
/** A makulering that names nothing but the message; the care episode is the message's. */
const withdrawal = (messageId: string): Message =>
  message('makulering', { content: { messageId, reason: 'fel' }, episodeId: undefined });

/** What became of promises, by the name of the error where one rejected. */
async function settled(promises: readonly Promise<AdmissionOutcome>[]): Promise<string[]> {
  const results = await Promise.allSettled(promises);
  return results.map((result) =>
    result.status === 'fulfilled' ? result.value.kind : String(Reflect.get(result.reason, 'name')),
  );
}

/** While `work` runs nobody gives positions: transactions stop before their last statement. */
async function beforeTheLastStatement<T>(work: (blocked: () => Promise<void>) => Promise<T>): Promise<T> {
  await other.query('SELECT pg_advisory_lock($1)', [POSITION_LOCK]);
  try {
    return await work(async () => {
      await eventually('an admission waits for the position lock', async () => {
        const found = await other.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%advisory%'`,
        );
        return found.rows.length > 0;
      });
    });
  } finally {
    await other.query('SELECT pg_advisory_unlock_all()');
  }
}

const cutOff = () =>
  other.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hemgang'`,
  );

describe('one admission', () => {
  it('[L-HL7-03] leaves bytes, message, key, episode, deliveries, deadlines, audit and counts behind, all at once', async () => {
    const answer = await world.accept(noticeWith({ expectedDischarge: undefined }));
    const [kept] = await world.rows<Record<string, unknown>>(
      `SELECT m.*, p.bytes, p.content_type, k.content_hash IS NOT NULL AS has_key FROM message m JOIN payload p ON p.id = m.payload_id
       JOIN idempotency_key k ON k.message_id = m.id`,
    );
    expect(kept).toMatchObject({ id: answer.id, sender: UNITS.ward, has_key: true, source: 'http:test', answer });
    expect(kept?.['bytes']).toEqual(Buffer.from([0, 0x0b, 0xff]));
    expect(kept?.['received_at']).toEqual(new Date(MONDAY));
    const deliveries = await world.rows('SELECT id, unit, role, state FROM delivery ORDER BY position');
    expect(deliveries).toEqual(answer.deliveries.map(({ id, unit, role }) => ({ id, unit, role, state: 'waiting' })));
    const deadlines = await world.rows<{ kind: string }>(
      `SELECT kind FROM deadline WHERE state = 'open' ORDER BY kind`,
    );
    expect(deadlines.map(({ kind }) => kind)).toEqual(['beraknad-utskrivning', 'kvittens', 'kvittens']);
    expect(await world.rows('SELECT action, unit, subject_id FROM audit_entry')).toEqual([
      { action: 'message-accepted', unit: UNITS.ward, subject_id: answer.id },
    ]);
    expect(await world.count(UNITS.ward, 'received')).toBe(1);
    expect(await world.count(UNITS.openCare, 'waiting')).toBe(1);
    expect(await world.count(UNITS.social, 'delivered')).toBe(1);
  });

  it('[L-HL7-03] leaves nothing at all when the last statement fails, and its neighbours are taken', async () => {
    const before = await world.contents();
    await world.rows(`ALTER TABLE delivery ADD CONSTRAINT broken CHECK (unit <> '${UNITS.openCare2}') NOT VALID`);
    try {
      const bad = notice({ episodeId: 'V-bad', recipients: [UNITS.openCare2, UNITS.social] });
      await expect(world.admit(bad)).rejects.toThrow('broken');
      expect(await world.contents()).toEqual(before);
      const neighbours = many(10, (n) => notice({ episodeId: `V${String(n)}` }));
      const outcomes = await settled(
        [...neighbours.slice(0, 5), bad, ...neighbours.slice(5)].map((one) => world.admit(one)),
      );
      expect(outcomes.filter((kind) => kind === 'accepted')).toHaveLength(10);
      expect(outcomes[5]).not.toBe('accepted');
      expect(await world.number(`SELECT count(*) FROM episode WHERE number = 'V-bad'`)).toBe(0);
      expect(await world.number('SELECT count(*) FROM payload')).toBe(10);
    } finally {
      await world.rows('ALTER TABLE delivery DROP CONSTRAINT broken');
    }
  });

  it('[L-HL7-03] is not answered before its commit', async () => {
    await beforeTheLastStatement(async (blocked) => {
      let isAnswered = false;
      const admission = world.admit(notice()).then(() => (isAnswered = true));
      await blocked();
      expect(isAnswered).toBe(false);
      expect((await other.query('SELECT count(*)::int AS n FROM message')).rows).toEqual([{ n: 0 }]);
      await other.query('SELECT pg_advisory_unlock_all()');
      await admission;
      expect((await other.query('SELECT count(*)::int AS n FROM message')).rows).toEqual([{ n: 1 }]);
    });
  });
});

describe('many admissions at a time', () => {
  it('200 of different episodes are all accepted, each with its own answer', async () => {
    const messages = many(200, (n) => notice({ episodeId: `V${String(n)}` }));
    const outcomes = await Promise.all(messages.map((one, n) => world.admit(one, { store: n % 2 === 0 ? 0 : 1 })));
    expect(kinds(outcomes)).toEqual(messages.map(() => 'accepted'));
    expect(outcomes.map((outcome) => answerOf(outcome)?.messageId)).toEqual(messages.map(({ messageId }) => messageId));
    const rows = await world.rows<{ message_id: string; id: string; number: string; deliveries: string }>(
      `SELECT m.message_id, m.id, e.number, (SELECT count(*) FROM delivery d WHERE d.message_id = m.id) AS deliveries
       FROM message m JOIN episode e ON e.id = m.episode_id`,
    );
    const byMessage = new Map(rows.map((row) => [row.message_id, row]));
    for (const [index, { messageId, episodeId }] of messages.entries()) {
      expect(byMessage.get(messageId)).toMatchObject({
        id: answerOf(outcomes[index])?.id,
        number: episodeId,
        deliveries: '2',
      });
    }
    expect(await world.count(UNITS.ward, 'received')).toBe(200);
    expect(await world.count(UNITS.social, 'waiting')).toBe(200);
  });

  it('[L-DUP-01] of the same message one is accepted and the others get its answer, in one process and in two', async () => {
    const one = notice();
    const outcomes = await Promise.all(many(60, (n) => world.admit(one, { store: n % 3 === 0 ? 1 : 0 })));
    expect(kinds(outcomes).filter((kind) => kind === 'accepted')).toHaveLength(1);
    expect(kinds(outcomes).filter((kind) => kind === 'duplicate')).toHaveLength(59);
    for (const outcome of outcomes) expect(answerOf(outcome)).toEqual(answerOf(outcomes[0]));
    expect(await world.number('SELECT count(*) FROM message')).toBe(1);
    expect(await world.number('SELECT count(*) FROM payload')).toBe(1);
    expect(await world.number('SELECT count(*) FROM delivery')).toBe(2);
    expect(await world.number(`SELECT count(*) FROM audit_entry WHERE action = 'message-repeated'`)).toBe(59);
    expect(await world.count(UNITS.ward, 'duplicates')).toBe(59);
  });

  it('[L-DUP-01] the same message is a duplicate also when it is sent at another time, long after', async () => {
    const one = notice();
    const answer = await world.accept(one);
    const again = await world.admit(
      { ...one, sentAt: '2027-03-01T08:00:00+01:00' },
      { at: '2027-03-01T07:00:00Z', store: 1 },
    );
    expect(again).toEqual({ kind: 'duplicate', answer });
  });

  it('[L-DUP-01] a used id with other content is refused and nothing changes', async () => {
    const one = notice();
    await world.accept(one);
    const before = await world.contents();
    const changed = { ...one, content: { ...one.content, expectedDischarge: '2026-12-01' } };
    const outcomes = await Promise.all([world.admit(changed), world.admit(changed, { store: 1 })]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ kind: 'refused', reasons: [{ code: 'message-id-reused', path: 'messageId' }] });
    }
    expect(await world.contents()).toEqual(before);
  });

  it('two contents under one id at the same time: one wins, the other is refused, in two processes', async () => {
    for (let round = 0; round < 10; round += 1) {
      const one = notice({ episodeId: `V${String(round)}` });
      const two = { ...one, content: { ...one.content, expectedDischarge: '2026-12-01' } };
      const outcomes = await Promise.all([world.admit(one), world.admit(two, { store: 1 })]);
      expect(kinds(outcomes).sort()).toEqual(['accepted', 'refused']);
    }
    expect(await world.number('SELECT count(*) FROM message')).toBe(10);
  });

  it('a refused message does not take its id', async () => {
    const refused = notice({ planningCategory: 'A' });
    expect(await world.admit(refused)).toMatchObject({ kind: 'refused' });
    expect(await world.number('SELECT count(*) FROM idempotency_key')).toBe(0);
    expect(await world.admit({ ...refused, planningCategory: 'BC' })).toMatchObject({ kind: 'accepted' });
  });

  it('[L-ADM-04] messages of one episode in two processes each build on the one before: no version is lost', async () => {
    const messages = many(40, (n) =>
      noticeWith({ expectedDischarge: `2026-12-${String((n % 28) + 1).padStart(2, '0')}` }),
    );
    const outcomes = await Promise.all(messages.map((one, n) => world.admit(one, { store: n % 2 === 0 ? 0 : 1 })));
    expect(kinds(outcomes)).toEqual(messages.map(() => 'accepted'));
    const { version, steps } = await world.episode('V1');
    expect(version).toBe(40);
    expect(steps).toHaveLength(40);
    expect(new Set(steps.map((step) => step.message))).toEqual(
      new Set(outcomes.map((outcome) => answerOf(outcome)?.id)),
    );
    const notices = await world.rows<{ notice: string }>(`SELECT body->>'notice' AS notice FROM message`);
    expect(notices.filter((row) => row.notice === 'first')).toHaveLength(1);
  });

  it('messages of one sender for one episode are taken in the order in which they came', async () => {
    await world.accept(notice());
    const messages = many(12, (n) => noticeWith({ expectedDischarge: `2026-12-${String(n + 10)}` }));
    await Promise.all(messages.map((one) => world.admit(one)));
    const rows = await world.rows<{ message_id: string }>('SELECT message_id FROM message ORDER BY id');
    expect(rows.slice(1).map((row) => row.message_id)).toEqual(messages.map(({ messageId }) => messageId));
    const { facts } = await world.episode('V1');
    expect(JSON.stringify(facts)).toContain('2026-12-21');
  });
});

describe('one episode under several names', () => {
  it('by number, by the id of the hub and by a message of it in one batch: each decides on what the one before left', async () => {
    const first = notice();
    const { episode } = await world.accept(first);
    const ready = message('utskrivningsklar');
    const batch = [
      noticeWith({ expectedDischarge: '2026-12-01' }),
      { ...ready, episodeId: undefined, episode: episode.id },
      message('utskrivningsklar-aterkallad', { messageId: 'back' }),
    ];
    const makulering = withdrawal('back');
    const outcomes = await beforeTheLastStatement(async (blocked) => {
      // All places are taken by others, so that these wait and then go together.
      const busy = many(3, (n) => world.admit(notice({ episodeId: `busy-${String(n)}` })));
      await blocked();
      const waiting = [...batch, makulering].map((one) => world.admit(JSON.parse(JSON.stringify(one))));
      await other.query('SELECT pg_advisory_unlock_all()');
      await Promise.all(busy);
      return Promise.all(waiting);
    });
    expect(kinds(outcomes)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    const after = await world.episode('V1');
    expect(after.version).toBe(5);
    expect(after.facts.state).toBe('utskrivningsklar');
    expect(JSON.stringify(after.facts)).toContain('2026-12-01');
  });
});

describe('what PostgreSQL cannot take', () => {
  it('fails alone in its batch', async () => {
    const poisoned = notice({ episodeId: 'V-poison', content: { reason: 'a\u0000b' }, consent: { given: true } });
    const messages = many(20, (n) => (n === 7 ? poisoned : notice({ episodeId: `V${String(n)}` })));
    const outcomes = await settled(messages.map((one) => world.admit(one)));
    expect(outcomes.map((kind, n) => (kind === 'accepted' ? -1 : n)).filter((n) => n >= 0)).toEqual([7]);
    expect(await world.number('SELECT count(*) FROM message')).toBe(19);
    expect(await world.number('SELECT count(*) FROM payload')).toBe(19);
  });

  it('a decision that throws fails alone too', async () => {
    const bug = () => {
      throw new RangeError('bug');
    };
    const attempt = {
      raw: { bytes: Buffer.alloc(1), contentType: 'x', source: 'http:test', receivedAt: new Date(MONDAY) },
      ...{
        idempotencyKey: Buffer.from('k'),
        contentHash: Buffer.from('h'),
        own: { sender: UNITS.ward, role: 'slutenvard' as const, messageId: 'b' },
      },
      ...{ episode: { organisation: 'gavle-sjukhus', number: 'V-bug' }, patientId: undefined, mayOpen: false },
      target: undefined,
    };
    const good = many(10, (n) => notice({ episodeId: `V${String(n)}` }));
    const outcomes = await settled([
      ...good.slice(0, 5).map((one) => world.admit(one)),
      world.stores[0].admit(attempt, bug),
      ...good.slice(5).map((one) => world.admit(one)),
    ]);
    expect(outcomes.filter((kind) => kind === 'accepted')).toHaveLength(10);
    expect(outcomes[5]).toBe('RangeError');
  });
});

describe('inbox positions', () => {
  it('a reader that only looks behind its cursor never skips a delivery while two processes commit', async () => {
    const seen: string[] = [];
    let isDone = false;
    const reader = (async () => {
      let cursor = '0';
      let isLast = false;
      do {
        isLast = isDone;
        const found = await other.query<{ position: string }>(
          'SELECT position FROM delivery WHERE position > $1 ORDER BY position LIMIT 50',
          [cursor],
        );
        seen.push(...found.rows.map((row) => row.position));
        cursor = seen.at(-1) ?? '0';
        if (found.rows.length > 0) isLast = false;
      } while (!isLast);
    })();
    await Promise.all(
      many(16, async (lane) => {
        for (let n = 0; n < 25; n += 1) {
          const episodeId = `L${String(lane)}-${String(n)}`;
          await world.accept(notice({ episodeId, planningCategory: 'CD' }), { store: lane % 2 === 0 ? 0 : 1 });
        }
      }),
    );
    isDone = true;
    await reader;
    const all = await world.rows<{ position: string }>('SELECT position FROM delivery ORDER BY position');
    expect(all).toHaveLength(16 * 25 * 3);
    expect(seen).toEqual(all.map((row) => row.position));
  });
});

describe('makulering', () => {
  it('directly behind its target finds it, however they are sent', async () => {
    const target = notice();
    const outcomes = await Promise.all([world.admit(target), world.admit(withdrawal(target.messageId))]);
    expect(kinds(outcomes)).toEqual(['accepted', 'accepted']);
    const [targetId, makuleringId] = outcomes.map((outcome) => answerOf(outcome)?.id);
    expect(await world.rows('SELECT id, withdrawn_by FROM message WHERE withdrawn_by IS NOT NULL')).toEqual([
      { id: targetId, withdrawn_by: makuleringId },
    ]);
  });

  it('withdraws what is waiting, fetched or receipted, ends the duties, tells every unit that has it, and counts right', async () => {
    const target = noticeWith({ expectedDischarge: undefined }, { planningCategory: 'CD' });
    const { deliveries } = await world.accept(target);
    const handling = new PgHandlingStore(world.dataSources[1]);
    const receipted = deliveries.find(({ unit }) => unit === UNITS.social)?.id ?? '';
    const by = { name: 'Sanna', title: 'handläggare' };
    await handling.receipt(
      [receipted],
      (delivery) => decideReceipt(delivery, by, undefined, new Date(MONDAY), PROFILE),
      'client:x',
      new Date(MONDAY),
    );
    const changesBefore = await world.rows<{ unit: string; changes: string }>('SELECT unit, changes FROM inbox');
    const answer = await world.accept(withdrawal(target.messageId));

    expect(await world.rows(`SELECT DISTINCT state FROM delivery WHERE message_id <> $1`, [answer.id])).toEqual([
      { state: 'withdrawn' },
    ]);
    expect(answer.deliveries.map(({ unit }) => unit).sort()).toEqual(deliveries.map(({ unit }) => unit).sort());
    expect(answer.deliveries.map(({ receiptDue }) => receiptDue)).toEqual([null, null, null]);
    const duties = await world.rows<{ kind: string; state: string; ended_by: string | null }>(
      `SELECT kind, state, ended_by FROM deadline WHERE kind IN ('kvittens', 'beraknad-utskrivning') ORDER BY kind, state`,
    );
    expect(duties).toEqual([
      { kind: 'beraknad-utskrivning', state: 'cancelled', ended_by: answer.id },
      { kind: 'kvittens', state: 'cancelled', ended_by: answer.id },
      { kind: 'kvittens', state: 'cancelled', ended_by: answer.id },
      { kind: 'kvittens', state: 'met', ended_by: null },
    ]);
    for (const { unit } of deliveries) expect(await world.count(unit, 'waiting')).toBe(0);
    const bumped = new Map(
      (await world.rows<{ unit: string; changes: string }>('SELECT unit, changes FROM inbox')).map((row) => [
        row.unit,
        Number(row.changes),
      ]),
    );
    for (const { unit } of deliveries) {
      const before = Number(changesBefore.find((row) => row.unit === unit)?.changes ?? 0);
      expect(bumped.get(unit)).toBe(before + 1);
    }
  });

  it('of a discharge opens again the duties that the discharge had ended', async () => {
    await world.accept(noticeWith({ expectedDischarge: undefined }));
    const open = `SELECT kind FROM deadline WHERE state = 'open' AND delivery_id IS NULL ORDER BY kind`;
    const before = await world.rows(open);
    expect(before).toEqual([{ kind: 'beraknad-utskrivning' }]);
    const discharge = message('utskrivningsmeddelande');
    await world.accept(discharge, { at: '2026-11-26T10:30:00Z' });
    expect(await world.rows(open)).toEqual([{ kind: 'slutanteckningar' }]);
    await world.accept(withdrawal(discharge.messageId), { at: '2026-11-26T11:00:00Z' });
    expect(await world.rows(open)).toEqual(before);
    expect((await world.episode('V1')).facts.state).toBe('inskriven');
  });

  it('of a message judged in time cancels the judgement with it', async () => {
    const ready = message('utskrivningsklar');
    await world.accept(notice());
    await world.accept(ready, { at: '2026-11-26T10:30:00Z' });
    const judged = `SELECT state FROM deadline WHERE kind = 'utskrivningsklar-samma-dag'`;
    expect(await world.rows(judged)).toEqual([{ state: 'met' }]);
    await world.accept(withdrawal(ready.messageId), { at: '2026-11-26T11:00:00Z' });
    expect(await world.rows(judged)).toEqual([{ state: 'cancelled' }]);
  });

  it('of another sender, of nothing, or a second time changes nothing', async () => {
    const target = notice();
    await world.accept(target);
    await world.accept(withdrawal(target.messageId));
    const before = await world.contents();
    for (const bad of [
      withdrawal(target.messageId),
      withdrawal('never-sent'),
      { ...withdrawal(target.messageId), sender: UNITS.ward14 },
    ]) {
      expect(await world.admit(bad)).toMatchObject({ kind: 'refused' });
    }
    expect(await world.contents()).toEqual(before);
  });
});

describe('beside what recipients do', () => {
  const forward = (delivery: string, unit: string) => {
    return new PgHandlingStore(world.dataSources[1]).forward(
      delivery,
      (found) => decideForward(found, unit, DIRECTORY, uuidV7),
      'client:x',
      new Date(MONDAY),
    );
  };

  it('what was forwarded goes to the new unit from then on', async () => {
    const { deliveries } = await world.accept(notice());
    const toOpenCare = deliveries.find(({ unit }) => unit === UNITS.openCare)?.id ?? '';
    expect(await forward(toOpenCare, UNITS.openCare2)).toMatchObject({ kind: 'forwarded' });
    const next = await world.accept(noticeWith({ expectedDischarge: '2026-12-01' }));
    expect(next.deliveries.map(({ unit }) => unit).sort()).toEqual([UNITS.social, UNITS.openCare2].sort());
  });

  it('a makulering and a forward at the same time leave no unit with a message that stands as waiting', async () => {
    for (let round = 0; round < 15; round += 1) {
      const target = notice({ episodeId: `V${String(round)}` });
      const { id, deliveries } = await world.accept(target);
      const toOpenCare = deliveries.find(({ unit }) => unit === UNITS.openCare)?.id ?? '';
      const [outcome] = await Promise.all([
        world.admit(withdrawal(target.messageId)),
        forward(toOpenCare, UNITS.openCare2),
      ]);
      expect(outcome.kind).toBe('accepted');
      const states = await world.rows<{ state: string; unit: string }>(
        'SELECT state, unit FROM delivery WHERE message_id = $1',
        [id],
      );
      expect(states.filter(({ state }) => state === 'waiting')).toEqual([]);
      expect(await world.number(`SELECT count(*) FROM deadline WHERE kind = 'kvittens' AND state = 'open'`)).toBe(0);
    }
    for (const unit of [UNITS.openCare, UNITS.openCare2, UNITS.social])
      expect(await world.count(unit, 'waiting')).toBe(0);
  });

  it('receipts and makuleringar at the same time lock each other out of nothing', async () => {
    const handling = new PgHandlingStore(world.dataSources[1]);
    const by = { name: 'Sanna', title: 'handläggare' };
    const targets = many(30, (n) => notice({ episodeId: `V${String(n)}` }));
    const answers = await Promise.all(targets.map((one) => world.accept(one)));
    const ids = answers.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
    const outcomes = await Promise.all([
      Promise.all(targets.map((one) => world.admit(withdrawal(one.messageId)))).then(kinds),
      handling.receipt(
        ids,
        (found) => decideReceipt(found, by, undefined, new Date(MONDAY), PROFILE),
        'client:x',
        new Date(MONDAY),
      ),
    ]);
    expect(outcomes[0]).toEqual(targets.map(() => 'accepted'));
    expect(await world.number(`SELECT count(*) FROM deadline WHERE kind = 'kvittens' AND state = 'open'`)).toBe(0);
    for (const unit of [UNITS.openCare, UNITS.social]) expect(await world.count(unit, 'waiting')).toBe(0);
  });
});

describe('when the server is cut off', () => {
  it('nothing is promised, nothing is left, and the same messages are taken once it is back', async () => {
    const before = await world.contents();
    const messages = many(10, (n) => notice({ episodeId: `V${String(n)}` }));
    const outcomes = await beforeTheLastStatement(async (blocked) => {
      let isOver = false;
      const admissions = settled(messages.map((one) => world.admit(one))).finally(() => (isOver = true));
      await blocked();
      await eventually('all of them are turned away', async () => {
        await cutOff();
        return isOver;
      });
      return admissions;
    });
    expect(outcomes).toEqual(messages.map(() => 'StorageUnavailable'));
    expect(await world.contents()).toEqual(before);
    expect(kinds(await Promise.all(messages.map((one) => world.admit(one))))).toEqual(messages.map(() => 'accepted'));
  });

  it('under load: each admission is accepted or unavailable, and sent again until accepted each is there once', async () => {
    const messages = many(300, (n) => notice({ episodeId: `V${String(n)}` }));
    const unavailable: unknown[] = [];
    let isDone = false;
    const saboteur = eventually('enough were cut off', async () => {
      await cutOff();
      return isDone || unavailable.length > 30;
    });
    const send = async (one: Message, store: 0 | 1): Promise<string> => {
      for (;;) {
        try {
          return answerOf(await world.admit(one, { store }))?.id ?? 'refused';
        } catch (error) {
          expect(error).toBeInstanceOf(StorageUnavailable);
          unavailable.push(error);
        }
      }
    };
    const lanes = many(20, async (lane) => {
      const ids: string[] = [];
      for (const one of messages.slice(lane * 15, lane * 15 + 15)) ids.push(await send(one, lane % 2 === 0 ? 0 : 1));
      return ids;
    });
    const ids = (await Promise.all(lanes)).flat();
    isDone = true;
    await saboteur;
    expect(unavailable.length).toBeGreaterThan(0);
    const rows = await world.rows<{ id: string; message_id: string }>('SELECT id, message_id FROM message');
    expect(new Map(rows.map((row) => [row.message_id, row.id]))).toEqual(
      new Map(messages.map(({ messageId }, n) => [messageId, ids[n]])),
    );
    expect(rows).toHaveLength(300);
    expect(await world.number('SELECT count(*) FROM delivery')).toBe(600);
  });
});
