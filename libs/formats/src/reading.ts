import type { Mapping } from '#domain/mapping.js';
import type { Origin } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';
import type { Reason, Warning } from '#domain/reason.js';
import type { FhirHead } from './fhir/head.js';
import type { Hl7Message } from './hl7v2/er7.js';

/** How messages of one sender are read. */
export interface ReadingRules {
  readonly mapping: Mapping;
  /** Processing ids (MSH-11) that belong to this environment. */
  readonly processingIds: readonly string[];
  /** The sender's region's rules behind what is asked of every message. */
  readonly ruleIds?: Profile['rules'] | undefined;
}

/** The bytes of one message, and the content type that came with them, parameters and all. */
export interface Arrived {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** Where a part of the model stands: a path in the words of the format, and the place in the text, counted from 1. */
export interface Place {
  readonly path: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** What an answer in the form of the message needs to know of it. */
export type MessageHead =
  { readonly kind: 'hl7v2'; readonly header: Hl7Message } | { readonly kind: 'fhir'; readonly header: FhirHead };

/**
 * What a format's reader made of the bytes. `ok` means that there is something to check; `reasons` of its own, at paths of
 * the format, refuse it all the same, together with whatever the check finds. Readers never throw.
 */
export type FormatReading =
  | {
      readonly ok: true;
      /** The wire model as plain data, to be checked like any other. */
      readonly model: Readonly<Record<string, unknown>>;
      readonly origin: Origin;
      readonly reasons: readonly Reason[];
      /** What was left unread, at paths of the format: no reason to refuse. */
      readonly warnings?: readonly Warning[] | undefined;
      /** Where model paths such as `patient.id` or `recipients[0]` stand, or would stand. Made only when asked for. */
      readonly places: () => Iterable<readonly [modelPath: string, place: Place]>;
      readonly head?: MessageHead | undefined;
    }
  /** Unreadable, or not ours. `ignored`: the source's mapping says that such messages are acknowledged and left alone. */
  | {
      readonly ok: false;
      readonly ignored?: boolean;
      readonly reasons: readonly Reason[];
      readonly head?: MessageHead | undefined;
    };

/** The place of a model path, or of the nearest thing that it belongs to. */
export function placeOf(places: ReadonlyMap<string, Place>, modelPath: string): Place | undefined {
  for (let at = modelPath; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['), 0))) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return places.get('');
}
