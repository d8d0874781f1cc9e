import type { Both } from '#domain/both.js';
import type { MessageKind } from '#domain/message.js';
import type { CivilTime } from '../scenario.js';
import type { Content, LookStep, PostStep, ReceiptStep, RegisterStep, TellStep } from './plan-story.js';

/** The words that stories of plans are told in; each makes one step. */

export function tells(
  at: CivilTime,
  unit: string,
  tell: MessageKind,
  content: Content,
  more: Omit<TellStep, 'at' | 'unit' | 'tell' | 'content'> = {},
): TellStep {
  return { at, unit, tell, content, ...more };
}

/** The same of the stay beside which the plan is made. */
export function tellsOfStay(
  at: CivilTime,
  unit: string,
  tell: MessageKind,
  content: Content,
  more: Omit<TellStep, 'at' | 'unit' | 'tell' | 'content' | 'ofStay'> = {},
): TellStep {
  return { ...tells(at, unit, tell, content, more), ofStay: true };
}

/** The person gets the plan on paper: the original, where there is one. */
export function handsOver(at: CivilTime, unit: string, more: Content = {}): TellStep {
  return tells(at, unit, 'sip-delgivning', { event: 'delgiven', way: 'utskrift', original: true, ...more });
}

/** Whoever coordinates closes the plan, since its goals are met. */
export function closes(at: CivilTime, unit: string, comment: string): TellStep {
  const content = { reason: 'mal-uppnatt', comment, agreedWith: ['patient', 'aktorer'] };
  return tells(at, unit, 'sip-avslut', content);
}

/** A unit receipts what waits in its inbox. */
export function receipts(at: CivilTime, receipt: string, by: ReceiptStep['by']): ReceiptStep {
  return { at, receipt, by };
}

/** A unit prints and posts what waits in its print queue. */
export function posts(at: CivilTime, post: string, by: PostStep['by']): PostStep {
  return { at, post, by };
}

/** The population register tells of a death. */
export function register(at: CivilTime, diedOn: string): RegisterStep {
  return { at, register: diedOn };
}

/** Everybody looks at how it stands. */
export function looks(at: CivilTime, sv: string, en: string): LookStep {
  const look: Both = { sv, en };
  return { at, look };
}
