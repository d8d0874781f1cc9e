import { admission, asHl7, asJson, timesOf } from './admission-messages.js';
import { Connection, httpRequest, mllpFrame, readHttpAnswer, readMllpAnswer } from './connection.js';
import type { Answer } from './connection.js';
import type { Slice } from './figures.js';
import { serveTasks } from './worker-process.js';

/** Loads the hub for a while over some connections, each with one message outstanding. */
export interface AcceptTask {
  readonly kind: 'accept';
  readonly transport: 'mllp' | 'http';
  readonly port: number;
  readonly token: string;
  readonly connections: number;
  readonly milliseconds: number;
  /** Name of the run, part of every message id. */
  readonly run: string;
  /** Number of the first message; none is sent twice. */
  readonly from: number;
}

/** Polls one path again and again over one connection. */
export interface PollTask {
  readonly kind: 'poll';
  readonly port: number;
  readonly token: string;
  readonly path: string;
  readonly milliseconds: number;
}

export type LoadTask = AcceptTask | PollTask;

/** `next` is the number of the first message that was not sent. */
export type LoadResult = Slice & { readonly next: number };

serveTasks<LoadTask, LoadResult>((task) => (task.kind === 'accept' ? acceptLoad(task) : pollLoad(task)));

function acceptLoad(task: AcceptTask): Promise<LoadResult> {
  const times = timesOf(new Date());
  let serial = task.from;
  const isMllp = task.transport === 'mllp';
  return load(task, isMllp ? readMllpAnswer : readHttpAnswer, () => {
    const next = admission(task.run, serial, times);
    serial += 1;
    if (isMllp) return mllpFrame(asHl7(next));
    return httpRequest({ method: 'POST', path: '/v1/messages', token: task.token, body: asJson(next) });
  }).then((slice) => ({ ...slice, next: serial }));
}

function pollLoad(task: PollTask): Promise<LoadResult> {
  const request = httpRequest({ method: 'GET', path: task.path, token: task.token });
  return load({ ...task, connections: 1 }, readHttpAnswer, () => request).then((slice) => ({ ...slice, next: 0 }));
}

async function load(
  task: { port: number; connections: number; milliseconds: number },
  reader: typeof readMllpAnswer,
  nextRequest: () => string,
): Promise<Slice> {
  const opened = Array.from({ length: task.connections }, () => Connection.open(task.port, reader));
  const connections = await Promise.all(opened);
  const latencies: number[] = [];
  let count = 0;
  const began = performance.now();
  const ends = began + task.milliseconds;
  const drive = async (connection: Connection) => {
    for (let now = performance.now(); now < ends;) {
      const answer = await connection.ask(nextRequest());
      const answered = performance.now();
      if (!answer.isGood) throw refused(answer);
      latencies.push(answered - now);
      if (answered <= ends) count += 1;
      now = answered;
    }
  };
  try {
    await Promise.all(connections.map(drive));
  } finally {
    for (const connection of connections) connection.close();
  }
  return { milliseconds: task.milliseconds, count, latencies: Float64Array.from(latencies) };
}

function refused(answer: Answer): Error {
  return new Error(`the hub did not accept a message or a poll: ${answer.text.replaceAll('\r', ' ')}`);
}
