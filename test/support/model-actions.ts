import { regionOf } from '#domain/admission/admission.js';
import { dutiesAfterHandling } from '#domain/deadline/deadline-handover.js';
import { decideFiring } from '#domain/deadline/firing.js';
import type { Firing } from '#domain/deadline/firing.js';
import { decideForward, decideMisdirected, decideReceipt } from '#domain/handling.js';
import { replaceParty } from '#domain/episode/parties.js';
import { isHubKind } from '#domain/message.js';
import { kindsWithReceiptEffects, startAfterReceipts } from '#domain/admission/receipt-effects.js';
import type { HubMessage } from '#domain/admission/admission-plan.js';

import type { HeldDeadline, HeldDelivery, ModelHub } from './model-hub.js';

/** What happens besides messages: receipts, deliveries that are handed on or sent back, ladders that fire, time. */

const BY = { name: 'Kim Kvittenssson' };

function asDelivery(hub: ModelHub, held: HeldDelivery) {
  const message = hub.messages.get(held.message)!;
  const receipt = held.receiptAt === undefined ? undefined : { by: BY, at: held.receiptAt, recordedAt: held.receiptAt };
  return {
    ...held,
    sender: message.sender,
    messageId: message.messageId,
    profile: regionOf({ episode: hub.episodes.get(held.episode ?? '') }, hub.unit(held.unit)),
    episodeNumber: hub.episodes.get(held.episode ?? '')?.number,
    fetchedAt: undefined,
    receipt,
    forwardedTo: undefined,
  };
}

/** Whether the kvittens was taken. */
export function receipt(hub: ModelHub, held: HeldDelivery): boolean {
  const delivery = asDelivery(hub, held);
  const region = hub.regions.get(delivery.profile);
  const decision = decideReceipt(delivery, BY, undefined, hub.now, region?.profile);
  if (decision.kind !== 'receipted') return false;
  Object.assign(held, { state: 'receipted', receiptAt: decision.receipt.at });
  for (const deadline of hub.openDeadlines()) {
    if (deadline.delivery === held.id && deadline.scope === 'delivery') hub.end(deadline.id, 'met', undefined, null);
  }
  beginAfterReceipts(hub, held);
  return true;
}

function beginAfterReceipts(hub: ModelHub, { message, kind, episode: of }: HeldDelivery): void {
  const episode = hub.episodes.get(of ?? '');
  const held = hub.messages.get(message)!;
  if (episode === undefined || held.withdrawn) return;
  const { profile } = hub.regions.get(episode.profile)!;
  if (isHubKind(kind) || !kindsWithReceiptEffects(profile).has(kind)) return;
  const deadlines = hub.deadlinesOf(episode.id);
  const receipted = {
    id: message,
    kind,
    sender: held.sender,
    episode,
    deadlines,
    deliveries: hub.deliveriesOf(message),
  };
  for (const begun of startAfterReceipts(receipted, { profile, newId: hub.newId })) {
    hub.begin(begun, begun.message ?? message, episode.id, episode.profile, undefined);
  }
}

/** Hands the delivery on; undefined when it may not go there. */
export function forward(hub: ModelHub, held: HeldDelivery, target: string): HeldDelivery | undefined {
  const { directory, profile } = hub.region(hub.unit(held.unit).profile);
  const decision = decideForward(asDelivery(hub, held), target, directory, hub.newId, profile);
  if (decision.kind !== 'forwarded') return undefined;
  held.state = 'forwarded';
  changeParty(hub, held, decision.to.hsaId);
  const next: HeldDelivery = { ...held, id: decision.deliveryId, unit: decision.to.hsaId, state: 'waiting' };
  hub.deliveries.set(next.id, next);
  for (const deadline of hub.openDeadlines()) {
    if (deadline.delivery !== held.id) continue;
    // A reminder that was put off while the one was away may be the other's at once.
    const nextFireAt = deadline.nextFireAt && hub.now;
    Object.assign(deadline, { delivery: next.id, responsible: next.unit, nextFireAt });
  }
  return next;
}

/** Sends the delivery back; false when it is too late. */
export function misdirect(hub: ModelHub, held: HeldDelivery): boolean {
  const { directory } = hub.region(hub.unit(held.unit).profile);
  const decision = decideMisdirected(asDelivery(hub, held), 'fel', directory, hub.newId, hub.now);
  if (decision.kind !== 'misdirected') return false;
  held.state = 'misdirected';
  changeParty(hub, held, undefined);
  for (const deadline of hub.openDeadlines()) {
    if (deadline.delivery === held.id) hub.end(deadline.id, 'cancelled', undefined, null);
  }
  beginAfterReceipts(hub, held);
  if (decision.notice !== undefined) deliverOwn(hub, decision.notice, held.episode);
  return true;
}

