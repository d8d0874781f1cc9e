import { SENDING_CLIENT } from './admission-messages.js';
import { figuresOf } from './figures.js';
import type { Figures, Slice } from './figures.js';
import type { HubProcess } from './hub-process.js';
import type { AcceptTask, LoadResult, LoadTask } from './load-worker.js';
import { readTemplate } from './reference-rows.js';
import type { RowTemplate } from './reference-rows.js';
import type { ReferenceTask } from './reference-worker.js';
import { cpuOf, cpuOfFamily, peakMegabytes } from './resources.js';
import { withClient } from './stage.js';
import type { Stage } from './stage.js';
import type { WorkerProcess } from './worker-process.js';

const TRANSPORTS = ['mllp', 'http'] as const;

/** Every cell is measured in so many slices, in turn with the others, so that a noisy moment does not hit one of them alone. */
const ROUNDS = 2;
const WARM_UP_CONNECTIONS = 32;
/** Beyond the slice itself, what a worker may take to open connections and to wait for the last answers. */
const GRACE = 60_000;

export interface AcceptCell {
  readonly transport: 'mllp' | 'http';
  readonly connections: number;
  readonly hub: Figures;
  readonly reference: Figures;
}

export interface AcceptResult {
  readonly cells: readonly AcceptCell[];
  /** Most memory that the hub's process held while it was loaded over at most 32 connections. */
  readonly peakMegabytes: number | undefined;
}

export interface AcceptOptions {
  readonly connections: readonly number[];
  /** Seconds that each cell is measured, all slices together. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly progress: (line: string) => void;
}

/** Accepted messages per second and the time to the acknowledgement, beside the bare reference in the same minutes. */
export async function measureAccept(stage: Stage, options: AcceptOptions): Promise<AcceptResult> {
  const hubUrl = await stage.database('bench_accept');
  const referenceUrl = await stage.database('bench_reference');
  const hub = await stage.hub('accept', hubUrl);
  const bench = new AcceptBench(stage, hub, referenceUrl, await hub.token(SENDING_CLIENT));
  try {
    options.progress('accept: warm-up');
    await bench.warmUp(options.warmUpSeconds * 1000, hubUrl);
    return await measureCells(bench, options);
  } finally {
    await bench.stop();
    await stage.dropDatabase('bench_accept');
    await stage.dropDatabase('bench_reference');
  }
}

async function measureCells(bench: AcceptBench, options: AcceptOptions): Promise<AcceptResult> {
  const cells: AcceptCell[] = [];
  let peak: number | undefined;
  for (const connections of options.connections) {
    options.progress(`accept: ${String(connections)} connections`);
    cells.push(...(await bench.measure(connections, (options.seconds * 1000) / ROUNDS)));
    if (connections <= WARM_UP_CONNECTIONS) peak = bench.peakMegabytes();
  }
  return { cells, peakMegabytes: peak ?? bench.peakMegabytes() };
}

class AcceptBench {
  private readonly load: WorkerProcess<LoadTask, LoadResult>;
  private readonly reference: WorkerProcess<ReferenceTask, Slice>;
  private template: RowTemplate | undefined;
  private next = 0;

  constructor(
    private readonly stage: Stage,
    private readonly hub: HubProcess,
    private readonly referenceUrl: string,
    private readonly token: string,
  ) {
    this.load = stage.worker('./load-worker.js');
    this.reference = stage.worker('./reference-worker.js');
  }

  /** Until the just-in-time compiler has seen the hot paths and the statements are planned; not counted. */
  async warmUp(milliseconds: number, hubUrl: string): Promise<void> {
    await this.loadHub('mllp', 1, 200);
    this.template = await withClient(hubUrl, (client) => readTemplate(client, `${RUN}-0`));
    for (const transport of TRANSPORTS) await this.loadHub(transport, WARM_UP_CONNECTIONS, milliseconds);
    await this.loadReference(WARM_UP_CONNECTIONS, milliseconds);
    await this.stage.checkpoint();
  }

  /** One cell per transport, with slices of the reference between them. */
  async measure(connections: number, milliseconds: number): Promise<AcceptCell[]> {
    const slices = { mllp: [] as Slice[], http: [] as Slice[], reference: [] as Slice[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      slices.mllp.push(await this.loadHub('mllp', connections, milliseconds));
      slices.reference.push(await this.loadReference(connections, milliseconds));
      slices.http.push(await this.loadHub('http', connections, milliseconds));
    }
    const reference = figuresOf(slices.reference);
    return TRANSPORTS.map((transport) => ({ transport, connections, hub: figuresOf(slices[transport]), reference }));
  }

  peakMegabytes(): number | undefined {
    return peakMegabytes(this.hub.pid);
  }

  async stop(): Promise<void> {
    await Promise.all([this.load.stop(), this.reference.stop(), this.hub.stop()]);
  }

  private loadHub(transport: AcceptTask['transport'], connections: number, milliseconds: number): Promise<Slice> {
    return this.counted(this.hub.pid, async () => {
      const port = transport === 'mllp' ? this.hub.mllpPort : this.hub.httpPort;
      const task = { kind: 'accept' as const, transport, port, token: this.token, connections, milliseconds };
      const result = await this.load.run({ ...task, run: RUN, from: this.next }, milliseconds + GRACE);
      this.next = result.next;
      return result;
    });
  }

  private loadReference(callers: number, milliseconds: number): Promise<Slice> {
    const { template } = this;
    if (template === undefined) throw new Error('The reference has no rows to write before the warm-up');
    return this.counted(this.reference.pid, () =>
      this.reference.run({ url: this.referenceUrl, callers, milliseconds, template }, milliseconds + GRACE),
    );
  }

  /** A slice with the CPU time that the program and PostgreSQL spent on it. */
  private async counted(pid: number, run: () => Promise<Slice>): Promise<Slice> {
    const before = this.cpuNow(pid);
    const slice = await run();
    const after = this.cpuNow(pid);
    if (before === undefined || after === undefined) return slice;
    const cpu = { program: after.program - before.program, database: after.database - before.database };
    return { ...slice, cpu };
  }

  private cpuNow(pid: number): { program: number; database: number } | undefined {
    const program = cpuOf(pid);
    const database = cpuOfFamily(this.stage.postmaster);
    return program === undefined || database === undefined ? undefined : { program, database };
  }
}

/** Part of every message id. */
const RUN = 'bench';
