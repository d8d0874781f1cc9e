import { describe, expect, it } from '@jest/globals';

import { problemsAfter, without } from '../../../../test/support/test-region.js';

describe('the message kinds of a profile', () => {
  const kind = 'inskrivningsmeddelande';
  it.each<[string, string, unknown, string]>([
    ['a sender', 'senders', [], `nobody may send ${kind}`],
    ['a receipt deadline that exists', 'receipt', 'kvitto', 'no such deadline: kvitto'],
    [
      'a receipt deadline for deliveries',
      'receipt',
      'utskrivningsmeddelande',
      'the deadline utskrivningsmeddelande does not have the scope delivery',
    ],
    ['consent for fields that exist', 'consent.0.fields', ['diagnos'], `${kind} has no content field diagnos`],
    ['memory of fields that exist', 'keeps', ['diagnos'], `${kind} has no content field diagnos`],
    ['expected fields that exist', 'expectedFields', { readyAt: 'G-ADM-07' }, `${kind} has no content field readyAt`],
    [
      'withdrawn recipients only for makulering',
      'recipients',
      'withdrawn',
      'withdrawn is the recipients of makulering',
    ],
  ])('have %s', (_title, key, value, expected) => {
    expect(problemsAfter({ [`kinds.${kind}.${key}`]: value })).toEqual([
      expect.stringContaining(`kinds.${kind}.${key}: ${expected}`),
    ]);
  });

  it('[G-ADM-08] name the rule that asks for consent, and what it has to be about', () => {
    expect(problemsAfter({ [`kinds.${kind}.consent.0`]: { without: 'refuse' } })).toEqual([
      expect.stringContaining(`kinds.${kind}.consent.0.rule: is missing`),
      expect.stringContaining(`kinds.${kind}.consent.0.scope: is missing`),
    ]);
  });

  it('[B-ADM-08] ask consent for fields, or for the whole with fields that are allowed, and tell only of the whole', () => {
    const at = 'kinds.kommunklar.consent.0';
    expect(problemsAfter({ [`${at}.fields`]: ['decided'], [`${at}.allowed`]: ['contacts'] })).toEqual([
      expect.stringContaining(`${at}.allowed: only where the whole message needs consent`),
      expect.stringContaining(`${at}.without: tell is for whole messages`),
    ]);
    expect(problemsAfter({ [`${at}.allowed`]: ['reason'] })).toEqual([
      `${at}.allowed: kommunklar has no content field reason`,
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'no receipt of a kind that goes to nobody',
      { 'kinds.avdelningsbyte.receipt': 'kvittens' },
      'receipt: the kind goes to nobody',
    ],
    [
      'no gate for a kind that goes to nobody',
      { 'kinds.avdelningsbyte.gate': 'notice' },
      'gate: the kind goes to nobody',
    ],
    [
      'kinds about a person where they are about a person',
      { 'kinds.identitetsbyte.about': undefined },
      'about: identitetsbyte is about a person',
    ],
    [
      'kinds about a stay where they are about a stay',
      { 'kinds.avdelningsbyte.about': 'person' },
      'about: avdelningsbyte is about a stay',
    ],
    [
      'what is told of a person not routed by a category',
      { 'kinds.identitetsbyte.recipients': 'category' },
      'recipients: what is told of a person goes',
    ],
    [
      'no receipt of what is told of a person',
      { 'kinds.identitetsbyte.receipt': 'kvittens' },
      'receipt: what is told of a person',
    ],
    [
      'nothing taken back by what is told of a person',
      { 'kinds.personuppgifter.retracts': 'makulering' },
      'retracts: what is told of a person',
    ],
  ])('[L-ADM-01] [L-PROT-01] have %s', (_title, changes, expected) => {
    expect(problemsAfter(changes)).toContainEqual(expect.stringContaining(expected));
  });

  it('about a person start and end no duties, and have no transitions', () => {
    expect(problemsAfter({ 'deadlines.beraknad-utskrivning.cancelledBy.+': 'personuppgifter' })).toEqual([
      'deadlines.beraknad-utskrivning.cancelledBy: personuppgifter tells of a person and no duty hangs on it',
    ]);
    expect(problemsAfter({ 'transitions.+': { on: 'identitetsbyte', from: 'inskriven', to: 'same' } })).toEqual([
      expect.stringMatching(/^transitions\.\d+: identitetsbyte tells of a person and fits in every state$/),
    ]);
  });

  it('[B-CALL-03] [B-INI-07] may stand without a stay where their recipients are named, and then do not wait for one', () => {
    const noted = (kind: string) => expect.stringContaining(`kinds.${kind}.alone: without a stay there are no parties`);
    expect(problemsAfter({ 'kinds.sip-kallelse.recipients': 'others', 'kinds.sip-kallelse.named': undefined })).toEqual(
      [noted('sip-kallelse')],
    );
    expect(problemsAfter({ 'kinds.sip-kallelse.early': { rule: 'B-CALL-03' } })).toEqual([noted('sip-kallelse')]);
    expect(problemsAfter({ 'kinds.fristaende-meddelande.alone': { rule: 'B-CALL-03' } })).toEqual([
      'kinds.fristaende-meddelande.alone: the kind belongs to no stay',
    ]);
  });

  it('retract kinds that the region has', () => {
    const problems = problemsAfter({
      ...without('avbryt-vardtillfalle'),
      'kinds.utskrivningsklar-aterkallad.retracts': 'avbryt-vardtillfalle',
    });
    expect(problems).toContainEqual(
      'kinds.utskrivningsklar-aterkallad.retracts: the region has no kind avbryt-vardtillfalle: it is not under kinds',
    );
  });
});

describe('whom a kind of a profile goes to', () => {
  const free = 'kinds.fristaende-meddelande';

  it.each<[string, Record<string, unknown>, string]>([
    [
      'how many are named',
      { [`${free}.named`]: undefined },
      `${free}.recipients: named is missing: how many recipients the sender names, of which roles`,
    ],
    ['nobody named', { [`${free}.named.roles`]: [] }, `${free}.named.roles: nobody gets fristaende-meddelande`],
    ['more than the most', { [`${free}.named.least`]: 2 }, `${free}.named.least: least is more than most`],
    [
      'named ones where others are meant',
      { 'kinds.kommunklar.named': { rule: 'B-FREE-06', most: 1, roles: ['sabo'] } },
      'kinds.kommunklar.named: only kinds whose recipients are named have it',
    ],
    [
      'parties of what belongs to no stay',
      { [`${free}.recipients`]: 'parties', [`${free}.named`]: undefined },
      `${free}.recipients: what belongs to no stay has no parties: its recipients are named`,
    ],
    [
      'a ward that would write to itself',
      { 'kinds.vardrapport.senders': ['slutenvard'] },
      'kinds.vardrapport.recipients: nobody gets vardrapport: only wards send it, and it goes to the ward',
    ],
    [
      'a person who goes to the ward',
      { 'kinds.identitetsbyte.recipients': 'ward' },
      'kinds.identitetsbyte.recipients: what is told of a person goes to the parties of that person, or to none',
    ],
    [
      'a stay that a free message would wait for',
      { [`${free}.early`]: { rule: 'B-REP-07' } },
      `${free}.early: the kind belongs to no stay`,
    ],
    ['memory of no stay', { [`${free}.keeps`]: ['useCase'] }, `${free}.keeps: there is no stay that could keep it`],
  ])('[B-FREE-06] is refused: %s', (_title, changes, expected) => {
    expect(problemsAfter(changes)).toContainEqual(expect.stringContaining(expected));
  });

  it('[G-ADM-28] is somebody: categories that concern nobody leave a kind without recipients', () => {
    const nobody = { recipients: [], notice: 'never', ready: 'never' };
    const changes = ['A', 'B', 'C', 'D', 'BC', 'CD', 'E'].flatMap((category) =>
      Object.entries(nobody).map(([key, value]) => [`categories.${category}.${key}`, value] as const),
    );
    expect(problemsAfter(Object.fromEntries(changes))).toEqual(
      expect.arrayContaining([
        'kinds.inskrivningsmeddelande.recipients: nobody gets inskrivningsmeddelande: no category concerns anybody',
        'kinds.utskrivningsklar.recipients: nobody gets utskrivningsklar: no category concerns anybody',
      ]),
    );
  });

  it.each([0, -1, 'två'])('[G-REQ-06] waits for hours that are some, not %p', (hours) => {
    expect(problemsAfter({ 'kinds.vardrapport.early.hours': hours })).toEqual([
      expect.stringContaining('kinds.vardrapport.early.hours: a number, at least 1'),
    ]);
  });
});
