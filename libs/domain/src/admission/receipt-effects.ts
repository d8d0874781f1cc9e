import type { DecisionGround, KnownDeadline, PlannedDeadline } from './admission-plan.js';
import { subjectOfStay } from './admission-subject.js';
import { holds } from '../condition.js';
import type { Subject } from '../condition.js';
import { dueOf } from '../deadline/deadline.js';
import { informedBy, ownersOf, planned } from '../deadline/deadline-start.js';
import type { Start } from '../deadline/deadline-start.js';
import type { DeliveryState } from '../delivery.js';
import type { Episode, EpisodeStep } from '../episode/episode.js';
import { standingSteps } from '../episode/steps.js';
import type { AnyMessageKind, MessageKind } from '../message.js';
import type { DeadlineRule, Profile } from '../profile/profile.js';

/** A message of a stay with its deliveries as they stand once a receipt, or a felsänt, is in; read under the stay's lock. */
export interface ReceiptedMessage {
  /** The hub's id. */
  readonly id: string;
  readonly kind: AnyMessageKind;
  /** HSA-id. */
  readonly sender: string;
  readonly episode: Episode;
  /** Deadlines of the episode, open or met. */
  readonly deadlines: readonly KnownDeadline[];
  /** All deliveries of the message. */
  readonly deliveries: readonly { readonly state: DeliveryState; readonly receiptAt: Date | undefined }[];
}

/** Kinds whose receipts may start something in the region; for others nothing has to be asked or locked. */
export function kindsWithReceiptEffects({ deadlines }: Profile): ReadonlySet<MessageKind> {
  return new Set(Object.values(deadlines).flatMap(({ after, startedBy }) => (after === undefined ? [] : startedBy)));
}

/**
 * Deadlines that begin when the stay's first message of a kind has been receipted by all that got it (G-FVK-02), counted from
 * the receipt that was last; none while one is missing, and none for what has been done by then. Each has `message`, the one
 * that was receipted. A delivery that was handed on, sent back or withdrawn is not waited for.
 */
export function startAfterReceipts(
  receipted: ReceiptedMessage,
  ground: Pick<DecisionGround, 'profile' | 'newId'>,
): PlannedDeadline[] {
  const { kind, id, episode } = receipted;
  const steps = standingSteps(episode);
  const first = steps.findIndex((step) => step.kind === kind);
  const at = lastReceipt(receipted);
  if (at === undefined || steps[first]?.message !== id) return [];
  const subject = subjectOfStay(episode, ground.profile);
  return Object.entries(ground.profile.deadlines)
    .filter(([, rule]) => rule.after === 'receipts' && rule.startedBy.some((one) => one === kind))
    .filter(([, rule]) => rule.when === undefined || holds(rule.when, subject))
    .filter(([, rule]) => rule.cancelledWhen === undefined || !holds(rule.cancelledWhen, subject))
    .filter(([, rule]) => !steps.slice(first + 1).some((step) => settles(step, rule, subject)))
    .flatMap(([name, rule]) => startFor(receipted, { name, rule, start: { field: null, at } }, ground));
}

/** When the last of all receipts was made; undefined while one is missing, or when nobody has the message. */
function lastReceipt({ deliveries }: ReceiptedMessage): Date | undefined {
  const held = deliveries.filter(({ state }) => state === 'waiting' || state === 'received' || state === 'receipted');
  const times = held.map(({ receiptAt }) => receiptAt?.getTime() ?? Number.NaN);
  const last = times.length === 0 ? Number.NaN : Math.max(...times);
  return Number.isNaN(last) ? undefined : new Date(last);
}

/** Whether a message that came before the last receipt has done what is asked for, or has made it pointless. */
function settles({ kind, kept = {} }: EpisodeStep, rule: DeadlineRule, subject: Subject): boolean {
  if (rule.cancelledBy.includes(kind)) return true;
  if (!rule.metBy.includes(kind)) return false;
  if (rule.metByField !== undefined && kept[rule.metByField] === undefined) return false;
  return (
    rule.metWhen === undefined ||
    holds(rule.metWhen, { ...subject, values: { ...subject.values, kind, content: kept } })
  );
}

function startFor(
  { id, sender, episode, deadlines }: ReceiptedMessage,
  { name, rule, start }: { name: string; rule: DeadlineRule; start: Start },
  ground: Pick<DecisionGround, 'profile' | 'newId'>,
): PlannedDeadline[] {
  const due = dueOf(rule, ground.profile.windows, start.at);
  if (due === undefined) return [];
  const { facts } = episode;
  const informs = informedBy(rule, facts.ward, sender);
  return ownersOf(rule, facts, sender)
    .filter((responsible) => !deadlines.some((one) => one.kind === name && one.responsible === responsible))
    .map((responsible) => ({
      ...planned(ground, name, rule, { start, due }, { responsible, informs, delivery: undefined }),
      message: id,
    }));
}
