import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

/** A few places of each sort; a hub would not start with it. */
const FEW = `
windows:
  kvittens: { rule: G-ACK-03, times: ['09:00'], calendar: weekdays }
ladders:
  svar:
    # As G-ACK-12 asks for, two hours later.
    - { step: chef, rule: G-ACK-11, send: eskalering, to: manager, afterHours: 2 } # G-ACK-13
deadlines:
  kvittens:
    rule: G-ACK-01
    lateRule: G-ACK-02
    scope: delivery
    due: { window: kvittens }
    responsible: sabo
    strict: true
    ladder: svar
kinds:
  inskrivningsmeddelande:
    rule: G-ADM-09
    senders: &wards [slutenvard]
    recipients: named
    named: { rule: G-ADM-08, most: 1, roles: *wards }
    checks:
      - { rule: G-ADM-21, when: { has: content.reason }, must: { all: [{ lacks: needs }, { has: patient }] }, otherwise: { refuse: not-yet } }
transitions:
  - { on: [inskrivningsmeddelande, avliden], from: none, to: inskriven }
`;

/** Only what the window of the test region is. */
const SPEC = `
import { expect, it } from '@jest/globals';
import { checkProfile } from '#domain/profile/profile-check.js';
import { readYaml } from './support/repository-files.js';

const check = checkProfile(readYaml('config/profiles/provlanet.yaml'));
const { kvittens } = check.profile.windows;

it('[G-ACK-03] ends at nine and at one', () => expect(kvittens.times).toEqual(['09:00', '13:00']));
it('[G-ACK-04] goes on at weekends', () => expect(kvittens.calendar).toBe('every-calendar-day'));
it('[G-ACK-03] fails whatever the profile says', () => expect(1).toBe(2));
`;

