import type { MessageKind } from '../message.js';
import { codeOf, listOf, objectOf, optional, required, STAFF } from './form.js';
import type { Fields } from './form.js';
import { PARTICIPANT, PLAN_CONSENT } from './plan.js';

/** When the meeting of a SIP is held, seen from the discharge. */
export const SIP_WHEN = ['fore-utskrivning', 'efter-utskrivning'] as const;
/** What a call is to: a first SIP, the follow-up of one that exists, or a meeting of the parties alone. */
export const CALL_PURPOSES = ['sip', 'uppfoljning', 'aktorsmote'] as const;
/** What a call stands beside; who calls and by when follows from it. */
export const CALL_SETTINGS = ['utan-vardtillfalle', ...SIP_WHEN] as const;
/** What the form says that the meeting is about (Mötet avser). */
export const CALL_REGARDS = ['sip', 'uppfoljning', 'planering'] as const;
export const MEETING_FORMS = ['fysiskt', 'video', 'telefon'] as const;
/** Who sees a need of coordination first. */
export const RAISED_BY = ['patient', 'narstaende', 'personal'] as const;
/** Whether relatives were told of day and time. */
export const RELATIVES_INFORMED = ['ja', 'annat-overenskommet', 'ej-aktuellt'] as const;
/** The law under which somebody is in compulsory psychiatric care; `ingen` when that has ended. */
export const COMPULSORY_CARE = ['LPT', 'LRV', 'ingen'] as const;

/** Whether the one who was called comes. Who works in care has to: a no is a deviation and ends nothing. */
export const CALL_REPLY = objectOf({
  attends: required('boolean', 'Whether the unit takes part'),
  reason: optional({ type: 'text', longest: 500 }, 'Why not'),
});

type SipKind = 'sip-initiativ' | 'sip-kallelse';

/** The content of what leads to a SIP; the plan itself has messages of its own. */
export const SIP_CONTENT: Readonly<Record<Extract<MessageKind, SipKind>, Fields>> = {
  'sip-initiativ': {
    needed: optional('boolean', 'False: it was judged that no SIP is needed, with the reason in reasonText'),
    when: optional(codeOf(SIP_WHEN), 'Before or after the discharge; after it when nothing is said'),
    reasonCode: optional(
      codeOf(['halsotillstand', 'rorlighet', 'kognition', 'annat']),
      'What is new or much greater: health, mobility, cognition, something else',
    ),
    reasonText: optional('text', 'What has to be coordinated, or why nothing has'),
    raisedBy: optional(codeOf(RAISED_BY), 'Who raised the need'),
    needIdentifiedAt: optional('instant', 'When the need was seen'),
    relativesWish: optional('boolean', 'The person wishes that relatives take part'),
    relativesInformed: optional(codeOf(RELATIVES_INFORMED), 'Whether relatives were told of day and time'),
    existingPlan: optional('boolean', 'Whether there is a SIP already'),
    participants: optional(listOf(PARTICIPANT, 50), 'Who needs to take part, as worked out with the person'),
    proposedAt: optional('instant', 'Proposed time of the meeting'),
    place: optional({ type: 'text', longest: 500 }, 'Proposed place, or place of the meeting'),
  },
  'sip-kallelse': {
    purpose: required(codeOf(CALL_PURPOSES), 'What the meeting is: SIP, follow-up, or the parties alone'),
    setting: required(codeOf(CALL_SETTINGS), 'Without a stay, before the discharge, after it'),
    meetingAt: optional('instant', 'When the meeting begins'),
    minutes: optional('integer', 'How long it lasts, in minutes'),
    form: optional(codeOf(MEETING_FORMS), 'In a room, by video, by telephone'),
    existingPlan: optional('boolean', 'Whether there is a SIP already'),
    participants: optional(listOf(PARTICIPANT, 50), 'Who needs to take part, as worked out with the person'),
    place: optional({ type: 'text', longest: 500 }, 'Proposed place, or place of the meeting'),
    consulted: optional(listOf(codeOf(['patient', 'narstaende']), 2), 'With whom form and place were chosen'),
    aim: optional('text', 'What the meeting is for'),
    regards: optional(codeOf(CALL_REGARDS), 'What the meeting is about; planning for a meeting of the parties alone'),
    agenda: optional(listOf({ type: 'text', longest: 500 }, 30), 'What is to be taken up'),
    roomBooked: optional('boolean', 'Whether a room is booked'),
    leader: optional(STAFF, 'Who leads the meeting'),
    documentedBy: optional(STAFF, 'Who writes the plan'),
    consents: optional(listOf(PLAN_CONSENT, 20), 'What the person has answered'),
    sbar: optional(
      objectOf({
        situation: optional('text', 'Situation'),
        background: optional('text', 'Background'),
        assessment: optional('text', 'Present assessment'),
        recommendation: optional('text', 'Recommendation'),
      }),
      'What the meeting is for, in four parts',
    ),
  },
};
