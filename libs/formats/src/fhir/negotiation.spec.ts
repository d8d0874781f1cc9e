import { describe, expect, it } from '@jest/globals';
import { fhirContentEncoding, fhirEncoding } from './negotiation.js';

describe('the form of a FHIR answer', () => {
  it.each([
    [undefined, undefined, 'json'],
    ['', undefined, 'json'],
    ['*/*', undefined, 'json'],
    ['application/fhir+json', undefined, 'json'],
    ['application/json', undefined, 'json'],
    ['application/fhir+xml', undefined, 'xml'],
    ['text/xml', undefined, 'xml'],
    ['application/fhir+xml;q=0.5, application/fhir+json;q=0.9', undefined, 'json'],
    ['application/fhir+json;q=0.5, application/xml', undefined, 'xml'],
    ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', undefined, 'xml'],
    ['application/fhir+xml; fhirVersion=4.0', undefined, 'xml'],
    ['application/fhir+json; fhirVersion=3.0', undefined, undefined],
    ['application/fhir+json; fhirVersion=3.0, application/fhir+xml', undefined, 'xml'],
    ['application/fhir+json;q=0', undefined, undefined],
    ['image/png', undefined, undefined],
    ['application/fhir+json', 'xml', 'xml'],
    ['application/fhir+json', 'application/fhir+xml', 'xml'],
    ['application/fhir+json', 'application/fhir xml', 'xml'],
    ['application/fhir+xml', 'json', 'json'],
    [undefined, 'turtle', undefined],
  ] as const)('for Accept %s and _format %s is %s', (accept, format, encoding) => {
    expect(fhirEncoding(accept, format)).toBe(encoding);
  });

  it('of a body is told by its content type', () => {
    expect(fhirContentEncoding('application/fhir+json; charset=utf-8')).toBe('json');
    expect(fhirContentEncoding('application/fhir+xml')).toBe('xml');
    expect(
      [undefined, '', 'json', 'text/plain', 'application/fhir+json; fhirVersion=5.0'].map(fhirContentEncoding),
    ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
