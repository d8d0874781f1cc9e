import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { REASON_CODES } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { adt } from '../../../../test/support/adt.js';
import { anyDelivered, anyHubMessage, anyMessage } from '../../../../test/support/any-message.js';
import { value } from '../../../../test/support/er7-reading.js';
import { XML_ATTACKS } from '../../../../test/support/xml-attacks.js';
import { makeAck } from '../hl7v2/ack.js';
import { readAdtMessage } from '../hl7v2/adt.js';
import type { Hl7Message } from '../hl7v2/er7.js';
import { parseEr7 } from '../hl7v2/er7.js';
import { printEr7 } from '../hl7v2/er7-print.js';
import { renderAdt } from '../hl7v2/render.js';
import type { FormatReading, ReadingRules } from '../reading.js';
import { parseXml } from '../xml/parse.js';
import { writeXml } from '../xml/write.js';
import { ackAsV2Xml } from './ack.js';
import { readV2XmlMessage } from './read.js';
import { renderV2Xml } from './render.js';
import { readSegments } from './segments.js';
import { v2XmlOf } from './write.js';

const RULES: ReadingRules = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const TYPE = 'application/hl7-v2+xml';

function read(xml: string | Uint8Array, rules = RULES): FormatReading {
  const bytes = typeof xml === 'string' ? new TextEncoder().encode(xml) : xml;
  return readV2XmlMessage({ bytes, contentType: TYPE }, rules);
}

/** Code, place and path of everything that a reading has against a message. */
function complaints(xml: string | Uint8Array): string[] {
  return read(xml).reasons.map(({ code, path, line, column }) => `${code} ${path} ${String(line)}:${String(column)}`);
}

function segmentsOf(bytes: Uint8Array): Hl7Message {
  const parsed = parseXml({ bytes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons));
  const { message, reasons } = readSegments(parsed.root);
  expect(reasons).toEqual([]);
  return message;
}

