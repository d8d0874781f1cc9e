import { isAgreed } from '../folding/consents.js';
import { instantIn, later, latest, met, ownCalls, receivedAt, standingCalls } from './duty-view.js';
import type { Owed, DutyView } from './duty-view.js';
import { isKeptOut } from '../paper/print-jobs.js';
import type { CalledParticipant, PlanConsent, PlanMeeting } from '../plan.js';

/** What is owed from the first need until the meeting is over. */

/**
 * Somebody has seen a need or been told of a wish, and called to nothing yet (N-GEN-03, N-GEN-04, B-INI-07, B-CALL-03): the
 * work begins without delay, whether or not the person has been asked.
 */
export function need(view: DutyView): Owed[] {
  const { need: seen } = view.facts;
  if (seen === undefined) return [];
  const { message, startedAt } = needStart(view, seen);
  return [{ responsible: view.coordinator, message, startedAt, ...met(calledAt(view)) }];
}

/** The person is asked for what a call needs (N-GEN-03, N-CON-02, S-CON-01); an answer is an answer, also a no. */
export function consent(view: DutyView): Owed[] {
  const { facts, rules } = view;
  if (facts.need === undefined || rules.consent.toCall.length === 0) return [];
  const { message, startedAt } = needStart(view, facts.need);
  const answers = rules.consent.toCall.map((about) => firstAnswer(view, about));
  const at = answers.includes(undefined) ? undefined : latest(answers.flatMap((one) => one ?? []));
  return [{ responsible: view.coordinator, message, startedAt, ...met(at) }];
}

/** A message that only repeats what was said in an earlier one is no later answer. */
function firstAnswer({ facts }: DutyView, about: PlanConsent['about']): Date | undefined {
  const first = facts.consents.find((one) => one.about === about);
  return first && new Date(first.at);
}

/** Who may call does so; and calls anew when a meeting was called off before there is a plan (G-SIP-59, N-GEN-04). */
export function call(view: DutyView): Owed[] {
  const { facts, coordinator, rules } = view;
  const start = rules.consent.toCall.length === 0 ? facts.need && needStart(view, facts.need) : allowedAt(view);
  if (start === undefined) return [];
  return [{ responsible: coordinator, ...start, ...met(calledAt(view)) }, ...callsAnew(view)];
}

function callsAnew(view: DutyView): Owed[] {
  const calls = ownCalls(view);
  const firstHeld = calls.findIndex(({ held }) => held !== undefined);
  return calls.slice(0, firstHeld === -1 ? calls.length : firstHeld).flatMap(({ id, calledOffAt }, index) => {
    if (calledOffAt === undefined) return [];
    const step = view.steps.find(({ kind, at }) => kind === 'sip-mote' && at === calledOffAt);
    const startedAt = new Date(calledOffAt);
    const next = calls[index + 1];
    const at = next && receivedAt(view, next.id, next.at);
    // A call that was there before the other was called off is one all the same.
    const owed = { responsible: view.coordinator, message: step?.message ?? id, startedAt, about: id };
    return [{ ...owed, ...met(at && later(startedAt, at)) }];
  });
}

/** Since when all that a call needs is there: a yes, or an assessment of harm in its place (S-CON-01, S-CON-04). */
function allowedAt({ facts, rules }: DutyView): Pick<Owed, 'message' | 'startedAt'> | undefined {
  const { toCall, harmRule } = rules.consent;
  if (!toCall.every((about) => isAgreed(facts, about, harmRule !== undefined))) return undefined;
  const given = toCall.flatMap((about) => agreedSince(facts, about) ?? []);
  const last = given.reduce<PlanConsent | undefined>(
    (found, one) => (found === undefined || found.at < one.at ? one : found),
    undefined,
  );
  return last && { message: last.message, startedAt: new Date(last.at) };
}

/** The first yes since the last no: one that is only said again prolongs nothing. */
function agreedSince({ consents }: DutyView['facts'], about: PlanConsent['about']): PlanConsent | undefined {
  const answers = consents.filter((one) => one.about === about).sort((one, other) => (one.at < other.at ? -1 : 1));
  const lastNo = answers.findLastIndex(({ answer, harmAssessed }) => answer !== 'ja' && harmAssessed !== true);
  return answers[lastNo + 1];
}

