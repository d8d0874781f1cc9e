import type { StaffMember } from '#domain/message.js';
import type { PrintReceiver, PrintState, QueuedPaper } from '#domain/plan/paper/print-jobs.js';
import type { PrintDecision, PrintMove } from '#domain/plan/paper/print-moves.js';
import type { Page, PageQuery } from './operations-ports.js';

/** Who did something with a document, and when. */
export interface PrintMark {
  readonly by: StaffMember | undefined;
  readonly at: Date;
}

/** A document that a unit is to print and send, or has. */
export interface PrintJob {
  readonly id: string;
  /** HSA-id. */
  readonly unit: string;
  readonly profile: string;
  /** The hub's ids of the plan, of the message because of which it is sent, and of the meeting that it calls to. */
  readonly plan: string;
  readonly message: string;
  readonly meeting: string | undefined;
  readonly kind: QueuedPaper;
  /** Undefined once it has been erased. */
  readonly receiver: PrintReceiver | undefined;
  readonly state: PrintState;
  readonly createdAt: Date;
  readonly due: Date | undefined;
  readonly printed: PrintMark | undefined;
  readonly posted: PrintMark | undefined;
  readonly cancelled: (PrintMark & { readonly why: string | undefined }) | undefined;
}

export interface PrintQuery extends PageQuery {
  /** HSA-id; every unit's without it. */
  readonly unit?: string | undefined;
  /** `waiting`: queued or printed. Every state without it. */
  readonly state?: PrintState | 'waiting' | undefined;
  /** The hub's id of a plan. */
  readonly plan?: string | undefined;
  /** Only what should be on its way by that instant and is not. */
  readonly overdueAt?: Date | undefined;
}

/** Whose hand it was, and how late an ended deadline is. */
export interface PrintActing {
  readonly actor: string;
  readonly now: Date;
  /** Whether a letter that was to be on its way by then is late when it is posted at that time. */
  readonly isLate: (due: Date, at: Date) => boolean;
}

/** The print queues of units; methods with a cursor throw `InvalidCursor`. */
export abstract class PrintQueueStore {
  /** The longest waiting first. */
  abstract list(query: PrintQuery): Promise<Page<PrintJob>>;
  /** For the hub's own use: who may look at it is asked by the caller. */
  abstract find(id: string): Promise<PrintJob | undefined>;
  /** Notes that the document was made for somebody (L-LOG-01). */
  abstract noteMade(job: Pick<PrintJob, 'id' | 'unit' | 'plan' | 'kind'>, actor: string, now: Date): Promise<void>;
  /**
   * Does something with a document, and notes it. When nothing is left to be sent for a meeting, the duty to post its letters
   * (sip-brev) is met; it is cancelled where none was posted. Undefined when there is no such job.
   */
  abstract move(
    id: string,
    move: PrintMove,
    decide: (job: PrintJob) => PrintDecision,
    acting: PrintActing,
  ): Promise<{ readonly decision: PrintDecision; readonly job: PrintJob } | undefined>;
}
