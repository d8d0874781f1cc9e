import type { Form } from './harmless.js';
import type { Shower } from './marked-text.js';

/** Which names and values of a text in XML are shown. */
export interface XmlPlaces {
  readonly isKnownElement: (name: string) => boolean;
  /** Attributes besides namespaces. */
  readonly isKnownAttribute: (name: string) => boolean;
  /** Whether the value of a namespace declaration or of another attribute may be shown. */
  readonly attributeForm: (path: readonly string[], attribute: string) => Form;
  /** What the text of the innermost element of a path has to look like; names without prefix. */
  readonly textForm: (path: readonly string[]) => Form;
  /** Told of each element as it begins, and of each text of it that is not blank. */
  readonly onText?: (path: readonly string[], text: string) => void;
  readonly onElement?: (path: readonly string[]) => void;
}

/** Elements within each other of which the places are told apart; what lies deeper is masked. */
const DEEPEST = 60;
const DECLARATION =
  /^<\?xml version=(["'])1\.[01]\1(?: encoding=(["'])[A-Za-z][A-Za-z0-9._-]{0,20}\2)?(?: standalone=(["'])(?:yes|no)\3)?\s*\?>$/;
const PREFIX = /^(?:ns\d{0,2}|hl7|v2|h|m|f|fhir|x|xs|xsi|hemgang)$/;
const NAME = /[^\s<>/="']+/y;
const BLANK = /\s+/y;

/**
 * Shows the tags of XML, known names, and values at places that hold no personal data. The text need not be well-formed: what
 * is not understood is masked. Looks at each character once.
 */
export function scanXml(shower: Shower, places: XmlPlaces): void {
  new XmlScan(shower, places).run();
}

class XmlScan {
  private readonly text: string;
  private readonly path: string[] = [];
  /** How many elements are open below the deepest whose place is known. */
  private below = 0;
  private at = 0;

  constructor(
    private readonly shower: Shower,
    private readonly places: XmlPlaces,
  ) {
    this.text = shower.source;
  }

  run(): void {
    while (this.at < this.text.length) {
      if (this.text.charAt(this.at) === '<') this.markup();
      else this.content(this.indexOr('<', this.at));
    }
  }

  /** Where a text is found from an offset on, or the end. */
  private indexOr(searched: string, from: number): number {
    const found = this.text.indexOf(searched, from);
    return found < 0 ? this.text.length : found;
  }

  private content(to: number): void {
    const text = this.text.slice(this.at, to);
    const value = text.trim();
    if (value !== '') this.value(value, to);
    this.at = to;
  }

  private value(value: string, to: number): void {
    const isPlaced = this.below === 0 && this.path.length > 0;
    if (isPlaced) this.places.onText?.(this.path, value);
    if (isPlaced && this.places.textForm(this.path)?.(value) === true) this.shower.show(this.at, to);
    else this.shower.mask(to);
  }

  private markup(): void {
    const { at, text } = this;
    if (text.startsWith('<!--', at)) this.skip('-->');
    else if (text.startsWith('<![CDATA[', at)) this.characters();
    else if (text.startsWith('<?', at)) this.instruction();
    else if (text.startsWith('<!', at)) this.skip('>');
    else if (text.startsWith('</', at)) this.endTag();
    else this.startTag();
  }

  private skip(end: string): void {
    this.at = Math.min(this.indexOr(end, this.at + 2) + end.length, this.text.length);
    this.shower.mask(this.at);
  }

  private characters(): void {
    const end = this.indexOr(']]>', this.at);
    this.shower.show(this.at, this.at + 9);
    this.at += 9;
    this.value(this.text.slice(this.at, end).trim(), end);
    this.at = Math.min(end + 3, this.text.length);
    this.shower.show(end, this.at);
  }

  private instruction(): void {
    const end = Math.min(this.indexOr('?>', this.at) + 2, this.text.length);
    if (DECLARATION.test(this.text.slice(this.at, end))) this.shower.show(this.at, end);
    else this.shower.mask(end);
    this.at = end;
  }

  private endTag(): void {
    this.show(2);
    const name = this.name();
    if (this.below > 0) this.below -= 1;
    else if (this.path.at(-1) === name || this.path.includes(name)) {
      while (this.path.pop() !== name);
    }
    this.toEndOfTag();
  }

  private startTag(): void {
    this.show(1);
    const name = this.name();
    const isPlaced = this.below === 0 && this.path.length < DEEPEST;
    if (isPlaced) {
      this.path.push(name);
      this.places.onElement?.(this.path);
    } else this.below += 1;
    if (!this.toEndOfTag()) return;
    if (isPlaced) this.path.pop();
    else this.below -= 1;
  }

  private show(length: number): void {
    this.shower.show(this.at, this.at + length);
    this.at += length;
  }

  /** The name that stands here, without its prefix; `?` for one that is not known. */
  private name(): string {
    NAME.lastIndex = this.at;
    const [name = ''] = NAME.exec(this.text) ?? [];
    const colon = name.indexOf(':');
    const local = name.slice(colon + 1);
    const isKnown = this.places.isKnownElement(local) && (colon < 0 || PREFIX.test(name.slice(0, colon)));
    if (isKnown) this.show(name.length);
    else {
      this.at += name.length;
      this.shower.mask(this.at);
    }
    return isKnown ? local : '?';
  }

  /** Goes through the attributes to the end of the tag; whether the element is empty. */
  private toEndOfTag(): boolean {
    while (this.at < this.text.length) {
      BLANK.lastIndex = this.at;
      const blanks = BLANK.exec(this.text)?.[0].length ?? 0;
      if (blanks > 0) this.show(blanks);
      const char = this.text.charAt(this.at);
      if (char === '<') return false;
      if (char === '>') {
        this.show(1);
        return false;
      }
      if (char === '/' && this.text.charAt(this.at + 1) === '>') {
        this.show(2);
        return true;
      }
      this.attribute();
    }
    return false;
  }

  private attribute(): void {
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.text)?.[0] ?? '';
    if (name === '') {
      this.at += 1;
      this.shower.mask(this.at);
      return;
    }
    const isNamespace = name === 'xmlns' || (name.startsWith('xmlns:') && PREFIX.test(name.slice(6)));
    const isKnown = isNamespace || this.places.isKnownAttribute(name);
    if (isKnown) this.show(name.length);
    else {
      this.at += name.length;
      this.shower.mask(this.at);
    }
    const quoted = /\s{0,100}=\s{0,100}(["'])/y;
    quoted.lastIndex = this.at;
    const [equals, quote] = quoted.exec(this.text) ?? [];
    if (equals === undefined || quote === undefined) return;
    this.show(equals.length);
    const end = this.indexOr(quote, this.at);
    const value = this.text.slice(this.at, end);
    const isPlaced = isKnown && this.below === 0;
    const form = isPlaced ? this.places.attributeForm(this.path, isNamespace ? 'xmlns' : name) : undefined;
    if (form?.(value) === true) this.shower.show(this.at, end);
    else this.shower.mask(end);
    this.at = end;
    if (end < this.text.length) this.show(1);
  }
}
