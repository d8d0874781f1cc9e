import type { Block, Words } from '../paper.js';
import { linesOf } from './lines.js';
import { elementIn, LINE_COLOUR, STYLES } from './pieces.js';
import type { Hold, Piece, ShapeMark } from './pieces.js';
import { holdOf, markOf, textPieces } from './setting.js';
import type { Frame } from './setting.js';
import { tablePieces } from './table.js';

/** Sets parts one below the other. */
export function flow(blocks: readonly Block[], frame: Frame): Piece[] {
  const pieces: Piece[] = [];
  let isBroken = false;
  for (const block of blocks) {
    if (block.kind === 'page-break') {
      isBroken = true;
      continue;
    }
    const [first, ...rest] = piecesOf(block, frame);
    if (first === undefined) continue;
    pieces.push(isBroken ? { ...first, onNewPage: true } : first, ...rest);
    isBroken = false;
  }
  return pieces;
}

function piecesOf(block: Exclude<Block, { kind: 'page-break' }>, frame: Frame): Piece[] {
  const { parent } = frame;
  switch (block.kind) {
    case 'heading': {
      const tag = ({ 2: 'H2', 3: 'H3', 4: 'H4' } as const)[block.level];
      const style = STYLES[({ 2: 'h2', 3: 'h3', 4: 'h4' } as const)[block.level]];
      return held(textPieces(block.text, style, elementIn(parent, tag), frame), 'firm');
    }
    case 'paragraph':
      return textPieces(block.words, STYLES[block.tone ?? 'body'], elementIn(parent, 'P'), frame);
    case 'fields':
      return fieldPieces(block, frame);
    case 'list':
      return listPieces(block, frame);
    case 'table':
      return tablePieces(block, frame);
    case 'note':
      return notePieces(block.words, frame);
    case 'signatures':
      return block.places.map((place) => signaturePiece(place, frame));
    case 'together':
      return held(flow(block.blocks, frame), 'loose', block.leads);
  }
}

/** The same pieces, each held by the next as firmly as that at least; the last of a group only when it leads to what follows. */
function held(pieces: readonly Piece[], hold: Exclude<Hold, 'none'>, leads = hold === 'firm'): Piece[] {
  return pieces.map((piece, at) => {
    const isFree = !leads && at === pieces.length - 1;
    return isFree || piece.hold === 'firm' ? piece : { ...piece, hold };
  });
}

const MOST_LABEL = 150;
const BETWEEN = 12;

/** What it is called beside what it is. */
function fieldPieces({ fields }: Extract<Block, { kind: 'fields' }>, frame: Frame): Piece[] {
  const list = elementIn(frame.parent, 'L');
  const { size, leading, gap } = STYLES.body;
  const widest = Math.max(...fields.map(({ label }) => frame.face.widthOf(frame.face.settable(label), 'bold', size)));
  const labelWidth = Math.min(MOST_LABEL, widest + 1);
  const x = labelWidth + BETWEEN;
  return fields.flatMap(({ label, value }, index) => {
    const item = elementIn(list, 'LI');
    const columns = [
      {
        element: elementIn(item, 'Lbl'),
        x: 0,
        width: labelWidth,
        words: label,
        style: { ...STYLES.body, weight: 'bold' as const },
      },
      { element: elementIn(item, 'LBody'), x, width: frame.width - x, words: value, style: STYLES.body },
    ];
    const set = columns.map(({ words, width, style, ...rest }) => {
      return { ...rest, style, lines: linesOf(words, { width, size, weight: style.weight }, frame.face) };
    });
    const count = Math.max(...set.map(({ lines }) => lines.length));
    return Array.from({ length: count }, (_, at): Piece => ({
      height: leading,
      gap: at > 0 ? 0 : index === 0 ? gap : 2,
      hold: holdOf(at, count),
      marks: set.flatMap(({ lines, ...place }) => {
        const line = lines[at];
        return line === undefined ? [] : [markOf(line, { ...place, y: 0 })];
      }),
    }));
  });
}

const INDENT = 16;

function listPieces({ items, ordered }: Extract<Block, { kind: 'list' }>, frame: Frame): Piece[] {
  const list = elementIn(frame.parent, 'L');
  return items.flatMap((words, index) => {
    const item = elementIn(list, 'LI');
    const label = elementIn(item, 'Lbl');
    const sign = ordered === true ? `${String(index + 1)}.` : '\u2022';
    const style = { ...STYLES.body, gap: index === 0 ? STYLES.body.gap : 2 };
    const [first, ...rest] = textPieces(words, style, elementIn(item, 'LBody'), frame, INDENT);
    if (first === undefined) return [];
    const [line = []] = linesOf(sign, { width: INDENT, size: style.size }, frame.face);
    const mark = markOf(line, { x: 2, y: 0, style, element: label });
    return [{ ...first, marks: [mark, ...first.marks] }, ...rest];
  });
}

const PADDING = 7;

/** Text in a frame of its own; what is longer than most of a page has a frame on each. */
function notePieces(words: Words, { face, width, parent }: Frame): Piece[] {
  const element = elementIn(parent, 'P');
  const style = STYLES.body;
  const lines = linesOf(words, { width: width - 2 * PADDING, size: style.size }, face);
  const parts = Array.from({ length: Math.ceil(lines.length / MOST_LINES) }, (_, at) =>
    lines.slice(at * MOST_LINES, (at + 1) * MOST_LINES),
  );
  return parts.map((part): Piece => {
    const height = part.length * style.leading + 2 * PADDING;
    const frame: ShapeMark = { kind: 'shape', x: 0, y: 0, width, height, colour: LINE_COLOUR };
    const marks = part.map((line, at) => {
      return markOf(line, { x: PADDING, y: PADDING + at * style.leading, style, element });
    });
    return { height, gap: 8, hold: 'none', marks: [frame, ...marks] };
  });
}

const MOST_LINES = 24;
const ROOM_TO_SIGN = 34;

function signaturePiece(place: string, { face, width, parent }: Frame): Piece {
  const style = STYLES.quiet;
  const lines = linesOf(place, { width, size: style.size }, face);
  const element = elementIn(parent, 'P');
  const rule: ShapeMark = { kind: 'shape', x: 0, y: ROOM_TO_SIGN, width: width * 0.75, height: 0, colour: LINE_COLOUR };
  const marks = lines.map((line, at) => {
    const y = ROOM_TO_SIGN + 3 + at * style.leading;
    return markOf(line, { x: 0, y, style, element });
  });
  return { height: ROOM_TO_SIGN + 3 + lines.length * style.leading, gap: 4, hold: 'none', marks: [rule, ...marks] };
}
