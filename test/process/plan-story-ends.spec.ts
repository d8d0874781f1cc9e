import { describe, expect, it } from '@jest/globals';
import { STORY_NAMES } from '../../apps/cli/src/demo/plans/plan-story.js';
import type { StoryName } from '../../apps/cli/src/demo/plans/plan-story.js';
import { PLAN_REGIONS } from '../../apps/cli/src/demo/plans/regions.js';
import { StoryWorld } from '../support/told-story.js';

/**
 * How each story of the demo ends for everybody, as the routines have it: read off them, and not off what the hub answers. A story
 * that is told wrongly would be wrong in the demo and in its tests alike.
 */
interface End {
  /** Ids of the rules that say so. */
  readonly rules: string;
  readonly state: string;
  /** How it was closed, and by the unit of whom. */
  readonly closed?: readonly [how: string, unit: string];
  /** Open duties, as `kind unit`. */
  readonly owed: readonly string[];
  /** As `kind receiver state`. */
  readonly letters: readonly string[];
  /** What came to each unit, in order. Every other unit of the country got nothing. */
  readonly heard: Readonly<Record<string, readonly string[]>>;
}

/** By the rules that follow a plan up to its signing or its first interventions, which the special stories have in common. */
type Told = Readonly<Record<string, readonly string[]>>;

/** What was heard up to then, and what came on top. */
function and(before: Told, more: Told): Told {
  const units = new Set([...Object.keys(before), ...Object.keys(more)]);
  return Object.fromEntries([...units].map((unit) => [unit, [...(before[unit] ?? []), ...(more[unit] ?? [])]]));
}

const NORRBOTTEN = { social: 'SE2120002742-SOC01', centre: 'SE2321000222-HC01', care: 'SE2120002742-HSV01' };
const STOCKHOLM = {
  ward: 'SE2321009991-AVD3',
  ringen: 'SE2321009991-HLM01',
  gamlaStan: 'SE2321009991-HLM02',
  sodermalm: 'SE2120000142-SOC02',
};
const GAVLEBORG = { centre: 'SE2321000016-HC01', social: 'SE2120002338-SOC01', care: 'SE2120002338-HSV01' };
const BLEKINGE = { centre: 'SE2321000081-VC01', social: 'SE2120000829-SOC01', care: 'SE2120000829-HSV01' };

/** Nobody but whoever coordinates knows of the need before the call, which brings the mapping along (N-MAP-04). */
const CALLED_IN_NORRBOTTEN = ['sip-kallelse', 'sip-kartlaggning', 'sip-mote', 'sip-mote', 'sip-huvudmal'];
const MADE_IN_NORRBOTTEN: Told = {
  [NORRBOTTEN.social]: ['sip-delmal', 'sip-insats', 'sip-insats'],
  [NORRBOTTEN.centre]: [...CALLED_IN_NORRBOTTEN, 'sip-delmal', 'sip-insats', 'sip-insats'],
  [NORRBOTTEN.care]: [...CALLED_IN_NORRBOTTEN, 'sip-insats', 'sip-insats'],
};
/** The handovers: signed, posted to the person, noted in the record. */
const MADE_IN_STOCKHOLM: Told = {
  [STOCKHOLM.ringen]: ['sip-delmal', 'sip-insats'],
  [STOCKHOLM.sodermalm]: [
    ...['sip-kallelse', 'sip-mote', 'sip-huvudmal', 'sip-mote'],
    ...['sip-delgivning', 'sip-delgivning', 'sip-delgivning'],
  ],
};
const MADE_IN_GAVLEBORG: Told = {
  [GAVLEBORG.centre]: ['sip-delmal', 'sip-insats'],
  [GAVLEBORG.social]: ['sip-kallelse', 'sip-mote', 'sip-huvudmal', 'sip-delmal', 'sip-insats', 'sip-delgivning'],
  [GAVLEBORG.care]: ['sip-kallelse', 'sip-mote', 'sip-huvudmal', 'sip-delgivning'],
};
/** Everybody hears what each has prepared (B-CALL-12); only the unit that was named heard of the initiative. */
const MADE_IN_BLEKINGE: Told = {
  [BLEKINGE.centre]: ['sip-kartlaggning', 'sip-kartlaggning', 'sip-delmal', 'sip-insats'],
  [BLEKINGE.social]: [
    ...['sip-initiativ', 'sip-kallelse', 'sip-kartlaggning', 'sip-mote', 'sip-huvudmal'],
    ...['sip-delgivning', 'sip-delgivning'],
  ],
  [BLEKINGE.care]: [
    ...['sip-kallelse', 'sip-kartlaggning', 'sip-mote', 'sip-huvudmal', 'sip-delmal', 'sip-insats'],
    ...['sip-delgivning', 'sip-delgivning'],
  ],
};
const NOTED = ['sip-delgivning'];

