import type { Content, MessageKind, PartyRole } from '#domain/message.js';

/** Something that a unit of a role says in a stay. */
export interface Said {
  readonly kind: MessageKind;
  readonly by: PartyRole;
  readonly content: Content;
  /** Roles of units that it names. */
  readonly to?: readonly PartyRole[];
}

/** What is said in a region until a patient goes home, in the region's own order. */
export interface Scene {
  /** What comes after the admission notice and before the discharge. */
  readonly before: readonly Said[];
  /** What may be said as often as one likes. */
  readonly dialogue: Said;
  /** A message of which the region asks much. */
  readonly asked: Said;
  readonly discharge: Said;
}

const READY = { readyAt: '2026-11-26T10:00:00+01:00', assessedBy: { name: 'Disa Doktor', title: 'överläkare' } };
const HOME = { dischargedAt: '2026-11-27T10:00:00+01:00', summary: 'Förbättrad' };
const CONTACT = { name: 'Frida Vik', title: 'distriktssköterska', phone: '08-465 004 83' };
const REACH = [{ unit: 'Biståndsenheten', name: 'Bo Handläggarsson', phone: '031-390 06 40' }];

const ready: Said = { kind: 'utskrivningsklar', by: 'slutenvard', content: { ...READY, informedOrally: true } };
const contact: Said = { kind: 'fast-vardkontakt', by: 'oppenvard', content: { ...CONTACT, coordinator: true } };
const talk = {
  by: 'slutenvard',
  content: { text: 'Sjukresa är bokad till fredag klockan 14, bärhjälp behövs.' },
} as const;
const answer = (by: PartyRole, content: Content): Said => ({
  kind: 'svar-pa-inskrivning',
  by,
  content: { information: 'Hör dåligt på vänster öra', ...content },
});
const kommunklar: Said = {
  kind: 'kommunklar',
  by: 'socialtjanst',
  content: {
    decided: true,
    branches: ['socialtjanst', 'hemsjukvard'],
    interventions: [{ name: 'Dusch två gånger i veckan', law: 'SoL' }],
    executableFrom: '2026-11-27',
    decidedOn: '2026-11-26',
    contacts: REACH,
  },
};

/** Regions whose stays can be played; a region that is not here is measured by what every region has. */
export const SCENES: Readonly<Record<string, Scene>> = {
  gavleborg: {
    before: [contact, ready],
    dialogue: { kind: 'generellt-meddelande', ...talk },
    asked: {
      kind: 'egenvardsbedomning',
      by: 'socialtjanst',
      content: { phase: 'begaran', measure: 'ögondroppar', kindOfMeasure: 'annat' },
      to: ['oppenvard'],
    },
    discharge: { kind: 'utskrivningsmeddelande', by: 'slutenvard', content: HOME },
  },
  blekinge: {
    before: [
      answer('oppenvard', { careContact: CONTACT }),
      answer('socialtjanst', { contacts: REACH }),
      answer('hemsjukvard', { contacts: REACH }),
      {
        kind: 'utskrivningsrapport',
        by: 'slutenvard',
        content: {
          medicalPlan: 'Vätskedrivande intravenöst',
          medicalPlanAt: '2026-11-23T10:00:00+01:00',
          nursingStatus: 'Orkar klä sig sittande',
          mobility: 'Reser sig utan hjälp',
          activity: 'Behöver hjälp med dusch',
        },
      },
      ready,
      kommunklar,
    ],
    dialogue: { kind: 'extrameddelande', ...talk },
    asked: kommunklar,
    discharge: {
      kind: 'utskrivningsmeddelande',
      by: 'slutenvard',
      content: {
        ...HOME,
        criteria: {
          oral: true,
          dischargeNote: true,
          medicationList: true,
          nursingSummary: true,
          training: 'ej-aktuellt',
          aids: { status: 'klart' },
          medicines: { status: 'klart' },
          medicinesThrough: '2026-12-07',
          receivingContact: 'tagen',
        },
      },
    },
  },
};

/** What every region has. */
export const COMMON: Scene = {
  before: [ready],
  dialogue: { kind: 'generellt-meddelande', ...talk },
  asked: ready,
  discharge: { kind: 'utskrivningsmeddelande', by: 'slutenvard', content: HOME },
};
