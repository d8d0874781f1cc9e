import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Charset, CharsetRules } from './charset.js';
import { decodeBytes, decodeMessage, encodeText } from './charset.js';

const SETS: readonly Charset[] = ['UNICODE UTF-8', '8859/1', '8859/15', 'ASCII'];

function message(charset: string, text: string, separators = '|^~\\&'): string {
  const sep = separators.charAt(0);
  return [`MSH`, separators.slice(1), ...Array<string>(15).fill(''), charset].join(sep) + `\rPID${sep}${text}\r`;
}

function decodedWith(text: string, encoded: Charset, fallback: Charset = 'ASCII'): string {
  const result = decodeMessage(encodeText(text, encoded), { defaultCharset: fallback });
  return result.ok ? (result.text.split('\rPID|')[1]?.trim() ?? '') : result.errors.map(({ code }) => code).join();
}

describe('the character set of a message', () => {
  it.each<[string, Charset]>([
    ['UNICODE UTF-8', 'UNICODE UTF-8'],
    ['UTF-8', 'UNICODE UTF-8'],
    ['8859/1', '8859/1'],
    ['8859/1~UNICODE UTF-8', '8859/1'],
    ['8859/15', '8859/15'],
    ['ISO 8859-15', '8859/15'],
  ])('MSH-18 %s rules, not the default of the source', (name, charset) => {
    expect(decodedWith(message(name, 'Åsa Öberg'), charset)).toBe('Åsa Öberg');
  });

  it('the default of the source counts where MSH-18 is empty', () => {
    expect(decodedWith(message('', 'Åsa'), '8859/1', '8859/1')).toBe('Åsa');
    expect(decodedWith(message('', 'Åsa'), '8859/1', 'UNICODE UTF-8')).toBe('character-set');
    expect(decodedWith(message('', 'Åsa'), '8859/1', 'ASCII')).toBe('character-set');
  });

  it('MSH-18 is found with other separators too', () => {
    const result = decodeMessage(encodeText(message('8859/1', 'Åsa', '$*!@%'), '8859/1'), { defaultCharset: 'ASCII' });
    expect(result.ok && result.text.includes('Åsa')).toBe(true);
  });

  it('8859/15 has the euro sign where 8859/1 has none', () => {
    expect(decodedWith(message('8859/15', '100 € Š'), '8859/15')).toBe('100 € Š');
    expect(decodeBytes(Uint8Array.of(0xa4), '8859/1')).toBe('¤');
  });

  it('a UTF-8 mark means UTF-8 and contradicts every other set', () => {
    const marked = (name: string): Uint8Array => encodeText(`\ufeff${message(name, 'Pär')}`, 'UNICODE UTF-8');
    const read = decodeMessage(marked(''), { defaultCharset: 'ASCII' });
    expect(read.ok && read.text.startsWith('MSH') && read.text.includes('Pär')).toBe(true);
    expect(decodeMessage(marked('8859/1'), { defaultCharset: 'ASCII' }).ok).toBe(false);
  });

  it('bytes that the set does not have are refused, never replaced', () => {
    expect(decodeBytes(Uint8Array.of(0xc3, 0x28), 'UNICODE UTF-8')).toBeUndefined();
    expect(decodeBytes(Uint8Array.of(0xed, 0xa0, 0x80), 'UNICODE UTF-8')).toBeUndefined();
    expect(decodeBytes(Uint8Array.of(0xc0, 0x80), 'UNICODE UTF-8')).toBeUndefined();
    expect(decodeBytes(Uint8Array.of(0xc3, 0x96), '8859/1')).toBeUndefined();
    expect(decodeBytes(Uint8Array.of(0x80), '8859/15')).toBeUndefined();
    expect(decodeBytes(Uint8Array.of(0x80), 'ASCII')).toBeUndefined();
  });

  it('what is written in a set reads as the same text where the set has it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...SETS), (text, charset) => {
        const read = decodeBytes(encodeText(text, charset), charset);
        if (charset === 'UNICODE UTF-8' || /^[\0-\x7f]*$/.test(text)) expect(read).toBe(text);
        else expect(read).toBeDefined();
      }),
    );
  });

  it('a character that a set does not have is written as its base letter or a question mark', () => {
    expect(decodeBytes(encodeText('Åsa Öberg 漢', 'ASCII'), 'ASCII')).toBe('Asa Oberg ?');
    expect(decodeBytes(encodeText('¤€', '8859/15'), '8859/15')).toBe('?€');
  });
});

