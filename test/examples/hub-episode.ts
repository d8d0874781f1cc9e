import type { Message } from '#domain/message.js';

import type { RunningHub } from '../support/hub.js';

/** The hub's own id of the stay that a ward's message named by the number of its organisation. */
export async function episodeOf(
  hub: RunningHub,
  { sender, episodeId }: Pick<Message, 'sender' | 'episodeId'>,
): Promise<string> {
  const units = hub.clients.flatMap((client) => client.units);
  const organisation = units.find(({ hsaId }) => hsaId === sender)?.organisation ?? '';
  const query = new URLSearchParams({ organisation, episodeId: episodeId ?? '' });
  const { status, body } = await hub.call(await hub.tokenFor(sender), 'GET', `/v1/episodes?${query.toString()}`);
  if (status !== 200) throw new Error(`no episode ${episodeId ?? ''} of ${organisation}`);
  return String(body.id);
}

/** The hub's own id of a message, as its sender's outbox tells it. */
export async function messageIdOf(
  hub: RunningHub,
  { sender, messageId }: Pick<Message, 'sender' | 'messageId'>,
): Promise<string> {
  const { body } = await hub.call(await hub.tokenFor(sender), 'GET', `/v1/outboxes/${sender}?limit=200`);
  const sent = (body.items as { id: string; messageId: string }[]).find((item) => item.messageId === messageId);
  if (sent === undefined) throw new Error(`${messageId} is in no outbox`);
  return sent.id;
}
