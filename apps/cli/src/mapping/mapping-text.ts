import type { Place } from '#formats/reading.js';
import { both } from '../i18n/both.js';
import { en } from '../i18n/en.js';
import type { Texts } from '../i18n/sv.js';
import { sv } from '../i18n/sv.js';
import { tableLines } from '../inbox/table.js';
import { readablePath } from '../validate/findings.js';
import type { MappedMessage, MappedValue } from './mapped-message.js';

/** A longer text is cut in the table; the model below it has all of it. */
const MOST_SHOWN = 48;

interface Column {
  readonly heading: (texts: Texts) => string;
  readonly cell: (value: MappedValue) => string;
}

/** `*` marks what the mapping changed. */
const COLUMNS: readonly Column[] = [
  { heading: () => ' ', cell: ({ isChanged }) => (isChanged ? '*' : '') },
  { heading: (texts) => texts.columnPath, cell: ({ path }) => path },
  { heading: (texts) => texts.columnPlace, cell: ({ place }) => (place === undefined ? '' : readablePath(place.path)) },
  { heading: (texts) => texts.columnLine, cell: ({ place }) => lineAndColumn(place) },
  { heading: (texts) => texts.columnValue, cell: ({ value }) => shown(value) },
  {
    heading: (texts) => texts.columnUnmapped,
    cell: ({ isChanged, value, unmapped }) => (isChanged && unmapped !== value ? shown(unmapped) : ''),
  },
];

/** What became of a message: each value with its place, then the model as JSON. */
export function mappedLines({ model, values, needsMapping }: MappedMessage): string[] {
  if (model === undefined) return [];
  const table = tableLines(
    COLUMNS.map(({ heading }) => ({ sv: heading(sv), en: heading(en) })),
    values.map((value) => COLUMNS.map(({ cell }) => cell(value))),
  );
  const notes = [
    ...(values.some(({ isChanged }) => isChanged) ? [both((texts) => texts.mappingMark)] : []),
    ...(needsMapping ? [both((texts) => texts.mappingNeeded)] : []),
  ];
  return ['', ...table, ...notes, '', ...JSON.stringify(model, undefined, 2).split('\n'), ''];
}

/** The same for programs. */
export function mappedJson({ model, values, needsMapping }: MappedMessage): Readonly<Record<string, unknown>> {
  if (model === undefined) return {};
  const paths = values.map(({ path, value, place, isChanged, unmapped }) => ({
    ...{ path, value, line: place?.line, column: place?.column },
    place: place && readablePath(place.path),
    ...(isChanged ? { changed: true, unmapped } : {}),
  }));
  return { model, paths, ...(needsMapping ? { needsMapping } : {}) };
}

function lineAndColumn(place: Place | undefined): string {
  return [place?.line, place?.column].filter((number) => number !== undefined).join(':');
}

function shown(value: unknown): string {
  if (value === undefined) return '-';
  const text = String(value).replace(/\s+/g, ' ');
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text;
}
