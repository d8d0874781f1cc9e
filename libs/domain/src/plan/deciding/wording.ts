import type { Content, MessageKind } from '../../message.js';
import { reason } from '../../reason.js';
import type { ReasonCode, Warning } from '../../reason.js';
import type { PlanRules } from '../plan-rule.js';
import { objectIn, textIn } from '../reading.js';
import {
  DEFICITS,
  FIRST_PERSON,
  JARGON,
  NUMBERS,
  ORDERS,
  SECOND_PERSON,
  THIRD_PERSON,
  TIMES,
  VERBS,
} from './wording-words.js';

type WordingRules = NonNullable<PlanRules['wording']>;

/**
 * Advice on how a goal or an intervention is written (N-DOC-01..05, S-MEET-14, G-SIP-45, G-SIP-46, G-SIP-49). It looks for traits
 * of Swedish texts that the catalogues call good or poor, knows nothing of what is meant, and so never refuses anything.
 */
export function wordingRemarks(
  kind: MessageKind,
  content: Content,
  { wording }: Pick<PlanRules, 'wording'>,
): Warning[] {
  const text = textIn(content, 'text');
  if (wording === undefined || text === undefined) return [];
  if (kind === 'sip-huvudmal') return [...ofGoal(text, content, wording), ...ofPlainness(text, wording)];
  if (kind === 'sip-delmal') return [...ofSubgoal(text, wording), ...ofPlainness(text, wording)];
  if (kind === 'sip-insats') return [...ofIntervention(text, content, wording), ...ofPlainness(text, wording)];
  return [];
}

/** A remark where the region has a rule for it. */
function remark(code: ReasonCode, rule: string | undefined, path = 'content.text'): Warning[] {
  return rule === undefined ? [] : [reason(code, path, undefined, rule)];
}

function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase('sv').match(/[\p{L}\p{N}]+/gu) ?? [];
}

function hasOneOf(words: readonly string[], list: ReadonlySet<string>): boolean {
  return words.some((word) => list.has(word));
}

function ofGoal(text: string, content: Content, { goal, poorGoal }: WordingRules): Warning[] {
  const words = wordsOf(text);
  const isTimed = content['reachBy'] !== undefined || isWithTime(text, words);
  return [
    ...poorTraits(text, words).flatMap((code) => remark(code, poorGoal)),
    ...(isInFirstPerson(words) ? [] : remark('wording-not-in-first-person', goal)),
    ...(isTimed ? [] : remark('wording-no-time', goal)),
  ];
}

function ofSubgoal(text: string, { subgoal, poorSubgoal }: WordingRules): Warning[] {
  const words = wordsOf(text);
  return [
    ...poorTraits(text, words).flatMap((code) => remark(code, poorSubgoal)),
    ...(isInFirstPerson(words) ? [] : remark('wording-not-in-first-person', subgoal)),
  ];
}

/** What the catalogues call poor in a goal. */
function poorTraits(text: string, words: readonly string[]): ReasonCode[] {
  const isOwn = isInFirstPerson(words);
  const [first = ''] = words;
  const isOrder = !isOwn && (hasOneOf(words, SECOND_PERSON) || ORDERS.has(first));
  const isOutside = !isOwn && hasOneOf(words, THIRD_PERSON);
  const isAmount = isCounted(text) || (!isOwn && isScheduled(words));
  const isTopic = DEFICITS.has(first) || (!isOrder && !isOutside && !isAmount && !hasOneOf(words, VERBS));
  return [
    ...(isTopic ? (['wording-no-activity'] as const) : []),
    ...(isOrder ? (['wording-in-second-person'] as const) : []),
    ...(isOutside ? (['wording-need-of-provider'] as const) : []),
    ...(isAmount ? (['wording-amount-of-service'] as const) : []),
  ];
}

function isInFirstPerson(words: readonly string[]): boolean {
  return hasOneOf(words, FIRST_PERSON);
}

/** A multiplication sign with a number: an amount of help and nothing that anybody wants. */
function isCounted(text: string): boolean {
  return /(?<![\p{L}\p{N}])(?:[x×]\s?\d+|\d+\s?(?:[x×]|ggr))(?![\p{L}\p{N}])/iu.test(text);
}

/** So many times in some time, said of somebody else's work. */
function isScheduled(words: readonly string[]): boolean {
  return words.some(
    (word, index) =>
      (word === 'gånger' || word === 'gång' || word === 'timmar') &&
      (NUMBERS.has(words[index - 1] ?? '') || /^\d+$/.test(words[index - 1] ?? '')),
  );
}

function isWithTime(text: string, words: readonly string[]): boolean {
  return hasOneOf(words, TIMES) || /(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}|20\d{2})(?!\d)/.test(text);
}

function ofIntervention(text: string, content: Content, { own }: WordingRules): Warning[] {
  const words = wordsOf(text);
  const responsible = objectIn(content, 'responsible') ?? {};
  const isNamed = responsible['party'] === 'enhet' || responsible['party'] === 'annan';
  const isKnown =
    responsible['party'] !== undefined && (!isNamed || (responsible['unit'] ?? responsible['name']) !== undefined);
  return [
    ...(hasOneOf(words, SECOND_PERSON) ? [] : remark('wording-not-to-the-person', own)),
    ...(isKnown ? [] : remark('wording-nobody-responsible', own, 'content.responsible')),
  ];
}

function ofPlainness(text: string, { plain }: WordingRules): Warning[] {
  return hasOneOf(wordsOf(text), JARGON) ? remark('wording-jargon', plain) : [];
}
