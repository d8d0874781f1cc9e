import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import { anyText } from '../../../../test/support/any-message.js';
import { xmlAnswer, xmlInbox, xmlProblem } from './answer.js';
import type { XmlElement } from './element.js';
import { parseXml } from './parse.js';

function parsed(bytes: Uint8Array): XmlElement {
  const document = parseXml({ bytes });
  if (!document.ok) throw new Error(JSON.stringify(document.reasons));
  return document.root;
}

/** An element as plain data, names with their texts or children. */
function plain({ name, text, children }: XmlElement): unknown {
  return [name, children.length === 0 ? text : children.map(plain)];
}

const ANSWER: AdmissionAnswer = {
  id: 'h1',
  messageId: 'm1',
  episode: { id: 'e1', state: 'inskriven' },
  deliveries: [
    { id: 'd1', unit: 'U1', role: 'oppenvard', receiptDue: '2026-11-23T12:00:00.000Z' },
    { id: 'd2', unit: 'U2', role: 'sabo', receiptDue: null },
  ],
  deadlines: [{ kind: 'kvittens', due: '2026-11-23T12:00:00.000Z', responsible: 'U1' }],
  warnings: [{ path: '/message/content', rule: 'G-ADM-02', code: 'date-missing', message: 'Mät & <vänta>', line: 3 }],
};

describe('the answer to a message as XML', () => {
  it('says what the JSON answer says, lists being repeated and what is null left out', () => {
    const root = parsed(xmlAnswer(ANSWER));
    expect([root.name, root.namespace]).toEqual(['answer', 'urn:hemgang:message:1']);
    expect(root.children.map(plain)).toEqual([
      ['id', 'h1'],
      ['messageId', 'm1'],
      [
        'episode',
        [
          ['id', 'e1'],
          ['state', 'inskriven'],
        ],
      ],
      [
        'deliveries',
        [
          ['id', 'd1'],
          ['unit', 'U1'],
          ['role', 'oppenvard'],
          ['receiptDue', '2026-11-23T12:00:00.000Z'],
        ],
      ],
      [
        'deliveries',
        [
          ['id', 'd2'],
          ['unit', 'U2'],
          ['role', 'sabo'],
        ],
      ],
      [
        'deadlines',
        [
          ['kind', 'kvittens'],
          ['due', '2026-11-23T12:00:00.000Z'],
          ['responsible', 'U1'],
        ],
      ],
      [
        'warnings',
        [
          ['path', '/message/content'],
          ['rule', 'G-ADM-02'],
          ['code', 'date-missing'],
          ['message', 'Mät & <vänta>'],
          ['line', '3'],
        ],
      ],
    ]);
  });
});

describe('a problem as XML', () => {
  it('is that of RFC 9457: items of lists are elements i', () => {
    const body = {
      type: 'urn:hemgang:problem:missing-field',
      status: 422,
      errors: [{ path: '/message/sender', message: 'add it', line: 1 }, { path: '' }],
      state: undefined,
    };
    const root = parsed(xmlProblem(body));
    expect([root.name, root.namespace]).toEqual(['problem', 'urn:ietf:rfc:7807']);
    expect(root.children.map(plain)).toEqual([
      ['type', 'urn:hemgang:problem:missing-field'],
      ['status', '422'],
      [
        'errors',
        [
          [
            'i',
            [
              ['path', '/message/sender'],
              ['message', 'add it'],
              ['line', '1'],
            ],
          ],
          ['i', [['path', '']]],
        ],
      ],
    ]);
  });

  it('is well-formed whatever its texts', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        expect(parsed(xmlProblem({ title, errors: [] })).children.map(plain)).toEqual([
          ['title', title],
          ['errors', ''],
        ]);
      }),
    );
  });
});

describe('a page of an inbox as XML', () => {
  it('puts an item around each message, which keeps its own namespace', () => {
    const item = { deliveryId: 'd', cursor: '7', receivedAt: '2026-11-23T08:00:00.000Z', state: 'waiting' };
    const own = { name: 'message', attributes: { xmlns: 'urn:hemgang:message:1' }, children: [] };
    const other = { name: 'v:ADT_A01', attributes: { 'xmlns:v': 'urn:hl7-org:v2xml' }, children: [] };
    const items = [
      { ...item, receiptDue: '2026-11-23T12:00:00.000Z', message: own },
      { ...item, receiptDue: null, message: other },
    ];
    const root = parsed(xmlInbox({ items, next: '8' }));
    expect(root).toMatchObject({ name: 'inbox', namespace: 'urn:hemgang:inbox:1' });
    expect(attributesOf(root)).toEqual({ next: '8' });
    expect(root.children.map(attributesOf)).toEqual([{ ...item, receiptDue: '2026-11-23T12:00:00.000Z' }, item]);
    expect(root.children.map(({ children }) => children)).toMatchObject([
      [{ name: 'message', namespace: 'urn:hemgang:message:1' }],
      [{ name: 'ADT_A01', namespace: 'urn:hl7-org:v2xml' }],
    ]);
  });
});

function attributesOf({ attributes }: XmlElement): Record<string, string> {
  return Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
}
