import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { charsetParameter } from '../format.js';
import { decodeBytes, latin1Lenient } from '../hl7v2/charset.js';

/**
 * `text` has no byte order mark and, as XML asks for, LF for every line end. `declared` is the encoding that the
 * declaration was seen to name, as it was written.
 */
export type DecodedXml = { ok: true; text: string; declared: string | undefined } | { ok: false; reasons: Reason[] };

type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'ISO-8859-1' | 'ISO-8859-15' | 'US-ASCII';

const TAKEN = 'use UTF-8, UTF-16 with a byte order mark, ISO-8859-1, ISO-8859-15 or US-ASCII';

/** What a declaration or a content type may call an encoding; `UTF-16` leaves the byte order to the mark. */
const NAMES: ReadonlyMap<string, Encoding | 'UTF-16'> = new Map<string, Encoding | 'UTF-16'>([
  ['utf-8', 'UTF-8'],
  ['utf8', 'UTF-8'],
  ['utf-16', 'UTF-16'],
  ['utf-16le', 'UTF-16LE'],
  ['utf-16be', 'UTF-16BE'],
  ['iso-8859-1', 'ISO-8859-1'],
  ['iso_8859-1', 'ISO-8859-1'],
  ['latin1', 'ISO-8859-1'],
  ['iso-8859-15', 'ISO-8859-15'],
  ['iso_8859-15', 'ISO-8859-15'],
  ['latin-9', 'ISO-8859-15'],
  ['us-ascii', 'US-ASCII'],
  ['ascii', 'US-ASCII'],
]);

/** First bytes that show an encoding which is not taken: told by name, so that nobody has to guess. */
const REFUSED_STARTS: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], 'UTF-32 is not taken'],
  [[0x00, 0x00, 0xfe, 0xff], 'UTF-32 is not taken'],
  [[0x00, 0x00, 0x00, 0x3c], 'UTF-32 is not taken'],
  [[0x3c, 0x00, 0x00, 0x00], 'UTF-32 is not taken'],
  [[0x3c, 0x00], 'UTF-16 without a byte order mark is not taken'],
  [[0x00, 0x3c], 'UTF-16 without a byte order mark is not taken'],
  [[0x4c, 0x6f, 0xa7, 0x94], 'EBCDIC is not taken'],
  [[0x2b, 0x2f, 0x76], 'UTF-7 is not taken'],
  [[0xdd, 0x73, 0x66, 0x73], 'UTF-EBCDIC is not taken'],
];

const MARKS: readonly (readonly [readonly number[], Encoding])[] = [
  [[0xef, 0xbb, 0xbf], 'UTF-8'],
  [[0xff, 0xfe], 'UTF-16LE'],
  [[0xfe, 0xff], 'UTF-16BE'],
];

const DECODERS = {
  'UTF-16LE': new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }),
  'UTF-16BE': new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true }),
};

const CR = 0x0d;
const LF = 0x0a;

const DECLARATION = /^<\?xml[ \t\r\n][^<>]{0,200}?[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*(?:"([^"<>]*)"|'([^'<>]*)')/;
const DECLARATION_LENGTH = 300;

/**
 * Text of a document's bytes. Byte order mark, content type and XML declaration may each name the encoding and must not
 * contradict each other; where all are silent it is UTF-8. Invalid bytes are refused, never replaced.
 */
export function decodeXml(bytes: Uint8Array, contentType = ''): DecodedXml {
  const refusedStart = REFUSED_STARTS.find(([start]) => beginsWith(bytes, start));
  if (refusedStart !== undefined) return refused(refusedStart[1]);
  const mark = MARKS.find(([start]) => beginsWith(bytes, start));
  const parameter = charsetParameter(contentType);
  const announced = parameter === undefined ? undefined : NAMES.get(parameter);
  if (parameter !== undefined && announced === undefined) return refused('the content type names an unknown charset');
  const body = mark === undefined ? bytes : bytes.subarray(mark[0].length);
  const shown =
    mark?.[1] ?? announced ?? known(declaredAs(latin1Lenient(body.subarray(0, DECLARATION_LENGTH)))) ?? 'UTF-8';
  if (shown === 'unknown') return refused('the declaration names an unknown encoding');
  if (shown === 'UTF-16') return refused('UTF-16 without a byte order mark is not taken');
  if (mark === undefined && shown.startsWith('UTF-16')) return refused('UTF-16 without a byte order mark is not taken');
  if (announced !== undefined && !agree(announced, shown))
    return refused('the byte order mark contradicts the content type');
  const text = decode(withLineFeeds(body, shown), shown);
  if (text === undefined) return refused(`the bytes are no ${shown} text`);
  const declared = declaredAs(text.slice(0, DECLARATION_LENGTH));
  const named = known(declared) ?? shown;
  if (named === 'unknown') return refused('the declaration names an unknown encoding');
  if (!agree(named, shown)) return refused('the declaration contradicts the byte order mark or the content type');
  return { ok: true, text, declared };
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** The encoding that the XML declaration at the start of a text names. A declaration that is no XML is the parser's to refuse. */
function declaredAs(start: string): string | undefined {
  const match = DECLARATION.exec(start);
  return match?.[1] ?? match?.[2];
}

function known(name: string | undefined): Encoding | 'UTF-16' | 'unknown' | undefined {
  return name === undefined ? undefined : (NAMES.get(name.toLowerCase()) ?? 'unknown');
}

function agree(named: Encoding | 'UTF-16', shown: Encoding): boolean {
  return named === shown || (named === 'UTF-16' && shown.startsWith('UTF-16'));
}

/** CR LF and CR as LF, before decoding since that costs least. The bytes that came in stay as they are. */
function withLineFeeds(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (!bytes.includes(CR)) return bytes;
  if (encoding === 'UTF-16LE' || encoding === 'UTF-16BE') return withLineFeeds16(bytes, encoding === 'UTF-16LE');
  const made = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== CR) made[length++] = byte;
    else if (bytes[at + 1] !== LF) made[length++] = LF;
  }
  return made.subarray(0, length);
}

function withLineFeeds16(bytes: Uint8Array, isLittle: boolean): Uint8Array {
  const even = bytes.length - (bytes.length % 2);
  const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const made = bytes.slice();
  const to = new DataView(made.buffer);
  let length = 0;
  for (let at = 0; at < even; at += 2) {
    const unit = from.getUint16(at, isLittle);
    if (unit === CR && at + 2 < even && from.getUint16(at + 2, isLittle) === LF) continue;
    to.setUint16(length, unit === CR ? LF : unit, isLittle);
    length += 2;
  }
  // Half a unit at the end stays, to be refused.
  if (even < bytes.length) made[length++] = bytes[even] ?? 0;
  return made.subarray(0, length);
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  switch (encoding) {
    case 'UTF-8':
      return decodeBytes(bytes, 'UNICODE UTF-8');
    case 'ISO-8859-1':
      return decodeBytes(bytes, '8859/1');
    case 'ISO-8859-15':
      return decodeBytes(bytes, '8859/15');
    case 'US-ASCII':
      return decodeBytes(bytes, 'ASCII');
    case 'UTF-16LE':
    case 'UTF-16BE':
      try {
        return DECODERS[encoding].decode(bytes);
      } catch {
        return undefined;
      }
  }
}

function refused(detail: string): DecodedXml {
  return { ok: false, reasons: [{ ...reason('character-set', '', `${detail}; ${TAKEN}`), line: 1, column: 1 }] };
}
