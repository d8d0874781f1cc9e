import { describe, expect, it } from '@jest/globals';
import { demoDirectory } from '../../../../test/support/domain.js';
import { systemName } from './system-name.js';

describe('the name of a system that something came from', () => {
  it.each([
    ['http:gavle-sjukhus', 'Journalsystemet vid Gävle sjukhus', 'Journalsystemet vid Gävle sjukhus'],
    ['http:taken-away', 'taken-away', 'taken-away'],
    ['mllp:local-mllp', 'MLLP-källan local-mllp', 'the MLLP source local-mllp'],
    ['elsewhere', 'elsewhere', 'elsewhere'],
  ])('is for %s %s', (source, sv, en) => {
    expect(systemName(demoDirectory(), source)).toEqual({ sv, en });
  });
});
