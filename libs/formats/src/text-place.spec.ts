import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PlaceFinder } from './text-place.js';

describe('the place of an offset', () => {
  it('is its line and column, counted from 1, in whatever order offsets are asked for', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', 'å', '\n', '\r') });
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(20)), (text, offsets) => {
        const finder = new PlaceFinder(text);
        for (const offset of offsets.filter((one) => one <= text.length)) {
          const lines = text.slice(0, offset).split('\n');
          expect(finder.at(offset)).toEqual({ line: lines.length, column: (lines.at(-1) ?? '').length + 1 });
        }
      }),
    );
  });
});
