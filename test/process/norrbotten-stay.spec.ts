import { describe, expect, it } from '@jest/globals';

import type { Content, Message, MessageKind } from '#domain/message.js';
import { told, unitsOf } from '../support/domain.js';
import { BOTH, CALL, IN, LULEAN, NorrbottenWorld, planIn } from '../support/norrbotten.js';

const AT_DISCHARGE: Content = { ...CALL, setting: 'fore-utskrivning' };
const CONSENT: Message['consent'] = { given: true, scope: ['sip', 'informationsoverforing'] };

/** A stay of category CD at the ward, in a world in which there may be plans. */
function withStay(world: NorrbottenWorld = new NorrbottenWorld()): { world: NorrbottenWorld; episode: string } {
  const admitted = world.admit(
    world.message(
      IN.ward,
      'inskrivningsmeddelande',
      { admittedAt: '2026-11-23T07:00:00+01:00', expectedDischarge: '2026-11-27' },
      { patient: LULEAN, plan: undefined, episodeId: 'N1', planningCategory: 'CD', consent: CONSENT },
    ),
    '2026-11-23T07:30:00+01:00',
  );
  return { world, episode: admitted.episode.id };
}

const about = (episode: string): Partial<Message> => ({
  episode,
  plan: undefined,
  episodeId: undefined,
  consent: CONSENT,
});

describe('a discharge in Norrbotten', () => {
  it.each([IN.ward, IN.social, IN.homeCare])(
    '[N-INIT-02] a call by %s is refused: the region’s open care calls',
    (unit) => {
      const { world, episode } = withStay();
      const reasons = world.refusal(unit, 'sip-kallelse', AT_DISCHARGE, { ...about(episode), recipients: [IN.centre] });
      expect(told(reasons)).toContain('sender-role N-INIT-02');
    },
  );

  it('[N-INIT-02] open care calls, without a basis or a mapping, and begins the plan beside the stay', () => {
    const { world, episode } = withStay();
    const called = world.say(IN.centre, 'sip-kallelse', AT_DISCHARGE, {
      ...about(episode),
      recipients: [IN.social, IN.homeCare],
    });
    expect(unitsOf(called)).toEqual(expect.arrayContaining([IN.social, IN.homeCare]));
    expect(world.plans.size).toBe(1);
    expect(world.plan).toMatchObject({ episode, facts: { state: 'kallad' } });
    expect(world.coordinator).toBe(IN.centre);
  });

  it('[N-GEN-14] nothing about care at home is held back because there is no plan', () => {
    const { world, episode } = withStay();
    const told = world.say(IN.ward, 'generellt-meddelande', { text: 'Hjälpmedel behövs' }, about(episode));
    expect(unitsOf(told)).toEqual(expect.arrayContaining([IN.social, IN.homeCare]));
    expect(world.plans.size).toBe(0);
  });

  it('[N-GEN-12] what is urgent is told at once, with no stay and no plan', () => {
    const urgent: Content = {
      useCase: 'besok-utan-inskrivning',
      text: 'Faller hemma, behöver besök i dag',
      profession: 'sjuksköterska',
      urgent: true,
    };
    for (const world of [new NorrbottenWorld(), planIn('underlag')]) {
      const sent = world.say(IN.centre, 'fristaende-meddelande', urgent, {
        plan: undefined,
        patient: LULEAN,
        recipients: [IN.homeCare],
        consent: CONSENT,
      });
      expect(unitsOf(sent)).toEqual([IN.homeCare]);
    }
  });

  it('[N-ACTOR-13] [N-ACTOR-15] a meeting of the parties for somebody in hospital stands beside the stay, which it leaves as it was', () => {
    const { world, episode } = withStay();
    const before = world.episodes.get(episode);
    const meet: Content = { ...CALL, purpose: 'aktorsmote', regards: 'planering', consents: BOTH };
    world.say(IN.ward, 'sip-kallelse', meet, { plan: undefined, patient: LULEAN, recipients: [IN.centre, IN.social] });
    expect(world.episodes.get(episode)).toEqual(before);
    expect(world.plan.facts).toMatchObject({ state: 'behov', meetings: [{ purpose: 'aktorsmote' }] });
  });

  it('[N-ACTOR-15] it uses the plan that there is', () => {
    const { world } = withStay(planIn('pagaende'));
    const meet: Content = { ...CALL, purpose: 'aktorsmote', regards: 'planering' };
    world.say(IN.ward, 'sip-kallelse', meet, { plan: undefined, patient: LULEAN, recipients: [IN.centre] });
    expect([world.plans.size, world.facts.state]).toEqual([1, 'pagaende']);
  });

  it('[N-CLOSE-11] [N-CLOSE-13] a death that the ward tells of is a notice to the plan in which it takes no part', () => {
    const { world, episode } = withStay(planIn('pagaende'));
    world.say(IN.ward, 'avliden', { diedOn: '2026-12-20', source: 'manuell' }, about(episode));
    expect(world.facts).toMatchObject({ state: 'avliden-aviserad', death: { source: 'manuell' } });
    expect(world.owed('sip-avliden').map(({ responsible }) => responsible)).toEqual([IN.social]);
    world.say(IN.social, 'avliden', { diedOn: '2026-12-20', source: 'manuell' });
    expect(world.facts).toMatchObject({ state: 'avslutad', closed: { how: 'avliden' } });
  });
});

describe('the kinds of Norrbotten', () => {
  it('[N-GEN-01] no category of planning stands in the way of a call', () => {
    const { kinds } = new NorrbottenWorld().profile;
    const calls: readonly MessageKind[] = ['sip-initiativ', 'sip-kallelse', 'sip-underlag'];
    for (const kind of calls) expect(kinds[kind]?.gate).toBeUndefined();
  });
});
