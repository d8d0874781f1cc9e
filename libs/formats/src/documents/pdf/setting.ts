import type { Words } from '../paper.js';
import { linesOf } from './lines.js';
import type { Line } from './lines.js';
import type { Element, Hold, Piece, Style, TextMark } from './pieces.js';
import type { Typeface } from './typeface.js';

/** Where parts are set: in what, how wide, with which letters. */
export interface Frame {
  readonly parent: Element;
  readonly width: number;
  readonly face: Typeface;
}

/** Text in pieces of a line each; the first two and the last two lines stay together. */
export function textPieces(words: Words, style: Style, element: Element, frame: Frame, x = 0): Piece[] {
  const { size, weight, leading } = style;
  const lines = linesOf(words, { width: frame.width - x, size, weight }, frame.face);
  return lines.map((line, at) => ({
    height: leading,
    gap: at === 0 ? style.gap : 0,
    hold: holdOf(at, lines.length),
    marks: [markOf(line, { x, y: 0, style, element })],
  }));
}

/** Whether a line stays with the next one, so that no line of a text stands alone. */
export function holdOf(at: number, count: number): Hold {
  return at < count - 1 && (at === 0 || at === count - 2) ? 'firm' : 'none';
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly style: Style;
  readonly element: Element | undefined;
}

export function markOf(line: Line, { style, ...place }: Place): TextMark {
  return { kind: 'text', line, size: style.size, colour: style.colour, ...place };
}
