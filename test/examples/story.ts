import type { Message, MessageKind } from '#domain/message.js';

import { ELVAN, FEMMAN, NIAN, NIAN_REGISTERED, SJUAN, TOLVAN, TOLVAN_MOVED, UNKNOWN } from './persons.js';

/**
 * The messages behind `docs/examples/`: five stays at two wards, in an order that a hub which has seen nothing accepts one
 * after the other. All persons are test persons of Skatteverket.
 */

const WARD = 'SE2321000016-AVD12';
const OTHER_WARD = 'SE2321000016-AVD14';
const PHYSICIAN = { name: 'Lena Läkarsson', title: 'överläkare' };

const CONSENT = { given: true, scope: ['informationsoverforing'], recordedAt: '2026-11-23T07:50:00+01:00' };

/** One message of the story, without its ids. */
interface Scene {
  readonly kind: MessageKind;
  /** The HL7 event as which a record system sends it; Z01 is the hub's own, for what HL7 has no event for. */
  readonly event: string;
  /** What it shows, in English. */
  readonly about: string;
  /** Number of the care episode within the story; none for what is about a person. */
  readonly stay?: number;
  readonly message: Omit<Message, 'messageId' | 'kind' | 'sender' | 'episodeId'> & { readonly sender?: string };
  /** For a makulering: the number of the message that it withdraws. */
  readonly withdraws?: number;
}

