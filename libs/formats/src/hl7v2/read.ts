import type { Reason } from '#domain/reason.js';
import { charsetParameter } from '../format.js';
import type { Arrived, FormatReading, ReadingRules } from '../reading.js';
import { readAdtMessage } from './adt.js';
import { decodeMessage, firstLine, latin1Lenient } from './charset.js';
import type { CharsetRules } from './charset.js';
import type { Er7Limits, Hl7Message } from './er7.js';
import { ER7_LIMITS, parseEr7, parseHeader } from './er7.js';

export type ReadOptions = CharsetRules & { readonly limits?: Er7Limits };

/**
 * `header` holds MSH alone, whenever it could be read: an answer can then name the message (AE); without it only
 * AR is left to say. Fields of a header whose bytes are not text are empty.
 */
export type ReadResult = { ok: true; message: Hl7Message } | { ok: false; errors: Reason[]; header?: Hl7Message };

/**
 * The bytes of an ADT message as the wire model: the character set, the ER7 syntax, then what the message says. Never throws;
 * time is linear in the length.
 */
export function readEr7Message({ bytes, contentType }: Arrived, rules: ReadingRules): FormatReading {
  const { defaultCharset, contradiction } = rules.mapping;
  const read = readHl7(bytes, { defaultCharset, contradiction, parameter: charsetParameter(contentType) });
  if (read.ok) return readAdtMessage(read.message, rules);
  const head = read.header === undefined ? undefined : ({ kind: 'hl7v2', header: read.header } as const);
  return { ok: false, reasons: read.errors, head };
}

/** Bytes to message: the character set by MSH-18, then the ER7 syntax. Never throws. */
export function readHl7(arrived: Uint8Array, options: ReadOptions): ReadResult {
  const bytes = withoutFrame(arrived);
  const decoded = decodeMessage(bytes, options);
  if (!decoded.ok) return { ok: false, errors: decoded.errors, header: headerOf(bytes) };
  return parseEr7(decoded.text, decoded.charset, options.limits ?? ER7_LIMITS);
}

const START_OF_BLOCK = 0x0b;
const END_OF_BLOCK = 0x1c;

/** Without the MLLP frame that a sender left around a message although it came otherwise. Inside it is no part of a message. */
function withoutFrame(bytes: Uint8Array): Uint8Array {
  const from = bytes[0] === START_OF_BLOCK ? 1 : 0;
  let to = bytes.length;
  while (to > from && isLineEnd(bytes[to - 1])) to--;
  return bytes[to - 1] === END_OF_BLOCK ? bytes.subarray(from, to - 1) : bytes.subarray(from);
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0d || byte === 0x0a;
}

/** MSH of bytes that cannot be read as a whole, such as a message that is too large or has the wrong character set. */
export function headerOf(bytes: Uint8Array): Hl7Message | undefined {
  const header = parseHeader(latin1Lenient(firstLine(bytes).subarray(0, 4096)), 'ASCII');
  return header.ok ? asciiOnly(header.message) : undefined;
}

/** A message whose fields that are not ASCII are empty: what is left when its character set is not known. */
export function asciiOnly({ delimiters, segments }: Hl7Message): Hl7Message {
  const known = segments.map((segment) => ({
    ...segment,
    fields: segment.fields.map((raw) => (/^[ -~]*$/.test(raw) ? raw : '')),
  }));
  return { delimiters, charset: 'ASCII', segments: known };
}
