import { describe, expect, it } from '@jest/globals';
import { acceptRange, acceptRanges, ratingOf } from './accept.js';

describe('a range of an Accept header', () => {
  it('is its type and parameters in lower case, without blanks and quotation marks', () => {
    expect(acceptRange(' Application/FHIR+json ; fhirVersion="4.0" ;q=0.5')).toEqual({
      type: 'application/fhir+json',
      parameters: new Map([
        ['fhirversion', '4.0'],
        ['q', '0.5'],
      ]),
      quality: 0.5,
    });
  });

  it.each([
    ['*/*', 1],
    ['*/*;q=0', 0],
    ['*/*;q=1.000', 1],
    ['*/*;q=2', 0],
    ['*/*;q=-1', 0],
    ['*/*;q=Infinity', 0],
    ['*/*;q=much', 0],
  ])('%s is liked %d: what is no quality likes nothing', (text, quality) => {
    expect(acceptRange(text).quality).toBe(quality);
  });
});

describe('how much a type is liked', () => {
  const rating = (type: string, header: string) => ratingOf(type, acceptRanges(header));

  it('is decided by the most exact range that covers it, wherever it stands', () => {
    const header = '*/*;q=0.1, application/*;q=0.2, application/xml;q=0.3';
    expect(rating('application/xml', header)).toEqual({ quality: 0.3, exactness: 2 });
    expect(rating('application/json', header)).toEqual({ quality: 0.2, exactness: 1 });
    expect(rating('text/plain', header)).toEqual({ quality: 0.1, exactness: 0 });
    expect(rating('text/plain', 'application/*')).toEqual({ quality: 0, exactness: 0 });
  });

  it('may be told by other names of the type', () => {
    const isXml = (range: string) => range === 'text/xml';
    expect(ratingOf('application/xml', acceptRanges('text/xml;q=0.4'), isXml).quality).toBe(0.4);
  });
});
