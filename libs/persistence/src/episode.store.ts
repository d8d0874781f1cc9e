import type { DataSource } from 'typeorm';
import type { Episode } from '#domain/episode/episode.js';
import { EpisodeStore } from '#flows/ports.js';
import type { EpisodeName, EpisodeRecord } from '#flows/ports.js';
import { appendAudit } from './audit.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

/** More than any stay has; a bound all the same. */
const MOST_ENTRIES = 1_000;

type MessageRow = Omit<EpisodeRecord['messages'][number], 'notice'> & { notice: string | null };

/** Care episodes in PostgreSQL, as their parties see them. */
export class PgEpisodeStore extends EpisodeStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async read(
    name: EpisodeName,
    mayRead: (episode: Episode) => boolean,
    actor: string,
    now: Date,
  ): Promise<EpisodeRecord | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const episode = await findEpisode(sql, name);
      if (episode === undefined || !mayRead(episode)) return undefined;
      const messages = await readMessages(sql, episode.id);
      const record: EpisodeRecord = {
        episode,
        openDeadlines: await sql(
          `SELECT id, kind, rule, due, responsible FROM deadline WHERE episode_id = $1 AND state = 'open' ORDER BY due, id`,
          [episode.id],
        ),
        messages,
        receipts: await readReceipts(
          sql,
          messages.map((message) => message.id),
        ),
      };
      await appendAudit(sql, [{ at: now, actor, action: 'read', subject: 'episode', subjectId: episode.id }]);
      return record;
    });
  }
}

async function findEpisode(sql: Sql, name: EpisodeName): Promise<Episode | undefined> {
  const columns = 'id, organisation, number, profile, patient, version, facts, steps';
  const rows =
    'id' in name
      ? await sql<Episode>(`SELECT ${columns} FROM episode WHERE id = $1`, [name.id])
      : await sql<Episode>(`SELECT ${columns} FROM episode WHERE organisation = $1 AND number = $2`, [
          name.organisation,
          name.number,
        ]);
  return rows[0];
}

async function readMessages(sql: Sql, episode: string): Promise<EpisodeRecord['messages']> {
  const rows = await sql<MessageRow>(
    `SELECT id, message_id AS "messageId", kind, body->>'notice' AS notice, sender, received_at AS "receivedAt",
       withdrawn_by IS NOT NULL AS withdrawn,
       ARRAY(SELECT unit FROM delivery d WHERE d.message_id = m.id AND d.state NOT IN ('forwarded', 'misdirected')) AS units
     FROM message m WHERE episode_id = $1 AND source <> 'hub' ORDER BY id LIMIT $2`,
    [episode, MOST_ENTRIES],
  );
  return rows.map((row) => ({ ...row, notice: row.notice ?? undefined }));
}

function readReceipts(sql: Sql, messages: readonly string[]): Promise<EpisodeRecord['receipts']> {
  return sql(
    `SELECT id AS delivery, message_id AS message, kind, unit, role, receipt_at AS at FROM delivery
     WHERE message_id = ANY($1::uuid[]) AND receipt_at IS NOT NULL ORDER BY receipt_at, id`,
    [messages],
  );
}
