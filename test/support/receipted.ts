import { kindsWithReceiptEffects, startAfterReceipts } from '#domain/admission/receipt-effects.js';

import { message, type DomainWorld } from './domain.js';

/** When each delivery was receipted, by its id. */
type ReceiptTimes = ReadonlyMap<string, Date>;

/** Begins in a world what the last receipt of a message starts, as the hub does when a receipt has come. */
export function beginAfterReceipt(world: DomainWorld, id: string, times: ReceiptTimes): void {
  const held = world.messages.find((one) => one.id === id);
  const episode = world.episodes.get(held?.episode ?? '');
  if (held === undefined || episode === undefined || !kindsWithReceiptEffects(world.profile).has(held.kind)) return;
  const deliveries = world.deliveries
    .filter((delivery) => delivery.message === id)
    .map((delivery) => ({ state: delivery.state, receiptAt: times.get(delivery.id) }));
  const { deadlines } = world.known(message('utskrivningsklar', { sender: held.sender, episodeId: episode.number }));
  const { kind, sender } = held;
  for (const one of startAfterReceipts({ id, kind, sender, episode, deadlines, deliveries }, world)) {
    world.deadlines.push({ ...one, episode: episode.id, message: one.message ?? id, endedBy: undefined });
  }
}
