import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { changed } from '../../../../test/support/changed.js';
import { problemsAfter, testRegion } from '../../../../test/support/test-region.js';
import { nextTransition } from '../episode/transitions.js';
import { checkProfile } from './profile-check.js';

describe('a region profile', () => {
  it.each(readdirSync(new URL('../../../../config/profiles', import.meta.url)))(
    'is accepted as it stands in the repository: %s',
    (name) => {
      const text = readFileSync(new URL(`../../../../config/profiles/${name}`, import.meta.url), 'utf8');
      const check = checkProfile(parse(text));
      expect(check.ok ? [] : check.problems).toEqual([]);
      expect(check.ok && `${check.profile.id}.yaml`).toBe(name);
    },
  );

  it('gets defaults for what it leaves out', () => {
    const check = checkProfile(testRegion());
    expect(check.ok ? [] : check.problems).toEqual([]);
    if (!check.ok) return;
    const { profile } = check;
    expect(profile.rules).toEqual({ patient: 'G-ADM-05', category: 'G-CAT-01' });
    expect([profile.categories.B.readyRule, profile.categories.C.readyRule]).toEqual(['G-CAT-06', 'G-CAT-07']);
    expect(profile.deadlines['kvittens']).toEqual({
      rule: 'G-ACK-03',
      lateRule: 'G-ACK-12',
      lateCode: 'late',
      scope: 'delivery',
      responsible: 'sender',
      informs: 'sender',
      roles: [],
      due: { window: 'kvittens' },
      strict: false,
      from: [],
      startedBy: [],
      metBy: [],
      cancelledBy: [],
      ladder: 'kvittens',
    });
    expect(profile.deadlines['kvittens-vardag']?.lateRule).toBe('B-ACK-03');
    expect(profile.kinds.makulering).toEqual({
      rule: 'G-ADM-09',
      senders: ['slutenvard'],
      notSenderTypes: [],
      recipients: 'withdrawn',
      about: 'stay',
      consent: [],
      checks: [],
      expectedFields: {},
      keeps: [],
      retractsAll: false,
    });
    expect(nextTransition(profile.transitions, 'utskrivningsklar', 'inskriven')?.to).toBe('utskrivningsklar');
  });

  it('leaves deliverUnchangedUpdates off when it is not said', () => {
    const check = checkProfile(changed(testRegion(), { deliverUnchangedUpdates: undefined }));
    expect(check.ok && check.profile.deliverUnchangedUpdates).toBe(false);
  });

  it.each([null, undefined, 'gavleborg', 42, [], {}])('that is no mapping (%p) is one problem', (value) => {
    const check = checkProfile(value);
    expect(check.ok ? [] : check.problems.map(({ path }) => path)).toEqual([[]]);
  });

  it('tells every problem at once', () => {
    const problems = problemsAfter({
      'categories.D.recipients': ['hemsjukvard'],
      'windows.kvittens.times': ['9:00'],
      'deadlines.kvittens.ladder': 'stege',
      'kinds.utskrivningsklar.senders': ['sjukhus'],
      'transitions.0.to': 'inlagd',
    });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'categories.D.recipients',
      'deadlines.kvittens.ladder',
      'kinds.utskrivningsklar.senders.0',
      'transitions.0.to',
      'windows.kvittens.times.0',
    ]);
  });
});

