import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { decideAdmission } from '#domain/admission/admission.js';
import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import type { Message } from '#domain/message.js';
import type { Plan } from '#domain/plan/plan.js';
import { attemptOf } from '#flows/admission-attempt.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import type { AdmissionOutcome } from '#flows/ports.js';
import { ReadCalendar } from '#flows/read-calendar.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgPlanStore } from '#persistence/plan.store.js';
import { createTestDatabase } from '../support/database.js';
import { JSON_ORIGIN, message, TOLVAN, UNITS } from '../support/domain.js';
import { COORDINATOR, PARTY, PlanWorld, YES } from '../support/plan-world.js';

const REGION = new PlanWorld();
const { profile, directory } = REGION;
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const KEYS = { idempotencyKey: (...parts: string[]) => hashOf(parts.join(' ')), contentHash: hashOf };
const NOW = new Date('2026-11-23T08:15:00Z');

let dataSource: DataSource;
let stores: PgAdmissionStore[];
let plans: PgPlanStore;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  dataSource = await createDataSource(database.url, 10).initialize();
  const other = await createDataSource(database.url, 10).initialize();
  stores = [dataSource, other].map((source) => new PgAdmissionStore(source, uuidV7, { batchSize: 64, inFlight: 2 }));
  plans = new PgPlanStore(dataSource);
  close = async () => {
    await Promise.all([dataSource.destroy(), other.destroy()]);
    await database.drop();
  };
}, 60_000);
afterAll(() => close());

let minute = 0;

/** Sends a message through the engine and one of the stores, as the hub does it. */
function admit(one: Message, store = 0): Promise<AdmissionOutcome> {
  const sender = directory.units.get(one.sender);
  const hub = stores[store];
  if (sender === undefined || hub === undefined) throw new Error('there is no such unit or store');
  const receivedAt = new Date(NOW.getTime() + (minute += 1) * 60_000);
  const raw = { bytes: Buffer.from('x'), contentType: 'application/json', source: 'http:test', receivedAt };
  const attempt = attemptOf(raw, { message: one, origin: JSON_ORIGIN }, sender, KEYS, profile);
  const request = { message: one, origin: JSON_ORIGIN, sender, receivedAt };
  return hub.admit(attempt, (known) => decideAdmission(request, known, { profile, directory, newId: uuidV7 }));
}

async function tell(one: Message, store?: number): Promise<AdmissionAnswer> {
  const outcome = await admit(one, store);
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  return outcome.answer;
}

const of = (patient: Message['patient']) => ({ episodeId: undefined, patient });

/** The way to a call, by whoever finds the need. */
async function called(patient: Message['patient']): Promise<string> {
  const told = (kind: Message['kind'], content: Message['content'], more: Partial<Message> = {}) =>
    tell(message(kind, { ...of(patient), sender: PARTY.coordinator, content, ...more }));
  await told('sip-underlag', { coordinator: COORDINATOR, raisedBy: 'personal' });
  await told('sip-underlag', { consents: YES });
  await told('sip-kartlaggning', { heading: 'boende', needs: 'Trappor' });
  const meetingAt = '2026-12-08T13:00:00+01:00';
  const call = { purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt, agenda: ['Hemma'] };
  const answer = await told('sip-kallelse', call, { recipients: [PARTY.social, PARTY.homeCare] });
  if (answer.plan === undefined) throw new Error('the call belongs to no plan');
  return answer.plan.id;
}

const person = (id: string) => ({ ...TOLVAN, id });
const asked = () => true;
const READER = { actor: 'client:test', unitIn: () => undefined };

async function planOf(id: string): Promise<Plan> {
  const record = await plans.read(id, asked, READER, NOW);
  if (record === undefined) throw new Error('no such plan');
  return record.plan;
}

async function openDuties(id: string): Promise<string[]> {
  const record = await plans.read(id, asked, READER, NOW);
  return (record?.deadlines ?? []).filter(({ state }) => state === 'open').map(({ kind }) => kind);
}

