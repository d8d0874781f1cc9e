import { describe, expect, it } from '@jest/globals';

import { gavleborg } from '../../../../../test/support/domain.js';
import { meetingAdvice } from './colour-advice.js';

const RULES = gavleborg().plan!;

describe('when the meeting is best held', () => {
  it.each([
    ['gron', 'G-COL-08', '2026-12-04', '2026-12-18'],
    ['gul', 'G-COL-13', '2026-11-28', '2026-12-03'],
    ['rod', 'G-COL-15', '2026-11-27', '2026-11-28'],
  ] as const)(
    '[G-COL-05] [G-COL-08] [G-COL-13] [G-COL-15] [G-SIP-18] [G-SIP-20] %s, home on the 27th: by %s from %s to %s',
    (colour, rule, from, through) => {
      expect(meetingAdvice({ colour, expectedDischarge: '2026-11-27' }, RULES)).toMatchObject({ rule, from, through });
    },
  );

  it('[G-COL-20] counts from the discharge once that is known, and from a time of the day by its day', () => {
    const home = { colour: 'rod', expectedDischarge: '2026-11-27', dischargedAt: '2026-11-25T23:30:00Z' } as const;
    expect(meetingAdvice(home, RULES)).toMatchObject({ from: '2026-11-26', through: '2026-11-27' });
    const expected = { colour: 'rod', expectedDischarge: '2026-11-27T10:00:00+01:00' } as const;
    expect(meetingAdvice(expected, RULES)).toMatchObject({ from: '2026-11-27' });
    expect(meetingAdvice({ colour: 'gul' }, RULES)).toEqual({
      colour: 'gul',
      rule: 'G-COL-13',
      least: 1,
      most: 6,
      text: {
        sv: 'Mötet hålls helst 1–6 dagar efter hemgången',
        en: 'The meeting is best held 1 to 6 days after the discharge',
      },
    });
  });

  it('[G-COL-22] red may be held in the hospital', () => {
    expect(meetingAdvice({ colour: 'rod' }, RULES)?.text.sv).toContain('sjukhuset');
  });

  it('[G-COL-06] [G-COL-07] [G-COL-17] [G-COL-21] there is none for blue, while the colour is pending, and in regions without', () => {
    expect(meetingAdvice({ colour: 'bla', expectedDischarge: '2026-11-27' }, RULES)).toBeUndefined();
    expect(meetingAdvice({ expectedDischarge: '2026-11-27' }, RULES)).toBeUndefined();
    expect(meetingAdvice({ colour: 'rod' }, {})).toBeUndefined();
  });
});
