import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CONTENT } from '#domain/content.js';
import { DELIVERED, ENVELOPE } from '#domain/envelope.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { HUB_MESSAGE_KINDS, MESSAGE_KINDS } from '#domain/message.js';
import { anyDelivered, anyHubMessage, anyMessageOf } from '../../../../test/support/any-message.js';
import { value } from '../../../../test/support/er7-reading.js';
import type { FormatReading } from '../reading.js';
import type { RenderedMessage } from '../rendering.js';
import { readAdtMessage } from './adt.js';
import { segmentsOf } from './er7.js';
import { printEr7 } from './er7-print.js';
import { ADDED, EXACT } from './observations.js';
import { readEr7Message } from './read.js';
import { renderAdt, renderEr7 } from './render.js';

const OPTIONS = {
  recipient: 'SE2321000016-HC01',
  delivery: { id: '0190a1b2-0000-7000-8000-0000000000d1', receiptDue: '2026-11-23T12:00:00Z' },
};
const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };

function read(bytes: Uint8Array): Extract<FormatReading, { ok: true }> {
  const reading = readEr7Message({ bytes, contentType: 'application/hl7-v2' }, RULES);
  if (!reading.ok || reading.reasons.length > 0) throw new Error(JSON.stringify(reading.reasons));
  return reading;
}

function readBack(bytes: Uint8Array): unknown {
  const checked = checkMessage(read(bytes).model);
  if (!checked.ok) throw new Error(JSON.stringify(checked.reasons));
  return checked.message;
}