function changeParty(hub: ModelHub, { episode: of, kind, role, unit }: HeldDelivery, next: string | undefined): void {
  const episode = hub.episodes.get(of ?? '');
  if (episode === undefined || isHubKind(kind)) return;
  const after = replaceParty(episode, { role, unit }, next);
  hub.keep(after);
  const { profile, directory } = hub.regions.get(episode.profile)!;
  const known = {
    episode,
    hasOtherOpenEpisode: false,
    outstanding: [],
    deadlines: hub.deadlinesOf(episode.id),
    target: undefined,
  };
  const ground = { profile, directory, newId: hub.newId };
  const changes = dutiesAfterHandling({ known, facts: after.facts, ground, by: next ?? unit, at: hub.now });
  for (const end of changes.ended) hub.end(end.id, end.state, undefined, end.nextFireAt);
  for (const begun of changes.started) hub.begin(begun, begun.message ?? '', episode.id, episode.profile, undefined);
}

function deliverOwn(hub: ModelHub, { message, delivery }: HubMessage, episode: string | undefined): void {
  const { id, messageId, sender, kind } = message;
  const held = {
    id,
    messageId,
    sender,
    role: delivery.role,
    kind,
    sent: undefined,
    visible: message,
    receivedAt: hub.now,
  };
  hub.messages.set(id, { ...held, episode, withdrawn: false, waits: undefined });
  const state = { state: 'waiting', receiptAt: undefined, acceptedAt: hub.now } as const;
  hub.deliveries.set(delivery.id, { ...delivery, message: id, kind, episode, ...state });
}

/** One look at a deadline's ladder. */
export interface Look {
  readonly deadline: HeldDeadline;
  readonly firings: readonly Firing[];
}

/** Fires all that is due now, each deadline until it waits for a later time. */
function fire(hub: ModelHub): Look[] {
  const looks: Look[] = [];
  for (;;) {
    const due = hub.openDeadlines().filter(({ nextFireAt }) => nextFireAt !== null && nextFireAt <= hub.now);
    if (due.length === 0) return looks;
    if (looks.length > 10_000) throw new Error('ladders fire without an end');
    for (const deadline of due) looks.push(look(hub, deadline));
  }
}

function look(hub: ModelHub, deadline: HeldDeadline): Look {
  const { profile, directory } = hub.regions.get(deadline.profile)!;
  const episode = hub.episodes.get(deadline.episode ?? '');
  const { messageId, kind } = hub.messages.get(deadline.message)!;
  const ward = episode === undefined ? [] : [{ role: 'slutenvard' as const, unit: episode.facts.ward }];
  const parties = [...(episode?.facts.parties ?? []), ...ward];
  const subject = { episodeNumber: episode?.number, messageId, messageKind: kind, parties };
  const plan = decideFiring(deadline, subject, { profile, directory, newId: hub.newId }, hub.now);
  Object.assign(deadline, { fired: plan.fired, nextFireAt: plan.nextFireAt });
  for (const { hubMessage } of plan.firings)
    if (hubMessage !== undefined) deliverOwn(hub, hubMessage, deadline.episode);
  return { deadline, firings: plan.firings };
}

/** What waited in vain is taken back from those who have it. */
function expire(hub: ModelHub): void {
  for (const message of hub.messages.values()) {
    const until = message.waits?.until ?? null;
    if (until === null || until > hub.now) continue;
    message.waits = undefined;
    for (const delivery of hub.deliveriesOf(message.id)) {
      if (['waiting', 'received', 'receipted'].includes(delivery.state)) delivery.state = 'withdrawn';
      for (const deadline of hub.openDeadlines()) {
        if (deadline.delivery === delivery.id) hub.end(deadline.id, 'cancelled', undefined, null);
      }
    }
  }
}

/** The next instant at which something happens by itself. */
export function nextInstant(hub: ModelHub): Date | undefined {
  const fires = hub.openDeadlines().flatMap(({ nextFireAt }) => nextFireAt?.getTime() ?? []);
  const ends = [...hub.messages.values()].flatMap(({ waits }) => waits?.until?.getTime() ?? []);
  const next = Math.min(...fires, ...ends);
  return Number.isFinite(next) ? new Date(next) : undefined;
}

/**
 * Moves the clock: through every instant at which something is due, or past all of them at once, as after a standstill of the
 * hub.
 */
export function moveClock(
  hub: ModelHub,
  to: Date,
  isStandstill: boolean,
  seen: (looks: readonly Look[]) => void,
): void {
  for (let next = nextInstant(hub); !isStandstill && next !== undefined && next <= to; next = nextInstant(hub)) {
    if (next > hub.now) hub.now = next;
    expire(hub);
    seen(fire(hub));
  }
  hub.now = to;
  // What tidies up may be late: whoever decides looks at the time itself.
  if (!isStandstill) expire(hub);
  seen(fire(hub));
}
