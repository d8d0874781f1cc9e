import type { StayDelivery } from '../../explain/explanation.js';
import type { CalledParticipant, PlanFacts, PlanMeeting } from '../plan.js';

/** The plan with the kvittens of each unit that was called in the system as its answer to the call; who told an answer by hand keeps it. */
export function withReceipts(facts: PlanFacts, deliveries: readonly StayDelivery[]): PlanFacts {
  return { ...facts, meetings: facts.meetings.map((meeting) => receipted(meeting, deliveries)) };
}

function receipted(meeting: PlanMeeting, deliveries: readonly StayDelivery[]): PlanMeeting {
  const ofCall = deliveries.filter(({ message }) => message === meeting.id || message === meeting.message);
  if (ofCall.length === 0) return meeting;
  return { ...meeting, called: meeting.called.map((one) => answered(one, ofCall)) };
}

function answered(one: CalledParticipant, ofCall: readonly StayDelivery[]): CalledParticipant {
  if (one.unit === undefined || one.acknowledgedAt !== undefined || one.declinedAt !== undefined) return one;
  const receipt = ofCall.findLast(({ unit, state }) => unit === one.unit && state === 'receipted')?.receiptAt;
  return receipt === undefined || receipt === null ? one : { ...one, acknowledgedAt: receipt.toISOString() };
}
