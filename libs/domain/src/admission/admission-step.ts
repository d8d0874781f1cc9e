import type {
  AdmissionDecision,
  AdmissionPlan,
  AdmissionRequest,
  DecisionGround,
  EndedDelivery,
  KnownState,
  NoticeVariant,
  VisibleMessage,
  WaitingMessage,
} from './admission-plan.js';
import { accept, refuse } from './admission-answer.js';
import { careContactReasons, checkAgainst } from './admission-checks.js';
import { resolveConcern } from './admission-concern.js';
import type { Concern } from './admission-concern.js';
import { passedOn } from './admission-consent.js';
import type { Passed } from './admission-consent.js';
import { changeDeadlines } from './admission-deadlines.js';
import { decideEarly, decideFree, join, takenUp } from './admission-early.js';
import { deliver, namedReasons, nobodyReasons, whoGets } from './admission-recipients.js';
import { remarks } from './admission-remarks.js';
import { afterwards, subjectOf, withItself } from './admission-subject.js';
import { holds } from '../condition.js';
import type { Subject } from '../condition.js';
import { isActive } from '../episode/care-contacts.js';
import type { Episode, EpisodeFacts } from '../episode/episode.js';
import { factsAfter } from '../episode/facts.js';
import { keptOf, standingSteps, withStep } from '../episode/steps.js';
import { misfit, nextTransition } from '../episode/transitions.js';
import { noticeVariant } from '../notice.js';
import type { KindRule, TransitionRule } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Reason, Warning } from '../reason.js';
import { shownJudgements, shownPatient, visibleContent, visibleHead, visiblePatient } from '../visible.js';

/** One message on its way through an episode, with all that it is decided from. */
interface Step {
  readonly request: AdmissionRequest;
  /** What is known of the stay; nothing when all that was known has been withdrawn. */
  readonly known: KnownState;
  /** The stay as it is stored, also when all of it has been withdrawn. */
  readonly stored: Episode | undefined;
  readonly ground: DecisionGround;
  readonly rule: KindRule;
  readonly transition: TransitionRule;
  readonly concern: Concern;
  readonly facts: EpisodeFacts;
  readonly variant: NoticeVariant | undefined;
  /** What waited for the stay and is taken up now. */
  readonly waiting: readonly WaitingMessage[];
  readonly subject: Subject;
  readonly passed: Passed;
  /** What the profile's checks remark. */
  readonly odd: readonly Warning[];
}

/** Decides a message of one stay: which one it is, whether it fits there, whom it concerns, what is asked of it. */
export function decideStep(
  request: AdmissionRequest,
  stored: KnownState,
  ground: DecisionGround,
  rule: KindRule,
): AdmissionDecision {
  const { message, receivedAt } = request;
  const known = standingSteps(stored.episode).length === 0 ? nothingOf(stored) : stored;
  const state = known.episode?.facts.state ?? 'none';
  const { transitions } = ground.profile;
  const isFitting = nextTransition(transitions, message.kind, state) !== undefined;
  if (!isFitting && state === 'none') return withoutStay(request, stored, ground, rule);
  const waiting = takenUp(known, receivedAt, ground);
  const resolved = resolveConcern(request, known.episode, rule, ground);
  const concern = resolved.ok ? resolved.value : undefined;
  const subject = subjectOf(request, { state: known, concern, joined: waiting }, ground);
  const saidNow = withItself(subject, request, rule);
  const transition = nextTransition(transitions, message.kind, state, (condition) => holds(condition, saidNow));
  const passed = passedOn(message, rule, subject.hasConsent);
  const checked = checkAgainst(rule, subject);
  const reasons = [
    ...(transition === undefined ? [reason('wrong-state', 'kind', misfit(message.kind, state, transitions))] : []),
    ...numberReasons(request, stored.episode),
    ...(resolved.ok ? [] : resolved.reasons),
    ...(concern === undefined ? [] : namedReasons(request, rule, concern, wardAfter(request, known, concern), ground)),
    ...wardReasons(request, rule, ground),
    ...passed.reasons,
    ...checked.reasons,
    ...careContactReasons(message, ground),
  ];
  if (transition === undefined || concern === undefined || reasons.length > 0) return refuse(...reasons);
  const facts = factsAfter(request, known.episode, transition, concern, ground.profile);
  const variant = message.kind === 'inskrivningsmeddelande' ? noticeVariant(known.episode, facts) : undefined;
  const nobody = nobodyReasons({ request, before: known.episode, facts, variant, rule, ground });
  if (nobody.length > 0) return refuse(...nobody);
  const decided = { request, known, stored: stored.episode, ground, rule, transition, concern, facts };
  return acceptStep({ ...decided, variant, waiting, subject, passed, odd: checked.warnings });
}

/** A message that finds no stay waits for one if its kind may come early and it names none. */
function withoutStay(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  rule: KindRule,
): AdmissionDecision {
  const { episode, episodeId } = request.message;
  const isUnnamed = episode === undefined && episodeId === undefined;
  if (isUnnamed && rule.early !== undefined) {
    return decideEarly({ request, known: { ...known, episode: undefined }, ground, rule }, rule.early);
  }
  if (isUnnamed && rule.alone !== undefined) return decideFree({ request, known, ground, rule });
  const detail = isUnnamed
    ? {
        en: 'name the care episode: the id of the hub, or the number of your own organisation',
        sv: 'ange vårdtillfället: navets id, eller den egna organisationens nummer',
      }
    : {
        en: 'send the inskrivningsmeddelande first; other parties name it by the id of the hub',
        sv: 'skicka inskrivningsmeddelandet först; andra parter anger navets id',
      };
  return refuse(reason('unknown-episode', episode === undefined ? 'episodeId' : 'episode', detail));
}

