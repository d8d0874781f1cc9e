import { Connection, httpRequest, mllpFrame } from '../bench/connection.js';
import type { AnswerReader } from '../bench/connection.js';
import type { RunningHub } from '../support/hub.js';
import { Journal } from './journal.js';
import { noticeOf, SENDING_CLIENT, serialOf, TRANSPORTS } from './notices.js';
import type { Transport } from './notices.js';

/** A negative answer; times are of the test's machine, milliseconds. */
export interface Refusal {
  readonly serial: number;
  readonly transport: Transport;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly text: string;
}

/** A positive answer, with the same times. */
interface Success {
  readonly serial: number;
  readonly transport: Transport;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/**
 * The sending systems' side: what was sent, what was acknowledged, what has to be sent again. Outlives hubs and
 * connections, as a record system does.
 */
export class Outbox {
  readonly journal = new Journal();
  readonly refusals: Refusal[] = [];
  readonly successes: Success[] = [];
  /** How often a message went out that had gone out before. */
  resent = 0;
  readonly #left: Record<Transport, Set<number>> = { mllp: new Set(), http: new Set() };
  #next = 0;

  constructor(private readonly now?: Date) {}

  notice(serial: number) {
    return noticeOf(serial, this.now);
  }

  /** How many messages there are, acknowledged or not. */
  get sent(): number {
    return this.#next;
  }

  /** How many messages wait to be sent again. */
  get left(): number {
    return this.#left.mllp.size + this.#left.http.size;
  }

  /** The next message to go: one that was not acknowledged, else, when `fresh`, a new one. */
  take(transport: Transport, fresh: boolean): number | undefined {
    const [again] = this.#left[transport];
    if (again !== undefined) {
      this.#left[transport].delete(again);
      this.resent += 1;
      return again;
    }
    if (!fresh) return undefined;
    this.#next += 1;
    return this.#next;
  }

  /** No answer, or a negative one: it has to go again. */
  giveBack(serial: number, transport: Transport): void {
    this.#left[transport].add(serial);
  }
}

export interface LoadOptions {
  /** Connections of each transport. Default 4. */
  readonly connections?: number;
  /** False: only what waits to be sent again. Default true. */
  readonly fresh?: boolean;
  /** Called after each positive answer was noted. */
  readonly onSuccess?: () => void;
}

/** Senders at work on one hub until they are stopped, the hub is gone, or nothing is left to send. */
export class Load {
  readonly #senders: Promise<void>[] = [];
  #isStopped = false;

  private constructor(
    private readonly hub: RunningHub,
    private readonly outbox: Outbox,
    private readonly options: LoadOptions,
  ) {}

  static async start(hub: RunningHub, outbox: Outbox, options: LoadOptions = {}): Promise<Load> {
    const load = new Load(hub, outbox, options);
    const token = await hub.token(SENDING_CLIENT);
    for (const transport of TRANSPORTS) {
      for (let count = 0; count < (options.connections ?? 4); count++) {
        load.#senders.push(load.#send(transport, token));
      }
    }
    return load;
  }

  /** Lets what is under way be answered. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.done();
  }

  /** All senders are at their end. */
  async done(): Promise<void> {
    await Promise.all(this.#senders);
  }

  async #send(transport: Transport, token: string): Promise<void> {
    const connection = await this.#open(transport);
    while (!this.#isStopped && connection !== undefined) {
      const serial = this.outbox.take(transport, this.options.fresh ?? true);
      if (serial === undefined) break;
      if (!(await this.#sendOne(connection, serial, transport, token))) break;
    }
    connection?.close();
  }

  async #open(transport: Transport): Promise<Connection | undefined> {
    const port = transport === 'mllp' ? this.hub.mllpPort : Number(new URL(this.hub.url).port);
    return Connection.open(port, transport === 'mllp' ? wholeMllp : wholeHttp).catch(() => undefined);
  }

  /** False when the connection is gone: then nobody knows whether the message was taken in. */
  async #sendOne(connection: Connection, serial: number, transport: Transport, token: string): Promise<boolean> {
    const text = this.outbox.notice(serial).text(transport);
    const sentAt = performance.now();
    try {
      const answer = await connection.ask(
        transport === 'mllp'
          ? mllpFrame(text)
          : httpRequest({ method: 'POST', path: '/v1/messages', token, body: text }),
      );
      if (answer.isGood) this.#succeed(serial, transport, sentAt, answer.text);
      else this.#fail({ serial, transport, sentAt, answeredAt: performance.now(), text: answer.text });
      return true;
    } catch {
      this.outbox.giveBack(serial, transport);
      return false;
    }
  }

  #succeed(serial: number, transport: Transport, sentAt: number, text: string): void {
    const answered = transport === 'mllp' ? serialOf(/\rMSA\|AA\|([^|\r]+)/.exec(text)?.[1] ?? '') : serial;
    if (answered !== serial) throw new Error(`the answer to ${String(serial)} was for ${String(answered)}`);
    this.outbox.journal.note({ serial, transport, ...(transport === 'http' ? toldBy(text) : NOTHING_TOLD) });
    this.outbox.successes.push({ serial, transport, sentAt, answeredAt: performance.now() });
    this.options.onSuccess?.();
  }

  #fail(refusal: Refusal): void {
    this.outbox.refusals.push(refusal);
    this.outbox.giveBack(refusal.serial, refusal.transport);
  }
}

const NOTHING_TOLD = { id: undefined, deadlines: undefined };

/** What an HTTP answer tells of the message it accepted. */
function toldBy(text: string): { id: string; deadlines: string[] } {
  const answer: { id: string; deadlines: { kind: string }[] } = JSON.parse(text.slice(text.indexOf('\r\n\r\n')));
  return { id: answer.id, deadlines: answer.deadlines.map(({ kind }) => kind).toSorted() };
}

/** Whether a negative answer is the one of a hub whose storage is away: the message is to be sent again. */
export function saysRetry({ transport, text }: Refusal): boolean {
  return transport === 'mllp'
    ? /\rMSA\|AR\|[^\r]*retry/.test(text)
    : text.startsWith('HTTP/1.1 503') && /\r\nretry-after: *\d+\r\n/i.test(text);
}

/** Sends again all that was not acknowledged, until nothing is left. */
export async function resendAll(hub: RunningHub, outbox: Outbox): Promise<void> {
  await (await Load.start(hub, outbox, { fresh: false })).done();
}

const wholeMllp: AnswerReader = (received) => {
  const end = received.indexOf('\x1c\r');
  if (end < 0) return undefined;
  const text = received.toString('utf8', 0, end);
  return { answer: { isGood: text.includes('\rMSA|AA|'), text }, end: end + 2 };
};

const wholeHttp: AnswerReader = (received) => {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.toString('latin1', 0, headEnd))?.[1];
  if (length === undefined) throw new Error('an HTTP answer without Content-Length');
  const end = headEnd + 4 + Number(length);
  if (received.length < end) return undefined;
  const text = received.toString('utf8', 0, end);
  return { answer: { isGood: text.startsWith('HTTP/1.1 2'), text }, end };
};
