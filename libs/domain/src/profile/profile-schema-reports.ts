import { MEETING_FORMS } from '../content/sip.js';
import type {
  BASELINE_KEYS,
  MODEL_KEYS,
  PAID_MEETINGS_KEYS,
  PAYMENT_KEYS,
  PLAN_CALL_KEYS,
  REPORTS_KEYS,
  SHORT_NOTICE_KEYS,
} from './profile-reports.js';
import { MODELS } from './profile-reports.js';
import { described, listOf, objectOf, oneOf, ref, TEXT } from './profile-schema-parts.js';
import type { Schema } from './profile-schema-parts.js';
import { CALL_STARTS } from '../report/reports-rule.js';

const DAYS: Schema = { type: 'integer', minimum: 0 };

const MODEL: Record<(typeof MODEL_KEYS)[number], Schema> = {
  from: described('First day on which it holds, the first of a month', {
    type: 'string',
    pattern: '^\\d{4}-(0[1-9]|1[0-2])-01$',
  }),
  model: oneOf(MODELS),
  limitDays: described('For mean-days: mean days as ready that are free', { type: 'number', minimum: 0 }),
  cutOff: described('After this time of the day freeDaysAfter holds; 12:00 without it', ref('timeOfDay')),
  freeDays: described('The first liable day is so many days after that of the ready notice; 3 without it', DAYS),
  freeDaysAfter: described('The same for a notice that was sent after the cut-off; 4 without it', DAYS),
};

const PAYMENT: Record<(typeof PAYMENT_KEYS)[number], Schema> = {
  rule: ref('rule'),
  openCareTells: described('Kinds by which open care tells what it answers for', listOf(ref('kind'))),
  municipalRoles: described('Roles that the municipality fills', listOf(ref('role'))),
  models: described('Oldest first', listOf(objectOf(MODEL, ['from', 'model']), { minItems: 1 })),
};

const BASELINE: Record<(typeof BASELINE_KEYS)[number], Schema> = {
  rule: ref('rule'),
  sv: described('Whose mean it is, in Swedish', TEXT),
  en: described('The same in English', TEXT),
  days: { type: 'number', minimum: 0 },
};

const SHORT_NOTICE: Record<(typeof SHORT_NOTICE_KEYS)[number], Schema> = {
  rule: ref('rule'),
  kind: ref('kind'),
  field: described('Content field with the day of what is to come', TEXT),
  unless: described('Content field that is true in a message that calls it off', TEXT),
  days: described('Fewer days than this before it are short', DAYS),
};

const PLAN_CALL: Record<(typeof PLAN_CALL_KEYS)[number], Schema> = {
  rule: ref('rule'),
  from: described('From the ready notice, or from the judgement that it tells of', oneOf(CALL_STARTS)),
  days: described('Days that the call may take; 3 without it', DAYS),
};

const PAID_MEETINGS: Record<(typeof PAID_MEETINGS_KEYS)[number], Schema> = {
  rule: ref('rule'),
  forms: described('Forms of meeting for which whoever calls is paid', listOf(oneOf(MEETING_FORMS))),
};

const REPORTS: Record<(typeof REPORTS_KEYS)[number], Schema> = {
  baselines: described('Known means of days as ready, to be shown beside', listOf(objectOf(BASELINE))),
  shortNotice: described(
    'Messages of something to come',
    listOf(objectOf(SHORT_NOTICE, ['rule', 'kind', 'field', 'days'])),
  ),
  planCall: described(
    'By when the call to a plan is to come after a stay; three days of the notice without it',
    objectOf(PLAN_CALL, ['rule', 'from']),
  ),
  paidMeetings: described('Meetings of a plan for which whoever calls is paid', objectOf(PAID_MEETINGS)),
};

export const PAYMENT_SCHEMA = objectOf(PAYMENT, []);
export const REPORTS_SCHEMA = objectOf(REPORTS, []);
