import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import { decideForward, decideReceipt } from '#domain/handling.js';
import type { Message, Patient } from '#domain/message.js';
import type { AdmissionOutcome } from '#flows/ports.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { PgInboxStore } from '#persistence/inbox.store.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { eventually } from '../support/eventually.js';
import { message, MONDAY, notice, noticeWith, TOLVAN, UNITS } from '../support/domain.js';
import { AdmissionWorld, DIRECTORY, PROFILE } from './admission-world.js';
import { HubProcess } from './deadline-world.js';

const ALL_TABLES =
  'payload, message, idempotency_key, episode, delivery, deadline, firing, escalation, inbox, audit_entry, counter_delta';
/** The lock that those hold who give positions, as libs/persistence has it. */
const POSITION_LOCK = 7_236_002;
const NOW = new Date(MONDAY);
const RESERVE: Patient = { ...TOLVAN, id: '19900601T001', idType: 'reservnummer' };
const OTHER: Patient = { ...TOLVAN, id: '199006019989' };

let world: AdmissionWorld;

beforeAll(async () => {
  world = await AdmissionWorld.open();
});
beforeEach(() => world.rows(`TRUNCATE ${ALL_TABLES}`));
afterAll(() => world.close());

const about = (patient: Patient, changes: Partial<Message> = {}) =>
  message('personuppgifter', { patient, episodeId: undefined, ...changes });
const changeOf = (from: Patient, to: Patient, changes: Partial<Message> = {}) =>
  message('identitetsbyte', {
    patient: to,
    episodeId: undefined,
    content: { previousId: from.id, previousIdType: from.idType },
    ...changes,
  });
const codesOf = (outcome: AdmissionOutcome): string[] =>
  outcome.kind === 'refused'
    ? outcome.reasons.map(({ code }) => code)
    : outcome.answer.warnings.map(({ code }) => code);

/** Every stay as `number identity state`. */
async function stays(): Promise<string[]> {
  const rows = await world.rows<{ stay: string }>(
    `SELECT number || ' ' || patient_id || ' ' || state AS stay FROM episode ORDER BY number`,
  );
  return rows.map(({ stay }) => stay);
}

/** What a merge has to leave as it is. */
const untouched = () =>
  world.rows(
    `SELECT d.id, d.state, d.unit, d.episode_id, d.receipt_due, t.id AS deadline, t.due, t.state AS duty, t.next_fire_at, t.episode_id AS of
     FROM delivery d LEFT JOIN deadline t ON t.delivery_id = d.id WHERE d.kind <> 'identitetsbyte' ORDER BY d.id`,
  );

describe('a planned stay', () => {
  it('[L-ADM-01] is kept without deliveries and duties, and becomes the stay of its notice', async () => {
    const planned = await world.accept(message('planerad-inskrivning', { patient: TOLVAN }));
    expect(await stays()).toEqual([`V1 ${TOLVAN.id} planerad`]);
    expect(await world.number('SELECT count(*) FROM delivery')).toBe(0);
    expect(await world.number('SELECT count(*) FROM deadline')).toBe(0);
    const admitted = await world.accept(notice());
    expect(admitted.episode).toEqual({ id: planned.episode.id, state: 'inskriven' });
    expect(admitted.deliveries).toHaveLength(2);
    expect(await world.rows(`SELECT body->>'notice' AS notice FROM message ORDER BY id`)).toEqual([
      { notice: null },
      { notice: 'first' },
    ]);
  });

  it('beside a stay that is open is no second open one', async () => {
    await world.accept(message('planerad-inskrivning', { patient: TOLVAN, episodeId: 'V2' }));
    expect((await world.accept(notice())).warnings).toEqual([]);
    expect((await world.accept(notice({ episodeId: 'V2' }))).warnings).toMatchObject([{ code: 'second-open-episode' }]);
  });
});

