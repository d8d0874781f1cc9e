import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { PlannedDeadline } from '#domain/admission/admission-plan.js';
import type { Plan, PlanFacts } from '#domain/plan/plan.js';
import { writePlans } from '#persistence/plan-write.js';
import { inTransaction } from '#persistence/transaction.js';
import { eventually } from '../support/eventually.js';
import { MUNICIPALITY, NOW, ofPerson, OPEN_CARE, PlanStoreWorld, told, tolvan } from './plan-store-world.js';

let world: PlanStoreWorld;

beforeAll(async () => {
  world = await PlanStoreWorld.open();
}, 60_000);
afterAll(() => world.close());
afterEach(async () => {
  for (const table of [
    'plan',
    'plan_unit',
    'plan_day',
    'message',
    'delivery',
    'deadline',
    'idempotency_key',
    'episode',
  ])
    await world.rows(`DELETE FROM ${table}`);
});

const withFacts =
  (changes: Partial<PlanFacts>) =>
  (plan: Plan): Plan => ({ ...plan, facts: { ...plan.facts, ...changes } });
const closing = withFacts({
  state: 'avslutad',
  closed: { message: 'x', unit: OPEN_CARE, at: NOW.toISOString(), how: 'for-hand' },
});
const READER = { actor: 'client:test', unitIn: () => OPEN_CARE };

let deadlines = 0;
const duty = (plan: string | undefined, changes: Partial<PlannedDeadline> = {}): PlannedDeadline => ({
  ...{ id: uuidV7(), kind: 'sip-huvudmal', rule: 'N-GOAL-03', scope: 'plan', due: NOW, startedAt: NOW },
  ...{ startedFrom: null, responsible: OPEN_CARE, informs: OPEN_CARE, delivery: undefined, state: 'open', late: false },
  ...{ nextFireAt: NOW, plan, about: `goal ${String((deadlines += 1))}` },
  ...changes,
});

