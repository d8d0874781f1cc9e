import type { MessageFormat } from '#domain/message.js';

/** A message of about so many bytes that is large in one way only; most are refused, and that must take no longer. */
export interface Growing {
  readonly format: MessageFormat;
  readonly name: string;
  readonly make: (size: number) => string;
}

const SENDER = 'SE2321000016-AVD12';
const AT = '2026-11-23T08:15:00+01:00';

/** A piece again and again, each with its number, until they fill so many characters. */
function filled(size: number, piece: (number: number) => string, between = ''): string {
  const pieces: string[] = [];
  for (let length = 0; length < size; length += pieces.at(-1)?.length ?? size) pieces.push(piece(pieces.length));
  return pieces.join(between);
}

const repeated = (size: number, piece: string): string => filled(size, () => piece);
const listed = (size: number, piece: (number: number) => string): string => filled(size, piece, ',');

const er7 = (rest: string): string =>
  `MSH|^~\\&|S|${SENDER}|||20261123081500||ADT^A01|M1|P|2.5||||||UNICODE UTF-8\r` +
  `PID|1||191212121212^^^&1.2.752.129.2.1.3.1&ISO||Tolvansson^Tolvan\r${rest}`;
const observed = (value: string): string => er7(`OBX|1|TX|orsak||${value}\r`);

const v2 = (rest: string): string =>
  `<ADT_A01 xmlns="urn:hl7-org:v2xml"><MSH><MSH.4><HD.1>${SENDER}</HD.1></MSH.4><MSH.9><MSG.1>ADT</MSG.1>` +
  `<MSG.2>A01</MSG.2></MSH.9><MSH.10>M1</MSH.10><MSH.11><PT.1>P</PT.1></MSH.11><MSH.12><VID.1>2.5</VID.1></MSH.12>` +
  `</MSH>${rest}</ADT_A01>`;

const xml = (rest: string): string =>
  `<message xmlns="urn:hemgang:message:1"><messageId>M1</messageId><kind>inskrivningsmeddelande</kind>` +
  `<sender>${SENDER}</sender><sentAt>${AT}</sentAt>${rest}</message>`;

const json = (rest: string): string =>
  `{"messageId":"M1","kind":"inskrivningsmeddelande","sender":"${SENDER}","sentAt":"${AT}"${rest}}`;

const EVENT = { system: 'urn:hemgang:fhir:CodeSystem:meddelandetyp', code: 'inskrivningsmeddelande' };
const HEADER = { resourceType: 'MessageHeader', id: 'h1', eventCoding: EVENT, source: { endpoint: 'urn:x' } };
const bundle = (entries: string): string =>
  `{"resourceType":"Bundle","type":"message","identifier":{"value":"M1"},"timestamp":"${AT}",` +
  `"entry":[{"resource":${JSON.stringify(HEADER)}},${entries}]}`;
const entry = (type: string, elements: string, url = 'urn:uuid:1'): string =>
  `{"fullUrl":"${url}","resource":{"resourceType":"${type}","id":"${type}","status":"completed",${elements}}}`;

const bundleXml = (resource: string): string =>
  `<Bundle xmlns="http://hl7.org/fhir"><type value="message"/><timestamp value="${AT}"/><entry><resource><MessageHeader>` +
  `<id value="h1"/><eventCoding><system value="${EVENT.system}"/><code value="${EVENT.code}"/></eventCoding><source>` +
  `<endpoint value="urn:x"/></source></MessageHeader></resource></entry><entry><resource>${resource}</resource></entry>` +
  `</Bundle>`;

/** Accents below and above in turn: putting them in their order takes the square of their number. */
const ACCENTS = '\u0301\u0323';
const MANY_UNITS = (size: number): string => listed(size / 2, () => '{"reference":"Organization/Organization"}');
const MANY_IDENTIFIERS = (size: number): string =>
  entry('Organization', `"identifier":[${listed(size / 2, () => '{"value":"a"}')}]`, 'urn:uuid:2');

