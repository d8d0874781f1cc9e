import type { DataSource } from 'typeorm';
import type { Episode } from '#domain/episode/episode.js';
import type { PackMessage } from '#domain/patient-pack/sight.js';
import { PatientPackStore } from '#flows/patient-pack-ports.js';
import type { PackRow } from '#flows/patient-pack-ports.js';
import type { Reader } from '#flows/ports.js';
import { appendAudit } from './audit.js';
import { EPISODE_JSON, episodeOf } from './episode-rows.js';
import type { EpisodeJson } from './episode-rows.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

/** More than any stay has; a bound all the same. */
const MOST_MESSAGES = 1_000;

/** The latest ones. Consent that was missing is known from what the sender was answered. */
const MESSAGES = `
SELECT id, kind, sender, received_at AS "receivedAt", body->'content' AS content,
  ARRAY(SELECT w->>'path' FROM json_array_elements(answer->'warnings') w WHERE w->>'code' = 'consent-missing') AS "heldBack",
  ARRAY(SELECT unit FROM delivery d WHERE d.message_id = m.id AND d.state NOT IN ('forwarded', 'misdirected')) AS units
FROM message m WHERE episode_id = $1 AND kind = ANY($2::text[]) AND withdrawn_by IS NULL AND source <> 'hub'
ORDER BY id DESC LIMIT $3`;

const ORIGINALS = `
SELECT m.id, m.source, p.bytes, p.content_type AS "contentType" FROM message m JOIN payload p ON p.id = m.payload_id
WHERE m.id = ANY($1::uuid[]) AND p.bytes IS NOT NULL`;

type Row = Omit<PackRow, 'isSeen' | 'isOwn' | 'original'> & { units: string[] };
type Original = { id: string } & NonNullable<PackRow['original']>;

/** What the patient takes home, in PostgreSQL. */
export class PgPatientPackStore extends PatientPackStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async read(
    episode: string,
    kinds: readonly PackMessage['kind'][],
    sightIn: (episode: Episode) => ((unit: string) => boolean) | undefined,
    reader: Reader,
    now: Date,
  ): Promise<{ episode: Episode; messages: PackRow[] } | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const [found] = await sql<{ episode: EpisodeJson }>(
        `SELECT ${EPISODE_JSON} AS episode FROM episode e WHERE e.id = $1`,
        [episode],
      );
      const stay = found && episodeOf(found.episode);
      const sees = stay && sightIn(stay);
      if (stay === undefined || sees === undefined) return undefined;
      const rows = (await sql<Row>(MESSAGES, [episode, kinds, MOST_MESSAGES])).toReversed();
      const messages = await seenIn(sql, rows, sees);
      const read = messages.filter(({ isSeen }) => isSeen).map(({ id }) => id);
      await appendAudit(sql, [
        {
          ...{ at: now, actor: reader.actor, unit: reader.unitIn(stay), action: 'patient-pack-read' },
          ...{ subject: 'episode', subjectId: episode },
          detail: { messages: read },
        },
      ]);
      return { episode: stay, messages };
    });
  }
}

async function seenIn(sql: Sql, rows: readonly Row[], sees: (unit: string) => boolean): Promise<PackRow[]> {
  const held = rows.filter(({ sender, heldBack }) => heldBack.length > 0 && sees(sender)).map(({ id }) => id);
  const originals = held.length === 0 ? [] : await sql<Original>(ORIGINALS, [held]);
  return rows.map(({ units, content, ...row }): PackRow => {
    const isOwn = sees(row.sender);
    const isSeen = isOwn || units.some(sees);
    const original = originals.find(({ id }) => id === row.id);
    return {
      ...row,
      isSeen,
      isOwn,
      content: isSeen ? content : {},
      ...(original === undefined ? {} : { original }),
    };
  });
}
