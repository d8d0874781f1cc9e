import { standingSteps } from '../../episode/steps.js';
import type { MessageKind } from '../../message.js';
import type { Profile } from '../../profile/profile.js';
import { present } from '../../profile/profile-values.js';
import {
  coordinatorIn,
  takenOver,
  withBasis,
  withCareContact,
  withDeath,
  withHandover,
  withNeed,
  type FirstCoordinator,
} from './basis.js';
import { isUnnamed, withConsents } from './consents.js';
import {
  calledBy,
  calledInstead,
  calledWithout,
  callIn,
  isCalled,
  isOfPlan,
  meetingFor,
  meetingState,
  withMeeting,
  withReply,
} from './meetings.js';
import {
  withArea,
  withClosed,
  withComment,
  withEvaluation,
  withFollowUp,
  withGoal,
  withIntervention,
  withReopened,
  withSubgoal,
} from './objects.js';
import type { Said } from './objects.js';
import { participantIn, takingPart, toldBy, withCoordinator, withoutParticipant, withParticipant } from './parties.js';
import { coordinatorOf } from '../plan.js';
import type { Plan, PlanFacts, PlanMeeting, PlanParticipant, PlanStep } from '../plan.js';
import { objectIn, textIn } from '../reading.js';
import { lookupIn } from './references.js';

const NOTHING: PlanFacts = {
  state: 'stoppad',
  coordinators: [],
  consents: [],
  areas: [],
  participants: [],
  meetings: [],
  goals: [],
  subgoals: [],
  interventions: [],
  handovers: [],
  deviations: [],
};

/** One message as the plan takes it in. */
interface Taken extends Said {
  readonly first: FirstCoordinator;
}

type Effect = (facts: PlanFacts, taken: Taken) => PlanFacts;

/** What each kind changes in what is known of a plan, its consent and its state aside. */
const EFFECTS: Readonly<Partial<Record<MessageKind, Effect>>> = {
  'sip-initiativ': (facts, { step }) => withNeed(facts, step),
  'sip-underlag': (facts, { step, first }) => withBasis(facts, step, first),
  'sip-kartlaggning': withArea,
  'sip-kallelse': withCall,
  'sip-deltagare': withTakingPart,
  'sip-mote': withMeetingTold,
  'sip-huvudmal': withGoal,
  'sip-delmal': withSubgoal,
  'sip-delmal-avslut': withClosed,
  'sip-insats': withIntervention,
  'sip-insats-avslut': withClosed,
  'sip-uppfoljning': withComment,
  'sip-utvardering': withEvaluation,
  'sip-delgivning': (facts, { step }) => withHandover(facts, step),
  'sip-samordningsansvarig': (facts, { step }) => {
    const coordinator = coordinatorIn(step.content, step);
    return coordinator === undefined ? facts : { ...withCoordinator(facts, coordinator, step), revisedAt: step.at };
  },
  'sip-ateroppnande': withReopened,
  'fast-vardkontakt': (facts, { step, first }) => withCareContact(facts, step, first),
  avliden: (facts, { step }) => withDeath(facts, step),
};

/** Reads everything that is known of a plan off its standing messages, oldest first; a plan of which none stands is stopped. */
export function foldPlan({ steps }: Pick<Plan, 'steps'>, { plan: rules }: Pick<Profile, 'plan'>): PlanFacts {
  const standing = standingSteps({ steps });
  const lookup = lookupIn(standing);
  const first = rules?.coordinator.first ?? 'sender';
  return standing.reduce<PlanFacts>((facts, step) => {
    const meant = (field: string) => {
      const reference = textIn(step.content, field);
      return reference === undefined ? undefined : lookup(reference, step.unit);
    };
    return after(facts, { step, first, meant }, step === standing[0]);
  }, NOTHING);
}

function after(facts: PlanFacts, taken: Taken, isOpening: boolean): PlanFacts {
  const { step, first } = taken;
  const heard = withConsents(facts, step);
  const told = EFFECTS[step.kind]?.(heard, taken) ?? heard;
  const led = isLeading(told, step, isOpening, first) ? takenOver(told, step) : told;
  return withState(led, step, isOpening);
}

/**
 * Whether the sender coordinates by this message: who begins the work does, and who calls first takes it over as long as no
 * person has been named (N-COORD-01, N-COORD-02). Where the care contact coordinates, a need that is only told makes nobody, and
 * nowhere one that is told by whom the consent with it leaves out (B-CON-07).
 */
function isLeading(facts: PlanFacts, step: PlanStep, isOpening: boolean, first: FirstCoordinator): boolean {
  const now = coordinatorOf(facts);
  if (step.kind === 'sip-kallelse' && step.content['purpose'] === 'sip') return now?.name === undefined;
  if (step.kind === 'sip-initiativ' && isUnnamed(facts, step.unit)) return false;
  return now === undefined && (first === 'sender' ? isOpening : step.kind === 'sip-underlag');
}

