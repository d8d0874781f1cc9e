import { describe, expect, it } from '@jest/globals';

import { MONDAY, notice, TOLVAN, UNITS } from '../../../../../test/support/domain.js';
import { fixtureProfile } from '../../../../../test/support/plan-rules.js';
import { PARTY, planAt, PlanWorld, YES } from '../../../../../test/support/plan-world.js';
import { interventionsIn, NOW, SightPlan, SIP_UNITS } from '../../../../../test/support/plan-sight.js';
import { ladderOf } from '../../deadline/deadline.js';
import { checkMessage } from '../../message-check.js';
import { calendarFor } from './calendar.js';
import { takesPart } from '../folding/parties.js';
import { isToldOf } from './readers.js';
import { planViewFor } from './sight.js';

/** How somebody who should not could learn of a person's plan, or do something in it: each is one that was tried. */

const { social, coordinator, homeCare, outside } = PARTY;

function seenBy(world: PlanWorld, unit: string) {
  const { plan, directory, profile } = world;
  const viewer = { units: [unit], isOperations: false, isAdministrator: false };
  return planViewFor({ plan, deadlines: [], directory, profile, now: NOW }, viewer);
}

const ACTORS_ONLY = {
  purpose: 'aktorsmote',
  setting: 'utan-vardtillfalle',
  regards: 'planering',
  meetingAt: '2026-12-08T13:00:00+01:00',
  agenda: ['Fördelningen'],
};

describe('a meeting of the parties alone', () => {
  it('[N-ACTOR-08] [N-CON-01] opens nothing of the plan to who was only called to it', () => {
    const world = planAt('pagaende');
    const called = { relation: 'narstaende', name: 'Alva Alm', phone: '070-1', address: { line: ['Gatan 1'] } };
    world.say(coordinator, 'sip-deltagare', { event: 'tillagd', participant: { ...called, channel: 'post' } });
    world.say(coordinator, 'sip-kallelse', ACTORS_ONLY, { recipients: [outside] });
    const view = seenBy(world, outside);
    expect(view.meetings.map(({ purpose, agenda }) => `${purpose} ${String(agenda)}`)).toContain(
      'aktorsmote undefined',
    );
    expect(view).toMatchObject({ areas: [], goals: [], looseSubgoals: [] });
    expect(JSON.stringify(view)).not.toMatch(/Trappor|bo kvar|trappan|Alva|Gatan|070-1/);
    expect(JSON.stringify(seenBy(world, homeCare))).toContain('Alva Alm');
  });

  it('that a unit outside calls on its own opens nothing to it either', () => {
    const rules = fixtureProfile();
    const open = rules.plan!.permissions.map((row) =>
      row.event === 'aktorsmote' ? { ...row, by: ['anyone'] as const } : row,
    );
    const world = planAt('pagaende', { profile: fixtureProfile({ permissions: open }) });
    world.say(outside, 'sip-kallelse', ACTORS_ONLY, { recipients: [homeCare] });
    expect([takesPart(world.plan, outside), isToldOf(outside, world.facts)]).toEqual([true, false]);
    expect(JSON.stringify(seenBy(world, outside))).not.toMatch(/Trappor|bo kvar|trappan/);
  });
});

