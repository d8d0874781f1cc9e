import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboxQuery } from '#flows/inbox-ports.js';
import { message, notice, UNITS } from '../support/domain.js';
import { eventually } from '../support/eventually.js';
import { deliveryTo, InboxWorld } from './inbox-world.js';

const NOW = new Date('2026-11-23T07:30:00Z');
const ACTOR = 'client:test';

let world: InboxWorld;
let numbers = 0;

beforeAll(async () => {
  world = await InboxWorld.open();
}, 60_000);
afterAll(() => world.close());

const newEpisode = () => `V${String((numbers += 1))}`;
const fetch = (query: Partial<InboxQuery> & { unit: string }, now = NOW) =>
  world.inbox.fetch({ after: 0n, limit: 100, state: 'waiting', ...query }, ACTOR, now);
const markOf = async (unit: string) => (await world.inbox.marks([unit])).get(unit);

/** The unit's inbox from here on. */
async function from(unit: string): Promise<{ unit: string; after: bigint }> {
  return { unit, after: (await markOf(unit))?.position ?? 0n };
}

describe('an inbox', () => {
  it('gives messages in the order of commits, page by page, and marks them received', async () => {
    const here = await from(UNITS.social);
    const answers = [];
    for (let index = 0; index < 3; index += 1) answers.push(await world.admit(notice({ episodeId: newEpisode() })));
    const ids = answers.map((answer) => deliveryTo(answer, UNITS.social));
    const first = await fetch({ ...here, limit: 2 });
    expect(first.items.map((item) => item.deliveryId)).toEqual(ids.slice(0, 2));
    expect(first.items[0]).toMatchObject({
      state: 'received',
      message: { id: answers[0]?.id, kind: 'inskrivningsmeddelande' },
    });
    const second = await fetch({ ...here, after: BigInt(first.next) });
    expect(second.items.map((item) => item.deliveryId)).toEqual(ids.slice(2));
    const last = await fetch({ ...here, after: BigInt(second.next) });
    expect(last).toMatchObject({ items: [], next: second.next });
    await expect(world.inbox.delivery(ids[0]!)).resolves.toMatchObject({ state: 'received', fetchedAt: NOW });
  });

  it('keeps the first fetch, and notes later ones once a page', async () => {
    const here = await from(UNITS.social);
    const one = deliveryTo(await world.admit(notice({ episodeId: newEpisode() })), UNITS.social);
    const other = deliveryTo(await world.admit(notice({ episodeId: newEpisode() })), UNITS.social);
    await fetch(here);
    await fetch(here, new Date(NOW.getTime() + 60_000));
    await expect(world.inbox.delivery(one)).resolves.toMatchObject({ fetchedAt: NOW });
    await expect(world.actions(one)).resolves.toEqual(['fetched', 'read']);
    await expect(world.actions(other)).resolves.toEqual(['fetched']);
    const [line] = await world.rows(
      `SELECT actor, unit, detail FROM audit_entry WHERE subject_id = $1 AND action = 'read'`,
      [one],
    );
    expect(line).toEqual({ actor: ACTOR, unit: UNITS.social, detail: { deliveries: [one, other] } });
  });

  it('shows what waits, or everything', async () => {
    const here = await from(UNITS.social);
    const id = deliveryTo(await world.admit(notice({ episodeId: newEpisode() })), UNITS.social);
    await world.handling.receipt(
      [id],
      () => ({ kind: 'receipted', receipt: { by: { name: 'A' }, at: NOW, recordedAt: NOW }, late: false }),
      ACTOR,
      NOW,
    );
    await expect(fetch(here)).resolves.toMatchObject({ items: [] });
    await expect(fetch({ ...here, state: 'all' })).resolves.toMatchObject({
      items: [{ deliveryId: id, state: 'receipted' }],
    });
  });

  it('changes its mark with each new delivery and each change of state, and with nothing else', async () => {
    const before = await markOf(UNITS.openCare);
    const here = await from(UNITS.openCare);
    await world.admit(notice({ episodeId: newEpisode() }));
    const arrived = await markOf(UNITS.openCare);
    expect(arrived).not.toEqual(before);
    const page = await fetch(here);
    const fetched = await markOf(UNITS.openCare);
    expect(fetched).toEqual({ position: arrived?.position, changes: (arrived?.changes ?? 0n) + 1n });
    expect(page.mark).toEqual(fetched);
    expect((await fetch(here)).mark).toEqual(fetched);
    await expect(markOf(UNITS.openCare)).resolves.toEqual(fetched);
    await expect(markOf('SE0000000000-NONE')).resolves.toEqual({ position: 0n, changes: 0n });
  });

  /** What `fetch` gives when somebody else, who was first, commits `change` while it waits for the row. */
  async function fetchWhile(id: string, change: string, query: Parameters<typeof fetch>[0]) {
    const other = world.dataSource.createQueryRunner();
    try {
      await other.startTransaction();
      await other.query(`UPDATE delivery SET ${change} WHERE id = $1`, [id]);
      const fetching = fetch(query);
      await eventually('the fetch waits for the row', async () => {
        const waiting = await world.rows(`SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`);
        return waiting.length > 0;
      });
      await other.commitTransaction();
      return await fetching;
    } finally {
      await other.release();
    }
  }

  it('gives a message as new to the one of two callers who was first', async () => {
    const here = await from(UNITS.social);
    const id = deliveryTo(await world.admit(notice({ episodeId: newEpisode() })), UNITS.social);
    const before = await markOf(UNITS.social);
    const page = await fetchWhile(id, `state = 'received', fetched_at = '2026-11-23T07:29:00Z'`, here);
    expect(page.items).toMatchObject([{ deliveryId: id, state: 'received' }]);
    expect(page.mark).toEqual(before);
    await expect(world.inbox.delivery(id)).resolves.toMatchObject({ fetchedAt: new Date('2026-11-23T07:29:00Z') });
    await expect(world.actions(id)).resolves.toEqual(['read']);
  });

  it.each(['receipted', 'forwarded', 'withdrawn'])('shows what becomes %s meanwhile as it is now', async (state) => {
    const here = await from(UNITS.social);
    const send = async () => deliveryTo(await world.admit(notice({ episodeId: newEpisode() })), UNITS.social);
    const [one, other] = [await send(), await send()];
    await expect(fetchWhile(one, `state = '${state}'`, here)).resolves.toMatchObject({
      items: [{ deliveryId: other }],
    });
    const third = await send();
    await expect(fetchWhile(third, `state = '${state}'`, { ...here, state: 'all' })).resolves.toMatchObject({
      items: [{ state }, { state: 'received' }, { deliveryId: third, state }],
    });
    await expect(world.inbox.delivery(one)).resolves.toMatchObject({ state });
  });

  it('never lets a cursor skip what commits later, whoever commits at the same time', async () => {
    const here = await from(UNITS.social);
    const total = 120;
    const admitted: string[] = [];
    let isDone = false;
    const senders = Promise.all(
      Array.from({ length: total }, async () => {
        const answer = await world.admit(notice({ episodeId: newEpisode() }));
        admitted.push(deliveryTo(answer, UNITS.social));
      }),
    ).then(() => (isDone = true));
    const seen: string[] = [];
    let { after } = here;
    for (let isLast = false; !isLast;) {
      isLast = isDone;
      const page = await fetch({ ...here, after, limit: 7 });
      seen.push(...page.items.map((item) => item.deliveryId));
      after = BigInt(page.next);
      if (page.items.length > 0) isLast = false;
    }
    await senders;
    expect(seen).toHaveLength(total);
    expect(new Set(seen)).toEqual(new Set(admitted));
  });
});

