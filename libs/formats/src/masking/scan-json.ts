import type { Form } from './harmless.js';
import type { Shower } from './marked-text.js';

/** Which names and values of a text in JSON are shown. */
export interface JsonPlaces {
  readonly isKnownName: (name: string) => boolean;
  /** `place` is the path without the numbers of list items, such as `patient.address.line`. */
  readonly formAt: (place: string) => Form;
}

/** Objects and lists within each other of which the places are told apart; what lies deeper is masked. */
const DEEPEST = 40;

interface Frame {
  readonly isObject: boolean;
  /** Place of the object or list; undefined where it is too deep. */
  readonly place: string | undefined;
  /** The name that stands before the value to come. */
  name: string | undefined;
}

const BLANK = /\s*/y;
const LITERAL = /true|false|null|-?\d[-+.\deE]*/y;

/**
 * Shows the structure of JSON, known names, and values at places that hold no personal data. The text need not be JSON: what
 * is not understood is masked. Looks at each character once.
 */
export function scanJson(shower: Shower, places: JsonPlaces): void {
  new JsonScan(shower, places).run();
}

class JsonScan {
  private readonly text: string;
  private readonly open: Frame[] = [];
  private at = 0;

  constructor(
    private readonly shower: Shower,
    private readonly places: JsonPlaces,
  ) {
    this.text = shower.source;
  }

  run(): void {
    while (this.at < this.text.length) {
      const char = this.text.charAt(this.at);
      if (char === '{' || char === '[') this.begin(char === '{');
      else if (char === '}' || char === ']') this.end();
      else if (char === '"') this.string();
      else if (char === ',') this.comma();
      else if (char === ':') this.showOne();
      else this.other();
    }
  }

  private get frame(): Frame | undefined {
    return this.open.at(-1);
  }

  /** The place of a value that stands here. */
  private placeHere(): string | undefined {
    const { frame } = this;
    if (frame === undefined) return this.open.length === 0 ? '' : undefined;
    if (!frame.isObject || frame.place === undefined) return frame.place;
    if (frame.name === undefined) return undefined;
    return frame.place === '' ? frame.name : `${frame.place}.${frame.name}`;
  }

  private begin(isObject: boolean): void {
    const place = this.open.length < DEEPEST ? this.placeHere() : undefined;
    this.open.push({ isObject, place, name: undefined });
    this.showOne();
  }

  private end(): void {
    this.open.pop();
    this.showOne();
  }

  private comma(): void {
    const { frame } = this;
    if (frame !== undefined) frame.name = undefined;
    this.showOne();
  }

  private showOne(): void {
    this.shower.show(this.at, this.at + 1);
    this.at += 1;
  }

  private string(): void {
    const from = this.at;
    const to = this.endOfString(from + 1);
    const isClosed = to > from + 1 && this.text.charAt(to - 1) === '"';
    const inner = this.text.slice(from + 1, isClosed ? to - 1 : to);
    const isShown = this.isName(to) ? this.isShownName(inner) : this.fits(inner);
    this.shower.show(from, from + 1);
    const end = isClosed ? to - 1 : to;
    if (isShown) this.shower.show(from + 1, end);
    else this.shower.mask(end);
    if (isClosed) this.shower.show(end, to);
    this.at = to;
  }

  private endOfString(from: number): number {
    let at = from;
    while (at < this.text.length) {
      const char = this.text.charAt(at);
      if (char === '"') return at + 1;
      at += char === '\\' ? 2 : 1;
    }
    return this.text.length;
  }

  private isName(end: number): boolean {
    if (this.frame?.isObject !== true || this.frame.name !== undefined) return false;
    BLANK.lastIndex = end;
    BLANK.test(this.text);
    return this.text.charAt(BLANK.lastIndex) === ':';
  }

  private isShownName(name: string): boolean {
    const isKnown = this.places.isKnownName(name);
    // Below a name that is not known there is no place, whatever stands there.
    if (this.frame !== undefined) this.frame.name = isKnown ? name : '?';
    return isKnown;
  }

  private fits(value: string): boolean {
    const place = this.placeHere();
    return place !== undefined && this.places.formAt(place)?.(value) === true;
  }

  private other(): void {
    LITERAL.lastIndex = this.at;
    const [literal] = LITERAL.exec(this.text) ?? [];
    if (literal === undefined) {
      // Blanks stay as they are, anything else is masked with what follows.
      this.at += 1;
      return;
    }
    const to = this.at + literal.length;
    if (literal === 'null' || this.fits(literal)) this.shower.show(this.at, to);
    else this.shower.mask(to);
    this.at = to;
  }
}
