import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { Episode } from '#domain/episode/episode.js';
import { decideForward, decideMisdirected, decideReceipt } from '#domain/handling.js';
import { bucketOf } from '#domain/operations/histogram.js';
import { message, MONDAY, notice, UNITS } from '../support/domain.js';
import type { StayAnswer } from './admission-world.js';
import { deliveryTo, DIRECTORY, InboxWorld, PROFILE } from './inbox-world.js';

const DUE = new Date('2026-11-23T08:00:00Z');
const NOW = new Date('2026-11-23T07:30:00Z');
const LATER = new Date('2026-11-23T09:30:00Z');
const ACTOR = 'client:test';
const BY = { name: 'Anna Ek', title: 'handläggare' };

let world: InboxWorld;
let numbers = 0;
let answer: StayAnswer;
let episodeId: string;
let social: string;
let counts: Map<string, number>;

beforeAll(async () => {
  world = await InboxWorld.open();
}, 60_000);
afterAll(() => world.close());

beforeEach(async () => {
  episodeId = `V${String((numbers += 1))}`;
  answer = await world.admit(notice({ episodeId, planningCategory: 'E' }));
  social = deliveryTo(answer, UNITS.social);
  counts = await allCounts();
});

async function allCounts(): Promise<Map<string, number>> {
  const rows = await world.rows<{ key: string; sum: string }>(
    `SELECT unit || ' ' || metric AS key, sum(delta) FROM counter_delta GROUP BY unit, metric`,
  );
  return new Map(rows.map((row) => [row.key, Number(row.sum)]));
}

/** What has been counted since the beginning of the test. */
async function counted(): Promise<Record<string, number>> {
  const now = await allCounts();
  const changes = [...now].map(([key, sum]) => [key, sum - (counts.get(key) ?? 0)] as const);
  return Object.fromEntries(changes.filter(([, change]) => change !== 0));
}

/** What a receipt that a unit owed counts: it is owed no more, and took so long. */
function receiptCounted(unit: string, at = NOW): Record<string, number> {
  const seconds = (at.getTime() - Date.parse(MONDAY)) / 1000;
  return { [`${unit} waiting`]: -1, [`${unit} receipted`]: 1, [`${unit} ack:${String(bucketOf(seconds))}`]: 1 };
}

const receipt = (ids: string[], now = NOW, at?: string) =>
  world.handling.receipt(ids, (delivery) => decideReceipt(delivery, BY, at, now, PROFILE), ACTOR, now);
const receiptOne = async (id: string, now = NOW, at?: string) => (await receipt([id], now, at)).get(id);
const forward = (id: string, target: string, now = NOW) =>
  world.handling.forward(id, (delivery) => decideForward(delivery, target, DIRECTORY, uuidV7), ACTOR, now);
const misdirect = (id: string, now = NOW) =>
  world.handling.misdirect(
    id,
    (delivery) => decideMisdirected(delivery, 'inte listad här', DIRECTORY, uuidV7, now),
    ACTOR,
    now,
  );
const stateOf = async (id: string) => (await world.inbox.delivery(id))?.state;
const changesOf = async (unit: string) => (await world.inbox.marks([unit])).get(unit)?.changes ?? 0n;

async function episode(): Promise<Episode> {
  const record = await world.episodes.read(
    { id: answer.episode.id },
    () => true,
    { actor: ACTOR, unitIn: () => undefined },
    NOW,
  );
  if (record === undefined) throw new Error('no such episode');
  return record.episode;
}

const partyUnits = async (role: string) =>
  (await episode()).facts.parties.filter((party) => party.role === role).map((party) => party.unit);

