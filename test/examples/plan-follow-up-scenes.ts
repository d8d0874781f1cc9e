import { TIAN } from './persons.js';
import { AT, NURSE, PARTY } from './plan-scenes.js';
import type { Scene } from './scene.js';

const CARE_MANAGER = { name: 'Bo Biståndsson', title: 'biståndshandläggare' };
const THERAPIST = { name: 'Frida Fysiodotter', title: 'fysioterapeut' };

/** From the call to the follow-up to the closing. */
export const FOLLOW_UP_SCENES: readonly Scene[] = [
  {
    kind: 'sip-kallelse',
    event: 'Z01',
    about: 'The call to the follow-up goes to all who take part',
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2027-01-20T09:00:00+01:00',
      patient: TIAN,
      content: {
        purpose: 'uppfoljning',
        setting: 'utan-vardtillfalle',
        meetingAt: '2027-02-04T10:00:00+01:00',
        minutes: 45,
        form: 'video',
        existingPlan: true,
        regards: 'uppfoljning',
        agenda: ['Hur har det gått?', 'Kan träningen vara på förmiddagen?'],
        leader: NURSE,
      },
    },
  },
  {
    kind: 'sip-mote',
    event: 'Z01',
    about: 'The follow-up was held',
    refers: { meeting: AT.followUp },
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2027-02-04T11:00:00+01:00',
      patient: TIAN,
      content: {
        event: 'genomfort',
        heldAt: '2027-02-04T10:00:00+01:00',
        form: 'video',
        note: 'Trappan går bra. Torget återstår.',
        attendance: [
          { name: 'Tian Tiansson', relation: 'den-enskilde', attended: true },
          { unit: PARTY.socialServices, name: 'Bo Biståndsson', relation: 'socialtjanst', attended: true },
          { unit: PARTY.homeCare, name: 'Frida Fysiodotter', relation: 'vard', attended: true },
        ],
        careContact: 'behovs-ej',
        followUpOn: '2027-05-04',
        author: NURSE,
      },
    },
  },
  {
    kind: 'sip-uppfoljning',
    event: 'Z01',
    about: 'How an intervention has worked, as the person sees it',
    refers: { intervention: AT.intervention },
    message: {
      sender: PARTY.homeCare,
      sentAt: '2027-02-04T11:30:00+01:00',
      patient: TIAN,
      content: { event: 'kommentar', comment: 'Jag klarar trappan själv sedan jul', outcome: 'kan-avslutas' },
    },
  },
  {
    kind: 'sip-utvardering',
    event: 'Z01',
    about: 'How far the main goal is reached, by the scale of the region',
    refers: { goal: AT.goal },
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2027-02-04T11:40:00+01:00',
      patient: TIAN,
      content: {
        score: 'till-stor-del',
        comment: 'Går till torget med sällskap',
        evaluatedOn: '2027-02-04',
        evaluator: NURSE,
        dialogueWith: ['patient', 'aktorer'],
        next: 'fortsatter',
      },
    },
  },
  {
    kind: 'sip-insats-avslut',
    event: 'Z01',
    about: 'The intervention ends',
    refers: { intervention: AT.intervention },
    message: {
      sender: PARTY.homeCare,
      sentAt: '2027-02-05T08:00:00+01:00',
      patient: TIAN,
      content: { reason: 'utford', comment: 'Alla pass är genomförda' },
    },
  },
  {
    kind: 'sip-ateroppnande',
    event: 'Z01',
    about: "A wrong closing is undone by an administrator, who names the intervention by the hub's id",
    refers: { intervention: AT.intervention },
    message: {
      sender: PARTY.administrators,
      sentAt: '2027-02-05T10:00:00+01:00',
      patient: TIAN,
      content: { reason: 'Två pass återstår', requestedBy: THERAPIST },
    },
  },
  {
    kind: 'sip-insats-avslut',
    event: 'Z01',
    about: 'The intervention ends, this time for good',
    refers: { intervention: AT.intervention },
    message: {
      sender: PARTY.homeCare,
      sentAt: '2027-02-19T15:00:00+01:00',
      patient: TIAN,
      content: { reason: 'utford' },
    },
  },
  {
    kind: 'sip-delmal-avslut',
    event: 'Z01',
    about: 'The sub-goal is reached',
    refers: { subgoal: AT.subgoal },
    message: {
      sender: PARTY.homeCare,
      sentAt: '2027-02-19T15:05:00+01:00',
      patient: TIAN,
      content: { reason: 'uppnatt', comment: 'Går ned och upp utan hjälp' },
    },
  },
  {
    kind: 'sip-samordningsansvarig',
    event: 'Z01',
    about: 'Somebody else coordinates: all that the coordinator may do moves at once',
    message: {
      sender: PARTY.healthCentre,
      sentAt: '2027-04-01T09:00:00+02:00',
      patient: TIAN,
      content: {
        decided: 'fore-avslut',
        reason: 'Sara slutar på hälsocentralen',
        coordinator: { ...CARE_MANAGER, unit: PARTY.socialServices, phone: '08-465 004 92' },
      },
    },
  },
  {
    kind: 'sip-avslut',
    event: 'Z01',
    about: 'The plan is closed by the one who coordinates it now',
    message: {
      sender: PARTY.socialServices,
      sentAt: '2027-05-04T10:30:00+02:00',
      patient: TIAN,
      content: {
        reason: 'inget-behov',
        comment: 'Tian handlar själv. Hemtjänsten fortsätter som förut.',
        agreedWith: ['patient', 'aktorer'],
        author: CARE_MANAGER,
      },
    },
  },
];
