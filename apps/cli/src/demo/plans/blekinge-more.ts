import { person } from '../courses/telling.js';
import { bodil, BREAKFAST, CENTRE, HOME_CARE, IN_KARLSKRONA, signs, SOCIAL, upToThePlan } from './blekinge.js';
import type { PlanStory } from './plan-story.js';
import { closes, handsOver, looks, posts, register, tells } from './telling.js';

/** Elvan takes the consent back: nothing more is sent, and what was is kept. */
const consentWithdrawn: PlanStory = {
  name: 'consent-withdrawn',
  about: {
    sv: 'Samtycket återtas: planen avslutas av sig själv',
    en: 'The consent is taken back: the plan closes by itself',
  },
  patient: person('elvan', 'Ronnebygatan 30', IN_KARLSKRONA),
  ends: '2026-12-19 12:00',
  steps: [
    ...upToThePlan(),
    tells('2026-12-18 10:00', HOME_CARE, 'samtycke-aterkallat', { scope: ['sip'] }),
    tells('2026-12-18 11:00', SOCIAL, 'sip-delmal', BREAKFAST, { refused: ['B-SIP-20'] }),
  ],
};

/** Nian dies, and home care tells of it. */
const deathByHand: PlanStory = {
  name: 'death-by-hand',
  about: {
    sv: 'Dödsfallet registreras för hand: planen avslutas av sig själv',
    en: 'The death is recorded by hand: the plan closes by itself',
  },
  patient: person('nian', 'Drottninggatan 12', IN_KARLSKRONA),
  ends: '2026-12-22 12:00',
  steps: [
    ...upToThePlan(),
    tells('2026-12-21 08:30', HOME_CARE, 'avliden', { diedOn: '2026-12-20', source: 'manuell' }),
  ],
};

/** Sjuan dies, and the population register tells of it: the coordinator closes the plan. */
const deathNoticed: PlanStory = {
  name: 'death-noticed',
  about: {
    sv: 'Folkbokföringen aviserar dödsfallet: planen står öppen tills samordnaren avslutar den',
    en: 'The population register tells of the death: the plan stays open until the coordinator closes it',
  },
  patient: person('sjuan', 'Borgmästaregatan 4', IN_KARLSKRONA),
  ends: '2026-12-23 09:00',
  steps: [
    ...upToThePlan(),
    register('2026-12-21 07:00', '2026-12-20'),
    looks('2026-12-21 09:00', 'Planen står öppen, med en uppgift', 'The plan stays open, with a task'),
    tells(
      '2026-12-21 10:00',
      SOCIAL,
      'sip-avslut',
      { reason: 'avliden', comment: 'Avliden' },
      { refused: ['B-CLOSE-02'] },
    ),
    tells('2026-12-22 14:00', CENTRE, 'sip-avslut', { reason: 'avliden', comment: 'Avliden enligt folkbokföringen' }),
  ],
};

/** Femman sees Bodil most: she coordinates from then on, and the plan holds again once she has signed it. */
const newCoordinator: PlanStory = {
  name: 'new-coordinator',
  about: {
    sv: 'Ny samordnare: planen gäller igen när hon har undertecknat, och hon avslutar den',
    en: 'A new coordinator: the plan is in force again once she has signed, and she closes it',
  },
  patient: person('femman', 'Landbrogatan 7', IN_KARLSKRONA),
  ends: '2026-12-19 12:00',
  steps: [
    ...upToThePlan(),
    tells('2026-12-16 10:00', CENTRE, 'sip-samordningsansvarig', {
      decided: 'mote',
      reason: 'Har mest kontakt med socialtjänsten',
      coordinator: { ...bodil, unit: SOCIAL, phone: '0455-30 30 00' },
    }),
    looks('2026-12-16 12:00', 'Planen gäller inte förrän Bodil har undertecknat', 'The plan waits for a signature'),
    signs('2026-12-16 14:00', SOCIAL, bodil.name, 'socialtjanst'),
    posts('2026-12-16 14:05', SOCIAL, bodil),
    handsOver('2026-12-16 14:10', SOCIAL),
    tells(
      '2026-12-17 09:00',
      CENTRE,
      'sip-avslut',
      { reason: 'inget-behov', comment: 'Klar', agreedWith: ['patient'] },
      { refused: ['B-CLOSE-02'] },
    ),
    closes('2026-12-18 09:00', SOCIAL, 'Lagar sin mat'),
  ],
};

/** What else may happen on the way, one story each. */
export const moreOfBlekinge = [consentWithdrawn, deathByHand, deathNoticed, newCoordinator] as const;
