import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { Delivery, DeliveryState } from '#domain/delivery.js';
import { decideForward, decideMisdirected, decideReceipt } from '#domain/handling.js';
import { PACK_KINDS } from '#domain/patient-pack/pack.js';
import { PgUsedAssertionStore } from '#persistence/assertions.store.js';
import { PgPatientPackStore } from '#persistence/patient-pack.store.js';
import { message, notice, UNITS } from '../support/domain.js';
import { QueryPlans } from '../support/query-plans.js';
import { deliveryTo, DIRECTORY, InboxWorld, PROFILE } from './inbox-world.js';

const ROWS = 60_000;
const NOW = new Date('2026-11-23T07:30:00Z');
const ACTOR = 'client:test';
/** Tables that grow with the messages; none of them is walked through for a message or a poll. */
const LARGE = ['message', 'delivery', 'deadline', 'episode', 'payload', 'audit_entry', 'idempotency_key', 'escalation'];

/** A year's messages behind the inbox of one unit and of others: nearly all of them receipted. */
const SEED = `
CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, timestamptz '2026-01-01T00:00:00Z' + n * interval '2 minutes' AS at,
  CASE n % 4 WHEN 0 THEN '${UNITS.social}' ELSE 'SE2321000016-U' || n % 300 END AS unit, n % 1000 = 0 AS is_open
  FROM generate_series(1, ${String(ROWS)}) n ORDER BY n;
INSERT INTO payload SELECT id, 'x', 'application/json' FROM seed;
INSERT INTO episode SELECT id, 'org', 'V' || n, 'gavleborg', n::text, 'utskriven', 1, '{}', '{}', '[]' FROM seed WHERE n % 4 = 0;
INSERT INTO message SELECT id, 'M' || n, 'inskrivningsmeddelande', unit, 'gavleborg', id, 'http:x', at, id, '{}', '{}' FROM seed;
INSERT INTO idempotency_key SELECT sha256(n::text::bytea), 'h', id FROM seed;
INSERT INTO delivery (id, message_id, kind, episode_id, unit, role, position, state, receipt_due, accepted_at)
  SELECT id, id, 'inskrivningsmeddelande', id, unit, 'oppenvard', nextval('delivery_position'),
    CASE WHEN is_open THEN 'waiting' ELSE 'receipted' END, at, at FROM seed ORDER BY n;
INSERT INTO deadline SELECT id, 'kvittens', 'G-ACK-03', 'gavleborg', at, NULL, at, CASE WHEN is_open THEN 'open' ELSE 'met' END,
  false, NULL, NULL, unit, unit, id, id, id, '[]', NULL, is_open, 'delivery' FROM seed;
INSERT INTO escalation (id, deadline_id, state, step, opened_at, notes)
  SELECT uuidv7(), id, 'resolved', 'chef', at, '[]' FROM seed WHERE n % 10 = 0;
INSERT INTO audit_entry (at, actor, action, subject, subject_id) SELECT at, 'x', 'fetched', 'delivery', id FROM seed;
ANALYZE`;

let world: InboxWorld;
let plans: QueryPlans;

beforeAll(async () => {
  world = await InboxWorld.open();
  await world.rows(SEED);
  plans = new QueryPlans((text, values) => world.rows(text, values), LARGE);
}, 180_000);
afterAll(async () => {
  plans.stop();
  await world.close();
});

/** Large tables that the statements of one call walk through from end to end, however PostgreSQL plans them. */
async function walked(call: () => Promise<unknown>): Promise<string[]> {
  return plans.walked(await plans.askedBy(call));
}

let numbers = 0;

/** A new notice of an episode of its own; the delivery is the one to the special housing. */
async function admitted() {
  const episodeId = `P${String((numbers += 1))}`;
  const answer = await world.admit(notice({ episodeId, planningCategory: 'E' }));
  return { episodeId, answer, delivery: deliveryTo(answer, UNITS.housing) };
}

