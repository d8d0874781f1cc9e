import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reason } from '#domain/reason.js';
import { EraseExpired } from '#flows/erase-expired.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { PgRetentionStore } from '#persistence/retention.store.js';
import { renderMessage } from '#formats/render.js';
import { MESSAGE_FORMATS } from '#domain/message.js';
import { ReadEpisode } from '#flows/read-episode.js';
import { message, notice, TOLVAN, UNITS } from '../support/domain.js';
import { deliveryTo, InboxWorld } from './inbox-world.js';

const ACTOR = 'client:operations';
const OPERATOR = { clientId: 'operations', roles: ['operations' as const], units: [] };
const KEEP = { bytes: 30, refused: 30, contents: 365, stays: undefined, audit: 1_827 };
const JANUARY = '2026-01-05T08:00:00Z';
const MARCH = new Date('2026-03-02T08:00:00Z');
const NEXT_YEAR = new Date('2027-01-07T08:00:00Z');

let world: InboxWorld;
let operations: PgOperationsStore;
let quarantine: PgQuarantineStore;

beforeAll(async () => {
  world = await InboxWorld.open();
  operations = new PgOperationsStore(world.dataSource);
  quarantine = new PgQuarantineStore(world.dataSource);
}, 60_000);
afterAll(() => world.close());

/** What the sweep does on a day, in a process that has not done it yet. */
const eraseOn = (now: Date, keep: typeof KEEP | Record<keyof typeof KEEP, number | undefined> = KEEP) =>
  new EraseExpired(new PgRetentionStore(world.dataSource), keep).run(now);

const refused = (receivedAt: string) =>
  quarantine.hold({
    raw: {
      bytes: Buffer.from('bytes'),
      contentType: 'application/hl7-v2',
      source: 'mllp:x',
      receivedAt: new Date(receivedAt),
    },
    outcome: 'against-rule',
    reasons: [reason('unroutable', 'patient.municipality', 'no mailbox there', 'G-ADM-28')],
    sender: UNITS.ward,
    messageId: undefined,
  });

