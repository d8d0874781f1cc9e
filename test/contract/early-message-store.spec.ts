import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { AdmissionPlan, KnownState } from '#domain/admission/admission-plan.js';
import type { Episode, EpisodeState } from '#domain/episode/episode.js';
import type { MessageKind, PartyRole } from '#domain/message.js';
import type { AdmissionAttempt, AdmissionOutcome, AdmissionVerdict } from '#flows/ports.js';
import { PgEarlyMessageStore } from '#persistence/early-message.store.js';
import { PgInboxStore } from '#persistence/inbox.store.js';
import { MONDAY, TOLVAN, UNITS } from '../support/domain.js';
import { AdmissionWorld } from './admission-world.js';

const ALL_TABLES = 'payload, message, idempotency_key, episode, delivery, deadline, inbox, audit_entry, counter_delta';
const TOMORROW = new Date('2026-11-24T08:15:00Z');
const LATER = new Date('2026-11-25T08:15:00Z');

let world: AdmissionWorld;
let early: PgEarlyMessageStore;
let inbox: PgInboxStore;

beforeAll(async () => {
  world = await AdmissionWorld.open();
  early = new PgEarlyMessageStore(world.dataSources[0]);
  inbox = new PgInboxStore(world.dataSources[0]);
});
beforeEach(() => world.rows(`TRUNCATE ${ALL_TABLES}`));
afterAll(() => world.close());

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

interface Sent {
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly sender: string;
  readonly role: PartyRole;
}

const report = (messageId: string): Sent => ({
  messageId,
  kind: 'vardrapport',
  sender: UNITS.social,
  role: 'socialtjanst',
});
const opening = (messageId: string): Sent => ({
  messageId,
  kind: 'inskrivningsmeddelande',
  sender: UNITS.ward,
  role: 'slutenvard',
});

function attempt({ messageId, sender, role }: Sent, changes: Partial<AdmissionAttempt>): AdmissionAttempt {
  return {
    raw: { bytes: Buffer.from('x'), contentType: 'application/json', source: 'http:t', receivedAt: new Date(MONDAY) },
    idempotencyKey: hashOf(`${sender} ${messageId}`),
    contentHash: hashOf(messageId),
    own: { sender, role, messageId },
    episode: undefined,
    patientId: TOLVAN.id,
    mayOpen: false,
    target: undefined,
    ...changes,
  };
}

/** An attempt of a message that may come before its stay. */
const seeking = (sent: Sent, unit = sent.sender, organisation = 'gavle-kommun') =>
  attempt(sent, { seeks: { patientId: TOLVAN.id, unit, organisation } });
const openingOf = (sent: Sent, number: string) =>
  attempt(sent, { mayOpen: true, episode: { organisation: 'gavle-sjukhus', number } });

function stay(number: string, parties: readonly string[], state: EpisodeState = 'inskriven'): Episode {
  return {
    ...{ id: uuidV7(), organisation: 'gavle-sjukhus', number, profile: 'gavleborg', patient: TOLVAN, version: 1 },
    facts: {
      state,
      ward: UNITS.ward,
      parties: parties.map((unit) => ({ unit, role: 'socialtjanst' as const })),
      noticeSent: true,
    },
    steps: [],
  };
}

/** A plan that brings about nothing but what is said. */
function accepted(sent: Sent, changes: Partial<AdmissionPlan>): AdmissionVerdict {
  const id = uuidV7();
  const message = {
    ...{ id, messageId: sent.messageId, kind: sent.kind, sender: sent.sender, sentAt: MONDAY, receivedAt: MONDAY },
    ...{ patient: TOLVAN, content: { status: 'pigg' } },
  };
  const { episode } = changes;
  const answer = {
    ...{ id, messageId: sent.messageId, deliveries: [], deadlines: [], warnings: [] },
    episode: episode === undefined ? null : { id: episode.id, state: episode.facts.state },
  };
  return {
    kind: 'accepted',
    plan: {
      ...{ message, profile: 'gavleborg', episode: undefined, alsoEpisodes: [], deliveries: [], deadlines: [] },
      ...{ endedDeadlines: [], endedDeliveries: [], withdraws: undefined, answer },
      ...changes,
    },
  };
}

