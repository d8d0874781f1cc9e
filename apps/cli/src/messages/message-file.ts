import type { MessageFormat } from '#domain/message.js';

/** One message of a file. */
export interface FileMessage {
  readonly format: MessageFormat;
  /** As they stand in the file; nothing is mended. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The line of the file on which a line of the message stands, both from 1; blank lines are no lines of an HL7 message. */
  readonly lineOf: (line: number) => number;
}

const CR = 0x0d;
const LF = 0x0a;
const VT = 0x0b;
const FS = 0x1c;
const HEADERS = ['FHS', 'BHS', 'MSH'].map((name) => [...new TextEncoder().encode(name)]);
const MESSAGE = HEADERS.slice(-1);
const MARK = [0xef, 0xbb, 0xbf];

/**
 * The messages of a file. HL7 v2 is cut at each `MSH` that begins a line; blank lines, MLLP frames and a byte order mark
 * between messages are left out. A batch (FHS, BHS) stays whole, as does everything else. None for an HL7 file that
 * does not begin with a message.
 */
export function messagesOf(content: Uint8Array, format: MessageFormat): FileMessage[] {
  const bytes = Uint8Array.from(content);
  if (format !== 'hl7v2') return [{ format, bytes, lineOf: (line) => line }];
  const first = bytes.findIndex((byte, at) => !isBetween(byte) && !isMark(bytes, at));
  if (first < 0 || !beginsWith(bytes, first, HEADERS)) return [];
  // A byte order mark right before a message says how its bytes are to be read.
  const opening = bytes[first - 1] === MARK[2] ? first - MARK.length : first;
  if (!beginsWith(bytes, first, MESSAGE)) return [er7Message(bytes, opening, bytes.length)];
  const starts = [opening, ...startsOf(bytes).filter((start) => start > first)];
  return starts.map((start, index) => er7Message(bytes, start, starts[index + 1] ?? bytes.length));
}

/** The messages of a batch that was taken apart elsewhere, each with its lines in the file. */
export function messagesWithin(content: Uint8Array, parts: readonly Uint8Array[]): FileMessage[] {
  const file = Uint8Array.from(content);
  const searched = Buffer.from(file.buffer);
  let from = 0;
  return parts.map((part) => {
    const start = Math.max(searched.indexOf(part, from), from);
    from = start + part.length;
    return er7Message(file, start, from);
  });
}

function er7Message(file: Uint8Array<ArrayBuffer>, start: number, end: number): FileMessage {
  let lines: readonly number[] | undefined;
  return {
    format: 'hl7v2',
    bytes: trimmed(file.subarray(start, end)),
    lineOf: (line) => {
      lines ??= linesInFile(file, start, end);
      return lines[line - 1] ?? lines.at(-1) ?? 1;
    },
  };
}

/** Where `MSH` begins a line. */
function startsOf(content: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = 0; at < content.length; at += 1) {
    const opensLine = at === 0 || isBetween(content[at - 1]);
    if (opensLine && beginsWith(content, at, MESSAGE)) starts.push(at);
  }
  return starts;
}

function beginsWith(content: Uint8Array, at: number, names: readonly (readonly number[])[]): boolean {
  return names.some((name) => name.every((byte, index) => content[at + index] === byte));
}

/**
 * The line of the file on which each segment stands. Line ends are CR, LF or both; a segment is a line that is not
 * blank.
 */
function linesInFile(file: Uint8Array, start: number, end: number): number[] {
  const lines: number[] = [];
  let line = 1;
  let isBlank = true;
  for (let at = 0; at < end; at += 1) {
    const byte = file[at];
    if (byte === CR || byte === LF) {
      if (byte === CR || file[at - 1] !== CR) line += 1;
      isBlank = true;
    } else if (isBlank && at >= start && byte !== VT && byte !== FS) {
      isBlank = false;
      lines.push(line);
    }
  }
  return lines;
}

function isBetween(byte: number | undefined): boolean {
  return byte === CR || byte === LF || byte === VT || byte === FS;
}

function trimmed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let end = bytes.length;
  while (end > 0 && isBetween(bytes[end - 1])) end -= 1;
  const message = new Uint8Array(end + 1);
  message.set(bytes.subarray(0, end));
  // The last segment ends like any other.
  message[end] = CR;
  return message;
}

/** Whether the byte belongs to a byte order mark at the beginning of the file. */
function isMark(bytes: Uint8Array, at: number): boolean {
  return at < MARK.length && MARK.every((byte, index) => bytes[index] === byte);
}
