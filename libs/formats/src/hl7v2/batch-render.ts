import { HUB } from './ack.js';
import { STANDARD_DELIMITERS } from './delimiters.js';
import type { Segment } from './er7.js';
import { encodeEr7, makeSegment } from './er7-print.js';
import { hl7OfInstant } from './timestamp.js';

/** What stands around a batch that the hub hands out. */
export interface BatchEnvelope {
  /** HSA-id of the recipient (BHS-6). */
  readonly recipient: string;
  readonly controlId: string;
  readonly now: Date;
  /** BTS-2: where to go on. */
  readonly comment: string;
}

/** Messages as one HL7 batch: BHS, the messages as they are, BTS with their number. */
export function renderBatch(messages: readonly Uint8Array[], envelope: BatchEnvelope): Uint8Array {
  const { recipient, controlId, now, comment } = envelope;
  const header = { 3: HUB, 6: recipient, 7: hl7OfInstant(now), 11: controlId };
  return Buffer.concat([
    line(makeSegment(STANDARD_DELIMITERS, 'BHS', header)),
    ...messages,
    line(makeSegment(STANDARD_DELIMITERS, 'BTS', { 1: String(messages.length), 2: comment })),
  ]);
}

function line(segment: Segment): Uint8Array {
  return encodeEr7({ delimiters: STANDARD_DELIMITERS, charset: 'UNICODE UTF-8', segments: [segment] });
}
