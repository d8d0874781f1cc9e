import { isHsaId } from '../../directory/hsa-id.js';
import { present } from '../../profile/profile-values.js';
import type {
  Attendance,
  CalledParticipant,
  Closed,
  Coordinator,
  Evaluation,
  FollowUpComment,
  Handover,
  HeldMeeting,
  Intervention,
  MainGoal,
  MappedArea,
  Plan,
  PlanConsent,
  PlanFacts,
  PlanMeeting,
  PlanParticipant,
  PlanStep,
  SubGoal,
} from '../plan.js';

/**
 * A plan of which nobody can tell whose it was or what was written in it: what is left of a closed one after its days (L-KEEP-01), and
 * what reports count. States, units, codes and times stay; a text that was there is empty, one that was not is absent. What is kept
 * is named here field by field: what is new in a plan goes until it is named. The identity stays, since the readers of a plan are
 * found by it (L-LOG-02): reports leave it where it is.
 */
export function withoutPerson(plan: Plan): Plan {
  const { id, idType, protected: isProtected } = plan.patient;
  return {
    ...kept(plan, ['id', 'profile', 'formerIds', 'episode', 'version']),
    patient: { id, idType, givenName: '', familyName: '', ...present({ protected: isProtected }) },
    facts: withoutTexts(plan.facts),
    steps: plan.steps.map((step): PlanStep => ({
      ...kept(step, ['message', 'messageId', 'kind', 'unit', 'role', 'at', 'roles', 'state', 'stays', 'withdrawn']),
      ...kept(step, ['beside', 'handled']),
      ...present({ to: step.to?.filter(isHsaId) }),
      content: {},
    })),
  };
}

const TOLD = ['message', 'unit', 'at'] as const;

function withoutTexts(facts: PlanFacts): PlanFacts {
  const { need, careContact, representative, initiator, death, closed } = facts;
  return {
    ...kept(facts, ['state', 'offeredOn', 'talkedOverOn', 'relativesObjected', 'madeAt', 'followUpOn', 'remindOn']),
    ...kept(facts, ['deliveryWish', 'revisedAt']),
    ...present({
      need: need && {
        ...kept(need, [...TOLD, 'raisedBy', 'identifiedAt']),
        ...present({ reasons: need.reasons?.map(codeOnly), ...emptied(need, ['text']) }),
      },
      careContact: careContact && { name: '', ...unitOf(careContact) },
      initiator: initiator && { name: '', unit: initiator.unit },
      death: death && { ...kept(death, [...TOLD, 'source']), diedOn: '' },
      closed: closed && { ...ofClosed(closed), how: closed.how },
    }),
    ...(representative === undefined ? {} : { representative: representative && { name: '', relation: '' } }),
    coordinators: facts.coordinators.map(ofCoordinator),
    consents: facts.consents.map(ofConsent),
    areas: facts.areas.map(ofArea),
    participants: facts.participants.map(ofParticipant),
    meetings: facts.meetings.map(ofMeeting),
    goals: facts.goals.map(ofGoal),
    subgoals: facts.subgoals.map(ofSubGoal),
    interventions: facts.interventions.map(ofIntervention),
    handovers: facts.handovers.map(ofHandover),
    deviations: facts.deviations.map(ofComment),
  };
}

function ofCoordinator(coordinator: Coordinator): Coordinator {
  const { unit } = coordinator;
  return {
    ...kept(coordinator, ['message', 'at', 'decided', 'until']),
    unit: isHsaId(unit) ? unit : '',
    ...emptied(coordinator, ['name', 'title']),
  };
}

function ofConsent(consent: PlanConsent): PlanConsent {
  return {
    ...kept(consent, [...TOLD, 'about', 'answer', 'harmAssessed', 'withdrawnAt']),
    ...present({ actors: consent.actors?.filter(isHsaId), topics: counted(consent.topics) }),
  };
}

function ofArea(area: MappedArea): MappedArea {
  const texts = emptied(area, ['needs', 'resources', 'obstacles', 'abilities']);
  return { ...kept(area, [...TOLD, 'id']), heading: codeOnly(area.heading), ...texts };
}

function ofParticipant(participant: PlanParticipant): PlanParticipant {
  const { participantUnit } = participant;
  return {
    ...kept(participant, [...TOLD, 'role', 'relation', 'channel', 'removedAt']),
    ...emptied(participant, ['name', 'organisation']),
    ...present({
      participantUnit: participantUnit !== undefined && isHsaId(participantUnit) ? participantUnit : undefined,
      professions: counted(participant.professions),
    }),
  };
}

function ofMeeting(meeting: PlanMeeting): PlanMeeting {
  const { agenda, held, called, leader, documentedBy } = meeting;
  return {
    ...kept(meeting, [...TOLD, 'id', 'purpose', 'setting', 'meetingAt', 'minutes', 'form', 'openedAt', 'calledOffAt']),
    ...present({
      leader: leader && { name: '' },
      documentedBy: documentedBy && { name: '' },
      agenda: counted(agenda),
      held: held && ofHeld(held),
    }),
    called: called.map(ofCalled),
  };
}

function ofCalled(called: CalledParticipant): CalledParticipant {
  return {
    ...kept(called, ['relation', 'channel', 'acknowledgedAt', 'declinedAt']),
    ...unitOf(called),
    ...emptied(called, ['name']),
    ...present({ professions: counted(called.professions) }),
  };
}

