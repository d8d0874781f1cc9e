import type { AdmissionRequest } from '../admission/admission-plan.js';
import type { Content, PlanningCategory, StaffMember } from '../message.js';
import type { Profile, TransitionRule } from '../profile/profile.js';
import type { Episode, EpisodeFacts, EpisodeState, Party } from './episode.js';
import { standingSteps } from './steps.js';

function textOf(content: Content, field: string): string | undefined {
  const value = content[field];
  return typeof value === 'string' ? value : undefined;
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function staffOf(value: unknown): StaffMember | undefined {
  const { name, title } = fieldsOf(value);
  if (typeof name !== 'string') return undefined;
  return typeof title === 'string' ? { name, title } : { name };
}

/** The state that a transition leads to; `previous` is the state before the message that led here. */
function stateAfter(transition: TransitionRule, before: Episode | undefined): EpisodeState {
  const now = before?.facts.state ?? 'inskriven';
  if (transition.to === 'same') return now;
  if (transition.to !== 'previous') return transition.to;
  const step = standingSteps(before).findLast(
    (candidate) => candidate.before !== undefined && candidate.before.state !== now,
  );
  return step?.before?.state ?? now;
}

/**
 * What is known of the stay after a message: its own content laid over what was known before. Only those who have the patient
 * say where and when (G-ADM-32); what the other parties say changes the state at most.
 */
export function factsAfter(
  request: AdmissionRequest,
  before: Episode | undefined,
  transition: TransitionRule,
  concern: { category: PlanningCategory | undefined; parties: Party[]; isKeeper: boolean },
  profile: Profile,
): EpisodeFacts {
  const { message } = request;
  const { kind, content } = message;
  const { category, parties } = concern;
  const old = before?.facts;
  const state = stateAfter(transition, before);
  const died = kind === 'avliden' ? textOf(content, 'diedOn') : undefined;
  const death = died === undefined ? {} : { diedOn: died };
  if (old !== undefined && !concern.isKeeper) return { ...old, state, ...death };
  const facts: EpisodeFacts = {
    ...old,
    state,
    parties,
    ward: textOf(content, 'ward') ?? message.sender,
    noticeSent: old?.noticeSent === true || kind === 'inskrivningsmeddelande',
    ...death,
  };
  if (category !== undefined) facts.category = category;
  layAdmission(facts, request);
  if (kind === 'utskrivningsklar' || kind === 'utskrivningsklar-aterkallad') {
    forget(facts, ['readyAt', 'readyAssessedBy']);
  }
  if (kind === 'utskrivningsmeddelande' || kind === 'utskrivning-aterkallad') {
    forget(facts, ['dischargedAt', 'responsibility']);
  }
  if (kind === 'utskrivningsklar') Object.assign(facts, ready(content));
  if (kind === 'utskrivningsmeddelande') Object.assign(facts, discharge(content, profile, category));
  return facts;
}

/** What is said of the admission, planned or made; a field that the sender emptied is not known any more. */
function layAdmission(facts: EpisodeFacts, { message, origin }: AdmissionRequest): void {
  for (const field of [
    'plannedAdmission',
    'admittedAt',
    'assessedAt',
    'expectedDischarge',
    'placedBy',
    'compulsoryCare',
  ] as const) {
    const value = textOf(message.content, field);
    if (value !== undefined) facts[field] = value;
    else if (origin.cleared?.includes(`content.${field}`)) delete facts[field];
  }
  if (message.kind === 'inskrivningsmeddelande') Object.assign(facts, targetGroup(message.content, facts));
}

/** A judgement of which nothing else is said was made at the admission (L-ADM-03). */
function targetGroup(content: Content, facts: EpisodeFacts): Pick<EpisodeFacts, 'targetGroup'> {
  const assessedAt = facts.assessedAt ?? facts.admittedAt;
  const assessedBy = staffOf(content['assessedBy']);
  const judged = content['physicianAssessed'];
  const known = {
    ...facts.targetGroup,
    ...(assessedAt === undefined ? {} : { assessedAt }),
    ...(assessedBy === undefined ? {} : { assessedBy }),
    ...(typeof judged === 'boolean' ? { physicianAssessed: judged } : {}),
  };
  return Object.keys(known).length === 0 ? {} : { targetGroup: known };
}

function ready(content: Content): Partial<EpisodeFacts> {
  const readyAt = textOf(content, 'readyAt');
  const readyAssessedBy = staffOf(content['assessedBy']);
  return {
    ...(readyAt === undefined ? {} : { readyAt }),
    ...(readyAssessedBy === undefined ? {} : { readyAssessedBy }),
  };
}

/** Primary care and municipality take over unless the notice says that something else was decided (G-DIS-04, G-DIS-05). */
function discharge(content: Content, profile: Profile, category: PlanningCategory | undefined): Partial<EpisodeFacts> {
  const dischargedAt = textOf(content, 'dischargedAt');
  const { party, reason } = fieldsOf(content['responsibility']);
  const responsibility =
    typeof party === 'string' && typeof reason === 'string'
      ? { party, reason }
      : { roles: category === undefined ? [] : [...profile.categories[category].recipients] };
  return { ...(dischargedAt === undefined ? {} : { dischargedAt }), responsibility };
}

function forget(
  facts: EpisodeFacts,
  fields: readonly ('readyAt' | 'readyAssessedBy' | 'dischargedAt' | 'responsibility')[],
): void {
  for (const field of fields) delete facts[field];
}
