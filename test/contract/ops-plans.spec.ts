import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgSearchStore } from '#persistence/operations-search.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { CLIENTS, PlanHttpWorld } from './plan-http-world.js';

const { municipality, operations } = CLIENTS;
const { social, homeCare, psychiatry } = SIP_UNITS;
const AUDITOR = 'auditor';
const UNKNOWN = '00000000-0000-7000-8000-000000000000';
const HIDDEN = ['Tolvan', '191212121212', 'midsommar', 'sover hela', 'sköterskan', 'Alla var där', 'Sover dåligt'];
const reason = { reason: 'Enheten ser inte sin kallelse' };

let world: PlanHttpWorld;
let plan: string;
let other: string;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
  let subgoal: string;
  ({ plan, subgoal } = await world.ongoing());
  const secret = { subgoal, text: 'Bara vi vet', shared: false, responsible: { party: 'enhet', unit: homeCare } };
  await world.tell(homeCare, 'sip-insats', secret, { plan });
  ({ plan: other } = await world.ongoing('194203159803'));
}, 60_000);

afterAll(() => world.close());

describe('plans as operations see them', () => {
  it('are listed with the latest begun first, page by page, with what is owed and since when', async () => {
    const first = await world.get(operations, '/v1/ops/plans?limit=1');
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const [latest] = first.body.items;
    expect(latest).toMatchObject({ id: other, state: 'pagaende', overdue: false, coordinator: { hsaId: social } });
    expect(latest.openDuties).toBeGreaterThan(0);
    const [row] = await world.rows<{ count: number; due: Date }>(
      `SELECT count(*)::integer AS count, min(due) AS due FROM deadline WHERE plan_id = $1 AND state = 'open'`,
      [other],
    );
    const { count, due } = row!;
    expect([latest.openDuties, latest.firstDuty.due]).toEqual([count, due.toISOString()]);
    expect(latest.firstDuty).toMatchObject({ name: { sv: expect.any(String) }, unit: { hsaId: expect.any(String) } });
    const second = await world.get(AUDITOR, `/v1/ops/plans?limit=1&after=${String(first.body.next)}`);
    expect([second.body.items[0].id, second.body.next]).toEqual([plan, undefined]);
    for (const hidden of HIDDEN) expect(first.text + second.text).not.toContain(hidden);
  });

  it('are narrowed down by unit, state and region', async () => {
    const idsOf = async (query: string) => {
      const { body } = await world.get(operations, `/v1/ops/plans?${query}`);
      return body.items.map(({ id }: { id: string }) => id);
    };
    expect(await idsOf(`unit=${homeCare}`)).toEqual([other, plan]);
    expect(await idsOf(`unit=${psychiatry}`)).toEqual([]);
    expect(await idsOf('in=kallad')).toEqual([]);
    expect(await idsOf('in=pagaende&profile=norrbotten')).toEqual([other, plan]);
    expect(await idsOf('state=closed')).toEqual([]);
    expect(await idsOf(`state=all&episode=${UNKNOWN}`)).toEqual([]);
    expect(await idsOf('overdue=true')).toEqual([]);
    await world.rows(
      `UPDATE deadline SET due = now() - interval '1 day' WHERE plan_id = $1 AND kind = 'sip-utdelning'`,
      [plan],
    );
    expect(await idsOf('overdue=true')).toEqual([plan]);
    expect(await idsOf('overdue=true&state=closed')).toEqual([]);
    for (const query of ['state=some', 'in=some', 'episode=191212121212', 'limit=0', 'after=x']) {
      const { status, text } = await world.get(operations, `/v1/ops/plans?${query}`);
      expect([query, status]).toEqual([query, 422]);
      expect(text).not.toContain('191212121212');
    }
  });

  it('tell nothing that was written, nor who anybody is but staff; that one was read is noted', async () => {
    const { status, body, text } = await world.get(AUDITOR, `/v1/ops/plans/${plan}`);
    expect([status, body.isMasked, body.state, body.coordinator.name]).toEqual([
      200,
      true,
      'pagaende',
      'Bodil Bistånd',
    ]);
    for (const hidden of [...HIDDEN, 'Bara vi vet']) expect(text).not.toContain(hidden);
    expect(await world.audited(plan)).toContain(`client:${AUDITOR} read`);
  });

  it('[N-INT-03] tell it to who says why, but for what nobody has shared; who and why stand in the audit', async () => {
    const { status, text } = await world.post(operations, `/v1/ops/plans/${plan}/reveal`, reason);
    expect(status).toBe(200);
    for (const shown of HIDDEN) expect(text).toContain(shown);
    expect(text).not.toContain('Bara vi vet');
    const lines = await world.rows(
      `SELECT actor, detail FROM audit_entry WHERE action = 'revealed' AND subject_id = $1`,
      [plan],
    );
    expect(lines).toEqual([{ actor: `client:${operations}`, detail: reason }]);
    expect((await world.post(operations, `/v1/ops/plans/${plan}/reveal`, { reason: '' })).status).toBe(422);
  });

  it('are not there for parties, and are not revealed to auditors', async () => {
    const paths = ['plans', `plans/${plan}`, 'print-queue', `calendar?unit=${social}&from=2026-11-30&to=2026-11-30`];
    for (const path of paths) {
      expect([path, (await world.get(municipality, `/v1/ops/${path}`)).status]).toEqual([path, 403]);
      expect([path, (await world.get(undefined, `/v1/ops/${path}`)).status]).toEqual([path, 401]);
    }
    expect((await world.post(AUDITOR, `/v1/ops/plans/${plan}/reveal`, reason)).status).toBe(403);
    expect((await world.get(AUDITOR, `/v1/ops/plans/${plan}/document`)).status).toBe(403);
    for (const id of [UNKNOWN, 'x']) {
      expect((await world.get(operations, `/v1/ops/plans/${id}`)).status).toBe(404);
      expect((await world.post(operations, `/v1/ops/plans/${id}/reveal`, reason)).status).toBe(404);
      expect((await world.get(operations, `/v1/ops/plans/${id}/document`)).status).toBe(404);
    }
  });

  it('come as documents, which may show their own style and nothing else; who has one made is noted', async () => {
    const page = await world.get(operations, `/v1/ops/plans/${plan}/document?form=html&lang=en`);
    expect([page.status, page.headers.get('content-language')]).toEqual([200, 'en']);
    expect(page.text).toContain('Jag sover hela natten');
    expect(page.text).not.toContain('Bara vi vet');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const [meeting] = (await world.get(operations, `/v1/ops/plans/${plan}`)).body.meetings;
    const call = `/v1/ops/plans/${plan}/document?kind=kallelse&meeting=${String(meeting.id)}`;
    const { headers, bytes } = await world.bytes(operations, call);
    expect([headers.get('content-type'), Buffer.from(bytes.subarray(0, 5)).toString()]).toEqual([
      'application/pdf',
      '%PDF-',
    ]);
    expect(headers.get('content-disposition')).toBe('inline; filename="kallelse.pdf"');
    expect((await world.get(operations, `/v1/ops/plans/${plan}/document?kind=aktorsmote`)).status).toBe(404);
    expect(await world.audited(plan)).toContain(`client:${operations} document-made`);
  });
});