describe('the shape of a profile', () => {
  it.each<[string, string, unknown, string]>([
    ['a key that nobody reads', 'deadlines.kvittens.ladderr', 'x', 'deadlines.kvittens.ladderr: unknown key'],
    ['a section that is missing', 'windows', undefined, 'windows: is missing'],
    ['text where a list belongs', 'kinds.makulering.senders', 'slutenvard', 'senders: a list is expected'],
    ['a list where a mapping belongs', 'windows', [], 'windows: a mapping is expected'],
    ['a number where text belongs', 'name', 21, 'name: text in quotes is expected'],
    ['text where a flag belongs', 'categories.B.sip', 'nej', 'categories.B.sip: true or false is expected'],
    ['a negative number of hours', 'ladders.kvittens.2.afterHours', -1, 'afterHours: a number, at least 0'],
    ['a rule id of another form', 'windows.kvittens.rule', 'ACK-3', 'windows.kvittens.rule: a rule id'],
    ['a profile id with blanks', 'profile', 'Region Gävleborg', 'profile: a name of small letters'],
    ['an unknown kind', 'kinds.kommunklart', {}, 'kinds.kommunklart: no such message kind'],
    ['an unknown kind in a deadline', 'deadlines.kvittens.metBy', ['kvitto'], 'deadlines.kvittens.metBy.0: one of'],
    ['an unknown role', 'categories.B.recipients', ['primarvard'], 'categories.B.recipients.0: one of'],
    ['an unknown category', 'needs.0.category', 'F', 'needs.0.category: one of A, B, C, D, BC, CD, E'],
    ['an unknown code', 'deadlines.kvittens.lateCode', 'tardy', 'deadlines.kvittens.lateCode: one of'],
    ['a code that refuses', 'deadlines.kvittens.lateCode', 'unroutable', 'deadlines.kvittens.lateCode: one of'],
    ['an unknown flag code', 'transitions.3.flag.code', 'odd', 'transitions.3.flag.code: one of'],
    ['an unknown state', 'transitions.1.from', 'inlagd', 'transitions.1.from: one of none'],
    ['a name with blanks', 'ladders.egen uppgift', [], 'ladders.egen uppgift: a name consists of small letters'],
    ['two ways to be due', 'deadlines.kvittens.due.hours', 4, 'deadlines.kvittens.due: exactly one of'],
    ['a duty of the hub itself that it does not know', 'rules.coffee', 'G-ACK-03', 'rules.coffee: unknown key'],
    ['a duty of the hub itself without a rule id', 'rules.patient', 'ja', 'rules.patient: a rule id'],
    ['no way to be due', 'deadlines.kvittens.due', {}, 'deadlines.kvittens.due: exactly one of'],
  ])('has no room for %s', (_title, place, value, expected) => {
    expect(problemsAfter({ [place]: value })).toContainEqual(expect.stringContaining(expected));
  });
});

