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
    if (hasRepeatedKey(text)) return refused('not-readable', 'an object names a field twice: leave one of them out');
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

/** Whether an object of well-formed JSON names a key twice: which of the two is meant would be a guess. */
function hasRepeatedKey(text: string): boolean {
  const open: (Set<unknown> | undefined)[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '{') open.push(new Set());
    else if (char === '[') open.push(undefined);
    else if (char === '}' || char === ']') open.pop();
    else if (char === '"') {
      const end = endOfString(text, i);
      const keys = open.at(-1);
      if (keys !== undefined && isFollowedByColon(text, end)) {
        const key: unknown = JSON.parse(text.slice(i, end + 1));
        if (keys.has(key)) return true;
        keys.add(key);
      }
      i = end;
    }
  }
  return false;
}

/** Position of the quote that closes the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}

function isFollowedByColon(text: string, end: number): boolean {
  let i = end + 1;
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i += 1;
  return text[i] === ':';
}

/** Line and column of a syntax error; the parser's own text is left out, since it may quote the message. */
function placeOf(error: unknown, text: string): string {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  if (position === undefined) return text.trim() === '' ? ': the body is empty' : '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` at line ${String(before.length)}, column ${String((before.at(-1) ?? '').length + 1)}`;
}
