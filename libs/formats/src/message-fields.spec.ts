import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CONTENT } from '#domain/content.js';
import { optional } from '#domain/content/form.js';
import type { Fields } from '#domain/content/form.js';
import { MESSAGE_KINDS } from '#domain/message.js';
import { contentInOrder, messageFields, orderOf } from './message-fields.js';

const named = (...names: string[]): Fields => Object.fromEntries(names.map((name) => [name, optional('text', name)]));

describe('the one order of all content fields', () => {
  it('is the order of every kind, as far as the kinds agree', () => {
    expect(orderOf([named('a', 'c'), named('b', 'c', 'd'), named('a', 'b')])).toEqual(['a', 'b', 'c', 'd']);
    for (const kind of MESSAGE_KINDS) expect(Object.keys(contentInOrder(kind))).toEqual(Object.keys(CONTENT[kind]));
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
