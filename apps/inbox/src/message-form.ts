import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { acceptRanges, ratingOf } from '#formats/accept.js';
import { formatOf, MEDIA_TYPES } from '#formats/format.js';
import type { RenderOptions } from '#formats/rendering.js';

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
  const ranges = acceptRanges(accept ?? '').filter(({ type }) => type !== '');
  if (ranges.length === 0) return ofUnit ?? 'json';
  const own = MESSAGE_FORMATS.toSorted((one, other) => Number(other === ofUnit) - Number(one === ofUnit));
  const rated = own.map((format) => ({
    format,
    ...ratingOf(MEDIA_TYPES[format], ranges, (type) => formatOf(type) === format),
  }));
  // Sorting keeps our own order among equals; at the same quality what was named goes before what a wildcard covers.
  const [best] = rated.toSorted((one, other) => other.quality - one.quality || other.exactness - one.exactness);
  return best !== undefined && best.quality > 0 ? best.format : undefined;
}

/** For whom the message of a delivery is rendered. */
export function renderOptions(recipient: string, id: string, receiptDue: Date | null): RenderOptions {
  return { recipient, delivery: { id, receiptDue: receiptDue?.toISOString() ?? null } };
}