const delivery = (message?: string) => ({
  ...{ id: uuidV7(), unit: UNITS.ward, role: 'slutenvard' as const, receiptDue: TOMORROW, message },
});

/** Sends what waits for a stay unless the patient has one; tells in which stay it found itself. */
async function sendEarly(
  messageId: string,
  until: Date | null = TOMORROW,
  store: 0 | 1 = 0,
): Promise<Episode | undefined> {
  let found: Episode | undefined;
  const sent = report(messageId);
  const outcome = await world.stores[store].admit(seeking(sent), (known) => {
    found = known.episode;
    return known.episode === undefined
      ? accepted(sent, { waits: { until } })
      : accepted(sent, { episode: { ...known.episode, version: known.episode.version + 1 } });
  });
  expect(outcome.kind).toBe('accepted');
  return found;
}

/** Opens a stay that takes along whatever waits, and delivers it to the ward; tells what was known. */
async function open(episode: Episode, store: 0 | 1 = 0): Promise<KnownState> {
  let knew: KnownState | undefined;
  const sent = opening(`open ${episode.number}`);
  const outcome = await world.stores[store].admit(openingOf(sent, episode.number), (known) => {
    knew = known;
    const waiting = known.waiting ?? [];
    const steps = waiting.map(({ id, kind }) => ({ message: id, kind, at: MONDAY, before: episode.facts }));
    const joins = waiting.map(({ id }) => id);
    return accepted(sent, { episode: { ...episode, steps }, joins, deliveries: joins.map((id) => delivery(id)) });
  });
  expect(outcome.kind).toBe('accepted');
  if (knew === undefined) throw new Error('nothing was decided');
  return knew;
}

/** A message of somebody else from which nothing comes. */
const refused = (messageId: string) =>
  world.stores[0].admit(attempt(report(messageId), { patientId: messageId }), () => ({ kind: 'refused', reasons: [] }));

const messageRow = async (messageId: string) => {
  const [row] = await world.rows<Record<string, unknown>>('SELECT * FROM message WHERE message_id = $1', [messageId]);
  return row;
};
const audit = (action: string) =>
  world.rows<{ subject_id: string }>('SELECT subject_id FROM audit_entry WHERE action = $1', [action]);

