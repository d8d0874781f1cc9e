import { beforeAll, describe, expect, it } from '@jest/globals';
import { STORY_NAMES } from '../../apps/cli/src/demo/plans/plan-story.js';
import { runCli } from '../support/cli.js';

interface Event {
  type: 'told' | 'alarm' | 'receipted' | 'posted' | 'register' | 'portal' | 'look';
  at: string;
  unit: string;
  kind: string;
  state: string;
  duty: string;
  step: string;
  isAsTold: boolean;
  outcome: { kind: string; remarks: { rule?: string }[] };
  look: Look;
}

interface Look {
  state: string;
  waitedFor: { unit: string; rule: string }[];
  parties: { units: string[]; isCoordinator: boolean; interventions: number; unshared: number }[];
  person: { goals: string[]; interventions: string[] } | null;
}

interface Story {
  name: string;
  events: Event[];
  letters: { kind: string; state: string }[];
}

interface Plans {
  profile: string;
  seconds: number;
  stories: Story[];
  summary: { messages: number; refusedByRule: number; wrong: number; alarms: number };
}

const CENTRE = 'SE2321000222-HC01';
const SOCIAL = 'SE2120002742-SOC01';
const stockholmTime = (time: string): string => new Date(`${time}:00+01:00`).toISOString();

async function played(...words: string[]): Promise<{ plans: Plans; out: string }> {
  const { code, out, err } = await runCli(['demo', '--sip', '--json', ...words]);
  if (code !== 0) throw new Error(`The demo ended with ${String(code)}: ${err}`);
  return { plans: JSON.parse(out) as Plans, out };
}

/** What everybody saw at a time, or the last that they saw. */
function lookIn({ events }: Story, at?: string): Look {
  const looks = events.filter(
    ({ type, at: when }) => type === 'look' && (at === undefined || when === stockholmTime(at)),
  );
  const [found] = looks.slice(-1);
  if (found === undefined) throw new Error(`nobody looked at ${String(at)}`);
  return found.look;
}

