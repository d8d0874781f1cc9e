import { person } from '../courses/telling.js';
import type { CivilTime } from '../scenario.js';
import { momentOf, the } from './plan-story.js';
import type { Content, PlanStep, PlanStory } from './plan-story.js';
import { looks, posts, tells } from './telling.js';

export const CENTRE = 'SE2321000222-HC01';
export const SOCIAL = 'SE2120002742-SOC01';
export const HOME_CARE = 'SE2120002742-HSV01';
export const ADMINISTRATOR = 'SE2321000222-FORV01';

/** Sees the need, calls, and coordinates. */
export const brita = { name: 'Brita Berg', title: 'biståndshandläggare' };
export const hanna = { name: 'Hanna Häll', title: 'distriktssköterska' };
const hugo = { name: 'Hugo Heden', title: 'sjuksköterska' };

export const IN_LULEA = { postalCode: '97441', city: 'Luleå', municipality: '2580', healthCentre: CENTRE };

export const BASIS: Content = {
  raisedBy: 'personal',
  initiator: brita,
  coordinator: brita,
  noRepresentative: true,
  needReasons: ['flera-kontakter'],
};

/** The two answers that the routine wants before anybody is called. */
export const AGREES: Content = {
  consents: [
    { about: 'plan', answer: 'ja' },
    { about: 'informationsoverforing', answer: 'ja' },
  ],
};

export const MAPPED: Content = {
  heading: 'forflyttning',
  needs: 'Trappan är svår',
  resources: 'Går på plant golv',
};

export const CALL: Content = {
  purpose: 'sip',
  setting: 'utan-vardtillfalle',
  meetingAt: momentOf('2026-12-08 13:00'),
  minutes: 60,
  form: 'fysiskt',
  place: 'Björkskatans hälsocentral',
  agenda: ['Vad som är viktigt för dig', 'Trappan och maten'],
  participants: [
    { relation: 'vard', unit: CENTRE, professions: ['distriktsskoterska'] },
    { relation: 'vard', unit: HOME_CARE },
    { relation: 'den-enskilde', channel: 'post' },
  ],
};

const HELD: Content = {
  event: 'genomfort',
  heldAt: momentOf('2026-12-08 13:00'),
  note: 'Vi talade om vad som är viktigt hemma och vem som gör vad.',
  attendance: [
    { relation: 'den-enskilde', attended: true },
    { relation: 'vard', unit: CENTRE, name: hanna.name, attended: true },
    { relation: 'vard', unit: HOME_CARE, name: hugo.name, attended: true },
    { relation: 'socialtjanst', unit: SOCIAL, name: brita.name, attended: true },
  ],
  careContact: 'utsedd',
  followUpOn: '2027-02-08',
};

const GOAL: Content = {
  text: 'Jag vill bo kvar hemma och laga min egen mat till midsommar',
  reachBy: '2027-06-19',
  followUpOn: '2027-02-08',
  ownPart: 'Jag lagar frukost',
  helpPart: 'Jag behöver hjälp i trappan',
  contacts: [{ unit: SOCIAL, name: brita.name, phone: '0920-45 30 00' }],
  deliveryWish: 'bada',
};

export const STAIRS: Content = { heading: 'forflyttning', text: 'Jag går i trappan med någon bredvid före påsk' };

/** Home care walks the stairs with the person. */
const COMPANY: Content = {
  subgoal: the('trappan'),
  text: 'Du får sällskap i trappan varje dag av hemsjukvården',
  responsible: { party: 'enhet', unit: HOME_CARE },
  shared: true,
  startsOn: '2026-12-14',
  frequency: 'varje dag',
};

/** Social services help with the shopping. */
const SHOPPING: Content = {
  subgoal: the('trappan'),
  text: 'Du får maten hemburen av hemtjänsten tills du går i trappan själv',
  responsible: { party: 'enhet', unit: SOCIAL },
  shared: true,
  startsOn: '2026-12-14',
};

/** The person's letters are printed and posted. */
const postsLetters = (at: CivilTime): PlanStep => posts(at, SOCIAL, brita);

/** The need, the basis with its two consents, the mapping and the call with its letter, up to the meeting. */
function upToTheCall(): PlanStep[] {
  return [
    tells('2026-11-23 08:00', SOCIAL, 'sip-initiativ', { raisedBy: 'patient' }),
    tells('2026-11-23 09:00', SOCIAL, 'sip-underlag', BASIS),
    tells('2026-11-23 10:00', SOCIAL, 'sip-underlag', AGREES),
    tells('2026-11-23 11:00', SOCIAL, 'sip-kartlaggning', MAPPED),
    tells('2026-11-24 09:00', SOCIAL, 'sip-kallelse', CALL, { recipients: [CENTRE, HOME_CARE], label: 'kallelsen' }),
    postsLetters('2026-11-24 15:00'),
  ];
}

/** The same and on, up to a plan that goes on: main goal, a sub-goal and two interventions, of home care and the health centre. */
export function upToThePlan(): PlanStep[] {
  return [
    ...upToTheCall(),
    tells('2026-12-08 14:00', SOCIAL, 'sip-mote', HELD),
    tells('2026-12-08 14:10', SOCIAL, 'sip-mote', { event: 'plan-skapad' }),
    tells('2026-12-08 15:00', SOCIAL, 'sip-huvudmal', GOAL, { label: 'huvudmålet' }),
    tells('2026-12-09 09:00', HOME_CARE, 'sip-delmal', STAIRS, { label: 'trappan' }),
    tells('2026-12-09 09:05', HOME_CARE, 'sip-insats', COMPANY, { label: 'sällskapet' }),
    tells('2026-12-10 09:00', SOCIAL, 'sip-insats', SHOPPING, { label: 'handlingen' }),
    tells('2026-12-10 10:00', CENTRE, 'sip-insats', training(), { label: 'träningen' }),
  ];
}

