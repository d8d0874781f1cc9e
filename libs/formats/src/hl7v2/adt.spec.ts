import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { checkMessage } from '#domain/message-check.js';
import type { Message } from '#domain/message.js';
import type { AdtOptions, AdtReading } from './adt.js';
import { readAdt } from './adt.js';
import { locator, reasonsAtLocations } from './adt-locations.js';
import type { Hl7Message } from './er7.js';
import { parseEr7 } from './er7.js';
import { readHl7 } from './read.js';

const OPTIONS: AdtOptions = {
  mapUnit: (application, facility) => (`${application}|${facility}` === 'PAS|AVD12' ? 'SE2321000016-AVD12' : undefined),
  processingIds: ['P'],
};

const MSH = 'MSH|^~\\&|JOURNAL|AVD12|||20261123081500||ADT^A01|1|P|2.5';
const PID = 'PID|||191212121212^^^&1.2.752.129.2.1.3.1&ISO^NNSWE||Tolvansson^Tolvan';

function messageOf(name: string): Hl7Message {
  const bytes = new Uint8Array(readFileSync(`test/fixtures/messages/hl7v2/${name}.hl7`));
  const result = readHl7(bytes, { defaultCharset: 'UNICODE UTF-8' });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.message;
}

function readText(text: string, options = OPTIONS): AdtReading {
  const result = parseEr7(text);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return readAdt(result.message, options);
}

function checked(reading: AdtReading): Message {
  if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
  const result = checkMessage(reading.model);
  if (!result.ok || reading.reasons.length > 0) {
    throw new Error(JSON.stringify([reading.reasons, result.ok ? [] : result.reasons]));
  }
  return result.message;
}

function refusals(reading: AdtReading): string[] {
  if (!reading.ok) return reading.reasons.map(({ code, path }) => `${code} ${path}`);
  const result = checkMessage(reading.model);
  const reasons = reasonsAtLocations(reading.reasons, result.ok ? [] : result.reasons, reading.locate);
  return reasons.map(({ code, path }) => `${code} ${path}`);
}

const read = (name: string): Message => checked(readAdt(messageOf(name), OPTIONS));

