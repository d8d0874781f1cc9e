import { describe, expect, it } from '@jest/globals';

import { changed } from '../../../../test/support/changed.js';
import { readYaml } from '../../../../test/support/repository-files.js';
import { checkProfile } from './profile-check.js';

const STEP = { rule: 'G-PLAN-29', roles: ['oppenvard'], sv: 'Svara', en: 'Answer' };

function check(changes: Readonly<Record<string, unknown>>) {
  return checkProfile(changed(readYaml('test/support/process.yaml'), changes));
}

/** What is wrong with these steps, as `place: reason`. */
function problems(steps: unknown, more: Readonly<Record<string, unknown>> = {}): string[] {
  const found = check({ steps, ...more });
  return found.ok ? [] : found.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('the steps of a profile', () => {
  it('may be left out, and so may the page of checklists', () => {
    const { ok, ...read } = check({});
    expect(ok).toBe(true);
    expect(read).toMatchObject({ profile: { steps: [] } });
    expect(read).not.toHaveProperty('profile.checklists');
  });

  it('are read with what they ask of the stay, and the page of checklists with its address', () => {
    const step = {
      ...STEP,
      when: { is: { path: 'category.fvk', value: true } },
      done: { saidByAll: { kind: 'svar-pa-inskrivning', roles: ['oppenvard'] } },
      checklist: 'G-PLAN-28',
    };
    const checklists = { rule: 'G-PLAN-30', link: 'https://checklistor.example/' };
    expect(check({ steps: [step, STEP], checklists })).toMatchObject({
      profile: { steps: [step, STEP], checklists },
    });
  });

  it.each([
    [{ ...STEP, roles: [] }, 'steps.0.roles: a step is the step of somebody'],
    [{ ...STEP, roles: ['kommunen'] }, /^steps\.0\.roles\.0: .*one of/],
    [{ ...STEP, en: undefined }, /^steps\.0\.en: .*missing/],
    [{ ...STEP, rule: 'ANS' }, /^steps\.0\.rule: /],
    [{ ...STEP, klar: true }, /^steps\.0.*klar/],
    [
      { ...STEP, done: { has: 'content.information' } },
      'steps.0.done: content.information is about a message: steps are asked of the stay alone',
    ],
    [
      { ...STEP, when: { is: { path: 'sender.role', value: 'sabo' } } },
      'steps.0.when: sender.role is about a message: steps are asked of the stay alone',
    ],
    [{ ...STEP, done: { has: 'episode.kommunklar' } }, /^steps\.0\.done\.has: nothing stands at episode\.kommunklar/],
    [
      { ...STEP, done: { said: { kind: 'kommunklar', has: 'contacts' } } },
      /^steps\.0\.done\.said\.has: the kind kommunklar does not keep contacts/,
    ],
    [{ ...STEP, checklist: 'G-PLAN-28' }, 'steps.0.checklist: the profile names no page of checklists'],
  ])('%j is told as a problem', (step, expected) => {
    const pattern = typeof expected === 'string' ? expected : expect.stringMatching(expected);
    expect(problems([step])).toEqual([pattern]);
  });

  it.each(['http://checklistor.example/', 'checklistor.example', 'https://a b', 'javascript:alert(1)'])(
    'have no page of checklists at %s',
    (link) => {
      expect(problems([], { checklists: { rule: 'G-PLAN-30', link } })).toEqual([
        expect.stringMatching(/^checklists\.link: .*https/),
      ]);
    },
  );

  it('leave a check its words in Swedish beside the English', () => {
    const check0 = { rule: 'G-PLAN-09', must: { has: 'content.information' }, otherwise: { warn: 'incomplete' } };
    const checks = [{ ...check0, at: 'content.information', detail: 'say it', sv: 'säg det' }];
    expect(check({ 'kinds.svar-pa-inskrivning.checks': checks })).toMatchObject({
      profile: { kinds: { 'svar-pa-inskrivning': { checks } } },
    });
  });
});