const SCENES: readonly Scene[] = [
  {
    kind: 'planerad-inskrivning',
    event: 'A05',
    stay: 1,
    about: 'A planned stay; nothing is delivered before the assessment',
    message: {
      sentAt: '2026-11-20T10:05:00+01:00',
      patient: TOLVAN,
      content: { plannedAdmission: '2026-11-23', expectedDischarge: '2026-11-26' },
    },
  },
  {
    kind: 'inskrivningsmeddelande',
    event: 'A01',
    stay: 1,
    about: 'The patient is admitted: category BC, with consent, reason and mobile number',
    message: {
      sentAt: '2026-11-23T08:15:00+01:00',
      patient: TOLVAN,
      planningCategory: 'BC',
      consent: CONSENT,
      content: {
        admittedAt: '2026-11-23T07:40:00+01:00',
        assessedAt: '2026-11-23T08:10:00+01:00',
        expectedDischarge: '2026-11-27',
        assessedBy: PHYSICIAN,
        reason: 'Fall i hemmet; höftfraktur på höger sida.\nOpereras i kväll.',
        mobile: '070-174 06 05',
      },
    },
  },
  {
    kind: 'inskrivningsmeddelande',
    event: 'A08',
    stay: 1,
    about: 'A new discharge date: all parties get the notice again',
    message: {
      sentAt: '2026-11-24T09:20:00+01:00',
      patient: TOLVAN,
      planningCategory: 'BC',
      consent: CONSENT,
      content: {
        admittedAt: '2026-11-23T07:40:00+01:00',
        assessedAt: '2026-11-23T08:10:00+01:00',
        expectedDischarge: '2026-11-30',
        assessedBy: PHYSICIAN,
      },
    },
  },
  {
    kind: 'avdelningsbyte',
    event: 'A02',
    stay: 1,
    about: 'The patient moves to another ward of the hospital',
    message: {
      sentAt: '2026-11-25T13:05:00+01:00',
      patient: TOLVAN,
      content: { ward: OTHER_WARD, movedAt: '2026-11-25T13:00:00+01:00' },
    },
  },
  {
    kind: 'personuppgifter',
    event: 'A31',
    about: 'The patient has a new address',
    message: {
      sentAt: '2026-11-26T06:00:00+01:00',
      patient: TOLVAN_MOVED,
      content: { updatedAt: '2026-11-26T05:55:00+01:00' },
    },
  },
  {
    kind: 'utskrivningsklar',
    event: 'A16',
    stay: 1,
    about: 'The physician judges the patient ready for discharge; sent by the new ward',
    message: {
      sender: OTHER_WARD,
      sentAt: '2026-11-27T09:35:00+01:00',
      patient: TOLVAN_MOVED,
      content: { readyAt: '2026-11-27T09:30:00+01:00', assessedBy: PHYSICIAN },
    },
  },
  {
    kind: 'utskrivningsklar-aterkallad',
    event: 'A25',
    stay: 1,
    about: 'The patient is not ready after all',
    message: {
      sender: OTHER_WARD,
      sentAt: '2026-11-27T15:10:00+01:00',
      patient: TOLVAN_MOVED,
      content: { reason: 'Feber under eftermiddagen' },
    },
  },
  {
    kind: 'utskrivningsklar',
    event: 'A16',
    stay: 1,
    about: 'Ready again',
    message: {
      sender: OTHER_WARD,
      sentAt: '2026-11-30T08:45:00+01:00',
      patient: TOLVAN_MOVED,
      content: { readyAt: '2026-11-30T08:40:00+01:00', assessedBy: PHYSICIAN },
    },
  },
  {
    kind: 'utskrivningsmeddelande',
    event: 'A03',
    stay: 1,
    about: 'The patient has left the ward',
    message: {
      sender: OTHER_WARD,
      sentAt: '2026-11-30T11:05:00+01:00',
      patient: TOLVAN_MOVED,
      content: { dischargedAt: '2026-11-30T11:00:00+01:00', summary: 'Opererad höft. Går med rollator.' },
    },
  },
  {
    kind: 'utskrivning-aterkallad',
    event: 'A13',
    stay: 1,
    about: 'The discharge is taken back',
    message: {
      sender: OTHER_WARD,
      sentAt: '2026-11-30T11:50:00+01:00',
      patient: TOLVAN_MOVED,
      content: { reason: 'Blev dålig före hemresan' },
    },
  },
  {
    kind: 'utskrivningsmeddelande',
    event: 'A03',
    stay: 1,
    about: 'Discharged for good; something else was decided about who answers for the care',
    message: {
      sender: OTHER_WARD,
      sentAt: '2026-12-01T10:30:00+01:00',
      patient: TOLVAN_MOVED,
      content: {
        dischargedAt: '2026-12-01T10:25:00+01:00',
        summary: 'Opererad höft. Går med rollator.',
        responsibility: { party: 'Ortopedmottagningen', reason: 'Återbesök efter sex veckor' },
      },
    },
  },
  {
    kind: 'planerad-inskrivning',
    event: 'A14',
    stay: 2,
    about: 'A planned stay that will not come to be',
    message: { sentAt: '2026-11-23T09:00:00+01:00', patient: ELVAN, content: { plannedAdmission: '2026-12-07' } },
  },
  {
    kind: 'planerad-inskrivning-installd',
    event: 'A38',
    stay: 2,
    about: 'The planned stay is called off (A27 says the same)',
    message: {
      sentAt: '2026-11-24T10:00:00+01:00',
      patient: ELVAN,
      content: { reason: 'Operationen är inställd' },
    },
  },
  {
    kind: 'inskrivningsmeddelande',
    event: 'A01',
    stay: 3,
    about: 'A person whose identity is not known (reservnummer); needs in place of the category',
    message: {
      sentAt: '2026-11-23T08:40:00+01:00',
      patient: UNKNOWN,
      needs: ['socialtjanst', 'hemsjukvard'],
      content: {
        admittedAt: '2026-11-23T02:10:00+01:00',
        assessedAt: '2026-11-23T08:30:00+01:00',
        expectedDischarge: '2026-12-02',
        assessedBy: PHYSICIAN,
      },
    },
  },
  {
    kind: 'identitetsbyte',
    event: 'A40',
    about: 'The unknown person turns out to have a samordningsnummer: two identities become one',
    message: {
      sentAt: '2026-11-24T11:00:00+01:00',
      patient: NIAN,
      content: { previousId: UNKNOWN.id, previousIdType: UNKNOWN.idType },
    },
  },
  {
    kind: 'identitetsbyte',
    event: 'A47',
    about: 'The same person gets a personnummer: an identity is changed',
    message: {
      sentAt: '2026-11-25T11:00:00+01:00',
      patient: NIAN_REGISTERED,
      content: { previousId: NIAN.id, previousIdType: NIAN.idType },
    },
  },
  {
    kind: 'avbryt-vardtillfalle',
    event: 'A11',
    stay: 3,
    about: 'The stay is cancelled; all that nobody has receipted is withdrawn',
    message: {
      sentAt: '2026-11-25T14:00:00+01:00',
      patient: NIAN_REGISTERED,
      content: { reason: 'Flyttad till ett annat sjukhus' },
    },
  },
  {
    kind: 'inskrivningsmeddelande',
    event: 'A01',
    stay: 4,
    about: 'Category E for a person with protected identity; the receiving care home is named',
    message: {
      sentAt: '2026-11-23T10:15:00+01:00',
      patient: SJUAN,
      planningCategory: 'E',
      recipients: ['SE2120002338-SABO02'],
      content: {
        admittedAt: '2026-11-23T09:40:00+01:00',
        assessedAt: '2026-11-23T10:05:00+01:00',
        expectedDischarge: '2026-11-25',
        assessedBy: PHYSICIAN,
      },
    },
  },
  {
    kind: 'makulering',
    event: 'Z01',
    stay: 4,
    about: 'The notice before is withdrawn: wrong patient',
    withdraws: 18,
    message: { sentAt: '2026-11-23T10:40:00+01:00', content: { reason: 'Fel patient' } },
  },
  {
    kind: 'inskrivningsmeddelande',
    event: 'A01',
    stay: 5,
    about: 'Category B, which a physician has to have judged needed; the patient lives in another municipality',
    message: {
      sentAt: '2026-11-23T11:30:00+01:00',
      patient: FEMMAN,
      planningCategory: 'B',
      consent: { given: false },
      content: {
        admittedAt: '2026-11-22T21:15:00+01:00',
        assessedAt: '2026-11-23T11:20:00+01:00',
        expectedDischarge: '2026-11-24T14:00:00+01:00',
        physicianAssessed: true,
        assessedBy: PHYSICIAN,
      },
    },
  },
];

/** One message of the story as it is sent. */
export interface Example {
  /** Two digits and the kind, such as `02-inskrivningsmeddelande`. */
  readonly name: string;
  readonly event: string;
  readonly about: string;
  readonly message: Message;
}

/**
 * The story under ids of its own.
 * @param mark a letter or two that no other telling of the story has: the same message is then not taken for a repetition.
 */
export function story(mark: string): Example[] {
  const messageId = (number: number): string => `EX-${mark}-${twoDigits(number)}`;
  return SCENES.map(({ kind, event, about, stay, message, withdraws }, index) => {
    const { sentAt, content, sender = WARD, ...rest } = message;
    const target = withdraws === undefined ? {} : { messageId: messageId(withdraws) };
    const episode = stay === undefined ? {} : { episodeId: `V20261123-${mark}${String(stay)}` };
    const head = { messageId: messageId(index + 1), kind, sender, sentAt, ...episode };
    return {
      name: `${twoDigits(index + 1)}-${kind}`,
      event,
      about,
      message: { ...head, ...rest, content: { ...target, ...content } },
    };
  });
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
