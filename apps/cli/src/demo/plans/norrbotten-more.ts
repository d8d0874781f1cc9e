import { person } from '../courses/telling.js';
import { ADMINISTRATOR, AGREES, BASIS, brita, CENTRE, HOME_CARE, IN_LULEA, SOCIAL, STAIRS } from './norrbotten.js';
import { CALL, hanna, MAPPED, upToThePlan } from './norrbotten.js';
import { momentOf, the } from './plan-story.js';
import type { PlanStory } from './plan-story.js';
import { looks, posts, register, tells } from './telling.js';

/** Elvan takes the consent back: the plan closes by itself, and 1177 shows it no more. */
const consentWithdrawn: PlanStory = {
  name: 'consent-withdrawn',
  about: {
    sv: 'Samtycket återtas: planen avslutas av sig själv och försvinner från 1177',
    en: 'The consent is taken back: the plan closes by itself and leaves 1177',
  },
  patient: person('elvan', 'Skurholmsvägen 8', IN_LULEA),
  ends: '2026-12-19 12:00',
  steps: [
    ...upToThePlan(),
    looks('2026-12-17 09:00', 'Planen är pågående', 'The plan goes on'),
    tells('2026-12-18 10:00', HOME_CARE, 'samtycke-aterkallat', { scope: ['sip'] }),
    // Nothing more can be told of it
    tells('2026-12-18 11:00', CENTRE, 'sip-delmal', { ...STAIRS, heading: 'hemliv' }, { refused: ['N-GEN-09'] }),
  ],
};

/** Nian dies, and a unit records it: the plan closes at once. */
const deathByHand: PlanStory = {
  name: 'death-by-hand',
  about: {
    sv: 'Dödsfallet registreras för hand: planen avslutas av sig själv',
    en: 'The death is recorded by hand: the plan closes by itself',
  },
  patient: person('nian', 'Bergnäsgatan 3', IN_LULEA),
  ends: '2026-12-22 12:00',
  steps: [
    ...upToThePlan(),
    tells('2026-12-21 08:30', HOME_CARE, 'avliden', { diedOn: '2026-12-20', source: 'manuell' }),
  ],
};

/** Trean dies, and the population register tells of it: a task for Brita until she closes the plan by hand. */
const deathNoticed: PlanStory = {
  name: 'death-noticed',
  about: {
    sv: 'Folkbokföringen aviserar dödsfallet: planen står öppen tills den samordningsansvariga avslutar den',
    en: 'The population register tells of the death: the plan stays open until the coordinator closes it',
  },
  patient: person('trean', 'Hertsövägen 11', IN_LULEA),
  ends: '2026-12-24 09:00',
  steps: [
    ...upToThePlan(),
    register('2026-12-21 07:00', '2026-12-20'),
    looks(
      '2026-12-21 09:00',
      'Planen står öppen, med en uppgift till den som samordnar',
      'The plan stays open, with a task for its coordinator',
    ),
    // Another unit cannot close it
    tells(
      '2026-12-21 10:00',
      HOME_CARE,
      'sip-avslut',
      { reason: 'avliden', comment: 'Avliden' },
      { refused: ['N-CLOSE-09'] },
    ),
    tells('2026-12-23 14:00', SOCIAL, 'sip-avslut', { reason: 'avliden', comment: 'Avliden enligt folkbokföringen' }),
  ],
};

/** Femman and those around her choose Hanna at the health centre instead of Brita. */
const newCoordinator: PlanStory = {
  name: 'new-coordinator',
  about: {
    sv: 'Byte av samordningsansvarig: rätten att skriva huvudmål och avsluta följer med',
    en: 'A new coordinator: the right to write the main goal and to close goes with it',
  },
  patient: person('femman', 'Porsövägen 20', IN_LULEA),
  ends: '2026-12-19 12:00',
  steps: [
    ...upToThePlan(),
    tells(
      '2026-12-16 09:00',
      CENTRE,
      'sip-samordningsansvarig',
      { decided: 'mote', coordinator: hanna },
      { refused: ['N-COORD-05'] },
    ),
    tells('2026-12-16 10:00', SOCIAL, 'sip-samordningsansvarig', {
      decided: 'mote',
      reason: 'Personen har valt hälsocentralen',
      coordinator: { ...hanna, unit: CENTRE },
    }),
    looks('2026-12-16 12:00', 'Hälsocentralen samordnar', 'The health centre coordinates'),
    tells(
      '2026-12-17 09:00',
      SOCIAL,
      'sip-avslut',
      { reason: 'inget-behov', comment: 'Klar' },
      { refused: ['N-CLOSE-09'] },
    ),
    tells('2026-12-18 09:00', CENTRE, 'sip-avslut', {
      reason: 'inget-behov',
      comment: 'Stödet är på plats, personen önskar avsluta',
    }),
    // The plan as it ended waits in the queue of the one who coordinates now
    posts('2026-12-18 10:00', CENTRE, hanna),
  ],
};

