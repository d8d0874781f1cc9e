import type { AnyMessageKind } from '#domain/message.js';
import type { Home } from '../home.js';
import { CALL_HOMES } from './appointment-homes.js';
import { FOLLOW_UP_HOMES, INTERVENTION_END_HOMES, INTERVENTION_HOMES } from './care-plan-homes.js';
import { BASIS_TEAM_HOMES, COORDINATOR_HOMES, MEETING_TEAM_HOMES, PARTICIPANT_HOMES } from './care-team-homes.js';
import { ANSWER_HOMES, CONSENT_HOMES } from './consent-homes.js';
import { EVALUATION_HOMES, MAIN_GOAL_HOMES, SUBGOAL_END_HOMES, SUBGOAL_HOMES } from './goal-homes.js';

/** Where R4 has a place for what is said of a plan, by kind and field. */
const HOMES: Readonly<Partial<Record<AnyMessageKind, Readonly<Record<string, Home>>>>> = {
  'sip-underlag': { ...ANSWER_HOMES, ...BASIS_TEAM_HOMES },
  'sip-deltagare': PARTICIPANT_HOMES,
  'sip-kallelse': { ...CALL_HOMES, ...ANSWER_HOMES },
  'sip-mote': { ...ANSWER_HOMES, ...MEETING_TEAM_HOMES },
  'sip-huvudmal': MAIN_GOAL_HOMES,
  'sip-delmal': SUBGOAL_HOMES,
  'sip-delmal-avslut': SUBGOAL_END_HOMES,
  'sip-insats': INTERVENTION_HOMES,
  'sip-insats-avslut': INTERVENTION_END_HOMES,
  'sip-uppfoljning': FOLLOW_UP_HOMES,
  'sip-utvardering': EVALUATION_HOMES,
  'sip-samordningsansvarig': COORDINATOR_HOMES,
  samtycke: CONSENT_HOMES,
};

export function planHomeOf(kind: AnyMessageKind, name: string): Home | undefined {
  const homes = HOMES[kind];
  return homes !== undefined && Object.hasOwn(homes, name) ? homes[name] : undefined;
}
