import type { Both } from '../../both.js';
import { deadlineName } from '../../deadline/deadline-names.js';
import { EPISODE_STATES } from '../../episode/episode.js';
import type { EpisodeState } from '../../episode/episode.js';
import { kindName, stateName } from '../../explain/names.js';
import { MESSAGE_KINDS, PLANNING_CATEGORIES } from '../../message.js';
import type { MessageKind } from '../../message.js';
import type { DeadlineRule, KindRule, LadderStep, Profile, TransitionRule, WindowRule } from '../profile.js';
import { codeName } from './code-names.js';
import { explainPlan } from './explain-plan.js';
import type { ExplainedPlan } from './explain-plan.js';
import { profileEn } from './texts-en.js';
import { profileSv } from './texts-sv.js';
import {
  checkWords,
  codes,
  conditionWords,
  consentWords,
  dueWords,
  endWords,
  owerWords,
  recipientWords,
  senderWords,
  startWords,
  stepAtWords,
  stepToWords,
} from './words.js';
import type { Telling } from './words.js';

/** A region's rules in both languages, for people who look them up. */
export interface ExplainedProfile {
  readonly id: string;
  readonly name: string;
  /** How many different rules it names. */
  readonly rules: number;
  readonly states: readonly { id: string; name: Both; order: number }[];
  readonly transitions: readonly ExplainedTransition[];
  readonly categories: readonly ExplainedCategory[];
  readonly kinds: readonly ExplainedKind[];
  readonly deadlines: readonly ExplainedDeadline[];
  /** Times of the day, by name. */
  readonly calendars: readonly { id: string; times: string[]; days: Both; rule: string }[];
  /** Plans (SIP); null where the region says nothing of them. */
  readonly plan: ExplainedPlan | null;
}

export interface ExplainedTransition {
  readonly on: string;
  readonly onName: Both;
  readonly from: string;
  readonly to: string;
  readonly rule: string | null;
  readonly when: Both | null;
}

export interface ExplainedCategory {
  readonly id: string;
  readonly recipients: Both;
  readonly notice: Both;
  readonly ready: Both;
  readonly fvk: boolean;
  readonly sip: boolean;
  readonly payment: boolean;
  readonly rule: string;
}

export interface ExplainedKind {
  readonly kind: string;
  readonly name: Both;
  readonly senders: Both;
  readonly recipients: Both;
  readonly rule: string;
  readonly receipt: string | null;
  /** What it has to fulfil and what needs consent, each with what happens otherwise and the rule. */
  readonly checks: Both[];
}

export interface ExplainedDeadline {
  readonly kind: string;
  readonly name: Both;
  readonly rule: string;
  readonly starts: Both;
  readonly due: Both;
  readonly responsible: Both;
  readonly ends: Both;
  readonly ladder: { step: string; send: LadderStep['send']; to: Both; at: Both; rule: string }[];
}

/** Explains a profile. */
export function explainProfile(profile: Profile): ExplainedProfile {
  const { id, name, transitions, kinds, deadlines, windows } = profile;
  return {
    ...{ id, name, rules: ruleCount(profile) },
    states: statesOf(transitions).map((state, order) => ({ id: state, name: stateTitle(state), order })),
    transitions: transitions.map(transition),
    categories: PLANNING_CATEGORIES.map((category) => explainedCategory(category, profile)),
    kinds: MESSAGE_KINDS.flatMap((kind) => {
      const rule = kinds[kind];
      return rule === undefined ? [] : [explainedKind(kind, rule)];
    }),
    deadlines: Object.entries(deadlines).map(([kind, rule]) => explainedDeadline(kind, rule, profile)),
    calendars: Object.entries(windows).map(([window, rule]) => calendar(window, rule)),
    plan: profile.plan === undefined ? null : explainPlan(profile.plan, profile, both),
  };
}

