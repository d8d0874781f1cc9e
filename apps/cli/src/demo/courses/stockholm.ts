import type { CivilTime, Course, Scenario, WriteStep } from '../scenario.js';
import { careContact, finalNotes, person, receipts, sends, writes } from './telling.js';
import { fri, mon, monAfter, sunBefore, thu, tue, wed, WEEK } from './week.js';

export const MEDICINE = 'SE2321009991-AVD3';
export const GERIATRICS = 'SE2321009991-AVD5';
export const RINGEN = 'SE2321009991-HLM01';
export const HOME_CARE_TEAM = 'SE2321009991-HSV01';
const ASIH = 'SE2321009991-ASIH01';
const CITY = 'SE2120000142-SOC01';
export const SODERMALM = 'SE2120000142-SOC02';
const TANTO = 'SE2120000142-SABO01';

export const mira = { name: 'Mira Sandell', title: 'specialistläkare' };

export const ON_SODERMALM = { postalCode: '11860', city: 'Stockholm', municipality: '0180', healthCentre: RINGEN };

const bella = { name: 'Bella Ström', title: 'biståndshandläggare' };

/** The care contact calls to a plan meeting in the patient's home, a week after the discharge. */
export function callsToPlan(
  at: CivilTime,
  unit: string,
  recipients: readonly string[],
  more: Partial<WriteStep> = {},
): WriteStep {
  const meeting = { meetingAt: '2026-12-04T13:00:00+01:00', minutes: 45, form: 'fysiskt', place: 'I hemmet' };
  const call = {
    purpose: 'sip',
    setting: 'efter-utskrivning',
    existingPlan: false,
    consulted: ['patient'],
    ...meeting,
    roomBooked: true,
    agenda: ['Vad som är viktigt för dig', 'Vem gör vad när du är hemma', 'När vi följer upp'],
  };
  return writes(at, unit, 'sip-kallelse', { ...call, aim: 'Vem gör vad när du är hemma' }, { recipients, ...more });
}

/** The care contact offers a plan and prepares the meeting with the person, before anybody else is called. */
function preparesPlan(at: CivilTime, unit: string, offeredOn: string): WriteStep {
  const preparation = {
    whatMatters: 'Att klara trappan och komma ut till kyrkan',
    questions: ['Vem hjälper mig med medicinerna?', 'När kan jag duscha själv igen?'],
    supportedBy: 'Dottern',
    meetingWish: 'Hemma, på eftermiddagen',
  };
  const basis = { existingPlan: false, raisedBy: 'personal', offeredOn, preparation };
  return writes(at, unit, 'sip-underlag', basis, { about: 'person' });
}

/** What the person says to a plan (SIP), and to which units. */
function agreesToPlan(at: CivilTime, unit: string, actors: readonly string[]): WriteStep {
  return writes(at, unit, 'samtycke', { scope: ['sip'], actors });
}

/** The number of the patient's own telephone, by which the plan is prepared. */
export const MOBILE = '070-174 06 05';

export const notes = {
  medicationList: 'Furosemid 40 mg 1x1',
  medicalSummary: 'Hjärtsvikt, förbättrad',
  nursingSummary: 'Går med rollator',
};

