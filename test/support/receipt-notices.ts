import type { Message } from '#domain/message.js';
import type { RunningHub } from './hub.js';

/** The recipients of an admission notice receipt it, as they do before they may answer its questions. */
export async function receiptNotice(hub: RunningHub, { kind, sender, messageId }: Message): Promise<void> {
  if (kind !== 'inskrivningsmeddelande') return;
  const outbox = await hub.call(await hub.tokenFor(sender), 'GET', `/v1/outboxes/${sender}?limit=200`);
  const sent = (outbox.body.items as { messageId: string; deliveries: { id: string; unit: string }[] }[]).find(
    (item) => item.messageId === messageId,
  );
  for (const { id, unit } of sent?.deliveries ?? []) {
    const by = { name: 'Anna Ek', title: 'sjuksköterska' };
    await hub.call(await hub.tokenFor(unit), 'POST', `/v1/deliveries/${id}/receipt`, { by });
  }
}
