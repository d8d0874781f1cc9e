/** Where and why a text is no JSON that is taken; `offset` counts from 0. */
export interface JsonFault {
  readonly kind: 'syntax' | 'depth' | 'values' | 'repeated-name';
  readonly offset: number;
}

export interface JsonLimits {
  /** Objects and lists within each other. */
  readonly depth: number;
  /** Values in all: objects, lists, texts, numbers and the rest. */
  readonly values: number;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const BEGIN_LIST = 0x5b;
const END_LIST = 0x5d;
const BEGIN_OBJECT = 0x7b;
const END_OBJECT = 0x7d;

const LITERALS = ['true', 'false', 'null'];

type Expected = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'comma-or-end' | 'end';

/**
 * The first thing that is wrong with a text that should be JSON (RFC 8259), or that goes beyond the limits; an object that
 * names a field twice is wrong, since which of the two is meant would be a guess. Looks at each character once, and no
 * further than the fault.
 */
export function faultIn(text: string, limits: JsonLimits): JsonFault | undefined {
  return new Examination(text, limits).fault();
}

class Examination {
  private at = 0;
  private values = 0;
  /** What is open: the names so far of an object, undefined for a list. */
  private readonly open: (Set<string> | undefined)[] = [];

  constructor(
    private readonly text: string,
    private readonly limits: JsonLimits,
  ) {}

  fault(): JsonFault | undefined {
    let expected: Expected = 'value';
    for (;;) {
      this.at = afterBlanks(this.text, this.at);
      if (expected === 'end' && this.at >= this.text.length) return undefined;
      const next = this.step(expected);
      if (typeof next === 'object') return next;
      expected = next;
    }
  }

  /** Reads one thing; tells what has to follow, or what is wrong. */
  private step(expected: Expected): Expected | JsonFault {
    const code = this.text.charCodeAt(this.at);
    switch (expected) {
      case 'value':
        return this.value(code);
      case 'value-or-end':
        return code === END_LIST ? this.close() : this.value(code);
      case 'name':
        return code === QUOTE ? this.name() : this.wrong();
      case 'name-or-end':
        if (code === END_OBJECT) return this.close();
        return code === QUOTE ? this.name() : this.wrong();
      case 'comma-or-end':
        return this.afterValue(code);
      case 'end':
        return this.wrong();
    }
  }

  private wrong(offset = this.at): JsonFault {
    return { kind: 'syntax', offset: Math.min(offset, this.text.length) };
  }

  private value(code: number): Expected | JsonFault {
    this.values += 1;
    if (this.values > this.limits.values) return { kind: 'values', offset: this.at };
    if (code === BEGIN_OBJECT || code === BEGIN_LIST) {
      if (this.open.length >= this.limits.depth) return { kind: 'depth', offset: this.at };
      this.open.push(code === BEGIN_OBJECT ? new Set() : undefined);
      this.at += 1;
      return code === BEGIN_OBJECT ? 'name-or-end' : 'value-or-end';
    }
    const end = code === QUOTE ? endOfText(this.text, this.at) : endOfLiteral(this.text, this.at);
    if (typeof end === 'object') return this.wrong(end.fault);
    this.at = end;
    return this.following();
  }

  private name(): Expected | JsonFault {
    const start = this.at;
    const end = endOfText(this.text, start);
    if (typeof end === 'object') return this.wrong(end.fault);
    const name = nameAt(this.text, start, end);
    const names = this.open.at(-1);
    if (names?.has(name) === true) return { kind: 'repeated-name', offset: start };
    names?.add(name);
    this.at = afterBlanks(this.text, end);
    if (this.text.charCodeAt(this.at) !== COLON) return this.wrong();
    this.at += 1;
    return 'value';
  }

  private afterValue(code: number): Expected | JsonFault {
    const isObject = this.open.at(-1) !== undefined;
    if (code === (isObject ? END_OBJECT : END_LIST)) return this.close();
    if (code !== COMMA) return this.wrong();
    this.at += 1;
    return isObject ? 'name' : 'value';
  }

  private close(): Expected {
    this.open.pop();
    this.at += 1;
    return this.following();
  }

  private following(): Expected {
    return this.open.length === 0 ? 'end' : 'comma-or-end';
  }
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== SPACE && code !== LINE_FEED && code !== RETURN && code !== TAB) return at;
    at += 1;
  }
}

