import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessEntry } from '#flows/audit-ports.js';
import { PgAuditStore } from '#persistence/audit.store.js';
import { PgQuarantineStore } from '#persistence/quarantine.store.js';
import { message, notice, TOLVAN, UNITS } from '../support/domain.js';
import { deliveryTo, InboxWorld } from './inbox-world.js';

const NOW = new Date('2026-11-23T07:30:00Z');
const AUDITOR = 'client:auditor';
const REASON = 'Begäran om loggutdrag';
const OTHER = { ...TOLVAN, id: '199006042387' };

let world: InboxWorld;
let audit: PgAuditStore;
let numbers = 0;

beforeAll(async () => {
  world = await InboxWorld.open();
  audit = new PgAuditStore(world.dataSource);
}, 60_000);
afterAll(() => world.close());

const newEpisode = () => `A${String((numbers += 1))}`;
const everything = { after: undefined, limit: 500, from: undefined, to: undefined };
const accessesTo = async (patientId: string): Promise<AccessEntry[]> =>
  (await audit.accesses({ ...everything, patientId, reason: REASON }, AUDITOR, NOW)).items;
const readings = (entries: readonly AccessEntry[]) =>
  entries.filter(({ isReading }) => isReading).map(({ action, unit, actor }) => ({ action, unit, actor }));
const pollBy = (unit: string) =>
  world.inbox.fetch({ unit, after: 0n, limit: 100, state: 'all' }, `client:${unit}`, NOW);

