import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { EPISODE_STATES } from '#domain/episode/episode.js';
import { PLAN_ACTORS, PLAN_DUTIES, PLAN_ENGINE_RULES } from '#domain/plan/plan-rule.js';
import { PLAN_STATES } from '#domain/plan/plan.js';
import { checkProfile } from '#domain/profile/profile-check.js';
import { CONDITION_KEYS } from '#domain/profile/profile-conditions.js';
import { CUT_OFF_KEYS, DEADLINE_KEYS, DUE_KEYS } from '#domain/profile/profile-deadlines.js';
import {
  ABOUT,
  CHECK_KEYS,
  CONSENT_KEYS,
  GATES,
  KIND_KEYS,
  NAMED_KEYS,
  RECIPIENTS,
  WITHOUT_CONSENT,
} from '#domain/profile/profile-kinds.js';
import { ROOTS } from '#domain/profile/profile-paths.js';
import {
  CODE_KEYS,
  COORDINATOR_KEYS,
  PERMISSION_KEYS,
  PLAN_DUTY_KEYS,
  PLAN_KEYS,
} from '#domain/profile/profile-plan.js';
import { PLAN_TRANSITION_KEYS } from '#domain/profile/profile-plan-transitions.js';
import { CATEGORY_KEYS, PROFILE_KEYS, STEP_KEYS } from '#domain/profile/profile-shape.js';
import { CHECKLIST_KEYS, WAY_STEP_KEYS } from '#domain/profile/profile-steps.js';
import { TRANSITION_KEYS } from '#domain/profile/profile-transitions.js';
import { ENGINE_RULES } from '#domain/profile/profile.js';

import { testRegion } from '../support/test-region.js';

const page = readFileSync('docs/profiles.md', 'utf8');

interface Fragment {
  kinds: object;
  deadlines: object;
  transitions: object[];
}

describe('docs/profiles.md', () => {
  it.each<[string, readonly string[]]>([
    ['sections', PROFILE_KEYS],
    ['kinds', KIND_KEYS],
    ['named recipients', NAMED_KEYS],
    ['consent', CONSENT_KEYS],
    ['deadlines', DEADLINE_KEYS],
    ['due rules', DUE_KEYS],
    ['cut-offs', CUT_OFF_KEYS],
    ['conditions', CONDITION_KEYS],
    ['paths', ROOTS],
    ['categories', CATEGORY_KEYS],
    ['ladders', STEP_KEYS],
    ['transitions', TRANSITION_KEYS],
    ['checks', CHECK_KEYS],
    ['steps', WAY_STEP_KEYS],
    ['the page of checklists', CHECKLIST_KEYS],
    ['what the hub says by itself', ENGINE_RULES],
    ['recipients', RECIPIENTS],
    ['what a kind is about', ABOUT],
    ['gates', GATES],
    ['what happens without consent', WITHOUT_CONSENT],
    ['states', EPISODE_STATES],
    ['plans', [...PLAN_KEYS, ...PERMISSION_KEYS, ...PLAN_TRANSITION_KEYS, ...PLAN_DUTY_KEYS, ...COORDINATOR_KEYS]],
    ['codes of plans', CODE_KEYS],
    ['what the hub says of plans by itself', PLAN_ENGINE_RULES],
    ['states of plans', PLAN_STATES],
    ['duties around plans', PLAN_DUTIES],
    ['who may do something with a plan', PLAN_ACTORS],
  ])('tells of every key and choice of %s', (_title, names) => {
    expect(names.filter((name) => !new RegExp(`\`[^\`]*\\b${name}\\b[^\`]*\``).test(page))).toEqual([]);
  });

  it('has an example that a region can take in as it stands', () => {
    const [, block = ''] = /^ {3}```yaml\n(.*?)^ {3}```/ms.exec(page) ?? [];
    const more = parse(block) as Fragment;
    const region = testRegion() as Fragment;
    const check = checkProfile({
      ...region,
      kinds: { ...region.kinds, ...more.kinds },
      deadlines: { ...region.deadlines, ...more.deadlines },
      transitions: [...region.transitions, ...more.transitions],
    });
    expect(check.ok ? [] : check.problems).toEqual([]);
    expect(check.ok && check.profile.kinds.utskrivningsrapport?.keeps).toEqual(['medicalPlanAt']);
  });

  it('says of the shorter examples nothing that the check does not know', () => {
    const blocks = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block = '']) => parse(block) as object);
    const sections = blocks.map((block) => Object.keys(block)[0]);
    expect(sections).toEqual(expect.arrayContaining(['checks', 'deadlines', 'ladders', 'transitions', 'steps']));
    for (const block of blocks) expect(problemsOf(block).filter(isOfForm)).toEqual([]);
  });
});

/** What is wrong with a part of a profile, sections that it leaves out and names that it refers to aside. */
function problemsOf(part: object): string[] {
  const kinds =
    'checks' in part
      ? { kinds: { kommunklar: { rule: 'B-MUN-01', senders: ['sabo'], recipients: 'ward', ...part } } }
      : part;
  const check = checkProfile(kinds);
  return check.ok ? [] : check.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function isOfForm(problem: string): boolean {
  return !/is missing|no such (ladder|window)|window that does not exist|the region has no kind|no message can|no category concerns|no transition|no sequence of messages|not closed/.test(
    problem,
  );
}
