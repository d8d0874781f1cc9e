import type { MessageFormat } from '#domain/message.js';
import type { Reason } from '#domain/reason.js';
import { parseLocation, parsePath } from '../hl7v2/location.js';
import type { Location } from '../hl7v2/location.js';
import { valuesIn } from '../json/syntax.js';
import type { Mark, MarkedText, ShownText } from './marked-text.js';

/** What a reason has to tell to be marked. */
export type MarkedReason = Pick<Reason, 'path' | 'code' | 'message' | 'line' | 'column'>;

/** A stretch of the source. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The text with a mark of kind `error` where each reason is, as well as can be told: by its line and column, else by its path in
 * the words of the format, else by the nearest thing that it belongs to. A reason about the message as a whole has none.
 */
export function markReasons(
  shown: ShownText,
  reasons: readonly MarkedReason[],
  format: MessageFormat | undefined,
): MarkedText {
  const finder = finderOf(shown.source, format);
  const found = reasons.flatMap((reason): Mark[] => {
    const range = finder(reason);
    if (range === undefined) return [];
    const from = shown.shownAt(range.from);
    const { path, code, message } = reason;
    return [{ from, to: Math.max(from, endOf(shown, range.to, from)), kind: 'error', path, code, message }];
  });
  const marks = [...shown.marks, ...found].sort((one, other) => one.from - other.from || one.to - other.to);
  return { text: shown.text, marks };
}

/** The end of what is masked is the end of its mask. */
function endOf({ shownAt, marks, text }: ShownText, offset: number, from: number): number {
  const end = Math.min(shownAt(offset), text.length);
  const mask = marks.find((mark) => mark.kind === 'masked' && mark.from <= end && mark.to >= end && mark.from >= from);
  return mask === undefined ? end : mask.to;
}

type Finder = (reason: MarkedReason) => Range | undefined;

function finderOf(source: string, format: MessageFormat | undefined): Finder {
  if (format === 'hl7v2') return er7Finder(source);
  const offsetAt = lineFinder(source);
  const byPath = format === 'json' || format === 'fhir-json' ? jsonFinder(source) : () => undefined;
  return ({ path, line, column }) => {
    const offset = line === undefined ? undefined : offsetAt(line, column ?? 1);
    if (offset === undefined) return byPath(path);
    return { from: offset, to: endOfToken(source, offset) };
  };
}

/** Offsets of lines and columns, both counted from 1; lines end with LF. */
function lineFinder(source: string): (line: number, column: number) => number | undefined {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (line, column) => {
    const start = starts[line - 1];
    return start === undefined ? undefined : Math.min(start + column - 1, source.length);
  };
}

/** Where the value, or the element, that begins at an offset ends; no further than its line. */
function endOfToken(source: string, offset: number): number {
  const lineEnd = source.indexOf('\n', offset);
  const line = source.slice(offset, lineEnd < 0 ? undefined : lineEnd).trimEnd();
  const token = /^"(?:[^"\\]|\\.){0,10000}"?|^<[^<>]*>(?:[^<>]*<\/[^<>]*>)?|^[^<>\s,\]}"]+|^[[{]/.exec(line);
  return offset + (token?.[0] ?? line).length;
}

/** The values of a JSON text by path, as long as it is JSON. */
function jsonFinder(source: string): (path: string) => Range | undefined {
  let places: Map<string, number> | undefined;
  return (path) => {
    places ??= placesIn(source);
    for (let at = modelPath(path); at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['), 0))) {
      const offset = places.get(at);
      if (offset !== undefined) return { from: offset, to: endOfToken(source, offset) };
    }
    return undefined;
  };
}

function placesIn(source: string): Map<string, number> {
  const places = new Map<string, number>();
  try {
    for (const { path, offset } of valuesIn(source)) places.set(path, offset);
  } catch {
    // Not JSON: what was found until then is what there is.
  }
  return places;
}

/** A path of FHIR begins with the root, and says by `ofType` which resource it means. */
function modelPath(path: string): string {
  return path.replace(/^Bundle\./, '').replaceAll(/\.ofType\([A-Za-z]+\)/g, '');
}

/** Lines of ER7 are its segments, empty lines aside; a path says which field. */
function er7Finder(source: string): Finder {
  const lines = [...source.matchAll(/[^\r\n]+/g)]
    .filter(([line]) => line.trim() !== '')
    .map((match) => {
      const text = match[0].trim();
      return { from: match.index + match[0].indexOf(text), text };
    });
  const separator = lines[0]?.text.charAt(3) ?? '|';
  return ({ path, line }) => {
    const at = parseLocation(path) ?? parsePath(path);
    const named = at && lines.filter(({ text }) => text.startsWith(at.segment))[at.sequence - 1];
    const found = named ?? (line === undefined ? undefined : lines[line - 1]);
    if (found === undefined) return undefined;
    const inLine = named === undefined ? { from: 0, to: found.text.length } : fieldIn(found.text, at, separator);
    return { from: found.from + inLine.from, to: found.from + inLine.to };
  };
}

/** The field of a segment; the whole segment where none is named, its end where it has no such field. */
function fieldIn(line: string, at: Location | undefined, separator: string): Range {
  const { segment = '', field } = at ?? {};
  if (field === undefined) return { from: 0, to: line.length };
  const isOwn = /^(?:MSH|FHS|BHS)$/.test(segment);
  if (isOwn && field === 1) return { from: 3, to: 4 };
  let from = 0;
  for (let number = isOwn ? 1 : 0; number < field; number += 1) {
    const next = line.indexOf(separator, from);
    if (next < 0) return { from: line.length, to: line.length };
    from = next + 1;
  }
  const end = line.indexOf(separator, from);
  return { from, to: end < 0 ? line.length : end };
}
