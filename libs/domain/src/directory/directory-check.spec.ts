import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { changed, placed } from '../../../../test/support/changed.js';
import { checkDirectory } from './directory-check.js';
import { defaultUnit, withSecretHashes, type Directory } from './directory.js';

const configuration = (path: string) => readFileSync(new URL(`../../../../config/${path}`, import.meta.url), 'utf8');
const text = configuration('directory/demo.yaml');
const demo = (): unknown => parse(text);
const profiles = new Set(['gavleborg', 'blekinge', 'stockholm', 'norrbotten']);
const HASH = `scrypt$16384$8$1$${'s'.repeat(22)}$${'h'.repeat(43)}`;
const WARD = 'SE2321000016-AVD12';
const SECOND_SABO = 'SE2120002338-SABO02';

/** What is wrong with the demo directory after changes to it (see `changed`), as `path: message`. */
function problemsAfter(changes: Readonly<Record<string, unknown>>): string[] {
  const check = checkDirectory(changed(demo(), changes), profiles);
  return check.ok ? [] : check.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function demoDirectory(): Directory {
  const check = checkDirectory(demo(), profiles);
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.directory;
}

describe('the demo directory', () => {
  it('has the units of the interface examples, governed by the profile of their organisation', () => {
    const { units } = demoDirectory();
    expect(units.get('SE2321000016-AVD12')).toMatchObject({
      role: 'slutenvard',
      organisation: 'gavle-sjukhus',
      municipality: null,
      profile: 'gavleborg',
      isDefault: false,
    });
    expect(units.get('SE2321000016-HC01')).toMatchObject({ role: 'oppenvard', organisation: 'primarvard' });
  });

  it.each(['2180', '2181'])('[G-ADM-28] has one default mailbox per municipal role in %s', (municipality) => {
    for (const role of ['socialtjanst', 'hemsjukvard', 'sabo'] as const) {
      expect(defaultUnit(demoDirectory(), role, municipality, 'gavleborg')).toMatchObject({ role, municipality });
    }
    expect(defaultUnit(demoDirectory(), 'sabo', municipality, 'blekinge')).toBeUndefined();
    expect(defaultUnit(demoDirectory(), 'oppenvard', municipality, 'gavleborg')).toBeUndefined();
  });

  it('[G-ACK-11] has a manager for every unit that takes part in care episodes, and an operations mailbox', () => {
    const { units, operationsUnits } = demoDirectory();
    const parties = [...units.values()].filter(({ role }) => role !== 'extern');
    expect(parties.filter(({ manager }) => manager === undefined)).toEqual([]);
    expect(units.has(operationsUnits.get('gavleborg') ?? '')).toBe(true);
  });

  it('lets each unit be read by one client, and all wards send over the local source; care staff have no access', () => {
    const { units, clients, sources } = demoDirectory();
    const read = [...clients.values()].flatMap((client) => client.units);
    const withAccess = [...units.values()].filter(({ type }) => type !== 'omvardnad').map(({ hsaId }) => hsaId);
    expect(read.sort()).toEqual(withAccess.sort());
    const wards = [...units.values()].filter(({ role }) => role === 'slutenvard').map(({ hsaId }) => hsaId);
    expect(sources.get('local-mllp')?.units).toEqual(wards);
  });

  it('fits the schema that editors use', () => {
    const schema: Schema = JSON.parse(configuration('schema/directory.schema.json'));
    expect(misfits(demo(), schema, schema)).toEqual([]);
    const misspelt = changed(demo(), {
      'units.0.isdefault': true,
      'units.1.municipality': 2180,
      'units.2.phone': undefined,
    });
    expect(misfits(misspelt, schema, schema)).toEqual([
      '/units/0/isdefault is unknown',
      '/units/1/municipality is no string',
      '/units/2/phone is missing',
    ]);
  });

  it('has units that prefer a form of message, where the file says so', () => {
    const check = checkDirectory(changed(demo(), { 'units.0.format': 'fhir-xml' }), profiles);
    expect(check.ok && [...check.directory.units.values()].slice(0, 2).map(({ format }) => format)).toEqual([
      'fhir-xml',
      undefined,
    ]);
  });

  it('takes secret hashes laid over its clients', () => {
    const directory = demoDirectory();
    const covered = withSecretHashes(
      directory,
      new Map([
        ['admin', [HASH]],
        ['gone', [HASH]],
      ]),
    );
    expect(covered.clients.get('admin')).toEqual({ ...directory.clients.get('admin'), secretHashes: [HASH] });
    expect(covered.clients.size).toBe(directory.clients.size);
    expect(directory.clients.get('admin')?.secretHashes).toEqual([]);
  });
});

describe('a directory', () => {
  it.each([null, undefined, 'units', [], {}])('that is no mapping (%p) is one problem', (value) => {
    const check = checkDirectory(value, profiles);
    expect(check.ok ? [] : check.problems.map(({ path }) => path)).toEqual([[]]);
  });

  it('tells every problem at once, and blames nobody who refers to an entry with a problem of its own', () => {
    const problems = problemsAfter({
      'units.SE2321000016-HC01.role': 'primarvard',
      'units.SE2321000016-DRIFT.phone': undefined,
      'clients.auditor.roles': ['granskare'],
    });
    expect(problems).toEqual([
      expect.stringMatching(/^units\.\d+\.role: one of/),
      expect.stringMatching(/^units\.\d+\.phone: is missing/),
      expect.stringMatching(/^clients\.\d+\.roles\.0: one of/),
    ]);
  });

  it.each([
    'SE2321000016',
    'SE2321000016-',
    'SE232100001-AVD12',
    'NO2321000016-AVD12',
    'SE2321000016-Avd12',
    'SE2321000016-AVD 12',
    'SE2321000016-ÅVD',
  ])('has no unit with the id %s', (hsaId) => {
    expect(problemsAfter({ 'units.0.hsaId': hsaId })).toContainEqual(
      expect.stringContaining('units.0.hsaId: an HSA-id'),
    );
  });

  it('wants digits in quotes where they are text', () => {
    expect(problemsAfter({ [`units.${SECOND_SABO}.municipality`]: 2180 })).toEqual([
      expect.stringContaining('municipality: a municipality code of four digits in quotes is expected'),
    ]);
  });

  it.each([
    ['organisations', 'gavle-sjukhus', 'id'],
    ['units', WARD, 'hsaId'],
    ['clients', 'gavle-sjukhus', 'id'],
    ['sources', 'local-mllp', 'id'],
    ['mappings', 'journal-exempel', 'id'],
  ])('lists nobody twice under %s', (list, id, key) => {
    const problems = problemsAfter({ [`${list}.+`]: placed(demo(), `${list}.${id}`) });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${list}\\.\\d+\\.${key}: ${id} is listed before$`))]);
  });

  it('may say what kind of unit one is, and when it is planned to be down', () => {
    const downtime = [{ from: '2026-11-28T20:00:00+01:00', to: '2026-11-29T06:00:00+01:00' }];
    const check = checkDirectory(changed(demo(), { 'units.0.type': 'akut', 'units.0.downtime': downtime }), profiles);
    expect(check.ok && check.directory.units.get(WARD)).toMatchObject({ type: 'akut', downtime });
    expect(demoDirectory().units.get(WARD)).not.toHaveProperty('downtime');
  });

  it.each<[string, string, unknown, string]>([
    ['an unknown key', 'units.0.telefon', '1', 'units.0.telefon: unknown key'],
    ['an unknown profile', 'organisations.4.profile', 'dalarna', 'organisations.4.profile: no such profile: dalarna;'],
    [
      'an unknown organisation',
      'units.0.organisation',
      'bollnas',
      'units.0.organisation: no such organisation: bollnas',
    ],
    ['an unknown role', 'units.0.role', 'sjukhus', 'units.0.role: one of slutenvard'],
    ['a unit without telephone', 'units.0.phone', undefined, 'units.0.phone: is missing'],
    ['a telephone that is no number', 'units.0.phone', 'växeln', 'units.0.phone: a telephone number is expected'],
    ['an unknown manager', 'units.0.manager', 'SE2321000016-X', 'units.0.manager: no such unit: SE2321000016-X'],
    ['a unit that manages itself', 'units.0.manager', WARD, 'units.0.manager: a unit is not its own manager'],
    ['a municipal unit without municipality', `units.${SECOND_SABO}.municipality`, undefined, 'needs a municipality'],
    [
      'a ward with a municipality',
      'units.0.municipality',
      '2180',
      'units.0.municipality: a unit with the role slutenvard',
    ],
    ['a ward as default mailbox', 'units.0.isDefault', true, 'units.0.isDefault: only units with the roles'],
    ['a client of an unknown unit', 'clients.0.units.+', 'SE2321000016-X', 'clients.0.units.4: no such unit'],
    ['a client with an unknown role', 'clients.0.roles', ['root'], 'clients.0.roles.0: one of party'],
    ['a client without role', 'clients.0.roles', [], 'clients.0: the client has no role'],
    ['three secrets at a time', 'clients.0.secretHashes', [HASH, HASH, HASH], 'clients.0.secretHashes: at most two'],
    ['a key that is no JWK', 'clients.0.keys', [{ kid: '1' }], 'clients.0.keys: a key is a JWK'],
    ['a private key', 'clients.0.keys', [{ kty: 'EC', d: 'x' }], 'clients.0.keys: only public keys'],
    ['a source of an unknown unit', 'sources.0.units.+', 'SE2321000016-X', 'sources.0.units.19: no such unit'],
    [
      'a source with a setting of its own',
      'sources.0.defaultCharset',
      '8859/1',
      'sources.0.defaultCharset: unknown key',
    ],
    [
      'an unknown form',
      'units.0.format',
      'pdf',
      'units.0.format: one of json, xml, hl7v2, hl7v2-xml, fhir-json, fhir-xml',
    ],
    ['a type that is no name', 'units.0.type', 'Akuten', 'units.0.type: a name of small letters, digits and hyphens'],
    [
      'a downtime without zone',
      'units.0.downtime',
      [{ from: '2026-11-28T20:00', to: '2026-11-29T06:00:00+01:00' }],
      'units.0.downtime.0.from: a date and time with zone',
    ],
    [
      'a downtime that ends before it begins',
      'units.0.downtime',
      [{ from: '2026-11-28T20:00:00+01:00', to: '2026-11-28T19:00:00Z' }],
      'units.0.downtime.0: the downtime ends before it begins',
    ],
    ['an unknown operations mailbox', 'operations.gavleborg', 'SE2321000016-X', 'operations.gavleborg: no such unit'],
    [
      'an operations mailbox of another profile',
      'operations.halland',
      'SE2321000016-DRIFT',
      'operations.halland: SE2321000016-DRIFT',
    ],
  ])('has no room for %s', (_title, place, value, expected) => {
    expect(problemsAfter({ [place]: value })).toContainEqual(expect.stringContaining(expected));
  });

  it('[G-ACK-11] has an operations mailbox for every profile it uses', () => {
    expect(problemsAfter({ operations: {} })).toEqual([
      'operations: profile gavleborg has no operations mailbox [G-ACK-11]',
      'operations: profile blekinge has no operations mailbox [G-ACK-11]',
      'operations: profile stockholm has no operations mailbox [G-ACK-11]',
      'operations: profile norrbotten has no operations mailbox [G-ACK-11]',
    ]);
  });

  it('[G-ADM-28] has one default mailbox per role, municipality and profile', () => {
    expect(problemsAfter({ [`units.${SECOND_SABO}.isDefault`]: true })).toEqual([
      expect.stringMatching(/^units\.\d+\.isDefault: sabo in 2180 has a default mailbox already$/),
    ]);
  });

  it('takes no secret in place of its hash, and does not repeat it', () => {
    const problems = problemsAfter({ 'clients.0.secretHashes': ['hemligt-lösenord'] });
    expect(problems).toEqual([expect.stringContaining('clients.0.secretHashes.0: a secret hash')]);
    expect(problems.join()).not.toContain('hemligt');
  });

  it('may have two secrets and public keys for a client', () => {
    const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
    expect(problemsAfter({ 'clients.0.secretHashes': [HASH, HASH], 'clients.0.keys': [key] })).toEqual([]);
  });

  it('may have an end for a secret and for a key, each a day that exists', () => {
    const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
    const check = checkDirectory(
      changed(demo(), {
        'clients.0.secretHashes': [{ hash: HASH, expires: '2027-06-30' }],
        'clients.0.keys': [{ ...key, expires: '2027-06-30' }],
      }),
      profiles,
    );
    const [client] = check.ok ? check.directory.clients.values() : [];
    expect(client).toMatchObject({ secretHashes: [HASH], secretExpiry: { [HASH]: '2027-06-30' } });
    expect(
      problemsAfter({
        'clients.0.secretHashes': [{ hash: 'hemligt', expires: '2027-02-30', day: 1 }],
        'clients.0.keys': [{ ...key, expires: 2027 }],
      }),
    ).toEqual([
      expect.stringContaining('clients.0.secretHashes.0.day: unknown key'),
      expect.stringContaining('clients.0.secretHashes.0.hash: a secret hash'),
      expect.stringContaining('clients.0.secretHashes.0.expires: a date'),
      expect.stringContaining('clients.0.keys.0.expires: a date'),
    ]);
  });
});

interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  enum?: unknown[];
  pattern?: string;
  items?: Schema;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | false;
}

/** As much of JSON Schema as the schema of the directory uses. */
function misfits(value: unknown, schema: Schema | undefined, root: Schema, path = ''): string[] {
  if (schema === undefined) return [];
  if (schema.$ref !== undefined) return misfits(value, root.$defs?.[schema.$ref.slice('#/$defs/'.length)], root, path);
  const type = Array.isArray(value) ? 'array' : typeof value;
  if (schema.enum !== undefined) return schema.enum.includes(value) ? [] : [`${path} is none of the values`];
  if (schema.type !== type) return [`${path} is no ${String(schema.type)}`];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(String(value)))
    return [`${path} has another form`];
  if (Array.isArray(value))
    return value.flatMap((item, i) => misfits(item, schema.items, root, `${path}/${String(i)}`));
  if (typeof value !== 'object' || value === null) return [];
  const missing = (schema.required ?? []).filter((key) => !(key in value)).map((key) => `${path}/${key} is missing`);
  const inner = Object.entries(value).flatMap(([key, entry]) => {
    const rule = schema.properties?.[key] ?? schema.additionalProperties;
    return rule === false ? [`${path}/${key} is unknown`] : misfits(entry, rule, root, `${path}/${key}`);
  });
  return [...missing, ...inner];
}