describe('with 60,000 deliveries', () => {
  it.each(['waiting', 'all'] as const)(
    'a poll walks through no large table (%s), from the beginning and at the end',
    async (state) => {
      const page = { unit: UNITS.social, limit: 100, state };
      const end = (await world.inbox.marks([UNITS.social])).get(UNITS.social)?.position ?? 0n;
      for (const after of [0n, end - 10n, end]) {
        expect(await walked(() => world.inbox.fetch({ ...page, after }, ACTOR, NOW))).toEqual([]);
      }
    },
  );

  it.each([[['waiting', 'received']], [['receipted']], [['withdrawn', 'forwarded']]] as DeliveryState[][][])(
    'neither does looking how deliveries stand (%j), from the beginning and at the end',
    async (states) => {
      const end = (await world.inbox.marks([UNITS.social])).get(UNITS.social)?.position ?? 0n;
      for (const after of [0n, end - 10n, end]) {
        const page = { unit: UNITS.social, limit: 50, after, states };
        expect(await walked(() => world.inbox.deliveries(page))).toEqual([]);
      }
    },
  );

  it('neither does looking whether anything has come, for one inbox or for many', async () => {
    const units = Array.from({ length: 200 }, (_, n) => `SE2321000016-U${String(n)}`);
    expect(await walked(() => world.inbox.marks([UNITS.social]))).toEqual([]);
    expect(await walked(() => world.inbox.marks(units))).toEqual([]);
  });

  it('neither does reading a delivery, its message, an outbox or an episode', async () => {
    const { answer, delivery } = await admitted();
    expect(await walked(() => world.inbox.delivery(delivery))).toEqual([]);
    expect(await walked(() => world.inbox.unitsOf([delivery]))).toEqual([]);
    expect(await walked(() => world.inbox.message(delivery, ACTOR, NOW))).toEqual([]);
    const page = { unit: UNITS.social, limit: 50 };
    expect(await walked(() => world.inbox.outbox({ ...page, before: undefined }, ACTOR, NOW))).toEqual([]);
    expect(await walked(() => world.inbox.outbox({ ...page, before: uuidV7() }, ACTOR, NOW))).toEqual([]);
    const byNumber = { organisation: 'gavle-sjukhus', number: 'P1' };
    for (const name of [{ id: answer.episode.id }, byNumber]) {
      expect(
        await walked(() => world.episodes.read(name, () => true, { actor: ACTOR, unitIn: () => undefined }, NOW)),
      ).toEqual([]);
    }
  });

  it('neither does what the patient takes home, with messages of which something was held back', async () => {
    const episodeId = `H${String((numbers += 1))}`;
    const { episode } = await world.admit(notice({ episodeId, planningCategory: 'E', consent: { given: false } }));
    await world.admit(message('slutanteckningar', { episodeId }));
    const store = new PgPatientPackStore(world.dataSource);
    const sees = (unit: string) => unit === UNITS.ward;
    const read = () => store.read(episode.id, PACK_KINDS, () => sees, { actor: ACTOR, unitIn: () => UNITS.ward }, NOW);
    expect((await read())?.messages.at(-1)?.original?.contentType).toBe('application/json');
    expect(await walked(read)).toEqual([]);
  });

  it('neither do receipts, forwarding and misdirecting', async () => {
    const by = { name: 'Anna Ek' };
    const [one, other, third] = [await admitted(), await admitted(), await admitted()];
    const ids = [one.delivery, deliveryTo(other.answer, UNITS.social)];
    expect(
      await walked(() =>
        world.handling.receipt(ids, (found) => decideReceipt(found, by, undefined, NOW, PROFILE), ACTOR, NOW),
      ),
    ).toEqual([]);
    expect(
      await walked(() =>
        world.handling.forward(
          other.delivery,
          (found) => decideForward(found, UNITS.housing2, DIRECTORY, uuidV7),
          ACTOR,
          NOW,
        ),
      ),
    ).toEqual([]);
    expect(
      await walked(() =>
        world.handling.misdirect(
          third.delivery,
          (found) => decideMisdirected(found, 'x', DIRECTORY, uuidV7, NOW),
          ACTOR,
          NOW,
        ),
      ),
    ).toEqual([]);
  });

  it('[G-FVK-02] neither do receipts with which something may begin', async () => {
    const by = { name: 'Anna Ek' };
    const { delivery } = await admitted();
    const asked: string[] = [];
    const effects = {
      kinds: new Set(['inskrivningsmeddelande']),
      decide: ({ id }: { id: string }) => {
        asked.push(id);
        return [];
      },
    };
    const decide = (found: Delivery) => decideReceipt(found, by, undefined, NOW, PROFILE);
    expect(await walked(() => world.handling.receipt([delivery], decide, ACTOR, NOW, effects))).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('neither does taking a message in, a withdrawal too', async () => {
    const sent = notice({ episodeId: 'Q1' });
    expect(await walked(() => world.admit(sent))).toEqual([]);
    expect(await walked(() => world.admit(message('utskrivningsklar', { episodeId: 'P1' })))).toEqual([]);
    const content = { messageId: sent.messageId, reason: 'fel patient' };
    expect(await walked(() => world.admit(message('makulering', { episodeId: 'Q1', content })))).toEqual([]);
  });

  it('neither does signing in', async () => {
    const store = new PgUsedAssertionStore(world.dataSource);
    expect(await walked(() => store.use(randomBytes(32), NOW, NOW))).toEqual([]);
  });

  it('would find a walk', async () => {
    expect(await walked(() => world.rows(`SELECT count(*) FROM delivery WHERE role = 'sabo'`))).toHaveLength(1);
  });
});
