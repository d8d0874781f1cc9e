import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import { MESSAGE_KINDS } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import { anyDelivered, anyHubMessage, anyMessageOf } from '../../../../test/support/any-message.js';
import { r4Issues } from '../../../../test/support/r4.js';
import { fhirAnswer } from './answer.js';
import type { FhirAnswerInput } from './answer.js';
import { decodeResource } from './encoding.js';
import type { FhirObject } from './object.js';
import { operationOutcome } from './outcome.js';
import { messageBundle } from './render.js';

/** What the definitions of HL7 say of a resource and of each resource in it. */
function expectValid(resource: FhirObject): void {
  const plain = JSON.parse(JSON.stringify(resource)) as { entry?: { resource: unknown }[] };
  expect(r4Issues(plain)).toEqual([]);
  for (const entry of plain.entry ?? []) expect(r4Issues(entry.resource)).toEqual([]);
}

const ANSWER: AdmissionAnswer = {
  id: '0190a1b2-0000-7000-8000-0000000000aa',
  messageId: 'm 1',
  episode: { id: '0190a1b2-0000-7000-8000-0000000000ab', state: 'inskriven' },
  deliveries: [
    { id: 'd1', unit: 'SE2321000016-HC01', role: 'oppenvard', receiptDue: '2026-11-23T12:00:00.000Z' },
    { id: 'd2', unit: 'SE2120002180-SOC', role: 'socialtjanst', receiptDue: null },
  ],
  deadlines: [{ kind: 'kvittens', due: '2026-11-23T12:00:00.000Z', responsible: 'SE2321000016-HC01' }],
  warnings: [],
};

const INPUT: FhirAnswerInput = {
  head: {
    id: 'header-1',
    event: { system: 'urn:hemgang:fhir:CodeSystem:meddelandetyp', code: 'utskrivningsklar' },
    source: { name: 'Journal', endpoint: 'urn:hemgang:fhir:unit:SE2321000016-AVD12' },
  },
  outcome: 'accepted',
  isTransient: false,
  reasons: [],
  controlId: '0190a1b2-0000-7000-8000-0000000000ff',
  now: new Date('2026-11-23T07:15:00Z'),
  encoding: 'json',
};

function answered(input: Partial<FhirAnswerInput>): FhirObject {
  const encoding = input.encoding ?? 'json';
  const bytes = fhirAnswer({ ...INPUT, ...input });
  const decoded = decodeResource({ bytes, contentType: `application/fhir+${encoding}` }, encoding);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.reasons));
  expect(decoded.issues).toEqual([]);
  return decoded.resource;
}

describe('What the hub says in FHIR is valid R4 by the definitions of HL7', () => {
  it.each(MESSAGE_KINDS)('%s', (kind) => {
    fc.assert(
      fc.property(anyMessageOf(kind), (message) => expectValid(messageBundle(message, {}))),
      { numRuns: 20 },
    );
  });

  it('with what the hub adds, for a recipient and as test data', () => {
    const delivery = { id: 'd1', receiptDue: '2026-11-23T13:00:00+01:00' };
    fc.assert(
      fc.property(fc.oneof(anyDelivered, anyHubMessage), (message) =>
        expectValid(messageBundle(message, { recipient: 'SE1', delivery, processingId: 'T' })),
      ),
      { numRuns: 50 },
    );
  });

  it('the answer to a message that was accepted, with and without remarks', () => {
    for (const encoding of ['json', 'xml'] as const) {
      expectValid(answered({ answer: ANSWER, encoding }));
      expectValid(
        answered({ answer: { ...ANSWER, episode: null, deliveries: [] }, reasons: [reason('late', '')], encoding }),
      );
    }
  });

  it('the answer to a message that was refused, or that was left alone', () => {
    const reasons = [
      reason('missing-field', 'Bundle.entry[1].resource.period.start', 'add it', 'G-ADM-05'),
      { ...reason('invalid-value', 'Bundle.timestamp'), line: 3, column: 14 },
    ];
    expectValid(answered({ outcome: 'refused', reasons }));
    expectValid(answered({ outcome: 'refused', isTransient: true, reasons: [reason('unavailable', '')] }));
    expectValid(answered({}));
    expectValid(operationOutcome(reasons));
  });
});

