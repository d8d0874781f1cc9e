import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { checkMessage } from '#domain/message-check.js';
import type { Message, MessageKind } from '#domain/message.js';
import { MESSAGE_KINDS, NEEDS, PLANNING_CATEGORIES } from '#domain/message.js';
import { readAdt } from './adt.js';
import { parseEr7, value } from './er7.js';
import { printEr7 } from './er7-print.js';
import type { RenderedMessage } from './render.js';
import { renderAdt, renderEr7 } from './render.js';
import { readHl7 } from './read.js';

const OPTIONS = { recipient: 'SE2321000016-HC01' };

function readBack(bytes: Uint8Array): unknown {
  const result = readHl7(bytes, { defaultCharset: 'ASCII' });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  const reading = readAdt(result.message, { mapUnit: () => undefined, processingIds: ['P'] });
  if (!reading.ok || reading.reasons.length > 0) throw new Error(JSON.stringify(reading.reasons));
  const checked = checkMessage(reading.model);
  if (!checked.ok) throw new Error(JSON.stringify(checked.reasons));
  return checked.message;
}

const two = (number: number): string => String(number).padStart(2, '0');
const day = fc
  .tuple(fc.integer({ min: 2020, max: 2039 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);
const instant = fc
  .tuple(
    day,
    fc.nat(23),
    fc.nat(59),
    fc.nat(59),
    fc.constantFrom('', '.5', '.123'),
    fc.constantFrom('+01:00', '+02:00', '+00:00', '-05:30'),
  )
  .map(([date, h, m, s, fraction, zone]) => `${date}T${two(h)}:${two(m)}:${two(s)}${fraction}${zone}`);
const trimmed = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => text.replaceAll('\0', '').trim())
  .filter((text) => text !== '');
const id = fc.stringMatching(/^[A-Z0-9-]{1,20}$/);
const word = fc.stringMatching(/^[A-Za-zåäöÅÄÖ|^~&\\'-]{1,12}$/);
const staffName = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const staff = fc.oneof(
  staffName.map((name) => ({ name })),
  fc.record({ name: staffName, title: word }),
);

function some<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

function contentOf(kind: MessageKind): fc.Arbitrary<Record<string, unknown>> {
  switch (kind) {
    case 'inskrivningsmeddelande':
      return fc
        .record({
          admittedAt: some(instant),
          expectedDischarge: some(fc.oneof(day, instant)),
          physicianAssessed: some(fc.boolean()),
          assessedBy: some(staff),
          reason: some(trimmed),
          mobile: some(trimmed),
          other: some(trimmed),
        })
        .chain((content) =>
          some(fc.constantFrom('2041-01-01T00:00:00+01:00')).map((assessedAt) => ({ ...content, assessedAt })),
        );
    case 'utskrivningsklar':
      return fc.record({ readyAt: instant, assessedBy: some(staff) });
    case 'utskrivningsmeddelande':
      return fc.record({
        dischargedAt: instant,
        summary: some(trimmed),
        responsibility: some(fc.record({ party: trimmed, reason: trimmed })),
      });
    default:
      return fc.record({ reason: some(trimmed) });
  }
}

const patient = fc.record({
  id: fc.constantFrom('191212121212', '20121212T123', '191212721219'),
  givenName: trimmed,
  familyName: trimmed,
  address: some(
    fc.record({
      line: fc.array(
        trimmed.map((line) => line.replaceAll('\n', ' ')),
        { minLength: 1, maxLength: 4 },
      ),
      city: some(trimmed),
      postalCode: some(fc.constantFrom('80310', '803 10')),
    }),
  ),
  municipality: some(fc.constantFrom('2180', '2181')),
  healthCentre: some(id),
  protected: some(fc.boolean()),
});

function idTypeOf(number: string): string {
  if (number.includes('T')) return 'reservnummer';
  return number.startsWith('19121272') ? 'samordningsnummer' : 'personnummer';
}

const messages: fc.Arbitrary<Message> = fc
  .constantFrom(...MESSAGE_KINDS.filter((kind) => kind !== 'makulering'))
  .chain((kind) =>
    fc.record({
      messageId: id,
      kind: fc.constant(kind),
      sender: id,
      sentAt: instant,
      episodeId: some(id),
      episode: some(fc.uuid()),
      patient: some(patient.map((person) => ({ ...person, idType: idTypeOf(person.id) }))),
      planningCategory: some(fc.constantFrom(...PLANNING_CATEGORIES)),
      needs: some(fc.subarray([...NEEDS], { minLength: 1 })),
      recipients: some(fc.array(id, { minLength: 1, maxLength: 3 })),
      inReplyTo: some(id),
      consent: some(
        fc.record({
          given: fc.boolean(),
          scope: some(fc.array(trimmed, { minLength: 1, maxLength: 2 })),
          recordedAt: some(instant),
        }),
      ),
      content: contentOf(kind),
    }),
  )
  .map((raw) => {
    const checked = checkMessage(JSON.parse(JSON.stringify(raw)));
    if (!checked.ok) throw new Error(JSON.stringify(checked.reasons));
    return checked.message;
  });

const EXAMPLE: RenderedMessage = {
  messageId: 'M1',
  kind: 'inskrivningsmeddelande',
  sender: 'SE2321000016-AVD12',
  sentAt: '2026-11-23T08:15:00+01:00',
  patient: { id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
  planningCategory: 'BC',
  content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
};

describe('messages as ADT', () => {
  it('every message reads back as itself', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(readBack(renderEr7(message, OPTIONS))).toEqual(message);
      }),
      { numRuns: 300 },
    );
  });

  it('names the recipient and who sent the message, in the order of the standard', () => {
    expect(printEr7(renderAdt(EXAMPLE, OPTIONS)).split('\r')).toEqual([
      'MSH|^~\\&|HEMGANG|SE2321000016-AVD12||SE2321000016-HC01|20261123081500+0100||ADT^A01^ADT_A01|M1|P|2.5||||||UNICODE UTF-8',
      'EVN|A01|20261123024000+0100',
      'PID|1||191212121212^^^&1.2.752.129.2.1.3.1&ISO^NNSWE||Tolvansson^Tolvan^^^^^L',
      `PV1|1|I${'|'.repeat(42)}20261123024000+0100`,
      'PV2|||||||||20261127',
      'OBX|1|CWE|meddelandetyp||inskrivningsmeddelande||||||F',
      'OBX|2|CWE|planeringskategori||BC||||||F',
      '',
    ]);
  });

  it('a recipient may have another character set', () => {
    const message = { ...EXAMPLE, episodeId: 'Å1' };
    expect(readBack(renderEr7(message, { ...OPTIONS, charset: '8859/1' }))).toEqual(message);
  });

  it.each(['paminnelse', 'eskalering', 'felsant', 'makulering'] as const)(
    '%s, which HL7 has no event for, is written with its content as OBX',
    (kind) => {
      const message = { ...EXAMPLE, kind, content: { deliveryId: 'd1', reason: 'x', step: 2 } };
      const result = parseEr7(printEr7(renderAdt(message, { ...OPTIONS, controlId: 'C1' })));
      if (!result.ok) throw new Error('unreadable');
      expect(value(result.message, 'MSH-9.2')).toBe('Z01');
      expect(value(result.message, 'MSH-10')).toBe('C1');
      const observed = [1, 2, 3, 4, 5].map((n) =>
        [value(result.message, `OBX(${n})-3`), value(result.message, `OBX(${n})-5`)].join('='),
      );
      expect(observed).toEqual([
        `meddelandetyp=${kind}`,
        'planeringskategori=BC',
        'deliveryId=d1',
        'orsak=x',
        'step=2',
      ]);
    },
  );
});
