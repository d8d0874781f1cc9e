/** The separators of one message, each a single ASCII character, all distinct. Those a message leaves out are `undefined`. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition?: string;
  readonly escape?: string;
  readonly subcomponent?: string;
  /** Version 2.7 and later: marks a value that was cut off. */
  readonly truncation?: string;
}

export const STANDARD_DELIMITERS: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** MSH-2 as these separators write it. */
export function encodingCharacters(delimiters: Delimiters): string {
  const { component, repetition, escape, subcomponent, truncation } = delimiters;
  return [component, repetition, escape, subcomponent, truncation].filter((char) => char !== undefined).join('');
}

/**
 * The separators that MSH-1 and MSH-2 name, or what is wrong with them. MSH-2 may leave out characters from its end, as
 * version 2.2 allows. Letters, digits, blanks, the quotation mark and the control characters that frame segments and
 * messages cannot separate.
 */
export function readDelimiters(
  field: string,
  encoding: string,
): { ok: true; delimiters: Delimiters } | { ok: false; problem: string } {
  if (encoding.length === 0) return { ok: false, problem: 'MSH-2 names no separators' };
  if (encoding.length > 5) return { ok: false, problem: 'MSH-2 holds more than five characters' };
  const all = field + encoding;
  if (![...all].every(canSeparate)) return { ok: false, problem: 'a separator is a character that cannot separate' };
  if (new Set(all).size !== all.length) return { ok: false, problem: 'two separators are the same character' };
  // `^~&` leaves out the escape character from the middle: nothing was ever escaped by the usual sub-component separator.
  const isEscapeLeftOut = encoding.length === 3 && encoding.endsWith('&');
  const [component = '', repetition, third, fourth, truncation] = encoding;
  const [escape, subcomponent] = isEscapeLeftOut ? [undefined, third] : [third, fourth];
  return { ok: true, delimiters: { field, component, repetition, escape, subcomponent, truncation } };
}

/** Start and end of block, line ends and the like would be taken for something else before a separator is looked for. */
const NEVER = new Set(['"', ' ', '\t', '\n', '\v', '\r', '\u001c', '\u007f']);

function canSeparate(char: string): boolean {
  return char > '\0' && char <= '\u007f' && !NEVER.has(char) && !/[A-Za-z0-9]/.test(char);
}
