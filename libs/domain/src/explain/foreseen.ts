import { holds } from '../condition.js';
import type { Condition, Subject } from '../condition.js';
import { pathsOf } from '../condition-paths.js';

/**
 * What a condition will answer of a message that is not written yet: true or false where the stay alone decides it, undefined
 * where it depends on what the message says.
 */
export function foresee(condition: Condition, subject: Subject): boolean | undefined {
  if ('all' in condition) return everyOf(condition.all.map((one) => foresee(one, subject)));
  if ('any' in condition) return negated(everyOf(condition.any.map((one) => negated(foresee(one, subject)))));
  if ('not' in condition) return negated(foresee(condition.not, subject));
  return pathsOf(condition).every((path) => isKnown(path, subject)) ? holds(condition, subject) : undefined;
}

/** Of whom the message is, who sends it and what the stay holds is known beforehand. */
function isKnown(path: string, { values }: Subject): boolean {
  const [root = '', field = ''] = path.split('.');
  if (root === 'sender') {
    const sender: unknown = values['sender'];
    return typeof sender === 'object' && sender !== null && Object.hasOwn(sender, field);
  }
  return ['episode', 'said', 'roles', 'planningCategory', 'category', 'patient', 'kind'].includes(root);
}

function everyOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

/** Messages of parties that a condition waits for: each kind with the units that have not sent it. */
export function missingWords(condition: Condition, subject: Subject): { kind: string; units: string[] }[] {
  if ('all' in condition) return condition.all.flatMap((one) => missingWords(one, subject));
  if (!('saidByAll' in condition) || holds(condition, subject)) return [];
  const { kind, roles } = condition.saidByAll;
  const units = subject.parties
    .filter((party) => roles.includes(party.role))
    .filter((party) => !holds(condition, { ...subject, parties: [party] }))
    .map(({ unit }) => unit);
  return units.length === 0 ? [] : [{ kind, units }];
}