describe('a receipt', () => {
  it('meets the deadline, is counted, audited and changes the inbox', async () => {
    const changes = await changesOf(UNITS.social);
    await expect(receiptOne(social)).resolves.toMatchObject({ kind: 'receipted' });
    await expect(world.inbox.delivery(social)).resolves.toMatchObject({
      state: 'receipted',
      receipt: { by: BY, at: NOW, recordedAt: NOW },
    });
    await expect(world.deadline(social)).resolves.toMatchObject({
      state: 'met',
      late: false,
      ended_at: NOW,
      ended_by: null,
      next_fire_at: null,
    });
    await expect(counted()).resolves.toEqual(receiptCounted(UNITS.social));
    await expect(world.actions(social)).resolves.toEqual(['receipted']);
    await expect(changesOf(UNITS.social)).resolves.toBe(changes + 1n);
  });

  it('[G-ACK-05] is given once and for all: a repeat changes nothing and has the same answer', async () => {
    const first = await receiptOne(social);
    const again = await receiptOne(social, LATER);
    expect(first).toMatchObject({ kind: 'receipted' });
    expect(again).toEqual({ kind: 'repeated', receipt: first?.kind === 'receipted' ? first.receipt : undefined });
    await expect(counted()).resolves.toEqual(receiptCounted(UNITS.social));
  });

  it('[B-ANS-01] does not answer: what is asked of the unit besides stays open, and goes on with the delivery', async () => {
    const answerDue = async (delivery: string) => {
      const [row] = await world.rows<{ id: string }>(
        `INSERT INTO deadline (id, kind, rule, profile, scope, started_at, due, state, late, responsible, informs, episode_id,
           message_id, delivery_id, fired, overdue)
         SELECT gen_random_uuid(), 'svar', 'B-ANS-01', 'blekinge', 'answer', $2, $3, 'open', false, unit, $4, episode_id, message_id,
           id, '[]', false FROM delivery WHERE id = $1 RETURNING id`,
        [delivery, NOW, LATER, UNITS.ward],
      );
      return row?.id;
    };
    const stateOfAnswer = async (id: string | undefined) => {
      const rows = await world.rows('SELECT state, responsible FROM deadline WHERE id = $1', [id]);
      return rows[0];
    };
    const [housing, one] = [deliveryTo(answer, UNITS.housing), await answerDue(social)];
    const other = await answerDue(housing);
    await receiptOne(social);
    expect(await stateOfAnswer(one)).toEqual({ state: 'open', responsible: UNITS.social });
    const forwarded = await forward(housing, UNITS.housing2);
    expect(await stateOfAnswer(other)).toEqual({ state: 'open', responsible: UNITS.housing2 });
    await misdirect(forwarded?.kind === 'forwarded' ? forwarded.deliveryId : '');
    expect(await stateOfAnswer(other)).toEqual({ state: 'cancelled', responsible: UNITS.housing2 });
  });

  it('is late when its decision says so', async () => {
    await world.handling.receipt(
      [social],
      () => ({ kind: 'receipted', receipt: { by: BY, at: NOW, recordedAt: NOW }, late: true }),
      ACTOR,
      NOW,
    );
    await expect(world.deadline(social)).resolves.toMatchObject({ state: 'met', late: true, ended_at: NOW });
  });

  it('[G-ACK-05] is given once, though two come at the same instant', async () => {
    const outcomes = await Promise.all([receiptOne(social), receiptOne(social), receiptOne(social)]);
    expect(outcomes.map((outcome) => outcome?.kind).sort()).toEqual(['receipted', 'repeated', 'repeated']);
    await expect(counted()).resolves.toEqual(receiptCounted(UNITS.social));
    await expect(world.actions(social)).resolves.toEqual(['receipted']);
  });

  it('that was made in time is in time though the hub learns of it later, and late when it was made late', async () => {
    await receiptOne(social, LATER, '2026-11-23T09:00:00+01:00');
    await expect(world.deadline(social)).resolves.toMatchObject({ state: 'met', late: false, ended_at: DUE });
    const openCare = deliveryTo(answer, UNITS.openCare);
    await receiptOne(openCare, LATER, '2026-11-23T09:00:00.001+01:00');
    await expect(world.deadline(openCare)).resolves.toMatchObject({ state: 'met', late: true });
  });

  it('takes the breach away: neither overdue nor escalated any more', async () => {
    await world.breach(social);
    counts = await allCounts();
    await receiptOne(social, LATER);
    await expect(counted()).resolves.toEqual({
      ...receiptCounted(UNITS.social, LATER),
      [`${UNITS.social} overdue`]: -1,
      [`${UNITS.social} overdue-receipts`]: -1,
      [`${UNITS.social} escalations-open`]: -1,
    });
    await expect(world.rows('SELECT state, resolution FROM escalation WHERE state <> $1', ['open'])).resolves.toEqual([
      { state: 'resolved', resolution: 'met' },
    ]);
  });

  it('of what needs none is taken too, and takes nothing from what is owed', async () => {
    const { deliveries } = await world.admit(message('utskrivningsmeddelande', { episodeId }));
    const id = deliveries.find((delivery) => delivery.unit === UNITS.social)?.id ?? '';
    counts = await allCounts();
    await expect(receiptOne(id)).resolves.toMatchObject({ kind: 'receipted' });
    await expect(stateOf(id)).resolves.toBe('receipted');
    await expect(counted()).resolves.toEqual({ [`${UNITS.social} receipted`]: 1 });
  });

  it('can be given for many at once, each with its own outcome; what is not there is left out', async () => {
    const openCare = deliveryTo(answer, UNITS.openCare);
    await receiptOne(social);
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const outcomes = await receipt([openCare, nowhere, social]);
    expect([...outcomes].map(([id, { kind }]) => [id, kind]).sort()).toEqual(
      [
        [social, 'repeated'],
        [openCare, 'receipted'],
      ].sort(),
    );
  });

  it('[G-ACK-14] that is refused leaves everything as it was', async () => {
    await expect(receiptOne(social, NOW, '2026-11-23T08:30:00.001+01:00')).resolves.toMatchObject({ kind: 'invalid' });
    await expect(stateOf(social)).resolves.toBe('waiting');
    await expect(counted()).resolves.toEqual({});
  });
});

