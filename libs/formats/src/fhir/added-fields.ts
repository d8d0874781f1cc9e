import type { Fields } from '#domain/content/form.js';
import { DELIVERED } from '#domain/envelope.js';

/** What the hub adds when it delivers and R4 has no element for; the rest stands in elements. */
export const ADDED_FIELDS: Fields = Object.fromEntries(
  Object.entries(DELIVERED).filter(([name]) => name !== 'id' && name !== 'receivedAt'),
);
