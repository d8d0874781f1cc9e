import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PaperFonts } from '#formats/documents/pdf/typeface.js';

const { resolve } = createRequire(import.meta.url);

/** The fonts that papers are set in. */
export function paperFonts(): PaperFonts {
  const read = (name: string) => readFileSync(resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`));
  return { regular: read('400Regular/SourceSans3_400Regular'), bold: read('700Bold/SourceSans3_700Bold') };
}
