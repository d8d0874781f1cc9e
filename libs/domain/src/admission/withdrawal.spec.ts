import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  type DomainWorld,
  hl7,
  message,
  notice,
  noticeWith,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
  unitsOf,
} from '../../../../test/support/domain.js';
import type { Episode } from '../episode/episode.js';
import type { Message } from '../message.js';

const { openCare, openCare2, social } = UNITS;
const withdrawalOf = (messageId: string, changes: Partial<Message> = {}) =>
  message('makulering', { content: { messageId, reason: 'fel patient' }, ...changes });

/** What a makulering has to bring back: all of the episode but its version and its history. */
function standing({ steps: _steps, version: _version, ...rest }: Episode): Partial<Episode> {
  return rest;
}

const duties = (world: DomainWorld) =>
  world.deadlines
    .filter(({ state, delivery }) => state !== 'cancelled' && delivery === undefined)
    .map(({ id, state, due }) => `${id} ${state} ${due.toISOString()}`);

/** One message of the stay, at one of a few times, and whether it is withdrawn at once. */
const sending = fc.record({
  kind: fc.constantFrom(
    'inskrivningsmeddelande' as const,
    'utskrivningsklar' as const,
    'utskrivningsklar-aterkallad' as const,
    'utskrivningsmeddelande' as const,
    'utskrivning-aterkallad' as const,
    'avbryt-vardtillfalle' as const,
  ),
  patient: fc.constantFrom(
    undefined,
    TOLVAN,
    { ...TOLVAN, healthCentre: openCare2 },
    { ...TOLVAN, municipality: '2181' },
  ),
  planningCategory: fc.constantFrom(undefined, 'BC' as const, 'CD' as const, 'E' as const),
  expectedDischarge: fc.constantFrom(undefined, '2026-11-27', '2026-11-30'),
  at: fc.constantFrom('2026-11-24T10:00:00+01:00', '2026-11-26T11:30:00+01:00', '2026-11-28T14:00:00+01:00'),
  isEvent: fc.boolean(),
  isWithdrawn: fc.boolean(),
});
type Sending = typeof sending extends fc.Arbitrary<infer T> ? T : never;

function built({ kind, patient, planningCategory, expectedDischarge, at, ...rest }: Sending) {
  const changes = { patient, planningCategory };
  const contents: Partial<Record<typeof kind, Message>> = {
    inskrivningsmeddelande: noticeWith({ expectedDischarge }, changes),
    utskrivningsklar: message(kind, { ...changes, content: { readyAt: at } }),
    utskrivningsmeddelande: message(kind, { ...changes, content: { dischargedAt: at } }),
  };
  return { sent: contents[kind] ?? message(kind, changes), at, ...rest };
}

