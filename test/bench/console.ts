import type { Client } from 'pg';
import { admission, asJson, timesOf } from './admission-messages.js';
import { Connection, readHttpAnswer } from './connection.js';
import { signedIn } from './console-user.js';
import { seedPlans } from './console-plans.js';
import { seedConsole } from './console-seed.js';
import type { ConsoleSize } from './console-seed.js';
import { consoleViews } from './console-views.js';
import type { ConsoleThings, ConsoleView } from './console-views.js';
import { percentile } from './figures.js';
import type { CpuTime } from './figures.js';
import type { HubProcess } from './hub-process.js';
import { measurePages } from './console-pages.js';
import type { PagesCost } from './console-pages.js';
import { COORDINATING, FOLLOW_UP_DAY, PLAN_CLIENT, planMessages } from './plan-messages.js';
import { sendJson } from './poll.js';
import { cpuOf, cpuOfFamily } from './resources.js';
import { withClient } from './stage.js';
import type { Stage } from './stage.js';

/** No view may take longer until it has something to show, milliseconds; more fails the run. */
export const SLOWEST_VIEW = 500;
/** A unit of the demo region for each that takes part. */
const UNITS = 60;
/** How long what the hub does by itself is counted, so that it is not taken for the views', milliseconds. */
const IDLE = 5_000;
const WARM_UP = 5;
const HOUR = 3_600_000;

export interface ViewCell {
  readonly name: string;
  /** The first answer that was ever asked for, in milliseconds. */
  readonly first: number;
  readonly p50: number;
  readonly p95: number;
  /** The median by that of the reference. */
  readonly ratio: number;
  /** Bytes of the answer, head included. */
  readonly bytes: number;
  /** CPU milliseconds per call, less what hub and PostgreSQL do by themselves. */
  readonly cpu: CpuTime | undefined;
}

export interface ConsoleResult {
  readonly size: ConsoleSize;
  /** The views, and `GET /health/live` as the first. */
  readonly views: readonly ViewCell[];
  /** CPU milliseconds per second while nobody asks for anything. */
  readonly idle: CpuTime | undefined;
  readonly pages: PagesCost;
}

export interface ConsoleOptions extends ConsoleSize {
  /** How often each view is asked for. */
  readonly calls: number;
  /** Seconds that each slice beside open pages is measured. */
  readonly seconds: number;
  readonly progress: (line: string) => void;
}

/** What looking at the console costs with half a year of a region behind it. */
export async function measureConsole(stage: Stage, options: ConsoleOptions): Promise<ConsoleResult> {
  const { messages, openDeadlines, quarantined, plans, progress } = options;
  const size = { messages, openDeadlines, quarantined, plans };
  const database = 'bench_console';
  const url = await stage.database(database);
  progress('console: a region is laid out');
  await layOut(stage, url, size, progress);
  const hub = await stage.hub('console', url);
  try {
    const cookies = await cookiesOf(hub, stage.dataDir);
    const things = await withClient(url, thingsIn);
    const measuring = new Measuring(stage, hub, cookies);
    const idle = await measuring.rest();
    const views = await measureViews(measuring, consoleViews(things), options);
    const pages = await measurePages(stage, hub, cookies.drift, options);
    return { size, views, idle, pages };
  } finally {
    await hub.stop();
    await stage.dropDatabase(database);
  }
}

/** Views that took too long, by name. */
export function slowViews(result: Pick<ConsoleResult, 'views'> | undefined): string[] {
  return (result?.views ?? []).filter(({ p95 }) => p95 > SLOWEST_VIEW).map(({ name }) => name);
}

type Cookies = Readonly<Record<ConsoleView['account'], string>>;

/** The hub itself writes one message, and one plan, whose rows are copied; it is away while that is done, as nothing else in the database is. */
async function layOut(stage: Stage, url: string, size: ConsoleSize, progress: (line: string) => void): Promise<void> {
  const hub = await stage.hub('console-seed', url);
  const message = admission('console', 0, timesOf(new Date()));
  let units: string[];
  try {
    await sendJson(hub, asJson(message));
    for (const told of planMessages(new Date())) await sendJson(hub, told, PLAN_CLIENT);
    const user = await signedIn(hub, stage.dataDir, 'drift');
    const directory = await user.get('/v1/ops/directory');
    units = directory.body.units.map(({ hsaId }: { hsaId: string }) => hsaId).slice(0, UNITS);
  } finally {
    await hub.stop();
  }
  await withClient(url, async (client) => {
    await seedConsole(client, { messageId: message.messageId, units }, size, progress);
    await seedPlans(client, { coordinator: COORDINATING, day: FOLLOW_UP_DAY, units }, size.plans, progress);
  });
}

async function cookiesOf(hub: HubProcess, dataDir: string): Promise<Cookies> {
  const cookieOf = async (name: ConsoleView['account']) => (await signedIn(hub, dataDir, name)).cookie ?? '';
  return {
    drift: await cookieOf('drift'),
    granskare: await cookieOf('granskare'),
    forvaltare: await cookieOf('forvaltare'),
  };
}

