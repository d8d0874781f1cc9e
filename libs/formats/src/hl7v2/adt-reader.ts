import { parseCivilDate, parseInstant } from '#domain/calendar.js';
import type { FieldForm } from '#domain/content/form.js';
import { mappedTo } from '#domain/mapping.js';
import type { Mapping } from '#domain/mapping.js';
import { reason } from '#domain/reason.js';
import type { Profile } from '#domain/profile/profile.js';
import type { Reason } from '#domain/reason.js';
import type { Hl7Message, Segment, Value } from './er7.js';
import { repetitionsOf, segmentAt, trimmedOf } from './er7.js';
import { unescapeText } from './escape.js';
import { formatLocation } from './location.js';
import type { Location } from './location.js';
import { OBSERVATIONS, Observations } from './observations.js';
import { parseSourcePlace } from './source-place.js';
import type { SourcePlace } from './source-place.js';
import { dateOrInstantOfHl7, instantOfHl7 } from './timestamp.js';

interface Found {
  readonly value: Value;
  readonly location: Location;
}

/** Also where the type was left out: nothing of a text gets lost then. */
const FREE_TEXT = new Set(['TX', 'FT', 'ST', '']);
const YES = new Set(['j', 'ja', 'y', 'yes', 'true']);
const NO = new Set(['n', 'nej', 'no', 'false']);

/**
 * Reads the paths of the model from where they stand: the places that the interface names, or where the source's mapping says.
 * Remembers where each was found and what was wrong with it. Blanks that pad a value are not part of it.
 */
export class AdtReader {
  readonly reasons: Reason[] = [];
  readonly cleared: string[] = [];
  readonly observations: Observations;
  /** Whether the message is one of our renderings, or made like one: it says its kind, and exactly what it says. */
  readonly isRendering: boolean;
  private readonly locations = new Map<string, Location>();
  private readonly places: ReadonlyMap<string, string>;

  constructor(
    readonly message: Hl7Message,
    readonly mapping: Mapping,
    readonly ruleIds: Profile['rules'] = {},
  ) {
    this.places = new Map(Object.entries(mapping.places));
    this.observations = new Observations(message, mapping.observations);
    this.isRendering = this.observations.has(OBSERVATIONS.kind);
  }

  /** Where each path was read from, or would have been. */
  *located(): Iterable<readonly [path: string, location: Location]> {
    yield* this.locations;
  }

  stoodAt(path: string, location: Location): void {
    this.locations.set(path, location);
  }

  /** One path stands where another was found. */
  standsWith(path: string, other: string): void {
    const location = this.locations.get(other);
    if (location !== undefined) this.locations.set(path, location);
  }

  /** Tells that the value of a path cannot be read, where it stands. */
  refuse(path: string, detail: string): undefined {
    const location = this.locations.get(path);
    this.reasons.push(reason('invalid-value', location === undefined ? path : formatLocation(location), detail));
    return undefined;
  }

  /** The first of the places that holds a value; one that holds `""` ends the search. */
  one(path: string, ...usual: string[]): string | undefined {
    return this.oneIn(path, this.placesOf(path, usual));
  }

  /** The same in these places, whatever the mapping says. */
  oneIn(path: string, places: readonly SourcePlace[]): string | undefined {
    for (const place of places) {
      const found = this.valuesAt(place).filter(({ value }) => !isBlank(value));
      const [first] = found;
      if (first === undefined) continue;
      this.stoodAt(path, first.location);
      const other = place.code === undefined ? undefined : contradiction(found, first);
      if (other !== undefined) return this.refuseTwice(path, other.location);
      if (first.value === null) this.cleared.push(path);
      return this.translated(path, first.value ?? undefined);
    }
    return this.missing(path, places);
  }

  /** Every value of the place, all repetitions of all segments. */
  many(path: string, usual: string): string[] | undefined {
    const places = this.placesOf(path, [usual]);
    const found = places.flatMap((place) => this.valuesAt(place)).filter(({ value }) => !isBlank(value));
    const [first] = found;
    if (first === undefined) return this.missing(path, places);
    this.stoodAt(path, first.location);
    const texts = found.flatMap(({ value }) => this.translated(path, value ?? undefined) ?? []);
    if (texts.length > 0) return texts;
    this.cleared.push(path);
    return undefined;
  }

  /** Free text: segments and repetitions are its lines; in TX, FT and ST separators are text. Blanks are kept. */
  text(path: string, usual: string): string | undefined {
    return this.textIn(path, this.placesOf(path, [usual]));
  }

  /** The same in these places, whatever the mapping says. */
  textIn(path: string, places: readonly SourcePlace[]): string | undefined {
    const found = places.flatMap((place) => this.linesAt(place)).filter(({ value }) => value !== undefined);
    const [first] = found;
    if (first === undefined) return this.missing(path, places);
    this.stoodAt(path, first.location);
    const lines = found.flatMap(({ value }) => value ?? []);
    if (lines.length > 0) return this.translated(path, lines.join('\n'));
    this.cleared.push(path);
    return undefined;
  }

  instant(path: string, ...usual: string[]): string | undefined {
    const text = this.one(path, ...usual);
    return text === undefined ? undefined : this.asInstant(path, text);
  }

