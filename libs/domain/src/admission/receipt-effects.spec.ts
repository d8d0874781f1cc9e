import { describe, expect, it } from '@jest/globals';
import { gavleborg, TOLVAN, UNITS } from '../../../../test/support/domain.js';
import type { EpisodeStep } from '../episode/episode.js';
import { kindsWithReceiptEffects, startAfterReceipts } from './receipt-effects.js';
import type { ReceiptedMessage } from './receipt-effects.js';
import type { DeadlineRule, Profile } from '../profile/profile.js';

const base = gavleborg();

/** A care contact is to be named by the end of the weekday after the notice, or after its last receipt. */
const AT_ONCE: DeadlineRule = {
  rule: 'G-FVK-02',
  lateRule: 'G-FVK-20',
  lateCode: 'late',
  scope: 'episode',
  responsible: 'oppenvard',
  informs: 'ward',
  when: { in: { path: 'planningCategory', values: ['BC'] } },
  roles: [],
  due: { endOf: 'next-weekday' },
  strict: false,
  from: [],
  startedBy: ['inskrivningsmeddelande'],
  metBy: ['fast-vardkontakt'],
  metWhen: { not: { is: { path: 'content.ended', value: true } } },
  cancelledBy: ['utskrivningsmeddelande', 'avliden'],
  ladder: 'egen-uppgift',
};
const CONTACT: DeadlineRule = { ...AT_ONCE, after: 'receipts' };

let ids = 0;
const ground = (rule: DeadlineRule = CONTACT): { profile: Profile; newId: () => string } => ({
  profile: { ...base, deadlines: { fvk: rule } },
  newId: () => `id-${String((ids += 1))}`,
});

const step = (message: string, kind: EpisodeStep['kind'], changes: Partial<EpisodeStep> = {}): EpisodeStep => ({
  message,
  kind,
  unit: UNITS.ward,
  role: 'slutenvard',
  at: '2026-11-27T08:15:00.000Z',
  before: undefined,
  ...changes,
});

const at = (time: string) => new Date(`2026-11-27T${time}:00+01:00`);
const receipted = (time: string) => ({ state: 'receipted' as const, receiptAt: at(time) });
const WAITING = { state: 'received' as const, receiptAt: undefined };

function message(
  deliveries: ReceiptedMessage['deliveries'],
  steps: EpisodeStep[] = [],
  changes: Partial<ReceiptedMessage> = {},
): ReceiptedMessage {
  return {
    id: 'notice',
    kind: 'inskrivningsmeddelande',
    sender: UNITS.ward,
    deadlines: [],
    deliveries,
    episode: {
      id: 'stay',
      organisation: 'gavle-sjukhus',
      number: 'V1',
      profile: 'gavleborg',
      patient: TOLVAN,
      version: 1,
      facts: {
        state: 'inskriven',
        category: 'BC',
        ward: UNITS.ward14,
        noticeSent: true,
        parties: [
          { role: 'oppenvard', unit: UNITS.openCare },
          { role: 'socialtjanst', unit: UNITS.social },
        ],
      },
      steps: [step('notice', 'inskrivningsmeddelande'), ...steps],
    },
    ...changes,
  };
}

const BOTH = [receipted('09:10'), receipted('12:40')];

describe('what begins when all have receipted a message', () => {
  it('[G-FVK-02] [G-ACK-15] counts from the receipt that was last, whichever was recorded first', () => {
    for (const deliveries of [BOTH, [...BOTH].reverse()]) {
      expect(startAfterReceipts(message(deliveries), ground())).toMatchObject([
        {
          kind: 'fvk',
          rule: 'G-FVK-02',
          scope: 'episode',
          responsible: UNITS.openCare,
          informs: UNITS.ward14,
          startedAt: at('12:40'),
          startedFrom: null,
          due: new Date('2026-12-01T00:00:00+01:00'),
          message: 'notice',
          delivery: undefined,
          state: 'open',
          nextFireAt: new Date('2026-12-01T00:00:00+01:00'),
        },
      ]);
    }
  });

  it('[G-FVK-02] [G-ACK-07] does not begin while one receipt is missing', () => {
    expect(startAfterReceipts(message([receipted('09:10'), WAITING]), ground())).toEqual([]);
    expect(startAfterReceipts(message([{ state: 'waiting', receiptAt: undefined }]), ground())).toEqual([]);
  });

  it('waits for no delivery that was handed on, sent back or withdrawn, and does not begin when none is left', () => {
    const gone = (['forwarded', 'misdirected', 'withdrawn'] as const).map((state) => ({ state, receiptAt: undefined }));
    expect(startAfterReceipts(message([receipted('09:10'), ...gone]), ground())).toMatchObject([
      { startedAt: at('09:10') },
    ]);
    expect(startAfterReceipts(message(gone), ground())).toEqual([]);
  });

  it('[G-ACK-08] [G-ADM-18] does not begin with a later message of the kind, nor with one that was withdrawn', () => {
    const later = [step('later', 'inskrivningsmeddelande')];
    expect(startAfterReceipts(message(BOTH, later, { id: 'later' }), ground())).toEqual([]);
    const { episode } = message(BOTH, later);
    const steps = episode.steps.map((one) => (one.message === 'notice' ? { ...one, withdrawn: true } : one));
    const known = { episode: { ...episode, steps } };
    expect(startAfterReceipts(message(BOTH, [], known), ground())).toEqual([]);
    expect(startAfterReceipts(message(BOTH, [], { ...known, id: 'later' }), ground())).toHaveLength(1);
  });

  it('[G-FVK-02] begins once', () => {
    const deadlines = [
      {
        id: 'd-1',
        kind: 'fvk',
        due: at('13:00'),
        state: 'met' as const,
        message: 'notice',
        metBy: 'm-2',
        delivery: undefined,
        responsible: UNITS.openCare,
        informs: UNITS.ward,
      },
    ];
    expect(startAfterReceipts(message(BOTH, [], { deadlines }), ground())).toEqual([]);
  });

  it('[G-FVK-02] does not begin for what has been done by then, nor when it is pointless', () => {
    const named = step('m-2', 'fast-vardkontakt', { kept: { name: 'Vera Vård' } });
    const ended = step('m-2', 'fast-vardkontakt', { kept: { name: 'Vera Vård', ended: true } });
    expect(startAfterReceipts(message(BOTH, [named]), ground())).toEqual([]);
    expect(startAfterReceipts(message(BOTH, [ended]), ground())).toHaveLength(1);
    expect(startAfterReceipts(message(BOTH, [named]), ground({ ...CONTACT, metByField: 'coordinator' }))).toHaveLength(
      1,
    );
    expect(startAfterReceipts(message(BOTH, [step('m-2', 'avliden')]), ground())).toEqual([]);
  });

  it('[G-FVK-21] begins only where its condition holds of the stay', () => {
    const { episode } = message(BOTH);
    const ofB = { ...episode, facts: { ...episode.facts, category: 'B' as const } };
    expect(startAfterReceipts(message(BOTH, [], { episode: ofB }), ground())).toEqual([]);
  });

  it('is asked of kinds alone that start such a deadline', () => {
    expect([...kindsWithReceiptEffects(ground().profile)]).toEqual(['inskrivningsmeddelande']);
    expect([...kindsWithReceiptEffects(ground(AT_ONCE).profile)]).toEqual([]);
    expect(startAfterReceipts(message(BOTH), ground(AT_ONCE))).toEqual([]);
    expect(startAfterReceipts(message(BOTH, [], { kind: 'utskrivningsklar' }), ground())).toEqual([]);
  });
});
