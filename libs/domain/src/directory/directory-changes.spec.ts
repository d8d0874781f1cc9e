import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { changed } from '../../../../test/support/changed.js';
import { changesBetween } from './directory-changes.js';
import { checkDirectory } from './directory-check.js';
import type { Directory } from './directory.js';

const DEMO: unknown = parse(readFileSync(new URL('../../../../config/directory/demo.yaml', import.meta.url), 'utf8'));
const HASH = `scrypt$16384$8$1$${'s'.repeat(22)}$${'h'.repeat(43)}`;

function directory(changes: Readonly<Record<string, unknown>> = {}): Directory {
  const check = checkDirectory(changed(DEMO, changes), new Set(['gavleborg', 'blekinge', 'stockholm', 'norrbotten']));
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.directory;
}

const after = (changes: Readonly<Record<string, unknown>>) => changesBetween(directory(), directory(changes));

describe('what is different between two directories', () => {
  it('is nothing between equal ones', () => expect(after({})).toEqual([]));

  it('is told in both languages, by the names of fields, never with a secret', () => {
    const changes = after({
      'units.SE2321000016-HC01.phone': '08-465 004 99',
      'clients.gavle-sjukhus.secretHashes': [{ hash: HASH, expires: '2027-01-01' }],
      'operations.gavleborg': 'SE2321000016-HC01',
    });
    expect(changes).toEqual([
      {
        sv: expect.stringMatching(/^Enhet ändrad: .* \(SE2321000016-HC01\) \(telefon\)$/),
        en: expect.stringMatching(/\(telephone\)$/),
      },
      {
        sv: expect.stringMatching(/^Klient ändrad: .* \(hemligheter, hemligheters slutdatum\)$/),
        en: expect.stringMatching(/^Client changed: .* \(secrets, end of secrets\)$/),
      },
      { sv: 'Driftens brevlåda ändrad: gavleborg (enhet)', en: 'Mailbox of operations changed: gavleborg (unit)' },
    ]);
    expect(JSON.stringify(changes)).not.toMatch(/scrypt|08-465/);
  });

  it('names the units that a client may act for from now on, or no longer', () => {
    const [lost] = after({ 'clients.gavle-sjukhus.units': ['SE2321000016-AVD12'] });
    expect(lost?.en).toMatch(/^Client changed: .*may no longer act for .*SE2321000016-AVD14/);
    const [client] = changesBetween(directory({ 'clients.gavle-sjukhus.units': ['SE2321000016-AVD12'] }), directory());
    expect(client?.sv).toMatch(/får agera för .*SE2321000016-AVD14/);
  });

  it('is told of what comes and what goes', () => {
    const extra = { id: 'ny', name: 'Ny', roles: ['party'] };
    expect(after({ 'clients.+': extra })).toEqual([{ sv: 'Ny klient: Ny (ny)', en: 'New client: Ny (ny)' }]);
    expect(changesBetween(directory({ 'clients.+': extra }), directory())).toEqual([
      { sv: 'Klient borttagen: Ny (ny)', en: 'Client removed: Ny (ny)' },
    ]);
  });
});
