import type { KnownDeadline } from '#domain/admission/admission-plan.js';
import type { Delivery, DeliveryState } from '#domain/delivery.js';
import type { ReceiptedMessage } from '#domain/admission/receipt-effects.js';
import type { ReceiptEffects } from '#flows/inbox-ports.js';
import { insertDeadlines } from './deadlines.js';
import { EPISODE_JSON, episodeOf } from './episode-rows.js';
import type { EpisodeJson } from './episode-rows.js';
import { episodeLockKey, takeLocks } from './locks.js';
import type { Sql } from './transaction.js';

/** Takes the locks of the stays in which receipts of these deliveries may begin something; to be called before theirs. */
export async function lockAffected(sql: Sql, deliveries: readonly string[], effects: ReceiptEffects): Promise<void> {
  if (effects.kinds.size === 0) return;
  const stays = await sql<{ organisation: string; number: string }>(
    `SELECT e.organisation, e.number FROM delivery d JOIN episode e ON e.id = d.episode_id
     WHERE d.id = ANY($1::uuid[]) AND d.kind = ANY($2::text[])`,
    [deliveries, [...effects.kinds]],
  );
  await takeLocks(
    sql,
    stays.map(({ organisation, number }) => episodeLockKey(organisation, number)),
  );
}

/** Begins what is due once all have receipted, after these deliveries have been receipted or sent back. */
export async function beginAfterReceipts(
  sql: Sql,
  handled: readonly Delivery[],
  effects: ReceiptEffects,
): Promise<void> {
  const messages = handled.flatMap(({ kind, message }) => (effects.kinds.has(kind) ? [message] : []));
  if (messages.length === 0) return;
  const rows = await sql<ReceiptedRow>(RECEIPTED, [[...new Set(messages)]]);
  const begun = rows.map(receiptedOf).flatMap((message) =>
    effects.decide(message).map((deadline) => ({
      ...deadline,
      profile: message.episode.profile,
      episode: message.episode.id,
      message: deadline.message ?? message.id,
    })),
  );
  await insertDeadlines(sql, begun);
}

interface ReceiptedRow {
  id: string;
  kind: ReceiptedMessage['kind'];
  sender: string;
  episode: EpisodeJson;
  deliveries: { state: DeliveryState; receiptAt: string | null }[] | null;
  deadlines: (Omit<KnownDeadline, 'due'> & { due: string })[] | null;
}

/** What was withdrawn begins nothing. */
const RECEIPTED = `
SELECT m.id, m.kind, m.sender, ${EPISODE_JSON} AS episode,
  (SELECT json_agg(json_build_object('state', d.state, 'receiptAt', d.receipt_at)) FROM delivery d WHERE d.message_id = m.id) AS deliveries,
  (SELECT json_agg(json_build_object('id', d.id, 'kind', d.kind, 'due', d.due, 'state', d.state, 'message', d.message_id,
     'metBy', d.ended_by, 'delivery', d.delivery_id, 'responsible', d.responsible, 'informs', d.informs))
   FROM deadline d WHERE d.episode_id = e.id AND d.state <> 'cancelled') AS deadlines
FROM message m JOIN episode e ON e.id = m.episode_id WHERE m.id = ANY($1::uuid[]) AND m.withdrawn_by IS NULL`;

function receiptedOf({ id, kind, sender, episode, deliveries, deadlines }: ReceiptedRow): ReceiptedMessage {
  return {
    id,
    kind,
    sender,
    episode: episodeOf(episode),
    deliveries: (deliveries ?? []).map(({ state, receiptAt }) => ({
      state,
      receiptAt: receiptAt === null ? undefined : new Date(receiptAt),
    })),
    deadlines: (deadlines ?? []).map((deadline) => ({
      ...deadline,
      due: new Date(deadline.due),
      metBy: deadline.metBy ?? undefined,
      delivery: deadline.delivery ?? undefined,
    })),
  };
}
