import { describe, expect, it } from '@jest/globals';

import { EPISODE_STATES } from '#domain/episode/episode.js';
import { nextTransition } from '#domain/episode/transitions.js';
import type { MessageKind, PlanningCategory } from '#domain/message.js';
import { norrbotten } from '../support/norrbotten.js';

/**
 * What `config/profiles/norrbotten.yaml` declares of the stay, which follows the act, as tables to be read beside
 * `./hemgang profile draw`; what follows from the plan section is in the other specs of Norrbotten.
 */
const profile = norrbotten();
const all = ['slutenvard', 'oppenvard', 'socialtjanst', 'hemsjukvard', 'sabo'];

describe('the tables of a stay in Norrbotten', () => {
  it('[L-ADM-01] [L-ADM-02] [L-PLAN-01] [L-FVK-01] [L-PROT-01] [N-CALL-04] [N-COORD-10] say by which rule the hub speaks for itself', () => {
    expect(profile.rules).toEqual({
      patient: 'L-ADM-02',
      name: 'L-ADM-02',
      identity: 'L-ADM-02',
      category: 'L-ADM-01',
      needs: 'L-ADM-01',
      unit: 'N-CALL-04',
      concerned: 'L-ADM-01',
      party: 'L-PLAN-01',
      'receipt-time': 'L-PLAN-01',
      'care-contact': 'N-COORD-10',
      coordinator: 'L-FVK-01',
      protection: 'L-PROT-01',
    });
  });

  // Whom it concerns, notice, ready, rule of a refused ready notice, care contact, plan, rule of a refused call, payment.
  const categories: [PlanningCategory, ...unknown[]][] = [
    ['A', [], 'never', 'never', 'L-RDY-01', false, false, 'L-SIP-01', false],
    ['B', ['oppenvard'], 'always', 'always', 'L-RDY-01', true, false, 'L-SIP-01', false],
    ['C', ['socialtjanst'], 'always', 'always', 'L-RDY-01', false, false, 'L-SIP-01', true],
    ['D', ['oppenvard', 'hemsjukvard'], 'always', 'always', 'L-RDY-01', true, true, 'L-SIP-01', true],
    ['BC', ['oppenvard', 'socialtjanst'], 'always', 'always', 'L-RDY-01', true, true, 'L-SIP-01', true],
    ['CD', ['oppenvard', 'socialtjanst', 'hemsjukvard'], 'always', 'always', 'L-RDY-01', true, true, 'L-SIP-01', true],
    ['E', ['oppenvard', 'socialtjanst', 'sabo'], 'always', 'always', 'L-RDY-01', true, true, 'L-SIP-01', true],
  ];

  it.each(categories)('[L-ADM-01] [L-RDY-01] [L-SIP-01] category %s', (name, ...row) => {
    const { recipients, notice, ready, readyRule, fvk, sip, sipRule, payment } = profile.categories[name];
    expect([recipients, notice, ready, readyRule, fvk, sip, sipRule, payment]).toEqual(row);
  });

  it('[L-ADM-01] [L-SIP-01] [L-RDY-01] which needs are which category', () => {
    expect(profile.needs.map(({ needs, category }) => [category, [...needs].sort().join(' ')])).toEqual([
      ['A', ''],
      ['B', 'oppenvard'],
      ['C', 'socialtjanst'],
      ['D', 'hemsjukvard'],
      ['D', 'hemsjukvard oppenvard'],
      ['BC', 'oppenvard socialtjanst'],
      ['CD', 'hemsjukvard socialtjanst'],
      ['CD', 'hemsjukvard oppenvard socialtjanst'],
      ['E', 'sabo'],
      ['E', 'oppenvard sabo'],
      ['E', 'sabo socialtjanst'],
      ['E', 'oppenvard sabo socialtjanst'],
    ]);
  });

  const ward = ['slutenvard'];
  const kinds: [string, MessageKind, object][] = [
    [
      '[L-ADM-01] [L-ADM-02] [L-ADM-03]',
      'inskrivningsmeddelande',
      { senders: ward, recipients: 'category', gate: 'notice' },
    ],
    ['[L-RDY-01]', 'utskrivningsklar', { senders: ward, recipients: 'parties', gate: 'ready' }],
    [
      '[L-RDY-01]',
      'utskrivningsklar-aterkallad',
      { senders: ward, recipients: 'parties', retracts: 'utskrivningsklar' },
    ],
    ['[L-XFER-01]', 'utskrivningsmeddelande', { senders: ward, recipients: 'parties' }],
    [
      '[L-XFER-01]',
      'utskrivning-aterkallad',
      { senders: ward, recipients: 'parties', retracts: 'utskrivningsmeddelande' },
    ],
    ['[L-ADM-01]', 'avbryt-vardtillfalle', { senders: ward, recipients: 'parties', retractsAll: true }],
    ['[L-ADM-01]', 'makulering', { senders: [...all, 'extern'], recipients: 'withdrawn' }],
    ['[L-XFER-01]', 'slutanteckningar', { senders: ward, recipients: 'parties' }],
    [
      '[L-PLAN-01]',
      'generellt-meddelande',
      { senders: all, recipients: 'named', named: { least: 0, most: 20, roles: all } },
    ],
    [
      '[N-GEN-12]',
      'fristaende-meddelande',
      { senders: all, recipients: 'named', named: { least: 1, most: 5, roles: all } },
    ],
    ['[L-ADM-01]', 'planerad-inskrivning', { senders: ward, recipients: 'none' }],
    ['[L-ADM-01]', 'planerad-inskrivning-installd', { senders: ward, recipients: 'none' }],
    ['[L-ADM-01]', 'avdelningsbyte', { senders: ward, recipients: 'none' }],
    ['[L-PROT-01]', 'personuppgifter', { senders: ward, recipients: 'none' }],
    ['[L-ADM-02]', 'identitetsbyte', { senders: ward, recipients: 'parties' }],
    [
      '[N-COORD-10]',
      'fast-vardkontakt',
      { senders: ['oppenvard', 'hemsjukvard', 'sabo'], recipients: 'others', changesPlan: true },
    ],
    ['[N-CON-01]', 'samtycke', { senders: all, recipients: 'others', changesPlan: true }],
    ['[N-CON-03]', 'samtycke-aterkallat', { senders: all, recipients: 'others', changesPlan: true }],
    ['[N-CLOSE-11]', 'avliden', { senders: all, recipients: 'others', changesPlan: true }],
    ['[N-GEN-03]', 'sip-initiativ', { senders: all, recipients: 'others', changesPlan: true }],
    [
      '[N-INIT-01] [N-CALL-03]',
      'sip-kallelse',
      { senders: all, recipients: 'named', named: { least: 0, most: 30, roles: all } },
    ],
  ];

  it.each(kinds)('%s who sends %s to whom', (_rule, kind, declared) => {
    expect(profile.kinds[kind]).toMatchObject(declared);
  });

  const consents: [string, MessageKind, object[]][] = [
    [
      '[L-ADM-02]',
      'inskrivningsmeddelande',
      [
        {
          scope: 'informationsoverforing',
          fields: [],
          allowed: ['expectedDischarge'],
          without: 'withhold',
          hides: ['planningCategory', 'patient.municipality', 'patient.healthCentre'],
        },
      ],
    ],
    [
      '[L-ADM-02]',
      'utskrivningsmeddelande',
      [{ scope: 'informationsoverforing', fields: ['summary'], without: 'withhold' }],
    ],
    ['[L-ADM-02]', 'generellt-meddelande', [{ scope: 'informationsoverforing', fields: [], without: 'withhold' }]],
    ['[L-ADM-02]', 'slutanteckningar', [{ scope: 'informationsoverforing', fields: [], without: 'tell' }]],
    [
      '[L-ADM-02] [N-GEN-12]',
      'fristaende-meddelande',
      [{ scope: 'informationsoverforing', allowed: ['useCase', 'profession'], without: 'refuse' }],
    ],
  ];

  it.each(consents)('%s what %s needs consent for', (_rule, kind, declared) => {
    expect(profile.kinds[kind]?.consent).toMatchObject(declared);
  });

  it('[L-ADM-02] [L-ADM-03] [L-FVK-01] [L-DUP-01] what a notice may lack, and what a discharge asks for', () => {
    expect(profile.kinds.inskrivningsmeddelande?.expectedFields).toEqual({
      expectedDischarge: 'L-ADM-02',
      admittedAt: 'L-ADM-03',
    });
    expect(profile.kinds.utskrivningsmeddelande?.checks).toMatchObject([
      {
        rule: 'L-FVK-01',
        when: { is: { path: 'category.fvk', value: true } },
        must: { has: 'episode.coordinator' },
        otherwise: { warn: 'incomplete' },
      },
    ]);
    expect(profile.deliverUnchangedUpdates).toBe(false);
  });

  // From none, planerad, inskriven, utskrivningsklar, utskriven; nothing but these fits, and nothing in a closed stay.
  const planning = ['', '', 'same', 'same', 'same'];
  const early = 'utskrivningsklar out-of-order L-PAY-02';
  const rows: [string, MessageKind, string[]][] = [
    ['[L-ADM-01]', 'planerad-inskrivning', ['planerad', 'same', '', '', '']],
    ['[L-ADM-01]', 'planerad-inskrivning-installd', ['', 'avbruten', '', '', '']],
    ['[L-ADM-01]', 'inskrivningsmeddelande', ['inskriven', 'inskriven', 'same', 'same', '']],
    ['[L-RDY-01] [L-PAY-02]', 'utskrivningsklar', [early, early, 'utskrivningsklar', 'same', '']],
    ['[L-RDY-01]', 'utskrivningsklar-aterkallad', ['', '', '', 'inskriven', '']],
    ['[L-XFER-01] [L-RDY-01]', 'utskrivningsmeddelande', ['', '', 'utskriven out-of-order L-RDY-01', 'utskriven', '']],
    ['[L-XFER-01]', 'utskrivning-aterkallad', ['', '', '', '', 'previous']],
    ['[L-ADM-01]', 'avbryt-vardtillfalle', ['', '', 'avbruten', 'avbruten', '']],
    ['[L-ADM-01]', 'avdelningsbyte', ['', 'same', 'same', 'same', '']],
    ['[L-PLAN-01]', 'generellt-meddelande', planning],
    ['[N-COORD-10]', 'fast-vardkontakt', planning],
    ['[L-XFER-01]', 'slutanteckningar', planning],
    ['[N-CON-01]', 'samtycke', planning],
    ['[N-CON-03]', 'samtycke-aterkallat', planning],
    ['[N-GEN-03]', 'sip-initiativ', planning],
    ['[N-INIT-01]', 'sip-kallelse', planning],
    ['[N-CLOSE-11]', 'avliden', ['', '', 'avslutad', 'avslutad', 'avslutad']],
  ];
  const states = ['none', ...EPISODE_STATES] as const;

  it.each(rows)('%s where %s fits, and where it leads', (_rule, kind, expected) => {
    const found = states.map((state) => {
      const row = nextTransition(profile.transitions, kind, state);
      return [state, [row?.to, row?.flag?.code, row?.flag?.rule].filter((word) => word !== undefined).join(' ')];
    });
    const [none, planerad, inskriven, utskrivningsklar, utskriven] = expected;
    const told = { none, planerad, inskriven, utskrivningsklar, utskriven };
    expect(Object.fromEntries(found)).toEqual({ ...told, kommunklar: '', avbruten: '', avslutad: '' });
  });

  it('[L-ADM-01] [L-PLAN-01] [L-FVK-01] [L-RDY-01] [L-XFER-01] [N-INIT-02] the way through a stay', () => {
    const noticed = { all: [{ said: { kind: 'inskrivningsmeddelande' } }, { has: 'episode.expectedDischarge' }] };
    const contact = { is: { path: 'category.fvk', value: true } };
    const plan = { is: { path: 'category.sip', value: true } };
    expect(profile.steps.map(({ rule, roles, when, done }) => [rule, roles, when, done])).toEqual([
      ['L-ADM-01', ['slutenvard'], undefined, noticed],
      ['L-PLAN-01', ['oppenvard', 'socialtjanst', 'hemsjukvard', 'sabo'], undefined, undefined],
      ['L-FVK-01', ['oppenvard'], contact, { has: 'episode.coordinator' }],
      ['L-RDY-01', ['slutenvard'], undefined, { has: 'episode.readyAt' }],
      ['N-INIT-02', ['oppenvard'], plan, { has: 'episode.sip.call' }],
      ['L-XFER-01', ['slutenvard'], undefined, { said: { kind: 'slutanteckningar' } }],
      ['L-XFER-01', ['slutenvard'], undefined, { is: { path: 'episode.state', value: 'utskriven' } }],
    ]);
  });

  it('[L-ADM-03] [L-ADM-04] [L-RDY-01] [L-FVK-01] [L-XFER-01] [L-SIP-03] [L-SIP-01] [L-SIP-04] what is due when, and who owes it', () => {
    const { deadlines } = profile;
    const over = ['utskrivningsklar-aterkallad', 'avbryt-vardtillfalle', 'avliden'];
    const both = { scope: 'episode', informs: 'sender', strict: false, roles: [] };
    const notice = { startedBy: ['inskrivningsmeddelande'], metBy: ['inskrivningsmeddelande'] };
    const admitted = {
      ...both,
      ...notice,
      responsible: 'sender',
      from: ['assessedAt', 'admittedAt'],
      due: { hours: 24 },
    };
    expect(deadlines).toEqual({
      inskrivningsmeddelande: { ...admitted, ...late('L-ADM-03'), cancelledBy: [] },
      'beraknad-utskrivning': {
        ...admitted,
        ...late('L-ADM-04'),
        when: { lacks: 'episode.expectedDischarge' },
        metByField: 'expectedDischarge',
        cancelledBy: ['utskrivningsmeddelande', 'avbryt-vardtillfalle', 'avliden'],
        ladder: 'egen-uppgift',
      },
      'utskrivningsklar-samma-dag': {
        ...both,
        ...late('L-RDY-01'),
        responsible: 'sender',
        from: ['readyAt'],
        due: { endOf: 'day' },
        startedBy: ['utskrivningsklar'],
        restarts: true,
        metBy: ['utskrivningsklar'],
        cancelledBy: [],
      },
      'fast-vardkontakt': {
        ...both,
        ...late('L-FVK-01'),
        responsible: 'oppenvard',
        when: { lacks: 'episode.coordinator' },
        from: ['readyAt'],
        due: { endOf: 'day' },
        startedBy: ['utskrivningsklar'],
        restarts: true,
        metBy: ['fast-vardkontakt'],
        metWhen: { not: { is: { path: 'content.ended', value: true } } },
        cancelledBy: over,
        ladder: 'vardkontakt',
      },
      informationsoverforing: {
        ...both,
        ...late('L-XFER-01'),
        responsible: 'sender',
        when: { not: { said: { kind: 'slutanteckningar' } } },
        from: ['dischargedAt'],
        due: { endOf: 'day' },
        startedBy: ['utskrivningsmeddelande'],
        metBy: ['slutanteckningar'],
        cancelledBy: ['utskrivning-aterkallad', 'avliden'],
        ladder: 'overforing',
      },
      'sip-kallelse': {
        ...both,
        ...late('L-SIP-03'),
        responsible: 'oppenvard',
        when: { lacks: 'episode.sip.call' },
        from: [],
        due: { days: 3, calendar: 'every-calendar-day' },
        startedBy: ['utskrivningsklar'],
        metBy: ['sip-kallelse'],
        metWhen: { not: { is: { path: 'content.purpose', value: 'aktorsmote' } } },
        cancelledBy: over,
        cancelledWhen: {
          any: [
            { not: { is: { path: 'category.sip', value: true } } },
            { refused: 'sip' },
            { in: { path: 'episode.compulsoryCare', values: ['LPT', 'LRV'] } },
          ],
        },
        ladder: 'utskrivning-sip',
      },
    });
  });

  const own = ['responsible 0', 'manager 2', 'operations 24'];
  const withWard = ['responsible 0', 'sender 0', 'manager 2', 'operations 24'];
  it.each<[string, string, string[]]>([
    ['[L-ADM-04]', 'egen-uppgift', own],
    ['[L-FVK-01]', 'vardkontakt', withWard],
    ['[L-SIP-03]', 'utskrivning-sip', withWard],
    ['[L-XFER-01]', 'overforing', own],
    ['[N-GEN-04]', 'sip-samordning', ['responsible 0', 'manager 24']],
    ['[N-GOAL-03]', 'sip-huvudmal', ['responsible 0', 'manager 2']],
    ['[N-SUB-02]', 'sip-part', ['responsible 0', 'sender 24', 'manager 72']],
    ['[N-CAL-02]', 'sip-paminnelse', ['responsible 0', 'responsible 168']],
    ['[N-CLOSE-15]', 'sip-avliden', ['responsible 0 morgon']],
  ])('%s who hears what on the ladder %s', (_rule, ladder, expected) => {
    const steps = profile.ladders[ladder]?.map(({ to, afterHours, repeat }) => [to, afterHours, repeat]) ?? [];
    expect(steps.map((step) => step.filter((word) => word !== undefined).join(' '))).toEqual(expected);
    const sends = profile.ladders[ladder]?.map(({ to, send }) => [to === 'responsible', send === 'paminnelse']) ?? [];
    expect(sends.every(([isOwn, isReminder]) => isOwn === isReminder)).toBe(true);
  });

  it('[N-GEN-04] [N-CLOSE-15] what stays undone is said again on weekdays in the morning and in the afternoon', () => {
    expect(profile.windows).toEqual({
      morgon: { rule: 'N-GEN-04', times: ['08:00', '16:00'], calendar: 'weekdays' },
    });
  });
});

function late(rule: string) {
  return { rule, lateRule: rule, lateCode: 'late' };
}
