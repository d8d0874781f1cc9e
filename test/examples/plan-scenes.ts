import { TIAN } from './persons.js';
import type { Scene } from './scene.js';

/**
 * A plan in Norrbotten from the first need to its closing, for somebody without a stay. Its messages name the person: the open plan
 * is found by that. What was told of before is called by the number of the scene.
 */

/** Who takes part in the plan of the story. */
export const PARTY = {
  healthCentre: 'SE2321000222-HC01',
  socialServices: 'SE2120002742-SOC01',
  homeCare: 'SE2120002742-HSV01',
  administrators: 'SE2321000222-FORV01',
} as const;
export const NURSE = { name: 'Sara Sköterskedotter', title: 'distriktssköterska' };

/** The numbers of the scenes that others stand on. */
export const AT = { call: 4, goal: 7, subgoal: 8, intervention: 9, followUp: 11 } as const;

const DAUGHTER = { name: 'Tora Tiansdotter', relation: 'narstaende' };

const address = { line: ['Storgatan 10'], postalCode: '97231', city: 'Luleå' };

/** From the basis to the plan in the hands of the person. */
export const MAKING_SCENES: readonly Scene[] = [
  {
    kind: 'sip-underlag',
    event: 'Z01',
    about: 'The basis: who saw the need, what the person has answered, who coordinates',
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2026-11-23T09:00:00+01:00',
      patient: TIAN,
      content: {
        needReasons: ['flera-kontakter', 'avlastning'],
        reasonText: 'Hemtjänst, hemsjukvård och hälsocentral har var sin plan. Dottern ringer runt.',
        raisedBy: 'narstaende',
        initiator: NURSE,
        needIdentifiedAt: '2026-11-20T14:30:00+01:00',
        existingPlan: false,
        consents: [
          { about: 'kallelse', answer: 'ja', at: '2026-11-23T08:40:00+01:00' },
          { about: 'mote', answer: 'ja', at: '2026-11-23T08:40:00+01:00' },
          { about: 'plan', answer: 'ja', at: '2026-11-23T08:40:00+01:00' },
          {
            about: 'informationsoverforing',
            answer: 'ja',
            at: '2026-11-23T08:40:00+01:00',
            actors: [PARTY.healthCentre, PARTY.socialServices, PARTY.homeCare],
          },
        ],
        noRepresentative: true,
        relativesObjected: false,
        coordinator: { ...NURSE, unit: PARTY.healthCentre, phone: '08-465 004 91' },
        offeredOn: '2026-11-20',
        preparation: {
          whatMatters: 'Att kunna ta sig till torget och handla själv',
          questions: ['Vem ringer jag när knäet gör ont?', 'Kan träningen vara på förmiddagen?'],
          excludedTopics: ['Ekonomi'],
          network: 'Dottern i Boden, grannen mitt emot',
          supportedBy: 'Dottern',
          adaptations: 'Behöver höra bra: ett lugnt rum',
          preMeeting: false,
        },
        deliveryWish: 'bada',
      },
    },
  },
  {
    kind: 'sip-kartlaggning',
    event: 'Z01',
    about: 'One area of the mapping: what is needed, what is there, what is in the way',
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2026-11-23T10:00:00+01:00',
      patient: TIAN,
      content: {
        heading: 'forflyttning',
        needs: 'Kommer inte ned för trappan sedan i höstas',
        resources: 'Går bra på plan mark. Vill träna.',
        obstacles: 'Ont i höger knä. Ingen hiss.',
        abilities: 'Reser sig utan hjälp',
        author: NURSE,
      },
    },
  },
  {
    kind: 'sip-deltagare',
    event: 'Z01',
    about: 'A relative takes part and is reached by post',
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2026-11-23T10:10:00+01:00',
      patient: TIAN,
      content: {
        event: 'tillagd',
        participant: { ...DAUGHTER, channel: 'post', address, phone: '070-174 06 58' },
        at: '2026-11-23T10:05:00+01:00',
      },
    },
  },
  {
    kind: 'sip-kallelse',
    event: 'Z01',
    about: 'The first call: agenda, form, whom it reaches, and how',
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2026-11-23T10:30:00+01:00',
      patient: TIAN,
      recipients: [PARTY.socialServices, PARTY.homeCare],
      content: {
        purpose: 'sip',
        setting: 'utan-vardtillfalle',
        meetingAt: '2026-12-03T10:00:00+01:00',
        minutes: 60,
        form: 'fysiskt',
        participants: [
          { unit: PARTY.socialServices, relation: 'socialtjanst', professions: ['bistandshandlaggare'] },
          { unit: PARTY.homeCare, relation: 'vard', professions: ['fysioterapeut', 'sjukskoterska'] },
          { ...DAUGHTER, channel: 'post', address },
          { name: 'Tian Tiansson', relation: 'den-enskilde', channel: 'post', address },
        ],
        place: 'Björkskatans hälsocentral, rum 3',
        consulted: ['patient'],
        aim: 'Att du ska komma ut själv, och veta vem du ringer',
        regards: 'sip',
        agenda: ['Vad är viktigt för dig?', 'Vem gör vad?', 'När följer vi upp?'],
        roomBooked: true,
        leader: NURSE,
        documentedBy: NURSE,
      },
    },
  },
  {
    kind: 'sip-mote',
    event: 'Z01',
    about: 'The meeting was held: who was there, what was agreed',
    refers: { meeting: AT.call },
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2026-12-03T11:05:00+01:00',
      patient: TIAN,
      content: {
        event: 'genomfort',
        heldAt: '2026-12-03T10:00:00+01:00',
        form: 'fysiskt',
        leader: NURSE,
        documentedBy: NURSE,
        explained: true,
        note: 'Tian vill börja träna i trappan. Hemtjänsten följer med till torget tills det går.',
        attendance: [
          { name: 'Tian Tiansson', relation: 'den-enskilde', attended: true },
          { ...DAUGHTER, attended: true },
          {
            unit: PARTY.socialServices,
            name: 'Bo Biståndsson',
            relation: 'socialtjanst',
            attended: true,
            mandate: true,
          },
          {
            unit: PARTY.homeCare,
            name: 'Frida Fysiodotter',
            relation: 'vard',
            profession: 'fysioterapeut',
            attended: true,
          },
        ],
        questions: [
          { text: 'Vem ringer jag när knäet gör ont?', answered: true },
          { text: 'Kan träningen vara på förmiddagen?', answered: false },
        ],
        agreements: ['Träning två gånger i veckan'],
        careContact: 'behovs-ej',
        planReady: false,
        followUpOn: '2027-02-04',
        followUpForm: 'Videomöte',
        author: NURSE,
      },
    },
  },
  {
    kind: 'sip-mote',
    event: 'Z01',
    about: 'The plan is made: the main goal may be written',
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2026-12-03T11:10:00+01:00',
      patient: TIAN,
      content: { event: 'plan-skapad', author: NURSE },
    },
  },
  {
    kind: 'sip-huvudmal',
    event: 'Z01',
    about: 'The main goal in the words of the person, with the day of the follow-up',
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2026-12-03T11:20:00+01:00',
      patient: TIAN,
      content: {
        text: 'Jag vill kunna ta mig till torget och handla själv',
        accepted: true,
        contacts: [
          {
            unit: PARTY.healthCentre,
            name: 'Sara Sköterskedotter',
            phone: '08-465 004 91',
            about: 'Om planen, och när knäet gör ont',
          },
          { unit: PARTY.socialServices, name: 'Bo Biståndsson', phone: '08-465 004 92' },
        ],
        reachBy: '2027-03-01',
        followUpOn: '2027-02-04',
        remindOn: '2027-01-21',
        evaluateOn: '2027-02-04',
        ownPart: 'Gör övningarna varje morgon',
        helpPart: 'Sällskap i trappan och till torget',
        overallResponsible: 'region',
        deliveryWish: 'bada',
        author: NURSE,
      },
    },
  },
  {
    kind: 'sip-delmal',
    event: 'Z01',
    about: 'A sub-goal of another party, under the heading of an area',
    message: {
      sender: PARTY.homeCare,
      sentAt: '2026-12-04T09:00:00+01:00',
      patient: TIAN,
      content: {
        heading: 'forflyttning',
        text: 'Jag går ned och upp för trappan utan hjälp',
        accepted: true,
        reachBy: '2027-01-31',
        evaluateOn: '2027-02-04',
      },
    },
  },
  {
    kind: 'sip-insats',
    event: 'Z01',
    about: 'An intervention that is shared: the person and the other parties see it',
    refers: { subgoal: AT.subgoal },
    message: {
      sender: PARTY.homeCare,
      sentAt: '2026-12-04T09:10:00+01:00',
      patient: TIAN,
      content: {
        text: 'Du tränar i trappan tillsammans med fysioterapeuten',
        responsible: {
          party: 'enhet',
          unit: PARTY.homeCare,
          name: 'Frida Fysiodotter',
          profession: 'fysioterapeut',
          phone: '08-465 004 93',
        },
        shared: true,
        ongoing: false,
        startsOn: '2026-12-07',
        endsOn: '2027-01-31',
        frequency: 'två gånger i veckan',
      },
    },
  },
  {
    kind: 'sip-delgivning',
    event: 'Z01',
    about: 'The plan in the hands of the person',
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2026-12-07T13:00:00+01:00',
      patient: TIAN,
      content: { event: 'delgiven', way: 'bada', original: true, on: '2026-12-07', understood: true },
    },
  },
];
