import type { MessageFormat } from '#domain/message.js';
import type { Places, PlainReading } from '#flows/read-message.js';
import type { ReadingRules } from '#formats/reading.js';

/** What the reading thread is asked. */
export interface ReadRequest {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly format: MessageFormat;
  readonly rules: ReadingRules;
}

/** What it answers: a reading whose places are already made, since functions do not pass between threads. */
export type ReadAnswer =
  | Exclude<PlainReading, { ok: true }>
  | (Omit<Extract<PlainReading, { ok: true }>, 'places'> & { readonly places: Places });
