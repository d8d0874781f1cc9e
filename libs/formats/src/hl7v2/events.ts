import type { AnyMessageKind, MessageKind } from '#domain/message.js';

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

/** Message structure (MSH-9.3) of the events that are written. */
const STRUCTURES: Readonly<Record<string, string>> = {
  A01: 'ADT_A01',
  A02: 'ADT_A02',
  A03: 'ADT_A03',
  A11: 'ADT_A09',
  A13: 'ADT_A01',
  A14: 'ADT_A05',
  A16: 'ADT_A16',
  A25: 'ADT_A21',
  A27: 'ADT_A21',
  A31: 'ADT_A05',
  A40: 'ADT_A39',
};

/** For kinds that HL7 has no event for; OBX `meddelandetyp` tells which. */
export const OWN_EVENT = 'Z01';

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
  return { event, structure: STRUCTURES[event] ?? 'ADT_A01' };
}
