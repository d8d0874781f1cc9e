import type { Directory } from '#domain/directory/directory.js';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { formatOf } from '#formats/format.js';
import { refusedAs } from './admit-message.js';
import type { AdmissionInput } from './admit-message.js';
import type { QuarantineItem } from './ports.js';
import { unsupportedType } from './read-message.js';
import { sendingPartyNamed } from './sending-party.js';

/** What is held, as if it came again, or why it cannot come again. */
export type HeldInput =
  { readonly ok: true; readonly input: AdmissionInput } | { readonly ok: false; readonly reasons: readonly Reason[] };

/** Held input as if it came now from the same party, with the rights and the mapping that a directory gives that party. */
export function heldInput({ source, contentType }: QuarantineItem, bytes: Buffer, directory: Directory): HeldInput {
  const party = sendingPartyNamed(source, directory);
  const format = formatOf(contentType);
  if (party === undefined) return { ok: false, reasons: [SOURCE_GONE] };
  if (format === undefined) return { ok: false, reasons: [unsupportedType()] };
  return { ok: true, input: { bytes, contentType, format, party } };
}

const SOURCE_GONE = reason('sender-unknown', '', 'the directory no longer has this source');

/** What the mapping says to ignore becomes nothing, and stays where it is kept. */
export const IGNORED = refusedAs([reason('not-our-event', '', "the source's mapping says to ignore it")], undefined);