describe('The answer to a FHIR message', () => {
  const headerOf = (bundle: FhirObject) => (bundle as { entry: { resource: FhirObject }[] }).entry[0]?.resource;

  it('names the message that it answers, and says ok, or whether it may be sent again', () => {
    const codes = [{}, { outcome: 'refused' as const }, { outcome: 'refused' as const, isTransient: true }].map(
      (input) => {
        const response = headerOf(answered(input))?.['response'] as { identifier: string; code: string };
        expect(response.identifier).toBe('header-1');
        return response.code;
      },
    );
    expect(codes).toEqual(['ok', 'fatal-error', 'transient-error']);
  });

  it('goes to the source of the message, from the hub', () => {
    const header = headerOf(answered({}));
    expect(header?.['destination']).toEqual([
      { name: 'Journal', endpoint: 'urn:hemgang:fhir:unit:SE2321000016-AVD12' },
    ]);
    expect(header?.['source']).toEqual({ name: 'Hemgång', endpoint: 'urn:hemgang:fhir:unit:hemgang' });
  });

  it('keeps the event in the form in which it came', () => {
    const event = { system: undefined, code: 'urn:hemgang:fhir:CodeSystem:meddelandetyp#makulering' };
    const header = headerOf(answered({ head: { id: 'h', event, source: undefined } }));
    expect(header?.['eventUri']).toBe(event.code);
    expect(header?.['destination']).toBeUndefined();
  });

  it('is an OperationOutcome alone when there is no header to answer', () => {
    for (const head of [undefined, { ...INPUT.head!, id: undefined }, { ...INPUT.head!, event: undefined }]) {
      const resource = answered({ head, outcome: 'refused', reasons: [reason('not-readable', '')] });
      expect(resource['resourceType']).toBe('OperationOutcome');
    }
  });

  it('tells the plan, deliveries and deadlines as parameters', () => {
    const plan = { id: '0190a1b2-0000-7000-8000-0000000000ac', state: 'kallad' };
    const bundle = answered({ answer: { ...ANSWER, plan } }) as {
      entry: { resource: { parameter?: { name: string }[] } }[];
    };
    const names = bundle.entry[2]?.resource.parameter?.map(({ name }) => name);
    expect(names).toEqual(['id', 'messageId', 'episode', 'plan', 'delivery', 'delivery', 'deadline']);
  });
});

describe('An OperationOutcome', () => {
  it('says each reason by its stable code, in Swedish and English, with rule and place', () => {
    const outcome = operationOutcome([
      { ...reason('missing-field', 'Bundle.entry[2].resource.period.start', 'add it', 'G-ADM-05'), line: 7, column: 3 },
    ]);
    expect(outcome['issue']).toEqual([
      {
        severity: 'error',
        code: 'required',
        details: {
          coding: [
            {
              system: 'urn:hemgang:fhir:CodeSystem:orsak',
              code: 'missing-field',
              display: 'A required field is missing',
            },
          ],
          text: 'Ett obligatoriskt fält saknas / A required field is missing',
        },
        diagnostics: 'A required field is missing: add it [G-ADM-05] (line 7, column 3)',
        expression: ['Bundle.entry[2].resource.period.start'],
      },
    ]);
  });

  it('tells what stands outside the resource in words, not as an expression', () => {
    const [issue] = operationOutcome([reason('unsupported-media-type', 'Content-Type')])['issue'] as FhirObject[];
    expect(issue?.['expression']).toBeUndefined();
    expect(issue?.['diagnostics']).toContain('(Content-Type)');
  });
});
