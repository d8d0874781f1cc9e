import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  demoDirectory,
  DomainWorld,
  gavleborg,
  message,
  notice,
  noticeWith,
  told,
  TOLVAN,
  UNITS,
  unitsOf,
} from '../../../test/support/domain.js';
import { NEEDS, PLANNING_CATEGORIES, type PlanningCategory } from './message.js';

const { openCare, social, homeCare, housing } = UNITS;

/** Who is told in which category. */
const TABLE: readonly [PlanningCategory, string[]][] = [
  ['C', [social]],
  ['D', [homeCare, openCare]],
  ['BC', [openCare, social]],
  ['CD', [social, homeCare, openCare]],
  ['E', [social, housing, openCare]],
];
const ALL_BOXES = [openCare, social, homeCare, housing].sort();

describe('the table of planning categories', () => {
  it.each([
    ['C', '[G-CAT-07]', 'social services alone', [social]],
    ['D', '[G-CAT-09]', 'municipal home health care and open care', [homeCare, openCare]],
    ['BC', '[G-CAT-11]', 'open care and social services', [openCare, social]],
    ['CD', '[G-CAT-13]', 'social services, home health care and open care', [social, homeCare, openCare]],
    ['E', '[G-CAT-15]', 'social services, special housing and open care', [social, housing, openCare]],
  ] as const)('sends the notice of category %s %s to %s and to nobody else', (category, _rule, _who, units) => {
    const plan = new DomainWorld().admit(notice({ planningCategory: category }));
    expect(unitsOf(plan)).toEqual([...units].sort());
    expect(plan.message.planningCategory).toBe(category);
  });

  it('[G-CAT-02] [G-CAT-03] [G-ADM-30] refuses an admission notice in category A and opens no episode', () => {
    const world = new DomainWorld();
    expect(told(world.refuse(notice({ planningCategory: 'A' })))).toEqual(['category-without-notice G-CAT-03']);
    expect(world.episodes.size).toBe(0);
  });

  it('[G-CAT-02] has no recipient, contact, plan, ready notice or liability for category A', () => {
    expect(gavleborg().categories.A).toMatchObject({
      rule: 'G-CAT-02',
      notice: 'never',
      ready: 'never',
      recipients: [],
      fvk: false,
      sip: false,
      payment: false,
    });
  });

  it('[G-CAT-04] refuses a notice in category B unless a physician judged it needed, and keeps the judgement', () => {
    const world = new DomainWorld();
    const refused = ['category-without-notice G-CAT-04'];
    expect(told(world.refuse(notice({ planningCategory: 'B' })))).toEqual(refused);
    expect(told(world.refuse(noticeWith({ physicianAssessed: false }, { planningCategory: 'B' })))).toEqual(refused);
    const plan = world.admit(noticeWith({ physicianAssessed: true }, { planningCategory: 'B' }));
    expect(unitsOf(plan)).toEqual([openCare]);
    expect(plan.message.content['physicianAssessed']).toBe(true);
    expect(plan.episode.facts.targetGroup?.physicianAssessed).toBe(true);
  });

  it('[G-CAT-04] lets a later notice in category B rest on the judgement that is known, unless it takes it back', () => {
    const world = new DomainWorld();
    world.admit(noticeWith({ physicianAssessed: true }, { planningCategory: 'B' }));
    world.admit(noticeWith({ expectedDischarge: '2026-11-28' }, { planningCategory: 'B' }));
    const takenBack = noticeWith({ physicianAssessed: false }, { planningCategory: 'B' });
    expect(told(world.refuse(takenBack))).toEqual(['category-without-notice G-CAT-04']);
  });

  it('[G-CAT-05] asks in category B for neither contact nor plan, and never makes liable to pay', () => {
    expect(gavleborg().categories.B).toMatchObject({ fvk: false, sip: false, payment: false });
  });

  it('[G-CAT-06] [G-RDY-10] takes a ready notice in category B only after an admission notice', () => {
    const world = new DomainWorld();
    const ready = () => message('utskrivningsklar', { patient: TOLVAN, planningCategory: 'B' });
    expect(told(world.refuse(ready()))).toEqual(['category-without-notice G-CAT-06']);
    world.admit(noticeWith({ physicianAssessed: true }, { planningCategory: 'B' }));
    expect(unitsOf(world.admit(ready()))).toEqual([openCare]);
  });

  it('[G-RDY-10] refuses a ready notice in category A, with or without an episode', () => {
    const world = new DomainWorld();
    const ready = message('utskrivningsklar', { patient: TOLVAN, planningCategory: 'A' });
    expect(told(world.refuse(ready))).toEqual(['category-without-notice G-RDY-10']);
    world.admit(notice());
    expect(told(world.refuse(ready))).toEqual(['category-without-notice G-RDY-10']);
  });

  it.each([
    ['C', '[G-CAT-08]', 'a ready notice and possible liability, but neither contact nor plan', false],
    ['D', '[G-CAT-10]', 'contact, plan, ready notice and possible liability', true],
    ['BC', '[G-CAT-12]', 'contact, plan, ready notice and possible liability', true],
    ['CD', '[G-CAT-14]', 'contact, plan, ready notice and possible liability', true],
    ['E', '[G-CAT-16]', 'contact, plan, ready notice and possible liability', true],
  ] as const)('gives category %s %s %s', (category, _rule, _what, hasContactAndPlan) => {
    const { notice: sent, ready, fvk, sip, payment } = gavleborg().categories[category];
    expect({ sent, ready, fvk, sip, payment }).toEqual({
      sent: 'always',
      ready: 'always',
      fvk: hasContactAndPlan,
      sip: hasContactAndPlan,
      payment: true,
    });
  });

  it('[G-RDY-10] sends a ready notice in each of the categories C, D, BC, CD and E to the parties', () => {
    for (const [category, units] of TABLE) {
      const world = new DomainWorld();
      world.admit(notice({ planningCategory: category }));
      expect(unitsOf(world.admit(message('utskrivningsklar')))).toEqual([...units].sort());
    }
  });

  it('[G-CAT-18] lets categories A and B never make a municipality liable, and each other one possibly', () => {
    const { categories } = gavleborg();
    expect(PLANNING_CATEGORIES.filter((category) => categories[category].payment)).toEqual(['C', 'D', 'BC', 'CD', 'E']);
  });

  it('[G-CAT-17] [G-ADM-10] [L-ADM-01] tells open care whenever municipal health care is told', () => {
    const { categories } = gavleborg();
    for (const category of PLANNING_CATEGORIES) {
      const { recipients } = categories[category];
      if (recipients.includes('hemsjukvard') || recipients.includes('sabo')) expect(recipients).toContain('oppenvard');
    }
    for (const category of ['D', 'CD', 'E'] as const) {
      expect(unitsOf(new DomainWorld().admit(notice({ planningCategory: category })))).toContain(openCare);
    }
  });

  it('[L-ADM-01] [G-ADM-09] [G-ADM-27] reaches no unit that is not concerned', () => {
    for (const [category, units] of TABLE) {
      const reached = unitsOf(new DomainWorld().admit(notice({ planningCategory: category })));
      expect(reached.filter((unit) => !units.includes(unit))).toEqual([]);
      expect(reached.every((unit) => ALL_BOXES.includes(unit as never))).toBe(true);
    }
  });
});

