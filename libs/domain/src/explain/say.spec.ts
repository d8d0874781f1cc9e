import { describe, expect, it } from '@jest/globals';

import { ANY_MESSAGE_KINDS } from '../message.js';
import { anyOf, kindName, listed, plain, roleName, scopeName, stateName } from './names.js';
import { explained, say } from './say.js';
import { TEXTS } from './texts.js';

const namesIn = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the sentences of explanations', () => {
  it.each(Object.entries(TEXTS))('%s says the same in both languages', (code, { sv, en }) => {
    expect([code, namesIn(sv)]).toEqual([code, namesIn(en)]);
    expect(sv.endsWith('.')).toBe(en.endsWith('.'));
    expect(sv.includes('{') || en.includes('{') ? '' : sv).not.toBe(en);
  });

  it('begin with a capital letter, also when a name stands first', () => {
    const text = say('may-not-yet', { kind: kindName('kommunklar'), roles: roleName('socialtjanst') });
    expect(text).toEqual({
      sv: 'Kommunklar från socialtjänsten avvisas än så länge.',
      en: 'Municipality ready from social services is refused for the time being.',
    });
  });

  it('that are names stay as they are within a sentence', () => {
    expect(say('what-receipt', { kind: kindName('samtycke') })).toEqual({
      sv: 'kvittens på samtycke',
      en: 'the receipt of consent',
    });
  });

  it('take names as they are, whatever stands in them', () => {
    expect(say('ward', { unit: plain('$& {unit} A&B') }).sv).toBe('$& {unit} A&B har patienten.');
  });

  it('leave out what follows when nothing does', () => {
    expect(explained('nothing-follows', {}, { then: [] })).not.toHaveProperty('then');
  });
});

describe('names in a sentence', () => {
  it.each(ANY_MESSAGE_KINDS)('%s has one in both languages', (kind) => {
    expect(kindName(kind).sv).not.toBe('');
    expect(kindName(kind).en).not.toBe('');
  });

  it('that nobody knows are shown as they are', () => {
    for (const nameOf of [kindName, stateName, roleName, scopeName]) {
      expect(nameOf('constructor')).toEqual(plain('constructor'));
    }
  });

  it('are listed as each language does', () => {
    const three = ['a', 'b', 'c'].map(plain);
    expect(listed(three)).toEqual({ sv: 'a, b och c', en: 'a, b and c' });
    expect(anyOf(three)).toEqual({ sv: 'a, b eller c', en: 'a, b or c' });
  });
});