/** A message that is late and escalated, its stay, what was refused last, and the open plan that began last. */
async function thingsIn(client: Client): Promise<ConsoleThings> {
  const found = await client.query<Omit<ConsoleThings, 'shiftStart'>>(
    `SELECT m.id AS message, m.message_id AS "messageId", m.episode_id AS episode, e.number AS "episodeNumber", d.responsible AS unit,
       (SELECT id FROM quarantine WHERE state = 'held' ORDER BY id DESC LIMIT 1) AS quarantine,
       (SELECT p.id FROM plan p WHERE p.closed_at IS NULL AND p.patient_id LIKE 'SIP%' ORDER BY p.id DESC LIMIT 1) AS plan,
       (SELECT p.coordinator_unit FROM plan p WHERE p.closed_at IS NULL AND p.patient_id LIKE 'SIP%' ORDER BY p.id DESC LIMIT 1) AS "planUnit"
     FROM escalation x JOIN deadline d ON d.id = x.deadline_id JOIN message m ON m.id = d.message_id JOIN episode e ON e.id = m.episode_id
     WHERE x.state = 'open' AND m.payload_id IS NOT NULL ORDER BY x.id DESC LIMIT 1`,
  );
  const [things] = found.rows;
  if (things === undefined) throw new Error('Nothing that was seeded is late');
  return { ...things, shiftStart: new Date(Date.now() - 12 * HOUR).toISOString() };
}

async function measureViews(
  measuring: Measuring,
  views: readonly ConsoleView[],
  { calls, progress }: ConsoleOptions,
): Promise<ViewCell[]> {
  const reference = await measuring.view({ name: 'reference: GET /health/live', path: '/health/live' }, calls);
  const cells = [{ ...reference, ratio: 1 }];
  for (const view of views) {
    const cell = await measuring.view(view, calls);
    progress(`console: ${view.name}: ${cell.p50.toFixed(1)} ms`);
    cells.push({ ...cell, ratio: cell.p50 / reference.p50 });
  }
  return cells;
}

/** Asks for one view after the other over one connection, one call at a time. */
class Measuring {
  private idle: CpuTime | undefined;

  constructor(
    private readonly stage: Stage,
    private readonly hub: HubProcess,
    private readonly cookies: Cookies,
  ) {}

  /** What hub and PostgreSQL need while nobody asks for anything, CPU milliseconds per second. */
  async rest(): Promise<CpuTime | undefined> {
    const before = this.cpuNow();
    await new Promise<void>((resolve) => setTimeout(resolve, IDLE));
    this.idle = spent(before, this.cpuNow(), IDLE / 1000);
    return this.idle;
  }

  async view(
    { name, path, account }: Pick<ConsoleView, 'name' | 'path'> & Partial<ConsoleView>,
    calls: number,
  ): Promise<Omit<ViewCell, 'ratio'>> {
    const cookie = account === undefined ? '' : this.cookies[account];
    const request = requestOf(path, cookie);
    let bytes = 0;
    const connection = await Connection.open(this.hub.httpPort, (received) => {
      const read = readHttpAnswer(received);
      bytes = read?.end ?? bytes;
      return read;
    });
    try {
      const ask = async (): Promise<number> => {
        const began = performance.now();
        const answer = await connection.ask(request);
        if (!answer.isGood) throw new Error(`${path} was not answered: ${answer.text}`);
        return performance.now() - began;
      };
      const first = await ask();
      for (let n = 1; n < WARM_UP; n += 1) await ask();
      const before = this.cpuNow();
      const began = performance.now();
      const latencies: number[] = [];
      for (let n = 0; n < calls; n += 1) latencies.push(await ask());
      const idle = this.idle && perSecond(this.idle, (performance.now() - began) / 1000);
      const cpu = spent(before, this.cpuNow(), calls, idle);
      return { name, first, p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), bytes, cpu };
    } finally {
      connection.close();
    }
  }

  private cpuNow(): CpuTime | undefined {
    const program = cpuOf(this.hub.pid);
    const database = cpuOfFamily(this.stage.postmaster);
    return program === undefined || database === undefined ? undefined : { program, database };
  }
}

function requestOf(path: string, cookie: string): string {
  const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin\r\n`;
  return cookie === '' ? `${head}\r\n` : `${head}Cookie: ${cookie}\r\n\r\n`;
}

function perSecond({ program, database }: CpuTime, seconds: number): CpuTime {
  return { program: program * seconds, database: database * seconds };
}

const NOTHING: CpuTime = { program: 0, database: 0 };

/** CPU time for each of so many, less what would have been needed without them. */
function spent(
  before: CpuTime | undefined,
  after: CpuTime | undefined,
  count: number,
  without: CpuTime | undefined = NOTHING,
): CpuTime | undefined {
  if (before === undefined || after === undefined) return undefined;
  const share = (name: keyof CpuTime) => Math.max(0, after[name] - before[name] - without[name]) / count;
  return { program: share('program'), database: share('database') };
}