/** Home care closes the wrong intervention; the administrator reopens it. */
const wrongClosing: PlanStory = {
  name: 'wrong-closing',
  about: {
    sv: 'Fel insats avslutas: förvaltningsledaren återöppnar den, och 1177 visar den igen',
    en: 'The wrong intervention is closed: the administrator reopens it, and 1177 shows it again',
  },
  patient: person('sjuan', 'Kronanvägen 5', IN_LULEA),
  ends: '2026-12-18 12:00',
  steps: [
    ...upToThePlan(),
    tells('2026-12-16 09:00', HOME_CARE, 'sip-insats-avslut', {
      intervention: the('sällskapet'),
      reason: 'ej-aktuell',
    }),
    looks('2026-12-16 10:00', 'Fel insats är avslutad', 'The wrong intervention is closed'),
    // What was closed is nobody's own to reopen
    tells(
      '2026-12-16 11:00',
      HOME_CARE,
      'sip-ateroppnande',
      { intervention: the('sällskapet'), reason: 'Fel insats' },
      { refused: ['N-CLOSE-06'] },
    ),
    // Nor is the sub-goal closed while another party is at work under it
    tells(
      '2026-12-16 11:30',
      HOME_CARE,
      'sip-delmal-avslut',
      { subgoal: the('trappan'), reason: 'uppnatt' },
      { refused: ['N-CLOSE-02'] },
    ),
    tells('2026-12-17 08:00', ADMINISTRATOR, 'sip-ateroppnande', {
      intervention: the('sällskapet'),
      reason: 'Fel insats avslutades',
      requestedBy: { name: 'Hugo Heden', title: 'sjuksköterska' },
    }),
  ],
};

/** Home care has no time to wait for the meeting: the parties meet alone, which is no SIP meeting. */
const actorMeeting: PlanStory = {
  name: 'actor-meeting',
  about: {
    sv: 'Aktörsmöte utan den enskilde: kräver samtycke, avser planering och räknas inte som SIP-möte',
    en: 'A meeting of the parties alone: takes consent, is about planning and counts as no SIP meeting',
  },
  patient: person('attan', 'Mjölkuddsvägen 30', IN_LULEA),
  ends: '2026-12-02 12:00',
  steps: [
    tells('2026-11-23 09:00', SOCIAL, 'sip-underlag', BASIS),
    tells('2026-11-23 09:30', SOCIAL, 'sip-kallelse', partiesMeet(), {
      recipients: [CENTRE, HOME_CARE],
      refused: ['N-ACTOR-06'],
    }),
    tells('2026-11-23 10:00', SOCIAL, 'sip-underlag', AGREES),
    // The person is not called to it
    tells(
      '2026-11-23 10:30',
      SOCIAL,
      'sip-kallelse',
      partiesMeet({ participants: [{ relation: 'den-enskilde', channel: 'post' }] }),
      { recipients: [CENTRE, HOME_CARE], refused: ['N-ACTOR-10'] },
    ),
    tells('2026-11-23 11:00', SOCIAL, 'sip-kallelse', partiesMeet(), {
      recipients: [CENTRE, HOME_CARE],
      label: 'aktörsmötet',
    }),
    tells('2026-11-25 09:00', SOCIAL, 'sip-mote', {
      event: 'genomfort',
      meeting: the('aktörsmötet'),
      heldAt: momentOf('2026-11-25 08:15'),
      note: 'Vi enades om vem som ringer hem före SIP-mötet.',
      attendance: [{ relation: 'vard', unit: CENTRE, name: hanna.name, attended: true }],
    }),
    // It led the plan nowhere: no plan can be made of it
    tells(
      '2026-11-25 09:30',
      SOCIAL,
      'sip-mote',
      { event: 'plan-skapad', meeting: the('aktörsmötet'), author: brita },
      { refused: ['N-ACTOR-08', 'N-ACTOR-10', 'N-MEET-12'] },
    ),
    tells('2026-11-26 10:00', SOCIAL, 'sip-kartlaggning', MAPPED),
    tells('2026-11-27 10:00', SOCIAL, 'sip-kallelse', CALL, { recipients: [CENTRE, HOME_CARE] }),
  ],
};

function partiesMeet(more: Readonly<Record<string, unknown>> = {}) {
  return {
    purpose: 'aktorsmote',
    setting: 'utan-vardtillfalle',
    regards: 'planering',
    meetingAt: momentOf('2026-11-25 08:15'),
    agenda: ['Vem ringer hem'],
    ...more,
  };
}

/** What else may happen on the way, one story each. */
export const moreOfNorrbotten = [
  consentWithdrawn,
  deathByHand,
  deathNoticed,
  newCoordinator,
  wrongClosing,
  actorMeeting,
] as const;
