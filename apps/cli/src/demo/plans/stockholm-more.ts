import { person } from '../courses/telling.js';
import { momentOf } from './plan-story.js';
import type { Content, PlanStep, PlanStory, TellStep } from './plan-story.js';
import {
  bella,
  CALL,
  COOKING,
  DINNER,
  HELD,
  MEETS,
  nora,
  ON_SODERMALM,
  RINGEN,
  SHOPPING,
  SODERMALM,
} from './stockholm.js';
import { handsOver, looks, posts, receipts, register, tells } from './telling.js';

/** The health centre in Gamla stan, to which somebody moves. */
const GAMLA_STAN = 'SE2321009991-HLM02';
const gunnar = { name: 'Gunnar Gran', title: 'distriktssköterska' };

const BASIS: Content = {
  raisedBy: 'personal',
  careContact: { ...nora, unit: RINGEN },
  offeredOn: '2026-11-23',
  preparation: { whatMatters: 'Att äta middag hemma' },
};

const ATTENDED = [
  { relation: 'vard', unit: RINGEN, name: nora.name, attended: true, mandate: true },
  { relation: 'socialtjanst', unit: SODERMALM, name: bella.name, attended: true, mandate: true },
];

/** An established plan without a stay: offered, agreed to, called, met, signed, and in the person's hands. */
function upToThePlan(name: string): PlanStep[] {
  const there = [{ relation: 'den-enskilde', name, attended: true }, ...ATTENDED];
  return [
    tells('2026-11-23 09:00', RINGEN, 'sip-underlag', {
      ...BASIS,
      consents: [{ about: 'kallelse', answer: 'ja', actors: [RINGEN, SODERMALM] }],
    }),
    tells('2026-11-24 13:00', RINGEN, 'sip-kallelse', CALL, { recipients: [SODERMALM] }),
    receipts('2026-11-25 08:30', SODERMALM, bella),
    tells('2026-12-04 13:00', RINGEN, 'sip-mote', { event: 'oppnat', explained: true, consents: MEETS }),
    tells('2026-12-04 13:20', RINGEN, 'sip-huvudmal', DINNER, { label: 'middagen' }),
    tells('2026-12-04 13:25', SODERMALM, 'sip-delmal', COOKING, { label: 'matlagningen' }),
    tells('2026-12-04 13:30', SODERMALM, 'sip-insats', SHOPPING),
    tells('2026-12-04 13:45', RINGEN, 'sip-mote', {
      ...HELD,
      attendance: there,
      heldAt: momentOf('2026-12-04 13:00'),
      followUpOn: '2027-03-04',
      followUpForm: 'Hos personen kl. 13',
    }),
    tells('2026-12-04 15:00', RINGEN, 'sip-delgivning', {
      event: 'undertecknad',
      signatures: there.map((one) => ({ name: one.name, signedOn: '2026-12-04' })),
    }),
    posts('2026-12-04 15:10', RINGEN, nora),
    tells('2026-12-04 15:20', RINGEN, 'sip-delgivning', { event: 'journalford' }),
  ];
}

/** Both units note in their own records that the plan is over. */
function noteTheEnd(day: `2026-12-${number}`): TellStep[] {
  return [
    tells(`${day} 15:00`, RINGEN, 'sip-delgivning', { event: 'avslut-dokumenterat' }),
    tells(`${day} 15:10`, SODERMALM, 'sip-delgivning', { event: 'avslut-dokumenterat' }),
  ];
}

/** Elvan takes the consent back: there is no plan any more, and both units note that. */
const consentWithdrawn: PlanStory = {
  name: 'consent-withdrawn',
  about: {
    sv: 'Samtycket återtas: planen avslutas av sig själv, och var och en antecknar det hos sig',
    en: 'The consent is taken back: the plan closes by itself, and each unit notes that in its own records',
  },
  patient: person('elvan', 'Tantogatan 11', ON_SODERMALM),
  ends: '2026-12-22 12:00',
  steps: [
    ...upToThePlan('Elvan Elvansson'),
    tells('2026-12-18 10:00', SODERMALM, 'samtycke-aterkallat', { scope: ['sip'] }),
    looks('2026-12-18 10:30', 'Avslutet ska antecknas', 'The end is to be noted'),
    tells('2026-12-18 11:00', SODERMALM, 'sip-delmal', COOKING, { refused: ['S-MEET-09'] }),
    ...noteTheEnd('2026-12-18'),
  ],
};

