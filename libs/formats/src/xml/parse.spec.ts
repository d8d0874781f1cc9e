import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';

import { REASON_CODES } from '#domain/reason.js';
import { NOT_WELL_FORMED } from '../../../../test/fixtures/messages/hostile/xml-not-well-formed.js';
import { ODD_XML } from '../../../../test/fixtures/messages/hostile/xml-well-formed.js';
import type { XmlElement } from './element.js';
import { parseXml, XML_LIMITS } from './parse.js';
import type { ParsedXml } from './parse.js';

function parsed(xml: string | Uint8Array, contentType?: string): ParsedXml {
  return parseXml({ bytes: typeof xml === 'string' ? new TextEncoder().encode(xml) : xml, contentType });
}

function root(xml: string | Uint8Array, contentType?: string): XmlElement {
  const result = parsed(xml, contentType);
  if (!result.ok) throw new Error(JSON.stringify(result.reasons));
  return result.root;
}

/** Code and place of what is wrong; `read` when nothing is. */
function refusal(xml: string | Uint8Array, contentType?: string): string {
  const result = parsed(xml, contentType);
  return result.ok ? 'read' : result.reasons.map(({ code, line, column }) => `${code} ${line}:${column}`).join();
}

function meaning({ name, namespace, attributes, text, children }: XmlElement): string {
  const qualified = (local: string, uri: string): string => (uri === '' ? local : `{${uri}}${local}`);
  return [
    qualified(name, namespace),
    ...attributes.map(
      (attribute) => `${qualified(attribute.name, attribute.namespace)}=${JSON.stringify(attribute.value)}`,
    ),
    ...(text === '' ? [] : [':', JSON.stringify(text)]),
    ...children.map((child) => `[${meaning(child)}]`),
  ].join(' ');
}

/** What an independent parser says of a document. */
function isTakenByLibxml2(xml: string): boolean {
  try {
    XmlDocument.fromBuffer(new TextEncoder().encode(xml)).dispose();
    return true;
  } catch (error) {
    // It looks into namespace names, which are compared letter by letter and need be no addresses.
    return String(error).includes('is not a valid URI');
  }
}

describe('what is not well-formed', () => {
  it.each(NOT_WELL_FORMED.map(({ production, xml, taken }) => [production, JSON.stringify(xml), xml, taken] as const))(
    '%s refuses %s',
    (_production, _shown, xml, taken) => {
      const result = parsed(xml);
      if (result.ok) throw new Error('taken');
      for (const { code, line, column } of result.reasons) {
        expect(REASON_CODES[code].outcome).toBe('unreadable');
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
      }
      expect(isTakenByLibxml2(xml)).toBe(taken !== undefined);
    },
  );

  it('there are cases enough, each once', () => {
    expect(new Set(NOT_WELL_FORMED.map(({ xml }) => xml)).size).toBe(NOT_WELL_FORMED.length);
    expect(NOT_WELL_FORMED.length).toBeGreaterThan(400);
  });

  it('the words of the refusal repeat nothing of the document', () => {
    for (const { xml } of NOT_WELL_FORMED) {
      const result = parsed(xml.replaceAll(/\b[abpe]\b/g, 'Tolvan'));
      if (!result.ok) expect(JSON.stringify(result.reasons)).not.toMatch(/Tolvan/);
    }
  });
});

describe('what looks wrong and is right', () => {
  it.each(ODD_XML.map(({ why, xml, means }) => [why, xml, means] as const))('%s', (_why, xml, means) => {
    expect(meaning(root(xml))).toBe(means);
    expect(isTakenByLibxml2(xml)).toBe(true);
  });
});

describe('slices', () => {
  it.each([1, 2, 3, 7])('nothing depends on where a text is cut: every %d characters', (slice) => {
    for (const { xml } of [...ODD_XML, ...NOT_WELL_FORMED]) {
      const bytes = new TextEncoder().encode(xml);
      const [cut, whole] = [parseXml({ bytes }, { ...XML_LIMITS, slice }), parseXml({ bytes })];
      expect(cut.ok ? cut.root : [xml, cut.reasons[0]?.code]).toEqual(
        whole.ok ? whole.root : [xml, whole.reasons[0]?.code],
      );
    }
  });
});

describe('places', () => {
  it("every element says how much of its parent's text stands before it", () => {
    const { children } = root('<a>å<b/><![CDATA[<]]>&amp;<!-- x --><c>y</c><d/>z</a>');
    expect(children.map(({ textBefore }) => textBefore)).toEqual([1, 3, 3]);
  });

  it('every element says where its tag begins', () => {
    const { line, column, children } = root('<?xml version="1.0"?>\r\n<!--\n--> <a\n  b="1">x<b/>\r<c>\n</c></a>');
    expect([line, column]).toEqual([3, 5]);
    expect(children.map((child) => [child.name, child.line, child.column])).toEqual([
      ['b', 4, 10],
      ['c', 5, 1],
    ]);
  });

  it.each([
    ['<a>\n  Tom & Jerry\n  <b/>\n</a>', 'not-readable 2:7'],
    ['<a>\n<b>\n&nbsp;</b></a>', 'not-readable 3:1'],
    ['<a>\n<![CDATA[&x;]]><!-- &y; -->&z;</a>', 'not-readable 2:28'],
    ['<a b="1"\n c="&x"/>', 'not-readable 2:5'],
    ['<a>\n</b>', 'not-readable 2:4'],
    ['<!-- x -->\n <!DOCTYPE a><a/>', 'document-type 2:2'],
    ['<a>\n<?p?x?></a>', 'not-readable 2:1'],
  ])('%j is refused where the mistake is', (xml, expected) => {
    expect(refusal(xml)).toBe(expected);
  });
});

