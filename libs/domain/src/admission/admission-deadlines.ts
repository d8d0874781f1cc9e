import type { EndedDeadline, Judgement, KnownDeadline, KnownState, PlannedDeadline } from './admission-plan.js';
import { holds } from '../condition.js';
import type { Subject } from '../condition.js';
import { dueOf, isLate } from '../deadline/deadline.js';
import { cancelled, isMetBy, isMetByLater, meets } from '../deadline/deadline-end.js';
import { handOver, isEnded, starterOf } from '../deadline/deadline-handover.js';
import {
  dutiesOf,
  informedBy,
  isOfStay,
  planned,
  receiptDeadlines,
  rivalsOf,
  startIn,
  startOf,
} from '../deadline/deadline-start.js';
import type { DeadlineContext, Duty, Start } from '../deadline/deadline-start.js';
import { standingSteps } from '../episode/steps.js';
import type { AnyMessageKind } from '../message.js';
import type { DeadlineRule, Profile } from '../profile/profile.js';
import { receiptDeadlineOf } from '../profile/profile.js';
import { serviceDay } from '../service-day.js';
import { reason } from '../reason.js';
import type { Warning } from '../reason.js';

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
  // A long stay has many that are over.
  const open = context.known.deadlines.filter(({ state }) => state === 'open');
  const moved = { ...context, by: request.sender.hsaId, at: request.receivedAt };
  for (const [kind, rule] of Object.entries(ground.profile.deadlines)) {
    const its = open.filter((deadline) => deadline.kind === kind);
    endKnown(context, kind, rule, its, changes);
    const start = startedNow(context, rule);
    if (start !== undefined) {
      for (const duty of dutiesOf(context, rule)) startNew(context, kind, rule, start, duty, changes);
      if (rule.annotate === 'servicesFrom')
        changes.servicesFrom = serviceDay(rule, start.at, request.receivedAt, ground.profile);
    }
    if (its.length > 0) handOver(moved, kind, rule, changes);
  }
  receiptsOf(context, changes);
  changes.started.push(...startAgain(context));
  return changes;
}

/** From when the message starts the deadline, if it does. */
function startedNow({ request, subject, facts }: DeadlineContext, rule: DeadlineRule): Start | undefined {
  if (rule.scope === 'delivery' || rule.after !== undefined) return undefined;
  if (!rule.startedBy.includes(request.message.kind)) return undefined;
  if (rule.when !== undefined && !holds(rule.when, subject)) return undefined;
  return isPointless(rule, subject) ? undefined : startOf(request, rule, facts);
}

function endKnown(
  context: DeadlineContext,
  kind: string,
  rule: DeadlineRule,
  its: readonly KnownDeadline[],
  changes: DeadlineChanges,
): void {
  const { request } = context;
  for (const deadline of its) {
    if (meets(context, rule, deadline)) {
      const late = isLate(rule, deadline.due, request.receivedAt);
      changes.ended.push({ id: deadline.id, state: 'met', late, nextFireAt: null });
      judge(changes, { kind, rule: rule.rule, due: deadline.due.toISOString(), late }, rule);
    } else if (rule.cancelledBy.includes(request.message.kind) || isPointless(rule, context.subject)) {
      changes.ended.push(cancelled(deadline.id));
    }
  }
}

/** Whether the stay has come where nobody owes it. */
function isPointless({ cancelledWhen }: DeadlineRule, subject: Subject): boolean {
  return cancelledWhen !== undefined && holds(cancelledWhen, subject);
}

/** What several units owed by the same time is judged once. */
function judge(changes: DeadlineChanges, judgement: Judgement, rule: DeadlineRule): void {
  if (changes.judged.some(({ kind, due }) => kind === judgement.kind && due === judgement.due)) return;
  changes.judged.push(judgement);
  const { startedFrom = '' } = judgement;
  const path = startedFrom === '' || isOfStay(startedFrom) ? startedFrom : `content.${startedFrom}`;
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

/**
 * What a withdrawal changes for duties that it did not start: whose they are in the stay as it is then, and whether anybody owes
 * them still. What runs on may belong to another by now than when it ended.
 */
export function followStay(context: DeadlineContext, ended: readonly EndedDeadline[]): DeadlineChanges {
  const { request, ground, subject } = context;
  const again = new Map(ended.flatMap((end) => (end.state === 'open' ? [[end.id, end]] : [])));
  const running = context.known.deadlines.map((one) => (again.has(one.id) ? { ...one, state: 'open' as const } : one));
  const known = { ...context.known, deadlines: running };
  const over = ended.filter(({ state }) => state !== 'open');
  const changes: DeadlineChanges = { started: [], ended: over, judged: [], warnings: [] };
  const moved = { ...context, known, by: request.sender.hsaId, at: request.receivedAt };
  for (const [kind, rule] of Object.entries(ground.profile.deadlines)) {
    if (isPointless(rule, subject)) endPointless(kind, known, changes);
    handOver(moved, kind, rule, changes);
  }
  changes.ended.push(...[...again.values()].filter(({ id }) => !isEnded(changes, id)));
  // What had started them stands; the withdrawal starts nothing.
  return {
    ...changes,
    started: changes.started.map((one) => ({ ...one, message: one.message ?? starterOf(one.kind, known) })),
  };
}

function endPointless(kind: string, { deadlines }: KnownState, changes: DeadlineChanges): void {
  const open = deadlines.filter((one) => one.kind === kind && one.state === 'open' && !isEnded(changes, one.id));
  changes.ended.push(...open.map(({ id }) => cancelled(id)));
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
function startAgain({ known, ground, request, facts, subject }: DeadlineContext): PlannedDeadline[] {
  const retracts = ground.profile.kinds[request.message.kind]?.retracts;
  if (retracts === undefined) return [];
  const latest = standingSteps(known.episode).findLast((step) => step.kind === retracts);
  if (latest === undefined) return [];
  return known.deadlines.flatMap((deadline): PlannedDeadline[] => {
    const { kind, due, delivery } = deadline;
    const rule = ground.profile.deadlines[kind];
    if (rule === undefined || !isMetByLater(deadline, latest.message) || isPointless(rule, subject)) return [];
    const start = startIn({ ...known.episode?.facts }, rule) ?? { field: null, at: request.receivedAt };
    const sender = request.sender.hsaId;
    const responsible = rule.responsible === 'sender' && delivery === undefined ? sender : deadline.responsible;
    const duty = { responsible, informs: informedBy(rule, facts?.ward, sender), delivery };
    return [planned(ground, kind, rule, { start, due }, duty)];
  });
}