describe('a makulering', () => {
  it('reaches every unit that has the message, receipted or not, and withdraws it there', () => {
    const world = replayEpisode([[notice({ messageId: 'fel' })]]);
    world.receipt(social);
    const plan = world.admit(withdrawalOf('fel'));
    expect(unitsOf(plan)).toEqual([openCare, social].sort());
    expect(plan.deliveries.map(({ receiptDue }) => receiptDue)).toEqual([null, null]);
    expect(plan.endedDeliveries).toHaveLength(2);
    expect(plan.message).toMatchObject({ kind: 'makulering', episodeId: 'V1', patient: { id: TOLVAN.id } });
    expect(plan.withdraws).toBe(world.messages[0]?.id);
  });

  it('leaves alone what was forwarded or sent back, and tells the unit that has it now, once', () => {
    const world = replayEpisode([[notice({ messageId: 'fel' })]]);
    const [first, second] = world.deliveries;
    Object.assign(first ?? {}, { state: 'forwarded' });
    Object.assign(second ?? {}, { state: 'misdirected' });
    const moved = { ...first, id: 'moved', unit: openCare2, state: 'waiting' } as never;
    world.deliveries.push(moved, { ...(moved as object), id: 'again', state: 'receipted' } as never);
    const plan = world.admit(withdrawalOf('fel'));
    expect(unitsOf(plan)).toEqual([openCare2]);
    expect(plan.endedDeliveries.map(({ id }) => id)).toEqual(['moved', 'again']);
  });

  it('ends the duties that the message had started, but not a receipt that was given', () => {
    const world = replayEpisode([[notice({ messageId: 'fel' })]]);
    world.receipt(social);
    world.admit(withdrawalOf('fel'));
    expect(world.deadlines.filter(({ state }) => state === 'open')).toEqual([]);
    expect(world.deadlines.filter(({ state }) => state === 'met').map(({ responsible }) => responsible)).toEqual([
      social,
    ]);
  });

  it('opens again the duties that the message had met or ended, with their ladders', () => {
    const dated = replayEpisode([[noticeWith({ expectedDischarge: undefined })]]);
    dated.admit(noticeWith({}, { messageId: 'datum' }));
    expect(dated.openDuties()).toEqual([]);
    const plan = dated.admit(withdrawalOf('datum'));
    expect(dated.openDuties()).toEqual(['beraknad-utskrivning']);
    expect(plan.endedDeadlines).toContainEqual({
      id: expect.any(String),
      state: 'open',
      late: false,
      nextFireAt: new Date('2026-11-24T07:00:00+01:00'),
    });
    const ready = replayEpisode([[notice()], [message('utskrivningsklar')]]);
    ready.admit(message('utskrivningsklar-aterkallad', { messageId: 'åter' }));
    expect(ready.openDuties()).toEqual([]);
    ready.admit(withdrawalOf('åter'));
    expect(ready.openDuties()).toContain('utskrivningsmeddelande');
    expect(ready.episode().facts.state).toBe('utskrivningsklar');
  });

  it('[G-ADM-16] brings back the date that a changed notice had replaced', () => {
    const world = replayEpisode([[notice()], [noticeWith({ expectedDischarge: '2026-12-01' }, { messageId: 'fel' })]]);
    world.admit(withdrawalOf('fel'));
    expect(world.episode().facts.expectedDischarge).toBe('2026-11-27');
    expect(world.episode().steps.map(({ withdrawn }) => withdrawn)).toEqual([undefined, true]);
  });

  it('of the message that opened the episode leaves a cancelled one, in which the right notice can be sent', () => {
    const world = replayEpisode([[notice({ messageId: 'fel' })]]);
    expect(world.admit(withdrawalOf('fel')).answer.episode.state).toBe('avbruten');
    expect(told(world.refuse(message('utskrivningsmeddelande')))).toEqual(['unknown-episode']);
    const right = { ...TOLVAN, id: '198001019986', givenName: 'Test' };
    const late = world.admit(notice({ patient: right, planningCategory: 'D' }), '2026-11-25T08:00:00+01:00');
    expect(late.message.notice).toBe('first');
    expect(late.answer.episode).toEqual({ id: world.episode().id, state: 'inskriven' });
    expect(unitsOf(late)).toEqual([UNITS.homeCare, openCare].sort());
    expect(late.episode.patient).toEqual(right);
    expect(late.episode.facts.targetGroup).toEqual({ assessedAt: '2026-11-23T07:00:00+01:00' });
    expect(told(late.answer.warnings)).toContain('late G-ADM-02');
    expect(late.episode.version).toBe(3);
  });

  it('is refused when a later message builds on the one that it names', () => {
    const world = replayEpisode([
      [notice({ messageId: 'första' })],
      [message('utskrivningsklar', { messageId: 'klar' })],
    ]);
    expect(told(world.refuse(withdrawalOf('första')))).toEqual(['later-message']);
    world.admit(withdrawalOf('klar'));
    expect(world.admit(withdrawalOf('första')).answer.episode.state).toBe('avbruten');
  });

  it('is refused for a message that is withdrawn already, a makulering, another sender’s message or none', () => {
    const world = replayEpisode([[notice({ messageId: 'fel' })], [message('utskrivningsklar', { messageId: 'klar' })]]);
    world.admit(withdrawalOf('klar', { messageId: 'mak' }));
    expect(told(world.refuse(withdrawalOf('klar')))).toEqual(['already-withdrawn']);
    expect(told(world.refuse(withdrawalOf('mak')))).toEqual(['unknown-message']);
    expect(told(world.refuse(withdrawalOf('finns-inte')))).toEqual(['unknown-message']);
    expect(told(world.refuse(withdrawalOf('fel', { sender: UNITS.ward14 })))).toEqual(['unknown-message']);
    expect(told(world.refuse(withdrawalOf('fel', { sender: UNITS.otherHospital })))).toEqual(['unknown-message']);
    expect(told(world.refuse(withdrawalOf('fel', { episodeId: 'V2' })))).toEqual(['unknown-message']);
    world.admit(notice({ episodeId: 'V2' }));
    expect(told(world.refuse(withdrawalOf('fel', { episodeId: 'V2' })))).toEqual(['unknown-message']);
  });

  it('needs no number of an episode: the message that it names has one', () => {
    const world = replayEpisode([[notice({ messageId: 'fel' })]]);
    expect(world.admit(withdrawalOf('fel', { episodeId: undefined })).episode.number).toBe('V1');
  });

  it('brings back exactly what was known before the message, whatever it was', () => {
    fc.assert(
      fc.property(fc.array(sending, { minLength: 1, maxLength: 8 }), (sendings) => {
        const world = replayEpisode([[noticeWith({ expectedDischarge: undefined })]]);
        for (const { sent, at, isEvent, isWithdrawn } of sendings.map(built)) {
          const before = structuredClone({ episode: standing(world.episode()), duties: duties(world) });
          if (world.decide(sent, at).kind === 'refused') continue;
          world.admit(sent, at, isEvent ? hl7('A08') : undefined);
          if (!isWithdrawn) continue;
          world.admit(withdrawalOf(sent.messageId), at);
          expect(standing(world.episode())).toEqual(before.episode);
          expect(duties(world)).toEqual(before.duties);
        }
      }),
      { numRuns: 500 },
    );
  });
});
