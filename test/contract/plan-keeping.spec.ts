import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { Deadline } from '#domain/deadline/deadline.js';
import type { DeadlineSubject } from '#domain/deadline/firing.js';
import type { Plan } from '#domain/plan/plan.js';
import { EraseExpired } from '#flows/erase-expired.js';
import { PgAuditStore } from '#persistence/audit.store.js';
import { PgDeadlineStore } from '#persistence/deadline.store.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { PgRetentionStore } from '#persistence/retention.store.js';
import { demoDirectory, UNITS } from '../support/domain.js';
import { MUNICIPALITY, NOW, ofPerson, OPEN_CARE, PlanStoreWorld, told, tolvan } from './plan-store-world.js';

const KEEP = { bytes: undefined, refused: undefined, contents: undefined, stays: 365, audit: undefined };
const NEXT_YEAR = new Date('2027-12-01T08:00:00Z');
const READER = { actor: 'client:reader', unitIn: () => OPEN_CARE };

let world: PlanStoreWorld;

beforeAll(async () => {
  world = await PlanStoreWorld.open();
}, 60_000);
afterAll(() => world.close());

const at = { message: 'x', unit: OPEN_CARE, at: NOW.toISOString() };
const written = (plan: Plan): Plan => ({
  ...plan,
  facts: {
    ...plan.facts,
    goals: [{ ...at, id: 'g', text: 'Bo hemma vid sjön', evaluations: [] }],
    participants: [
      { ...at, participantUnit: MUNICIPALITY, role: 'socialtjanst', relation: 'socialtjanst', channel: 'system' },
      { ...at, relation: 'narstaende', name: 'Tolva Tolvansson', channel: 'post', phone: '070-1' },
    ],
    coordinators: [{ ...at, name: 'Frida Vik' }],
  },
});
const closed = (plan: Plan): Plan => {
  const one = written(plan);
  return { ...one, facts: { ...one.facts, state: 'avslutad', closed: { ...at, how: 'for-hand', comment: 'Sjön' } } };
};

async function stored(id: string): Promise<string> {
  return JSON.stringify(await world.rows('SELECT * FROM plan WHERE id = $1', [id]));
}

describe('keeping', () => {
  it('[L-KEEP-01] a plan that has been closed for its days loses its person and its texts, an open one nothing', async () => {
    const [one, other] = [
      { ...tolvan, id: 'k1' },
      { ...tolvan, id: 'k2' },
    ];
    const over = await world.tell({ messageId: 'k1', plan: ofPerson('k1') }, closed, { patient: one });
    const open = await world.tell({ messageId: 'k2', plan: ofPerson('k2') }, written, { patient: other });
    const store = new PgRetentionStore(world.dataSource);
    await new EraseExpired(store, KEEP).run(new Date('2027-11-23T08:00:00Z'));
    expect(await stored(over.plan.id)).toMatch('sjön');
    await new EraseExpired(store, KEEP).run(NEXT_YEAR);
    expect(await stored(over.plan.id)).not.toMatch(/sjön|Sjön|Tolva|Frida|070-|"text":"Å"/i);
    expect(await stored(open.plan.id)).toMatch(/Bo hemma vid sjön.*Tolva/);
    const lines = await world.rows(`SELECT actor, action, subject_id FROM audit_entry WHERE subject = 'plan'`);
    expect(lines).toEqual([{ actor: 'hub', action: 'plan-erased', subject_id: over.plan.id }]);
    expect(await store.erasePlans(NEXT_YEAR, 10, NEXT_YEAR)).toBe(0);
    // What is left tells how it went, and leads on to nothing.
    const record = await world.plans.read(over.plan.id, () => true, READER, NOW);
    expect(record?.plan).toMatchObject({ version: 2, facts: { state: 'avslutad', goals: [{ text: '' }] } });
    expect(await world.known({ messageId: 'k3', plan: { id: over.plan.id } })).toMatchObject({ plans: [] });
  });

  it('[L-LOG-02] whoever has read a plan is found by its person, under every identity that the person has had', async () => {
    const patient = { ...tolvan, id: '191212121212' };
    const { plan, message } = await world.tell({ messageId: 'l1', plan: ofPerson() }, undefined, { patient });
    await world.plans.read(plan.id, () => true, READER, NOW);
    // Told of by the id of the plan: the message itself names nobody.
    const { message: second } = await world.tell({ messageId: 'l2', plan: { id: plan.id } }, (before) => ({
      ...before,
      patient: { ...patient, id: '20121212T121', idType: 'reservnummer' },
      formerIds: [{ id: patient.id, idType: 'personnummer' }],
    }));
    const store = new PgAuditStore(world.dataSource);
    const query = { reason: 'Begäran om loggutdrag', from: undefined, to: undefined, after: undefined, limit: 50 };
    const found = await store.accesses({ ...query, patientId: patient.id }, 'client:auditor', NOW);
    expect(found.items).toMatchObject([
      { action: 'message-accepted', subjectId: second },
      { action: 'read', actor: 'client:reader', subject: 'plan', subjectId: plan.id, isReading: true },
      { action: 'message-accepted', subjectId: message },
    ]);
    const asked = await world.rows(`SELECT subject, subject_id FROM audit_entry WHERE action = 'accesses-read'`);
    expect(asked).toContainEqual({ subject: 'plan', subject_id: plan.id });
    expect((await store.accesses({ ...query, patientId: 'k2' }, 'client:auditor', NOW)).items).not.toContainEqual(
      expect.objectContaining({ subjectId: plan.id }),
    );
  });
});

