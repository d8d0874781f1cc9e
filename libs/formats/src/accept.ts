/** One range of an Accept header: a content type or a wildcard, its parameters, and how much it is liked, 0 to 1. */
export interface AcceptRange {
  /** Lower case, without parameters; empty for an empty header. */
  readonly type: string;
  /** By name, both lower case, without quotation marks. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

/** The ranges of an Accept header, in its order. A quality that is no number from 0 to 1 likes nothing. */
export function acceptRanges(header: string): AcceptRange[] {
  return header.split(',').map(acceptRange);
}

/** One range, such as a content type. */
export function acceptRange(text: string): AcceptRange {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase());
  const parameters = new Map(rest.map(parameterOf));
  const quality = Number(parameters.get('q') ?? 1);
  return { type, parameters, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

function parameterOf(text: string): [name: string, value: string] {
  const [name = '', value = ''] = text.split('=');
  return [name.trim(), value.trim().replaceAll('"', '')];
}

/**
 * How much a type is liked: the most exact range that covers it decides. `exactness` is 2 for the type itself, 1 and 0 for
 * wildcards.
 * @param isNamed whether a range names the type.
 */
export function ratingOf(
  type: string,
  ranges: readonly AcceptRange[],
  isNamed = (range: string): boolean => range === type,
): { readonly quality: number; readonly exactness: number } {
  const main = `${type.split('/')[0] ?? ''}/*`;
  const kinds = [isNamed, (range: string) => range === main, (range: string) => range === '*/*'];
  for (const [index, covers] of kinds.entries()) {
    const range = ranges.find((candidate) => covers(candidate.type));
    if (range !== undefined) return { quality: range.quality, exactness: 2 - index };
  }
  return { quality: 0, exactness: 0 };
}
