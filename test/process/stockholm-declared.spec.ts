import { describe, expect, it } from '@jest/globals';
import { EPISODE_STATES } from '#domain/episode/episode.js';
import { nextTransition } from '#domain/episode/transitions.js';
import type { MessageKind, PlanningCategory } from '#domain/message.js';

import { stockholm } from './stockholm.js';

/**
 * What `config/profiles/stockholm.yaml` declares, as tables to be read beside `./hemgang profile draw`: what follows from it
 * is in `stockholm.spec.ts` and `stockholm-sip.spec.ts`.
 */
const profile = stockholm();

describe('the tables of Stockholm', () => {
  it('[L-ADM-01] [L-ADM-02] [L-PLAN-01] [L-FVK-01] [L-PROT-01] [S-CALL-12] say by which rule the hub speaks for itself', () => {
    expect(profile.rules).toEqual({
      patient: 'L-ADM-02',
      name: 'L-ADM-02',
      identity: 'L-ADM-02',
      category: 'L-ADM-01',
      needs: 'L-ADM-01',
      unit: 'L-ADM-01',
      concerned: 'L-ADM-01',
      party: 'L-PLAN-01',
      'receipt-time': 'S-CALL-12',
      'care-contact': 'L-FVK-01',
      coordinator: 'L-FVK-01',
      protection: 'L-PROT-01',
    });
  });

  // Whom it concerns, notice, ready, rule of a refused ready notice, care contact, plan, rule of a refused call, payment.
  const categories: [PlanningCategory, ...unknown[]][] = [
    ['A', [], 'never', 'never', 'L-RDY-01', false, false, 'S-GEN-02', false],
    ['B', ['oppenvard'], 'always', 'always', 'L-RDY-01', true, false, 'S-GEN-02', false],
    ['C', ['socialtjanst'], 'always', 'always', 'L-RDY-01', false, false, 'S-GEN-02', true],
    ['D', ['oppenvard'], 'always', 'always', 'L-RDY-01', true, false, 'S-GEN-02', false],
    ['BC', ['oppenvard', 'socialtjanst'], 'always', 'always', 'L-RDY-01', true, true, 'S-GEN-02', true],
    ['CD', ['oppenvard', 'socialtjanst'], 'always', 'always', 'L-RDY-01', true, true, 'S-GEN-02', true],
    ['E', ['oppenvard', 'socialtjanst', 'sabo'], 'always', 'always', 'L-RDY-01', true, true, 'S-GEN-02', true],
  ];

  it.each(categories)('[L-ADM-01] [L-RDY-01] [S-GEN-02] category %s', (name, ...row) => {
    const { recipients, notice, ready, readyRule, fvk, sip, sipRule, payment } = profile.categories[name];
    expect([recipients, notice, ready, readyRule, fvk, sip, sipRule, payment]).toEqual(row);
  });

  const all = ['slutenvard', 'oppenvard', 'socialtjanst', 'sabo'];
  const kinds: [string, MessageKind, object][] = [
    ['[L-ADM-01]', 'inskrivningsmeddelande', { recipients: 'category', gate: 'notice' }],
    ['[L-RDY-01]', 'utskrivningsklar', { recipients: 'parties', gate: 'ready' }],
    ['[L-RDY-01]', 'utskrivningsklar-aterkallad', { recipients: 'parties', retracts: 'utskrivningsklar' }],
    ['[L-XFER-01]', 'utskrivningsmeddelande', { recipients: 'parties' }],
    ['[L-XFER-01]', 'utskrivning-aterkallad', { recipients: 'parties', retracts: 'utskrivningsmeddelande' }],
    ['[L-ADM-01]', 'avbryt-vardtillfalle', { recipients: 'parties', retractsAll: true }],
    ['[L-XFER-01]', 'slutanteckningar', { recipients: 'parties' }],
    ['[L-PLAN-01]', 'generellt-meddelande', { recipients: 'named', named: { least: 0, most: 20, roles: all } }],
    ['[S-GEN-03] [S-CALL-03]', 'sip-kallelse', { recipients: 'named', named: { least: 1, most: 20, roles: all } }],
    ['[L-ADM-01]', 'planerad-inskrivning', { recipients: 'none' }],
    ['[L-ADM-01]', 'planerad-inskrivning-installd', { recipients: 'none' }],
    ['[L-ADM-01]', 'avdelningsbyte', { recipients: 'none' }],
    ['[L-PROT-01]', 'personuppgifter', { recipients: 'none' }],
    ['[L-ADM-02]', 'identitetsbyte', { recipients: 'parties' }],
  ];

  it.each(kinds)('%s how %s is told', (_rule, kind, declared) => {
    expect(profile.kinds[kind]).toMatchObject(declared);
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
    ['[L-FVK-01]', 'fast-vardkontakt', planning],
    ['[L-XFER-01]', 'slutanteckningar', planning],
    ['[S-CON-01]', 'samtycke', planning],
    ['[S-CON-09]', 'samtycke-aterkallat', planning],
    ['[S-CALL-02]', 'sip-initiativ', planning],
    ['[S-GEN-03]', 'sip-kallelse', planning],
    ['[L-PLAN-01]', 'avliden', ['', '', 'avslutad', 'avslutad', 'avslutad']],
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

  const receivers = ['oppenvard', 'socialtjanst', 'sabo'];
  const plan = { is: { path: 'category.sip', value: true } };
  const contact = { is: { path: 'category.fvk', value: true } };
  const noticed = { all: [{ said: { kind: 'inskrivningsmeddelande' } }, { has: 'episode.expectedDischarge' }] };
  const needed = { said: { kind: 'sip-initiativ', by: ['slutenvard'] } };

  it('[L-ADM-01] [L-PLAN-01] [L-FVK-01] [L-RDY-01] [L-XFER-01] [S-CALL-02] [S-CALL-05] [S-CALL-12] [S-PAY-01] the way through a stay', () => {
    expect(profile.steps.map(({ rule, roles, when, done }) => [rule, roles, when, done])).toEqual([
      ['L-ADM-01', ['slutenvard'], undefined, noticed],
      ['L-PLAN-01', receivers, undefined, undefined],
      ['S-CALL-02', ['slutenvard'], plan, needed],
      ['L-FVK-01', ['oppenvard'], contact, { has: 'episode.coordinator' }],
      ['S-PAY-01', ['oppenvard'], plan, { has: 'episode.sip.consent' }],
      ['L-RDY-01', ['slutenvard'], undefined, { has: 'episode.readyAt' }],
      ['S-CALL-05', ['oppenvard'], plan, { has: 'episode.sip.call' }],
      ['S-CALL-12', receivers, plan, { receipted: 'sip-kallelse' }],
      ['L-XFER-01', ['slutenvard'], undefined, { said: { kind: 'slutanteckningar' } }],
      ['L-XFER-01', ['slutenvard'], undefined, { is: { path: 'episode.state', value: 'utskriven' } }],
    ]);
  });
});

describe('what is said of plans', () => {
  it.each([
    ['S-CALL-13', 'sip-forberedelse'],
    ['S-CALL-15', 'sip-kvittens'],
    ['S-CALL-09', 'sip-brev'],
    ['S-MEET-09', 'sip-fardigstallande'],
    ['S-MEET-08', 'sip-delgivning'],
    ['S-MEET-08', 'sip-kopior'],
    ['S-FUP-04', 'sip-uppfoljningsdatum'],
    ['S-MEET-10', 'sip-journalforing'],
    ['S-FUP-03', 'sip-uppfoljning-kallelse'],
    ['S-FUP-07', 'sip-uppfoljning'],
    ['S-FUP-03', 'sip-avsteg'],
    ['S-CLOSE-01', 'sip-avliden'],
    ['S-CLOSE-03', 'sip-avslut-dokumenterat'],
  ] as const)('[%s] who owes %s is reminded, and the manager hears of it', (rule, duty) => {
    expect(stockholm().plan?.duties[duty]).toMatchObject({ rule, ladder: 'plan' });
  });

  it('[S-CALL-10] letters have their window on the right, and a plan that was posted is in the hands of the person', () => {
    expect(stockholm().plan?.paper).toEqual({ rule: 'S-CALL-10', window: 'right', postedCounts: true });
  });
});
