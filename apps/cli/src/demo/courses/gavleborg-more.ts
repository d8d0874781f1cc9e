import type { Course } from '../scenario.js';
import {
  anna,
  AT_SATRA,
  AT_STRAND,
  bo,
  callsToPlan,
  cecilia,
  GAVLE_HOME_CARE,
  GAVLE_SOCIAL,
  GERIATRICS,
  lena,
  MEDICINE,
  oskar,
  SATRA_HC,
  STRAND_HC,
} from './gavleborg.js';
import { careContact, finalNotes, forPatient, person, receipts, sends, writes } from './telling.js';
import { fri, mon, sunBefore, thu, tue, wed } from './week.js';

/** Somebody who needs nothing afterwards. */
const A: Course = {
  about: {
    sv: 'Inget behov efter vården: ingen underrättas',
    en: 'Nothing is needed after the stay: nobody is told',
  },
  stay: {
    ward: MEDICINE,
    episode: 'V20261123-011',
    category: 'A',
    admittedAt: mon('06:30'),
    physician: lena,
    consents: true,
    patient: person('femman', 'Backen 5', AT_STRAND),
  },
  steps: [
    sends(
      mon('09:30'),
      'inskrivningsmeddelande',
      'json',
      { expectedDischarge: '2026-11-25' },
      { refused: ['G-CAT-03'] },
    ),
    sends(wed('10:00'), 'utskrivningsklar', 'json', { readyAt: wed('09:45') }, { refused: ['G-RDY-10'] }),
  ],
};

/** Open care alone: told when a physician found that it is needed. */
const B: Course = {
  about: {
    sv: 'Bara öppenvården, sedan läkaren bedömt det',
    en: 'Open care alone, once a physician has judged it needed',
  },
  stay: {
    ward: MEDICINE,
    episode: 'V20261123-012',
    category: 'B',
    admittedAt: mon('07:00'),
    physician: lena,
    consents: true,
    patient: person('sjuan', 'Torget 7', AT_STRAND),
  },
  steps: [
    sends(
      mon('08:10'),
      'inskrivningsmeddelande',
      'json',
      { expectedDischarge: '2026-11-26', arrivalTalkAt: mon('08:00') },
      { refused: ['G-CAT-04'] },
    ),
    sends(mon('10:15'), 'inskrivningsmeddelande', 'json', {
      expectedDischarge: '2026-11-26',
      arrivalTalkAt: mon('08:00'),
      physicianAssessed: true,
    }),
    receipts(mon('12:30'), 'inskrivningsmeddelande', STRAND_HC, anna),
    forPatient(wed('14:00'), STRAND_HC, '2026-12-01', 'Blodtrycket kontrolleras på hälsocentralen klockan 8.'),
    sends(thu('09:30'), 'utskrivningsklar', 'json', { readyAt: thu('09:20') }),
    receipts(thu('10:00'), 'utskrivningsklar', STRAND_HC, anna),
    forPatient(thu('10:20'), MEDICINE, '2026-11-26', 'Ta blodtrycksmedicinen varje morgon.'),
    finalNotes(thu('10:30'), MEDICINE, {
      medicationList: 'Enalapril 10 mg 1x1',
      medicalSummary: 'Högt blodtryck, ny behandling',
      nursingSummary: 'Självständig',
    }),
    sends(thu('11:15'), 'utskrivningsmeddelande', 'json', { dischargedAt: thu('11:00'), summary: 'Till hemmet' }),
  ],
};

/** Social services alone; they answer blue, and the discharge comes after noon. */
const C: Course = {
  about: {
    sv: 'Bara socialtjänsten, blått spår; hem efter klockan 12',
    en: 'Social services alone, blue track; home after noon',
  },
  stay: {
    ward: GERIATRICS,
    episode: 'V20261123-013',
    category: 'C',
    admittedAt: sunBefore('22:15'),
    physician: oskar,
    consents: true,
    patient: person('tolvan', 'Gatan 1', AT_STRAND),
  },
  steps: [
    sends(mon('08:20'), 'inskrivningsmeddelande', 'json', {
      expectedDischarge: '2026-11-27',
      arrivalTalkAt: mon('08:00'),
    }),
    receipts(mon('08:55'), 'inskrivningsmeddelande', GAVLE_SOCIAL, bo),
    writes(tue('10:00'), GAVLE_SOCIAL, 'planeringsunderlag', {
      answers: [{ question: 'Vilka insatser behövs?', answer: 'Hemtjänst en gång om dagen' }],
      colour: 'bla',
    }),
    forPatient(wed('13:00'), GAVLE_SOCIAL, '2026-11-27', 'Hemtjänsten kommer på eftermiddagen.'),
    sends(fri('09:10'), 'utskrivningsklar', 'json', { readyAt: fri('09:00') }),
    receipts(fri('10:30'), 'utskrivningsklar', GAVLE_SOCIAL, bo),
    forPatient(fri('11:00'), GERIATRICS, '2026-11-27', 'Ring avdelningen om du får ont.'),
    finalNotes(fri('12:30'), GERIATRICS, {
      medicationList: 'Alvedon 500 mg vid behov',
      medicalSummary: 'Lunginflammation, utläkt',
      nursingSummary: 'Trött, går själv',
    }),
    sends(fri('13:05'), 'utskrivningsmeddelande', 'json', { dischargedAt: fri('13:00'), summary: 'Till hemmet' }),
  ],
};

