import type { HubMessage } from '#domain/admission/admission-plan.js';

/** Takes test messages to their inbox. */
export abstract class TestMessageStore {
  /** The message with its delivery and a line in the audit, in one transaction; it is counted nowhere. */
  abstract deliver(message: HubMessage, actor: string, now: Date): Promise<void>;
}
