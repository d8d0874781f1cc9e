import type { KnownUnit } from '../api/demo-clients.js';
import type { InboxEntry } from '../api/inbox.js';
import type { Remark } from '../send/outcome.js';
import type { GivenReceipt, Played, SentMessage } from './player.js';
import type { OutboxDelivery, OutboxEntry } from './witness.js';

/** What one party saw and did, in the order of time. */
export interface PartyStory {
  readonly unit: KnownUnit;
  readonly events: readonly StoryEvent[];
}

interface About {
  /** Hub time. */
  readonly at: Date;
  readonly kind: string;
  readonly messageId: string;
  /** The hospital's number of the care episode. */
  readonly episode: string;
}

/** A duty that was not done in time, as a reminder or an escalation names it. */
interface Overdue extends About {
  readonly step: string;
  readonly duty: string;
  readonly due: Date;
  readonly occurrence: number;
  readonly rule: string;
  readonly responsible: string;
  readonly responsibleName: string;
  readonly phone: string | undefined;
}

export type StoryEvent =
  | (About & {
      readonly type: 'sent';
      readonly as: string;
      readonly code: string;
      readonly isAccepted: boolean;
      /** False when the hub took what the routine wants refused, or the other way round. */
      readonly isAsTold: boolean;
      readonly remarks: readonly Remark[];
      readonly recipients: readonly OutboxDelivery[];
    })
  | (About & {
      readonly type: 'received';
      readonly deliveryId: string;
      readonly receiptDue: Date | undefined;
      /** State of the delivery in the end. */
      readonly state: string;
      /** Only of a notice that changes the date. */
      readonly newDate: string | undefined;
      /** What stands in its content; only of what is told without consent. */
      readonly told: readonly string[] | undefined;
    })
  | (About & { readonly type: 'receipt'; readonly due: Date | undefined; readonly isLate: boolean })
  | (Overdue & { readonly type: 'reminder' })
  | (Overdue & { readonly type: 'escalation' });

/** The stories of all units that saw or did anything, from what their inboxes, outboxes and receipts say. */
export async function storiesOf({ sent, receipts, witness }: Played): Promise<PartyStory[]> {
  const stories = [...witness.mailboxes.values()].map(async ({ unit }) => {
    const inbox = witness.inboxOf(unit.hsaId);
    const own = sent.filter(({ sender }) => sender === unit.hsaId);
    const outbox = own.length === 0 ? [] : await witness.outboxOf(unit.hsaId);
    const events = [
      ...own.map((message) => sentEvent(message, outbox)),
      ...inbox.map(arrivalEvent),
      ...receipts.filter((given) => given.unit === unit.hsaId).flatMap((given) => receiptEvent(given, inbox)),
    ];
    return { unit, events: events.toSorted((a, b) => a.at.getTime() - b.at.getTime()) };
  });
  return (await Promise.all(stories)).filter(({ events }) => events.length > 0);
}

function sentEvent({ outcome, ...message }: SentMessage, outbox: OutboxEntry[]): StoryEvent {
  const { at, kind, messageId, episode, as, isAsTold } = message;
  const recipients = outbox.find((entry) => entry.messageId === messageId)?.deliveries ?? [];
  const { code, remarks } = outcome;
  const isAccepted = outcome.kind === 'accepted';
  return { type: 'sent', at, kind, messageId, episode, as, code, isAccepted, isAsTold, remarks, recipients };
}

function arrivalEvent(entry: InboxEntry): StoryEvent {
  const { receivedAt: at, kind, messageId, content, deliveryId, receiptDue, state } = entry;
  const episode = entry.episode ?? '';
  if (kind === 'paminnelse' || kind === 'eskalering') {
    const responsible = content.text('responsible');
    return {
      type: kind === 'paminnelse' ? 'reminder' : 'escalation',
      at,
      episode,
      kind: content.text('messageKind'),
      messageId: content.text('messageId'),
      step: content.text('step'),
      duty: content.text('kind'),
      due: content.instant('due'),
      occurrence: content.number('occurrence'),
      rule: content.text('rule'),
      responsible,
      responsibleName: content.optionalText('responsibleName') ?? responsible,
      phone: content.optionalText('phone'),
    };
  }
  const newDate = entry.notice === 'changed-date' ? content.optionalText('expectedDischarge') : undefined;
  const told = entry.consents ? undefined : Object.keys(content.raw);
  return { type: 'received', at, kind, messageId, episode, deliveryId, receiptDue, state, newDate, told };
}

function receiptEvent({ at, deliveryId }: GivenReceipt, inbox: readonly InboxEntry[]): StoryEvent[] {
  return inbox
    .filter((entry) => entry.deliveryId === deliveryId)
    .map(({ kind, messageId, episode = '', receiptDue: due }) => {
      return { type: 'receipt', at, kind, messageId, episode, due, isLate: due !== undefined && at > due };
    });
}

/** The week in figures, counted from what the parties saw. */
export interface Figures {
  readonly messages: number;
  /** Refused although the routine wants it taken, or taken although it wants it refused. */
  readonly refused: number;
  /** Refused as the routine wants it. */
  readonly refusedByRule: number;
  readonly deliveries: number;
  readonly receiptsInTime: number;
  readonly receiptsLate: number;
  /** Due before the week's end, neither given nor withdrawn. */
  readonly receiptsMissing: number;
  readonly reminders: number;
  readonly escalations: number;
  readonly openEscalations: number;
}

export function figuresOf(stories: readonly PartyStory[], played: Played, end: Date): Figures {
  const events = stories.flatMap((story) => story.events);
  const sent = events.filter((event) => event.type === 'sent');
  const asked = sent.flatMap(({ recipients }) => recipients).filter(({ receiptDue }) => receiptDue !== undefined);
  const late = ({ receiptDue, receiptedAt }: OutboxDelivery): boolean =>
    receiptDue !== undefined && receiptedAt !== undefined && receiptedAt > receiptDue;
  const isMissing = ({ state, receiptDue, receiptedAt }: OutboxDelivery): boolean =>
    receiptedAt === undefined && state !== 'withdrawn' && receiptDue !== undefined && receiptDue <= end;
  return {
    messages: sent.filter(({ isAccepted }) => isAccepted).length,
    refused: sent.filter(({ isAsTold }) => !isAsTold).length,
    refusedByRule: sent.filter(({ isAccepted, isAsTold }) => !isAccepted && isAsTold).length,
    deliveries: events.filter(({ type }) => type !== 'sent' && type !== 'receipt').length,
    receiptsInTime: asked.filter((delivery) => delivery.receiptedAt !== undefined && !late(delivery)).length,
    receiptsLate: asked.filter(late).length,
    receiptsMissing: asked.filter(isMissing).length,
    reminders: events.filter(({ type }) => type === 'reminder').length,
    escalations: events.filter(({ type }) => type === 'escalation').length,
    openEscalations: played.openEscalations,
  };
}
