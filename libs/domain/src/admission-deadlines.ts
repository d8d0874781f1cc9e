import { addCivilDays, civilDateOf, parseInstant } from './calendar.js';
import type {
  AdmissionRequest,
  DecisionGround,
  EndedDeadline,
  EndedDelivery,
  Judgement,
  KnownDeadline,
  KnownState,
  PlannedDeadline,
  PlannedDelivery,
} from './admission-plan.js';
import { dueOf, isLate } from './deadline.js';
import { standingSteps } from './episode/steps.js';
import { firstFiring } from './firing.js';
import type { Content, MessageKind } from './message.js';
import type { DeadlineRule, Profile } from './profile.js';
import { receiptDeadlineOf } from './profile.js';
import { reason } from './reason.js';
import type { Warning } from './reason.js';

/** When a kvittens for this kind is due if the message was received at `receivedAt`; undefined when none is asked for. */
export function receiptDeadline(profile: Profile, kind: MessageKind, receivedAt: Date): Date | undefined {
  const name = receiptDeadlineOf(profile, kind);
  const rule = name === undefined ? undefined : profile.deadlines[name];
  return rule === undefined ? undefined : dueOf(rule, profile.windows, receivedAt);
}

interface DeadlineContext {
  readonly request: AdmissionRequest;
  readonly known: KnownState;
  readonly ground: DecisionGround;
  readonly deliveries: readonly PlannedDelivery[];
  /** Deliveries that the message takes back. */
  readonly takenBack: readonly EndedDelivery[];
}

interface DeadlineChanges {
  started: PlannedDeadline[];
  ended: EndedDeadline[];
  judged: Judgement[];
  warnings: Warning[];
  servicesFrom?: string;
}

/** Every deadline that a message starts, meets, cancels or opens again, with a remark for each that ends late. */
export function changeDeadlines(context: DeadlineContext): DeadlineChanges {
  const { request, ground } = context;
  const changes: DeadlineChanges = { started: receiptDeadlines(context), ended: [], judged: [], warnings: [] };
  for (const [kind, rule] of Object.entries(ground.profile.deadlines)) {
    if (rule.scope !== 'episode') continue;
    endKnown(context, kind, rule, changes);
    const start = rule.startedBy.includes(request.message.kind) ? startIn(request.message.content, rule) : undefined;
    if (start === undefined) continue;
    startNew(context, kind, rule, start, changes);
    if (rule.annotate === 'servicesFrom') changes.servicesFrom = serviceDay(rule, start.at, request, ground.profile);
  }
  changes.ended.push(...receiptsOf(context));
  changes.started.push(...startAgain(context));
  return changes;
}

function receiptDeadlines({ request, ground, deliveries }: DeadlineContext): PlannedDeadline[] {
  const { profile } = ground;
  const kind = receiptDeadlineOf(profile, request.message.kind);
  const rule = kind === undefined ? undefined : profile.deadlines[kind];
  if (kind === undefined || rule === undefined) return [];
  return deliveries.flatMap(({ id, unit, receiptDue }): PlannedDeadline[] => {
    if (receiptDue === null) return [];
    return [
      {
        id: ground.newId(),
        kind,
        rule: rule.rule,
        due: receiptDue,
        startedAt: request.receivedAt,
        startedFrom: null,
        responsible: unit,
        informs: request.sender.hsaId,
        delivery: id,
        state: 'open',
        late: false,
        nextFireAt: firstFiring(profile, kind, receiptDue),
      },
    ];
  });
}

function isMetBy({ request }: DeadlineContext, rule: DeadlineRule): boolean {
  if (!rule.metBy.includes(request.message.kind)) return false;
  return rule.metByField === undefined || request.message.content[rule.metByField] !== undefined;
}

function endKnown(context: DeadlineContext, kind: string, rule: DeadlineRule, changes: DeadlineChanges): void {
  const { request, known } = context;
  for (const deadline of known.deadlines) {
    if (deadline.kind !== kind || deadline.state !== 'open') continue;
    if (isMetBy(context, rule)) {
      const late = isLate(rule, deadline.due, request.receivedAt);
      changes.ended.push({ id: deadline.id, state: 'met', late, nextFireAt: null });
      judge(changes, { kind, rule: rule.rule, due: deadline.due.toISOString(), late }, rule);
    } else if (rule.cancelledBy.includes(request.message.kind)) {
      changes.ended.push({ id: deadline.id, state: 'cancelled', late: false, nextFireAt: null });
    }
  }
}

function judge(changes: DeadlineChanges, judgement: Judgement, rule: DeadlineRule): void {
  changes.judged.push(judgement);
  const path = judgement.startedFrom === undefined ? '' : `content.${judgement.startedFrom}`;
  if (judgement.late) changes.warnings.push(reason(rule.lateCode, path, undefined, rule.lateRule));
}

interface Start {
  readonly field: string;
  readonly at: Date;
}

