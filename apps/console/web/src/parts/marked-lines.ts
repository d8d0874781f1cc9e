import type { MarkDto, MarkedTextDto } from '../../../src/dto/content.dto.js';

/** A piece of a line: all of it is masked or none, and the same errors are about all of it. */
export interface Piece {
  readonly text: string;
  readonly isMasked: boolean;
  /** Numbers of the errors that are about it. */
  readonly errors: readonly number[];
  /** Those of them that begin here: each begins at one piece of the text. */
  readonly begins: readonly number[];
}

interface ErrorPlace {
  readonly from: number;
  readonly to: number;
  readonly number: number;
}

/**
 * A text line by line, in pieces. @param numberOf what an error is called; undefined: it is left out
 */
export function linesOf({ text, marks }: MarkedTextDto, numberOf: (mark: MarkDto) => number | undefined): Piece[][] {
  const masked = marks.filter(({ kind }) => kind === 'masked');
  const errors = marks.flatMap((mark): ErrorPlace[] => {
    const number = mark.kind === 'error' ? numberOf(mark) : undefined;
    return number === undefined ? [] : [{ from: mark.from, to: mark.to, number }];
  });
  let start = 0;
  const lines = text.split('\n');
  // The end of the last line is no line of its own, unless something is missing there.
  if (lines.length > 1 && lines.at(-1) === '' && !errors.some(({ from }) => from === text.length)) lines.pop();
  return lines.map((line) => {
    const end = start + line.length;
    const pieces = piecesOf(text, start, end, masked, errors);
    start = end + 1;
    return pieces;
  });
}

function piecesOf(
  text: string,
  start: number,
  end: number,
  masked: readonly MarkDto[],
  errors: readonly ErrorPlace[],
): Piece[] {
  const touching = <M extends { from: number; to: number }>(marks: readonly M[]) =>
    marks.filter(({ from, to }) => from <= end && to >= start);
  const [masks, places] = [touching(masked), touching(errors)];
  const cuts = new Set([start, end]);
  for (const { from, to } of [...masks, ...places]) {
    for (const at of [from, to]) if (at > start && at < end) cuts.add(at);
  }
  const edges = [...cuts].sort((one, other) => one - other);
  const pieces: Piece[] = [];
  edges.forEach((from, at) => {
    const missing = places.filter((place) => place.from === from && place.to === from);
    if (missing.length > 0) pieces.push(placed('', false, missing, from));
    const to = edges[at + 1];
    if (to === undefined) return;
    const covers = (mark: { from: number; to: number }) => mark.from <= from && mark.to >= to;
    pieces.push(
      placed(
        text.slice(from, to),
        masks.some(covers),
        places.filter((place) => covers(place)),
        from,
      ),
    );
  });
  return pieces;
}

function placed(text: string, isMasked: boolean, errors: readonly ErrorPlace[], from: number): Piece {
  return {
    text,
    isMasked,
    errors: errors.map(({ number }) => number),
    begins: errors.filter((place) => place.from === from).map(({ number }) => number),
  };
}
