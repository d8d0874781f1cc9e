import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { MessageFormat } from '#domain/message.js';
import { readMessage } from '#flows/read-message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { splitBatch } from '#formats/hl7v2/batch.js';
import { textAt } from '#formats/hl7v2/er7.js';
import type { Hl7Message } from '#formats/hl7v2/er7.js';
import { headerOf } from '#formats/hl7v2/read.js';
import type { ReadingRules } from '#formats/reading.js';
import { EVERY_PROCESSING_ID } from '../configuration.js';
import type { FileMessage } from '../messages/message-file.js';

/** One message, or one batch of them, as it is going to be sent. */
export interface OutgoingMessage {
  readonly format: MessageFormat;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The sending unit or, in HL7, what stands for it in MSH-4; of a batch that of its first message. */
  readonly sender: string | undefined;
  readonly messageId: string | undefined;
  /** MSH of an HL7 v2 message. */
  readonly header: Hl7Message | undefined;
  readonly isBatch: boolean;
}

/** For looking at what is sent; what the hub makes of it, the hub says. */
export const READ_FOR_SENDING: ReadingRules = { mapping: PLAIN_MAPPING, processingIds: EVERY_PROCESSING_ID };

/** What has to be known of a message in order to send it. Never fails: what is wrong with it is for the hub to say. */
export function outgoing({ format, bytes }: Pick<FileMessage, 'format' | 'bytes'>): OutgoingMessage {
  const known = format === 'hl7v2' ? knownOfEr7(bytes) : knownOf(format, bytes);
  return { format, bytes, ...known };
}

type Known = Omit<OutgoingMessage, 'format' | 'bytes'>;

function knownOfEr7(bytes: Uint8Array): Known {
  const batch = splitBatch(bytes);
  const [first] = batch?.ok === true ? batch.messages : [bytes];
  const header = first === undefined ? undefined : headerOf(first);
  const isBatch = batch !== undefined;
  return { ...knownOfHeader(header), header: isBatch ? undefined : header, isBatch };
}

function knownOf(format: MessageFormat, bytes: Uint8Array): Known {
  const { head, sender, messageId } = readMessage(
    { bytes, contentType: MEDIA_TYPES[format] },
    format,
    READ_FOR_SENDING,
  );
  const header = head?.kind === 'hl7v2' ? head.header : undefined;
  return { sender, messageId, ...(header === undefined ? {} : knownOfHeader(header)), header, isBatch: false };
}

function knownOfHeader(header: Hl7Message | undefined): Pick<Known, 'sender' | 'messageId'> {
  const text = (place: string): string | undefined => (header && textAt(header, place)) || undefined;
  return { sender: text('MSH-4'), messageId: text('MSH-10') };
}
