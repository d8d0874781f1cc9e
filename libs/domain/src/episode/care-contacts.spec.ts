import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { DomainWorld, from, message, notice, replayEpisode, told, UNITS } from '../../../../test/support/domain.js';
import { processProfile } from '../../../../test/support/process.js';
import type { Content } from '../message.js';
import { isActive } from './care-contacts.js';

const { openCare, homeCare, social } = UNITS;
const PROFILE = processProfile();
const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00+01:00`;
const utc = (hour: number) => new Date(at(hour)).toISOString();

const admitted = () => replayEpisode([[notice({ planningCategory: 'CD' })]], new DomainWorld(PROFILE));
const name = (
  world: DomainWorld,
  sender: string,
  content: Content,
  hour = 9,
  messageId = `fvk-${sender}-${String(hour)}`,
) => world.admit(from(sender, 'fast-vardkontakt', world, { content, messageId }), at(hour));
const active = (world: DomainWorld) =>
  (world.episode().facts.careContacts ?? []).filter(isActive).map((one) => `${one.name}${one.coordinator ? ' *' : ''}`);

describe('the care contacts of a stay', () => {
  it('[G-FVK-11] are named persons', () => {
    const world = admitted();
    const refused = (called: string) =>
      world.refuse(from(openCare, 'fast-vardkontakt', world, { content: { name: called } }));
    for (const called of [
      'Distriktssköterskan',
      'Gävle hälsocentral',
      'Hemsjukvården Gävle',
      'Anna',
      'Jourläkare 2',
      'Ansvarig sjuksköterska',
    ]) {
      expect(refused(called)).toMatchObject([{ code: 'not-a-person', path: 'content.name', rule: 'G-FVK-11' }]);
    }
    for (const called of ['Frida Vik', 'Åsa Öberg-Ek', 'Jan Enhetsson', 'Vik, Frida']) {
      expect(world.decide(from(openCare, 'fast-vardkontakt', world, { content: { name: called } })).kind).toBe(
        'accepted',
      );
    }
    const within = from(openCare, 'svar-pa-inskrivning', world, {
      content: { information: 'x', careContact: { name: 'Hälsocentralen' } },
    });
    expect(world.refuse(within)).toMatchObject([{ path: 'content.careContact.name', rule: 'G-FVK-11' }]);
  });

  it('[G-FVK-17] are known with who named them and since when', () => {
    const world = admitted();
    name(world, openCare, { name: 'Frida Vik', title: 'distriktssköterska', phone: '026-15 40 00', unit: openCare });
    expect(world.episode().facts.careContacts).toEqual([
      {
        name: 'Frida Vik',
        title: 'distriktssköterska',
        phone: '026-15 40 00',
        unit: openCare,
        coordinator: true,
        by: openCare,
        role: 'oppenvard',
        from: utc(9),
      },
    ]);
  });

  it('[G-FVK-12] may be several, of whom one coordinates: the first, until another one is said to', () => {
    const world = admitted();
    name(world, openCare, { name: 'Frida Vik' });
    name(world, homeCare, { name: 'Hans Sjö' });
    expect(active(world)).toEqual(['Frida Vik *', 'Hans Sjö']);
    name(world, homeCare, { name: 'Hans Sjö', coordinator: true }, 10);
    expect(active(world)).toEqual(['Frida Vik', 'Hans Sjö *']);
    const ended = (world.episode().facts.careContacts ?? []).filter((one) => !isActive(one));
    expect(ended.map((one) => [one.name, one.coordinator, one.until])).toEqual([
      ['Frida Vik', true, utc(10)],
      ['Hans Sjö', false, utc(10)],
    ]);
  });

  it('[G-FVK-18] [G-FVK-24] are changed by another name of the same unit, the one before kept with its end', () => {
    const world = admitted();
    name(world, openCare, { name: 'Frida Vik' });
    name(world, openCare, { name: 'Nils Ny' }, 11);
    expect(world.episode().facts.careContacts).toMatchObject([
      { name: 'Frida Vik', coordinator: true, from: utc(9), until: utc(11) },
      { name: 'Nils Ny', coordinator: true, from: utc(11) },
    ]);
    name(world, openCare, { name: 'Nils Ny' }, 12);
    expect(world.episode().facts.careContacts).toHaveLength(2);
  });

  it('[G-FVK-12] do not begin to coordinate by a change of name', () => {
    const world = admitted();
    name(world, openCare, { name: 'Frida Vik', coordinator: false });
    expect(told(name(world, openCare, { name: 'Nils Ny' }, 10).answer.warnings)).toEqual(['no-coordinator G-FVK-12']);
    expect(active(world)).toEqual(['Nils Ny']);
  });

  it('[G-FVK-12] end, and the sender is told when nobody coordinates any more', () => {
    const world = admitted();
    name(world, openCare, { name: 'Frida Vik' });
    name(world, homeCare, { name: 'Hans Sjö' });
    const plan = name(world, openCare, { name: 'Frida Vik', ended: true }, 10);
    expect(active(world)).toEqual(['Hans Sjö']);
    expect(told(plan.answer.warnings)).toEqual(['no-coordinator G-FVK-12']);
    expect(told(name(world, homeCare, { name: 'Hans Sjö', coordinator: true }, 11).answer.warnings)).toEqual([]);
    expect(told(name(world, homeCare, { name: 'Hans Sjö', ended: true }, 12).answer.warnings)).toEqual([]);
    expect(active(world)).toEqual([]);
  });

  it('[B-ANS-09] may be told along with the answer to the admission notice', () => {
    const world = admitted();
    const content = { information: 'x', careContact: { name: 'Frida Vik', phone: '026-1' } };
    world.admit(from(openCare, 'svar-pa-inskrivning', world, { content }), at(9));
    expect(active(world)).toEqual(['Frida Vik *']);
    world.admit(from(social, 'svar-pa-inskrivning', world), at(9));
    expect(active(world)).toEqual(['Frida Vik *']);
  });

  it('are as they were when a change is withdrawn', () => {
    const world = admitted();
    name(world, openCare, { name: 'Frida Vik' });
    name(world, openCare, { name: 'Nils Ny' }, 11, 'fel');
    world.admit(message('utskrivningsklar'), at(12));
    world.admit(from(openCare, 'makulering', world, { content: { messageId: 'fel', reason: 'fel namn' } }), at(13));
    expect(active(world)).toEqual(['Frida Vik *']);
    expect(world.episode().facts.state).toBe('utskrivningsklar');
  });

  it('[G-FVK-12] are never coordinated by two, and by somebody as soon as one is named', () => {
    const change = fc.record({
      sender: fc.constantFrom(openCare, homeCare, social),
      called: fc.constantFrom('Frida Vik', 'Hans Sjö', 'Nils Ny'),
      coordinator: fc.constantFrom(undefined, true, false),
      ended: fc.constantFrom(undefined, undefined, true),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 10 }), (changes) => {
        const world = admitted();
        changes.forEach(({ sender, called, coordinator, ended }, hour) => {
          const content = { name: called, ...(coordinator !== undefined && { coordinator }), ...(ended && { ended }) };
          const plan = name(world, sender, content, hour);
          const contacts = (world.episode().facts.careContacts ?? []).filter(isActive);
          const leading = contacts.filter((one) => one.coordinator).length;
          expect(leading).toBeLessThanOrEqual(1);
          expect(new Set(contacts.map(({ by }) => by)).size).toBe(contacts.length);
          const isTold = told(plan.answer.warnings).includes('no-coordinator G-FVK-12');
          expect(isTold).toBe(contacts.length > 0 && leading === 0);
        });
      }),
      { numRuns: 200 },
    );
  });
});
