import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { decideAdmission } from '#domain/admission/admission.js';
import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import { decideReceipt } from '#domain/handling.js';
import type { Content, Message } from '#domain/message.js';
import { coordinatorOf } from '#domain/plan/plan.js';
import type { Plan } from '#domain/plan/plan.js';
import type { Profile } from '#domain/profile/profile.js';
import { attemptOf } from '#flows/admission-attempt.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { FireDeadlines } from '#flows/fire-deadlines.js';
import type { AdmissionOutcome } from '#flows/ports.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgDeadlineStore } from '#persistence/deadline.store.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { PgPlanStore } from '#persistence/plan.store.js';
import { createTestDatabase } from '../support/database.js';
import { JSON_ORIGIN, message, TOLVAN } from '../support/domain.js';
import { fixtureProfile } from '../support/plan-rules.js';
import { COORDINATOR, PARTY, PlanWorld, YES } from '../support/plan-world.js';
import { CountedMetrics, HeardSignals, KeptLog } from './deadline-world.js';

/** What is owed around a plan fires from the database, and what happens at the same time about one plan happens one by one. */

const RUNG = { rule: 'N-SUB-02', send: 'eskalering' } as const;
const PART = [
  { ...RUNG, step: 'enhet', send: 'paminnelse', to: 'responsible', afterHours: 0 },
  { ...RUNG, step: 'samordnare', to: 'sender', afterHours: 24 },
  { ...RUNG, step: 'chef', to: 'manager', afterHours: 72 },
] as const;
const DUTY = { rule: 'N-SUB-02', due: { hours: 48 }, ladder: 'part' };
const base = fixtureProfile({ duties: { 'sip-delmal-insatser': DUTY, 'sip-utdelning': DUTY } });
const profile: Profile = { ...base, ladders: { ...base.ladders, part: PART } };
const { directory } = new PlanWorld({ profile });
const { coordinator, social, homeCare } = PARTY;
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const KEYS = { idempotencyKey: (...parts: string[]) => hashOf(parts.join(' ')), contentHash: hashOf };
const START = new Date('2026-11-23T08:15:00Z');
const hoursOn = (hours: number) => new Date(START.getTime() + hours * 3_600_000);

let source: DataSource;
let stores: PgAdmissionStore[];
let plans: PgPlanStore;
let handling: PgHandlingStore;
let fire: FireDeadlines;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  source = await createDataSource(database.url, 10).initialize();
  const other = await createDataSource(database.url, 10).initialize();
  stores = [source, other].map((one) => new PgAdmissionStore(one, uuidV7, { batchSize: 64, inFlight: 2 }));
  plans = new PgPlanStore(source);
  handling = new PgHandlingStore(other);
  const holder = new ConfigurationHolder({ profiles: new Map([[profile.id, profile]]), directory });
  const parts = [new HeardSignals(), uuidV7, new CountedMetrics(), new KeptLog()] as const;
  fire = new FireDeadlines(new PgDeadlineStore(source, uuidV7), holder, ...parts);
  close = async () => {
    await Promise.all([source.destroy(), other.destroy()]);
    await database.drop();
  };
}, 60_000);
afterAll(() => close());

let second = 0;

function admit(one: Message, store = 0, at?: Date): Promise<AdmissionOutcome> {
  const sender = directory.units.get(one.sender)!;
  const receivedAt = at ?? new Date(START.getTime() + (second += 1) * 1000);
  const raw = { bytes: Buffer.from('x'), contentType: 'application/json', source: 'http:test', receivedAt };
  const attempt = attemptOf(raw, { message: one, origin: JSON_ORIGIN }, sender, KEYS, profile);
  const request = { message: one, origin: JSON_ORIGIN, sender, receivedAt };
  return stores[store]!.admit(attempt, (known) =>
    decideAdmission(request, known, { profile, directory, newId: uuidV7 }),
  );
}

function said(sender: string, kind: Message['kind'], content: Content, more: Partial<Message>): Message {
  return message(kind, { episodeId: undefined, sender, content, ...more });
}

