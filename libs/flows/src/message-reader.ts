import type { MessageFormat } from '#domain/message.js';
import type { Arrived, ReadingRules } from '#formats/reading.js';
import { readMessage } from './read-message.js';
import type { ReadMessage } from './read-message.js';

/** Reads messages; what takes long may be read elsewhere, so that others do not wait for it. */
export abstract class MessageReader {
  /** A promise only for what is read elsewhere. Never throws and never rejects. */
  abstract read(arrived: Arrived, format: MessageFormat, rules: ReadingRules): ReadMessage | Promise<ReadMessage>;
}

/** Reads everything where it is called. */
export class DirectReader extends MessageReader {
  override read(arrived: Arrived, format: MessageFormat, rules: ReadingRules): ReadMessage {
    return readMessage(arrived, format, rules);
  }
}
