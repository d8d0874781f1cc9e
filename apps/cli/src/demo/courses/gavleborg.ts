import type { CivilTime, Course, Scenario, WriteStep } from '../scenario.js';
import { careContact, finalNotes, forPatient, person, receipts, sends, writes } from './telling.js';
import { fri, mon, sat, sun, sunBefore, thu, tue, wed, WEEK } from './week.js';

export const MEDICINE = 'SE2321000016-AVD12';
export const GERIATRICS = 'SE2321000016-AVD14';
export const STRAND_HC = 'SE2321000016-HC01';
export const SATRA_HC = 'SE2321000016-HC02';
const NORRA_HC = 'SE2321000016-HC03';
export const GAVLE_SOCIAL = 'SE2120002338-SOC01';
export const GAVLE_HOME_CARE = 'SE2120002338-HSV01';
const SANDVIKEN_SOCIAL = 'SE2120002346-SOC01';

export const anna = { name: 'Anna Ek', title: 'distriktssköterska' };
export const bo = { name: 'Bo Lind', title: 'biståndshandläggare' };
export const cecilia = { name: 'Cecilia Ström', title: 'sjuksköterska' };
const david = { name: 'David Berg', title: 'samordnare' };
const eva = { name: 'Eva Holm', title: 'biståndshandläggare' };
export const lena = { name: 'Lena Läkarsson', title: 'överläkare' };
export const oskar = { name: 'Oskar Överström', title: 'specialistläkare' };

export const AT_STRAND = { postalCode: '80310', city: 'Gävle', municipality: '2180', healthCentre: STRAND_HC };
export const AT_SATRA = { postalCode: '80634', city: 'Gävle', municipality: '2180', healthCentre: SATRA_HC };
const AT_NORRA = { postalCode: '81130', city: 'Sandviken', municipality: '2181', healthCentre: NORRA_HC };

/** Open care calls to a plan meeting (SIP) in the patient's home, which the patient agrees to. */
export function callsToPlan(at: CivilTime, unit: string, meetingAt: string, recipients: readonly string[]): WriteStep {
  const meeting = { meetingAt, form: 'fysiskt', place: 'I hemmet', consulted: ['patient'] };
  const call = { purpose: 'sip', setting: 'efter-utskrivning', aim: 'Vem som gör vad hemma', ...meeting };
  return writes(at, unit, 'sip-kallelse', call, { recipients, consent: { given: true, scope: ['sip'] } });
}

/** Tolvan: open care and social services. */
export const BC: Course = {
  about: {
    sv: 'Nytt datum, utskrivningsklar återkallad, klar igen på en lördag',
    en: 'A changed date, a ready notice taken back, ready again on a Saturday',
  },
  stay: {
    ward: MEDICINE,
    episode: 'V20261123-001',
    category: 'BC',
    admittedAt: mon('02:40'),
    physician: lena,
    consents: true,
    patient: person('tolvan', 'Gatan 1', AT_STRAND),
  },
  steps: [
    sends(mon('08:15'), 'inskrivningsmeddelande', 'A01', {
      expectedDischarge: '2026-11-27',
      reason: 'Fall i hemmet',
      arrivalTalkAt: mon('07:50'),
    }),
    receipts(mon('08:40'), 'inskrivningsmeddelande', STRAND_HC, anna),
    receipts(mon('08:50'), 'inskrivningsmeddelande', GAVLE_SOCIAL, bo),
    careContact(mon('09:20'), STRAND_HC, 'Maria Sand', '026-15 40 11'),
    // Wednesday: a changed date
    sends(wed('10:00'), 'inskrivningsmeddelande', 'A08', { expectedDischarge: '2026-11-28', reason: 'Fall i hemmet' }),
    receipts(wed('11:05'), 'inskrivningsmeddelande', STRAND_HC, anna),
    receipts(wed('12:20'), 'inskrivningsmeddelande', GAVLE_SOCIAL, bo),
    // Friday: ready, and an hour later not ready after all
    sends(fri('10:30'), 'utskrivningsklar', 'A16', { readyAt: fri('10:15') }),
    receipts(fri('10:55'), 'utskrivningsklar', GAVLE_SOCIAL, bo),
    forPatient(fri('11:10'), GAVLE_SOCIAL, '2026-11-28', 'Du får trygghetslarm och hjälp med inköp.'),
    forPatient(fri('11:20'), STRAND_HC, '2026-12-01', 'Distriktssköterskan ringer dig klockan 9.'),
    sends(fri('11:45'), 'utskrivningsklar-aterkallad', 'A25', { reason: 'Feber under förmiddagen' }),
    // Saturday: ready again; the windows for receipts are open at weekends too
    sends(sat('13:40'), 'utskrivningsklar', 'A16', { readyAt: sat('13:30') }),
    forPatient(sat('14:00'), MEDICINE, '2026-11-28', 'Gå små promenader varje dag.'),
    finalNotes(sat('14:20'), MEDICINE, {
      medicationList: 'Alvedon 500 mg vid behov',
      medicalSummary: 'Fall i hemmet, ingen fraktur',
      nursingSummary: 'Uppegående med käpp',
    }),
    sends(sat('15:10'), 'utskrivningsmeddelande', 'A03', {
      dischargedAt: sat('15:00'),
      summary: 'Utskriven till hemmet',
    }),
    receipts(sun('08:30'), 'utskrivningsklar', STRAND_HC, anna),
    receipts(sun('09:40'), 'utskrivningsklar', GAVLE_SOCIAL, bo),
  ],
};

