import type { Message, MessageFormat } from '#domain/message.js';
import { checkMessage } from '#domain/message-check.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { renderMessage } from '#formats/render.js';
import { admission, asHl7, asJson, SENDING_CLIENT, timesOf } from './admission-messages.js';
import { percentile } from './figures.js';
import type { HubProcess } from './hub-process.js';
import type { LoadResult, LoadTask } from './load-worker.js';
import { residentMegabytes } from './resources.js';
import type { Stage } from './stage.js';

/** Just below what the hub takes by default. */
const LARGE_BYTES = 5 * 1024 * 1024 - 1024;
const MEGABYTE = 1024 ** 2;
/** A body that is read in the thread for large ones, and is no message. */
const THREAD_BYTES = 256 * 1024;
const GRACE = 60_000;
const FORMATS = ['hl7v2', 'json', 'xml', 'hl7v2-xml', 'fhir-json', 'fhir-xml'] as const;

export interface LargeCell {
  readonly format: MessageFormat;
  readonly status: number;
  readonly milliseconds: number;
  /** The longest delay of the hub's event loop while this message alone was taken in, milliseconds. */
  readonly busy: number;
  /** What the hub's process held at most meanwhile, above what it held before. */
  readonly megabytes: number;
}

/** Milliseconds to the acknowledgement of small messages. */
export interface Waits {
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** For how long the hub's own thread was busy with one thing at most, milliseconds. */
  readonly busy: number;
}

export interface LargeResult {
  readonly cells: readonly LargeCell[];
  readonly alone: Waits;
  readonly beside: Waits;
  readonly largeMegabytes: number;
  /** What the hub's process held at most while large messages came, above what it held before. */
  readonly growthMegabytes: number;
}

interface LargeOptions {
  readonly seconds: number;
  readonly progress: (line: string) => void;
}

/** How long others wait, and how much memory it takes, while one sender sends messages as large as they may be. */
export async function measureLarge(stage: Stage, { seconds, progress }: LargeOptions): Promise<LargeResult> {
  const hub = await stage.hub('large', await stage.database('bench_large'));
  const worker = stage.worker<LoadTask, LoadResult>('./load-worker.js');
  const token = await hub.token(SENDING_CLIENT);
  let from = 0;
  const small = async (milliseconds: number): Promise<Waits> => {
    const task = { kind: 'accept', transport: 'mllp', port: hub.mllpPort, token, connections: 2 } as const;
    const result = await worker.run({ ...task, milliseconds, run: 'small', from }, milliseconds + GRACE);
    from = result.next;
    return waitsOf(result.latencies, await busyOf(hub));
  };
  try {
    progress('large: warm-up');
    await small(4_000);
    // The thread that reads large messages is there from the first of them on: what it needs itself is not the message's.
    await post(hub, token, 'json', Buffer.from(' '.repeat(THREAD_BYTES)));
    progress('large: one at a time, nothing else');
    const cells: LargeCell[] = [];
    for (const format of FORMATS) cells.push(await sendAlone(hub, token, format, cells.length));
    progress('large: small messages alone');
    const alone = await small(seconds * 1000);
    const before = residentMegabytes(hub.pid) ?? Number.NaN;
    progress('large: small messages beside large ones');
    const [beside, most] = await Promise.all([small(seconds * 2_000), sendLarge(hub, token, seconds * 1_900)]);
    return { cells, alone, beside, growthMegabytes: most - before, largeMegabytes: LARGE_BYTES / MEGABYTE };
  } finally {
    await worker.stop();
    await hub.stop();
    await stage.dropDatabase('bench_large');
  }
}

function waitsOf(latencies: Float64Array, busy: number): Waits {
  const values = [...latencies];
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99), longest: percentile(values, 1), busy };
}

/** The longest delay of the hub's event loop since this was asked last. */
async function busyOf(hub: HubProcess): Promise<number> {
  const metrics = await (await hub.call('/metrics')).text();
  const seconds = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1];
  return Number(seconds ?? Number.NaN) * 1000;
}

/** One large message while the hub has nothing else to do: what it costs by itself. */
async function sendAlone(hub: HubProcess, token: string, format: MessageFormat, serial: number): Promise<LargeCell> {
  const body = largeMessage(format, serial);
  await busyOf(hub);
  const before = residentMegabytes(hub.pid) ?? Number.NaN;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, residentMegabytes(hub.pid) ?? Number.NaN)), 5);
  const began = performance.now();
  const status = await post(hub, token, format, body).finally(() => clearInterval(watch));
  const milliseconds = performance.now() - began;
  return { format, status, milliseconds, busy: await busyOf(hub), megabytes: most - before };
}

/** One large message after the other, in every format in turn, until the time is over; gives what the hub held at most. */
async function sendLarge(hub: HubProcess, token: string, milliseconds: number): Promise<number> {
  const ends = performance.now() + milliseconds;
  let most = 0;
  for (let serial = FORMATS.length; performance.now() < ends; serial += 1) {
    const format = FORMATS[serial % FORMATS.length] ?? 'json';
    await post(hub, token, format, largeMessage(format, serial));
    most = Math.max(most, residentMegabytes(hub.pid) ?? Number.NaN);
  }
  return most;
}

async function post(hub: HubProcess, token: string, format: MessageFormat, body: Buffer): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${String(hub.httpPort)}/v1/messages`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': MEDIA_TYPES[format] },
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** A message that would be accepted, but for the size of a part that the hub leaves alone or has to refuse. */
function largeMessage(format: MessageFormat, serial: number): Buffer {
  const times = timesOf(new Date());
  const one = admission(`large${String(Date.now())}`, serial, times);
  if (format === 'hl7v2') {
    const head = asHl7(one);
    const line = `ZXX|${'uppgift för någon annan '.repeat(40)}\r`;
    return Buffer.from(head + line.repeat(Math.floor((LARGE_BYTES - head.length) / Buffer.byteLength(line))));
  }
  const checked = checkMessage(JSON.parse(asJson(one)));
  if (!checked.ok) throw new Error('The message that is measured is wrong');
  const message: Message = { ...checked.message, content: { ...checked.message.content, other: filler() } };
  return Buffer.from(renderMessage(format, message, {}));
}

function filler(): string {
  return 'Patienten är pigg och äter. '.repeat(Math.floor((LARGE_BYTES - 16 * 1024) / 30));
}