describe('the category of a message', () => {
  it.each([
    [['oppenvard'], 'B'],
    [['socialtjanst'], 'C'],
    [['hemsjukvard'], 'D'],
    [['oppenvard', 'hemsjukvard'], 'D'],
    [['oppenvard', 'socialtjanst'], 'BC'],
    [['hemsjukvard', 'socialtjanst'], 'CD'],
    [['oppenvard', 'hemsjukvard', 'socialtjanst'], 'CD'],
    [['sabo'], 'E'],
    [['sabo', 'oppenvard', 'socialtjanst'], 'E'],
  ] as const)('[G-CAT-19] [G-ADM-25] follows from the needs %p: %s', (needs, category) => {
    const sent = noticeWith({ physicianAssessed: true }, { needs: [...needs], planningCategory: undefined });
    expect(new DomainWorld().admit(sent).message.planningCategory).toBe(category);
  });

  it('[G-CAT-19] [G-ADM-25] [G-ADM-11] is A when nothing is needed: such a patient is not in the target group', () => {
    const reasons = new DomainWorld().refuse(notice({ needs: [] }));
    expect(told(reasons)).toEqual(['category-without-notice G-CAT-03']);
  });

  it.each([
    [['sabo', 'oppenvard'] as const],
    [['sabo', 'socialtjanst'] as const],
    [['sabo', 'socialtjanst', 'oppenvard'] as const],
  ])('[G-CAT-19] is E when somebody lives at special housing, whatever else is needed: %j', (needs) => {
    const plan = new DomainWorld().admit(noticeWith({ physicianAssessed: true }, { needs: [...needs] }));
    expect(plan.message.planningCategory).toBe('E');
  });

  it('[G-CAT-19] is refused when the needs contradict each other or the category that is stated', () => {
    const world = new DomainWorld();
    expect(told(world.refuse(notice({ needs: ['sabo', 'hemsjukvard'] })))).toEqual(['conflicting-needs G-CAT-19']);
    expect(told(world.refuse(notice({ needs: ['socialtjanst'], planningCategory: 'BC' })))).toEqual([
      'conflicting-needs G-CAT-19',
    ]);
    expect(world.admit(notice({ needs: ['socialtjanst'], planningCategory: 'C' })).message.planningCategory).toBe('C');
  });

  it('[G-CAT-19] is the same in whatever order the needs stand, and a set with both kinds of municipal care never has one', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...NEEDS]), (needs) => {
        const decision = new DomainWorld().decide(noticeWith({ physicianAssessed: true }, { needs }));
        const isBoth = needs.includes('sabo') && needs.includes('hemsjukvard');
        expect(decision.kind).toBe(isBoth || needs.length === 0 ? 'refused' : 'accepted');
      }),
    );
  });

  it('[G-CAT-01] is asked for when an opening message says nothing of it', () => {
    expect(told(new DomainWorld().refuse(notice({ planningCategory: undefined })))).toEqual(['missing-field G-CAT-01']);
  });
});

