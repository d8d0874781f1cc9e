import { describe, expect, it } from '@jest/globals';

import type { Content, MessageKind } from '#domain/message.js';
import { told } from '../support/domain.js';
import {
  BASIS,
  BOTH,
  CALL,
  GOAL,
  IN,
  intervention,
  MEETING,
  norrbotten,
  NorrbottenWorld,
  planIn,
  remarks,
} from '../support/norrbotten.js';

/** What the messages of a plan are asked, and what is asked of none but them. */
const profile = norrbotten();
const STAFF = 'slutenvard oppenvard socialtjanst hemsjukvard sabo';
const HOME = { line: ['Storgatan 1'], postalCode: '97231', city: 'Luleå' };

describe('who may send what about a plan in Norrbotten', () => {
  it.each<[string, MessageKind, string]>([
    ['N-BASIS-02', 'sip-underlag', STAFF],
    ['N-MAP-10', 'sip-kartlaggning', STAFF],
    ['N-PART-01', 'sip-deltagare', STAFF],
    ['N-MEET-07', 'sip-mote', STAFF],
    ['N-GOAL-02', 'sip-huvudmal', STAFF],
    ['N-SUB-01', 'sip-delmal', STAFF],
    ['N-CLOSE-01', 'sip-delmal-avslut', STAFF],
    ['N-INT-03', 'sip-insats', STAFF],
    ['N-CLOSE-03', 'sip-insats-avslut', STAFF],
    ['N-FUP-03', 'sip-uppfoljning', STAFF],
    ['N-EVAL-05', 'sip-utvardering', STAFF],
    ['N-PUB-03', 'sip-delgivning', STAFF],
    ['N-COORD-05', 'sip-samordningsansvarig', `${STAFF} extern`],
    ['N-CLOSE-06', 'sip-ateroppnande', 'extern'],
    ['N-CLOSE-09', 'sip-avslut', STAFF],
  ])('[%s] %s: %s', (rule, kind, senders) => {
    const its = profile.kinds[kind];
    expect([its?.rule, its?.senders.join(' '), its?.about]).toEqual([rule, senders, 'plan']);
  });
});

describe('what the basis and the mapping are asked in Norrbotten', () => {
  it.each(['noRepresentative', 'initiator', 'consents'])(
    '[N-BASIS-02] the basis without %s is remarked upon',
    (field) => {
      const basis: Content = { ...BASIS, consents: BOTH, [field]: undefined };
      expect(remarks(new NorrbottenWorld().say(IN.social, 'sip-underlag', basis))).toContain('incomplete N-BASIS-02');
    },
  );

  it.each(BOTH.map((one) => [one.about, one] as const))(
    '[N-BASIS-02] [N-CON-01] the answer to %s alone is not the whole',
    (about, answer) => {
      const said = remarks(new NorrbottenWorld().say(IN.social, 'sip-underlag', { ...BASIS, consents: [answer] }));
      expect(said).toContain('incomplete N-BASIS-02');
      expect(said.includes('incomplete N-CON-01')).toBe(about === 'plan');
    },
  );

  it('[N-BASIS-02] that there is no representative is said as such', () => {
    const whole = { ...BASIS, consents: BOTH };
    expect(remarks(new NorrbottenWorld().say(IN.social, 'sip-underlag', whole))).not.toContain('incomplete N-BASIS-02');
    const open = { ...BASIS, consents: BOTH, noRepresentative: false };
    expect(remarks(new NorrbottenWorld().say(IN.social, 'sip-underlag', open))).toContain('incomplete N-BASIS-02');
  });

  it.each(['needs', 'resources', 'obstacles', 'abilities'])(
    '[N-MAP-08] %s in words are enough for an area',
    (field) => {
      expect(planIn('samtycke').allows(IN.social, 'sip-kartlaggning', { heading: 'halsa', [field]: 'I ord' })).toBe(
        true,
      );
    },
  );

  it('[N-MAP-08] an area that is taken away needs no words', () => {
    const world = planIn('kartlagd');
    const gone = { area: world.facts.areas[0]?.id, heading: 'forflyttning', removed: true };
    expect(world.allows(IN.social, 'sip-kartlaggning', gone)).toBe(true);
    expect(told(world.refusal(IN.social, 'sip-kartlaggning', { ...gone, removed: false }))).toContain(
      'missing-field N-MAP-08',
    );
  });
});

