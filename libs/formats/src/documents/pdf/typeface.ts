import { create } from 'fontkit';
import type { Font } from 'fontkit';

/** The bytes of the two fonts that papers are set in. */
export interface PaperFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}
export type Weight = keyof PaperFonts;

/** What text can be set and how much room it takes. */
export interface Typeface {
  /** Width in points. */
  widthOf(text: string, weight: Weight, size: number): number;
  /** The text as it can be set: composed, without what is not seen, and with a box for what the fonts do not have. */
  settable(text: string): string;
}

/** What stands for a character that neither font has. */
const UNKNOWN = '\u25a1';
/** Controls, direction marks, soft hyphens and what else takes no room. */
const UNSEEN =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu;

/** Reads the fonts. @throws Error when they cannot be read. */
export function typefaceOf(fonts: PaperFonts): Typeface {
  const faces = { regular: faceOf(fonts.regular), bold: faceOf(fonts.bold) };
  const widths = { regular: new Map<string, number>(), bold: new Map<string, number>() };
  const has = (code: number) => faces.regular.hasGlyphForCodePoint(code) && faces.bold.hasGlyphForCodePoint(code);
  return {
    widthOf(text, weight, size) {
      const face = faces[weight];
      const width = widths[weight].get(text) ?? face.layout(text).advanceWidth / face.unitsPerEm;
      widths[weight].set(text, width);
      return width * size;
    },
    settable: (text) => {
      const composed = text
        .normalize('NFC')
        .replaceAll(/\r\n?|[\u2028\u2029\u000b\u000c]/gu, '\n')
        .replaceAll(UNSEEN, '');
      return [...composed.replaceAll('\t', ' ')].map((one) => (one === '\n' ? one : covered(one, has))).join('');
    },
  };
}

/** The character, else its letters without marks, else a box. */
function covered(character: string, has: (code: number) => boolean): string {
  const isCovered = (text: string) => [...text].every((one) => has(one.codePointAt(0) ?? 0));
  if (isCovered(character)) return character;
  const plain = character.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return plain !== '' && isCovered(plain) ? plain : UNKNOWN;
}

function faceOf(bytes: Uint8Array): Font {
  const face = create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!('layout' in face)) throw new Error('A font is needed, not a collection of fonts');
  return face;
}