const ENDS: Readonly<Record<string, Partial<Readonly<Record<StoryName, End>>>>> = {
  norrbotten: {
    whole: {
      rules: '[N-CLOSE-07] [N-CLOSE-09] [N-CALL-07] [N-CALL-15] [N-PUB-03] [N-INT-03]',
      state: 'avslutad',
      closed: ['for-hand', NORRBOTTEN.social],
      // The person still gets the plan as it ended
      owed: [],
      letters: [
        'kallelse Tolvan Tolvansson posted',
        'plan Tolvan Tolvansson posted',
        'kallelse Tolvan Tolvansson posted',
        'plan Tolvan Tolvansson posted',
      ],
      heard: {
        // Not the intervention of home care as long as it is not shared
        [NORRBOTTEN.social]: [
          ...['sip-delmal', 'sip-insats', 'sip-insats', 'sip-insats', 'sip-uppfoljning', 'sip-insats-avslut'],
        ],
        [NORRBOTTEN.centre]: [
          ...CALLED_IN_NORRBOTTEN,
          ...['sip-delmal', 'sip-insats', 'sip-insats', 'sip-insats', 'sip-delgivning'],
          ...['sip-kallelse', 'sip-mote', 'sip-uppfoljning', 'sip-utvardering', 'sip-insats-avslut'],
          ...['sip-delgivning', 'sip-avslut'],
        ],
        [NORRBOTTEN.care]: [
          ...CALLED_IN_NORRBOTTEN,
          ...['sip-insats', 'sip-insats', 'sip-delgivning'],
          ...['sip-kallelse', 'sip-mote', 'sip-utvardering', 'sip-delgivning', 'sip-avslut'],
        ],
      },
    },
    'consent-withdrawn': {
      rules: '[N-CON-03] [N-CLOSE-14] [N-PUB-03]',
      state: 'avslutad',
      closed: ['samtycke', NORRBOTTEN.care],
      owed: [],
      // Who takes the consent back is sent nothing more
      letters: ['kallelse Elvan Elvansson posted', 'plan Elvan Elvansson cancelled'],
      heard: and(MADE_IN_NORRBOTTEN, {
        [NORRBOTTEN.social]: ['samtycke-aterkallat'],
        [NORRBOTTEN.centre]: ['samtycke-aterkallat'],
      }),
    },
    'death-by-hand': {
      rules: '[N-CLOSE-11]',
      state: 'avslutad',
      closed: ['avliden', NORRBOTTEN.care],
      owed: [],
      letters: ['kallelse Nian Niansson posted', 'plan Nian Niansson cancelled'],
      heard: and(MADE_IN_NORRBOTTEN, { [NORRBOTTEN.social]: ['avliden'], [NORRBOTTEN.centre]: ['avliden'] }),
    },
    'death-noticed': {
      rules: '[N-CLOSE-12] [N-CLOSE-13] [N-CLOSE-15]',
      state: 'avslutad',
      closed: ['for-hand', NORRBOTTEN.social],
      owed: [],
      letters: ['kallelse Trean Treansson posted', 'plan Trean Treansson cancelled'],
      heard: and(MADE_IN_NORRBOTTEN, {
        [NORRBOTTEN.social]: ['avliden'],
        [NORRBOTTEN.centre]: ['sip-avslut'],
        [NORRBOTTEN.care]: ['sip-avslut'],
      }),
    },
    'new-coordinator': {
      rules: '[N-COORD-05] [N-COORD-06] [N-CLOSE-09] [N-PUB-03]',
      state: 'avslutad',
      closed: ['for-hand', NORRBOTTEN.centre],
      owed: [],
      letters: ['kallelse Femman Femmansdotter posted', 'plan Femman Femmansdotter posted'],
      heard: and(MADE_IN_NORRBOTTEN, {
        [NORRBOTTEN.social]: ['sip-avslut', 'sip-delgivning'],
        [NORRBOTTEN.centre]: ['sip-samordningsansvarig'],
        [NORRBOTTEN.care]: ['sip-samordningsansvarig', 'sip-avslut', 'sip-delgivning'],
      }),
    },
    'wrong-closing': {
      rules: '[N-CLOSE-06] [N-CAL-02] [N-PUB-03]',
      state: 'pagaende',
      // The plan goes on: it is to be handed over, and its follow-up is ahead
      owed: ['sip-delgivning', 'sip-uppfoljning', 'sip-uppfoljning-kallelse'].map(
        (kind) => `${kind} ${NORRBOTTEN.social}`,
      ),
      letters: ['kallelse Sjuan Sjuansson posted', 'plan Sjuan Sjuansson queued'],
      heard: and(MADE_IN_NORRBOTTEN, {
        [NORRBOTTEN.social]: ['sip-insats-avslut', 'sip-ateroppnande'],
        [NORRBOTTEN.centre]: ['sip-insats-avslut', 'sip-ateroppnande'],
        [NORRBOTTEN.care]: ['sip-ateroppnande'],
      }),
    },
    'actor-meeting': {
      rules: '[N-ACTOR-08] [N-ACTOR-10] [N-PREP-02] [N-MAP-04] [N-CALL-07]',
      state: 'kallad',
      owed: [
        `sip-brev ${NORRBOTTEN.social}`,
        `sip-forberedelse ${NORRBOTTEN.care}`,
        `sip-forberedelse ${NORRBOTTEN.centre}`,
        `sip-mote ${NORRBOTTEN.social}`,
      ],
      // Of the parties' own meeting the person gets no letter
      letters: ['kallelse Åttan Åttansson queued'],
      // Nor does what they noted there reach anybody who was not called to a SIP yet
      heard: {
        [NORRBOTTEN.centre]: ['sip-kallelse', 'sip-kallelse', 'sip-kartlaggning'],
        [NORRBOTTEN.care]: ['sip-kallelse', 'sip-kallelse', 'sip-kartlaggning'],
      },
    },
  },
  stockholm: {
    whole: {
      rules: '[S-GEN-03] [S-CALL-02] [S-CALL-05] [S-CALL-09] [S-CALL-15] [S-MEET-08] [S-MEET-10] [S-CLOSE-03]',
      state: 'avslutad',
      closed: ['for-hand', STOCKHOLM.ringen],
      owed: [],
      letters: [
        'kallelse Rehab Söder posted',
        'kallelse Tolvan Tolvansson posted',
        'plan Tolvan Tolvansson posted',
        'plan Rehab Söder posted',
        'kallelse Rehab Söder posted',
        'kallelse Tolvan Tolvansson posted',
      ],
      heard: {
        // The ward hears of the stay, and nothing of the plan
        [STOCKHOLM.ward]: ['fast-vardkontakt', 'samtycke', 'samtycke'],
        [STOCKHOLM.ringen]: [
          ...[
            'inskrivningsmeddelande',
            'sip-initiativ',
            'utskrivningsklar',
            'slutanteckningar',
            'utskrivningsmeddelande',
          ],
          ...['sip-delmal', 'sip-insats', 'sip-delgivning', 'sip-uppfoljning', 'sip-delgivning'],
        ],
        [STOCKHOLM.sodermalm]: [
          ...[
            'inskrivningsmeddelande',
            'sip-initiativ',
            'fast-vardkontakt',
            'samtycke',
            'samtycke',
            'utskrivningsklar',
          ],
          ...['sip-kallelse', 'sip-deltagare', 'slutanteckningar', 'utskrivningsmeddelande'],
          // Opened, the goal, over; signed, handed over, copied, noted
          ...['sip-mote', 'sip-huvudmal', 'sip-mote'],
          ...['sip-delgivning', 'sip-delgivning', 'sip-delgivning', 'sip-delgivning'],
          ...['sip-uppfoljning', 'sip-delgivning'],
          ...['sip-kallelse', 'sip-deltagare', 'sip-mote', 'sip-delgivning', 'sip-delgivning'],
          ...['sip-avslut', 'sip-delgivning'],
        ],
      },
    },
    'consent-withdrawn': {
      rules: '[S-CON-09] [S-CLOSE-02] [S-CLOSE-03]',
      state: 'avslutad',
      closed: ['samtycke', STOCKHOLM.sodermalm],
      owed: [],
      letters: ['plan Elvan Elvansson posted'],
      heard: and(MADE_IN_STOCKHOLM, {
        [STOCKHOLM.ringen]: ['samtycke-aterkallat', ...NOTED],
        [STOCKHOLM.sodermalm]: NOTED,
      }),
    },
    'death-by-hand': {
      rules: '[S-CLOSE-01] [S-CLOSE-03]',
      state: 'avslutad',
      closed: ['avliden', STOCKHOLM.sodermalm],
      owed: [],
      letters: ['plan Nian Niansson posted'],
      heard: and(MADE_IN_STOCKHOLM, { [STOCKHOLM.ringen]: ['avliden', ...NOTED], [STOCKHOLM.sodermalm]: NOTED }),
    },
    'death-noticed': {
      rules: '[S-CLOSE-01] [S-CLOSE-03]',
      state: 'avslutad',
      closed: ['for-hand', STOCKHOLM.ringen],
      owed: [],
      letters: ['plan Trean Treansson posted'],
      heard: and(MADE_IN_STOCKHOLM, {
        [STOCKHOLM.ringen]: ['avliden', ...NOTED],
        [STOCKHOLM.sodermalm]: ['sip-avslut', ...NOTED],
      }),
    },
    'new-coordinator': {
      rules: '[S-GEN-03] [S-CON-06] [S-CLOSE-03]',
      state: 'avslutad',
      closed: ['for-hand', STOCKHOLM.gamlaStan],
      owed: [],
      letters: ['plan Femman Femmansdotter posted'],
      // Who took over hears all from then on; the others that it notes the end and hands the plan over
      heard: and(MADE_IN_STOCKHOLM, {
        [STOCKHOLM.gamlaStan]: ['sip-samordningsansvarig', ...NOTED, ...NOTED],
        [STOCKHOLM.ringen]: ['sip-avslut', ...NOTED, ...NOTED, ...NOTED],
        [STOCKHOLM.sodermalm]: ['samtycke', 'sip-samordningsansvarig', 'sip-avslut', ...NOTED, ...NOTED, ...NOTED],
      }),
    },
  },
  gavleborg: {
    whole: {
      rules: '[G-SIP-58] [G-CLOSE-01] [G-CLOSE-03] [G-SIP-32]',
      state: 'avslutad',
      closed: ['for-hand', GAVLEBORG.centre],
      owed: [],
      letters: ['kallelse Tolvan Tolvansson posted', 'kallelse Tolvan Tolvansson posted'],
      heard: and(MADE_IN_GAVLEBORG, {
        [GAVLEBORG.centre]: ['sip-uppfoljning', 'sip-insats-avslut'],
        [GAVLEBORG.social]: [
          ...['sip-kallelse', 'sip-mote', 'sip-uppfoljning', 'sip-utvardering', 'sip-delgivning'],
          ...['sip-insats-avslut', 'sip-delmal-avslut', 'sip-delgivning', 'sip-avslut'],
        ],
        [GAVLEBORG.care]: [
          ...['sip-kallelse', 'sip-mote', 'sip-utvardering', 'sip-delgivning'],
          ...['sip-delmal-avslut', 'sip-delgivning', 'sip-avslut'],
        ],
      }),
    },
    'consent-withdrawn': {
      rules: '[G-CON-07] [G-CON-11]',
      state: 'avslutad',
      closed: ['samtycke', GAVLEBORG.social],
      owed: [],
      letters: ['kallelse Elvan Elvansson posted'],
      heard: and(MADE_IN_GAVLEBORG, {
        [GAVLEBORG.centre]: ['samtycke-aterkallat'],
        [GAVLEBORG.care]: ['samtycke-aterkallat'],
      }),
    },
    'death-by-hand': {
      rules: '[G-CLOSE-02]',
      state: 'avslutad',
      closed: ['avliden', GAVLEBORG.care],
      owed: [],
      letters: ['kallelse Nian Niansson posted'],
      heard: and(MADE_IN_GAVLEBORG, { [GAVLEBORG.centre]: ['avliden'], [GAVLEBORG.social]: ['avliden'] }),
    },
    'death-noticed': {
      rules: '[G-CLOSE-02] [G-CLOSE-03]',
      state: 'avslutad',
      closed: ['for-hand', GAVLEBORG.centre],
      owed: [],
      letters: ['kallelse Trean Treansson posted'],
      heard: and(MADE_IN_GAVLEBORG, {
        [GAVLEBORG.centre]: ['avliden'],
        [GAVLEBORG.social]: ['sip-avslut'],
        [GAVLEBORG.care]: ['sip-avslut'],
      }),
    },
    'new-coordinator': {
      rules: '[G-SIP-69] [G-FVK-19] [G-CLOSE-04] [G-CLOSE-05]',
      state: 'avslutad',
      closed: ['for-hand', GAVLEBORG.care],
      owed: [],
      letters: ['kallelse Femman Femmansdotter posted'],
      heard: and(MADE_IN_GAVLEBORG, {
        [GAVLEBORG.centre]: ['sip-insats-avslut', 'sip-delmal-avslut', 'sip-delgivning', 'sip-avslut'],
        [GAVLEBORG.social]: [
          ...['sip-samordningsansvarig', 'sip-insats-avslut', 'sip-delmal-avslut', 'sip-delgivning', 'sip-avslut'],
        ],
        [GAVLEBORG.care]: ['sip-samordningsansvarig'],
      }),
    },
  },
  blekinge: {
    whole: {
      rules: '[B-SIP-14] [B-SIP-15] [B-CALL-15] [B-COORD-05] [B-CLOSE-02]',
      state: 'avslutad',
      closed: ['for-hand', BLEKINGE.centre],
      owed: [],
      letters: ['kallelse Trean Treansson posted', 'plan Trean Treansson posted', 'kallelse Trean Treansson posted'],
      heard: and(MADE_IN_BLEKINGE, {
        [BLEKINGE.centre]: ['sip-uppfoljning'],
        [BLEKINGE.social]: ['sip-kallelse', 'sip-mote', 'sip-delgivning', 'sip-avslut'],
        [BLEKINGE.care]: ['sip-kallelse', 'sip-mote', 'sip-uppfoljning', 'sip-delgivning', 'sip-avslut'],
      }),
    },
    'consent-withdrawn': {
      rules: '[B-CON-08]',
      state: 'avslutad',
      closed: ['samtycke', BLEKINGE.care],
      owed: [],
      letters: ['kallelse Elvan Elvansson posted', 'plan Elvan Elvansson posted'],
      heard: and(MADE_IN_BLEKINGE, {
        [BLEKINGE.centre]: ['samtycke-aterkallat'],
        [BLEKINGE.social]: ['samtycke-aterkallat'],
      }),
    },
    'death-by-hand': {
      rules: '[B-SCO-03]',
      state: 'avslutad',
      closed: ['avliden', BLEKINGE.care],
      owed: [],
      letters: ['kallelse Nian Niansson posted', 'plan Nian Niansson posted'],
      heard: and(MADE_IN_BLEKINGE, { [BLEKINGE.centre]: ['avliden'], [BLEKINGE.social]: ['avliden'] }),
    },
    'death-noticed': {
      rules: '[B-CLOSE-02]',
      state: 'avslutad',
      closed: ['for-hand', BLEKINGE.centre],
      owed: [],
      letters: ['kallelse Sjuan Sjuansson posted', 'plan Sjuan Sjuansson posted'],
      heard: and(MADE_IN_BLEKINGE, {
        [BLEKINGE.centre]: ['avliden'],
        [BLEKINGE.social]: ['sip-avslut'],
        [BLEKINGE.care]: ['sip-avslut'],
      }),
    },
    'new-coordinator': {
      rules: '[B-COORD-05] [B-COORD-07] [B-SIP-14] [B-CLOSE-02]',
      state: 'avslutad',
      closed: ['for-hand', BLEKINGE.social],
      owed: [],
      // Signed anew, and so handed over anew
      letters: [
        'kallelse Femman Femmansdotter posted',
        'plan Femman Femmansdotter posted',
        'plan Femman Femmansdotter posted',
      ],
      heard: and(MADE_IN_BLEKINGE, {
        [BLEKINGE.centre]: ['sip-delgivning', 'sip-delgivning', 'sip-avslut'],
        [BLEKINGE.social]: ['sip-samordningsansvarig'],
        [BLEKINGE.care]: ['sip-samordningsansvarig', 'sip-delgivning', 'sip-delgivning', 'sip-avslut'],
      }),
    },
  },
};

const ALL = Object.entries(ENDS).flatMap(([profile, ends]) =>
  STORY_NAMES.flatMap((name) => {
    const end = ends[name];
    return end === undefined ? [] : [[end.rules, profile, name, end] as const];
  }),
);

describe('how the stories end', () => {
  it.each(ALL)(
    '%s in %s, %s: state, what each party heard, what is owed, what is on paper',
    (_rules, profile, name, end) => {
      const world = StoryWorld.play(profile, name);
      const { state, closed } = world.facts;
      expect([state, closed && [closed.how, closed.unit]]).toEqual([end.state, end.closed]);
      expect(world.inboxes()).toEqual(end.heard);
      expect(world.owed()).toEqual(end.owed);
      expect(world.letters()).toEqual(end.letters);
    },
  );

  it('is said of every story', () => {
    const told = [...PLAN_REGIONS.values()].flatMap(({ profile, stories }) =>
      stories.map(({ name }) => `${profile} ${name}`),
    );
    expect(ALL.map(([, profile, name]) => `${profile} ${name}`).sort()).toEqual(told.sort());
  });
});