describe('print queues as operations see them', () => {
  const letters = (query: string) => world.get(operations, `/v1/ops/print-queue?${query}`);

  it('[N-CALL-07] tell what waits where, for whom by capacity and not by name', async () => {
    const { body, text } = await letters(`plan=${plan}`);
    expect(body.items).toEqual([
      expect.objectContaining({ kind: 'kallelse', relation: 'den-enskilde', channel: 'post', state: 'queued', plan }),
    ]);
    expect(body.items[0].unit).toMatchObject({ hsaId: social, name: expect.any(String), phone: expect.any(String) });
    for (const hidden of HIDDEN) expect(text).not.toContain(hidden);
    expect((await letters(`unit=${homeCare}`)).body.items).toEqual([]);
    expect((await letters('state=posted')).body.items).toEqual([]);
  });

  it('tell which letters should be on their way, until they are', async () => {
    world.clock.time = new Date('2026-12-10T08:00:00Z');
    const { body } = await letters(`unit=${social}&overdue=true`);
    expect(body.items.map((job: { plan: string; overdue: boolean }) => [job.plan, job.overdue])).toEqual([
      [plan, true],
      [other, true],
    ]);
    const by = { by: { name: 'Bodil Bistånd' } };
    await world.post(municipality, `/v1/print-queue/${String(body.items[0].id)}/posted`, by);
    const late = (await letters('overdue=true')).body.items;
    expect(late.map((job: { plan: string }) => job.plan)).toEqual([other]);
    const [posted] = (await letters('state=posted')).body.items;
    expect(posted).toMatchObject({ plan, overdue: false, printedAt: null, postedAt: expect.any(String) });
  });
});

