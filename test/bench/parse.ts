import { Hl7Message } from '@medplum/core';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { MessageFormat } from '#domain/message.js';
import { checkMessage } from '#domain/message-check.js';
import { readMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { readEr7Message } from '#formats/hl7v2/read.js';
import { renderMessage } from '#formats/render.js';
import { readXmlMessage } from '#formats/xml/read.js';
import { XML_ATTACKS } from '../support/xml-attacks.js';
import { admission, asHl7, asJson, timesOf } from './admission-messages.js';
import { percentile } from './figures.js';

const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };

/** Each case is run this often before it counts, and then in so many rounds of so many calls. */
const WARM_UP = 3_000;
const ROUNDS = 40;
const CALLS = 100;

/** One way of reading one message; `reference` is somebody else's, measured in the same minute. */
export interface ParseCell {
  readonly name: string;
  readonly bytes: number;
  /** Microseconds a call: the median round, and the 95th percentile. */
  readonly median: number;
  readonly p95: number;
}

export interface AttackCell {
  readonly name: string;
  readonly bytes: number;
  readonly milliseconds: number;
  /** Growth of the heap while it was read, garbage included, megabytes. */
  readonly megabytes: number;
}

export interface ParseResult {
  readonly cells: readonly ParseCell[];
  readonly attacks: readonly AttackCell[];
}

interface Case {
  readonly name: string;
  readonly bytes: Buffer;
  readonly call: () => unknown;
}

/** What reading costs, format by format, and what attacks on the XML reader cost. */
export function measureParse(progress: (line: string) => void): ParseResult {
  const cases = casesOf();
  for (const { name, call } of cases) {
    progress(`parse: warm-up, ${name}`);
    for (let i = 0; i < WARM_UP; i += 1) call();
  }
  const cells = cases.map((one) => {
    progress(`parse: ${one.name}`);
    return cellOf(one);
  });
  progress('parse: attacks');
  return { cells, attacks: XML_ATTACKS.map(attackCell) };
}

function casesOf(): Case[] {
  const times = timesOf(new Date('2026-11-23T07:15:00Z'));
  const er7 = Buffer.from(padded(asHl7(admission('parse', 1, times))));
  const json = Buffer.from(asJson(admission('parse', 1, times)));
  const checked = checkMessage(JSON.parse(json.toString()));
  if (!checked.ok) throw new Error('The message that is measured is wrong');
  const forms = ['xml', 'hl7v2-xml', 'fhir-json', 'fhir-xml'] as const;
  const text = er7.toString();
  const fhir = Buffer.from(renderMessage('fhir-json', checked.message, {})).toString();
  return [
    { name: 'ER7: read and map', bytes: er7, call: () => readEr7Message(arrived(er7, 'hl7v2'), RULES) },
    { name: 'ER7: whole, with the check', bytes: er7, call: whole(er7, 'hl7v2') },
    { name: 'ER7: @medplum/core, syntax alone', bytes: er7, call: () => Hl7Message.parse(text) },
    { name: 'json: whole', bytes: json, call: whole(json, 'json') },
    { name: 'json: JSON.parse alone', bytes: json, call: () => JSON.parse(json.toString()) as unknown },
    ...forms.map((format) => {
      const bytes = Buffer.from(renderMessage(format, checked.message, {}));
      return { name: `${format}: whole`, bytes, call: whole(bytes, format) };
    }),
    { name: 'fhir-json: JSON.parse alone', bytes: Buffer.from(fhir), call: () => JSON.parse(fhir) as unknown },
  ];
}

/** As long as record systems write them: next of kin and an insurance segment that the hub leaves alone. */
function padded(message: string): string {
  const more = ['NK1|1|Tolvansson^Tolvina^^^^^L|SPO^Maka^HL70063|Gatan 1^^Gävle^^80310||||||||||||||||||||||||||||'];
  const text = [message.trimEnd(), ...more, ''].join('\r');
  return text.length >= 1024 ? text : `${text}ZXX|${'x'.repeat(1024 - text.length - 5)}\r`;
}

function arrived(bytes: Buffer, format: MessageFormat) {
  return { bytes, contentType: MEDIA_TYPES[format] };
}

function whole(bytes: Buffer, format: MessageFormat): () => unknown {
  return () => {
    const read = readMessage(arrived(bytes, format), format, RULES);
    if (!read.ok)
      throw new Error(`${format} was refused: ${read.reasons.map(({ code, path }) => `${code} ${path}`).join()}`);
  };
}

function cellOf({ name, bytes, call }: Case): ParseCell {
  call();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    for (let i = 0; i < CALLS; i += 1) call();
    rounds.push(((performance.now() - began) * 1000) / CALLS);
  }
  return { name, bytes: bytes.length, median: percentile(rounds, 0.5), p95: percentile(rounds, 0.95) };
}

function attackCell({ name, bytes }: (typeof XML_ATTACKS)[number]): AttackCell {
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  const read = readXmlMessage({ bytes, contentType: MEDIA_TYPES.xml }, RULES);
  const milliseconds = performance.now() - began;
  if (read.ok) throw new Error(`The attack ${name} was taken for a message`);
  const megabytes = (process.memoryUsage().heapUsed - before) / 1024 ** 2;
  return { name, bytes: bytes.length, milliseconds, megabytes };
}
