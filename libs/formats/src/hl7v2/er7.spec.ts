import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { value } from '../../../../test/support/er7-reading.js';
import type { Charset } from './charset.js';
import { encodeText } from './charset.js';
import { encodingCharacters, readDelimiters, STANDARD_DELIMITERS } from './delimiters.js';
import { ER7_LIMITS, parseEr7, rawField, repetitionsOf, segmentAt, segmentsOf, textAt } from './er7.js';
import type { Hl7Message } from './er7.js';
import { makeSegment, printEr7 } from './er7-print.js';
import { escapeText, unescapeText } from './escape.js';
import { readHl7 } from './read.js';

const MSH = 'MSH|^~\\&|JOURNAL|AVD12|||20261123081500||ADT^A01|1|P|2.5';

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`test/fixtures/messages/${name}.hl7`));
}

function parsed(text: string): Hl7Message {
  const result = parseEr7(text);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.message;
}

function errorsOf(name: string): string[] {
  const result = readHl7(fixture(name), { defaultCharset: 'UNICODE UTF-8' });
  return result.ok ? [] : result.errors.map((error) => `${error.code} ${error.path}`);
}

describe('reading ER7', () => {
  it('fields, repetitions, components and sub-components are found by their place', () => {
    const message = parsed(`${MSH}\rPID|1||1^^^A&1.2&ISO~2^^^B\rOBX|1|TX|x||y\rOBX|2|TX|z\r`);
    expect(value(message, 'PID-3')).toBe('1');
    expect(value(message, 'PID-3.4.2')).toBe('1.2');
    expect(value(message, 'PID-3(2).4')).toBe('B');
    expect(value(message, 'PID-3(3)')).toBeUndefined();
    expect(value(message, 'OBX(2)-3')).toBe('z');
    expect(value(message, 'MSH-10')).toBe('1');
    expect(value(message, 'no path')).toBeUndefined();
    expect(repetitionsOf(message, segmentAt(message, 'PID'), 3)).toEqual(['1^^^A&1.2&ISO', '2^^^B']);
    expect(segmentsOf(message, 'OBX').map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('MSH-1 and MSH-2 are the separators themselves', () => {
    const message = parsed(`${MSH}\r`);
    expect(textAt(message, 'MSH-1')).toBe('|');
    expect(textAt(message, 'MSH-2')).toBe('^~\\&');
    expect(value(message, 'MSH-3')).toBe('JOURNAL');
  });

  it('"" says delete and is not the same as empty', () => {
    const message = parsed(`${MSH}\rPV2||""|\r`);
    expect(value(message, 'PV2-2')).toBeNull();
    expect(value(message, 'PV2-3')).toBeUndefined();
    expect(value(message, 'PV2-9')).toBeUndefined();
  });

  it.each(['\r', '\n', '\r\n'])('segments may end with %j, blanks around the message do not matter', (end) => {
    const message = parsed(`${end} ${MSH}${end}PID|1||2${end}${end}  ${end}`);
    expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'PID']);
    expect(value(message, 'PID-3')).toBe('2');
  });

  it('Z-segments are kept as they are', () => {
    const message = parsed(`${MSH}\rZPI|1|a^b|~~|\\Z1\\\r`);
    expect(printEr7(message)).toBe(`${MSH}\rZPI|1|a^b|~~|\\Z1\\\r`);
  });

  it('the truncation character of version 2.7 is one of the separators', () => {
    const message = parsed('MSH|^~\\&#|A\rOBX|1|TX|x||5 \\P\\ 6\r');
    expect(message.delimiters.truncation).toBe('#');
    expect(value(message, 'OBX-5')).toBe('5 # 6');
  });

  it('separators may be left out from the end of MSH-2', () => {
    const message = parsed('MSH|^|A\rPID|1||a~b&c\\T\\\r');
    expect(value(message, 'PID-3')).toBe('a~b&c\\T\\');
  });

  it.each([
    ['MSH|', 'not-readable MSH^1'],
    ['MSH||A', 'not-readable MSH^1^2'],
    ['MSH|^^\\&|A', 'not-readable MSH^1^2'],
    ['MSH|^|~\\&', undefined],
    ['MSHA^~\\&A', 'not-readable MSH^1^2'],
    ['MSH|^~\\&#?|A', 'not-readable MSH^1^2'],
    ['PID|1', 'not-readable MSH^1'],
    ['', 'not-readable MSH^1'],
  ])('%j begins a message or is refused without a header', (text, expected) => {
    const result = parseEr7(text);
    expect(result.ok ? undefined : result.errors.map(({ code, path }) => `${code} ${path}`).join()).toBe(expected);
    expect(result.ok || result.header === undefined).toBe(true);
  });

  it('every error is told at once, with its place, and MSH can still be answered', () => {
    const result = parseEr7(`${MSH}\rPID|1||a\0b\rpid|2\rOBX|1|TX|x||\ud800\r`);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.errors.map(({ path }) => path)).toEqual(['PID^1^3', 'PID^1', 'OBX^1^5']);
    expect(result.header && value(result.header, 'MSH-10')).toBe('1');
  });

  it('error texts repeat nothing of the message', () => {
    const result = parseEr7(`${MSH}\rPID|1||hemligt\0\rhemligt|2\r`);
    expect(JSON.stringify(result.ok ? [] : result.errors)).not.toContain('hemligt');
  });

  it('a header never gives back what would break an answer', () => {
    const result = parseEr7(`MSH|^~\\&|A\u001c|B|||||ADT^A01|${'1'.repeat(5000)}|P|2.5\r`);
    expect(result.ok).toBe(false);
    if (result.ok || result.header === undefined) throw new Error('no header');
    expect(rawField(result.header, 'MSH', 3)).toBe('');
    expect(rawField(result.header, 'MSH', 4)).toBe('B');
  });

  it.each([
    ['segments', `${MSH}\r${'ZZZ|1\r'.repeat(20)}`],
    ['lines', `${MSH}${'\r'.repeat(40)}PID|1`],
    ['fields', `${MSH}\rZZZ${'|'.repeat(40)}`],
    ['parts', `${MSH}\rPID|1||${'~'.repeat(40)}`],
    ['characters', `${MSH}\rPID|${'a'.repeat(2000)}`],
  ])('more %s than the limit are refused as too large', (_, text) => {
    const limits = { characters: 1000, segments: 15, fields: 20, parts: 20 };
    const result = parseEr7(text, 'UNICODE UTF-8', limits);
    expect(result.ok ? [] : result.errors.map(({ code }) => code)).toEqual(['too-large']);
  });
});

