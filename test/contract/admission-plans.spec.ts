import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Message } from '#domain/message.js';
import type { AdmissionAttempt } from '#flows/ports.js';
import { PgEarlyMessageStore } from '#persistence/early-message.store.js';
import { message, notice, TOLVAN, UNITS } from '../support/domain.js';
import { QueryPlans } from '../support/query-plans.js';
import type { Statement } from '../support/query-plans.js';
import { AdmissionWorld } from './admission-world.js';

const ROWS = 200_000;
/** Tables that grow with the messages; none of them is walked through for a message. */
const LARGE = ['message', 'delivery', 'deadline', 'episode', 'payload', 'audit_entry', 'idempotency_key', 'escalation'];

/** A year of one hospital behind the messages of the moment: most stays over, some open, each with its messages. */
const SEED = `
CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, timestamptz '2026-01-01T00:00:00Z' + n * interval '2 minutes' AS at, n % 50 = 0 AS is_open
  FROM generate_series(1, ${String(ROWS)}) n ORDER BY n;
INSERT INTO payload SELECT id, 'x', 'application/json' FROM seed;
INSERT INTO episode SELECT id, 'gavle-sjukhus', 'S' || n, 'gavleborg', (n % 40000)::text, CASE WHEN is_open THEN 'inskriven' ELSE 'utskriven' END,
  1, '{}', '{}', '[]' FROM seed;
INSERT INTO message SELECT id, 'M' || n, 'inskrivningsmeddelande', '${UNITS.ward}', 'gavleborg', id, 'http:x', at, id, '{}', '{}' FROM seed;
UPDATE message SET waits_for = (n % 40000)::text, sent_as = 'socialtjanst', episode_id = NULL,
  waits_until = CASE WHEN n % 2000 = 0 THEN 'infinity' ELSE at + interval '48 hours' END FROM seed WHERE message.id = seed.id AND n % 1000 = 0;
INSERT INTO idempotency_key SELECT sha256(n::text::bytea), 'h', id FROM seed;
INSERT INTO delivery (id, message_id, kind, episode_id, unit, role, position, state, receipt_due, accepted_at)
  SELECT id, id, 'inskrivningsmeddelande', id, 'SE2321000016-U' || n % 300, 'oppenvard', nextval('delivery_position'),
    CASE WHEN is_open THEN 'waiting' ELSE 'receipted' END, at, at FROM seed ORDER BY n;
INSERT INTO deadline SELECT id, 'kvittens', 'G-ACK-03', 'gavleborg', at, NULL, at, CASE WHEN is_open THEN 'open' ELSE 'met' END,
  false, NULL, NULL, 'SE2321000016-U' || n % 300, '${UNITS.ward}', id, id, id, '[]', NULL, is_open, 'delivery' FROM seed;
INSERT INTO escalation (id, deadline_id, state, step, opened_at, notes)
  SELECT uuidv7(), id, 'resolved', 'chef', at, '[]' FROM seed WHERE n % 10 = 0;
INSERT INTO audit_entry (at, actor, action, subject, subject_id) SELECT at, 'x', 'message-accepted', 'message', id FROM seed;
ANALYZE`;

/** Somebody of whom the hub knows nothing yet. */
const SOUGHT = { ...TOLVAN, id: '19900601T002', idType: 'reservnummer' as const };

let world: AdmissionWorld;
let plans: QueryPlans;

beforeAll(async () => {
  world = await AdmissionWorld.open({ batchSize: 128, inFlight: 1 });
  await world.rows(SEED);
  plans = new QueryPlans((text, values) => world.rows(text, values), LARGE);
}, 180_000);
afterAll(async () => {
  plans.stop();
  await world.close();
});

/** What the admission of these messages at a time asks the database for; all of them have to be accepted. */
function asked(messages: readonly Message[], changes: Partial<AdmissionAttempt> = {}): Promise<Statement[]> {
  return plans.askedBy(() => Promise.all(messages.map((one) => world.tell(one, { changes }))));
}

