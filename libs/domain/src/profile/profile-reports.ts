import { parseCivilDate, type CivilDate } from '../calendar.js';
import { repeated, type ConfigReader } from '../config-reader.js';
import { MEETING_FORMS } from '../content/sip.js';
import { listAt, messageKind, present, role, ruleId, textAt, timeOfDay } from './profile-values.js';
import { LAW_MODEL, LAW_PAYMENT, type PaymentModel, type PaymentRule } from '../report/payment-rule.js';
import { CALL_STARTS, LAW_CALL } from '../report/reports-rule.js';
import type { Baseline, PaidMeetingsRule, PlanCallRule, ReportsRule, ShortNoticeRule } from '../report/reports-rule.js';

/** The keys of what a region says of liability and follow-up. */
export const PAYMENT_KEYS = ['rule', 'openCareTells', 'municipalRoles', 'models'] as const;
export const MODEL_KEYS = ['from', 'model', 'limitDays', 'cutOff', 'freeDays', 'freeDaysAfter'] as const;
export const REPORTS_KEYS = ['baselines', 'shortNotice', 'planCall', 'paidMeetings'] as const;
export const BASELINE_KEYS = ['rule', 'sv', 'en', 'days'] as const;
export const SHORT_NOTICE_KEYS = ['rule', 'kind', 'field', 'unless', 'days'] as const;
export const PLAN_CALL_KEYS = ['rule', 'from', 'days'] as const;
export const PAID_MEETINGS_KEYS = ['rule', 'forms'] as const;
export const MODELS = ['per-patient', 'mean-days'] as const;

/** Reads what was agreed on about liability; what is left out is the law's. */
export function paymentRule(entry: ConfigReader): PaymentRule {
  entry.only(PAYMENT_KEYS);
  return {
    rule: entry.optional('rule', ruleId) ?? LAW_PAYMENT.rule,
    openCareTells: entry.has('openCareTells') ? listAt(entry, 'openCareTells', messageKind) : LAW_PAYMENT.openCareTells,
    municipalRoles: entry.has('municipalRoles') ? listAt(entry, 'municipalRoles', role) : LAW_PAYMENT.municipalRoles,
    models: entry.optional('models', models) ?? LAW_PAYMENT.models,
  };
}

function models(entry: ConfigReader): PaymentModel[] {
  const read = entry.located(paymentModel);
  if (entry.isEmptyList()) entry.problem('no model is listed');
  read.forEach(({ value: { from }, at }, i) => {
    const before = read[i - 1]?.value.from;
    if (before !== undefined && from <= before) at.at('from').problem('models stand in order, the oldest first');
  });
  return read.map(({ value }) => value);
}

function paymentModel(entry: ConfigReader): PaymentModel {
  entry.only(MODEL_KEYS);
  const model = entry.at('model').oneOf<PaymentModel['model']>(MODELS);
  const isMean = model === 'mean-days';
  if (!isMean && entry.has('limitDays')) entry.at('limitDays').problem('limitDays goes with mean-days only');
  return {
    from: entry
      .at('from')
      .matching(isFirstOfMonth, () => 'the first day of a month, written YYYY-MM-DD in quotes', LAW_MODEL.from),
    model,
    limitDays: isMean ? entry.at('limitDays').count(0) : LAW_MODEL.limitDays,
    cutOff: entry.optional('cutOff', timeOfDay) ?? LAW_MODEL.cutOff,
    freeDays: entry.optional('freeDays', wholeDays) ?? LAW_MODEL.freeDays,
    freeDaysAfter: entry.optional('freeDaysAfter', wholeDays) ?? LAW_MODEL.freeDaysAfter,
  };
}

/** A month has one model, since a mean is of a whole month. */
function isFirstOfMonth(value: unknown): value is CivilDate {
  return typeof value === 'string' && parseCivilDate(value) !== undefined && value.endsWith('-01');
}

function wholeDays(entry: ConfigReader): number {
  const is = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return entry.matching(is, () => 'a whole number of days, at least 0', 0);
}

/** Reads what the follow-up of a region shows besides. */
export function reportsRule(entry: ConfigReader): ReportsRule {
  entry.only(REPORTS_KEYS);
  const shortNotice = entry.optional('shortNotice', (list) => list.located(shortNoticeRule)) ?? [];
  for (const { entry: again, key } of repeated(shortNotice, ({ value }) => value.kind)) {
    again.at.problem(`${key} is listed before`);
  }
  return {
    baselines: entry.optional('baselines', (list) => list.list(baseline)) ?? [],
    shortNotice: shortNotice.map(({ value }) => value),
    ...present({
      planCall: entry.optional('planCall', planCallRule),
      paidMeetings: entry.optional('paidMeetings', paidMeetingsRule),
    }),
  };
}

function planCallRule(entry: ConfigReader): PlanCallRule {
  entry.only(PLAN_CALL_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    from: entry.at('from').oneOf<PlanCallRule['from']>(CALL_STARTS),
    days: entry.optional('days', wholeDays) ?? LAW_CALL.days,
  };
}

function paidMeetingsRule(entry: ConfigReader): PaidMeetingsRule {
  entry.only(PAID_MEETINGS_KEYS);
  const form = (one: ConfigReader) => one.oneOf<PaidMeetingsRule['forms'][number]>(MEETING_FORMS);
  return { rule: ruleId(entry.at('rule')), forms: listAt(entry, 'forms', form) };
}

function baseline(entry: ConfigReader): Baseline {
  entry.only(BASELINE_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    sv: entry.at('sv').text(),
    en: entry.at('en').text(),
    days: entry.at('days').count(0),
  };
}

function shortNoticeRule(entry: ConfigReader): ShortNoticeRule {
  entry.only(SHORT_NOTICE_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    kind: messageKind(entry.at('kind')),
    field: entry.at('field').text(),
    days: wholeDays(entry.at('days')),
    ...present({ unless: textAt(entry, 'unless') }),
  };
}
