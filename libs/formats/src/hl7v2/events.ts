import type { AnyMessageKind, MessageKind } from '#domain/message.js';

/** The trigger events that are read, and the message kind each is. A08 is a notice that may change the date. */
const KINDS: ReadonlyMap<string, MessageKind> = new Map<string, MessageKind>([
  ['A01', 'inskrivningsmeddelande'],
  ['A03', 'utskrivningsmeddelande'],
  ['A08', 'inskrivningsmeddelande'],
  ['A11', 'avbryt-vardtillfalle'],
  ['A13', 'utskrivning-aterkallad'],
  ['A16', 'utskrivningsklar'],
  ['A25', 'utskrivningsklar-aterkallad'],
]);

/** Message structure (MSH-9.3) of the events that are written. */
const STRUCTURES: Readonly<Record<string, string>> = {
  A01: 'ADT_A01',
  A03: 'ADT_A03',
  A11: 'ADT_A09',
  A13: 'ADT_A01',
  A16: 'ADT_A16',
  A25: 'ADT_A21',
};

/** For kinds that HL7 has no event for; they are written only, and tell their kind in OBX `meddelandetyp`. */
const OWN_EVENT = 'Z01';

export function kindOfEvent(event: string): MessageKind | undefined {
  return KINDS.get(event);
}

/** The event that a kind is written as, with its message structure. */
export function eventOfKind(kind: AnyMessageKind): { event: string; structure: string } {
  const event = [...KINDS].find(([, known]) => known === kind)?.[0] ?? OWN_EVENT;
  return { event, structure: STRUCTURES[event] ?? 'ADT_A01' };
}