describe('a change of identity', () => {
  it('[G-ADM-05] moves three stays; their deliveries and open duties stay, are told of when due and end by receipt', async () => {
    const sent = ['V1', 'V2', 'V3'].map((episodeId) =>
      noticeWith({ expectedDischarge: undefined }, { patient: RESERVE, episodeId }),
    );
    const [first] = await Promise.all(sent.map((one) => world.accept(one)));
    await world.accept(message('utskrivningsmeddelande', { episodeId: 'V3' }));
    await world.accept(notice({ patient: OTHER, episodeId: 'V4' }));
    const [before, counted] = [await untouched(), await world.count(UNITS.social, 'waiting')];
    const answer = await world.tell(changeOf(RESERVE, TOLVAN), { store: 1 });

    expect(await stays()).toEqual([
      `V1 ${TOLVAN.id} inskriven`,
      `V2 ${TOLVAN.id} inskriven`,
      `V3 ${TOLVAN.id} utskriven`,
      `V4 ${OTHER.id} inskriven`,
    ]);
    expect(await untouched()).toEqual(before);
    expect(await world.count(UNITS.social, 'waiting')).toBe(counted);
    expect(answer.deliveries.map(({ unit, receiptDue }) => [unit, receiptDue]).sort()).toEqual([
      [UNITS.social, null],
      [UNITS.openCare, null],
    ]);
    const { patient, formerIds } = { ...(await world.episode('V3')), formerIds: await formerIdsOf('V3') };
    expect([patient.id, formerIds]).toEqual([TOLVAN.id, [{ id: RESERVE.id, idType: RESERVE.idType }]]);
    expect(await world.rows(`SELECT DISTINCT subject FROM audit_entry WHERE action = 'identitetsbyte'`)).toEqual([
      { subject: 'episode' },
    ]);
    expect(await world.number(`SELECT count(*) FROM audit_entry WHERE action = 'identitetsbyte'`)).toBe(3);

    const process = new HubProcess(world.dataSources[1]);
    const delivery = first?.deliveries.find(({ unit }) => unit === UNITS.social)?.id ?? '';
    await process.receipt([delivery], NOW);
    const later = new Date('2026-11-23T08:00:00Z');
    await process.fire.run(later);
    const fired = await world.rows<{ delivery_id: string; step: string }>(
      `SELECT t.delivery_id, f.step FROM firing f JOIN deadline t ON t.id = f.deadline_id WHERE f.step = 'paminnelse'`,
    );
    const owed = await world.rows<{ id: string }>(
      `SELECT id FROM delivery WHERE state = 'waiting' AND receipt_due <= $1`,
      [later],
    );
    expect(owed.length).toBeGreaterThan(3);
    expect(fired.map((row) => row.delivery_id).sort()).toEqual(owed.map(({ id }) => id).sort());
    expect(fired.map((row) => row.delivery_id)).not.toContain(delivery);
  });

  const formerIdsOf = async (number: string) =>
    (await world.rows<{ former_ids: unknown }>('SELECT former_ids FROM episode WHERE number = $1', [number]))[0]
      ?.former_ids;

  it('[G-ADM-05] is remembered: the old identity is refused and told why, the new one goes on', async () => {
    await world.accept(notice({ patient: RESERVE }));
    await world.tell(changeOf(RESERVE, TOLVAN));
    const outcome = await world.admit(message('utskrivningsklar', { patient: RESERVE }));
    expect(outcome).toMatchObject({ kind: 'refused', reasons: [{ code: 'patient-mismatch' }] });
    expect(JSON.stringify(outcome)).toContain('identity was changed');
    await world.accept(message('utskrivningsklar', { patient: TOLVAN }), { store: 1 });
    await world.tell(changeOf(TOLVAN, RESERVE), { store: 1 });
    expect(await formerIdsOf('V1')).toEqual([{ id: TOLVAN.id, idType: 'personnummer' }]);
    expect(await stays()).toEqual([`V1 ${RESERVE.id} utskrivningsklar`]);
  });

  it('belongs to the hospital that tells it: the stays of another one are left alone', async () => {
    await world.accept(notice({ patient: RESERVE }));
    const outcome = await world.admit(changeOf(RESERVE, TOLVAN, { sender: UNITS.otherHospital }));
    expect(codesOf(outcome)).toEqual(['nothing-changed']);
    expect(await stays()).toEqual([`V1 ${RESERVE.id} inskriven`]);
  });

  it('of somebody unknown is kept with its bytes and without a stay, is answered the same way again, and can be looked up', async () => {
    const one = changeOf(OTHER, TOLVAN);
    const answer = await world.tell(one);
    expect(answer).toMatchObject({ episode: null, deliveries: [], warnings: [{ code: 'nothing-changed' }] });
    expect(await world.rows('SELECT id, episode_id FROM message')).toEqual([{ id: answer.id, episode_id: null }]);
    expect(await world.admit(one, { store: 1 })).toEqual({ kind: 'duplicate', answer });
    expect(await world.number('SELECT count(*) FROM episode')).toBe(0);
    const trace = await new PgOperationsStore(world.dataSources[0]).trace(answer.id);
    expect(trace).toMatchObject({ message: { id: answer.id, episode: null }, deliveries: [], ended: [] });
    const outbox = await new PgInboxStore(world.dataSources[0]).outbox(
      { unit: UNITS.ward, limit: 10, before: undefined },
      'client:x',
      NOW,
    );
    expect(outbox).toMatchObject([{ id: answer.id, deliveries: [] }]);
  });

  it('reaches each unit once, in the stay that it plans for, and can be forwarded there', async () => {
    await world.accept(notice({ patient: RESERVE }));
    await world.accept(notice({ patient: RESERVE, episodeId: 'V2', planningCategory: 'CD' }));
    const { deliveries } = await world.tell(changeOf(RESERVE, TOLVAN));
    expect(deliveries.map(({ unit }) => unit).sort()).toEqual([UNITS.openCare, UNITS.social, UNITS.homeCare].sort());
    const toHome = deliveries.find(({ unit }) => unit === UNITS.homeCare)?.id ?? '';
    const [row] = await world.rows<{ number: string }>(
      'SELECT e.number FROM delivery d JOIN episode e ON e.id = d.episode_id WHERE d.id = $1',
      [toHome],
    );
    expect(row?.number).toBe('V2');
    const toOpenCare = deliveries.find(({ unit }) => unit === UNITS.openCare)?.id ?? '';
    const handling = new PgHandlingStore(world.dataSources[1]);
    const forwarded = await handling.forward(
      toOpenCare,
      (found) => decideForward(found, UNITS.openCare2, DIRECTORY, uuidV7),
      'client:x',
      NOW,
    );
    expect(forwarded).toMatchObject({ kind: 'forwarded' });
  });
});

