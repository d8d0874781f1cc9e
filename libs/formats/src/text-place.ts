/** A place in a text, both counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Line and column of offsets, asked for from front to back: each line is counted once. */
export class PlaceFinder {
  private line = 1;
  private lineStart = 0;
  /** Offset of the line feed that ends the line. */
  private lineEnd: number;

  constructor(private readonly text: string) {
    this.lineEnd = this.endOfLine();
  }

  at(offset: number): TextPlace {
    if (offset < this.lineStart) {
      this.line = 1;
      this.lineStart = 0;
      this.lineEnd = this.endOfLine();
    }
    while (this.lineEnd < offset) {
      this.lineStart = this.lineEnd + 1;
      this.line += 1;
      this.lineEnd = this.endOfLine();
    }
    return { line: this.line, column: offset - this.lineStart + 1 };
  }

  private endOfLine(): number {
    const end = this.text.indexOf('\n', this.lineStart);
    return end < 0 ? this.text.length : end;
  }
}
