import { person } from '../courses/telling.js';
import { momentOf, the } from './plan-story.js';
import type { Content, PlanStory } from './plan-story.js';
import { handsOver, looks, posts, receipts, tells, tellsOfStay } from './telling.js';

const MEDICINE = 'SE2321009991-AVD3';
export const RINGEN = 'SE2321009991-HLM01';
const CITY = 'SE2120000142-SOC01';
export const SODERMALM = 'SE2120000142-SOC02';

export const nora = { name: 'Nora Falk', title: 'distriktssköterska' };
export const bella = { name: 'Bella Ström', title: 'biståndshandläggare' };
const rut = { name: 'Rut Rehn', title: 'fysioterapeut' };
const PERSON = 'Tolvan Tolvansson';

/** A rehabilitation clinic that has no mailbox, and is reached by fax. */
const CLINIC: Content = { relation: 'vard', name: 'Rehab Söder' };

export const ON_SODERMALM = { postalCode: '11860', city: 'Stockholm', municipality: '0180', healthCentre: RINGEN };

export const CALL = {
  purpose: 'sip',
  setting: 'utan-vardtillfalle',
  minutes: 45,
  form: 'fysiskt',
  place: 'Ringens husläkarmottagning',
  roomBooked: true,
  existingPlan: false,
  consulted: ['patient'],
  leader: nora,
  documentedBy: nora,
  aim: 'Vem gör vad när du är hemma',
  agenda: ['Maten', 'Promenaderna'],
  meetingAt: momentOf('2026-12-04 13:00'),
};

/** Asked anew when each meeting begins: for whom and for what. */
export const MEETS = [
  { about: 'mote', answer: 'ja', actors: [RINGEN, SODERMALM], topics: ['Maten', 'Promenaderna'] },
  { about: 'plan', answer: 'ja' },
];

const ATTENDED = [
  { relation: 'den-enskilde', name: PERSON, attended: true },
  { relation: 'vard', unit: RINGEN, name: nora.name, attended: true, mandate: true },
  { relation: 'socialtjanst', unit: SODERMALM, name: bella.name, attended: true, mandate: true },
];

export const HELD = {
  event: 'genomfort',
  explained: true,
  agreements: ['Hemtjänsten handlar, personen lagar'],
  sipkollenOffered: true,
};

const WHO_CAME = [...ATTENDED, { relation: 'vard', name: rut.name, attended: true, mandate: true }];
const signatures = WHO_CAME.map(({ name }) => ({ name, signedOn: '2026-12-04' }));

export const DINNER: Content = {
  text: 'Jag vill äta middag hemma varje dag före jul',
  accepted: true,
  overallResponsible: 'region',
};
export const COOKING: Content = { heading: 'hemliv', text: 'Jag lagar min egen middag' };
export const SHOPPING: Content = {
  subgoal: the('matlagningen'),
  text: 'Du får hjälp att handla på torsdagar',
  responsible: { party: 'enhet', unit: SODERMALM },
  shared: true,
};