function er7(text: string): Hl7Message {
  const parsed = parseEr7(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.message;
}

/** What could not be read of segments. */
function segmentReasons(more: string): readonly Reason[] {
  const parsed = parseXml({ bytes: new TextEncoder().encode(a11(more)) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons));
  return readSegments(parsed.root).reasons;
}

/** An ER7 text as v2.xml and back. */
function turned(text: string): string {
  return printEr7(segmentsOf(writeXml(v2XmlOf(er7(text), 'ADT_A01'), { indent: true })));
}

const HEAD =
  '<MSH><MSH.1>|</MSH.1><MSH.2>^~\\&amp;</MSH.2><MSH.3><HD.1>JOURNAL</HD.1></MSH.3><MSH.4><HD.1>SE2321000016-AVD12</HD.1></MSH.4>' +
  '<MSH.7><TS.1>20261123071500+0100</TS.1></MSH.7><MSH.9><MSG.1>ADT</MSG.1><MSG.2>A11</MSG.2></MSH.9><MSH.10>4711</MSH.10>' +
  '<MSH.11><PT.1>P</PT.1></MSH.11><MSH.12><VID.1>2.5.1</VID.1></MSH.12></MSH>\n';

function a11(more = '', root = 'ADT_A09'): string {
  return `<${root} xmlns="urn:hl7-org:v2xml">\n${HEAD}${more}</${root}>`;
}

const PV1 = '<PV1>\n<PV1.19><CX.1>V-1</CX.1></PV1.19>\n</PV1>';

describe('reading v2.xml', () => {
  it('tells what is wrong up to 50 times: what has more is no message', () => {
    expect(segmentReasons(`<PV1>${'<odd/>'.repeat(80)}</PV1>`)).toHaveLength(50);
  });

  it('a message is read by the numbers of its elements, in whatever order they stand', () => {
    const reading = read(
      a11(
        '<PV1><PV1.44><DTM.1>20261123024000+0100</DTM.1></PV1.44><PV1.19><ANYTHING.1>V-1</ANYTHING.1></PV1.19></PV1>',
      ),
    );
    if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
    expect(reading.reasons).toEqual([]);
    expect(reading.model).toMatchObject({
      messageId: '4711',
      kind: 'avbryt-vardtillfalle',
      sender: 'SE2321000016-AVD12',
      episodeId: 'V-1',
    });
    expect(reading.origin).toMatchObject({ format: 'hl7v2-xml', event: 'A11', application: 'JOURNAL' });
    expect(reading.head?.kind === 'hl7v2' && value(reading.head.header, 'MSH-10')).toBe('4711');
  });

  it('what ER7 says and what v2.xml says is the same message', () => {
    const text = adt('A01', { controlId: '1' });
    const asXml = read(writeXml(v2XmlOf(er7(text), 'ADT_A01')));
    const asEr7 = readAdtMessage(er7(text), RULES);
    expect(asXml.ok && asXml.model).toEqual(asEr7.ok && asEr7.model);
    expect(asXml.ok && checkMessage(asXml.model).ok).toBe(true);
  });

  it.each([
    ['the event of another structure', a11(PV1, 'ADT_A01')],
    ['another message type', a11(PV1, 'ORU_R01')],
    ['an acknowledgement', a11(PV1, 'ACK')],
  ])('%s is another root', (_what, xml) => {
    expect(complaints(xml)).toEqual(['unsupported-root  1:1']);
    expect(read(xml).head).toBeDefined();
  });

  it.each([
    ['no namespace', a11(PV1).replace(' xmlns="urn:hl7-org:v2xml"', '')],
    ['another namespace', a11(PV1).replace('urn:hl7-org:v2xml', 'urn:hl7-org:v3')],
    ['our own XML', '<message xmlns="urn:hemgang:message:1"/>'],
  ])('%s is another root', (_what, xml) => {
    expect(complaints(xml)).toEqual(['unsupported-root  1:1']);
  });

  it('a root by the name of the event, and a prefix for the namespace, are let pass', () => {
    expect(complaints(a11(PV1, 'ADT_A11'))).toEqual([]);
    const prefixed = a11(PV1)
      .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1h:')
      .replace('xmlns=', 'xmlns:h=');
    expect(complaints(prefixed)).toEqual([]);
  });

  it('groups are passed over, also within each other', () => {
    const reading = read(a11(`<ADT_A09.VISIT><ADT_A09.INNER>${PV1}</ADT_A09.INNER></ADT_A09.VISIT>`));
    expect(reading.ok && reading.model).toMatchObject({ episodeId: 'V-1' });
  });

  it('everything that is no v2.xml is told at once, each with its place', () => {
    const xml = a11(
      [
        '<PV1>',
        '<PV1.19><CX.1>V-1</CX.1><CX.1>V-2</CX.1><wrong/></PV1.19>',
        '<PV2.9/>',
        ' loose',
        '<PV1.3><PL.1>AVD<b/></PL.1>x</PV1.3><PV1.201/></PV1>',
        '<what/>',
        '<PID xmlns="urn:other"/>',
        '<ZZZ><ZZZ.1><escape/></ZZZ.1><ZZZ.2><escape V="\\"/></ZZZ.2><ZZZ.3><ST.1><ST.1><ST.1>deep</ST.1></ST.1></ST.1></ZZZ.3></ZZZ>',
        'text',
      ].join('\n'),
    );
    expect(complaints(xml)).toEqual([
      'invalid-structure  1:1',
      'invalid-structure PV1^1 3:1',
      'unknown-field PV1^1 5:1',
      'too-complex PV1^1 7:37',
      'unknown-field PV1^1^19^1 4:41',
      'invalid-structure PV1^1^19^1 4:25',
      'invalid-structure PV1^1^3^1 7:1',
      'unknown-field PV1^1^3^1^1 7:17',
      'unknown-field  8:1',
      'unknown-field  9:1',
      'invalid-value ZZZ^1^1^1 10:13',
      'invalid-value ZZZ^1^2^1 10:37',
      'unknown-field ZZZ^1^3^1^1^1 10:79',
    ]);
  });

  it('a message without MSH cannot be named, one with two is two', () => {
    expect(complaints(`<ADT_A09 xmlns="urn:hl7-org:v2xml">${PV1}</ADT_A09>`)).toEqual(['not-readable MSH^1 1:1']);
    expect(complaints(a11(HEAD))).toContain('not-readable MSH^2 3:1');
  });

  it('what the model has against a message is told where the element stands', () => {
    const xml = a11('<PV1>\n<PV1.44><TS.1>yesterday</TS.1></PV1.44></PV1>')
      .replaceAll('A11', 'A01')
      .replaceAll('ADT_A09', 'ADT_A01');
    expect(complaints(xml)).toContain('invalid-value PV1^1^44 4:1');
    const reading = read(xml);
    const places = new Map(reading.ok ? reading.places() : []);
    expect(places.get('messageId')).toMatchObject({ path: 'MSH^1^10', line: 2 });
    expect(places.get('episodeId')).toMatchObject({ path: 'PV1^1^19', line: 3, column: 1 });
    expect(places.get('content.admittedAt')).toMatchObject({ path: 'PV1^1^44', line: 4, column: 1 });
  });

  it('an event that the mapping ignores is ignored, unless the message is broken', () => {
    const rules = { ...RULES, mapping: { ...PLAIN_MAPPING, events: { A11: 'ignore' as const } } };
    expect(read(a11(PV1), rules)).toMatchObject({ ok: false, ignored: true, reasons: [] });
    expect(read(a11('<what/>'), rules)).toMatchObject({ ok: false, ignored: false });
  });

  it('"" deletes, and the same as text does not', () => {
    const reading = read(a11('<PV1><PV1.19><CX.1>""</CX.1></PV1.19></PV1>'));
    expect(reading.ok && reading.origin.cleared).toEqual(['episodeId']);
    const other = read(a11('<PV1><PV1.19><CX.1><escape V="X22"/>"</CX.1></PV1.19></PV1>'));
    expect(other.ok && other.model['episodeId']).toBe('""');
  });

  it('layout around a text is dropped, what is written as sequence is kept', () => {
    const reading = read(a11('<PV1><PV1.19><CX.1>\n  <escape V="X20"/>V<escape V=".br"/>  1\n </CX.1></PV1.19></PV1>'));
    expect(reading.ok && reading.model['episodeId']).toBe(' V\n  1');
  });

  it('separators in texts are text', () => {
    const reading = read(a11('<PV1><PV1.19>V|^~\\&amp;#1</PV1.19></PV1>'));
    expect(reading.ok && reading.model['episodeId']).toBe('V|^~\\&#1');
  });
});

describe('writing v2.xml', () => {
  it('elements are named by the data types, patients of a merge stand in their group', () => {
    const bytes = renderV2Xml(
      {
        messageId: '1',
        kind: 'identitetsbyte',
        sender: 'A',
        sentAt: '2026-11-23T08:15:00+01:00',
        patient: { id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Å & Ö' },
        content: { previousId: '20121212T123', previousIdType: 'reservnummer' },
      },
      { recipient: 'B' },
    );
    const text = new TextDecoder().decode(bytes).replaceAll(/\n */g, '');
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?><ADT_A39 xmlns="urn:hl7-org:v2xml"><MSH><MSH.1>\|<\/MSH.1>/,
    );
    expect(text).toContain('<ADT_A39.PATIENT><PID><PID.1>1</PID.1><PID.3><CX.1>191212121212</CX.1><CX.4><HD.2>');
    expect(text).toContain('<XPN.1><FN.1>Å &amp; Ö</FN.1></XPN.1><XPN.2>Tolvan</XPN.2>');
    expect(text).toMatch(/<MRG>.*<\/ADT_A39.PATIENT><OBX>/);
    expect(text).toContain('<MSH.9><MSG.1>ADT</MSG.1><MSG.2>A40</MSG.2><MSG.3>ADT_A39</MSG.3></MSH.9>');
  });

  it.each([
    'ZPL|a^b&c~d~~e^^f|\\X41\\\\.br\\\\Zx\\\\H\\x\\N\\|\\?\\F\\|\\|x\\E\\y|""|^""|&&x|  |\\X20\\x\\X20\\|å\\S\\\\T\\\\R\\',
    'PID|1||1^^^&1.2&ISO~2||A&B&C^D^^^^^L|||||Gatan 1&x^^Ö\\F\\^^^^L^^2180~x',
    'OBX|1|CWE|k||a^b^c|||||F\rOBX|2||k||\\.br\\\\.br\\|||||F\rOBX|3|TX|k||a\\.br\\ \\.br\\b|||||F',
  ])('%s comes back with the same meaning', (segment) => {
    const text = `MSH|^~\\&|J^1.2^ISO|A|||1||ADT^A01|1|P|2.5\r${segment}\r`;
    const again = turned(text);
    expect(again).toBe(turned(again));
    const [before, after] = [er7(text), er7(again)];
    expect(after.segments.map(({ name, sequence }) => `${name}${String(sequence)}`)).toEqual(
      before.segments.map(({ name, sequence }) => `${name}${String(sequence)}`),
    );
    for (const { name, sequence, fields } of before.segments) {
      fields.forEach((_, field) => {
        for (const repetition of [1, 2, 3, 4]) {
          for (const component of [1, 2, 3, 4]) {
            for (const subcomponent of [1, 2, 3]) {
              const place = { segment: name, sequence, field, repetition, component, subcomponent };
              if (field > 0)
                expect([place, value(after, place)]).toEqual([place, blankAsNothing(value(before, place))]);
            }
          }
        }
      });
    }
  });

  it('an acknowledgement has the segments and locations of its ER7 twin', () => {
    const incoming = segmentsOf(new TextEncoder().encode(a11(PV1)));
    const errors = [
      { code: 'missing-field', path: 'PID^1^3^1', message: 'A required field is missing: é <add> it' },
    ] as const;
    const ack = makeAck({ incoming, outcome: 'error', errors, controlId: 'H1', now: new Date('2026-11-23T07:15:00Z') });
    const text = new TextDecoder().decode(ackAsV2Xml(ack)).replaceAll(/\n */g, '');
    expect(text).toContain('<ACK xmlns="urn:hl7-org:v2xml"><MSH>');
    expect(text).toContain('<MSA><MSA.1>AE</MSA.1><MSA.2>4711</MSA.2>');
    expect(text).toContain('<ERR.2><ERL.1>PID</ERL.1><ERL.2>1</ERL.2><ERL.3>3</ERL.3><ERL.4>1</ERL.4></ERR.2>');
    expect(printEr7(segmentsOf(ackAsV2Xml(ack)))).toBe(printEr7(ack));
  });
});

/** Blanks alone are layout. */
function blankAsNothing(text: string | null | undefined): string | null | undefined {
  return text?.trim() === '' && !text.includes('\n') ? undefined : text;
}

describe('round trips', () => {
  it('every message is given back by what is rendered of it', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const reading = read(renderV2Xml(message, {}));
        if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
        expect(reading.reasons).toEqual([]);
        expect(checkMessage(reading.model)).toEqual({ ok: true, message });
      }),
      { numRuns: 100 },
    );
  });

  it('v2.xml and ER7 hold the same segments, whatever is rendered', () => {
    fc.assert(
      fc.property(fc.oneof(anyDelivered, anyHubMessage), (message) => {
        const options = { recipient: 'SE2321000016-HC01', delivery: { id: 'd|1', receiptDue: '2026-11-23T12:00:00Z' } };
        const rendered = renderAdt(message, options);
        expect(printEr7(segmentsOf(renderV2Xml(message, options)))).toBe(printEr7(rendered));
      }),
      { numRuns: 100 },
    );
  });
});

