import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { Unit } from '#domain/directory/directory.js';
import type { PlanMoved } from '#flows/inbox-ports.js';
import { PgAuditStore } from '#persistence/audit.store.js';
import { PgDeadlineStore } from '#persistence/deadline.store.js';
import { PgSearchStore } from '#persistence/operations-search.js';
import { PgHandlingStore } from '#persistence/handling.store.js';
import { PgOperationsStore } from '#persistence/operations.store.js';
import { PgPortalStore } from '#persistence/portal.store.js';
import { PgRegisterStore } from '#persistence/register.store.js';
import { PgRetentionStore } from '#persistence/retention.store.js';
import { QueryPlans } from '../support/query-plans.js';
import { MUNICIPALITY, NOW, ofPerson, OPEN_CARE, PlanStoreWorld, tolvan } from './plan-store-world.js';
import type { Told } from './plan-store-world.js';

const PLANS = 20_000;
/** Tables that grow with the plans; none of them is walked through for a message, a page or a sweep. */
const LARGE = [
  ...['plan', 'plan_unit', 'plan_day', 'message', 'delivery', 'deadline', 'episode', 'payload', 'audit_entry'],
  ...['idempotency_key', 'firing', 'escalation', 'portal_plan'],
];
const READER = { actor: 'client:test', unitIn: () => undefined };

/** Some years of plans in two regions, one in twenty of them open, each with ten messages, their deliveries and duties. */
const SEED = `
CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, timestamptz '2024-01-01T00:00:00Z' + n * interval '1 hour' AS at,
  n % 20 = 0 AS is_open, CASE n % 4 WHEN 0 THEN 'stockholm' ELSE 'norrbotten' END AS profile
  FROM generate_series(1, ${String(PLANS)}) n ORDER BY n;
INSERT INTO plan (id, profile, patient_id, state, version, patient, former_ids, facts, steps, episode_id, coordinator_unit, units,
  follow_up_on, opened_at, closed_at, erased_at, changed_seq)
SELECT id, profile, 'P' || n, CASE WHEN is_open THEN 'pagaende' ELSE 'avslutad' END, 10,
  jsonb_build_object('id', 'P' || n, 'idType', 'personnummer', 'givenName', 'T', 'familyName', 'T'),
  CASE WHEN n % 100 = 1 THEN jsonb_build_array(jsonb_build_object('id', 'F' || n, 'idType', 'samordningsnummer')) END,
  '{"state": "avslutad", "coordinators": [], "consents": [], "areas": [], "participants": [], "meetings": [], "goals": [],
    "subgoals": [], "interventions": [], "handovers": [], "deviations": []}',
  jsonb_build_array(jsonb_build_object('message', id, 'messageId', 'M' || n, 'kind', 'sip-underlag', 'unit', 'U', 'at', at, 'content', '{}'::jsonb)),
  CASE WHEN n % 2 = 0 THEN uuidv7() END, 'SE-U' || n % 300, ARRAY['SE-U' || n % 300, '${MUNICIPALITY}'], at::date + 90, at,
  CASE WHEN NOT is_open THEN at + interval '60 days' END, CASE WHEN n < 10000 AND NOT is_open THEN at + interval '800 days' END,
  nextval('plan_change') FROM seed ORDER BY n;
INSERT INTO plan_unit SELECT id, unit, is_open FROM seed CROSS JOIN LATERAL unnest(ARRAY['SE-U' || n % 300, '${MUNICIPALITY}']) AS u(unit);
INSERT INTO plan_day SELECT id, unit, (at + k * interval '20 days')::date FROM seed CROSS JOIN generate_series(1, 3) k
  CROSS JOIN LATERAL unnest(ARRAY['SE-U' || n % 300, '${MUNICIPALITY}']) AS u(unit);
CREATE TEMP TABLE told AS SELECT uuidv7() AS id, s.id AS plan, s.n, s.at, s.is_open, s.profile, k FROM seed s CROSS JOIN generate_series(1, 6) k;
INSERT INTO payload SELECT id, 'x', 'application/json' FROM told WHERE k < 3;
INSERT INTO message (id, message_id, kind, sender, profile, source, received_at, payload_id, body, answer, plan_id)
  SELECT id, 'M' || n || '-' || k, 'sip-delmal', '${OPEN_CARE}', profile, 'http:x', at, id, '{"content": {}}', '{}', plan FROM told;
INSERT INTO message (id, message_id, kind, sender, profile, source, received_at, payload_id, body, answer)
  SELECT uuidv7(), 'S' || n, 'inskrivningsmeddelande', 'W', 'norrbotten', 'http:x', now(), uuidv7(), '{}', '{}' FROM generate_series(1, 40000) n;
INSERT INTO delivery (id, message_id, kind, unit, role, position, state, accepted_at, plan_id)
  SELECT id, id, 'sip-delmal', '${MUNICIPALITY}', 'socialtjanst', nextval('delivery_position'),
    CASE WHEN is_open AND k = 1 THEN 'waiting' ELSE 'receipted' END, at, plan FROM told;
INSERT INTO deadline (id, kind, rule, profile, scope, started_at, due, state, late, responsible, informs, message_id, fired, next_fire_at,
  overdue, plan_id, about)
  SELECT id, 'sip-huvudmal', 'N-GOAL-03', profile, 'plan', at, at, CASE WHEN is_open AND k = 1 THEN 'open' ELSE 'met' END, false,
    'SE-U' || n % 300, 'SE-U' || n % 300, id, '[]', CASE WHEN is_open AND k = 1 THEN at END, false, plan, id::text FROM told WHERE k < 4;
INSERT INTO idempotency_key SELECT sha256(id::text::bytea), 'h', id FROM told WHERE k < 4;
INSERT INTO escalation (id, deadline_id, state, step, opened_at, notes) SELECT uuidv7(), id, 'resolved', 'chef', at, '[]' FROM told WHERE k < 3;
INSERT INTO firing (deadline_id, step, occurrence, kind, rule, due_at, fired_at) SELECT id, 'chef', 1, 'eskalering', 'G', at, at FROM told WHERE k < 3;
INSERT INTO episode (id, organisation, number, profile, patient_id, state, version, patient, facts, steps)
  SELECT coalesce(p.episode_id, p.id), 'sunderbyn', 'S' || p.patient_id, p.profile, p.patient_id, 'utskriven', 1, p.patient, '{"parties": []}', '[]' FROM plan p;
INSERT INTO audit_entry (at, actor, action, subject, subject_id) SELECT at, 'x', 'message-accepted', 'message', id FROM told;
ANALYZE`;

