import type {
  AdmissionDecision,
  AdmissionPlan,
  AdmissionRequest,
  DecisionGround,
  EndedDelivery,
  KnownState,
  NoticeVariant,
  PlannedDelivery,
  VisibleMessage,
} from './admission-plan.js';
import { accept, refuse } from './admission-answer.js';
import { resolveConcern } from './admission-concern.js';
import type { Concern } from './admission-concern.js';
import { changeDeadlines, receiptDeadline } from './admission-deadlines.js';
import { remarks } from './admission-remarks.js';
import type { Episode, EpisodeFacts } from './episode/episode.js';
import { factsAfter } from './episode/facts.js';
import { standingSteps, withStep } from './episode/steps.js';
import { nextTransition } from './episode/transitions.js';
import type { Message } from './message.js';
import { noticeVariant, recipientsOf } from './notice.js';
import { decidePerson } from './person-admission.js';
import { identitiesIn } from './person.js';
import type { KindRule, TransitionRule } from './profile.js';
import { reason } from './reason.js';
import type { Reason, Warning } from './reason.js';
import { visibleContent, visiblePatient } from './visible.js';
import { decideWithdrawal } from './withdrawal.js';

/**
 * Decides what one message brings about: accepted with all its consequences, or refused with every reason at once. Pure:
 * duplicates have been sorted out before, and nothing has happened until the plan is committed.
 */
export function decideAdmission(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
): AdmissionDecision {
  const { message } = request;
  const rule = ground.profile.kinds[message.kind];
  if (rule === undefined)
    return refuse(reason('unknown-kind', 'kind', `the profile ${ground.profile.id} has no such kind`));
  const foreign = [...senderReasons(request, rule), ...episodeReasons(request, known.episode)];
  if (foreign.length > 0) return refuse(...foreign);
  if (message.kind === 'makulering') return decideWithdrawal(request, known, ground);
  if (rule.about === 'person') return decidePerson(request, known, ground, rule);
  return decideStep(request, known, ground, rule);
}

function senderReasons({ sender }: AdmissionRequest, rule: KindRule): Reason[] {
  if (rule.senders.includes(sender.role)) return [];
  return [reason('sender-role', 'sender', `it is sent by ${rule.senders.join(', ')}`, rule.rule)];
}

/** An episode of another organisation, or one that was named and is not there, is unknown to this sender. */
function episodeReasons({ message, sender }: AdmissionRequest, episode: Episode | undefined): Reason[] {
  const path = message.episode === undefined ? 'episodeId' : 'episode';
  if (episode === undefined) {
    return message.episode === undefined
      ? []
      : [reason('unknown-episode', path, 'use the id that the hub answered with')];
  }
  if (episode.organisation !== sender.organisation) {
    return [reason('unknown-episode', path, 'your organisation has no such care episode')];
  }
  const isOtherNumber = message.episodeId !== undefined && message.episodeId !== episode.number;
  const isOtherId = message.episode !== undefined && message.episode !== episode.id;
  if (isOtherNumber || isOtherId) {
    return [reason('unknown-episode', path, 'episode and episodeId name different care episodes')];
  }
  return identityReasons(message, episode);
}

function identityReasons(message: Message, episode: Episode): Reason[] {
  const ids = identitiesIn(message);
  if (ids.length === 0 || ids.includes(episode.patient.id) || standingSteps(episode).length === 0) return [];
  const isFormer = episode.formerIds?.some(({ id }) => ids.includes(id)) === true;
  const detail = isFormer
    ? 'the identity was changed; send under the one that the patient has now'
    : 'check the number of the care episode and the identity';
  return [reason('patient-mismatch', 'patient.id', detail, isFormer ? 'G-ADM-05' : undefined)];
}

/** One message on its way through an episode, with all that it is decided from. */
interface Step {
  readonly request: AdmissionRequest;
  /** What is known of the stay; nothing when all that was known has been withdrawn. */
  readonly known: KnownState;
  readonly ground: DecisionGround;
  readonly rule: KindRule;
  readonly transition: TransitionRule;
  readonly concern: Concern;
}

function decideStep(
  request: AdmissionRequest,
  stored: KnownState,
  ground: DecisionGround,
  rule: KindRule,
): AdmissionDecision {
  const { message } = request;
  const known = standingSteps(stored.episode).length === 0 ? nothingOf(stored) : stored;
  const state = known.episode?.facts.state ?? 'none';
  const transition = nextTransition(ground.profile.transitions, message.kind, state);
  if (transition === undefined && state === 'none') {
    return refuse(reason('unknown-episode', 'episodeId', 'send the inskrivningsmeddelande first'));
  }
  const concern = resolveConcern(message, known.episode, rule, ground);
  const reasons = [...(concern.ok ? [] : concern.reasons), ...wardReasons(request, rule, ground)];
  if (stored.episode === undefined && message.episodeId === undefined) {
    reasons.unshift(reason('missing-field', 'episodeId', "give your organisation's number of the care episode"));
  }
  if (transition === undefined) reasons.unshift(reason('wrong-state', 'kind', `the care episode is ${state}`));
  if (transition === undefined || !concern.ok || reasons.length > 0) return refuse(...reasons);
  return acceptStep({ request, known, ground, rule, transition, concern: concern.value }, stored.episode);
}