describe('a message that comes before its stay', () => {
  it('[G-REQ-08] [B-REP-07] waits for the patient, with what it said and in which role', async () => {
    await sendEarly('e1');
    await sendEarly('e2', null);
    expect(await messageRow('e1')).toMatchObject({ episode_id: null, waits_for: TOLVAN.id, waits_until: TOMORROW });
    const { waiting } = await open(stay('V1', [UNITS.social]));
    expect(waiting).toEqual([
      {
        ...{ id: expect.any(String), kind: 'vardrapport', sender: UNITS.social, role: 'socialtjanst', consent: null },
        ...{ receivedAt: new Date(MONDAY), until: TOMORROW, content: { status: 'pigg' }, deliveredTo: [] },
      },
      expect.objectContaining({ until: null }),
    ]);
  });

  it('[G-REQ-08] belongs to the stay from then on: delivered as what it is, with the stay in it, and to no other', async () => {
    await sendEarly('e1');
    const episode = stay('V1', [UNITS.social]);
    await open(episode);
    const row = await messageRow('e1');
    expect(row).toMatchObject({
      episode_id: episode.id,
      waits_for: null,
      waits_until: null,
      answer: { episode: null },
    });
    const { items } = await inbox.fetch({ unit: UNITS.ward, after: 0n, limit: 9, state: 'all' }, 'client:t', TOMORROW);
    expect(items.map(({ message }) => message)).toEqual([
      expect.objectContaining({ messageId: 'e1', episode: episode.id, episodeId: 'V1', content: { status: 'pigg' } }),
    ]);
    expect(await world.rows('SELECT kind, episode_id FROM delivery')).toEqual([
      { kind: 'vardrapport', episode_id: episode.id },
    ]);
    expect(await audit('message-joined')).toEqual([{ subject_id: row?.['id'] }]);
    expect((await open(stay('V2', [UNITS.social]))).waiting).toEqual([]);
  });

  it('[G-REQ-08] that a ward has already is part of the stay there, with what is owed for it', async () => {
    const sent = report('e1');
    const had = delivery();
    const owed = {
      ...{
        id: uuidV7(),
        kind: 'kvittens',
        rule: 'G-ACK-03',
        scope: 'delivery' as const,
        startedFrom: null,
        late: false,
      },
      ...{
        startedAt: new Date(MONDAY),
        due: TOMORROW,
        responsible: UNITS.ward,
        informs: UNITS.social,
        delivery: had.id,
      },
      ...{ state: 'open' as const, nextFireAt: null },
    };
    await world.stores[0].admit(seeking(sent), () =>
      accepted(sent, { waits: { until: null }, deliveries: [had], deadlines: [owed] }),
    );
    const mark = async () => (await inbox.marks([UNITS.ward])).get(UNITS.ward)?.changes;
    expect(await mark()).toBe(0n);
    const episode = stay('V1', [UNITS.social]);
    const { waiting } = await open(episode);
    expect(waiting?.[0]?.deliveredTo).toEqual([UNITS.ward]);
    expect(await world.rows('SELECT DISTINCT episode_id FROM delivery')).toEqual([{ episode_id: episode.id }]);
    expect(await world.rows('SELECT episode_id FROM deadline')).toEqual([{ episode_id: episode.id }]);
    expect(await mark()).toBe(1n);
  });

  it('is loaded for no other patient and for no message that cannot open a stay', async () => {
    await sendEarly('e1');
    const sent = opening('other');
    const see = async (changes: Partial<AdmissionAttempt>): Promise<KnownState['waiting']> => {
      let waiting: KnownState['waiting'];
      await world.stores[0].admit(attempt(sent, changes), (known) => {
        waiting = known.waiting;
        return { kind: 'refused', reasons: [] };
      });
      return waiting;
    };
    expect(await see({ mayOpen: true, patientId: '191212121213' })).toEqual([]);
    expect(await see({ mayOpen: true, patientId: undefined })).toEqual([]);
    expect(await see({ mayOpen: false })).toBeUndefined();
    expect(await see({ mayOpen: true })).toHaveLength(1);
  });

  it('[G-REQ-05] finds the stay of its patient that is open already, as one of its parties only', async () => {
    await open(stay('V0', [UNITS.social]));
    const episode = stay('V1', [UNITS.social, UNITS.homeCare]);
    await open(episode);
    await open(stay('V2', [UNITS.housing]));
    await open(stay('V3', [UNITS.social], 'utskriven'));
    expect(await sendEarly('e1')).toMatchObject({ id: episode.id });
    expect((await messageRow('e1'))?.['episode_id']).toBe(episode.id);
    const ask = async (unit: string, organisation: string): Promise<string | undefined> => {
      let number: string | undefined;
      await world.stores[0].admit(seeking(report('ask'), unit, organisation), (known) => {
        number = known.episode?.number;
        return { kind: 'refused', reasons: [] };
      });
      return number;
    };
    expect(await ask(UNITS.homeCare, 'gavle-kommun')).toBe('V1');
    expect(await ask(UNITS.social2181, 'sandviken-kommun')).toBeUndefined();
    expect(await ask(UNITS.ward14, 'gavle-sjukhus')).toBe('V2');
  });

  it('[G-REQ-08] never misses the message that opens the stay at the same time, in one process and in two', async () => {
    for (let round = 0; round < 30; round += 1) {
      await world.rows(`TRUNCATE ${ALL_TABLES}`);
      const store = round % 2 === 0 ? 1 : 0;
      const episode = stay('V1', [UNITS.social]);
      const both: (() => Promise<unknown>)[] = [() => sendEarly('e1'), () => open(episode, store)];
      if (round % 3 === 0) both.reverse();
      // With others behind them both are taken into one transaction, if nothing keeps them apart.
      const others = Array.from({ length: 6 }, (_, n) => () => refused(`other ${String(n)}`));
      await Promise.all([...both, ...others].map((send) => send()));
      expect((await messageRow('e1'))?.['episode_id']).toBe(episode.id);
    }
  });

  it('[G-REQ-05] [B-REP-06] its sender sees that it waits, until when, and then that it has its stay', async () => {
    await sendEarly('e1', LATER);
    await sendEarly('e2', null);
    const outbox = async () => {
      const items = await inbox.outbox({ unit: UNITS.social, before: undefined, limit: 9 }, 'client:t', TOMORROW);
      return items.map(({ messageId, waits, episode }) => ({ messageId, waits, episode }));
    };
    expect(await outbox()).toEqual([
      { messageId: 'e2', waits: { until: null }, episode: undefined },
      { messageId: 'e1', waits: { until: LATER }, episode: undefined },
    ]);
    const episode = stay('V1', [UNITS.social]);
    await open(episode);
    expect(await outbox()).toEqual([
      { messageId: 'e2', waits: undefined, episode: episode.id },
      { messageId: 'e1', waits: undefined, episode: episode.id },
    ]);
  });

  it('[G-REQ-06] [G-REQ-07] [G-REQ-10] vanishes when its time has gone by: only the audit knows of it', async () => {
    const sent = report('e1');
    await world.stores[0].admit(seeking(sent), () =>
      accepted(sent, { waits: { until: TOMORROW }, deliveries: [delivery()] }),
    );
    await sendEarly('e2', null);
    await sendEarly('e3', LATER);
    const outbox = async (now: Date) => {
      const items = await inbox.outbox({ unit: UNITS.social, before: undefined, limit: 9 }, 'client:t', now);
      return items.map(({ messageId }) => messageId);
    };
    const shown = async (now: Date) => {
      const page = await inbox.fetch({ unit: UNITS.ward, after: 0n, limit: 9, state: 'all' }, 'client:t', now);
      return page.items.map(({ state, message }) => [state, message.content, message.patient]);
    };
    const before = new Date(TOMORROW.getTime() - 1);
    expect(await early.expire(before, 9)).toBe(0);
    expect(await outbox(before)).toEqual(['e3', 'e2', 'e1']);
    expect(await shown(before)).toEqual([['received', { status: 'pigg' }, TOLVAN]]);
    expect(await outbox(TOMORROW)).toEqual(['e3', 'e2']);
    expect(await shown(TOMORROW)).toEqual([['received', {}, undefined]]);
    expect(await early.expire(TOMORROW, 9)).toBe(1);
    expect(await early.expire(TOMORROW, 9)).toBe(0);
    expect(await shown(TOMORROW)).toEqual([['withdrawn', {}, undefined]]);
    expect(await world.count(UNITS.ward, 'waiting')).toBe(0);
    expect(await audit('message-expired')).toEqual([{ subject_id: (await messageRow('e1'))?.['id'] }]);
    const { waiting } = await open(stay('V1', [UNITS.social]));
    expect(waiting?.map(({ until }) => until)).toEqual([null, LATER]);
  });

  it('that its sender withdraws waits no more', async () => {
    await sendEarly('e1');
    const target = { sender: UNITS.social, messageId: 'e1' };
    const withdrawal = { ...report('w1'), kind: 'makulering' as const };
    await world.stores[0].admit(attempt(withdrawal, { target }), (known) =>
      accepted(withdrawal, { withdraws: known.target?.id }),
    );
    expect(await messageRow('e1')).toMatchObject({ waits_for: null, withdrawn_by: expect.any(String) });
    expect((await open(stay('V1', [UNITS.social]))).waiting).toEqual([]);
  });

  it('is withdrawn or joined, never both on one knowledge: whoever is second knows what the first has done', async () => {
    for (let round = 0; round < 30; round += 1) {
      await world.rows(`TRUNCATE ${ALL_TABLES}`);
      await sendEarly('e1');
      const withdrawal = { ...report('w1'), kind: 'makulering' as const };
      const target = { sender: UNITS.social, messageId: 'e1' };
      let stayOfTarget: string | undefined;
      const withdraw = () =>
        world.stores[1].admit(attempt(withdrawal, { target }), (known): AdmissionVerdict => {
          stayOfTarget = known.target?.episode;
          if (stayOfTarget === undefined) return accepted(withdrawal, { withdraws: known.target?.id });
          expect(known.episode?.id).toBe(stayOfTarget);
          return { kind: 'refused', reasons: [] };
        });
      const steps: (() => Promise<AdmissionOutcome | KnownState>)[] = [
        withdraw,
        () => open(stay('V1', [UNITS.social])),
      ];
      if (round % 2 === 0) steps.reverse();
      await Promise.all(steps.map((step) => step()));
      const row = await messageRow('e1');
      expect(row?.['withdrawn_by'] !== null).toBe(stayOfTarget === undefined);
      expect(row?.['episode_id'] !== null).toBe(stayOfTarget !== undefined);
    }
  });
});