describe('the demo of plans in Norrbotten, all its stories on one hub', () => {
  let norrbotten: Awaited<ReturnType<typeof played>>;
  const story = (name: string): Story => {
    const found = norrbotten.plans.stories.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no story ${name}`);
    return found;
  };
  const portalOf = (name: string) => story(name).events.flatMap(({ type, state }) => (type === 'portal' ? state : []));

  beforeAll(async () => {
    norrbotten = await played('--story', 'all');
  }, 120_000);

  it('takes less than a minute, and the hub answers each message as the routine wants it', () => {
    const { seconds, summary, stories } = norrbotten.plans;
    expect(seconds).toBeLessThan(60);
    expect(summary).toMatchObject({ wrong: 0, refusedByRule: 12 });
    expect(stories.map((one) => [one.name, lookIn(one).state])).toEqual([
      ['whole', 'avslutad'],
      ['consent-withdrawn', 'avslutad'],
      ['death-by-hand', 'avslutad'],
      ['death-noticed', 'avslutad'],
      ['new-coordinator', 'avslutad'],
      ['wrong-closing', 'pagaende'],
      ['actor-meeting', 'kallad'],
    ]);
  });

  it('[N-INT-05] [N-INT-06] what is saved and not shared is seen by its owner alone, and the person does not see it', () => {
    const { parties, person, waitedFor } = lookIn(story('whole'), '2026-12-10T08:00');
    expect(
      parties.map(({ units, interventions, unshared }) => [units.includes(CENTRE), interventions, unshared]),
    ).toEqual([
      [false, 3, 1],
      [true, 2, 0],
    ]);
    expect(person?.interventions).toHaveLength(2);
    expect(waitedFor.map(({ rule }) => rule)).toContain('N-INT-06');
  });

  it('[N-SUB-02] who has written nothing after three days is reminded, and then the one who coordinates hears of it', () => {
    const alarms = story('whole').events.filter(({ duty }) => duty === 'sip-delmal-insatser');
    expect(alarms.map(({ step, unit, at }) => [step, unit, at])).toEqual([
      ['paminnelse', CENTRE, stockholmTime('2026-12-12T00:00')],
      ['samordnare', SOCIAL, stockholmTime('2026-12-13T00:00')],
    ]);
  });

  it('[N-CALL-07] [N-PUB-03] the person gets the calls and the plans on paper, and the posted plan is delivered', () => {
    const { letters } = story('whole');
    expect(letters.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      'kallelse posted',
      'kallelse posted',
      'plan posted',
      'plan posted',
    ]);
    expect(lookIn(story('whole')).waitedFor).toEqual([]);
  });

  it.each(['consent-withdrawn', 'death-by-hand', 'death-noticed', 'new-coordinator'])(
    '[N-PUB-06] %s: the plan leaves 1177 when it closes',
    (name) => {
      expect(portalOf(name).at(-1)).toBe('withdrawn');
      expect(lookIn(story(name)).person).toBeNull();
    },
  );

  it('[N-CLOSE-13] the register leaves a task, and the plan open', () => {
    const { state, waitedFor } = lookIn(story('death-noticed'), '2026-12-21T09:00');
    expect([state, waitedFor.map(({ unit, rule }) => `${unit} ${rule}`)]).toEqual([
      'avliden-aviserad',
      [`${SOCIAL} N-CLOSE-13`],
    ]);
  });

  it('[N-COORD-05] the new coordinator is another unit', () => {
    const { parties } = lookIn(story('new-coordinator'), '2026-12-16T12:00');
    expect(parties.find(({ isCoordinator }) => isCoordinator)?.units).toEqual([CENTRE]);
  });

  it('[N-CLOSE-06] what was closed wrongly is shown again once the administrator has reopened it', () => {
    const wrong = lookIn(story('wrong-closing'), '2026-12-16T10:00').person?.interventions;
    const right = lookIn(story('wrong-closing')).person?.interventions;
    expect([wrong?.length, right?.length]).toEqual([2, 3]);
  });

  it('says who nobody is', () => {
    expect(norrbotten.out).not.toMatch(/19\d{10}|Tolvan|Elvan|Trean|Femman|Sjuan/);
  });
});

describe.each([
  ['stockholm', 5],
  ['gavleborg', 5],
  ['blekinge', 3],
])('the demo of plans in %s', (profile, refusedByRule) => {
  it('[S-CLOSE-02] [G-CON-07] [B-CON-08] [G-CLOSE-02] goes from the need to the closing, however it ends', async () => {
    const { plans, out } = await played('--profile', profile, '--story', 'all');
    expect(plans.summary).toMatchObject({ wrong: 0, refusedByRule });
    expect(plans.stories.map(({ name }) => name)).toEqual([
      ...['whole', 'consent-withdrawn', 'death-by-hand', 'death-noticed', 'new-coordinator'],
    ]);
    for (const story of plans.stories) {
      expect([story.name, lookIn(story)]).toMatchObject([
        story.name,
        { state: 'avslutad', waitedFor: [], person: null },
      ]);
      expect(story.letters.filter(({ state }) => state === 'queued')).toEqual([]);
    }
    expect(out).not.toMatch(/19\d{10}|Tolvan|Elvan|Trean|Femman|Sjuan|Nian /);
  }, 240_000);
});

describe('what can be played', () => {
  it('is listed in the help, story by story', async () => {
    const { code, out } = await runCli(['demo', '--help']);
    const help = out.replaceAll(/\s+/g, ' ');
    expect([code, help]).toEqual([0, expect.stringContaining(`(${STORY_NAMES.join(', ')})`)]);
  });
});

describe('what cannot be played', () => {
  it.each([
    [['--sip', '--story', 'dance'], 'There is: whole, consent-withdrawn, death-by-hand'],
    [['--sip', '--profile', 'atlantis'], 'There is: norrbotten, stockholm, gavleborg, blekinge'],
    [['--story', 'whole'], '--story goes with --sip'],
    [['--sip', '--category', 'BC'], '--category and --sip do not go together'],
  ])('%j is told so, and what can', async (words, said) => {
    const { code, err } = await runCli(['demo', ...words]);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});
