import * as after from './duty-after.js';
import * as before from './duty-before.js';
import type { Owed, DutyView } from './duty-view.js';
import type { PlanDuty } from '../plan-rule.js';

interface DutyRow {
  readonly owed: (view: DutyView) => readonly Owed[];
  /** It is still owed when the plan is closed: always, or when it was closed by hand. */
  readonly outlives?: 'closing' | 'closing-by-hand';
}

/** What is owed, by whom, from when and until what, read off a plan. By when stands in the region's profile. */
export const DUTY_TABLE: Readonly<Record<PlanDuty, DutyRow>> = {
  'sip-behov': { owed: before.need },
  'sip-samtycke': { owed: before.consent },
  'sip-kallelse-plan': { owed: before.call },
  'sip-forberedelse': { owed: before.preparation },
  'sip-kvittens': { owed: before.acknowledgement },
  'sip-mote': { owed: before.meeting },
  'sip-brev': { owed: before.letters },
  'sip-anteckning': { owed: after.note },
  'sip-huvudmal': { owed: after.mainGoal },
  'sip-delmal-insatser': { owed: after.ownPart },
  'sip-utdelning': { owed: after.sharing },
  'sip-fardigstallande': { owed: after.finishing },
  'sip-journalforing': { owed: after.record },
  // Who closed it by hand still owes the person the plan as it ended; who is dead or has said no is sent nothing.
  'sip-delgivning': { owed: after.delivery, outlives: 'closing-by-hand' },
  'sip-kopior': { owed: after.copies },
  'sip-uppfoljningsdatum': { owed: after.followUpDate },
  'sip-uppfoljning-kallelse': { owed: after.followUpCall },
  'sip-uppfoljning': { owed: after.followUp },
  'sip-avsteg': { owed: after.deviation },
  'sip-avliden': { owed: after.death },
  'sip-avslut-dokumenterat': { owed: after.closingNote, outlives: 'closing' },
};
