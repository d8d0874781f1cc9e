import { EN } from './pack-text-en.js';
import { SV } from './pack-text-sv.js';
import type { PackText } from './pack-text-sv.js';

/** Languages in which the paper can be had; what the parties wrote stays as they wrote it. */
export type PackLanguage = 'sv' | 'en';

export const PACK_TEXT: Readonly<Record<PackLanguage, PackText>> = { sv: SV, en: EN };

/** What a code is called; a code without a word of its own stands as it is. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
