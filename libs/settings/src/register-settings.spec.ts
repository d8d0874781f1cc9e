import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.js';

const registerIn = (env: Readonly<Record<string, string>>) => {
  const read = readSettings({ HEMGANG_DIRECTORY: 'region.yaml', ...env }, '/hub');
  return read.ok ? read.settings.register : read.problems;
};

describe('where the population register is', () => {
  it('nowhere, unless it is said; the demo has its own', () => {
    expect(registerIn({})).toEqual({ kind: 'none', seconds: 60 });
    expect(registerIn({ HEMGANG_DIRECTORY: '' })).toEqual({ kind: 'demo', seconds: 60 });
  });

  it('in a folder, or at an address with a token', () => {
    expect(registerIn({ HEMGANG_REGISTER_DIR: 'drop', HEMGANG_REGISTER_SECONDS: '5' })).toEqual({
      ...{ kind: 'files', folder: '/hub/drop', seconds: 5 },
    });
    expect(registerIn({ HEMGANG_REGISTER_URL: 'https://r.example/x', HEMGANG_REGISTER_TOKEN: 't' })).toEqual({
      ...{ kind: 'http', url: 'https://r.example/x', token: 't', seconds: 60 },
    });
    expect(registerIn({ HEMGANG_REGISTER_URL: 'http://127.0.0.1:9/x' })).toMatchObject({ kind: 'http' });
  });

  it('not in both, not unencrypted on the network, and no token without an address', () => {
    expect(registerIn({ HEMGANG_REGISTER_DIR: 'drop', HEMGANG_REGISTER_URL: 'https://r.example' })).toEqual([
      expect.stringContaining('HEMGANG_REGISTER_DIR and HEMGANG_REGISTER_URL are both set'),
    ]);
    expect(registerIn({ HEMGANG_REGISTER_URL: 'http://r.example' })).toEqual([
      expect.stringContaining('HEMGANG_REGISTER_URL must be an https URL'),
    ]);
    expect(registerIn({ HEMGANG_REGISTER_TOKEN: 't' })).toEqual([expect.stringContaining('HEMGANG_REGISTER_TOKEN')]);
  });
});
