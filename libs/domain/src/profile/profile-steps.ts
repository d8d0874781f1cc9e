import type { ConfigReader } from '../config-reader.js';
import { readCondition } from './profile-conditions.js';
import type { ChecklistRule, StepRule } from './profile.js';
import { present, role, ruleId, unrepeated } from './profile-values.js';

export const WAY_STEP_KEYS = ['rule', 'roles', 'sv', 'en', 'when', 'done', 'checklist'] as const;
export const CHECKLIST_KEYS = ['rule', 'link'] as const;

/** Reads one step of the way through a stay. */
export function stepRule(entry: ConfigReader): StepRule {
  entry.only(WAY_STEP_KEYS);
  if (entry.at('roles').isEmptyList()) entry.at('roles').problem('a step is the step of somebody');
  return {
    rule: ruleId(entry.at('rule')),
    roles: unrepeated(entry.at('roles'), role),
    sv: entry.at('sv').text(),
    en: entry.at('en').text(),
    ...present({
      when: entry.optional('when', readCondition),
      done: entry.optional('done', readCondition),
      checklist: entry.optional('checklist', ruleId),
    }),
  };
}

/** Reads where the region keeps its checklists. */
export function checklistRule(entry: ConfigReader): ChecklistRule {
  entry.only(CHECKLIST_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    link: entry.at('link').textLike(/^https:\/\/[^\s"<>]+$/, 'an address that begins with https://'),
  };
}
