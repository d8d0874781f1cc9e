import type { Course } from '../scenario.js';
import {
  answer,
  bodil,
  careContact,
  CENTRE,
  contacts,
  dag,
  disa,
  discharge,
  hanna,
  HEART,
  HOME_CARE,
  HOUSING,
  IN_KARLSKRONA,
  karin,
  nurses,
  ORTHOPAEDICS,
  ready,
  report,
  SOCIAL,
} from './blekinge.js';
import { person, receipts, sends, writes } from './telling.js';
import { fri, mon, sat, sunBefore, thu, tue, wed } from './week.js';

const A: Course = {
  about: { sv: 'Inget behov efter vården: ingen underrättas', en: 'Nothing is needed after the stay: nobody is told' },
  stay: {
    ward: ORTHOPAEDICS,
    episode: 'K20261123-011',
    category: 'A',
    admittedAt: mon('06:30'),
    physician: disa,
    consents: true,
    patient: person('femman', 'Landbrogatan 5', IN_KARLSKRONA),
  },
  steps: [
    sends(
      mon('09:30'),
      'inskrivningsmeddelande',
      'json',
      { expectedDischarge: '2026-11-25', reason: 'Handledsfraktur' },
      { refused: ['B-ADM-03'] },
    ),
    sends(wed('10:00'), 'utskrivningsklar', 'json', { readyAt: wed('09:45') }, { refused: [] }),
  ],
};

/** Open care alone: where the municipality has no part nobody waits for kommunklar. */
const B: Course = {
  about: {
    sv: 'Bara öppenvården: ingen kommunklar behövs, men en fast vårdkontakt',
    en: 'Open care alone: no kommunklar is needed, but a care contact is',
  },
  stay: {
    ward: HEART,
    episode: 'K20261123-012',
    category: 'B',
    admittedAt: mon('05:00'),
    physician: disa,
    consents: true,
    patient: person('femman', 'Landbrogatan 5', IN_KARLSKRONA),
  },
  steps: [
    sends(mon('08:00'), 'inskrivningsmeddelande', 'json', {
      expectedDischarge: '2026-11-25',
      reason: 'Förmaksflimmer',
    }),
    receipts(mon('09:00'), 'all', CENTRE, dag),
    answer(mon('10:00'), CENTRE, { nothingToTell: true }),
    receipts(mon('10:30'), 'all', HEART, karin),
    writes(tue('09:00'), HEART, 'utskrivningsrapport', { ...report, medicalPlan: 'Elkonvertering i dag' }),
    receipts(tue('10:00'), 'all', CENTRE, dag),
    ready(wed('09:00'), HEART, '2026-11-25T08:45:00+01:00'),
    receipts(wed('09:30'), 'all', CENTRE, dag),
    // b: the care contact is missing
    discharge(wed('11:00'), HEART, '2026-11-25T11:00:00+01:00', {}, { refused: ['B-DIS-03'] }),
    answer(wed('11:20'), CENTRE, { careContact }),
    receipts(wed('11:30'), 'all', HEART, karin),
    discharge(wed('11:45'), HEART, '2026-11-25T11:30:00+01:00'),
    receipts(wed('13:00'), 'all', CENTRE, dag),
  ],
};

