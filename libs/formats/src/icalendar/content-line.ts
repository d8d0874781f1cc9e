/** The longest line of iCalendar in octets, its line break aside (RFC 5545, 3.1). */
export const LONGEST_LINE = 75;

/** CR, LF and what RFC 5545 calls CONTROL: none of it may stand in a text; a tab may. */
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** A value of type TEXT (RFC 5545, 3.3.11): backslash, semicolon, comma and line break escaped, control characters left out. */
export function textValue(text: string): string {
  return text
    .toWellFormed()
    .replace(CONTROL, '')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, '\\n');
}

/**
 * A content line with its breaks: of at most 75 octets each, all but the first begun with a blank that is no part of the value
 * (RFC 5545, 3.1). A character is never split. Ends with a line break.
 */
export function foldedLine(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > LONGEST_LINE) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += length;
  }
  return `${[...lines, current].join('\r\n')}\r\n`;
}