/** Beside a stay: the ward tells of the need; the care contact asks twice, calls before the discharge; everybody signs. */
export const stockholm: PlanStory = {
  name: 'whole',
  about: {
    sv: 'Vid utskrivning: den fasta vårdkontakten erbjuder SIP, frågar två gånger om samtycke, kallar; alla undertecknar; uppföljning',
    en: 'At a discharge: the care contact offers a SIP, asks twice for consent, calls; everybody signs; follow-up',
  },
  patient: person('tolvan', 'Ringvägen 1', ON_SODERMALM),
  stay: { ward: MEDICINE, episode: 'S20261123-101' },
  ends: '2027-03-12 12:00',
  steps: [
    // The district that plans is named in place of the city's own mailbox
    tellsOfStay(
      '2026-11-23 10:00',
      MEDICINE,
      'inskrivningsmeddelande',
      {
        admittedAt: momentOf('2026-11-23 03:10'),
        expectedDischarge: '2026-11-27',
        reason: 'Hjärtsvikt',
        mobile: '070-174 06 05',
      },
      {
        planningCategory: 'BC',
        recipients: [RINGEN, SODERMALM],
        consent: { given: true, scope: ['informationsoverforing'], recordedAt: momentOf('2026-11-23 09:45') },
      },
    ),
    tellsOfStay('2026-11-24 09:00', MEDICINE, 'sip-initiativ', { when: 'efter-utskrivning', raisedBy: 'personal' }),
    tellsOfStay('2026-11-24 11:00', RINGEN, 'fast-vardkontakt', { ...nora, unit: RINGEN, phone: '08-465 004 58' }),
    tells('2026-11-24 13:00', RINGEN, 'sip-underlag', {
      raisedBy: 'personal',
      careContact: { ...nora, unit: RINGEN },
      offeredOn: '2026-11-24',
    }),
    tellsOfStay('2026-11-24 13:05', RINGEN, 'samtycke', {
      scope: ['sip'],
      consents: [{ about: 'kallelse', answer: 'nej' }],
    }),
    // A no is talked over before it is taken
    tells('2026-11-25 10:00', RINGEN, 'sip-underlag', {
      talkedOverOn: '2026-11-25',
      preparation: {
        whatMatters: 'Att äta middag hemma',
        excludedTopics: ['Ekonomin'],
        questions: ['Vem ringer jag?'],
      },
    }),
    // To being called and to meeting these units; to the plan itself for all who have a part in it
    tellsOfStay('2026-11-25 10:10', RINGEN, 'samtycke', {
      scope: ['sip'],
      actors: [MEDICINE, RINGEN, SODERMALM],
      consents: [{ about: 'plan', answer: 'ja' }],
    }),
    // From now on the call is due within three days
    tellsOfStay('2026-11-26 10:15', MEDICINE, 'utskrivningsklar', { readyAt: momentOf('2026-11-26 10:00') }),
    // Neither whom the person has not agreed to, nor what the person does not want to be taken up
    tellsOfStay(
      '2026-11-26 13:00',
      RINGEN,
      'sip-kallelse',
      { ...CALL, setting: 'efter-utskrivning', agenda: ['Ekonomin'] },
      { recipients: [SODERMALM, CITY], refused: ['L-PLAN-01', 'S-CON-06', 'S-MAP-05'] },
    ),
    tellsOfStay(
      '2026-11-26 14:00',
      RINGEN,
      'sip-kallelse',
      {
        ...CALL,
        setting: 'efter-utskrivning',
        participants: [
          { relation: 'socialtjanst', unit: SODERMALM },
          { ...CLINIC, channel: 'fax', phone: '08-465 004 59' },
          { relation: 'den-enskilde', channel: 'brev' },
        ],
      },
      { recipients: [SODERMALM] },
    ),
    // By letter to the person, by fax to the clinic, which answers by telephone
    posts('2026-11-26 15:00', RINGEN, nora),
    receipts('2026-11-27 08:30', SODERMALM, bella),
    tells('2026-11-27 09:00', RINGEN, 'sip-deltagare', { event: 'kvitterat', participant: CLINIC }),
    tellsOfStay('2026-11-27 10:30', MEDICINE, 'slutanteckningar', {
      medicationList: 'Furosemid 40 mg 1x1',
      medicalSummary: 'Hjärtsvikt, förbättrad',
      nursingSummary: 'Går med rollator',
      physicianResponsibility: { who: 'oppenvard' },
    }),
    tellsOfStay('2026-11-27 11:30', MEDICINE, 'utskrivningsmeddelande', {
      dischargedAt: momentOf('2026-11-27 11:00'),
      summary: 'Till hemmet',
    }),
    looks('2026-12-01 09:00', 'Hemma, före mötet', 'At home, before the meeting'),
    tells('2026-12-04 13:00', RINGEN, 'sip-mote', { event: 'oppnat', explained: true, consents: MEETS }),
    tells('2026-12-04 13:20', RINGEN, 'sip-huvudmal', DINNER, { label: 'middagen' }),
    tells('2026-12-04 13:25', SODERMALM, 'sip-delmal', COOKING, { label: 'matlagningen' }),
    tells('2026-12-04 13:30', SODERMALM, 'sip-insats', SHOPPING, { label: 'handlingen' }),
    tells('2026-12-04 13:45', RINGEN, 'sip-mote', {
      ...HELD,
      attendance: WHO_CAME,
      heldAt: momentOf('2026-12-04 13:00'),
      followUpOn: '2027-03-04',
      followUpForm: 'Hos personen kl. 13',
    }),
    looks(
      '2026-12-04 14:00',
      'Mötet är över, alla har inte undertecknat',
      'The meeting is over, not everybody has signed',
    ),
    tells('2026-12-04 15:00', RINGEN, 'sip-delgivning', { event: 'undertecknad', signatures }),
    // The original to the person by letter, a copy to the clinic by fax: posting them is handing them over
    posts('2026-12-04 15:10', RINGEN, nora),
    tells('2026-12-04 15:20', RINGEN, 'sip-delgivning', { event: 'journalford' }),
    tells('2026-12-07 09:00', SODERMALM, 'sip-delgivning', { event: 'journalford' }),
    looks('2026-12-08 09:00', 'Planen är upprättad', 'The plan is established'),
    tells('2027-01-15 10:00', SODERMALM, 'sip-uppfoljning', {
      event: 'avsteg',
      comment: 'Butiken kör inte ut längre',
    }),
    tells('2027-01-18 10:00', RINGEN, 'sip-uppfoljning', {
      event: 'revisionsbeslut',
      revise: false,
      comment: 'Annan butik',
    }),
    handsOver('2027-01-18 11:00', RINGEN, { understood: true }),
    tells(
      '2027-02-18 09:00',
      RINGEN,
      'sip-kallelse',
      { ...CALL, purpose: 'uppfoljning', existingPlan: true, meetingAt: momentOf('2027-03-04 13:00') },
      { recipients: [SODERMALM] },
    ),
    posts('2027-02-18 15:00', RINGEN, nora),
    receipts('2027-02-19 08:30', SODERMALM, bella),
    tells('2027-02-19 10:00', RINGEN, 'sip-deltagare', { event: 'kvitterat', participant: CLINIC }),
    tells('2027-03-04 14:00', RINGEN, 'sip-mote', {
      ...HELD,
      attendance: ATTENDED,
      heldAt: momentOf('2027-03-04 13:00'),
      consents: MEETS,
      noFollowUpReason: 'Målet är nått',
      assignmentPeriod: 'Till sommaren',
    }),
    handsOver('2027-03-04 15:00', RINGEN, { understood: true }),
    tells('2027-03-04 15:10', RINGEN, 'sip-delgivning', { event: 'kopia', to: CLINIC }),
    tells('2027-03-05 09:00', RINGEN, 'sip-avslut', { reason: 'mal-uppnatt', agreedWith: ['patient', 'aktorer'] }),
    tells('2027-03-05 09:10', RINGEN, 'sip-delgivning', { event: 'avslut-dokumenterat' }),
    tells('2027-03-08 09:00', SODERMALM, 'sip-delgivning', { event: 'avslut-dokumenterat' }),
  ],
};