  date(path: string, ...usual: string[]): string | undefined {
    const text = this.one(path, ...usual);
    return text === undefined ? undefined : this.asDate(path, text);
  }

  flag(path: string, ...usual: string[]): boolean | undefined {
    const text = this.one(path, ...usual);
    return text === undefined ? undefined : this.asFlag(path, text);
  }

  /** A text of a form as the value of the model; what it cannot be is told. Texts and codes are left to the model's check. */
  scalar(path: string, form: FieldForm, text: string): unknown {
    switch (form.type) {
      case 'instant':
        return this.asInstant(path, text);
      case 'date':
        return this.asDate(path, text);
      case 'boolean':
        return this.asFlag(path, text);
      case 'integer':
        return wholeOf(text) ?? this.refuse(path, 'must be a whole number');
      default:
        return text;
    }
  }

  private asInstant(path: string, text: string): string | undefined {
    return instantOfHl7(text) ?? isoInstant(text) ?? this.refuse(path, TIMESTAMP_FORM);
  }

  private asDate(path: string, text: string): string | undefined {
    return dateOrInstantOfHl7(text) ?? isoDate(text) ?? this.refuse(path, TIMESTAMP_FORM);
  }

  private asFlag(path: string, text: string): boolean | undefined {
    return flagOf(text) ?? this.refuse(path, 'must be J or N');
  }

  /** Values at a place, one for each repetition, blanks around them taken away. */
  private valuesAt(place: SourcePlace): Found[] {
    const { component, subcomponent } = place.location;
    return this.repetitionsAt(place, (raw) => trimmedOf(this.message, raw, component, subcomponent));
  }

  private linesAt(place: SourcePlace): Found[] {
    const { component, subcomponent } = place.location;
    return this.repetitionsAt(place, (raw, segment) =>
      component === undefined && this.isFreeText(segment)
        ? freeText(this.message, raw)
        : trimmedOf(this.message, raw, component, subcomponent),
    );
  }

  private repetitionsAt(place: SourcePlace, read: (raw: string, segment: Segment) => Value): Found[] {
    const { location } = place;
    const found: Found[] = [];
    for (const segment of this.segmentsAt(place)) {
      const all = repetitionsOf(this.message, segment, location.field);
      for (let index = (location.repetition ?? 1) - 1; index < all.length; index++) {
        const repetition = location.repetition ?? (index === 0 ? undefined : index + 1);
        const isUsual = segment.sequence === location.sequence && repetition === location.repetition;
        const at = isUsual ? location : { ...location, sequence: segment.sequence, repetition };
        found.push({ value: read(all[index] ?? '', segment), location: at });
        if (location.repetition !== undefined) break;
      }
    }
    return found;
  }

  private segmentsAt({ code, location }: SourcePlace): readonly Segment[] {
    if (code !== undefined) return this.observations.of(code);
    const segment = segmentAt(this.message, location.segment, location.sequence);
    return segment === undefined ? [] : [segment];
  }

  private isFreeText(segment: Segment): boolean {
    const [type] = repetitionsOf(this.message, segment, 2);
    return segment.name === 'OBX' && FREE_TEXT.has(type?.trim() ?? '');
  }

  private placesOf(path: string, usual: readonly string[]): SourcePlace[] {
    const own = this.places.get(path);
    const places: SourcePlace[] = [];
    for (const text of own === undefined ? usual : [own]) {
      const place = parseSourcePlace(text);
      if (place !== undefined) places.push(place);
    }
    return places;
  }

  private missing(path: string, [place]: readonly SourcePlace[]): undefined {
    if (place === undefined) return undefined;
    const { location, code } = place;
    this.stoodAt(path, code === undefined ? location : { ...location, sequence: this.observations.next });
    return undefined;
  }

  private refuseTwice(path: string, location: Location): undefined {
    this.stoodAt(path, location);
    return this.refuse(path, 'the same code has another value earlier in the message');
  }

  /** What the source's code table makes of a text. */
  private translated(path: string, text: string | undefined): string | undefined {
    const codes: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = this.mapping.codes;
    return mappedTo(mappedTo(codes, path) ?? {}, text) ?? text;
  }
}

const TIMESTAMP_FORM = 'must be a timestamp such as 20261123081500+0100';

function isBlank(value: Value): boolean {
  return value === undefined || value?.trim() === '';
}

function contradiction(found: readonly Found[], first: Found): Found | undefined {
  const { sequence, repetition } = first.location;
  return found.find(
    ({ value, location }) =>
      location.sequence !== sequence && location.repetition === repetition && value !== first.value,
  );
}

function freeText({ delimiters, charset }: Hl7Message, raw: string): Value {
  return raw === '""' ? null : unescapeText(raw, delimiters, charset);
}

/** `J` or `N`, also `Y`, `true` and the like. */
export function flagOf(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (YES.has(lower)) return true;
  return NO.has(lower) ? false : undefined;
}

function wholeOf(text: string): number | undefined {
  const number = /^-?\d{1,16}$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}

function isoInstant(text: string): string | undefined {
  return parseInstant(text) === undefined ? undefined : text;
}

function isoDate(text: string): string | undefined {
  return parseCivilDate(text) ?? isoInstant(text);
}
