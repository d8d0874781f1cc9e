import { person } from '../courses/telling.js';
import type { CivilTime } from '../scenario.js';
import { momentOf, the } from './plan-story.js';
import type { Content, PlanStep, PlanStory } from './plan-story.js';
import { closes, handsOver, looks, posts, receipts, tells } from './telling.js';

export const CENTRE = 'SE2321000081-VC01';
export const SOCIAL = 'SE2120000829-SOC01';
export const HOME_CARE = 'SE2120000829-HSV01';

const dag = { name: 'Dag Distriktsson', title: 'distriktssköterska' };
export const bodil = { name: 'Bodil Hägg', title: 'biståndshandläggare' };
const hanna = { name: 'Hanna Sund', title: 'sjuksköterska' };

export const IN_KARLSKRONA = { postalCode: '37132', city: 'Karlskrona', municipality: '1080', healthCentre: CENTRE };

const COORDINATOR = { ...dag, phone: '0455-70 00 01', unit: CENTRE };

const CALL = {
  purpose: 'sip',
  setting: 'utan-vardtillfalle',
  form: 'fysiskt',
  place: 'I hemmet',
  consulted: ['patient'],
  aim: 'Vem som gör vad hemma',
  participants: [{ relation: 'den-enskilde', channel: 'brev' }],
};

const HELD = {
  event: 'genomfort',
  attendance: [
    { relation: 'den-enskilde', attended: true },
    { relation: 'vard', unit: CENTRE, name: dag.name, attended: true },
    { relation: 'socialtjanst', unit: SOCIAL, name: bodil.name, attended: true },
  ],
  documentedIn: 'modul',
  followUpForm: 'I hemmet, samma som nu',
};

export const BREAKFAST: Content = { heading: 'hemmet', text: 'Jag lagar min egen frukost' };

/** Initiative with consent, and the call; all whom it reaches receipt, and the letter to the person is posted. */
function upToTheCall(): PlanStep[] {
  return [
    tells(
      '2026-11-23 09:00',
      CENTRE,
      'sip-initiativ',
      { raisedBy: 'patient', participants: [{ unit: SOCIAL, relation: 'socialtjanst' }] },
      { recipients: [SOCIAL], consent: { given: true, scope: ['sip'], actors: [CENTRE, SOCIAL, HOME_CARE] } },
    ),
    receipts('2026-11-23 11:00', SOCIAL, bodil),
    tells(
      '2026-11-24 09:00',
      CENTRE,
      'sip-kallelse',
      { ...CALL, meetingAt: momentOf('2026-12-08 13:00') },
      { recipients: [SOCIAL, HOME_CARE] },
    ),
    receipts('2026-11-24 10:30', SOCIAL, bodil),
    receipts('2026-11-24 11:00', HOME_CARE, hanna),
    posts('2026-11-24 15:00', CENTRE, dag),
  ];
}

/** What each called unit has found out before the meeting. */
function preparations(): PlanStep[] {
  return [
    tells('2026-12-01 10:00', SOCIAL, 'sip-kartlaggning', { heading: 'hemmet', needs: 'Orkar inte laga mat' }),
    tells('2026-12-02 10:00', HOME_CARE, 'sip-kartlaggning', {
      heading: 'hemmet',
      needs: 'Behöver hjälp med läkemedel',
    }),
  ];
}

/** The meeting with its goals, the signature of the one who coordinates, and the original in the person's hands. */
function theMeeting(): PlanStep[] {
  return [
    tells('2026-12-08 15:00', CENTRE, 'sip-mote', {
      ...HELD,
      heldAt: momentOf('2026-12-08 13:00'),
      followUpOn: '2027-03-08',
      coordinator: COORDINATOR,
    }),
    tells(
      '2026-12-08 15:10',
      CENTRE,
      'sip-huvudmal',
      { text: 'Jag vill laga min egen mat igen före påsk', accepted: true },
      { label: 'maten' },
    ),
    tells('2026-12-08 15:20', SOCIAL, 'sip-delmal', BREAKFAST, { label: 'frukosten' }),
    tells(
      '2026-12-08 15:30',
      SOCIAL,
      'sip-insats',
      {
        subgoal: the('frukosten'),
        text: 'Du får hjälp att handla på torsdagar',
        responsible: { party: 'enhet', unit: SOCIAL },
        shared: true,
      },
      { label: 'handlingen' },
    ),
    // The plan is in force once the coordinator has signed it
    signs('2026-12-09 09:00', CENTRE, dag.name, 'vard'),
    posts('2026-12-09 10:30', CENTRE, dag),
    handsOver('2026-12-09 11:00', CENTRE),
  ];
}

/** The one who coordinates signs the plan. */
export function signs(at: CivilTime, unit: string, name: string, relation: 'vard' | 'socialtjanst'): PlanStep {
  const signatures = [{ name, unit, relation, signedOn: at.slice(0, '2026-12-09'.length) }];
  return tells(at, unit, 'sip-delgivning', { event: 'undertecknad', signatures });
}

/** From the initiative to a plan that is in force. */
export function upToThePlan(): PlanStep[] {
  return [...upToTheCall(), ...preparations(), ...theMeeting()];
}

/** From the initiative to the signed plan, its follow-up and its end. */
export const blekinge: PlanStory = {
  name: 'whole',
  about: {
    sv: 'Initiativ med samtycke, kallelse, var och ens förberedelse, möte, samordnarens underskrift, uppföljning, avslut',
    en: "Initiative with consent, call, each party's preparation, meeting, the coordinator's signature, follow-up, closing",
  },
  patient: person('trean', 'Skeppsbrogatan 3', IN_KARLSKRONA),
  ends: '2027-03-10 12:00',
  steps: [
    tells('2026-11-23 08:00', CENTRE, 'sip-underlag', { raisedBy: 'patient', otherPlans: ['Rehabiliteringsplan'] }),
    ...upToTheCall(),
    ...preparations(),
    looks('2026-12-03 09:00', 'Alla som kallats har förberett sig', 'Everybody who was called has prepared'),
    ...theMeeting(),
    looks('2026-12-10 09:00', 'Planen gäller', 'The plan is in force'),
    tells(
      '2027-02-20 09:00',
      CENTRE,
      'sip-kallelse',
      { ...CALL, purpose: 'uppfoljning', meetingAt: momentOf('2027-03-08 13:00') },
      { recipients: [SOCIAL, HOME_CARE] },
    ),
    posts('2027-02-20 10:00', CENTRE, dag),
    receipts('2027-02-22 07:30', SOCIAL, bodil),
    receipts('2027-02-22 07:40', HOME_CARE, hanna),
    tells('2027-03-08 14:30', CENTRE, 'sip-mote', {
      ...HELD,
      heldAt: momentOf('2027-03-08 13:00'),
      noFollowUpReason: 'Målet är nått',
      assignmentPeriod: 'Till påsk',
    }),
    tells('2027-03-08 14:40', SOCIAL, 'sip-uppfoljning', {
      event: 'kommentar',
      intervention: the('handlingen'),
      comment: 'Jag handlar själv nu',
    }),
    handsOver('2027-03-08 15:00', CENTRE),
    closes('2027-03-09 09:00', CENTRE, 'Lagar sin mat'),
  ],
};
