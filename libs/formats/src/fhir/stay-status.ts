import type { AnyMessageKind } from '#domain/message.js';

/** Status of the Encounter for the kinds that tell how a stay stands. */
const STATUS: Readonly<Partial<Record<AnyMessageKind, string>>> = {
  inskrivningsmeddelande: 'in-progress',
  utskrivningsklar: 'in-progress',
  'utskrivningsklar-aterkallad': 'in-progress',
  utskrivningsmeddelande: 'finished',
  'utskrivning-aterkallad': 'in-progress',
  'avbryt-vardtillfalle': 'entered-in-error',
  'planerad-inskrivning': 'planned',
  'planerad-inskrivning-installd': 'cancelled',
  avdelningsbyte: 'in-progress',
};

/** Whether a kind tells how the stay itself stands: then its times, ward and staff are those of the Encounter. */
export function tellsOfStay(kind: AnyMessageKind): boolean {
  return STATUS[kind] !== undefined;
}

/** What the message says of the stay: the parties plan before, during and after it, and only name it. */
export function stayStatus(kind: AnyMessageKind): string {
  return STATUS[kind] ?? 'unknown';
}