describe('calendars as operations see them', () => {
  const calendar = (query: string) => world.get(operations, `/v1/ops/calendar?${query}`);

  it('are what the unit itself sees, of any unit, without a person in them', async () => {
    const { status, body, text } = await calendar(`unit=${homeCare}&from=2026-11-01&to=2026-11-30`);
    expect([status, body.unit.hsaId]).toEqual([200, homeCare]);
    expect(body.entries.map(({ kind, plan: its }: { kind: string; plan: string }) => [kind, its])).toEqual([
      ['sip', plan],
      ['sip', other],
    ]);
    for (const hidden of HIDDEN) expect(text).not.toContain(hidden);
    const own = await world.get(municipality, `/v1/units/${homeCare}/calendar?from=2026-11-01&to=2026-11-30`);
    expect(body.entries).toEqual(own.body.entries);
  });

  it('are asked for by days that there are, two months at most', async () => {
    const spans = [
      'from=2026-02-30&to=2026-03-01',
      'from=2026-03-01&to=2026-02-01',
      'from=2026-01-01&to=2026-12-31',
      'from=x&to=y',
    ];
    for (const span of spans) expect([span, (await calendar(`unit=${homeCare}&${span}`)).status]).toEqual([span, 422]);
    expect((await calendar('unit=SE-NONE&from=2026-11-01&to=2026-11-30')).status).toBe(404);
  });
});

describe('a search', () => {
  it('finds a plan by its id, with its state and who coordinates it', async () => {
    const found = await new PgSearchStore(world.dataSource).find(plan, 10);
    expect(found).toEqual([{ kind: 'plan', id: plan, title: '', what: 'pagaende', by: social, at: expect.any(Date) }]);
  });

  it('finds the plans that began beside a stay by the id and by the number of that', async () => {
    const episode = '019f0000-0000-7000-8000-00000000e001';
    await world.rows(
      `INSERT INTO episode (id, organisation, number, profile, patient_id, state, version, patient, facts, steps)
       VALUES ($1, 'sunderbyn', 'S-1', 'norrbotten', 'x', 'inskriven', 1, '{}', '{"parties": []}', '[]')`,
      [episode],
    );
    await world.rows('UPDATE plan SET episode_id = $1 WHERE id = $2', [episode, other]);
    for (const text of [episode, 'S-1']) {
      const found = await new PgSearchStore(world.dataSource).find(text, 10);
      expect([text, found.map(({ kind, id }) => [kind, id])]).toEqual([
        text,
        [
          ['episode', episode],
          ['plan', other],
        ],
      ]);
    }
    const { body } = await world.get(operations, `/v1/ops/plans?episode=${episode}`);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([other]);
  });
});