/** Social services find that nothing new is needed, and say so. */
const C: Course = {
  about: {
    sv: 'Kommunen har inget att berätta och beslutar inget nytt: kommunklar ändå',
    en: 'The municipality has nothing to tell and decides nothing new: kommunklar all the same',
  },
  stay: {
    ward: HEART,
    episode: 'K20261123-013',
    category: 'C',
    admittedAt: mon('01:00'),
    physician: disa,
    consents: true,
    patient: person('sjuan', 'Bryggareberget 7', IN_KARLSKRONA),
  },
  steps: [
    // After 15:00: to be receipted by noon of the next weekday
    sends(mon('15:30'), 'inskrivningsmeddelande', 'json', { expectedDischarge: '2026-11-26', reason: 'Infektion' }),
    receipts(tue('08:10'), 'all', CENTRE, dag),
    receipts(tue('08:20'), 'all', SOCIAL, bodil),
    receipts(tue('08:30'), 'all', HOME_CARE, hanna),
    answer(tue('09:00'), CENTRE, { nothingToTell: true, careContact }),
    answer(tue('09:10'), SOCIAL, { nothingToTell: true, contacts }),
    answer(tue('09:20'), HOME_CARE, { nothingToTell: true, contacts: nurses }),
    writes(tue('10:00'), HEART, 'utskrivningsrapport', { ...report, medicalPlan: 'Antibiotika' }),
    receipts(tue('10:30'), 'all', HEART, karin),
    receipts(tue('11:00'), 'all', CENTRE, dag),
    receipts(tue('11:10'), 'all', SOCIAL, bodil),
    receipts(tue('11:20'), 'all', HOME_CARE, hanna),
    // Nobody has told her yet
    writes(
      thu('09:00'),
      HEART,
      'utskrivningsklar',
      { readyAt: '2026-11-26T08:50:00+01:00', assessedBy: disa },
      { refused: ['B-RDY-03'] },
    ),
    ready(thu('09:10'), HEART, '2026-11-26T08:50:00+01:00'),
    receipts(thu('09:30'), 'all', CENTRE, dag),
    receipts(thu('09:35'), 'all', SOCIAL, bodil),
    receipts(thu('09:40'), 'all', HOME_CARE, hanna),
    writes(thu('10:00'), SOCIAL, 'kommunklar', { decided: false, branches: ['socialtjanst', 'hemsjukvard'] }),
    receipts(thu('10:30'), 'all', HEART, karin),
    discharge(thu('13:00'), HEART, '2026-11-26T13:00:00+01:00', { medicinesThrough: '2026-12-01' }),
    receipts(thu('13:20'), 'all', CENTRE, dag),
    receipts(thu('13:30'), 'all', SOCIAL, bodil),
    receipts(thu('13:40'), 'all', HOME_CARE, hanna),
  ],
};

/** Found ready, worse again, and found ready once more: kommunklar is said anew, and the discharge falls on a Saturday. */
const CD: Course = {
  about: {
    sv: 'Utskrivningsklar återkallad: kommunklar sägs på nytt; hem på en lördag',
    en: 'A ready notice taken back: kommunklar is said anew; home on a Saturday',
  },
  stay: {
    ward: ORTHOPAEDICS,
    episode: 'K20261123-014',
    category: 'CD',
    admittedAt: sunBefore('14:00'),
    physician: disa,
    consents: true,
    patient: person('tolvan', 'Amiralitetsgatan 1', IN_KARLSKRONA),
  },
  steps: [
    sends(mon('08:15'), 'inskrivningsmeddelande', 'A01', { expectedDischarge: '2026-11-27', reason: 'Höftfraktur' }),
    receipts(mon('09:00'), 'all', CENTRE, dag),
    receipts(mon('09:10'), 'all', SOCIAL, bodil),
    receipts(mon('09:20'), 'all', HOME_CARE, hanna),
    answer(mon('10:00'), CENTRE, { nothingToTell: true, careContact }),
    answer(mon('10:10'), SOCIAL, { information: 'Hemtjänst en gång om dagen', contacts }),
    answer(mon('10:20'), HOME_CARE, { information: 'Läkemedel delas', contacts: nurses }),
    writes(mon('11:00'), ORTHOPAEDICS, 'utskrivningsrapport', { ...report, medicalPlan: 'Opererad i natt' }),
    receipts(mon('13:00'), 'all', ORTHOPAEDICS, karin),
    receipts(mon('13:10'), 'all', CENTRE, dag),
    receipts(mon('13:20'), 'all', SOCIAL, bodil),
    receipts(mon('13:30'), 'all', HOME_CARE, hanna),
    ready(wed('09:00'), ORTHOPAEDICS, '2026-11-25T08:45:00+01:00'),
    writes(wed('11:00'), SOCIAL, 'kommunklar', {
      decided: true,
      branches: ['socialtjanst', 'hemsjukvard'],
      interventions: [{ name: 'Hemtjänst två gånger om dagen' }],
      executableFrom: '2026-11-26',
      contacts,
    }),
    receipts(wed('11:30'), 'all', ORTHOPAEDICS, karin),
    receipts(wed('11:40'), 'all', CENTRE, dag),
    // Those who have not receipted the ready notice do not have to any more
    sends(wed('13:00'), 'utskrivningsklar-aterkallad', 'A25', { reason: 'Feber' }),
    receipts(wed('13:20'), 'all', CENTRE, dag),
    receipts(wed('13:30'), 'all', SOCIAL, bodil),
    receipts(wed('13:40'), 'all', HOME_CARE, hanna),
    ready(fri('10:00'), ORTHOPAEDICS, '2026-11-27T09:50:00+01:00'),
    receipts(fri('10:20'), 'all', CENTRE, dag),
    receipts(fri('10:30'), 'all', SOCIAL, bodil),
    receipts(fri('10:40'), 'all', HOME_CARE, hanna),
    // What was said on Wednesday does not count any more
    discharge(fri('11:00'), ORTHOPAEDICS, '2026-11-27T11:00:00+01:00', {}, { refused: ['B-DIS-09'] }),
    writes(fri('13:00'), SOCIAL, 'kommunklar', {
      decided: true,
      branches: ['socialtjanst', 'hemsjukvard'],
      interventions: [{ name: 'Hemtjänst två gånger om dagen' }],
      executableFrom: '2026-11-28',
      contacts,
    }),
    receipts(fri('13:20'), 'all', ORTHOPAEDICS, karin),
    discharge(sat('11:00'), ORTHOPAEDICS, '2026-11-28T10:45:00+01:00'),
  ],
};

