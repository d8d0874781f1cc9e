import { describe, expect, it } from '@jest/globals';

import { AT, blekinge, CareChain, goingHome, notice } from '../../../../test/support/blekinge.js';
import { demoDirectory, told, UNITS } from '../../../../test/support/domain.js';
import { changed } from '../../../../test/support/changed.js';
import { problemsAfter } from '../../../../test/support/test-region.js';
import { regionOf } from './admission.js';
import type { Delivery } from '../delivery.js';
import { decideForward } from '../handling.js';

const REFUSED = ['role-not-concerned B-EMG-08'];

describe('units without access', () => {
  it('[B-EMG-08] are not named in a stay, whatever their role', () => {
    expect(told(new CareChain().refuse(notice({ recipients: [AT.careStaff] })))).toEqual(REFUSED);
  });

  it('[B-EMG-08] are not named in a free message', () => {
    expect(told(new CareChain().refuse(goingHome({}, { recipients: [AT.careStaff] })))).toEqual(REFUSED);
  });

  it('[B-EMG-08] are not those of a patient by default either', () => {
    const chain = new CareChain();
    const units = new Map(chain.directory.units);
    const defaults = [...chain.directory.defaultUnits].map(([key, unit]): [string, typeof unit] => {
      return [key, unit.hsaId === AT.social ? { ...unit, type: 'omvardnad' } : unit];
    });
    chain.directory = { ...chain.directory, units, defaultUnits: new Map(defaults) };
    expect(told(chain.refuse(notice()))).toEqual(['unroutable B-ADM-14']);
  });

  it('[B-EMG-08] get nothing handed on', () => {
    const delivery = { unit: AT.social, state: 'waiting' } as Delivery;
    const to = (unit: string) => decideForward(delivery, unit, demoDirectory(), () => 'd-2', blekinge()).kind;
    expect([to(AT.careStaff), to(AT.homeCare)]).toEqual(['invalid', 'forwarded']);
  });

  it('are types that the profile lists once, with their rule', () => {
    const listed = { rule: 'G-ADM-09', types: ['omvardnad'] };
    expect(problemsAfter({ withoutAccess: listed })).toEqual([]);
    expect(problemsAfter({ withoutAccess: changed(listed, { rule: undefined }) })).not.toEqual([]);
    expect(problemsAfter({ withoutAccess: { ...listed, types: ['omvardnad', 'omvardnad'] } })).not.toEqual([]);
  });
});

describe('the region by which a message is decided', () => {
  const sender = demoDirectory().units.get(AT.social)!;

  it('is that of the stay, also when a party of another region sends', () => {
    const chain = new CareChain().admitted();
    const episode = { ...chain.episode('K1'), profile: 'gavleborg' };
    expect(regionOf({ episode }, sender)).toBe('gavleborg');
  });

  it('is that of the sender when there is no stay yet', () => {
    expect(regionOf({ episode: undefined }, sender)).toBe('blekinge');
    expect(regionOf({ episode: undefined }, demoDirectory().units.get(UNITS.ward)!)).toBe('gavleborg');
  });
});
