import { CONTENT } from '#domain/content.js';
import type { MessageKind } from '#domain/message.js';
import type { Reason } from '#domain/reason.js';
import type { Observations } from './observations.js';
import { OBSERVATIONS } from './observations.js';

/** The HL7 location of a model path, such as `PID^1^3^1^1` for `patient.id`; `undefined` when it has none. */
export type Locate = (path: string) => string | undefined;

/** Looks a path up, or the nearest thing that it belongs to; the map is made when the first one is asked for. */
export function locator(entries: () => Iterable<readonly [string, string]>): Locate {
  let locations: ReadonlyMap<string, string> | undefined;
  return (path) => {
    locations ??= new Map(entries());
    for (let at = path; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['), 0))) {
      const location = locations.get(at);
      if (location !== undefined) return location;
    }
    return undefined;
  };
}

/** Where each part of the model stands, or would stand if it were there. */
export function usualLocations(kind: MessageKind, observations: Observations): [string, string][] {
  const observed: [string, keyof typeof OBSERVATIONS][] = [
    ['consent', 'consent'],
    ['consent.scope', 'consentScope'],
    ['planningCategory', 'planningCategory'],
    ['needs', 'needs'],
    ['recipients', 'recipients'],
    ['inReplyTo', 'inReplyTo'],
  ];
  for (const name of Object.keys(CONTENT[kind])) {
    if (isObserved(name)) observed.push([`content.${name}`, name]);
  }
  return [
    ['kind', 'MSH^1^9'],
    ['sender', 'MSH^1^4'],
    ['patient', 'PID^1'],
    ['patient.address', 'PID^1^11'],
    ['patient.healthCentre', 'PD1^1^3^1^1'],
    ['patient.protected', 'PD1^1^12'],
    ['consent.recordedAt', observations.location(OBSERVATIONS.consent, 14)],
    ...observed.map(([path, name]): [string, string] => [path, observations.location(OBSERVATIONS[name])]),
  ];
}

function isObserved(name: string): name is keyof typeof OBSERVATIONS {
  return Object.hasOwn(OBSERVATIONS, name);
}

/**
 * The reasons of a message that came as HL7: what the mapping found, and what was said of the model, told at HL7
 * locations. A place that the mapping has already complained about is not told twice; a path that has no place in the
 * message stays as it is.
 */
export function reasonsAtLocations(mapping: readonly Reason[], ofModel: readonly Reason[], locate: Locate): Reason[] {
  const told = mapping.map((known) => known.path);
  const located = ofModel.map((found) => ({ ...found, path: locate(found.path) ?? found.path }));
  return [
    ...mapping,
    ...located.filter(({ path }) => !told.some((known) => known !== '' && `${path}^`.startsWith(`${known}^`))),
  ];
}