/** How many different rules a profile names, wherever it does. */
export function ruleCount(profile: Profile): number {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (
        /^(rule|lateRule|noticeRule|readyRule|sipRule|closesRule|scopeRule|harmRule|noticedRule|commentRule)$/.test(
          key,
        ) &&
        typeof item === 'string'
      )
        found.add(item);
      else look(item);
    }
  };
  look(profile);
  const { plan } = profile;
  for (const rules of [profile.rules, plan?.rules ?? {}, plan?.wording ?? {}]) {
    for (const rule of Object.values(rules)) found.add(rule);
  }
  return found.size;
}

/** Says the same in both languages. */
function both(say: (telling: Telling) => string): Both {
  return { sv: say(TELLINGS.sv), en: say(TELLINGS.en) };
}

const TELLINGS = {
  sv: { texts: profileSv, code: (name: string) => codeName(name).sv },
  en: { texts: profileEn, code: (name: string) => codeName(name).en },
} as const satisfies Record<keyof Both, Telling>;

function statesOf(transitions: readonly TransitionRule[]): (EpisodeState | 'none')[] {
  const known = new Set<string>(transitions.flatMap(({ from, to }) => [from, to]));
  return ['none', ...EPISODE_STATES.filter((state) => known.has(state))];
}

function stateTitle(state: EpisodeState | 'none'): Both {
  return state === 'none' ? { sv: 'inget vårdtillfälle', en: 'no care episode' } : stateName(state);
}

function transition({ on, from, to, when, flag }: TransitionRule): ExplainedTransition {
  return {
    ...{ on, from, to, onName: kindName(on), rule: flag?.rule ?? null },
    when: when === undefined ? null : both((telling) => conditionWords(when, telling)),
  };
}

function explainedCategory(id: (typeof PLANNING_CATEGORIES)[number], { categories }: Profile): ExplainedCategory {
  const { recipients, notice, ready, fvk, sip, payment, rule } = categories[id];
  return {
    ...{ id, fvk, sip, payment, rule },
    recipients: both((telling) =>
      recipients.length === 0 ? telling.texts.recipients.none : codes(recipients, telling),
    ),
    notice: both(({ texts }) => texts.notice[notice]),
    ready: both(({ texts }) => texts.notice[ready]),
  };
}

function explainedKind(kind: MessageKind, rule: KindRule): ExplainedKind {
  const checks = rule.checks.map((check) =>
    both((telling) => {
      const { asked, otherwise } = checkWords(check, telling);
      return `${asked}; ${telling.texts.or} ${otherwise} [${check.rule}]`;
    }),
  );
  const consent = rule.consent.map((one) =>
    both(
      (telling) =>
        `${consentWords(one, telling)}; ${telling.texts.or} ${telling.texts.otherwise[one.without]} [${one.rule}]`,
    ),
  );
  return {
    ...{ kind, name: kindName(kind), rule: rule.rule, receipt: rule.receipt ?? null, checks: [...checks, ...consent] },
    senders: both((telling) => senderWords(rule, telling)),
    recipients: both((telling) => recipientWords(rule, telling)),
  };
}

function explainedDeadline(kind: string, rule: DeadlineRule, { windows, ladders }: Profile): ExplainedDeadline {
  const steps = rule.ladder === undefined ? [] : (ladders[rule.ladder] ?? []);
  return {
    ...{ kind, name: deadlineName(kind, rule), rule: rule.rule },
    starts: both((telling) => startWords(rule, telling)),
    due: both((telling) => dueWords(rule.due, windows, telling)),
    responsible: both((telling) => owerWords(rule, telling)),
    ends: both((telling) => endWords(rule, telling)),
    ladder: steps.map((one) => ({
      ...{ step: one.step, send: one.send, rule: one.rule },
      to: both((telling) => stepToWords(one, telling)),
      // A window is named in the profile by what it is for; people want its times.
      at: both(({ texts }) =>
        stepAtWords(one, { texts, code: (window) => windows[window]?.times.join(', ') ?? window }),
      ),
    })),
  };
}

function calendar(id: string, { times, calendar: days, rule }: WindowRule): ExplainedProfile['calendars'][number] {
  return { id, times: [...times], days: both(({ texts }) => texts.days[days]), rule };
}
