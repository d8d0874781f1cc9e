import { describe, expect, it } from '@jest/globals';

import type { Mapping } from '#domain/mapping.js';
import {
  checked,
  mapped,
  MAPPING,
  modelOf,
  MSH,
  PID,
  readFixture,
  readText,
  refusals,
  RULES,
} from '../../../../test/support/er7-reading.js';

describe('version 2.2', () => {
  it('has the event in EVN, the namespace NPR, name and address each as one text', () => {
    expect(checked(readFixture('a01-version-22-one-text'))).toMatchObject({
      kind: 'inskrivningsmeddelande',
      sender: 'SE2321000016-AVD12',
      patient: {
        id: '191212121212',
        idType: 'personnummer',
        familyName: 'Tolvansson',
        givenName: 'Tolvan',
        address: { line: ['Gatan 1'], postalCode: '803 10', city: 'Gävle' },
      },
    });
  });

  it.each([
    ['Tolvansson Tolvan Elvan', 'Tolvansson', 'Tolvan Elvan'],
    ['von Tolvansson,Tolvan', 'von Tolvansson', 'Tolvan'],
    ['Tolvansson', 'Tolvansson', undefined],
  ])('the name %s', (text, familyName, givenName) => {
    const message = `${MSH.replace('2.5', '2.2')}\r${PID.replace('Tolvansson^Tolvan', text)}\r`;
    expect(modelOf(readText(message))['patient']).toMatchObject({ familyName, givenName });
  });

  it('later versions have names in parts alone', () => {
    const message = `${MSH}\r${PID.replace('Tolvansson^Tolvan', 'Tolvansson Tolvan')}\r`;
    expect(refusals(readText(message))).toEqual(['missing-field PID^1^5^1^2']);
  });
});

describe("a source's mapping", () => {
  const SOURCE: Mapping = {
    ...MAPPING,
    places: {
      planningCategory: 'ZPL-2',
      'content.expectedDischarge': 'ZPL-3',
      'content.physicianAssessed': 'ZPL-4',
      needs: 'PV1-10',
      'patient.municipality': 'PID-12',
      'consent.given': 'OBX[99SAM]-5',
    },
    codes: {
      planningCategory: { '3': 'BC' },
      'consent.given': { '1': 'J', '2': 'N' },
      'content.physicianAssessed': { '1': 'J' },
    },
  };

  it('says where a source writes what, and what its codes mean', () => {
    const { message } = { message: checked(readFixture('a01-z-segments', { ...RULES, mapping: SOURCE })) };
    expect(message).toMatchObject({
      planningCategory: 'BC',
      consent: { given: true },
      content: { expectedDischarge: '2026-11-27', physicianAssessed: true },
    });
  });

  it('a code table counts wherever the value stood, and leaves what it does not list', () => {
    const rules = mapped({ codes: { planningCategory: { '3': 'BC' } } });
    const withCategory = (code: string) => readText(`${MSH}\r${PID}\rOBX|1|CWE|planeringskategori||${code}\r`, rules);
    expect(checked(withCategory('3')).planningCategory).toBe('BC');
    expect(checked(withCategory('CD')).planningCategory).toBe('CD');
    expect(refusals(withCategory('constructor'))).toEqual(['unknown-category OBX^1^5']);
  });

  it('every repetition of the place of a list counts', () => {
    const rules = mapped({ places: { needs: 'PV1-10' }, codes: { needs: { PV: 'oppenvard', SOC: 'socialtjanst' } } });
    const message = checked(readText(`${MSH}\r${PID}\rPV1||||||||||PV~SOC\r`, rules));
    expect(message.needs).toEqual(['oppenvard', 'socialtjanst']);
  });

  it('what is wrong is told where the mapping looked', () => {
    const rules = mapped({ places: { 'content.expectedDischarge': 'ZPL(2)-3', planningCategory: 'OBX[PLKAT]-5.2' } });
    const text = `${MSH}\r${PID}\rOBX|1|CWE|X\rOBX|2|CE|plkat||1^F\rZPL|1\rZPL|2||soon\r`;
    expect(refusals(readText(text, rules))).toEqual(['invalid-value ZPL^2^3', 'unknown-category OBX^2^5^1^2']);
  });

  it("the source's codes in OBX-3 stand for the interface's", () => {
    const rules = mapped({ observations: { 'PL-KAT': 'planeringskategori', SAMT: 'samtycke' } });
    const text = `${MSH}\r${PID}\rOBX|1|CWE|pl-kat||BC\rOBX|2|CWE|SAMT||J\r`;
    expect(checked(readText(text, rules))).toMatchObject({ planningCategory: 'BC', consent: { given: true } });
  });

  it('its authorities say what kind of identity they give, by OID or namespace', () => {
    const rules = mapped({ authorities: { '1.2.9': 'reservnummer', LOKAL: 'samordningsnummer' } });
    const idType = (cx: string): unknown => modelOf(readText(`${MSH}\rPID|||${cx}||T^T\r`, rules))['patient'];
    expect(idType('20121212T123^^^&1.2.9&ISO')).toMatchObject({ idType: 'reservnummer' });
    expect(idType('191212721219^^^LOKAL')).toMatchObject({ idType: 'samordningsnummer' });
    expect(idType('191212721219^^^constructor')).toMatchObject({ idType: undefined });
  });

  it('MSH-4 alone may name a unit, MSH-3 and MSH-4 go before it', () => {
    const rules = mapped({ facilities: { AVD12: 'SE1-A', 'JOURNAL|AVD12': 'SE1-B' } });
    expect(modelOf(readText(`${MSH}\r${PID}\r`, rules))['sender']).toBe('SE1-B');
    expect(modelOf(readText(`${MSH.replace('JOURNAL', 'X')}\r${PID}\r`, rules))['sender']).toBe('SE1-A');
    expect(modelOf(readText(`${MSH}\r${PID}\r`, mapped({ facilities: {} })))['sender']).toBe('AVD12');
  });

  it('an event may be another kind, or be ignored; what neither knows is not ours', () => {
    const rules = mapped({ events: { A04: 'planerad-inskrivning', A08: 'ignore', R01: 'ignore' } });
    const event = (type: string) => readText(`${MSH.replace('ADT^A01', type)}\r${PID}\r`, rules);
    expect(modelOf(event('ADT^A04'))['kind']).toBe('planerad-inskrivning');
    expect(event('ADT^A08')).toMatchObject({ ok: false, ignored: true, reasons: [] });
    expect(event('ORU^R01')).toMatchObject({ ok: false, ignored: true });
    expect(refusals(event('ADT^A09'))).toEqual(['not-our-event MSH^1^9']);
    expect(event('ADT^A09')).not.toHaveProperty('ignored', true);
  });

  it('what is ignored must still belong to this environment', () => {
    const rules = mapped({ events: { A08: 'ignore' } });
    const reading = readText(`${MSH.replace('A01', 'A08').replace('|P|', '|T|')}\r${PID}\r`, rules);
    expect(refusals(reading)).toEqual(['wrong-processing-id MSH^1^11']);
  });
});
