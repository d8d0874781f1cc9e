import { ATTAN, SEXAN } from './persons.js';
import { CONSENT, NURSE, PHYSICIAN } from './scene.js';
import type { Scene } from './scene.js';

/** How the parties of a stay in Gävleborg plan the discharge: stay 6; stay 7 ends with the death of the patient. */

const HEALTH_CENTRE = 'SE2321000016-HC01';
const SOCIAL_SERVICES = 'SE2120002338-SOC01';
const HOME_CARE = 'SE2120002338-HSV01';

/** What the ward sends. */
export const WARD_SCENES: readonly Scene[] = [
  {
    kind: 'inskrivningsmeddelande',
    event: 'A01',
    stay: 6,
    about: 'Category CD: social services, home care and open care; after the arrival talk',
    message: {
      sentAt: '2026-11-23T09:05:00+01:00',
      patient: SEXAN,
      planningCategory: 'CD',
      consent: CONSENT,
      content: {
        admittedAt: '2026-11-23T06:20:00+01:00',
        assessedAt: '2026-11-23T08:50:00+01:00',
        expectedDischarge: '2026-11-27',
        assessedBy: PHYSICIAN,
        reason: 'Stroke med svaghet i vänster sida',
        arrivalTalk: {
          heldAt: '2026-11-23T08:30:00+01:00',
          by: NURSE,
          participants: 'Patienten och dottern',
          notes: 'Bor ensam på andra våningen utan hiss. Hemtjänst på morgonen.',
        },
      },
    },
  },
  {
    kind: 'planeringsunderlag',
    event: 'Z01',
    stay: 6,
    about: 'The ward answers its own questions at the admission',
    message: {
      sentAt: '2026-11-23T09:20:00+01:00',
      content: {
        answers: [
          { question: 'Har patienten en SIP sedan tidigare?', answer: 'Nej' },
          { question: 'Väntas behoven efter utskrivningen vara nya eller ändrade?', answer: 'Ja' },
        ],
        colour: 'gul',
      },
    },
  },
  {
    kind: 'adl-status',
    event: 'Z01',
    stay: 6,
    about: 'What the patient manages in daily life',
    message: {
      sentAt: '2026-11-24T13:00:00+01:00',
      content: {
        status: 'Äter själv. Behöver hjälp av en person vid förflyttning och på toaletten.',
        assessedAt: '2026-11-24T10:30:00+01:00',
      },
    },
  },
  {
    kind: 'generellt-meddelande',
    event: 'Z01',
    stay: 6,
    about: 'A free text to the other parties of the stay',
    message: {
      sentAt: '2026-11-24T13:10:00+01:00',
      content: { text: 'Arbetsterapeuten provar ut duschstol i morgon förmiddag.\nRing avdelningen för besök.' },
    },
  },
  {
    kind: 'patientinformation',
    event: 'Z01',
    stay: 6,
    about: 'What the ward plans, in words for the patient; printed at the discharge',
    message: {
      sentAt: '2026-11-25T14:00:00+01:00',
      content: {
        entries: [
          {
            date: '2026-11-25',
            text: 'Du får träna att gå i trappa före hemgången.',
            profession: 'fysioterapeut',
          },
          { date: '2026-12-15', text: 'Återbesök på strokemottagningen klockan 10.', profession: 'sjuksköterska' },
        ],
        services: [
          { name: 'Träning i hemmet', responsibleRole: 'oppenvard', startsOn: '2026-11-30' },
          {
            name: 'Hjälp med dusch och påklädning',
            responsibleRole: 'socialtjanst',
            performer: 'Hemtjänsten',
            startsOn: '2026-11-27T17:00:00+01:00',
          },
        ],
        health: {
          condition: 'Du har haft en stroke. Vänster sida är svagare än förut.',
          treatment: 'Du tar ett läkemedel som förebygger nya blodproppar.',
          prognosis: 'De flesta blir bättre av träning under de första månaderna.',
          aftercare: 'Ring 112 om ansiktet, armen eller talet plötsligt blir sämre.',
        },
        sipAt: '2026-12-03T13:00:00+01:00',
      },
    },
  },
  {
    kind: 'egenvardsbedomning',
    event: 'Z01',
    stay: 6,
    about: 'The written assessment of what home help may do as self-care',
    message: {
      sentAt: '2026-11-26T10:00:00+01:00',
      recipients: ['SE2120002338-SOC01'],
      content: {
        phase: 'bedomning',
        measure: 'Stödstrumpor på och av',
        measureKind: 'hjalpmedel',
        assistance: true,
        assessment: 'Kan utföras som egenvård. Risk för tryckskada följs upp.',
        assessor: NURSE,
        responsibleParty: 'patient',
        performer: 'Hemtjänsten',
        informed: {
          who: 'patient',
          on: '2026-11-26',
          meaning: 'Ta av strumpan och ring om foten blir blå eller kall.',
        },
        followUp: '2026-12-15',
      },
    },
  },
  {
    kind: 'utskrivningsklar',
    event: 'A16',
    stay: 6,
    about: 'Ready for discharge, and told by word of mouth',
    message: {
      sentAt: '2026-11-27T09:40:00+01:00',
      patient: SEXAN,
      content: { readyAt: '2026-11-27T09:30:00+01:00', assessedBy: PHYSICIAN, informedOrally: true },
    },
  },
  {
    kind: 'slutanteckningar',
    event: 'Z01',
    stay: 6,
    about: 'Medicines, both summaries and who answers for the treatment, on the day of readiness',
    message: {
      sentAt: '2026-11-27T10:15:00+01:00',
      content: {
        medicationList: 'Klopidogrel 75 mg 1x1\nAtorvastatin 40 mg till natten',
        medicalSummary: 'Ischemisk stroke höger hemisfär. Ingen trombolys. Förbättrad.',
        nursingSummary: 'Förflyttar sig med rollator. Sväljer utan besvär.',
        physicianResponsibility: { who: 'oppenvard', text: 'Blodtryck följs på hälsocentralen inom två veckor' },
      },
    },
  },
  {
    kind: 'inskrivningsmeddelande',
    event: 'A01',
    stay: 7,
    about: 'A stay that will end with the death of the patient',
    message: {
      sentAt: '2026-11-23T12:10:00+01:00',
      patient: ATTAN,
      planningCategory: 'BC',
      content: {
        admittedAt: '2026-11-23T10:05:00+01:00',
        arrivalTalk: { heldAt: '2026-11-23T10:20:00+01:00' },
        assessedAt: '2026-11-23T12:00:00+01:00',
        expectedDischarge: '2026-11-30',
        assessedBy: PHYSICIAN,
      },
    },
  },
  {
    kind: 'samtycke',
    event: 'Z01',
    stay: 7,
    about: 'Consent given after the admission, by a representative',
    message: {
      sentAt: '2026-11-23T15:00:00+01:00',
      content: {
        scope: ['informationsoverforing'],
        recordedBy: NURSE,
        representative: { name: 'Anna Åttansdotter', role: 'god man' },
      },
    },
  },
  {
    kind: 'samtycke-aterkallat',
    event: 'Z01',
    stay: 7,
    about: 'The consent is withdrawn',
    message: {
      sentAt: '2026-11-24T09:00:00+01:00',
      content: { scope: ['informationsoverforing'], reason: 'Patienten har ändrat sig' },
    },
  },
  {
    kind: 'avliden',
    event: 'Z01',
    stay: 7,
    about: 'The patient has died: all that was planned ends',
    message: {
      sentAt: '2026-11-25T08:00:00+01:00',
      patient: ATTAN,
      content: { diedOn: '2026-11-25', source: 'manuell' },
    },
  },
];

