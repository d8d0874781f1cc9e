import { describe, expect, it } from '@jest/globals';

import { told, unitsOf } from '../../../../../test/support/domain.js';
import { COORDINATOR, PARTY, planAt, PlanWorld, YES } from '../../../../../test/support/plan-world.js';
import { fixtureProfile } from '../../../../../test/support/plan-rules.js';
import { NOW } from '../../../../../test/support/plan-sight.js';
import { calendarFor } from '../sight/calendar.js';
import { isToldOf } from '../sight/readers.js';
import { planViewFor } from '../sight/sight.js';
import { mayDoOf } from './may-do.js';

/** The unit that coordinates, and a consent that does not cover it. */

const { coordinator, social, homeCare, administrator, outside } = PARTY;
const COVERED = [social, homeCare];
const NARROW = { scope: ['sip', 'informationsoverforing'], actors: COVERED };
const HANDED = { coordinator: { name: 'Sara Ek', unit: social }, decided: 'overlamning' };

function seenBy(world: PlanWorld, unit: string) {
  const { plan, directory, profile } = world;
  const viewer = { units: [unit], isOperations: false, isAdministrator: false };
  return planViewFor({ plan, deadlines: [], directory, profile, now: NOW }, viewer);
}

/** A plan under way, whose consent was narrowed so that it leaves out who coordinates. */
function narrowed(): PlanWorld {
  const world = planAt('pagaende');
  world.say(social, 'samtycke', NARROW);
  return world;
}

describe('somebody whom the person has not agreed to', () => {
  it('[N-CON-01] [S-CON-06] is not made coordinator by whoever coordinates', () => {
    const world = planAt('pagaende');
    world.say(coordinator, 'samtycke', { ...NARROW, actors: [coordinator, homeCare] });
    const reasons = world.refusal(coordinator, 'sip-samordningsansvarig', HANDED);
    expect(reasons.map(({ code, rule, path }) => `${code} ${rule ?? ''} ${path ?? ''}`)).toEqual([
      'consent-not-covering N-CON-01 content.coordinator.unit',
    ]);
    const covered = { ...HANDED, coordinator: { name: 'Hans Ek', unit: homeCare } };
    expect(world.allows(coordinator, 'sip-samordningsansvarig', covered)).toBe(true);
  });

  it('[N-CON-01] [N-COORD-01] is not begun for by whom the person told it, who need not be named itself', () => {
    const consents = YES.map((one) => ({ ...one, actors: COVERED }));
    const basis = { coordinator: COORDINATOR, raisedBy: 'personal', consents };
    expect(new PlanWorld().allows(coordinator, 'sip-underlag', basis)).toBe(true);
    const forAnother = { ...basis, coordinator: { ...COORDINATOR, unit: administrator } };
    expect(told(new PlanWorld().refusal(coordinator, 'sip-underlag', forAnother))).toContain(
      'consent-not-covering N-CON-01',
    );
  });

  it('[S-CON-06] [S-GEN-03] does not become coordinator as the care contact', () => {
    const base = fixtureProfile();
    const rules = fixtureProfile({ coordinator: { ...base.plan!.coordinator, first: 'care-contact' } });
    const world = planAt('samtycke', { profile: rules });
    world.say(coordinator, 'samtycke', { ...NARROW, actors: [coordinator, homeCare] });
    const contact = { name: 'Vera Ek', title: 'sjuksköterska', unit: social };
    expect(told(world.refusal(coordinator, 'fast-vardkontakt', contact))).toContain('consent-not-covering N-CON-01');
    expect(world.allows(coordinator, 'fast-vardkontakt', { ...contact, unit: homeCare })).toBe(true);
  });

  it('[S-CON-06] who calls is not among those who are called', () => {
    const world = planAt('kartlagd');
    const consents = [{ about: 'kallelse', answer: 'ja', actors: COVERED }];
    world.say(coordinator, 'sip-underlag', { consents });
    expect(isToldOf(coordinator, world.facts)).toBe(true);
  });
});

