import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { formatOf, MEDIA_TYPES } from '#formats/format.js';

/** What people call the formats besides their names and content types. */
const OTHER_NAMES: ReadonlyMap<string, MessageFormat> = new Map([
  ['hl7', 'hl7v2'],
  ['er7', 'hl7v2'],
  ['v2.xml', 'hl7v2-xml'],
  ['v2xml', 'hl7v2-xml'],
  ['fhir', 'fhir-json'],
]);

/** How a file of a format ends, the most telling ending first. */
export const FILE_ENDINGS: Readonly<Record<MessageFormat, readonly [string, ...string[]]>> = {
  'fhir-json': ['fhir.json'],
  'fhir-xml': ['fhir.xml'],
  'hl7v2-xml': ['v2.xml'],
  json: ['json'],
  xml: ['xml'],
  hl7v2: ['hl7', 'er7', 'adt'],
};

/**
 * The format that a person names: by its name (`hl7v2-xml`), its content type with or without `application/`
 * (`hl7-v2+xml`, `fhir+json`), or a name in common use (`er7`, `v2.xml`). Undefined for anything else.
 */
export function formatNamed(name: string): MessageFormat | undefined {
  const wanted = name.trim().toLowerCase();
  const own = MESSAGE_FORMATS.find((format) => format === wanted);
  return own ?? OTHER_NAMES.get(wanted) ?? formatOf(wanted) ?? formatOf(`application/${wanted}`);
}

/** All names under which `formatNamed` certainly knows a format, to be shown to people. */
export const FORMAT_NAMES: readonly string[] = MESSAGE_FORMATS.map((format) => {
  const type = MEDIA_TYPES[format].replace('application/', '');
  return type === format ? format : `${format} (${type})`;
});

/** The format that a file name tells by its ending. */
export function formatOfFileName(name: string): MessageFormat | undefined {
  const lower = name.toLowerCase();
  const known = Object.entries(FILE_ENDINGS).find(([, endings]) => endings.some((end) => lower.endsWith(`.${end}`)));
  return known === undefined ? undefined : formatNamed(known[0]);
}