describe('what hangs on a plan', () => {
  it('a duty that fires knows who takes part and who coordinates now, and its reminder belongs to the plan', async () => {
    const patient = { ...tolvan, id: 'd1' };
    const duty = {
      ...{
        id: uuidV7(),
        kind: 'sip-delmal-insatser',
        rule: 'N-SUB-02',
        scope: 'plan' as const,
        due: NOW,
        startedAt: NOW,
      },
      ...{
        startedFrom: null,
        responsible: MUNICIPALITY,
        informs: OPEN_CARE,
        delivery: undefined,
        state: 'open' as const,
      },
      ...{ late: false, nextFireAt: NOW, about: 'm-1' },
    };
    const outcome = await world.admit({ messageId: 'd1', plan: ofPerson('d1') }, (known) => {
      const plan = told({ messageId: 'd1' }, known, written, patient);
      return { kind: 'accepted', plan: { ...plan, deadlines: [{ ...duty, plan: plan.plans[0].id }] } };
    });
    if (outcome.kind !== 'accepted') throw new Error('it was not accepted');
    const plan = outcome.answer.plan?.id;
    const seen: { deadline: Deadline; subject: DeadlineSubject }[] = [];
    const id = uuidV7();
    const hubMessage = {
      message: {
        ...{ id, messageId: id, kind: 'paminnelse' as const, sender: 'hemgang', sentAt: '', receivedAt: '' },
        ...{ plan: plan ?? '', content: {} },
      },
      profile: 'norrbotten',
      delivery: { id: uuidV7(), unit: MUNICIPALITY, role: 'socialtjanst' as const, receiptDue: null },
    };
    const step = { step: 'paminnelse', rule: 'N-SUB-02', send: 'paminnelse' as const, to: 'responsible' as const };
    const store = new PgDeadlineStore(world.dataSource, uuidV7);
    const { fired } = await store.fireDue(NOW, 10, (deadline, subject) => {
      seen.push({ deadline, subject });
      const firing = { step: { ...step, afterHours: 0 }, at: NOW, count: 1, to: MUNICIPALITY, hubMessage };
      return { firings: [firing], fired: [], nextFireAt: null };
    });
    expect(fired).toBe(1);
    expect(seen).toMatchObject([
      {
        deadline: { id: duty.id, plan, about: 'm-1', episode: undefined },
        subject: {
          parties: [{ role: 'socialtjanst', unit: MUNICIPALITY }],
          coordinator: OPEN_CARE,
          messageId: 'd1',
          messageKind: 'sip-underlag',
        },
      },
    ]);
    expect(await world.rows('SELECT plan_id FROM message WHERE id = $1', [id])).toEqual([{ plan_id: plan }]);
    expect(await world.rows('SELECT plan_id FROM delivery WHERE message_id = $1', [id])).toEqual([{ plan_id: plan }]);
  });

  it('a delivery that is forwarded is still one of the plan', async () => {
    const patient = { ...tolvan, id: 'w1' };
    const delivery = { id: uuidV7(), unit: MUNICIPALITY, role: 'socialtjanst' as const, receiptDue: null };
    const { plan } = await world.tell({ messageId: 'w1', plan: ofPerson('w1') }, undefined, {
      ...{ patient, more: { deliveries: [delivery] } },
    });
    const handling = new PgHandlingStore(world.dataSource);
    const to = demoDirectory().units.get(UNITS.housing2);
    if (to === undefined) throw new Error('the directory has no such unit');
    const deliveryId = uuidV7();
    await handling.forward(delivery.id, () => ({ kind: 'forwarded', to, deliveryId }), 'client:x', NOW);
    const known = await world.known({ messageId: 'w2', plan: ofPerson('w1') });
    expect(known.planDeliveries).toMatchObject([{ id: deliveryId, unit: to.hsaId }]);
    expect(known.plans).toMatchObject([{ id: plan.id }]);
  });
});
