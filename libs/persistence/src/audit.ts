import type { Sql } from './transaction.js';

/** One line of the audit: who did what to which subject. Nothing personal but ids. */
export interface AuditLine {
  at: Date;
  /**
   * `client:<client id>`, `user:<account>` or `oidc:<name>` of somebody signed in to the console, for a message its source
   * (`http:<client id>`, `mllp:<source id>`), or `hub`.
   */
  actor: string;
  action: string;
  unit?: string | undefined;
  subject:
    | 'message'
    | 'delivery'
    | 'deadline'
    | 'escalation'
    | 'quarantine'
    | 'episode'
    | 'plan'
    | 'print-job'
    | 'spot-check'
    | 'directory'
    | 'downtime'
    | 'account'
    | 'session';
  subjectId: string;
  detail?: Readonly<Record<string, unknown>> | undefined;
}

/** Appends lines to the audit, in the transaction of what they tell about. */
export async function appendAudit(sql: Sql, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length === 0) return;
  await sql(
    `INSERT INTO audit_entry (at, actor, action, unit, subject, subject_id, detail)
     SELECT at, actor, action, unit, subject, subject_id, detail FROM json_to_recordset($1::json)
       AS row(at timestamptz, actor text, action text, unit text, subject text, subject_id uuid, detail jsonb)`,
    [JSON.stringify(lines.map(({ subjectId, ...line }) => ({ ...line, subject_id: subjectId })))],
  );
}
