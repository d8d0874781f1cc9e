import type { Client } from 'pg';
import { admission, asJson, timesOf } from './admission-messages.js';
import { sendJson } from './poll.js';
import { seedReceiptsDue } from './seed.js';
import { withClient } from './stage.js';
import type { Stage } from './stage.js';

/** A Tuesday; receipts of what came on Monday afternoon are due at nine. */
const START = '2026-11-24T08:30:00+01:00';
const DUE = new Date('2026-11-24T09:00:00+01:00');
const CLIENT = 'operations';
/** How long all of it may take, milliseconds. */
const PATIENCE = 600_000;

export interface FireResult {
  /** Receipts that were due. */
  readonly due: number;
  /** Reminders to late units, and steps in all: each sender is told as well. */
  readonly reminders: number;
  readonly firings: number;
  /** From the due instant to the commit of the last firing. */
  readonly milliseconds: number;
}

/** Many receipts due at the same instant: how long it takes until the last late unit has been reminded. */
export async function measureFire(
  stage: Stage,
  options: { receipts: number; progress: (line: string) => void },
): Promise<FireResult> {
  const database = 'bench_fire';
  const url = await stage.database(database);
  const hub = await stage.hub(database, url, `simulated:${START}`);
  try {
    options.progress(`fire: ${String(options.receipts)} receipts are laid out`);
    const message = admission('fire', 0, timesOf(new Date(START)));
    await sendJson(hub, asJson(message));
    await withClient(url, async (client) => {
      await seedReceiptsDue(client, message.messageId, options.receipts, DUE);
      // The message that the others are copied from is not among those that fire.
      await client.query(
        'UPDATE deadline SET next_fire_at = NULL WHERE message_id = (SELECT id FROM message WHERE message_id = $1)',
        [message.messageId],
      );
    });
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${await hub.token(CLIENT)}` };
    options.progress('fire: the clock moves to 09:00');
    const began = performance.now();
    const body = JSON.stringify({ now: DUE.toISOString() });
    await hub.call('/v1/simulation/clock', { method: 'POST', headers, body }, PATIENCE);
    const milliseconds = performance.now() - began;
    const counts = await withClient(url, countFirings);
    if (counts.reminders < options.receipts) {
      throw new Error(`${String(counts.reminders)} of ${String(options.receipts)} late units were reminded`);
    }
    return { due: options.receipts, ...counts, milliseconds };
  } finally {
    await hub.stop();
    await stage.dropDatabase(database);
  }
}

async function countFirings(client: Client) {
  const found = await client.query<{ reminders: string; firings: string }>(
    `SELECT count(*) FILTER (WHERE kind = 'paminnelse') AS reminders, count(*) AS firings FROM firing WHERE due_at = $1`,
    [DUE],
  );
  return { reminders: Number(found.rows[0]?.reminders ?? 0), firings: Number(found.rows[0]?.firings ?? 0) };
}
