import { SENDING_CLIENT } from './admission-messages.js';
import type { PagesResult, PagesTask } from './console-worker.js';
import { OPEN_PAGES } from './console-views.js';
import { figuresOf, percentile } from './figures.js';
import type { Figures, Slice } from './figures.js';
import type { HubProcess } from './hub-process.js';
import type { LoadResult, LoadTask } from './load-worker.js';
import { cpuOf, cpuOfFamily } from './resources.js';
import type { Stage } from './stage.js';

const CONNECTIONS = 32;
/** Slices with open pages, each between two without: what the machine does besides hits both. */
const PAIRS = 6;
/** How often an open page asks for its view, milliseconds. */
const EVERY = 10_000;
const GRACE = 60_000;
/** Part of every message id. */
const RUN = 'pages';

export interface PagesCost {
  readonly pages: number;
  readonly without: Figures;
  readonly beside: Figures;
  /** CPU time of hub and PostgreSQL per accepted message with the pages open by that without; the median of the pairs. */
  readonly ratio: number;
  /** What each pair said, in order. */
  readonly ratios: readonly number[];
  /** What the pages heard and asked for per second, all together. */
  readonly events: number;
  readonly megabytes: number;
  readonly calls: number;
}

/** What ten open pages add to the cost of accepting messages. */
export async function measurePages(
  stage: Stage,
  hub: HubProcess,
  cookie: string,
  { seconds, progress }: { readonly seconds: number; readonly progress: (line: string) => void },
): Promise<PagesCost> {
  const load = stage.worker<LoadTask, LoadResult>('./load-worker.js');
  const pages = stage.worker<PagesTask, PagesResult>('./console-worker.js');
  const milliseconds = seconds * 1000;
  const token = await hub.token(SENDING_CLIENT);
  const task = {
    kind: 'accept' as const,
    transport: 'http' as const,
    port: hub.httpPort,
    token,
    connections: CONNECTIONS,
  };
  let next = 0;
  const accept = async (): Promise<Slice> => {
    const before = cpuNow(stage, hub);
    const result = await load.run({ ...task, milliseconds, run: RUN, from: next }, milliseconds + GRACE);
    next = result.next;
    return { ...result, cpu: spentSince(before, cpuNow(stage, hub)) };
  };
  // The pages are open a little before the messages come, and until they have gone.
  const open = { port: hub.httpPort, cookie, paths: OPEN_PAGES, every: EVERY, milliseconds: milliseconds + 1_000 };
  const slices = { without: [] as Slice[], beside: [] as Slice[] };
  const heard: PagesResult[] = [];
  try {
    progress('console: warm-up of the messages beside open pages');
    await accept();
    await stage.checkpoint();
    for (let pair = 1; pair <= PAIRS; pair += 1) {
      progress(`console: messages without and beside open pages, ${String(pair)} of ${String(PAIRS)}`);
      slices.without.push(await accept());
      const [slice, result] = await Promise.all([later(500, accept), pages.run(open, milliseconds + GRACE)]);
      slices.beside.push(slice);
      heard.push(result);
    }
    slices.without.push(await accept());
  } finally {
    await Promise.all([load.stop(), pages.stop()]);
  }
  return costOf(slices, heard, open.milliseconds / 1000);
}

function costOf(
  slices: { readonly without: readonly Slice[]; readonly beside: readonly Slice[] },
  heard: readonly PagesResult[],
  seconds: number,
): PagesCost {
  const { without, beside } = slices;
  // The database grows meanwhile, so each is held against those before and after it.
  const ratios = beside.map(
    (slice, n) => (2 * perMessage(slice)) / (perMessage(without[n]) + perMessage(without[n + 1])),
  );
  const rate = (of: (result: PagesResult) => number) =>
    heard.reduce((sum, result) => sum + of(result), 0) / (heard.length * seconds);
  return {
    pages: OPEN_PAGES.length,
    without: figuresOf(without),
    beside: figuresOf(beside),
    ratio: percentile(ratios, 0.5),
    ratios,
    events: rate(({ events }) => events),
    megabytes: rate(({ megabytes }) => megabytes),
    calls: rate(({ calls }) => calls),
  };
}

/** CPU milliseconds of hub and PostgreSQL per message; NaN where the system does not tell. */
function perMessage(slice: Slice | undefined): number {
  return slice?.cpu === undefined ? Number.NaN : (slice.cpu.program + slice.cpu.database) / slice.count;
}

async function later<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  return work();
}

function cpuNow(stage: Stage, hub: HubProcess): { program: number; database: number } | undefined {
  const program = cpuOf(hub.pid);
  const database = cpuOfFamily(stage.postmaster);
  return program === undefined || database === undefined ? undefined : { program, database };
}

function spentSince(before: ReturnType<typeof cpuNow>, after: ReturnType<typeof cpuNow>): Slice['cpu'] {
  if (before === undefined || after === undefined) return undefined;
  return { program: after.program - before.program, database: after.database - before.database };
}
