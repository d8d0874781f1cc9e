import type { DataSource } from 'typeorm';
import type { VisibleMessage } from '#domain/admission/admission-plan.js';
import { MessageContents } from '#flows/content-ports.js';
import type { StoredMessage } from '#flows/content-ports.js';
import { appendAudit } from './audit.js';
import { inTransaction, query } from './transaction.js';

interface ContentRow {
  body: VisibleMessage;
  sender: string;
  bytes: Buffer | null;
  contentType: string | null;
}

const CONTENT = `
SELECT m.body, m.sender, p.bytes, p.content_type AS "contentType"
FROM message m LEFT JOIN payload p ON p.id = m.payload_id WHERE m.id = $1`;

/** Contents of messages in PostgreSQL. */
export class PgMessageContents extends MessageContents {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async read(id: string): Promise<StoredMessage | undefined> {
    const [row] = await query<ContentRow>(this.dataSource, CONTENT, [id]);
    return row && stored(row);
  }

  override async reveal(id: string, reason: string, actor: string, now: Date): Promise<StoredMessage | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const [row] = await sql<ContentRow>(CONTENT, [id]);
      if (row === undefined) return undefined;
      const line = { at: now, actor, action: 'revealed', unit: row.sender, subject: 'message' as const, subjectId: id };
      await appendAudit(sql, [{ ...line, detail: { reason } }]);
      return stored(row);
    });
  }
}

function stored({ body, bytes, contentType }: ContentRow): StoredMessage {
  return { body, payload: bytes === null || contentType === null ? undefined : { bytes, contentType } };
}
