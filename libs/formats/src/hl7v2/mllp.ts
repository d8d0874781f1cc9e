/** The bytes that frame a message on an MLLP connection. */
const START = 0x0b;
const END = 0x1c;
const CR = 0x0d;

export type FramerEvent =
  /** One whole message, without its frame. */
  | { kind: 'frame'; bytes: Uint8Array }
  /**
   * A run of bytes outside any frame began; told once a run, at its first byte, so that it can be answered at once. `bytes` is
   * what of the run came in the same piece.
   */
  | { kind: 'junk'; bytes: Uint8Array }
  /** A frame passed the cap; `head` is its beginning, to answer by. The rest is skipped up to its end. */
  | { kind: 'too-large'; head: Uint8Array }
  /** The peer went away or fell silent inside a frame; `head` is its beginning. Only `end` tells this. */
  | { kind: 'incomplete'; length: number; head: Uint8Array };

export interface FramerLimits {
  /** Bytes of one message. */
  readonly frameBytes: number;
}

const FRAMER_LIMITS: FramerLimits = { frameBytes: 10_000_000 };

/** How much of a frame that is given up is kept: enough for MSH. */
const HEAD_BYTES = 4096;

/** A message in its MLLP frame. */
export function frameMllp(bytes: Uint8Array): Uint8Array {
  const framed = new Uint8Array(bytes.length + 3);
  framed[0] = START;
  framed.set(bytes, 1);
  framed[bytes.length + 1] = END;
  framed[bytes.length + 2] = CR;
  return framed;
}

/**
 * Cuts a byte stream into frames, whatever pieces it arrives in; the events do not depend on the pieces, and each byte
 * is looked at and copied a bounded number of times. A frame ends with 0x1C 0x0D, or with 0x1C directly before the next
 * start; 0x1C before anything else stays in the message (which is then refused when read: better than accepting a
 * message that was cut in the middle), and so does 0x0B inside a frame. Blanks and line ends between frames are no junk.
 */
export class MllpFramer {
  private state: 'outside' | 'junk' | 'inside' | 'skipping' = 'outside';
  private endSeen = false;
  private readonly body: ByteCollector;

  constructor(private readonly limits: FramerLimits = FRAMER_LIMITS) {
    this.body = new ByteCollector();
  }

  /** Bytes copied so far; grows in proportion to the bytes received. */
  get copiedBytes(): number {
    return this.body.copiedBytes;
  }

  push(chunk: Uint8Array): FramerEvent[] {
    const events: FramerEvent[] = [];
    let at = 0;
    while (at < chunk.length) {
      at =
        this.state === 'outside' || this.state === 'junk'
          ? this.between(chunk, at, events)
          : this.within(chunk, at, events);
    }
    return events;
  }

  /** The connection closed or fell silent: tells what was begun, and begins anew. A frame that lacks only its CR counts. */
  end(): FramerEvent[] {
    const events: FramerEvent[] = [];
    if (this.state === 'inside') {
      if (this.endSeen) events.push({ kind: 'frame', bytes: this.body.take() });
      else events.push({ kind: 'incomplete', length: this.body.length, head: this.body.head(HEAD_BYTES) });
    }
    this.reset('outside');
    return events;
  }

  private between(chunk: Uint8Array, from: number, events: FramerEvent[]): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === START) {
        this.reset('inside');
        return at + 1;
      }
      if (this.state === 'outside' && !isBlank(byte)) {
        this.state = 'junk';
        const next = chunk.indexOf(START, at);
        events.push({ kind: 'junk', bytes: chunk.slice(at, next < 0 ? chunk.length : next) });
      }
    }
    return chunk.length;
  }

  private within(chunk: Uint8Array, from: number, events: FramerEvent[]): number {
    if (this.endSeen) {
      this.endSeen = false;
      const byte = chunk[from];
      if (byte === CR || byte === START) {
        if (this.state === 'inside') events.push({ kind: 'frame', bytes: this.body.take() });
        this.reset(byte === START ? 'inside' : 'outside');
        return from + 1;
      }
      this.keep(LONE_END, events);
    }
    const end = chunk.indexOf(END, from);
    this.keep(chunk.subarray(from, end < 0 ? chunk.length : end), events);
    this.endSeen = end >= 0;
    return end < 0 ? chunk.length : end + 1;
  }

  private keep(bytes: Uint8Array, events: FramerEvent[]): void {
    if (this.state !== 'inside') return;
    const room = this.limits.frameBytes - this.body.length;
    if (bytes.length <= room) {
      this.body.append(bytes);
      return;
    }
    this.body.append(bytes.subarray(0, room));
    events.push({ kind: 'too-large', head: this.body.head(HEAD_BYTES) });
    this.state = 'skipping';
    this.body.clear();
  }

  private reset(state: 'outside' | 'inside'): void {
    this.state = state;
    this.endSeen = false;
    this.body.clear();
  }
}

const LONE_END = Uint8Array.of(END);

function isBlank(byte: number | undefined): boolean {
  return byte === CR || byte === 0x0a || byte === 0x20 || byte === 0x09;
}

/** Grows by doubling, so that many tiny appends stay linear; lets go of a large buffer after use. */
class ByteCollector {
  private static readonly SMALL = 4096;
  private buffer = new Uint8Array(ByteCollector.SMALL);
  length = 0;
  copiedBytes = 0;

  append(bytes: Uint8Array): void {
    const needed = this.length + bytes.length;
    if (needed > this.buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.buffer.length * 2));
      larger.set(this.head(this.length));
      this.copiedBytes += this.length;
      this.buffer = larger;
    }
    this.buffer.set(bytes, this.length);
    this.copiedBytes += bytes.length;
    this.length = needed;
  }

  head(length: number): Uint8Array {
    return this.buffer.slice(0, Math.min(length, this.length));
  }

  take(): Uint8Array {
    const bytes = this.head(this.length);
    this.clear();
    return bytes;
  }

  clear(): void {
    this.length = 0;
    if (this.buffer.length > ByteCollector.SMALL) this.buffer = new Uint8Array(ByteCollector.SMALL);
  }
}
