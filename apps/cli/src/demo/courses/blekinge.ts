import type { CivilTime, Course, Scenario, WriteStep } from '../scenario.js';
import { person, receipts, sends, writes } from './telling.js';
import { fri, mon, sunBefore, thu, tue, wed, WEEK } from './week.js';

export const HEART = 'SE2321000081-AVD45';
export const ORTHOPAEDICS = 'SE2321000081-AVD46';
export const CENTRE = 'SE2321000081-VC01';
export const SOCIAL = 'SE2120000829-SOC01';
export const HOME_CARE = 'SE2120000829-HSV01';
export const HOUSING = 'SE2120000829-SABO01';

export const karin = { name: 'Karin Norén', title: 'sjuksköterska' };
export const dag = { name: 'Dag Distriktsson', title: 'distriktssköterska' };
export const bodil = { name: 'Bodil Hägg', title: 'biståndshandläggare' };
export const hanna = { name: 'Hanna Sund', title: 'sjuksköterska' };
export const disa = { name: 'Disa Doktor', title: 'överläkare' };

export const IN_KARLSKRONA = { postalCode: '37132', city: 'Karlskrona', municipality: '1080', healthCentre: CENTRE };

/** The answer to the notice of admission; each party gives its own. */
export function answer(at: CivilTime, unit: string, content: WriteStep['content']): WriteStep {
  return writes(at, unit, 'svar-pa-inskrivning', content, { answers: 'inskrivningsmeddelande' });
}

/** Open care names the care contact in its answer. */
export const careContact = { name: 'Dag Distriktsson', title: 'distriktssköterska', phone: '08-465 004 83' };
export const contacts = [{ unit: 'Biståndsenheten', name: 'Bodil Hägg', phone: '031-390 06 40' }];
export const nurses = [{ unit: 'Hemsjukvården', name: 'Hanna Sund', phone: '031-390 06 42' }];

/** What the ward knows of the patient, with what has to be assessed before the patient can be found ready. */
export const report = {
  medicalPlan: 'Vätskedrivande intravenöst, sedan tabletter',
  nursingStatus: 'Orkar klä sig sittande',
  mobility: 'Reser sig utan hjälp',
  activity: 'Behöver hjälp med dusch',
};

export const ready = (at: CivilTime, ward: string, readyAt: string, more: Partial<WriteStep> = {}): WriteStep =>
  writes(at, ward, 'utskrivningsklar', { readyAt, assessedBy: disa, informedOrally: true }, more);

