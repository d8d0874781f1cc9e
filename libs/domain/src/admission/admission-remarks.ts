import { parseInstant } from '../calendar.js';
import type { AdmissionRequest, DecisionGround, KnownState } from './admission-plan.js';
import type { Concern } from './admission-concern.js';
import { CLOSED_STATES } from '../episode/episode.js';
import type { EpisodeFacts } from '../episode/episode.js';
import { nextTransition } from '../episode/transitions.js';
import type { KindRule, TransitionRule } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Warning } from '../reason.js';

/** How far the sender's clock may run ahead before it is remarked upon, in milliseconds. */
const CLOCK_TOLERANCE = 5 * 60_000;

interface RemarkGround {
  readonly concern: Concern;
  readonly request: AdmissionRequest;
  readonly known: KnownState;
  readonly ground: DecisionGround;
  readonly rule: KindRule;
  readonly transition: TransitionRule;
}

/** What is odd about a message of a stay but no reason to refuse it. */
export function remarks(step: RemarkGround, facts: EpisodeFacts): Warning[] {
  const { request, ground, rule, transition } = step;
  const { message } = request;
  const warnings = clockAhead(request);
  const have = new Set([...Object.keys(message.content), ...Object.keys(facts)]);
  for (const [field, ruleId] of Object.entries(rule.expectedFields)) {
    if (!have.has(field)) warnings.push(reason('date-missing', `content.${field}`, undefined, ruleId));
  }
  warnings.push(...ofRecipients(step, facts));
  if (isSecondOpen(step, facts)) warnings.push(reason('second-open-episode', 'patient.id'));
  // As long as no notice was sent, a ready notice is as much out of order as one that opens the episode.
  const opening = nextTransition(ground.profile.transitions, message.kind, 'none');
  const flag = (facts.noticeSent ? undefined : opening?.flag) ?? transition.flag;
  if (flag !== undefined) warnings.push(reason(flag.code, 'kind', undefined, flag.rule));
  return warnings;
}

export function clockAhead({ message, receivedAt }: AdmissionRequest): Warning[] {
  const sentAt = parseInstant(message.sentAt);
  const isAhead = sentAt !== undefined && sentAt.getTime() > receivedAt.getTime() + CLOCK_TOLERANCE;
  return isAhead ? [reason('clock-ahead', 'sentAt')] : [];
}

function ofRecipients({ request, ground, rule, concern }: RemarkGround, facts: EpisodeFacts): Warning[] {
  const { recipients = [] } = request.message;
  const isChoosing = rule.recipients === 'category' || rule.recipients === 'parties';
  if (!isChoosing || !concern.isKeeper) {
    const isUsed = recipients.length === 0 || rule.recipients === 'named';
    return isUsed ? [] : [reason('recipients-unused', 'recipients', undefined, rule.rule)];
  }
  const filled = facts.parties.map((party) => party.role);
  const concerned = facts.category === undefined ? [] : ground.profile.categories[facts.category].recipients;
  const isVacant = concerned.some((role) => !filled.includes(role));
  return isVacant ? [reason('role-vacant', 'recipients', undefined, ground.profile.rules.unit)] : [];
}

/** The stay begins with this message, and another one of the patient has begun and is not over. */
function isSecondOpen({ known }: RemarkGround, { state }: EpisodeFacts): boolean {
  const before = known.episode?.facts.state ?? 'planerad';
  const hasBegun = state !== 'planerad' && !CLOSED_STATES.includes(state);
  return known.hasOtherOpenEpisode && before === 'planerad' && hasBegun;
}
