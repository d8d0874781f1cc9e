import type { MessageFormat } from '#domain/message.js';
import type { Reason } from '#domain/reason.js';
import { splitBatch } from '#formats/hl7v2/batch.js';
import { guessFormat } from './guess-format.js';
import { messagesOf, messagesWithin } from './message-file.js';
import type { FileMessage } from './message-file.js';

/** What a file holds: messages, or an HL7 batch that is not whole. */
export type FileContent = { readonly format: MessageFormat } & (
  | { readonly ok: true; readonly messages: readonly FileMessage[] }
  | { readonly ok: false; readonly reasons: readonly Reason[] }
);

/**
 * The messages of a file one by one, those of an HL7 batch too. Undefined when nothing in it is a message of any format.
 * @param format as which it is read; by its content and name when not given.
 */
export function contentOf(file: string, bytes: Uint8Array, format = guessFormat(bytes, file)): FileContent | undefined {
  if (format === undefined) return undefined;
  const batch = format === 'hl7v2' ? splitBatch(bytes) : undefined;
  if (batch?.ok === false) return { ok: false, format, reasons: batch.reasons };
  const messages = batch === undefined ? messagesOf(bytes, format) : messagesWithin(bytes, batch.messages);
  return messages.length === 0 ? undefined : { ok: true, format, messages };
}
