import type { DecisionGround } from './admission-plan.js';
import type { Both } from '../both.js';
import { holds } from '../condition.js';
import type { Subject } from '../condition.js';
import { fieldsOf } from '../episode/facts.js';
import { missingWords } from '../explain/foreseen.js';
import type { Directory } from '../directory/directory.js';
import type { Message } from '../message.js';
import type { CheckRule, KindRule } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Reason, Warning } from '../reason.js';

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
    reasons: failed.flatMap((check) =>
      'refuse' in check.otherwise ? [told(check, check.otherwise.refuse, subject)] : [],
    ),
    warnings: failed.flatMap((check) =>
      'warn' in check.otherwise ? [told(check, check.otherwise.warn, subject)] : [],
    ),
  };
}

/** In the words of the profile, with the units that have not said what is waited for. */
function told({ at, detail, sv, rule, must }: CheckRule, code: Reason['code'], subject: Subject): Reason {
  const missing = missingWords(must, subject).map(({ kind, units }) => ({ kind, from: units.join(', ') }));
  const en = [detail, ...missing.map(({ kind, from }) => `${kind} is missing from ${from}`)];
  const inSwedish = [sv, ...missing.map(({ kind, from }) => `${kind} saknas från ${from}`)];
  return reason(code, at, { ...textOf('en', en), ...textOf('sv', inSwedish) }, rule);
}

function textOf(language: keyof Both, parts: readonly (string | undefined)[]): Partial<Both> {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? {} : { [language]: said.join('; ') };
}

/** Words that units and functions are called by, with their inflections. */
const FUNCTION =
  /(central|mottagning|avdelning|enhet|kommun|region|sjukvård|socialtjänst|hemtjänst|boende|sköterska|handläggare|läkare|terapeut|samordnare|team|jour|rehab)(e?n|ens|et|ets|erna|s)?$/u;

/**
 * A care contact is a person, called by first name and family name, never a unit or a function (G-FVK-11); so is who coordinates
 * a plan, where the region says so (B-COORD-02).
 */
export function careContactReasons(message: Message, ground: DecisionGround): Reason[] {
  const { kind, content } = message;
  const { directory, profile } = ground;
  const [path, named] =
    kind === 'fast-vardkontakt' ? ['content', content] : ['content.careContact', fieldsOf(content['careContact'])];
  const { name } = kind === 'fast-vardkontakt' || kind === 'svar-pa-inskrivning' ? named : {};
  const isAPerson = typeof name !== 'string' || isPersonName(name, directory);
  const own = isAPerson ? [] : [reason('not-a-person', `${path}.name`, undefined, profile.rules['care-contact'])];
  return [...own, ...coordinatorReasons(message, ground)];
}

function coordinatorReasons({ content }: Message, { directory, profile }: DecisionGround): Reason[] {
  const rule = profile.plan?.rules?.['coordinator-name'];
  const { name } = fieldsOf(content['coordinator']);
  if (rule === undefined || typeof name !== 'string' || isPersonName(name, directory)) return [];
  return [reason('not-a-person', 'content.coordinator.name', undefined, rule)];
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
