import type { DataSource } from 'typeorm';
import type { Episode } from '#domain/episode/episode.js';
import type { EarlyMessage, StayDeadline, StayDelivery, StayFiring } from '#domain/explain/explanation.js';
import { EpisodeStore } from '#flows/ports.js';
import type { EpisodeName, EpisodeRecord, Reader } from '#flows/ports.js';
import { appendAudit } from './audit.js';
import { episodeOf } from './episode-rows.js';
import type { EpisodeJson } from './episode-rows.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

/** More than any stay has; a bound all the same. */
const MOST_ENTRIES = 1_000;

type Message = EpisodeRecord['messages'][number];
type MessageRow = Omit<Message, 'notice' | 'remarks'> & { notice: string | null; remarks: Message['remarks'] | null };

/** Care episodes in PostgreSQL, as their parties see them. */
export class PgEpisodeStore extends EpisodeStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async read(
    name: EpisodeName,
    mayRead: (episode: Episode) => boolean,
    reader: Reader,
    now: Date,
  ): Promise<EpisodeRecord | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const episode = await findEpisode(sql, name);
      if (episode === undefined || !mayRead(episode)) return undefined;
      const messages = await readMessages(sql, episode.id);
      const deadlines = await readDeadlines(sql, episode.id);
      const record: EpisodeRecord = {
        episode,
        messages,
        deliveries: await readDeliveries(
          sql,
          messages.map(({ id }) => id),
        ),
        deadlines,
        firings: await readFirings(
          sql,
          deadlines.map(({ id }) => id),
        ),
        early: await readEarly(sql, episode),
      };
      const line = { at: now, actor: reader.actor, action: 'read', unit: reader.unitIn(episode) };
      await appendAudit(sql, [{ ...line, subject: 'episode', subjectId: episode.id }]);
      return record;
    });
  }
}

async function findEpisode(sql: Sql, name: EpisodeName): Promise<Episode | undefined> {
  const columns = 'id, organisation, number, profile, patient, former_ids AS "formerIds", version, facts, steps';
  const rows =
    'id' in name
      ? await sql<EpisodeJson>(`SELECT ${columns} FROM episode WHERE id = $1`, [name.id])
      : await sql<EpisodeJson>(`SELECT ${columns} FROM episode WHERE organisation = $1 AND number = $2`, [
          name.organisation,
          name.number,
        ]);
  return rows[0] && episodeOf(rows[0]);
}

async function readMessages(sql: Sql, episode: string): Promise<EpisodeRecord['messages']> {
  const rows = await sql<MessageRow>(
    `SELECT id, message_id AS "messageId", kind, body->>'notice' AS notice, sender, received_at AS "receivedAt",
       withdrawn_by IS NOT NULL AS withdrawn, answer->'warnings' AS remarks
     FROM message WHERE episode_id = $1 AND source <> 'hub' ORDER BY id LIMIT $2`,
    [episode, MOST_ENTRIES],
  );
  return rows.map(({ notice, remarks, ...row }) => ({ ...row, notice: notice ?? undefined, remarks: remarks ?? [] }));
}

function readDeliveries(sql: Sql, messages: readonly string[]): Promise<StayDelivery[]> {
  return sql(
    `SELECT id, message_id AS message, kind, unit, role, state, receipt_at AS "receiptAt", forwarded_to AS "forwardedTo"
     FROM delivery WHERE message_id = ANY($1::uuid[]) ORDER BY receipt_at, position`,
    [messages],
  );
}

function readDeadlines(sql: Sql, episode: string): Promise<StayDeadline[]> {
  return sql(
    `SELECT id, kind, rule, scope, state, late, started_at AS "startedAt", due, responsible, informs, message_id AS message,
       delivery_id AS delivery, ended_by AS "endedBy", fired
     FROM deadline WHERE episode_id = $1 ORDER BY due, id LIMIT $2`,
    [episode, MOST_ENTRIES],
  );
}

async function readFirings(sql: Sql, deadlines: readonly string[]): Promise<StayFiring[]> {
  const rows = await sql<Omit<StayFiring, 'to'> & { to: string | null }>(
    `SELECT deadline_id AS deadline, kind, step, rule, fired_at AS at, to_unit AS "to" FROM firing
     WHERE deadline_id = ANY($1::uuid[]) ORDER BY fired_at, deadline_id, kind DESC, step, occurrence LIMIT $2`,
    [deadlines, MOST_ENTRIES],
  );
  return rows.map(({ to, ...row }) => ({ ...row, to: to ?? undefined }));
}

/** What waits for a stay of the patient, by every identity under which the stay has known the patient. */
function readEarly(sql: Sql, { patient, formerIds = [] }: Episode): Promise<EarlyMessage[]> {
  return sql(
    `SELECT id, kind, sender, received_at AS "receivedAt", CASE WHEN isfinite(waits_until) THEN waits_until END AS until,
       ARRAY(SELECT unit FROM delivery d WHERE d.message_id = m.id AND d.state NOT IN ('forwarded', 'misdirected')) AS units
     FROM message m WHERE waits_for = ANY($1::text[]) AND withdrawn_by IS NULL ORDER BY id LIMIT $2`,
    [[patient.id, ...formerIds.map(({ id }) => id)], MOST_ENTRIES],
  );
}
