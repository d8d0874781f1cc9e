import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import type { Episode } from '#domain/episode/episode.js';
import { bumpInboxes } from './deliveries.js';
import type { Sql } from './transaction.js';

/** Gives early messages the stay that they waited for; what recipients see of them then names it. */
export async function joinEarly(sql: Sql, plans: readonly AdmissionPlan[]): Promise<void> {
  const joins = plans.flatMap(({ episode, joins }) =>
    episode === undefined ? [] : (joins ?? []).map((id) => ({ id, episode: episode.id, head: headOf(episode) })),
  );
  if (joins.length === 0) return;
  await sql(
    `UPDATE message m SET episode_id = j.episode, waits_for = NULL, waits_until = NULL,
       body = (j.head || substr(m.body::text, 2))::json
     FROM json_to_recordset($1::json) AS j(id uuid, episode uuid, head text) WHERE m.id = j.id`,
    [JSON.stringify(joins)],
  );
  await moveDeliveries(sql, joins);
}

/** What waited for a stay of a person waits on under the person's new identity; the locks of both are held. */
export async function renameEarly(sql: Sql, plans: readonly AdmissionPlan[]): Promise<void> {
  const renames = plans.flatMap((plan) => plan.renames ?? []);
  if (renames.length === 0) return;
  await sql(
    `UPDATE message m SET waits_for = r."to", person = r."to" FROM unnest($1::text[], $2::text[]) AS r("from", "to")
     WHERE m.waits_for = r."from"`,
    [renames.map(({ from }) => from), renames.map(({ to }) => to)],
  );
}

/** The beginning of a message's JSON: its first fields. */
function headOf({ id, number }: Episode): string {
  return `${JSON.stringify({ episode: id, episodeId: number }).slice(0, -1)},`;
}

/** Wards that had it before the stay began have it as part of the stay. */
async function moveDeliveries(sql: Sql, joins: readonly { id: string; episode: string }[]): Promise<void> {
  const moved = await sql<{ unit: string; delivery: string; episode: string }>(
    `WITH held AS (
       SELECT d.id, j.episode FROM unnest($1::uuid[], $2::uuid[]) AS j(message, episode) JOIN delivery d ON d.message_id = j.message
       ORDER BY d.id FOR UPDATE OF d
     )
     UPDATE delivery d SET episode_id = h.episode FROM held h WHERE d.id = h.id
     RETURNING d.unit, d.id AS delivery, d.episode_id AS episode`,
    [joins.map(({ id }) => id), joins.map(({ episode }) => episode)],
  );
  if (moved.length === 0) return;
  await bumpInboxes(
    sql,
    moved.map(({ unit }) => unit),
  );
  await sql(
    `UPDATE deadline d SET episode_id = h.episode FROM unnest($1::uuid[], $2::uuid[]) AS h(delivery, episode)
     WHERE d.delivery_id = h.delivery`,
    [moved.map(({ delivery }) => delivery), moved.map(({ episode }) => episode)],
  );
}
