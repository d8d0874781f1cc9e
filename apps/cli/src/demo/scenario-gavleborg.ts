import type { CivilTime, Scenario, WriteStep } from './scenario.js';

const MEDICINE = 'SE2321000016-AVD12';
const GERIATRICS = 'SE2321000016-AVD14';

const STRAND_HC = 'SE2321000016-HC01';
const SATRA_HC = 'SE2321000016-HC02';
const NORRA_HC = 'SE2321000016-HC03';
const GAVLE_SOCIAL = 'SE2120002338-SOC01';
const GAVLE_HOME_CARE = 'SE2120002338-HSV01';
const SANDVIKEN_SOCIAL = 'SE2120002346-SOC01';

const anna = { name: 'Anna Ek', title: 'distriktssköterska' };
const bo = { name: 'Bo Lind', title: 'biståndshandläggare' };
const cecilia = { name: 'Cecilia Ström', title: 'sjuksköterska' };
const david = { name: 'David Berg', title: 'samordnare' };
const eva = { name: 'Eva Holm', title: 'biståndshandläggare' };

/** A health centre names the one who coordinates the discharge. */
function careContact(at: CivilTime, of: string, unit: string, name: string, phone: string): WriteStep {
  return { at, write: 'fast-vardkontakt', of, unit, content: { name, title: 'distriktssköterska', unit, phone } };
}

/** What the patient is to take home, in words for the patient; each party writes its own part. */
function forPatient(at: CivilTime, of: string, unit: string, date: string, text: string): WriteStep {
  return { at, write: 'patientinformation', of, unit, content: { entries: [{ date, text }] } };
}

/** What those who take over need to begin: medicines, both summaries, who answers for the treatment. */
function finalNotes(at: CivilTime, of: string, unit: string, notes: FinalNotes): WriteStep {
  return {
    at,
    write: 'slutanteckningar',
    of,
    unit,
    content: { ...notes, physicianResponsibility: { who: 'oppenvard' } },
  };
}

interface FinalNotes {
  readonly medicationList: string;
  readonly medicalSummary: string;
  readonly nursingSummary: string;
}

/**
 * Gävleborg, Monday 23 to Monday 30 November 2026. Tolvan (BC) gets a new discharge date and is ready twice, the second
 * time on a Saturday. Elvan (CD) goes home after three days; home health care forgets one receipt. Nian (E) lives in a
 * care home that neither receipts nor writes anything: it has no step here. All else is done in time.
 */