/** Offset behind the text in quotation marks that begins at `start`, or of the character that does not belong there. */
function endOfText(text: string, start: number): number | { readonly fault: number } {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      const length = lengthOfEscape(text, at);
      if (length === 0) return { fault: at };
      at += length;
    } else if (code >= SPACE) at += 1;
    // A control character, or the end, which is no number.
    else return { fault: at };
  }
}

function lengthOfEscape(text: string, at: number): number {
  if (text[at + 1] === 'u') return /^[0-9A-Fa-f]{4}$/.test(text.slice(at + 2, at + 6)) ? 6 : 0;
  return '"\\/bfnrt'.includes(text[at + 1] ?? ' ') ? 2 : 0;
}

function endOfLiteral(text: string, start: number): number | { readonly fault: number } {
  const literal = LITERALS.find((candidate) => text.startsWith(candidate, start));
  return literal === undefined ? endOfNumber(text, start) : start + literal.length;
}

function endOfNumber(text: string, start: number): number | { readonly fault: number } {
  const whole = text[start] === '-' ? start + 1 : start;
  let at = text[whole] === '0' ? whole + 1 : afterDigits(text, whole);
  if (at === whole) return { fault: start };
  if (text[at] === '.') {
    const end = afterDigits(text, at + 1);
    if (end === at + 1) return { fault: end };
    at = end;
  }
  if (text[at] === 'e' || text[at] === 'E') {
    const digits = text[at + 1] === '+' || text[at + 1] === '-' ? at + 2 : at + 1;
    at = afterDigits(text, digits);
    if (at === digits) return { fault: digits };
  }
  return at;
}

function afterDigits(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = text.charCodeAt(at)) at += 1;
  return at;
}

function nameAt(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end - 1);
  if (!written.includes('\\')) return written;
  return String(JSON.parse(text.slice(start, end)));
}

/** A value as it stands in a text: its path, such as `recipients[0]`, and the offset of its first character. */
export interface JsonValuePlace {
  readonly path: string;
  readonly offset: number;
}

/**
 * No path of a message is longer. What lies deeper has no place of its own: telling the paths of a list behind a name of a
 * million characters would take the one times the other.
 */
const LONGEST_PATH = 300;

interface OpenValue {
  /** Undefined for one that is too long. */
  readonly path: string | undefined;
  /** Position of the next item of a list; undefined for an object. */
  index: number | undefined;
  /** The name that the next value of an object has. */
  name: string | undefined;
}

/** The values of a text that was found to be JSON, in the order of the text, those with too long a path left out. */
export function* valuesIn(text: string): Generator<JsonValuePlace> {
  const open: OpenValue[] = [];
  let at = afterBlanks(text, 0);
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const inner = open.at(-1);
    if (code === END_OBJECT || code === END_LIST) {
      open.pop();
      at += 1;
    } else if (code === COMMA || code === COLON) {
      if (code === COMMA) advance(inner);
      at += 1;
    } else if (code === QUOTE && inner !== undefined && inner.index === undefined && inner.name === undefined) {
      const end = offsetAfter(text, at);
      inner.name = nameAt(text, at, end);
      at = end;
    } else {
      const path = pathOf(inner);
      if (path !== undefined) yield { path, offset: at };
      if (code === BEGIN_OBJECT || code === BEGIN_LIST) {
        open.push({ path, index: code === BEGIN_LIST ? 0 : undefined, name: undefined });
        at += 1;
      } else at = offsetAfter(text, at);
    }
    at = afterBlanks(text, at);
  }
}

function offsetAfter(text: string, at: number): number {
  const end = text.charCodeAt(at) === QUOTE ? endOfText(text, at) : endOfLiteral(text, at);
  return typeof end === 'number' ? end : text.length;
}

function advance(value: OpenValue | undefined): void {
  if (value === undefined) return;
  value.name = undefined;
  if (value.index !== undefined) value.index += 1;
}

function pathOf(inner: OpenValue | undefined): string | undefined {
  if (inner === undefined) return '';
  const { path, index, name = '' } = inner;
  if (path === undefined || path.length + name.length > LONGEST_PATH) return undefined;
  if (index !== undefined) return `${path}[${String(index)}]`;
  return path === '' ? name : `${path}.${name}`;
}