/** Special housing: the medicines have to last for three weekdays. */
const E: Course = {
  about: {
    sv: 'Särskilt boende: läkemedlen räcker inte tre vardagar, och utskrivningen stoppas tills de gör det',
    en: 'Special housing: medicines do not last for three weekdays, and the discharge waits until they do',
  },
  stay: {
    ward: HEART,
    episode: 'K20261123-015',
    category: 'E',
    admittedAt: mon('02:00'),
    physician: disa,
    consents: true,
    patient: person('nian', 'Ronnebygatan 9', IN_KARLSKRONA),
  },
  steps: [
    sends(mon('08:30'), 'inskrivningsmeddelande', 'json', {
      expectedDischarge: '2026-11-26',
      reason: 'Lunginflammation',
    }),
    receipts(mon('09:00'), 'all', CENTRE, dag),
    receipts(mon('09:10'), 'all', SOCIAL, bodil),
    receipts(mon('09:20'), 'all', HOUSING, hanna),
    answer(mon('10:00'), CENTRE, { nothingToTell: true, careContact }),
    answer(mon('10:10'), SOCIAL, { nothingToTell: true, contacts }),
    answer(mon('10:20'), HOUSING, { information: 'Behöver hjälp att äta', contacts: nurses }),
    writes(mon('13:00'), HEART, 'utskrivningsrapport', { ...report, medicalPlan: 'Antibiotika i fem dagar' }),
    receipts(mon('14:00'), 'all', HEART, karin),
    receipts(mon('14:10'), 'all', CENTRE, dag),
    receipts(mon('14:20'), 'all', SOCIAL, bodil),
    receipts(mon('14:30'), 'all', HOUSING, hanna),
    ready(thu('09:00'), HEART, '2026-11-26T08:45:00+01:00'),
    receipts(thu('09:30'), 'all', CENTRE, dag),
    receipts(thu('09:40'), 'all', SOCIAL, bodil),
    receipts(thu('09:50'), 'all', HOUSING, hanna),
    writes(thu('10:30'), HOUSING, 'kommunklar', {
      decided: true,
      branches: ['socialtjanst', 'sabo'],
      interventions: [{ name: 'Åter till boendet' }],
      executableFrom: '2026-11-26',
      contacts: nurses,
    }),
    receipts(thu('10:45'), 'all', HEART, karin),
    // d: the weekend does not count
    discharge(
      thu('11:00'),
      HEART,
      '2026-11-26T11:00:00+01:00',
      { medicinesThrough: '2026-11-29' },
      { refused: ['B-DIS-06'] },
    ),
    discharge(thu('11:30'), HEART, '2026-11-26T11:20:00+01:00', { medicinesThrough: '2026-12-01' }),
    receipts(thu('13:00'), 'all', CENTRE, dag),
    receipts(thu('13:10'), 'all', SOCIAL, bodil),
    receipts(thu('13:20'), 'all', HOUSING, hanna),
  ],
};

/** The planning categories that the week does not show. */
export const moreOfBlekinge = { A, B, C, CD, E };
