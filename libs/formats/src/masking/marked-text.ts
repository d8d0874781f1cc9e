/** A part of a text that stands out; offsets are UTF-16 units of the text that is shown. */
export interface Mark {
  from: number;
  to: number;
  kind: 'masked' | 'error';
  /** Of an error: where it is in the words of the format, its code, and what is wrong. */
  path?: string;
  code?: string;
  message?: string;
}

/** A text with the parts that are masked, and those that an error is about, in the order of the text. */
export interface MarkedText {
  text: string;
  marks: Mark[];
}

/** What stands for a value that is not shown, however long it is. */
const MASK = '•••';

/** A text as it is shown, and how its places lie in the text that it was made from; for `markReasons`. */
export interface ShownText extends MarkedText {
  readonly source: string;
  /** Offset in what is shown of an offset in the source; within what is masked, where that begins. */
  readonly shownAt: (offset: number) => number;
}

/** One stretch of the source that was copied or masked. */
interface Stretch {
  readonly source: number;
  readonly shown: number;
  readonly isCopied: boolean;
}

/**
 * Makes the shown text from front to back. What is neither copied nor masked outright is masked: only blanks and line ends stay
 * as they are. Line ends become LF, so that every text has its lines.
 */
export class Shower {
  private readonly parts: string[] = [];
  private readonly marks: Mark[] = [];
  private readonly stretches: Stretch[] = [];
  private at = 0;
  private length = 0;

  constructor(readonly source: string) {}

  /** Shows the source from `from` to `to`; what lies before it and was not shown yet is masked. */
  show(from: number, to: number): void {
    this.mask(from);
    if (to > this.at) this.copy(to);
  }

  /** Masks the source up to `to`. */
  mask(to: number): void {
    if (to <= this.at) return;
    const text = this.source.slice(this.at, to);
    // Line by line, so that line numbers stay what they were; blanks between them in one go.
    for (const [part] of text.matchAll(/\s+|\S(?:[^\r\n]*\S)?/g)) this.maskPart(part);
  }

  end(): ShownText {
    this.mask(this.source.length);
    const { source, stretches } = this;
    return { text: this.parts.join(''), marks: this.marks, source, shownAt: (offset) => shownAt(stretches, offset) };
  }

  private maskPart(part: string): void {
    if (part.trim() === '') {
      this.copy(this.at + part.length);
      return;
    }
    this.stretches.push({ source: this.at, shown: this.length, isCopied: false });
    this.marks.push({ from: this.length, to: this.length + MASK.length, kind: 'masked' });
    this.parts.push(MASK);
    this.length += MASK.length;
    this.at += part.length;
  }

  private copy(to: number): void {
    const text = this.source.slice(this.at, to);
    const lines = /\r/.test(text) ? text.split(/\r\n?/) : [text];
    lines.forEach((line, index) => {
      const isLast = index === lines.length - 1;
      this.stretches.push({ source: this.at, shown: this.length, isCopied: true });
      this.parts.push(isLast ? line : `${line}\n`);
      this.length += line.length + (isLast ? 0 : 1);
      this.at += line.length + (isLast ? 0 : this.source.startsWith('\r\n', this.at + line.length) ? 2 : 1);
    });
  }
}

function shownAt(stretches: readonly Stretch[], offset: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.source ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low - 1];
  if (found === undefined) return 0;
  return found.shown + (found.isCopied ? offset - found.source : 0);
}
