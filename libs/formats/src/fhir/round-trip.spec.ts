import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { DELIVERED } from '#domain/envelope.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { anyDelivered, anyHubMessage, anyMessage } from '../../../../test/support/any-message.js';
import type { ReadingRules } from '../reading.js';
import type { RenderedMessage, RenderOptions } from '../rendering.js';
import { decodeResource, encodeResource } from './encoding.js';
import type { FhirEncoding } from './negotiation.js';
import { readFhirMessage } from './read.js';
import { messageBundle, renderFhir } from './render.js';

const RULES: ReadingRules = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const ENCODINGS: readonly FhirEncoding[] = ['json', 'xml'];

function readBack(message: RenderedMessage, options: RenderOptions, encoding: FhirEncoding) {
  const bytes = renderFhir(message, options, encoding);
  const reading = readFhirMessage({ bytes, contentType: `application/fhir+${encoding}` }, RULES, encoding);
  if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
  expect(reading.reasons).toEqual([]);
  return reading;
}

describe.each(ENCODINGS)('A message as FHIR %s', (encoding) => {
  it('gives the message back, whatever its kind and its texts', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(checkMessage(readBack(message, {}, encoding).model)).toEqual({ ok: true, message });
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same message back when it is delivered: what the hub adds is passed over', () => {
    fc.assert(
      fc.property(anyDelivered, (delivered) => {
        const added = Object.keys(DELIVERED);
        const message = Object.fromEntries(Object.entries(delivered).filter(([name]) => !added.includes(name)));
        const options = { recipient: 'SE1 Å', delivery: { id: 'd 1', receiptDue: '2026-11-23T12:00+01:00' } };
        expect(checkMessage(readBack(delivered, options, encoding).model)).toEqual({ ok: true, message });
      }),
    );
  });

  it('gives kind and content of what only the hub sends', () => {
    fc.assert(
      fc.property(anyHubMessage, (message) => {
        const { model } = readBack(message, {}, encoding);
        expect(model['kind']).toBe(message.kind);
        expect(JSON.parse(JSON.stringify(model['content']))).toEqual(message.content);
        expect(checkMessage(model).ok).toBe(false);
      }),
    );
  });

  it.each([
    { recipients: [] },
    { needs: [] },
    { consent: { given: true, scope: [] } },
    { patient: { ...PERSON(), address: { line: [] } } },
    { patient: { ...PERSON(), givenName: ' Tolvan  T ' } },
    { patient: { ...PERSON(), protected: false } },
    { patient: { ...PERSON(), protected: true } },
    { sentAt: '2026-11-23T08:15+23:59' },
    { sentAt: '2026-11-23T08:15:00.123456789Z' },
  ])('carries what FHIR has no form for: %j', (odd) => {
    const sent = { ...MESSAGE, ...odd };
    const checked = checkMessage(sent);
    if (!checked.ok) throw new Error(JSON.stringify(checked.reasons));
    const read = checkMessage(readBack(checked.message, {}, encoding).model);
    expect(read).toEqual(checked);
  });
});

describe('The two forms of FHIR', () => {
  it('are one resource', () => {
    fc.assert(
      fc.property(anyDelivered, (message) => {
        const bundle = messageBundle(message, {});
        const bytes = encodeResource(bundle, 'xml');
        const decoded = decodeResource({ bytes, contentType: 'application/fhir+xml' }, 'xml');
        if (!decoded.ok) throw new Error(JSON.stringify(decoded.reasons));
        expect(decoded.issues).toEqual([]);
        expect(decoded.resource).toEqual(JSON.parse(JSON.stringify(bundle)));
      }),
    );
  });
});

function PERSON() {
  return { id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' };
}

const MESSAGE = {
  messageId: 'm-1',
  kind: 'inskrivningsmeddelande',
  sender: 'SE2321000016-AVD12',
  sentAt: '2026-11-23T08:15:00+01:00',
  content: {},
};
