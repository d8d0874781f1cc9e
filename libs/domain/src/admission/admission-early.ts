import { addHours, parseInstant } from '../calendar.js';
import type {
  AdmissionDecision,
  AdmissionRequest,
  DecisionGround,
  KnownState,
  PlannedDelivery,
  WaitingMessage,
} from './admission-plan.js';
import { accept, refuse } from './admission-answer.js';
import { careContactReasons, checkAgainst } from './admission-checks.js';
import { missingPatient } from './admission-concern.js';
import { passedOn } from './admission-consent.js';
import { changeDeadlines, receiptDeadline } from './admission-deadlines.js';
import { deliver, namedReasons } from './admission-recipients.js';
import { clockAhead } from './admission-remarks.js';
import { subjectOf } from './admission-subject.js';
import { CLOSED_STATES } from '../episode/episode.js';
import type { Episode, Party } from '../episode/episode.js';
import { keptOf, withJoined } from '../episode/steps.js';
import { onePerUnit } from '../notice.js';
import type { EarlyRule, KindRule } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Reason } from '../reason.js';
import { unitsNamed } from '../routing.js';
import { visibleContent, visibleHead, visiblePatient } from '../visible.js';

/** A message that belongs to no stay, or to one that is not there yet, as it stands when the hub decides. */
interface Unplaced {
  readonly request: AdmissionRequest;
  readonly known: KnownState;
  readonly ground: DecisionGround;
  readonly rule: KindRule;
}

/**
 * What came before its stay: it is kept until one of the patient begins, and goes to the wards that the sender names at once
 * (G-REQ-05, G-REQ-06, B-REP-06, B-REP-07).
 */
export function decideEarly(unplaced: Unplaced, early: EarlyRule): AdmissionDecision {
  const { request, ground } = unplaced;
  const until = waitsUntil(request, early);
  const reasons: Reason[] = [];
  if (until !== null && until <= request.receivedAt) {
    const detail = {
      en: 'no care episode began within the hours that it could have waited',
      sv: 'inget vårdtillfälle började inom de timmar som det kunde vänta',
    };
    reasons.push(reason('unknown-episode', 'sentAt', detail, early.rule));
  }
  const wards = unitsNamed(request.message.recipients ?? [], ground, reasons, ({ role, type }) => {
    if (role !== 'slutenvard') {
      const detail = {
        en: 'before the care episode it goes to a ward',
        sv: 'före vårdtillfället går det till en avdelning',
      };
      return { detail, rule: ground.profile.rules.concerned };
    }
    if (type === undefined || !early.notTypes.includes(type)) return undefined;
    const detail = {
      en: 'units of this type get it when a care episode begins there',
      sv: 'enheter av denna typ får det när ett vårdtillfälle börjar där',
    };
    return { detail, rule: early.rule };
  });
  const to = wards.map(({ hsaId, role }) => ({ unit: hsaId, role }));
  return decideUnplaced(unplaced, to, reasons, { until, rule: early.rule });
}

const OF_NO_STAY = { en: 'this kind belongs to no care episode', sv: 'meddelandet hör inte till något vårdtillfälle' };

/** What belongs to no stay goes to those whom its sender names (B-FREE-06). */
export function decideFree(unplaced: Unplaced): AdmissionDecision {
  const { request, ground, rule } = unplaced;
  const { message } = request;
  const stay = (['episode', 'episodeId'] as const).filter((field) => message[field] !== undefined);
  const reasons = [
    ...stay.map((field) => reason('unknown-field', field, OF_NO_STAY, rule.rule)),
    ...namedReasons(request, rule, undefined, undefined, ground),
  ];
  const to = (message.recipients ?? []).flatMap((hsaId): Party[] => {
    const unit = ground.directory.units.get(hsaId);
    return unit === undefined ? [] : [{ unit: hsaId, role: unit.role }];
  });
  return decideUnplaced({ ...unplaced, known: { ...unplaced.known, episode: undefined } }, to, reasons, undefined);
}

