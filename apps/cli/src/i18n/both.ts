import { en } from './en.js';
import type { Texts } from './sv.js';
import { sv } from './sv.js';

/** A text in Swedish with the English beside it (below it when it has several lines); once where the two are the same. */
export function both(pick: (texts: Texts) => string): string {
  const [swedish, english] = [pick(sv), pick(en)];
  if (swedish === english) return swedish;
  return `${swedish}${swedish.includes('\n') ? '\n' : ' · '}${english}`;
}