describe('a consent that is narrowed so that it leaves out who coordinates', () => {
  it('[N-CON-01] [S-CON-06] sends nothing more there, and says so to who sends', () => {
    const world = narrowed();
    const said = world.say(social, 'sip-delmal', { heading: 'boende', text: 'Jag sover' });
    expect(unitsOf(said)).toEqual([homeCare]);
    const left = said.answer.warnings.filter(({ code }) => code === 'consent-missing');
    expect(left.map(({ rule, message }) => `${rule ?? ''} ${message}`)).toEqual([
      expect.stringMatching(`^N-CON-01 .*${coordinator}`),
    ]);
  });

  it('[N-CON-01] shows nothing of what others have written there', () => {
    const world = planAt('pagaende');
    world.say(homeCare, 'sip-delmal', { heading: 'boende', text: 'Jag sover gott' });
    expect(JSON.stringify(seenBy(world, coordinator))).toMatch(/sover gott/);
    world.say(social, 'samtycke', NARROW);
    expect(JSON.stringify(seenBy(world, coordinator))).not.toMatch(/sover gott|Jag går i trappan/);
    expect(JSON.stringify(seenBy(world, homeCare))).toMatch(/sover gott/);
  });

  it('[N-CON-01] leaves out too whoever coordinates and only says again what others were told', () => {
    const world = narrowed();
    world.say(coordinator, 'samtycke', { scope: NARROW.scope });
    expect(seenBy(world, homeCare).leftOut).toEqual([coordinator]);
  });

  it('[S-CON-06] tells those who take part who is left out', () => {
    const world = planAt('pagaende');
    const remark = ({ answer }: ReturnType<PlanWorld['say']>) =>
      answer.warnings.filter(({ code }) => code === 'coordinator-left-out').map(({ message }) => message);
    const told = [
      world.say(social, 'samtycke', NARROW),
      world.say(homeCare, 'sip-delmal', { heading: 'boende', text: 'Jag sover' }),
    ];
    for (const one of told) expect(remark(one)).toEqual([expect.stringContaining(coordinator)]);
    expect(seenBy(world, homeCare).leftOut).toEqual([coordinator]);
    world.say(social, 'sip-samordningsansvarig', HANDED);
    expect(remark(world.say(social, 'sip-utvardering', { score: '1' }))).toEqual([]);
  });

  it('[N-COORD-05] [S-CON-06] lets somebody whom it covers, or who corrects for others, name another', () => {
    for (const unit of [social, homeCare, administrator, coordinator]) {
      expect([unit, narrowed().allows(unit, 'sip-samordningsansvarig', HANDED)]).toEqual([unit, true]);
    }
    const world = narrowed();
    world.say(homeCare, 'sip-samordningsansvarig', HANDED);
    expect(world.coordinator).toBe(social);
    // The new one has the rights, and who is left out has none of them.
    expect(world.allows(social, 'sip-utvardering', { score: '1' })).toBe(true);
    expect(told(world.refusal(coordinator, 'sip-utvardering', { score: '1' }))).toContain('not-coordinator N-EVAL-05');
  });

  it('[N-COORD-05] lets nobody name another who is left out too, takes no part, or has no need to', () => {
    const world = planAt('pagaende');
    expect(told(world.refusal(homeCare, 'sip-samordningsansvarig', HANDED))).toEqual(['not-coordinator N-COORD-05']);
    world.say(social, 'samtycke', { ...NARROW, actors: [social] });
    expect(told(world.refusal(homeCare, 'sip-samordningsansvarig', HANDED))).toEqual(['not-coordinator N-COORD-05']);
    expect(world.allows(outside, 'sip-samordningsansvarig', HANDED)).toBe(false);
    expect(told(world.refusal(social, 'sip-utvardering', { score: '1' }))).toContain('not-coordinator N-EVAL-05');
  });

  it('[N-CON-01] what is owed for the plan is owed by one whom it covers, until another is named', () => {
    const duty = { rule: 'N-GOAL-03', due: { hours: 24 } };
    const world = planAt('plan-skapad', { profile: fixtureProfile({ duties: { 'sip-huvudmal': duty } }) });
    const owed = () => world.deadlines.filter(({ state }) => state === 'open').map(({ responsible }) => responsible);
    expect(owed()).toEqual([coordinator]);
    world.say(social, 'samtycke', NARROW);
    expect(owed()).toEqual([social]);
    world.say(social, 'sip-samordningsansvarig', { ...HANDED, coordinator: { name: 'Hans Ek', unit: homeCare } });
    expect(owed()).toEqual([homeCare]);
  });

  it('[N-CAL-02] leaves the reminder of the follow-up to the same', () => {
    const world = planAt('huvudmal-klart');
    const reminded = (unit: string) =>
      calendarFor(unit, world.plan, { ...world.profile.plan!, duties: { 'sip-uppfoljning-kallelse': REMIND } }).filter(
        ({ kind }) => kind === 'paminnelse',
      ).length;
    expect([reminded(coordinator), reminded(social)]).toEqual([1, 0]);
    world.say(social, 'samtycke', NARROW);
    expect([reminded(coordinator), reminded(social)]).toEqual([0, 1]);
  });
});

