import { admission, asJson, SENDING_CLIENT, timesOf } from './admission-messages.js';
import { figuresOf } from './figures.js';
import type { Figures, Slice } from './figures.js';
import type { HubProcess } from './hub-process.js';
import type { LoadResult, LoadTask } from './load-worker.js';
import { seedInbox } from './seed.js';
import { withClient } from './stage.js';
import type { Stage } from './stage.js';
import type { WorkerProcess } from './worker-process.js';

/** The unit whose inbox is polled, and the demo's client that may read it. */
const UNIT = 'SE2321000016-HC01';
const READING_CLIENT = 'halsocentraler';

/** What waits for its receipt at the end of the inbox: as much as one page holds. */
const OPEN = 100;
const SMALL = 1_000;
const ROUNDS = 4;
const GRACE = 60_000;

const QUERIES = ['newest page', 'nothing new', 'waiting'] as const;
type Query = (typeof QUERIES)[number];

export interface PollCell {
  readonly query: Query;
  readonly deliveries: number;
  readonly figures: Figures;
  /** How much longer the median takes than with a thousand deliveries behind it. */
  readonly ratio: number;
}

export interface PollOptions {
  /** How many deliveries the large inbox holds. */
  readonly deliveries: number;
  /** Seconds that each cell is measured, all slices together. */
  readonly seconds: number;
  readonly progress: (line: string) => void;
}

interface Inbox {
  readonly deliveries: number;
  readonly hub: HubProcess;
  readonly token: string;
  readonly paths: Readonly<Record<Query, string>>;
}

/** The time that a poll takes with a thousand and with many deliveries behind it, on two hubs side by side. */
export async function measurePoll(stage: Stage, options: PollOptions): Promise<PollCell[]> {
  const load = stage.worker<LoadTask, LoadResult>('./load-worker.js');
  const inboxes: Inbox[] = [];
  for (const deliveries of [SMALL, options.deliveries]) {
    options.progress(`poll: an inbox with ${String(deliveries)} deliveries is laid out`);
    inboxes.push(await layInbox(stage, `bench_poll_${String(deliveries)}`, deliveries));
  }
  try {
    for (const query of QUERIES) for (const inbox of inboxes) await poll(load, inbox, query, 500);
    const cells: PollCell[] = [];
    for (const query of QUERIES) {
      options.progress(`poll: ${query}`);
      cells.push(...(await measureQuery(load, inboxes, query, (options.seconds * 1000) / ROUNDS)));
    }
    return cells;
  } finally {
    await load.stop();
    for (const inbox of inboxes) {
      await inbox.hub.stop();
      await stage.dropDatabase(`bench_poll_${String(inbox.deliveries)}`);
    }
  }
}

async function measureQuery(
  load: WorkerProcess<LoadTask, LoadResult>,
  inboxes: readonly Inbox[],
  query: Query,
  milliseconds: number,
): Promise<PollCell[]> {
  const slices = new Map<Inbox, Slice[]>(inboxes.map((inbox) => [inbox, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [inbox, taken] of slices) taken.push(await poll(load, inbox, query, milliseconds));
  }
  const measured = inboxes.map((inbox) => ({ inbox, figures: figuresOf(slices.get(inbox) ?? []) }));
  const least = measured[0]?.figures.p50 ?? Number.NaN;
  return measured.map(({ inbox, figures }) => ({
    query,
    deliveries: inbox.deliveries,
    figures,
    ratio: figures.p50 / least,
  }));
}

function poll(
  load: WorkerProcess<LoadTask, LoadResult>,
  { hub, token, paths }: Inbox,
  query: Query,
  milliseconds: number,
): Promise<LoadResult> {
  const task = { kind: 'poll' as const, port: hub.httpPort, token, path: paths[query], milliseconds };
  return load.run(task, milliseconds + GRACE);
}

/** One message goes through the hub, its rows are copied; so what is polled is what the hub itself would have written. */
async function layInbox(stage: Stage, database: string, deliveries: number): Promise<Inbox> {
  const url = await stage.database(database);
  const hub = await stage.hub(database, url);
  const message = { ...admission('poll', 0, timesOf(new Date())), healthCentre: UNIT };
  await sendJson(hub, asJson(message));
  const last = await withClient(url, async (client) => {
    await seedInbox(client, { messageId: message.messageId, unit: UNIT }, deliveries, OPEN);
    const found = await client.query<{ position: string }>(
      'SELECT position FROM delivery WHERE unit = $1 ORDER BY position DESC LIMIT 1',
      [UNIT],
    );
    return BigInt(found.rows[0]?.position ?? 0);
  });
  const inbox = `/v1/inboxes/${UNIT}?limit=100`;
  const paths = {
    'newest page': `${inbox}&after=${String(last - BigInt(OPEN))}`,
    'nothing new': `${inbox}&after=${String(last)}`,
    waiting: `${inbox}&state=waiting`,
  };
  return { deliveries, hub, token: await hub.token(READING_CLIENT), paths };
}

/** Sends one message as a client of the demo, the hospital's without another. */
export async function sendJson(hub: HubProcess, body: string, client: string = SENDING_CLIENT): Promise<void> {
  const token = await hub.token(client);
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  await hub.call('/v1/messages', { method: 'POST', headers, body });
}
