import { testMessage } from '#domain/test-message.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import type { InboxSignals } from './inbox-ports.js';
import type { Clock } from './ports.js';
import type { TestMessageStore } from './test-message-ports.js';

/** Sends a unit a message of operations, to try the way to it. */
export class SendTestMessage {
  constructor(
    private readonly store: TestMessageStore,
    private readonly configuration: ConfigurationHolder,
    private readonly signals: InboxSignals,
    private readonly clock: Clock,
    private readonly newId: () => string,
  ) {}

  /** The hub's ids of message and delivery; undefined when the directory has no such unit. @param actor as it stands in the audit. */
  async send(hsaId: string, text: string, actor: string): Promise<{ id: string; deliveryId: string } | undefined> {
    const unit = this.configuration.current.directory.units.get(hsaId);
    if (unit === undefined) return undefined;
    const now = await this.clock.now();
    const sent = testMessage(unit, text, this.newId, now);
    await this.store.deliver(sent, actor, now);
    this.signals.changed([hsaId]);
    return { id: sent.message.id, deliveryId: sent.delivery.id };
  }
}
