import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import { decideFiring } from '#domain/deadline/firing.js';
import { UNITS } from '../support/domain.js';
import { eventually } from '../support/eventually.js';
import { DeadlineWorld, MANAGER, OPERATIONS } from './deadline-world.js';
import type { HubProcess } from './deadline-world.js';

const DUE = '2026-11-23T12:00:00Z';
const at = (text: string) => new Date(text);

let world: DeadlineWorld;
let one: HubProcess;
let other: HubProcess;

beforeAll(async () => {
  world = await DeadlineWorld.open();
  one = await world.process();
  other = await world.process();
});
afterAll(() => world.close());
beforeEach(() => world.emptied());

describe('firing what is due', () => {
  it('knows when the deadline began and the units of its stay, the ward among them', async () => {
    await world.owe({ due: DUE });
    const parties = [{ role: 'socialtjanst', unit: UNITS.social }];
    await world.rows(
      `WITH stay AS (INSERT INTO episode (id, organisation, number, profile, patient_id, state, version, patient, facts, steps)
         VALUES (uuidv7(), 'o', 'V1', 'gavleborg', 'p', 'inskriven', 1, '{}', $1, '[]') RETURNING id)
       UPDATE deadline SET episode_id = (SELECT id FROM stay)`,
      [JSON.stringify({ ward: UNITS.ward14, parties })],
    );
    await world.owe({ due: DUE, unit: UNITS.housing });
    const seen: unknown[] = [];
    await one.deadlines.fireDue(at(DUE), 9, ({ responsible, startedAt, fired }, subject) => {
      seen.push([responsible, startedAt, subject.parties]);
      return { firings: [], fired, nextFireAt: null };
    });
    const startedAt = at('2026-11-23T11:00:00Z');
    expect(seen).toHaveLength(2);
    expect(seen).toContainEqual([UNITS.housing, startedAt, []]);
    expect(seen).toContainEqual([UNITS.openCare, startedAt, [...parties, { role: 'slutenvard', unit: UNITS.ward14 }]]);
    await world.rows('TRUNCATE episode');
  });

  it('[G-ACK-12] commits message, delivery, firing, audit and counts of each rung together', async () => {
    await world.owe({ due: DUE });
    expect(await one.fire.run(at(DUE))).toBe(1);
    expect(
      await world.rows('SELECT unit, kind, role, receipt_due, state FROM delivery WHERE kind <> $1 ORDER BY kind', [
        'inskrivningsmeddelande',
      ]),
    ).toEqual([
      { unit: UNITS.ward, kind: 'eskalering', role: 'slutenvard', receipt_due: null, state: 'waiting' },
      { unit: UNITS.openCare, kind: 'paminnelse', role: 'oppenvard', receipt_due: null, state: 'waiting' },
    ]);
    expect(
      await world.rows(
        `SELECT body->'content'->>'kind' AS about, body->>'episodeId' AS episode, source FROM message WHERE kind = 'paminnelse'`,
      ),
    ).toEqual([{ about: 'kvittens', episode: 'V1', source: 'hub' }]);
    expect(await world.rows('SELECT action, actor, unit, subject FROM audit_entry ORDER BY id')).toEqual([
      { action: 'reminded', actor: 'hub', unit: UNITS.openCare, subject: 'deadline' },
      { action: 'escalated', actor: 'hub', unit: UNITS.ward, subject: 'deadline' },
    ]);
    expect(await world.rows('SELECT state, step, opened_at FROM escalation')).toEqual([
      { state: 'open', step: 'avsandare', opened_at: at(DUE) },
    ]);
    const counted = ['overdue', 'reminders', 'escalations', 'escalations-open', 'delivered'];
    expect(await Promise.all(counted.map((metric) => world.count(UNITS.openCare, metric)))).toEqual([1, 1, 1, 1, 1]);
    expect(await world.count(UNITS.ward, 'delivered')).toBe(1);
    expect([...one.signals.units].sort()).toEqual([UNITS.ward, UNITS.openCare].sort());
    expect(one.metrics.steps).toEqual({ paminnelse: 1, eskalering: 1 });
  });

  it('[G-ACK-12] does nothing before the due time, and nothing when it is asked again', async () => {
    await world.owe({ due: DUE });
    expect(await one.fire.run(at('2026-11-23T11:59:59.999Z'))).toBe(0);
    expect(await one.fire.run(at(DUE))).toBe(1);
    expect(await one.fire.run(at(DUE))).toBe(0);
    expect(await world.firings()).toHaveLength(2);
  });

  it('[G-ACK-11] raises the one escalation step by step, and counts a breached deadline once', async () => {
    await world.owe({ due: DUE });
    for (const now of [DUE, '2026-11-23T14:00:00Z', '2026-11-24T12:00:00Z']) await one.fire.run(at(now));
    expect(await world.rows('SELECT state, step, opened_at FROM escalation')).toEqual([
      { state: 'open', step: 'driftledning', opened_at: at(DUE) },
    ]);
    expect(await world.count(UNITS.openCare, 'overdue')).toBe(1);
    expect(await world.count(UNITS.openCare, 'escalations-open')).toBe(1);
    expect(await world.count(UNITS.openCare, 'escalations')).toBe(3);
  });

  it('[G-ACK-11] an escalation that somebody resolved is open again when a higher step fires, with what was said', async () => {
    await world.owe({ due: DUE });
    await one.fire.run(at(DUE));
    await world.rows(
      `UPDATE escalation SET state = 'resolved', resolved_by = 'client:drift', resolution = 'ringt', resolved_at = $1`,
      ['2026-11-23T13:00:00Z'],
    );
    await one.fire.run(at('2026-11-23T14:00:00Z'));
    const [escalation] = await world.rows('SELECT state, step, resolution, notes, taken_by FROM escalation');
    expect(escalation).toMatchObject({ state: 'open', step: 'chef', resolution: null, taken_by: null });
    expect(escalation).toMatchObject({ notes: [{ by: 'client:drift', text: 'ringt' }] });
    expect(await world.count(UNITS.openCare, 'escalations-open')).toBe(2);
  });

  it('an escalation that somebody has taken stays with them when a higher step fires', async () => {
    await world.owe({ due: DUE });
    await one.fire.run(at(DUE));
    await world.rows(`UPDATE escalation SET state = 'taken', taken_by = 'client:drift', taken_at = $1`, [DUE]);
    await one.fire.run(at('2026-11-23T14:00:00Z'));
    expect(await world.rows('SELECT state, step, taken_by FROM escalation')).toEqual([
      { state: 'taken', step: 'chef', taken_by: 'client:drift' },
    ]);
    expect(await world.count(UNITS.openCare, 'escalations-open')).toBe(1);
  });

  it('a deadline of a region whose profile is gone waits for it an hour at a time, and the log says so', async () => {
    await world.owe({ due: DUE, profile: 'nowhere' });
    expect(await one.fire.run(at(DUE))).toBe(1);
    expect(await world.firings()).toEqual([]);
    expect(await one.deadlines.nextInstant()).toEqual(at('2026-11-23T13:00:00Z'));
    expect(one.log.events).toContain('deadline-without-profile');
  });

  it('gives the instants ahead once each, earliest first', async () => {
    expect(await one.deadlines.nextInstant()).toBeUndefined();
    expect(await one.deadlines.instantsUntil(at('2027-01-01T00:00:00Z'), 10)).toEqual([]);
    for (const due of ['2026-11-24T08:00:00Z', DUE, '2026-11-24T12:00:00Z']) await world.owe({ due, count: 3 });
    expect(await one.deadlines.nextInstant()).toEqual(at(DUE));
    const until = at('2026-11-24T12:00:00Z');
    const all = [at(DUE), at('2026-11-24T08:00:00Z'), until];
    expect(await one.deadlines.instantsUntil(until, 10)).toEqual(all);
    expect(await one.deadlines.instantsUntil(until, 2)).toEqual(all.slice(0, 2));
    expect(await one.deadlines.instantsUntil(at('2026-11-24T11:59:59.999Z'), 10)).toEqual(all.slice(0, 2));
  });
});

