import { holds } from '../condition.js';
import type { Subject } from '../condition.js';
import { CONSENT_ABOUT } from '../content/plan.js';
import type { MessageKind } from '../message.js';
import { ENDED_PLAN_STATES, PLAN_STATES, type PlanState } from '../plan/plan.js';
import type { PlanTransition } from '../plan/plan-rule.js';
import type { Note } from './profile-asks.js';
import type { PlanDraft } from './profile-plan.js';

/** Kinds by which the person takes back what a plan is built on. */
const TAKING_BACK: readonly MessageKind[] = ['samtycke', 'samtycke-aterkallat', 'sip-underlag'];

/** The message takes back everything, and nothing else is known. */
const TAKEN_BACK: Subject = {
  values: { plan: { takenBack: true, consent: Object.fromEntries(CONSENT_ABOUT.map((about) => [about, 'nej'])) } },
  said: [],
  parties: [],
  isReceipted: () => false,
  hasConsent: () => false,
  consentTo: () => undefined,
};

/**
 * Notes where the table lets a plan go on as if nothing had happened: after a death, or after the person has taken back what the plan
 * is built on (N-CLOSE-11, N-CLOSE-13, N-CLOSE-14).
 */
export function checkEnds(plan: PlanDraft, kinds: readonly MessageKind[], note: Note): void {
  const named = new Set(plan.transitions.flatMap(({ from, to }) => [from, to]));
  const open = PLAN_STATES.filter((state) => named.has(state) && !isEnd(state));
  if (kinds.includes('avliden')) {
    for (const source of ['manuell', 'folkbokforing']) {
      tell(
        open.filter((state) => !ends(deaths(plan, source, state))),
        `a death (${source}) leads nowhere`,
      );
    }
    const closes = open.every((state) => deaths(plan, 'manuell', state).some(({ to }) => isEnd(to)));
    if (!closes) note(['plan', 'transitions'], 'no row closes a plan when a death is told by hand');
  }
  for (const kind of plan.consent.closes.length === 0 ? [] : TAKING_BACK.filter((one) => kinds.includes(one))) {
    tell(
      open.filter((state) => !isEndedBy(kind, plan, state)),
      `${kind} that takes back a consent of plan.consent.closes ends no plan`,
    );
  }

  function tell(states: readonly PlanState[], what: string): void {
    if (states.length > 0) note(['plan', 'transitions'], `${what} in ${states.join(', ')}`);
  }
}

function isEnd(state: string): boolean {
  return ENDED_PLAN_STATES.some((end) => end === state);
}

function deaths({ transitions }: PlanDraft, source: string, state: PlanState): PlanTransition[] {
  return transitions.filter(
    ({ on, event, from }) => on === 'avliden' && from === state && (event === undefined || event === source),
  );
}

function ends(rows: readonly PlanTransition[]): boolean {
  return rows.some(({ when }) => when === undefined) && rows.every(({ to }) => to === 'avliden-aviserad' || isEnd(to));
}

/** A kind that fits nowhere in a state changes nothing there; without any row it fits, and changes nothing. */
function isEndedBy(kind: MessageKind, { transitions }: PlanDraft, state: PlanState): boolean {
  const own = transitions.filter(({ on }) => on === kind);
  const rows = own.filter(({ from }) => from === state);
  if (rows.length === 0) return own.length > 0;
  const row = rows.find(({ when }) => when === undefined || holds(when, TAKEN_BACK));
  return row !== undefined && isEnd(row.to);
}
