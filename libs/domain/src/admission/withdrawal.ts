import { accept, refuse } from './admission-answer.js';
import type {
  AdmissionDecision,
  AdmissionRequest,
  DecisionGround,
  EndedDeadline,
  KnownState,
  PlannedDeadline,
  PlannedDelivery,
  VisibleMessage,
  WithdrawalTarget,
} from './admission-plan.js';
import { followStay } from './admission-deadlines.js';
import { subjectOfStay } from './admission-subject.js';
import { deadlinesAfterWithdrawal } from '../deadline/deadline-end.js';
import type { Episode, EpisodeStep } from '../episode/episode.js';
import { buildsOn, standingSteps, withoutStep } from '../episode/steps.js';
import { isPersonKind } from '../person.js';
import type { Plan } from '../plan/plan.js';
import { planWithdrawalReasons, withdrawFromPlans } from '../plan/deciding/withdrawal.js';
import type { Profile } from '../profile/profile.js';
import { reason } from '../reason.js';
import { visibleHead, visiblePatient } from '../visible.js';

/**
 * Decides a makulering: the named message is withdrawn at every unit that has it, its duties end, the duties that it had
 * ended are open again, and stay and plan go back to what was known before it. A message that a later one builds on stays.
 */
export function decideWithdrawal(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
): AdmissionDecision {
  const { target, episode } = known;
  if (target !== undefined && isPersonKind(target.kind)) {
    return refuse(
      reason('not-withdrawable', 'content.messageId', {
        en: 'tell what is right in a new message',
        sv: 'skicka det som är rätt i ett nytt meddelande',
      }),
    );
  }
  if (target === undefined || target.episode !== episode?.id) {
    return refuse(
      reason('unknown-message', 'content.messageId', {
        en: 'name a message that this unit has sent',
        sv: 'ange ett meddelande som enheten har skickat',
      }),
    );
  }
  if (target.kind === 'makulering')
    return refuse(
      reason('unknown-message', 'content.messageId', {
        en: 'a makulering is not withdrawn; send the message again',
        sv: 'en makulering makuleras inte; skicka meddelandet på nytt',
      }),
    );
  if (target.withdrawn) return refuse(reason('already-withdrawn', 'content.messageId'));
  const step = standingSteps(episode).find(({ message }) => message === target.id);
  const later = episode === undefined || step === undefined ? [] : laterThan(step, episode);
  if (episode !== undefined && step !== undefined && later.some((one) => buildsOn(episode, one, step))) {
    return refuse(reason('later-message', 'content.messageId'));
  }
  const ofPlan = planWithdrawalReasons(target, known);
  if (ofPlan.length > 0) return refuse(...ofPlan);
  return withdraw(request, known, ground, { target, step, later });
}

function laterThan(step: EpisodeStep, episode: Episode): EpisodeStep[] {
  const standing = standingSteps(episode);
  return standing.slice(standing.indexOf(step) + 1);
}

/** A message and its place in the stay; none for one that belongs to no stay, or that fell with what opened it. */
interface Withdrawn {
  readonly target: WithdrawalTarget;
  readonly step: EpisodeStep | undefined;
  readonly later: readonly EpisodeStep[];
}

function withdraw(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  withdrawn: Withdrawn,
): AdmissionDecision {
  const { episode } = known;
  const { target, step } = withdrawn;
  const id = ground.newId();
  const after = episode && (step === undefined ? episode : withoutStep(episode, step));
  const ended = deadlinesAfter(request, known, ground.profile, withdrawn);
  const duties = after === undefined ? { started: [], ended } : dutiesAfter(request, known, ground, { after, ended });
  const plans = withdrawFromPlans(target, request, known, ground, id);
  return accept(
    {
      message: shown(request, after, plans?.plans[0], id, ground.profile),
      profile: ground.profile.id,
      episode: after,
      alsoEpisodes: [],
      deliveries: deliveriesTo(target, ground),
      ...(plans === undefined ? {} : { plans: plans.plans, printJobs: plans.printJobs }),
      deadlines: [...duties.started, ...(plans?.deadlines ?? [])],
      endedDeadlines: [...duties.ended, ...(plans?.endedDeadlines ?? [])],
      endedDeliveries: target.deliveries.filter(isHeld).map((delivery) => ({ id: delivery.id, state: 'withdrawn' })),
      withdraws: target.id,
    },
    [],
  );
}

function dutiesAfter(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  { after, ended }: { after: Episode; ended: readonly EndedDeadline[] },
): { started: PlannedDeadline[]; ended: EndedDeadline[] } {
  const subject = subjectOfStay(after, ground.profile);
  const context = { request, known, ground, deliveries: [], takenBack: [], facts: after.facts, subject };
  return followStay(context, ended);
}

/** What a later message has met or cancelled since does not run on. */
function deadlinesAfter(
  { receivedAt }: AdmissionRequest,
  known: KnownState,
  profile: Profile,
  { target, later }: Withdrawn,
): EndedDeadline[] {
  const ofStay = { ...known, deadlines: known.deadlines.filter(({ plan }) => plan === undefined) };
  const nameOf = new Map(ofStay.deadlines.map(({ id, kind }) => [id, kind]));
  const isSettled = (id: string) => {
    const { metBy = [], cancelledBy = [] } = profile.deadlines[nameOf.get(id) ?? ''] ?? {};
    return later.some(({ kind }) => metBy.includes(kind) || cancelledBy.includes(kind));
  };
  return deadlinesAfterWithdrawal(ofStay, target, profile, receivedAt).filter(
    ({ id, state }) => state !== 'open' || !isSettled(id),
  );
}

type ReachedDelivery = WithdrawalTarget['deliveries'][number];

/** Whether the unit has the message as its own: what it forwarded or sent back is another's. */
function isReached({ state }: ReachedDelivery): boolean {
  return state !== 'forwarded' && state !== 'misdirected';
}

function isHeld(delivery: ReachedDelivery): boolean {
  return isReached(delivery) && delivery.state !== 'withdrawn';
}

function deliveriesTo(target: WithdrawalTarget, ground: DecisionGround): PlannedDelivery[] {
  const reached = target.deliveries.filter(isReached);
  return reached
    .filter(({ unit }, index) => reached.findIndex((other) => other.unit === unit) === index)
    .map(({ unit, role }) => ({ id: ground.newId(), unit, role, receiptDue: null }));
}

function shown(
  request: AdmissionRequest,
  episode: Episode | undefined,
  plan: Plan | undefined,
  id: string,
  profile: Profile,
): VisibleMessage {
  const { message } = request;
  const patient = episode?.patient ?? plan?.patient ?? message.patient;
  return {
    ...visibleHead(request, id),
    ...(episode === undefined ? {} : { episode: episode.id, episodeId: episode.number }),
    ...(plan === undefined ? {} : { plan: plan.id }),
    ...(patient === undefined ? {} : { patient: visiblePatient(patient, profile).patient }),
    content: message.content,
  };
}