describe('document types', () => {
  it.each([
    '<!DOCTYPE a><a/>',
    '<?xml version="1.0"?><!-- x --><?p?>\n<!DOCTYPE a []><a/>',
    '<!doctype html><html/>',
    '<a/><!DOCTYPE a>',
    '<a><!DOCTYPE a></a>',
    '<!DOCTYPE',
    ' <!DOCTYPE a><a/>',
  ])('%s is refused as one', (xml) => {
    expect(refusal(xml)).toMatch(/^document-type /);
  });

  it.each([
    '<a><!-- <!DOCTYPE a> --></a>',
    '<!-- <!DOCTYPE a> --><a/>',
    '<?p <!DOCTYPE a>?><a/>',
    '<a b="&lt;!DOCTYPE a>"/>',
  ])('%s has none', (xml) => {
    expect(refusal(xml)).toBe('read');
  });
});

describe('bounds', () => {
  const deep = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  const attributes = (count: number): string =>
    `<a ${Array.from({ length: count }, (_, i) => `b${String(i)}=""`).join(' ')}/>`;
  const many = (count: number): string => `<r>${'<a/>'.repeat(count - 1)}</r>`;
  const names = (length: number): string => `<${'n'.repeat(length)}/>`;
  const value = (length: number): string => `<a b="${'v'.repeat(length)}"/>`;
  const text = (length: number): string => `<a>${'t'.repeat(length)}</a>`;
  const asides = (count: number): string =>
    `<a>${Array.from({ length: count }, (_, i) => ['<!---->', '<?p?>', '<![CDATA[]]>'][i % 3]).join('')}</a>`;
  const declarations = (count: number): string => `<r>${'<a xmlns="u"/>'.repeat(count)}</r>`;

  it.each([
    ['depth', deep],
    ['attributes', attributes],
    ['elements', many],
    ['name', names],
    ['attributeValue', value],
    ['text', text],
    ['namespaces', declarations],
    ['asides', asides],
  ] as const)('%s is bounded exactly', (limit, made) => {
    expect(refusal(made(XML_LIMITS[limit]))).toBe('read');
    expect(refusal(made(XML_LIMITS[limit] + 1))).toMatch(/^too-complex \d+:\d+$/);
  });

  it.each([
    ['a comment', '<a><!--', 'x', '--></a>'],
    ['an instruction', '<a><?p ', 'x', '?></a>'],
    ['blanks before the root', '', ' ', '<a/>'],
    ['blanks in a tag', '<a', '\n', '/>'],
    ['references', '<a>', '&#x000041;', '</a>'],
  ])('%s of any length is bounded', (_what, before, piece, after) => {
    const of = (length: number): string => before + piece.repeat(Math.ceil(length / piece.length)) + after;
    expect(refusal(of(XML_LIMITS.construct - 10_000))).toBe('read');
    expect(refusal(of(XML_LIMITS.construct + 50_000))).toMatch(/^too-complex \d+:\d+$/);
  });

  it('an attribute name is bounded, and text over many pieces is counted together', () => {
    expect(refusal(`<a ${'n'.repeat(201)}=""/>`)).toMatch(/^too-complex/);
    expect(refusal(`<a>${'tttttttttt<b/>'.repeat(10_000)}${'<![CDATA[tttttttttt]]>'.repeat(5_001)}</a>`)).toMatch(
      /^too-complex/,
    );
  });
});

describe('never', () => {
  it('throws on whatever bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(undefined, 'application/xml; charset=utf-16', 'x; charset=latin1'),
        (bytes, type) => {
          expect(typeof parsed(bytes, type).ok).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('throws on, or takes what libxml2 does not of, documents with something changed', () => {
    const seeds = [...ODD_XML, ...NOT_WELL_FORMED.filter(({ taken }) => taken === undefined)].map(({ xml }) => xml);
    const piece = fc.constantFrom(
      '<',
      '>',
      '&',
      ';',
      '"',
      "'",
      '/',
      '=',
      ':',
      '?',
      '!',
      '-',
      '--',
      ']]>',
      '<!--',
      '-->',
      '<?',
      '?>',
      '<![CDATA[',
      ' ',
      '\n',
      'a',
      'xmlns',
      '&#',
      '1',
      '\u0000',
      'å',
      '</a>',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3), piece), {
          minLength: 1,
          maxLength: 3,
        }),
        (seed, changes) => {
          let xml = seed;
          for (const [where, taken, put] of changes) {
            const at = Math.floor(where * xml.length);
            xml = xml.slice(0, at) + put + xml.slice(at + taken);
          }
          xml = xml.toWellFormed();
          if (parsed(xml).ok) expect([xml, isTakenByLibxml2(xml)]).toEqual([xml, true]);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
