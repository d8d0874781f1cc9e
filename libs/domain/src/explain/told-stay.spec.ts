import { describe, expect, it } from '@jest/globals';

import { AT, CareChain, notice, silentNotice } from '../../../../test/support/blekinge.js';
import { ExplainedStay } from '../../../../test/support/explained.js';

const MONDAY = '2026-11-23T09:00:00+01:00';
const DISCHARGE = { dischargedAt: '2026-11-27T14:00:00+01:00', summary: undefined, criteria: undefined };

/** The stay K1 as a unit may know it. */
function knownTo(chain: CareChain, unit: string) {
  return new ExplainedStay(chain, 'K1').knownTo(unit);
}

function silentChain() {
  const chain = new CareChain();
  chain.admit(silentNotice({ admittedAt: '2026-11-23T02:40:00+01:00' }), MONDAY);
  return chain;
}

describe('a stay as its parties may know it', () => {
  it('[B-ADM-08] without consent a party learns neither when the admission was, nor what is needed, nor who else has a part', () => {
    const { episode, deadlines } = knownTo(silentChain(), AT.social);
    expect(episode.facts).toMatchObject({ state: 'inskriven', expectedDischarge: '2026-11-27' });
    expect(episode.facts).not.toHaveProperty('admittedAt');
    expect(episode.facts).not.toHaveProperty('category');
    expect(episode.facts.parties.map(({ unit }) => unit)).toEqual([AT.social]);
    expect(deadlines.map(({ kind, responsible }) => [kind, responsible])).toEqual([['kvittens', AT.social]]);
  });

  it('[B-ADM-08] without consent nothing that is explained to a party says it in other words', () => {
    const explained = new ExplainedStay(silentChain(), 'K1').explain('2026-11-23T10:00:00+01:00', AT.social);
    const said = JSON.stringify(explained);
    expect(said).not.toContain('02:40');
    expect(said).not.toContain('T01:40');
    expect(said).not.toContain('kategori CD');
    expect(said).not.toContain(AT.centre);
    expect(explained.standing.map(({ code }) => code)).toContain('category-untold');
  });

  it('[B-ADM-09] [B-CON-02] a discharge that was told to nobody has not happened for a party', () => {
    const chain = silentChain();
    chain.admit(chain.byWard('utskrivningsmeddelande', DISCHARGE), '2026-11-27T14:05:00+01:00');
    const { episode } = knownTo(chain, AT.social);
    expect(episode.facts.state).toBe('inskriven');
    expect(episode.facts).not.toHaveProperty('dischargedAt');
    expect(episode.facts).not.toHaveProperty('responsibility');
    expect(knownTo(chain, AT.ward).episode.facts).toMatchObject({ state: 'utskriven' });
  });

  it('[B-ADM-08] the hospital and operations see all of it, and so do parties where there is consent', () => {
    const silent = silentChain();
    const stay = new ExplainedStay(silent, 'K1').known();
    expect(knownTo(silent, AT.ward)).toEqual(stay);
    expect(new ExplainedStay(silent, 'K1').knownTo()).toEqual(stay);
    const open = new CareChain();
    open.admit(notice(), MONDAY);
    expect(knownTo(open, AT.social)).toEqual(new ExplainedStay(open, 'K1').known());
  });
});
