import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { anyDelivered, anyHubMessage, anyMessage } from '../../../../test/support/any-message.js';
import { placeOf } from '../reading.js';
import { readXmlMessage } from './read.js';
import { renderXml } from './render.js';

const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const NAMESPACE = 'urn:hemgang:message:1';

const read = (xml: string | Uint8Array, contentType = 'application/xml') =>
  readXmlMessage({ bytes: typeof xml === 'string' ? Buffer.from(xml) : xml, contentType }, RULES);
const message = (inner: string) => `<message xmlns="${NAMESPACE}">${inner}</message>`;

function modelOf(xml: string): Readonly<Record<string, unknown>> {
  const reading = read(xml);
  if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
  return reading.model;
}

describe('a message as XML', () => {
  it('comes back as it went out', () => {
    fc.assert(
      fc.property(anyMessage, (sent) => {
        const reading = read(renderXml(sent, {}));
        expect(reading.reasons).toEqual([]);
        expect(reading.ok && checkMessage(reading.model)).toEqual({ ok: true, message: sent });
      }),
    );
  });

  it('comes back with what the hub adds, and when only the hub sends it', () => {
    fc.assert(
      fc.property(fc.oneof(anyDelivered, anyHubMessage), (delivered) => {
        const reading = read(renderXml(delivered, {}));
        expect(reading.reasons).toEqual([]);
        expect(reading.ok && plain(reading.model)).toEqual(plain(delivered));
      }),
    );
  });

  it('gives the model that JSON gives: booleans, whole numbers, lists of one, and texts with every blank', () => {
    const model = modelOf(
      message(`<kind> paminnelse </kind><recipients>A</recipients>
        <patient><protected> true </protected><familyName>  Två\n rader </familyName>
        <address><line>Gatan 1</line><line>Vån 2</line></address></patient>
        <consent><given>0</given></consent><content><occurrence> 2 </occurrence><due>
          2026-11-23T08:15:00+01:00</due></content>`),
    );
    expect(model).toEqual({
      kind: 'paminnelse',
      recipients: ['A'],
      patient: { protected: true, familyName: '  Två\n rader ', address: { line: ['Gatan 1', 'Vån 2'] } },
      consent: { given: false },
      content: { occurrence: 2, due: '2026-11-23T08:15:00+01:00' },
    });
  });

  it('leaves to the check what is no boolean and no number', () => {
    const model = modelOf(
      message(
        '<kind>paminnelse</kind><consent><given>ja</given></consent><content><occurrence>två</occurrence></content>',
      ),
    );
    expect(model).toMatchObject({ consent: { given: 'ja' }, content: { occurrence: 'två' } });
  });

  it('may have its elements in any order, and any prefix', () => {
    const xml = `<h:message xmlns:h="${NAMESPACE}"><h:content><h:reason>r</h:reason><h:messageId>m</h:messageId></h:content>
      <h:recipients>A</h:recipients><h:kind>makulering</h:kind><h:recipients>B</h:recipients></h:message>`;
    expect(modelOf(xml)).toEqual({
      content: { reason: 'r', messageId: 'm' },
      recipients: ['A', 'B'],
      kind: 'makulering',
    });
  });

  it.each([
    ['<meddelande xmlns="urn:hemgang:message:1"/>'],
    ['<message/>'],
    ['<message xmlns="urn:hemgang:message:2"/>'],
    ['<Bundle xmlns="http://hl7.org/fhir"/>'],
    ['<ADT_A01 xmlns="urn:hl7-org:v2xml"/>'],
  ])('is no other document: %s', (xml) => {
    expect(read(xml)).toMatchObject({ ok: false, reasons: [{ code: 'unsupported-root', line: 1, column: 1 }] });
  });
});

