import { describe, expect, it } from '@jest/globals';

import { TREAN } from '../support/blekinge.js';
import {
  centre,
  HELD,
  homeCare,
  MEASURE,
  ORIGINAL,
  planIn,
  reached,
  remarked,
  SIGNED,
  social,
  SUBGOAL,
  without,
} from './blekinge-plan.js';

/** A plan in Blekinge that is signed, followed up and ended. */

describe('in force', () => {
  it('[B-SIP-14] [B-SIP-23] once the one who coordinates has signed', () => {
    const world = planIn('mote-genomfort');
    expect(world.owed('sip-fardigstallande')).toEqual([`sip-fardigstallande ${centre} 2026-12-09T23:00:00.000Z`]);
    const plan = world.say(centre, 'sip-delgivning', SIGNED);
    expect([plan.answer.plan?.state, remarked(plan), world.owed('sip-fardigstallande')]).toEqual(['upprattad', [], []]);
    expect(world.facts.handovers[0]?.signatures?.[0]).toMatchObject({ name: 'Siv Sund', signedOn: '2026-12-08' });
  });

  it('[B-SIP-14] nobody else’s signature does that, and others may sign beside', () => {
    const world = planIn('mote-genomfort');
    const bo = { name: 'Bo Handläggarsson', unit: social };
    expect(world.refuses(centre, 'sip-delgivning', { ...SIGNED, signatures: [bo] })).toEqual([
      'contradiction B-SIP-14',
    ]);
    expect(world.refuses(centre, 'sip-delgivning', without(SIGNED, 'signatures'))).toEqual(['contradiction B-SIP-14']);
    expect(world.refuses(social, 'sip-delgivning', SIGNED)).toEqual(['not-coordinator B-SIP-14']);
    world.say(centre, 'sip-delgivning', { ...SIGNED, signatures: [bo, { name: 'Siv Sund', unit: centre }] });
    expect(world.facts.state).toBe('upprattad');
  });

  it('[B-COORD-01] [B-SIP-14] with nobody named it cannot be signed, and nobody’s name is missed', () => {
    const world = planIn('kallad').at('2026-12-08T15:00:00+01:00');
    world.say(centre, 'sip-mote', without(HELD, 'coordinator'));
    expect(world.refuses(centre, 'sip-delgivning', SIGNED)).toEqual(['not-yet B-COORD-01']);
  });

  it('[B-SIP-15] [B-SIP-23] the person gets the original of what was signed', () => {
    const world = planIn('upprattad');
    expect(world.owed('sip-delgivning')).toEqual([`sip-delgivning ${centre} 2026-12-09T23:00:00.000Z`]);
    expect(remarked(world.say(centre, 'sip-delgivning', ORIGINAL))).toEqual([]);
    expect([world.owed('sip-delgivning'), world.facts.handovers.at(-1)]).toMatchObject([
      [],
      { event: 'delgiven', original: true, on: '2026-12-08' },
    ]);
  });

  it('[B-SIP-15] [B-SIP-14] a copy, or what is not signed, is remarked upon', () => {
    const copy = { ...ORIGINAL, original: false };
    expect(remarked(planIn('upprattad').say(centre, 'sip-delgivning', copy))).toEqual(['incomplete B-SIP-15']);
    expect(remarked(planIn('mote-genomfort').say(centre, 'sip-delgivning', ORIGINAL))).toEqual([
      'out-of-order B-SIP-14',
    ]);
    expect(planIn('upprattad').refuses(social, 'sip-delgivning', ORIGINAL)).toEqual(['not-coordinator B-SIP-15']);
    expect(remarked(planIn('upprattad').say(social, 'sip-delgivning', { event: 'journalford' }))).toEqual([]);
  });

  it('[B-SIP-16] [B-SIP-23] each measure has a unit that answers for it', () => {
    const world = planIn('mote-genomfort');
    world.say(centre, 'sip-huvudmal', { text: 'Jag vill laga min egen mat till jul' });
    world.say(social, 'sip-delmal', SUBGOAL);
    const subgoal = world.last;
    const said = (responsible: object | undefined) => ({
      ...without(MEASURE(social), 'responsible'),
      subgoal,
      ...(responsible && { responsible }),
    });
    expect(world.refuses(social, 'sip-insats', said(undefined))).toEqual(['missing-field B-SIP-16']);
    expect(world.refuses(social, 'sip-insats', said({ party: 'enhet', name: 'Hemtjänsten' }))).toEqual([
      'missing-field B-SIP-16',
    ]);
    world.say(social, 'sip-insats', { ...MEASURE(social), subgoal });
    world.say(social, 'sip-insats', said({ party: 'den-enskilde' }));
    expect(world.facts.interventions.map(({ responsible }) => responsible?.unit)).toEqual([social, undefined]);
  });

  it('[B-SIP-18] each follows up and changes its own measures, the one who coordinates may for others', () => {
    const world = planIn('upprattad');
    world.say(centre, 'sip-huvudmal', { text: 'Jag vill laga min egen mat till jul' });
    world.say(social, 'sip-delmal', SUBGOAL);
    const subgoal = world.last;
    world.say(social, 'sip-insats', { ...MEASURE(social), subgoal });
    const intervention = world.last;
    const comment = { event: 'kommentar', intervention, comment: 'Det går bra' };
    expect(world.refuses(homeCare, 'sip-uppfoljning', comment)).toEqual(['not-owner B-SIP-18']);
    expect(world.refuses(homeCare, 'sip-insats', { ...MEASURE(homeCare), subgoal, intervention })).toEqual([
      'not-owner B-SIP-18',
    ]);
    expect(world.refuses(homeCare, 'sip-insats-avslut', { intervention })).toEqual(['not-owner B-SIP-18']);
    expect(world.refuses(homeCare, 'sip-delmal-avslut', { subgoal })).toContain('not-owner B-SIP-18');
    world.say(social, 'sip-uppfoljning', comment);
    world.say(centre, 'sip-uppfoljning', comment);
    world.say(homeCare, 'sip-uppfoljning', { event: 'avsteg', comment: 'Saknar personal' });
    expect(world.refuses(homeCare, 'sip-uppfoljning', { event: 'revisionsbeslut', revise: true })).toEqual([
      'not-coordinator B-COORD-05',
    ]);
    world.say(social, 'sip-insats-avslut', { intervention });
    world.say(social, 'sip-delmal-avslut', { subgoal });
    expect([world.facts.state, world.facts.interventions[0]?.comments.length]).toEqual(['upprattad', 2]);
  });
});

