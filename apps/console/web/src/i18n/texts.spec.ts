import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const FOLDER = import.meta.dirname;

/** Every text of a file by its path, with the names of what is put into it. */
function textsOf(language: string, file: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'string')
      found[path] = [...value.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) look(part, path === '' ? key : `${path}.${key}`);
    }
  };
  look(JSON.parse(readFileSync(join(FOLDER, language, file), 'utf8')), '');
  return found;
}

const files = readdirSync(join(FOLDER, 'sv'));

describe('The texts of the page', () => {
  it('are in the same files in both languages', () => {
    expect(readdirSync(join(FOLDER, 'en'))).toEqual(files);
  });

  it.each(files)('of %s say the same things with the same names in both languages', (file) => {
    expect(textsOf('en', file)).toEqual(textsOf('sv', file));
  });
});
