import type { HubMessage } from './admission/admission-plan.js';
import { parseInstant } from './calendar.js';
import { isLate } from './deadline/deadline.js';
import type { Delivery, DeliveryState, Receipt } from './delivery.js';
import type { Directory, Unit } from './directory/directory.js';
import { HUB_SENDER } from './message.js';
import type { StaffMember } from './message.js';
import { isKeptFrom } from './plan/deciding/handing-on.js';
import type { PlanFacts } from './plan/plan.js';
import type { Profile } from './profile/profile.js';
import { lacksAccess } from './routing.js';
import { receiptDeadlineOf } from './profile/profile.js';

/** What a recipient's action brings about; `met` names the state that stands in its way. `late`: it came after its due time. */
export type ReceiptDecision =
  | { kind: 'receipted'; receipt: Receipt; late: boolean }
  | { kind: 'repeated'; receipt: Receipt }
  | { kind: 'conflict'; met: DeliveryState }
  | { kind: 'invalid'; path: string; rule: string | undefined; message: string };

/**
 * The recipient's kvittens: once and for all, a repeat gives the same answer (G-ACK-05). `at` may lie neither before the
 * message nor ahead of the clock; without it the kvittens is made now. `profile` is the one of the delivery's region, if that
 * is there at present.
 */
export function decideReceipt(
  delivery: Delivery,
  by: StaffMember,
  at: string | undefined,
  now: Date,
  profile: Profile | undefined,
): ReceiptDecision {
  if (delivery.receipt !== undefined) return { kind: 'repeated', receipt: delivery.receipt };
  if (delivery.state !== 'waiting' && delivery.state !== 'received') return { kind: 'conflict', met: delivery.state };
  const made = at === undefined ? laterOf(now, delivery.acceptedAt) : parseInstant(at);
  const invalid = (message: string): ReceiptDecision => ({
    kind: 'invalid',
    path: 'at',
    rule: profile?.rules['receipt-time'],
    message,
  });
  if (made === undefined) return invalid('must be a date and time with zone');
  if (made < delivery.acceptedAt) return invalid('a receipt cannot be made before the message came');
  if (at !== undefined && made > now) return invalid('a receipt cannot be made ahead of the clock');
  return {
    kind: 'receipted',
    receipt: { by, at: made, recordedAt: now },
    late: isLateReceipt(delivery, made, profile),
  };
}

function isLateReceipt({ kind, receiptDue }: Delivery, made: Date, profile: Profile | undefined): boolean {
  if (receiptDue === null) return false;
  const name = profile && receiptDeadlineOf(profile, kind);
  const rule = name === undefined ? undefined : profile?.deadlines[name];
  return rule === undefined ? made > receiptDue : isLate(rule, receiptDue, made);
}

/** Clocks of two machines differ a little: what has come has come before it is receipted. */
function laterOf(a: Date, b: Date): Date {
  return a > b ? a : b;
}

export type ForwardDecision =
  | { kind: 'forwarded'; to: Unit; deliveryId: string }
  | { kind: 'conflict'; met: DeliveryState }
  | { kind: 'invalid'; path: string; message: string };

/**
 * Moves a delivery to another unit of the same organisation; the due time and the duty go with it. `profile` is the one of the
 * delivery's region, if that is there at present; `facts` those of the plan (SIP) that the message belongs to: it goes to no unit that
 * the person has not agreed to (N-CON-01).
 */
export function decideForward(
  delivery: Delivery,
  target: string,
  directory: Directory,
  newId: () => string,
  profile?: Profile,
  facts?: PlanFacts,
): ForwardDecision {
  if (delivery.state !== 'waiting' && delivery.state !== 'received') return { kind: 'conflict', met: delivery.state };
  const from = directory.units.get(delivery.unit);
  const to = directory.units.get(target);
  if (to === undefined || from === undefined || to.organisation !== from.organisation) {
    return { kind: 'invalid', path: 'unit', message: 'must be a unit of the same organisation' };
  }
  if (profile !== undefined && lacksAccess(to, profile) !== undefined) {
    return { kind: 'invalid', path: 'unit', message: 'units of this type have no access: call them' };
  }
  if (to.hsaId === from.hsaId) return { kind: 'invalid', path: 'unit', message: 'must be another unit' };
  if (isKeptFrom(delivery, to.hsaId, facts)) {
    const message = 'must be a unit that the consent to the plan covers: ask for that, or say that it was misdirected';
    return { kind: 'invalid', path: 'unit', message };
  }
  return { kind: 'forwarded', to, deliveryId: newId() };
}

export type MisdirectedDecision =
  { kind: 'misdirected'; notice: HubMessage | undefined } | { kind: 'conflict'; met: DeliveryState };

/** Felsänt: the duty ends and the sender is told by a message of the hub; messages of the hub itself have nobody to tell. */
export function decideMisdirected(
  delivery: Delivery,
  reason: string,
  directory: Directory,
  newId: () => string,
  now: Date,
): MisdirectedDecision {
  if (delivery.state !== 'waiting' && delivery.state !== 'received') return { kind: 'conflict', met: delivery.state };
  const sender = directory.units.get(delivery.sender);
  if (sender === undefined) return { kind: 'misdirected', notice: undefined };
  const id = newId();
  const content = {
    deliveryId: delivery.id,
    messageId: delivery.messageId,
    unit: delivery.unit,
    role: delivery.role,
    reason,
  };
  const message = {
    id,
    messageId: id,
    kind: 'felsant' as const,
    sender: HUB_SENDER,
    sentAt: now.toISOString(),
    receivedAt: now.toISOString(),
    ...(delivery.episode === undefined ? {} : { episode: delivery.episode }),
    ...(delivery.episodeNumber === undefined ? {} : { episodeId: delivery.episodeNumber }),
    ...(delivery.plan === undefined ? {} : { plan: delivery.plan }),
    inReplyTo: delivery.messageId,
    content,
  };
  const notice = {
    message,
    profile: delivery.profile,
    delivery: { id: newId(), unit: sender.hsaId, role: sender.role, receiptDue: null },
  };
  return { kind: 'misdirected', notice };
}
