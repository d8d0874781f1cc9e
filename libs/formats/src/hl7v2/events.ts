import type { AnyMessageKind, MessageKind } from '#domain/message.js';
import { textAt } from './er7.js';
import type { Hl7Message } from './er7.js';

/**
 * The trigger events that are read, and the message kind each is; the first of a kind is the one that it is written as. A08
 * is a notice that may change the date.
 */
const KINDS: ReadonlyMap<string, MessageKind> = new Map<string, MessageKind>([
  ['A01', 'inskrivningsmeddelande'],
  ['A08', 'inskrivningsmeddelande'],
  ['A02', 'avdelningsbyte'],
  ['A03', 'utskrivningsmeddelande'],
  ['A11', 'avbryt-vardtillfalle'],
  ['A13', 'utskrivning-aterkallad'],
  ['A14', 'planerad-inskrivning'],
  ['A05', 'planerad-inskrivning'],
  ['A16', 'utskrivningsklar'],
  ['A25', 'utskrivningsklar-aterkallad'],
  ['A27', 'planerad-inskrivning-installd'],
  ['A38', 'planerad-inskrivning-installd'],
  ['A31', 'personuppgifter'],
  ['A40', 'identitetsbyte'],
  ['A47', 'identitetsbyte'],
]);

const EVENTS: ReadonlyMap<AnyMessageKind, string> = new Map([...KINDS].reverse().map(([event, kind]) => [kind, event]));

const KINDS_WITH_EVENT: ReadonlySet<string> = new Set(KINDS.values());

/** For kinds that HL7 has no event for; OBX `meddelandetyp` tells which. */
export const OWN_EVENT = 'Z01';

/** The message structure (MSH-9.3) of each ADT event of version 2.5.1 that has another one than its own name, and of ours. */
const STRUCTURES: ReadonlyMap<string, string> = new Map([
  ['A04', 'ADT_A01'],
  ['A07', 'ADT_A06'],
  ['A08', 'ADT_A01'],
  ['A10', 'ADT_A09'],
  ['A11', 'ADT_A09'],
  ['A13', 'ADT_A01'],
  ['A14', 'ADT_A05'],
  ['A19', 'ADR_A19'],
  ['A22', 'ADT_A21'],
  ['A23', 'ADT_A21'],
  ['A25', 'ADT_A21'],
  ['A26', 'ADT_A21'],
  ['A27', 'ADT_A21'],
  ['A28', 'ADT_A05'],
  ['A29', 'ADT_A21'],
  ['A31', 'ADT_A05'],
  ['A32', 'ADT_A21'],
  ['A33', 'ADT_A21'],
  ['A34', 'ADT_A30'],
  ['A35', 'ADT_A30'],
  ['A36', 'ADT_A30'],
  ['A40', 'ADT_A39'],
  ['A41', 'ADT_A39'],
  ['A42', 'ADT_A39'],
  ['A44', 'ADT_A43'],
  ['A46', 'ADT_A30'],
  ['A47', 'ADT_A30'],
  ['A48', 'ADT_A30'],
  ['A49', 'ADT_A30'],
  ['A51', 'ADT_A50'],
  ['A53', 'ADT_A52'],
  ['A55', 'ADT_A52'],
  [OWN_EVENT, 'ADT_A01'],
]);

/** The message structure of an ADT event, such as `ADT_A09` for A11; the root of v2.xml has its name. */
export function structureOfEvent(event: string): string {
  return STRUCTURES.get(event) ?? `ADT_${event}`;
}

/** The event of a message: MSH-9.2; version 2.2 may leave it to EVN-1. Empty without one. */
export function eventOf(message: Hl7Message): string {
  return textAt(message, 'MSH-9.2') || textAt(message, 'EVN-1');
}

export function kindOfEvent(event: string): MessageKind | undefined {
  return KINDS.get(event);
}

/** Whether HL7 has an event for a kind: then its content stands in fields of HL7 as far as there are any. */
export function hasEvent(kind: string): boolean {
  return KINDS_WITH_EVENT.has(kind);
}

/** The event that a kind is written as, with its message structure. */
export function eventOfKind(kind: AnyMessageKind): { event: string; structure: string } {
  const event = EVENTS.get(kind) ?? OWN_EVENT;
  return { event, structure: structureOfEvent(event) };
}
