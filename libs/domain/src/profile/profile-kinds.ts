import type { ConfigReader } from '../config-reader.js';
import { readCondition } from './profile-conditions.js';
import { HIDDEN_FIELDS } from './profile.js';
import type { AloneRule, CheckRule, ConsentRule, EarlyRule, KindRule, NamedRule } from './profile.js';
import {
  flagAt,
  listAt,
  messageKind,
  present,
  refusal,
  remark,
  role,
  ruleId,
  textAt,
  unrepeated,
} from './profile-values.js';

export const RECIPIENTS = [
  'category',
  'parties',
  'others',
  'ward',
  'named',
  'withdrawn',
  'none',
  'participants',
] as const;
export const ABOUT = ['stay', 'person', 'free', 'plan'] as const;
export const GATES = ['notice', 'ready', 'sip'] as const;
export const WITHOUT_CONSENT = ['refuse', 'withhold', 'tell'] as const;

/** The keys of a kind, and of what stands in it. */
export const KIND_KEYS = [
  'rule',
  'senders',
  'notSenderTypes',
  'recipients',
  'named',
  'about',
  'changesPlan',
  'early',
  'alone',
  'receipt',
  'gate',
  'consent',
  'checks',
  'expectedFields',
  'keeps',
  'retracts',
  'retractsAll',
] as const;
export const NAMED_KEYS = ['rule', 'least', 'most', 'roles', 'notTypes'] as const;
export const EARLY_KEYS = ['rule', 'hours', 'notTypes'] as const;
export const ALONE_KEYS = ['rule'] as const;
export const CONSENT_KEYS = ['rule', 'scope', 'fields', 'allowed', 'without', 'hides'] as const;
export const CHECK_KEYS = ['rule', 'when', 'must', 'at', 'otherwise', 'detail', 'sv'] as const;

/** Reads what a region says of one message kind. */
export function kindRule(entry: ConfigReader): KindRule {
  entry.only(KIND_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    senders: unrepeated(entry.at('senders'), role),
    notSenderTypes: listAt(entry, 'notSenderTypes', text),
    recipients: entry.at('recipients').oneOf(RECIPIENTS),
    about: entry.optional('about', (value) => value.oneOf<KindRule['about']>(ABOUT)) ?? 'stay',
    consent: entry.optional('consent', (list) => list.list(consentRule)) ?? [],
    checks: entry.optional('checks', (list) => list.list(checkRule)) ?? [],
    expectedFields: Object.fromEntries(entry.optional('expectedFields', (fields) => fields.mapping(ruleId)) ?? []),
    keeps: listAt(entry, 'keeps', text),
    retractsAll: flagAt(entry, 'retractsAll'),
    ...present({
      changesPlan: flagAt(entry, 'changesPlan') ? true : undefined,
      named: entry.optional('named', namedRule),
      early: entry.optional('early', earlyRule),
      alone: entry.optional('alone', aloneRule),
      receipt: textAt(entry, 'receipt'),
      gate: entry.optional('gate', (name) => name.oneOf<'notice' | 'ready' | 'sip'>(GATES)),
      retracts: entry.optional('retracts', messageKind),
    }),
  };
}

function namedRule(entry: ConfigReader): NamedRule {
  entry.only(NAMED_KEYS);
  const least = entry.optional('least', (value) => value.count(0)) ?? 1;
  const most = entry.at('most').count(1);
  if (least > most) entry.at('least').problem('least is more than most');
  return {
    rule: ruleId(entry.at('rule')),
    least,
    most,
    roles: unrepeated(entry.at('roles'), role),
    notTypes: listAt(entry, 'notTypes', text),
  };
}

function earlyRule(entry: ConfigReader): EarlyRule {
  entry.only(EARLY_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    notTypes: listAt(entry, 'notTypes', text),
    ...present({ hours: entry.optional('hours', (value) => value.count(1)) }),
  };
}

function aloneRule(entry: ConfigReader): AloneRule {
  entry.only(ALONE_KEYS);
  return { rule: ruleId(entry.at('rule')) };
}

function consentRule(entry: ConfigReader): ConsentRule {
  entry.only(CONSENT_KEYS);
  const rule = {
    rule: ruleId(entry.at('rule')),
    scope: entry.at('scope').text(),
    fields: listAt(entry, 'fields', text),
    allowed: listAt(entry, 'allowed', text),
    without: entry.at('without').oneOf<ConsentRule['without']>(WITHOUT_CONSENT),
    hides: entry.optional('hides', (list) => unrepeated(list, (item) => item.oneOf(HIDDEN_FIELDS))) ?? [],
  };
  if (rule.fields.length > 0 && rule.allowed.length > 0) {
    entry
      .at('allowed')
      .problem('only where the whole message needs consent are fields of it allowed without: fields is given');
  }
  if (rule.hides.length > 0 && rule.without === 'refuse') {
    entry.at('hides').problem('a message that is refused is shown to nobody');
  }
  if (rule.fields.length > 0 && rule.without === 'tell') {
    entry.at('without').problem('tell is for whole messages: fields without consent are refused or withheld');
  }
  return rule;
}

function checkRule(entry: ConfigReader): CheckRule {
  entry.only(CHECK_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    must: readCondition(entry.at('must')),
    at: textAt(entry, 'at') ?? '',
    otherwise: otherwise(entry.at('otherwise')),
    ...present({
      when: entry.optional('when', readCondition),
      detail: textAt(entry, 'detail'),
      sv: textAt(entry, 'sv'),
    }),
  };
}

function otherwise(entry: ConfigReader): CheckRule['otherwise'] {
  entry.only(['refuse', 'warn']);
  if (entry.has('refuse') === entry.has('warn')) entry.problem('exactly one of refuse, warn is expected');
  return entry.has('warn') ? { warn: remark(entry.at('warn')) } : { refuse: refusal(entry.at('refuse')) };
}

function text(item: ConfigReader): string {
  return item.text();
}
