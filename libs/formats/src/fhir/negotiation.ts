import { acceptRange, acceptRanges, ratingOf } from '../accept.js';
import type { AcceptRange } from '../accept.js';

/** In which form FHIR resources are written. */
export type FhirEncoding = 'json' | 'xml';

/** What both forms are called, in the order in which they are preferred by a caller who takes either. */
const NAMES: readonly (readonly [name: string, encoding: FhirEncoding])[] = [
  ['application/fhir+json', 'json'],
  ['application/json', 'json'],
  ['text/json', 'json'],
  ['json', 'json'],
  ['application/fhir+xml', 'xml'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
  ['xml', 'xml'],
];

/** Versions of FHIR that a media type may name in its parameter `fhirVersion`. */
const VERSIONS = ['4.0', '4.0.1'];

/**
 * The form of an answer: what `_format` says, else what `Accept` likes best, JSON when both are silent. Undefined: neither
 * form is acceptable.
 */
export function fhirEncoding(accept: string | undefined, format?: string): FhirEncoding | undefined {
  // A plus sign that was not escaped in the address arrives as a blank.
  if (format !== undefined && format !== '') return best([acceptRange(format.trim().replaceAll(' ', '+'))]);
  if (accept === undefined || accept.trim() === '') return 'json';
  return best(acceptRanges(accept));
}

/** The form that a content type names; undefined when it names neither. */
export function fhirContentEncoding(contentType: string | undefined): FhirEncoding | undefined {
  const range = inOurVersion(acceptRange(contentType ?? ''));
  if (range.quality === 0) return undefined;
  return NAMES.find(([name]) => name.includes('/') && name === range.type)?.[1];
}

/** A range as far as it can be had: one that asks for another version of FHIR cannot. */
function inOurVersion(range: AcceptRange): AcceptRange {
  const version = range.parameters.get('fhirversion');
  return version === undefined || VERSIONS.includes(version) ? range : { ...range, quality: 0 };
}

function best(asked: readonly AcceptRange[]): FhirEncoding | undefined {
  const ranges = asked.map(inOurVersion);
  const rated = NAMES.map(([name, encoding]) => ({ encoding, quality: ratingOf(name, ranges).quality }));
  const [first] = rated.sort((one, other) => other.quality - one.quality);
  return first !== undefined && first.quality > 0 ? first.encoding : undefined;
}
