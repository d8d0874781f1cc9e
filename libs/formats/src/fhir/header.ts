import { mappedTo } from '#domain/mapping.js';
import type { Mapping } from '#domain/mapping.js';
import { ANY_MESSAGE_KINDS } from '#domain/message.js';
import type { AnyMessageKind } from '#domain/message.js';
import { kindOfEvent } from '../hl7v2/events.js';
import type { FhirHead } from './head.js';
import type { MessageBundle } from './message-bundle.js';
import { MESSAGE_KIND, V2_EVENT_SYSTEM } from './names.js';
import type { FhirNode } from './node.js';
import { isFhirId } from './primitives.js';

/** The event of a MessageHeader; `eventUri` has no system. */
export function eventOf(header: FhirNode): FhirHead['event'] {
  const coding = header.child('eventCoding');
  const code = coding.text('code');
  if (code !== undefined) return { system: coding.text('system'), code };
  const uri = header.text('eventUri');
  return uri === undefined ? undefined : { system: undefined, code: uri };
}

/** The kind of message that the event means here; undefined when it is none of ours. */
export function kindOf(header: FhirNode, { events }: Mapping): AnyMessageKind | 'ignore' | undefined {
  const event = eventOf(header);
  if (event === undefined) return undefined;
  const own = mappedTo(events, event.code);
  if (own !== undefined) return own;
  if (event.system === V2_EVENT_SYSTEM) return kindOfEvent(event.code);
  if (event.system === MESSAGE_KIND) return ANY_MESSAGE_KINDS.find((kind) => kind === event.code);
  if (event.system !== undefined || !event.code.startsWith(MESSAGE_KIND)) return undefined;
  const code = event.code.slice(MESSAGE_KIND.length + 1);
  return ANY_MESSAGE_KINDS.find((kind) => kind === code);
}

/** What an answer needs of the header. */
export function headOf(bundle: MessageBundle, header: FhirNode): FhirHead {
  const source = header.child('source');
  const uuid = /^urn:uuid:(.+)$/.exec(bundle.fullUrlOf(header) ?? '')?.[1];
  const id = [header.text('id'), uuid].find(isFhirId);
  return {
    id,
    event: eventOf(header),
    source: source.isPresent ? { name: source.text('name'), endpoint: source.text('endpoint') } : undefined,
  };
}
