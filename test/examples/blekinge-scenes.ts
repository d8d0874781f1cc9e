import { FYRAN, TREAN } from './persons.js';
import { CONSENT, PHYSICIAN } from './scene.js';
import type { Scene } from './scene.js';

/** How it is done in Blekinge, where kinds and duties are others: stay 8. */

const WARD = 'SE2321000081-AVD45';
const EMERGENCY = 'SE2321000081-AKUT01';
const HEALTH_CENTRE = 'SE2321000081-VC01';
const SOCIAL_SERVICES = 'SE2120000829-SOC01';
const HOME_CARE = 'SE2120000829-HSV01';

const SIP_CONSENT = {
  given: true,
  scope: ['informationsoverforing', 'sip'],
  recordedAt: '2026-11-26T09:00:00+01:00',
  actors: [WARD, HEALTH_CENTRE, SOCIAL_SERVICES, HOME_CARE],
};

/** What the hospital sends. */
export const BLEKINGE_WARD_SCENES: readonly Scene[] = [
  {
    kind: 'fristaende-meddelande',
    event: 'Z01',
    about: 'The emergency department tells one recipient of somebody who goes home; it belongs to no stay',
    message: {
      sender: EMERGENCY,
      sentAt: '2026-11-23T11:20:00+01:00',
      patient: TREAN,
      consent: { ...CONSENT, scope: ['akutbesok'] },
      recipients: [HOME_CARE],
      content: {
        useCase: 'hemgang-fran-akut',
        text: 'Sökte efter ett fall. Inga skelettskador. Behöver tillsyn i kväll och i morgon.',
        profession: 'sjuksköterska',
        senderProfession: 'sjuksköterska',
        admitted: false,
        ongoingInterventions: true,
        urgent: false,
        contacts: [{ unit: 'Akutmottagningen', phone: '08-465 004 81' }],
      },
    },
  },
  {
    kind: 'inskrivningsmeddelande',
    event: 'A01',
    stay: 8,
    about: 'The same person is admitted the day after: with consent, so that the reason may be told',
    message: {
      sender: WARD,
      sentAt: '2026-11-24T09:30:00+01:00',
      patient: TREAN,
      needs: ['oppenvard', 'socialtjanst', 'hemsjukvard'],
      consent: { ...CONSENT, recordedAt: '2026-11-24T09:00:00+01:00' },
      content: {
        admittedAt: '2026-11-24T05:40:00+01:00',
        assessedAt: '2026-11-24T09:10:00+01:00',
        expectedDischarge: '2026-11-27',
        assessedBy: PHYSICIAN,
        reason: 'Hjärtsvikt, andfådd i vila',
      },
    },
  },
  {
    kind: 'utskrivningsrapport',
    event: 'Z01',
    stay: 8,
    about: 'The report after the first round; a later one takes its place',
    message: {
      sender: WARD,
      sentAt: '2026-11-25T11:00:00+01:00',
      content: {
        medicalPlan: 'Vätskedrivande intravenöst, väger sig varje morgon.',
        medicalPlanAt: '2026-11-25T09:30:00+01:00',
        nursingStatus: 'Orkar klä sig sittande. Syrgas vid behov.',
        functionStatus: 'Går 50 meter med rollator.',
        mobility: 'Reser sig utan hjälp',
        activity: 'Behöver hjälp med dusch',
      },
    },
  },
  {
    kind: 'extrameddelande',
    event: 'Z01',
    stay: 8,
    about: 'To all in the care chain: a need of a SIP, and the transport home',
    message: {
      sender: WARD,
      sentAt: '2026-11-26T09:00:00+01:00',
      content: {
        text: 'Patienten och sonen önskar en SIP hemma.',
        sip: { when: 'efter-utskrivning', time: '2026-12-02T13:00:00+01:00', place: 'I hemmet', participants: 'Sonen' },
        plannedInterventions: { planned: true, beforeDischarge: 'Duschstol' },
        contacts: [{ unit: 'Avdelning 45', name: 'Sara Sköterskedotter', phone: '08-465 004 82' }],
        transport: 'Sjukresa med bärhjälp bokad till 27 november klockan 14',
      },
    },
  },
  {
    kind: 'utskrivningsklar',
    event: 'A16',
    stay: 8,
    about: 'Ready for discharge; the ward now waits for the municipality',
    message: {
      sender: WARD,
      sentAt: '2026-11-27T08:45:00+01:00',
      patient: TREAN,
      content: { readyAt: '2026-11-27T08:40:00+01:00', assessedBy: PHYSICIAN, informedOrally: true },
    },
  },
  {
    kind: 'sip-initiativ',
    event: 'Z01',
    stay: 8,
    about:
      'The hospital takes the initiative for a SIP after the discharge; the consent names the units that may take part',
    message: {
      sender: WARD,
      sentAt: '2026-11-27T09:20:00+01:00',
      consent: SIP_CONSENT,
      content: {
        when: 'efter-utskrivning',
        reasonCode: 'rorlighet',
        reasonText: 'Hemtjänst, hemsjukvård och hjärtsviktsmottagning behöver veta vem som gör vad',
        raisedBy: 'narstaende',
        needIdentifiedAt: '2026-11-26T08:40:00+01:00',
        relativesWish: true,
        relativesInformed: 'ja',
        participants: [
          { name: 'Sonen', relation: 'narstaende' },
          { unit: HEALTH_CENTRE, relation: 'vard' },
          { unit: SOCIAL_SERVICES, relation: 'socialtjanst' },
          { name: 'God man', relation: 'annan' },
        ],
        existingPlan: false,
        proposedAt: '2026-12-02T13:00:00+01:00',
        place: 'I hemmet',
      },
    },
  },
];

