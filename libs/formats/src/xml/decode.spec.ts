import { describe, expect, it } from '@jest/globals';

import { decodeXml } from './decode.js';

const TEXT = '<å>Ä ö\r\nÅ\r€</å>';

function utf16(text: string, order: 'le' | 'be', mark = '\ufeff'): Uint8Array {
  const little = Buffer.from(mark + text, 'utf16le');
  return new Uint8Array(order === 'le' ? little : little.swap16());
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => (char === '€' ? 0xa4 : char.charCodeAt(0)));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function declared(encoding: string): string {
  return `<?xml version="1.0" encoding="${encoding}"?>`;
}

function decoded(bytes: Uint8Array, contentType?: string): string {
  const before = bytes.slice();
  const result = decodeXml(bytes, contentType);
  expect(bytes).toEqual(before);
  return result.ok ? result.text : result.reasons.map(({ code, line }) => `${code} ${String(line)}`).join();
}

const READ = '<å>Ä ö\nÅ\n€</å>';
const REFUSED = 'character-set 1';

describe('character sets of XML', () => {
  it.each([
    ['UTF-8 without a word', utf8(TEXT), undefined, READ],
    ['UTF-8 with mark', utf8(`\ufeff${TEXT}`), undefined, READ],
    ['UTF-8 by content type', utf8(TEXT), 'application/xml; charset=UTF-8', READ],
    [
      'UTF-8 by all three',
      utf8(`\ufeff${declared('utf-8')}${TEXT}`),
      'text/xml;charset="utf-8"',
      declared('utf-8') + READ,
    ],
    ['UTF-16LE by its mark', utf16(TEXT, 'le'), undefined, READ],
    ['UTF-16BE by its mark', utf16(TEXT, 'be'), undefined, READ],
    ['UTF-16 declared', utf16(declared('UTF-16') + TEXT, 'be'), undefined, declared('UTF-16') + READ],
    ['UTF-16 by content type', utf16(TEXT, 'le'), 'application/xml; charset=utf-16', READ],
    [
      'UTF-16LE declared with its mark',
      utf16(declared('UTF-16LE') + TEXT, 'le'),
      undefined,
      declared('UTF-16LE') + READ,
    ],
    [
      '8859-1 declared',
      latin(`${declared('ISO-8859-1')}<a>åäö¤\r\n</a>`),
      undefined,
      `${declared('ISO-8859-1')}<a>åäö¤\n</a>`,
    ],
    ['8859-15 declared', latin(declared('iso-8859-15') + TEXT), undefined, declared('iso-8859-15') + READ],
    ['8859-15 by content type alone', latin(TEXT), 'application/xml; charset=ISO-8859-15', READ],
    ['ASCII declared', utf8(`${declared('US-ASCII')}<a/>`), undefined, `${declared('US-ASCII')}<a/>`],
    [
      'a declaration in single quotes and other blanks',
      latin("<?xml version = '1.0'\n encoding\t=\r'latin1' ?><å/>"),
      undefined,
      "<?xml version = '1.0'\n encoding\t=\n'latin1' ?><å/>",
    ],
    ['words about encodings elsewhere', utf8('<a encoding="UTF-16"/>'), undefined, '<a encoding="UTF-16"/>'],
  ] as const)('%s is read', (_what, bytes, contentType, expected) => {
    expect(decoded(bytes, contentType)).toBe(expected);
  });

  it.each([
    ['bytes that are no UTF-8', latin(TEXT), undefined],
    ['a mark against the declaration', utf8(`\ufeff${declared('ISO-8859-1')}<a/>`), undefined],
    ['a mark against the content type', utf8('\ufeff<a/>'), 'application/xml; charset=iso-8859-1'],
    [
      'the content type against the declaration',
      utf8(`${declared('ISO-8859-1')}<a/>`),
      'application/xml; charset=utf-8',
    ],
    ['the other byte order', utf16(declared('UTF-16BE'), 'le'), undefined],
    ['the other byte order in the content type', utf16('<a/>', 'le'), 'application/xml; charset=utf-16be'],
    ['UTF-16 without mark', utf16('<a/>', 'le', ''), undefined],
    ['UTF-16 without mark by content type', utf16('å<a/>', 'be', ''), 'application/xml; charset=utf-16be'],
    ['a charset that is unknown', utf8('<a/>'), 'application/xml; charset=utf-7'],
    ['an encoding that is unknown', utf8(`${declared('Shift_JIS')}<a/>`), undefined],
    ['letters beyond ASCII', utf8(`${declared('ASCII')}<å/>`), undefined],
    ['a control of the second block in 8859-15', Uint8Array.from([...latin(declared('ISO-8859-15')), 0x85]), undefined],
    ['half a unit after line ends', Uint8Array.from([...utf16('<a>\r\n\r</a>', 'le'), 0x0d]), undefined],
    ['half a character', utf16('<a>\ud83d</a>', 'be'), undefined],
  ] as const)('%s is refused', (_what, bytes, contentType) => {
    expect(decoded(bytes, contentType)).toBe(REFUSED);
  });

  it('a part of a larger buffer is read alone', () => {
    const whole = utf16('xx<a>\r\n</a>yy', 'le', '\ufeff');
    const part = Uint8Array.from([0xff, 0xfe, ...whole.subarray(6, -4)]);
    const buffer = Uint8Array.from([1, 2, 3, ...part, 9]);
    expect(decoded(buffer.subarray(3, -1))).toBe('<a>\n</a>');
  });
});
