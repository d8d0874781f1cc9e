import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  checked,
  mapped,
  modelOf,
  MSH,
  PID,
  readFixture,
  readText,
  reasonsOf,
  refusals,
  RULES,
} from '../../../../test/support/er7-reading.js';
import type { Message } from '#domain/message.js';
import type { FormatReading } from '../reading.js';
import { readEr7Message } from './read.js';

const read = (name: string): Message => checked(readFixture(name));

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
    expect(modelOf(reading)['patient']).toMatchObject({ id, idType });
    expect(reading.reasons.map(({ path }) => path)).toEqual(id === undefined ? ['PID^1^3'] : []);
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

  it('the origin says format, event, application and what was emptied', () => {
    const reading = readFixture('a08-deleted-date');
    expect(reading.ok && reading.origin).toEqual({
      format: 'hl7v2',
      event: 'A08',
      application: 'JOURNAL',
      cleared: ['content.expectedDischarge'],
    });
  });

  it('what is emptied of a person and of the consent is told, what is left out is not', () => {
    const deleted = readFixture('a31-person-deleted-address');
    expect(deleted.ok && deleted.origin.cleared).toEqual(['patient.address', 'patient.healthCentre']);
    expect(checked(deleted).patient).not.toHaveProperty('address');
    const city = readText(`${MSH}\r${PID}||||||Gatan 1^^""^^80310\rOBX|1|CWE|samtycke||""\r`);
    expect(city.ok && city.origin.cleared).toEqual(['patient.address.city', 'consent']);
  });

  it('escapes in texts are resolved, and separators in free text are text', () => {
    expect(read('a01-escapes').content['reason']).toBe('Fall\nHöftfraktur | ^ & ~ \\ å \\Zx\\ 5 % a^b');
  });
});

describe('OBX of the hub', () => {
  const withObx = (...obx: string[]): FormatReading => readText([MSH, PID, ...obx, ''].join('\r'));

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
    ['ADT^A04', 'not-our-event MSH^1^9'],
    ['ADT^Z01', 'not-our-event MSH^1^9'],
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

  it('says line and column: the number of the segment, and where its field begins', () => {
    const text = `${MSH.replace('A01', 'A16')}\rEVN||2026x\r${PID.replace('1212^', '1213^')}\rOBX|1|CWE|planeringskategori||F\r`;
    expect(reasonsOf(readText(text)).map(({ path, line, column }) => [path, line, column])).toEqual([
      ['EVN^1^2', 2, 6],
      ['PID^1^3^1^1', 3, 7],
      ['OBX^1^5', 4, 31],
    ]);
    expect(reasonsOf(readText(`${MSH.replace('|P|', '|X|')}\r`))).toMatchObject([
      { path: 'MSH^1^11', line: 1, column: 52 },
    ]);
  });

  it('never throws, whatever the segments hold and the mapping says', () => {
    const part = fc.constantFrom(
      ...[
        '|',
        '^',
        '~',
        '\\',
        '&',
        '\r',
        '""',
        ' ',
        '20261123',
        '1.2.752.129.2.1.3.1',
        'J',
        'å',
        '\\X41\\',
        '191212121212',
      ],
      ...[
        'PID|',
        'EVN|',
        'PV1|',
        'PV2|',
        'MRG|',
        'PD1|',
        'ZPL|',
        'OBX|1|TX|',
        'samtycke',
        'meddelandetyp',
        'message.needs.1',
      ],
    );
    const event = fc.constantFrom('A01', 'A02', 'A08', 'A14', 'A16', 'A31', 'A40', 'Z01');
    const rules = mapped({ places: { planningCategory: 'ZPL-2', needs: 'OBX[J]-5(2).3', 'content.ward': 'nonsense' } });
    fc.assert(
      fc.property(event, fc.array(part, { maxLength: 80 }), (trigger, parts) => {
        const text = `${MSH.replace('A01', trigger)}\r${PID}${parts.join('')}`;
        const reading = readEr7Message(
          { bytes: new TextEncoder().encode(text), contentType: 'application/hl7-v2' },
          rules,
        );
        for (const { path, line } of reasonsOf(reading))
          expect([path, line ?? 1]).toEqual([expect.any(String), expect.any(Number)]);
      }),
      { numRuns: 500 },
    );
  });

  it('what is not there has no line', () => {
    const [found] = reasonsOf(readText(`${MSH.replace('A01', 'A03')}\r${PID}\r`));
    expect(found).toMatchObject({ code: 'missing-field', path: 'PV1^1^45' });
    expect(found?.line).toBeUndefined();
  });

  it('bytes that are no message have the header that an answer needs, as far as there is one', () => {
    const arrived = (text: string) => ({ bytes: new TextEncoder().encode(text), contentType: 'application/hl7-v2' });
    expect(readEr7Message(arrived(`${MSH}\rnonsense\r`), RULES)).toMatchObject({
      ok: false,
      reasons: [{ code: 'not-readable', line: 2, column: 1 }],
      head: { kind: 'hl7v2' },
    });
    expect(readEr7Message(arrived('nonsense'), RULES)).toMatchObject({ ok: false, head: undefined });
  });
});