describe('the extract of a person', () => {
  it('[L-LOG-02] tells which unit has read what, when and as whom, whichever way it was read', async () => {
    const answer = await world.admit(notice({ episodeId: newEpisode() }));
    const delivery = deliveryTo(answer, UNITS.social);
    await world.inbox.message(delivery, 'client:kommunen', NOW);
    await world.episodes.read(
      { id: answer.episode.id },
      () => true,
      { actor: 'client:kommunen', unitIn: () => undefined },
      NOW,
    );
    await world.inbox.outbox({ unit: UNITS.ward, before: undefined, limit: 10 }, 'client:sjukhuset', NOW);
    const read = await accessesTo(TOLVAN.id);
    expect(readings(read)).toEqual([
      { action: 'outbox-read', unit: UNITS.ward, actor: 'client:sjukhuset' },
      { action: 'read', unit: null, actor: 'client:kommunen' },
      { action: 'fetched', unit: UNITS.social, actor: 'client:kommunen' },
    ]);
    expect(read.find(({ action }) => action === 'fetched')).toMatchObject({
      at: NOW,
      messages: [{ id: answer.id, kind: 'inskrivningsmeddelande', episode: answer.episode.id }],
    });
  });

  it("[L-LOG-02] finds a reading of a whole page, and shows nothing of the other persons' on that page", async () => {
    const first = await world.admit(notice({ episodeId: newEpisode(), patient: OTHER }));
    const second = await world.admit(notice({ episodeId: newEpisode() }));
    await pollBy(UNITS.openCare);
    await pollBy(UNITS.openCare);
    const mine = (await accessesTo(TOLVAN.id)).filter((entry) => entry.messages.some(({ id }) => id === second.id));
    expect(mine.filter(({ action }) => action === 'read')).toHaveLength(1);
    const known = JSON.stringify(await accessesTo(TOLVAN.id));
    for (const strange of [first.id, first.episode.id, deliveryTo(first, UNITS.openCare)]) {
      expect(known).not.toContain(strange);
    }
  });

  it('[L-LOG-02] goes on under a new identity, and finds what was read under the former one', async () => {
    const former = { ...TOLVAN, id: '199006032396' };
    const now = { ...TOLVAN, id: '199006052394' };
    const answer = await world.admit(notice({ episodeId: newEpisode(), patient: former }));
    await world.inbox.message(deliveryTo(answer, UNITS.social), 'client:kommunen', NOW);
    await world.admit(
      message('identitetsbyte', {
        patient: now,
        content: { previousId: former.id, previousIdType: 'personnummer' },
      }),
    );
    for (const id of [former.id, now.id]) {
      expect(readings(await accessesTo(id))).toContainEqual({
        ...{ action: 'fetched', unit: UNITS.social, actor: 'client:kommunen' },
      });
    }
  });

  it('[L-LOG-02] finds what was sent without a stay, under whichever identity it was sent', async () => {
    const former = { ...TOLVAN, id: '199006082391' };
    const now = { ...TOLVAN, id: '199006092390' };
    const alone = async (patient: typeof TOLVAN, at: string) => {
      const sent = { sender: UNITS.homeCare, recipients: [UNITS.ward], episodeId: undefined, patient };
      await expect(world.admit(message('vardbegaran', sent), at)).rejects.toThrow('no care episode');
      const rows = 'SELECT id FROM message WHERE person = $1 AND received_at = $2 AND episode_id IS NULL';
      const [found] = await world.rows<{ id: string }>(rows, [patient.id, at]);
      return { id: found!.id };
    };
    const before = await alone(former, '2026-11-16T08:00:00Z');
    const after = await alone(now, '2026-11-17T08:00:00Z');
    await world.admit(notice({ episodeId: newEpisode(), patient: former }));
    await world.admit(
      message('identitetsbyte', { patient: now, content: { previousId: former.id, previousIdType: 'personnummer' } }),
    );
    for (const id of [former.id, now.id]) {
      const accesses = await accessesTo(id);
      for (const { id: sent } of [before, after]) {
        expect(accesses.flatMap(({ messages }) => messages.map((one) => one.id))).toContain(sent);
      }
    }
  });

  it("[L-LOG-02] keeps persons apart of whom one had another's number of a care episode by mistake", async () => {
    const wrong = { ...TOLVAN, id: '199006102393' };
    const right = { ...TOLVAN, id: '199006112392' };
    const episodeId = newEpisode();
    const mistaken = await world.admit(
      notice({ messageId: 'mistaken', episodeId, patient: wrong }),
      '2026-11-23T07:00:00Z',
    );
    const read = (actor: string, at: string) =>
      world.episodes.read(
        { id: mistaken.episode.id },
        () => true,
        { actor: actor, unitIn: () => undefined },
        new Date(at),
      );
    await world.inbox.message(deliveryTo(mistaken, UNITS.social), 'client:first', new Date('2026-11-23T07:05:00Z'));
    await read('client:first', '2026-11-23T07:06:00Z');
    const taken = { messageId: 'mistaken', reason: 'fel patient' };
    await world.admit(message('makulering', { episodeId, patient: wrong, content: taken }), '2026-11-23T07:10:00Z');
    await read('client:first', '2026-11-23T07:15:00Z');
    const answer = await world.admit(notice({ episodeId, patient: right }), '2026-11-23T07:20:00Z');
    expect(answer.episode.id).toBe(mistaken.episode.id);
    await world.inbox.message(deliveryTo(answer, UNITS.social), 'client:second', new Date('2026-11-23T07:25:00Z'));
    await read('client:second', '2026-11-23T07:26:00Z');
    const actorsOf = async (id: string) => new Set(readings(await accessesTo(id)).map(({ actor }) => actor));
    expect(await actorsOf(wrong.id)).toEqual(new Set(['client:first']));
    expect(await actorsOf(right.id)).toEqual(new Set(['client:second']));
    expect(readings(await accessesTo(wrong.id))).toHaveLength(3);
    const known = JSON.stringify(await accessesTo(right.id));
    expect(known).not.toContain(mistaken.id);
  });

  it('[L-LOG-02] finds who read the bytes of what had been refused first', async () => {
    const patient = { ...TOLVAN, id: '199006122391' };
    const answer = await world.admit(notice({ episodeId: newEpisode(), patient }));
    const quarantine = new PgQuarantineStore(world.dataSource);
    const held = await quarantine.hold({
      raw: { bytes: Buffer.from('x'), contentType: 'application/json', source: 'http:x', receivedAt: NOW },
      ...{ outcome: 'against-rule', reasons: [], sender: UNITS.ward, messageId: undefined },
    });
    await quarantine.show(held, 'client:operations', NOW);
    await quarantine.markReplayed(held, answer.id, 'client:operations', NOW);
    expect(readings(await accessesTo(patient.id))).toContainEqual({
      ...{ action: 'quarantine-bytes-read', unit: UNITS.ward, actor: 'client:operations' },
    });
  });

  it('[L-LOG-01] that somebody asked is a line of its own, with the reason, and never with the number', async () => {
    const patient = { ...TOLVAN, id: '199006062393' };
    const answer = await world.admit(notice({ episodeId: newEpisode(), patient }));
    await accessesTo(patient.id);
    const [line] = await world.rows(
      'SELECT actor, action, detail FROM audit_entry WHERE subject_id = $1 ORDER BY id DESC',
      [answer.episode.id],
    );
    expect(line).toEqual({ actor: AUDITOR, action: 'accesses-read', detail: { reason: REASON } });
    const [found] = await world.rows<{ count: string }>('SELECT count(*) FROM audit_entry a WHERE a::text LIKE $1', [
      `%${patient.id}%`,
    ]);
    expect(found?.count).toBe('0');
  });

  it('comes in pages and in a period', async () => {
    const patient = { ...TOLVAN, id: '199006072392' };
    const answer = await world.admit(notice({ episodeId: newEpisode(), patient }));
    const delivery = deliveryTo(answer, UNITS.social);
    for (const minute of [1, 2, 3]) {
      await world.inbox.message(delivery, 'client:kommunen', new Date(NOW.getTime() + minute * 60_000));
    }
    const query = { ...everything, patientId: patient.id, reason: REASON };
    const first = await audit.accesses({ ...query, limit: 2 }, AUDITOR, NOW);
    const second = await audit.accesses({ ...query, limit: 500, after: first.next }, AUDITOR, NOW);
    expect(first.items).toHaveLength(2);
    expect(second.items.length).toBeGreaterThan(1);
    const period = { from: new Date(NOW.getTime() + 2 * 60_000), to: new Date(NOW.getTime() + 3 * 60_000) };
    const within = await audit.accesses({ ...query, ...period }, AUDITOR, NOW);
    expect(readings(within.items)).toHaveLength(1);
  });

  it('says nothing of somebody of whom nothing is known', async () => {
    await expect(accessesTo('191212121212x')).resolves.toEqual([]);
  });
});

