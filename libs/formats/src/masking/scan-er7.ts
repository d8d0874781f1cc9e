import type { Delimiters } from '../hl7v2/delimiters.js';
import { readDelimiters } from '../hl7v2/delimiters.js';
import { er7Form, isSegmentName } from './er7-places.js';
import type { Er7Place } from './er7-places.js';
import type { Shower } from './marked-text.js';

const LINE = /[^\r\n]+/g;
const NAMES_SEPARATORS = /^(?:MSH|FHS|BHS)$/;

/** Shows the separators and the segment names of ER7, and what stands at places that hold no personal data. */
export function scanEr7(shower: Shower, isSaidProtected: boolean): void {
  const text = shower.source;
  const isProtected = isSaidProtected || isProtectedPerson(text);
  let delimiters: Delimiters | undefined;
  for (const match of text.matchAll(LINE)) {
    const start = match.index + (match[0].length - match[0].trimStart().length);
    const line = match[0].trim();
    const name = line.slice(0, 3);
    const own = NAMES_SEPARATORS.test(name) ? separatorsOf(line) : undefined;
    delimiters = own ?? delimiters;
    if (delimiters === undefined || !isSegmentName(name)) continue;
    if (line.length > 3 && line.charAt(3) !== delimiters.field) continue;
    new Segment(shower, start, line, delimiters, isProtected).scan(own !== undefined);
  }
}

function separatorsOf(line: string): Delimiters | undefined {
  const field = line.charAt(3);
  const end = line.indexOf(field, 4);
  const read = readDelimiters(field, line.slice(4, end < 0 ? undefined : end).trimEnd());
  return read.ok ? read.delimiters : undefined;
}

/** PD1-12: whatever it says but no means that the person is protected. */
function isProtectedPerson(text: string): boolean {
  for (const [line] of text.matchAll(/^[^\S\r\n]*PD1[^\r\n]*/gm)) {
    const segment = line.trimStart();
    const indicator = segment.split(segment.charAt(3), 13)[12]?.trim() ?? '';
    if (!['', '""', 'N'].includes(indicator)) return true;
  }
  return false;
}

/** One segment, from its name to the end of its line. */
class Segment {
  private observation = '';

  constructor(
    private readonly shower: Shower,
    private readonly start: number,
    private readonly line: string,
    private readonly delimiters: Delimiters,
    private readonly isProtected: boolean,
  ) {}

  scan(namesSeparators: boolean): void {
    const { start, line, shower, delimiters } = this;
    const segment = line.slice(0, 3);
    let at = 3;
    let field = 0;
    if (namesSeparators) {
      const end = line.indexOf(delimiters.field, 4);
      at = end < 0 ? line.length : end;
      field = 2;
    }
    shower.show(start, start + at);
    while (at < line.length) {
      const next = line.indexOf(delimiters.field, at + 1);
      const end = next < 0 ? line.length : next;
      field += 1;
      shower.show(start + at, start + at + 1);
      this.scanField(at + 1, end, { segment, field, component: 1, subcomponent: 1, observation: '' });
      at = end;
    }
  }

  private scanField(from: number, to: number, place: Er7Place): void {
    const { component, subcomponent, repetition } = this.delimiters;
    let [at, inComponent, inSubcomponent] = [from, 1, 1];
    for (let end = from; end <= to; end += 1) {
      const char = end === to ? undefined : this.line.charAt(end);
      const isEnd = char === undefined || char === component || char === repetition || char === subcomponent;
      if (!isEnd) continue;
      this.scanValue(at, end, { ...place, component: inComponent, subcomponent: inSubcomponent });
      if (char !== undefined) this.shower.show(this.start + end, this.start + end + 1);
      inSubcomponent = char === subcomponent ? inSubcomponent + 1 : 1;
      if (char !== subcomponent) inComponent = char === component ? inComponent + 1 : 1;
      at = end + 1;
    }
  }

  private scanValue(from: number, to: number, place: Er7Place): void {
    if (from === to) return;
    const value = this.line.slice(from, to).trim();
    const { segment, field, component } = place;
    if (segment === 'OBX' && field === 3 && component === 1) this.observation = value;
    const isShown =
      value === '""' || er7Form({ ...place, observation: this.observation }, this.isProtected)?.(value) === true;
    if (isShown) this.shower.show(this.start + from, this.start + to);
    else this.shower.mask(this.start + to);
  }
}
