import type { PrintJob, PrintMark } from '#flows/print-ports.js';
import type { HandoverTold } from '#flows/print-queue.js';
import type { PrintJobDto, PrintMovedDto } from './print.dto.js';

/** A document of a print queue in the words of the interface. */
export function printView(job: PrintJob): PrintJobDto {
  const { id, unit, plan, message, meeting, kind, receiver, state, createdAt, due, printed, posted, cancelled } = job;
  return {
    ...{ id, unit, plan, message, kind, state, meeting: meeting ?? null, receiver: receiver ?? null },
    ...{ createdAt: createdAt.toISOString(), due: due?.toISOString() ?? null },
    ...{ printed: doneOf(printed), posted: doneOf(posted), cancelled: doneOf(cancelled) },
  };
}

export function movedView(job: PrintJob, handover: HandoverTold | undefined): PrintMovedDto {
  if (handover === undefined) return { ...printView(job), handover: null };
  const errors = handover.kind === 'refused' ? [...handover.reasons] : [];
  return { ...printView(job), handover: { accepted: handover.kind === 'accepted', errors } };
}

function doneOf(mark: (PrintMark & { readonly why?: string | undefined }) | undefined): PrintJobDto['printed'] {
  if (mark === undefined) return null;
  const { by, at, why } = mark;
  return { by: by ?? null, at: at.toISOString(), ...(why === undefined ? {} : { why }) };
}
