import type { PlanPaper } from '#domain/plan/paper/print-jobs.js';
import { withoutPlacesIn } from '#domain/protection.js';
import type { Paper } from '../paper.js';
import type { Addressee } from './addressee.js';
import { callPaper } from './call-paper.js';
import { followUpPaper } from './follow-up-paper.js';
import { informationPaper } from './information-paper.js';
import { groundOf } from './plan-ground.js';
import type { PlanQuestion } from './plan-ground.js';
import { planPaper } from './plan-paper.js';

/** Which paper of a plan, and for whom. */
export interface PaperWish {
  readonly kind: PlanPaper;
  /** The hub's id of the meeting that it calls to; the latest that nobody has held or called off without it. */
  readonly meeting?: string | undefined;
  readonly addressee?: Addressee | undefined;
  /** Whether what is closed is on it too (N-PRINT-02). */
  readonly closed?: boolean | undefined;
}

/** A paper of a plan; undefined where there is no such meeting to call to. */
export function paperOf(asked: PlanQuestion, wish: PaperWish): Paper | undefined {
  const question = { ...asked, plan: withoutPlacesIn(asked.plan) };
  const ground = groundOf(question);
  switch (wish.kind) {
    case 'kallelse':
    case 'aktorsmote': {
      const meeting = meetingFor(question, wish);
      return meeting === undefined ? undefined : callPaper(ground, meeting, wish.addressee);
    }
    case 'plan':
      return planPaper(ground, { closed: wish.closed === true }, wish.addressee);
    case 'uppfoljning':
      return followUpPaper(ground);
    case 'information':
      return informationPaper(ground);
  }
}

function meetingFor({ plan }: PlanQuestion, { kind, meeting: id }: PaperWish) {
  const fitting = plan.facts.meetings.filter(({ purpose }) => (purpose === 'aktorsmote') === (kind === 'aktorsmote'));
  if (id !== undefined) return fitting.find((meeting) => meeting.id === id);
  return fitting.findLast(({ held, calledOffAt }) => held === undefined && calledOffAt === undefined);
}
