import { runsOf } from '../paper.js';
import type { Run, Words } from '../paper.js';
import type { Typeface, Weight } from './typeface.js';

/** Text of one weight at a place of a line, in points from its start. */
export interface Stretch {
  readonly text: string;
  readonly weight: Weight;
  readonly x: number;
}

/** One line of text. */
export type Line = readonly Stretch[];

export interface Setting {
  readonly width: number;
  readonly size: number;
  /** Of what has no weight of its own. */
  readonly weight?: Weight;
}

interface Word {
  readonly text: string;
  readonly weight: Weight;
  readonly width: number;
  /** Whether a blank stands before it. */
  readonly isApart: boolean;
}

/**
 * Breaks text into lines: at blanks, at the breaks that were written, and within a word only where it is wider than a line. A line
 * ends with a blank where the next one does not go on with the same word, so that words stay apart when it is read aloud.
 */
export function linesOf(words: Words, setting: Setting, face: Typeface): Line[] {
  const parts = partsOf(runsOf(words), setting, face);
  return parts.flatMap((part, at) => {
    const lines = filled(part, setting, face);
    const last = lines.at(-1);
    if (at < parts.length - 1 && last !== undefined) endWithBlank(last);
    return lines.map(merged);
  });
}

/** The words between two written breaks. */
function partsOf(runs: readonly Run[], { size, weight = 'regular' }: Setting, face: Typeface): Word[][] {
  const parts: Word[][] = [[]];
  let isApart = false;
  for (const run of runs) {
    const weightOf: Weight = run.style === undefined ? weight : 'bold';
    // A number is not broken.
    const text = run.style === 'phone' ? run.text.replaceAll(' ', '\u00a0') : run.text;
    for (const piece of face.settable(text).split(/([ \n]+)/u)) {
      if (piece === '') continue;
      if (/^[ \n]/u.test(piece)) {
        isApart = true;
        for (const one of piece) if (one === '\n') parts.push([]);
        continue;
      }
      parts.at(-1)?.push({ text: piece, weight: weightOf, width: face.widthOf(piece, weightOf, size), isApart });
      isApart = false;
    }
  }
  while (parts.length > 1 && parts.at(-1)?.length === 0) parts.pop();
  return parts;
}

function filled(words: readonly Word[], setting: Setting, face: Typeface): Stretch[][] {
  const blank = face.widthOf(' ', setting.weight ?? 'regular', setting.size);
  const lines: Stretch[][] = [[]];
  let x = 0;
  for (const unit of unitsOf(words, setting, face)) {
    for (const [at, word] of unit.entries()) {
      const line = lines.at(-1) ?? [];
      const gap = x > 0 && word.isApart ? blank : 0;
      // What belongs together goes together, unless it is wider than a line.
      const needed = at === 0 && widthOf(unit) <= setting.width ? widthOf(unit) : word.width;
      const isOver = x > 0 && x + gap + needed > setting.width;
      if (word.isApart && x > 0) endWithBlank(line);
      if (isOver) lines.push([]);
      x = isOver ? 0 : x + gap;
      lines.at(-1)?.push({ text: word.text, weight: word.weight, x });
      x += word.width;
    }
  }
  return lines;
}

/** Words with no blank between them, such as a name in bold and the comma after it; those wider than a line in pieces. */
function unitsOf(words: readonly Word[], setting: Setting, face: Typeface): Word[][] {
  const units: Word[][] = [];
  for (const word of words) {
    if (word.isApart || units.length === 0) units.push([]);
    units.at(-1)?.push(...broken(word, setting, face));
  }
  return units;
}

function widthOf(unit: readonly Word[]): number {
  return unit.reduce((sum, { width }) => sum + width, 0);
}

function endWithBlank(line: Stretch[]): void {
  const last = line.at(-1);
  if (last !== undefined && !last.text.endsWith(' ')) line.splice(-1, 1, { ...last, text: `${last.text} ` });
}

/** Words of one weight side by side are set as one. */
function merged(stretches: readonly Stretch[]): Line {
  const line: Stretch[] = [];
  for (const one of stretches) {
    const last = line.at(-1);
    if (last?.weight === one.weight) line.splice(-1, 1, { ...last, text: last.text + one.text });
    else line.push(one);
  }
  return line;
}

/** A word that is wider than a line, in pieces that are not. */
function broken(word: Word, { width, size }: Setting, face: Typeface): Word[] {
  if (word.width <= width) return [word];
  const pieces: Word[] = [];
  let text = '';
  const push = () => {
    const isApart = pieces.length === 0 && word.isApart;
    pieces.push({ ...word, text, width: face.widthOf(text, word.weight, size), isApart });
  };
  for (const one of word.text) {
    if (text !== '' && face.widthOf(text + one, word.weight, size) > width) {
      push();
      text = '';
    }
    text += one;
  }
  push();
  return pieces;
}
