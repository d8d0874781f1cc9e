import { beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/cli.js';

interface Event {
  type: 'sent' | 'received' | 'receipt' | 'reminder' | 'escalation';
  at: string;
  kind: string;
  episode: string;
  code: string;
  isAsTold: boolean;
  step: string;
  duty: string;
  responsible: string;
  told?: string[];
  remarks: { severity: string; rule?: string }[];
}

interface Week {
  profile: string;
  seconds: number;
  episodes: { episode: string; category: string; state: string | null }[];
  parties: { hsaId: string; events: Event[] }[];
  summary: Record<string, number>;
}

const stockholmTime = (time: string): string => new Date(`${time}:00+01:00`).toISOString();

/** The demo as it was played, with what each unit saw of one stay. */
async function played(...words: string[]) {
  const { code, out, err } = await runCli(['demo', '--json', ...words]);
  if (code !== 0) throw new Error(`The demo ended with ${String(code)}: ${err}`);
  const week = JSON.parse(out) as Week;
  const seen = (hsaId: string, episode: string): Event[] =>
    (week.parties.find((party) => party.hsaId === hsaId)?.events ?? []).filter((event) => event.episode === episode);
  return { week, seen };
}

/** What was refused, by which rules, in the order of time. */
function refusals(events: readonly Event[]) {
  return events
    .filter(({ type, code }) => type === 'sent' && code.startsWith('4'))
    .map(({ kind, isAsTold, remarks }) => [kind, isAsTold, remarks.flatMap(({ rule }) => rule ?? [])]);
}

/** When which units were told that somebody owes something. */
function alarmsOf({ parties }: Week, duty: string) {
  return parties
    .flatMap(({ hsaId, events }) => events.map((event) => ({ ...event, hsaId })))
    .filter((event) => (event.type === 'reminder' || event.type === 'escalation') && event.duty === duty)
    .map(({ step, hsaId, at }) => `${step} ${hsaId} ${at}`);
}

describe('the demo week of Blekinge', () => {
  const HEART = 'SE2321000081-AVD45';
  const ORTHOPAEDICS = 'SE2321000081-AVD46';
  const HOME_CARE = 'SE2120000829-HSV01';
  const PARTIES = ['SE2321000081-VC01', 'SE2120000829-SOC01', HOME_CARE];
  const [CHAIN, UNANSWERED, SILENT] = ['K20261123-001', 'K20261123-002', 'K20261124-003'];
  let blekinge: Awaited<ReturnType<typeof played>>;

  beforeAll(async () => {
    blekinge = await played('--profile', 'blekinge');
  }, 120_000);

  it('takes less than a minute, and the hub answers each message as the routine wants it', () => {
    const { seconds, summary, profile } = blekinge.week;
    expect(profile).toBe('blekinge');
    expect(seconds).toBeLessThan(60);
    expect(summary).toMatchObject({ refused: 0, refusedByRule: 6 });
  });

  it('everybody goes home', () => {
    expect(blekinge.week.episodes.map(({ state }) => state)).toEqual(['utskriven', 'utskriven', 'utskriven']);
  });

  it('[B-REP-07] what the municipality told before the stay reaches the ward with the notice', () => {
    const [report] = blekinge
      .seen(HEART, CHAIN)
      .filter(({ kind, type }) => kind === 'vardrapport' && type === 'received');
    expect(report?.at).toBe(stockholmTime('2026-11-23T09:00'));
  });

  it('[B-DIS-09] [B-MUN-01] the discharge is refused until both branches of the municipality are ready', () => {
    const seen = blekinge.seen(HEART, CHAIN);
    expect(refusals(seen)).toEqual([['utskrivningsmeddelande', true, ['B-DIS-09']]]);
    const ready = seen.filter(({ kind, type }) => kind === 'kommunklar' && type === 'received').map(({ at }) => at);
    expect(ready).toEqual([stockholmTime('2026-11-26T13:00'), stockholmTime('2026-11-26T14:20')]);
    const left = seen.filter(({ kind, code }) => kind === 'utskrivningsmeddelande' && code === '201');
    expect(left.map(({ at }) => at)).toEqual([stockholmTime('2026-11-27T14:05')]);
  });

  it('[B-ANS-14] an answer that does not come: the unit is reminded, then ward, manager and operations hear of it', () => {
    const alarms = alarmsOf(blekinge.week, 'svar-pa-inskrivning');
    expect(alarms.filter((alarm) => !alarm.startsWith('paminnelse')).sort()).toEqual([
      `avsandare ${ORTHOPAEDICS} ${stockholmTime('2026-11-24T08:30')}`,
      `chef SE2120000829-CHEF02 ${stockholmTime('2026-11-24T10:30')}`,
      `driftledning SE2321000081-DRIFT ${stockholmTime('2026-11-25T08:30')}`,
    ]);
    expect(alarms).toContain(`paminnelse ${HOME_CARE} ${stockholmTime('2026-11-24T08:30')}`);
    expect(blekinge.seen(HOME_CARE, UNANSWERED).some(({ type }) => type === 'reminder')).toBe(true);
  });

  it('[B-ADM-08] [B-ADM-09] [B-CON-02] without consent one notice goes out, the date alone in its content, and nothing after it', () => {
    for (const unit of PARTIES) {
      const received = blekinge.seen(unit, SILENT).filter(({ type }) => type === 'received');
      expect(received.map(({ kind, told }) => [kind, told])).toEqual([
        ['inskrivningsmeddelande', ['expectedDischarge']],
      ]);
    }
    expect(refusals(blekinge.seen(HEART, SILENT)).map(([kind]) => kind)).toEqual([
      'inskrivningsmeddelande',
      'utskrivningsrapport',
      'utskrivningsklar',
    ]);
    expect(refusals(blekinge.seen(HOME_CARE, SILENT))).toEqual([['svar-pa-inskrivning', true, ['B-ADM-09']]]);
  });

  it('says nothing of the persons but the number of their stay', () => {
    expect(JSON.stringify(blekinge.week)).not.toMatch(/19\d{10}|Trean|Elvan|Nian/);
  });
});

describe('the demo week of Stockholm', () => {
  const RINGEN = 'SE2321009991-HLM01';
  let stockholm: Awaited<ReturnType<typeof played>>;

  beforeAll(async () => {
    stockholm = await played('--profile', 'stockholm');
  }, 120_000);

  it('takes less than a minute, and the hub answers each message as the guidance wants it', () => {
    const { seconds, summary, episodes } = stockholm.week;
    expect(seconds).toBeLessThan(60);
    expect(summary).toMatchObject({ refused: 0, refusedByRule: 2 });
    expect(episodes.map(({ state }) => state)).toEqual(['utskriven', 'utskriven', 'utskriven']);
  });

  it('[S-CON-01] [S-CON-06] nobody is called before the person agrees, nor whom the person has not agreed to', () => {
    expect(refusals(stockholm.seen(RINGEN, 'S20261123-001'))).toEqual([
      ['sip-kallelse', true, ['S-CON-01']],
      ['sip-kallelse', true, ['S-CON-06']],
    ]);
  });

  it('[S-CALL-05] a call that does not come in three days, the weekend counted, is heard of all the way up', () => {
    expect(alarmsOf(stockholm.week, 'sip-kallelse').sort()).toEqual([
      `avdelning SE2321009991-AVD5 ${stockholmTime('2026-11-29T00:00')}`,
      `chef SE2321009991-VCH02 ${stockholmTime('2026-11-29T02:00')}`,
      `driftledning SE2321009991-DRIFT ${stockholmTime('2026-11-30T00:00')}`,
      `paminnelse ${RINGEN} ${stockholmTime('2026-11-29T00:00')}`,
    ]);
  });
});

describe('one planning category', () => {
  it('[G-CAT-02] [G-CAT-03] A of Gävleborg alone: all is refused as the routine wants it, and no stay begins', async () => {
    const { week } = await played('--category', 'a');
    expect(week.episodes).toMatchObject([{ category: 'A', state: null }]);
    expect(week.summary).toMatchObject({ messages: 0, refused: 0, refusedByRule: 2, deliveries: 0 });
  }, 120_000);

  it.each([
    [['--category', 'F'], 'There is: A, B, C, D, BC, CD, E'],
    [['--profile', 'atlantis'], 'There is: gavleborg, blekinge, stockholm'],
  ])('%j cannot be played, and it is said what can', async (words, said) => {
    const { code, err } = await runCli(['demo', ...words]);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});
