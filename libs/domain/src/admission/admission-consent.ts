import type { Consent, Content, Message } from '../message.js';
import type { ConsentRule, HiddenField, KindRule } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Reason, Warning } from '../reason.js';

/** What recipients may see of a message by what the patient has consented to, and what the sender is told of it. */
export interface Passed {
  readonly content: Content;
  /** What is shown of the consent. */
  readonly consent: Consent | undefined;
  /** Nobody gets the message. */
  readonly isWithheld: boolean;
  /** What is not shown of the head. */
  readonly hidden: readonly HiddenField[];
  /** Content fields that recipients are not told, whether the message has them or not. */
  readonly untold: readonly string[];
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Warning[];
}

/** Lays the consent rules of a kind over a message (L-ADM-02, G-ADM-08, G-XFER-08, B-ADM-08, B-ADM-09). */
export function passedOn(message: Message, rule: KindRule, hasConsent: (scope: string) => boolean): Passed {
  const all: Passed = {
    content: message.content,
    consent: message.consent,
    isWithheld: false,
    hidden: [],
    untold: [],
    reasons: [],
    warnings: [],
  };
  return rule.consent.filter(({ scope }) => !hasConsent(scope)).reduce(withoutConsent, all);
}

function withoutConsent(passed: Passed, rule: ConsentRule): Passed {
  const { content } = passed;
  const isWhole = rule.fields.length === 0;
  const given = Object.keys(content).filter((field) => content[field] !== undefined);
  const held = given.filter((field) => (isWhole ? !rule.allowed.includes(field) : rule.fields.includes(field)));
  const isNothingLeft = isWhole && rule.allowed.length === 0;
  const paths = isNothingLeft ? ['consent'] : held.map((field) => `content.${field}`);
  if (rule.without === 'refuse') {
    return { ...passed, reasons: [...passed.reasons, ...paths.map((path) => missing('consent-required', path, rule))] };
  }
  return {
    content: Object.fromEntries(Object.entries(content).filter(([field]) => !held.includes(field))),
    consent: rule.without === 'tell' ? { given: false, scope: [rule.scope] } : passed.consent,
    isWithheld: passed.isWithheld || (isNothingLeft && rule.without === 'withhold'),
    hidden: [...passed.hidden, ...rule.hides],
    untold: [...passed.untold, ...rule.fields],
    reasons: passed.reasons,
    warnings: [...passed.warnings, ...paths.map((path) => missing('consent-missing', path, rule))],
  };
}

function missing(code: 'consent-required' | 'consent-missing', path: string, { scope, rule }: ConsentRule): Reason {
  const detail = { en: `it needs consent to ${scope}`, sv: `det kräver samtycke till ${scope}` };
  return reason(code, path, code === 'consent-missing' ? undefined : detail, rule);
}
