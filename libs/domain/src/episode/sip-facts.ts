import type {
  CALL_PURPOSES,
  CALL_SETTINGS,
  MEETING_FORMS,
  RELATIVES_INFORMED,
  RAISED_BY,
  SIP_WHEN,
} from '../content/sip.js';
import type { PartyRole } from '../message.js';

/**
 * How far the work with a SIP has come beside a stay: a need is known (`behov`), the meeting is called (`kallad`), the person
 * said no (`avbojd`), or it was judged that none is needed (`ej-aktuell`). A no and a judgement stand there as ends (G-CON-15).
 */
export const SIP_STATES = ['behov', 'kallad', 'avbojd', 'ej-aktuell'] as const;
export type SipState = (typeof SIP_STATES)[number];

/** What the messages of a stay say of a SIP. The plan itself outlives the stay and is no part of it. */
export interface StaySip {
  /** Absent while nobody has told of a need. */
  state?: SipState;
  /** Somebody said that there is a SIP already, or that there is none. */
  existingPlan?: boolean;
  need?: SipNeed;
  call?: SipCall;
  /** What the person has said of a SIP: the consent that a plan is built on (G-CON-08). */
  consent?: { given: boolean; at: string; unit: string; actors?: string[] };
}

/** A need of coordination, as it was told last. */
export interface SipNeed {
  /** Said outright, or after the discharge (B-INI-08). */
  when: (typeof SIP_WHEN)[number];
  raisedBy?: (typeof RAISED_BY)[number];
  /** Instants, as the senders wrote them. */
  identifiedAt?: string;
  /** When an initiative was sent, and by whom; absent while the need was only mentioned. */
  initiativeAt?: string;
  relativesInformed?: (typeof RELATIVES_INFORMED)[number];
  /** Who told of it first, and when. */
  unit: string;
  role: PartyRole;
  at: string;
}

/** The call that stands: the latest. */
export interface SipCall {
  purpose: (typeof CALL_PURPOSES)[number];
  setting: (typeof CALL_SETTINGS)[number];
  /** Instant, as the sender wrote it. */
  meetingAt?: string;
  minutes?: number;
  form?: (typeof MEETING_FORMS)[number];
  place?: string;
  /** Who called, and when. */
  unit: string;
  role: PartyRole;
  at: string;
  called: CalledUnit[];
}

/** A unit that was called and so has to come and to prepare itself; a no is noted and ends nothing (B-CALL-11, G-SIP-12). */
export interface CalledUnit {
  unit: string;
  role: PartyRole;
  declinedAt?: string;
}