describe('the follow-up', () => {
  it('[B-COORD-04] [B-COORD-05] the one who coordinates calls to it, reminded two weeks before, and holds it on its day', () => {
    const world = planIn('upprattad');
    expect([world.owed('sip-uppfoljning-kallelse'), world.owed('sip-uppfoljning')]).toEqual([
      [`sip-uppfoljning-kallelse ${centre} 2027-02-22T23:00:00.000Z`],
      [`sip-uppfoljning ${centre} 2027-03-08T23:00:00.000Z`],
    ]);
    world
      .at('2027-02-22T09:00:00+01:00')
      .calls(centre, { purpose: 'uppfoljning', meetingAt: '2027-03-08T13:00:00+01:00' });
    world.at('2027-03-08T15:00:00+01:00').say(centre, 'sip-mote', {
      ...without(HELD, 'coordinator'),
      heldAt: '2027-03-08T13:00:00+01:00',
      followUpOn: '2027-09-06',
    });
    expect(world.owed('sip-uppfoljning')).toEqual([`sip-uppfoljning ${centre} 2027-09-06T22:00:00.000Z`]);
  });

  it('[B-COORD-08] one that is missed is late, and the one who coordinates is reminded', () => {
    const world = planIn('upprattad');
    world
      .at('2027-03-10T09:00:00+01:00')
      .calls(centre, { purpose: 'uppfoljning', meetingAt: '2027-03-12T13:00:00+01:00' });
    const late = world.at('2027-03-12T15:00:00+01:00').say(centre, 'sip-mote', without(HELD, 'coordinator'));
    expect(remarked(late)).toContain('late B-COORD-08');
    const { ladders, plan } = world.profile;
    expect(ladders[plan?.duties['sip-uppfoljning']?.ladder ?? '']?.[0]).toMatchObject({
      step: 'paminnelse',
      to: 'responsible',
      rule: 'B-COORD-08',
    });
  });
});

