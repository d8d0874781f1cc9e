import type { DataSource } from 'typeorm';
import { SearchStore } from '#flows/content-ports.js';
import type { Found } from '#flows/content-ports.js';
import { UUID } from './keyset.js';
import { query } from './transaction.js';

const MESSAGE = `'message' AS kind, m.id, m.message_id AS title, m.kind AS what, m.sender AS by, m.received_at AS at`;
const EPISODE = `'episode' AS kind, e.id, e.number AS title, e.state AS what, e.organisation AS by, NULL::timestamptz AS at`;
const PLAN = `'plan' AS kind, p.id, '' AS title, p.state AS what, p.coordinator_unit AS by, p.opened_at AS at`;
const QUARANTINE = `'quarantine' AS kind, q.id, coalesce(q.message_id, '') AS title, q.outcome AS what, q.sender AS by, q.received_at AS at`;

/** By an id of the hub's: of a message, of one of its deliveries, of a care episode with the plans beside it, of a plan, of what is in quarantine. */
const BY_HUB_ID = `
SELECT ${EPISODE} FROM episode e WHERE e.id = $1::uuid
UNION ALL SELECT ${PLAN} FROM plan p WHERE p.id = $1::uuid OR p.episode_id = $1::uuid
UNION ALL SELECT ${MESSAGE} FROM message m WHERE m.id = $1::uuid
UNION ALL SELECT ${MESSAGE} FROM delivery d JOIN message m ON m.id = d.message_id WHERE d.id = $1::uuid
UNION ALL SELECT ${QUARANTINE} FROM quarantine q WHERE q.id = $1::uuid`;

/** By the number of a care episode, also that of the one beside which a plan began, or the id that a sender gave its message; of many the latest. */
const BY_NAME = `
SELECT * FROM ((SELECT ${EPISODE} FROM episode e WHERE e.number = $1 ORDER BY e.id DESC LIMIT $2)
UNION ALL (SELECT ${PLAN} FROM episode e JOIN plan p ON p.episode_id = e.id WHERE e.number = $1 ORDER BY p.id DESC LIMIT $2)
UNION ALL (SELECT ${MESSAGE} FROM message m WHERE m.message_id = $1 ORDER BY m.id DESC LIMIT $2)
UNION ALL (SELECT ${QUARANTINE} FROM quarantine q WHERE q.message_id = $1 ORDER BY q.id DESC LIMIT $2)) AS found`;

/** Finds by ids and numbers in PostgreSQL. */
export class PgSearchStore extends SearchStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async find(text: string, limit: number): Promise<Found[]> {
    const named = await query<Found>(this.dataSource, BY_NAME, [text, limit]);
    if (!UUID.test(text)) return named;
    return [...(await query<Found>(this.dataSource, BY_HUB_ID, [text])), ...named];
  }
}
