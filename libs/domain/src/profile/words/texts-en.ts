import type { ProfileTexts } from './texts.js';

const span = (least: number | undefined, most: number | undefined) =>
  least === undefined
    ? `at most ${String(most)}`
    : most === undefined
      ? `at least ${String(least)}`
      : `${String(least)} to ${String(most)}`;
const days = (count: number, isWeekdays: boolean) =>
  `${String(count)} ${isWeekdays ? 'week' : ''}day${count === 1 ? '' : 's'}`;

/** The rules of profiles in English. */
export const profileEn: ProfileTexts = {
  recipients: {
    category: 'those whom the category concerns',
    parties: 'the parties',
    others: 'the other parties and the ward',
    ward: 'the ward',
    withdrawn: 'those who got the withdrawn one',
    participants: 'those who take part in the plan',
    none: 'nobody',
  },
  named: (least, most, roles) => `${least === most ? String(most) : `${String(least)} to ${String(most)}`} of ${roles}`,
  ward: 'the ward',
  sender: 'the sender',
  notTypes: (types) => `not ${types}`,
  early: (hours) =>
    hours === undefined ? 'may come before the episode' : `may come up to ${String(hours)} h before the episode`,
  each: 'each recipient',
  eachOf: (roles) => `each recipient: ${roles}`,
  delivery: 'the delivery',
  receipts: (kinds) => `the last receipt of ${kinds}`,
  when: (condition) => `if ${condition}`,
  withField: (field) => `with ${field}`,
  cancelled: (kinds) => `called off by ${kinds}`,
  pointless: (condition) => `over if ${condition}`,
  coordinator: (role) => `whoever coordinates, otherwise ${role}`,
  alone: 'also without a stay',
  receiptEnds: 'the receipt',
  otherwise: { refuse: 'refused', warn: 'remark', withhold: 'not passed on', tell: 'passed on without content' },
  wholeMessage: 'the whole message',
  allBut: (fields) => `everything but ${fields}`,
  stepTo: { responsible: 'whoever is late', sender: 'whoever waits', manager: 'the manager', operations: 'operations' },
  afterHours: (hours) => (hours === 0 ? 'at the due time' : `${String(hours)} h after`),
  repeated: (window) => `again at ${window}`,
  fromStart: 'also before the due time',
  repeatedUntil: (step) => `until ${step}`,
  due: {
    window: (times, isWeekdays) => `the next ${times} ${isWeekdays ? 'of a weekday' : 'of any day'}`,
    hours: (hours) => `${String(hours)} h`,
    prolonged: 'when that is a day off: the end of the next weekday',
    endOf: { day: 'the same day', 'next-weekday': 'the end of the next weekday' },
    timeOfDay: (time) => `${time} the same day`,
    nextWeekdayAt: (time) => `${time} the next weekday`,
    days: (count, isWeekdays) => `the end of ${days(count, isWeekdays)}`,
    before: (time, isWeekdays, due) => `before ${time}${isWeekdays ? ' of a weekday' : ''}: ${due}`,
    from: (time, due) => `from ${time}: ${due}`,
    otherDays: (due) => `other days: ${due}`,
  },
  plan: {
    actors: {
      coordinator: 'whoever coordinates',
      participant: 'whoever takes part',
      owner: 'whoever wrote it',
      administrator: 'those who correct for others',
      anyone: 'all who may send it',
      'care-contact': 'the unit of the care contact',
      initiator: 'the unit that saw the need',
      stay: 'those who have the person in the stay of the plan',
      elsewhere: 'those who have the person in another stay or plan',
    },
    atStart: 'at that very time',
    moved: (days) => `counted from ${String(Math.abs(days))} days ${days < 0 ? 'before' : 'after'}`,
  },
  asks: {
    has: (path) => `there is ${path}`,
    lacks: (path) => `there is no ${path}`,
    is: (path, value) => `${path} is ${value}`,
    in: (path, values) => `${path} is one of ${values}`,
    ordered: (first, second) => `${first} is not later than ${second}`,
    least: (path, least) => `at least ${String(least)} of ${path}`,
    most: (path, most) => `at most ${String(most)} of ${path}`,
    said: (kind, by, field) =>
      `${kind}${field === '' ? '' : ` with ${field}`} has come${by === '' ? '' : ` from ${by}`}`,
    saidByAll: (kind, roles, since) =>
      `${kind} has come from all of ${roles}${since === '' ? '' : ` after the last ${since}`}`,
    receipted: (kind) => `all have receipted ${kind}`,
    consent: (scope) => `consent to ${scope}`,
    refused: (scope) => `no to ${scope}`,
    agreed: (scope, units) => `the consent to ${scope} covers ${units}`,
    same: (first, second) => `${first} is the same as ${second}`,
    among: (first, second) => `${first} is among ${second}`,
    every: (list, must, when) => `of each of ${list}${when === undefined ? '' : ` where ${when}`}: ${must}`,
    apart: (first, second) => `nothing of ${first} is among ${second}`,
    within: (from, through, least, most) => `${through} is ${span(least, most)} days after the first known of ${from}`,
    lasts: (from, through, count, isWeekdays) => `${through} is at least ${days(count, isWeekdays)} after ${from}`,
    longer: (from, through, hours) => `${through} is more than ${String(hours)} h after ${from}`,
    weekday: (path) => `${path} is a weekday`,
    age: (path, least, most) => `the patient is ${span(least, most)} years old at ${path}`,
    inWords: (path) => `${path} is in words`,
    and: 'and',
    or: 'or',
    not: (condition) => `not (${condition})`,
  },
  yes: 'yes',
  or: 'otherwise',
  days: { 'every-calendar-day': 'every day', weekdays: 'weekdays' },
  notice: {
    never: 'no',
    physician: 'if a physician judged it needed',
    'if-notice': 'if an admission notice was sent',
    always: 'yes',
  },
};
