import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { formatOf, MEDIA_TYPES } from '#formats/format.js';

/** Content types of the forms in which a message goes out. */
export const MESSAGE_TYPES: readonly string[] = MESSAGE_FORMATS.map((format) => MEDIA_TYPES[format]);

/**
 * The form that an Accept header likes best. Where it leaves the choice, by its absence or by wildcards, the form that the
 * unit prefers, else JSON; undefined when it likes none of ours.
 */
export function preferredForm(
  accept: string | undefined,
  ofUnit: MessageFormat | undefined = undefined,
): MessageFormat | undefined {
  const ranges = (accept ?? '')
    .split(',')
    .map(rangeOf)
    .filter(({ type }) => type !== '');
  if (ranges.length === 0) return ofUnit ?? 'json';
  const own = MESSAGE_FORMATS.toSorted((one, other) => Number(other === ofUnit) - Number(one === ofUnit));
  const rated = own.map((format) => ({ format, ...ratingOf(format, ranges) }));
  // Sorting keeps our own order among equals; at the same quality what was named goes before what a wildcard covers.
  const [best] = rated.toSorted((one, other) => other.quality - one.quality || other.exactness - one.exactness);
  return best !== undefined && best.quality > 0 ? best.format : undefined;
}

interface AcceptRange {
  readonly type: string;
  readonly quality: number;
}

function rangeOf(text: string): AcceptRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.map((parameter) => /^q=([01](?:\.\d{0,3})?)$/.exec(parameter)?.[1]).find(Boolean);
  return { type, quality: quality === undefined ? 1 : Number(quality) };
}

/** The most exact range that covers a form decides. */
function ratingOf(format: MessageFormat, ranges: readonly AcceptRange[]): { quality: number; exactness: number } {
  const exact = ranges.find(({ type }) => formatOf(type) === format);
  if (exact !== undefined) return { quality: exact.quality, exactness: 2 };
  for (const [exactness, wildcard] of [
    [1, 'application/*'],
    [0, '*/*'],
  ] as const) {
    const range = ranges.find(({ type }) => type === wildcard);
    if (range !== undefined) return { quality: range.quality, exactness };
  }
  return { quality: 0, exactness: 0 };
}