describe('somebody who takes part and is left out by a consent that was narrowed', () => {
  /** The consent covers all but the home care, which has written a measure. */
  function withoutHomeCare(): PlanWorld {
    const world = planAt('pagaende');
    world.say(homeCare, 'sip-delmal', { heading: 'boende', text: 'Jag sover gott' });
    world.say(coordinator, 'samtycke', { ...NARROW, actors: [coordinator, social] });
    return world;
  }
  const GOAL = { heading: 'boende', text: 'Jag handlar' };

  it('[N-CON-01] [S-CON-06] writes nothing more that the others read', () => {
    const world = withoutHomeCare();
    const reasons = world.refusal(homeCare, 'sip-delmal', GOAL);
    expect(reasons.map(({ code, rule, path }) => `${code} ${rule ?? ''} ${path ?? ''}`)).toEqual([
      'consent-not-covering N-CON-01 sender',
    ]);
    expect(world.allows(social, 'sip-delmal', GOAL)).toBe(true);
  });

  it('[S-CON-06] writes again as soon as the person agrees to it, also with the message that says so', () => {
    const world = withoutHomeCare();
    const consent = { given: true, scope: NARROW.scope, actors: [coordinator, social, homeCare] };
    expect(world.allows(homeCare, 'sip-delmal', GOAL, { consent })).toBe(true);
    world.say(homeCare, 'samtycke', { scope: NARROW.scope, actors: consent.actors });
    expect(world.allows(homeCare, 'sip-delmal', GOAL)).toBe(true);
  });

  it('[N-CON-01] may still end what is its own', () => {
    const world = withoutHomeCare();
    const subgoal = world.facts.subgoals.find(({ owner }) => owner === homeCare)?.id;
    expect(world.allows(homeCare, 'sip-delmal-avslut', { subgoal })).toBe(true);
  });

  it('[N-CON-01] is told so in what it may do, by the consent and not by its part', () => {
    const world = withoutHomeCare();
    const ground = { plan: world.plan, profile: world.profile, directory: world.directory };
    const own = (unit: string) => mayDoOf({ ...ground, units: [unit] }).find(({ kind }) => kind === 'sip-delmal');
    expect(own(homeCare)?.why?.sv).toBe('Personens samtycke omfattar inte er enhet');
    expect(own(social)).toMatchObject({ units: [social] });
    expect(own(social)?.why).toBeUndefined();
  });

  it('[N-CON-01] [N-SUB-02] owes nothing, and owes it again when the person agrees to it again', () => {
    const duty = { rule: 'N-SUB-02', due: { hours: 24 } };
    const world = planAt('huvudmal-klart', { profile: fixtureProfile({ duties: { 'sip-delmal-insatser': duty } }) });
    const owed = () => world.deadlines.filter(({ state }) => state === 'open').map(({ responsible }) => responsible);
    expect(owed()).toEqual(expect.arrayContaining([homeCare, social]));
    world.say(coordinator, 'samtycke', { ...NARROW, actors: [coordinator, social] });
    expect(owed()).not.toContain(homeCare);
    expect(owed()).toContain(social);
    world.say(coordinator, 'samtycke', { ...NARROW, actors: [coordinator, social, homeCare] });
    expect(owed()).toContain(homeCare);
  });

  it('[N-CON-01] is nobody who is only not called, as long as the plan is agreed to with it', () => {
    const world = planAt('pagaende');
    world.say(coordinator, 'samtycke', { scope: ['kallelse', 'mote'], actors: [coordinator, social] });
    expect(seenBy(world, social).leftOut).toEqual([]);
    expect(world.allows(homeCare, 'sip-delmal', GOAL)).toBe(true);
  });

  it('[N-CON-01] is not who obtained the consent and names only the others', () => {
    const world = planAt('pagaende');
    world.say(homeCare, 'samtycke', { ...NARROW, actors: [coordinator, social] });
    expect(seenBy(world, social).leftOut).toEqual([]);
    expect(isToldOf(homeCare, world.facts)).toBe(true);
  });
});

const REMIND = { rule: 'N-CAL-02', due: { hours: 1 }, daysBefore: -14 };
