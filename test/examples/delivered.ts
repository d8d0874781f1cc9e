import type { HubMessageKind, Message } from '#domain/message.js';
import { HUB_SENDER } from '#domain/message.js';
import type { RenderedMessage, RenderOptions } from '#formats/rendering.js';

const WARD = 'SE2321000016-AVD12';
const HEALTH_CENTRE = 'SE2321000016-HC01';

/** What the hub itself sends, as a unit finds it in its inbox. */
export interface DeliveredExample {
  readonly name: HubMessageKind;
  readonly about: string;
  readonly message: RenderedMessage;
  readonly options: RenderOptions;
}

/** Ids of the hub's own: made up, the same in every example. */
const id = (number: number): string => `0190a1b2-0000-7000-8000-${String(number).padStart(12, '0')}`;

const MISSING_RECEIPT = {
  deliveryId: id(11),
  kind: 'kvittens',
  due: '2026-11-23T09:00:00+01:00',
  rule: 'G-ACK-12',
  occurrence: 1,
  messageId: 'EX-J-02',
  messageKind: 'inskrivningsmeddelande',
  responsible: HEALTH_CENTRE,
  responsibleName: 'Gävle Strand hälsocentral',
  phone: '08-465 004 51',
};

function fromHub(number: number, kind: HubMessageKind, at: string, content: Message['content']): RenderedMessage {
  const sent = {
    messageId: id(number),
    kind,
    sender: HUB_SENDER,
    sentAt: at,
    episode: id(1),
    episodeId: 'V20261123-J1',
  };
  return { id: id(number), receivedAt: at, ...sent, content };
}

export const DELIVERED_EXAMPLES: readonly DeliveredExample[] = [
  {
    name: 'paminnelse',
    about: 'The late unit is reminded of a receipt',
    message: fromHub(21, 'paminnelse', '2026-11-23T08:00:00.000Z', { ...MISSING_RECEIPT, step: 'paminnelse' }),
    options: { recipient: HEALTH_CENTRE, delivery: { id: id(31), receiptDue: null } },
  },
  {
    name: 'eskalering',
    about: 'The manager of the late unit hears of it two hours later',
    message: fromHub(22, 'eskalering', '2026-11-23T10:00:00.000Z', { ...MISSING_RECEIPT, step: 'chef' }),
    options: { recipient: 'SE2321000016-VCH03', delivery: { id: id(32), receiptDue: null } },
  },
  {
    name: 'felsant',
    about: 'The sender learns that a unit has sent its message back as misdirected',
    message: fromHub(23, 'felsant', '2026-11-23T08:20:00.000Z', {
      deliveryId: id(12),
      messageId: 'EX-J-02',
      unit: 'SE2120002338-SOC01',
      role: 'socialtjanst',
      reason: 'Bor inte i kommunen',
    }),
    options: { recipient: WARD, delivery: { id: id(33), receiptDue: null } },
  },
  {
    name: 'testmeddelande',
    about: 'Operations try the way to a unit; nothing is to be done',
    message: {
      ...{ id: id(24), receivedAt: '2026-11-23T08:30:00.000Z', messageId: id(24), kind: 'testmeddelande' },
      ...{ sender: HUB_SENDER, sentAt: '2026-11-23T08:30:00.000Z', content: { text: 'Prov från driftledningen' } },
    },
    options: { recipient: HEALTH_CENTRE, delivery: { id: id(34), receiptDue: null } },
  },
];