describe('ADT as the wire model', () => {
  it('A01 is an inskrivningsmeddelande with all that the interface says', () => {
    expect(read('a01-admission')).toEqual({
      messageId: 'MSG00001',
      kind: 'inskrivningsmeddelande',
      sender: 'SE2321000016-AVD12',
      sentAt: '2026-11-23T08:15:00+01:00',
      episodeId: 'V20261123-001',
      patient: {
        id: '191212121212',
        idType: 'personnummer',
        givenName: 'Tolvan',
        familyName: 'Tolvansson',
        address: { line: ['Gatan 1'], postalCode: '80310', city: 'Gävle' },
        municipality: '2180',
        healthCentre: 'SE2321000016-HC01',
      },
      planningCategory: 'BC',
      consent: { given: true },
      content: {
        admittedAt: '2026-11-23T02:40:00+01:00',
        assessedAt: '2026-11-23T08:00:00+01:00',
        expectedDischarge: '2026-11-27',
      },
    });
  });

  it.each([
    'a01-latin1',
    'a01-latin9',
    'a01-utf8-mark',
    'a01-crlf-blank-lines',
    'a01-lf',
    'a01-other-separators',
    'a01-truncation-character',
    'a01-enhanced-mode',
    'a01-escapes',
  ])('%s says the same as the plain admission', (name) => {
    const { messageId, content, ...rest } = read(name);
    const { messageId: plainId, content: plainContent, ...plain } = read('a01-admission');
    expect(messageId).not.toBe(plainId);
    expect(rest).toEqual(plain);
    expect(content).toMatchObject(plainContent);
  });

  it('[L-ADM-03] EVN-6 is when the physician assessed, before EVN-2, and PV1-7 by whom', () => {
    expect(read('a01-assessed-later').content).toEqual({
      admittedAt: '2026-11-23T02:40:00+01:00',
      assessedAt: '2026-11-24T06:30:00+01:00',
      assessedBy: { name: 'Lena Läkarsson', title: 'Överläkare' },
      expectedDischarge: '2026-11-27',
    });
  });

  it('an assessment no later than the admission is none of its own', () => {
    const text = `${MSH}\rEVN||20261123024000\r${PID}\rPV1|||${'|'.repeat(41)}20261123024000\r`;
    expect(checked(readText(text)).content).toEqual({ admittedAt: '2026-11-23T02:40:00+01:00' });
  });

  it('version 2.2 without zones is Swedish time, and MSH-3 and MSH-4 are mapped to a unit', () => {
    const message = read('a01-version-22-no-zone');
    expect(message.sender).toBe('SE2321000016-AVD12');
    expect(message.sentAt).toBe('2026-11-23T08:15:00+01:00');
    expect(message.content['admittedAt']).toBe('2026-11-23T02:40:00+01:00');
  });

  it('of several identifiers, names and addresses the national and registered ones count', () => {
    expect(read('a01-vendor-identifiers').patient).toMatchObject({
      id: '191212121212',
      idType: 'personnummer',
      familyName: 'Tolvansson',
      givenName: 'Tolvan',
      address: { line: ['Gatan 1', 'lgh 1102'], postalCode: '803 10', city: 'Gävle' },
      municipality: '2180',
    });
  });

  it.each([
    ['191212121212^^^&1.2.752.129.2.1.3.1&ISO', 'personnummer', '191212121212'],
    ['191212121212^^^1.2.752.129.2.1.3.1', 'personnummer', '191212121212'],
    ['19121212-1212^^^^NNSWE', 'personnummer', '191212121212'],
    ['191212121212', 'personnummer', '191212121212'],
    ['191212721219^^^&1.2.752.129.2.1.3.3&ISO', 'samordningsnummer', '191212721219'],
    ['191212721219^^^^NNSWE', 'samordningsnummer', '191212721219'],
    ['20121212T123^^^&1.2.752.97.3.1.3&ISO', 'reservnummer', '20121212T123'],
    ['4711^^^&1.2.3&ISO', undefined, undefined],
    ['191212121212^^^&1.2.3&ISO', undefined, undefined],
    ['""', undefined, undefined],
  ])('PID-3 %s is %s', (field, idType, id) => {
    const reading = readText(`${MSH}\rPID|||${field}||Tolvansson^Tolvan\r`);
    if (!reading.ok) throw new Error('refused');
    expect(reading.model['patient']).toMatchObject({ id, idType });
    expect(reading.reasons.map(({ path }) => path)).toEqual(id === undefined ? ['PID^1^3'] : []);
  });

  it('reservnummer of another authority is a matter of the source', () => {
    const reading = readText(`${MSH}\rPID|||20121212T123^^^&1.2.9&ISO||T^T\r`, {
      ...OPTIONS,
      reserveAuthorities: ['1.2.9'],
    });
    expect(reading.ok && reading.model['patient']).toMatchObject({ idType: 'reservnummer' });
  });

  it('[L-PROT-01] PD1-12 marks a protected person', () => {
    const protectedBy = (indicator: string): unknown => {
      const reading = readText(`${MSH}\r${PID}\rPD1|${'|'.repeat(11)}${indicator}\r`);
      return reading.ok ? checked(reading).patient?.protected : undefined;
    };
    expect(['Y', 'J', '1', 'N', ''].map(protectedBy)).toEqual([true, true, true, false, undefined]);
  });

  it.each([
    [
      'a03-discharge',
      'utskrivningsmeddelande',
      { dischargedAt: '2026-11-27T13:30:00+01:00', summary: 'Utskriven till hemmet\nHemtjänst två gånger om dagen' },
    ],
    [
      'a08-changed-date',
      'inskrivningsmeddelande',
      { expectedDischarge: '2026-11-28T11:00:00+01:00', admittedAt: '2026-11-23T02:40:00+01:00' },
    ],
    ['a11-cancelled', 'avbryt-vardtillfalle', { reason: 'Fel person' }],
    ['a13-discharge-cancelled', 'utskrivning-aterkallad', {}],
    [
      'a16-ready',
      'utskrivningsklar',
      { readyAt: '2026-11-26T10:15:00.12+01:00', assessedBy: { name: 'Lena Läkarsson', title: 'Överläkare' } },
    ],
    ['a25-not-ready', 'utskrivningsklar-aterkallad', {}],
  ])('%s is %s', (name, kind, content) => {
    const message = read(name);
    expect(message.kind).toBe(kind);
    expect(message.content).toEqual(content);
    expect(message.episodeId).toBe('V20261123-001');
  });

  it('A16 without EVN-6 is ready when it was recorded', () => {
    const message = checked(readText(`${MSH.replace('A01', 'A16')}\rEVN||20261126102500\r${PID}\r`));
    expect(message.content).toEqual({ readyAt: '2026-11-26T10:25:00+01:00' });
  });

  it('the origin says event, application, control id, mode, ward and what was emptied', () => {
    const reading = readAdt(messageOf('a08-deleted-date'), OPTIONS);
    expect(reading.origin).toEqual({
      format: 'hl7v2',
      event: 'A08',
      application: 'JOURNAL',
      controlId: 'MSG00015',
      mode: 'original',
      ward: 'AVD12',
      cleared: ['content.expectedDischarge'],
    });
    expect(readAdt(messageOf('a01-enhanced-mode'), OPTIONS).origin.mode).toBe('enhanced');
  });

  it('escapes in texts are resolved, and separators in free text are text', () => {
    expect(read('a01-escapes').content['reason']).toBe('Fall\nHöftfraktur | ^ & ~ \\ å \\Zx\\ 5 % a^b');
  });
});

