import { addCivilDays, civilDateOf } from './calendar.js';
import type { AdmissionRequest, EndedDeadline, Judgement, KnownDeadline, PlannedDeadline } from './admission-plan.js';
import { holds } from './condition.js';
import { dueOf, isLate } from './deadline.js';
import { cancelled, isMetBy, isMetByLater, meets } from './deadline-end.js';
import {
  dutiesOf,
  informedBy,
  ownersOf,
  planned,
  receiptDeadlines,
  rivalsOf,
  startIn,
  startOf,
} from './deadline-start.js';
import type { DeadlineContext, Duty, Start } from './deadline-start.js';
import type { Party } from './episode/episode.js';
import { standingSteps } from './episode/steps.js';
import type { AnyMessageKind } from './message.js';
import type { DeadlineRule, Profile } from './profile.js';
import { receiptDeadlineOf } from './profile.js';
import { reason } from './reason.js';
import type { Warning } from './reason.js';

/** When a kvittens for this kind is due if the message was received at `receivedAt`; undefined when none is asked for. */
export function receiptDeadline(profile: Profile, kind: AnyMessageKind, receivedAt: Date): Date | undefined {
  const name = receiptDeadlineOf(profile, kind);
  const rule = name === undefined ? undefined : profile.deadlines[name];
  return rule === undefined ? undefined : dueOf(rule, profile.windows, receivedAt);
}

interface DeadlineChanges {
  started: PlannedDeadline[];
  ended: EndedDeadline[];
  judged: Judgement[];
  warnings: Warning[];
  servicesFrom?: string;
}

/** Every deadline that a message starts, meets, cancels, hands over or opens again, with a remark for each that ends late. */
export function changeDeadlines(context: DeadlineContext): DeadlineChanges {
  const { request, ground } = context;
  const changes: DeadlineChanges = { started: receiptDeadlines(context), ended: [], judged: [], warnings: [] };
  for (const [kind, rule] of Object.entries(ground.profile.deadlines)) {
    endKnown(context, kind, rule, changes);
    const start = startedNow(context, rule);
    if (start !== undefined) {
      for (const duty of dutiesOf(context, rule)) startNew(context, kind, rule, start, duty, changes);
      if (rule.annotate === 'servicesFrom') changes.servicesFrom = serviceDay(rule, start.at, request, ground.profile);
    }
    handOver(context, kind, rule, changes);
  }
  receiptsOf(context, changes);
  changes.started.push(...startAgain(context));
  return changes;
}

/** From when the message starts the deadline, if it does. */
function startedNow({ request, subject }: DeadlineContext, rule: DeadlineRule): Start | undefined {
  if (rule.scope === 'delivery' || rule.after !== undefined) return undefined;
  if (!rule.startedBy.includes(request.message.kind)) return undefined;
  if (rule.when !== undefined && !holds(rule.when, subject)) return undefined;
  return startOf(request, rule);
}

function endKnown(context: DeadlineContext, kind: string, rule: DeadlineRule, changes: DeadlineChanges): void {
  const { request, known } = context;
  for (const deadline of known.deadlines) {
    if (deadline.kind !== kind || deadline.state !== 'open') continue;
    if (meets(context, rule, deadline)) {
      const late = isLate(rule, deadline.due, request.receivedAt);
      changes.ended.push({ id: deadline.id, state: 'met', late, nextFireAt: null });
      judge(changes, { kind, rule: rule.rule, due: deadline.due.toISOString(), late }, rule);
    } else if (rule.cancelledBy.includes(request.message.kind)) {
      changes.ended.push(cancelled(deadline.id));
    }
  }
}

/** What several units owed by the same time is judged once. */
function judge(changes: DeadlineChanges, judgement: Judgement, rule: DeadlineRule): void {
  if (changes.judged.some(({ kind, due }) => kind === judgement.kind && due === judgement.due)) return;
  changes.judged.push(judgement);
  const path = judgement.startedFrom === undefined ? '' : `content.${judgement.startedFrom}`;
  if (judgement.late) changes.warnings.push(reason(rule.lateCode, path, undefined, rule.lateRule));
}

/** A duty is begun once in a stay, unless its rule says that a later start takes the place of an earlier one. */
function startNew(
  context: DeadlineContext,
  kind: string,
  rule: DeadlineRule,
  start: Start,
  duty: Duty,
  changes: DeadlineChanges,
): void {
  const { request, known, ground } = context;
  const due = dueOf(rule, ground.profile.windows, start.at);
  if (due === undefined) return;
  const rivals = rivalsOf(kind, rule, duty.responsible, known);
  const isSameStart = rivals.some((deadline) => deadline.due.getTime() === due.getTime());
  if (rivals.length > 0 && (rule.restarts !== true || isSameStart)) return;
  const replaced = rivals.filter(({ id, state }) => state === 'open' && !isEnded(changes, id));
  changes.ended.push(...replaced.map(({ id }) => cancelled(id)));
  const started = planned(ground, kind, rule, { start, due }, duty);
  const isMet = rule.scope === 'episode' && isMetBy(context, rule);
  if (!isMet) {
    changes.started.push(started);
    return;
  }
  const late = isLate(rule, due, request.receivedAt);
  const startedFrom = start.field === null ? {} : { startedFrom: start.field };
  judge(changes, { kind, rule: rule.rule, due: due.toISOString(), late, ...startedFrom }, rule);
  changes.started.push({ ...started, state: 'met', late, nextFireAt: null });
}