function decideUnplaced(
  { request, known, ground, rule }: Unplaced,
  to: readonly Party[],
  found: readonly Reason[],
  waits: { readonly until: Date | null; readonly rule: string } | undefined,
): AdmissionDecision {
  const { message } = request;
  const { profile } = ground;
  const subject = subjectOf(request, { state: known, concern: undefined, joined: [] }, ground);
  const passed = passedOn(message, rule, subject.hasConsent);
  const checked = checkAgainst(rule, subject);
  const reasons = [
    ...(message.patient === undefined ? [missingPatient(profile)] : []),
    ...found,
    ...passed.reasons,
    ...checked.reasons,
    ...careContactReasons(message, ground),
  ];
  if (reasons.length > 0 || message.patient === undefined) return refuse(...reasons);
  const id = ground.newId();
  const person = visiblePatient(message.patient, profile);
  const deliveries = passed.isWithheld ? [] : deliver(request, onePerUnit(to), ground);
  const context = { request, known, ground, deliveries, takenBack: [], facts: undefined, subject };
  const { started, judged, warnings } = changeDeadlines(context);
  const isWaiting = waits !== undefined && !passed.isWithheld;
  return accept(
    {
      message: {
        ...visibleHead(request, id),
        patient: person.patient,
        // What waits is remembered with what was said of consent, and with nothing else.
        ...visibleContent(
          isWaiting ? { ...passed, consent: message.consent } : passed,
          message.patient.protected === true,
        ),
        ...(judged.length === 0 ? {} : { judged }),
      },
      profile: profile.id,
      episode: undefined,
      alsoEpisodes: [],
      deliveries,
      deadlines: started,
      endedDeadlines: [],
      endedDeliveries: [],
      withdraws: undefined,
      ...(isWaiting ? { waits: { until: waits.until } } : {}),
    },
    [
      ...passed.warnings,
      ...person.warnings,
      ...checked.warnings,
      ...warnings,
      ...clockAhead(request),
      ...(isWaiting ? [reason('waits-for-stay', '', undefined, waits.rule)] : []),
    ],
  );
}

/** The hours run from the sending, and from the arrival when a clock runs ahead (G-REQ-07). */
function waitsUntil({ message, receivedAt }: AdmissionRequest, { hours }: EarlyRule): Date | null {
  if (hours === undefined) return null;
  const sentAt = parseInstant(message.sentAt) ?? receivedAt;
  return addHours(sentAt < receivedAt ? sentAt : receivedAt, hours);
}

/**
 * Messages that may still be taken up by a stay that begins, or goes on, at `now`; those whose time has gone stay out, and so do
 * those of another region, whose routine they follow.
 */
export function takenUp(
  { waiting = [] }: KnownState,
  now: Date,
  { directory: { units }, profile }: DecisionGround,
): WaitingMessage[] {
  return waiting.filter(
    ({ until, sender }) => (until === null || until > now) && units.get(sender)?.profile === profile.id,
  );
}

interface Joined {
  readonly episode: Episode;
  readonly joins: readonly string[];
  /** To the ward that has the patient, as far as it does not have them. */
  readonly deliveries: readonly PlannedDelivery[];
}

/** Takes up what waited for the stay, once it has begun (G-REQ-08, B-REP-07). */
export function join(
  episode: Episode,
  waiting: readonly WaitingMessage[],
  { receivedAt, sender }: AdmissionRequest,
  ground: DecisionGround,
): Joined {
  const { state } = episode.facts;
  if (waiting.length === 0 || state === 'planerad' || CLOSED_STATES.includes(state)) {
    return { episode, joins: [], deliveries: [] };
  }
  const { profile } = ground;
  const steps = waiting.map(({ id, kind, sender: unit, role, receivedAt: at, content, consent }) => ({
    message: id,
    kind,
    unit,
    role,
    at: at.toISOString(),
    ...keptOf(kind, profile.kinds[kind], content, consent ?? undefined),
  }));
  const missing = waiting.filter(({ deliveredTo }) => deliveredTo?.includes(sender.hsaId) !== true);
  return {
    episode: withJoined(episode, steps),
    joins: waiting.map(({ id }) => id),
    deliveries: missing.map(({ id, kind }) => ({
      id: ground.newId(),
      unit: sender.hsaId,
      role: sender.role,
      receiptDue: receiptDeadline(profile, kind, receivedAt) ?? null,
      message: id,
    })),
  };
}
