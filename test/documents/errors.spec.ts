import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { REQUEST_CODES } from '#domain/codes/request-codes.js';
import { REASON_CODES } from '#domain/reason.js';

describe('docs/errors.md', () => {
  it('is what the catalogue says now; npm run errors writes it', () => {
    const words = ['--experimental-transform-types', '--import', './test/support/source-paths.mjs'];
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', ...words, 'tools/errors.mjs', '--check'],
      {
        env: { ...process.env, NODE_OPTIONS: '' },
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('lists every code once', () => {
    const listed = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
    expect(listed.sort()).toEqual([...Object.keys(REASON_CODES), ...Object.keys(REQUEST_CODES)].sort());
  });
});