function withState(facts: PlanFacts, step: PlanStep, isOpening: boolean): PlanFacts {
  const known = step.stays === true && !isOpening ? facts : { ...facts, state: step.state };
  if (known.state === 'avslutad') return known.closed === undefined ? { ...known, closed: closedBy(step) } : known;
  const { closed, ...open } = known;
  return closed === undefined ? known : open;
}

function closedBy(step: PlanStep): NonNullable<PlanFacts['closed']> {
  const how = step.kind === 'avliden' ? 'avliden' : step.kind === 'sip-avslut' ? 'for-hand' : 'samtycke';
  const { content } = step;
  return {
    ...toldBy(step),
    how,
    ...present({ reason: textIn(content, 'reason'), comment: textIn(content, 'comment') }),
  };
}

/** Who is called to a SIP or its follow-up takes part from then on (N-PART-03). */
function withCall(facts: PlanFacts, { step }: Taken): PlanFacts {
  const meeting = callIn(facts, step);
  const earlier = facts.meetings.map((one) => (isReplaced(one, meeting) ? { ...one, calledOffAt: step.at } : one));
  const called: PlanFacts = { ...facts, meetings: [...earlier, meeting] };
  return isOfPlan(meeting) ? calledBy(facts, step).reduce(withParticipant, called) : called;
}

/** A new call takes the place of one to the same that has not begun. */
function isReplaced(one: PlanMeeting, next: PlanMeeting): boolean {
  return isOfPlan(one) && one.purpose === next.purpose && meetingState(one) === 'kallad';
}

/** Adds and removes those who take part, and notes what somebody who was called answered by hand. */
function withTakingPart(facts: PlanFacts, { step, meant }: Taken): PlanFacts {
  const named = objectIn(step.content, 'participant');
  if (named === undefined) return facts;
  const who = participantIn(named, step);
  const event = textIn(step.content, 'event');
  const handedBy = step.handled === true ? textIn(step.content, 'inPlaceOf') : undefined;
  if (event === 'tillagd')
    return handedBy === undefined ? withParticipant(facts, who) : inPlaceOf(handedBy, facts, who, step);
  if (event === 'borttagen')
    return calledWithout(withoutParticipant(facts, who, textIn(step.content, 'at') ?? step.at), who);
  const meeting = meetingOfReply(facts, step, meant('meeting'));
  return meeting?.called.some((one) => isCalled(one, who)) === true ? withReply(facts, meeting, who, step) : facts;
}

/** Who takes the place of another unit: in the plan if that took part in it, and wherever it was called. */
function inPlaceOf(unit: string, facts: PlanFacts, next: PlanParticipant, step: PlanStep): PlanFacts {
  const former = takingPart(facts).find(({ participantUnit }) => participantUnit === unit);
  const joined = former === undefined ? facts : withoutParticipant(withParticipant(facts, next), former, step.at);
  return calledInstead(joined, unit, next);
}

/** The meeting that an answer is about: the one that is named, else the latest call. */
export function meetingOfReply(facts: PlanFacts, step: PlanStep, named: string | undefined): PlanMeeting | undefined {
  if (step.content['meeting'] !== undefined) return facts.meetings.find(({ id }) => id === named);
  return meetingFor(facts, textIn(step.content, 'event') ?? '', undefined);
}

/** What is told of a meeting; one of the parties alone neither makes a plan nor says when that is followed up (N-ACTOR-08). */
function withMeetingTold(facts: PlanFacts, { step, meant }: Taken): PlanFacts {
  const { content } = step;
  const event = textIn(content, 'event') ?? '';
  const id = meant('meeting');
  if (content['meeting'] !== undefined && id === undefined) return facts;
  const meeting = meetingFor(facts, event, id);
  const told = withMeeting(facts, step, event, id);
  if (meeting !== undefined && !isOfPlan(meeting)) return told;
  const held = event === 'genomfort' && told !== facts ? withNextFollowUp(told, step, meeting) : told;
  const made =
    event === 'plan-skapad' && told !== facts ? { ...held, madeAt: held.madeAt ?? step.at, revisedAt: step.at } : held;
  const coordinator = coordinatorIn(content, step);
  return coordinator === undefined ? made : withCoordinator(made, coordinator, step);
}

/** A follow-up that was held sets the next one, or none. */
function withNextFollowUp(facts: PlanFacts, step: PlanStep, meeting: PlanMeeting | undefined): PlanFacts {
  if (meeting?.purpose !== 'uppfoljning') return withFollowUp(facts, step.content);
  const { followUpOn, remindOn, ...rest } = facts;
  return followUpOn === undefined && remindOn === undefined
    ? withFollowUp(facts, step.content)
    : withFollowUp(rest, step.content);
}
