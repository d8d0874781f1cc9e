import type { Reason } from '#domain/reason.js';
import { reason } from '#domain/reason.js';

/** The character sets that a message can be written in, as MSH-18 names them (HL7 table 0211). */
export type Charset = 'UNICODE UTF-8' | '8859/1' | '8859/15' | 'ASCII';

export type DecodeResult = { ok: true; text: string; charset: Charset } | { ok: false; errors: Reason[] };

const CR = 0x0d;
const LF = 0x0a;

const KNOWN_NAMES: ReadonlyMap<string, Charset> = new Map([
  ['UNICODE UTF-8', 'UNICODE UTF-8'],
  ['UTF-8', 'UNICODE UTF-8'],
  ['UTF8', 'UNICODE UTF-8'],
  ['8859/1', '8859/1'],
  ['8859-1', '8859/1'],
  ['ISO-8859-1', '8859/1'],
  ['ISO8859-1', '8859/1'],
  ['8859/15', '8859/15'],
  ['8859-15', '8859/15'],
  ['ISO-8859-15', '8859/15'],
  ['ISO8859-15', '8859/15'],
  ['ASCII', 'ASCII'],
]);

/** Whether what stands in MSH-18 names a character set that we know. */
export function isCharsetName(text: string): boolean {
  return KNOWN_NAMES.has(text.trim().toUpperCase());
}

/**
 * Text of a message's bytes. The first repetition of MSH-18 rules the character set, `fallback` counts where it is
 * empty, and a UTF-8 byte order mark says the same as `UNICODE UTF-8`. Refused as `character-set`: a set that is not
 * known, a mark that contradicts MSH-18, and bytes that the set does not have (invalid UTF-8 is never replaced; a C1
 * control in 8859 text is text of some other set).
 */
export function decodeMessage(bytes: Uint8Array, fallback: Charset): DecodeResult {
  const marked = hasUtf8Mark(bytes);
  const declared = declaredCharset(bytes);
  if (declared === 'unknown') return refused('MSH-18 names a character set that is not supported');
  if (marked && declared !== undefined && declared !== 'UNICODE UTF-8')
    return refused('the byte order mark contradicts MSH-18');
  const charset = declared ?? (marked ? 'UNICODE UTF-8' : fallback);
  const text = decodeBytes(marked ? bytes.subarray(3) : bytes, charset);
  if (text === undefined) return refused(`not text of the character set ${charset}`);
  return { ok: true, text, charset };
}

function refused(detail: string): DecodeResult {
  return { ok: false, errors: [reason('character-set', 'MSH^1^18', detail)] };
}

const UTF8_DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LATIN9_DECODER = new TextDecoder('iso-8859-15', { fatal: true, ignoreBOM: true });

/** Strict: `undefined` when a byte sequence is no text of the set. */
export function decodeBytes(bytes: Uint8Array, charset: Charset): string | undefined {
  if (charset === '8859/1') return latin1(bytes);
  if (charset === 'ASCII' && bytes.some((byte) => byte > 0x7f)) return undefined;
  if (charset === '8859/15' && hasC1Control(bytes)) return undefined;
  try {
    return (charset === '8859/15' ? LATIN9_DECODER : UTF8_DECODER).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The platform's decoder for this name reads windows-1252 instead, so the bytes are read here. */
function latin1(bytes: Uint8Array): string | undefined {
  if (hasC1Control(bytes)) return undefined;
  return latin1Lenient(bytes);
}

/** Every byte as the character of that number; for bytes whose set is not known yet. */
export function latin1Lenient(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 4096)
    text += String.fromCharCode(...bytes.subarray(from, from + 4096));
  return text;
}

function hasC1Control(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80 && byte < 0xa0);
}

/**
 * Bytes of a text in a character set. What the set does not have is written as its base letter (`å` as `a` in ASCII) or
 * as `?`: for answers and renderings, whose wording is ours, never for what is kept.
 */
export function encodeText(text: string, charset: Charset): Uint8Array {
  if (charset === 'UNICODE UTF-8') return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  for (const char of text) {
    const code = encodeChar(char, charset) ?? encodeChar(char.normalize('NFD').charAt(0), charset) ?? 0x3f;
    bytes[length++] = code;
  }
  return bytes.slice(0, length);
}

/** Where 8859/15 differs from 8859/1. */
const LATIN9: ReadonlyMap<string, number> = new Map([
  ['€', 0xa4],
  ['Š', 0xa6],
  ['š', 0xa8],
  ['Ž', 0xb4],
  ['ž', 0xb8],
  ['Œ', 0xbc],
  ['œ', 0xbd],
  ['Ÿ', 0xbe],
]);
const LATIN9_CODES: ReadonlySet<number> = new Set(LATIN9.values());

function encodeChar(char: string, charset: Charset): number | undefined {
  const code = char.codePointAt(0) ?? 0x3f;
  if (code < 0x80) return code;
  if (charset === 'ASCII' || (code < 0xa0 && charset !== 'UNICODE UTF-8')) return undefined;
  if (charset === '8859/15') return LATIN9.get(char) ?? (code < 0x100 && !LATIN9_CODES.has(code) ? code : undefined);
  return code < 0x100 ? code : undefined;
}

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Bytes of the first segment, which is ASCII where it rules the character set. */
export function firstLine(bytes: Uint8Array): Uint8Array {
  let from = hasUtf8Mark(bytes) ? 3 : 0;
  while (isBlank(bytes[from])) from++;
  let to = from;
  while (to < bytes.length && bytes[to] !== CR && bytes[to] !== LF) to++;
  return bytes.subarray(from, to);
}

function isBlank(byte: number | undefined): boolean {
  return byte === CR || byte === LF || byte === 0x20 || byte === 0x09;
}

function declaredCharset(bytes: Uint8Array): Charset | 'unknown' | undefined {
  const line = latin1Lenient(firstLine(bytes).subarray(0, 4096));
  if (!line.startsWith('MSH') || line.length < 5) return undefined;
  const separator = line.charAt(3);
  // MSH-1 is the separator itself, so the piece with index 17 is MSH-18.
  const field = line.split(separator, 18)[17];
  const repetition = line.charAt(5);
  const name = (repetition === '' || repetition === separator ? field : field?.split(repetition)[0])
    ?.trim()
    .toUpperCase();
  if (name === undefined || name === '' || name === '""') return undefined;
  return KNOWN_NAMES.get(name.replace(/^ISO 8859/, 'ISO8859')) ?? 'unknown';
}
