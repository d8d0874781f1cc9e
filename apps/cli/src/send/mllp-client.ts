import { once } from 'node:events';
import { connect, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { frameMllp, MllpFramer } from '#formats/hl7v2/mllp.js';
import { connectionFailure } from '../api/tls.js';
import type { TlsIdentity } from '../api/tls.js';
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
    socket.on('error', (error) => this.end(error));
    socket.on('close', () => this.end());
  }

  /**
   * @param identity for TLS; a plain connection without it.
   * @throws Failure when nobody listens there, or not who should.
   */
  static async open(host: string, port: number, identity?: TlsIdentity): Promise<MllpClient> {
    const where = `${host}:${String(port)}`;
    const socket = identity === undefined ? connect({ host, port, noDelay: true }) : secured(host, port, identity);
    try {
      await once(socket, identity === undefined ? 'connect' : 'secureConnect');
    } catch (error) {
      socket.destroy();
      throw connectionFailure(error, where);
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

  private end(error?: Error): void {
    this.lost ??= this.reasonOf(error);
    this.waiting?.fail(this.lost);
  }

  /** A client certificate is refused after the connection is made. */
  private reasonOf(error: Error | undefined): Failure {
    if (error !== undefined && 'code' in error && /SSL|TLS/.test(String(error.code)))
      return connectionFailure(error, this.where);
    return new Failure(both((texts) => texts.connectionLost(this.where)));
  }
}

/** An address has no name that could be asked for. */
function secured(host: string, port: number, identity: TlsIdentity): Socket {
  return connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...identity });
}
