import { describe, expect, it } from '@jest/globals';

import { UNITS } from '../../../../../test/support/domain.js';
import { planProfile, ToldPlan } from '../../../../../test/support/plan-steps.js';
import type { Content, MessageKind } from '../../message.js';
import type { Plan } from '../plan.js';
import { planRemarks } from './remarks.js';

const PROFILE = planProfile({
  followUpDays: { rule: 'G-SIP-35', least: 28, most: 184 },
  rules: { replacement: 'N-FUP-07', 'empty-subgoal': 'G-SIP-55' },
});

/** What is remarked when this is said last. */
function remarked(told: ToldPlan, kind: MessageKind, content: Content): string[] {
  told.tell(kind, content, { at: '2026-12-10T08:00:00Z' });
  const said = { kind, content, unit: UNITS.openCare, plan: told.plan };
  return planRemarks(said, PROFILE.plan!)
    .filter(({ code }) => !code.startsWith('wording-'))
    .map(({ code, rule, path }) => `${code} ${String(rule)} ${path}`);
}

/** A plan with a goal, a sub-goal s4 and in it a shared intervention s5. */
function planned(): ToldPlan {
  const told = new ToldPlan(PROFILE);
  told.tell('sip-underlag', {}, { state: 'samtycke' });
  told.tell('sip-mote', { event: 'genomfort', heldAt: '2026-12-08T14:00:00+01:00' }, { at: '2026-12-09T08:00:00Z' });
  told.tell('sip-huvudmal', { text: 'Jag vill bo hemma' });
  told.tell('sip-delmal', { heading: 'x', text: 'Jag går ut' });
  told.tell('sip-insats', { subgoal: 's4', text: 'Du får hjälp', shared: true });
  return told;
}

describe('what is remarked on messages of a plan', () => {
  it('[G-SIP-77] that the person has another plan, under an identity that came after this one began', () => {
    const content = { text: 'Jag vill bo hemma' };
    const told = planned();
    const codes = (plan: Plan) =>
      planRemarks({ kind: 'sip-huvudmal', content, unit: UNITS.openCare, plan }, PROFILE.plan!).map(({ code }) => code);
    const formerIds = [{ id: '191212721219', idType: 'samordningsnummer' as const }];
    expect(codes({ ...told.plan, formerIds })).not.toContain('under-former-identity');
    const now = formerIds.map((one) => ({ ...one, now: true as const }));
    expect(codes({ ...told.plan, formerIds: now })).toContain('under-former-identity');
  });

  it.each([
    ['2027-01-04', true],
    ['2027-01-05', false],
    ['2027-06-10', false],
    ['2027-06-11', true],
  ])('[G-SIP-34] [G-SIP-35] a follow-up on %s after a meeting on 8 December: remarked %s', (followUpOn, isOdd) => {
    const remarks = remarked(planned(), 'sip-huvudmal', { text: 'Jag vill bo hemma', followUpOn });
    expect(remarks).toEqual(isOdd ? ['follow-up-interval G-SIP-35 content.followUpOn'] : []);
  });

  it.each([
    ['sip-uppfoljning', { event: 'kommentar', intervention: 's5', outcome: 'motte-inte-behovet' }],
    ['sip-insats-avslut', { intervention: 's5', reason: 'motte-inte-behovet' }],
  ] as const)('[N-FUP-06] [N-FUP-07] %s that says it did not meet the need expects another', (kind, content) => {
    const expected = ['new-intervention-expected N-FUP-07 content.intervention'];
    expect(remarked(planned(), kind, content)).toEqual(expected);
    expect(remarked(planned(), kind, { ...content, intervention: 'm-s5' })).toEqual(expected);
    const replaced = planned();
    replaced.tell('sip-insats', { subgoal: 's4', text: 'Du får annan hjälp', shared: true, replaces: 's5' });
    expect(remarked(replaced, kind, content)).toEqual([]);
    expect(remarked(planned(), kind, { ...content, outcome: 'fortsatter', reason: 'utford' })).toEqual([]);
  });

  it('[G-SIP-55] a sub-goal for which nothing is done is remarked when the plan is handed over', () => {
    const delivery = { event: 'delgiven', way: 'utskrift' };
    expect(remarked(planned(), 'sip-delgivning', delivery)).toEqual([]);
    const empty = planned();
    empty.tell('sip-delmal', { heading: 'x', text: 'Jag läser' });
    expect(remarked(empty, 'sip-delgivning', delivery)).toEqual(['subgoal-without-intervention G-SIP-55 ']);
    empty.tell('sip-insats', { subgoal: 's7', text: 'Du får hjälp', shared: false });
    expect(remarked(empty, 'sip-delgivning', delivery)).toEqual(['subgoal-without-intervention G-SIP-55 ']);
  });

  it('[N-DOC-01] the wording is remarked too', () => {
    const told = planned();
    const content = { text: 'Trygghet' };
    told.tell('sip-huvudmal', content);
    const said = { kind: 'sip-huvudmal', content, unit: UNITS.openCare, plan: told.plan } as const;
    expect(planRemarks(said, PROFILE.plan!).map(({ code }) => code)).toContain('wording-no-activity');
  });

  it('says nothing by rules that the region does not have', () => {
    const others = { ...PROFILE.plan! };
    for (const key of ['followUpDays', 'rules', 'wording']) Reflect.deleteProperty(others, key);
    const told = planned();
    const content = { text: 'Trygghet', followUpOn: '2026-12-09' };
    told.tell('sip-huvudmal', content);
    expect(planRemarks({ kind: 'sip-huvudmal', content, unit: UNITS.openCare, plan: told.plan }, others)).toEqual([]);
  });
});
