import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UNITS } from '../support/domain.js';
import { QueryPlans } from '../support/query-plans.js';
import { DeadlineWorld } from './deadline-world.js';
import type { HubProcess } from './deadline-world.js';

const ROWS = 60_000;
/** Tables that grow with the messages. */
const LARGE = ['deadline', 'message', 'delivery', 'firing', 'escalation', 'audit_entry'];
const DUE = '2026-11-23T08:00:00Z';

/** Two years of deadlines: nearly all of them have ended, some open ones are due in the days to come. */
const SEED = `
CREATE TEMP TABLE seed AS SELECT n, uuidv7() AS id, timestamptz '2025-01-01T00:00:00Z' + n * interval '5 minutes' AS at,
  n % 100 = 0 AS is_open FROM generate_series(1, ${String(ROWS)}) n ORDER BY n;
INSERT INTO message (id, message_id, kind, sender, profile, source, received_at, body)
  SELECT id, 'M' || n, 'inskrivningsmeddelande', '${UNITS.ward}', 'gavleborg', 'http:x', at, '{}' FROM seed;
INSERT INTO delivery (id, message_id, kind, unit, role, position, state, receipt_due, accepted_at)
  SELECT id, id, 'inskrivningsmeddelande', '${UNITS.openCare}', 'oppenvard', nextval('delivery_position'), 'receipted', at, at FROM seed;
INSERT INTO deadline (id, kind, rule, profile, scope, started_at, due, state, late, responsible, informs, message_id, delivery_id, fired,
    next_fire_at, overdue)
  SELECT id, 'kvittens', 'G-ACK-03', 'gavleborg', 'delivery', at, at, CASE WHEN is_open THEN 'open' ELSE 'met' END, false, '${UNITS.openCare}',
    '${UNITS.ward}', id, id, '[]', CASE WHEN is_open THEN timestamptz '2026-12-01T08:00:00Z' + n % 50 * interval '1 hour' END, false
  FROM seed;
INSERT INTO firing (deadline_id, step, occurrence, kind, rule, due_at, fired_at)
  SELECT id, 'paminnelse', 1, 'paminnelse', 'G-ACK-12', at, at FROM seed;
INSERT INTO escalation (id, deadline_id, state, step, opened_at, notes)
  SELECT uuidv7(), id, 'resolved', 'chef', at, '[]' FROM seed WHERE n % 10 = 0;
INSERT INTO audit_entry (at, actor, action, subject, subject_id) SELECT at, 'hub', 'reminded', 'deadline', id FROM seed;
ANALYZE`;

let world: DeadlineWorld;
let hub: HubProcess;
let plans: QueryPlans;

beforeAll(async () => {
  world = await DeadlineWorld.open();
  hub = await world.process();
  await world.rows(SEED);
  plans = new QueryPlans((text, values) => world.rows(text, values), LARGE);
}, 180_000);
afterAll(async () => {
  plans.stop();
  await world.close();
});

/** Large tables that the statements of one call walk through from end to end, with and without a look at their values. */
async function walked(call: () => Promise<unknown>): Promise<string[]> {
  return plans.walked(await plans.askedBy(call));
}

describe('with 60,000 deadlines behind', () => {
  it('looking ahead walks through no large table', async () => {
    expect(await walked(() => hub.deadlines.nextInstant())).toEqual([]);
    expect(await walked(() => hub.deadlines.instantsUntil(new Date('2026-12-02T00:00:00Z'), 1000))).toEqual([]);
  });

  it('looking for what is due walks through no large table, when there is nothing and when much of it is due', async () => {
    expect(await walked(() => hub.fire.run(new Date(DUE)))).toEqual([]);
    await world.owe({ due: DUE, count: 600 });
    expect(await walked(() => hub.fire.run(new Date(DUE)))).toEqual([]);
    expect(await walked(() => hub.fire.run(new Date('2026-11-23T10:00:00Z')))).toEqual([]);
    expect(hub.metrics.steps).toEqual({ paminnelse: 600, eskalering: 1200 });
  });
});
