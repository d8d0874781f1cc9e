import { describe, expect, it } from '@jest/globals';

import {
  demoDirectory,
  DomainWorld,
  from,
  message,
  notice,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
  unitsOf,
} from '../../../../test/support/domain.js';
import { processProfile } from '../../../../test/support/process.js';

const { ward, ward14, openCare, openCare2, social, homeCare } = UNITS;
const GIVEN = { given: true, scope: ['informationsoverforing'] };
const PROFILE = processProfile();

const admitted = (changes: Parameters<typeof notice>[0] = {}, world = new DomainWorld(PROFILE)) =>
  replayEpisode([[notice(changes)]], world);

describe('who may tell something of a stay', () => {
  it('[G-PLAN-13] is every party, by the id of the hub', () => {
    const world = admitted();
    for (const sender of [openCare, social]) {
      expect(world.admit(from(sender, 'extrameddelande', world)).episode.number).toBe('V1');
    }
  });

  it('[G-ADM-09] is nobody else: the stay does not exist for them, in the very words of one that is not there', () => {
    const world = admitted();
    const outside = world.refuse(from(homeCare, 'extrameddelande', world));
    const nowhere = world.refuse(
      from(homeCare, 'extrameddelande', world, { episode: '00000000-0000-4000-8000-999999999999' }),
    );
    expect(told(outside)).toEqual(['unknown-episode']);
    expect(outside).toEqual(nowhere);
  });

  it('is the unit that a party handed its part on to, and not that party any more', () => {
    const world = admitted();
    const { facts } = world.episode();
    for (const party of facts.parties) if (party.unit === openCare) party.unit = openCare2;
    expect(world.decide(from(openCare2, 'extrameddelande', world)).kind).toBe('accepted');
    expect(told(world.refuse(from(openCare, 'extrameddelande', world)))).toEqual(['unknown-episode']);
  });

  it('names the stay: a message without a name finds none', () => {
    const world = admitted();
    const unnamed = from(social, 'extrameddelande', world, { episode: undefined, patient: TOLVAN });
    expect(world.refuse(unnamed)).toMatchObject([{ code: 'unknown-episode', path: 'episodeId' }]);
  });

  it('[G-ADM-05] is refused with another patient', () => {
    const world = admitted();
    const patient = { ...TOLVAN, id: '198001019986' };
    expect(told(world.refuse(from(social, 'extrameddelande', world, { patient })))).toEqual(['patient-mismatch']);
  });

  it('[G-REQ-01] [G-REQ-02] has the role that the region lets send the kind', () => {
    const world = admitted({ planningCategory: 'CD' });
    expect(world.decide(from(homeCare, 'vardbegaran', world)).kind).toBe('accepted');
    expect(told(world.refuse(from(social, 'vardbegaran', world)))).toEqual(['sender-role G-REQ-01']);
    expect(told(world.refuse(message('vardbegaran')))).toEqual(['sender-role G-REQ-01']);
  });

  it('[G-FVK-13] is of a type that the region lets send it', () => {
    const directory = demoDirectory({ [`units.${homeCare}.type`]: 'korttidsboende' });
    const world = admitted({ planningCategory: 'CD' }, new DomainWorld(PROFILE, directory));
    expect(told(world.refuse(from(homeCare, 'fast-vardkontakt', world)))).toEqual(['sender-role G-FVK-14']);
    const elsewhere = { name: 'Frida Vik', unit: homeCare };
    expect(told(world.refuse(from(openCare, 'fast-vardkontakt', world, { content: elsewhere })))).toEqual([
      'contradiction G-FVK-13',
    ]);
  });
});

