import type { DataSource } from 'typeorm';
import { RegisterStore } from '#flows/register-ports.js';
import type { ConcernedRegion } from '#flows/register-ports.js';
import { query } from './transaction.js';

/**
 * What is open, by the indexes of what is open; a plan that stayed under an earlier identity of the person is of that person too
 * (G-SIP-77). A plan that knows of this death from the register is told of it no more, also where it was told beside a stay that has
 * ended since.
 */
const CONCERNED = `
SELECT profile, coalesce(array_agg(id ORDER BY id) FILTER (WHERE is_plan), '{}') AS plans,
  coalesce(array_agg(id ORDER BY id) FILTER (WHERE NOT is_plan), '{}') AS stays
FROM (
  SELECT profile, id, true AS is_plan FROM (
    SELECT profile, id, facts FROM plan WHERE patient_id = $1 AND closed_at IS NULL
    UNION ALL SELECT profile, id, facts FROM plan
      WHERE former_ids IS NOT NULL AND former_ids @> jsonb_build_array(jsonb_build_object('id', $1::text, 'now', true)) AND closed_at IS NULL
  ) AS own WHERE (facts->'death') @> jsonb_build_object('source', 'folkbokforing', 'diedOn', $2::text) IS NOT TRUE
  UNION ALL SELECT profile, id, false FROM episode
    WHERE patient_id = $1 AND state NOT IN ('utskriven', 'avbruten', 'avslutad')) AS known
GROUP BY profile ORDER BY profile`;

const MOVE = `
INSERT INTO register_mark (register, place, moved_at) VALUES ($1, $2, $3)
ON CONFLICT (register) DO UPDATE SET place = excluded.place, moved_at = excluded.moved_at`;

/** What the population register's notices concern, on PostgreSQL. */
export class PgRegisterStore extends RegisterStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override concerned(patientId: string, diedOn: string): Promise<ConcernedRegion[]> {
    return query<ConcernedRegion>(this.dataSource, CONCERNED, [patientId, diedOn]);
  }

  override async place(register: string): Promise<string | undefined> {
    const [row] = await query<{ place: string }>(
      this.dataSource,
      'SELECT place FROM register_mark WHERE register = $1',
      [register],
    );
    return row?.place;
  }

  override async moveTo(register: string, place: string, now: Date): Promise<void> {
    await query(this.dataSource, MOVE, [register, place, now]);
  }
}
