import type { DataSource } from 'typeorm';
import type { PrintReceiver } from '#domain/plan/paper/print-jobs.js';
import type { PrintDecision, PrintMove } from '#domain/plan/paper/print-moves.js';
import { isClose } from '#domain/protection.js';
import type { Page } from '#flows/operations-ports.js';
import { PrintQueueStore } from '#flows/print-ports.js';
import type { PrintActing, PrintJob, PrintMark, PrintQuery } from '#flows/print-ports.js';
import { appendAudit } from './audit.js';
import { appendCounts, Counts } from './counters.js';
import { Conditions, decodeCursor, encodeCursor, firstRows, pageOf, UUID } from './keyset.js';
import { endLetterDuties } from './print-jobs.js';
import { inTransaction, query } from './transaction.js';
import type { Sql } from './transaction.js';

/** Whether the person is protected is asked of the plan as it is now. */
const COLUMNS = `
j.id, j.unit, j.profile, j.plan_id AS plan, j.message_id AS message, j.meeting_id AS meeting, j.kind, j.receiver, j.state, j.why,
j.created_at AS "createdAt", j.due, j.printed_at AS "printedAt", j.printed_by AS "printedBy", j.posted_at AS "postedAt",
j.posted_by AS "postedBy", j.cancelled_at AS "cancelledAt", j.cancelled_by AS "cancelledBy",
(SELECT p.patient->'protected' = 'true' FROM plan p WHERE p.id = j.plan_id) AS "isProtected"`;

type Row = Omit<PrintJob, 'meeting' | 'receiver' | 'due' | 'printed' | 'posted' | 'cancelled'> & {
  meeting: string | null;
  receiver: PrintReceiver | null;
  why: string | null;
  isProtected: boolean | null;
  due: Date | null;
  printedAt: Date | null;
  printedBy: PrintMark['by'] | null;
  postedAt: Date | null;
  postedBy: PrintMark['by'] | null;
  cancelledAt: Date | null;
  cancelledBy: PrintMark['by'] | null;
};

const LIST = 'print-queue';

/** Print queues in PostgreSQL. */
export class PgPrintQueueStore extends PrintQueueStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async list({ unit, state, plan, overdueAt, after, limit }: PrintQuery): Promise<Page<PrintJob>> {
    const where = new Conditions()
      .on(unit, (value) => `j.unit = ${value}`)
      .on(plan, (value) => `j.plan_id = ${value}`)
      .on(state === 'waiting' ? undefined : state, (value) => `j.state = ${value}`)
      .beyond(decodeCursor(LIST, after, [UUID]), 'j.id', ['uuid'], false);
    if (state === 'waiting' || overdueAt !== undefined) where.that('j.posted_at IS NULL AND j.cancelled_at IS NULL');
    where.on(overdueAt, (value) => `j.due < ${value}`);
    const limited = where.parameter(limit + 1);
    const selection = `SELECT ${COLUMNS} FROM print_job j WHERE ${String(where)} ORDER BY j.id`;
    const rows = await query<Row>(this.dataSource, firstRows(selection, limited), where.parameters);
    return pageOf(rows, limit, ({ id }) => encodeCursor(LIST, [id]), jobOf);
  }

  override async find(id: string): Promise<PrintJob | undefined> {
    const [row] = await query<Row>(this.dataSource, `SELECT ${COLUMNS} FROM print_job j WHERE j.id = $1`, [id]);
    return row && jobOf(row);
  }

  override noteMade(
    { id, unit, plan, kind }: Pick<PrintJob, 'id' | 'unit' | 'plan' | 'kind'>,
    actor: string,
    now: Date,
  ): Promise<void> {
    const line = { at: now, actor, action: 'document-made', unit, subject: 'print-job' as const, subjectId: id };
    return inTransaction(this.dataSource, (sql) => appendAudit(sql, [{ ...line, detail: { plan, kind } }]));
  }

  override move(
    id: string,
    move: PrintMove,
    decide: (job: PrintJob) => PrintDecision,
    acting: PrintActing,
  ): Promise<{ decision: PrintDecision; job: PrintJob } | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      await sql(TOGETHER, [id]);
      const [row] = await sql<Row>(`SELECT ${COLUMNS} FROM print_job j WHERE j.id = $1`, [id]);
      if (row === undefined) return undefined;
      const decision = decide(jobOf(row));
      if (decision.kind !== 'moved') return { decision, job: jobOf(row) };
      const [moved] = await sql<Row>(MOVES[move.action], [id, decision.at, JSON.stringify(move.by)]);
      if (moved === undefined) return undefined;
      const job = jobOf(moved);
      if (move.action !== 'printed') await endLetters(sql, job, decision.at, acting);
      const line = { at: acting.now, actor: acting.actor, action: `letter-${move.action}`, unit: job.unit };
      const detail = { plan: job.plan, kind: job.kind };
      await appendAudit(sql, [{ ...line, subject: 'print-job', subjectId: id, detail }]);
      return { decision, job };
    });
  }
}

const MOVES: Readonly<Record<PrintMove['action'], string>> = {
  printed: `UPDATE print_job j SET state = 'printed', printed_at = $2, printed_by = $3 WHERE j.id = $1 RETURNING ${COLUMNS}`,
  posted: `UPDATE print_job j SET state = 'posted', posted_at = $2, posted_by = $3 WHERE j.id = $1 RETURNING ${COLUMNS}`,
  cancelled: `UPDATE print_job j SET state = 'cancelled', why = 'by-hand', cancelled_at = $2, cancelled_by = $3
    WHERE j.id = $1 RETURNING ${COLUMNS}`,
};

/** The letters of a meeting are moved one at a time: who posts the last one has to know that it is. */
const TOGETHER = `
SELECT o.id FROM print_job j JOIN print_job o ON o.plan_id = j.plan_id AND (o.id = j.id OR o.meeting_id = j.meeting_id)
WHERE j.id = $1 ORDER BY o.id FOR UPDATE OF o`;

async function endLetters(sql: Sql, { plan, meeting }: PrintJob, at: Date, acting: PrintActing): Promise<void> {
  if (meeting === undefined) return;
  const counts = new Counts(acting.now);
  await endLetterDuties(sql, [plan], at, counts, acting.isLate);
  await appendCounts(sql, counts);
}

function jobOf(row: Row): PrintJob {
  const { why, isProtected, printedAt, printedBy, postedAt, postedBy, cancelledAt, cancelledBy, ...job } = row;
  const cancelled = mark(cancelledAt, cancelledBy);
  return {
    ...job,
    meeting: job.meeting ?? undefined,
    receiver: job.receiver === null ? undefined : shownReceiver(job.receiver, isProtected === true),
    due: job.due ?? undefined,
    printed: mark(printedAt, printedBy),
    posted: mark(postedAt, postedBy),
    cancelled: cancelled && { ...cancelled, why: why ?? undefined },
  };
}

/** The address of a protected person, and of who is close to them, is nobody's to see (L-PROT-01). */
function shownReceiver(receiver: PrintReceiver, isProtected: boolean): PrintReceiver {
  if (!isProtected || !isClose(receiver.relation)) return receiver;
  const shown = { ...receiver };
  delete shown.address;
  delete shown.phone;
  return receiver.channel === 'fax' ? shown : { ...shown, withheld: 'protected' };
}

function mark(at: Date | null, by: PrintMark['by'] | null): PrintMark | undefined {
  return at === null ? undefined : { at, by: by ?? undefined };
}