function ofHeld(held: HeldMeeting): HeldMeeting {
  const { agreements, disagreements, followUpSubjects, questions, attendance } = held;
  return {
    ...kept(held, [...TOLD, 'heldAt', 'careContact', 'planReady', 'followUpOn', 'sipkollenOffered']),
    ...emptied(held, ['note', 'followUpForm', 'noFollowUpReason', 'assignmentPeriod', 'consultation']),
    ...present({
      agreements: counted(agreements),
      disagreements: counted(disagreements),
      followUpSubjects: counted(followUpSubjects),
      questions: questions?.map(({ answered }) => ({ text: '', answered })),
    }),
    attendance: attendance.map((one): Attendance => ({
      ...kept(one, ['relation', 'attended']),
      ...unitOf(one),
      ...emptied(one, ['name', 'profession']),
    })),
  };
}

function ofGoal(goal: MainGoal): MainGoal {
  const { contacts } = goal;
  return {
    ...kept(goal, [...TOLD, 'id', 'accepted', 'reachBy', 'evaluateOn', 'overallResponsible']),
    text: '',
    ...emptied(goal, ['ownPart', 'helpPart']),
    ...present({ contacts: contacts?.map((one) => ({ name: '', ...unitOf(one) })) }),
    evaluations: goal.evaluations.map(ofEvaluation),
  };
}

function ofSubGoal(subgoal: SubGoal): SubGoal {
  const { onBehalfOf, closed } = subgoal;
  return {
    ...kept(subgoal, [...TOLD, 'id', 'goal', 'owner', 'accepted', 'reachBy', 'evaluateOn', 'state']),
    heading: codeOnly(subgoal.heading),
    text: '',
    ...present({ onBehalfOf: onBehalfOf && kept(onBehalfOf, ['relation']), closed: closed && ofClosed(closed) }),
    evaluations: subgoal.evaluations.map(ofEvaluation),
  };
}

function ofIntervention(intervention: Intervention): Intervention {
  const { onBehalfOf, responsible, closed, comments } = intervention;
  return {
    ...kept(intervention, [...TOLD, 'id', 'subgoal', 'owner', 'state', 'shared', 'ongoing', 'startsOn', 'endsOn']),
    ...kept(intervention, ['replaces']),
    text: '',
    ...emptied(intervention, ['frequency']),
    ...present({
      onBehalfOf: onBehalfOf && kept(onBehalfOf, ['relation']),
      responsible: responsible && {
        party: responsible.party,
        ...unitOf(responsible),
        ...emptied(responsible, ['profession']),
      },
      closed: closed && ofClosed(closed),
    }),
    comments: comments.map(ofComment),
  };
}

function ofHandover(handover: Handover): Handover {
  const { signatures, to } = handover;
  return {
    ...kept(handover, [...TOLD, 'event', 'way', 'original', 'on', 'understood']),
    ...present({
      signatures: signatures?.map((one) => ({ ...kept(one, ['relation', 'signedOn']), name: '', ...unitOf(one) })),
      to: to && { ...kept(to, ['relation']), ...unitOf(to), ...emptied(to, ['name']) },
    }),
  };
}

function ofEvaluation(evaluation: Evaluation): Evaluation {
  return {
    ...kept(evaluation, [...TOLD, 'on', 'next']),
    score: codeOnly(evaluation.score),
    ...emptied(evaluation, ['comment']),
  };
}

function ofComment(comment: FollowUpComment): FollowUpComment {
  return { ...kept(comment, [...TOLD, 'event', 'outcome']), ...emptied(comment, ['comment']) };
}

function ofClosed(closed: Closed): Closed {
  const { reason } = closed;
  return {
    ...kept(closed, TOLD),
    ...present({ reason: reason === undefined ? undefined : codeOnly(reason), ...emptied(closed, ['comment']) }),
  };
}

/** A unit that is told by its HSA-id; some write a name there, which may be a person's. */
function unitOf({ unit }: { readonly unit?: string }): { unit?: string } {
  return unit !== undefined && isHsaId(unit) ? { unit } : {};
}

const CODE = /^[+-]?[\p{Ll}\d][\p{Ll}\d.-]{0,59}$/u;

/** A code as lists of regions have them; where a region has none, somebody may have written anything there. */
function codeOnly(code: string): string {
  return CODE.test(code) ? code : '';
}

/** These fields of a thing, those of them that it has. */
function kept<Whole extends object, Field extends keyof Whole>(
  whole: Whole,
  fields: readonly Field[],
): Pick<Whole, Field> {
  const rest: Whole = { ...whole };
  const named: readonly (keyof Whole)[] = fields;
  for (const field in rest) if (!named.includes(field)) delete rest[field];
  return rest;
}

/** The texts at these fields, empty where there were any. */
function emptied<Field extends string>(
  said: Partial<Record<Field, unknown>>,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const empty: Partial<Record<Field, string>> = {};
  for (const field of fields) if (said[field] !== undefined) empty[field] = '';
  return empty;
}

/** As many empty texts as there were texts. */
function counted(texts: readonly string[] | undefined): string[] | undefined {
  return texts?.map(() => '');
}