/** Tolvan: region and municipality both have a part, so that there is to be a plan. */
export const BC: Course = {
  about: {
    sv: 'Region och kommun: SIP erbjuds, samtycke, kallelse före utskrivningen',
    en: 'Region and municipality: a SIP is offered, agreed to and called before the discharge',
  },
  stay: {
    ward: MEDICINE,
    episode: 'S20261123-001',
    category: 'BC',
    admittedAt: mon('03:10'),
    physician: mira,
    consents: true,
    patient: person('tolvan', 'Ringvägen 1', ON_SODERMALM),
  },
  steps: [
    // The district that plans is named in place of the city's own mailbox
    sends(
      mon('10:00'),
      'inskrivningsmeddelande',
      'json',
      { expectedDischarge: '2026-11-27', reason: 'Hjärtsvikt', mobile: MOBILE },
      { recipients: [SODERMALM] },
    ),
    writes(tue('09:30'), SODERMALM, 'generellt-meddelande', { text: 'Har trygghetslarm; hemtjänst utökas vid behov' }),
    writes(wed('09:00'), MEDICINE, 'sip-initiativ', { when: 'efter-utskrivning', raisedBy: 'personal' }),
    careContact(wed('11:00'), RINGEN, 'Nora Falk', '08-465 004 58'),
    sends(thu('10:15'), 'utskrivningsklar', 'json', { readyAt: thu('10:00') }),
    preparesPlan(thu('11:30'), RINGEN, '2026-11-26'),
    // Nobody is called before the person has been asked, nor whom the person has not agreed to
    callsToPlan(thu('13:00'), RINGEN, [SODERMALM], { refused: ['S-CON-01'] }),
    agreesToPlan(thu('14:00'), RINGEN, [SODERMALM]),
    callsToPlan(thu('14:05'), RINGEN, [SODERMALM, MEDICINE], { refused: ['S-CON-06'] }),
    callsToPlan(thu('14:10'), RINGEN, [SODERMALM]),
    receipts(fri('09:00'), 'sip-kallelse', SODERMALM, bella),
    finalNotes(fri('10:30'), MEDICINE, notes),
    sends(fri('11:30'), 'utskrivningsmeddelande', 'json', { dischargedAt: fri('11:00'), summary: 'Till hemmet' }),
  ],
};

/** Elvan: health care at home, which is the region's in this county. */
export const D: Course = {
  about: {
    sv: 'Hemsjukvård är regionens: ASIH namnges vid sidan av husläkarmottagningen',
    en: "Health care at home is the region's: ASIH is named beside the health centre",
  },
  stay: {
    ward: GERIATRICS,
    episode: 'S20261123-002',
    category: 'D',
    admittedAt: sunBefore('20:00'),
    physician: mira,
    consents: true,
    patient: person('elvan', 'Tantogatan 11', ON_SODERMALM),
  },
  steps: [
    sends(
      mon('09:15'),
      'inskrivningsmeddelande',
      'json',
      { expectedDischarge: '2026-11-25', reason: 'Smärta' },
      { recipients: [RINGEN, ASIH] },
    ),
    sends(wed('09:00'), 'utskrivningsklar', 'json', { readyAt: wed('08:50') }),
    careContact(wed('10:00'), ASIH, 'Aram Demir', '08-465 004 61'),
    finalNotes(wed('12:00'), GERIATRICS, { ...notes, medicalSummary: 'Smärtlindring insatt' }),
    sends(wed('13:00'), 'utskrivningsmeddelande', 'json', { dischargedAt: wed('12:45'), summary: 'Till hemmet' }),
  ],
};

/** Nian: special housing; the health centre is late with the care contact, and later still with the call. */
export const E: Course = {
  about: {
    sv: 'Särskilt boende: kallelsen till SIP uteblir i tre dagar, chefen och driftledningen får veta',
    en: 'Special housing: no call to a SIP for three days, the manager and operations hear of it',
  },
  stay: {
    ward: GERIATRICS,
    episode: 'S20261123-003',
    category: 'E',
    admittedAt: mon('11:00'),
    physician: mira,
    consents: true,
    patient: person('nian', 'Magnus Ladulåsgatan 9', ON_SODERMALM),
  },
  steps: [
    sends(mon('16:00'), 'inskrivningsmeddelande', 'json', { expectedDischarge: '2026-11-26' }),
    sends(wed('09:30'), 'utskrivningsklar', 'json', { readyAt: wed('09:10') }),
    careContact(thu('09:00'), RINGEN, 'Nora Falk', '08-465 004 58'),
    sends(thu('13:00'), 'utskrivningsmeddelande', 'json', { dischargedAt: thu('12:30'), summary: 'Till boendet' }),
    finalNotes(thu('15:00'), GERIATRICS, notes),
    preparesPlan(monAfter('08:20'), RINGEN, '2026-11-30'),
    agreesToPlan(monAfter('08:30'), RINGEN, [CITY, TANTO]),
    callsToPlan(monAfter('08:45'), RINGEN, [CITY, TANTO]),
  ],
};

/** Stockholm, Monday 23 to Monday 30 November 2026. */
export const stockholm: Scenario = {
  profile: 'stockholm',
  title: 'Stockholm',
  ...WEEK,
  operations: 'SE2321009991-DRIFT',
  courses: [BC, D, E],
};
