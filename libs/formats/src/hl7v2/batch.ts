import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { answering } from './ack.js';
import { hasUtf8Mark, latin1Lenient } from './charset.js';
import type { Delimiters } from './delimiters.js';
import type { Hl7Message, Segment } from './er7.js';
import { parseSeparators, textAt } from './er7.js';
import { encodeEr7, makeSegment } from './er7-print.js';
import { asciiOnly } from './read.js';
import { hl7OfInstant } from './timestamp.js';

/** The segments around the messages of a batch, as far as an answer needs them; each a message of that segment alone. */
export interface BatchHeader {
  readonly file: Hl7Message | undefined;
  readonly batch: Hl7Message | undefined;
}

/** A batch taken apart, or what is wrong with it: then none of its messages may be taken in. */
export type BatchReading =
  | (BatchHeader & {
      readonly ok: true;
      /** Each message's own bytes exactly as they came. They inherit nothing from the batch. */
      readonly messages: readonly Uint8Array[];
    })
  | { readonly ok: false; readonly reasons: readonly Reason[] };

export const MOST_MESSAGES = 1_000;

const CR = 0x0d;
const LF = 0x0a;
const MARK = 3;
const LONGEST_HEADER = 4096;
const MOST_REASONS = 50;
const NAMES: readonly string[] = ['FHS', 'BHS', 'MSH', 'BTS', 'FTS'];

/** One line that is not part of a message, or the first of a message. */
interface Line {
  readonly name: string;
  /** Number of the line, from 1; empty ones do not count. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Takes a file or batch apart: FHS, BHS, messages, BTS, FTS; several batches in a file are one after the other. `undefined`
 * for bytes that begin with neither FHS nor BHS. The counts in BTS-1 and FTS-1, where there are any, have to be right: a batch
 * that was cut off must not be half taken in. Time is linear.
 */
export function splitBatch(bytes: Uint8Array): BatchReading | undefined {
  const scanner = new BatchScanner(bytes);
  return scanner.isBatch() ? scanner.read() : undefined;
}

class BatchScanner {
  private readonly reasons: Reason[] = [];
  private readonly messages: Uint8Array[] = [];
  private readonly batches: number[] = [];
  private file: Hl7Message | undefined;
  private batch: Hl7Message | undefined;
  /** Start of the message that is being read. */
  private open: number | undefined;
  private isEnded = false;

  constructor(private readonly bytes: Uint8Array) {}

  isBatch(): boolean {
    const [first] = this.lines();
    return first?.name === 'FHS' || first?.name === 'BHS';
  }

  read(): BatchReading {
    for (const line of this.lines()) {
      this.take(line);
      if (this.messages.length > MOST_MESSAGES || this.reasons.length >= MOST_REASONS) break;
    }
    this.close(this.bytes.length);
    if (this.messages.length > MOST_MESSAGES) {
      this.reasons.push(reason('too-large', '', `at most ${String(MOST_MESSAGES)} messages in a batch`));
    }
    const { file, batch, messages, reasons } = this;
    return reasons.length > 0
      ? { ok: false, reasons: reasons.slice(0, MOST_REASONS) }
      : { ok: true, file, batch, messages };
  }

  private take(line: Line): void {
    switch (line.name) {
      case 'MSH':
        this.close(line.from);
        if (this.isEnded) this.refuse(line, 'MSH', 'a message after the end of the file');
        if (this.batches.length === 0) this.batches.push(0);
        this.batches[this.batches.length - 1] = (this.batches.at(-1) ?? 0) + 1;
        this.open = line.from;
        break;
      case 'FHS':
        this.close(line.from);
        if (line.number > 1) this.refuse(line, 'FHS', 'a file inside a file');
        else this.file = this.header(line, 'FHS');
        break;
      case 'BHS':
        this.close(line.from);
        this.batches.push(0);
        this.batch ??= this.header(line, 'BHS');
        break;
      case 'BTS':
        this.close(line.from);
        this.count(line, 'BTS', this.batches.at(-1) ?? 0);
        break;
      case 'FTS':
        this.close(line.from);
        this.count(line, 'FTS', this.batches.length);
        this.isEnded = true;
        break;
      default:
        if (this.open === undefined) this.refuse(line, undefined, 'what stands here belongs to no message');
    }
  }