export const gavleborg: Scenario = {
  profile: 'gavleborg',
  title: 'Gävleborg',
  starts: '2026-11-23 07:00',
  ends: '2026-11-30 14:00',
  stays: {
    tolvan: {
      ward: MEDICINE,
      episode: 'V20261123-001',
      category: 'BC',
      admittedAt: '2026-11-23 02:40',
      physician: { name: 'Lena Läkarsson', title: 'överläkare' },
      patient: {
        id: '191212121212',
        givenName: 'Tolvan',
        familyName: 'Tolvansson',
        street: 'Gatan 1',
        postalCode: '80310',
        city: 'Gävle',
        municipality: '2180',
        healthCentre: STRAND_HC,
      },
    },
    elvan: {
      ward: GERIATRICS,
      episode: 'V20261123-002',
      category: 'CD',
      admittedAt: '2026-11-22 19:30',
      physician: { name: 'Oskar Överström', title: 'specialistläkare' },
      patient: {
        id: '194203159803',
        givenName: 'Elvan',
        familyName: 'Elvansson',
        street: 'Vägen 11',
        postalCode: '80634',
        city: 'Gävle',
        municipality: '2180',
        healthCentre: SATRA_HC,
      },
    },
    nian: {
      ward: MEDICINE,
      episode: 'V20261124-003',
      category: 'E',
      admittedAt: '2026-11-24 05:10',
      physician: { name: 'Lena Läkarsson', title: 'överläkare' },
      patient: {
        id: '193306099833',
        givenName: 'Nian',
        familyName: 'Niansson',
        street: 'Stigen 9',
        postalCode: '81130',
        city: 'Sandviken',
        municipality: '2181',
        healthCentre: NORRA_HC,
      },
    },
  },
  steps: [
    // Monday
    {
      at: '2026-11-23 08:15',
      send: 'inskrivningsmeddelande',
      of: 'tolvan',
      as: 'A01',
      facts: { expectedDischarge: '2026-11-27', reason: 'Fall i hemmet', arrivalTalkAt: '2026-11-23 07:50' },
    },
    { at: '2026-11-23 08:40', receipt: 'inskrivningsmeddelande', of: 'tolvan', unit: STRAND_HC, by: anna },
    { at: '2026-11-23 08:50', receipt: 'inskrivningsmeddelande', of: 'tolvan', unit: GAVLE_SOCIAL, by: bo },
    careContact('2026-11-23 09:20', 'tolvan', STRAND_HC, 'Maria Sand', '026-15 40 11'),
    {
      at: '2026-11-23 10:30',
      send: 'inskrivningsmeddelande',
      of: 'elvan',
      as: 'json',
      facts: { expectedDischarge: '2026-11-26', arrivalTalkAt: '2026-11-23 10:00' },
    },
    { at: '2026-11-23 12:10', receipt: 'inskrivningsmeddelande', of: 'elvan', unit: GAVLE_SOCIAL, by: bo },
    { at: '2026-11-23 12:40', receipt: 'inskrivningsmeddelande', of: 'elvan', unit: SATRA_HC, by: anna },
    { at: '2026-11-23 13:25', receipt: 'inskrivningsmeddelande', of: 'elvan', unit: GAVLE_HOME_CARE, by: cecilia },
    careContact('2026-11-23 14:10', 'elvan', SATRA_HC, 'Sofia Alm', '026-15 40 12'),
    // Tuesday
    {
      at: '2026-11-24 11:30',
      send: 'inskrivningsmeddelande',
      of: 'nian',
      as: 'A01',
      facts: { expectedDischarge: '2026-11-29', arrivalTalkAt: '2026-11-24 11:00' },
    },
    { at: '2026-11-24 11:50', receipt: 'inskrivningsmeddelande', of: 'nian', unit: NORRA_HC, by: david },
    { at: '2026-11-24 12:30', receipt: 'inskrivningsmeddelande', of: 'nian', unit: SANDVIKEN_SOCIAL, by: eva },
    careContact('2026-11-24 13:30', 'nian', NORRA_HC, 'Johan Hed', '026-26 60 13'),
    // Wednesday: a changed date
    {
      at: '2026-11-25 10:00',
      send: 'inskrivningsmeddelande',
      of: 'tolvan',
      as: 'A08',
      facts: { expectedDischarge: '2026-11-28', reason: 'Fall i hemmet' },
    },
    { at: '2026-11-25 11:05', receipt: 'inskrivningsmeddelande', of: 'tolvan', unit: STRAND_HC, by: anna },
    { at: '2026-11-25 12:20', receipt: 'inskrivningsmeddelande', of: 'tolvan', unit: GAVLE_SOCIAL, by: bo },
    forPatient(
      '2026-11-25 13:15',
      'elvan',
      GAVLE_SOCIAL,
      '2026-11-26',
      'Hemtjänsten kommer till dig morgon och kväll.',
    ),
    forPatient(
      '2026-11-25 13:40',
      'elvan',
      GAVLE_HOME_CARE,
      '2026-11-27',
      'Sjuksköterskan kommer hem och lägger om såret.',
    ),
    forPatient('2026-11-25 14:20', 'elvan', SATRA_HC, '2026-12-03', 'Läkarbesök på hälsocentralen klockan 10.'),
    // Thursday: ready and home before noon
    {
      at: '2026-11-26 09:20',
      send: 'utskrivningsklar',
      of: 'elvan',
      as: 'json',
      facts: { readyAt: '2026-11-26 09:05' },
    },
    { at: '2026-11-26 09:45', receipt: 'utskrivningsklar', of: 'elvan', unit: GAVLE_HOME_CARE, by: cecilia },
    { at: '2026-11-26 10:10', receipt: 'utskrivningsklar', of: 'elvan', unit: GAVLE_SOCIAL, by: bo },
    { at: '2026-11-26 10:30', receipt: 'utskrivningsklar', of: 'elvan', unit: SATRA_HC, by: anna },
    forPatient('2026-11-26 10:45', 'elvan', GERIATRICS, '2026-11-26', 'Ta den nya medicinen varje kväll.'),
    finalNotes('2026-11-26 11:00', 'elvan', GERIATRICS, {
      medicationList: 'Klopidogrel 75 mg 1x1\nAtorvastatin 40 mg till natten',
      medicalSummary: 'Ischemisk stroke, förbättrad',
      nursingSummary: 'Förflyttar sig med rollator',
    }),
    {
      at: '2026-11-26 11:30',
      send: 'utskrivningsmeddelande',
      of: 'elvan',
      as: 'json',
      facts: { dischargedAt: '2026-11-26 11:20', summary: 'Utskriven till hemmet' },
    },
    // Friday: ready, and an hour later not ready after all
    {
      at: '2026-11-27 10:30',
      send: 'utskrivningsklar',
      of: 'tolvan',
      as: 'A16',
      facts: { readyAt: '2026-11-27 10:15' },
    },
    { at: '2026-11-27 10:55', receipt: 'utskrivningsklar', of: 'tolvan', unit: GAVLE_SOCIAL, by: bo },
    forPatient('2026-11-27 11:10', 'tolvan', GAVLE_SOCIAL, '2026-11-28', 'Du får trygghetslarm och hjälp med inköp.'),
    forPatient('2026-11-27 11:20', 'tolvan', STRAND_HC, '2026-12-01', 'Distriktssköterskan ringer dig klockan 9.'),
    {
      at: '2026-11-27 11:45',
      send: 'utskrivningsklar-aterkallad',
      of: 'tolvan',
      as: 'A25',
      facts: { reason: 'Feber under förmiddagen' },
    },
    // Saturday: ready again; the windows for receipts are open at weekends too
    {
      at: '2026-11-28 13:40',
      send: 'utskrivningsklar',
      of: 'tolvan',
      as: 'A16',
      facts: { readyAt: '2026-11-28 13:30' },
    },
    forPatient('2026-11-28 14:00', 'tolvan', MEDICINE, '2026-11-28', 'Gå små promenader varje dag.'),
    finalNotes('2026-11-28 14:20', 'tolvan', MEDICINE, {
      medicationList: 'Alvedon 500 mg vid behov',
      medicalSummary: 'Fall i hemmet, ingen fraktur',
      nursingSummary: 'Uppegående med käpp',
    }),
    {
      at: '2026-11-28 15:10',
      send: 'utskrivningsmeddelande',
      of: 'tolvan',
      as: 'A03',
      facts: { dischargedAt: '2026-11-28 15:00', summary: 'Utskriven till hemmet' },
    },
    // Sunday
    { at: '2026-11-29 08:30', receipt: 'utskrivningsklar', of: 'tolvan', unit: STRAND_HC, by: anna },
    { at: '2026-11-29 09:40', receipt: 'utskrivningsklar', of: 'tolvan', unit: GAVLE_SOCIAL, by: bo },
    forPatient('2026-11-29 09:45', 'nian', MEDICINE, '2026-11-29', 'Drick mer än du brukar, helst vatten.'),
    { at: '2026-11-29 10:00', send: 'utskrivningsklar', of: 'nian', as: 'A16', facts: { readyAt: '2026-11-29 09:50' } },
    { at: '2026-11-29 10:20', receipt: 'utskrivningsklar', of: 'nian', unit: SANDVIKEN_SOCIAL, by: eva },
    { at: '2026-11-29 10:45', receipt: 'utskrivningsklar', of: 'nian', unit: NORRA_HC, by: david },
    forPatient('2026-11-29 10:50', 'nian', SANDVIKEN_SOCIAL, '2026-11-29', 'Du kommer tillbaka till ditt boende.'),
    forPatient('2026-11-29 10:55', 'nian', NORRA_HC, '2026-12-02', 'Läkaren besöker dig på boendet.'),
    finalNotes('2026-11-29 11:05', 'nian', MEDICINE, {
      medicationList: 'Furosemid 40 mg 1x1',
      medicalSummary: 'Hjärtsvikt, vätskebalans återställd',
      nursingSummary: 'Behöver hjälp av en person',
    }),
    // The care home has not receipted: that keeps nobody in hospital
    {
      at: '2026-11-29 11:30',
      send: 'utskrivningsmeddelande',
      of: 'nian',
      as: 'A03',
      facts: { dischargedAt: '2026-11-29 11:15', summary: 'Utskriven till särskilt boende' },
    },
  ],
};