/** The health centre trains with the person. */
function training(more: Content = {}): Content {
  return {
    subgoal: the('trappan'),
    text: 'Du får träna balans hos fysioterapeuten på måndagar',
    responsible: { party: 'enhet', unit: CENTRE },
    shared: true,
    startsOn: '2026-12-14',
    ...more,
  };
}

/** The whole way in open care: Brita at social services sees the need and coordinates, from there to the closing in May. */
export const whole: PlanStory = {
  name: 'whole',
  about: {
    sv: 'Hela vägen i öppenvårdsprocessen: behov, samtycke, kartläggning, möte, mål, insatser, uppföljning, avslut',
    en: 'The whole way in open care: need, consent, mapping, meeting, goals, interventions, follow-up, closing',
  },
  patient: person('tolvan', 'Björkskataleden 2', IN_LULEA),
  ends: '2027-05-11 12:00',
  steps: [
    tells('2026-11-23 08:00', SOCIAL, 'sip-initiativ', { raisedBy: 'patient' }),
    tells('2026-11-23 09:00', SOCIAL, 'sip-underlag', BASIS),
    // Nobody is called before the person has been asked, nor before needs are mapped
    tells('2026-11-23 09:30', SOCIAL, 'sip-kallelse', CALL, {
      recipients: [CENTRE, HOME_CARE],
      refused: ['N-CON-02', 'N-GEN-09', 'N-MAP-02'],
    }),
    ...upToTheCall().slice(2),
    looks('2026-12-01 09:00', 'Före mötet: var och en planerar sin del', 'Before the meeting: each plans its own part'),
    tells('2026-12-08 14:00', SOCIAL, 'sip-mote', HELD),
    tells('2026-12-08 14:10', SOCIAL, 'sip-mote', { event: 'plan-skapad' }),
    // The others write once the main goal is there, and it is the coordinator's alone
    tells('2026-12-08 14:30', HOME_CARE, 'sip-delmal', STAIRS, { refused: ['N-GEN-09', 'N-GOAL-04'] }),
    tells('2026-12-08 14:40', CENTRE, 'sip-huvudmal', GOAL, { refused: ['N-GOAL-02'] }),
    tells('2026-12-08 15:00', SOCIAL, 'sip-huvudmal', GOAL, { label: 'huvudmålet' }),
    tells('2026-12-09 09:00', HOME_CARE, 'sip-delmal', STAIRS, { label: 'trappan' }),
    tells('2026-12-09 09:05', HOME_CARE, 'sip-insats', COMPANY, { label: 'sällskapet' }),
    // Saved and not shared: nobody else sees it
    tells(
      '2026-12-09 09:10',
      HOME_CARE,
      'sip-insats',
      {
        ...COMPANY,
        text: 'Du får prova en ny rollator',
        shared: false,
      },
      { label: 'rollatorn' },
    ),
    tells('2026-12-09 10:00', SOCIAL, 'sip-insats', SHOPPING, { label: 'handlingen' }),
    looks('2026-12-10 08:00', 'En insats är sparad och inte utdelad', 'One intervention is saved and not shared'),
    tells('2026-12-11 10:00', HOME_CARE, 'sip-insats', {
      ...COMPANY,
      intervention: the('rollatorn'),
      text: 'Du får prova en ny rollator',
    }),
    // The health centre is two days late with its part, and is reminded
    tells('2026-12-14 09:00', CENTRE, 'sip-insats', training(), { label: 'träningen' }),
    postsLetters('2026-12-14 10:00'),
    looks('2026-12-14 12:00', 'Planen är pågående', 'The plan goes on'),
    // The reminder to call came in the night
    tells('2027-01-25 09:00', SOCIAL, 'sip-kallelse', {
      ...CALL,
      purpose: 'uppfoljning',
      meetingAt: momentOf('2027-02-08 13:00'),
      agenda: ['Hur går det i trappan'],
    }),
    postsLetters('2027-01-25 10:00'),
    tells('2027-02-08 14:00', SOCIAL, 'sip-mote', {
      ...HELD,
      heldAt: momentOf('2027-02-08 13:00'),
      followUpOn: '2027-05-10',
    }),
    tells('2027-02-08 14:10', HOME_CARE, 'sip-uppfoljning', {
      event: 'kommentar',
      intervention: the('sällskapet'),
      comment: 'Går numera själv på morgonen',
      outcome: 'fortsatter',
    }),
    tells('2027-02-08 14:20', SOCIAL, 'sip-utvardering', {
      subgoal: the('trappan'),
      score: 'till-stor-del',
      comment: 'Jag är nöjd',
      dialogueWith: ['patient', 'aktorer'],
      next: 'fortsatter',
    }),
    tells('2027-02-09 09:00', HOME_CARE, 'sip-insats-avslut', { intervention: the('rollatorn'), reason: 'utford' }),
    postsLetters('2027-02-10 09:00'),
    tells('2027-05-10 14:00', SOCIAL, 'sip-avslut', {
      reason: 'inget-behov',
      comment: 'Klarar vardagen med hemtjänsten',
      agreedWith: ['patient', 'aktorer'],
    }),
  ],
};
