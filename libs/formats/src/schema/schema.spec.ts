import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FieldForm, Fields } from '#domain/content/form.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import type { Message } from '#domain/message.js';
import { anyDelivered, anyHubMessage, anyMessage } from '../../../../test/support/any-message.js';
import { jsonSchemaJudge, xsdJudge } from '../../../../test/support/schema-judges.js';
import type { RenderedMessage } from '../rendering.js';
import { readXmlMessage } from '../xml/read.js';
import { messageNode } from '../xml/render.js';
import { writeXml } from '../xml/write.js';
import type { XmlNode } from '../xml/write.js';
import { SCHEMA_FILES } from './files.js';
import { messageFields } from '../message-fields.js';

const byXsd = xsdJudge();
const byJsonSchema = jsonSchemaJudge();

/** Names the type of the kind, so that its content is judged too. */
function typed(node: XmlNode, kind: string): XmlNode {
  const attributes = { ...node.attributes, 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xsi:type': kind };
  return { ...node, attributes };
}

const plain = (message: object): Record<string, unknown> => JSON.parse(JSON.stringify(message));

describe.each(SCHEMA_FILES)('$name', ({ name, text }) => {
  it('lies in config/schema as the code makes it; otherwise run npm run schemas', () => {
    expect(readFileSync(`config/schema/${name}`, 'utf8')).toBe(text());
  });
});

describe('every message that the check accepts, or the hub delivers', () => {
  const anyRendered: fc.Arbitrary<RenderedMessage> = fc.oneof(anyMessage, anyDelivered, anyHubMessage);

  it('is valid by the JSON Schema', () => {
    fc.assert(
      fc.property(anyRendered, (message) => {
        expect(byJsonSchema(plain(message))).toBeUndefined();
      }),
    );
  });

  it('is valid by the XML Schema, with and without the type of its kind', () => {
    fc.assert(
      fc.property(anyRendered, (message) => {
        const node = messageNode(message);
        expect(byXsd(writeXml(node))).toBeUndefined();
        expect(byXsd(writeXml(typed(node, message.kind)))).toBeUndefined();
      }),
    );
  });

  it('is valid by the JSON Schema with null for what is left out', () => {
    const message = { messageId: '1', kind: 'avbryt-vardtillfalle', sender: 'A', sentAt: '2026-11-23T08:15Z' };
    const withNull = { ...message, patient: null, needs: null, planningCategory: null, inReplyTo: null, content: null };
    expect(checkMessage(withNull)).toMatchObject({ ok: true });
    expect(byJsonSchema(withNull)).toBeUndefined();
    expect(byJsonSchema({ ...withNull, sender: null })).toContain('/sender');
  });
});

describe('one thing that is wrong', () => {
  it('is refused by the check and by both schemas', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(), (message, which) => {
        const all = mutationsOf(plain(message), messageFields(message.kind), '');
        const [name, mutated] = all[which % all.length]!;
        const told = [name, message.kind];
        expect([...told, checkMessage(mutated).ok]).toEqual([...told, false]);
        expect([...told, byJsonSchema(mutated)]).toEqual([...told, expect.any(String)]);
        const xml = writeXml(typed(loosely(mutated, message), message.kind));
        expect([...told, byXsd(xml)]).toEqual([...told, expect.any(String)]);
        expect([...told, isAccepted(xml)]).toEqual([...told, false]);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused in XML when an element that is no list stands twice', () => {
    const content = '<messageId>m</messageId><reason>r</reason>';
    const message = (sender: string) =>
      `<message xmlns="urn:hemgang:message:1"><messageId>1</messageId><kind>makulering</kind>${sender}<sentAt>2026-11-23T08:15:00+01:00</sentAt><content>${content}</content></message>`;
    expect([byXsd(message('<sender>A</sender>')), isAccepted(Buffer.from(message('<sender>A</sender>')))]).toEqual([
      undefined,
      true,
    ]);
    const twice = message('<sender>A</sender><sender>A</sender>');
    expect([byXsd(twice), isAccepted(Buffer.from(twice))]).toEqual([expect.any(String), false]);
  });
});

function isAccepted(bytes: Uint8Array): boolean {
  const rules = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
  const reading = readXmlMessage({ bytes, contentType: 'application/xml' }, rules);
  return reading.ok && reading.reasons.length === 0 && checkMessage(reading.model).ok;
}

type Mutation = readonly [name: string, mutated: Record<string, unknown>];
type Model = Record<string, unknown>;

/** The same object with one thing wrong in it or further in, in every way that is wrong in every format. */
function mutationsOf(model: Model, fields: Fields, path: string): Mutation[] {
  const mutations: Mutation[] = [[`${path}: unknown field`, { ...model, okand: 'x' }]];
  for (const [name, definition] of Object.entries(fields)) {
    const at = `${path}.${name}`;
    if (!Object.hasOwn(model, name)) continue;
    const wrong = wrongValues(model[name], definition, at);
    mutations.push(...wrong.map(([how, value]): Mutation => [how, { ...model, [name]: value }]));
    if (!definition.required) continue;
    const without = Object.fromEntries(Object.entries(model).filter(([key]) => key !== name));
    mutations.push([`${at}: left out`, without]);
  }
  return mutations;
}

function wrongValues(value: unknown, form: FieldForm, at: string): (readonly [string, unknown])[] {
  switch (form.type) {
    case 'object':
      return [[`${at}: a text`, 'x'], ...mutationsOf(value as Model, form.fields, at)];
    case 'list': {
      const [first = 'x', ...others] = value as unknown[];
      const tooMany = Array.from({ length: form.most + 1 }, () => first);
      const wrong = wrongValues(first, form.of, at).map(([how, item]) => [how, [item, ...others]] as const);
      return [[`${at}: too many`, tooMany], ...wrong];
    }
    case 'code':
      return [[`${at}: unknown code`, 'okand'], ...notText(at)];
    case 'boolean':
      return [[`${at}: no boolean`, 'ja'], ...notText(at)];
    case 'integer':
      return [[`${at}: no whole number`, 1.5], [`${at}: too large`, 2 ** 60], ...notText(at)];
    case 'instant':
    case 'date':
      return [
        [`${at}: no date`, '2026-02-30T08:00:00Z'],
        [`${at}: no zone`, '2026-11-23T08:00:00'],
        [`${at}: of another age`, '1899-12-31T08:00:00Z'],
        ...notText(at),
      ];
    case 'text':
      if (form.pattern !== undefined) return [[`${at}: not of its form`, 'x'], ...notText(at)];
      return [[`${at}: too long`, 'x'.repeat((form.longest ?? 20_000) + 1)], ...notText(at)];
  }
}

const notText = (at: string): (readonly [string, unknown])[] => [[`${at}: an object`, { inner: 'x' }]];

/** XML of a model that may hold anything, in the order of the schema where it knows one. */
function loosely(model: Model, { kind }: Message): XmlNode {
  const children = looseChildren(model, messageFields(kind));
  return { name: 'message', attributes: { xmlns: 'urn:hemgang:message:1' }, children };
}

function looseChildren(model: object, fields: Fields): XmlNode[] {
  const names = [...new Set([...Object.keys(fields), ...Object.keys(model)])];
  return names.flatMap((name) => looseNodes(name, Reflect.get(model, name), fields[name]));
}

function looseNodes(name: string, value: unknown, form: FieldForm | undefined): XmlNode[] {
  if (value === undefined) return [];
  const inner = form?.type === 'list' ? form.of : form;
  if (Array.isArray(value)) return value.flatMap((item) => looseNodes(name, item, inner));
  if (typeof value !== 'object' || value === null) return [{ name, children: [String(value)] }];
  return [{ name, children: looseChildren(value, inner?.type === 'object' ? inner.fields : {}) }];
}
