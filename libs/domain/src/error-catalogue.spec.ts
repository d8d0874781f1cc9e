import { describe, expect, it } from '@jest/globals';

import { PLAN_REMARK_CODES } from './codes/plan-remark-codes.js';
import { READING_CODES } from './codes/reading-codes.js';
import { REMARK_CODES } from './codes/remark-codes.js';
import { REQUEST_CODES } from './codes/request-codes.js';
import { RULE_CODES } from './codes/rule-codes.js';
import { SERVICE_CODES } from './codes/service-codes.js';
import { TOKEN_CODES } from './codes/token-codes.js';
import { isErrorCode, textsOf } from './error-catalogue.js';

const LISTS = [READING_CODES, RULE_CODES, SERVICE_CODES, REMARK_CODES, PLAN_REMARK_CODES, REQUEST_CODES, TOKEN_CODES];
const codes = LISTS.flatMap((list) => Object.keys(list));

describe('the catalogue of codes', () => {
  it('has each code once', () => {
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it.each(LISTS.flatMap((list) => Object.entries(list)))(
    'says what %s means and how to mend it, in both languages, as a sentence that others can go on with',
    (_code, { en, sv, mend }) => {
      for (const text of [en, sv, mend.en, mend.sv]) expect(text).toMatch(/^[A-ZÅÄÖ].{9,}[^.!\s]$/);
      expect(new Set([en, sv, mend.en, mend.sv]).size).toBeGreaterThanOrEqual(3);
    },
  );

  it('remarks on messages, and on nothing else, in lists of their own', () => {
    const refusals = [READING_CODES, RULE_CODES, SERVICE_CODES].flatMap((list) => Object.values(list));
    expect(refusals.filter(({ outcome }) => `${outcome}` === 'warning')).toEqual([]);
    expect(new Set(Object.values({ ...REMARK_CODES, ...PLAN_REMARK_CODES }).map(({ outcome }) => outcome))).toEqual(
      new Set(['warning']),
    );
  });

  it('knows its own codes only', () => {
    expect(['unroutable', 'not-found'].map(isErrorCode)).toEqual([true, true]);
    expect(['refused', 'constructor', 'invalid_client', ''].map(isErrorCode)).toEqual([false, false, false, false]);
    expect(textsOf('not-found').sv).toBe(REQUEST_CODES['not-found'].sv);
  });
});