describe('hostile v2.xml', () => {
  it.each(XML_ATTACKS.filter(({ bytes }) => bytes.length < 100_000).map(({ name, bytes }) => [name, bytes] as const))(
    '%s is refused',
    (_name, bytes) => {
      const reading = read(bytes);
      expect(reading.ok).toBe(false);
      expect(reading.reasons.map(({ code }) => REASON_CODES[code].outcome)).toEqual([
        expect.stringMatching(/^(unreadable|not-our-event)$/),
      ]);
    },
  );

  it('no change to a document makes the reader throw', () => {
    const seed = new TextDecoder().decode(writeXml(v2XmlOf(er7(adt('A01')), 'ADT_A01'), { indent: true }));
    const pieces = [
      '<',
      '>',
      '/',
      '"',
      '&',
      '1',
      'CX.1',
      '<escape V="X41"/>',
      '<CX.1>',
      '</CX.1>',
      '""',
      '\\',
      '|',
      '<ZZZ/>',
      '<PID.99999/>',
      'å',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(seed.length), fc.nat(9), fc.constantFrom(...pieces)), { maxLength: 4 }),
        (changes) => {
          let xml = seed;
          for (const [at, gone, put] of changes) xml = xml.slice(0, at) + put + xml.slice(at + gone);
          const reading = read(xml);
          expect(reading.ok ? [...reading.places()].length > 0 : reading.reasons.length > 0).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a segment by the thousand, and fields of the highest number, cost no more than they are long', () => {
    const many = '<ZZZ><ZZZ.200>x</ZZZ.200></ZZZ>'.repeat(12_000);
    expect(complaints(a11(many)).filter((told) => told.startsWith('too-complex'))).toHaveLength(1);
  });
});