describe('consent', () => {
  it('[N-CON-01] an old yes that is recorded after a no opens nothing', () => {
    const plan = new SightPlan();
    const bySocial = { unit: SIP_UNITS.social };
    plan.tell('samtycke-aterkallat', { scope: ['informationsoverforing'] }, bySocial);
    const consents = [{ about: 'informationsoverforing', answer: 'ja', at: '2026-11-01T08:00:00Z' }];
    plan.tell('sip-underlag', { consents }, bySocial);
    const view = plan.see({ units: [SIP_UNITS.homeCare] });
    expect(interventionsIn(view)).toEqual([]);
    expect(view.consent.find(({ about }) => about === 'informationsoverforing')).toMatchObject({ answer: 'nej' });
  });

  it('[S-CON-04] of who cannot say, nothing is passed on before the harm is assessed', () => {
    const world = planAt('pagaende');
    const unable = { about: 'informationsoverforing', answer: 'kan-inte' };
    world.say(coordinator, 'samtycke', { scope: ['vardplan'], consents: [unable] });
    const told = () => world.say(social, 'sip-delmal', { heading: 'boende', text: 'Jag sover' }).deliveries.length;
    expect(told()).toBe(0);
    world.say(coordinator, 'samtycke', { scope: ['vardplan'], consents: [{ ...unable, harmAssessed: true }] });
    expect(told()).toBe(2);
  });

  it('[S-CON-06] that names nobody is refused, and not taken for one that covers all', () => {
    const sent = (consent: object, content: object) => {
      const check = checkMessage({
        ...{ messageId: 'm1', kind: 'samtycke', sender: social, sentAt: MONDAY, patient: TOLVAN },
        ...{ consent, content: { scope: ['sip'], ...content } },
      });
      return check.ok ? [] : check.reasons.map(({ code, path }) => `${code} ${path}`);
    };
    expect(sent({ given: true, actors: [] }, {})).toEqual(['invalid-value consent.actors']);
    expect(sent({ given: true }, { actors: [] })).toEqual(['invalid-value content.actors']);
    const consents = [{ about: 'plan', answer: 'ja', actors: [] }];
    expect(sent({ given: true }, { consents })).toEqual(['invalid-value content.consents[0].actors']);
    expect(sent({ given: false, actors: [] }, { actors: [social] })).toEqual([]);
  });

  it('[N-CON-03] taken back takes what nobody has receipted out of the inboxes, and tells all that it is over', () => {
    const world = planAt('kallad');
    const waiting = () => world.deliveries.filter(({ state }) => state === 'waiting').map(({ kind }) => kind);
    expect(waiting()).toContain('sip-kallelse');
    const no = [
      { about: 'plan', answer: 'nej' },
      { about: 'informationsoverforing', answer: 'nej' },
    ];
    const said = world.say(coordinator, 'sip-underlag', { consents: no, reasonText: 'Det som är känt' });
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'samtycke' } });
    expect(said.endedDeliveries.map(({ state }) => state)).toContain('withdrawn');
    const left = world.deliveries.filter(({ state, kind }) => state === 'waiting' && kind !== 'sip-underlag');
    expect(left).toEqual([]);
    expect(JSON.stringify(said.message)).not.toContain('Det som är känt');
  });

  it('[N-CON-03] that is over by the underlag alone is told to who was called, although nothing may be told any more', () => {
    const base = fixtureProfile();
    const underlag = { ...base.kinds['sip-underlag']!, recipients: 'participants' as const };
    const world = planAt('kallad', { profile: { ...base, kinds: { ...base.kinds, 'sip-underlag': underlag } } });
    const no = YES.map(({ about }) => ({ about, answer: 'nej' }));
    const said = world.say(coordinator, 'sip-underlag', { consents: no, reasonText: 'Det som är känt' });
    expect(said.deliveries.map(({ unit }) => unit).sort()).toEqual([social, homeCare].sort());
    expect(said.message.content).toEqual({ consents: no });
  });
});

describe('a consent that was taken back', () => {
  it('[G-CON-09] [N-CON-03] is not found again in the stay for the next plan', () => {
    const world = new PlanWorld();
    world.say(UNITS.ward, 'inskrivningsmeddelande', notice().content, { ...notice(), plan: undefined });
    const stay = { episode: [...world.episodes.keys()][0]!, plan: undefined, patient: undefined };
    const call = { ...ACTORS_ONLY, purpose: 'sip', setting: 'pa-sjukhus', regards: undefined };
    const to = { ...stay, recipients: [social] };
    world.say(coordinator, 'samtycke', { scope: ['sip', 'informationsoverforing'] }, stay);
    world.say(coordinator, 'sip-kallelse', call, to);
    world.say(coordinator, 'samtycke-aterkallat', { scope: ['sip'] });
    expect(world.facts.state).toBe('avslutad');
    const codes = world.refusal(coordinator, 'sip-kallelse', call, to).map(({ code }) => code);
    expect(codes).toContain('consent-required');
    world.say(coordinator, 'samtycke', { scope: ['sip', 'informationsoverforing'] }, stay);
    expect(world.allows(coordinator, 'sip-kallelse', call, to)).toBe(true);
  });
});

