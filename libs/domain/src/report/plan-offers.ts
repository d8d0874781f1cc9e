import { civilDateOf, type CivilDate } from '../calendar.js';
import { isOfPlan } from '../plan/folding/meetings.js';
import type { PlanConsent, PlanFacts } from '../plan/plan.js';
import type { Profile } from '../profile/profile.js';
import { dayIn } from './ready-spells.js';
import type { ReportPlan } from './report-plan.js';
import type { ReportStay } from './stay.js';

/** What shows that a plan was offered, what the person answered, and that a no was talked over. [S-PAY-04] */
export interface PlanOffer {
  /** Civil days; `offeredOn` as it was told, else when the answer came or the call was made. */
  readonly offeredOn: CivilDate | undefined;
  readonly isOfferTold: boolean;
  readonly answer: PlanConsent['answer'] | undefined;
  readonly answeredOn: CivilDate | undefined;
  readonly talkedOverOn: CivilDate | undefined;
  /** Whether the day of the offer, the answer and, after a no, the dialogue are all told. */
  readonly isWhole: boolean;
}

/** Undefined for a plan of which nobody has said that it was offered, nor asked, nor called. */
export function offerOf({ plan: { facts } }: ReportPlan): PlanOffer | undefined {
  const told = dayIn(facts.offeredOn);
  const answered = answerIn(facts);
  const calledAt = facts.meetings.find(isOfPlan)?.at;
  const offeredOn = told ?? answered?.on ?? (calledAt === undefined ? undefined : civilDateOf(new Date(calledAt)));
  if (offeredOn === undefined) return undefined;
  const talkedOverOn = dayIn(facts.talkedOverOn);
  const isSettled = answered !== undefined && (answered.answer !== 'nej' || talkedOverOn !== undefined);
  return {
    ...{ offeredOn, isOfferTold: told !== undefined, talkedOverOn },
    answer: answered?.answer,
    answeredOn: answered?.on,
    isWhole: told !== undefined && isSettled,
  };
}

/** A no to any part of it is a no; a yes that was taken back is one from then on. What may be passed on to others is another question. */
function answerIn({ consents }: PlanFacts): { answer: PlanConsent['answer']; on: CivilDate } | undefined {
  const latest = (['kallelse', 'mote', 'plan'] as const).flatMap((about) => {
    const last = consents.findLast((one) => one.about === about);
    if (last === undefined) return [];
    const { answer, at, withdrawnAt } = last;
    const day = civilDateOf(new Date(withdrawnAt ?? at));
    return [{ answer: withdrawnAt === undefined ? answer : ('nej' as const), on: day }];
  });
  for (const answer of ['nej', 'ja', 'kan-inte'] as const) {
    const found = latest.find((one) => one.answer === answer);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Why a plan was to be offered: both principals have planned services, or the category asks for one. */
export type OfferGround = 'services' | 'category';

/**
 * Why a plan was to be offered in a stay in which nobody has offered one, called to one, or judged that none is needed; undefined for
 * every other stay. [P-GEN-04]
 * @param plans plans of the same person that are open or were while the stay was
 */
export function unofferedGround(
  stay: ReportStay,
  plans: readonly ReportPlan[],
  profile: Profile,
): OfferGround | undefined {
  const { calledAt, refusedAt, notNeededAt, isReplaced } = stay.plan;
  const isSettled = [calledAt, refusedAt, notNeededAt].some((at) => at !== undefined) || isReplaced;
  const isRaised = stay.said.some(({ kind }) => kind === 'sip-initiativ');
  const isOffered = plans.some((one) => offerOf(one) !== undefined);
  if (isSettled || isRaised || isOffered || stay.diedOn !== undefined) return undefined;
  const roles = stay.services.map(({ role }) => role);
  const isFromBoth = roles.includes('oppenvard') && roles.some((role) => profile.payment.municipalRoles.includes(role));
  if (isFromBoth) return 'services';
  return stay.category !== undefined && profile.categories[stay.category].sip ? 'category' : undefined;
}
