import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';

export type JsonReading = { ok: true; value: unknown } | { ok: false; reasons: Reason[] };

/** How deep objects and lists may nest; a message needs five levels. */
const MAX_DEPTH = 32;

/** Bytes to a JSON value: strict UTF-8, nothing replaced, nesting capped. Never throws. */
export function readJson(bytes: Uint8Array): JsonReading {
  const text = decodeUtf8(bytes);
  if (text === undefined) return refused('character-set', 'the body is not valid UTF-8');
  const depth = depthOf(text);
  if (depth > MAX_DEPTH) return refused('not-readable', `nested deeper than ${String(MAX_DEPTH)} levels`);
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return refused('not-readable', `not well-formed JSON${placeOf(error, text)}`);
  }
}

function refused(code: 'character-set' | 'not-readable', detail: string): JsonReading {
  return { ok: false, reasons: [reason(code, '', detail)] };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Deepest nesting of brackets outside strings; an estimate that is exact for well-formed JSON. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
}

/** Line and column of a syntax error; the parser's own text is left out, since it may quote the message. */
function placeOf(error: unknown, text: string): string {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  if (position === undefined) return text.trim() === '' ? ': the body is empty' : '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` at line ${String(before.length)}, column ${String((before.at(-1) ?? '').length + 1)}`;
}
