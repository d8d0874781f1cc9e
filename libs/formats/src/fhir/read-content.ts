import { contentFieldsOf } from '#domain/content.js';
import type { AnyMessageKind } from '#domain/message.js';
import { homeOf } from './content-homes.js';
import { contentUrl } from './content-url.js';
import { readField } from './extension-codec.js';
import type { Note } from './extension-codec.js';
import type { MessageParts } from './message-parts.js';
import { EXTENSION, extensionUrl, PAYLOAD_FIELD } from './names.js';
import type { FhirNode } from './node.js';
import type { FhirObject } from './object.js';

const CONTENT_EXTENSION = extensionUrl('content.');

/** Free texts in the order in which one that nobody has named is taken for them. */
const FREE_TEXTS = [
  'text',
  'report',
  'status',
  'information',
  'other',
  'summary',
  'comment',
  'note',
  'reason',
  'needs',
];

/** The content of a message: each field from its extension, else from its place in R4. */
export function readContent(kind: AnyMessageKind, parts: MessageParts, note: Note): FhirObject {
  const fields = contentFieldsOf(kind);
  const { communication } = parts;
  note('content', communication.path);
  const read = Object.entries(fields).map(([name, form]) => {
    const path = `content.${name}`;
    const home = homeOf(kind, name, form);
    if (home === undefined) note(path, `${communication.path}.extension`);
    const there = home?.read(parts, path, note, name);
    const own = readField(communication, contentUrl(kind, name), form, path, note);
    return [name, own ?? readField(communication, extensionUrl(path), form, path, note) ?? there] as const;
  });
  const known = Object.keys(fields).flatMap((name) => [name, contentUrl(kind, name).slice(CONTENT_EXTENSION.length)]);
  return {
    ...unknownFields(communication, known, note),
    ...Object.fromEntries(read),
    ...unnamed(parts, read, note),
  };
}

/** Fields that the kind does not have are passed on, so that they are refused and not lost. */
function unknownFields(communication: FhirNode, known: readonly string[], note: Note): FhirObject {
  const unknown = communication.items('extension').flatMap((extension) => {
    const url = extension.text('url') ?? '';
    const name = url.startsWith(CONTENT_EXTENSION) ? url.slice(CONTENT_EXTENSION.length) : undefined;
    if (name === undefined || known.includes(name)) return [];
    note(`content.${name}`, extension.path);
    return [[name, url] as const];
  });
  return Object.fromEntries([...unknown, ...unknownTexts(communication, known, note)]);
}

function unknownTexts(communication: FhirNode, known: readonly string[], note: Note): [string, string][] {
  return communication.items('payload').flatMap((payload) => {
    const name = payload.extension(PAYLOAD_FIELD)?.text('valueCode');
    if (name === undefined || known.includes(name)) return [];
    note(`content.${name}`, payload.path);
    return [[name, EXTENSION]];
  });
}

/** A text that nobody has named is not lost: it is the first free text of the kind that has none yet. */
function unnamed(
  { communication }: MessageParts,
  read: readonly (readonly [string, unknown])[],
  note: Note,
): FhirObject {
  const texts = communication.items('payload').filter((payload) => payload.extension(PAYLOAD_FIELD) === undefined);
  const written = texts.flatMap((payload) => payload.text('contentString') ?? []);
  const free = FREE_TEXTS.find((name) => read.some(([field, value]) => field === name && value === undefined));
  const [first] = texts;
  if (written.length === 0 || first === undefined) return {};
  // A text that the kind has no place for is refused as a field that it does not have.
  const name = free ?? 'payload';
  note(`content.${name}`, `${first.path}.contentString`);
  return { [name]: written.join('\n') };
}
