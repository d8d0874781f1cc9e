import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { r4Structure } from '../../../../test/support/r4.js';
import { resourceDefinition } from './definitions.js';
import { checkStructure } from './structure.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

function told(resource: unknown): string[] {
  return checkStructure(resource, 'X').issues.map(({ code, path }) => `${code} ${path}`);
}

const patient = (elements: object) => ({ resourceType: 'Patient', ...elements });

describe('The table of FHIR elements', () => {
  it('is what the definitions of HL7 give', () => {
    const tool = `${ROOT}tools/fhir-definitions.mjs`;
    expect(() => execFileSync(process.execPath, [tool, '--check'], { cwd: ROOT, stdio: 'pipe' })).not.toThrow();
  });

  it.each(['Patient', 'Encounter', 'Communication', 'Bundle', 'Consent'])('has each element of %s', (type) => {
    const ids = r4Structure(`http://hl7.org/fhir/StructureDefinition/${type}`).snapshot?.element.map(
      ({ id }) => id ?? '',
    );
    const direct = ids?.filter((id) => id.split('.').length === 2).map((id) => id.slice(type.length + 1));
    const names = [...(resourceDefinition(type)?.elements.values() ?? [])].map(
      ({ name, isChoice }) => name + (isChoice ? '[x]' : ''),
    );
    expect([...new Set(names)]).toEqual(direct);
  });
});

describe('The structure of a resource', () => {
  it('is right when each element is one of R4, as often and in the form that R4 says', () => {
    const good = patient({
      id: 'a-1.B',
      active: false,
      birthDate: '1912-12',
      _birthDate: { id: 'x', extension: [{ url: 'urn:a', valueDateTime: '1912-12-12' }] },
      multipleBirthInteger: -1,
      name: [{ given: ['Tolvan', null], _given: [null, { extension: [{ url: 'urn:b', valueBoolean: true }] }] }],
      contained: [{ resourceType: 'Organization', id: 'o' }],
      link: [{ other: { reference: '#o' }, type: 'refer' }],
      photo: [{ data: 'aGVq', size: 0 }],
    });
    expect(told(good)).toEqual([]);
  });

  it.each([
    ['an element that R4 does not have', { shoeSize: 43 }, 'unknown-field X.shoeSize'],
    ['a name that is no name', { 'Tolvan Tolvansson': 1 }, 'unknown-field X'],
    ['one where a list belongs', { name: { family: 'T' } }, 'invalid-structure X.name'],
    ['a list where one belongs', { gender: ['male'] }, 'invalid-structure X.gender'],
    ['nothing in a list', { name: [] }, 'invalid-structure X.name'],
    ['nothing in an object', { name: [{}] }, 'invalid-structure X.name[0]'],
    ['nothing in a text', { language: '' }, 'invalid-value X.language'],
    ['null', { active: null }, 'invalid-value X.active'],
    ['null in a list, with nothing beside it', { name: [{ given: [null] }] }, 'invalid-value X.name[0].given[0]'],
    ['a text for a boolean', { active: 'true' }, 'invalid-value X.active'],
    ['a text for a number', { multipleBirthInteger: '1' }, 'invalid-value X.multipleBirthInteger'],
    ['a broken number', { multipleBirthInteger: 1.5 }, 'invalid-value X.multipleBirthInteger'],
    ['a date that is none', { birthDate: '19121212' }, 'invalid-value X.birthDate'],
    ['an instant without zone', { meta: { lastUpdated: '2026-11-23T08:15:00' } }, 'invalid-value X.meta.lastUpdated'],
    ['a code with blanks', { gender: ' male' }, 'invalid-value X.gender'],
    ['a URI with blanks', { identifier: [{ system: 'a b' }] }, 'invalid-value X.identifier[0].system'],
    ['a control character', { name: [{ text: 'a\u0000' }] }, 'invalid-value X.name[0].text'],
    ['half a character', { name: [{ text: '\ud800' }] }, 'invalid-value X.name[0].text'],
    ['both of a choice', { deceasedBoolean: true, deceasedDateTime: '2026' }, 'invalid-structure X.deceasedDateTime'],
    ['what is required and is not there', { link: [{ type: 'refer' }] }, 'missing-field X.link[0].other'],
    ['an extension without a URL', { extension: [{ valueCode: 'a' }] }, 'missing-field X.extension[0].url'],
    ['an extension of nothing', { extension: [{ url: 'urn:a' }] }, 'invalid-structure X.extension[0]'],
    ['parts beside what is no primitive', { _name: [{}] }, 'unknown-field X._name'],
    ['a value beside a primitive', { _birthDate: { valueCode: 'x' } }, 'unknown-field X._birthDate'],
    ['an unknown modifier', { modifierExtension: [{ url: 'urn:a' }] }, 'invalid-structure X.modifierExtension'],
    ['rules of its own', { implicitRules: 'urn:a' }, 'invalid-structure X.implicitRules'],
    ['a resource without a type', { contained: [{ id: 'a' }] }, 'missing-field X.contained[0].resourceType'],
    [
      'a type that R4 does not have',
      { contained: [{ resourceType: 'Person2' }] },
      'invalid-value X.contained[0].resourceType',
    ],
  ])('is wrong with %s', (_what, elements, issue) => {
    expect(told(patient(elements))).toEqual([issue]);
  });

  it('tells everything that is wrong at once, and never a word of it', () => {
    const { issues } = checkStructure(patient({ gender: 'Tolvan ', birthDate: 'Tolvansson', Tolvan12: {} }), 'X');
    expect(issues).toHaveLength(3);
    expect(JSON.stringify(issues.map(({ detail }) => detail))).not.toMatch(/Tolvan/);
  });

  it('lets pass what R4 has and is not read, as long as nothing in it is empty', () => {
    const report = checkStructure({ resourceType: 'Observation', id: 'a', value: [null, 1] }, 'X');
    expect(report).toMatchObject({ issues: [], unread: ['X'] });
    expect(told({ resourceType: 'Observation', code: {}, note: [], status: '' })).toHaveLength(3);
  });

  it('stops at a hundred', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${String(index)}`, 1]));
    expect(told(patient(many))).toHaveLength(100);
  });
});