describe('what a party tells', () => {
  it('goes to the other parties and the ward, never to itself', () => {
    const world = admitted({ planningCategory: 'CD' });
    expect(unitsOf(world.admit(from(social, 'extrameddelande', world)))).toEqual([ward, homeCare, openCare].sort());
    expect(unitsOf(world.admit(message('extrameddelande')))).toEqual([social, homeCare, openCare].sort());
  });

  it('[G-ACK-16] goes to the ward alone where the kind is for the ward, whichever ward has the patient', () => {
    const world = admitted();
    world.admit(message('avdelningsbyte'));
    const plan = world.admit(from(openCare, 'orsak-utebliven-kvittens', world));
    expect(plan.deliveries.map(({ unit, role }) => [unit, role])).toEqual([[ward14, 'slutenvard']]);
  });

  it('[G-ADM-32] leaves the ward, the dates, the category and the parties as they are', () => {
    const world = admitted();
    const before = structuredClone(world.episode());
    const patient = { ...TOLVAN, givenName: 'Annan', municipality: '2181', healthCentre: openCare2 };
    world.admit(
      from(social, 'extrameddelande', world, {
        patient,
        planningCategory: 'E',
        content: { text: 'x', expectedDischarge: '2027-01-01', ward: social },
      }),
    );
    const { facts, patient: known } = world.episode();
    expect([facts, known]).toEqual([before.facts, before.patient]);
  });

  it('[G-ADM-32] leaves them so too where it belongs to the organisation of the hospital', () => {
    const directory = demoDirectory({ [`units.${openCare2}.organisation`]: 'gavle-sjukhus' });
    const world = admitted({}, new DomainWorld(PROFILE, directory));
    const before = structuredClone(world.episode().facts);
    const plan = world.admit(from(openCare2, 'extrameddelande', world, { planningCategory: 'E' }));
    expect([plan.episode.facts, unitsOf(plan)]).toEqual([before, [ward, openCare, social].sort()]);
  });

  it('[L-PROT-01] of a protected person holds for the whole stay', () => {
    const world = admitted();
    const address = { line: ['Hemliga gatan 1'] };
    const plan = world.admit(
      from(social, 'extrameddelande', world, { patient: { ...TOLVAN, protected: true, address } }),
    );
    expect(plan.message.patient?.address).toBeUndefined();
    expect(world.admit(message('utskrivningsklar', { patient: { ...TOLVAN, address } })).message.patient?.address).toBe(
      undefined,
    );
  });

  it('may lead the stay on', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar'));
    const plan = world.admit(from(social, 'kommunklar', world));
    expect(plan.answer.episode.state).toBe('kommunklar');
    expect(told(admitted().refuse(from(social, 'kommunklar', admitted())))).toEqual(['wrong-state']);
  });

  it('names recipients in vain where the kind decides who gets it', () => {
    const world = admitted();
    const plan = world.admit(from(social, 'extrameddelande', world, { recipients: [ward] }));
    expect(unitsOf(plan)).toEqual([ward, openCare].sort());
    expect(told(plan.answer.warnings)).toEqual(['recipients-unused G-PLAN-12']);
  });

  it('of a stay that nobody else takes part in reaches nobody, and is refused', () => {
    const profile = processProfile({
      'kinds.adl-status.recipients': 'others',
      'transitions.+': { on: 'adl-status', from: 'planerad', to: 'same' },
    });
    const world = replayEpisode([[message('planerad-inskrivning', { patient: TOLVAN })]], new DomainWorld(profile));
    expect(told(world.refuse(message('adl-status')))).toEqual(['unroutable G-ADM-28']);
  });
});

