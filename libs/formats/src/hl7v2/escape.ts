import type { Charset } from './charset.js';
import type { Delimiters } from './delimiters.js';
import { decodeBytes } from './charset.js';

/**
 * Raw text of a sub-component as the text it stands for. Known sequences are `\F\ \S\ \T\ \R\ \E\ \P\`, `\X..\` (bytes of
 * the message's character set), `\.br\` and `\.sp\` (line break), `\H\` and `\N\` (highlighting, dropped).
 * Every other sequence, an unclosed one, and bytes that are no text stay as they are. Time is linear.
 */
export function unescapeText(raw: string, delimiters: Delimiters, charset: Charset): string {
  const escape = delimiters.escape;
  if (escape === undefined) return raw;
  let open = raw.indexOf(escape);
  if (open < 0) return raw;
  let text = '';
  let from = 0;
  while (open >= 0) {
    const close = raw.indexOf(escape, open + 1);
    if (close < 0) break;
    text +=
      raw.slice(from, open) +
      (meaningOf(raw.slice(open + 1, close), delimiters, charset) ?? raw.slice(open, close + 1));
    from = close + 1;
    open = raw.indexOf(escape, from);
  }
  return text + raw.slice(from);
}

function meaningOf(sequence: string, delimiters: Delimiters, charset: Charset): string | undefined {
  switch (sequence) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'T':
      return delimiters.subcomponent;
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case 'P':
      return delimiters.truncation ?? '#';
    case 'H':
    case 'N':
      return '';
    case '.br':
    case '.sp':
      return '\n';
    default:
      return sequence.startsWith('X') ? hexText(sequence.slice(1), charset) : undefined;
  }
}

function hexText(digits: string, charset: Charset): string | undefined {
  if (digits.length === 0 || digits.length % 2 !== 0 || !/^[0-9A-Fa-f]+$/.test(digits)) return undefined;
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  if (bytes.includes(0)) return undefined;
  return decodeBytes(bytes, charset);
}

/**
 * Text as it stands in a sub-component of a message with these separators: separators and control characters as escape
 * sequences, a line break as `\.br\`. A separator that the message did not name needs no escape; where the message has
 * no escape character at all, separators and control characters become blanks.
 */
export function escapeText(text: string, delimiters: Delimiters): string {
  if (text === '""') return delimiters.escape === undefined ? ' ""' : `${hex('"', delimiters.escape)}"`;
  if (!/[\p{Cc}!#-/:-@[-`{-~]/u.test(text)) return text;
  let out = '';
  for (const char of text) out += escapeChar(char, delimiters);
  return out;
}

function escapeChar(char: string, delimiters: Delimiters): string {
  const letter = letterOf(char, delimiters);
  if (letter === undefined && char >= ' ' && char !== '\u007f') return char;
  const escape = delimiters.escape;
  if (escape === undefined) return ' ';
  if (letter !== undefined) return escape + letter + escape;
  return char === '\n' ? `${escape}.br${escape}` : hex(char, escape);
}

function letterOf(char: string, delimiters: Delimiters): string | undefined {
  switch (char) {
    case delimiters.field:
      return 'F';
    case delimiters.component:
      return 'S';
    case delimiters.subcomponent:
      return 'T';
    case delimiters.repetition:
      return 'R';
    case delimiters.escape:
      return 'E';
    case delimiters.truncation:
      return 'P';
    default:
      return undefined;
  }
}

function hex(char: string, escape: string): string {
  return `${escape}X${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}${escape}`;
}