let world: PlanStoreWorld;
let plans: QueryPlans;
/** A plan that is open, and one that is over. */
let open: { id: string; patient_id: string; episode_id: string; changed_seq: string };
let over: typeof open;

beforeAll(async () => {
  world = await PlanStoreWorld.open({ batchSize: 128, inFlight: 1 });
  await world.rows(SEED);
  const [one] = await world.rows<typeof open>(`SELECT * FROM plan WHERE patient_id = 'P10020'`);
  const [other] = await world.rows<typeof open>(`SELECT * FROM plan WHERE patient_id = 'P15002'`);
  if (one === undefined || other === undefined) throw new Error('the seed has no such plans');
  [open, over] = [one, other];
  plans = new QueryPlans((text, values) => world.rows(text, values), LARGE);
}, 180_000);
afterAll(async () => {
  plans.stop();
  await world.close();
});

async function walked(call: () => Promise<unknown>): Promise<string[]> {
  return plans.walked(await plans.askedBy(call));
}

let numbers = 0;
const message = (changes: Partial<Told>): Told => ({ messageId: `new-${String((numbers += 1))}`, ...changes });
const of = (id: string) => ({ ...tolvan, id });

describe(`with ${String(PLANS)} plans`, () => {
  it('a message of a plan walks through no large table, whatever it is named by, and takes few statements', async () => {
    const stay = { organisation: 'sunderbyn', number: `S${open.patient_id}` };
    const names: Partial<Told>[] = [
      { plan: ofPerson(open.patient_id, 'stockholm') },
      { plan: { id: open.id } },
      { plan: { id: over.id } },
      { plan: ofPerson('nobody') },
      { plan: { patientIds: [], profile: 'stockholm' }, episode: stay },
      { plan: { patientIds: [], profile: 'stockholm' }, episode: { id: open.episode_id } },
    ];
    for (const name of names) {
      const asked = await plans.askedBy(() =>
        world.tell(message(name), undefined, { patient: of(`new-${String(numbers)}`) }),
      );
      expect(asked.length).toBeLessThanOrEqual(16);
      expect(await plans.walked(asked)).toEqual([]);
    }
  });

  it('neither does a batch of them, which takes hardly more statements', async () => {
    const patients = Array.from({ length: 60 }, (_, n) => of(`batch-${String(n)}`));
    const asked = await plans.askedBy(() =>
      Promise.all(
        patients.map((patient) => world.tell(message({ plan: ofPerson(patient.id) }), undefined, { patient })),
      ),
    );
    expect(asked.length).toBeLessThanOrEqual(40);
    expect(await plans.walked(asked)).toEqual([]);
  });

  it('neither does a withdrawal, nor a message about a person', async () => {
    await world.tell(message({ messageId: 'target', plan: { id: open.id } }));
    const target = { sender: OPEN_CARE, messageId: 'target' };
    expect(await walked(() => world.known(message({ kind: 'makulering', target })))).toEqual([]);
    const person = { organisation: 'sunderbyn', ids: [over.patient_id, 'F1'] };
    const about = message({ plan: { patientIds: person.ids, profile: 'norrbotten' }, changes: { person } });
    expect((await world.known(about)).plans).toHaveLength(1);
    expect(await walked(() => world.known({ ...about, messageId: 'about' }))).toEqual([]);
  });

  it('neither does giving the place in a plan to somebody else, or to nobody', async () => {
    const store = new PgHandlingStore(world.dataSource);
    const lying = await world.rows<{ id: string }>(
      `SELECT id FROM delivery WHERE plan_id = $1 AND state <> 'withdrawn' ORDER BY id LIMIT 2`,
      [open.id],
    );
    const [first, second] = lying.map(({ id }) => id);
    if (first === undefined || second === undefined) throw new Error('the seed has no two deliveries of the plan');
    const seen: string[] = [];
    const moves: PlanMoved = ({ plan }) => {
      seen.push(plan.id);
      return { plan: { ...plan, version: plan.version + 1 }, started: [], ended: [] };
    };
    const to = { hsaId: 'SE-NEXT', role: 'oppenvard' } as Unit;
    const forward = () => ({ kind: 'forwarded' as const, to, deliveryId: uuidV7() });
    expect(await walked(() => store.forward(first, forward, 'client:test', NOW, undefined, moves))).toEqual([]);
    const misdirect = () => ({ kind: 'misdirected' as const, notice: undefined });
    const misdirected = () => store.misdirect(second, misdirect, 'client:test', NOW, undefined, undefined, moves);
    expect(await walked(misdirected)).toEqual([]);
    expect(seen).toEqual([open.id, open.id]);
  });

  it('neither does reading a plan, the plans of a stay or of a person', async () => {
    for (const { id } of [open, over]) {
      expect(await walked(() => world.plans.read(id, () => true, READER, NOW))).toEqual([]);
    }
    expect(await walked(() => world.plans.ofEpisode(open.episode_id))).toEqual([]);
    expect(await walked(() => world.plans.openOf(open.patient_id))).toEqual([]);
    expect(await walked(() => world.plans.openOf(open.patient_id, 'stockholm'))).toEqual([]);
  });

  it.each(['open', 'closed', 'all'] as const)(
    'neither does a page of a list (%s), nor the ones after it',
    async (state) => {
      for (const filter of [
        {},
        { unit: 'SE-U7' },
        { unit: MUNICIPALITY },
        { unit: 'SE-NONE' },
        { episode: open.episode_id },
      ]) {
        const query = { ...filter, state, limit: 50 };
        const first = await world.plans.list({ ...query, after: undefined });
        expect(await walked(() => world.plans.list({ ...query, after: undefined }))).toEqual([]);
        if (first.next !== undefined)
          expect(await walked(() => world.plans.list({ ...query, after: first.next }))).toEqual([]);
      }
      const late = { state, overdueAt: NOW, limit: 50, after: undefined };
      expect(await walked(() => world.plans.list(late))).toEqual([]);
      expect(await walked(() => world.plans.list({ ...late, unit: MUNICIPALITY }))).toEqual([]);
      const inState = { state, in: 'pagaende' as const, limit: 50, after: undefined };
      expect(await walked(() => world.plans.list(inState))).toEqual([]);
    },
  );

  it('a page of a list costs the same far back as at its head', async () => {
    const query = { unit: MUNICIPALITY, state: 'open' as const, limit: 50 };
    const head = await plans.pages(await plans.askedBy(() => world.plans.list({ ...query, after: undefined })));
    const [first] = await world.rows<{ id: string }>(
      `SELECT plan_id AS id FROM plan_unit WHERE unit = $1 AND is_open ORDER BY plan_id OFFSET 100 LIMIT 1`,
      [MUNICIPALITY],
    );
    const after = Buffer.from(JSON.stringify(['plans', first?.id])).toString('base64url');
    const back = await plans.pages(await plans.askedBy(() => world.plans.list({ ...query, after })));
    expect(back).toBeLessThanOrEqual(2 * head + 50);
  });

  it("neither does looking for what a notice of the population register concerns, nor the portal's memory of what it showed", async () => {
    const register = new PgRegisterStore(world.dataSource);
    for (const person of [open.patient_id, over.patient_id, 'nobody']) {
      expect(await walked(() => register.concerned(person, '2026-12-01'))).toEqual([]);
    }
    await world.rows(`INSERT INTO portal_plan SELECT id, now() FROM plan`);
    await world.rows('ANALYZE portal_plan');
    const portal = new PgPortalStore(world.dataSource);
    expect(await walked(() => portal.everShown([open.id, over.id]))).toEqual([]);
    expect(await walked(() => portal.markShown([open.id, over.id], NOW))).toEqual([]);
  });

  it('neither does a search by the id of a plan, or by the id or the number of the stay beside which it began', async () => {
    const search = new PgSearchStore(world.dataSource);
    for (const text of [open.id, open.episode_id, `S${open.patient_id}`]) {
      expect((await search.find(text, 10)).map(({ id }) => id)).toContain(open.id);
      expect(await walked(() => search.find(text, 10))).toEqual([]);
    }
  });

  it('neither does a month of a calendar, nor what has changed since a place', async () => {
    expect(await walked(() => world.plans.ofUnitBetween('SE-U7', '2026-01-01', '2026-01-31', 500))).toEqual([]);
    expect(await walked(() => world.plans.ofUnitBetween(MUNICIPALITY, '2026-01-01', '2026-01-31', 500))).toEqual([]);
    const next = () => world.plans.ofUnitBetween(MUNICIPALITY, '2026-01-01', '2026-01-31', 500, open.id);
    expect(await walked(next)).toEqual([]);
    for (const place of [0n, BigInt(open.changed_seq), 10_000_000n]) {
      expect(await walked(() => world.plans.changedAfter(place, 'norrbotten', 100))).toEqual([]);
    }
  });

  it('neither do pages of the reports', async () => {
    const page = { profile: 'norrbotten', limit: 200 };
    const before = new Date('2027-01-01');
    expect(await walked(() => world.reports.openPlans({ ...page, before, after: undefined }))).toEqual([]);
    expect(await walked(() => world.reports.openPlans({ ...page, before, after: open.id }))).toEqual([]);
    const span = { from: new Date('2025-10-01'), to: new Date('2025-11-01') };
    const place = { closedAt: new Date('2025-10-10'), id: uuidV7() };
    for (const after of [undefined, place]) {
      expect(await walked(() => world.reports.closedPlans({ ...page, span, after }))).toEqual([]);
    }
    const stays = [open.episode_id, over.episode_id];
    const beside = await world.reports.besides(stays);
    expect(beside.map(({ plan }) => plan.plan.id).sort()).toEqual([open.id, over.id].sort());
    expect(await walked(() => world.reports.besides(stays))).toEqual([]);
    expect(await walked(() => world.reports.noteReading([open.id, over.id], 'oppna-sip', 'client:x', NOW))).toEqual([]);
  });

  it('[L-KEEP-01] neither does erasing, with many that are erased already', async () => {
    const store = new PgRetentionStore(world.dataSource);
    const asked = await plans.askedBy(async () =>
      expect(await store.erasePlans(new Date('2026-01-01T00:00:00Z'), 50, NOW)).toBe(50),
    );
    expect(await plans.walked(asked)).toEqual([]);
  });

  it('[L-LOG-02] neither does asking who has read of a person', async () => {
    const store = new PgAuditStore(world.dataSource);
    const query = { reason: 'fråga', from: undefined, to: undefined, after: undefined, limit: 50 };
    for (const patientId of [over.patient_id, 'F101', 'nobody']) {
      expect(await walked(() => store.accesses({ ...query, patientId }, 'client:auditor', NOW))).toEqual([]);
    }
  });

  it('neither does firing what is owed around plans, nor what operations see of it', async () => {
    const deadlines = new PgDeadlineStore(world.dataSource, uuidV7);
    const nothing = { firings: [], fired: [], nextFireAt: null };
    const asked = await plans.askedBy(async () =>
      expect((await deadlines.fireDue(NOW, 20, () => nothing)).fired).toBe(20),
    );
    expect(await plans.walked(asked)).toEqual([]);
    const operations = new PgOperationsStore(world.dataSource);
    const [one] = await world.rows<{ id: string }>('SELECT id FROM message WHERE plan_id = $1 LIMIT 1', [open.id]);
    expect(await walked(() => operations.trace(one?.id ?? ''))).toEqual([]);
    const messages = { messageId: undefined, episode: undefined, plan: open.id, unit: undefined, kind: undefined };
    const times = { from: undefined, to: undefined };
    const page = await operations.messages({ ...messages, ...times, after: undefined, limit: 50 });
    expect(page.items.map(({ plan }) => plan)).toEqual(Array(page.items.length).fill(open.id));
    expect(page.items.length).toBeGreaterThan(5);
    expect(await walked(() => operations.messages({ ...messages, ...times, after: undefined, limit: 50 }))).toEqual([]);
    const query = { state: 'open' as const, unit: 'SE-U20', kind: undefined, now: NOW, after: undefined, limit: 50 };
    expect(await walked(() => operations.deadlines(query))).toEqual([]);
  });

  it('would find a walk', async () => {
    expect(await walked(() => world.rows(`SELECT count(*) FROM plan WHERE coordinator_unit = 'x'`))).toHaveLength(1);
  });
});