describe('a plan', () => {
  it('is kept with its steps and found by the open plan of its person, and by its id', async () => {
    const first = await world.tell({ messageId: 'a1', plan: ofPerson() });
    expect(first.known.plans).toEqual([]);
    const second = await world.tell({ messageId: 'a2', plan: ofPerson() });
    expect(second.known.plans).toEqual([first.plan]);
    const third = await world.tell({ messageId: 'a3', plan: { id: first.plan.id } });
    expect(third.known.plans).toEqual([second.plan]);
    expect(third.plan.steps.map(({ messageId }) => messageId)).toEqual(['a1', 'a2', 'a3']);
    expect(await world.plans.openOf(tolvan.id)).toEqual([third.plan]);
    expect(await world.rows('SELECT plan_id FROM message')).toEqual(Array(3).fill({ plan_id: first.plan.id }));
  });

  it('of another region is not found, but by a death, which ends plans in every region', async () => {
    await world.tell({ messageId: 'b1', plan: ofPerson() }, (plan) => ({ ...plan, profile: 'stockholm' }));
    expect((await world.known({ messageId: 'b2', plan: ofPerson() })).plans).toEqual([]);
    const death = await world.known({ messageId: 'b3', plan: { patientIds: [tolvan.id], profile: undefined } });
    expect(death.plans).toHaveLength(1);
  });

  it('that is over is found by its id alone, and its person may have a new one', async () => {
    const { plan } = await world.tell({ messageId: 'c1', plan: ofPerson() }, closing);
    expect((await world.known({ messageId: 'c2', plan: ofPerson() })).plans).toEqual([]);
    const next = await world.tell({ messageId: 'c3', plan: ofPerson() });
    expect(next.plan.id).not.toBe(plan.id);
    const named = await world.known({ messageId: 'c4', plan: { id: plan.id } });
    expect(named).toMatchObject({ plans: [{ id: plan.id }], hasOtherOpenPlan: true });
    expect(await world.known({ messageId: 'c5', plan: { id: next.plan.id } })).toMatchObject({
      hasOtherOpenPlan: false,
    });
  });

  it('of the person of a stay is found by the stay, whatever it is named by', async () => {
    const { plan } = await world.tell({ messageId: 'd1', plan: ofPerson() });
    const id = uuidV7();
    await world.rows(
      `INSERT INTO episode (id, organisation, number, profile, patient_id, state, version, patient, facts, steps)
       VALUES ($1, 'sunderbyn', 'V7', 'norrbotten', $2, 'inskriven', 1, $3, '{"parties": []}', '[]')`,
      [id, tolvan.id, JSON.stringify(tolvan)],
    );
    const beside = { patientIds: [], profile: 'norrbotten' };
    for (const episode of [{ id }, { organisation: 'sunderbyn', number: 'V7' }]) {
      const known = await world.known({ messageId: 'd2', plan: beside, episode });
      expect(known).toMatchObject({ plans: [plan], episode: { id } });
    }
  });

  it('is known with what is owed in it and what is still to be receipted', async () => {
    const delivery = { id: uuidV7(), unit: MUNICIPALITY, role: 'socialtjanst' as const, receiptDue: null };
    const message = { messageId: 'e1', plan: ofPerson() };
    let planned: PlannedDeadline | undefined;
    const outcome = await world.admit(message, (known) => {
      const plan = told(message, known);
      planned = duty(plan.plans[0].id);
      return { kind: 'accepted', plan: { ...plan, deliveries: [delivery], deadlines: [planned] } };
    });
    expect(outcome.kind).toBe('accepted');
    const known = await world.known({ messageId: 'e2', plan: ofPerson() });
    const { id, kind, due, responsible, about, plan } = planned ?? duty('');
    expect(known.planDeadlines).toMatchObject([{ id, kind, due, responsible, about, plan, state: 'open' }]);
    expect(known.planDeliveries).toMatchObject([{ id: delivery.id, unit: MUNICIPALITY, kind: 'sip-underlag' }]);
    expect(known).toMatchObject({ outstanding: [], deadlines: [] });
    const [row] = await world.rows('SELECT episode_id, plan_id, scope FROM deadline');
    expect(row).toEqual({ episode_id: null, plan_id: plan, scope: 'plan' });
  });

  it('is found by the withdrawal of one of its messages, also when that had ended it', async () => {
    const { plan } = await world.tell({ messageId: 'f1', plan: ofPerson() });
    const owed = duty(plan.id, { state: 'open' });
    await world.tell({ messageId: 'f2', plan: ofPerson() }, undefined, { more: { deadlines: [owed] } });
    const end = { id: owed.id, state: 'cancelled' as const, late: false, nextFireAt: null };
    const last = await world.tell({ messageId: 'f3', plan: ofPerson() }, closing, { more: { endedDeadlines: [end] } });
    const target = { sender: OPEN_CARE, messageId: 'f3' };
    const known = await world.known({ messageId: 'f4', kind: 'makulering', target });
    expect(known).toMatchObject({ target: { id: last.message, plan: plan.id }, hasOtherOpenPlan: false });
    expect(known.plans?.map(({ id }) => id)).toEqual([plan.id]);
    // What the message had ended would be owed again.
    expect(known.planDeadlines).toMatchObject([{ id: owed.id, state: 'cancelled', metBy: last.message }]);
    await world.tell({ messageId: 'f5', plan: ofPerson() });
    expect(await world.known({ messageId: 'f6', kind: 'makulering', target })).toMatchObject({
      hasOtherOpenPlan: true,
    });
  });

  it('tells nothing to messages that ask for none', async () => {
    await world.tell({ messageId: 'g1', plan: ofPerson() });
    const known = await world.known({ messageId: 'g2', changes: { patientId: tolvan.id } });
    expect(known.plans).toBeUndefined();
  });
});

