import type { Block, Words } from '../paper.js';
import { linesOf } from './lines.js';
import type { Line } from './lines.js';
import { elementIn, LINE_COLOUR, SHADE, STYLES } from './pieces.js';
import type { Element, Mark, Piece, ShapeMark, Style } from './pieces.js';
import { holdOf, markOf } from './setting.js';
import type { Frame } from './setting.js';

const PADDING = 5;
/** A row that is higher than this goes over the edge of a page; all others stand whole on one. */
const MOST_ROW = 560;
const CELL: Style = { ...STYLES.body, size: 10.5, leading: 14 };
const HEAD: Style = { ...CELL, weight: 'bold' };

interface Cell {
  readonly element: Element | undefined;
  readonly x: number;
  readonly lines: readonly Line[];
  readonly style: Style;
}

/** A table with a head that stands again on every page. */
export function tablePieces({ columns, rows }: Extract<Block, { kind: 'table' }>, frame: Frame): Piece[] {
  const table = elementIn(frame.parent, 'Table');
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (frame.width * share) / shares);
  const set = (row: Element, texts: readonly Words[], tag: 'TH' | 'TD', style: Style) =>
    texts.map((words, at): Cell => {
      const width = (widths[at] ?? 0) - 2 * PADDING;
      const x = widths.slice(0, at).reduce((sum, one) => sum + one, 0) + PADDING;
      const lines = linesOf(words, { width, size: style.size, weight: style.weight }, frame.face);
      return { element: elementIn(row, tag), x, lines, style };
    });
  const heads = columns.map(({ head }) => head);
  const [head] = rowPieces(set(elementIn(table, 'TR'), heads, 'TH', HEAD), frame.width, true);
  if (head === undefined) return [];
  const again: Piece = { ...head, marks: head.marks.map(unowned) };
  const body = rows.flatMap((texts) => rowPieces(set(elementIn(table, 'TR'), texts, 'TD', CELL), frame.width, false));
  return [{ ...head, gap: 6, hold: 'firm' }, ...body.map((piece) => ({ ...piece, head: again }))];
}

/** What is repeated is read once. */
function unowned(mark: Mark): Mark {
  return mark.kind === 'text' ? { ...mark, element: undefined } : mark;
}

function rowPieces(cells: readonly Cell[], width: number, isHead: boolean): Piece[] {
  const count = Math.max(1, ...cells.map(({ lines }) => lines.length));
  const height = count * CELL.leading + 2 * PADDING;
  if (height > MOST_ROW) return splitRow(cells, width, count);
  const marks = Array.from({ length: count }, (_, at) => marksAt(cells, at, PADDING + at * CELL.leading)).flat();
  const shade: ShapeMark = { kind: 'shape', x: 0, y: 0, width, height, colour: SHADE, isFilled: true };
  return [{ height, gap: 0, hold: 'none', marks: [...(isHead ? [shade] : []), ...marks, ruleAt(height, width)] }];
}

/** A row with more in it than a page holds, line by line. */
function splitRow(cells: readonly Cell[], width: number, count: number): Piece[] {
  return Array.from({ length: count }, (_, at): Piece => {
    const above = at === 0 ? PADDING : 0;
    const isLast = at === count - 1;
    const height = above + CELL.leading + (isLast ? PADDING : 0);
    const rule = isLast ? [ruleAt(height, width)] : [];
    return { height, gap: 0, hold: holdOf(at, count), marks: [...marksAt(cells, at, above), ...rule] };
  });
}

function marksAt(cells: readonly Cell[], at: number, y: number): Mark[] {
  return cells.flatMap(({ element, x, lines, style }) => {
    const line = lines[at];
    return line === undefined ? [] : [markOf(line, { x, y, style, element })];
  });
}

function ruleAt(y: number, width: number): ShapeMark {
  return { kind: 'shape', x: 0, y, width, height: 0, colour: LINE_COLOUR };
}
