import { isOpenPlan } from '#domain/plan/plan.js';
import type { Plan } from '#domain/plan/plan.js';
import { daysOf, planRow, unitsWithPart } from './plan-rows.js';
import type { Sql } from './transaction.js';

/** Advisory lock of those who change plans: one at a time, until the end of the transaction. */
const CHANGE_LOCK = 7_236_003;

const WRITE = `
INSERT INTO plan AS p (id, profile, patient_id, state, version, patient, former_ids, facts, steps, episode_id, coordinator_unit, units,
  follow_up_on, opened_at, closed_at, changed_seq)
SELECT id, profile, patient_id, state, version, patient, former_ids, facts, steps, episode_id, coordinator_unit,
  ARRAY(SELECT json_array_elements_text(units)), follow_up_on, opened_at, closed_at, nextval('plan_change')
FROM json_to_recordset($1::json) AS row(id uuid, profile text, patient_id text, state text, version integer, patient jsonb,
  former_ids jsonb, facts jsonb, steps jsonb, episode_id uuid, coordinator_unit text, units json, follow_up_on date,
  opened_at timestamptz, closed_at timestamptz)
ON CONFLICT (id) DO UPDATE SET patient_id = excluded.patient_id, state = excluded.state, version = excluded.version,
  patient = excluded.patient, former_ids = excluded.former_ids, facts = excluded.facts, steps = excluded.steps,
  episode_id = excluded.episode_id, coordinator_unit = excluded.coordinator_unit, units = excluded.units,
  follow_up_on = excluded.follow_up_on, opened_at = excluded.opened_at, closed_at = excluded.closed_at,
  changed_seq = excluded.changed_seq`;

const LEFT = `
DELETE FROM plan_unit u USING json_to_recordset($1::json) AS r(id uuid, units json)
WHERE u.plan_id = r.id AND u.unit NOT IN (SELECT json_array_elements_text(r.units))`;

const TAKING_PART = `
INSERT INTO plan_unit AS u (plan_id, unit, is_open)
SELECT r.id, units.unit, r."isOpen" FROM json_to_recordset($1::json) AS r(id uuid, "isOpen" boolean, units json)
CROSS JOIN LATERAL json_array_elements_text(r.units) AS units(unit)
ON CONFLICT (plan_id, unit) DO UPDATE SET is_open = excluded.is_open WHERE u.is_open <> excluded.is_open`;

const NO_LONGER = `
DELETE FROM plan_day d USING json_to_recordset($1::json) AS r(id uuid, units json, days json)
WHERE d.plan_id = r.id AND (d.unit NOT IN (SELECT json_array_elements_text(r.units))
  OR d.day NOT IN (SELECT value::date FROM json_array_elements_text(r.days)))`;

const DAYS = `
INSERT INTO plan_day (plan_id, unit, day)
SELECT r.id, units.unit, days.day::date FROM json_to_recordset($1::json) AS r(id uuid, units json, days json)
CROSS JOIN LATERAL json_array_elements_text(r.units) AS units(unit)
CROSS JOIN LATERAL json_array_elements_text(r.days) AS days(day)
ON CONFLICT DO NOTHING`;

/**
 * Writes plans as they are now, with their units and their days. To be called under the locks of their persons, near the end of a
 * transaction and before `insertDeliveries`: the number of the change is taken under a lock that is held until the commit, so that
 * no reader ever sees a higher one before a lower one.
 */
export async function writePlans(sql: Sql, plans: readonly Plan[]): Promise<void> {
  if (plans.length === 0) return;
  const rows = plans.map(planRow);
  // One that ends makes room for another of its person.
  const ended = rows.filter((row) => row['closed_at'] !== null);
  const open = rows.filter((row) => row['closed_at'] === null);
  const marks = JSON.stringify(
    plans.map((plan) => ({ id: plan.id, units: unitsWithPart(plan), days: daysOf(plan), isOpen: isOpenPlan(plan) })),
  );
  await sql('SELECT pg_advisory_xact_lock($1)', [CHANGE_LOCK]);
  await sql(WRITE, [JSON.stringify([...ended, ...open])]);
  for (const statement of [LEFT, TAKING_PART, NO_LONGER, DAYS]) await sql(statement, [marks]);
}