describe('what record systems tell beside the notices', () => {
  it.each([
    ['a02-ward-change', 'avdelningsbyte', { ward: 'SE2321000016-AVD13', movedAt: '2026-11-24T09:45:00+01:00' }],
    ['a02-ward-facility', 'avdelningsbyte', { ward: 'SE2321000016-AVD13', movedAt: '2026-11-24T10:10:00+01:00' }],
    ['a05-pre-admission', 'planerad-inskrivning', { plannedAdmission: '2026-12-01', expectedDischarge: '2026-12-04' }],
    [
      'a14-pending-admission',
      'planerad-inskrivning',
      { plannedAdmission: '2026-12-01T08:00:00+01:00', reason: 'Planerad operation\nFastande från midnatt' },
    ],
    ['a27-pending-cancelled', 'planerad-inskrivning-installd', { reason: 'Operationen uppskjuten' }],
    ['a38-pre-admission-cancelled', 'planerad-inskrivning-installd', {}],
    ['a31-person-update', 'personuppgifter', { updatedAt: '2026-11-24T10:10:00+01:00' }],
    ['a31-protected', 'personuppgifter', { updatedAt: '2026-11-24T10:10:00+01:00' }],
    ['a40-merge', 'identitetsbyte', { previousId: '20121212T123', previousIdType: 'reservnummer' }],
    ['a47-changed-identifier', 'identitetsbyte', { previousId: '191212721219', previousIdType: 'samordningsnummer' }],
    ['z01-withdrawal', 'makulering', { messageId: 'MSG00001', reason: 'Fel person' }],
  ])('%s is %s', (name, kind, content) => {
    const message = read(name);
    expect(message.kind).toBe(kind);
    expect(message.content).toEqual(content);
    expect(message.patient?.id).toBe('191212121212');
  });

  it('A31 brings the new address, and that a person is protected', () => {
    expect(read('a31-person-update').patient).toMatchObject({
      address: { line: ['Nya vägen 7', 'lgh 1201'] },
      protected: false,
    });
    expect(read('a31-protected').patient?.protected).toBe(true);
  });

  it('a ward that is no unit is refused unless the mapping knows it', () => {
    expect(refusals(readFixture('a02-ward-mapped'))).toEqual(['invalid-value PV1^1^3']);
    const known = readFixture('a02-ward-mapped', mapped({ wards: { MED13: 'SE2321000016-AVD13' } }));
    expect(checked(known).content['ward']).toBe('SE2321000016-AVD13');
  });

  it('of several identities in MRG-1 the best-known one that does not go on is the previous one', () => {
    expect(read('a40-merge-several-identifiers').content).toEqual({
      previousId: '191212721219',
      previousIdType: 'samordningsnummer',
    });
  });

  it('a second MRG is refused, since only one identity would be moved; the same person again is no harm', () => {
    expect(refusals(readFixture('a40-two-pairs'))).toEqual(['invalid-structure MRG^2']);
  });

  it('a merge without the previous identity is told where it should stand', () => {
    const text = `${MSH.replace('A01', 'A40')}\r${PID}\rMRG|4711^^^LOKAL\r`;
    expect(refusals(readText(text))).toEqual(['missing-field MRG^1^1^1^1', 'missing-field MRG^1^1^1^4']);
  });

  it('the event of our own is the kind that its OBX says; a contradiction with another event is refused', () => {
    const own = `${MSH.replace('A01', 'Z01')}\r${PID}\r`;
    expect(refusals(readText(`${own}OBX|1|CWE|meddelandetyp||hittepa\r`))).toEqual(['unknown-kind OBX^1^5']);
    expect(refusals(readText(`${MSH}\r${PID}\rOBX|1|CWE|meddelandetyp||makulering\r`))).toEqual([
      'invalid-value OBX^1^5',
    ]);
  });

  it('in a rendering the time of recording is no time of assessment', () => {
    const text = `${MSH}\rEVN||20261123080000\r${PID}\rOBX|1|CWE|meddelandetyp||inskrivningsmeddelande\r`;
    expect(checked(readText(text)).content).toEqual({});
  });

  it('places of a list that do not count from 1 without a gap are refused', () => {
    const own = `${MSH.replace('A01', 'Z01')}\r${PID}\rOBX|1|CWE|meddelandetyp||makulering\rOBX|2|TX|messageId||1\rOBX|3|TX|orsak||x\r`;
    expect(refusals(readText(`${own}OBX|4|TX|message.recipients.2||SE1\r`))).toEqual(['unknown-field OBX^4^3']);
  });

  it('one place too many of a list is told as that, and not as a code that is unknown', () => {
    const own = `${MSH.replace('A01', 'Z01')}\r${PID}\rOBX||CWE|meddelandetyp||makulering\rOBX||TX|messageId||1\rOBX||TX|orsak||x\r`;
    const scope = Array.from({ length: 51 }, (_, at) => `OBX||TX|message.consent.scope.${String(at + 1)}||x\r`).join(
      '',
    );
    const found = refusals(readText(`${own}OBX||CWE|samtycke||J\r${scope}`));
    expect(found.map((refusal) => refusal.split(' ')[0])).toEqual(['invalid-value']);
  });

  it('codes below a field that are unknown are told up to 20: who writes more writes something else', () => {
    const unknown = Array.from({ length: 30 }, (_, index) => `OBX||TX|message.x${String(index)}||1\r`).join('');
    const own = `${MSH.replace('A01', 'Z01')}\r${PID}\rOBX||CWE|meddelandetyp||makulering\rOBX||TX|messageId||1\rOBX||TX|orsak||x\r`;
    expect(refusals(readText(own + unknown))).toHaveLength(20);
  });
});