describe('retention', () => {
  it('[L-KEEP-01] the bytes of a message go after their days, and its trace, its inbox item and its audit stay whole', async () => {
    const old = await world.admit(notice({ episodeId: 'R1' }), JANUARY);
    const young = await world.admit(notice({ episodeId: 'R2' }), '2026-02-20T08:00:00Z');
    const before = await operations.trace(old.id);
    await eraseOn(MARCH);
    await expect(operations.messageBytes(old.id, ACTOR, MARCH)).resolves.toBeUndefined();
    await expect(operations.messageBytes(young.id, ACTOR, MARCH)).resolves.toBeDefined();
    const after = await operations.trace(old.id);
    expect({ ...after, audit: [] }).toMatchObject({ ...before, payload: { size: null }, audit: [] });
    expect(after?.audit.map(({ action, actor }) => [action, actor])).toEqual([
      ...(before?.audit ?? []).map(({ action, actor }) => [action, actor]),
      ['bytes-erased', 'hub'],
    ]);
    const shown = await world.inbox.message(deliveryTo(old, UNITS.social), ACTOR, MARCH);
    expect(shown?.patient).toMatchObject({ id: TOLVAN.id });
  });

  it('[L-KEEP-01] the contents of a message go after theirs, with the person in it', async () => {
    const old = await world.admit(notice({ episodeId: 'R3' }), '2026-03-03T08:00:00Z');
    await eraseOn(new Date('2027-03-03T08:00:00Z'));
    const kept = await world.inbox.message(deliveryTo(old, UNITS.social), ACTOR, NEXT_YEAR);
    expect(kept?.patient).toBeDefined();
    await eraseOn(new Date('2027-03-04T08:00:00Z'));
    const shown = await world.inbox.message(deliveryTo(old, UNITS.social), ACTOR, NEXT_YEAR);
    expect(shown).toMatchObject({ id: old.id, kind: 'inskrivningsmeddelande', sender: UNITS.ward, content: {} });
    expect(shown).not.toHaveProperty('patient');
    await expect(world.actions(old.id)).resolves.toEqual(['message-accepted', 'bytes-erased', 'contents-erased']);
  });

  it('[L-KEEP-01] refused input that nobody replayed is erased, and is held no more', async () => {
    const [old, young] = [await refused('2027-01-01T08:00:00Z'), await refused('2027-03-03T08:00:00Z')];
    const held = await world.count(UNITS.ward, 'quarantined');
    await eraseOn(new Date('2027-03-05T08:00:00Z'));
    await expect(quarantine.load(old)).resolves.toBeUndefined();
    await expect(quarantine.find(old)).resolves.toMatchObject({ state: 'erased', reasons: [{ code: 'unroutable' }] });
    await expect(quarantine.find(young)).resolves.toMatchObject({ state: 'held' });
    await expect(world.count(UNITS.ward, 'quarantined')).resolves.toBe(held - 1);
    await expect(world.actions(old)).resolves.toEqual(['message-refused', 'refused-erased']);
  });

  it('[L-KEEP-01] [L-LOG-01] lines of the audit go after five years and not a day before', async () => {
    const old = await world.admit(notice({ episodeId: 'R4' }), '2027-04-01T08:00:00Z');
    await eraseOn(new Date('2032-04-01T08:00:00Z'));
    await expect(world.actions(old.id)).resolves.toContain('message-accepted');
    await eraseOn(new Date('2032-04-03T08:00:00Z'));
    await expect(world.actions(old.id)).resolves.not.toContain('message-accepted');
  });

  it('[L-KEEP-01] what is kept for ever stays, and two processes erase each thing once', async () => {
    const old = await world.admit(notice({ episodeId: 'R5' }), '2032-05-01T08:00:00Z');
    await eraseOn(new Date('2042-05-01T08:00:00Z'), {
      ...{ bytes: undefined, refused: undefined, contents: undefined, stays: undefined, audit: undefined },
    });
    await expect(operations.messageBytes(old.id, ACTOR, MARCH)).resolves.toBeDefined();
    await Promise.all([eraseOn(new Date('2032-08-01T08:00:00Z')), eraseOn(new Date('2032-08-01T08:00:00Z'))]);
    const actions = await world.actions(old.id);
    expect(actions.filter((action) => action === 'bytes-erased')).toHaveLength(1);
  });

  it('[L-KEEP-01] what was numbered out of order around midnight is erased each at its time, and nothing is left out', async () => {
    const admitted = [];
    for (const at of ['2043-05-01T22:00:00.100Z', '2043-05-01T21:59:59.900Z', '2043-05-01T22:00:00.200Z']) {
      admitted.push(await world.admit(notice({ episodeId: `R6 ${at}` }), at));
    }
    const held = [await refused('2043-05-01T22:00:00.100Z'), await refused('2043-05-01T21:59:59.900Z')];
    const subjects = [...admitted.map(({ id }) => id), ...held];
    const erased = async () => {
      const rows = await world.rows<{ subject_id: string }>(
        `SELECT subject_id FROM audit_entry WHERE action IN ('bytes-erased', 'refused-erased') AND subject_id = ANY($1::uuid[])`,
        [subjects],
      );
      return rows.map((row) => row.subject_id).sort();
    };
    await eraseOn(new Date('2043-06-01T08:00:00Z'));
    expect((await erased()).every((id) => [subjects[1], subjects[4]].includes(id))).toBe(true);
    await eraseOn(new Date('2043-06-02T08:00:00Z'));
    expect(await erased()).toEqual([...subjects].sort());
  });

  it('[L-KEEP-01] a message without its content is read, rendered, repeated, withdrawn and followed as before', async () => {
    const first = await world.admit(notice({ episodeId: 'R7' }), '2044-01-01T08:00:00Z');
    const delivery = deliveryTo(first, UNITS.social);
    const later = new Date('2045-06-01T08:00:00Z');
    await eraseOn(later);
    const shown = await world.inbox.message(delivery, ACTOR, later);
    expect(shown).toMatchObject({ id: first.id, content: {} });
    for (const format of MESSAGE_FORMATS) {
      const options = { recipient: UNITS.social, delivery: { id: delivery, receiptDue: null } };
      expect([format, renderMessage(format, shown!, options).length > 0]).toEqual([format, true]);
    }
    const page = await world.inbox.fetch({ unit: UNITS.social, after: 0n, limit: 500, state: 'all' }, ACTOR, later);
    expect(page.items.find(({ deliveryId }) => deliveryId === delivery)).toMatchObject({ message: { content: {} } });
    const outbox = await world.inbox.outbox({ unit: UNITS.ward, before: undefined, limit: 500 }, ACTOR, later);
    expect(outbox.find(({ id }) => id === first.id)).toMatchObject({ episodeId: 'R7' });
    await expect(operations.trace(first.id)).resolves.toMatchObject({ payload: { size: null } });
    const reads = new ReadEpisode(world.episodes, world.configuration, world.clock);
    await expect(reads.readForOperations(OPERATOR, { id: first.episode.id })).resolves.toMatchObject({
      state: 'inskriven',
    });
    await world.admit(message('utskrivningsklar', { messageId: 'ready-R7', episodeId: 'R7' }), '2045-06-01T09:00:00Z');
    await world.admit(
      message('makulering', { episodeId: 'R7', content: { messageId: 'ready-R7', reason: 'fel patient' } }),
      '2045-06-01T10:00:00Z',
    );
  });

  it('[L-KEEP-01] of a stay that is over names, addresses and what was said go, and its course, its readers and its deadlines stay', async () => {
    const patient = { ...TOLVAN, address: { line: ['Gatan 1'], postalCode: '80310', city: 'Gävle' } };
    const { episode } = await world.admit(notice({ episodeId: 'R9', patient }), '2033-01-03T08:00:00Z');
    const still = await world.admit(notice({ episodeId: 'R10', patient }), '2033-01-03T08:00:00Z');
    await world.admit(
      message('utskrivningsmeddelande', { episodeId: 'R9', content: { dischargedAt: '2033-01-05T10:00:00+01:00' } }),
      '2033-01-05T10:00:00Z',
    );
    const stays = { bytes: undefined, refused: undefined, contents: undefined, stays: 400, audit: undefined };
    const stored = async (id: string) =>
      (
        await world.rows<Record<string, unknown>>('SELECT patient, facts, steps, state FROM episode WHERE id = $1', [
          id,
        ])
      )[0];
    await eraseOn(new Date('2034-02-09T08:00:00Z'), stays);
    expect(await stored(episode.id)).toMatchObject({ patient: { familyName: 'Tolvansson' } });
    await eraseOn(new Date('2034-02-11T08:00:00Z'), stays);
    const erased = await stored(episode.id);
    expect(erased).toMatchObject({
      patient: { id: TOLVAN.id, idType: 'personnummer' },
      facts: { state: 'utskriven', ward: UNITS.ward, dischargedAt: expect.any(String) },
      steps: [{ kind: 'inskrivningsmeddelande' }, { kind: 'utskrivningsmeddelande', before: { state: 'inskriven' } }],
    });
    expect(JSON.stringify(erased)).not.toMatch(/Tolvansson|Gatan 1/);
    expect(await stored(still.episode.id)).toMatchObject({ patient: { familyName: 'Tolvansson' } });
    await expect(world.actions(episode.id)).resolves.toContain('stay-erased');
    const who = { actor: ACTOR, unitIn: () => UNITS.ward };
    const read = await world.episodes.read({ id: episode.id }, () => true, who, NEXT_YEAR);
    expect(read?.messages).toHaveLength(2);
  });
});
