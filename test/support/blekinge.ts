import type { Consent, Content, Message, MessageKind, Patient } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';

import { demoDirectory, DomainWorld } from './domain.js';
import { profileOf } from './profiles.js';

/** A care chain in Blekinge as specs tell it: its units, its messages, and a hub in which it plays. */

export const blekinge = (): Profile => profileOf('blekinge');

/** The units of Blekinge that specs speak of. */
export const AT = {
  ward: 'SE2321000081-AVD45',
  otherWard: 'SE2321000081-AVD46',
  emergency: 'SE2321000081-AKUT01',
  moa: 'SE2321000081-MOA01',
  aka: 'SE2321000081-AKA01',
  piva: 'SE2321000081-PIVA01',
  paka: 'SE2321000081-PAKA01',
  clinic: 'SE2321000081-KLIN01',
  centre: 'SE2321000081-VC01',
  social: 'SE2120000829-SOC01',
  homeCare: 'SE2120000829-HSV01',
  housing: 'SE2120000829-SABO01',
  careStaff: 'SE2120000829-HTJ01',
  social1082: 'SE2120000845-SOC01',
} as const;

export const TREAN: Patient = {
  id: '193702249842',
  idType: 'personnummer',
  givenName: 'Trean',
  familyName: 'Treansson',
  address: { line: ['Skeppsbrogatan 3'], postalCode: '37132', city: 'Karlskrona' },
  municipality: '1080',
  healthCentre: AT.centre,
};

export const YES: Consent = { given: true, scope: ['informationsoverforing'], recordedAt: '2026-11-23T08:00:00+01:00' };
export const NO: Consent = { given: false, scope: ['informationsoverforing'], recordedAt: '2026-11-23T08:00:00+01:00' };
const CONSENT_TO = (scope: string): Consent => ({ given: true, scope: [scope] });

const REACH = [{ unit: 'Biståndsenheten', name: 'Bo Handläggarsson', phone: '031-390 06 40' }];
const DOCTOR = { name: 'Disa Doktor', title: 'överläkare' };

/** All criteria met: discharged on Friday the 27th, medicines through the Wednesday after it. */
export const CRITERIA = {
  oral: true,
  dischargeNote: true,
  medicationList: true,
  nursingSummary: true,
  training: 'ej-aktuellt',
  aids: { status: 'klart' },
  medicines: { status: 'klart' },
  medicinesThrough: '2026-12-02',
  receivingContact: 'tagen',
};

const CONTENTS: Readonly<Partial<Record<MessageKind, Content>>> = {
  vardrapport: { report: 'Hemtjänst fyra gånger om dagen', support: ['SoL'] },
  inskrivningsmeddelande: {
    admittedAt: '2026-11-23T07:00:00+01:00',
    expectedDischarge: '2026-11-27',
    reason: 'Hjärtsvikt, andfådd i vila',
  },
  'svar-pa-inskrivning': { information: 'Hör dåligt på vänster öra', contacts: REACH },
  utskrivningsrapport: {
    medicalPlan: 'Vätskedrivande intravenöst',
    medicalPlanAt: '2026-11-23T10:00:00+01:00',
    nursingStatus: 'Orkar klä sig sittande',
    mobility: 'Reser sig utan hjälp',
    activity: 'Behöver hjälp med dusch',
  },
  extrameddelande: { text: 'Sjukresa är bokad', transport: 'fredag kl. 14, bärhjälp' },
  utskrivningsklar: { readyAt: '2026-11-26T10:00:00+01:00', assessedBy: DOCTOR, informedOrally: true },
  kommunklar: {
    decided: true,
    interventions: [{ name: 'Dusch två gånger i veckan', law: 'SoL' }],
    executableFrom: '2026-11-27',
    decidedOn: '2026-11-26',
    contacts: [{ unit: 'Hemtjänsten Lyckeby', phone: '031-390 06 41' }],
  },
  utskrivningsmeddelande: {
    dischargedAt: '2026-11-27T14:00:00+01:00',
    summary: 'Vårdad för hjärtsvikt, förbättrad',
    criteria: CRITERIA,
  },
  'fristaende-meddelande': {
    useCase: 'fraga',
    text: 'Har hon nyckelskåp?',
    profession: 'arbetsterapeut',
  },
  samtycke: { scope: ['informationsoverforing'] },
};

let count = 0;

/** A message with the usual content of its kind, in which `undefined` takes a field away. */
export function telling(kind: MessageKind, sender: string, changes: Partial<Message> = {}): Message {
  count += 1;
  const { content = {}, ...rest } = changes;
  const merged = Object.entries({ ...CONTENTS[kind], ...content }).filter(([, value]) => value !== undefined);
  return {
    messageId: `b-${String(count)}`,
    kind,
    sender,
    sentAt: '2026-11-23T05:30:00+01:00',
    ...rest,
    content: Object.fromEntries(merged),
  };
}

