import type { AdmissionRequest } from '../../admission/admission-plan.js';
import type { Both } from '../../both.js';
import type { Content } from '../../message.js';
import { reason } from '../../reason.js';
import type { Reason } from '../../reason.js';
import { meetingOfReply } from '../folding/facts.js';
import { INTERVENTION_MACHINE, MEETING_MACHINE, nextState, SUBGOAL_MACHINE } from '../folding/machines.js';
import { isCalled, isOfPlan, machineEvent } from '../folding/meetings.js';
import type { PlanObject } from '../folding/meant.js';
import { isSameParticipant, participantIn, takingPart } from '../folding/parties.js';
import type { PlanCodes, PlanRules } from '../plan-rule.js';
import type { PlanFacts, PlanStep } from '../plan.js';
import { objectIn, textIn, textsIn } from '../reading.js';

/** A message about a plan that there is, as it is looked at before anything is changed. */
export interface Asked {
  readonly request: AdmissionRequest;
  readonly step: PlanStep;
  readonly facts: PlanFacts;
  readonly rules: PlanRules;
  readonly object: PlanObject | undefined;
}

/** Why what a message names is not where the message could change it: the machines of goals, interventions and meetings. */
export function misfits(asked: Asked): Reason[] {
  switch (asked.step.kind) {
    case 'sip-kartlaggning':
      return asked.step.content['removed'] === true ? needed(asked, 'area') : [];
    case 'sip-delmal':
      return [...goalNeeded(asked), ...ofSubgoal(asked, 'andrad', 'subgoal')];
    case 'sip-delmal-avslut':
      return [...ofSubgoal(asked, 'avslutad', 'subgoal'), ...othersOngoing(asked)];
    case 'sip-insats':
      return ofNewIntervention(asked);
    case 'sip-insats-avslut':
      return ofIntervention(asked, 'avslutad');
    case 'sip-uppfoljning':
      if (asked.step.content['event'] !== 'kommentar') return [];
      return [...needed(asked, 'intervention'), ...ofIntervention(asked, 'uppfoljd')];
    case 'sip-utvardering':
      return [...ofSubgoal(asked, 'utvarderad', 'subgoal'), ...somethingToEvaluate(asked)];
    case 'sip-ateroppnande':
      return ofReopening(asked);
    case 'sip-mote':
      return ofMeeting(asked);
    case 'sip-deltagare':
      return ofParticipant(asked);
    default:
      return [];
  }
}

function wrongState({ rules }: Asked, path: string, detail: Both): Reason {
  return reason('wrong-plan-state', path, detail, rules.rules?.['wrong-state']);
}

function needed({ step, rules }: Asked, field: string): Reason[] {
  if (step.content[field] !== undefined) return [];
  const detail = { en: 'say which one is meant', sv: 'ange vilket som menas' };
  return [reason('missing-field', `content.${field}`, detail, rules.rules?.reference)];
}

/** Where there are several main goals it is said to which one a sub-goal belongs. */
function goalNeeded(asked: Asked): Reason[] {
  return asked.facts.goals.length > 1 && asked.step.content['subgoal'] === undefined ? needed(asked, 'goal') : [];
}

/** What is evaluated without a name is the main goal, where there is one. */
function somethingToEvaluate(asked: Asked): Reason[] {
  return asked.object === undefined && asked.step.content['subgoal'] === undefined ? needed(asked, 'goal') : [];
}

function ofSubgoal(asked: Asked, event: string, field: string): Reason[] {
  const { object } = asked;
  if (object?.kind !== 'subgoal') return [];
  const state = asked.facts.subgoals.find(({ id }) => id === object.id)?.state ?? 'none';
  if (nextState(SUBGOAL_MACHINE, state, event) !== undefined) return [];
  return [wrongState(asked, `content.${field}`, { en: 'the sub-goal is closed', sv: 'delmålet är avslutat' })];
}

/** A sub-goal is not closed over the heads of those who still work on it (N-CLOSE-02). */
function othersOngoing({ object, rules }: Asked): Reason[] {
  const isOngoing = object?.kind === 'subgoal' && (object.othersOpen ?? 0) > 0;
  return isOngoing ? [reason('others-ongoing', 'content.subgoal', undefined, rules.rules?.['others-ongoing'])] : [];
}

function ofNewIntervention(asked: Asked): Reason[] {
  const { object, step } = asked;
  if (object?.kind !== 'intervention') return ofSubgoal(asked, 'insats', 'subgoal');
  const event = step.content['shared'] === true ? 'utdelad' : 'sparad';
  if (nextState(INTERVENTION_MACHINE, stateOf(asked), event) !== undefined) return [];
  const isClosed = stateOf(asked) === 'avslutad';
  const detail = isClosed
    ? { en: 'the intervention is closed', sv: 'insatsen är avslutad' }
    : { en: 'what was shared stays shared', sv: 'det som har delats ut förblir utdelat' };
  return [wrongState(asked, isClosed ? 'content.intervention' : 'content.shared', detail)];
}