describe('who takes no part', () => {
  it.each(['avliden', 'samtycke-aterkallat'] as const)(
    '[N-CON-03] [N-CLOSE-11] and tells of %s learns neither that there is a plan nor who takes part',
    (kind) => {
      const open = fixtureProfile().plan!.permissions.map((row) =>
        row.kind === kind ? { ...row, by: ['anyone'] as const } : row,
      );
      const world = planAt('pagaende', { profile: fixtureProfile({ permissions: open }) });
      const content = kind === 'avliden' ? { diedOn: '2026-11-22', source: 'manuell' } : { scope: ['sip'] };
      const { answer, deliveries } = world.say(outside, kind, content, { plan: undefined, patient: TOLVAN });
      expect(deliveries).toHaveLength(3);
      expect(answer).toMatchObject({ deliveries: [], deadlines: [], warnings: [] });
      expect(answer).not.toHaveProperty('plan');
      expect(world.facts.state).toBe('avslutad');
    },
  );

  it('and has the person as a patient is not told that a plan stands as it did, nor who is told of a death', () => {
    const world = planAt('pagaende');
    world.say(UNITS.ward, 'inskrivningsmeddelande', notice().content, { ...notice(), plan: undefined });
    const more = { plan: undefined, episodeId: notice().episodeId };
    const { answer } = world.say(UNITS.ward, 'samtycke-aterkallat', { scope: ['sip'] }, more);
    expect(JSON.stringify(answer.warnings)).not.toContain('plan');
    const death = world.say(UNITS.ward, 'avliden', { diedOn: '2026-11-22', source: 'manuell' }, more);
    expect(death.deliveries.map(({ unit }) => unit)).toContain(homeCare);
    const stay = [...world.episodes.values()][0]!.facts.parties.map(({ unit }) => unit);
    expect(death.answer.deliveries.every(({ unit }) => stay.includes(unit))).toBe(true);
  });

  it('[N-PART-01] brings nobody into a plan by telling of a need anew', () => {
    const base = fixtureProfile();
    const rows = base.plan!.transitions;
    const transitions = [...rows, { on: 'sip-initiativ' as const, from: 'pagaende' as const, to: 'same' as const }];
    const permissions = [
      ...base.plan!.permissions,
      { rule: 'N-GEN-03', kind: 'sip-initiativ' as const, by: ['anyone'] as const },
    ];
    const world = planAt('pagaende', { profile: fixtureProfile({ transitions, permissions }) });
    const about = { plan: undefined, patient: TOLVAN };
    world.say(outside, 'sip-initiativ', { raisedBy: 'personal' }, { ...about, recipients: [UNITS.ward] });
    expect(takesPart(world.plan, UNITS.ward)).toBe(false);
    world.say(social, 'sip-initiativ', { raisedBy: 'personal' }, { recipients: [UNITS.ward] });
    expect(takesPart(world.plan, UNITS.ward)).toBe(true);
  });

  it('[N-PART-01] any more has the meetings of the plan in no calendar', () => {
    const world = planAt('uppfoljning-kallad');
    const entries = (unit: string) => calendarFor(unit, world.plan, world.profile.plan!).length;
    expect(entries(social)).toBeGreaterThan(0);
    const participant = { unit: social, relation: 'socialtjanst' };
    world.say(coordinator, 'sip-deltagare', { event: 'borttagen', participant });
    expect([entries(social), takesPart(world.plan, social)]).toEqual([0, false]);
    expect(entries(homeCare)).toBeGreaterThan(0);
  });
});

describe('what was not shared', () => {
  it('[N-INT-03] leaves no trace when it and what was said of it are withdrawn', () => {
    const world = planAt('pagaende');
    const subgoal = world.facts.subgoals[0]!.id;
    world.say(homeCare, 'sip-insats', { subgoal, text: 'Hemligt', shared: false });
    const intervention = world.last;
    world.say(homeCare, 'sip-uppfoljning', { event: 'kommentar', intervention, comment: 'Hemligt' });
    const comment = world.messages.at(-1)!.messageId;
    const own = world.messages.at(-2)!.messageId;
    const before = JSON.stringify(seenBy(world, social));
    for (const messageId of [comment, own])
      world.say(homeCare, 'makulering', { messageId, reason: 'fel' }, { plan: undefined });
    expect(JSON.stringify(seenBy(world, social))).toBe(before);
    expect(before).not.toContain(intervention);
  });

  it('[N-INT-03] is not named by what took its place', () => {
    const world = planAt('pagaende');
    const subgoal = world.facts.subgoals[0]!.id;
    world.say(homeCare, 'sip-insats', { subgoal, text: 'Hemligt', shared: false });
    const hidden = world.last;
    world.say(homeCare, 'sip-insats', { subgoal, text: 'Du får hjälp', shared: true, replaces: hidden });
    expect(JSON.stringify(seenBy(world, social))).not.toContain(hidden);
    expect(JSON.stringify(seenBy(world, homeCare))).toContain(hidden);
  });

  it('[N-INT-03] [N-INT-06] reminds its unit and nobody else', () => {
    const rung = { rule: 'N-SUB-02', send: 'paminnelse' as const };
    const ladders = {
      part: [
        { ...rung, step: 'enhet', to: 'responsible' as const, afterHours: 0 },
        { ...rung, step: 'samordnare', to: 'sender' as const, afterHours: 24 },
      ],
    };
    const duty = { rule: 'N-INT-06', due: { hours: 1 }, ladder: 'part' };
    const profile = { ...fixtureProfile({ duties: { 'sip-utdelning': duty, 'sip-huvudmal': duty } }), ladders };
    expect(ladderOf(profile, 'sip-utdelning').map(({ to }) => to)).toEqual(['responsible']);
    expect(ladderOf(profile, 'sip-huvudmal')).toHaveLength(2);
  });
});