async function tell(one: Message, at?: Date): Promise<AdmissionAnswer> {
  const outcome = await admit(one, 0, at);
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  return outcome.answer;
}

/** A plan of somebody with a call to social services and home care; with a main goal where that is asked for. */
async function begun(id: string, hasGoal = true): Promise<string> {
  const about = { patient: { ...TOLVAN, id } };
  const ask = (kind: Message['kind'], content: Content, more: Partial<Message> = {}) =>
    tell(said(coordinator, kind, content, { ...about, ...more }));
  await ask('sip-underlag', { coordinator: COORDINATOR, raisedBy: 'personal', consents: YES });
  await ask('sip-kartlaggning', { heading: 'boende', needs: 'Trappor' });
  const call = {
    purpose: 'sip',
    setting: 'utan-vardtillfalle',
    meetingAt: '2026-11-24T13:00:00+01:00',
    agenda: ['Hemma'],
  };
  const { plan } = await ask('sip-kallelse', call, { recipients: [social, homeCare] });
  if (hasGoal) {
    await ask('sip-mote', { event: 'genomfort', note: 'Alla var där' });
    await ask('sip-mote', { event: 'plan-skapad' });
    await ask('sip-huvudmal', { text: 'Jag vill bo kvar hemma', followUpOn: '2027-02-01' });
  }
  return plan!.id;
}

async function planOf(id: string): Promise<Plan> {
  const record = await plans.read(id, () => true, { actor: 'client:test', unitIn: () => undefined }, START);
  return record!.plan;
}

const fired = (plan: string): Promise<{ step: string; to: string | null; of: string; kind: string }[]> =>
  source.query(
    `SELECT f.step, f.to_unit AS to, d.responsible AS of, d.kind FROM firing f JOIN deadline d ON d.id = f.deadline_id
     WHERE d.plan_id = $1 ORDER BY d.kind, f.fired_at, f.step, f.to_unit`,
    [plan],
  );

const lines = async (plan: string) =>
  (await fired(plan)).map(({ kind, step, of, to }) => [kind, step, of, to].join(' '));

describe('what is owed around a plan', () => {
  it('[N-SUB-02] fires to the unit, then to who coordinates, then to the head of the unit, and once a step', async () => {
    const plan = await begun('p1');
    const manager = directory.units.get(social)?.manager;
    for (const hours of [47, 49, 49, 73, 121, 122]) await fire.run(hoursOn(hours));
    const ofSocial = (await lines(plan)).filter((line) => line.includes(`${social} `));
    expect(ofSocial).toEqual([
      `sip-delmal-insatser enhet ${social} ${social}`,
      `sip-delmal-insatser samordnare ${social} ${coordinator}`,
      ...(manager === undefined ? [] : [`sip-delmal-insatser chef ${social} ${manager}`]),
    ]);
    const told = await source.query(`SELECT body FROM message WHERE source = 'hub' AND plan_id = $1`, [plan]);
    expect(told.length).toBeGreaterThan(0);
    expect(JSON.stringify(told)).not.toMatch(/Tolvan|p1"|Trappor|bo kvar/);
  });

  it('[N-INT-03] [N-INT-06] that something is saved and not shared is told to its unit, and to nobody else', async () => {
    const plan = await begun('p2');
    const subgoal = await tell(said(social, 'sip-delmal', { heading: 'boende', text: 'Jag går i trappan' }, { plan }));
    await tell(said(social, 'sip-insats', { subgoal: subgoal.id, text: 'Hemligt', shared: false }, { plan }));
    for (const hours of [49, 73, 121]) await fire.run(hoursOn(hours));
    const shared = (await fired(plan)).filter(({ kind }) => kind === 'sip-utdelning');
    expect(shared.map(({ to }) => to)).toEqual([social]);
    const listed = async (unit: string) => {
      const { items } = await plans.list({ unit, state: 'open', limit: 50, after: undefined });
      return items.find(({ id }) => id === plan)?.openDuties ?? 0;
    };
    expect((await listed(social)) - (await listed(homeCare))).toBe(1);
  });

  it('[N-CLOSE-09] is owed no more once the plan is closed: nothing fires, whatever the hour', async () => {
    const plan = await begun('p3');
    await fire.run(hoursOn(49));
    const before = await lines(plan);
    expect(before.length).toBeGreaterThan(0);
    await tell(said(coordinator, 'sip-avslut', { comment: 'Klart', author: COORDINATOR }, { plan }), hoursOn(50));
    for (const hours of [73, 121, 500]) await fire.run(hoursOn(hours));
    expect(await lines(plan)).toEqual(before);
    expect(await source.query(`SELECT id FROM deadline WHERE plan_id = $1 AND state = 'open'`, [plan])).toEqual([]);
  });
});

const PERSONS = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];