const WAYS: Readonly<Record<MessageFormat, Readonly<Record<string, (size: number) => string>>>> = {
  hl7v2: {
    fields: (size) => er7(`ZZZ${repeated(size, '|a')}`),
    repetitions: (size) => er7(filled(size, () => `PID|1||${'a~'.repeat(1_000)}\r`)),
    components: (size) => er7(filled(size, () => `ZZZ|${'^a'.repeat(1_000)}\r`)),
    'escape sequences': (size) => observed(repeated(size, '\\X41\\')),
    'escape sequences that do not end': (size) => observed(repeated(size, '\\')),
    'a long sequence of bytes': (size) => observed(`\\X${repeated(size, '41')}\\`),
    observations: (size) => er7(filled(size, (number) => `OBX|${String(number)}|TX|x${String(number)}||a\r`)),
    'observations of one code': (size) => er7(repeated(size, 'OBX|1|CE|behov||a\r')),
    'exact values': (size) => er7(filled(size, (number) => `OBX|1|TX|message.needs.${String(number)}||a\r`)),
    'accents in a code': (size) => er7(`OBX|1|TX|a${repeated(size, ACCENTS)}||a\r`),
    segments: (size) => er7(repeated(size, 'ZZZ|\r')),
    'empty lines': (size) => er7(repeated(size, '\n')),
    blanks: (size) => er7(`PV1|1|${repeated(size, ' ')}x`),
  },
  json: {
    fields: (size) => json(filled(size, (number) => `,"k${String(number)}":1`)),
    'a list': (size) => json(`,"recipients":[${listed(size, () => '1')}]`),
    'a list behind a long name': (size) => `{"${repeated(size / 2, 'x')}":[${listed(size / 2, () => '0')}]}`,
    'an object behind long names': (size) => {
      const name = repeated(size / 40, 'x');
      return `${`{"${name}":`.repeat(30)}[${listed(size / 4, () => '0')}]${'}'.repeat(30)}`;
    },
    'dots in a name': (size) => json(`,"a${repeated(size, '.b')}":1`),
    nesting: (size) => `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`,
    'lines before a mistake': (size) => `${repeated(size, '\n')}${json(',"x":1')}`,
    'escape sequences': (size) => json(`,"episodeId":"${repeated(size, '\\u0041')}"`),
    digits: (size) => json(`,"episodeId":${repeated(size, '9')}`),
  },
  xml: {
    elements: (size) => xml(repeated(size, '<a/>')),
    'elements of a list': (size) => xml(repeated(size, '<recipients>a</recipients>')),
    attributes: (size) => xml(filled(size, () => `<needs ${filled(400, (number) => `a${String(number)}="" `)}/>`)),
    namespaces: (size) => xml(filled(size, (number) => `<a xmlns:n${String(number)}="u"/>`)),
    depth: (size) => `${'<a>'.repeat(size / 7)}${'</a>'.repeat(size / 7)}`,
    references: (size) => xml(`<episodeId>${repeated(size, '&amp;')}</episodeId>`),
    'a reference that does not end': (size) => xml(`<episodeId>&${repeated(size, 'a')}</episodeId>`),
    comments: (size) => `${repeated(size, '<!---->')}${xml('')}`,
    'sections of characters': (size) => xml(`<episodeId>${repeated(size, '<![CDATA[]]]]>')}</episodeId>`),
    'a long name': (size) => `<${repeated(size, 'a')}/>`,
    'openings of tags': (size) => repeated(size, '<'),
    'lines before a mistake': (size) => `${repeated(size, '\n')}${xml('<x/>')}`,
  },
  'hl7v2-xml': {
    segments: (size) => v2(repeated(size, '<ZZZ/>')),
    repetitions: (size) => v2(`<PID>${repeated(size, '<PID.3><CX.1>a</CX.1></PID.3>')}</PID>`),
    'escape elements': (size) => v2(`<PID><PID.5><FN.1>${repeated(size, 'a <escape V="X41"/>')}</FN.1></PID.5></PID>`),
    'accents in a code': (size) => v2(`<OBX><OBX.3><CE.1>a${repeated(size, ACCENTS)}</CE.1></OBX.3></OBX>`),
    blanks: (size) => v2(`<PID><PID.5>${repeated(size, '\n')}x</PID.5></PID>`),
    'elements that nobody knows': (size) => v2(repeated(size, '<a/>')),
  },
  'fhir-json': {
    entries: (size) => bundle(listed(size, (number) => entry('Basic', '"id":"a"', `urn:uuid:${String(number)}`))),
    'fields that nobody knows': (size) =>
      bundle(
        entry(
          'Communication',
          listed(size, (number) => `"a${String(number)}":1`),
        ),
      ),
    extensions: (size) => {
      const url = 'urn:hemgang:fhir:extension:content.a';
      const each = (number: number) => `{"url":"${url}${String(number)}","valueString":"x"}`;
      return bundle(entry('Communication', `"extension":[${listed(size, each)}]`));
    },
    'references that lead nowhere': (size) =>
      bundle(entry('Communication', `"basedOn":[${listed(size, () => '{"reference":"urn:uuid:x"}')}]`)),
    'references behind a long address': (size) => {
      const url = `http://${repeated(size / 2, 'a/')}Communication/a`;
      return bundle(entry('Communication', `"recipient":[${listed(size / 2, () => '{"reference":"x"}')}]`, url));
    },
    'references to one organisation': (size) =>
      bundle(`${entry('Communication', `"recipient":[${MANY_UNITS(size)}]`)},${MANY_IDENTIFIERS(size)}`),
    'references to one health centre': (size) =>
      bundle(`${entry('Patient', `"generalPractitioner":[${MANY_UNITS(size)}]`)},${MANY_IDENTIFIERS(size)}`),
    'references in a circle': (size) => {
      const circle = entry('Organization', '"partOf":{"reference":"Organization/Organization"}', 'urn:uuid:2');
      return bundle(`${entry('Communication', `"recipient":[${MANY_UNITS(size)}]`)},${circle}`);
    },
    'contained resources': (size) => {
      const contained = listed(size / 2, (number) => `{"resourceType":"Organization","id":"o${String(number)}"}`);
      const references = listed(size / 2, (number) => `{"reference":"#o${String(number)}"}`);
      return bundle(entry('Communication', `"contained":[${contained}],"recipient":[${references}]`));
    },
    'a list behind a long name': (size) =>
      `{"resourceType":"Bundle","type":"message","${repeated(size / 2, 'x')}":[${listed(size / 2, () => '0')}]}`,
    'a long code': (size) => bundle(entry('Communication', `"priority":"${repeated(size, 'a ')} "`)),
  },
  'fhir-xml': {
    extensions: (size) => {
      const url = 'urn:hemgang:fhir:extension:content.a';
      const each = (number: number) => `<extension url="${url}${String(number)}"><valueString value="x"/></extension>`;
      return bundleXml(`<Communication><status value="completed"/>${filled(size, each)}</Communication>`);
    },
    'extensions of one list': (size) => {
      const each = '<extension url="urn:hemgang:fhir:extension:consent.scope"><valueString value="x"/></extension>';
      return bundleXml(`<Consent>${repeated(size, each)}</Consent>`);
    },
    recipients: (size) =>
      bundleXml(`<Communication>${repeated(size, '<recipient><reference value="x"/></recipient>')}</Communication>`),
    'elements that nobody knows': (size) => bundleXml(`<Communication>${repeated(size, '<a/>')}</Communication>`),
    'nested extensions': (size) => {
      const nested = `${'<extension url="a">'.repeat(40)}${'</extension>'.repeat(40)}`;
      return bundleXml(`<Communication>${repeated(size, nested)}</Communication>`);
    },
  },
};

/** Each way in which messages of a format grow. */
export function growing(format: MessageFormat): Growing[] {
  return Object.entries(WAYS[format]).map(([name, make]) => ({ format, name, make }));
}