/** The latest instant of the fields that start the deadline: both starts exist, and it is known which one it was (L-ADM-03). */
function startIn(fields: Content, rule: DeadlineRule): Start | undefined {
  let latest: Start | undefined;
  for (const field of rule.from) {
    const value = fields[field];
    const at = typeof value === 'string' ? parseInstant(value) : undefined;
    if (at !== undefined && (latest === undefined || at > latest.at)) latest = { field, at };
  }
  return latest;
}

/** A deadline runs once in an episode, unless its rule says that a later start takes the place of an earlier one. */
function startNew(
  context: DeadlineContext,
  kind: string,
  rule: DeadlineRule,
  start: Start,
  changes: DeadlineChanges,
): void {
  const { request, known, ground } = context;
  const due = dueOf(rule, ground.profile.windows, start.at);
  if (due === undefined) return;
  const running = known.deadlines.filter((deadline) => deadline.kind === kind && isRunning(deadline, rule, known));
  const isSameStart = running.some((deadline) => deadline.due.getTime() === due.getTime());
  if (running.length > 0 && (rule.restarts !== true || isSameStart)) return;
  const replaced = running.filter(({ id, state }) => state === 'open' && !changes.ended.some((end) => end.id === id));
  changes.ended.push(...replaced.map(({ id }) => ended(id)));
  const isMet = isMetBy(context, rule);
  const late = isMet && isLate(rule, due, request.receivedAt);
  if (isMet) judge(changes, { kind, rule: rule.rule, due: due.toISOString(), late, startedFrom: start.field }, rule);
  const started = duty(context, kind, rule, start, due);
  changes.started.push(isMet ? { ...started, state: 'met', late, nextFireAt: null } : started);
}

/** A duty of the sending unit itself. */
function duty(
  { request, ground }: DeadlineContext,
  kind: string,
  rule: DeadlineRule,
  start: { field: string | null; at: Date },
  due: Date,
): PlannedDeadline {
  return {
    id: ground.newId(),
    kind,
    rule: rule.rule,
    due,
    startedAt: start.at,
    startedFrom: start.field,
    responsible: request.sender.hsaId,
    informs: request.sender.hsaId,
    delivery: undefined,
    state: 'open',
    late: false,
    nextFireAt: firstFiring(ground.profile, kind, due),
  };
}

/** Whether a deadline still says something: its message stands, and nothing since has taken back what it counted from. */
function isRunning(deadline: KnownDeadline, rule: DeadlineRule, { episode }: KnownState): boolean {
  if (deadline.state === 'cancelled') return false;
  const steps = standingSteps(episode);
  const start = steps.findIndex((step) => step.message === deadline.message);
  const since = rule.restarts === true ? steps.slice(start + 1) : [];
  return start >= 0 && !since.some((step) => rule.cancelledBy.includes(step.kind));
}

function ended(id: string): EndedDeadline {
  return { id, state: 'cancelled', late: false, nextFireAt: null };
}

/** The receipts of what is taken back: nobody waits for them any more. */
function receiptsOf({ known, takenBack }: DeadlineContext): EndedDeadline[] {
  const gone = new Set(takenBack.map((delivery) => delivery.id));
  return known.deadlines
    .filter(({ state, delivery }) => state === 'open' && delivery !== undefined && gone.has(delivery))
    .map(({ id }) => ended(id));
}

/**
 * Duties that the message taken back had met: what it said does not hold, so they run anew with the same due time. New ones,
 * for what was done and when stays true, and so that a makulering can end them again.
 */
function startAgain(context: DeadlineContext): PlannedDeadline[] {
  const { known, ground, request } = context;
  const retracts = ground.profile.kinds[request.message.kind]?.retracts;
  const latest = standingSteps(known.episode).findLast((step) => step.kind === retracts);
  if (latest === undefined) return [];
  return known.deadlines.flatMap((deadline): PlannedDeadline[] => {
    const rule = ground.profile.deadlines[deadline.kind];
    if (rule === undefined || !isMetByLater(deadline, latest.message)) return [];
    const start = startIn({ ...known.episode?.facts }, rule) ?? { field: null, at: request.receivedAt };
    return [duty(context, deadline.kind, rule, start, deadline.due)];
  });
}

/** Whether `message` met a duty of the episode that an earlier message had started. */
export function isMetByLater(deadline: KnownDeadline, message: string): boolean {
  const { state, metBy, delivery } = deadline;
  return state === 'met' && metBy === message && deadline.message !== message && delivery === undefined;
}

/**
 * Before the time of day in the rule services can be promised the same day, from then on the day after; never before the
 * day on which the patient leaves (G-DIS-02, G-DIS-03).
 */
function serviceDay(rule: DeadlineRule, leavesAt: Date, { receivedAt }: AdmissionRequest, profile: Profile): string {
  const today = civilDateOf(receivedAt);
  const limit = dueOf(rule, profile.windows, receivedAt);
  const isTooLate = limit !== undefined && isLate(rule, limit, receivedAt);
  const earliest = isTooLate ? addCivilDays(today, 1) : today;
  const leavesOn = civilDateOf(leavesAt);
  return leavesOn > earliest ? leavesOn : earliest;
}