/** Home health care, with open care for the physician; nothing is late and nothing is missing. */
const D: Course = {
  about: {
    sv: 'Hemsjukvård och öppenvård: underlag, gult spår, allt i tid',
    en: 'Home health care and open care: planning, yellow track, everything in time',
  },
  stay: {
    ward: MEDICINE,
    episode: 'V20261123-014',
    category: 'D',
    admittedAt: mon('03:20'),
    physician: lena,
    consents: true,
    patient: person('elvan', 'Vägen 11', AT_SATRA),
  },
  steps: [
    sends(mon('08:15'), 'inskrivningsmeddelande', 'A01', {
      expectedDischarge: '2026-11-26',
      arrivalTalkAt: mon('07:45'),
    }),
    writes(mon('08:20'), MEDICINE, 'planeringsunderlag', {
      answers: [{ question: 'Vad behövs hemma?', answer: 'Såromläggning varannan dag' }],
      colour: 'gul',
    }),
    receipts(mon('08:40'), 'inskrivningsmeddelande', SATRA_HC, anna),
    // The questions come when all have receipted.
    writes(
      mon('08:45'),
      SATRA_HC,
      'planeringsunderlag',
      { answers: [{ question: 'Läkare?', answer: 'Hälsocentralen' }], colour: 'gul' },
      { refused: ['G-ACK-07'] },
    ),
    writes(mon('08:50'), GAVLE_HOME_CARE, 'vardbegaran', { status: 'Bensår, går med rollator hemma' }),
    receipts(mon('08:55'), 'inskrivningsmeddelande', GAVLE_HOME_CARE, cecilia),
    careContact(mon('09:30'), SATRA_HC, 'Sofia Alm', '026-15 40 12'),
    writes(tue('10:00'), SATRA_HC, 'planeringsunderlag', {
      answers: [{ question: 'Läkare?', answer: 'Hälsocentralen' }],
      colour: 'gul',
    }),
    writes(tue('10:30'), GAVLE_HOME_CARE, 'planeringsunderlag', {
      answers: [{ question: 'Sjuksköterska?', answer: 'Varannan dag' }],
      colour: 'gron',
    }),
    // Yellow: within a week of the discharge
    callsToPlan(wed('10:30'), SATRA_HC, '2026-12-01T13:00:00+01:00', [MEDICINE, GAVLE_HOME_CARE]),
    writes(wed('11:00'), SATRA_HC, 'patientinformation', {
      entries: [{ date: '2026-12-01', text: 'Vi ses hemma hos dig klockan 13 och planerar tillsammans.' }],
      sipAt: '2026-12-01T13:00:00+01:00',
    }),
    forPatient(wed('13:00'), GAVLE_HOME_CARE, '2026-11-27', 'Sjuksköterskan kommer hem och lägger om såret.'),
    sends(thu('09:20'), 'utskrivningsklar', 'A16', { readyAt: thu('09:10') }),
    receipts(thu('09:50'), 'utskrivningsklar', GAVLE_HOME_CARE, cecilia),
    receipts(thu('10:05'), 'utskrivningsklar', SATRA_HC, anna),
    forPatient(thu('10:10'), MEDICINE, '2026-11-26', 'Håll benet högt när du vilar.'),
    finalNotes(thu('10:30'), MEDICINE, {
      medicationList: 'Furosemid 40 mg 1x1',
      medicalSummary: 'Bensår, infektion utläkt',
      nursingSummary: 'Omläggning varannan dag',
    }),
    sends(thu('11:30'), 'utskrivningsmeddelande', 'A03', { dischargedAt: thu('11:20'), summary: 'Till hemmet' }),
  ],
};

/** The planning categories that the week does not show. */
export const moreOfGavleborg = { A, B, C, D };
