import type { Both } from '../both.js';
import type { DeadlineState } from './deadline.js';
import { anyOf, kindName, plain } from '../explain/names.js';
import type { DeadlineRule } from '../profile/profile.js';

const RECEIPT: Both = { sv: 'kvittens', en: 'receipt' };

/** What deadlines are called that are not called like the message that meets them. */
const NAMES: Readonly<Record<string, Both>> = {
  kvittens: RECEIPT,
  'inskrivningsmeddelande-efter-dygn': {
    sv: 'inskrivningsmeddelande efter ett dygn',
    en: 'admission notice after a day',
  },
  'beraknad-utskrivning': { sv: 'beräknat utskrivningsdatum', en: 'expected discharge date' },
  'utskrivningsklar-samma-dag': { sv: 'utskrivningsklar samma dag', en: 'ready told the same day' },
  'insatser-samma-dag': { sv: 'insatser samma dag', en: 'services the same day' },
  'fast-vardkontakt-senast': { sv: 'fast vårdkontakt senast', en: 'care contact at the latest' },
  informationsoverforing: { sv: 'informationsöverföring', en: 'transfer of information' },
};

/** Deadlines that have a name of their own. */
export const NAMED_DEADLINES: readonly string[] = Object.keys(NAMES);

/** What a deadline is called, as a noun; by the rule of its profile where that says more than its name. */
export function deadlineName(kind: string, rule?: Pick<DeadlineRule, 'scope' | 'metBy'>): Both {
  const known = Object.hasOwn(NAMES, kind) ? NAMES[kind] : undefined;
  if (known !== undefined) return known;
  if (rule?.scope === 'delivery') return RECEIPT;
  const named = kindName(kind);
  if (named.sv !== kind || rule === undefined || rule.metBy.length === 0)
    return named.sv === kind ? plain(kind) : named;
  return anyOf(rule.metBy.map(kindName));
}

/** The step of an escalation that somebody took before any step of its ladder had fired. */
export const NOTICED_STEP = 'uppmarksammad';

/** What the steps of ladders are called. */
export const STEP_NAMES = {
  paminnelse: { sv: 'påminnelse', en: 'reminder' },
  avsandare: { sv: 'besked till avsändaren', en: 'the sender is told' },
  avdelning: { sv: 'besked till avdelningen', en: 'the ward is told' },
  bestallare: { sv: 'besked till beställaren', en: 'whoever asked for it is told' },
  chef: { sv: 'besked till enhetens chef', en: "the unit's manager is told" },
  driftledning: { sv: 'besked till regionens driftledning', en: "the region's operations are told" },
  [NOTICED_STEP]: { sv: 'uppmärksammad av driften', en: 'noticed by operations' },
} as const satisfies Readonly<Record<string, Both>>;

/** What a step is called; a step of a profile that we do not know by its own name. */
export function stepName(step: string): Both {
  const names: Readonly<Record<string, Both>> = STEP_NAMES;
  return (Object.hasOwn(names, step) ? names[step] : undefined) ?? plain(step);
}

/** How a deadline stands. */
export const DEADLINE_STATE_NAMES = {
  open: { sv: 'öppen', en: 'open' },
  overdue: { sv: 'försenad', en: 'overdue' },
  met: { sv: 'uppfylld', en: 'met' },
  cancelled: { sv: 'avslutad utan krav', en: 'no longer asked for' },
} as const satisfies Readonly<Record<DeadlineState | 'overdue', Both>>;