describe('two processes at once', () => {
  it('[G-ACK-12] fire 500 deadlines with each rung exactly once', async () => {
    await world.owe({ due: DUE, count: 500 });
    const small = (hub: HubProcess) =>
      hub.deadlines.fireDue(at(DUE), 37, (deadline, subject) => decide(hub, deadline, subject));
    const fireAll = async (hub: HubProcess) => {
      let total = 0;
      for (let fired = -1; fired !== 0; total += fired) fired = (await small(hub)).fired;
      return total;
    };
    const totals = await Promise.all([fireAll(one), fireAll(other), fireAll(one), fireAll(other)]);
    expect(totals.reduce((sum, fired) => sum + fired, 0)).toBe(500);
    expect(
      await world.rows(
        'SELECT step, occurrence, count(*)::int AS fired FROM firing GROUP BY step, occurrence ORDER BY step',
      ),
    ).toEqual([
      { step: 'avsandare', occurrence: 1, fired: 500 },
      { step: 'paminnelse', occurrence: 1, fired: 500 },
    ]);
    expect(
      await world.rows(
        `SELECT count(*)::int AS sent, count(DISTINCT message_id)::int AS messages FROM delivery WHERE kind = 'paminnelse'`,
      ),
    ).toEqual([{ sent: 500, messages: 500 }]);
    expect(await world.count(UNITS.openCare, 'overdue')).toBe(500);
    expect(await world.count(UNITS.openCare, 'escalations-open')).toBe(500);
  });

  it('[G-ACK-12] receipts that race the firing leave no escalation open and no deadline counted as overdue', async () => {
    await world.owe({ due: DUE, count: 400 });
    const deliveries = (await world.rows<{ delivery_id: string }>('SELECT delivery_id FROM deadline ORDER BY id')).map(
      (row) => row.delivery_id,
    );
    const chunks = Array.from({ length: 40 }, (_, index) => deliveries.slice(index * 10, index * 10 + 10));
    const receipts = (async () => {
      for (const chunk of chunks) await other.receipt(chunk, at(DUE));
    })();
    const firing = (async () => {
      let fired = -1;
      while (fired !== 0) ({ fired } = await one.deadlines.fireDue(at(DUE), 25, (d, s) => decide(one, d, s)));
    })();
    await Promise.all([receipts, firing]);
    expect(
      await world.rows('SELECT state, overdue, next_fire_at, count(*)::int AS n FROM deadline GROUP BY 1, 2, 3'),
    ).toEqual([{ state: 'met', overdue: false, next_fire_at: null, n: 400 }]);
    expect(await world.rows(`SELECT id FROM escalation WHERE state <> 'resolved'`)).toEqual([]);
    const metrics = ['overdue', 'escalations-open', 'waiting'];
    const counts = await Promise.all(metrics.map((metric) => world.count(UNITS.openCare, metric)));
    // The deliveries were written without counting them as waiting.
    expect(counts).toEqual([0, 0, -400]);
    const [sent] = await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM delivery WHERE kind = 'paminnelse'`);
    expect(await world.count(UNITS.openCare, 'reminders')).toBe(sent?.n);
  });

  it('[G-ACK-12] a receipt that waits for a firing under way resolves the escalation that it opens', async () => {
    await world.owe({ due: DUE });
    const [row] = await world.rows<{ delivery_id: string }>('SELECT delivery_id FROM deadline');
    const gate = (await world.process(1)).dataSource.createQueryRunner();
    await gate.startTransaction();
    await gate.query('LOCK TABLE audit_entry IN SHARE MODE');
    const firing = one.fire.run(at(DUE));
    await waiting(1);
    const receipt = other.receipt([row!.delivery_id], at(DUE));
    await waiting(2);
    await gate.commitTransaction();
    await gate.release();
    expect(await firing).toBe(1);
    await receipt;
    expect(await world.rows('SELECT state, resolution FROM escalation')).toEqual([
      { state: 'resolved', resolution: 'met' },
    ]);
    expect(await world.count(UNITS.openCare, 'overdue')).toBe(0);
    expect(await world.count(UNITS.openCare, 'escalations-open')).toBe(0);
  });

  it('[G-ACK-12] a firing passes by a receipt under way, and then finds nothing to do', async () => {
    await world.owe({ due: DUE });
    const [row] = await world.rows<{ delivery_id: string }>('SELECT delivery_id FROM deadline');
    const gate = (await world.process(1)).dataSource.createQueryRunner();
    await gate.startTransaction();
    await gate.query('LOCK TABLE audit_entry IN SHARE MODE');
    const receipt = other.receipt([row!.delivery_id], at(DUE));
    await waiting(1);
    expect(await one.fire.run(at(DUE))).toBe(0);
    await gate.commitTransaction();
    await gate.release();
    await receipt;
    expect(await one.fire.run(at(DUE))).toBe(0);
    expect(await world.firings()).toEqual([]);
  });
});

describe('the simulated clock', () => {
  const START = at('2026-11-23T07:00:00Z');
  beforeEach(() => one.time.initialise(START));

  it('stands still between moves, is kept, and of kept and configured time takes the later', async () => {
    expect(await other.time.read()).toEqual(START);
    expect(await other.time.initialise(at('2026-11-20T00:00:00Z'))).toEqual(START);
    expect(await other.time.initialise(at('2026-11-23T07:30:00Z'))).toEqual(at('2026-11-23T07:30:00Z'));
    expect(await one.time.advance(at('2026-11-23T07:29:59Z'))).toBe(false);
    expect(await one.time.read()).toEqual(at('2026-11-23T07:30:00Z'));
  });

  it('refuses to go backward and says where it stands', async () => {
    expect(await one.moveClock.to(at('2026-11-23T06:59:59Z'))).toEqual({ kind: 'refused', now: START });
    expect(await one.moveClock.to(START)).toEqual({ kind: 'moved', now: START });
  });

  it('[G-ACK-11] [G-ACK-12] visits every instant in order, each rung firing at its own time', async () => {
    await world.owe({ due: DUE });
    await world.owe({ due: '2026-11-24T08:00:00Z' });
    const target = at('2026-11-24T13:00:00Z');
    expect(await one.moveClock.to(target)).toEqual({ kind: 'moved', now: target });
    expect(await one.time.read()).toEqual(target);
    const firings = await world.firings();
    expect(firings.filter(({ due_at, fired_at }) => due_at.getTime() !== fired_at.getTime())).toEqual([]);
    expect(
      firings.map(({ fired_at, step, to_unit }) => `${fired_at.toISOString().slice(5, 16)} ${step} ${to_unit}`),
    ).toEqual([
      `11-23T12:00 avsandare ${UNITS.ward}`,
      `11-23T12:00 paminnelse ${UNITS.openCare}`,
      `11-23T14:00 chef ${MANAGER}`,
      `11-24T08:00 avsandare ${UNITS.ward}`,
      `11-24T08:00 paminnelse ${UNITS.openCare}`,
      `11-24T08:00 paminnelse ${UNITS.openCare}`,
      `11-24T10:00 chef ${MANAGER}`,
      `11-24T12:00 driftledning ${OPERATIONS}`,
      `11-24T12:00 paminnelse ${UNITS.openCare}`,
      `11-24T12:00 paminnelse ${UNITS.openCare}`,
    ]);
    const positions = await world.rows(
      `SELECT d.id FROM (SELECT id, accepted_at, lag(accepted_at) OVER (ORDER BY position) AS before FROM delivery
         WHERE kind IN ('paminnelse', 'eskalering')) d WHERE d.accepted_at < d.before`,
    );
    expect(positions).toEqual([]);
  });

  it('two processes that move it at once fire each rung once, each at its own time', async () => {
    await world.owe({ due: DUE, count: 60 });
    const [far, near] = [at('2026-11-25T00:00:00Z'), at('2026-11-24T00:00:00Z')];
    await Promise.all([one.moveClock.to(far), other.moveClock.to(near)]);
    expect(await one.time.read()).toEqual(far);
    const counts = await world.rows(
      `SELECT step, occurrence, count(*)::int AS n, bool_and(due_at = fired_at) AS timely FROM firing GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    const each = (step: string, occurrence: number) => ({ step, occurrence, n: 60, timely: true });
    expect(counts).toEqual([
      ...[each('avsandare', 1), each('chef', 1), each('driftledning', 1)],
      ...[each('paminnelse', 1), each('paminnelse', 2), each('paminnelse', 3)],
    ]);
  });

  it('waits for what somebody else is firing before it says that all is committed', async () => {
    await world.owe({ due: DUE });
    const gate = (await world.process(1)).dataSource.createQueryRunner();
    await gate.startTransaction();
    await gate.query('LOCK TABLE audit_entry IN SHARE MODE');
    const firing = other.fire.run(at(DUE));
    await waiting(1);
    let isMoved = false;
    const move = one.moveClock.to(at('2026-11-23T13:00:00Z')).then(() => (isMoved = true));
    await eventually(
      'the clock stands at the due time',
      async () => (await one.time.read()).getTime() === Date.parse(DUE),
    );
    expect(isMoved).toBe(false);
    await gate.commitTransaction();
    await gate.release();
    await Promise.all([firing, move]);
    expect(await world.firings()).toHaveLength(2);
  });
});

type Decide = Parameters<HubProcess['deadlines']['fireDue']>[2];

function decide(hub: HubProcess, ...[deadline, subject]: Parameters<Decide>): ReturnType<Decide> {
  const { profiles, directory } = hub.configuration.current;
  return decideFiring(deadline, subject, { profile: profiles.get('gavleborg')!, directory, newId: uuidV7 }, at(DUE));
}

/** Until so many statements wait for a lock. */
async function waiting(count: number): Promise<void> {
  await eventually(`${String(count)} statements wait for a lock`, async () => {
    const rows = await world.rows(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length === count;
  });
}