describe('a spot check', () => {
  const day = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-24T00:00:00Z') };

  it('[L-LOG-01] draws readings alone, of one unit where that is asked for, and keeps what was drawn', async () => {
    const check = await audit.drawSpotCheck({ ...day, unit: UNITS.social, size: 3 }, AUDITOR, NOW);
    expect(check.entries).toHaveLength(3);
    for (const entry of check.entries) {
      expect(entry.unit).toBe(UNITS.social);
      expect(['read', 'fetched']).toContain(entry.action);
    }
    const [kept] = (await audit.spotChecks({ after: undefined, limit: 1 })).items;
    expect(kept).toEqual(check);
  });

  it('[L-LOG-01] is documented once, with what was found', async () => {
    const { id } = await audit.drawSpotCheck({ ...day, unit: undefined, size: 1 }, AUDITOR, NOW);
    const found = { findings: 'En läsning utan vårdrelation', deviations: 1 };
    await expect(audit.closeSpotCheck(id, found, AUDITOR, NOW)).resolves.toMatchObject({
      kind: 'closed',
      check: { ...found, closedAt: NOW, closedBy: AUDITOR },
    });
    await expect(audit.closeSpotCheck(id, found, AUDITOR, NOW)).resolves.toEqual({ kind: 'conflict' });
    await expect(world.actions(id)).resolves.toEqual(['spot-check-drawn', 'spot-check-closed']);
    const nowhere = '00000000-0000-7000-8000-000000000000';
    await expect(audit.closeSpotCheck(nowhere, found, AUDITOR, NOW)).resolves.toBeUndefined();
  });

  it('[L-LOG-01] every line names action, unit, time and user, and is found by each', async () => {
    const query = { ...everything, unit: UNITS.social, actor: 'client:kommunen', action: 'fetched', ...day };
    const { items } = await audit.entries(query);
    expect(items.length).toBeGreaterThan(1);
    for (const item of items) {
      expect(item).toMatchObject({ unit: UNITS.social, actor: 'client:kommunen', action: 'fetched' });
      expect(item.at.getTime()).toBeGreaterThanOrEqual(day.from.getTime());
    }
    const pages = await audit.entries({ ...query, limit: 1 });
    expect(pages.items).toEqual(items.slice(0, 1));
    expect((await audit.entries({ ...query, limit: 1, after: pages.next })).items).toEqual(items.slice(1, 2));
  });
});