describe('escape sequences', () => {
  const read = (raw: string, charset: Charset = 'UNICODE UTF-8'): string =>
    unescapeText(raw, STANDARD_DELIMITERS, charset);

  it.each([
    ['\\F\\\\S\\\\T\\\\R\\\\E\\', '|^&~\\'],
    ['a\\.br\\b', 'a\nb'],
    ['\\H\\fet\\N\\', 'fet'],
    ['\\X0D0A\\', '\r\n'],
    ['\\XC3A5\\', 'å'],
    ['\\X00\\', '\\X00\\'],
    ['\\XC3\\', '\\XC3\\'],
    ['\\X1\\', '\\X1\\'],
    ['\\Zabc\\', '\\Zabc\\'],
    ['\\.in+3\\a\\.fi\\', 'a'],
    ['a\\.sp2\\b\\.sk3\\c\\.ce\\d', 'a\n\nb   c\nd'],
    ['\\.sp999\\', '\\.sp999\\'],
    ['\\P\\', '#'],
    ['\\C2842\\a', 'a'],
    ['\\C2D41\\a', '\\C2D41\\a'],
    ['\\M2442\\a', '\\M2442\\a'],
    ['C:\\mapp', 'C:\\mapp'],
    ['\\\\', '\\\\'],
  ])('%s reads as %j', (raw, text) => {
    expect(read(raw)).toBe(text);
  });

  it('hexadecimal bytes are of the character set of the message', () => {
    expect(read('\\XE5\\', '8859/1')).toBe('å');
    expect(read('\\XA4\\', '8859/15')).toBe('€');
    expect(read('\\XE5\\', 'ASCII')).toBe('\\XE5\\');
  });

  it('a switch to the character set that the message has anyway says nothing', () => {
    expect(read('\\C2D41\\a', '8859/1')).toBe('a');
    expect(read('\\C2D62\\a', '8859/15')).toBe('a');
    expect(read('\\C2D62\\a', '8859/1')).toBe('\\C2D62\\a');
  });

  it('blanks that pad a value are no part of it, those written as escape sequences are', () => {
    const message: Hl7Message = {
      delimiters: STANDARD_DELIMITERS,
      charset: 'ASCII',
      segments: [
        {
          name: 'PID',
          sequence: 1,
          fields: ['PID', '  a  ', makeSegment(STANDARD_DELIMITERS, 'X', { 1: '  a ' }).fields[1] ?? '', '  '],
        },
      ],
    };
    expect(textAt(message, 'PID-1')).toBe('a');
    expect(textAt(message, 'PID-2')).toBe('  a ');
    expect(textAt(message, 'PID-3')).toBe('');
  });

  it('any text without NUL survives being written and read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0'));
        expect(read(escapeText(text, STANDARD_DELIMITERS))).toBe(text);
      }),
    );
  });

  it('the text "" is not written as the delete mark', () => {
    const message: Hl7Message = {
      delimiters: STANDARD_DELIMITERS,
      charset: 'ASCII',
      segments: [makeSegment(STANDARD_DELIMITERS, 'PID', { 3: '""', 5: null })],
    };
    expect(value(message, 'PID-3')).toBe('""');
    expect(value(message, 'PID-5')).toBeNull();
  });
});