describe('forwarding', () => {
  let housing: string;

  beforeEach(() => {
    housing = deliveryTo(answer, UNITS.housing);
  });

  it('makes a new delivery with the same due time; the duty and the party go with it', async () => {
    await world.breach(housing);
    counts = await allCounts();
    const before = await world.deadline(housing);
    const version = (await episode()).version;
    const decision = await forward(housing, UNITS.housing2);
    if (decision?.kind !== 'forwarded') throw new Error('was not forwarded');
    await expect(world.inbox.delivery(housing)).resolves.toMatchObject({
      state: 'forwarded',
      forwardedTo: decision.deliveryId,
    });
    await expect(world.inbox.delivery(decision.deliveryId)).resolves.toMatchObject({
      message: answer.id,
      unit: UNITS.housing2,
      role: 'sabo',
      state: 'waiting',
      receiptDue: DUE,
    });
    await expect(world.deadline(housing)).resolves.toBeUndefined();
    await expect(world.deadline(decision.deliveryId)).resolves.toEqual({
      ...before,
      delivery_id: decision.deliveryId,
      responsible: UNITS.housing2,
    });
    await expect(partyUnits('sabo')).resolves.toEqual([UNITS.housing2]);
    expect((await episode()).version).toBe(version + 1);
    const moved = ['waiting', 'overdue', 'overdue-receipts', 'escalations-open'];
    await expect(counted()).resolves.toEqual({
      ...Object.fromEntries(moved.map((metric) => [`${UNITS.housing} ${metric}`, -1])),
      ...Object.fromEntries(moved.map((metric) => [`${UNITS.housing2} ${metric}`, 1])),
      [`${UNITS.housing2} delivered`]: 1,
    });
    await expect(world.actions(housing)).resolves.toEqual(['forwarded']);
  });

  it('lets later messages of the episode go to the new unit', async () => {
    await forward(housing, UNITS.housing2);
    const ready = await world.admit(message('utskrivningsklar', { episodeId }));
    expect(ready.deliveries.map((delivery) => delivery.unit)).toContain(UNITS.housing2);
    expect(ready.deliveries.map((delivery) => delivery.unit)).not.toContain(UNITS.housing);
  });

  it('is a conflict with the state that it met after a receipt', async () => {
    await receiptOne(housing);
    await expect(forward(housing, UNITS.housing2)).resolves.toEqual({ kind: 'conflict', met: 'receipted' });
  });

  it.each(['receipt first', 'forward first'])(
    'and receipting at the same instant: exactly one wins (%s)',
    async (order) => {
      const start = [() => receiptOne(housing), () => forward(housing, UNITS.housing2)] as const;
      const running =
        order === 'receipt first'
          ? start.map((go) => go())
          : start
              .toReversed()
              .map((go) => go())
              .toReversed();
      const [receipted, forwarded] = await Promise.all(running);
      const state = await stateOf(housing);
      expect(state === 'receipted' || state === 'forwarded').toBe(true);
      if (state === 'receipted') {
        expect([receipted?.kind, forwarded]).toEqual(['receipted', { kind: 'conflict', met: 'receipted' }]);
        await expect(counted()).resolves.toEqual(receiptCounted(UNITS.housing));
      } else {
        expect([receipted, forwarded?.kind]).toEqual([{ kind: 'conflict', met: 'forwarded' }, 'forwarded']);
        await expect(counted()).resolves.toEqual({
          [`${UNITS.housing} waiting`]: -1,
          [`${UNITS.housing2} waiting`]: 1,
          [`${UNITS.housing2} delivered`]: 1,
        });
      }
    },
  );

  it('to two units at once makes one delivery', async () => {
    const outcomes = await Promise.all([forward(housing, UNITS.housing2), forward(housing, UNITS.homeCare)]);
    expect(outcomes.map((outcome) => outcome?.kind).sort()).toEqual(['conflict', 'forwarded']);
    const rows = await world.rows('SELECT 1 FROM delivery WHERE message_id = $1 AND role = $2', [answer.id, 'sabo']);
    expect(rows).toHaveLength(2);
  });

  it('and a withdrawal at the same time never wait for each other in a ring, and leave nothing waiting', async () => {
    for (let round = 0; round < 5; round += 1) {
      const number = `W${String(numbers)}-${String(round)}`;
      const sent = notice({ episodeId: number, planningCategory: 'E' });
      const admitted = await world.admit(sent);
      const withdrawal = message('makulering', {
        episodeId: number,
        content: { messageId: sent.messageId, reason: 'fel patient' },
      });
      await Promise.all([
        forward(deliveryTo(admitted, UNITS.housing), UNITS.housing2),
        misdirect(deliveryTo(admitted, UNITS.openCare)),
        world.admit(withdrawal),
      ]);
      const waiting = await world.rows(
        `SELECT unit FROM delivery WHERE message_id = $1 AND state IN ('waiting', 'received')`,
        [admitted.id],
      );
      expect(waiting).toEqual([]);
      const open = await world.rows(`SELECT 1 FROM deadline WHERE message_id = $1 AND state = 'open'`, [admitted.id]);
      expect(open).toEqual([]);
    }
  });

  it('of a delivery that is not there gives nothing', async () => {
    await expect(forward('00000000-0000-7000-8000-000000000000', UNITS.housing2)).resolves.toBeUndefined();
  });
});