describe('with 200,000 messages behind it', () => {
  const inEpisode = (episodeId: string, one: Message): Message => ({ ...one, episodeId });

  it('one notice walks through no large table, and takes few statements', async () => {
    const taken = await asked([inEpisode('P-one', notice())]);
    expect(taken.length).toBeLessThanOrEqual(8);
    expect(await plans.walked(taken)).toEqual([]);
  });

  it('neither does a batch of 128, which takes hardly more statements than one message', async () => {
    const taken = await asked(Array.from({ length: 129 }, (_, n) => inEpisode(`P-many-${String(n)}`, notice())));
    expect(taken.length).toBeLessThanOrEqual(2 * 8);
    expect(await plans.walked(taken)).toEqual([]);
  });

  it('neither do the messages that end things: ready, taken back, discharged, withdrawn', async () => {
    const discharge = message('utskrivningsmeddelande', { episodeId: 'P-all' });
    const { episode } = await world.accept(inEpisode('P-all', notice()));
    const steps: Message[] = [
      message('utskrivningsklar', { episodeId: undefined, episode: episode.id }),
      message('utskrivningsklar-aterkallad', { episodeId: 'P-all' }),
      message('utskrivningsklar', { episodeId: 'P-all' }),
      discharge,
      message('makulering', { episodeId: undefined, content: { messageId: discharge.messageId, reason: 'fel' } }),
    ];
    for (const step of steps) expect(await plans.walked(await asked([step]))).toEqual([]);
  });

  it('neither does what is told of a person, or a change of identity, with stays that are open and over', async () => {
    const [reserve, known] = [{ ...TOLVAN, id: '19900601T001', idType: 'reservnummer' as const }, TOLVAN];
    for (const episodeId of ['P-p1', 'P-p2']) await world.accept(inEpisode(episodeId, notice({ patient: reserve })));
    await world.accept(message('utskrivningsmeddelande', { episodeId: 'P-p2' }));
    const about = { episodeId: undefined, patient: known };
    const steps: Message[] = [
      message('personuppgifter', { ...about, patient: { ...reserve, givenName: 'T' } }),
      message('identitetsbyte', { ...about, content: { previousId: reserve.id, previousIdType: reserve.idType } }),
    ];
    for (const step of steps) {
      const taken = await asked([step]);
      expect(taken.length).toBeLessThanOrEqual(11);
      expect(await plans.walked(taken)).toEqual([]);
    }
    const moved = await world.rows('SELECT number FROM episode WHERE patient_id = $1 ORDER BY number', [known.id]);
    expect(moved).toEqual(expect.arrayContaining([{ number: 'P-p1' }, { number: 'P-p2' }]));
  });

  it('[G-REQ-05] neither does one that looks for the stay of its patient, as a party or as the hospital', async () => {
    await world.accept(inEpisode('P-sought', notice({ patient: SOUGHT })));
    for (const [unit, organisation] of [
      [UNITS.ward, 'gavle-sjukhus'],
      [UNITS.social, 'gavle-kommun'],
    ] as const) {
      const taken = await asked([message('personuppgifter', { episodeId: undefined, patient: SOUGHT })], {
        ...{ person: undefined, seeks: { patientId: SOUGHT.id, unit, organisation } },
      });
      expect(taken.length).toBeLessThanOrEqual(11);
      expect(await plans.walked(taken)).toEqual([]);
    }
  });

  it('[G-REQ-08] neither does one that takes up what waited for its stay, nor the end of waiting', async () => {
    const [early] = await world.rows<{ id: string }>('SELECT id FROM message WHERE waits_for IS NOT NULL LIMIT 1');
    await world.rows(
      `UPDATE message SET waits_for = $2, waits_until = 'infinity', body = '{"content": {}}' WHERE id = $1`,
      [early?.id, SOUGHT.id],
    );
    const taken = await asked([inEpisode('P-joins', notice({ patient: SOUGHT }))]);
    expect(await plans.walked(taken)).toEqual([]);
    const joined = await world.rows(
      'SELECT e.number FROM message m JOIN episode e ON e.id = m.episode_id WHERE m.id = $1',
      [early?.id],
    );
    expect(joined).toEqual([{ number: 'P-joins' }]);
    const store = new PgEarlyMessageStore(world.dataSources[0]);
    const ended = await plans.askedBy(async () =>
      expect(await store.expire(new Date('2027-01-01T00:00:00Z'), 50)).toBe(50),
    );
    expect(await plans.walked(ended)).toEqual([]);
  });

  it('neither does a party that names the stay', async () => {
    const { episode } = await world.accept(inEpisode('P-party', notice()));
    const sent = { sender: UNITS.social, episodeId: undefined, episode: episode.id };
    const taken = await plans.askedBy(() => world.admit(message('avbryt-vardtillfalle', sent)));
    expect(await plans.walked(taken)).toEqual([]);
  });

  it('neither does a repeat', async () => {
    const one = inEpisode('P-twice', notice());
    await world.accept(one);
    const taken = await plans.askedBy(async () => {
      expect((await world.admit(one)).kind).toBe('duplicate');
    });
    expect(await plans.walked(taken)).toEqual([]);
  });

  it('admissions stay as fast with generic plans', async () => {
    await world.rows(`ALTER DATABASE ${new URL(world.url).pathname.slice(1)} SET plan_cache_mode = force_generic_plan`);
    const forced = new Client({ connectionString: world.url });
    await forced.connect();
    try {
      const taken = await asked([inEpisode('P-generic', notice())]);
      for (const [index, { text, values }] of taken.entries()) {
        // Read-only parts alone are run again: what writes was run once and is refused as doubled.
        if (!/^\s*(SELECT|WITH found)/.test(text)) continue;
        const started = performance.now();
        await forced.query({ name: `again${String(index)}`, text, values });
        expect(performance.now() - started).toBeLessThan(100);
      }
    } finally {
      await forced.end();
    }
  });
});
