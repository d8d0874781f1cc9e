import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '#domain/access.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { ReadEpisode } from '#flows/read-episode.js';
import { message, notice, UNITS } from '../support/domain.js';
import { deliveryTo, DIRECTORY, InboxWorld, PROFILE } from './inbox-world.js';

const NOW = new Date('2026-11-23T09:30:00Z');

let world: InboxWorld;
let flow: ReadEpisode;

beforeAll(async () => {
  world = await InboxWorld.open();
  world.clock.time = NOW;
  flow = new ReadEpisode(world.episodes, world.configuration, world.clock);
}, 60_000);
afterAll(() => world.close());

const someDeadline = Object.values(PROFILE.deadlines)[0]!;

const caller = (...units: string[]): Caller => ({ clientId: 'test', roles: ['party'], units });

describe('a care episode', () => {
  it('shows state, parties, open deadlines and what happened in order, and nothing of the patient', async () => {
    const first = await world.admit(notice({ episodeId: 'V1' }), '2026-11-23T08:15:00+01:00');
    const receipt = { by: { name: 'Anna Ek' }, at: new Date('2026-11-23T08:00:00Z'), recordedAt: NOW };
    const social = deliveryTo(first, UNITS.social);
    await world.handling.receipt([social], () => ({ kind: 'receipted', receipt, late: false }), 'client:test', NOW);
    await world.admit(message('utskrivningsklar', { episodeId: 'V1' }), '2026-11-23T10:15:00+01:00');
    const view = await flow.read(caller(UNITS.social), { id: first.episode.id });
    expect(view).toMatchObject({
      id: first.episode.id,
      organisation: 'gavle-sjukhus',
      episodeId: 'V1',
      state: 'utskrivningsklar',
      category: 'BC',
      ward: UNITS.ward,
      consents: [],
      colourTracks: { parties: {}, overall: null },
      careContact: null,
      careContacts: [],
      sip: null,
      pendingAnswers: [],
      expectedDischarge: '2026-11-27',
    });
    expect(view?.parties).toEqual(
      expect.arrayContaining([{ role: 'socialtjanst', unit: UNITS.social, name: 'Biståndsenheten Gävle' }]),
    );
    expect(view?.timeline.map((entry) => [entry.event, entry.kind])).toEqual([
      ['message', 'inskrivningsmeddelande'],
      ['receipt', 'inskrivningsmeddelande'],
      ['message', 'utskrivningsklar'],
    ]);
    const due = view?.openDeadlines.filter((deadline) => deadline.kind === 'kvittens').map((deadline) => deadline.due);
    expect(due?.map((instant) => instant.toISOString())).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2026-11-23T12:00:00.000Z',
      '2026-11-23T12:00:00.000Z',
    ]);
    expect(JSON.stringify(view)).not.toMatch(/Tolvan|191212121212/);
    await expect(world.actions(first.episode.id)).resolves.toEqual(['read']);
  });

  it('[G-COL-05] [G-CON-06] [G-FVK-17] shows consents, colours and care contacts, those that ended with their end', async () => {
    const { episode } = await world.admit(notice({ episodeId: 'V3' }));
    const given = { scope: 'informationsoverforing', given: true, at: '2026-11-23T07:00:00.000Z', unit: UNITS.ward };
    const named = { by: UNITS.openCare, role: 'oppenvard', from: '2026-11-23T09:00:00.000Z' };
    const old = { ...named, name: 'Disa Ek', coordinator: true, until: '2026-11-23T09:15:00.000Z' };
    const now = { ...named, name: 'Edit Ek', coordinator: true };
    const other = { ...named, name: 'Fia Ek', coordinator: false };
    const facts = {
      consents: [given],
      colours: { oppenvard: 'gul', socialtjanst: 'gron' },
      careContacts: [old, other, now],
    };
    await world.rows('UPDATE episode SET facts = facts || $2::jsonb WHERE id = $1', [
      episode.id,
      JSON.stringify(facts),
    ]);
    await expect(flow.read(caller(UNITS.social), { id: episode.id })).resolves.toMatchObject({
      consents: [given],
      colourTracks: { parties: facts.colours, overall: null },
      careContact: now,
      careContacts: [old, other, now],
    });
    await world.rows(`UPDATE episode SET facts = facts || '{"colour": "gul"}' WHERE id = $1`, [episode.id]);
    const view = await flow.read(caller(UNITS.social), { id: episode.id });
    expect(view?.colourTracks.overall).toBe('gul');
  });

  it('[G-CON-15] [B-CALL-10] shows how far a SIP has come to all, and the call to those who sent or got it', async () => {
    const { episode } = await world.admit(notice({ episodeId: 'V-SIP', planningCategory: 'CD' }));
    const call = {
      purpose: 'sip',
      setting: 'efter-utskrivning',
      unit: UNITS.openCare,
      role: 'oppenvard',
      at: NOW.toISOString(),
    };
    const called = [{ unit: UNITS.social, role: 'socialtjanst' }];
    const consent = { given: true, at: NOW.toISOString(), unit: UNITS.openCare, actors: [UNITS.social] };
    const sip = { state: 'kallad', consent, call: { ...call, called } };
    await world.rows('UPDATE episode SET facts = facts || $2::jsonb WHERE id = $1', [
      episode.id,
      JSON.stringify({ sip }),
    ]);
    const seenBy = async (unit: string) => (await flow.read(caller(unit), { id: episode.id }))?.sip;
    await expect(seenBy(UNITS.openCare)).resolves.toEqual(sip);
    await expect(seenBy(UNITS.social)).resolves.toEqual(sip);
    await expect(seenBy(UNITS.homeCare)).resolves.toEqual({ state: 'kallad', consent });
  });

  it('shows who owes an answer, until when and by which messages', async () => {
    const answers = { scope: 'answer' as const, metBy: ['svar-pa-inskrivning' as const] };
    const deadlines = { ...PROFILE.deadlines, svar: { ...someDeadline, ...answers } };
    const configuration = new ConfigurationHolder({
      profiles: new Map([['gavleborg', { ...PROFILE, deadlines }]]),
      directory: DIRECTORY,
    });
    const { episode } = await world.admit(notice({ episodeId: 'V4' }));
    await world.rows(
      `INSERT INTO deadline SELECT gen_random_uuid(), 'svar', 'G-REQ-09', profile, started_at, started_from, due, state, late, ended_at,
         ended_by, responsible, informs, episode_id, message_id, delivery_id, fired, next_fire_at, overdue, 'answer'
       FROM deadline WHERE episode_id = $1 AND responsible = $2`,
      [episode.id, UNITS.social],
    );
    const view = await new ReadEpisode(world.episodes, configuration, world.clock).read(caller(UNITS.ward), episode);
    expect(view?.openDeadlines.map(({ kind }) => kind)).toContain('kvittens');
    expect(view?.pendingAnswers).toEqual([
      {
        ...{ kind: 'svar', rule: 'G-REQ-09', unit: UNITS.social, with: ['svar-pa-inskrivning'] },
        due: new Date('2026-11-23T08:00:00Z'),
      },
    ]);
  });

  it('tells a reader of the messages that its units sent or got, and of their receipts, and of no others', async () => {
    const first = await world.admit(notice({ episodeId: 'V5' }));
    const { id } = first.episode;
    /** A message between two units of the stay. */
    const tell = async (messageId: string, sender: string, unit: string, state = 'receipted'): Promise<void> => {
      await world.rows(
        `WITH sent AS (INSERT INTO message (id, message_id, kind, sender, profile, episode_id, source, received_at, body)
           VALUES (uuidv7(), $1, 'generellt-meddelande', $2, 'gavleborg', $4, 'http:test', $6, '{}') RETURNING id)
         INSERT INTO delivery (id, message_id, kind, episode_id, unit, role, position, state, accepted_at, receipt_at)
         SELECT gen_random_uuid(), id, 'generellt-meddelande', $4, $3, 'x', nextval('delivery_position'), $5, $6, $6 FROM sent`,
        [messageId, sender, unit, id, state, NOW],
      );
    };
    await tell('to-home-care', UNITS.openCare, UNITS.homeCare);
    await tell('to-social', UNITS.openCare, UNITS.social);
    await tell('to-ward', UNITS.social, UNITS.ward);
    await tell('sent-back', UNITS.openCare, UNITS.social, 'misdirected');
    const seen = async (...units: string[]) => {
      const view = await flow.read(caller(...units), { id });
      const sent = view?.timeline.flatMap((entry) => (entry.event === 'message' ? [entry.messageId] : []));
      return sent?.slice(1).concat(String(view?.timeline.filter(({ event }) => event === 'receipt').length));
    };
    expect(await seen(UNITS.social)).toEqual(['to-social', 'to-ward', '2']);
    expect(await seen(UNITS.openCare)).toEqual(['to-home-care', 'to-social', 'sent-back', '3']);
    expect(await seen(UNITS.openCare, UNITS.social)).toEqual([
      'to-home-care',
      'to-social',
      'to-ward',
      'sent-back',
      '4',
    ]);
    // Whoever of the hospital looks sees what any of its wards has sent and got.
    expect(await seen(UNITS.ward14)).toEqual(['to-ward', '1']);
  });

  it('is there for its parties and for all wards of the hospital, and for nobody else', async () => {
    const { episode } = await world.admit(notice({ episodeId: 'V2' }));
    const byId = { id: episode.id };
    const byNumber = { organisation: 'gavle-sjukhus', number: 'V2' };
    for (const unit of [UNITS.ward, UNITS.ward14, UNITS.social, UNITS.openCare]) {
      await expect(flow.read(caller(unit), byId)).resolves.toMatchObject(byId);
      await expect(flow.read(caller(unit), byNumber)).resolves.toMatchObject(byId);
    }
    const before = await world.actions(episode.id);
    for (const unit of [UNITS.otherHospital, UNITS.homeCare, UNITS.social2181]) {
      await expect(flow.read(caller(unit), byId)).resolves.toBeUndefined();
      await expect(flow.read(caller(unit), byNumber)).resolves.toBeUndefined();
    }
    await expect(world.actions(episode.id)).resolves.toEqual(before);
  });

  it('[G-ACK-03] [G-ACK-11] [G-ACK-12] is explained from what was sent, receipted too late and reminded of', async () => {
    const { episode } = await world.admit(notice({ episodeId: 'V7', planningCategory: 'C' }));
    const { id } = episode;
    const [deadline] = await world.rows<{ id: string }>(
      `SELECT id FROM deadline WHERE episode_id = $1 AND scope = 'delivery'`,
      [id],
    );
    const fired = [{ step: 'paminnelse', count: 1, last: '2026-11-23T08:00:00Z' }];
    await world.rows('UPDATE deadline SET fired = $2 WHERE id = $1', [deadline?.id, JSON.stringify(fired)]);
    await world.rows(
      `INSERT INTO firing (deadline_id, step, occurrence, kind, rule, due_at, fired_at, to_unit)
       VALUES ($1, 'paminnelse', 1, 'paminnelse', 'G-ACK-12', $2, $2, $3)`,
      [deadline?.id, new Date('2026-11-23T08:00:00Z'), UNITS.social],
    );
    const view = await flow.readForOperations({ ...caller(), roles: ['operations'] }, { id });
    const { waitedFor, happened, standing } = view?.explanation ?? {};
    expect(standing?.[0]?.text.sv).toBe('Patienten är inskriven, enligt besked måndag 23 november kl. 08:15.');
    expect(waitedFor?.filter(({ kind }) => kind === 'kvittens')).toMatchObject([
      {
        text: {
          sv: 'Biståndsenheten Gävle skulle ha kvitterat inskrivningsmeddelande från Avdelning 12, medicin senast måndag 23 november kl. 09:00, men har inte gjort det.',
        },
        rule: 'G-ACK-03',
        deadline: deadline?.id,
        then: expect.arrayContaining([expect.objectContaining({ code: 'will-remind', rule: 'G-ACK-12' })]),
      },
    ]);
    expect(happened?.map(({ code, at }) => [code, at?.toISOString()])).toEqual([
      ['message', new Date('2026-11-23T08:15:00+01:00').toISOString()],
      ['reminder', '2026-11-23T08:00:00.000Z'],
    ]);
    expect(happened?.[0]?.then?.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['state-began', 'delivered', 'duty-began', 'duty-done']),
    );
    expect(JSON.stringify(view)).not.toMatch(/Tolvan|191212121212/);
  });

  it('is there for operations whatever region it is of, with who read it in the audit', async () => {
    const { episode } = await world.admit(notice({ episodeId: 'V8' }));
    const reader: Caller = { clientId: 'operations', roles: ['operations'], units: [] };
    await expect(flow.read(reader, { id: episode.id })).resolves.toBeUndefined();
    const before = await world.actions(episode.id);
    const view = await flow.readForOperations(reader, { organisation: 'gavle-sjukhus', number: 'V8' });
    expect(view?.explanation?.steps.map(({ role }) => role)).toEqual(['slutenvard', 'oppenvard', 'socialtjanst']);
    expect((await world.actions(episode.id)).length).toBe(before.length + 1);
    await expect(flow.readForOperations(reader, { id: 'nothing' })).resolves.toBeUndefined();
  });

  it('[G-REQ-06] [G-REQ-08] tells its sender of what waits for it, until when', async () => {
    const { patient } = notice({ episodeId: 'V9' });
    const other = patient && { ...patient, id: '189001019802' };
    const stay = message('planerad-inskrivning', { episodeId: 'V9', patient: other, planningCategory: 'B' });
    const { episode } = await world.admit(stay, '2026-11-23T08:30:00+01:00');
    await world.rows(
      `INSERT INTO message (id, message_id, kind, sender, profile, source, received_at, body, waits_for, waits_until, sent_as)
       VALUES (uuidv7(), 'early', 'vardbegaran', $1, 'gavleborg', 'http:test', $2, '{}', $3, $4, 'oppenvard'),
         (uuidv7(), 'for-ever', 'vardbegaran', $1, 'gavleborg', 'http:test', $2, '{}', $3, 'infinity', 'oppenvard')`,
      [UNITS.openCare, NOW, other?.id, new Date('2026-11-25T05:00:00Z')],
    );
    const missing = async (...units: string[]) => {
      const reader = { ...caller(...units), roles: ['party' as const] };
      const view = units.length === 0 ? flow.readForOperations(reader, episode) : flow.read(reader, episode);
      return (await view)?.explanation?.missing.filter(({ code }) => code.startsWith('early'));
    };
    expect(await missing()).toMatchObject([
      { code: 'early-waits-until', due: new Date('2026-11-25T05:00:00Z'), unit: { hsaId: UNITS.openCare } },
      { code: 'early-waits' },
    ]);
    expect(await missing(UNITS.ward)).toEqual([]);
  });

  it('that is not there is undefined, whatever its name looks like', async () => {
    await expect(flow.read(caller(UNITS.ward), { id: "x' OR 1=1" })).resolves.toBeUndefined();
    await expect(
      flow.read(caller(UNITS.ward), { organisation: 'gavle-sjukhus', number: 'V99' }),
    ).resolves.toBeUndefined();
  });
});