/** Nian dies, and the municipality tells of it: the plan closes at once. */
const deathByHand: PlanStory = {
  name: 'death-by-hand',
  about: {
    sv: 'Dödsfallet registreras för hand: planen avslutas av sig själv',
    en: 'The death is recorded by hand: the plan closes by itself',
  },
  patient: person('nian', 'Magnus Ladulåsgatan 9', ON_SODERMALM),
  ends: '2026-12-22 12:00',
  steps: [
    ...upToThePlan('Nian Niansson'),
    tells('2026-12-21 08:30', SODERMALM, 'avliden', { diedOn: '2026-12-20', source: 'manuell' }),
    ...noteTheEnd('2026-12-21'),
  ],
};

/** Trean dies, and the population register tells of it: a task for the care contact, who closes the plan by hand. */
const deathNoticed: PlanStory = {
  name: 'death-noticed',
  about: {
    sv: 'Folkbokföringen aviserar dödsfallet: planen står öppen tills den fasta vårdkontakten avslutar den',
    en: 'The population register tells of the death: the plan stays open until the care contact closes it',
  },
  patient: person('trean', 'Hornsgatan 80', ON_SODERMALM),
  ends: '2026-12-24 09:00',
  steps: [
    ...upToThePlan('Trean Treansson'),
    register('2026-12-21 07:00', '2026-12-20'),
    looks('2026-12-21 09:00', 'Planen står öppen, med en uppgift', 'The plan stays open, with a task'),
    // Another unit cannot close it
    tells('2026-12-21 10:00', SODERMALM, 'sip-avslut', { reason: 'avliden' }, { refused: ['S-CLOSE-01'] }),
    tells('2026-12-22 14:00', RINGEN, 'sip-avslut', { reason: 'avliden' }),
    ...noteTheEnd('2026-12-22'),
  ],
};

const MOVES: Content = {
  decided: 'annat',
  reason: 'Personen byter husläkarmottagning',
  coordinator: { ...gunnar, unit: GAMLA_STAN },
};

/** Femman moves, and the care contact of the new health centre takes over. */
const newCoordinator: PlanStory = {
  name: 'new-coordinator',
  about: {
    sv: 'En ny fast vårdkontakt: rätten att kalla, skriva huvudmål och avsluta följer med',
    en: 'A new care contact: the right to call, to write the main goal and to close goes with it',
  },
  patient: person('femman', 'Swedenborgsgatan 2', ON_SODERMALM),
  ends: '2026-12-22 12:00',
  steps: [
    ...upToThePlan('Femman Femmansdotter'),
    // The person decides who takes part, and so who may take over
    tells('2026-12-16 09:00', RINGEN, 'sip-samordningsansvarig', MOVES, { refused: ['S-CON-06'] }),
    tells('2026-12-16 09:30', RINGEN, 'samtycke', { scope: ['sip'], actors: [RINGEN, SODERMALM, GAMLA_STAN] }),
    tells('2026-12-16 10:00', RINGEN, 'sip-samordningsansvarig', MOVES),
    looks('2026-12-16 12:00', 'Gamla stan samordnar', 'Gamla stan coordinates'),
    tells('2026-12-17 09:00', RINGEN, 'sip-avslut', { reason: 'mal-uppnatt' }, { refused: ['S-CLOSE-01'] }),
    tells('2026-12-18 09:00', GAMLA_STAN, 'sip-avslut', { reason: 'mal-uppnatt', agreedWith: ['patient', 'aktorer'] }),
    tells('2026-12-18 09:10', GAMLA_STAN, 'sip-delgivning', { event: 'avslut-dokumenterat' }),
    handsOver('2026-12-18 09:30', GAMLA_STAN, { understood: true }),
    ...noteTheEnd('2026-12-18'),
  ],
};

/** What else may happen on the way, one story each. */
export const moreOfStockholm = [consentWithdrawn, deathByHand, deathNoticed, newCoordinator] as const;
