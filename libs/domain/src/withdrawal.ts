import { accept, refuse } from './admission-answer.js';
import { isMetByLater } from './admission-deadlines.js';
import type {
  AdmissionDecision,
  AdmissionRequest,
  DecisionGround,
  EndedDeadline,
  KnownDeadline,
  KnownState,
  PlannedDelivery,
  VisibleMessage,
  WithdrawalTarget,
} from './admission-plan.js';
import type { Episode, EpisodeStep } from './episode/episode.js';
import { standingSteps, withoutStep } from './episode/steps.js';
import { firstFiring } from './firing.js';
import { isPersonKind } from './person.js';
import { reason } from './reason.js';
import { visiblePatient } from './visible.js';

/**
 * Decides a makulering: the named message is withdrawn at every unit that has it, its duties end, the duties that it had
 * ended are open again, and the episode goes back to what was known before it. A message that a later one builds on stays.
 */
export function decideWithdrawal(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
): AdmissionDecision {
  const { target, episode } = known;
  if (target !== undefined && isPersonKind(target.kind)) {
    return refuse(reason('not-withdrawable', 'content.messageId', 'tell what is right in a new message'));
  }
  if (target === undefined || episode === undefined || target.episode !== episode.id) {
    return refuse(reason('unknown-message', 'content.messageId', 'name a message that this unit has sent'));
  }
  if (target.kind === 'makulering')
    return refuse(
      reason('unknown-message', 'content.messageId', 'a makulering is not withdrawn; send the message again'),
    );
  if (target.withdrawn) return refuse(reason('already-withdrawn', 'content.messageId'));
  const last = standingSteps(episode).at(-1);
  if (last?.message !== target.id) return refuse(reason('later-message', 'content.messageId'));
  return withdraw(request, known, ground, { before: episode, target, last });
}

function withdraw(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  { before, target, last }: { before: Episode; target: WithdrawalTarget; last: EpisodeStep },
): AdmissionDecision {
  const id = ground.newId();
  return accept(
    {
      message: shown(request, before, id),
      profile: ground.profile.id,
      episode: withoutStep(before, last),
      alsoEpisodes: [],
      deliveries: deliveriesTo(target, ground),
      deadlines: [],
      endedDeadlines: known.deadlines.flatMap((deadline) => afterWithdrawal(deadline, target, ground) ?? []),
      endedDeliveries: target.deliveries.filter(isHeld).map((delivery) => ({ id: delivery.id, state: 'withdrawn' })),
      withdraws: target.id,
    },
    [],
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

function shown({ message, receivedAt }: AdmissionRequest, episode: Episode, id: string): VisibleMessage {
  return {
    id,
    messageId: message.messageId,
    kind: message.kind,
    sender: message.sender,
    sentAt: message.sentAt,
    receivedAt: receivedAt.toISOString(),
    episode: episode.id,
    episodeId: episode.number,
    patient: visiblePatient(episode.patient).patient,
    ...(message.inReplyTo === undefined ? {} : { inReplyTo: message.inReplyTo }),
    content: message.content,
  };
}

/**
 * What becomes of a deadline: one that the target started is gone, a receipt that was given stays given; one that the target
 * had met or cancelled runs on.
 */
function afterWithdrawal(
  deadline: KnownDeadline,
  target: WithdrawalTarget,
  ground: DecisionGround,
): EndedDeadline | undefined {
  const { id, state, delivery, metBy } = deadline;
  if (deadline.message === target.id) {
    const isStanding = state === 'open' || (state === 'met' && delivery === undefined);
    return isStanding ? { id, state: 'cancelled', late: false, nextFireAt: null } : undefined;
  }
  const isCancelledByTarget = state === 'cancelled' && metBy === target.id && delivery === undefined;
  if (!isMetByLater(deadline, target.id) && !isCancelledByTarget) return undefined;
  return { id, state: 'open', late: false, nextFireAt: firstFiring(ground.profile, deadline.kind, deadline.due) };
}