describe('at the same time about one plan', () => {
  it('[N-COORD-05] two successors: one coordinates, and who coordinated before has no rights after that', async () => {
    for (const id of PERSONS) {
      const plan = await begun(`a${id}`);
      const to = (unit: string) =>
        said(coordinator, 'sip-samordningsansvarig', { coordinator: { name: 'Sven Ek', unit } }, { plan });
      const outcomes = await Promise.all([admit(to(social), 0), admit(to(homeCare), 1)]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'refused']);
      const now = coordinatorOf((await planOf(plan)).facts)?.unit;
      expect([social, homeCare]).toContain(now);
      const goal = (sender: string) => admit(said(sender, 'sip-huvudmal', { text: 'Nytt' }, { plan }));
      expect((await goal(coordinator)).kind).toBe('refused');
      expect((await goal(now!)).kind).toBe('accepted');
    }
  });

  it('[N-CLOSE-09] a closing and an intervention: nothing is written in a plan that is closed', async () => {
    for (const id of PERSONS) {
      const plan = await begun(`b${id}`);
      const { id: subgoal } = await tell(said(social, 'sip-delmal', { heading: 'boende', text: 'Jag går' }, { plan }));
      const insats = (n: number) =>
        admit(said(social, 'sip-insats', { subgoal, text: `Du får ${String(n)}`, shared: true }, { plan }), n % 2);
      const end = admit(said(coordinator, 'sip-avslut', { comment: 'Klart', author: COORDINATOR }, { plan }), 1);
      const [closed, ...told] = await Promise.all([end, insats(1), insats(2), insats(3)]);
      expect(closed.kind).toBe('accepted');
      const { facts, steps, version } = await planOf(plan);
      expect([facts.state, steps.at(-1)?.kind, version]).toEqual(['avslutad', 'sip-avslut', steps.length]);
      expect(facts.interventions).toHaveLength(told.filter(({ kind }) => kind === 'accepted').length);
    }
  });

  it('[N-CON-03] a receipt and the consent taken back: a delivery is the one or the other, and no receipt is owed', async () => {
    for (const id of PERSONS) {
      const plan = await begun(`c${id}`, false);
      const waiting: { id: string; unit: string }[] = await source.query(
        `SELECT id, unit FROM delivery WHERE plan_id = $1 AND state = 'waiting'`,
        [plan],
      );
      const by = { name: 'Anna Ek' };
      const receipt = handling.receipt(
        waiting.map((one) => one.id),
        (delivery) => decideReceipt(delivery, by, undefined, hoursOn(1), profile),
        'client:test',
        hoursOn(1),
      );
      const no = said(coordinator, 'samtycke-aterkallat', { scope: ['sip'] }, { plan });
      await Promise.all([receipt, tell(no)]);
      expect((await planOf(plan)).facts).toMatchObject({ state: 'avslutad', closed: { how: 'samtycke' } });
      const states: { state: string }[] = await source.query(`SELECT state FROM delivery WHERE id = ANY($1::uuid[])`, [
        waiting.map((one) => one.id),
      ]);
      expect(states).toHaveLength(waiting.length);
      expect(states.every(({ state }) => ['receipted', 'withdrawn'].includes(state))).toBe(true);
      const owed = `SELECT id FROM deadline WHERE plan_id = $1 AND state = 'open'`;
      expect(await source.query(owed, [plan])).toEqual([]);
    }
  });
});