function isEnded({ ended }: DeadlineChanges, id: string): boolean {
  return ended.some((end) => end.id === id);
}

/**
 * A duty follows the stay: when another ward has the patient, or another unit stands for a role, it is theirs from now on, by
 * the same time. What was asked of a unit that takes no part any more is owed by nobody.
 */
function handOver(context: DeadlineContext, kind: string, rule: DeadlineRule, changes: DeadlineChanges): void {
  const { known, facts } = context;
  if (facts === undefined || rule.scope === 'delivery' || known.deadlines.length === 0) return;
  const left = known.deadlines.filter(
    (deadline) =>
      deadline.kind === kind &&
      deadline.state === 'open' &&
      !isEnded(changes, deadline.id) &&
      hasLeft(context, rule, deadline, facts),
  );
  changes.ended.push(...left.map(({ id }) => cancelled(id)));
  const first = left[0];
  if (first !== undefined && rule.scope === 'episode') passOn(context, kind, rule, first, changes);
}

function hasLeft(
  { request, known }: DeadlineContext,
  rule: DeadlineRule,
  { responsible }: KnownDeadline,
  facts: { ward: string; parties: readonly Party[] },
): boolean {
  if (rule.scope === 'answer') {
    const isParty = ({ unit }: Party) => unit === responsible;
    return known.episode?.facts.parties.some(isParty) === true && !facts.parties.some(isParty);
  }
  if (rule.responsible === 'sender') return false;
  return !ownersOf(rule, { ward: facts.ward, parties: [...facts.parties] }, request.sender.hsaId).includes(responsible);
}

/** Those who owe it now, as far as they do not already. */
function passOn(
  { request, known, ground, facts }: DeadlineContext,
  kind: string,
  rule: DeadlineRule,
  { due }: KnownDeadline,
  changes: DeadlineChanges,
): void {
  if (facts === undefined) return;
  const sender = request.sender.hsaId;
  const start = startIn({ ...facts }, rule) ?? { field: null, at: request.receivedAt };
  for (const responsible of ownersOf(rule, facts, sender)) {
    const hasIt =
      changes.started.some((one) => one.kind === kind && one.responsible === responsible) ||
      rivalsOf(kind, rule, responsible, known).some(
        (one) => one.responsible === responsible && !isEnded(changes, one.id),
      );
    if (hasIt) continue;
    const duty = { responsible, informs: informedBy(rule, facts.ward, sender), delivery: undefined };
    changes.started.push(planned(ground, kind, rule, { start, due }, duty));
  }
}

/** What hangs on deliveries that are taken back: nobody waits for it any more. */
function receiptsOf({ known, takenBack }: DeadlineContext, changes: DeadlineChanges): void {
  if (takenBack.length === 0) return;
  const gone = new Set(takenBack.map((delivery) => delivery.id));
  for (const { id, state, delivery } of known.deadlines) {
    if (state !== 'open' || delivery === undefined || !gone.has(delivery)) continue;
    if (!isEnded(changes, id)) changes.ended.push(cancelled(id));
  }
}

/**
 * Duties that the message taken back had met: what it said does not hold, so they run anew with the same due time. New ones,
 * for what was done and when stays true, and so that a makulering can end them again.
 */
function startAgain({ known, ground, request, facts }: DeadlineContext): PlannedDeadline[] {
  const retracts = ground.profile.kinds[request.message.kind]?.retracts;
  if (retracts === undefined) return [];
  const latest = standingSteps(known.episode).findLast((step) => step.kind === retracts);
  if (latest === undefined) return [];
  return known.deadlines.flatMap((deadline): PlannedDeadline[] => {
    const { kind, due, delivery } = deadline;
    const rule = ground.profile.deadlines[kind];
    if (rule === undefined || !isMetByLater(deadline, latest.message)) return [];
    const start = startIn({ ...known.episode?.facts }, rule) ?? { field: null, at: request.receivedAt };
    const sender = request.sender.hsaId;
    const responsible = rule.responsible === 'sender' && delivery === undefined ? sender : deadline.responsible;
    const duty = { responsible, informs: informedBy(rule, facts?.ward, sender), delivery };
    return [planned(ground, kind, rule, { start, due }, duty)];
  });
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
