import { IGNORED_TEXT } from '#formats/hl7v2/ack.js';
import { splitBatch } from '#formats/hl7v2/batch.js';
import { parseEr7, segmentsOf, textAt } from '#formats/hl7v2/er7.js';
import type { Hl7Message } from '#formats/hl7v2/er7.js';
import { parseLocation, printPath } from '#formats/hl7v2/location.js';
import { readHl7 } from '#formats/hl7v2/read.js';
import { readSegments } from '#formats/hl7v2-xml/segments.js';
import { parseXml } from '#formats/xml/parse.js';
import { NOTHING_MORE, swedishPart } from './outcome.js';
import type { Outcome, Remark } from './outcome.js';

/** What the bytes of an acknowledgement say, or each acknowledgement of an answer to a batch; undefined when one is none. */
export function outcomesOfAcks(bytes: Uint8Array): Outcome[] | undefined {
  const batch = splitBatch(bytes);
  const acks = batch?.ok === true ? batch.messages : [bytes];
  const outcomes = acks.map(outcomeOfAck);
  const known = outcomes.filter((outcome) => outcome !== undefined);
  return known.length === outcomes.length ? known : undefined;
}

function outcomeOfAck(bytes: Uint8Array): Outcome | undefined {
  const strict = readHl7(bytes, { defaultCharset: 'UNICODE UTF-8' });
  // An answer gives MSH-18 back as the message had it, also when that was what was wrong with the message.
  const read = strict.ok ? strict : parseEr7(new TextDecoder().decode(bytes));
  return read.ok ? outcomeOfHl7(read.message) : undefined;
}

/** What an acknowledgement in v2.xml says; undefined when the bytes are none. */
export function outcomeInV2Xml(bytes: Uint8Array, contentType: string): Outcome | undefined {
  const parsed = parseXml({ bytes, contentType });
  return parsed.ok ? outcomeOfHl7(readSegments(parsed.root).message) : undefined;
}

function outcomeOfHl7(ack: Hl7Message): Outcome | undefined {
  const code = textAt(ack, 'MSA-1');
  if (code === '') return undefined;
  return {
    ...NOTHING_MORE,
    kind: kindOf(code, textAt(ack, 'MSA-3')),
    code,
    messageId: textAt(ack, 'MSA-2') || undefined,
    remarks: segmentsOf(ack, 'ERR').map(({ sequence }) => remarkOf(ack, sequence)),
  };
}

function kindOf(code: string, text: string): Outcome['kind'] {
  if (code !== 'AA' && code !== 'CA') return 'refused';
  return text === IGNORED_TEXT ? 'ignored' : 'accepted';
}

function remarkOf(ack: Hl7Message, sequence: number): Remark {
  const text = (field: string): string => textAt(ack, `ERR(${String(sequence)})-${field}`);
  return {
    severity: text('4') === 'W' ? 'warning' : 'error',
    place: placeOf((component) => text(`2.${String(component)}`)),
    code: text('5'),
    rule: text('5.4') || undefined,
    text: text('7') || text('8') || text('5.2'),
    sv: swedishPart(text('8')),
  };
}

/** An error location as people write it: `PID-3.1`, `OBX(2)-5`. */
function placeOf(part: (component: number) => string): string {
  const parts = [1, 2, 3, 4, 5, 6].map(part);
  const location = parseLocation(parts.slice(0, parts.findLastIndex((text) => text !== '') + 1).join('^'));
  return location === undefined ? '' : printPath(location);
}
