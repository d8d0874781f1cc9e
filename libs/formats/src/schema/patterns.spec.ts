import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCivilDate, parseInstant } from '#domain/calendar.js';
import { anyDay, anyInstant } from '../../../../test/support/any-message.js';
import { DATE_PATTERN, INSTANT_PATTERN } from './patterns.js';

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