  private close(end: number): void {
    if (this.open !== undefined) this.messages.push(this.bytes.subarray(this.open, end));
    this.open = undefined;
  }

  private header(line: Line, name: 'FHS' | 'BHS'): Hl7Message | undefined {
    const read = parseSeparators(this.text(line), name, 'ASCII');
    if (read.ok) return asciiOnly(read.message);
    this.reasons.push(...read.errors.map((found) => ({ ...found, line: line.number })));
    return undefined;
  }

  private count(line: Line, name: 'BTS' | 'FTS', expected: number): void {
    const separator = (this.batch ?? this.file)?.delimiters.field ?? '|';
    const written = this.text(line).split(separator, 2)[1]?.trim() ?? '';
    if (written !== '' && !(/^\d{1,9}$/.test(written) && Number(written) === expected)) {
      this.refuse(line, name, `it says another number of ${name === 'BTS' ? 'messages' : 'batches'} than there are`, 1);
    }
  }

  private refuse(line: Line, name: string | undefined, detail: string, field?: number): void {
    const path = name === undefined ? '' : `${name}^1${field === undefined ? '' : `^${String(field)}`}`;
    this.reasons.push({ ...reason('not-readable', path, detail), line: line.number, column: 1 });
  }

  private text({ from, to }: Line): string {
    return latin1Lenient(this.bytes.subarray(from, Math.min(to, from + LONGEST_HEADER)));
  }

  /** The lines that begin with a segment name of the envelope or of a message, and those outside every message. */
  private *lines(): Iterable<Line> {
    const { bytes } = this;
    let at = hasUtf8Mark(bytes) ? MARK : 0;
    let number = 0;
    while (at < bytes.length) {
      const to = endOfLine(bytes, at);
      let from = at;
      while (from < to && (bytes[from] === 0x20 || bytes[from] === 0x09)) from++;
      if (from < to) {
        number++;
        const name = NAMES.find((known) => startsWith(bytes, from, known));
        if (name !== undefined || this.open === undefined) yield { name: name ?? '', number, from, to };
      }
      at = to + 1;
    }
  }
}

function startsWith(bytes: Uint8Array, from: number, name: string): boolean {
  return (
    bytes[from] === name.charCodeAt(0) &&
    bytes[from + 1] === name.charCodeAt(1) &&
    bytes[from + 2] === name.charCodeAt(2)
  );
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== CR && bytes[at] !== LF) at++;
  return at;
}

/**
 * The answer to a batch: the acknowledgements in an envelope like the one that came. BTS-1 is their number, BHS-12 and FHS-12
 * name the batch and the file that are answered.
 */
export function joinAcks(
  { file, batch }: BatchHeader,
  acks: readonly Uint8Array[],
  context: { readonly controlId: string; readonly now: Date },
): Uint8Array {
  const answers = acks.flatMap((ack) => (ack.at(-1) === CR ? [ack] : [ack, Uint8Array.of(CR)]));
  const envelope = batch ?? file;
  if (envelope === undefined) return Buffer.concat(answers);
  const { delimiters } = envelope;
  const isFile = file !== undefined;
  return Buffer.concat([
    ...(isFile ? [line(headerOfAnswer(file, 'FHS', context), delimiters)] : []),
    line(headerOfAnswer(envelope, 'BHS', context), delimiters),
    ...answers,
    line(makeSegment(delimiters, 'BTS', { 1: String(acks.length) }), delimiters),
    ...(isFile ? [line(makeSegment(delimiters, 'FTS', { 1: '1' }), delimiters)] : []),
  ]);
}

function headerOfAnswer(
  incoming: Hl7Message,
  name: 'FHS' | 'BHS',
  { controlId, now }: { readonly controlId: string; readonly now: Date },
): Segment {
  const from = incoming.segments[0]?.name ?? name;
  const own = { 7: hl7OfInstant(now), 11: controlId, 12: textAt(incoming, `${from}-11`) || undefined };
  return answering(makeSegment(incoming.delimiters, name, own), incoming, from);
}

function line(segment: Segment, delimiters: Delimiters): Uint8Array {
  return encodeEr7({ delimiters, charset: 'ASCII', segments: [segment] });
}