/** Elvan: social services and home health care, with open care for the physician. */
export const CD: Course = {
  about: {
    sv: 'Hem efter tre dagar; hemsjukvården glömmer en kvittens',
    en: 'Home after three days; home health care forgets one receipt',
  },
  stay: {
    ward: GERIATRICS,
    episode: 'V20261123-002',
    category: 'CD',
    admittedAt: sunBefore('19:30'),
    physician: oskar,
    consents: true,
    patient: person('elvan', 'Vägen 11', AT_SATRA),
  },
  steps: [
    sends(mon('10:30'), 'inskrivningsmeddelande', 'json', {
      expectedDischarge: '2026-11-26',
      arrivalTalkAt: mon('10:00'),
    }),
    receipts(mon('12:10'), 'inskrivningsmeddelande', GAVLE_SOCIAL, bo),
    receipts(mon('12:40'), 'inskrivningsmeddelande', SATRA_HC, anna),
    receipts(mon('13:25'), 'inskrivningsmeddelande', GAVLE_HOME_CARE, cecilia),
    careContact(mon('14:10'), SATRA_HC, 'Sofia Alm', '026-15 40 12'),
    forPatient(wed('13:15'), GAVLE_SOCIAL, '2026-11-26', 'Hemtjänsten kommer till dig morgon och kväll.'),
    forPatient(wed('13:40'), GAVLE_HOME_CARE, '2026-11-27', 'Sjuksköterskan kommer hem och lägger om såret.'),
    forPatient(wed('14:20'), SATRA_HC, '2026-12-03', 'Läkarbesök på hälsocentralen klockan 10.'),
    // Thursday: ready and home before noon
    sends(thu('09:20'), 'utskrivningsklar', 'json', { readyAt: thu('09:05') }),
    receipts(thu('09:45'), 'utskrivningsklar', GAVLE_HOME_CARE, cecilia),
    receipts(thu('10:10'), 'utskrivningsklar', GAVLE_SOCIAL, bo),
    receipts(thu('10:30'), 'utskrivningsklar', SATRA_HC, anna),
    forPatient(thu('10:45'), GERIATRICS, '2026-11-26', 'Ta den nya medicinen varje kväll.'),
    finalNotes(thu('11:00'), GERIATRICS, {
      medicationList: 'Klopidogrel 75 mg 1x1\nAtorvastatin 40 mg till natten',
      medicalSummary: 'Ischemisk stroke, förbättrad',
      nursingSummary: 'Förflyttar sig med rollator',
    }),
    sends(thu('11:30'), 'utskrivningsmeddelande', 'json', {
      dischargedAt: thu('11:20'),
      summary: 'Utskriven till hemmet',
    }),
    callsToPlan(fri('09:00'), SATRA_HC, '2026-12-04T13:00:00+01:00', [GERIATRICS, GAVLE_SOCIAL, GAVLE_HOME_CARE]),
  ],
};

/** Nian: a care home that neither receipts nor writes anything, and so has no step here. */
export const E: Course = {
  about: {
    sv: 'Särskilt boende som inte kvitterar: påminns, chefen och driftledningen får veta',
    en: 'A care home that does not receipt: reminded, its manager and operations hear of it',
  },
  stay: {
    ward: MEDICINE,
    episode: 'V20261124-003',
    category: 'E',
    admittedAt: tue('05:10'),
    physician: lena,
    consents: true,
    patient: person('nian', 'Stigen 9', AT_NORRA),
  },
  steps: [
    sends(tue('11:30'), 'inskrivningsmeddelande', 'A01', {
      expectedDischarge: '2026-11-29',
      arrivalTalkAt: tue('11:00'),
    }),
    receipts(tue('11:50'), 'inskrivningsmeddelande', NORRA_HC, david),
    receipts(tue('12:30'), 'inskrivningsmeddelande', SANDVIKEN_SOCIAL, eva),
    careContact(tue('13:30'), NORRA_HC, 'Johan Hed', '026-26 60 13'),
    forPatient(sun('09:45'), MEDICINE, '2026-11-29', 'Drick mer än du brukar, helst vatten.'),
    sends(sun('10:00'), 'utskrivningsklar', 'A16', { readyAt: sun('09:50') }),
    receipts(sun('10:20'), 'utskrivningsklar', SANDVIKEN_SOCIAL, eva),
    receipts(sun('10:45'), 'utskrivningsklar', NORRA_HC, david),
    forPatient(sun('10:50'), SANDVIKEN_SOCIAL, '2026-11-29', 'Du kommer tillbaka till ditt boende.'),
    forPatient(sun('10:55'), NORRA_HC, '2026-12-02', 'Läkaren besöker dig på boendet.'),
    finalNotes(sun('11:05'), MEDICINE, {
      medicationList: 'Furosemid 40 mg 1x1',
      medicalSummary: 'Hjärtsvikt, vätskebalans återställd',
      nursingSummary: 'Behöver hjälp av en person',
    }),
    // A missing receipt keeps nobody in hospital
    sends(sun('11:30'), 'utskrivningsmeddelande', 'A03', {
      dischargedAt: sun('11:15'),
      summary: 'Utskriven till särskilt boende',
    }),
  ],
};

/** Gävleborg, Monday 23 to Monday 30 November 2026. */
export const gavleborg: Scenario = {
  profile: 'gavleborg',
  title: 'Gävleborg',
  ...WEEK,
  operations: 'SE2321000016-DRIFT',
  courses: [BC, CD, E],
};
