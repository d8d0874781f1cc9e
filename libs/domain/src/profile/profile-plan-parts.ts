import type { ConfigReader } from '../config-reader.js';
import { CONSENT_ABOUT } from '../content/plan.js';
import { COLOUR_TRACKS } from '../content/planning.js';
import type { ConsentAbout } from '../plan/plan.js';
import type { PlanRules } from '../plan/plan-rule.js';
import { present, ruleId, unrepeated } from './profile-values.js';

/** The keys of the smaller parts of what a region says of its plans. */
export const PLAN_CONSENT_KEYS = ['rule', 'toCall', 'toMeet', 'closes', 'closesRule', 'harmRule', 'scopeRule'] as const;
export const DEATH_KEYS = ['rule', 'noticedRule'] as const;
export const SIGNERS = ['all', 'coordinator'] as const;
export const WORDING_KEYS = ['goal', 'poorGoal', 'subgoal', 'poorSubgoal', 'own', 'plain'] as const;
export const CALENDAR_COLOURS = ['sip', 'uppfoljning', 'aktorsmote', 'planerad-uppfoljning', 'paminnelse'] as const;
const PAPER_KEYS = ['rule', 'window', 'postedCounts'] as const;
export const WINDOW_SIDES = ['left', 'right'] as const;
export const SPAN_KEYS = ['rule', 'least', 'most'] as const;
export const HEX_COLOUR = /^#[0-9a-f]{6}$/;

type Calendar = NonNullable<PlanRules['calendar']>;
type Windows = NonNullable<PlanRules['meetingWindows']>;
type Span = NonNullable<PlanRules['followUpDays']>;

export function consentRules(entry: ConfigReader): PlanRules['consent'] {
  entry.only(PLAN_CONSENT_KEYS);
  const about = (key: 'toCall' | 'toMeet' | 'closes') =>
    unrepeated<ConsentAbout>(entry.at(key), (item) => item.oneOf(CONSENT_ABOUT));
  return {
    rule: ruleId(entry.at('rule')),
    toCall: about('toCall'),
    toMeet: about('toMeet'),
    closes: about('closes'),
    closesRule: ruleId(entry.at('closesRule')),
    scopeRule: ruleId(entry.at('scopeRule')),
    ...present({ harmRule: entry.optional('harmRule', ruleId) }),
  };
}

export function deathRule(entry: ConfigReader): PlanRules['death'] {
  entry.only(DEATH_KEYS);
  return { rule: ruleId(entry.at('rule')), noticedRule: ruleId(entry.at('noticedRule')) };
}

export function administratorsRule(entry: ConfigReader): NonNullable<PlanRules['administrators']> {
  entry.only(['rule', 'types']);
  if (entry.at('types').isEmptyList()) entry.at('types').problem('the list is empty, so that nobody is one');
  return { rule: ruleId(entry.at('rule')), types: unrepeated(entry.at('types'), (item) => item.text()) };
}

export function signingRule(entry: ConfigReader): NonNullable<PlanRules['signing']> {
  entry.only(['rule', 'by']);
  return { rule: ruleId(entry.at('rule')), by: entry.at('by').oneOf<'all' | 'coordinator'>(SIGNERS) };
}

export function wordingRule(entry: ConfigReader): NonNullable<PlanRules['wording']> {
  entry.only(WORDING_KEYS);
  return present(Object.fromEntries(WORDING_KEYS.map((key) => [key, entry.optional(key, ruleId)])));
}

export function portalRule(entry: ConfigReader): NonNullable<PlanRules['patientPortal']> {
  entry.only(['rule']);
  return { rule: ruleId(entry.at('rule')) };
}

export function calendarRule(entry: ConfigReader): Calendar {
  entry.only(['rule', 'colours']);
  const colours = entry.at('colours').only(CALENDAR_COLOURS);
  const colour = (of: (typeof CALENDAR_COLOURS)[number]) =>
    colours.at(of).textLike(HEX_COLOUR, "a colour such as '#1f6feb'");
  return {
    rule: ruleId(entry.at('rule')),
    colours: {
      sip: colour('sip'),
      uppfoljning: colour('uppfoljning'),
      aktorsmote: colour('aktorsmote'),
      'planerad-uppfoljning': colour('planerad-uppfoljning'),
      paminnelse: colour('paminnelse'),
    },
  };
}

export function windowsRule(section: ConfigReader): Windows {
  section.only(COLOUR_TRACKS);
  return present({
    bla: section.optional('bla', span),
    gron: section.optional('gron', span),
    gul: section.optional('gul', span),
    rod: section.optional('rod', span),
  });
}

export function paperRule(entry: ConfigReader): NonNullable<PlanRules['paper']> {
  entry.only(PAPER_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    window: entry.at('window').oneOf<'left' | 'right'>(WINDOW_SIDES),
    postedCounts: entry.at('postedCounts').flag(),
  };
}

export function followUpRule(entry: ConfigReader): Span {
  return span(entry);
}

function span(entry: ConfigReader): Span {
  entry.only(SPAN_KEYS);
  const read = { rule: ruleId(entry.at('rule')), least: entry.at('least').count(0), most: entry.at('most').count(0) };
  if (read.least > read.most) entry.at('least').problem('least is more than most');
  return read;
}
