import { describe, expect, it } from '@jest/globals';

import { AT, CareChain, notice as chainNotice } from '../../../../test/support/blekinge.js';
import { DomainWorld, from, message, noticeWith, TOLVAN, UNITS, unitsOf } from '../../../../test/support/domain.js';
import { dutiesAfterHandling } from './deadline-handover.js';
import { replaceParty } from '../episode/parties.js';
import type { Party } from '../episode/episode.js';

const { ward, openCare, openCare2, homeCare, social } = UNITS;
const otherSocial = 'SE2120002346-SOC01';
const READY = { readyAt: '2026-11-26T09:30:00+01:00' };
const LATER = { readyAt: '2026-11-27T09:30:00+01:00' };

/** A stay in which open care is to name a care contact. */
function ready(): DomainWorld {
  const world = new DomainWorld();
  world.admit(noticeWith({}, { planningCategory: 'CD' }));
  world.admit(message('utskrivningsklar', { content: READY }));
  return world;
}

/** A stay in which social services have asked the ward for an assessment of self-care. */
function asked(): DomainWorld {
  const world = ready();
  const content = { phase: 'begaran', measure: 'ögondroppar' };
  world.admit(from(social, 'egenvardsbedomning', world, { recipients: [ward], content }));
  return world;
}

/** What becomes of the duties when a party's place is taken, or left. */
function handled(world: DomainWorld, party: Party, unit: string | undefined) {
  const before = world.episode();
  const after = replaceParty(before, party, unit);
  const known = world.known(message('avdelningsbyte'));
  const ground = { profile: world.profile, directory: world.directory, newId: world.newId };
  const by = unit ?? party.unit;
  const { started, ended } = dutiesAfterHandling({ known, facts: after.facts, ground, by, at: new Date() });
  world.episodes.set(after.id, after);
  return { started, ended: ended.map(({ id, state }) => [world.deadlines.find((one) => one.id === id)?.kind, state]) };
}

describe('what a unit owes in a stay', () => {
  it('[G-FVK-07] is owed by the unit to which it has handed the message on, by the same time', () => {
    const world = ready();
    const its = world.deadlines.find(({ kind }) => kind === 'fast-vardkontakt-senast');
    const { started, ended } = handled(world, { role: 'oppenvard', unit: openCare }, openCare2);
    expect(ended).toEqual([
      ['fast-vardkontakt-senast', 'cancelled'],
      ['sip-kallelse', 'cancelled'],
    ]);
    expect(started.find(({ kind }) => kind === 'fast-vardkontakt-senast')).toMatchObject({
      responsible: openCare2,
      informs: ward,
      due: its?.due,
      message: its?.message,
      state: 'open',
    });
  });

  it('[G-FVK-07] is owed by nobody when it has sent the message back', () => {
    const { started, ended } = handled(ready(), { role: 'oppenvard', unit: openCare }, undefined);
    expect(ended).toContainEqual(['fast-vardkontakt-senast', 'cancelled']);
    expect(started).toEqual([]);
  });

  it('[G-SELF-19] is answered to the unit to which the asker has handed the stay on, by the same time', () => {
    const world = asked();
    const its = world.deadlines.find(({ kind }) => kind === 'egenvardsbedomning');
    const { started, ended } = handled(world, { role: 'socialtjanst', unit: social }, otherSocial);
    expect(ended).toContainEqual(['egenvardsbedomning', 'cancelled']);
    expect(started.filter(({ kind }) => kind === 'egenvardsbedomning')).toEqual([
      expect.objectContaining({ responsible: ward, informs: otherSocial, due: its?.due, message: its?.message }),
    ]);
  });

  it('[G-SELF-19] is answered to nobody when the asker has sent the message back', () => {
    const { started, ended } = handled(asked(), { role: 'socialtjanst', unit: social }, undefined);
    expect(ended).toContainEqual(['egenvardsbedomning', 'cancelled']);
    expect(started).toEqual([]);
  });

  it('stays with those who are as they were', () => {
    expect(handled(ready(), { role: 'hemsjukvard', unit: homeCare }, undefined)).toEqual({ started: [], ended: [] });
  });

  it('[B-ANS-05] of answers is asked of those who take part, not of one that only hears that it does no more', () => {
    const chain = new CareChain().admitted();
    const moved = chain.admit(chainNotice({ recipients: [AT.clinic] }), '2026-11-23T11:00:00+01:00');
    expect(unitsOf(moved)).toEqual([AT.clinic, AT.centre].sort());
    expect(chain.owed().filter((one) => one.startsWith('svar'))).toEqual([
      'svar-pa-inskrivning HSV01',
      'svar-pa-inskrivning KLIN01',
      'svar-pa-inskrivning SOC01',
    ]);
  });
});

describe('what runs on after a makulering', () => {
  it('[B-ANS-05] is not asked of a unit whose place another has taken meanwhile', () => {
    const chain = new CareChain().admitted();
    chain.admit(chain.by(AT.ward, 'samtycke-aterkallat', {}, { messageId: 'nej' }), '2026-11-23T11:00:00+01:00');
    const { id } = chain.episode('K1');
    chain.episodes.set(id, replaceParty(chain.episode('K1'), { role: 'socialtjanst', unit: AT.social }, AT.social1082));
    const content = { messageId: 'nej', reason: 'fel person' };
    chain.admit(chain.by(AT.ward, 'makulering', content), '2026-11-23T12:00:00+01:00');
    expect(chain.owed()).toEqual([
      'svar-pa-inskrivning HSV01',
      'svar-pa-inskrivning VC01',
      'utskrivningsrapport AVD45',
    ]);
  });

  it('[G-FVK-07] is owed once when it has begun anew since', () => {
    const world = ready();
    const frida = { name: 'Frida Vik', coordinator: false };
    world.admit(from(openCare, 'fast-vardkontakt', world, { messageId: 'frida', content: frida }));
    world.admit(message('utskrivningsklar', { content: LATER }), '2026-11-27T09:40:00+01:00');
    const content = { messageId: 'frida', reason: 'fel person' };
    world.admit(from(openCare, 'makulering', world, { content }), '2026-11-27T10:00:00+01:00');
    const owed = world.deadlines.filter(({ kind }) => kind === 'fast-vardkontakt-senast').map(({ state }) => state);
    expect(owed.sort()).toEqual(['cancelled', 'open']);
  });

  it('[B-DIS-15] is nothing when the stay itself has been withdrawn', () => {
    const chain = new CareChain().admitted({ messageId: 'in' });
    const died = { diedOn: '2026-11-23', source: 'manuell' };
    chain.admit(chain.by(AT.centre, 'avliden', died, { messageId: 'död' }), '2026-11-23T10:00:00+01:00');
    const takeBack = (sender: string, messageId: string) =>
      chain.admit(chain.by(sender, 'makulering', { messageId, reason: 'fel person' }), '2026-11-23T11:00:00+01:00');
    takeBack(AT.ward, 'in');
    expect(takeBack(AT.centre, 'död').endedDeadlines.filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('[L-PROT-01] does not show the address of a person who is protected again', () => {
    const address = { line: ['Gatan 1'], postalCode: '80310', city: 'Gävle' };
    const world = new DomainWorld();
    world.admit(noticeWith({}, { patient: { ...TOLVAN, address, protected: true } }));
    const open = { patient: { ...TOLVAN, address, protected: false }, messageId: 'öppen' };
    world.admit(noticeWith({ expectedDischarge: '2026-11-30' }, open));
    const plan = world.admit(message('makulering', { content: { messageId: 'öppen', reason: 'fel' } }));
    expect(plan.message.patient).not.toHaveProperty('address');
  });
});