describe('a plan through the engine and the database', () => {
  it('comes as far as it does in memory, with the same duties', async () => {
    const id = await called(person('192811059878'));
    const plan = await planOf(id);
    const memory = new PlanWorld();
    memory.say(PARTY.coordinator, 'sip-underlag', { coordinator: COORDINATOR, raisedBy: 'personal' });
    memory.say(PARTY.coordinator, 'sip-underlag', { consents: YES });
    memory.say(PARTY.coordinator, 'sip-kartlaggning', { heading: 'boende', needs: 'Trappor' });
    const call = {
      purpose: 'sip',
      setting: 'utan-vardtillfalle',
      meetingAt: '2026-12-08T13:00:00+01:00',
      agenda: ['Hemma'],
    };
    memory.say(PARTY.coordinator, 'sip-kallelse', call, { recipients: [PARTY.social, PARTY.homeCare] });
    expect(plan).toMatchObject({ version: memory.plan.version, facts: { state: memory.facts.state } });
    expect(plan.facts.participants.map((one) => one.participantUnit)).toEqual(
      memory.facts.participants.map((one) => one.participantUnit),
    );
    const owed = memory.deadlines.filter(({ state, plan: its }) => state === 'open' && its !== undefined);
    expect((await openDuties(id)).sort()).toEqual(owed.map(({ kind }) => kind).sort());
    const listed = await plans.list({ unit: PARTY.social, state: 'open', limit: 10, after: undefined });
    expect(listed.items.map((one) => one.id)).toContain(id);
    const days = await plans.ofUnitBetween(PARTY.social, '2026-12-08', '2026-12-08', 10);
    expect(days.map((one) => one.id)).toContain(id);
  });

  it('the calendar of a unit has every meeting, however many plans it takes part in and however they are read', async () => {
    const numbers = ['193702249842', '194408179812', '193306099833', '194807229812', '195506189843'];
    const ids: string[] = [];
    for (const number of numbers) ids.push(await called(person(number)));
    const holder = new ConfigurationHolder({ profiles: new Map([[profile.id, profile]]), directory });
    const found = async (page?: number) => {
      const calendar = await new ReadCalendar(plans, holder, page).forOperations(
        PARTY.social,
        '2026-12-08',
        '2026-12-08',
      );
      return (calendar?.entries ?? []).map(({ plan }) => plan).sort();
    };
    const all = await found();
    expect(all).toEqual(expect.arrayContaining(ids));
    expect(new Set(all).size).toBe(all.length);
    for (const page of [1, 2, all.length]) expect(await found(page)).toEqual(all);
  });

  it('[G-SIP-77] two who find the need at once begin one plan; the second is told so or adds to it', async () => {
    const patient = person('191212121212');
    const first = (sender: string) =>
      message('sip-underlag', { ...of(patient), sender, content: { raisedBy: 'personal' } });
    const outcomes = await Promise.all([admit(first(PARTY.coordinator), 0), admit(first(PARTY.social), 1)]);
    expect(outcomes.map(({ kind }) => kind)).toContain('accepted');
    expect(await plans.openOf(patient.id)).toHaveLength(1);
  });

  it('a closing that was wrong is withdrawn: the plan is open again and owes what it owed', async () => {
    const id = await called(person('194203159803'));
    const before = await openDuties(id);
    const closing = message('sip-avslut', {
      ...{ episodeId: undefined, plan: id, sender: PARTY.coordinator },
      content: { reason: profile.plan?.closing.codes[0]?.code, comment: 'Fel person', author: COORDINATOR },
    });
    await tell(closing);
    expect((await planOf(id)).facts.state).toBe('avslutad');
    const content = { messageId: closing.messageId, reason: 'fel plan' };
    await tell(message('makulering', { episodeId: undefined, sender: PARTY.coordinator, content }));
    const plan = await planOf(id);
    expect(plan.facts.state).toBe('kallad');
    expect(plan.steps.at(-1)).toMatchObject({ kind: 'sip-avslut', withdrawn: true });
    expect((await openDuties(id)).sort()).toEqual(before.sort());
  });

  it('a new identity takes the plan with it, and the new one finds it', async () => {
    const coordinated = { ...TOLVAN, id: '191212721219', idType: 'samordningsnummer' as const };
    const id = await called(coordinated);
    const patient = { ...TOLVAN, id: '192903059836' };
    const content = { previousId: coordinated.id, previousIdType: 'samordningsnummer' };
    await tell(message('identitetsbyte', { ...of(patient), sender: UNITS.ward, content }));
    const [plan] = await plans.openOf(patient.id);
    expect(plan).toMatchObject({ id, formerIds: [{ id: coordinated.id }] });
    expect(await plans.openOf(coordinated.id)).toEqual([]);
    const area = { heading: 'boende', needs: 'Hiss' };
    const next = message('sip-kartlaggning', { ...of(patient), sender: PARTY.coordinator, content: area });
    expect((await tell(next)).plan).toMatchObject({ id });
  });
});