const EXAMPLE: RenderedMessage = {
  messageId: 'M1',
  kind: 'inskrivningsmeddelande',
  sender: 'SE2321000016-AVD12',
  sentAt: '2026-11-23T08:15:00+01:00',
  patient: { id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
  planningCategory: 'BC',
  content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
};

const linesOf = (message: RenderedMessage, options = {}): string[] => printEr7(renderAdt(message, options)).split('\r');

describe('messages as ADT', () => {
  it.each(MESSAGE_KINDS)('every %s reads back as itself, whatever its texts', (kind) => {
    fc.assert(
      fc.property(anyMessageOf(kind), (message) => {
        expect(readBack(renderEr7(message, OPTIONS))).toEqual(message);
      }),
      { numRuns: 60 },
    );
  });

  it('for readers that know EVN-2 alone, it is the admission unless the assessment came later', () => {
    const evn = (content: RenderedMessage['content']) =>
      linesOf({ ...EXAMPLE, content }).find((line) => line.startsWith('EVN'));
    expect(evn(EXAMPLE.content)).toBe('EVN|A01|20261123024000+0100');
    expect(evn({ ...EXAMPLE.content, assessedAt: '2026-11-23T07:00:00+01:00' })).toBe(
      'EVN|A01|20261123081500+0100||||20261123070000+0100',
    );
  });

  it('what the hub adds when it delivers is written, and taken for nothing when it is sent back', () => {
    fc.assert(
      fc.property(anyDelivered, (delivered) => {
        const { id, notice, receivedAt, servicesFrom, judged, ...message } = delivered;
        const bytes = renderEr7(delivered, OPTIONS);
        expect(readBack(bytes)).toEqual(message);
        expect(new TextDecoder().decode(bytes)).toContain('|hub.receivedAt||');
        expect([id, notice, receivedAt, servicesFrom, judged]).toContain(receivedAt);
      }),
    );
  });

  it('what only the hub sends reads back as it was, and is no kind that may be sent', () => {
    fc.assert(
      fc.property(anyHubMessage, ({ kind, content, ...rest }) => {
        const { model } = read(renderEr7({ kind, content, ...rest }, OPTIONS));
        expect({ kind: model['kind'], content: model['content'] }).toEqual({ kind, content });
        const checked = checkMessage(model);
        expect(checked.ok ? [] : checked.reasons.map(({ code }) => code)).toEqual(['unknown-kind']);
      }),
    );
  });

  it('the edges of the model too: nothing in a list, blank places, an address without a line', () => {
    for (const more of [
      { recipients: [] },
      { recipients: ['', ' ', 'a'] },
      { consent: { given: false, scope: [] } },
      { patient: { ...EXAMPLE.patient, address: { line: [] } } },
      { patient: { ...EXAMPLE.patient, address: { line: ['', 'b'], city: 'Gävle' } } },
    ]) {
      const checked = checkMessage({ ...EXAMPLE, ...more });
      if (!checked.ok) continue;
      expect(readBack(renderEr7(checked.message, OPTIONS))).toEqual(checked.message);
    }
  });

  it('no field of the model has a name under which OBX say something else', () => {
    const names = [CONTENT, { envelope: ENVELOPE, delivered: DELIVERED }].flatMap((fields) =>
      Object.values<object>(fields).flatMap((group) => Object.keys(group)),
    );
    expect(names).not.toContain(EXACT);
    expect(names).not.toContain(ADDED);
  });

  it('names the recipient and who sent the message, in the order of the standard', () => {
    expect(linesOf(EXAMPLE, OPTIONS)).toEqual([
      'MSH|^~\\&|HEMGANG|SE2321000016-AVD12||SE2321000016-HC01|20261123081500+0100||ADT^A01^ADT_A01|M1|P|2.5||||||UNICODE UTF-8',
      'EVN|A01|20261123024000+0100',
      'PID|1||191212121212^^^&1.2.752.129.2.1.3.1&ISO^NNSWE||Tolvansson^Tolvan^^^^^L',
      `PV1|1|I${'|'.repeat(42)}20261123024000+0100`,
      'PV2|||||||||20261127',
      'OBX|1|CWE|meddelandetyp||inskrivningsmeddelande||||||F',
      'OBX|2|CWE|planeringskategori||BC||||||F',
      'OBX|3|ST|hub.delivery.id||0190a1b2-0000-7000-8000-0000000000d1||||||F',
      'OBX|4|TS|hub.delivery.receiptDue||20261123120000+0000||||||F',
      '',
    ]);
  });

  it('what a field cannot say exactly stands in an OBX of its path beside it', () => {
    const sentAt = '2026-11-23T08:15+01:00';
    const lines = linesOf({ ...EXAMPLE, sentAt, content: { assessedBy: { name: 'Lena  Läkarsson ' } } });
    expect(lines.filter((line) => line.includes('message.'))).toEqual([
      'OBX|3|TX|message.sentAt||2026-11-23T08:15+01:00||||||F',
      'OBX|4|TX|message.content.assessedBy.name||Lena  Läkarsson\\X20\\||||||F',
    ]);
  });

  it.each([
    [
      'planerad-inskrivning',
      { plannedAdmission: '2026-12-01', expectedDischarge: '2026-12-04' },
      'ADT^A14^ADT_A05',
      'PV2|',
    ],
    ['avdelningsbyte', { ward: 'SE2321000016-AVD13' }, 'ADT^A02^ADT_A02', 'PV1|1|I|SE2321000016-AVD13'],
    [
      'personuppgifter',
      { updatedAt: '2026-11-24T10:00:00+01:00' },
      'ADT^A31^ADT_A05',
      'EVN|A31|20261124100000+0100||||2026',
    ],
    [
      'identitetsbyte',
      { previousId: '20121212T123', previousIdType: 'reservnummer' },
      'ADT^A40^ADT_A39',
      'MRG|20121212T123^^^&1.2.752.97.3.1.3&ISO',
    ],
    ['planerad-inskrivning-installd', {}, 'ADT^A27^ADT_A21', 'PV1|1|P'],
  ] as const)('%s is written as its event', (kind, content, type, start) => {
    const lines = linesOf({ ...EXAMPLE, kind, content });
    expect(lines[0]).toContain(`|${type}|`);
    expect(lines.some((line) => line.startsWith(start))).toBe(true);
  });

  it.each([...HUB_MESSAGE_KINDS, 'makulering'] as const)(
    '%s, which HL7 has no event for, is written with its content as OBX',
    (kind) => {
      const [field, content] =
        kind === 'testmeddelande' ? ['text', { text: 'm0' }] : ['messageId', { messageId: 'm0', reason: 'x' }];
      const message = renderAdt({ ...EXAMPLE, kind, content }, {});
      expect(value(message, 'MSH-9.2')).toBe('Z01');
      const observed = segmentsOf(message, 'OBX').map(({ sequence }) =>
        [value(message, `OBX(${String(sequence)})-3`), value(message, `OBX(${String(sequence)})-5`)].join('='),
      );
      expect(observed).toContain(`meddelandetyp=${kind}`);
      expect(observed).toContain(`${field}=m0`);
    },
  );

  it('a rendering reads back with another processing id where that belongs', () => {
    const message = renderAdt(EXAMPLE, { processingId: 'T' });
    expect(readAdtMessage(message, { ...RULES, processingIds: ['T'] }).ok).toBe(true);
    expect(readAdtMessage(message, RULES).ok).toBe(false);
  });
});