/** The admission notice of the ward, with the person's consent and needs of every kind but housing. */
export function notice(changes: Partial<Message> = {}): Message {
  return telling('inskrivningsmeddelande', changes.sender ?? AT.ward, {
    episodeId: 'K1',
    patient: TREAN,
    needs: ['oppenvard', 'socialtjanst', 'hemsjukvard'],
    consent: YES,
    ...changes,
  });
}

/** The notice that may be sent without consent: name, number, address, expected discharge. */
export function silentNotice(content: Content = {}): Message {
  return notice({ consent: NO, content: { reason: undefined, admittedAt: undefined, ...content } });
}

/** A free-standing message to one recipient. */
export function freely(
  sender: string,
  to: readonly string[],
  content: Content,
  changes: Partial<Message> = {},
): Message {
  return telling('fristaende-meddelande', sender, { patient: TREAN, recipients: [...to], content, ...changes });
}

/** Told by the emergency department of somebody who goes home. */
export function goingHome(content: Content = {}, changes: Partial<Message> = {}): Message {
  const said = {
    useCase: 'hemgang-fran-akut',
    text: 'Sökte efter ett fall, inga skador. Behöver tillsyn i kväll.',
    profession: 'sjuksköterska',
    senderProfession: 'sjuksköterska',
    ongoingInterventions: true,
  };
  return freely(AT.emergency, [AT.homeCare], { ...said, ...content }, { consent: CONSENT_TO('akutbesok'), ...changes });
}

/** Told of an operation in two weeks. */
export function plannedStay(content: Content = {}, changes: Partial<Message> = {}): Message {
  const said = {
    useCase: 'planerad-inskrivning',
    text: 'Höftplastik. Bor ensam en trappa upp och behöver bedömning av stöd i hemmet.',
    profession: 'biståndshandläggare',
    contacts: [{ unit: 'Avdelning 46', phone: '08-465 004 86' }],
    plannedAdmission: '2026-12-07',
    operation: '2026-12-08',
    plannedDischarge: '2026-12-11',
  };
  const consent = CONSENT_TO('planerad-inskrivning');
  return freely(AT.otherWard, [AT.social], { ...said, ...content }, { consent, ...changes });
}

/** A hub in which one care chain plays, K1 at the ward; each step is the usual one unless it is said otherwise. */
export class CareChain extends DomainWorld {
  constructor() {
    super(blekinge(), demoDirectory());
  }

  /** A message of the ward about the chain. */
  byWard(kind: MessageKind, content: Content = {}, changes: Partial<Message> = {}): Message {
    return telling(kind, AT.ward, { episodeId: 'K1', content, ...changes });
  }

  /** A message of another party about the chain. */
  by(sender: string, kind: MessageKind, content: Content = {}, changes: Partial<Message> = {}): Message {
    return telling(kind, sender, { episode: this.episode('K1').id, content, ...changes });
  }

  answer(sender: string, content: Content = {}): Message {
    const careContact = { name: 'Dag Distriktsson', title: 'distriktssköterska', phone: '08-465 004 83' };
    const its = sender === AT.centre || sender === AT.clinic ? { contacts: undefined, careContact } : {};
    return this.by(sender, 'svar-pa-inskrivning', { ...its, ...content }, { inReplyTo: 'b-1' });
  }

  admitted(changes: Partial<Message> = {}, at = '2026-11-23T09:00:00+01:00'): this {
    this.admit(notice(changes), at);
    return this;
  }

  answered(): this {
    for (const party of [AT.centre, AT.social, AT.homeCare])
      this.admit(this.answer(party), '2026-11-23T15:30:00+01:00');
    return this;
  }

  reported(content: Content = {}): this {
    this.admit(this.byWard('utskrivningsrapport', content), '2026-11-24T10:00:00+01:00');
    return this;
  }

  ready(): this {
    this.admit(this.byWard('utskrivningsklar'), '2026-11-26T10:10:00+01:00');
    return this;
  }

  municipalityReady(): this {
    const forBoth = { branches: ['socialtjanst', 'hemsjukvard'] };
    this.admit(this.by(AT.social, 'kommunklar', forBoth), '2026-11-26T14:00:00+01:00');
    return this;
  }

  /** A chain that lacks the discharge alone. */
  untilDischarge(): this {
    return this.admitted().answered().reported().ready().municipalityReady();
  }

  /** What units owe, receipts aside, as `deadline unit`. */
  owed(): string[] {
    return this.deadlines
      .filter(({ state, scope }) => state === 'open' && scope !== 'delivery')
      .map(({ kind, responsible }) => `${kind} ${responsible.split('-')[1] ?? ''}`)
      .sort();
  }
}

/** Units that a plan delivers to, by the last part of their id, in order. */
export function gotBy(plan: { deliveries: readonly { unit: string }[] }): string[] {
  return plan.deliveries.map(({ unit }) => unit.split('-')[1] ?? '').sort();
}

export { CONSENT_TO };