describe('what is said and what the bytes are', () => {
  const NAME = 'Åsa Öberg';
  const encoded = (named: string, set: Charset, mark = ''): Uint8Array => encodeText(mark + message(named, NAME), set);
  const decoded = (bytes: Uint8Array, rules: Partial<CharsetRules> = {}): string => {
    const result = decodeMessage(bytes, { defaultCharset: '8859/1', ...rules });
    return result.ok
      ? (result.text.split('\rPID|')[1]?.trim() ?? '')
      : (result.errors[0]?.message.split(': ')[1] ?? '');
  };

  it.each<[string, Uint8Array, string]>([
    ['MSH-18 says 8859/1, the bytes are UTF-8', encoded('8859/1', 'UNICODE UTF-8'), 'but MSH-18 says another set'],
    ['nothing is said, the setting is 8859/1, the bytes are UTF-8', encoded('', 'UNICODE UTF-8'), "source's setting"],
    ['a mark says UTF-8, MSH-18 8859/1', encoded('8859/1', 'UNICODE UTF-8', '\ufeff'), 'byte order mark'],
    ['MSH-18 says ASCII, the bytes are UTF-8', encoded('ASCII', 'UNICODE UTF-8'), 'but MSH-18 says another set'],
  ])('%s: refused, or read as UTF-8 where the bytes count', (_, bytes, problem) => {
    expect(decoded(bytes)).toContain(problem);
    expect(decoded(bytes, { contradiction: 'refuse' })).toContain(problem);
    expect(decoded(bytes, { contradiction: 'bytes' })).toBe(NAME);
    expect(decoded(bytes, { contradiction: 'declared' })).not.toBe(NAME);
  });

  it('MSH-18 says UTF-8, the bytes are not: the default of the source where the bytes count, otherwise refused', () => {
    const bytes = encoded('UNICODE UTF-8', '8859/1');
    expect(decoded(bytes)).toContain('not the UTF-8 that was said');
    expect(decoded(bytes, { contradiction: 'declared' })).toContain('UNICODE UTF-8');
    expect(decoded(bytes, { contradiction: 'bytes' })).toBe(NAME);
    expect(decoded(bytes, { contradiction: 'bytes', defaultCharset: 'UNICODE UTF-8' })).toContain('UNICODE UTF-8');
  });

  it('the set that the source is taken at its word for is used even where it makes nonsense', () => {
    const bytes = encodeText(message('8859/1', 'é'), 'UNICODE UTF-8');
    expect(decoded(bytes, { contradiction: 'declared' })).toBe('Ã©');
  });

  it('the charset of the content type counts where MSH-18 is empty; MSH-18 rules where it is not, since HTTP clients name one unasked', () => {
    expect(decoded(encoded('', 'UNICODE UTF-8'), { parameter: 'utf-8' })).toBe(NAME);
    expect(decoded(encoded('', '8859/15'), { parameter: 'iso-8859-15', defaultCharset: 'UNICODE UTF-8' })).toBe(NAME);
    expect(decoded(encoded('8859/1', '8859/1'), { parameter: 'utf-8' })).toBe(NAME);
    expect(decoded(encoded('', 'UNICODE UTF-8'), { parameter: 'iso-8859-1' })).toContain(
      'the content type says another',
    );
    expect(decoded(encoded('', '8859/1'), { parameter: 'windows-1252' })).toContain(
      'content type names a character set',
    );
    expect(decoded(encoded('', 'UNICODE UTF-8', '\ufeff'), { parameter: 'iso-8859-1' })).toBe(NAME);
  });

  it.each([
    ['with its mark, little endian', 'utf16le', '\ufeff'],
    ['without a mark', 'utf16le', ''],
  ] as const)('UTF-16 %s is refused as what it is', (_, encoding, mark) => {
    const bytes = Buffer.from(mark + message('UNICODE UTF-16', NAME), encoding);
    expect(decoded(bytes)).toContain('this is UTF-16');
    expect(decoded(Buffer.from(bytes).swap16())).toContain('this is UTF-16');
  });
});