describe('OBX of the hub', () => {
  const withObx = (...obx: string[]): AdtReading => readText([MSH, PID, ...obx, ''].join('\r'));

  it('codes are read in any case and with the dots of Swedish letters', () => {
    const message = checked(
      withObx(
        'OBX|1|CWE|SAMTYCKE||n|||||F|||20261123080000',
        'OBX|2|CWE|läkarbedömning||J',
        'OBX|3|CWE|behov||oppenvard~socialtjanst',
        'OBX|4|CWE|mottagare||SE1~SE2',
        'OBX|5|CWE|samtyckesomfattning||informationsoverforing',
        'OBX|6|TX|mobil||070-1740605',
      ),
    );
    expect(message).toMatchObject({
      consent: { given: false, scope: ['informationsoverforing'] },
      needs: ['oppenvard', 'socialtjanst'],
      recipients: ['SE1', 'SE2'],
      content: { physicianAssessed: true, mobile: '070-1740605' },
    });
  });

  it('OBX-14 is when the consent was recorded', () => {
    expect(checked(withObx('OBX|1|CWE|samtycke||J|||||||||20261123080000')).consent).toEqual({
      given: true,
      recordedAt: '2026-11-23T08:00:00+01:00',
    });
  });

  it('a consent that is neither yes nor no, or both, is refused where it stands', () => {
    expect(refusals(withObx('OBX|1|CWE|samtycke||kanske'))).toEqual(['invalid-value OBX^1^5']);
    expect(refusals(withObx('OBX|1|CWE|samtycke||J', 'OBX|2|CWE|samtycke||N'))).toEqual(['invalid-value OBX^2^5']);
    expect(refusals(withObx('OBX|1|CWE|samtycke||J', 'OBX|2|CWE|samtycke||J'))).toEqual([]);
  });

  it('an observation that was withdrawn does not count', () => {
    expect(checked(withObx('OBX|1|CWE|samtycke||J||||||W')).consent).toBeUndefined();
  });
});

describe('what is refused', () => {
  it.each([
    ['ADT^A05', 'not-our-event MSH^1^9'],
    ['ORU^A01', 'not-our-event MSH^1^9'],
    ['ADT', 'not-our-event MSH^1^9'],
    ['ADT^constructor', 'not-our-event MSH^1^9'],
  ])('the event %s is not ours', (type, expected) => {
    expect(refusals(readText(`${MSH.replace('ADT^A01', type)}\r${PID}\r`))).toEqual([expected]);
  });

  it('an event that stands in EVN-1 alone counts', () => {
    expect(readText(`${MSH.replace('ADT^A01', 'ADT')}\rEVN|A01|20261123\r${PID}\r`).ok).toBe(true);
  });

  it('other processing ids and versions are not ours; both are told', () => {
    expect(refusals(readText(`${MSH.replace('P|2.5', 'T|2.1')}\r${PID}\r`))).toEqual([
      'wrong-processing-id MSH^1^11',
      'unsupported-version MSH^1^12',
    ]);
    expect(refusals(readText(`${MSH.replace('P|2.5', 'P')}\r${PID}\r`))).toEqual(['unsupported-version MSH^1^12']);
  });

  it('every fault is told at once, where it stands in the message', () => {
    const text = [
      'MSH|^~\\&|JOURNAL||||2026112|x|ADT^A16||P|2.5',
      'PID|||4711^^^&1.2.3&ISO~191212121213^^^^NNSWE||Tolvansson|||||| Gatan^^Ort^^8031^^L^^Gävle',
      'OBX|1|CWE|planeringskategori||F',
      '',
    ].join('\r');
    expect(refusals(readText(text)).sort()).toEqual(
      [
        'invalid-value MSH^1^7',
        'missing-field MSH^1^4',
        'missing-field MSH^1^10',
        'missing-field EVN^1^6',
        'missing-field PID^1^5^1^2',
        'invalid-identity PID^1^3^2^1',
        'invalid-value PID^1^11^1^5',
        'invalid-value PID^1^11^1^9',
        'unknown-category OBX^1^5',
      ].sort(),
    );
  });

  it('no identifier of a known authority is told once', () => {
    expect(refusals(readText(`${MSH}\rPID|||4711^^^A||Tolvansson^Tolvan\r`))).toEqual(['missing-field PID^1^3']);
  });

  it('a path that has no place in the message stays as it is', () => {
    const found = reasonsAtLocations(
      [],
      [{ path: 'x[abc].y', code: 'invalid-value', message: '' }],
      locator(() => []),
    );
    expect(found.map(({ path }) => path)).toEqual(['x[abc].y']);
  });
});
