import { textAt } from '#formats/hl7v2/er7.js';
import type { Hl7Message } from '#formats/hl7v2/er7.js';
import { headerOf } from '#formats/hl7v2/read.js';

/** One message as it is going to be sent. */
export interface OutgoingMessage {
  readonly format: 'hl7v2' | 'json';
  /** As they stand in the file; nothing is mended on the way. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The sending unit or, in HL7, what stands for it in MSH-4. */
  readonly sender: string | undefined;
  readonly messageId: string | undefined;
  /** MSH of an HL7 message. */
  readonly header: Hl7Message | undefined;
}

const CR = 0x0d;
const LF = 0x0a;
const VT = 0x0b;
const FS = 0x1c;
const START = [...new TextEncoder().encode('MSH')];

/**
 * The messages of a file by its content: HL7 v2 is cut at each `MSH` that begins a line, blank lines, MLLP frames and a
 * byte order mark between messages are left out; what begins with a brace is one JSON message. Undefined for anything else.
 */
export function readMessages(file: Uint8Array): OutgoingMessage[] | undefined {
  const content = withoutMark(Uint8Array.from(file));
  const first = content.findIndex((byte) => !isBetween(byte));
  if (first < 0) return undefined;
  if (content[first] === '{'.charCodeAt(0)) return [jsonMessage(content)];
  const starts = startsOf(content);
  if (starts[0] !== first) return undefined;
  return starts.map((start, index) => hl7Message(trimmed(content.subarray(start, starts[index + 1]))));
}

/** Where `MSH` begins a line. */
function startsOf(content: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = 0; at < content.length; at += 1) {
    const opensLine = at === 0 || isBetween(content[at - 1]);
    if (opensLine && START.every((byte, index) => content[at + index] === byte)) starts.push(at);
  }
  return starts;
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

function withoutMark(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function hl7Message(bytes: Uint8Array<ArrayBuffer>): OutgoingMessage {
  const header = headerOf(bytes);
  const text = (place: string): string | undefined => (header && textAt(header, place)) || undefined;
  return { format: 'hl7v2', bytes, sender: text('MSH-4'), messageId: text('MSH-10'), header };
}

function jsonMessage(bytes: Uint8Array<ArrayBuffer>): OutgoingMessage {
  const message = parsed(bytes);
  return {
    format: 'json',
    bytes,
    sender: textIn(message, 'sender'),
    messageId: textIn(message, 'messageId'),
    header: undefined,
  };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return value;
  } catch {
    return undefined;
  }
}

function textIn(message: unknown, name: string): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const value: unknown = Reflect.get(message, name);
  return typeof value === 'string' ? value : undefined;
}
