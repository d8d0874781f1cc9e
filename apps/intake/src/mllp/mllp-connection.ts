import type { Socket } from 'node:net';
import { frameMllp, MllpFramer } from '#formats/hl7v2/mllp.js';
import type { FramerEvent } from '#formats/hl7v2/mllp.js';

/** Something that arrived on an MLLP connection and is owed an answer. */
export interface MllpArrival {
  readonly kind: FramerEvent['kind'];
  readonly bytes: Buffer;
  /** True when the peer's address is on this machine. */
  readonly isLocal: boolean;
}

export type MllpHandler = (arrival: MllpArrival) => Promise<Uint8Array | undefined>;

export interface MllpLimits {
  /** Bytes of one message. */
  readonly frameBytes: number;
  /** A connection that is silent for so long is closed, milliseconds. */
  readonly idleMilliseconds: number;
}

/** Messages that may be under way on one connection before it is read no further. */
const MOST_UNDER_WAY = 64;
/** Of bytes outside any frame, what is kept. */
const JUNK_BYTES = 64 * 1024;

/** One peer: takes frames as they come, handles them side by side, answers them in order, and stops reading when it falls behind. */
export class MllpConnection {
  private readonly framer: MllpFramer;
  private underWay = 0;
  private answered: Promise<void> = Promise.resolve();
  private isEnding = false;

  constructor(
    private readonly socket: Socket,
    private readonly handle: MllpHandler,
    limits: MllpLimits,
  ) {
    this.framer = new MllpFramer({ frameBytes: limits.frameBytes });
    socket.setNoDelay(true);
    socket.setTimeout(limits.idleMilliseconds, () => void this.finish());
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('end', () => void this.finish());
    // A broken connection is not an error of ours: what was committed is answered again when the sender sends again.
    socket.on('error', () => socket.destroy());
  }

  /** Reads no more, answers what is under way, closes. */
  async finish(): Promise<void> {
    if (this.isEnding) return;
    this.isEnding = true;
    this.socket.pause();
    for (const event of this.framer.end()) this.answer(event, Buffer.alloc(0));
    await this.answered;
    this.socket.end();
  }

  private take(chunk: Buffer): void {
    for (const event of this.framer.push(chunk)) this.answer(event, chunk);
    if (this.underWay >= MOST_UNDER_WAY) this.socket.pause();
  }

  private answer(event: FramerEvent, chunk: Buffer): void {
    this.underWay += 1;
    const handled = this.handle({
      kind: event.kind,
      bytes: bytesOf(event, chunk),
      isLocal: isLocal(this.socket.remoteAddress),
    });
    this.answered = this.answered.then(async () => {
      try {
        await this.write(await handled);
      } catch {
        // Without an answer the sender must not believe in one: it sends again on a new connection.
        this.socket.destroy();
      } finally {
        this.underWay -= 1;
        if (!this.isEnding && this.underWay < MOST_UNDER_WAY / 2) this.socket.resume();
      }
    });
  }

  private async write(answer: Uint8Array | undefined): Promise<void> {
    if (answer === undefined || this.socket.destroyed) return;
    if (this.socket.write(frameMllp(answer))) return;
    await new Promise<void>((resolve) => {
      this.socket.once('drain', resolve);
      this.socket.once('close', () => resolve());
    });
  }
}

function bytesOf(event: FramerEvent, chunk: Buffer): Buffer {
  switch (event.kind) {
    case 'frame':
      return Buffer.from(event.bytes.buffer, event.bytes.byteOffset, event.bytes.byteLength);
    case 'junk':
      return chunk.subarray(0, JUNK_BYTES);
    case 'too-large':
    case 'incomplete':
      return Buffer.from(event.head);
  }
}

function isLocal(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
}