/** A stay that begins has a number. */
function numberReasons({ message }: AdmissionRequest, stored: Episode | undefined): Reason[] {
  if (stored !== undefined || message.episodeId !== undefined) return [];
  const detail = {
    en: "give your organisation's number of the care episode",
    sv: 'ange er organisations nummer på vårdtillfället',
  };
  return [reason('missing-field', 'episodeId', detail)];
}

function wardAfter({ sender }: AdmissionRequest, { episode }: KnownState, { isKeeper }: Concern): string {
  return isKeeper ? sender.hsaId : (episode?.facts.ward ?? sender.hsaId);
}

/** A patient is moved to a ward of the same hospital. */
function wardReasons({ message, sender }: AdmissionRequest, rule: KindRule, { directory }: DecisionGround): Reason[] {
  const ward = message.content['ward'];
  if (typeof ward !== 'string') return [];
  const unit = directory.units.get(ward);
  if (unit?.organisation === sender.organisation && rule.senders.includes(unit.role)) return [];
  const detail = {
    en: "use the HSA-id of a ward of the sender's organisation",
    sv: 'ange HSA-id för en avdelning i avsändarens organisation',
  };
  return [reason('unknown-unit', 'content.ward', detail, rule.rule)];
}

/** An episode whose every message was withdrawn begins anew under its number. */
function nothingOf(known: KnownState): KnownState {
  return { ...known, episode: undefined, outstanding: [], deadlines: [], receipted: [] };
}

function acceptStep(step: Step): AdmissionDecision {
  const { request, known, ground, rule, variant, passed, subject } = step;
  const id = ground.newId();
  const { episode, joins, deliveries: early } = join(episodeAfter(step, id), step.waiting, request, ground);
  const own = passed.isWithheld ? [] : deliver(request, whoGets({ ...step, before: known.episode }), ground);
  const deliveries = [...own, ...early];
  const takenBack = retracted(known, rule);
  const changes = changeDeadlines({
    request,
    known,
    ground,
    deliveries,
    takenBack,
    facts: episode.facts,
    subject: afterwards(subject, episode),
  });
  const { message, warnings } = show(step, id, episode, changes);
  const isSilent = variant === 'update' && own.length === 0 && !passed.isWithheld;
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
    ...(joins.length === 0 ? {} : { joins }),
  };
  return accept(plan, [
    ...warnings,
    ...changes.warnings,
    ...remarks(step, episode.facts),
    ...step.odd,
    ...withoutCoordinator(step, episode),
    ...(isSilent ? [reason('nothing-changed', '')] : []),
  ]);
}

function episodeAfter({ request, known, stored, rule, ground, concern, facts, passed }: Step, id: string): Episode {
  const { message } = request;
  const begun =
    known.episode ??
    (stored === undefined ? newEpisode(request, concern, facts, ground) : { ...stored, formerIds: undefined });
  return withStep(begun, request, id, known.episode, {
    facts,
    patient: concern.patient,
    kept: keptOf(message.kind, rule, passed.isWithheld ? {} : passed.content, message.consent),
  });
}

/** The message as its recipients see it, with a warning for each thing that they do not see. */
function show(
  { request, rule, variant, concern, passed, ground }: Step,
  id: string,
  episode: Episode,
  { servicesFrom, judged }: Pick<ReturnType<typeof changeDeadlines>, 'servicesFrom' | 'judged'>,
): { message: VisibleMessage; warnings: Warning[] } {
  const { message } = request;
  // Protection that is known holds also for a message that does not repeat it.
  const isProtected = concern.patient.protected === true;
  const told = { ...(message.patient ?? concern.patient), ...(isProtected ? { protected: true } : {}) };
  const person = visiblePatient(told, ground.profile);
  const shown = shownJudgements(judged, passed, ground.profile);
  return {
    message: {
      ...visibleHead(request, id),
      ...(variant === undefined ? {} : { notice: variant }),
      episode: episode.id,
      episodeId: episode.number,
      patient: shownPatient(person.patient, passed.hidden),
      ...(concern.category === undefined || passed.hidden.includes('planningCategory')
        ? {}
        : { planningCategory: concern.category }),
      ...visibleContent(passed, told.protected === true),
      ...(servicesFrom === undefined ? {} : { servicesFrom }),
      ...(shown.length === 0 ? {} : { judged: shown }),
    },
    // What goes to nobody anyway is told to nobody.
    warnings:
      rule.recipients === 'none' ? [] : [...passed.warnings, ...(message.patient === undefined ? [] : person.warnings)],
  };
}

/** Deliveries that this message takes back, as far as nobody has receipted them. */
function retracted(known: KnownState, rule: KindRule): EndedDelivery[] {
  return known.outstanding
    .filter((delivery) => rule.retractsAll || delivery.kind === rule.retracts)
    .map((delivery) => ({ id: delivery.id, state: 'withdrawn' }));
}

/** Where there are care contacts, one of them coordinates (G-FVK-12). */
function withoutCoordinator({ request, ground }: Step, { facts }: Episode): Warning[] {
  const active = request.message.kind === 'fast-vardkontakt' ? (facts.careContacts ?? []).filter(isActive) : [];
  if (active.length === 0 || active.some(({ coordinator }) => coordinator)) return [];
  return [reason('no-coordinator', 'content.coordinator', undefined, ground.profile.rules.coordinator)];
}

/** The episode that the message opens, before its first step. */
function newEpisode(
  { sender, message }: AdmissionRequest,
  { patient }: Concern,
  facts: EpisodeFacts,
  { newId, profile }: DecisionGround,
): Episode {
  return {
    id: newId(),
    organisation: sender.organisation,
    number: message.episodeId ?? '',
    profile: profile.id,
    patient,
    version: 0,
    facts,
    steps: [],
  };
}