function needStart(view: DutyView, { message, at }: { message: string; at: string }) {
  const told = receivedAt(view, message, at);
  const seen = instantIn(view.facts.need?.identifiedAt);
  // A clock of a sender that is ahead moves nothing.
  return { message, startedAt: seen === undefined || seen > told ? told : seen };
}

function calledAt(view: DutyView): Date | undefined {
  const first = ownCalls(view)[0];
  return first && receivedAt(view, first.id, first.at);
}

/** Each called unit plans for itself until the meeting (N-PREP-01, N-PREP-02, N-CALL-14, S-CALL-13, B-CALL-12, G-SIP-30). */
export function preparation(view: DutyView): Owed[] {
  return view.facts.meetings.flatMap((meeting) => {
    const { id, meetingAt, purpose, openedAt, held, called } = meeting;
    const from = instantIn(meetingAt);
    if (from === undefined || purpose === 'aktorsmote' || !isStandingOrHeld(view, meeting)) return [];
    // What is told of the meeting later came in time when the meeting did, and nobody prepared too late because it began late.
    const began = instantIn(openedAt) ?? instantIn(held?.heldAt);
    const begun = began !== undefined && began > from ? from : began;
    const startedAt = receivedAt(view, id, meeting.at);
    return unitsIn(called).map((responsible) => ({
      responsible,
      message: id,
      about: id,
      from,
      startedAt,
      ...met(begun),
    }));
  });
}

/** Who was called on paper has no receipt to give: whoever called notes that they answered (S-CALL-12, S-CALL-15). */
export function acknowledgement(view: DutyView): Owed[] {
  return standingCalls(view).flatMap((meeting) => {
    const asked = meeting.called.filter(isAskedOnPaper);
    if (asked.length === 0) return [];
    const answers = asked.map(({ acknowledgedAt, declinedAt }) => instantIn(acknowledgedAt ?? declinedAt));
    const at = answers.includes(undefined) ? undefined : latest(answers.flatMap((one) => one ?? []));
    const startedAt = receivedAt(view, meeting.id, meeting.at);
    return [{ responsible: view.coordinator, message: meeting.id, about: meeting.id, startedAt, ...met(at) }];
  });
}

/** Care and social services have to come and so to answer; others are asked and may (B-CALL-15). */
function isAskedOnPaper({ channel, relation }: CalledParticipant): boolean {
  return channel !== 'system' && (relation === 'vard' || relation === 'socialtjanst');
}

/** What was called is held, or called off (N-MEET-07). Whoever called to a meeting of the parties alone answers for that. */
export function meeting(view: DutyView): Owed[] {
  return view.facts.meetings.flatMap((one) => {
    const from = instantIn(one.meetingAt);
    if (from === undefined || !isStandingOrHeld(view, one)) return [];
    const responsible = one.purpose === 'aktorsmote' ? one.unit : view.coordinator;
    const startedAt = receivedAt(view, one.id, one.at);
    return [
      { responsible, message: one.id, about: one.id, from, startedAt, ...met(one.held && new Date(one.held.at)) },
    ];
  });
}

/** Letters of a call: to the person, relatives and whoever has no inbox (N-CALL-07, N-CALL-15); done when they are posted. */
export function letters(view: DutyView): Owed[] {
  return standingCalls(view).flatMap((one) =>
    one.called.some(({ channel, relation }) => channel !== 'system' && !isKeptOut(relation, view.facts))
      ? [
          {
            responsible: one.unit,
            message: one.id,
            about: one.id,
            startedAt: receivedAt(view, one.id, one.at),
            isEndedOutside: true,
          },
        ]
      : [],
  );
}

function isStandingOrHeld(view: DutyView, one: PlanMeeting): boolean {
  return one.held !== undefined || standingCalls(view).includes(one);
}

function unitsIn(called: readonly CalledParticipant[]): string[] {
  return [...new Set(called.flatMap(({ unit }) => unit ?? []))];
}

/** From when something that somebody else made possible runs for who came later. */
export function sinceJoined(view: DutyView, unit: string, start: Date): Date {
  const joined = view.facts.participants.findLast(
    ({ participantUnit, removedAt }) => participantUnit === unit && removedAt === undefined,
  );
  return joined === undefined ? start : later(start, new Date(joined.at));
}
