import { describe, expect, it } from '@jest/globals';

import type { Content } from '#domain/message.js';
import { told, unitsOf } from '../support/domain.js';
import { CALL, IN, MEETING, planIn, remarks } from '../support/norrbotten.js';

const TO = { recipients: [IN.centre, IN.homeCare] };
const HOME = { line: ['Storgatan 1'], postalCode: '97231', city: 'Luleå' };
const SCHOOL = {
  relation: 'skola',
  name: 'Elin Elevhälsa',
  organisation: 'Björkskataskolan',
  channel: 'post',
  address: HOME,
};
const SIV = { relation: 'narstaende', name: 'Siv Tolvansson', channel: 'post', address: HOME };
const PERSON = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post' };
const FOLLOW_UP: Content = { ...CALL, purpose: 'uppfoljning', meetingAt: '2027-02-08T13:00:00+01:00' };

const missing = (field: string): Content => Object.fromEntries(Object.entries(CALL).filter(([name]) => name !== field));

describe('the first call in Norrbotten', () => {
  it('[N-CALL-01] has an agenda, else it is refused', () => {
    const world = planIn('kartlagd');
    expect(told(world.refusal(IN.social, 'sip-kallelse', missing('agenda'), TO))).toEqual(['missing-field N-CALL-01']);
    const empty = world.refusal(IN.social, 'sip-kallelse', { ...CALL, agenda: [] }, TO);
    expect(told(empty)).toEqual(['missing-field N-CALL-01']);
  });

  it('[N-CALL-02] proposes nobody: it reaches those who are named by hand and no one else', () => {
    const world = planIn('kartlagd');
    expect(world.facts.participants).toEqual([]);
    const called = world.say(IN.social, 'sip-kallelse', CALL, { recipients: [IN.homeCare] });
    expect(new Set(unitsOf(called))).toEqual(new Set([IN.homeCare]));
    expect(world.facts.participants.map(({ participantUnit }) => participantUnit)).toEqual([IN.homeCare]);
  });

  it('[N-CALL-03] to nobody is refused', () => {
    const world = planIn('kartlagd');
    expect(told(world.refusal(IN.social, 'sip-kallelse', CALL))).toContain('missing-field N-CALL-03');
  });

  it('[N-CALL-04] goes to units that the directory has', () => {
    const world = planIn('kartlagd');
    const named = world.refusal(IN.social, 'sip-kallelse', CALL, { recipients: ['SE2321000222-HC99'] });
    expect(told(named)).toContain('unknown-unit N-CALL-04');
    const participants = [{ relation: 'vard', unit: 'SE2321000222-HC99' }];
    const described = world.refusal(IN.social, 'sip-kallelse', { ...CALL, participants }, TO);
    expect(told(described)).toContain('unknown-unit N-CALL-04');
  });

  it.each([[[]], [['lakare']], [['fysioterapeut', 'arbetsterapeut']]])(
    '[N-CALL-05] names for each who is called none, one or several professions: %j',
    (professions) => {
      const participants = [{ relation: 'vard', unit: IN.centre, professions }];
      const world = planIn('kartlagd');
      expect(world.allows(IN.social, 'sip-kallelse', { ...CALL, participants }, TO)).toBe(true);
    },
  );

  it('[N-CALL-05] professions are those of the region', () => {
    const participants = [{ relation: 'vard', unit: IN.centre, professions: ['trollkarl'] }];
    const reasons = planIn('kartlagd').refusal(IN.social, 'sip-kallelse', { ...CALL, participants }, TO);
    expect(told(reasons)).toEqual(['contradiction N-CALL-05']);
  });

  it('[N-CALL-06] without a profession it is the unit that is called, and the unit decides who comes', () => {
    const world = planIn('kartlagd');
    const participants = [{ relation: 'vard', unit: IN.centre }];
    const called = world.say(IN.social, 'sip-kallelse', { ...CALL, participants }, TO);
    expect(unitsOf(called)).toContain(IN.centre);
    const invited = world.facts.meetings[0]?.called.find(({ unit }) => unit === IN.centre);
    expect(invited).toMatchObject({ unit: IN.centre, channel: 'system' });
    expect(invited?.professions ?? []).toEqual([]);
  });

  it('[N-CALL-07] [N-PART-04] goes by post to those outside, the person and relatives, and each letter is a task until it is posted', () => {
    const world = planIn('kartlagd');
    const called = world.say(IN.social, 'sip-kallelse', { ...CALL, participants: [SCHOOL, SIV, PERSON] }, TO);
    expect(called.printJobs?.queued.map(({ receiver }) => receiver.relation).sort()).toEqual([
      'den-enskilde',
      'narstaende',
      'skola',
    ]);
    expect(world.owed('sip-brev')).toEqual([{ responsible: IN.social, due: '2026-11-24T23:00:00.000Z' }]);
    expect(new Set(unitsOf(called))).toEqual(new Set([IN.centre, IN.homeCare]));
    const tasks = world.deadlines
      .filter(({ kind }) => kind === 'sip-forberedelse')
      .map(({ responsible }) => responsible);
    expect(tasks).toEqual([IN.centre, IN.homeCare]);
  });

  it('[N-CALL-07] an address that is missing is remarked upon', () => {
    const school = { ...SCHOOL, address: undefined };
    const called = planIn('kartlagd').say(IN.social, 'sip-kallelse', { ...CALL, participants: [school] }, TO);
    expect(remarks(called)).toContain('incomplete N-CALL-07');
  });

  it.each(['mote-genomfort', 'plan-skapad', 'huvudmal-klart', 'pagaende', 'uppfoljning-kallad'])(
    '[N-CALL-10] [N-FUP-10] is refused for somebody whose plan is %s: that person is called to follow-up',
    (state) => {
      const reasons = told(planIn(state).refusal(IN.social, 'sip-kallelse', CALL, TO));
      expect(reasons).toEqual(['plan-exists N-CALL-10']);
    },
  );

  it('[N-CALL-10] [N-FUP-10] a follow-up is called where there is a plan, and not before', () => {
    const fits = ['kartlagd', 'kallad', 'plan-skapad', 'huvudmal-klart', 'pagaende', 'uppfoljning-genomford'].filter(
      (state) => planIn(state).allows(IN.social, 'sip-kallelse', FOLLOW_UP),
    );
    expect(fits).toEqual(['huvudmal-klart', 'pagaende', 'uppfoljning-genomford']);
  });
});

