import type { Reason } from '#domain/reason.js';
import type { Charset } from './charset.js';
import { decodeMessage, firstLine, latin1Lenient } from './charset.js';
import type { Er7Limits, Hl7Message } from './er7.js';
import { ER7_LIMITS, parseEr7, parseHeader } from './er7.js';

export interface ReadOptions {
  /** The source's character set where MSH-18 is empty. */
  readonly defaultCharset: Charset;
  readonly limits?: Er7Limits;
}

/**
 * `header` holds MSH alone, whenever it could be read: an answer can then name the message (AE); without it only
 * AR is left to say. Fields of a header whose bytes are not text are empty.
 */
export type ReadResult = { ok: true; message: Hl7Message } | { ok: false; errors: Reason[]; header?: Hl7Message };

/** Bytes to message: the character set by MSH-18, then the ER7 syntax. Never throws. */
export function readHl7(bytes: Uint8Array, options: ReadOptions): ReadResult {
  const decoded = decodeMessage(bytes, options.defaultCharset);
  if (!decoded.ok) return { ok: false, errors: decoded.errors, header: headerOf(bytes) };
  return parseEr7(decoded.text, decoded.charset, options.limits ?? ER7_LIMITS);
}

/** MSH of bytes that cannot be read as a whole, such as a message that is too large or has the wrong character set. */
export function headerOf(bytes: Uint8Array): Hl7Message | undefined {
  const header = parseHeader(latin1Lenient(firstLine(bytes).subarray(0, 4096)), 'ASCII');
  if (!header.ok) return undefined;
  const { delimiters } = header.message;
  const segments = header.message.segments.map((segment) => ({
    ...segment,
    fields: segment.fields.map((raw) => (/^[ -~]*$/.test(raw) ? raw : '')),
  }));
  return { delimiters, charset: 'ASCII', segments };
}
