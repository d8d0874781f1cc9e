import type { Line } from './lines.js';
import type { Weight } from './typeface.js';

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** What a part of the paper is, for who has it read aloud. */
export interface Element {
  readonly tag:
    'Document' | 'H1' | 'H2' | 'H3' | 'H4' | 'P' | 'L' | 'LI' | 'Lbl' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD';
  readonly children: Element[];
}

export function elementIn(parent: Element, tag: Element['tag']): Element {
  const element: Element = { tag, children: [] };
  parent.children.push(element);
  return element;
}

/** A line of text at a place of a piece, in points from its upper left corner. */
export interface TextMark {
  readonly kind: 'text';
  /** What it belongs to; what is repeated on a new page belongs to nothing. */
  readonly element: Element | undefined;
  readonly x: number;
  readonly y: number;
  readonly line: Line;
  readonly size: number;
  readonly colour: string;
}

/** A frame, or a line when it has no height; filled, or drawn. */
export interface ShapeMark {
  readonly kind: 'shape';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  readonly isFilled?: boolean;
}

export type Mark = TextMark | ShapeMark;

/** How firmly a piece stays on the page of the one that follows: a heading firmly, a part of a group when there is room. */
export type Hold = 'none' | 'loose' | 'firm';

/** A part of the paper that is on one page. */
export interface Piece {
  readonly height: number;
  /** Room above it, unless it is the first of a page. */
  readonly gap: number;
  readonly hold: Hold;
  readonly marks: readonly Mark[];
  /** Stands above it again when it is the first of a page: the head of its table. */
  readonly head?: Piece;
  readonly onNewPage?: boolean;
}

/** How text is set. */
export interface Style {
  readonly size: number;
  /** From line to line. */
  readonly leading: number;
  readonly weight: Weight;
  readonly gap: number;
  readonly colour: string;
}

const INK = '#111111';
const QUIET = '#444444';

export const STYLES = {
  h1: { size: 20, leading: 25, weight: 'bold', gap: 0, colour: INK },
  h2: { size: 14, leading: 18, weight: 'bold', gap: 16, colour: INK },
  h3: { size: 12, leading: 16, weight: 'bold', gap: 11, colour: INK },
  h4: { size: 11, leading: 15, weight: 'bold', gap: 8, colour: INK },
  body: { size: 11, leading: 15, weight: 'regular', gap: 5, colour: INK },
  large: { size: 13, leading: 18, weight: 'regular', gap: 5, colour: INK },
  quiet: { size: 9.5, leading: 13, weight: 'regular', gap: 5, colour: QUIET },
} as const satisfies Readonly<Record<string, Style>>;

export const LINE_COLOUR = '#555555';
export const SHADE = '#eeeeee';
