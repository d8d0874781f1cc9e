import type { Unit } from '../../directory/directory.js';
import type { Content } from '../../message.js';
import { present } from '../../profile/profile-values.js';
import { calledBy, isOfPlan } from '../folding/meetings.js';
import type { Plan, PlanFacts, PlanParticipant, PlanStep } from '../plan.js';
import { textsIn } from '../reading.js';

/** As many points as an agenda takes. */
const MOST = 30;

/** A call to the follow-up as it could be sent: nothing of it has been, and whoever sends it changes what they want. */
export interface FollowUpDraft {
  /** The hub's id of the plan. */
  readonly plan: string;
  readonly kind: 'sip-kallelse';
  /** HSA-id of the unit that calls. */
  readonly sender: string;
  /** HSA-ids of the units that take part, the sender's aside (N-PART-03, N-CALL-11). */
  readonly recipients: readonly string[];
  /** As the content of `sip-kallelse`; without `meetingAt`, which nobody has set yet. */
  readonly content: Content;
  /** Civil day on which the plan is to be followed up, where one was set. */
  readonly followUpOn?: string;
}

/**
 * The call to the follow-up, filled in with what is known: who takes part, how they met last, and the agenda: questions of the
 * person that no meeting came to, the first ones first, then what the last meeting said is to be followed up (P-MEET-03, P-MEET-05,
 * N-FUP-01). What the person does not want to be taken up is left out (S-MAP-05).
 */
export function followUpDraftOf(
  { id, facts }: Pick<Plan, 'id' | 'facts'>,
  sender: Pick<Unit, 'hsaId' | 'role'>,
): FollowUpDraft {
  const called = calledBy(facts, stepOf(facts, sender));
  const last = facts.meetings.findLast((meeting) => isOfPlan(meeting) && meeting.held !== undefined);
  const agenda = agendaOf(facts);
  const participants = called.filter(isDescribed).map(participantOf);
  return {
    plan: id,
    kind: 'sip-kallelse',
    sender: sender.hsaId,
    recipients: called.flatMap(({ participantUnit }) => participantUnit ?? []),
    content: {
      purpose: 'uppfoljning',
      setting: 'utan-vardtillfalle',
      regards: 'uppfoljning',
      existingPlan: true,
      ...present({
        minutes: last?.minutes,
        form: last?.form,
        place: last?.place,
        leader: last?.leader,
        documentedBy: last?.documentedBy,
      }),
      ...(agenda.length === 0 ? {} : { agenda }),
      ...(participants.length === 0 ? {} : { participants }),
    },
    ...present({ followUpOn: facts.followUpOn }),
  };
}

/** The call as a message of the plan, of which nothing but its purpose is known. */
function stepOf({ state }: PlanFacts, { hsaId, role }: Pick<Unit, 'hsaId' | 'role'>): PlanStep {
  const content = { purpose: 'uppfoljning' };
  return { message: '', messageId: '', kind: 'sip-kallelse', unit: hsaId, role, at: '', content, state };
}

function agendaOf(facts: PlanFacts): string[] {
  const held = facts.meetings.filter(isOfPlan).flatMap((meeting) => meeting.held ?? []);
  const excluded = new Set(textsIn(facts.preparation ?? {}, 'excludedTopics'));
  const points = [...unansweredIn(facts), ...(held.at(-1)?.followUpSubjects ?? [])];
  return [...new Set(points)].filter((point) => !excluded.has(point)).slice(0, MOST);
}

/** What the person wanted to be answered, and no meeting has said to have come to. */
function unansweredIn({ preparation = {}, meetings }: PlanFacts): string[] {
  const told = meetings.filter(isOfPlan).flatMap(({ held }) => held?.questions ?? []);
  const answered = new Set(told.filter((one) => one.answered).map(({ text }) => text));
  const asked = [...(textsIn(preparation, 'questions') ?? []), ...told.map(({ text }) => text)];
  return asked.filter((question) => !answered.has(question));
}

/** A unit by its HSA-id alone stands among the recipients. */
function isDescribed({ participantUnit, professions, name }: PlanParticipant): boolean {
  return participantUnit === undefined || professions !== undefined || name !== undefined;
}

function participantOf(one: PlanParticipant): Content {
  const { participantUnit: unit, relation, name, organisation, professions, channel, address, phone } = one;
  return { relation, channel, ...present({ unit, name, organisation, professions, address, phone }) };
}
