import type { Course } from '../scenario.js';
import {
  callsToPlan,
  GERIATRICS,
  HOME_CARE_TEAM,
  MEDICINE,
  mira,
  MOBILE,
  notes,
  ON_SODERMALM,
  RINGEN,
  SODERMALM,
} from './stockholm.js';
import { careContact, finalNotes, person, sends, writes } from './telling.js';
import { mon, sunBefore, thu, tue, wed } from './week.js';

const A: Course = {
  about: { sv: 'Inget behov efter vården: ingen underrättas', en: 'Nothing is needed after the stay: nobody is told' },
  stay: {
    ward: MEDICINE,
    episode: 'S20261123-011',
    category: 'A',
    admittedAt: mon('06:30'),
    physician: mira,
    consents: true,
    patient: person('femman', 'Bondegatan 5', ON_SODERMALM),
  },
  steps: [
    sends(
      mon('09:30'),
      'inskrivningsmeddelande',
      'json',
      { expectedDischarge: '2026-11-25' },
      { refused: ['L-ADM-01'] },
    ),
    sends(wed('10:00'), 'utskrivningsklar', 'json', { readyAt: wed('09:45') }, { refused: ['L-RDY-01'] }),
  ],
};

/** Open care alone; the notice is more than a day late. */
const B: Course = {
  about: { sv: 'Bara öppenvården; underrättelsen kommer för sent', en: 'Open care alone; the notice comes late' },
  stay: {
    ward: MEDICINE,
    episode: 'S20261123-012',
    category: 'B',
    admittedAt: mon('07:00'),
    physician: mira,
    consents: true,
    patient: person('sjuan', 'Katarinavägen 7', ON_SODERMALM),
  },
  steps: [
    sends(tue('09:00'), 'inskrivningsmeddelande', 'json', { expectedDischarge: '2026-11-26' }),
    sends(thu('09:30'), 'utskrivningsklar', 'A16', { readyAt: thu('09:20') }),
    careContact(thu('10:30'), RINGEN, 'Nora Falk', '08-465 004 58'),
    finalNotes(thu('11:00'), MEDICINE, notes),
    sends(thu('11:15'), 'utskrivningsmeddelande', 'A03', { dischargedAt: thu('11:00'), summary: 'Till hemmet' }),
  ],
};

/** Social services alone, without consent to more than the law lets through. */
const C: Course = {
  about: {
    sv: 'Bara socialtjänsten, utan samtycke: lagens fyra uppgifter och inga fler',
    en: "Social services alone, without consent: the law's four facts and no more",
  },
  stay: {
    ward: GERIATRICS,
    episode: 'S20261123-013',
    category: 'C',
    admittedAt: sunBefore('22:15'),
    physician: mira,
    consents: false,
    patient: person('tolvan', 'Ringvägen 1', ON_SODERMALM),
  },
  steps: [
    sends(mon('08:20'), 'inskrivningsmeddelande', 'json', { expectedDischarge: '2026-11-26', reason: 'Fall' }),
    sends(thu('09:10'), 'utskrivningsklar', 'json', { readyAt: thu('09:00') }),
    finalNotes(thu('10:30'), GERIATRICS, notes),
    sends(thu('11:05'), 'utskrivningsmeddelande', 'json', { dischargedAt: thu('11:00'), summary: 'Till hemmet' }),
  ],
};

/** Health care at home by a home care team of the region, and social services of a district; the person wants no plan. */
const CD: Course = {
  about: {
    sv: 'Hemsjukvårdsteam och stadsdel; personen tackar nej till SIP, och ingen kallas',
    en: 'A home care team and a district; the person says no to a SIP, and nobody is called',
  },
  stay: {
    ward: MEDICINE,
    episode: 'S20261123-014',
    category: 'CD',
    admittedAt: mon('04:00'),
    physician: mira,
    consents: true,
    patient: person('trean', 'Folkungagatan 3', ON_SODERMALM),
  },
  steps: [
    sends(
      mon('11:00'),
      'inskrivningsmeddelande',
      'json',
      { expectedDischarge: '2026-11-26', mobile: MOBILE },
      { recipients: [HOME_CARE_TEAM, SODERMALM] },
    ),
    sends(wed('15:00'), 'utskrivningsklar', 'json', { readyAt: wed('14:45') }),
    careContact(wed('15:30'), HOME_CARE_TEAM, 'Aram Demir', '08-465 004 60'),
    writes(
      wed('16:00'),
      HOME_CARE_TEAM,
      'generellt-meddelande',
      { text: 'Erbjuden SIP, tackar nej även efter samtal om nyttan' },
      { consent: { given: false, scope: ['sip'] } },
    ),
    callsToPlan(thu('08:30'), HOME_CARE_TEAM, [SODERMALM], { refused: ['S-CON-01', 'S-CON-03'] }),
    finalNotes(thu('10:00'), MEDICINE, notes),
    sends(thu('11:00'), 'utskrivningsmeddelande', 'json', { dischargedAt: thu('10:50'), summary: 'Till hemmet' }),
  ],
};

/** The planning categories that the week does not show. */
export const moreOfStockholm = { A, B, C, CD };
