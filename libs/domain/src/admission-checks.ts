import type { DecisionGround } from './admission-plan.js';
import { holds } from './condition.js';
import type { Subject } from './condition.js';
import { fieldsOf } from './episode/facts.js';
import type { Directory } from './directory.js';
import type { Message } from './message.js';
import type { CheckRule, KindRule } from './profile.js';
import { reason } from './reason.js';
import type { Reason, Warning } from './reason.js';

interface Checked {
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Warning[];
}

/** Everything that the profile asks of the message beyond its form, told at once. */
export function checkAgainst(rule: KindRule, subject: Subject): Checked {
  const failed = rule.checks.filter(
    ({ when, must }) => (when === undefined || holds(when, subject)) && !holds(must, subject),
  );
  return {
    reasons: failed.flatMap((check) => ('refuse' in check.otherwise ? [told(check, check.otherwise.refuse)] : [])),
    warnings: failed.flatMap((check) => ('warn' in check.otherwise ? [told(check, check.otherwise.warn)] : [])),
  };
}

function told({ at, detail, rule }: CheckRule, code: Reason['code']): Reason {
  return reason(code, at, detail, rule);
}

/** Words that units and functions are called by, with their inflections. */
const FUNCTION =
  /(central|mottagning|avdelning|enhet|kommun|region|sjukvård|socialtjänst|hemtjänst|boende|sköterska|handläggare|läkare|terapeut|samordnare|team|jour|rehab)(e?n|ens|et|ets|erna|s)?$/u;

/** A care contact is a person, called by first name and family name, never a unit or a function (G-FVK-11). */
export function careContactReasons({ kind, content }: Message, { directory, profile }: DecisionGround): Reason[] {
  const [path, named] =
    kind === 'fast-vardkontakt' ? ['content', content] : ['content.careContact', fieldsOf(content['careContact'])];
  const { name } = kind === 'fast-vardkontakt' || kind === 'svar-pa-inskrivning' ? named : {};
  if (typeof name !== 'string' || isPersonName(name, directory)) return [];
  return [reason('not-a-person', `${path}.name`, undefined, profile.rules['care-contact'])];
}

function isPersonName(name: string, { units, organisations }: Directory): boolean {
  const words = name
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter((word) => word !== '');
  if (words.length < 2 || /\d/u.test(name) || words.some((word) => FUNCTION.test(word))) return false;
  const whole = words.join(' ');
  const isCalled = (one: { name: string }) => one.name.toLowerCase() === whole;
  return ![...units.values()].some(isCalled) && ![...organisations.values()].some(isCalled);
}
