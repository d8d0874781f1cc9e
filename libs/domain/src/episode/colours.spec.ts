import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { DomainWorld, from, message, notice, replayEpisode, UNITS } from '../../../../test/support/domain.js';
import { processProfile } from '../../../../test/support/process.js';
import { COLOUR_TRACKS } from '../content/planning.js';
import type { PlanningCategory } from '../message.js';
import { replaceParty } from './parties.js';
import type { ColourTrack } from './episode.js';

const { ward, openCare, openCare2, social, homeCare } = UNITS;
const PROFILE = processProfile({ 'kinds.planeringsunderlag.checks': [] });

const admitted = (planningCategory: PlanningCategory = 'BC') =>
  replayEpisode([[notice({ planningCategory })]], new DomainWorld(PROFILE));
const answer = (world: DomainWorld, sender: string, colour: ColourTrack | undefined, messageId?: string) =>
  world.admit(
    from(sender, 'planeringsunderlag', world, {
      ...(messageId === undefined ? {} : { messageId }),
      content: { answers: [{ question: 'Insatser?', answer: 'Ja' }], ...(colour && { colour }) },
    }),
  ).episode.facts;

describe('the colours of a stay', () => {
  it('[G-COL-01] [G-COL-03] is one for each party that has answered, the last it gave', () => {
    const world = admitted('CD');
    expect(answer(world, social, 'gron').colours).toEqual({ socialtjanst: 'gron' });
    expect(answer(world, homeCare, 'rod').colours).toEqual({ socialtjanst: 'gron', hemsjukvard: 'rod' });
    expect(answer(world, social, 'gul').colours).toEqual({ socialtjanst: 'gul', hemsjukvard: 'rod' });
  });

  it('[G-COL-04] [G-COL-17] are pending together until every party has answered with a colour', () => {
    const world = admitted();
    expect(answer(world, ward, 'rod')).toMatchObject({ colours: { slutenvard: 'rod' } });
    expect(answer(world, social, 'gron')).not.toHaveProperty('colour');
    expect(answer(world, openCare, undefined)).not.toHaveProperty('colour');
    expect(answer(world, openCare, 'bla').colour).toBe('rod');
    world.admit(notice({ planningCategory: 'CD' }));
    expect(world.episode().facts).not.toHaveProperty('colour');
    expect(answer(world, homeCare, 'gul').colour).toBe('rod');
  });

  it('[G-COL-16] are together the most urgent one', () => {
    const colour = fc.constantFrom(...COLOUR_TRACKS);
    fc.assert(
      fc.property(fc.tuple(colour, colour, colour), (given) => {
        const world = admitted('CD');
        const [first, second, third] = given;
        answer(world, social, first);
        answer(world, homeCare, second);
        const { colour: overall } = answer(world, openCare, third);
        const urgency = Math.max(...given.map((one) => COLOUR_TRACKS.indexOf(one)));
        expect(overall).toBe(COLOUR_TRACKS[urgency]);
      }),
      { numRuns: 64 },
    );
  });

  it('go back when an answer is withdrawn, also when others have answered since', () => {
    const world = admitted();
    answer(world, social, 'gron');
    answer(world, social, 'rod', 'fel');
    answer(world, openCare, 'gul');
    const content = { messageId: 'fel', reason: 'fel person' };
    world.admit(from(social, 'makulering', world, { content }));
    expect(world.episode().facts).toMatchObject({ colours: { socialtjanst: 'gron', oppenvard: 'gul' }, colour: 'gul' });
  });

  it('stay with the role when its part is handed on to another unit, until that one answers', () => {
    const world = admitted();
    answer(world, social, 'gron');
    answer(world, openCare, 'rod');
    const moved = replaceParty(world.episode(), { role: 'oppenvard', unit: openCare }, openCare2);
    expect(moved.facts.colour).toBe('rod');
    world.episodes.set(moved.id, moved);
    expect(answer(world, openCare2, 'bla').colour).toBe('gron');
  });

  it('leave with a party that leaves', () => {
    const world = admitted('CD');
    for (const [unit, colour] of [
      [social, 'gron'],
      [homeCare, 'rod'],
      [openCare, 'gul'],
    ] as const) {
      answer(world, unit, colour);
    }
    world.admit(notice({ planningCategory: 'BC' }));
    expect(world.episode().facts).toMatchObject({ colours: { socialtjanst: 'gron', oppenvard: 'gul' }, colour: 'gul' });
    expect(world.episode().facts.colours).not.toHaveProperty('hemsjukvard');
  });

  it('are none where nobody has said one', () => {
    const { facts } = admitted().admit(message('adl-status')).episode;
    expect([facts.colours, facts.colour]).toEqual([undefined, undefined]);
  });
});