describe('the end', () => {
  const OVER = { reason: 'mal-uppnatt', agreedWith: ['patient', 'aktorer'] };

  it.each(['kallad', 'mote-genomfort', 'upprattad'] as const)(
    '[B-CLOSE-02] [B-COORD-05] the one who coordinates ends it, in %s',
    (state) => {
      const world = planIn(state);
      for (const unit of [social, homeCare]) {
        expect(world.refuses(unit, 'sip-avslut', OVER)).toEqual(['not-coordinator B-CLOSE-02']);
      }
      const plan = world.say(centre, 'sip-avslut', OVER);
      expect([plan.answer.plan?.state, remarked(plan), reached(plan)]).toEqual([
        'avslutad',
        [],
        [homeCare, social].sort(),
      ]);
    },
  );

  it.each([
    [[], ['incomplete B-CLOSE-01']],
    [['aktorer'], ['incomplete B-CLOSE-01']],
    [['patient'], ['incomplete B-CLOSE-01']],
    [['narstaende', 'aktorer'], []],
    [['patient', 'aktorer'], []],
  ])('[B-CLOSE-01] parties and person have judged it: %j', (agreedWith, expected) => {
    expect(remarked(planIn('upprattad').say(centre, 'sip-avslut', { ...OVER, agreedWith }))).toEqual(expected);
  });

  it.each([
    ['B-CLOSE-01', 'mal-uppnatt'],
    ['B-COORD-05', 'inget-behov'],
    ['B-CON-08', 'inget-samtycke'],
    ['B-SCO-03', 'avliden'],
    ['B-CLOSE-01', 'annat'],
  ])('[%s] for a reason of the region: %s', (_rule, reason) => {
    const world = planIn('upprattad');
    expect(world.refuses(centre, 'sip-avslut', { ...OVER, reason: 'tidsbrist' })).toEqual(['unknown-code B-CLOSE-01']);
    world.say(centre, 'sip-avslut', { ...OVER, reason });
    expect(world.facts.closed?.reason).toBe(reason);
  });

  it('[B-CLOSE-02] [B-CLOSE-01] what the population register says of a death leaves it to the one who coordinates, who asks nobody', () => {
    const world = planIn('upprattad');
    const operations = world.directory.operationsUnits.get('blekinge') ?? '';
    world.say(operations, 'avliden', { diedOn: '2027-01-02', source: 'folkbokforing' });
    const due = `sip-avliden ${centre} 2026-12-09T23:00:00.000Z`;
    expect([world.facts.state, world.owed('sip-avliden')]).toEqual(['avliden-aviserad', [due]]);
    const plan = world.say(centre, 'sip-avslut', { reason: 'avliden' });
    expect([world.facts.state, remarked(plan), world.owed()]).toEqual(['avslutad', [], []]);
    const byHand = planIn('upprattad');
    byHand.say(social, 'avliden', { diedOn: '2027-01-02', source: 'manuell' });
    expect([byHand.facts.state, byHand.facts.closed?.how]).toEqual(['avslutad', 'avliden']);
  });

  it('[B-SIP-20] a new need begins a new one', () => {
    const world = planIn('upprattad');
    world.say(centre, 'sip-avslut', OVER);
    world.say(social, 'sip-underlag', { raisedBy: 'patient' }, { plan: undefined, patient: TREAN });
    expect([world.plans.size, world.facts.state]).toEqual([2, 'behov']);
  });
});
