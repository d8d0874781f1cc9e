import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { structureOfEvent } from '#formats/hl7v2/events.js';
import { encodeEr7 } from '#formats/hl7v2/er7-print.js';
import { v2XmlOf } from '#formats/hl7v2-xml/write.js';
import { renderMessage } from '#formats/render.js';
import { writeXml } from '#formats/xml/write.js';

import { readable } from '../../apps/cli/src/convert/readable.js';
import { FILE_ENDINGS } from '../../apps/cli/src/messages/format-name.js';
import { DELIVERED_EXAMPLES } from './delivered.js';
import { asRecordSystem } from './record-system.js';
import { standInEpisode, story } from './story.js';
import type { Example } from './story.js';

/** What tells the ids of one format's story from those of the others. */
export const MARKS: Readonly<Record<MessageFormat, string>> = {
  json: 'J',
  xml: 'X',
  hl7v2: 'H',
  'hl7v2-xml': 'V',
  'fhir-json': 'F',
  'fhir-xml': 'G',
};

/** A file under `docs/examples/`. */
export interface ExampleFile {
  /** From that folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every example that is made, the index of them among them. */
export function exampleFiles(): ExampleFile[] {
  return [...MESSAGE_FORMATS.flatMap(sentFiles), ...MESSAGE_FORMATS.flatMap(deliveredFiles), index()];
}

/** A folder for what wards send in each format, one for what the other parties send in all of them, and one for the plan. */
export function sentPath(
  format: MessageFormat,
  { name, isOfParty, isOfPlan }: Pick<Example, 'name' | 'isOfParty' | 'isOfPlan'>,
): string {
  return `${isOfPlan ? 'plans' : isOfParty ? 'parties' : format}/${name}.${FILE_ENDINGS[format][0]}`;
}

export function deliveredPath(format: MessageFormat, name: string): string {
  return `delivered/${name}.${FILE_ENDINGS[format][0]}`;
}

function sentFiles(format: MessageFormat): ExampleFile[] {
  return story(MARKS[format]).map((example) => ({
    path: sentPath(format, example),
    text: readable(format, new TextDecoder().decode(bytesOf(format, example))),
  }));
}

/** HL7 as a ward's record system writes it, the rest as the hub does. */
function bytesOf(format: MessageFormat, example: Example): Uint8Array {
  if (example.isOfParty || example.isOfPlan) return renderMessage(format, example.message, {});
  switch (format) {
    case 'hl7v2':
      return encodeEr7(asRecordSystem(example));
    case 'hl7v2-xml':
      return writeXml(v2XmlOf(asRecordSystem(example), structureOfEvent(example.event)));
    default:
      return renderMessage(format, example.message, {});
  }
}

function deliveredFiles(format: MessageFormat): ExampleFile[] {
  return DELIVERED_EXAMPLES.map(({ name, message, options }) => ({
    path: deliveredPath(format, name),
    text: readable(format, new TextDecoder().decode(renderMessage(format, message, options))),
  }));
}

function index(): ExampleFile {
  const rowOf = (example: Example): string[] =>
    row(example.name, example.event, example.about, (format) => sentPath(format, example));
  const sent = story(MARKS.json);
  const ofWards = sent.filter(({ isOfParty, isOfPlan }) => !isOfParty && !isOfPlan).map(rowOf);
  const ofParties = sent.filter(({ isOfParty }) => isOfParty).map(rowOf);
  const ofPlans = sent.filter(({ isOfPlan }) => isOfPlan).map(rowOf);
  const reopened = sent.find(({ message }) => message.kind === 'sip-ateroppnande')?.message.content['intervention'];
  const delivered = DELIVERED_EXAMPLES.map(({ name, about }) =>
    row(name, '', about, (format) => deliveredPath(format, name)),
  );
  const text = `# Example messages

Made by \`npm run examples\`; do not edit the files in the folders here. A test proves that each one is read as the same
message in every format, and that a fresh hub accepts the folder of each format from its first file to its last, and
\`parties/\` and \`plans/\` after it. All persons are test persons of Skatteverket, all units belong to the demo regions.

Send a whole story, one message, or the same again under new ids; look at one in another format; check them without a hub:

\`\`\`
./hemgang send docs/examples/json
./hemgang send docs/examples/hl7v2/02-inskrivningsmeddelande.hl7
./hemgang send docs/examples/fhir-json --new-ids
./hemgang convert docs/examples/hl7v2/02-inskrivningsmeddelande.hl7 --to fhir+json
./hemgang validate docs/examples/json
\`\`\`

The HL7 files are written one segment a line, as people read them; on the wire a segment ends with CR, and the hub takes both.
[a01.hl7](a01.hl7) and [notice.json](notice.json) are two more notices, each of a stay of its own.

## What wards send

${table(ofWards)}

## What other parties send

They name a stay by the hub's own id, which stands in every message that they get and which nobody knows before: put it in the
place of \`${standInEpisode(6)}\` (stay 6, Gävleborg) and \`${standInEpisode(8)}\` (stay 8, Blekinge). \`vardbegaran\` and \`vardrapport\`
need none: they may come before the stay, and name the person.

${table(ofParties)}

## A plan (SIP) from the first need to its closing

In Norrbotten, for somebody without a stay. The messages name the person; those who know the hub's id of the plan name that. What was
told of before is called by the sender's own id of the message, and by others by the hub's: put it in the place of
\`${String(reopened)}\`.

${table(ofPlans)}

## What the hub sends

As units find it in their inboxes; it is never sent to the hub.

${table(delivered)}
`;
  return { path: 'README.md', text };
}

function row(name: string, event: string, about: string, path: (format: MessageFormat) => string): string[] {
  return [name, event, about, MESSAGE_FORMATS.map((format) => `[${format}](${path(format)})`).join(' ')];
}

function table(rows: readonly (readonly string[])[]): string {
  const head = ['message', 'HL7 event', 'what it shows', 'in'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
