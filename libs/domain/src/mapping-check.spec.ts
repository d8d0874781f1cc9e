import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';

import { changed } from '../../../test/support/changed.js';
import { checkDirectory } from './directory/directory-check.js';
import type { Directory } from './directory/directory.js';
import { CHARSETS, CONTRADICTIONS, HL7_PLACE, PLACED_PATHS, PLAIN_MAPPING } from './mapping.js';
import { MESSAGE_KINDS, PATIENT_ID_TYPES } from './message.js';

const text = readFileSync(new URL('../../../config/directory/demo.yaml', import.meta.url), 'utf8');
const profiles = new Set(['gavleborg', 'blekinge', 'stockholm', 'norrbotten']);
const MAPPING = 'mappings.journal-exempel';
const WARD = 'SE2321000016-AVD12';

function check(changes: Readonly<Record<string, unknown>>) {
  return checkDirectory(changed(parse(text), changes), profiles);
}

function problemsAfter(changes: Readonly<Record<string, unknown>>): string[] {
  const found = check(changes);
  return found.ok ? [] : found.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function directoryAfter(changes: Readonly<Record<string, unknown>>): Directory {
  const found = check(changes);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.directory;
}

describe('a mapping', () => {
  it('holds for the sources and clients that name it, and for no others', () => {
    const { sources, clients, mappings } = directoryAfter({ 'clients.gavle-sjukhus.mapping': 'journal-exempel' });
    const mapping = mappings.get('journal-exempel');
    expect(mapping).toMatchObject({ facilities: { 'JOURNAL|MED12': WARD }, codes: { needs: { SOC: 'socialtjanst' } } });
    expect(sources.get('local-mllp')?.mapping).toBe(mapping);
    expect(clients.get('gavle-sjukhus')?.mapping).toBe(mapping);
    expect(clients.get('hudiksvalls-sjukhus')?.mapping).toBe(PLAIN_MAPPING);
  });

  it('that says nothing changes nothing', () => {
    const { sources } = directoryAfter({ 'mappings.0': { id: 'tom' }, 'sources.0.mapping': 'tom' });
    expect(sources.get('local-mllp')?.mapping).toEqual({ ...PLAIN_MAPPING, id: 'tom' });
  });

  it('may say each of its keys', () => {
    const said = {
      ...{ id: 'journal', defaultCharset: '8859/15', contradiction: 'bytes' },
      ...{ facilities: { 'J|12': WARD }, wards: { '12': WARD }, observations: { P: 'planeringskategori' } },
      places: { planningCategory: 'PV1-10', 'content.ward': 'PV1-3.2', needs: 'OBX[BEHOV]-5(2)' },
      codes: { planningCategory: { '1': 'BC' }, 'patient.protected': { S: 'J' }, recipients: { H: WARD } },
      authorities: { '1.2.3': 'reservnummer' },
      events: { A04: 'inskrivningsmeddelande', A10: 'ignore' },
    };
    const { mappings } = directoryAfter({ 'mappings.0': said, 'sources.0.mapping': 'journal' });
    expect(mappings.get('journal')).toEqual(said);
  });

  it('may be shared by clients with units of their own', () => {
    const shared = { 'clients.halsocentraler.mapping': 'journal-exempel' };
    expect(problemsAfter({ ...shared, [`${MAPPING}.facilities.HC1`]: 'SE2321000016-HC01' })).toEqual([]);
  });

  it.each<[string, string, unknown, string]>([
    ['an unknown key', 'charset', '8859/1', 'charset: unknown key; known are id, defaultCharset'],
    ['no id', 'id', undefined, 'id: is missing'],
    ['the id of no mapping', 'id', 'plain', 'id: plain is the name of no mapping'],
    ['another character set', 'defaultCharset', 'ASCII', 'defaultCharset: one of UNICODE UTF-8, 8859/1, 8859/15'],
    ['another way out', 'contradiction', 'guess', 'contradiction: one of refuse, declared, bytes'],
    ['a facility of no unit', 'facilities', { X: 'SE2321000016-X' }, 'facilities.X: no such unit: SE2321000016-X'],
    ['a facility that is no HSA-id', 'facilities', { X: 'AVD12' }, 'facilities.X: an HSA-id'],
    ['a facility in three parts', 'facilities', { 'A|B|C': WARD }, 'facilities.A|B|C: what stands in MSH-4'],
    [
      'a unit that it may not send as',
      'facilities',
      { X: 'SE2321000016-HC01' },
      'HC01 is not among the units of those',
    ],
    ['a ward of no unit', 'wards', { X: 'SE2321000016-X' }, 'wards.X: no such unit'],
    ['a ward of somebody else', 'wards', { X: 'SE2321000016-HC01' }, 'wards.X: SE2321000016-HC01 is of another'],
    ['facilities that are a list', 'facilities', [WARD], 'facilities: a mapping is expected'],
    ['a place of an unknown path', 'places', { 'patient.id': 'PID-3' }, 'places.patient.id: unknown key; known are'],
    ['a place that is none', 'places', { needs: 'PV1.10' }, 'places.needs: a place in HL7 v2, such as ZPL-2'],
    ['codes of an unknown path', 'codes', { kategori: { '1': 'A' } }, 'codes.kategori: unknown key'],
    ['a category that is none', 'codes', { planningCategory: { X: 'F' } }, 'codes.planningCategory.X: one of A, B'],
    ['a need that is none', 'codes', { needs: { X: 'vård' } }, 'codes.needs.X: one of oppenvard, socialtjanst'],
    ['a flag that is none', 'codes', { 'consent.given': { X: 'kanske' } }, 'codes.consent.given.X: one of J, N'],
    ['a recipient that is none', 'codes', { recipients: { X: 'SE1-X' } }, 'codes.recipients.X: an HSA-id'],
    ['an unknown recipient', 'codes', { recipients: { X: 'SE2321000016-X' } }, 'codes.recipients.X: no such unit'],
    ['a municipality as a number', 'codes', { 'patient.municipality': { X: 2180 } }, 'four digits in quotes'],
    ['an observation without name', 'observations', { X: '' }, "observations.X: one of the interface's codes"],
    ['an unknown kind of identity', 'authorities', { X: 'pass' }, 'authorities.X: one of personnummer'],
    ['an event that is none', 'events', { ADT: 'ignore' }, 'events.ADT: an event such as A04'],
    ['an event of an unknown kind', 'events', { A04: 'inflyttning' }, 'events.A04: one of inskrivningsmeddelande'],
    ['a kind that only the hub sends', 'events', { A04: 'paminnelse' }, 'events.A04: one of'],
  ])('has no room for %s', (_title, key, value, expected) => {
    expect(problemsAfter({ [`${MAPPING}.${key}`]: value })).toContainEqual(expect.stringContaining(expected));
  });

  it('that does not exist, or that nobody uses, is told', () => {
    expect(problemsAfter({ 'sources.0.mapping': 'cosmic' })).toEqual([
      'sources.0.mapping: no such mapping: cosmic',
      'mappings.0: no source and no client uses this mapping',
    ]);
  });

  it('is not to blame for the problems of those who use it, nor they for its own', () => {
    expect(problemsAfter({ 'sources.0.units.0': 'AVD12' })).toEqual([expect.stringMatching(/^sources\.0\.units\.0: /)]);
    expect(problemsAfter({ [`${MAPPING}.contradiction`]: 'guess' })).toHaveLength(1);
  });
});

describe('the schema that editors use', () => {
  interface MappingSchema {
    properties: Record<string, { enum?: string[]; properties?: object; additionalProperties?: { enum?: string[] } }>;
  }
  const file = readFileSync(new URL('../../../config/schema/directory.schema.json', import.meta.url), 'utf8');
  const { $defs }: { $defs: { mapping: MappingSchema; place: { pattern: string } } } = JSON.parse(file);
  const { properties } = $defs.mapping;

  it('knows the keys, paths, kinds and choices of mappings', () => {
    expect(Object.keys(properties)).toEqual(Object.keys(PLAIN_MAPPING));
    expect(Object.keys(properties['places']?.properties ?? {})).toEqual([...PLACED_PATHS]);
    expect(Object.keys(properties['codes']?.properties ?? {})).toEqual([...PLACED_PATHS]);
    expect(properties['events']?.additionalProperties?.enum).toEqual([...MESSAGE_KINDS, 'ignore']);
    expect(properties['authorities']?.additionalProperties?.enum).toEqual([...PATIENT_ID_TYPES]);
    expect(properties['defaultCharset']?.enum).toEqual([...CHARSETS]);
    expect(properties['contradiction']?.enum).toEqual([...CONTRADICTIONS]);
    expect($defs.place.pattern).toBe(HL7_PLACE.source);
  });
});

describe('a place in HL7 v2', () => {
  it.each(['ZPL-2', 'PV1-10', 'OBX[PLKAT]-5', 'OBX[Plan kat]-5.2', 'PID-3(2).1', 'PID-11.9.1', 'OBX(3)-5', 'IN1-2'])(
    'is written %s',
    (place) => expect(HL7_PLACE.test(place)).toBe(true),
  );

  it.each([
    ...['', 'PV1', 'PV1-', 'PV1-0', 'pv1-10', 'PV-1', 'PV1.10', 'PV1-10.', 'PV1-10.0', 'PV1-10()', 'OBX[]-5'],
    ...['OBR[X]-5', 'OBX[PLKAT]', 'PID-3(0)', 'PID-3.1.1.1', ' PV1-10', 'PV1-10\n', 'ZPL-1000'],
  ])('is not written %j', (place) => expect(HL7_PLACE.test(place)).toBe(false));

  it('is decided in no time, whatever stands there', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2_000 }), (any) => typeof HL7_PLACE.test(any) === 'boolean'));
  });

  it('may be told for paths that are listed once', () => {
    expect(new Set(PLACED_PATHS).size).toBe(PLACED_PATHS.length);
  });
});