describe('the category table of a profile', () => {
  it.each(['A', 'B', 'C', 'D', 'BC', 'CD', 'E'])('[G-CAT-01] has category %s', (category) => {
    expect(problemsAfter({ [`categories.${category}`]: undefined })).toEqual([
      `categories: planning category ${category} is missing`,
    ]);
  });

  it('[G-CAT-01] has no other category than the seven', () => {
    expect(problemsAfter({ 'categories.F': {} })).toEqual([expect.stringContaining('categories.F: unknown key')]);
  });

  it.each([
    ['D', ['hemsjukvard']],
    ['CD', ['socialtjanst', 'hemsjukvard']],
    ['E', ['socialtjanst', 'sabo']],
  ])('[G-CAT-17] has region open care where %s concerns municipal health care', (category, recipients) => {
    const problems = problemsAfter({ [`categories.${category}.recipients`]: recipients });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^categories\\.${category}\\.recipients: .*G-CAT-17`))]);
  });

  it('[G-CAT-02] sends notices only where there is somebody to send them to', () => {
    const problem = 'categories.A.recipients: category A sends notices, but to nobody';
    expect(problemsAfter({ 'categories.A.notice': 'always' })).toEqual([problem]);
    expect(problemsAfter({ 'categories.A.ready': 'always' })).toEqual([problem]);
  });

  it('names each recipient once', () => {
    expect(problemsAfter({ 'categories.C.recipients.+': 'socialtjanst' })).toEqual([
      'categories.C.recipients.1: socialtjanst is listed before',
    ]);
  });

  it('[G-CAT-19] lists no set of needs twice, in whatever order', () => {
    expect(problemsAfter({ 'needs.+': { needs: ['oppenvard', 'hemsjukvard'], category: 'CD' } })).toEqual([
      'needs.12: this set of needs is listed before [G-CAT-19]',
    ]);
  });
});

describe('the windows of a profile', () => {
  const times = (value: unknown) => problemsAfter({ 'windows.kvittens.times': value });

  it('[G-ACK-03] open at some time', () => {
    expect(times([])).toEqual(['windows.kvittens.times: the window never opens: it has no times']);
  });

  it.each(['9:00', '24:00', '12:60', '0900', '', 9])('[G-ACK-03] open at times of day, not at %p', (time) => {
    expect(times([time, '13:00'])).toEqual([expect.stringContaining('windows.kvittens.times.0: a time of day')]);
  });

  it.each([[['13:00', '09:00']], [['09:00', '09:00']]])('[G-ACK-03] stand in order and once, not as %p', (value) => {
    expect(times(value)).toEqual(['windows.kvittens.times: times stand in order, each of them once']);
  });
});

describe('the ladders of a profile', () => {
  it.each<[string, string, unknown, string]>([
    ['have steps in order of time', '3.afterHours', 1, '3: the step comes earlier than the one before it'],
    ['name each step once', '3.step', 'chef', '3: the step chef is named before'],
    ['send others than the late unit an eskalering', '1.send', 'paminnelse', '1.send: the responsible unit gets'],
    ['send the late unit a paminnelse', '0.send', 'eskalering', '0.send: the responsible unit gets'],
  ])('[G-ACK-12] %s', (_title, place, value, expected) => {
    const problems = problemsAfter({ [`ladders.kvittens.${place}`]: value });
    expect(problems).toEqual([expect.stringContaining(`ladders.kvittens.${expected}`)]);
  });

  it('have at least one step', () => {
    expect(problemsAfter({ 'ladders.kvittens': [] })).toEqual(['ladders.kvittens: the ladder has no steps']);
  });

  it('repeat steps at windows that exist', () => {
    expect(problemsAfter({ 'ladders.kvittens.0.repeat': 'nattetid' })).toEqual([
      'ladders.kvittens.0.repeat: step paminnelse is repeated at a window that does not exist: nattetid',
    ]);
  });

  it('are taken from the start on, and have an end, only where they are repeated', () => {
    expect(problemsAfter({ 'ladders.svar.0.repeat': undefined })).toEqual([
      expect.stringMatching(/^ladders\.svar\.0\.fromStart: .*repeat only$/),
    ]);
    expect(problemsAfter({ 'ladders.kvittens.1.until': 'chef' })).toEqual([
      expect.stringMatching(/^ladders\.kvittens\.1\.until: .*repeat only$/),
    ]);
  });

  it('are repeated until a step that comes later', () => {
    for (const until of ['paminnelse', 'ingen']) {
      expect(problemsAfter({ 'ladders.kvittens.0.until': until })).toEqual([
        `ladders.kvittens.0.until: step paminnelse is repeated until a step that does not come after it: ${until}`,
      ]);
    }
  });
});

describe('the catalogues of a profile', () => {
  it('are where its rules stand, whatever refers to them', () => {
    const problems = problemsAfter({
      'rules.patient': 'X-ADM-05',
      'kinds.kommunklar.checks.0.rule': 'S-MUN-01',
      'kinds.inskrivningsmeddelande.expectedFields.admittedAt': 'X-ADM-03',
      'transitions.3.flag.rule': 'X-RDY-14',
    });
    expect(problems).toEqual([
      'rules.patient: X-ADM-05 is in none of the catalogues G,B,L',
      'kinds.inskrivningsmeddelande.expectedFields.admittedAt: X-ADM-03 is in none of the catalogues G,B,L',
      'kinds.kommunklar.checks.0.rule: S-MUN-01 is in none of the catalogues G,B,L',
      'transitions.3.flag.rule: X-RDY-14 is in none of the catalogues G,B,L',
    ]);
  });

  it('need not be said, and have capital letters', () => {
    expect(problemsAfter({ catalogues: undefined, 'rules.patient': 'X-ADM-05' })).toEqual([]);
    expect(problemsAfter({ 'catalogues.0': 'gavleborg' })).toContainEqual(
      expect.stringContaining('catalogues.0: the capital letter'),
    );
  });
});