describe('who takes part in a plan in Norrbotten', () => {
  it('[N-PART-01] can be changed at any time', () => {
    const school = { relation: 'skola', name: 'Elin Elevhälsa', channel: 'post', address: HOME };
    for (const state of ['samtycke', 'kallad', 'plan-skapad', 'pagaende', 'uppfoljning-genomford']) {
      const world = planIn(state);
      world.say(IN.social, 'sip-deltagare', {
        event: 'tillagd',
        participant: { relation: 'vard', unit: IN.outpatient },
      });
      world.say(IN.social, 'sip-deltagare', { event: 'tillagd', participant: school });
      expect(world.facts.participants.filter(({ removedAt }) => removedAt === undefined).length).toBeGreaterThan(1);
      world.say(IN.social, 'sip-deltagare', { event: 'borttagen', participant: school });
      expect(world.facts.participants.find(({ name }) => name === 'Elin Elevhälsa')?.removedAt).toBeDefined();
    }
  });

  it('[N-PART-03] [N-CALL-11] [N-FUP-01] decides whom a follow-up reaches, without anybody being named', () => {
    const world = planIn('pagaende');
    world.say(IN.social, 'sip-deltagare', { event: 'tillagd', participant: { relation: 'vard', unit: IN.outpatient } });
    world.say(IN.social, 'sip-deltagare', { event: 'borttagen', participant: { relation: 'vard', unit: IN.centre } });
    const called = world.say(IN.social, 'sip-kallelse', FOLLOW_UP);
    expect(new Set(unitsOf(called))).toEqual(new Set([IN.homeCare, IN.outpatient]));
  });

  it('[N-CALL-15] [N-FUP-01] a follow-up reaches person and relatives by post too', () => {
    const world = planIn('pagaende');
    for (const participant of [SIV, PERSON]) world.say(IN.social, 'sip-deltagare', { event: 'tillagd', participant });
    const called = world.say(IN.social, 'sip-kallelse', FOLLOW_UP);
    expect(called.printJobs?.queued.map(({ receiver }) => receiver.relation).sort()).toEqual([
      'den-enskilde',
      'narstaende',
    ]);
    expect(world.owed('sip-brev')).toHaveLength(1);
  });

  it('[N-GEN-07] has to come: a no is noted with the duty to take part, and ends nothing', () => {
    const world = planIn('kallad');
    const answered = world.say(IN.centre, 'sip-deltagare', {
      event: 'forhinder',
      participant: { relation: 'vard', unit: IN.centre },
      reason: 'Vi har ingen kontakt med patienten',
    });
    expect(remarks(answered)).toContain('attendance-duty N-GEN-07');
    expect(world.owed('sip-forberedelse').map(({ responsible }) => responsible)).toContain(IN.centre);
    expect(
      world.facts.participants.find(({ participantUnit }) => participantUnit === IN.centre)?.removedAt,
    ).toBeUndefined();
  });
});

