import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { XmlElement } from './element.js';
import { parseXml } from './parse.js';
import { writeXml } from './write.js';
import type { XmlNode } from './write.js';

function written(node: XmlNode, indent = false): string {
  return new TextDecoder().decode(writeXml(node, { indent })).replace('<?xml version="1.0" encoding="UTF-8"?>\n', '');
}

function read(bytes: Uint8Array): XmlElement {
  const parsed = parseXml({ bytes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons));
  return parsed.root;
}

/** What a reader sees of a tree: names, attributes, joined text, children; no places. */
interface Seen {
  name: string;
  namespace: string;
  attributes: [string, string, string][];
  text: string;
  children: Seen[];
}

function seen({ name, namespace, attributes, text, children }: XmlElement): Seen {
  return {
    name,
    namespace,
    attributes: attributes.map((attribute) => [attribute.namespace, attribute.name, attribute.value]),
    text,
    children: children.map(seen),
  };
}

const NAMESPACES: Readonly<Record<string, string>> = { '': 'urn:a', p: 'urn:b', q: 'urn:c?x=1&y=<2>' };

function expected({ name, attributes = {}, children }: XmlNode): Seen {
  const [local = '', prefix = ''] = name.split(':').reverse();
  return {
    name: local,
    namespace: NAMESPACES[prefix] ?? '',
    attributes: Object.entries(attributes)
      .filter(([key]) => !key.startsWith('xmlns'))
      .map(([key, value]) => {
        const [attribute = '', of] = key.split(':').reverse();
        return [of === undefined ? '' : (NAMESPACES[of] ?? ''), attribute, value];
      }),
    text: children.filter((child) => typeof child === 'string').join(''),
    children: children.filter((child) => typeof child !== 'string').map(expected),
  };
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }).map((any) => any.replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, '')),
  fc
    .array(
      fc.constantFrom(
        '\r',
        '\n',
        '\t',
        ' ',
        ']]>',
        '<![CDATA[',
        '&amp;',
        '<',
        '>',
        '"',
        "'",
        'å',
        '\u{1f600}',
        '\u0085',
      ),
    )
    .map((parts) => parts.join('')),
);
const local = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'å', '_1', 'PID.3', '\u{20000}');
const qualified = fc.tuple(fc.constantFrom('', 'p:', 'q:'), local).map(([prefix, name]) => `${prefix}${name}`);
const attributes = fc.dictionary(fc.constantFrom('a', 'b', 'p:a', 'q:a', 'xml1', 'toString'), text, {
  noNullPrototype: true,
});
const { tree } = fc.letrec<{ tree: XmlNode }>((tie) => ({
  tree: fc.record({
    name: qualified,
    attributes,
    children: fc.array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, tie('tree')), { maxLength: 5 }),
  }),
}));
const document = tree.map((root) => ({
  ...root,
  attributes: { xmlns: 'urn:a', 'xmlns:p': 'urn:b', 'xmlns:q': 'urn:c?x=1&y=<2>', ...root.attributes },
}));

describe('writing XML', () => {
  it('what is written is read back as it was: names, namespaces, attributes, every character of texts', () => {
    fc.assert(
      fc.property(document, (root) => {
        expect(seen(read(writeXml(root)))).toEqual(expected(root));
      }),
      { numRuns: 300 },
    );
  });

  it('indentation adds nothing to an element that holds text', () => {
    const root = {
      name: 'a',
      children: [
        { name: 'b', children: [' x ', { name: 'c', children: [] }] },
        { name: 'd', children: [] },
      ],
    };
    expect(written(root, true)).toBe('<a>\n  <b> x <c/></b>\n  <d/>\n</a>\n');
    expect(written(root)).toBe('<a><b> x <c/></b><d/></a>\n');
  });

  it('line ends and tabs that XML would change are written as references', () => {
    expect(written({ name: 'a', attributes: { b: '\t"\n\r' }, children: ['\r\n\t]]>'] })).toBe(
      '<a b="&#9;&quot;&#10;&#13;">&#13;\n\t]]&gt;</a>\n',
    );
  });

  it('what no XML can carry is replaced', () => {
    expect(written({ name: 'a', children: ['x\0\u000b\ud800y\uffff'] })).toBe('<a>x\ufffd\ufffd\ufffdy\ufffd</a>\n');
  });

  it('elements may lie as deep as a reader takes them', () => {
    let node: XmlNode = { name: 'leaf', children: ['x'] };
    for (let depth = 1; depth < 64; depth++) node = { name: 'e', children: [node] };
    expect(parseXml({ bytes: writeXml(node) }).ok).toBe(true);
    expect(parseXml({ bytes: writeXml({ name: 'e', children: [node] }) }).ok).toBe(false);
  });
});
