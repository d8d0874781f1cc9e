import { describe, expect, it } from '@jest/globals';

import { parseSourcePlace } from './source-place.js';

describe('where a source writes something', () => {
  it.each([
    ['ZPL-2', { segment: 'ZPL', sequence: 1, field: 2 }, undefined],
    ['PV1-10', { segment: 'PV1', sequence: 1, field: 10 }, undefined],
    ['PID-3(2).1', { segment: 'PID', field: 3, repetition: 2, component: 1 }, undefined],
    ['ZPL(3)-4.2.1', { segment: 'ZPL', sequence: 3, field: 4, component: 2, subcomponent: 1 }, undefined],
    ['OBX[PLKAT]-5', { segment: 'OBX', field: 5 }, 'PLKAT'],
    ['OBX[a b]-5.2', { segment: 'OBX', field: 5, component: 2 }, 'a b'],
  ])('%s', (text, location, code) => {
    expect(parseSourcePlace(text)).toMatchObject({ location });
    expect(parseSourcePlace(text)?.code).toBe(code);
  });

  it.each(['', 'ZPL', 'ZPL-0', 'OBX[]-5', 'OBX[x]', 'PID[x]-5', 'OBX[x]5', 'zpl-2', 'ZPL-2-3'])(
    '%j is none',
    (text) => {
      expect(parseSourcePlace(text)).toBeUndefined();
    },
  );
});
