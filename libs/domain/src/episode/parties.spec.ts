import { describe, expect, it } from '@jest/globals';
import { message, notice, replayEpisode, UNITS } from '../../../../test/support/domain.js';
import { replaceParty } from './parties.js';

const SOCIAL = { role: 'socialtjanst', unit: UNITS.social } as const;
const open = () => replayEpisode([[notice()], [message('utskrivningsklar')]]).episode();

describe('the unit that stands for a role', () => {
  it('is replaced by another, now and in all that was known before', () => {
    const before = open();
    const after = replaceParty(before, SOCIAL, UNITS.social2181);
    const known = [after.facts, ...after.steps.flatMap((step) => step.before ?? [])];
    expect(known).toHaveLength(2);
    for (const { parties } of known) {
      expect(parties).toContainEqual({ ...SOCIAL, unit: UNITS.social2181 });
      expect(parties).not.toContainEqual(SOCIAL);
      expect(parties).toContainEqual({ role: 'oppenvard', unit: UNITS.openCare });
    }
    expect(after).toMatchObject({ id: before.id, version: before.version + 1 });
    expect(before.facts.parties).toContainEqual(SOCIAL);
  });

  it('may be nobody', () => {
    expect(replaceParty(open(), SOCIAL, undefined).facts.parties).toEqual([
      { role: 'oppenvard', unit: UNITS.openCare },
    ]);
  });

  it('is not there twice when the other stood for the role already', () => {
    const both = replaceParty(open(), SOCIAL, UNITS.social2181);
    const again = { ...both, facts: { ...both.facts, parties: [...both.facts.parties, SOCIAL] } };
    const units = replaceParty(again, SOCIAL, UNITS.social2181).facts.parties.filter(
      ({ role }) => role === SOCIAL.role,
    );
    expect(units).toEqual([{ ...SOCIAL, unit: UNITS.social2181 }]);
  });

  it('stays when somebody else stands for it, or the unit stands for another role', () => {
    const episode = open();
    expect(replaceParty(episode, { ...SOCIAL, unit: UNITS.social2181 }, UNITS.ward)).toBe(episode);
    expect(replaceParty(episode, { ...SOCIAL, role: 'sabo' }, UNITS.ward)).toBe(episode);
  });
});