describe('what calls and answers are asked in Norrbotten', () => {
  const TO = { recipients: [IN.centre] };

  it('[N-BASIS-01] [N-MAP-02] [N-COORD-07] a follow-up, and a meeting of the parties by another unit, are asked for none of what a first call is', () => {
    const up = { ...CALL, purpose: 'uppfoljning' };
    expect(planIn('pagaende').allows(IN.social, 'sip-kallelse', up)).toBe(true);
    const parties = { ...CALL, purpose: 'aktorsmote', regards: 'planering' };
    expect(planIn('samtycke').allows(IN.homeCare, 'sip-kallelse', parties, TO)).toBe(true);
    expect(new NorrbottenWorld().allows(IN.homeCare, 'sip-kallelse', { ...parties, consents: BOTH }, TO)).toBe(true);
  });

  it('[N-BASIS-01] [N-MAP-02] [N-COORD-07] at a discharge open care calls beside whoever coordinates, with no basis and no mapping', () => {
    const discharge = { ...CALL, setting: 'fore-utskrivning' };
    expect(planIn('samtycke').allows(IN.centre, 'sip-kallelse', discharge, { recipients: [IN.homeCare] })).toBe(true);
    const world = new NorrbottenWorld();
    expect(world.allows(IN.centre, 'sip-kallelse', { ...discharge, consents: BOTH }, { recipients: [IN.social] })).toBe(
      true,
    );
  });

  it('[N-INIT-02] in open care any kind of unit calls', () => {
    expect(planIn('kartlagd').allows(IN.social, 'sip-kallelse', CALL, TO)).toBe(true);
  });

  it('[L-SIP-04] nobody under compulsory psychiatric care is called', () => {
    const check = profile.kinds['sip-kallelse']?.checks.find(({ rule }) => rule === 'L-SIP-04');
    expect(check).toMatchObject({
      must: { not: { in: { path: 'episode.compulsoryCare', values: ['LPT', 'LRV'] } } },
      otherwise: { refuse: 'contradiction' },
    });
  });

  it('[N-CALL-03] [N-CALL-11] [N-ACTOR-09] only the first call has to name somebody', () => {
    const check = profile.kinds['sip-kallelse']?.checks.find(({ rule }) => rule === 'N-CALL-03');
    expect(check).toMatchObject({
      when: { is: { path: 'content.purpose', value: 'sip' } },
      must: { has: 'recipients' },
      otherwise: { refuse: 'missing-field' },
    });
  });

  it.each(['narstaende', 'foretradare', 'skola', 'myndighet', 'annan'])(
    '[N-CALL-07] %s needs an address, or an inbox',
    (relation) => {
      const said = (participant: object) =>
        remarks(
          planIn('kartlagd').say(
            IN.social,
            'sip-kallelse',
            { ...CALL, participants: [{ relation, name: 'Elin', ...participant }] },
            TO,
          ),
        ).includes('incomplete N-CALL-07');
      expect([
        said({ channel: 'post' }),
        said({ channel: 'post', address: HOME }),
        said({ channel: 'system' }),
      ]).toEqual([true, false, false]);
    },
  );

  it('[N-CALL-07] the person’s address is known, and units have an inbox', () => {
    const participants = [{ relation: 'den-enskilde' }, { relation: 'vard', unit: IN.homeCare }];
    const called = planIn('kartlagd').say(IN.social, 'sip-kallelse', { ...CALL, participants }, TO);
    expect(remarks(called)).not.toContain('incomplete N-CALL-07');
  });

  it('[N-ACTOR-06] [N-ACTOR-12] what is asked of a meeting of the parties is asked of no other', () => {
    const called = planIn('kartlagd').say(IN.social, 'sip-kallelse', CALL, TO);
    expect(remarks(called)).toEqual([]);
    const checks = profile.kinds['sip-kallelse']?.checks.filter(({ rule }) => rule === 'N-ACTOR-12');
    const alone = { is: { path: 'content.purpose', value: 'aktorsmote' } };
    expect(checks?.map(({ when }) => when)).toEqual([alone]);
    // The consent is asked for by its own rule there, and by that of calls elsewhere.
    const reasons = told(planIn('underlag').refusal(IN.social, 'sip-kallelse', CALL, TO));
    expect(reasons.filter((one) => one.startsWith('consent'))).toEqual(['consent-required N-CON-02']);
  });

  it.each(['vard', 'socialtjanst'])('[N-GEN-07] %s has to come, and is told so only with a no', (relation) => {
    const world = planIn('kallad');
    const participant = { relation, unit: IN.centre };
    expect(remarks(world.say(IN.social, 'sip-deltagare', { event: 'kvitterat', participant }))).toEqual([]);
    expect(remarks(world.say(IN.social, 'sip-deltagare', { event: 'forhinder', participant }))).toContain(
      'attendance-duty N-GEN-07',
    );
  });

  it('[N-GEN-06] a relative who takes part already may be removed after a no, and added without one', () => {
    const participant = { relation: 'narstaende', name: 'Siv', channel: 'post', address: HOME };
    const world = planIn('kallad');
    world.say(IN.social, 'sip-deltagare', { event: 'tillagd', participant });
    world.say(IN.social, 'sip-underlag', { relativesObjected: true });
    expect(world.allows(IN.social, 'sip-deltagare', { event: 'borttagen', participant })).toBe(true);
    const unit = { relation: 'vard', unit: IN.outpatient };
    expect(world.allows(IN.social, 'sip-deltagare', { event: 'tillagd', participant: unit })).toBe(true);
  });
});