describe('two at once', () => {
  it('[G-SIP-77] two first messages about one person begin one plan, in one process and in two', async () => {
    const persons = Array.from({ length: 12 }, (_, n) => ({ ...tolvan, id: `h${String(n)}` }));
    const tells = persons.flatMap((patient) =>
      [0, 1, 0, 1].map((store, n) =>
        world.tell({ messageId: `${patient.id}-${String(n)}`, plan: ofPerson(patient.id) }, undefined, {
          patient,
          store,
        }),
      ),
    );
    const plans = new Set((await Promise.all(tells)).map(({ plan }) => plan.id));
    expect(plans.size).toBe(12);
    const rows = await world.rows('SELECT DISTINCT version, jsonb_array_length(steps) AS steps FROM plan');
    expect(rows).toEqual([{ version: 4, steps: 4 }]);
  });

  it('messages that name one plan by its person, its id and a message of it are decided one after the other', async () => {
    const { plan } = await world.tell({ messageId: 'i0', plan: ofPerson() });
    const names = [ofPerson(), { id: plan.id }, ofPerson(), { id: plan.id }];
    let decisions = 0;
    const counted = (before: Plan) => {
      decisions += 1;
      return before;
    };
    const each = names.map((name, n) => world.tell({ messageId: `i${String(n + 1)}`, plan: name }, counted));
    const withdrawal = { messageId: 'i9', kind: 'makulering' as const, target: { sender: OPEN_CARE, messageId: 'i0' } };
    await Promise.all([
      ...each,
      world.tell(withdrawal, counted),
      world.tell({ messageId: 'i5', plan: ofPerson() }, counted, { store: 1 }),
    ]);
    // Each once: what stands behind another in its batch is not decided on what that one has not left yet.
    expect(decisions).toBe(6);
    const [kept] = await world.plans.openOf(tolvan.id);
    expect(kept?.version).toBe(7);
    expect(new Set(kept?.steps.map(({ messageId }) => messageId))).toEqual(
      new Set(['i0', 'i1', 'i2', 'i3', 'i4', 'i5', 'i9']),
    );
  });

  it('a stay and a plan of one person change side by side when the message about the stay asks for no plan', async () => {
    const stay = { messageId: 'j1', changes: { patientId: tolvan.id, episode: { organisation: 'o', number: 'V1' } } };
    const [known] = await Promise.all([world.known(stay), world.tell({ messageId: 'j2', plan: ofPerson() })]);
    expect(known.plans).toBeUndefined();
  });

  it('[G-SIP-77] the database itself refuses a second open plan of a person, and keeps nothing of that message', async () => {
    await world.tell({ messageId: 'k1', plan: ofPerson() });
    const before = await world.contents();
    const second = world.tell({ messageId: 'k2', plan: ofPerson() }, (plan) => ({ ...plan, id: uuidV7() }));
    await expect(second).rejects.toThrow(/plan_open/);
    expect(await world.contents()).toEqual(before);
  });

  it('a message that fails half way leaves nothing, and its neighbours in the batch are kept', async () => {
    const broken = world.tell({ messageId: 'l1', plan: ofPerson() }, undefined, {
      more: { deadlines: [duty('not an id')] },
    });
    const others = [1, 2, 3].map((n) =>
      world.tell({ messageId: `l1${String(n)}`, plan: ofPerson(`p${String(n)}`) }, undefined, {
        patient: { ...tolvan, id: `p${String(n)}` },
      }),
    );
    await expect(broken).rejects.toThrow();
    expect(await Promise.all(others)).toHaveLength(3);
    expect(await world.plans.openOf(tolvan.id)).toEqual([]);
    expect(await world.rows(`SELECT FROM message WHERE message_id = 'l1'`)).toEqual([]);
    expect(await world.rows(`SELECT FROM plan`)).toHaveLength(3);
  });
});

