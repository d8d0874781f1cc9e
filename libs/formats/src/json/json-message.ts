import { reason } from '#domain/reason.js';
import type { Reason, ReasonCode } from '#domain/reason.js';
import { charsetParameter } from '../format.js';
import type { Arrived } from '../reading.js';
import { PlaceFinder } from '../text-place.js';
import { faultIn } from './syntax.js';
import type { JsonFault, JsonLimits } from './syntax.js';

export type JsonReading =
  | {
      ok: true;
      value: unknown;
      /** The text that was read, for who wants to know where something stands. */
      text: string;
    }
  | { ok: false; reasons: Reason[] };

/** A message needs five levels and some fifty values. */
const LIMITS: JsonLimits = { depth: 32, values: 100_000 };

/**
 * Bytes to a JSON value: strict UTF-8 (a byte order mark is passed over), nothing replaced, no field named twice, nesting
 * and number of values capped. What is wrong is told with line and column. Never throws.
 */
export function readJson({ bytes, contentType }: Arrived, limits: JsonLimits = LIMITS): JsonReading {
  if (namesOtherCharset(contentType)) {
    return refused('character-set', 'JSON is UTF-8: leave out the charset parameter');
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) return refused('character-set', 'the body is not valid UTF-8');
  const fault = faultIn(text, limits);
  if (fault !== undefined) return faulty(text, fault, limits);
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value, text };
  } catch {
    return refused('not-readable', 'not well-formed JSON');
  }
}

function namesOtherCharset(contentType: string): boolean {
  const charset = charsetParameter(contentType);
  return charset !== undefined && charset !== 'utf-8' && charset !== 'utf8';
}

function refused(code: ReasonCode, detail: string): JsonReading {
  return { ok: false, reasons: [reason(code, '', detail)] };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function faulty(text: string, { kind, offset }: JsonFault, limits: JsonLimits): JsonReading {
  if (text.trim() === '') return refused('not-readable', 'the body is empty');
  const place = new PlaceFinder(text).at(offset);
  const where = ` at line ${String(place.line)}, column ${String(place.column)}`;
  const [code, detail] = explanationOf(kind, limits);
  return { ok: false, reasons: [{ ...reason(code, '', `${detail}${where}`), ...place }] };
}

function explanationOf(kind: JsonFault['kind'], { depth, values }: JsonLimits): [code: ReasonCode, detail: string] {
  switch (kind) {
    case 'syntax':
      return ['not-readable', 'not well-formed JSON'];
    case 'depth':
      return ['too-complex', `nested deeper than ${String(depth)} levels`];
    case 'values':
      return ['too-complex', `more than ${String(values)} values`];
    case 'repeated-name':
      return ['not-readable', 'an object names a field twice: leave one of them out'];
  }
}
