import { parseInstant } from '../../calendar.js';
import type { StaffMember } from '../../message.js';
import type { PrintState } from './print-jobs.js';

/** What somebody does with a document in the print queue. */
export const PRINT_ACTIONS = ['printed', 'posted', 'cancelled'] as const;
export type PrintAction = (typeof PRINT_ACTIONS)[number];

/** Where each action leads from; what was printed elsewhere can be posted at once. What is posted or cancelled is over. */
const FROM: Readonly<Record<PrintAction, readonly PrintState[]>> = {
  printed: ['queued'],
  posted: ['queued', 'printed'],
  cancelled: ['queued', 'printed'],
};

export interface PrintMove {
  readonly action: PrintAction;
  readonly by: StaffMember;
  /** When it was done, as it was sent; now without it. */
  readonly at: string | undefined;
}

/** A document as its queue knows it when something is done with it. */
export interface PrintStanding {
  readonly state: PrintState;
  readonly createdAt: Date;
}

/**
 * `moved`: it is so from now on; `repeated`: it was already; `conflict`: it has ended otherwise; `invalid`: not at that time.
 */
export type PrintDecision =
  | { readonly kind: 'moved'; readonly at: Date }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'conflict'; readonly met: PrintState }
  | { readonly kind: 'invalid'; readonly path: 'at'; readonly message: string };

/** Decides what an action does with a document. */
export function decidePrint(job: PrintStanding, { action, at }: PrintMove, now: Date): PrintDecision {
  if (job.state === action) return { kind: 'repeated' };
  if (!FROM[action].includes(job.state)) return { kind: 'conflict', met: job.state };
  const when = at === undefined ? now : parseInstant(at);
  if (when === undefined) return { kind: 'invalid', path: 'at', message: 'must be an instant with a time zone' };
  const isInTime = when >= job.createdAt && when <= now;
  const message = 'must be neither before the document was asked for nor ahead of the clock';
  return isInTime ? { kind: 'moved', at: when } : { kind: 'invalid', path: 'at', message };
}
