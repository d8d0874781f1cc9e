import { describe, expect, it } from '@jest/globals';
import { listOf, optional, required } from '#domain/content/form.js';
import { commonElement } from './message-xsd.js';
import { XsdTypes } from './xsd-types.js';

describe('a field that kinds give different forms', () => {
  it('may be anything in the common content, as often as any kind lets it', () => {
    const definitions = [required('text', 'x'), optional(listOf('text', 7), 'x'), optional('boolean', 'x')];
    const of = (count: number) =>
      commonElement({ name: 'x', definitions: definitions.slice(0, count) }, new XsdTypes([]));
    expect(of(1)).toMatchObject([{ attributes: { name: 'x', type: 'Text', minOccurs: '0' } }]);
    expect(of(2)).toMatchObject([{ attributes: { name: 'x', type: 'Text', minOccurs: '0', maxOccurs: '7' } }]);
    expect(of(3)).toMatchObject([{ attributes: { name: 'x', type: 'xs:anyType', minOccurs: '0', maxOccurs: '7' } }]);
  });
});
