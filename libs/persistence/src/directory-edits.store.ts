import type { DataSource } from 'typeorm';
import { DirectoryEdits } from '#flows/directory-ports.js';
import type { DirectoryEdit } from '#flows/directory-ports.js';
import { appendAudit } from './audit.js';
import { inTransaction } from './transaction.js';

/** Advisory lock of those who change the directory's file: one at a time, until the end of the transaction. */
const EDIT_LOCK = 7_236_003;

/** Edits of the directory on PostgreSQL: the lock and the audit; the file lies elsewhere. */
export class PgDirectoryEdits extends DirectoryEdits {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async record(
    { id, actor, at, changes }: DirectoryEdit,
    write: () => Promise<boolean>,
    undo: () => Promise<void>,
  ): Promise<boolean> {
    let isWritten = false;
    try {
      await inTransaction(this.dataSource, async (sql) => {
        await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
        const line = { at, actor, action: 'directory-saved', subject: 'directory', subjectId: id } as const;
        await appendAudit(sql, [{ ...line, detail: { changes } }]);
        isWritten = await write();
        // Thrown so that the line goes too.
        if (!isWritten) throw new NothingWritten();
      });
      return true;
    } catch (error) {
      if (error instanceof NothingWritten) return false;
      if (isWritten) await undo();
      throw error;
    }
  }
}

class NothingWritten extends Error {}
