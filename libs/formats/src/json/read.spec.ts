import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { anyDelivered, anyMessage } from '../../../../test/support/any-message.js';
import { placeOf } from '../reading.js';
import { readJsonMessage } from './read.js';
import { renderJson } from './render.js';

const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };

const read = (text: string | Uint8Array, contentType = 'application/json') =>
  readJsonMessage({ bytes: typeof text === 'string' ? Buffer.from(text) : text, contentType }, RULES);

describe('a message as JSON', () => {
  it('comes back as it went out', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const reading = read(renderJson(message, {}));
        expect(reading.ok && checkMessage(reading.model)).toEqual({ ok: true, message });
      }),
    );
  });

  it('comes back with what the hub adds', () => {
    fc.assert(
      fc.property(anyDelivered, (message) => {
        const reading = read(renderJson(message, {}));
        expect(reading.ok && reading.model).toEqual(message);
      }),
    );
  });

  it('tells line and column of any path; of a missing field, where it is missing', () => {
    const reading = read('{\n  "kind": "makulering",\n  "recipients": [\n    "A",\n    "B"\n  ],\n  "content": {}\n}');
    const places = new Map(reading.ok ? reading.places() : []);
    expect(placeOf(places, 'recipients[1]')).toEqual({ path: 'recipients[1]', line: 5, column: 5 });
    expect(placeOf(places, 'content.messageId')).toEqual({ path: 'content.messageId', line: 7, column: 14 });
    expect(placeOf(places, 'sender')).toEqual({ path: 'sender', line: 1, column: 1 });
    expect(placeOf(places, 'patient.address.city')).toEqual({ path: 'patient.address.city', line: 1, column: 1 });
  });

  it.each(['application/json; charset=iso-8859-1', 'application/json;charset="UTF-16"'])('is UTF-8, not %s', (type) => {
    expect(read('{}', type)).toMatchObject({ ok: false, reasons: [{ code: 'character-set' }] });
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'application/json; charset="UTF-8"'])(
    'is taken as %s',
    (type) => {
      expect(read('{}', type)).toMatchObject({ ok: true, model: {} });
    },
  );

  it.each(['[]', '"text"', '12', 'null'])('is an object, not %s', (text) => {
    expect(read(text)).toMatchObject({ ok: false, reasons: [{ code: 'invalid-value', path: '' }] });
  });

  it('a FHIR resource is told to go by its own content type', () => {
    expect(read('{"resourceType":"Bundle","type":"message"}')).toMatchObject({
      ok: false,
      reasons: [{ code: 'unsupported-root', message: expect.stringContaining('application/fhir+json') }],
    });
  });

  it('gives nothing to names that mean something to the machine: they are unknown fields like any other', () => {
    const reading = read('{"__proto__":{"kind":"makulering"},"constructor":{"prototype":{"sender":"x"}},"toString":1}');
    const checked = reading.ok ? checkMessage(reading.model) : undefined;
    expect(checked).toMatchObject({ ok: false });
    expect(checked?.ok === false && checked.reasons.filter(({ code }) => code === 'unknown-field')).toHaveLength(3);
    expect(Reflect.get({}, 'kind')).toBeUndefined();
  });

  it('is read or refused, never thrown at, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof read(bytes).ok === 'boolean'));
  });
});
