import { describe, expect, it } from '@jest/globals';

import { outcomeClassOf, reason, REASON_CODES } from './reason.js';
import type { ReasonCode } from './reason.js';

describe('a reason', () => {
  it('says where, which rule and how to mend it', () => {
    expect(reason('unroutable', 'patient.healthCentre', 'give it', 'G-ADM-28')).toEqual({
      code: 'unroutable',
      path: 'patient.healthCentre',
      rule: 'G-ADM-28',
      message: 'No mailbox can receive the message: give it',
    });
    expect(reason('not-yet', 'episode', { en: 'wait', sv: 'vänta' })).toMatchObject({
      message: 'Something else has to come before this message: wait',
      sv: 'Något annat måste komma före detta meddelande: vänta',
    });
    expect(reason('late', '')).toEqual({ code: 'late', path: '', message: expect.any(String) });
  });

  it('has a text in both languages for each code', () => {
    for (const { en, sv } of Object.values(REASON_CODES))
      expect([en.length > 10, sv.length > 10]).toEqual([true, true]);
  });

  it.each<[ReasonCode[], string]>([
    [['wrong-state'], 'conflict'],
    [['wrong-state', 'unknown-unit'], 'against-rule'],
    [['invalid-value', 'character-set'], 'unreadable'],
    [['unknown-field', 'not-our-event'], 'not-our-event'],
    [['sender-not-allowed', 'unknown-unit'], 'not-allowed'],
    [['unavailable', 'unknown-unit'], 'unavailable'],
    [[], 'against-rule'],
  ])('decides with the others of %j how the message is answered: %s', (codes, outcome) => {
    expect(outcomeClassOf(codes.map((code) => reason(code, '')))).toBe(outcome);
  });
});
