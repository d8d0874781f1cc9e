import { describe, expect, it } from '@jest/globals';
import { preferredForm } from './message-form.js';

describe('the form of a message', () => {
  it.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['application/hl7-v2', 'application/hl7-v2'],
    ['Application/HL7-v2; q=0.9, application/xml', 'application/hl7-v2'],
    ['application/json;q=0.5, application/hl7-v2', 'application/hl7-v2'],
    ['application/json;q=0, */*', 'application/hl7-v2'],
    ['application/*;q=0.2, application/hl7-v2;q=0.1', 'application/json'],
    ['application/xml', undefined],
    ['application/fhir+json', undefined],
    ['*/*;q=0', undefined],
    ['text/html', undefined],
  ])('for Accept %j is %s', (accept, form) => {
    expect(preferredForm(accept)).toBe(form);
  });
});