describe('what is told of a person', () => {
  it('[L-PROT-01] is laid over every open stay at once, and protection over those that are over', async () => {
    for (const episodeId of ['V1', 'V2', 'V3']) await world.accept(notice({ episodeId }));
    await world.accept(message('utskrivningsmeddelande', { episodeId: 'V3' }));
    await world.tell(about({ ...TOLVAN, familyName: 'Nysson', protected: true }));
    const known = await world.rows<{ known: string }>(
      `SELECT concat_ws(' ', number, patient->>'familyName', patient->>'protected', version) AS known FROM episode ORDER BY number`,
    );
    expect(known.map((row) => row.known)).toEqual(['V1 Nysson true 2', 'V2 Nysson true 2', 'V3 Tolvansson true 3']);
  });
});

describe('at the same time', () => {
  const rounds = 15;

  it('two changes of one identity: one moves the stays, the other finds nothing, in one process and in two', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await world.rows('TRUNCATE episode');
      const numbers = ['V1', 'V2', 'V3'].map((number) => `${number}-${String(round)}`);
      await Promise.all(numbers.map((episodeId) => world.accept(notice({ patient: RESERVE, episodeId }))));
      const store = round % 2 === 0 ? 0 : 1;
      const outcomes = await Promise.all([
        world.admit(changeOf(RESERVE, TOLVAN)),
        world.admit(changeOf(RESERVE, OTHER), { store }),
      ]);
      expect(outcomes.map(codesOf).sort()).toEqual([[], ['nothing-changed']]);
      const ids = await world.rows<{ patient_id: string }>('SELECT DISTINCT patient_id FROM episode');
      expect(ids).toEqual([{ patient_id: outcomes[0] && codesOf(outcomes[0]).length === 0 ? TOLVAN.id : OTHER.id }]);
    }
  });

  it("what is told of a person does not reach a stay that has become somebody else's while it waited", async () => {
    const first = notice({ patient: RESERVE });
    await world.accept(first);
    await world.accept(message('makulering', { content: { messageId: first.messageId, reason: 'fel patient' } }));
    const other = world.dataSources[0].createQueryRunner();
    await other.query('SELECT pg_advisory_lock($1)', [POSITION_LOCK]);
    try {
      const anew = world.admit(notice({ patient: OTHER }));
      await eventually('the notice waits for its last statement', async () => (await waiting()) === 1);
      const told = world.admit(about({ ...RESERVE, protected: true }), { store: 1 });
      await eventually('the message waits for the stay', async () => (await waiting()) === 2);
      await other.query('SELECT pg_advisory_unlock_all()');
      expect((await anew).kind).toBe('accepted');
      expect(codesOf(await told)).toEqual(['nothing-changed']);
    } finally {
      await other.query('SELECT pg_advisory_unlock_all()');
      await other.release();
    }
    const { patient } = await world.episode('V1');
    expect([patient.id, patient.protected]).toEqual([OTHER.id, undefined]);
  });

  const waiting = () =>
    world.number(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%advisory%'`,
    );

  it('a chain of changes in two processes leaves every stay under one identity, and all of them under the same', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await world.rows('TRUNCATE episode');
      for (const n of [1, 2])
        await world.accept(notice({ patient: RESERVE, episodeId: `V${String(n)}-${String(round)}` }));
      const chain = [changeOf(RESERVE, TOLVAN), changeOf(TOLVAN, OTHER), changeOf(OTHER, RESERVE)];
      const outcomes = await Promise.all(chain.map((one, n) => world.admit(one, { store: n % 2 === 0 ? 0 : 1 })));
      expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted']);
      expect(await world.number('SELECT count(DISTINCT patient_id) FROM episode')).toBe(1);
      expect(await world.number(`SELECT count(*) FROM episode WHERE patient->>'id' <> patient_id`)).toBe(0);
    }
  });

  it('a change and notices of the same stays, in two processes: nothing is lost and nothing waits in a ring', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await world.rows('TRUNCATE episode');
      const numbers = ['V1', 'V2', 'V3', 'V4'].map((number) => `${number}-${String(round)}`);
      await Promise.all(numbers.map((episodeId) => world.accept(notice({ patient: RESERVE, episodeId }))));
      const [change, person] = [changeOf(RESERVE, TOLVAN), about({ ...RESERVE, givenName: 'T' })];
      // They name no patient, so that nothing but the stay tells that they belong together.
      const ready = numbers.flatMap((episodeId) => [
        message('utskrivningsklar', { episodeId }),
        message('utskrivningsklar-aterkallad', { episodeId }),
      ]);
      const outcomes = await Promise.all([
        ...ready.slice(0, 4).map((one) => world.admit(one)),
        world.admit(change, { store: 1 }),
        world.admit(person),
        ...ready.slice(4).map((one) => world.admit(one, { store: 1 })),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'accepted'));
      const known = await world.rows<{ patient_id: string; steps: number }>(
        'SELECT patient_id, jsonb_array_length(steps) AS steps FROM episode',
      );
      expect(known).toEqual(numbers.map(() => ({ patient_id: TOLVAN.id, steps: 3 })));
    }
  });

  it('a notice that opens a stay and a change right behind it are taken in their order', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const episodeId = `V-${String(round)}`;
      const outcomes = await Promise.all([
        world.admit(notice({ patient: RESERVE, episodeId })),
        world.admit(changeOf(RESERVE, TOLVAN)),
        world.admit(message('utskrivningsklar', { episodeId, patient: TOLVAN })),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted']);
    }
    expect(await world.number('SELECT count(*) FROM episode WHERE patient_id <> $1', [TOLVAN.id])).toBe(0);
  });

  it('receipts and a change lock each other out of nothing', async () => {
    const sent = Array.from({ length: 20 }, (_, n) => notice({ patient: RESERVE, episodeId: `V${String(n)}` }));
    const answers = await Promise.all(sent.map((one) => world.accept(one)));
    const ids = answers.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
    const by = { name: 'Sanna' };
    await Promise.all([
      world.tell(changeOf(RESERVE, TOLVAN)),
      new PgHandlingStore(world.dataSources[1]).receipt(
        ids,
        (found) => decideReceipt(found, by, undefined, NOW, PROFILE),
        'client:x',
        NOW,
      ),
    ]);
    expect(await world.number('SELECT count(*) FROM episode WHERE patient_id = $1', [TOLVAN.id])).toBe(20);
    expect(
      await world.number(`SELECT count(*) FROM delivery WHERE state = 'waiting' AND receipt_due IS NOT NULL`),
    ).toBe(0);
  });
});

describe('what waits for a stay of a person', () => {
  const consent = { given: true, scope: ['informationsoverforing'] };
  const early = () => message('vardbegaran', { patient: OTHER, episodeId: undefined, sender: UNITS.homeCare, consent });

  it('[G-REQ-08] [G-ADM-05] is taken up by a stay under the identity that the person has by then', async () => {
    const sent = await world.admit(early());
    await world.admit(changeOf(OTHER, TOLVAN));
    const admitted = await world.accept(notice({ planningCategory: 'D' }));
    expect(sent.kind).toBe('accepted');
    expect(await world.rows(`SELECT episode_id FROM message WHERE kind = 'vardbegaran'`)).toEqual([
      { episode_id: admitted.episode.id },
    ]);
  });

  it('[G-ADM-05] waits on under a reservnummer, which is one hospital’s own', async () => {
    await world.admit({ ...early(), patient: RESERVE });
    await world.admit(changeOf(RESERVE, TOLVAN));
    await world.accept(notice({ planningCategory: 'D' }));
    expect(await world.rows(`SELECT episode_id, waits_for FROM message WHERE kind = 'vardbegaran'`)).toEqual([
      { episode_id: null, waits_for: RESERVE.id },
    ]);
  });
});