describe('a message of no stay', () => {
  it('is kept and delivered without one, and two processes withdraw it once', async () => {
    const sent: Sent = { ...report('f1'), kind: 'fristaende-meddelande' };
    const outcome = await world.stores[0].admit(attempt(sent, {}), () => accepted(sent, { deliveries: [delivery()] }));
    expect(outcome).toMatchObject({ kind: 'accepted', units: [UNITS.ward] });
    expect(await messageRow('f1')).toMatchObject({ episode_id: null, waits_for: null, waits_until: null });
    const target = { sender: UNITS.social, messageId: 'f1' };
    const outcomes = await Promise.all(
      ([0, 1] as const).map((store) => {
        const withdrawal = { ...report(`w${String(store)}`), kind: 'makulering' as const };
        return world.stores[store].admit(attempt(withdrawal, { target }), (known): AdmissionVerdict =>
          known.target?.withdrawn === false
            ? accepted(withdrawal, { withdraws: known.target.id })
            : { kind: 'refused', reasons: [] },
        );
      }),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'refused']);
  });
});

describe('a message of a party', () => {
  /** A message that names the stay, by the hub's id or by the number, and leaves one version more of it. */
  const step = (messageId: string, episode: AdmissionAttempt['episode'], store: 0 | 1) => {
    const sent = report(messageId);
    return world.stores[store].admit(attempt(sent, { episode, patientId: undefined }), (known): AdmissionVerdict =>
      known.episode === undefined
        ? { kind: 'refused', reasons: [] }
        : accepted(sent, { episode: { ...known.episode, version: known.episode.version + 1 } }),
    );
  };

  it('names the stay by the id of the hub, and no version is lost beside what the hospital sends', async () => {
    const episode = stay('V1', [UNITS.social]);
    await open(episode);
    const names = [{ id: episode.id }, { organisation: 'gavle-sjukhus', number: 'V1' }];
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, n) => step(`p${String(n)}`, names[n % 2], n % 3 === 0 ? 1 : 0)),
    );
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
    expect((await world.episode('V1')).version).toBe(episode.version + 24);
  });

  it('finds no stay under an id that is none, nor by the number of another organisation', async () => {
    await open(stay('V1', [UNITS.social]));
    expect(await step('p1', { id: uuidV7() }, 0)).toMatchObject({ kind: 'refused' });
    expect(await step('p2', { organisation: 'gavle-kommun', number: 'V1' }, 0)).toMatchObject({ kind: 'refused' });
  });
});