describe('each party’s own planning in Norrbotten', () => {
  it('[N-PREP-01] [N-PREP-02] begins with the call and is done by the meeting', () => {
    const world = planIn('kallad');
    const due = '2026-12-08T12:00:00.000Z';
    expect(world.owed('sip-forberedelse')).toEqual([
      { responsible: IN.centre, due },
      { responsible: IN.homeCare, due },
    ]);
    world.at('2026-12-08T14:00').say(IN.social, 'sip-mote', MEETING);
    expect(world.owed('sip-forberedelse')).toEqual([]);
  });

  it('[N-PREP-02] so that a call says when the meeting is', () => {
    const reasons = planIn('kartlagd').refusal(IN.social, 'sip-kallelse', missing('meetingAt'), TO);
    expect(told(reasons)).toEqual(['missing-field N-PREP-02']);
  });

  it('[N-CALL-14] begins once more with the call to a follow-up, from the plan that there is', () => {
    const world = planIn('uppfoljning-kallad');
    expect(world.owed('sip-forberedelse').map(({ responsible }) => responsible)).toEqual([IN.centre, IN.homeCare]);
    expect(world.facts.goals).toHaveLength(1);
  });

  it('[N-PREP-03] [N-PREP-06] what each party has planned is told as its own sub-goals and interventions', () => {
    const world = planIn('huvudmal-klart');
    for (const unit of [IN.centre, IN.homeCare]) {
      world.say(unit, 'sip-delmal', { heading: 'halsa', text: 'Jag sover hela natten' });
    }
    expect(world.facts.subgoals.map(({ owner }) => owner)).toEqual([IN.centre, IN.homeCare]);
  });

  it.each([IN.centre, IN.homeCare, IN.housing])(
    '[N-PREP-05] [N-COORD-10] %s, in health care, names a care contact',
    (unit) => {
      const world = planIn('kallad');
      world.say(unit, 'fast-vardkontakt', { name: 'Hanna Häll', title: 'sjuksköterska', phone: '0980-319 205' });
      expect(world.facts.careContact).toMatchObject({ name: 'Hanna Häll' });
    },
  );

  it('[N-PREP-05] social services name none', () => {
    const reasons = planIn('kallad').refusal(IN.social, 'fast-vardkontakt', { name: 'Brita Berg' });
    expect(told(reasons)).toContain('sender-role N-COORD-10');
  });
});
