import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Arrived } from '../reading.js';
import { readJson } from './json-message.js';

const arrived = (bytes: Uint8Array, contentType = 'application/json'): Arrived => ({ bytes, contentType });
const textOf = (text: string) => arrived(Buffer.from(text, 'utf8'));

function refusal(input: Arrived): string {
  const reading = readJson(input);
  if (reading.ok) throw new Error('It was read');
  return reading.reasons.map(({ code, message }) => `${code}: ${message}`).join('\n');
}

describe('JSON that comes in', () => {
  it('is read whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10 }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(readJson(textOf(text))).toEqual({ ok: true, value: JSON.parse(text), text });
      }),
    );
  });

  it('is refused or read, never thrown at, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => typeof readJson(arrived(input)).ok === 'boolean'),
    );
  });

  it('is refused when it is not UTF-8: nothing is replaced', () => {
    expect(refusal(arrived(Buffer.from('{"name":"Åsa"}', 'latin1')))).toContain('character-set');
  });

  it('is refused with line and column, and without a word of the message', () => {
    const told = refusal(textOf('{\n  "name": "Tolvan",\n  "id": 1912121212x2\n}'));
    expect(told).toContain('line 3, column');
    expect(told).not.toMatch(/Tolvan|1912/);
  });

  it('is refused when an object names a field twice, also by an escape', () => {
    expect(refusal(textOf('{"a":1,"b":{"a":2},"a":3}'))).toContain('names a field twice');
    expect(refusal(textOf('[{"\\u0061" : 1, "a" : 2}]'))).toContain('names a field twice');
    expect(readJson(textOf('[{"a":"a"},{"a":["a","a"]}]')).ok).toBe(true);
    expect(readJson(textOf('{"a":"\\"a\\":","b":"a"}')).ok).toBe(true);
  });

  it('is refused when it nests too deep, without walking into it', () => {
    expect(refusal(textOf('['.repeat(1_000_000)))).toContain('nested deeper');
    expect(readJson(textOf(`"${'['.repeat(1000)}"`)).ok).toBe(true);
  });

  it('keeps a field called __proto__ as a field', () => {
    const reading = readJson(textOf('{"__proto__":{"admin":true}}'));
    expect(reading.ok && Object.keys(Object(reading.value))).toEqual(['__proto__']);
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });

  it('is refused when it holds too many values, and told where the first one too many stands', () => {
    const most = `[${'0,'.repeat(99_998)}0]`;
    expect(readJson(textOf(most)).ok).toBe(true);
    expect(readJson(textOf(most.replace(']', ',\n0]')))).toMatchObject({
      reasons: [{ code: 'too-complex', line: 2, column: 1 }],
    });
  });

  it('may begin with a byte order mark, which is no part of it', () => {
    expect(readJson(textOf('\uFEFF{"a":1}'))).toMatchObject({ ok: true, value: { a: 1 } });
    expect(readJson(textOf('\uFEFF\uFEFF{"a":1}')).ok).toBe(false);
  });

  it('is refused when it is empty', () => {
    expect(refusal(textOf(' \n'))).toContain('the body is empty');
  });
});
