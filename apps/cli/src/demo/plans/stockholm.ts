import { person } from '../courses/telling.js';
import { momentOf, the } from './plan-story.js';
import type { PlanStory } from './plan-story.js';
import { looks, posts, receipts, tells } from './telling.js';

const RINGEN = 'SE2321009991-HLM01';
const CITY = 'SE2120000142-SOC01';
const SODERMALM = 'SE2120000142-SOC02';

const nora = { name: 'Nora Falk', title: 'distriktssköterska' };
const bella = { name: 'Bella Ström', title: 'biståndshandläggare' };
const PERSON = 'Tolvan Tolvansson';

const CALL = {
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
};

/** Asked anew when each meeting begins: for whom and for what. */
const MEETS = [
  { about: 'mote', answer: 'ja', actors: [RINGEN, SODERMALM], topics: ['Maten', 'Promenaderna'] },
  { about: 'plan', answer: 'ja' },
];

const ATTENDED = [
  { relation: 'den-enskilde', name: PERSON, attended: true },
  { relation: 'vard', unit: RINGEN, name: nora.name, attended: true, mandate: true },
  { relation: 'socialtjanst', unit: SODERMALM, name: bella.name, attended: true, mandate: true },
];

const HELD = {
  event: 'genomfort',
  explained: true,
  attendance: ATTENDED,
  agreements: ['Hemtjänsten handlar, personen lagar'],
  sipkollenOffered: true,
};

const signatures = ATTENDED.map(({ name }) => ({ name, signedOn: '2026-12-04' }));

/** The offer of the care contact: asked twice, called, met, signed by everybody, followed up. */
export const stockholm: PlanStory = {
  name: 'whole',
  about: {
    sv: 'Den fasta vårdkontakten erbjuder SIP, frågar två gånger om samtycke, kallar; alla undertecknar; uppföljning',
    en: 'The care contact offers a SIP, asks twice for consent, calls; everybody signs; follow-up',
  },
  patient: person('tolvan', 'Ringvägen 1', {
    postalCode: '11860',
    city: 'Stockholm',
    municipality: '0180',
    healthCentre: RINGEN,
  }),
  ends: '2027-03-12 12:00',
  steps: [
    tells('2026-11-23 09:00', RINGEN, 'sip-underlag', {
      raisedBy: 'personal',
      careContact: { ...nora, unit: RINGEN },
      offeredOn: '2026-11-23',
      consents: [{ about: 'kallelse', answer: 'nej' }],
    }),
    // A no is talked over before it is taken
    tells('2026-11-24 10:00', RINGEN, 'sip-underlag', {
      talkedOverOn: '2026-11-24',
      consents: [{ about: 'kallelse', answer: 'ja', actors: [RINGEN, SODERMALM] }],
      preparation: {
        whatMatters: 'Att äta middag hemma',
        excludedTopics: ['Ekonomin'],
        questions: ['Vem ringer jag?'],
      },
    }),
    // Neither whom the person has not agreed to, nor what the person does not want to be taken up
    tells(
      '2026-11-24 11:00',
      RINGEN,
      'sip-kallelse',
      { ...CALL, meetingAt: momentOf('2026-12-04 13:00'), agenda: ['Ekonomin'] },
      { recipients: [SODERMALM, CITY], refused: ['S-CON-06', 'S-MAP-05'] },
    ),
    tells(
      '2026-11-24 13:00',
      RINGEN,
      'sip-kallelse',
      {
        ...CALL,
        meetingAt: momentOf('2026-12-04 13:00'),
        participants: [
          { relation: 'socialtjanst', unit: SODERMALM },
          { relation: 'den-enskilde', channel: 'brev' },
        ],
      },
      { recipients: [SODERMALM] },
    ),
    posts('2026-11-24 15:00', RINGEN, nora),
    receipts('2026-11-25 08:30', SODERMALM, bella),
    tells('2026-12-04 13:00', RINGEN, 'sip-mote', {
      event: 'oppnat',
      explained: true,
      consents: MEETS,
    }),
    tells(
      '2026-12-04 13:20',
      RINGEN,
      'sip-huvudmal',
      { text: 'Jag vill äta middag hemma varje dag före jul', accepted: true, overallResponsible: 'region' },
      { label: 'middagen' },
    ),
    tells(
      '2026-12-04 13:25',
      SODERMALM,
      'sip-delmal',
      { heading: 'hemliv', text: 'Jag lagar min egen middag' },
      { label: 'matlagningen' },
    ),
    tells(
      '2026-12-04 13:30',
      SODERMALM,
      'sip-insats',
      {
        subgoal: the('matlagningen'),
        text: 'Du får hjälp att handla på torsdagar',
        responsible: { party: 'enhet', unit: SODERMALM },
        shared: true,
      },
      { label: 'handlingen' },
    ),
    tells('2026-12-04 13:45', RINGEN, 'sip-mote', {
      ...HELD,
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
    tells('2026-12-04 15:10', RINGEN, 'sip-delgivning', {
      event: 'delgiven',
      way: 'utskrift',
      original: true,
      understood: true,
    }),
    tells('2026-12-04 15:15', RINGEN, 'sip-delgivning', {
      event: 'kopia',
      to: { relation: 'socialtjanst', unit: SODERMALM },
    }),
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
    tells(
      '2027-02-18 09:00',
      RINGEN,
      'sip-kallelse',
      { ...CALL, purpose: 'uppfoljning', existingPlan: true, meetingAt: momentOf('2027-03-04 13:00') },
      { recipients: [SODERMALM] },
    ),
    posts('2027-02-18 15:00', RINGEN, nora),
    receipts('2027-02-19 08:30', SODERMALM, bella),
    tells('2027-03-04 14:00', RINGEN, 'sip-mote', {
      ...HELD,
      heldAt: momentOf('2027-03-04 13:00'),
      consents: MEETS,
      noFollowUpReason: 'Målet är nått',
      assignmentPeriod: 'Till sommaren',
    }),
    tells('2027-03-04 15:00', RINGEN, 'sip-delgivning', {
      event: 'delgiven',
      way: 'utskrift',
      original: true,
      understood: true,
    }),
    tells('2027-03-05 09:00', RINGEN, 'sip-avslut', { reason: 'mal-uppnatt', agreedWith: ['patient', 'aktorer'] }),
    tells('2027-03-05 09:10', RINGEN, 'sip-delgivning', { event: 'avslut-dokumenterat' }),
    tells('2027-03-08 09:00', SODERMALM, 'sip-delgivning', { event: 'avslut-dokumenterat' }),
  ],
};
