/** Columns of a line of the audit `a`, as ports know them. */
export const AUDIT_COLUMNS = `
  a.id::text AS id, a.at, a.actor, a.action, a.unit, a.subject, a.subject_id AS "subjectId", a.detail`;

/** Actions in which somebody saw a person's data. */
export const READING_ACTIONS = [
  'read',
  'fetched',
  'outbox-read',
  'message-bytes-read',
  'revealed',
  'quarantine-bytes-read',
  'quarantine-revealed',
  'patient-pack-read',
  'report-read',
  'plan-found',
  'plan-shown',
  'register-asked',
] as const;