describe('changing a profile to see whether a test notices', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'changes-'));
    for (const folder of ['node_modules', 'libs/domain', 'test/support', 'config/schema']) {
      mkdirSync(dirname(join(root, folder)), { recursive: true });
      symlinkSync(join(process.cwd(), folder), join(root, folder));
    }
    mkdirSync(join(root, 'config/profiles'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function write(path: string, text: string) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  function mutate(...options: string[]) {
    const script = join(process.cwd(), 'tools', 'rules.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--mutate', '--root', root, ...options], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    return { status, lines: stdout.trim().split('\n'), stderr };
  }

  /** The test region with one test of its window; what is tried of it. */
  function window(...options: string[]) {
    cpSync('test/fixtures/profiles/provlanet.yaml', join(root, 'config/profiles/provlanet.yaml'));
    write('test/window.spec.ts', SPEC);
    return mutate('--jobs', '1', '--only', 'windows.kvittens', ...options);
  }

  /** What is tried of the few places, as place and change, with the rules that read it, by their last part. */
  function few(start: string): string[] {
    write('config/profiles/few.yaml', FEW);
    const { lines } = mutate('--list', '--only', start);
    return lines.slice(0, -1).map((line) => line.replace('config/profiles/few.yaml:', '').replaceAll('G-ACK-', ''));
  }

  it('shifts times and swaps calendars, told with line, place and every rule that reads the value', () => {
    expect(few('windows')).toEqual([
      '3 windows.kvittens: left out  [01 02 03]',
      '3 windows.kvittens.times.09:00: left out  [01 02 03]',
      '3 windows.kvittens.times.09:00: 09:00 -> 08:59  [01 02 03]',
      '3 windows.kvittens.times.09:00: 09:00 -> 09:01  [01 02 03]',
      '3 windows.kvittens.calendar: weekdays -> every-calendar-day  [01 02 03]',
    ]);
  });

  it('moves the steps of a ladder, which its deadlines and the comments beside it read too', () => {
    expect(few('ladders')).toEqual([
      '7 ladders.svar.chef: left out  [01 02 11 12 13]',
      '7 ladders.svar.chef.send: eskalering -> paminnelse  [01 02 11 12 13]',
      '7 ladders.svar.chef.to: manager -> operations  [01 02 11 12 13]',
      '7 ladders.svar.chef.to: manager -> slutenvard  [01 02 11 12 13]',
      '7 ladders.svar.chef.afterHours: 2 -> 1  [01 02 11 12 13]',
      '7 ladders.svar.chef.afterHours: 2 -> 3  [01 02 11 12 13]',
    ]);
  });

  it('turns what a deadline says, and leaves out what it need not say', () => {
    expect(few('deadlines')).toEqual([
      '9 deadlines.kvittens: left out  [01 02]',
      '11 deadlines.kvittens.lateRule: left out  [01 02]',
      '12 deadlines.kvittens.scope: delivery -> answer  [01 02]',
      '12 deadlines.kvittens.scope: delivery -> episode  [01 02]',
      '13 deadlines.kvittens.due.window: left out  [01 02]',
      '14 deadlines.kvittens.responsible: left out  [01 02]',
      '14 deadlines.kvittens.responsible: sabo -> extern  [01 02]',
      '14 deadlines.kvittens.responsible: sabo -> sender  [01 02]',
      '15 deadlines.kvittens.strict: true -> false  [01 02]',
      '16 deadlines.kvittens.ladder: left out  [01 02]',
    ]);
  });

  it('takes and adds roles, also of a list that stands elsewhere, which is one place where it is used', () => {
    const places = few('kinds').filter((line) => /senders|named/.test(line));
    expect(places).toEqual([
      '20 kinds.inskrivningsmeddelande.senders.slutenvard: left out  [G-ADM-09]',
      '20 kinds.inskrivningsmeddelande.senders.slutenvard: slutenvard -> sabo  [G-ADM-09]',
      '20 kinds.inskrivningsmeddelande.senders: with sabo  [G-ADM-09]',
      '21 kinds.inskrivningsmeddelande.recipients: named -> withdrawn  [G-ADM-09]',
      '21 kinds.inskrivningsmeddelande.recipients: named -> none  [G-ADM-09]',
      '22 kinds.inskrivningsmeddelande.named: left out  [G-ADM-08]',
      '22 kinds.inskrivningsmeddelande.named.most: 1 -> 2  [G-ADM-08]',
      '22 kinds.inskrivningsmeddelande.named.roles.slutenvard: left out  [G-ADM-08]',
      '22 kinds.inskrivningsmeddelande.named.roles.slutenvard: slutenvard -> sabo  [G-ADM-08]',
      '22 kinds.inskrivningsmeddelande.named.roles: with sabo  [G-ADM-08]',
    ]);
  });

  it('drops, weakens and inverts checks', () => {
    expect(
      few('G-ADM-21').map((line) => line.replace(/^\d+ kinds.inskrivningsmeddelande.checks.G-ADM-21/, '')),
    ).toEqual([
      ': left out  [G-ADM-21]',
      '.when: left out  [G-ADM-21]',
      '.when.has: has -> lacks  [G-ADM-21]',
      '.must.all: all -> any  [G-ADM-21]',
      '.must.all.lacks: left out  [G-ADM-21]',
      '.must.all.lacks.lacks: lacks -> has  [G-ADM-21]',
      '.must.all.has: left out  [G-ADM-21]',
      '.must.all.has.has: has -> lacks  [G-ADM-21]',
      '.otherwise: refuse not-yet -> warn incomplete  [G-ADM-21]',
      '.otherwise.refuse: not-yet -> wrong-state  [G-ADM-21]',
    ]);
  });

  it('tries each kind and state of a row of transitions alone, by the rule of that kind', () => {
    expect(few('transitions').filter((line) => /inskrivningsmeddelande/.test(line))).toEqual([
      '26 transitions.inskrivningsmeddelande<none: left out  [G-ADM-09]',
      '26 transitions.inskrivningsmeddelande<none.on: inskrivningsmeddelande -> utskrivningsklar  [G-ADM-09]',
      '26 transitions.inskrivningsmeddelande<none.from: none -> open  [G-ADM-09]',
      '26 transitions.inskrivningsmeddelande<none.from: none -> planerad  [G-ADM-09]',
      '26 transitions.inskrivningsmeddelande<none.to: inskriven -> utskrivningsklar  [G-ADM-09]',
      '26 transitions.inskrivningsmeddelande<none.to: inskriven -> kommunklar  [G-ADM-09]',
    ]);
  });

  it('says what no test with the ids notices, and which tests can judge nothing', () => {
    const json = join(root, 'result.json');
    const { status, lines, stderr } = window('--json', json);
    expect(status).toBe(1);
    expect(lines.slice(0, -1)).toEqual([
      'fails without any change, so it judges nothing: test/window.spec.ts: [G-ACK-03] fails whatever the profile says',
      expect.stringMatching(
        /^config\/profiles\/provlanet.yaml:\d+ windows.kvittens.calendar: every-calendar-day -> weekdays {2}survived 1 test of G-ACK-03/,
      ),
    ]);
    expect(lines.at(-1)).toMatch(
      /^provlanet: 8 changes: 6 noticed by a test, 1 refused by the check, 0 say the same, 0 equivalent, 1 SURVIVED; /,
    );
    expect(stderr).toMatch(/^provlanet: 1 spec files looked through/);
    const [{ counts, mutants }] = JSON.parse(readFileSync(json, 'utf8'));
    expect(counts).toMatchObject({ killed: 6, refused: 1, survived: 1 });
    expect(mutants).toContainEqual(
      expect.objectContaining({
        place: 'windows.kvittens.times.09:00',
        change: '09:00 -> 09:01',
        verdict: 'killed',
        by: 'test/window.spec.ts: [G-ACK-03] ends at nine and at one',
      }),
    );
  });

  const EXCUSE = `
- profile: provlanet
  place: windows.kvittens.calendar
  change: every-calendar-day -> weekdays
  reason: nobody works at weekends
`;

  it('lets a change pass of which it is written why nobody can see it', () => {
    write('tools/mutate/equivalent.yaml', EXCUSE);
    const { status, lines, stderr } = window();
    expect(lines.at(-1)).toContain('1 equivalent, 0 SURVIVED');
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringContaining('equivalent.yaml') });
  });

  it.each([
    ['names nothing', EXCUSE.replace('calendar\n', 'calender\n'), 'provlanet has no windows.kvittens.calender'],
    ['is wrong', EXCUSE.replace(/place.*\n.*\n/, 'place: windows.kvittens.times.*\n'), 'a test sees provlanet windows'],
    ['gives no reason', EXCUSE.replace(/ +reason.*\n/, ''), 'entry 1: reason is missing'],
  ])('does not believe such an entry that %s', (_what, entry, reason) => {
    write('tools/mutate/equivalent.yaml', entry);
    const { status, stderr } = window();
    expect(status).toBe(2);
    expect(stderr).toContain(`tools/mutate/equivalent.yaml: ${reason}`);
  });

  it('says when nothing can judge, and when it is asked for what is not there', () => {
    cpSync('test/fixtures/profiles/provlanet.yaml', join(root, 'config/profiles/provlanet.yaml'));
    expect(mutate('--only', 'windows.kvittens')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no test with an id in its title reads config/profiles/provlanet.yaml'),
    });
    expect(mutate('--profile', 'nowhere')).toMatchObject({
      status: 2,
      stderr: 'config/profiles has no nowhere.yaml\n',
    });
    expect(mutate('--jobs', 'all').status).toBe(2);
    expect(mutate('--help')).toMatchObject({ status: 0, stderr: '' });
  });
});
