import { person } from '../courses/telling.js';
import {
  BASIS,
  BALANCE,
  CALL,
  CENTRE,
  GOAL,
  hanna,
  HELD,
  HOME_CARE,
  IN_GAVLE,
  LETTERBOX,
  siv,
  SOCIAL,
} from './gavleborg.js';
import { momentOf, the } from './plan-story.js';
import type { PlanStep, PlanStory } from './plan-story.js';
import { closes, handsOver, looks, posts, register, tells } from './telling.js';

/** A plan that goes on: need, consent, call, meeting, main goal, a sub-goal and an intervention of home care, on paper at the person's. */
function upToThePlan(): PlanStep[] {
  return [
    tells('2026-11-23 10:00', CENTRE, 'sip-underlag', BASIS),
    tells('2026-11-24 09:00', CENTRE, 'samtycke', { scope: ['sip'] }),
    tells(
      '2026-11-24 09:30',
      CENTRE,
      'sip-kallelse',
      { ...CALL, meetingAt: momentOf('2026-12-08 13:00') },
      { recipients: [SOCIAL, HOME_CARE] },
    ),
    posts('2026-11-24 15:00', CENTRE, siv),
    tells('2026-12-08 15:00', CENTRE, 'sip-mote', {
      ...HELD,
      heldAt: momentOf('2026-12-08 13:00'),
      followUpOn: '2027-03-08',
    }),
    tells('2026-12-08 15:30', CENTRE, 'sip-huvudmal', GOAL),
    tells('2026-12-09 09:00', HOME_CARE, 'sip-delmal', LETTERBOX, { label: 'brevlådan' }),
    tells('2026-12-09 09:10', HOME_CARE, 'sip-insats', BALANCE, { label: 'träningen' }),
    handsOver('2026-12-10 10:00', CENTRE),
  ];
}

/** Elvan takes the consent back: the work ends there. */
const consentWithdrawn: PlanStory = {
  name: 'consent-withdrawn',
  about: {
    sv: 'Samtycket återtas: planen avslutas av sig själv',
    en: 'The consent is taken back: the plan closes by itself',
  },
  patient: person('elvan', 'Kyrkogatan 8', IN_GAVLE),
  ends: '2026-12-19 12:00',
  steps: [
    ...upToThePlan(),
    tells('2026-12-18 10:00', SOCIAL, 'samtycke-aterkallat', { scope: ['sip'] }),
    tells('2026-12-18 11:00', HOME_CARE, 'sip-delmal', LETTERBOX, { refused: ['G-SIP-64'] }),
  ],
};

/** Nian dies, and home care tells of it. */
const deathByHand: PlanStory = {
  name: 'death-by-hand',
  about: {
    sv: 'Dödsfallet registreras för hand: planen avslutas av sig själv',
    en: 'The death is recorded by hand: the plan closes by itself',
  },
  patient: person('nian', 'Norra Slottsgatan 5', IN_GAVLE),
  ends: '2026-12-22 12:00',
  steps: [
    ...upToThePlan(),
    tells('2026-12-21 08:30', HOME_CARE, 'avliden', { diedOn: '2026-12-20', source: 'manuell' }),
  ],
};

/** Trean dies, and the population register tells of it: the one who coordinates closes the plan. */
const deathNoticed: PlanStory = {
  name: 'death-noticed',
  about: {
    sv: 'Folkbokföringen aviserar dödsfallet: planen står öppen tills den fasta vårdkontakten avslutar den',
    en: 'The population register tells of the death: the plan stays open until the care contact closes it',
  },
  patient: person('trean', 'Brynäsgatan 14', IN_GAVLE),
  ends: '2026-12-23 09:00',
  steps: [
    ...upToThePlan(),
    register('2026-12-21 07:00', '2026-12-20'),
    looks('2026-12-21 09:00', 'Planen står öppen, med en uppgift', 'The plan stays open, with a task'),
    tells('2026-12-21 10:00', SOCIAL, 'sip-avslut', { reason: 'avliden' }, { refused: ['G-CLOSE-03'] }),
    tells('2026-12-22 14:00', CENTRE, 'sip-avslut', { reason: 'avliden' }),
  ],
};

/** Femman gets home health care while the plan goes on: the care contact there coordinates from then on, and closes it. */
const newCoordinator: PlanStory = {
  name: 'new-coordinator',
  about: {
    sv: 'Personen skrivs in i hemsjukvården: vårdkontakten där samordnar, och avslutar planen',
    en: 'The person gets home health care: the care contact there coordinates, and closes the plan',
  },
  patient: person('femman', 'Västra vägen 21', IN_GAVLE),
  ends: '2026-12-19 12:00',
  steps: [
    ...upToThePlan(),
    // It is not for the others to say who coordinates
    tells(
      '2026-12-16 09:00',
      HOME_CARE,
      'sip-samordningsansvarig',
      { decided: 'mote', coordinator: { ...hanna, unit: HOME_CARE } },
      { refused: ['G-SIP-69'] },
    ),
    tells('2026-12-16 10:00', CENTRE, 'sip-samordningsansvarig', {
      decided: 'mote',
      reason: 'Inskriven i hemsjukvården',
      coordinator: { ...hanna, unit: HOME_CARE, phone: '026-15 40 01' },
    }),
    looks('2026-12-16 12:00', 'Hemsjukvården samordnar', 'Home care coordinates'),
    tells('2026-12-17 09:00', CENTRE, 'sip-avslut', { reason: 'annat', comment: 'Klar' }, { refused: ['G-CLOSE-03'] }),
    tells('2026-12-18 08:30', HOME_CARE, 'sip-insats-avslut', { intervention: the('träningen'), reason: 'utford' }),
    tells('2026-12-18 08:35', HOME_CARE, 'sip-delmal-avslut', { subgoal: the('brevlådan'), reason: 'uppnatt' }),
    handsOver('2026-12-18 08:45', HOME_CARE),
    closes('2026-12-18 09:00', HOME_CARE, 'Går till brevlådan själv'),
  ],
};

/** What else may happen on the way, one story each. */
export const moreOfGavleborg = [consentWithdrawn, deathByHand, deathNoticed, newCoordinator] as const;
