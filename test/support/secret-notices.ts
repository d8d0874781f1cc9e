import type { Message, MessageFormat } from '#domain/message.js';
import { MESSAGE_FORMATS } from '#domain/message.js';
import { renderMessage } from '#formats/render.js';

/** Stands in everything that is for nobody but the hub, whatever form it came in. */
export const SECRET = 'Hemlig';

/** The system that the sender uses: answers name it to its sender, and nothing to anybody else. */
export const SYSTEM = 'Journal-99';

/** What the hub takes to route by, and recipients do not get. */
const ROUTING = { recipients: ['SE2321000016-HC02'], needs: ['oppenvard', 'socialtjanst'] } as const;

/** A notice about a protected person without consent, with secrets wherever the model has a place for them. */
function notice(messageId: string): Message {
  return {
    ...{ messageId, kind: 'inskrivningsmeddelande', sender: 'SE2321000016-AVD12', episodeId: `V-${messageId}` },
    sentAt: '2026-11-23T07:15:00+01:00',
    patient: {
      ...{ id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
      ...{ address: { line: ['Hemliga gatan 1'], postalCode: '80310', city: 'Hemligköping' }, municipality: '2180' },
      ...{ healthCentre: 'SE2321000016-HC01', protected: true },
    },
    recipients: [...ROUTING.recipients],
    needs: [...ROUTING.needs],
    consent: { given: false, recordedAt: '2026-11-23T07:00:00+01:00' },
    content: {
      admittedAt: '2026-11-23T02:40:00+01:00',
      ...{ reason: 'Hemlig orsak', mobile: 'Hemlig mobil', other: 'Hemligt övrigt' },
    },
  };
}

const SEGMENTS = [
  'ZXX|Hemlig uppgift',
  'NTE|1||Hemlig anteckning',
  'NK1|1|Hemlig^Anhörig',
  'OBX|99|TX|annat||Hemligt värde',
];

/** The same with secrets in what a format has beside the model, which the hub keeps and passes over. */
const BESIDE: Readonly<Record<MessageFormat, (text: string) => string>> = {
  json: (text) => text,
  xml: (text) => text.replace('<messageId>', '<!-- Hemlig --><?hemlig Hemlig?><messageId>'),
  hl7v2: (text) => {
    const [, person = ''] = /\r(PID\|[^\r]*)/.exec(text) ?? [];
    const rich = person.split('|');
    rich[2] = 'Hemlig2';
    rich[3] = `${rich[3] ?? ''}~Hemlig1^^^LOKAL`;
    rich[5] = `${rich[5] ?? ''}~Hemlignamn^^^^^^M`;
    rich[9] = 'Hemligt alias';
    const changed = text.replace(person, rich.join('|')).replace('|HEMGANG|', `|${SYSTEM}|`);
    return `${changed}${SEGMENTS.join('\r')}\r`;
  },
  'hl7v2-xml': (text) =>
    text
      .replace('<HD.1>HEMGANG</HD.1>', `<HD.1>${SYSTEM}</HD.1>`)
      .replace('</ADT_A01>', '<ZXX><ZXX.1>Hemlig</ZXX.1></ZXX><NTE><NTE.3>Hemlig</NTE.3></NTE></ADT_A01>'),
  'fhir-json': (text) => {
    const bundle: { entry: { resource: Record<string, unknown> }[] } = JSON.parse(text);
    for (const { resource } of bundle.entry) {
      resource['text'] = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Hemlig</div>' };
      resource['extension'] = [
        ...(Array.isArray(resource['extension']) ? resource['extension'] : []),
        { url: 'urn:x', valueString: 'Hemlig' },
      ];
      resource['language'] = 'sv-Hemlig';
      if (resource['resourceType'] === 'MessageHeader') {
        resource['source'] = { name: SYSTEM, endpoint: 'urn:hemgang:fhir:unit:SE2321000016-AVD12' };
      }
      if (resource['resourceType'] === 'Patient') {
        resource['contact'] = [{ name: { text: 'Hemlig' } }];
        resource['name'] = [
          ...(Array.isArray(resource['name']) ? resource['name'] : []),
          { use: 'maiden', family: 'Hemlig', given: ['H'] },
        ];
      }
    }
    const observation = { resourceType: 'Observation', status: 'final', code: { text: 'Hemlig' } };
    return JSON.stringify({ ...bundle, entry: [...bundle.entry, { fullUrl: 'urn:uuid:x', resource: observation }] });
  },
  'fhir-xml': (text) =>
    text.replace(
      '<Communication>',
      '<Communication><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>Hemlig</p></div></text>' +
        '<extension url="urn:x"><valueString value="Hemlig"/></extension>',
    ),
};

/** One notice for each format, full of secrets. */
export const SECRET_NOTICES = MESSAGE_FORMATS.map((format) => {
  const text = Buffer.from(renderMessage(format, notice(`dold-${format}`), {})).toString();
  return { format, bytes: Buffer.from(BESIDE[format](text)) };
});