function stateOf({ object, facts }: Asked) {
  return facts.interventions.find(({ id }) => id === object?.id)?.state ?? ('none' as const);
}

function ofIntervention(asked: Asked, event: string): Reason[] {
  if (asked.object?.kind !== 'intervention') return [];
  if (nextState(INTERVENTION_MACHINE, stateOf(asked), event) !== undefined) return [];
  return [wrongState(asked, 'content.intervention', { en: 'the intervention is closed', sv: 'insatsen är avslutad' })];
}

function ofReopening(asked: Asked): Reason[] {
  const { object, step } = asked;
  if (step.content['intervention'] === undefined && step.content['subgoal'] === undefined)
    return needed(asked, 'subgoal');
  if (object === undefined || object.state === 'avslutad') return [];
  return [wrongState(asked, `content.${object.kind}`, { en: 'it is not closed', sv: 'det är inte avslutat' })];
}

/** A meeting of the parties alone never makes a plan (N-ACTOR-08). */
function ofMeeting(asked: Asked): Reason[] {
  const { step, facts, object, rules } = asked;
  const event = textIn(step.content, 'event') ?? '';
  const path = step.content['meeting'] === undefined ? 'content.event' : 'content.meeting';
  const meeting = facts.meetings.find(({ id }) => id === object?.id);
  if (meeting === undefined) {
    if (step.content['meeting'] !== undefined || nextState(MEETING_MACHINE, 'none', event) !== undefined) return [];
    return [
      wrongState(asked, path, { en: 'there is no meeting that it fits', sv: 'det finns inget möte som det passar' }),
    ];
  }
  const state = object?.kind === 'meeting' ? object.state : 'none';
  const named = step.content['meeting'] === undefined ? undefined : meeting.id;
  const on = machineEvent(event, named, meeting);
  const fits = MEETING_MACHINE.rows.some((row) => row.from === state && row.on === on);
  if (fits && (event !== 'plan-skapad' || isOfPlan(meeting))) return [];
  const detail = { en: 'the meeting is not where this fits', sv: 'mötet är inte i ett läge där det passar' };
  const rule = isOfPlan(meeting) ? rules.rules?.['wrong-state'] : rules.rules?.['actors-only'];
  return [reason('wrong-plan-state', path, detail, rule)];
}

function ofParticipant({ step, facts, rules, object }: Asked): Reason[] {
  const named = objectIn(step.content, 'participant');
  const event = textIn(step.content, 'event');
  if (named === undefined || event === 'tillagd') return [];
  const who = participantIn(named, step);
  const unknown = [reason('unknown-object', 'content.participant', undefined, rules.rules?.reference)];
  if (event === 'borttagen') return takingPart(facts).some((one) => isSameParticipant(one, who)) ? [] : unknown;
  const meeting = meetingOfReply(facts, step, object?.id);
  return meeting?.called.some((one) => isCalled(one, who)) === true ? [] : unknown;
}

/** Codes that the region has not agreed on, and a comment that it asks for (N-MAP-06, N-SUB-04, N-EVAL-07, N-CLOSE-10). */
export function codeReasons({ kind, content }: Pick<PlanStep, 'kind' | 'content'>, rules: PlanRules): Reason[] {
  switch (kind) {
    case 'sip-kartlaggning':
    case 'sip-delmal':
      return unknownIn(content, 'heading', rules.headings);
    case 'sip-utvardering':
      return unknownIn(content, 'score', rules.scale);
    case 'sip-underlag':
      return unknownIn(content, 'needReasons', rules.needReasons);
    case 'sip-avslut':
      return [...unknownIn(content, 'reason', rules.closing), ...commentReasons(content, rules)];
    default:
      return [];
  }
}

function unknownIn(content: Content, field: string, known: PlanCodes | undefined): Reason[] {
  const codes = textsIn(content, field) ?? [textIn(content, field)].filter((code) => code !== undefined);
  if (known === undefined || codes.every((code) => known.codes.some((one) => one.code === code))) return [];
  const list = known.codes.map(({ code }) => code).join(', ');
  return [reason('unknown-code', `content.${field}`, { en: `use ${list}`, sv: `använd ${list}` }, known.rule)];
}

function commentReasons(content: Content, { closing: { commentRule } }: PlanRules): Reason[] {
  const isSaid = (textIn(content, 'comment') ?? '').trim() !== '';
  if (commentRule === undefined || isSaid) return [];
  const detail = { en: 'say in words why it is closed', sv: 'skriv varför den avslutas' };
  return [reason('missing-field', 'content.comment', detail, commentRule)];
}
