import type { Both } from '#domain/both.js';

/** Words for wire codes. */
export type Names = Readonly<Record<string, string>>;

/** The words of one language. */
export function namesIn(language: keyof Both, names: Readonly<Record<string, Both>>): Names {
  return Object.fromEntries(Object.entries(names).map(([code, name]) => [code, name[language]]));
}