/** What has to be settled before the discharge (a, c, d, f); medicines last through Wednesday unless it is said otherwise. */
const CRITERIA = {
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

export function discharge(
  at: CivilTime,
  ward: string,
  dischargedAt: string,
  criteria: object = {},
  more: Partial<WriteStep> = {},
): WriteStep {
  const content = { dischargedAt, summary: 'Förbättrad, till hemmet', criteria: { ...CRITERIA, ...criteria } };
  return writes(at, ward, 'utskrivningsmeddelande', content, more);
}

/** Trean: the whole chain, from what the municipality knew before the stay to the discharge. */
export const BC: Course = {
  about: {
    sv: 'Hela vårdkedjan: tidig vårdrapport, svar, rapport, kommunklar, kriterierna a till f',
    en: 'The whole chain: an early care report, answers, report, kommunklar, criteria a to f',
  },
  stay: {
    ward: HEART,
    episode: 'K20261123-001',
    category: 'BC',
    admittedAt: mon('07:00'),
    physician: disa,
    consents: true,
    patient: person('trean', 'Skeppsbrogatan 3', IN_KARLSKRONA),
  },
  steps: [
    // Before there is any stay
    writes(
      mon('05:30'),
      HOME_CARE,
      'vardrapport',
      { report: 'Hemtjänst fyra gånger om dagen, andfådd i natt', support: ['SoL'] },
      { about: 'person' },
    ),
    sends(mon('09:00'), 'inskrivningsmeddelande', 'A01', {
      expectedDischarge: '2026-11-27',
      reason: 'Hjärtsvikt, andfådd i vila',
    }),
    receipts(mon('09:20'), 'all', HEART, karin),
    receipts(mon('10:05'), 'all', CENTRE, dag),
    receipts(mon('10:30'), 'all', SOCIAL, bodil),
    receipts(mon('11:00'), 'all', HOME_CARE, hanna),
    answer(mon('13:00'), HOME_CARE, { information: 'Egen dosett, läkemedel delas var vecka', contacts: nurses }),
    answer(mon('13:30'), SOCIAL, { information: 'Bor ensam, trygghetslarm', contacts }),
    answer(mon('14:00'), CENTRE, { information: 'Hör dåligt på vänster öra', careContact }),
    receipts(mon('14:30'), 'all', HEART, karin),
    writes(tue('10:00'), HEART, 'utskrivningsrapport', { ...report, medicalPlanAt: '2026-11-24T09:30:00+01:00' }),
    receipts(tue('11:00'), 'all', CENTRE, dag),
    receipts(tue('11:10'), 'all', SOCIAL, bodil),
    receipts(tue('11:20'), 'all', HOME_CARE, hanna),
    writes(wed('13:00'), HEART, 'extrameddelande', { text: 'Sjukresa är bokad', transport: 'fredag kl. 14, bärhjälp' }),
    receipts(wed('13:30'), 'all', CENTRE, dag),
    receipts(wed('13:40'), 'all', SOCIAL, bodil),
    receipts(wed('13:50'), 'all', HOME_CARE, hanna),
    // Thursday: the doctor finds her ready; the municipality says when it can begin, social services first
    ready(thu('10:10'), HEART, '2026-11-26T10:00:00+01:00'),
    receipts(thu('10:30'), 'all', CENTRE, dag),
    receipts(thu('10:40'), 'all', SOCIAL, bodil),
    receipts(thu('10:50'), 'all', HOME_CARE, hanna),
    writes(thu('13:00'), SOCIAL, 'kommunklar', {
      decided: true,
      interventions: [{ name: 'Dusch två gånger i veckan', law: 'SoL' }],
      executableFrom: '2026-11-27',
      decidedOn: '2026-11-26',
      contacts: [{ unit: 'Hemtjänsten Lyckeby', phone: '031-390 06 41' }],
    }),
    // e: every branch of the municipality has to have said it
    discharge(thu('13:30'), HEART, '2026-11-26T14:00:00+01:00', {}, { refused: ['B-DIS-09'] }),
    writes(thu('14:20'), HOME_CARE, 'kommunklar', {
      decided: true,
      interventions: [{ name: 'Läkemedel delas var vecka', law: 'HSL' }],
      executableFrom: '2026-11-27',
      contacts: nurses,
    }),
    receipts(thu('14:40'), 'all', HEART, karin),
    discharge(fri('14:05'), HEART, '2026-11-27T14:00:00+01:00'),
    receipts(fri('14:20'), 'all', CENTRE, dag),
    receipts(fri('14:30'), 'all', SOCIAL, bodil),
    receipts(fri('14:40'), 'all', HOME_CARE, hanna),
  ],
};

/** Elvan: municipal health care receipts the notice and forgets to answer it. */
export const D: Course = {
  about: {
    sv: 'Ett uteblivet svar: påminns, avdelningen, chefen och driftledningen får veta',
    en: 'An answer that does not come: reminded, the ward, the manager and operations hear of it',
  },
  stay: {
    ward: ORTHOPAEDICS,
    episode: 'K20261123-002',
    category: 'D',
    admittedAt: sunBefore('21:00'),
    physician: disa,
    consents: true,
    patient: person('elvan', 'Drottninggatan 11', IN_KARLSKRONA),
  },
  steps: [
    sends(mon('08:30'), 'inskrivningsmeddelande', 'json', { expectedDischarge: '2026-11-27', reason: 'Höftfraktur' }),
    receipts(mon('09:00'), 'all', CENTRE, dag),
    receipts(mon('09:30'), 'all', SOCIAL, bodil),
    receipts(mon('10:00'), 'all', HOME_CARE, hanna),
    answer(mon('13:00'), CENTRE, { nothingToTell: true, careContact }),
    answer(mon('13:30'), SOCIAL, { nothingToTell: true, contacts }),
    receipts(mon('14:00'), 'all', ORTHOPAEDICS, karin),
    writes(tue('10:30'), ORTHOPAEDICS, 'utskrivningsrapport', { medicalPlan: 'Opererad, går med stöd' }),
    receipts(tue('11:00'), 'all', CENTRE, dag),
    receipts(tue('11:10'), 'all', SOCIAL, bodil),
    // Wednesday: two nights late
    answer(wed('11:00'), HOME_CARE, { information: 'Sår på hälen läggs om hemma', contacts: nurses }),
    receipts(wed('11:20'), 'all', HOME_CARE, hanna),
    receipts(wed('11:30'), 'all', ORTHOPAEDICS, karin),
    // Thursday: not without the assessments of mobility and activity
    ready(thu('09:00'), ORTHOPAEDICS, '2026-11-26T08:50:00+01:00', { refused: ['B-RDY-04'] }),
    writes(thu('09:30'), ORTHOPAEDICS, 'utskrivningsrapport', {
      nursingStatus: 'Behöver hjälp i dusch',
      mobility: 'Går med rollator inomhus',
      activity: 'Klär sig själv',
    }),
    ready(thu('09:40'), ORTHOPAEDICS, '2026-11-26T08:50:00+01:00'),
    receipts(thu('10:00'), 'all', CENTRE, dag),
    receipts(thu('10:10'), 'all', SOCIAL, bodil),
    receipts(thu('10:20'), 'all', HOME_CARE, hanna),
    // One says it for both
    writes(thu('14:00'), SOCIAL, 'kommunklar', {
      decided: true,
      branches: ['socialtjanst', 'hemsjukvard'],
      interventions: [{ name: 'Dusch, såromläggning' }],
      executableFrom: '2026-11-27',
      contacts,
    }),
    receipts(thu('14:20'), 'all', ORTHOPAEDICS, karin),
    discharge(fri('11:00'), ORTHOPAEDICS, '2026-11-27T10:50:00+01:00'),
    receipts(fri('11:20'), 'all', CENTRE, dag),
    receipts(fri('11:30'), 'all', SOCIAL, bodil),
    receipts(fri('11:40'), 'all', HOME_CARE, hanna),
  ],
};

/** Nian does not consent: four fields go out, and no more messages. */
export const withoutConsent: Course = {
  about: {
    sv: 'Utan samtycke: namn, nummer, adress och beräknat datum, inga fler meddelanden',
    en: 'Without consent: name, number, address and expected date, no more messages',
  },
  stay: {
    ward: HEART,
    episode: 'K20261124-003',
    category: 'BC',
    admittedAt: tue('03:00'),
    consents: false,
    patient: person('nian', 'Ronnebygatan 9', IN_KARLSKRONA),
  },
  steps: [
    sends(
      tue('08:45'),
      'inskrivningsmeddelande',
      'json',
      { expectedDischarge: '2026-11-27', reason: 'Bröstsmärta' },
      { refused: ['B-ADM-08'] },
    ),
    sends(tue('08:50'), 'inskrivningsmeddelande', 'json', { expectedDischarge: '2026-11-27' }),
    receipts(tue('09:30'), 'all', CENTRE, dag),
    receipts(tue('09:40'), 'all', SOCIAL, bodil),
    receipts(tue('09:50'), 'all', HOME_CARE, hanna),
    writes(
      tue('10:00'),
      HOME_CARE,
      'svar-pa-inskrivning',
      { information: 'Tar hjärtmedicin', contacts: nurses },
      { answers: 'inskrivningsmeddelande', refused: ['B-ADM-09'] },
    ),
    writes(wed('10:00'), HEART, 'utskrivningsrapport', report, { refused: ['B-ADM-09'] }),
    ready(fri('09:00'), HEART, '2026-11-27T08:50:00+01:00', { refused: ['B-ADM-09', 'B-RDY-04'] }),
    writes(fri('13:00'), HEART, 'utskrivningsmeddelande', { dischargedAt: '2026-11-27T12:50:00+01:00' }),
  ],
};

/** Blekinge, Monday 23 to Monday 30 November 2026. */
export const blekinge: Scenario = {
  profile: 'blekinge',
  title: 'Blekinge',
  ...WEEK,
  operations: 'SE2321000081-DRIFT',
  courses: [BC, D, withoutConsent],
};
