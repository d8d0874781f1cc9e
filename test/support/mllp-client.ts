import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { frameMllp, MllpFramer } from '#formats/hl7v2/mllp.js';

/** An acknowledgement, taken apart as far as specs look at it. */
export interface Ack {
  /** MSA-1. */
  readonly code: string;
  /** MSA-2: the control id of the message it answers. */
  readonly controlId: string;
  /** MSA-3. */
  readonly text: string;
  /** Fields of each ERR segment, by number. */
  readonly errors: readonly (readonly string[])[];
  readonly raw: string;
}

export function readAck(bytes: Uint8Array): Ack {
  const raw = Buffer.from(bytes).toString('utf8');
  const segments = raw.split('\r').map((segment) => segment.split('|'));
  const msa = segments.find(([name]) => name === 'MSA') ?? [];
  return {
    code: msa[1] ?? '',
    controlId: msa[2] ?? '',
    text: msa[3] ?? '',
    errors: segments.filter(([name]) => name === 'ERR'),
    raw,
  };
}

/** An MLLP sender for specs: writes what it is told, however malformed, and gathers answers in the order in which they come. */
export class MllpClient {
  private readonly framer = new MllpFramer();
  private readonly waiting: ((ack: Ack | undefined) => void)[] = [];
  private readonly arrived: Ack[] = [];
  private isOver = false;
  /** Resolves when the other side has closed and everything has been read. */
  readonly ended: Promise<void>;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    // A reset by the other side shows as an answer that is missing.
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      const over = () => {
        this.isOver = true;
        for (const wake of this.waiting.splice(0)) wake(undefined);
        resolve();
      };
      socket.once('end', over).once('close', over);
    });
  }

  static async connect(port: number, host = '127.0.0.1'): Promise<MllpClient> {
    const socket = connect({ port, host, allowHalfOpen: true });
    const client = new MllpClient(socket);
    await once(socket, 'connect');
    socket.setNoDelay(true);
    return client;
  }

  /** Sends messages, each in its frame, all in one write. */
  send(...messages: readonly (string | Uint8Array)[]): void {
    void this.write(Buffer.concat(messages.map((message) => frameMllp(Buffer.from(message)))));
  }

  /** Sends a message and waits for the next answer. */
  async ask(message: string | Uint8Array): Promise<Ack> {
    this.send(message);
    return this.next();
  }

  /** Sends bytes as they are, in one write; resolves when the machine has taken them. */
  write(bytes: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => void this.socket.write(bytes, () => resolve()));
  }

  /** Sends bytes one by one, each as a packet of its own as far as the machine allows. */
  async writeByteByByte(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += 1) {
      const written = this.write(bytes.subarray(at, at + 1));
      if (at % 64 === 0) await written;
    }
  }

  /** The next answer. @throws Error when the connection ends before, or nothing comes in time. */
  async next(within = 20_000): Promise<Ack> {
    const ack = this.arrived.shift() ?? (this.isOver ? undefined : await this.wait(within));
    if (ack === undefined) throw new Error('The connection ended without an answer');
    return ack;
  }

  async all(count: number): Promise<Ack[]> {
    const acks: Ack[] = [];
    while (acks.length < count) acks.push(await this.next());
    return acks;
  }

  /** Answers that have come and that nobody has asked for yet. */
  get unread(): number {
    return this.arrived.length;
  }

  /** Sends no more, still reads. */
  half(): void {
    this.socket.end();
  }

  /** Closes at once. */
  close(): void {
    this.socket.destroy();
  }

  private wait(within: number): Promise<Ack | undefined> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No answer within ${String(within)} ms`)), within);
      this.waiting.push((ack) => {
        clearTimeout(timer);
        resolve(ack);
      });
    });
  }

  private take(chunk: Buffer): void {
    for (const event of this.framer.push(chunk)) {
      if (event.kind !== 'frame') throw new Error(`The hub sent ${event.kind}`);
      const ack = readAck(event.bytes);
      const wake = this.waiting.shift();
      if (wake === undefined) this.arrived.push(ack);
      else wake(ack);
    }
  }
}
