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
  if (format !== undefined && format !== '') return best([rangeOf(format.trim().replaceAll(' ', '+'))]);
  if (accept === undefined || accept.trim() === '') return 'json';
  return best(accept.split(',').map(rangeOf));
}

/** The form that a content type names; undefined when it names neither. */
export function fhirContentEncoding(contentType: string | undefined): FhirEncoding | undefined {
  const range = rangeOf(contentType ?? '');
  return range.quality > 0 ? NAMES.find(([name]) => name.includes('/') && name === range.type)?.[1] : undefined;
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const named = new Map(parameters.map(parameterOf));
  const version = named.get('fhirversion');
  if (version !== undefined && !VERSIONS.includes(version)) return { type, quality: 0 };
  const quality = Number(named.get('q') ?? 1);
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

function parameterOf(text: string): [name: string, value: string] {
  const [name = '', value = ''] = text.split('=');
  return [name.trim(), value.trim().replaceAll('"', '')];
}

function best(ranges: readonly Range[]): FhirEncoding | undefined {
  const rated = NAMES.map(([name, encoding]) => ({ encoding, quality: qualityOf(name, ranges) }));
  const [first] = rated.sort((one, other) => other.quality - one.quality);
  return first !== undefined && first.quality > 0 ? first.encoding : undefined;
}

/** The most exact range that covers a name decides. */
function qualityOf(name: string, ranges: readonly Range[]): number {
  for (const type of [name, `${name.split('/')[0] ?? ''}/*`, '*/*']) {
    const range = ranges.find((candidate) => candidate.type === type);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
