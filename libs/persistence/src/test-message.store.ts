import type { DataSource } from 'typeorm';
import type { HubMessage } from '#domain/admission/admission-plan.js';
import { TestMessageStore } from '#flows/test-message-ports.js';
import { appendAudit } from './audit.js';
import { insertDeliveries, insertHubMessages } from './deliveries.js';
import { inTransaction } from './transaction.js';

/** Test messages on PostgreSQL. */
export class PgTestMessageStore extends TestMessageStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async deliver(message: HubMessage, actor: string, now: Date): Promise<void> {
    const { delivery } = message;
    await inTransaction(this.dataSource, async (sql) => {
      const line = { at: now, actor, action: 'test-message-sent', unit: delivery.unit } as const;
      await appendAudit(sql, [{ ...line, subject: 'message', subjectId: message.message.id }]);
      await insertDeliveries(sql, await insertHubMessages(sql, [message], now));
    });
  }
}
