import { describe, expect, it } from '@jest/globals';
import { preferredForm } from './message-form.js';

describe('the form of a message', () => {
  it.each([
    [undefined, 'json'],
    ['', 'json'],
    ['*/*', 'json'],
    ['application/json', 'json'],
    ['application/hl7-v2', 'hl7v2'],
    ['application/hl7-v2+xml', 'hl7v2-xml'],
    ['application/xml', 'xml'],
    ['text/xml', 'xml'],
    ['application/fhir+json', 'fhir-json'],
    ['application/fhir+xml; fhirVersion=4.0', 'fhir-xml'],
    ['Application/HL7-v2; q=0.9, application/xml;q=0.8', 'hl7v2'],
    ['application/json;q=0.5, application/hl7-v2', 'hl7v2'],
    ['application/json;q=0, */*', 'xml'],
    ['application/*;q=0.2, application/hl7-v2;q=0.1', 'json'],
    ['application/xml, */*', 'xml'],
    ['application/pdf', undefined],
    ['*/*;q=0', undefined],
    ['text/html', undefined],
  ])('for Accept %j is %s', (accept, form) => {
    expect(preferredForm(accept)).toBe(form);
  });

  it.each([
    [undefined, 'hl7v2'],
    ['*/*', 'hl7v2'],
    ['application/*', 'hl7v2'],
    ['application/json', 'json'],
    ['application/json, */*;q=0.1', 'json'],
    ['application/xml, application/hl7-v2', 'hl7v2'],
  ])('for Accept %j and a unit that prefers HL7 v2 is %s', (accept, form) => {
    expect(preferredForm(accept, 'hl7v2')).toBe(form);
  });
});
