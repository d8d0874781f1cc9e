import type {
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
 * what reports count. States, units, professions, codes and times stay; a text that was there is empty, one that was not is absent.
 * The identity stays, since the readers of a plan are found by it (L-LOG-02): reports leave it where it is.
 */
export function withoutPerson({ patient, steps, facts, ...plan }: Plan): Plan {
  const { id, idType } = patient;
  const isProtected = patient.protected === undefined ? {} : { protected: patient.protected };
  return {
    ...plan,
    patient: { id, idType, givenName: '', familyName: '', ...isProtected },
    facts: withoutTexts(facts),
    steps: steps.map(({ content: _, consent: __, ...step }): PlanStep => ({ ...step, content: {} })),
  };
}

function withoutTexts({
  need,
  careContact,
  representative,
  initiator,
  preparation: _,
  death,
  closed,
  ...facts
}: PlanFacts): PlanFacts {
  return {
    ...facts,
    ...(need === undefined ? {} : { need: { ...need, ...emptied(need, ['text']) } }),
    ...(careContact === undefined ? {} : { careContact: { name: '', ...unitOf(careContact) } }),
    ...(representative === undefined ? {} : { representative: representative && { name: '', relation: '' } }),
    ...(initiator === undefined ? {} : { initiator: { name: '', unit: initiator.unit } }),
    coordinators: facts.coordinators.map(ofCoordinator),
    consents: facts.consents.map(({ topics, ...consent }): PlanConsent => ({
      ...consent,
      ...counted('topics', topics),
    })),
    areas: facts.areas.map((area): MappedArea => ({
      ...area,
      ...emptied(area, ['needs', 'resources', 'obstacles', 'abilities']),
    })),
    participants: facts.participants.map(ofParticipant),
    meetings: facts.meetings.map(ofMeeting),
    goals: facts.goals.map(ofGoal),
    subgoals: facts.subgoals.map(ofSubGoal),
    interventions: facts.interventions.map(ofIntervention),
    handovers: facts.handovers.map(ofHandover),
    deviations: facts.deviations.map(ofComment),
    ...(death === undefined ? {} : { death: { ...death, diedOn: '' } }),
    ...(closed === undefined ? {} : { closed: { ...closed, ...emptied(closed, ['comment']) } }),
  };
}

function ofCoordinator({ phone: _, ...coordinator }: Coordinator): Coordinator {
  return { ...coordinator, ...emptied(coordinator, ['name']) };
}

function ofParticipant({ phone: _, address: __, ...participant }: PlanParticipant): PlanParticipant {
  return { ...participant, ...emptied(participant, ['name', 'organisation']) };
}

function ofMeeting({ place: _, agenda, held, called, leader, documentedBy, ...meeting }: PlanMeeting): PlanMeeting {
  return {
    ...meeting,
    ...(leader === undefined ? {} : { leader: { ...leader, name: '' } }),
    ...(documentedBy === undefined ? {} : { documentedBy: { ...documentedBy, name: '' } }),
    ...counted('agenda', agenda),
    called: called.map((one): CalledParticipant => ({ ...one, ...emptied(one, ['name']) })),
    ...(held === undefined ? {} : { held: ofHeld(held) }),
  };
}

function ofHeld(meeting: HeldMeeting): HeldMeeting {
  const { agreements, disagreements, followUpSubjects, questions, attendance, ...held } = meeting;
  return {
    ...held,
    ...emptied(held, ['note', 'followUpForm', 'noFollowUpReason', 'assignmentPeriod', 'consultation']),
    ...counted('agreements', agreements),
    ...counted('disagreements', disagreements),
    ...counted('followUpSubjects', followUpSubjects),
    ...(questions === undefined ? {} : { questions: questions.map(({ answered }) => ({ text: '', answered })) }),
    attendance: attendance.map((one) => ({ ...one, ...emptied(one, ['name']) })),
  };
}

function ofGoal({ contacts, evaluations, ...goal }: MainGoal): MainGoal {
  return {
    ...goal,
    text: '',
    ...emptied(goal, ['ownPart', 'helpPart']),
    ...(contacts === undefined ? {} : { contacts: contacts.map((one) => ({ name: '', ...unitOf(one) })) }),
    evaluations: evaluations.map(ofEvaluation),
  };
}

function ofSubGoal({ onBehalfOf, closed, evaluations, ...subgoal }: SubGoal): SubGoal {
  return {
    ...subgoal,
    text: '',
    ...(onBehalfOf === undefined ? {} : { onBehalfOf: { relation: onBehalfOf.relation } }),
    ...(closed === undefined ? {} : { closed: ofClosed(closed) }),
    evaluations: evaluations.map(ofEvaluation),
  };
}

function ofIntervention({ onBehalfOf, responsible, closed, comments, ...intervention }: Intervention): Intervention {
  return {
    ...intervention,
    text: '',
    ...emptied(intervention, ['frequency']),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf: { relation: onBehalfOf.relation } }),
    ...(responsible === undefined
      ? {}
      : {
          responsible: {
            party: responsible.party,
            ...unitOf(responsible),
            ...(responsible.profession === undefined ? {} : { profession: responsible.profession }),
          },
        }),
    ...(closed === undefined ? {} : { closed: ofClosed(closed) }),
    comments: comments.map(ofComment),
  };
}

function ofHandover({ signatures, to, ...handover }: Handover): Handover {
  return {
    ...handover,
    ...(signatures === undefined ? {} : { signatures: signatures.map((signature) => ({ ...signature, name: '' })) }),
    ...(to === undefined ? {} : { to: { ...to, ...emptied(to, ['name']) } }),
  };
}

function ofEvaluation({ evaluator: _, ...evaluation }: Evaluation): Evaluation {
  return { ...evaluation, ...emptied(evaluation, ['comment']) };
}

function ofComment(comment: FollowUpComment): FollowUpComment {
  return { ...comment, ...emptied(comment, ['comment']) };
}

function ofClosed(closed: Closed): Closed {
  return { ...closed, ...emptied(closed, ['comment']) };
}

function unitOf({ unit }: { readonly unit?: string }): { unit?: string } {
  return unit === undefined ? {} : { unit };
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
function counted<Field extends string>(
  field: Field,
  texts: readonly string[] | undefined,
): Partial<Record<Field, string[]>> {
  const counts: Partial<Record<Field, string[]>> = {};
  if (texts !== undefined) counts[field] = texts.map(() => '');
  return counts;
}