describe('a single delivery', () => {
  it('counts as fetched when its message is read', async () => {
    const answer = await world.admit(notice({ episodeId: newEpisode() }));
    const id = deliveryTo(answer, UNITS.openCare);
    const before = await markOf(UNITS.openCare);
    await expect(world.inbox.message(id, ACTOR, NOW)).resolves.toMatchObject({
      id: answer.id,
      episode: answer.episode.id,
    });
    await world.inbox.message(id, ACTOR, NOW);
    await expect(world.actions(id)).resolves.toEqual(['fetched', 'read']);
    await expect(world.inbox.delivery(id)).resolves.toMatchObject({
      state: 'received',
      sender: UNITS.ward,
      role: 'oppenvard',
    });
    await expect(markOf(UNITS.openCare)).resolves.toEqual({
      position: before?.position,
      changes: (before?.changes ?? 0n) + 1n,
    });
  });

  it('is undefined when it is not there', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    await expect(world.inbox.delivery(nowhere)).resolves.toBeUndefined();
    await expect(world.inbox.message(nowhere, ACTOR, NOW)).resolves.toBeUndefined();
    await expect(world.inbox.unitsOf([nowhere])).resolves.toEqual(new Map());
  });
});

describe('an outbox', () => {
  it("shows the unit's messages, newest first, with each recipient's state and receipt", async () => {
    const episodeId = newEpisode();
    const first = await world.admit(notice({ episodeId, sender: UNITS.ward14 }));
    const second = await world.admit(message('utskrivningsklar', { episodeId, sender: UNITS.ward14 }));
    const receipted = deliveryTo(first, UNITS.social);
    const receipt = { by: { name: 'Anna Ek', title: 'handläggare' }, at: NOW, recordedAt: NOW };
    await world.handling.receipt([receipted], () => ({ kind: 'receipted', receipt, late: false }), ACTOR, NOW);
    const page = await world.inbox.outbox({ unit: UNITS.ward14, before: undefined, limit: 1 }, ACTOR, NOW);
    expect(page).toMatchObject([{ id: second.id, kind: 'utskrivningsklar', episodeId, withdrawn: false }]);
    const [older] = await world.inbox.outbox({ unit: UNITS.ward14, before: page[0]?.id, limit: 5 }, ACTOR, NOW);
    expect(older).toMatchObject({ id: first.id, messageId: first.messageId, episode: first.episode.id });
    const byUnit = new Map(older?.deliveries.map((delivery) => [delivery.unit, delivery]));
    expect(byUnit.get(UNITS.social)).toMatchObject({ id: receipted, state: 'receipted', receipt });
    expect(byUnit.get(UNITS.openCare)).toMatchObject({ state: 'waiting', receipt: undefined });
    await expect(world.actions(second.id)).resolves.toContain('outbox-read');
  });

  it('[B-ANS-10] shows that a message has been read apart from its kvittens', async () => {
    const answer = await world.admit(notice({ episodeId: newEpisode(), sender: UNITS.ward14 }));
    const id = deliveryTo(answer, UNITS.social);
    const state = async () => {
      const [item] = await world.inbox.outbox({ unit: UNITS.ward14, before: undefined, limit: 1 }, ACTOR, NOW);
      return item?.deliveries.find((delivery) => delivery.id === id)?.state;
    };
    expect(await state()).toBe('waiting');
    await world.inbox.message(id, ACTOR, NOW);
    expect(await state()).toBe('received');
    await expect(world.actions(id)).resolves.toEqual(['fetched']);
    const receipt = { by: { name: 'Anna Ek' }, at: NOW, recordedAt: NOW };
    await world.handling.receipt([id], () => ({ kind: 'receipted', receipt, late: false }), ACTOR, NOW);
    expect(await state()).toBe('receipted');
  });
});
