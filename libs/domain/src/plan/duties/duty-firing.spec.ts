import { describe, expect, it } from '@jest/globals';

import { demoDirectory, UNITS } from '../../../../../test/support/domain.js';
import { dutyRules, planProfile, ToldPlan } from '../../../../../test/support/plan-steps.js';
import type { Deadline } from '../../deadline/deadline.js';
import { ladderOf, planDutyOf } from '../../deadline/deadline.js';
import { decideFiring, rungsAhead } from '../../deadline/firing.js';
import type { DeadlineSubject } from '../../deadline/firing.js';
import type { Profile } from '../../profile/profile.js';
import { changeDuties } from './reconcile.js';

const LADDER = [
  { step: 'paminnelse', rule: 'N-SUB-02', send: 'paminnelse', to: 'responsible', afterHours: 0 },
  { step: 'avsandare', rule: 'N-SUB-02', send: 'eskalering', to: 'sender', afterHours: 24 },
  { step: 'hemsjukvard', rule: 'N-SUB-02', send: 'eskalering', to: 'hemsjukvard', afterHours: 24 },
] as const;

const PROFILE: Profile = {
  ...planProfile({ duties: { 'sip-delmal-insatser': dutyRules()['sip-delmal-insatser']! } }),
  ladders: { plan: LADDER },
};

/** What social services owe after the main goal, and what is known of the plan. */
function owed(): { deadline: Deadline; subject: DeadlineSubject } {
  const told = new ToldPlan(PROFILE);
  told.tell('sip-underlag', { coordinator: { name: 'Frida Vik' } }, { state: 'samtycke' });
  told.tell('sip-kallelse', { purpose: 'sip' }, { to: [UNITS.social, UNITS.homeCare] });
  told.tell('sip-mote', { event: 'genomfort' });
  told.tell('sip-huvudmal', { text: 'Jag vill bo hemma' });
  const ground = { profile: PROFILE, newId: () => 'd1' };
  const { plan } = told;
  const { started } = changeDuties({ plan, known: [], ground, now: new Date(0), message: 's4' });
  const its = started.find(({ responsible }) => responsible === UNITS.social)!;
  const { id, kind, rule, startedAt, due, responsible, informs, about } = its;
  const deadline: Deadline = {
    ...{ id, kind, rule, startedAt, due, responsible, informs, about },
    ...{ profile: PROFILE.id, state: 'open', episode: undefined, delivery: undefined, fired: [] },
    message: 's4',
    plan: plan.id,
  };
  const parties = [
    { unit: UNITS.openCare, role: 'oppenvard' },
    { unit: UNITS.social, role: 'socialtjanst' },
    { unit: UNITS.homeCare, role: 'hemsjukvard' },
  ] as const;
  const subject = { episodeNumber: undefined, messageId: 'm-s4', messageKind: 'sip-huvudmal', parties };
  return { deadline, subject: { ...subject, coordinator: UNITS.openCare } };
}

let ids = 0;
const GROUND = { profile: PROFILE, directory: demoDirectory(), newId: () => `h${String((ids += 1))}` };
const hoursAfter = ({ due }: Deadline, hours: number) => new Date(due.getTime() + hours * 3_600_000);

describe('the ladder of what is owed around a plan', () => {
  it('[N-SUB-02] reminds the unit at its due time, and a day later tells who coordinates and who takes part in a role', () => {
    const { deadline, subject } = owed();
    const first = decideFiring(deadline, subject, GROUND, deadline.due);
    expect(first.firings.map(({ to }) => to)).toEqual([UNITS.social]);
    const later = decideFiring({ ...deadline, fired: first.fired }, subject, GROUND, hoursAfter(deadline, 24));
    expect(later.firings.map(({ to, step }) => `${step.step} ${String(to)}`)).toEqual([
      `avsandare ${UNITS.openCare}`,
      `hemsjukvard ${UNITS.homeCare}`,
    ]);
    expect(later.nextFireAt).toBeNull();
  });

  it('[N-COORD-05] tells who coordinates by now, and nobody twice when that is the one who is late', () => {
    const { deadline, subject } = owed();
    const told = (coordinator: string) =>
      rungsAhead(deadline, { ...subject, coordinator }, GROUND, deadline.startedAt).find(
        ({ step }) => step.step === 'avsandare',
      )?.to;
    expect(told(UNITS.homeCare)).toEqual([UNITS.homeCare]);
    expect(told(UNITS.social)).toEqual([]);
  });

  it('says which plan it is about, and nothing of the person', () => {
    const { deadline, subject } = owed();
    const [{ hubMessage } = {}] = decideFiring(deadline, subject, GROUND, deadline.due).firings;
    expect(hubMessage?.message).toMatchObject({ kind: 'paminnelse', plan: 'plan-1', content: { kind: deadline.kind } });
    expect(hubMessage?.message).not.toHaveProperty('patient');
    expect(hubMessage?.message).not.toHaveProperty('episode');
  });

  it('is that of the duty in the section of plans', () => {
    expect(ladderOf(PROFILE, 'sip-delmal-insatser')).toBe(LADDER);
    expect(ladderOf(PROFILE, 'sip-huvudmal')).toEqual([]);
    expect(planDutyOf(PROFILE, 'sip-delmal-insatser')?.rule).toBe('N-GEN-04');
    expect([planDutyOf(PROFILE, 'kvittens'), planDutyOf({}, 'sip-delmal-insatser')]).toEqual([undefined, undefined]);
  });
});
