import { describe, expect, it } from '@jest/globals';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { outcomeClassOf, reason } from '#domain/reason.js';
import { readMessage } from '#flows/read-message.js';
import { replyTo } from '#flows/reply.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { corpus } from './corpus.js';

const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const CONTEXT = { controlId: 'answer', now: new Date('2026-11-23T07:30:00Z') };
/** A person, as one word and as several: each gets past other checks. */
const PERSONS = ['Tolvansson191212121212', 'Tolvansson 19121212-1212 & Söner'];
const UNTOLD = /Tolvansson|19121212|Söner/;

/** Where values stand; what answers give back to their sender stands elsewhere (MSH, MessageHeader). */
const VALUES: Readonly<Record<'er7' | 'xml' | 'json', RegExp>> = {
  er7: /(?<=[|^~&])[^|^~&\\\r\n]+/g,
  xml: /(?<=>)[^<>\s][^<>]*(?=<)|(?<= (?:value|url|V)=")[^"]*(?=")/g,
  json: /(?<=[:[,]\s*)(?:"[^"]*"(?!\s*:)|-?\d+|true|false)/g,
};
const GIVEN_BACK = {
  er7: /^MSH.*$/m,
  xml: /<MSH>[\s\S]*?<\/MSH>|<MessageHeader>[\s\S]*?<\/MessageHeader>/,
  json: /"MessageHeader"[\s\S]*?"resourceType"/,
};

function syntaxOf(format: MessageFormat): 'er7' | 'xml' | 'json' {
  if (format === 'hl7v2') return 'er7';
  return format.includes('json') ? 'json' : 'xml';
}

function written(person: string, syntax: 'er7' | 'xml' | 'json'): string {
  if (syntax === 'json') return JSON.stringify(person);
  return syntax === 'xml' ? person.replace('&', '&amp;') : person.replace('&', '\\T\\');
}

/** The message with the person in place of each of its values in turn. */
function* disturbed(text: string, format: MessageFormat): Generator<string> {
  const syntax = syntaxOf(format);
  const given = GIVEN_BACK[syntax].exec(text);
  const from = given?.index ?? 0;
  const to = from + (given?.[0].length ?? 0);
  for (const [number, { 0: value, index }] of [...text.matchAll(VALUES[syntax])].entries()) {
    if (index >= from && index < to) continue;
    const person = PERSONS[number % PERSONS.length] ?? '';
    yield text.slice(0, index) + written(person, syntax) + text.slice(index + value.length);
  }
}

/** Everything that is told of a message that is refused, here or later. */
function toldOf(text: string, format: MessageFormat): string {
  const read = readMessage({ bytes: new TextEncoder().encode(text), contentType: MEDIA_TYPES[format] }, format, RULES);
  const later = ['sender', 'patient.id', 'content', 'recipients[0]'].map((path) => reason('unknown-unit', path));
  const reasons = read.ok ? [...read.at(later), ...read.warnings] : read.reasons;
  const report = { kind: 'refused', outcome: outcomeClassOf(reasons), reasons, head: read.head } as const;
  const body = Buffer.from(replyTo(report, format, CONTEXT).body ?? []).toString();
  return JSON.stringify(reasons) + body;
}

describe('what is told of a message', () => {
  it.each(MESSAGE_FORMATS)(
    'holds no value of it, wherever in %s the value stands',
    (format) => {
      const samples = corpus().filter(({ name, format: own }) => own === format && name.startsWith('docs/examples/'));
      let done = 0;
      for (const { name, bytes } of samples) {
        for (const text of disturbed(bytes.toString(), format)) {
          const told = toldOf(text, format);
          if (UNTOLD.test(told)) throw new Error(`${name}: ${told}\n${text}`);
          done += 1;
        }
      }
      expect(done).toBeGreaterThan(300);
    },
    120_000,
  );
});
