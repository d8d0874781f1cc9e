import { person } from '../courses/telling.js';
import { momentOf, the } from './plan-story.js';
import type { Content, PlanStory } from './plan-story.js';
import { closes, handsOver, looks, posts, tells } from './telling.js';

export const CENTRE = 'SE2321000016-HC01';
export const SOCIAL = 'SE2120002338-SOC01';
export const HOME_CARE = 'SE2120002338-HSV01';

export const siv = { name: 'Siv Sund', title: 'distriktssköterska' };
export const hanna = { name: 'Hanna Hem', title: 'sjuksköterska' };

export const IN_GAVLE = { postalCode: '80310', city: 'Gävle', municipality: '2180', healthCentre: CENTRE };

export const BASIS: Content = {
  raisedBy: 'personal',
  initiator: siv,
  needReasons: ['flera-enheter'],
  preparation: { whatMatters: 'Att kunna gå ut själv', questions: ['Vem ringer jag på helgen?'] },
};

export const CALL = {
  purpose: 'sip',
  setting: 'utan-vardtillfalle',
  form: 'fysiskt',
  place: 'Hemma hos personen',
  consulted: ['patient'],
  aim: 'Vem som gör vad hemma',
  participants: [{ relation: 'den-enskilde', channel: 'brev' }],
};

const attended = [
  { relation: 'den-enskilde', attended: true },
  { relation: 'vard', unit: CENTRE, name: siv.name, attended: true, mandate: true },
  { relation: 'socialtjanst', unit: SOCIAL, name: 'Bo Björk', attended: true, mandate: true },
  { relation: 'vard', unit: HOME_CARE, name: hanna.name, attended: true, mandate: true },
];

export const HELD = {
  event: 'genomfort',
  explained: true,
  attendance: attended,
  followUpForm: 'I hemmet, samma som nu',
  followUpSubjects: ['Promenaderna'],
  coordinator: { ...siv, phone: '026-15 40 00' },
};

export const GOAL: Content = {
  text: 'Jag vill gå till sjön varje dag till midsommar',
  accepted: true,
  evaluateOn: '2027-03-08',
};
export const LETTERBOX: Content = {
  heading: 'aktivitet-delaktighet',
  text: 'Jag går själv till brevlådan före jul',
  accepted: true,
};
export const BALANCE: Content = {
  subgoal: the('brevlådan'),
  text: 'Du får träna trappan med oss på måndagar',
  responsible: { party: 'enhet', unit: HOME_CARE },
  shared: true,
};

/** The seven steps of the region, from the need that the health centre sees to the evaluation by GAS and the closing. */
export const gavleborg: PlanStory = {
  name: 'whole',
  about: {
    sv: 'De sju stegen: behov, bedömning, samtycke, kallelse, möte och plan, uppföljning med GAS, avslut',
    en: 'The seven steps: need, judgement, consent, call, meeting and plan, follow-up by GAS, closing',
  },
  patient: person('tolvan', 'Storgatan 77', IN_GAVLE),
  ends: '2027-06-16 12:00',
  steps: [
    tells('2026-11-23 08:00', SOCIAL, 'sip-initiativ', { raisedBy: 'narstaende' }, { recipients: [CENTRE] }),
    tells('2026-11-23 10:00', CENTRE, 'sip-underlag', BASIS),
    // Without the person's yes nobody is called
    tells(
      '2026-11-23 13:00',
      CENTRE,
      'sip-kallelse',
      { ...CALL, meetingAt: momentOf('2026-12-08 13:00') },
      { recipients: [SOCIAL, HOME_CARE], refused: ['G-CON-05'] },
    ),
    tells('2026-11-24 09:00', CENTRE, 'samtycke', { scope: ['sip'] }),
    tells(
      '2026-11-24 09:30',
      CENTRE,
      'sip-kallelse',
      { ...CALL, meetingAt: momentOf('2026-12-08 13:00') },
      { recipients: [SOCIAL, HOME_CARE] },
    ),
    posts('2026-11-24 15:00', CENTRE, siv),
    looks('2026-12-01 09:00', 'Före mötet', 'Before the meeting'),
    tells('2026-12-08 15:00', CENTRE, 'sip-mote', {
      ...HELD,
      heldAt: momentOf('2026-12-08 13:00'),
      followUpOn: '2027-03-08',
    }),
    tells('2026-12-08 15:30', CENTRE, 'sip-huvudmal', GOAL, { label: 'sjön' }),
    tells('2026-12-09 09:00', HOME_CARE, 'sip-delmal', LETTERBOX, { label: 'brevlådan' }),
    tells('2026-12-09 09:10', HOME_CARE, 'sip-insats', BALANCE, { label: 'träningen' }),
    handsOver('2026-12-10 10:00', CENTRE),
    looks('2026-12-11 09:00', 'Planen är pågående', 'The plan goes on'),
    tells(
      '2027-02-20 09:00',
      CENTRE,
      'sip-kallelse',
      { ...CALL, purpose: 'uppfoljning', meetingAt: momentOf('2027-03-08 13:00') },
      { recipients: [SOCIAL, HOME_CARE] },
    ),
    posts('2027-02-20 10:00', CENTRE, siv),
    tells('2027-03-08 15:00', CENTRE, 'sip-mote', {
      ...HELD,
      heldAt: momentOf('2027-03-08 13:00'),
      followUpOn: '2027-06-14',
    }),
    tells('2027-03-08 15:10', HOME_CARE, 'sip-uppfoljning', {
      event: 'kommentar',
      intervention: the('träningen'),
      comment: 'Jag går i trappan utan att vila',
    }),
    tells('2027-03-08 15:20', CENTRE, 'sip-utvardering', {
      subgoal: the('brevlådan'),
      score: '+1',
      evaluator: siv,
      dialogueWith: ['patient', 'aktorer'],
      next: 'fortsatter',
    }),
    handsOver('2027-03-09 09:00', CENTRE),
    tells('2027-06-15 10:00', HOME_CARE, 'sip-insats-avslut', { intervention: the('träningen'), reason: 'utford' }),
    tells('2027-06-15 10:30', CENTRE, 'sip-delmal-avslut', { subgoal: the('brevlådan'), reason: 'uppnatt' }),
    handsOver('2027-06-15 10:45', CENTRE),
    closes('2027-06-15 11:00', CENTRE, 'Går till sjön själv'),
  ],
};
