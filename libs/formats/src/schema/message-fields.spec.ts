import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CONTENT, listOf, optional, required } from '#domain/content.js';
import type { Fields } from '#domain/content.js';
import { parseCivilDate, parseInstant } from '#domain/calendar.js';
import { anyDay, anyInstant } from '../../../../test/support/any-message.js';
import { ALL_KINDS, contentFields, messageFields, orderOf } from './message-fields.js';
import { commonElement } from './message-xsd.js';
import { DATE_PATTERN, INSTANT_PATTERN } from './patterns.js';
import { XsdTypes } from './xsd-types.js';

const named = (...names: string[]): Fields => Object.fromEntries(names.map((name) => [name, optional('text', name)]));

describe('the one order of all content fields', () => {
  it('is the order of every kind, as far as the kinds agree', () => {
    expect(orderOf([named('a', 'c'), named('b', 'c', 'd'), named('a', 'b')])).toEqual(['a', 'b', 'c', 'd']);
    for (const kind of ALL_KINDS) {
      const own = Object.keys(contentFields(kind));
      const isSent = Object.hasOwn(CONTENT, kind);
      if (isSent) expect(own).toEqual(Object.keys(CONTENT[kind as keyof typeof CONTENT]));
    }
  });

  it('holds every field once, also where kinds contradict each other', () => {
    const anyKind = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f']).map((names) => named(...names));
    fc.assert(
      fc.property(fc.array(anyKind), (kinds) => {
        const all = new Set(kinds.flatMap((fields) => Object.keys(fields)));
        expect(orderOf(kinds).sort()).toEqual([...all].sort());
      }),
    );
    expect(orderOf([named('a', 'b'), named('b', 'a')])).toEqual(['a', 'b']);
  });
});

describe('the fields of a message', () => {
  it('begin with id and kind, end with the content of the kind, and know every content for what is no kind', () => {
    const names = Object.keys(messageFields('makulering'));
    expect([names.slice(0, 3), names.at(-1)]).toEqual([['messageId', 'kind', 'sender'], 'content']);
    expect(messageFields('makulering')['content']).toMatchObject({ required: true, fields: CONTENT.makulering });
    expect(messageFields('nonsense')['content']).toMatchObject({ required: false });
  });
});

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

describe('the patterns of dates and instants', () => {
  const isInstant = (text: string) => new RegExp(`^(?:${INSTANT_PATTERN})$`).test(text);
  const isDate = (text: string) => new RegExp(`^(?:${DATE_PATTERN})$`).test(text);

  it('take what the calendar takes and refuse what it refuses, 29 February of a common year aside', () => {
    const edits = fc.tuple(
      fc.oneof(anyDay, anyInstant),
      fc.nat(),
      fc.nat(1),
      fc.constantFrom('', '0', '3', '9', ':', '-', 'Z', '.'),
    );
    const anyNear = edits.map(([text, where, cut, put]) => {
      const at = where % (text.length + 1);
      return `${text.slice(0, at)}${put}${text.slice(at + cut)}`;
    });
    fc.assert(
      fc.property(anyNear, (text) => {
        fc.pre(!text.includes('-02-29'));
        const isOfOurTime = /^(19|20|21)/.test(text);
        expect([text, isInstant(text)]).toEqual([text, isOfOurTime && parseInstant(text) !== undefined]);
        const known = parseCivilDate(text) ?? parseInstant(text);
        expect([text, isDate(text)]).toEqual([text, isOfOurTime && known !== undefined]);
      }),
      { numRuns: 3_000 },
    );
  });
});