describe('reading', () => {
  const meeting = {
    ...{ id: 'm', message: 'm', unit: OPEN_CARE, at: NOW.toISOString(), purpose: 'sip' as const },
    meetingAt: '2026-12-08T23:30:00+01:00',
    called: [{ unit: MUNICIPALITY, relation: 'socialtjanst' as const, channel: 'system' as const }],
  };

  it('[L-LOG-01] a plan is given to who may read it, and that is noted', async () => {
    const { plan, message } = await world.tell({ messageId: 'n1', plan: ofPerson() });
    expect(await world.plans.read(plan.id, () => false, READER, NOW)).toBeUndefined();
    expect(await world.plans.read(uuidV7(), () => true, READER, NOW)).toBeUndefined();
    const record = await world.plans.read(plan.id, () => true, READER, NOW);
    expect(record).toMatchObject({ plan, messages: [{ id: message, messageId: 'n1', kind: 'sip-underlag' }] });
    const lines = await world.rows('SELECT actor, action, unit, subject FROM audit_entry WHERE subject_id = $1', [
      plan.id,
    ]);
    expect(lines).toEqual([{ actor: 'client:test', action: 'read', unit: OPEN_CARE, subject: 'plan' }]);
  });

  it('a unit finds the plans that it has or had a part in, a page at a time, the latest first', async () => {
    const ids: string[] = [];
    for (const n of [1, 2, 3]) {
      const patient = { ...tolvan, id: `p${String(n)}` };
      const change = (plan: Plan) => (n === 2 ? closing : (one: Plan) => one)(withFacts({ meetings: [meeting] })(plan));
      ids.push(
        (await world.tell({ messageId: `o${String(n)}`, plan: ofPerson(patient.id) }, change, { patient })).plan.id,
      );
    }
    const page = (state: 'open' | 'closed' | 'all', limit = 10, after?: string) =>
      world.plans.list({ unit: MUNICIPALITY, state, limit, after });
    expect((await page('all')).items.map(({ id }) => id)).toEqual([...ids].reverse());
    expect((await page('open')).items.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
    expect((await page('closed')).items).toMatchObject([{ id: ids[1], state: 'avslutad', closedAt: NOW }]);
    const first = await page('all', 2);
    expect((await page('all', 2, first.next)).items.map(({ id }) => id)).toEqual([ids[0]]);
    const all = { state: 'all' as const, limit: 10, after: undefined };
    expect((await world.plans.list({ ...all, in: 'underlag' })).items).toHaveLength(2);
    expect((await world.plans.list({ ...all, profile: 'stockholm' })).items).toEqual([]);
    expect((await world.plans.list({ ...all, unit: 'SE0-NONE' })).items).toEqual([]);
    await expect(world.plans.list({ ...all, after: 'abc' })).rejects.toThrow('cursor');
  });

  it('a calendar has the plans with a meeting or a follow-up in the days, whatever is moved', async () => {
    const { plan } = await world.tell(
      { messageId: 'q1', plan: ofPerson() },
      withFacts({ meetings: [meeting], followUpOn: '2027-03-01' }),
    );
    const found = async (from: string, to: string, unit = MUNICIPALITY) =>
      (await world.plans.ofUnitBetween(unit, from, to, 50)).map(({ id }) => id);
    expect(await found('2026-12-08', '2026-12-08')).toEqual([plan.id]);
    expect(await found('2027-03-01', '2027-03-31', OPEN_CARE)).toEqual([plan.id]);
    expect(await found('2026-12-09', '2027-02-28')).toEqual([]);
    const moved = { ...meeting, meetingAt: '2026-12-20T09:00:00+01:00' };
    await world.tell({ messageId: 'q2', plan: ofPerson() }, (before) =>
      closing(withFacts({ meetings: [moved] })(before)),
    );
    expect(await found('2026-12-08', '2026-12-08')).toEqual([]);
    expect(await found('2026-12-20', '2026-12-20')).toEqual([plan.id]);
    // What was only foreseen is no more once the plan is over.
    expect(await found('2027-03-01', '2027-03-31')).toEqual([]);
  });

  it('changes are given in the order of their commits, a plan at its latest alone', async () => {
    const { plan } = await world.tell({ messageId: 'r1', plan: ofPerson() });
    const other = { ...tolvan, id: 'p9' };
    const second = await world.tell({ messageId: 'r2', plan: ofPerson('p9') }, undefined, { patient: other });
    const all = await world.plans.changedAfter(0n, 'norrbotten', 10);
    expect(all.map((one) => one.plan.id)).toEqual([plan.id, second.plan.id]);
    await world.tell({ messageId: 'r3', plan: ofPerson() });
    const [last, ...more] = await world.plans.changedAfter(all.at(-1)?.place ?? 0n, 'norrbotten', 10);
    expect(last?.plan).toMatchObject({ id: plan.id, version: 2 });
    expect(more).toEqual([]);
    expect(await world.plans.changedAfter(0n, 'stockholm', 10)).toEqual([]);
  });

  it('a later change is not seen before an earlier one that is not committed yet', async () => {
    const { plan } = await world.tell({ messageId: 'u1', plan: ofPerson() });
    const [start] = await world.plans.changedAfter(0n, 'norrbotten', 10);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const first = inTransaction(world.dataSource, async (sql) => {
      await writePlans(sql, [{ ...plan, version: 2 }]);
      await held;
    });
    const locks = async (granted: boolean) =>
      (await world.rows(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted = $1`, [granted])).length > 0;
    await eventually('the first one has its number', () => locks(true)).catch(letGo);
    const patient = { ...tolvan, id: 'u2' };
    const second = world.tell({ messageId: 'u2', plan: ofPerson('u2') }, undefined, { patient });
    // One that need not wait is seen at once.
    await Promise.race([eventually('the second one waits', () => locks(false)), second]);
    expect(await world.plans.changedAfter(start?.place ?? 0n, 'norrbotten', 10)).toEqual([]);
    letGo();
    await Promise.all([first, second]);
    const after = await world.plans.changedAfter(start?.place ?? 0n, 'norrbotten', 10);
    expect(after.map((one) => one.plan.patient.id)).toEqual([tolvan.id, 'u2']);
  });

  it('nobody who follows the changes misses one, however many commit at once', async () => {
    const persons = Array.from({ length: 60 }, (_, n) => ({ ...tolvan, id: `q${String(n)}` }));
    const seen = new Set<string>();
    let place = 0n;
    let isOver = false;
    const follow = async () => {
      for (;;) {
        const wasOver = isOver;
        const page = await world.plans.changedAfter(place, 'norrbotten', 7);
        for (const change of page) seen.add(change.plan.id);
        place = page.at(-1)?.place ?? place;
        if (wasOver && page.length === 0) return;
      }
    };
    const following = follow();
    const all = await Promise.all(
      persons.map((patient, n) =>
        world.tell({ messageId: `s${String(n)}`, plan: ofPerson(patient.id) }, undefined, { patient, store: n % 2 }),
      ),
    );
    isOver = true;
    await following;
    expect(seen).toEqual(new Set(all.map(({ plan }) => plan.id)));
  });

  it('reports get open and closed plans with their duties, and nobody in them', async () => {
    const open = await world.tell({ messageId: 't1', plan: ofPerson() }, withFacts({ meetings: [meeting] }));
    await world.tell({ messageId: 't2', plan: ofPerson() }, undefined, { more: { deadlines: [duty(open.plan.id)] } });
    const patient = { ...tolvan, id: 'p2' };
    const over = await world.tell({ messageId: 't3', plan: ofPerson('p2') }, closing, { patient });
    const of = { profile: 'norrbotten', limit: 10, after: undefined };
    const opened = await world.reports.openPlans({ ...of, before: new Date('2027-01-01') });
    expect(opened).toMatchObject([
      {
        plan: { id: open.plan.id },
        municipality: '2180',
        duties: [{ kind: 'sip-huvudmal', state: 'open', late: false }],
      },
    ]);
    const span = { from: new Date('2026-11-01'), to: new Date('2026-12-01') };
    const closed = await world.reports.closedPlans({ ...of, span });
    expect(closed).toMatchObject([{ plan: { id: over.plan.id }, closedAt: NOW, duties: [] }]);
    expect(JSON.stringify([opened, closed])).not.toMatch(/Tolvan|191212121212|Å/);
    const behind = { closedAt: NOW, id: over.plan.id };
    expect(await world.reports.closedPlans({ ...of, span, after: behind })).toEqual([]);
    expect(await world.reports.openPlans({ ...of, before: new Date('2026-01-01') })).toEqual([]);
  });
});
