import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** How long one answer may take before the run is given up, milliseconds. */
const PATIENCE = 30_000;

/** One answer: whether it is a good one, and the beginning of it for an error text. */
export interface Answer {
  readonly isGood: boolean;
  readonly text: string;
}

/** Finds the end of the first whole answer in what has been received; undefined while it is not whole. */
export type AnswerReader = (received: Buffer) => { answer: Answer; end: number } | undefined;

/**
 * A connection with one request outstanding at a time: written by hand, because the load generator runs on the machine that it
 * loads, and every microsecond that it needs is taken from the hub.
 */
export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  private broken: Error | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly read: AnswerReader,
  ) {
    socket.setNoDelay(true);
    socket.setTimeout(PATIENCE, () => this.fail(new Error(`no answer within ${String(PATIENCE / 1000)} s`)));
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the hub closed the connection')));
  }

  static open(port: number, read: AnswerReader): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket, read));
      });
    });
  }

  /** Sends and waits for the answer. @throws Error when there is none in time or the connection breaks. */
  ask(request: string | Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.broken !== undefined) {
        reject(this.broken);
        return;
      }
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const read = this.read(this.received);
    if (read === undefined) return;
    this.received = this.received.subarray(read.end);
    const waiting = this.waiting;
    this.waiting = undefined;
    waiting?.resolve(read.answer);
  }

  private fail(error: Error): void {
    this.broken ??= error;
    this.socket.destroy();
    const waiting = this.waiting;
    this.waiting = undefined;
    waiting?.reject(this.broken);
  }
}

const SHOWN = 400;

/** MLLP: an answer ends with 0x1C 0x0D; a good one says `AA`. */
export const readMllpAnswer: AnswerReader = (received) => {
  const end = received.indexOf('\x1c\r');
  if (end < 0) return undefined;
  const isGood = received.indexOf('\rMSA|AA|') >= 0;
  return { answer: { isGood, text: isGood ? '' : received.toString('utf8', 1, Math.min(end, SHOWN)) }, end: end + 2 };
};

export function mllpFrame(message: string): string {
  return `\x0b${message}\x1c\r`;
}

/** HTTP/1.1 with Content-Length, which is all that the hub sends here; a good answer has a status of the 200s. */
export const readHttpAnswer: AnswerReader = (received) => {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.toString('latin1', 0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error('an HTTP answer without Content-Length');
  const end = headEnd + 4 + Number(length);
  if (received.length < end) return undefined;
  const isGood = head.startsWith('HTTP/1.1 2');
  return { answer: { isGood, text: isGood ? '' : received.toString('utf8', 0, Math.min(end, SHOWN)) }, end };
};

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly body?: string;
}

export function httpRequest({ method, path, token, body = '' }: HttpRequest): string {
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nAccept: application/json\r\n`;
  if (method === 'GET') return `${head}\r\n`;
  const length = String(Buffer.byteLength(body));
  return `${head}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;
}
