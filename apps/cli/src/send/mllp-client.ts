import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { frameMllp, MllpFramer } from '#formats/hl7v2/mllp.js';
import { Failure } from '../failure.js';
import { both } from '../i18n/both.js';

interface Waiting {
  answer(bytes: Uint8Array | undefined): void;
  fail(failure: Failure): void;
}

/** One MLLP connection that sends a message and waits for its answer before the next one, so that order is kept. */
export class MllpClient {
  private readonly framer = new MllpFramer();
  private waiting: Waiting | undefined;
  private lost: Failure | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly where: string,
  ) {
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => this.end());
    socket.on('close', () => this.end());
  }

  /** @throws Failure when nobody listens there. */
  static async open(host: string, port: number): Promise<MllpClient> {
    const where = `${host}:${String(port)}`;
    const socket = connect({ host, port, noDelay: true });
    try {
      await once(socket, 'connect');
    } catch {
      throw new Failure(both((texts) => texts.cannotConnect(where)));
    }
    return new MllpClient(socket, where);
  }

  /**
   * Sends one message and gives the bytes of its answer; undefined when none came within `patience` milliseconds.
   * @throws Failure when the connection is lost first.
   */
  async send(message: Uint8Array, patience: number): Promise<Uint8Array | undefined> {
    if (this.lost !== undefined) throw this.lost;
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | undefined>();
    this.waiting = { answer: resolve, fail: reject };
    const alarm = setTimeout(() => resolve(undefined), patience);
    this.socket.write(frameMllp(message));
    try {
      return await promise;
    } finally {
      clearTimeout(alarm);
      this.waiting = undefined;
    }
  }

  /** Sends one message that is not to be answered. */
  async post(message: Uint8Array): Promise<void> {
    if (this.lost !== undefined) throw this.lost;
    if (!this.socket.write(frameMllp(message))) await once(this.socket, 'drain');
  }

  close(): void {
    this.socket.removeAllListeners('close');
    this.socket.end();
  }

  private take(chunk: Buffer): void {
    for (const event of this.framer.push(chunk)) {
      if (event.kind === 'frame') this.waiting?.answer(event.bytes);
    }
  }

  private end(): void {
    this.lost ??= new Failure(both((texts) => texts.connectionLost(this.where)));
    this.waiting?.fail(this.lost);
  }
}