describe('ER7 in general', () => {
  const bytesLikeEr7 = fc
    .array(
      fc.constantFrom(
        'MSH|^~\\&|',
        'MSH',
        'PID',
        '|',
        '^',
        '~',
        '\\',
        '&',
        '\r',
        '\n',
        '""',
        'å',
        '\\X',
        '1',
        '\0',
        '\x1c',
        ' ',
      ),
    )
    .map((parts) => new TextEncoder().encode(parts.join('')));

  it('reading never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), bytesLikeEr7), fc.boolean(), (tail, withHeader) => {
        const head = withHeader ? encodeText(`${MSH}\r`, 'ASCII') : new Uint8Array();
        for (const charset of ['UNICODE UTF-8', '8859/1', '8859/15', 'ASCII'] as const) {
          const result = readHl7(Uint8Array.of(...head, ...tail), { defaultCharset: charset });
          expect(result.ok || result.errors.length > 0).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('what is printed reads as the same message and prints the same again', () => {
    fc.assert(
      fc.property(bytesLikeEr7, (tail) => {
        const result = parseEr7(`${MSH}\r${new TextDecoder().decode(tail)}`);
        fc.pre(result.ok);
        const again = parsed(printEr7(result.message));
        expect(again).toEqual(result.message);
        expect(printEr7(again)).toBe(printEr7(result.message));
      }),
    );
  });

  it('any separators that are read print a message that is read alike', () => {
    const punctuation = [..."!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"];
    fc.assert(
      fc.property(fc.shuffledSubarray(punctuation, { minLength: 2, maxLength: 6 }), fc.string(), (chars, text) => {
        fc.pre(!text.includes('\0') && chars.length > 3);
        const read = readDelimiters(chars[0] ?? '', chars.slice(1).join(''));
        if (!read.ok) throw new Error(read.problem);
        const { delimiters } = read;
        expect(encodingCharacters(delimiters)).toBe(chars.slice(1).join(''));
        // Without an escape character separators in a text become blanks.
        fc.pre(delimiters.escape !== undefined);
        const segments = [makeSegment(delimiters, 'MSH', {}), makeSegment(delimiters, 'OBX', { 5: [text, 'x'] })];
        const again = parsed(printEr7({ delimiters, charset: 'UNICODE UTF-8', segments }));
        expect(value(again, 'OBX-5') ?? '').toBe(text);
        expect(value(again, 'OBX-5.2')).toBe('x');
      }),
    );
  });

  it.each([
    ['unclosed escapes', `${MSH}\rOBX|1|TX|x||${'\\X'.repeat(2_000_000)}`],
    ['separators', `${MSH}\rOBX|1|TX|x||${'&'.repeat(4_000_000)}`],
    ['fields', `${MSH}\rOBX${'|'.repeat(4_000_000)}`],
    ['line ends', `${MSH}${'\r\n'.repeat(2_000_000)}`],
    ['blanks', `${' '.repeat(4_000_000)}${MSH}`],
    ['bad segments', `${MSH}\r${'x\r'.repeat(2_000_000)}`],
  ])('megabytes of %s are read or refused without work that grows faster than they do', (_, text) => {
    const result = parseEr7(text);
    if (result.ok) expect(value(result.message, 'OBX-5')?.length ?? 0).toBeLessThanOrEqual(text.length);
    else expect(result.errors.length).toBeLessThanOrEqual(51);
    expect(ER7_LIMITS.characters).toBeGreaterThan(text.length);
  });
});

describe('hostile ER7 fixtures', () => {
  it.each([
    ['hostile/er7-nul', 'not-readable PID^1^5'],
    ['hostile/er7-invalid-utf8', 'character-set MSH^1^18'],
    ['hostile/er7-surrogate-utf8', 'character-set MSH^1^18'],
    ['hostile/er7-utf8-declared-latin1', 'character-set MSH^1^18'],
    ['hostile/er7-mark-contradicts', 'character-set MSH^1^18'],
    ['hostile/er7-utf16', 'character-set MSH^1^18'],
    ['hostile/er7-unknown-charset', 'character-set MSH^1^18'],
    ['hostile/er7-same-separators', 'not-readable MSH^1^2'],
    ['hostile/er7-two-messages', 'not-readable MSH^2'],
    ['hostile/er7-swallowed-frame', 'not-readable OBX^2, not-readable OBX^2'],
    ['hostile/er7-line-break-in-text', 'not-readable OBX^3'],
    ['hostile/er7-no-msh', 'not-readable MSH^1'],
    ['hostile/er7-http-request', 'not-readable MSH^1'],
    ['hostile/er7-empty', 'not-readable MSH^1'],
    ['hostile/er7-many-repetitions', 'too-large PID^1^3'],
    ['hostile/er7-many-fields', 'too-large ZZZ^1'],
  ])('%s is refused for its reason', (name, expected) => {
    expect(errorsOf(name).join(', ')).toBe(expected);
  });

  it('a message in the wrong character set is still named in its answer', () => {
    const result = readHl7(fixture('hostile/er7-invalid-utf8'), { defaultCharset: 'UNICODE UTF-8' });
    expect(result.ok || (result.header && value(result.header, 'MSH-10'))).toBe('BAD00002');
  });
});
