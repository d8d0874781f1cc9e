import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { ADDED, AGREED_CODES, EXACT, OBSERVATIONS } from '#formats/hl7v2/observations.js';

describe('the OBX codes in docs/interface.md', () => {
  it('are those that the code reads and writes, each named once', () => {
    const [, rows = ''] =
      /^\| OBX-3\.1 \|.*\n\|[-|]+\|\n((?:\|.*\n)+)/m.exec(readFileSync('docs/interface.md', 'utf8')) ?? [];
    const cells = rows.split('\n').map((row) => row.split('|')[1] ?? '');
    const listed = cells.flatMap((cell) => [...cell.matchAll(/`([a-z.]+)`/g)].map(([, code]) => code));
    const known = [...Object.values(OBSERVATIONS), ...AGREED_CODES.values(), `${EXACT}.`, `${ADDED}.`];
    expect(listed.sort()).toEqual(known.sort());
  });
});
