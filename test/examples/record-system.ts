import type { Message, Patient } from '#domain/message.js';
import { renderAdt } from '#formats/hl7v2/render.js';
import { makeSegment } from '#formats/hl7v2/er7-print.js';
import type { FieldContent } from '#formats/hl7v2/er7-print.js';
import type { Hl7Message, Segment } from '#formats/hl7v2/er7.js';
import { structureOfEvent } from '#formats/hl7v2/events.js';
import type { Example } from './story.js';

/**
 * A message as the ADT of a Swedish record system: its own names in MSH-3 and MSH-5, the event that it sends, date of
 * birth and sex beside the identity, the ward in PV1-3, and no OBX that says the kind where the event does.
 */
export function asRecordSystem({ message, event }: Pick<Example, 'message' | 'event'>): Hl7Message {
  const hl7 = renderAdt(message, {});
  const segments = hl7.segments
    .filter((segment) => isWritten(segment, message, event))
    .map((segment) => changed(segment, fieldsOf(segment.name, message, event), hl7));
  return { ...hl7, segments: renumbered(segments) };
}

/** The kind is said by the event, where there is one; a change of identity is of no stay. */
function isWritten({ name, fields }: Segment, { kind }: Message, event: string): boolean {
  if (name === 'OBX') return event === 'Z01' || fields[3] !== 'meddelandetyp';
  return name !== 'PV1' || kind !== 'identitetsbyte';
}

type Contents = Readonly<Record<number, FieldContent>>;

function fieldsOf(name: string, { patient, sender, content }: Message, event: string): Contents {
  switch (name) {
    case 'MSH':
      return { 3: 'JOURNAL', 5: 'HEMGANG', 6: 'HUB', 9: ['ADT', event, structureOfEvent(event)] };
    case 'EVN':
      return { 1: event };
    case 'PID':
      return patient === undefined ? {} : { 7: birthDateOf(patient), 8: sexOf(patient) };
    case 'PV1':
      return { 3: typeof content['ward'] === 'string' ? content['ward'] : sender };
    default:
      return {};
  }
}

/** In a samordningsnummer 60 is added to the day; a reservnummer tells no date. */
function birthDateOf({ id, idType }: Patient): string | undefined {
  if (idType === 'reservnummer') return undefined;
  const day = Number(id.slice(6, 8)) % 60;
  return `${id.slice(0, 6)}${String(day).padStart(2, '0')}`;
}

/** The last digit but one of a personnummer: odd for men. A reservnummer does not tell. */
function sexOf({ id, idType }: Patient): string {
  if (idType === 'reservnummer') return 'U';
  return Number(id.charAt(10)) % 2 === 1 ? 'M' : 'F';
}

function changed(segment: Segment, contents: Contents, { delimiters }: Hl7Message): Segment {
  const made = makeSegment(delimiters, segment.name, contents).fields;
  const length = Math.max(segment.fields.length, made.length);
  const fields = Array.from({ length }, (_, at) => (at in contents ? (made[at] ?? '') : (segment.fields[at] ?? '')));
  return { ...segment, fields };
}

/** OBX-1 counts the OBX segments. */
function renumbered(segments: readonly Segment[]): Segment[] {
  let observations = 0;
  return segments.map((segment) => {
    if (segment.name !== 'OBX') return segment;
    observations += 1;
    return { ...segment, sequence: observations, fields: segment.fields.with(1, String(observations)) };
  });
}
