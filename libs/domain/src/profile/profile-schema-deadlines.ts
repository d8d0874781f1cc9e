import type { CUT_OFF_KEYS, DEADLINE_KEYS } from './profile-deadlines.js';
import { INFORMED, RESPONSIBLE, SCOPES } from './profile-deadlines.js';
import { described, FLAG, HOURS, listOf, objectOf, oneOf, ref } from './profile-schema-parts.js';
import type { Schema } from './profile-schema-parts.js';

const kinds = listOf(ref('kind'));

const DEADLINE: Record<(typeof DEADLINE_KEYS)[number], Schema> = {
  rule: ref('rule'),
  lateRule: described('Rule behind the remark that it ended late; rule without it', ref('rule')),
  lateCode: ref('remark'),
  scope: described(
    'delivery: kvittens of each recipient. answer: an answer of each recipient. episode: one for the stay',
    oneOf(SCOPES),
  ),
  responsible: described('Whose duty it is, for the scope episode', oneOf(RESPONSIBLE)),
  withoutCoordinator: described('With coordinator: whose parties owe it as long as nobody coordinates', ref('role')),
  informs: described('Who waits for it', oneOf(INFORMED)),
  when: described('It starts only where this holds', ref('condition')),
  roles: described('For the scope answer: which recipients owe one; all without it', listOf(ref('role'))),
  due: ref('due'),
  strict: described('The due instant itself is too late', FLAG),
  from: described(
    'Content fields that hold instants, or episode. and what is known: the latest is the start. Without them it starts when ' +
      'the message arrives',
    listOf(ref('field')),
  ),
  startedBy: kinds,
  after: described('It starts once all that got the first of these messages have receipted it', oneOf(['receipts'])),
  restarts: described('A message with another start takes its place', FLAG),
  metBy: kinds,
  metByField: described('Only a message with this content field meets it', ref('field')),
  metWhen: described('Only a message for which this holds meets it', ref('condition')),
  cancelledBy: kinds,
  cancelledWhen: described('It is owed no more once this holds of the stay', ref('condition')),
  ladder: ref('name'),
  annotate: described('From which day services can be promised stands in the message', oneOf(['servicesFrom'])),
};

const CUT_OFF: Record<(typeof CUT_OFF_KEYS)[number], Schema> = {
  time: ref('timeOfDay'),
  calendar: described('Days on which the cut-off holds', ref('calendar')),
  before: ref('due'),
  from: described('From that time on', ref('due')),
  otherDays: described('On days that the calendar does not have; as after the cut-off without it', ref('due')),
};

const DUE: Readonly<Record<string, Schema>> = {
  window: described('The next time of this window', ref('name')),
  hours: described('Elapsed hours', HOURS),
  endOf: described('The end of the day of the start, or of the weekday after it', oneOf(['day', 'next-weekday'])),
  timeOfDay: described('That time of the day of the start', ref('timeOfDay')),
  nextWeekdayAt: described('That time of the first weekday after the day of the start', ref('timeOfDay')),
  days: described('The end of the last of so many days after the day of the start', HOURS),
  cutOff: described(
    'One rule before a time of the day, another from it on',
    objectOf(CUT_OFF, ['time', 'before', 'from']),
  ),
  orEndOf: described(
    'With hours: when they run out on a day off, the end of the next weekday',
    oneOf(['next-weekday']),
  ),
  calendar: described('With days: which days count', ref('calendar')),
};

export const DEADLINE_SCHEMA = objectOf(DEADLINE, ['rule', 'scope', 'due']);
export const DUE_SCHEMA = objectOf(DUE, [], { minProperties: 1 });
