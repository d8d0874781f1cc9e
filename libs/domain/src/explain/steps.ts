import { holds } from '../condition.js';
import { PARTY_ROLES } from '../message.js';
import type { PartyRole } from '../message.js';
import type { StepRule } from '../profile/profile.js';
import type { ExplainedStep, Ground, RoleView } from './explanation.js';
import { listed, roleName } from './names.js';
import { subjectNow } from './subject.js';

/** The way through the stay as each role of the reader sees it (G-PLAN-28, G-PLAN-29, B-SCO-11, B-SCO-12). */
export function stepsFor(ground: Ground): RoleView[] {
  const { stay, profile, viewer } = ground;
  const present: PartyRole[] = ['slutenvard', ...stay.episode.facts.parties.map(({ role }) => role)];
  const shown = PARTY_ROLES.filter((role) => present.includes(role) && viewer.roles?.includes(role) !== false);
  const whole = subjectNow(ground);
  const steps = profile.steps.filter(
    ({ roles, when }) => roles.some((role) => present.includes(role)) && (when === undefined || holds(when, whole)),
  );
  return steps.length === 0 ? [] : shown.map((role) => ({ role, steps: viewOf(role, steps, present, ground) }));
}

/** One rule a step, told in each role's own way: its own are numbered and asked of its own part. */
function viewOf(
  role: PartyRole,
  steps: readonly StepRule[],
  present: readonly PartyRole[],
  ground: Ground,
): ExplainedStep[] {
  let number = 0;
  return steps.map((step) => {
    const { roles, sv, en, rule, done, checklist } = step;
    const isOwn = roles.includes(role);
    const whose = roles.filter((one) => present.includes(one));
    const isDone = done !== undefined && holds(done, subjectNow(ground, isOwn ? role : undefined));
    if (isOwn) number += 1;
    const page = ground.profile.checklists;
    return {
      ...(isOwn ? { number } : {}),
      text: { sv, en },
      state: done === undefined ? 'unseen' : isDone ? 'done' : 'open',
      roles: whose,
      whose: listed(whose.map(roleName)),
      rule,
      ...(isOwn && checklist !== undefined && page !== undefined
        ? { checklist: { rule: checklist, link: page.link } }
        : {}),
    };
  });
}