/** What municipality and open care send. */
export const BLEKINGE_PARTY_SCENES: readonly Scene[] = [
  {
    kind: 'vardrapport',
    event: 'Z01',
    about: 'What the municipality knows of the person; it names the person alone, since it may come before any stay',
    message: {
      sender: HOME_CARE,
      sentAt: '2026-11-24T06:10:00+01:00',
      patient: TREAN,
      consent: CONSENT,
      content: { report: 'Hemtjänst fyra gånger om dagen. Hör dåligt på vänster öra.', support: ['SoL'] },
    },
  },
  {
    kind: 'svar-pa-inskrivning',
    event: 'Z01',
    stay: 8,
    answers: 34,
    about: "Open care answers, and names the patient's care contact",
    message: {
      sender: HEALTH_CENTRE,
      sentAt: '2026-11-24T14:00:00+01:00',
      content: {
        information: 'Följs på hjärtsviktsmottagningen. Senaste vikt 78 kg.',
        careContact: { name: 'Dag Distrikt', title: 'distriktssköterska', phone: '08-465 004 83' },
      },
    },
  },
  {
    kind: 'kommunklar',
    event: 'Z01',
    stay: 8,
    answers: 37,
    about: 'The municipality can receive the patient: what was decided, and from when',
    message: {
      sender: SOCIAL_SERVICES,
      sentAt: '2026-11-27T10:30:00+01:00',
      content: {
        decided: true,
        branches: ['socialtjanst', 'hemsjukvard'],
        interventions: [
          { name: 'Hjälp med dusch två gånger i veckan', responsible: 'Hemtjänsten', law: 'SoL' },
          { name: 'Dosett en gång i veckan', responsible: 'Hemsjukvården', law: 'HSL' },
        ],
        executableFrom: '2026-11-27T16:00:00+01:00',
        decidedOn: '2026-11-27',
        contacts: [{ unit: 'Hemtjänsten Lyckeby', phone: '031-390 06 41' }],
      },
    },
  },
  {
    kind: 'sip-kallelse',
    event: 'Z01',
    stay: 8,
    about: 'Open care calls to the SIP after the discharge, with an SBAR that says what it is for',
    message: {
      sender: HEALTH_CENTRE,
      sentAt: '2026-11-27T11:00:00+01:00',
      recipients: [SOCIAL_SERVICES, HOME_CARE],
      content: {
        purpose: 'sip',
        setting: 'efter-utskrivning',
        meetingAt: '2026-12-02T13:00:00+01:00',
        minutes: 60,
        form: 'fysiskt',
        place: 'I hemmet',
        consulted: ['patient', 'narstaende'],
        sbar: {
          situation: 'Kommer hem efter hjärtsvikt med nya insatser från tre håll.',
          background: 'Bor ensam. Sonen har samordnat hittills.',
          assessment: 'Ingen vet vem som ringer vem vid viktuppgång.',
          recommendation: 'Gör en plan tillsammans, med en samordnare.',
        },
        participants: [
          { name: 'Sonen', relation: 'narstaende' },
          { unit: SOCIAL_SERVICES, relation: 'socialtjanst' },
        ],
        existingPlan: false,
      },
    },
  },
  {
    kind: 'extrameddelande',
    event: 'Z01',
    stay: 8,
    about: 'One who was called says no: the unit stays called, and the no is noted as a deviation',
    message: {
      sender: HOME_CARE,
      sentAt: '2026-11-27T13:00:00+01:00',
      content: {
        text: 'Ingen kan komma den dagen.',
        callReply: { attends: false, reason: 'Utbildning för hela enheten' },
      },
    },
  },
  {
    kind: 'sip-initiativ',
    event: 'Z01',
    about: 'A need that home care sees in somebody who has no stay; it goes to the units that are named',
    message: {
      sender: HOME_CARE,
      sentAt: '2026-11-26T14:00:00+01:00',
      patient: FYRAN,
      consent: { given: true, scope: ['sip'], actors: [HEALTH_CENTRE, SOCIAL_SERVICES, HOME_CARE] },
      recipients: [HEALTH_CENTRE],
      content: { raisedBy: 'patient', participants: [{ unit: HEALTH_CENTRE, relation: 'vard' }] },
    },
  },
];