/** What the other parties of stay 6 send. */
export const PARTY_SCENES: readonly Scene[] = [
  {
    kind: 'vardbegaran',
    event: 'Z01',
    about: "The home care's request; it names the person alone, since it may come before any stay",
    message: {
      sender: HOME_CARE,
      sentAt: '2026-11-23T09:45:00+01:00',
      patient: SEXAN,
      consent: CONSENT,
      content: { status: 'Insulin två gånger om dagen av hemsjukvården. Sår på höger häl, läggs om varannan dag.' },
    },
  },
  {
    kind: 'orsak-utebliven-kvittens',
    event: 'Z01',
    stay: 6,
    answers: 21,
    about: 'Why a notice cannot be receipted',
    message: {
      sender: SOCIAL_SERVICES,
      sentAt: '2026-11-23T10:30:00+01:00',
      content: { reason: 'Ärendet förs över till ett annat område; kvittens kommer därifrån' },
    },
  },
  {
    kind: 'planeringsunderlag',
    event: 'Z01',
    stay: 6,
    about: "A party's own answers, with the colour that follows from them",
    message: {
      sender: HOME_CARE,
      sentAt: '2026-11-24T10:00:00+01:00',
      content: {
        answers: [{ question: 'Kan insatserna börja samma dag som hemgången?', answer: 'Ja, från klockan 16' }],
        colour: 'gul',
      },
    },
  },
  {
    kind: 'fast-vardkontakt',
    event: 'Z01',
    stay: 6,
    about: 'The named person who coordinates the discharge and calls to the SIP',
    message: {
      sender: HEALTH_CENTRE,
      sentAt: '2026-11-24T11:00:00+01:00',
      content: {
        name: 'Dina Distrikt',
        title: 'distriktssköterska',
        unit: HEALTH_CENTRE,
        phone: '08-465 004 51',
        coordinator: true,
      },
    },
  },
  {
    kind: 'sip-kallelse',
    event: 'Z01',
    stay: 6,
    about: 'The fast vårdkontakt calls those whom the patient has agreed to, in the days after the discharge',
    message: {
      sender: HEALTH_CENTRE,
      sentAt: '2026-11-27T13:30:00+01:00',
      recipients: [SOCIAL_SERVICES, HOME_CARE],
      consent: {
        given: true,
        scope: ['sip'],
        recordedAt: '2026-11-27T13:00:00+01:00',
        actors: [HEALTH_CENTRE, SOCIAL_SERVICES, HOME_CARE],
      },
      content: {
        purpose: 'sip',
        setting: 'efter-utskrivning',
        meetingAt: '2026-12-01T10:00:00+01:00',
        minutes: 45,
        form: 'video',
        place: 'Länken kommer i ett eget brev',
        consulted: ['patient'],
        aim: 'Vem som gör vad hemma, och vem du ringer',
      },
    },
  },
];
