import type { Both } from '../both.js';
import type { Explained } from './explanation.js';
import { TEXTS } from './texts.js';
import type { TextCode } from './texts.js';

/** The names that stand in braces in a text. */
type Named<Words extends string> = Words extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;

type Fillings<Code extends TextCode> = Readonly<Record<Named<(typeof TEXTS)[Code]['sv']>, Both>>;

/** A text with what stands in its braces; a sentence begins with a capital letter. */
export function say<Code extends TextCode>(code: Code, fillings: Fillings<Code>): Both {
  const names: Readonly<Record<string, Both>> = fillings;
  const { sv, en } = TEXTS[code];
  const filled = (words: string, language: keyof Both) =>
    words.replaceAll(/\{(\w+)\}/g, (braces, name: string) => names[name]?.[language] ?? braces);
  return { sv: asSentence(filled(sv, 'sv')), en: asSentence(filled(en, 'en')) };
}

/** Only sentences end with a full stop. */
function asSentence(words: string): string {
  return words.endsWith('.') ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;
}

/** A sentence as an item, with what is known of it. */
export function explained<Code extends TextCode>(
  code: Code,
  fillings: Fillings<Code>,
  known: Omit<Explained, 'code' | 'text'> = {},
): Explained {
  const { then = [], ...rest } = known;
  return { code, text: say(code, fillings), ...rest, ...(then.length === 0 ? {} : { then }) };
}