/** A patient is moved to a ward of the same hospital. */
function wardReasons({ message, sender }: AdmissionRequest, rule: KindRule, { directory }: DecisionGround): Reason[] {
  const ward = message.content['ward'];
  if (typeof ward !== 'string') return [];
  const unit = directory.units.get(ward);
  if (unit?.organisation === sender.organisation && rule.senders.includes(unit.role)) return [];
  return [reason('unknown-unit', 'content.ward', "use the HSA-id of a ward of the sender's organisation", rule.rule)];
}

/** An episode whose every message was withdrawn begins anew under its number. */
function nothingOf(known: KnownState): KnownState {
  return { ...known, episode: undefined, outstanding: [], deadlines: [] };
}

function acceptStep(step: Step, stored: Episode | undefined): AdmissionDecision {
  const { request, known, ground, rule, transition, concern } = step;
  const id = ground.newId();
  const facts = factsAfter(request, known.episode, transition, concern, ground.profile);
  const variant = request.message.kind === 'inskrivningsmeddelande' ? noticeVariant(known.episode, facts) : undefined;
  const begun = known.episode ?? (stored === undefined ? newEpisode(step, facts) : { ...stored, formerIds: undefined });
  const episode = withStep(begun, request, id, known.episode, {
    facts,
    patient: concern.patient,
  });
  const deliveries = planDeliveries(step, facts, variant);
  const takenBack = retracted(known, rule);
  const changes = changeDeadlines({ request, known, ground, deliveries, takenBack });
  const { message, warnings } = show(step, id, episode, variant, changes);
  const isSilent = variant === 'update' && deliveries.length === 0;
  const plan: Omit<AdmissionPlan, 'answer'> = {
    message,
    profile: ground.profile.id,
    episode,
    alsoEpisodes: [],
    deliveries,
    deadlines: changes.started,
    endedDeadlines: changes.ended,
    endedDeliveries: takenBack,
    withdraws: undefined,
  };
  return accept(plan, [
    ...warnings,
    ...changes.warnings,
    ...remarks(step, facts),
    ...(isSilent ? [reason('nothing-changed', '')] : []),
  ]);
}

/** The message as its recipients see it, with a warning for each thing that they do not see. */
function show(
  { request, rule, concern }: Step,
  id: string,
  episode: Episode,
  notice: NoticeVariant | undefined,
  { servicesFrom, judged }: Pick<ReturnType<typeof changeDeadlines>, 'servicesFrom' | 'judged'>,
): { message: VisibleMessage; warnings: Warning[] } {
  const { message, receivedAt } = request;
  const { content, warnings } = visibleContent(message, rule);
  // Protection that is known holds also for a message that does not repeat it.
  const isProtected = concern.patient.protected === true;
  const person = visiblePatient({
    ...(message.patient ?? concern.patient),
    ...(isProtected ? { protected: true } : {}),
  });
  return {
    message: {
      id,
      messageId: message.messageId,
      kind: message.kind,
      ...(notice === undefined ? {} : { notice }),
      sender: message.sender,
      sentAt: message.sentAt,
      receivedAt: receivedAt.toISOString(),
      episode: episode.id,
      episodeId: episode.number,
      patient: person.patient,
      ...(concern.category === undefined ? {} : { planningCategory: concern.category }),
      ...(message.inReplyTo === undefined ? {} : { inReplyTo: message.inReplyTo }),
      ...(message.consent === undefined ? {} : { consent: message.consent }),
      content,
      ...(servicesFrom === undefined ? {} : { servicesFrom }),
      ...(judged.length === 0 ? {} : { judged }),
    },
    warnings:
      rule.recipients === 'none' ? [] : [...warnings, ...(message.patient === undefined ? [] : person.warnings)],
  };
}

function planDeliveries(
  { request, known, ground, rule }: Step,
  facts: EpisodeFacts,
  variant: NoticeVariant | undefined,
): PlannedDelivery[] {
  if (rule.recipients === 'none') return [];
  const due = receiptDeadline(ground.profile, request.message.kind, request.receivedAt);
  return recipientsOf(request, known.episode?.facts, facts, variant, ground.profile).map(({ unit, role }) => ({
    id: ground.newId(),
    unit,
    role,
    receiptDue: due ?? null,
  }));
}

/** Deliveries that this message takes back, as far as nobody has receipted them. */
function retracted(known: KnownState, rule: KindRule): EndedDelivery[] {
  return known.outstanding
    .filter((delivery) => rule.retractsAll || delivery.kind === rule.retracts)
    .map((delivery) => ({ id: delivery.id, state: 'withdrawn' }));
}

/** The episode that the message opens, before its first step. */
function newEpisode({ request, ground, concern }: Step, facts: EpisodeFacts): Episode {
  return {
    id: ground.newId(),
    organisation: request.sender.organisation,
    number: request.message.episodeId ?? '',
    profile: ground.profile.id,
    patient: concern.patient,
    version: 0,
    facts,
    steps: [],
  };
}
