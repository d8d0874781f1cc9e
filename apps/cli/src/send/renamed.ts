import type { Message, MessageFormat } from '#domain/message.js';
import { readMessage } from '#flows/read-message.js';
import type { ReadableMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { encodeEr7, makeSegment } from '#formats/hl7v2/er7-print.js';
import type { Hl7Message, Segment } from '#formats/hl7v2/er7.js';
import { parseLocation } from '#formats/hl7v2/location.js';
import type { Location } from '#formats/hl7v2/location.js';
import { readHl7 } from '#formats/hl7v2/read.js';
import { renderMessage } from '#formats/render.js';
import { READ_FOR_SENDING } from './outgoing.js';

/** Gives every message id and every number of a care episode a new one, the same for the same. */
export type Renaming = (id: string) => string;

/** Ids of an HL7 message are short. */
const LONGEST = 199;

/** Ids of one round: what it was, and a mark that no other round has. */
export function renaming(mark: string): Renaming {
  return (id) => `${id.slice(0, LONGEST - mark.length - 1).toWellFormed()}-${mark}`;
}

/**
 * The message under new ids: its own, that of its care episode, and those of the messages that it names. HL7 v2 keeps
 * everything else that stands in it; the other formats are written anew from what the model knows. Undefined for what cannot be
 * read.
 */
export function renamed(
  format: MessageFormat,
  bytes: Uint8Array,
  rename: Renaming,
): Uint8Array<ArrayBuffer> | undefined {
  const read = readMessage({ bytes, contentType: MEDIA_TYPES[format] }, format, READ_FOR_SENDING);
  if (!read.ok) return undefined;
  const message = underNewIds(read.message, rename);
  const inPlace = format === 'hl7v2' && !namesOthers(read.message) ? er7InPlace(bytes, read, message) : undefined;
  return Uint8Array.from(inPlace ?? renderMessage(format, message, {}));
}

function underNewIds(message: Message, rename: Renaming): Message {
  const { messageId, episodeId, inReplyTo, content, kind } = message;
  const named = kind === 'makulering' ? content['messageId'] : undefined;
  return {
    ...message,
    messageId: rename(messageId),
    ...(episodeId === undefined ? {} : { episodeId: rename(episodeId) }),
    ...(inReplyTo === undefined ? {} : { inReplyTo: rename(inReplyTo) }),
    ...(typeof named === 'string' ? { content: { ...content, messageId: rename(named) } } : {}),
  };
}

function namesOthers({ kind, inReplyTo }: Message): boolean {
  return kind === 'makulering' || inReplyTo !== undefined;
}

/** Undefined when a place is not where it can be written. */
function er7InPlace(bytes: Uint8Array, read: ReadableMessage, message: Message): Uint8Array | undefined {
  const parsed = readHl7(bytes, { defaultCharset: READ_FOR_SENDING.mapping.defaultCharset });
  const places = new Map(read.places());
  const changes = (['messageId', 'episodeId'] as const)
    .filter((name) => message[name] !== undefined)
    .map((name) => ({ at: parseLocation(places.get(name)?.path ?? ''), text: message[name] ?? '' }));
  if (!parsed.ok) return undefined;
  const changed = changes.reduce<Hl7Message | undefined>(
    (hl7, { at, text }) => hl7 && at && withFirstComponent(hl7, at, text),
    parsed.message,
  );
  return changed && encodeEr7(changed);
}

/** The message with another text in the first component of a field; its other components stay. */
function withFirstComponent(
  hl7: Hl7Message,
  { segment, sequence, field }: Location,
  text: string,
): Hl7Message | undefined {
  const written =
    field === undefined ? undefined : makeSegment(hl7.delimiters, segment, { [field]: text }).fields[field];
  if (field === undefined || written === undefined) return undefined;
  const change = (one: Segment): Segment => {
    if (one.name !== segment || one.sequence !== sequence) return one;
    const [, ...rest] = (one.fields[field] ?? '').split(hl7.delimiters.component);
    return { ...one, fields: one.fields.with(field, [written, ...rest].join(hl7.delimiters.component)) };
  };
  return { ...hl7, segments: hl7.segments.map(change) };
}
