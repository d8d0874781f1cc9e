import type { Charset } from './charset.js';
import type { Delimiters } from './delimiters.js';
import { decodeBytes } from './charset.js';

/**
 * Raw text of a sub-component as the text it stands for. Known sequences are `\F\ \S\ \T\ \R\ \E\ \P\`, `\X..\` (bytes of
 * the message's character set), `\.br\`, `\.ce\` and `\.sp\` (line break, `\.sp3\` three of them), `\.sk3\` (three
 * blanks); `\H\`, `\N\`, indents and filling (`\.in+4\`, `\.fi\`) are dropped. `\Cxxyy\` and `\Mxxyyzz\` switch to another
 * character set: a switch to ASCII or to the set that the message has is dropped, others stay, since what follows is not
 * text of this message. Every other sequence, an unclosed one, and bytes that are no text stay as they are. Time is linear.
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
    case 'H':
    case 'N':
      return '';
    case '.br':
    case '.ce':
      return '\n';
    default:
      return separatorOf(sequence, delimiters) ?? longMeaningOf(sequence, charset);
  }
}

/** The separator that an escape sequence stands for; `undefined` for one that stands for something else. */
export function separatorOf(sequence: string, delimiters: Delimiters): string | undefined {
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
    default:
      return undefined;
  }
}

function longMeaningOf(sequence: string, charset: Charset): string | undefined {
  switch (sequence.charAt(0)) {
    case 'X':
      return hexText(sequence.slice(1), charset);
    case 'C':
    case 'M':
      return isNoSwitch(sequence, charset) ? '' : undefined;
    case '.':
      return layoutOf(sequence);
    default:
      return undefined;
  }
}

/** `.sp` and `.sk` with a number of one digit, so that no text grows much by being read; indents and filling say nothing. */
function layoutOf(sequence: string): string | undefined {
  const [, command, digits] = /^\.(sp|sk)\s?\+?(\d?)$/.exec(sequence) ?? [];
  if (command !== undefined) return (command === 'sp' ? '\n' : ' ').repeat(digits === '' ? 1 : Number(digits));
  return /^\.(?:(?:in|ti)\s?[+-]?\d{1,3}|fi|nf)$/.test(sequence) ? '' : undefined;
}

/** Escape sequences of ISO 2022 by which a text says that it goes on in ASCII, 8859/1 or 8859/15. */
const SWITCHES: ReadonlyMap<string, Charset> = new Map([
  ['C2842', 'ASCII'],
  ['C2D41', '8859/1'],
  ['C2D62', '8859/15'],
]);

function isNoSwitch(sequence: string, charset: Charset): boolean {
  const target = SWITCHES.get(sequence.toUpperCase());
  return target === 'ASCII' || (target !== undefined && target === charset);
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
 * sequences, also blanks at an end, which would be taken for padding; a line break as `\.br\`. A separator that the message
 * did not name needs no escape; where the message has no escape character at all, separators and control characters become
 * blanks.
 */
export function escapeText(text: string, delimiters: Delimiters): string {
  if (text === '""') return delimiters.escape === undefined ? ' ""' : `${hex('"', delimiters.escape)}"`;
  const end = text.length - 1;
  if (text.charAt(0) !== ' ' && text.charAt(end) !== ' ' && !/[\p{Cc}!#-/:-@[-`{-~]/u.test(text)) return text;
  const { escape } = delimiters;
  const start = escape === undefined ? 0 : blanksFrom(text, 0, 1);
  const stop = escape === undefined || start > end ? end : end - blanksFrom(text, end, -1);
  let out = escape === undefined ? '' : hex(' ', escape).repeat(start);
  for (const char of text.slice(start, stop + 1)) out += escapeChar(char, delimiters);
  return escape === undefined ? out : out + hex(' ', escape).repeat(end - stop);
}

/** How many blanks stand at an end of a text. */
function blanksFrom(text: string, from: number, step: 1 | -1): number {
  let at = from;
  while (text.charAt(at) === ' ') at += step;
  return Math.abs(at - from);
}

/** Raw text without the blanks around it; only those that ER7 is padded with. */
export function withoutPadding(raw: string): string {
  let from = 0;
  let to = raw.length;
  while (from < to && isPadding(raw.charCodeAt(from))) from++;
  while (to > from && isPadding(raw.charCodeAt(to - 1))) to--;
  return from === 0 && to === raw.length ? raw : raw.slice(from, to);
}

function isPadding(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0c;
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