describe('recipients that the sender names', () => {
  const general = (world: DomainWorld, recipients: string[] | undefined) =>
    from(social, 'generellt-meddelande', world, { recipients, consent: GIVEN });

  it('[G-PLAN-13] are parties of the stay, or its ward', () => {
    const world = admitted();
    expect(unitsOf(world.admit(general(world, [ward])))).toEqual([ward]);
    expect(unitsOf(world.admit(general(world, [openCare, ward])))).toEqual([openCare, ward].sort());
    expect(world.refuse(general(world, [homeCare, 'SE-ingen', social]))).toMatchObject([
      { code: 'role-not-concerned', path: 'recipients[0]', rule: 'G-ADM-09' },
      { code: 'unknown-unit', path: 'recipients[1]', rule: 'G-ADM-28' },
      { code: 'role-not-concerned', path: 'recipients[2]', rule: 'G-PLAN-13' },
    ]);
  });

  it('[G-PLAN-13] are all the others when none has to be named and none is', () => {
    const world = admitted();
    expect(unitsOf(world.admit(general(world, undefined)))).toEqual([openCare, ward].sort());
  });

  it('are as many as the region says', () => {
    const world = admitted({ planningCategory: 'CD' });
    expect(told(world.refuse(general(world, [ward, openCare, homeCare])))).toEqual(['invalid-value G-PLAN-13']);
    const one = processProfile({ 'kinds.generellt-meddelande.named.least': 1 });
    const strict = admitted({}, new DomainWorld(one));
    expect(strict.refuse(general(strict, undefined))).toMatchObject([{ code: 'missing-field', path: 'recipients' }]);
  });
});

describe('what a profile asks of a message', () => {
  it('[G-REQ-09] refuses by its rule, at its place', () => {
    const world = admitted();
    const reasons = world.refuse(from(social, 'svar-pa-inskrivning', world, { content: {} }));
    expect(reasons).toMatchObject([{ code: 'missing-field', path: 'content.information', rule: 'G-REQ-09' }]);
    const nothing = from(social, 'svar-pa-inskrivning', world, { content: { nothingToTell: true } });
    expect(world.decide(nothing).kind).toBe('accepted');
  });

  it('[G-ACK-06] [G-ACK-07] [G-PLAN-09] can be that all have receipted the first notice', () => {
    const world = admitted();
    expect(told(world.refuse(from(social, 'planeringsunderlag', world)))).toEqual(['not-yet G-ACK-07']);
    expect(world.decide(message('planeringsunderlag')).kind).toBe('accepted');
    world.receipt(social);
    expect(told(world.refuse(from(social, 'planeringsunderlag', world)))).toEqual(['not-yet G-ACK-07']);
    world.receipt(openCare);
    expect(world.decide(from(social, 'planeringsunderlag', world)).kind).toBe('accepted');
  });

  it('[G-COL-19] only remarks where the profile says so', () => {
    const world = admitted();
    world.receipt(social);
    world.receipt(openCare);
    const content = { ...message('planeringsunderlag').content, colour: 'bla' };
    const plan = world.admit(from(social, 'planeringsunderlag', world, { content }));
    expect(told(plan.answer.warnings)).toEqual(['inconsistent G-COL-19']);
  });

  it('[G-FVK-08] may be something that the stay knows: a care contact that has not ended', () => {
    const check = { rule: 'G-FVK-08', must: { has: 'episode.coordinator' }, otherwise: { warn: 'incomplete' } };
    const other = { ...check, must: { has: 'episode.careContacts' } };
    const world = admitted({}, new DomainWorld(processProfile({ 'kinds.adl-status.checks': [check, other] })));
    const warnings = () => told(world.admit(message('adl-status')).answer.warnings);
    expect(warnings()).toEqual(['incomplete G-FVK-08', 'incomplete G-FVK-08']);
    world.admit(from(openCare, 'fast-vardkontakt', world));
    expect(warnings()).toEqual([]);
    world.admit(from(openCare, 'fast-vardkontakt', world, { content: { name: 'Frida Vik', ended: true } }));
    expect(warnings()).toEqual(['incomplete G-FVK-08', 'incomplete G-FVK-08']);
  });

  it('is told together with all else that is wrong', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar'));
    world.admit(message('utskrivningsmeddelande'));
    expect(told(world.refuse(from(social, 'svar-pa-inskrivning', world, { content: {} })))).toEqual([
      'wrong-state',
      'missing-field G-REQ-09',
    ]);
  });
});
