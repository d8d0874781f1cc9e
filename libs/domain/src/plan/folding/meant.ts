import type { Content, MessageKind } from '../../message.js';
import { standingSteps } from '../../episode/steps.js';
import { reason } from '../../reason.js';
import type { Reason } from '../../reason.js';
import { meetingFor, meetingState } from './meetings.js';
import type { Plan, PlanFacts, PlanMeeting } from '../plan.js';
import { textIn } from '../reading.js';
import { lookupIn } from './references.js';

/** What a message names of a plan. */
export interface PlanObject {
  readonly kind: 'area' | 'meeting' | 'goal' | 'subgoal' | 'intervention';
  /** The hub's id of the message that told of it first. */
  readonly id: string;
  readonly state: string;
  /** HSA-id of the unit that wrote it first, or that called. */
  readonly owner: string;
  /** Of a sub-goal: ongoing interventions that other units than the sender's have under it (N-CLOSE-02). */
  readonly othersOpen?: number;
  /** Of an intervention: whether it was ever shared. */
  readonly shared?: boolean;
  readonly purpose?: PlanMeeting['purpose'];
}

/** Fields in which messages name what a plan has, what is closest to the message first. */
const FIELDS = [
  ['intervention', 'intervention'],
  ['subgoal', 'subgoal'],
  ['goal', 'goal'],
  ['area', 'area'],
  ['meeting', 'meeting'],
  ['replaces', 'intervention'],
] as const;

const NAMING: readonly MessageKind[] = [
  'sip-kartlaggning',
  'sip-deltagare',
  'sip-mote',
  'sip-huvudmal',
  'sip-delmal',
  'sip-delmal-avslut',
  'sip-insats',
  'sip-insats-avslut',
  'sip-uppfoljning',
  'sip-utvardering',
  'sip-ateroppnande',
];

interface Meant {
  /** What the message is about, or what it adds something to. */
  readonly object: PlanObject | undefined;
  readonly reasons: readonly Reason[];
}

/**
 * What a message names of a plan; what is not there, or is another's and not shared, is unknown (N-INT-03) but to who corrects for
 * others (`corrects`), who reopens what its owner closed wrongly (N-CLOSE-06).
 */
export function meantBy(
  { kind, content, unit }: { kind: MessageKind; content: Content; unit: string },
  plan: Plan | undefined,
  rule: string | undefined,
  corrects: boolean,
): Meant {
  if (!NAMING.includes(kind)) return { object: undefined, reasons: [] };
  const lookup = lookupIn(standingSteps(plan));
  const reasons: Reason[] = [];
  const found: PlanObject[] = [];
  for (const [field, type] of FIELDS) {
    const reference = textIn(content, field);
    if (reference === undefined) continue;
    const id = lookup(reference, unit);
    const opens = corrects && kind === 'sip-ateroppnande';
    const object = id === undefined ? undefined : plan && objectAt(plan.facts, type, id, unit, opens);
    if (object === undefined) reasons.push(reason('unknown-object', `content.${field}`, undefined, rule));
    else if (field !== 'replaces') found.push(object);
  }
  return {
    object:
      found[0] ?? (reasons.length > 0 || plan === undefined ? undefined : unnamed(kind, content, plan.facts, unit)),
    reasons,
  };
}

/** What is meant where nothing is named: the latest meeting that fits, the main goal. */
function unnamed(kind: MessageKind, content: Content, facts: PlanFacts, unit: string): PlanObject | undefined {
  if (kind === 'sip-mote' || kind === 'sip-deltagare') {
    const meeting = meetingFor(facts, textIn(content, 'event') ?? '', undefined);
    return meeting && objectAt(facts, 'meeting', meeting.id, unit);
  }
  const goal = kind === 'sip-utvardering' ? facts.goals[0] : undefined;
  return goal && objectAt(facts, 'goal', goal.id, unit);
}

function objectAt(
  facts: PlanFacts,
  kind: PlanObject['kind'],
  id: string,
  unit: string,
  opens = false,
): PlanObject | undefined {
  switch (kind) {
    case 'area': {
      const area = facts.areas.find((one) => one.id === id);
      return area && { kind, id, state: 'sparad', owner: area.unit };
    }
    case 'goal': {
      const goal = facts.goals.find((one) => one.id === id);
      return goal && { kind, id, state: 'satt', owner: goal.unit };
    }
    case 'meeting': {
      const meeting = facts.meetings.find((one) => one.id === id);
      return meeting && { kind, id, state: meetingState(meeting), owner: meeting.unit, purpose: meeting.purpose };
    }
    case 'subgoal': {
      const subgoal = facts.subgoals.find((one) => one.id === id);
      return (
        subgoal && { kind, id, state: subgoal.state, owner: subgoal.owner, othersOpen: othersUnder(facts, id, unit) }
      );
    }
    case 'intervention': {
      const found = facts.interventions.find((one) => one.id === id);
      if (found === undefined || (!found.shared && found.owner !== unit && !opens)) return undefined;
      return { kind, id, state: found.state, owner: found.owner, shared: found.shared };
    }
  }
}

function othersUnder({ interventions }: PlanFacts, subgoal: string, unit: string): number {
  return interventions.filter((one) => one.subgoal === subgoal && one.state === 'utdelad' && one.owner !== unit).length;
}
