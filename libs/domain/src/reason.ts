import type { Both } from './both.js';
import type { OutcomeClass } from './codes/entry.js';
import { PLAN_REMARK_CODES } from './codes/plan-remark-codes.js';
import { PLAN_RULE_CODES } from './codes/plan-rule-codes.js';
import { READING_CODES } from './codes/reading-codes.js';
import { REMARK_CODES } from './codes/remark-codes.js';
import { RULE_CODES } from './codes/rule-codes.js';
import { SERVICE_CODES } from './codes/service-codes.js';

export type { OutcomeClass } from './codes/entry.js';

/** One thing that is wrong: where, by which rule, and how to mend it. */
export interface Reason {
  /** Path in the wire model, such as `patient.id` or `content.expectedDischarge`; empty for the message as a whole. */
  path: string;
  /** Rule id, when a rule of the catalogues is behind it. */
  rule?: string;
  code: ReasonCode;
  message: string;
  /** What the code means and how to mend it, in Swedish; in answers always, elsewhere where there is more than the code says. */
  sv?: string;
  /** Where it stands in the bytes that came, both counted from 1; known for what could be located. */
  line?: number;
  column?: number;
}

/** A remark on an accepted message: not a reason to refuse it. */
export type Warning = Reason;

/**
 * Why a message is refused or remarked upon: stable codes, with texts in Swedish and English that never repeat a value of
 * the message, since it may be personal data. A new code goes into the list in `codes/` that it belongs to.
 */
export const REASON_CODES = {
  ...READING_CODES,
  ...RULE_CODES,
  ...PLAN_RULE_CODES,
  ...SERVICE_CODES,
  ...REMARK_CODES,
  ...PLAN_REMARK_CODES,
} as const;

export type ReasonCode = keyof typeof REASON_CODES;

/** The most telling outcome class of several reasons: what cannot be read or is not ours goes before what breaks a rule. */
export function outcomeClassOf(reasons: readonly Reason[]): OutcomeClass {
  const order: readonly OutcomeClass[] = [
    'internal',
    'unavailable',
    'too-many',
    'too-large',
    'unauthenticated',
    'not-allowed',
    'not-our-event',
    'unreadable',
    'against-rule',
    'conflict',
  ];
  const present = new Set<string>(reasons.map((reason) => REASON_CODES[reason.code].outcome));
  return order.find((outcome) => present.has(outcome)) ?? 'against-rule';
}

/** Builds a reason; `detail` says how to mend it, in English or in both languages, and must not repeat a value of the message. */
export function reason(code: ReasonCode, path: string, detail?: string | Partial<Both>, rule?: string): Reason {
  const means = REASON_CODES[code];
  const { en, sv } = typeof detail === 'string' ? { en: detail } : { ...detail };
  return {
    path,
    code,
    message: en === undefined ? means.en : `${means.en}: ${en}`,
    ...(rule === undefined ? {} : { rule }),
    ...(sv === undefined ? {} : { sv: `${means.sv}: ${sv}` }),
  };
}

/** What a reason says in Swedish: how to mend it where that is known, else what its code means. */
export function swedishOf({ code, sv }: Pick<Reason, 'code' | 'sv'>): string {
  return sv ?? REASON_CODES[code].sv;
}
