import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultIn, valuesIn } from './syntax.js';

const LIMITS = { depth: 1_000, values: 1_000_000 };

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Of a name that is repeated the platform's parser says nothing. */
const isJudgedAlike = (text: string): boolean => {
  const fault = faultIn(text, LIMITS);
  return fault?.kind === 'repeated-name' || (fault === undefined) === isJson(text);
};

const jsonText = fc
  .tuple(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'))
  .map(([value, indent]) => JSON.stringify(value, undefined, indent));

const PIECES = [
  ...['{', '}', '[', ']', ',', ':', '"', '"a"', '\\', '"\\u00e5"', '"\\u12"', '"\\x"', '"\t"', 'true', 'nul', 'null'],
  ...[
    '0',
    '-',
    '1',
    '.5',
    '1.',
    'e',
    'E+1',
    '01',
    '-0',
    ' ',
    '\n',
    '\r',
    '\t',
    '\v',
    '\u00a0',
    '\ufeff',
    'å',
    '/*',
    "'",
  ],
];

describe('the JSON that is taken', () => {
  it('is exactly what the platform reads, for whatever is put together from the pieces of JSON', () => {
    const anyPieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(fc.oneof(anyPieces, fc.string()), isJudgedAlike), { numRuns: 5_000 });
  });

  it('is exactly what the platform reads, for JSON in which one character was changed, cut out or put in', () => {
    const edit = fc.tuple(jsonText, fc.nat(), fc.nat(1), fc.constantFrom('', ...PIECES));
    fc.assert(
      fc.property(edit, ([text, where, cut, put]) => {
        const at = where % (text.length + 1);
        const edited = `${text.slice(0, at)}${put}${text.slice(at + cut)}`;
        return isJudgedAlike(edited);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['{"a":1,}', 7],
    ['[1,,2]', 3],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ["{'a':1}", 1],
    ['[1,x]', 3],
    ['[tru]', 1],
    ['"abc', 4],
    ['"a\nb"', 2],
    ['"\\q"', 1],
    ['01', 1],
    ['1.x', 2],
    ['{"a":1', 6],
    ['[]]', 2],
    ['', 0],
  ])('is told where it ends: %j at %i', (text, offset) => {
    expect(faultIn(text, LIMITS)).toEqual({ kind: 'syntax', offset });
  });

  it('is looked at no further than where it goes too deep or holds too much', () => {
    expect(faultIn('[[[[', { ...LIMITS, depth: 3 })).toEqual({ kind: 'depth', offset: 3 });
    expect(faultIn('[1,2,3,oops', { ...LIMITS, values: 3 })).toEqual({ kind: 'values', offset: 5 });
    expect(faultIn('{"a":{"b":1,"\\u0062":2}}', LIMITS)).toEqual({ kind: 'repeated-name', offset: 12 });
  });
});

describe('the place of a value', () => {
  it('is where it begins, under the path by which reasons name it', () => {
    const text = '{ "patient": {"id": "x"},\n  "recipients": ["a", ["b"]], "n": -1e3, "o": {}, "l": [] }';
    const found = [...valuesIn(text)].map(({ path, offset }) => [path, text.slice(offset, offset + 3)]);
    expect(found).toEqual([
      ['', '{ "'],
      ['patient', '{"i'],
      ['patient.id', '"x"'],
      ['recipients', '["a'],
      ['recipients[0]', '"a"'],
      ['recipients[1]', '["b'],
      ['recipients[1][0]', '"b"'],
      ['n', '-1e'],
      ['o', '{},'],
      ['l', '[] '],
    ]);
  });

  it('is found for every value of any JSON', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const values = new Map<string, unknown>();
        collect(JSON.parse(text), '', values);
        const found = [...valuesIn(text)];
        expect(new Set(found.map(({ path }) => path))).toEqual(new Set(values.keys()));
        for (const { path, offset } of found) {
          const [first = ''] = JSON.stringify(values.get(path));
          // Two paths may look alike when names hold dots or brackets: then either value will do.
          if (found.filter((other) => other.path === path).length === 1) expect(text[offset]).toBe(first);
        }
      }),
    );
  });
});

function collect(value: unknown, path: string, into: Map<string, unknown>): void {
  into.set(path, value);
  if (Array.isArray(value)) value.forEach((item, index) => collect(item, `${path}[${String(index)}]`, into));
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) collect(inner, path === '' ? name : `${path}.${name}`, into);
  }
}
