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

/** Gives the answer, or undefined when the sender wants none. */
export type MllpHandler = (arrival: MllpArrival) => Promise<Uint8Array | undefined>;

export interface MllpLimits {
  /** Bytes of one message. */
  readonly frameBytes: number;
  /** A connection that is silent for so long is closed, milliseconds. */
  readonly idleMilliseconds: number;
}

/** Messages that may be under way on one connection before it is read no further, and their bytes together. */
const MOST_UNDER_WAY = 64;
const MOST_BYTES_UNDER_WAY = 8 * 1024 * 1024;
/** How long a connection that is being closed waits for its answers to be made and taken, and for the peer to close too. */
const ANSWERS_MILLISECONDS = 10_000;
const PARTING_MILLISECONDS = 1_000;
const END_OF_FRAME = Buffer.of(0x1c, 0x0d);
/** Of bytes outside any frame, what is kept. */
const JUNK_BYTES = 64 * 1024;

/** One peer: takes frames as they come, handles them side by side, answers them in order, and stops reading when it falls behind. */
export class MllpConnection {
  private readonly framer: MllpFramer;
  private underWay = 0;
  private bytesUnderWay = 0;
  private answered: Promise<void> = Promise.resolve();
  /** What came while too much was under way: one piece of the stream may hold thousands of messages. */
  private unread: Buffer = Buffer.alloc(0);
  private isHalfClosed = false;
  private ending: Promise<void> | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly handle: MllpHandler,
    limits: MllpLimits,
  ) {
    this.framer = new MllpFramer({ frameBytes: limits.frameBytes });
    socket.setNoDelay(true);
    socket.setTimeout(limits.idleMilliseconds, () => this.tire());
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('end', () => this.closeHalf());
    // A broken connection is not an error of ours: what was committed is answered again when the sender sends again.
    socket.on('error', () => socket.destroy());
  }

  /** Takes no more, answers what is under way, closes. Resolves when the connection is closed, at the latest after some seconds. */
  finish(): Promise<void> {
    this.ending ??= this.end();
    return this.ending;
  }

  private async end(): Promise<void> {
    if (this.socket.destroyed) return;
    const closed = this.event('close');
    this.socket.pause();
    for (const event of this.framer.end()) this.answer(event);
    const answers = setTimeout(() => this.socket.destroy(), ANSWERS_MILLISECONDS);
    await this.answered;
    this.socket.end();
    // What still comes is read and thrown away: a connection that is closed with bytes unread takes the answers with it.
    this.socket.resume();
    if (!this.socket.writableFinished) await Promise.race([closed, this.event('finish')]);
    clearTimeout(answers);
    const parting = setTimeout(() => this.socket.destroy(), PARTING_MILLISECONDS);
    await closed;
    clearTimeout(parting);
  }

  private event(name: 'close' | 'finish'): Promise<void> {
    return new Promise((resolve) => this.socket.once(name, () => resolve()));
  }

  /** A silent peer is let go; one that does not even take its answers is cut off. */
  private tire(): void {
    if (this.socket.writableLength > 0) this.socket.destroy();
    else void this.finish();
  }

  private take(chunk: Buffer): void {
    if (this.ending !== undefined) return;
    this.unread = this.unread.length === 0 ? chunk : Buffer.concat([this.unread, chunk]);
    this.read();
  }

  /** Reads message by message, as long as there is room for another one. */
  private read(): void {
    while (this.unread.length > 0 && !this.isFull(1)) {
      const end = this.unread.indexOf(END_OF_FRAME);
      const piece = end < 0 ? this.unread : this.unread.subarray(0, end + END_OF_FRAME.length);
      this.unread = this.unread.subarray(piece.length);
      for (const event of this.framer.push(piece)) this.answer(event);
    }
    if (this.isFull(1)) this.socket.pause();
  }

  /** There is room again. */
  private readOn(): void {
    this.read();
    if (this.unread.length > 0) return;
    if (this.isHalfClosed) void this.finish();
    else this.socket.resume();
  }

  /** The peer sends no more, but what it has sent is answered. */
  private closeHalf(): void {
    this.isHalfClosed = true;
    if (this.unread.length === 0) void this.finish();
  }

  /** Whether so much is under way that no more is read; `share` of the limits. */
  private isFull(share: number): boolean {
    return this.underWay >= MOST_UNDER_WAY * share || this.bytesUnderWay >= MOST_BYTES_UNDER_WAY * share;
  }

  private answer(event: FramerEvent): void {
    const bytes = bytesOf(event);
    this.underWay += 1;
    this.bytesUnderWay += bytes.length;
    const made = this.made({ kind: event.kind, bytes, isLocal: isLocal(this.socket.remoteAddress) });
    this.answered = this.answered.then(async () => {
      const answer = await made;
      if (answer === 'failed') this.socket.destroy();
      else if (answer !== undefined) await this.write(answer);
      this.underWay -= 1;
      this.bytesUnderWay -= bytes.length;
      if (this.ending === undefined && !this.isFull(0.5)) this.readOn();
    });
  }

  /** Without an answer the sender must not believe in one: it sends again on a new connection. */
  private made(arrival: MllpArrival): Promise<Uint8Array | undefined | 'failed'> {
    return this.handle(arrival).catch(() => 'failed');
  }

  /** Waits until the peer has room for more answers. */
  private async write(answer: Uint8Array): Promise<void> {
    if (this.socket.destroyed || this.socket.write(frameMllp(answer))) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        this.socket.off('drain', go).off('close', go);
        resolve();
      };
      this.socket.on('drain', go).on('close', go);
    });
  }
}

function bytesOf(event: FramerEvent): Buffer {
  switch (event.kind) {
    case 'frame':
      return Buffer.from(event.bytes.buffer, event.bytes.byteOffset, event.bytes.byteLength);
    case 'junk':
      return Buffer.from(event.bytes.subarray(0, JUNK_BYTES));
    case 'too-large':
    case 'incomplete':
      return Buffer.from(event.head);
  }
}

function isLocal(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
}
