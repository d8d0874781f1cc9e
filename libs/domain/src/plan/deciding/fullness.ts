import type { AdmissionRequest } from '../../admission/admission-plan.js';
import type { Directory } from '../../directory/directory.js';
import type { MessageKind } from '../../message.js';
import { reason } from '../../reason.js';
import type { Reason } from '../../reason.js';
import type { Plan } from '../plan.js';
import { isRegisterNotice } from './register-notice.js';

/**
 * Messages that a plan holds. It is read anew with each of them, which takes more than proportionally longer the more there are; no plan
 * that people make comes near it, a sender that has gone astray does.
 */
export const MOST_STEPS = 1_000;
/** Room beyond that for what tells that something is over. */
const FOR_ENDS = 100;

const ENDS: readonly MessageKind[] = [
  ...(['samtycke', 'samtycke-aterkallat', 'avliden', 'sip-delmal-avslut', 'sip-insats-avslut'] as const),
  ...(['sip-samordningsansvarig', 'sip-delgivning'] as const),
];

/** Why a plan takes in no more: it is full. It can always be closed, and the register always tells of a death. */
export function fullReasons(request: AdmissionRequest, before: Plan | undefined, directory: Directory): Reason[] {
  const { kind } = request.message;
  if (before === undefined || before.steps.length < MOST_STEPS) return [];
  if (kind === 'sip-avslut' || isRegisterNotice(request, directory)) return [];
  return ENDS.includes(kind) && before.steps.length < MOST_STEPS + FOR_ENDS ? [] : [reason('plan-full', 'plan')];
}
