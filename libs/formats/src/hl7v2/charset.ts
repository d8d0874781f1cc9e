import { Buffer, isAscii, isUtf8 } from 'node:buffer';

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
  ['ISO IR6', 'ASCII'],
]);

/** The character set that MSH-18 names; `undefined` for one that is not known. */
export function charsetNamed(text: string): Charset | undefined {
  return KNOWN_NAMES.get(
    text
      .trim()
      .toUpperCase()
      .replace(/^ISO 8859/, 'ISO8859'),
  );
}

export interface CharsetRules {
  /** The source's character set where neither MSH-18 nor the transport names one. */
  readonly defaultCharset: Charset;
  /** What counts when MSH-18 and the bytes contradict each other; `refuse` when not given. */
  readonly contradiction?: 'refuse' | 'declared' | 'bytes' | undefined;
  /** `charset` parameter of the content type. */
  readonly parameter?: string | undefined;
}

/**
 * Text of a message's bytes. The first repetition of MSH-18 rules the character set; where it is empty the transport's
 * `charset`, a UTF-8 byte order mark, or the default of the source. A contradiction between what is said (here or there) and
 * what the bytes are is refused unless the source's rules say what then counts. Refused as `character-set` in any case: a
 * set that is not known, UTF-16, and bytes that the set does not have (invalid UTF-8 is never replaced; a C1 control in 8859
 * text is text of some other set).
 */
export function decodeMessage(bytes: Uint8Array, rules: CharsetRules): DecodeResult {
  if (isUtf16(bytes)) return refused('this is UTF-16, which the hub does not take; send UTF-8 and say so in MSH-18');
  const isMarked = hasUtf8Mark(bytes);
  const named = declaredCharset(bytes);
  if (named === 'unknown') return refused('MSH-18 names a character set that is not supported');
  const marked = isMarked ? 'UNICODE UTF-8' : undefined;
  const parameter = named === undefined && marked === undefined ? parameterCharset(rules.parameter) : undefined;
  if (parameter === 'unknown') return refused('the content type names a character set that is not supported');
  const body = isMarked ? bytes.subarray(3) : bytes;
  const declared = named ?? marked ?? parameter ?? rules.defaultCharset;
  const problem = contradictionOf(body, declared, { isMarked, named, parameter });
  if (problem === undefined || rules.contradiction === 'declared') return decodedAs(body, declared);
  if (rules.contradiction !== 'bytes') return refused(problem);
  return decodedAs(body, isUtf8(body) ? 'UNICODE UTF-8' : rules.defaultCharset);
}

interface Said {
  readonly isMarked: boolean;
  /** By MSH-18. */
  readonly named: Charset | undefined;
  /** By the content type; looked at only where neither MSH-18 nor a mark says anything. */
  readonly parameter: Charset | undefined;
}

function contradictionOf(
  body: Uint8Array,
  declared: Charset,
  { isMarked, named, parameter }: Said,
): string | undefined {
  if (isMarked && declared !== 'UNICODE UTF-8') return 'the byte order mark says UTF-8, which contradicts MSH-18';
  if (isAscii(body)) return undefined;
  if (declared === 'UNICODE UTF-8') return isUtf8(body) ? undefined : 'the bytes are not the UTF-8 that was said';
  if (isUtf8(body)) return `the bytes are UTF-8, but ${saidBy(named, parameter)} says another set`;
  return undefined;
}

function saidBy(named: Charset | undefined, parameter: Charset | undefined): string {
  if (named !== undefined) return 'MSH-18';
  return parameter === undefined ? "the source's setting" : 'the content type';
}

function decodedAs(body: Uint8Array, charset: Charset): DecodeResult {
  const text = decodeBytes(body, charset);
  return text === undefined ? refused(`not text of the character set ${charset}`) : { ok: true, text, charset };
}

function parameterCharset(parameter: string | undefined): Charset | 'unknown' | undefined {
  if (parameter === undefined) return undefined;
  const name = parameter.toUpperCase();
  return name === 'US-ASCII' ? 'ASCII' : (KNOWN_NAMES.get(name) ?? 'unknown');
}

/** By its byte order mark, or by the zeros between the letters of MSH. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (first === 0x4d && second === 0 && third === 0x53) || (first === 0 && second === 0x4d && third === 0);
}

function refused(detail: string): DecodeResult {
  return { ok: false, errors: [{ ...reason('character-set', 'MSH^1^18', detail), line: 1 }] };
}

const UTF8_DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LATIN9_DECODER = new TextDecoder('iso-8859-15', { fatal: true, ignoreBOM: true });

/** Strict: `undefined` when a byte sequence is no text of the set. */
export function decodeBytes(bytes: Uint8Array, charset: Charset): string | undefined {
  if (charset === '8859/1') return latin1(bytes);
  if (charset === 'ASCII' && !isAscii(bytes)) return undefined;
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
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
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

/** Whether bytes begin with the byte order mark of UTF-8, three bytes. */
export function hasUtf8Mark(bytes: Uint8Array): boolean {
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
  return charsetNamed(name) ?? 'unknown';
}