describe('the structure of a message as XML', () => {
  const reasonsOf = (inner: string) =>
    read(message(inner)).reasons.map(({ code, path, line, column }) => [code, path, line, column]);

  it('has no elements but those of the model and of its kind, each told with its place', () => {
    expect(
      reasonsOf('<kind>makulering</kind>\n<colour/>\n<patient>\n  <shoe/></patient><content><ward/></content>'),
    ).toEqual([
      ['unknown-field', '/message/colour', 2, 1],
      ['unknown-field', '/message/patient/shoe', 4, 3],
      ['unknown-field', '/message/content/ward', 4, expect.any(Number)],
    ]);
  });

  it('has no elements of other namespaces, whatever their names', () => {
    expect(reasonsOf('<kind xmlns="urn:other">makulering</kind><x:å-19121212 xmlns:x="urn:other"/>')).toEqual([
      ['unknown-field', '/message/kind', 1, expect.any(Number)],
      ['unknown-field', '/message', 1, expect.any(Number)],
    ]);
  });

  it('has no attributes but those that speak of the schema', () => {
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const allowed = `xsi:schemaLocation="${NAMESPACE} http://example.org/message.xsd" xsi:noNamespaceSchemaLocation="a" xsi:type="b"`;
    expect(read(`<message xmlns="${NAMESPACE}" ${xsi} ${allowed}/>`)).toMatchObject({ ok: true, reasons: [] });
    expect(read(`<message xmlns="${NAMESPACE}" ${xsi} xsi:nil="true"/>`).reasons).toMatchObject([
      { code: 'unknown-field', path: '/message/@nil' },
    ]);
    expect(reasonsOf('<sender id="x">A</sender>')).toEqual([['unknown-field', '/message/sender/@id', 1, 40]]);
  });

  it('repeats only what is a list', () => {
    expect(reasonsOf('<sender>A</sender><sender>B</sender><needs>sabo</needs><needs>oppenvard</needs>')).toEqual([
      ['invalid-structure', '/message/sender', 1, 58],
    ]);
  });

  it('has text where text belongs, and elements where elements belong', () => {
    expect(reasonsOf('<sender><b>A</b></sender><patient>Tolvan</patient>')).toEqual([
      ['invalid-structure', '/message/sender', 1, 48],
      ['invalid-structure', '/message/patient', 1, 65],
    ]);
  });

  it('never repeats in a reason what stood in the message, and stops at a hundred', () => {
    const told = read(
      message('<patient>191212121212</patient><Tolvan191212121212.Tolvansson-med-ett-mycket-langt-namn/>'),
    );
    expect(JSON.stringify(told.reasons)).not.toMatch(/1912|Tolvan/);
    expect(read(message('<x/>'.repeat(5_000))).reasons).toHaveLength(100);
  });

  it('passes on what the parser refuses', () => {
    expect(read('<message>')).toMatchObject({ ok: false, reasons: [{ code: 'not-readable', line: 1 }] });
    expect(read(`<!DOCTYPE message><message xmlns="${NAMESPACE}"/>`).reasons).toMatchObject([
      { code: 'document-type' },
    ]);
  });

  it('gives nothing to names that mean something to the machine', () => {
    const reading = read(message('<__proto__><kind>makulering</kind></__proto__><constructor/><toString/>'));
    expect(reading.reasons.map(({ code }) => code)).toEqual(['unknown-field', 'unknown-field', 'unknown-field']);
    expect(reading.ok && Object.keys(reading.model)).toEqual([]);
  });

  it('is read or refused, never thrown at, however the document is changed', () => {
    const changed = fc.tuple(
      anyMessage,
      fc.nat(),
      fc.nat(20),
      fc.constantFrom('', '<', '</', '>', '&', '"', '\0', 'å'),
    );
    fc.assert(
      fc.property(changed, ([sent, where, cut, put]) => {
        const xml = Buffer.from(renderXml(sent, {})).toString();
        const at = where % xml.length;
        return typeof read(`${xml.slice(0, at)}${put}${xml.slice(at + cut)}`).ok === 'boolean';
      }),
    );
  });
});

describe('the place of a model path in XML', () => {
  const reading = read(
    message(
      '\n<kind>makulering</kind>\n<recipients>A</recipients>\n  <recipients>B</recipients>\n<patient>\n<id>1</id></patient>',
    ),
  );
  const places = new Map(reading.ok ? reading.places() : []);

  it.each([
    ['recipients[1]', { path: '/message/recipients[2]', line: 4, column: 3 }],
    ['recipients', { path: '/message/recipients', line: 3, column: 1 }],
    ['patient.id', { path: '/message/patient/id', line: 6, column: 1 }],
    ['patient.familyName', { path: '/message/patient/familyName', line: 5, column: 1 }],
    ['patient.address.line[0]', { path: '/message/patient/address/line', line: 5, column: 1 }],
    ['content.messageId', { path: '/message/content/messageId', line: 1, column: 1 }],
    ['nowhere', { path: '/message', line: 1, column: 1 }],
  ])('%s is that of its element, or where it is missing', (path, place) => {
    expect(placeOf(places, path)).toEqual(place);
  });
});

/** Without the difference between a list that is empty and one that is not there, which XML does not know. */
function plain(model: object): unknown {
  return JSON.parse(JSON.stringify(model), (_key, value: unknown) =>
    Array.isArray(value) && value.length === 0 ? undefined : value,
  );
}
