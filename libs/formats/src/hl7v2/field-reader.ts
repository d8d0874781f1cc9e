import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import type { Hl7Message } from './er7.js';
import { textAt, value } from './er7.js';
import { formatLocation, parsePath } from './location.js';
import { dateOrInstantOfHl7, instantOfHl7 } from './timestamp.js';

/** Reads fields, remembers where they stood and what was wrong with them. */
export class FieldReader {
  readonly reasons: Reason[] = [];
  readonly cleared: string[] = [];
  /** Model path to the place that it was read from, such as `EVN-6`. */
  private readonly places = new Map<string, string>();

  constructor(readonly message: Hl7Message) {}

  /** Where a model path was read from, as HL7 location. */
  get locations(): [string, string][] {
    return [...this.places.keys()].map((path) => [path, this.locationOf(path)]);
  }

  /** The first of the places that holds a text; a place that holds `""` ends the search. */
  text(path: string, ...places: string[]): string | undefined {
    for (const place of places) {
      const found = value(this.message, place);
      if (found === undefined || found?.trim() === '') continue;
      this.places.set(path, place);
      if (found === null) this.cleared.push(path);
      return found?.trim();
    }
    this.places.set(path, places[0] ?? '');
    return undefined;
  }

  instant(path: string, ...places: string[]): string | undefined {
    const text = this.text(path, ...places);
    return text === undefined ? undefined : this.converted(text, this.locationOf(path), instantOfHl7);
  }

  dateOrInstant(path: string, place: string): string | undefined {
    const text = this.text(path, place);
    return text === undefined ? undefined : this.converted(text, this.locationOf(path), dateOrInstantOfHl7);
  }

  converted(text: string, location: string, convert: (text: string) => string | undefined): string | undefined {
    const read = convert(text);
    if (read === undefined) {
      this.reasons.push(reason('invalid-value', location, 'must be a timestamp such as 20261123081500+0100'));
    }
    return read;
  }

  private locationOf(path: string): string {
    const location = parsePath(this.places.get(path) ?? '');
    return location === undefined ? '' : formatLocation(location);
  }

  /** An XCN as name and title: given and family name, prefix or degree. */
  staff(path: string, place: string): Readonly<Record<string, unknown>> | undefined {
    this.places.set(path, place);
    const part = (component: number): string => textAt(this.message, `${place}.${String(component)}`);
    const name = [part(3), part(2)].filter((text) => text !== '').join(' ');
    return name === '' ? undefined : { name, title: part(6) || part(7) || undefined };
  }
}