describe('misdirected', () => {
  it('ends the duty, tells the sender and takes the unit out of the episode', async () => {
    const openCare = deliveryTo(answer, UNITS.openCare);
    await world.breach(openCare);
    counts = await allCounts();
    const decision = await misdirect(openCare);
    if (decision?.kind !== 'misdirected') throw new Error('was not misdirected');
    await expect(stateOf(openCare)).resolves.toBe('misdirected');
    await expect(world.deadline(openCare)).resolves.toMatchObject({
      state: 'cancelled',
      ended_at: NOW,
      overdue: false,
    });
    await expect(partyUnits('oppenvard')).resolves.toEqual([]);
    await expect(counted()).resolves.toEqual({
      [`${UNITS.openCare} waiting`]: -1,
      [`${UNITS.openCare} overdue`]: -1,
      [`${UNITS.openCare} overdue-receipts`]: -1,
      [`${UNITS.openCare} escalations-open`]: -1,
      [`${UNITS.ward} delivered`]: 1,
    });
    const id = decision.notice?.delivery.id ?? '';
    await expect(world.inbox.delivery(id)).resolves.toMatchObject({
      kind: 'felsant',
      unit: UNITS.ward,
      sender: 'hemgang',
      receiptDue: null,
      episode: answer.episode.id,
      episodeNumber: episodeId,
    });
    await expect(world.inbox.message(id, ACTOR, NOW)).resolves.toMatchObject({
      inReplyTo: answer.messageId,
      content: { deliveryId: openCare, unit: UNITS.openCare, reason: 'inte listad här' },
    });
  });

  it('keeps the reason out of the audit', async () => {
    await misdirect(social);
    const lines = await world.rows('SELECT * FROM audit_entry WHERE subject_id = $1', [social]);
    expect(JSON.stringify(lines)).toContain('misdirected');
    expect(JSON.stringify(lines)).not.toContain('listad');
  });

  it('said twice, or after a receipt, is a conflict with the state that it met', async () => {
    await misdirect(social);
    await expect(misdirect(social)).resolves.toEqual({ kind: 'conflict', met: 'misdirected' });
    const openCare = deliveryTo(answer, UNITS.openCare);
    await receiptOne(openCare);
    await expect(misdirect(openCare)).resolves.toEqual({ kind: 'conflict', met: 'receipted' });
  });

  it('by two at once tells the sender once', async () => {
    const outcomes = await Promise.all([misdirect(social), misdirect(social)]);
    expect(outcomes.map((outcome) => outcome?.kind).sort()).toEqual(['conflict', 'misdirected']);
    const told = await world.rows(`SELECT 1 FROM message WHERE kind = 'felsant' AND episode_id = $1`, [
      answer.episode.id,
    ]);
    expect(told).toHaveLength(1);
  });
});