describe('what meetings, goals and interventions are asked in Norrbotten', () => {
  it('[N-GEN-05] [N-MEET-04] [N-MEET-06] [N-MEET-08] [N-MEET-09] [N-FUP-11] nothing but a meeting that was held is asked for what it came to', () => {
    expect(remarks(planIn('kallad').say(IN.social, 'sip-mote', { event: 'oppnat' }))).toEqual([]);
    expect(remarks(planIn('uppfoljning-kallad').say(IN.social, 'sip-mote', { event: 'oppnat' }))).toEqual([]);
    expect(remarks(planIn('mote-genomfort').say(IN.social, 'sip-mote', { event: 'plan-skapad' }))).toEqual([]);
  });

  it('[N-MEET-06] [N-FUP-11] the first meeting and a follow-up are each told by their own rule', () => {
    const dayless = { ...MEETING, followUpOn: undefined };
    const first = remarks(planIn('kallad').say(IN.social, 'sip-mote', dayless));
    const next = remarks(planIn('uppfoljning-kallad').say(IN.social, 'sip-mote', dayless));
    expect([first.includes('incomplete N-MEET-06'), first.includes('incomplete N-FUP-11')]).toEqual([true, false]);
    expect([next.includes('incomplete N-MEET-06'), next.includes('incomplete N-FUP-11')]).toEqual([false, true]);
  });

  it('[N-GEN-05] [N-MEET-04] [N-MEET-06] [N-COORD-07] a meeting of the parties is asked for neither person, care contact nor day, and is held by whoever called it', () => {
    const world = planIn('kallad');
    const parties = { ...CALL, purpose: 'aktorsmote', regards: 'planering' };
    world.say(IN.homeCare, 'sip-kallelse', parties, { recipients: [IN.centre] });
    const attendance = [{ relation: 'vard', unit: IN.centre, name: 'Hanna Häll', attended: true }];
    const held = { event: 'genomfort', meeting: world.last, note: 'Klart', attendance };
    expect(remarks(world.say(IN.homeCare, 'sip-mote', held))).toEqual([]);
  });

  it('[N-MEET-09] somebody from outside may be there by name alone or without one', () => {
    const attendance = [{ relation: 'den-enskilde', attended: true }];
    expect(planIn('kallad').allows(IN.social, 'sip-mote', { ...MEETING, attendance })).toBe(true);
    const named = [{ relation: 'vard', unit: IN.centre, name: 'Hanna Häll', attended: true }];
    expect(planIn('kallad').allows(IN.social, 'sip-mote', { ...MEETING, attendance: named })).toBe(true);
  });

  it('[N-CONTENT-06] one of the two days of a main goal is enough', () => {
    const reached = { ...GOAL, evaluateOn: undefined };
    expect(remarks(planIn('plan-skapad').say(IN.social, 'sip-huvudmal', reached))).not.toContain(
      'incomplete N-CONTENT-06',
    );
  });

  it('[N-INT-07] [N-GEN-10] [N-SUB-03] an intervention of a unit is named by unit or by name, goes on or begins, and is a party’s own', () => {
    const world = planIn('pagaende');
    const subgoal = world.facts.subgoals[0]?.id ?? '';
    for (const responsible of [
      { party: 'enhet', unit: IN.centre },
      { party: 'enhet', name: 'Björkskatan' },
    ]) {
      expect(world.allows(IN.centre, 'sip-insats', intervention(subgoal, { responsible }))).toBe(true);
    }
    for (const time of [{ startsOn: '2027-01-11' }, { startsOn: undefined, ongoing: true }]) {
      expect(remarks(world.say(IN.centre, 'sip-insats', intervention(subgoal, time)))).not.toContain(
        'incomplete N-GEN-10',
      );
    }
  });

  it('[N-EVAL-08] a main goal or a sub-goal is evaluated, either of them, and no intervention beside it', () => {
    const world = planIn('uppfoljning-genomford');
    const [goal, subgoal] = [world.facts.goals[0]?.id, world.facts.subgoals[0]?.id];
    const of = (what: Content): Content => ({ score: 'helt', dialogueWith: ['patient'], ...what });
    expect(world.allows(IN.social, 'sip-utvardering', of({ goal }))).toBe(true);
    expect(world.allows(IN.social, 'sip-utvardering', of({ subgoal }))).toBe(true);
    expect(told(world.refusal(IN.social, 'sip-utvardering', of({})))).toContain('contradiction N-EVAL-08');
    const both = of({ goal, intervention: world.facts.interventions[0]?.id });
    expect(told(world.refusal(IN.social, 'sip-utvardering', both))).toContain('contradiction N-EVAL-08');
  });

  it('[N-PUB-02] [N-PUB-03] a copy has no way of its own, and any way suits who wants both', () => {
    const world = planIn('pagaende');
    const to = { relation: 'narstaende', name: 'Siv' };
    expect(world.allows(IN.social, 'sip-delgivning', { event: 'kopia', to })).toBe(true);
    expect(remarks(world.say(IN.social, 'sip-delgivning', { event: 'delgiven', way: '1177' }))).toEqual([]);
  });
});