describe('the units that a notice goes to', () => {
  it('[G-ADM-19] are the ones that the sender names, in place of the default for their role', () => {
    const plan = new DomainWorld().admit(notice({ planningCategory: 'E', recipients: [UNITS.housing2] }));
    expect(unitsOf(plan)).toEqual([openCare, social, UNITS.housing2].sort());
    const home = new DomainWorld().admit(notice({ planningCategory: 'D', recipients: [UNITS.homeCare2181] }));
    expect(unitsOf(home)).toEqual([openCare, UNITS.homeCare2181].sort());
  });

  it('may be several of one role, each of them once', () => {
    const { housing2 } = UNITS;
    const plan = new DomainWorld().admit(notice({ planningCategory: 'E', recipients: [housing2, housing, housing2] }));
    expect(unitsOf(plan)).toEqual([openCare, social, housing, housing2].sort());
  });

  it('[G-ADM-09] may not have a role that the category does not concern', () => {
    const reasons = new DomainWorld().refuse(notice({ planningCategory: 'C', recipients: [homeCare, social] }));
    expect(reasons).toMatchObject([{ code: 'role-not-concerned', path: 'recipients[0]', rule: 'G-ADM-09' }]);
    const nobody = new DomainWorld().refuse(notice({ planningCategory: 'A', recipients: [social] }));
    expect(told(nobody)).toEqual(['category-without-notice G-CAT-03', 'role-not-concerned G-ADM-09']);
  });

  it('[G-ADM-28] must be units of the directory', () => {
    const reasons = new DomainWorld().refuse(notice({ recipients: [openCare, 'SE0000000000-NONE'] }));
    expect(reasons).toMatchObject([{ code: 'unknown-unit', path: 'recipients[1]', rule: 'G-ADM-28' }]);
    expect(JSON.stringify(reasons)).not.toContain('SE0000000000');
  });

  it('[G-ADM-28] make a notice unroutable when there is none for a role that the category concerns', () => {
    const world = new DomainWorld();
    const about = (patient: Partial<typeof TOLVAN>) => notice({ patient: { ...TOLVAN, ...patient } });
    const paths = (sent: ReturnType<typeof notice>) => world.refuse(sent).map(({ code, path }) => `${code} ${path}`);
    expect(paths(about({ healthCentre: undefined }))).toEqual(['unroutable patient.healthCentre']);
    expect(paths(about({ healthCentre: 'SE2321000016-HC99' }))).toEqual(['unroutable patient.healthCentre']);
    expect(paths(about({ healthCentre: UNITS.ward }))).toEqual(['unroutable patient.healthCentre']);
    expect(paths(about({ municipality: '0180' }))).toEqual(['unroutable patient.municipality']);
    expect(paths(about({ municipality: undefined, healthCentre: undefined }))).toEqual([
      'unroutable patient.healthCentre',
      'unroutable patient.municipality',
    ]);
  });

  it('[G-ADM-28] make it routable by being named although the patient has neither health centre nor municipality', () => {
    const patient = { ...TOLVAN, healthCentre: undefined, municipality: undefined };
    const plan = new DomainWorld().admit(notice({ patient, recipients: [openCare, social] }));
    expect(unitsOf(plan)).toEqual([openCare, social].sort());
  });

  it('tell every error at once: number, category gate, unknown unit, wrong role and missing mailbox', () => {
    const sent = notice({
      episodeId: undefined,
      planningCategory: 'B',
      recipients: ['SE0000000000-NONE', social],
      patient: { ...TOLVAN, healthCentre: undefined },
    });
    expect(told(new DomainWorld().refuse(sent))).toEqual([
      'missing-field',
      'category-without-notice G-CAT-04',
      'unknown-unit G-ADM-28',
      'role-not-concerned G-ADM-09',
      'unroutable G-ADM-28',
    ]);
    const without = notice({ planningCategory: undefined, patient: undefined, recipients: ['SE0000000000-NONE'] });
    expect(told(new DomainWorld().refuse(without))).toEqual([
      'missing-field G-ADM-05',
      'missing-field G-CAT-01',
      'unknown-unit G-ADM-28',
    ]);
  });

  it('stay the same through the stay, also when they were named or the directory has another default since', () => {
    const world = new DomainWorld();
    world.admit(notice({ planningCategory: 'E', recipients: [UNITS.housing2] }));
    world.directory = demoDirectory({
      [`units.${UNITS.housing}.isDefault`]: undefined,
      [`units.${UNITS.housing2}.isDefault`]: true,
    });
    const changed = noticeWith({ expectedDischarge: '2026-11-29' }, { planningCategory: 'E' });
    expect(unitsOf(world.admit(changed))).toEqual([openCare, social, UNITS.housing2].sort());
  });

  it('are chosen anew for a role whose unit the directory does not have any more', () => {
    const world = new DomainWorld();
    world.admit(notice({ planningCategory: 'E', recipients: [UNITS.housing2] }));
    world.directory = demoDirectory({ [`units.${UNITS.housing2}`]: undefined, clients: [] });
    expect(unitsOf(world.admit(message('utskrivningsklar')))).toContain(housing);
  });

  it('[G-ADM-27] are not sent to again after they sent a message back, until one is named', () => {
    const world = new DomainWorld();
    const { id, facts } = world.admit(notice()).episode;
    const parties = facts.parties.filter(({ unit }) => unit !== social);
    world.episodes.set(id, { ...world.episode(), facts: { ...facts, parties } });
    const plan = world.admit(message('utskrivningsklar'));
    expect(unitsOf(plan)).toEqual([openCare]);
    expect(told(plan.answer.warnings)).toEqual(['role-vacant G-ADM-28']);
    const named = world.admit(notice({ recipients: [UNITS.social2181] }));
    expect(unitsOf(named)).toEqual([UNITS.social2181]);
    expect(told(named.answer.warnings)).toEqual([]);
    expect(unitsOf(world.admit(message('utskrivningsklar')))).toEqual([openCare, UNITS.social2181].sort());
  });

  it('[G-ADM-28] make a message unroutable when the only one sent it back', () => {
    const world = new DomainWorld();
    const { id, facts } = world.admit(notice({ planningCategory: 'C' })).episode;
    world.episodes.set(id, { ...world.episode(), facts: { ...facts, parties: [] } });
    expect(world.refuse(message('utskrivningsklar'))).toMatchObject([
      { code: 'unroutable', path: 'recipients', rule: 'G-ADM-28' },
    ]);
    expect(unitsOf(world.admit(message('utskrivningsklar', { recipients: [social] })))).toEqual([social]);
  });

  it('stay the ones that took over a delivery, whatever their own role is', () => {
    const world = new DomainWorld();
    const { id, facts } = world.admit(notice({ planningCategory: 'C' })).episode;
    const parties = [{ role: 'socialtjanst' as const, unit: homeCare }];
    world.episodes.set(id, { ...world.episode(), facts: { ...facts, parties } });
    expect(unitsOf(world.admit(message('utskrivningsklar')))).toEqual([homeCare]);
  });
});