describe('whether a message has been receipted by all that got it', () => {
  it('[G-ACK-06] [G-ACK-07] is known of the first one of each kind that stands', async () => {
    const episode = stay('V1', [UNITS.social]);
    const first = opening('first');
    const plan = accepted(first, { deliveries: [delivery()] });
    if (plan.kind === 'refused') throw new Error('it was refused');
    const { id } = plan.plan.message;
    const steps = [
      { message: uuidV7(), kind: 'utskrivningsklar' as const, at: MONDAY, before: undefined, withdrawn: true },
      { message: id, kind: 'inskrivningsmeddelande' as const, at: MONDAY, before: undefined },
      { message: uuidV7(), kind: 'planeringsunderlag' as const, at: MONDAY, before: undefined },
    ];
    const begun = { ...plan, plan: { ...plan.plan, episode: { ...episode, steps } } };
    await world.stores[0].admit(openingOf(first, 'V1'), () => begun);
    const receipted = async () => {
      let kinds: KnownState['receipted'];
      await world.stores[0].admit(attempt(report('ask'), { episode: { id: episode.id } }), (known) => {
        kinds = known.receipted;
        return { kind: 'refused', reasons: [] };
      });
      return kinds;
    };
    expect(await receipted()).toEqual(['planeringsunderlag']);
    await world.rows(`UPDATE delivery SET state = 'receipted'`);
    expect(await receipted()).toEqual(['inskrivningsmeddelande', 'planeringsunderlag']);
  });
});
