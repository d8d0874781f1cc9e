import type { PackUnit, PatientPack } from '#domain/patient-pack/pack.js';

const unit = (name: string, role: PackUnit['role'], phone: string): PackUnit => ({
  ...{ name, hsaId: `SE-${name}`, phone },
  ...(role === undefined ? {} : { role }),
});
const WARD = unit('Avdelning 12, Gävle sjukhus', 'slutenvard', '026-15 40 12');
const CENTRE = unit('Hälsocentralen Centrum', 'oppenvard', '026-15 40 00');
const HOME_CARE = unit('Hemsjukvården Gävle', 'hemsjukvard', '026-17 80 00');
const SOCIAL = unit('Biståndsenheten Gävle', 'socialtjanst', '026-17 90 00');

/** A pack in which every part is there, as of Friday 27 November 2026 at 11.30. */
export const SAMPLE_PACK: PatientPack = {
  episode: { id: '0190a1b2-0000-7000-8000-0000000000aa', number: 'V20261123-001', state: 'utskriven' },
  madeAt: new Date('2026-11-27T10:30:00Z'),
  isFinal: true,
  patient: {
    ...{ id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
    ...{ address: { line: ['Åkergatan 1'], postalCode: '803 10', city: 'Gävle' }, isProtected: false },
  },
  ward: WARD,
  admittedAt: '2026-11-23T06:20:00+01:00',
  expectedDischarge: '2026-11-27',
  dischargedAt: '2026-11-27T11:00:00+01:00',
  handedOver: true,
  information: [
    {
      unit: WARD,
      writtenAt: new Date('2026-11-25T13:00:00Z'),
      entries: [
        { date: '2026-11-25', text: 'Du får träna att gå i trappa före hemgången.', profession: 'fysioterapeut' },
        { date: '2026-12-15', text: 'Återbesök på strokemottagningen klockan 10.', profession: 'sjuksköterska' },
      ],
    },
    {
      unit: HOME_CARE,
      writtenAt: new Date('2026-11-26T09:20:00Z'),
      entries: [
        { date: '2026-11-26', text: 'Vi lägger om såret på måndagar och torsdagar.\nRing om förbandet lossnar.' },
      ],
    },
  ],
  services: [
    {
      name: 'Hjälp med dusch och påklädning',
      startsOn: '2026-11-27T17:00:00+01:00',
      responsible: SOCIAL,
      performer: 'Hemtjänsten Söder',
    },
    { name: 'Såromläggning', startsOn: '2026-11-30', responsible: HOME_CARE },
    { name: 'Fotvård', startsOn: '2027-01-07', responsible: { name: 'Fotkliniken', role: 'extern' } },
  ],
  health: {
    condition: 'Du har haft en stroke. Vänster sida är svagare än förut.',
    treatment: 'Du tar ett läkemedel som förebygger nya blodproppar.',
    prognosis: 'De flesta blir bättre av träning under de första månaderna.',
    aftercare: 'Ring 112 om ansiktet, armen eller talet plötsligt blir sämre.',
  },
  care: {
    summary: 'Vårdad för stroke.',
    medicalSummary: 'Ischemisk stroke höger hemisfär. Ingen trombolys. Förbättrad.',
    nursingSummary: 'Förflyttar sig med rollator. Sväljer utan besvär.',
    medicationList: 'Klopidogrel 75 mg, 1 tablett på morgonen\nAtorvastatin 40 mg, 1 tablett till natten',
    physician: { who: 'oppenvard', text: 'Blodtryck följs på hälsocentralen inom två veckor' },
    writtenAt: new Date('2026-11-27T09:15:00Z'),
    unit: WARD,
  },
  sip: { at: '2026-12-03T13:00:00+01:00', form: 'fysiskt', place: 'Hemma hos dig' },
  careContacts: [
    { name: 'Frida Vik', title: 'distriktssköterska', unit: CENTRE.name, phone: '026-15 40 01', coordinates: true },
    { name: 'Hedda Berg', unit: HOME_CARE.name, phone: '026-17 80 00', coordinates: false },
  ],
  selfCare: [
    {
      ...{ measure: 'Stödstrumpor på och av', assessment: 'Kan utföras som egenvård. Risk för tryckskada följs upp.' },
      ...{ meaning: 'Ta av strumpan och ring om foten blir blå eller kall.', responsible: 'narstaende' },
      ...{ performer: 'Dottern', followUp: '2026-12-15', assessor: { name: 'Sara Syster', title: 'sjuksköterska' } },
      unit: WARD,
    },
  ],
  contactOrder: [
    { who: 'patient' },
    { who: 'narstaende', name: 'Dottern Eva', phone: '070-174 06 00' },
    { who: 'vardplanerare', name: WARD.name, phone: '026-15 40 12' },
  ],
  contacts: [WARD, CENTRE, HOME_CARE, SOCIAL],
  missing: [{ part: 'information', why: 'not-written', unit: SOCIAL, rule: 'G-DIS-14' }],
};
