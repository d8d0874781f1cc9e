import { PLAN_STATE_NAMES } from '#domain/plan/names.js';
import { REASON_CODES } from '#domain/reason.js';
import { both } from '../i18n/both.js';
import type { Texts } from '../i18n/sv.js';
import { sv } from '../i18n/sv.js';
import { dayAndTime } from '../stockholm-time.js';
import type { Outcome, Remark } from './outcome.js';

/** What the hub said to one message, for a person: a line, and one for each delivery and remark. */
export function outcomeLines(outcome: Outcome, file: string, nameOf: (hsaId: string) => string): string[] {
  const head = [outcome.code.padEnd(3), outcome.messageId ?? '-', verdictOf(outcome), file];
  const lines = [head.join('  ').trim()];
  const { episode, plan } = outcome;
  if (episode !== undefined)
    lines.push(
      `     ${both((texts) => texts.episode(episode.id, texts.episodeStates[episode.state] ?? episode.state))}`,
    );
  if (plan !== undefined)
    lines.push(`     ${both((texts) => texts.plans.planTitle(plan.id, planStateIn(texts, plan.state)))}`);
  for (const { unit, receiptDue } of outcome.deliveries) {
    const name = nameOf(unit);
    const receipt = both((texts) =>
      receiptDue === undefined ? texts.noReceipt : texts.receiptBy(dayAndTime(receiptDue, texts.locale)),
    );
    lines.push(`     -> ${name === unit ? unit : `${name} (${unit})`}: ${receipt}`);
  }
  return [...lines, ...outcome.remarks.map((remark) => `     ${remarkText(remark)}`)];
}

function planStateIn({ locale }: Texts, state: string): string {
  const name = Object.entries(PLAN_STATE_NAMES).find(([known]) => known === state)?.[1];
  if (name === undefined) return state;
  return locale === sv.locale ? name.sv : name.en;
}

function verdictOf({ kind, isRepeat }: Outcome): string {
  switch (kind) {
    case 'accepted':
      return both((texts) => (isRepeat ? `${texts.accepted}, ${texts.repeated}` : texts.accepted));
    case 'ignored':
      return both((texts) => texts.ignoredBySource);
    case 'refused':
      return both((texts) => texts.refused);
    case 'unanswered':
      return both((texts) => texts.noAnswerWanted);
  }
}

function remarkText(remark: Remark): string {
  const { severity, place, code, rule, text } = remark;
  const label = severity === 'warning' ? `${both((texts) => texts.warning)}: ` : '';
  const source = [code, rule].filter((part) => part !== undefined && part !== '').join(' ');
  const swedish = swedishOf(remark);
  const words = swedish === undefined ? text : `${swedish} · ${text}`;
  return `${label}${place === '' ? '' : `${place}  `}${words}${source === '' ? '' : `  [${source}]`}`;
}

/** What the answer says in Swedish, or else what its code means. */
export function swedishOf({ code, sv }: Pick<Remark, 'code' | 'sv'>): string | undefined {
  if (sv !== undefined) return sv;
  return Object.entries(REASON_CODES).find(([known]) => known === code)?.[1].sv;
}
