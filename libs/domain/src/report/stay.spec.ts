import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  DomainWorld,
  from,
  hl7,
  message,
  notice,
  noticeWith,
  replayEpisode,
  UNITS,
} from '../../../../test/support/domain.js';
import { processProfile } from '../../../../test/support/process.js';
import type { Content, MessageKind } from '../message.js';
import { reportStayOf } from './stay.js';

const at = (day: number, time = '10:00:00') => `2026-11-${String(day).padStart(2, '0')}T${time}+01:00`;
const admitted = () => replayEpisode([[notice(), at(23)]]);
const ready = (world: DomainWorld, day: number, readyAt = at(day, '09:00:00')) =>
  world.admit(message('utskrivningsklar', { content: { readyAt } }), at(day));
const home = (world: DomainWorld, day: number, dischargedAt = at(day, '11:00:00')) =>
  world.admit(message('utskrivningsmeddelande', { content: { dischargedAt } }), at(day, '12:30:00'));
const seen = (world: DomainWorld) => reportStayOf(world.episode());
const spellsOf = (world: DomainWorld) =>
  seen(world).spells.map(({ noticeAt, end }) => [noticeAt.getUTCDate(), end?.why, end?.on.slice(-2)]);

describe('the times in which a patient is ready', () => {
  it('begin with the notice, as the hub sent it, and end with the discharge, as the ward says it was', () => {
    const world = admitted();
    expect(seen(world).spells).toEqual([]);
    ready(world, 24);
    expect(spellsOf(world)).toEqual([[24, undefined, undefined]]);
    home(world, 26, at(25, '23:00:00'));
    expect(seen(world).spells).toEqual([
      {
        noticeAt: new Date(at(24)),
        readyAt: new Date(at(24, '09:00:00')),
        notices: [{ at: new Date(at(24)), roles: ['oppenvard', 'socialtjanst'] }],
        end: { why: 'discharged', on: '2026-11-25', at: new Date(at(25, '23:00:00')) },
      },
    ]);
  });

  it('[L-PAY-06] begin once, however often the notice is sent', () => {
    const world = admitted();
    ready(world, 24);
    ready(world, 25, at(25, '08:00:00'));
    expect(seen(world).spells).toMatchObject([{ noticeAt: new Date(at(24)), readyAt: new Date(at(25, '08:00:00')) }]);
  });

  it('[L-PAY-02] know who was a party each time the notice was sent', () => {
    const world = replayEpisode([[noticeWith({ physicianAssessed: true }, { planningCategory: 'B' }), at(23)]]);
    ready(world, 24);
    world.admit(notice({ planningCategory: 'BC' }), at(25));
    ready(world, 26);
    expect(seen(world).spells).toMatchObject([
      {
        noticeAt: new Date(at(24)),
        notices: [
          { at: new Date(at(24)), roles: ['oppenvard'] },
          { at: new Date(at(26)), roles: ['oppenvard', 'socialtjanst'] },
        ],
      },
    ]);
  });

  it('end when the notice is taken back, and begin anew with the next one', () => {
    const world = admitted();
    ready(world, 24);
    world.admit(message('utskrivningsklar-aterkallad'), at(25));
    expect(spellsOf(world)).toEqual([[24, 'withdrawn', '25']]);
    ready(world, 27);
    expect(spellsOf(world)).toEqual([
      [24, 'withdrawn', '25'],
      [27, undefined, undefined],
    ]);
    expect(seen(world).spells[0]?.readyAt).toEqual(new Date(at(24, '09:00:00')));
  });

  it('go on as if nothing had been when the discharge is taken back', () => {
    const world = admitted();
    ready(world, 24);
    home(world, 25);
    world.admit(message('utskrivning-aterkallad'), at(26));
    expect(spellsOf(world)).toEqual([[24, undefined, undefined]]);
    home(world, 28);
    expect(spellsOf(world)).toEqual([[24, 'discharged', '28']]);
  });

  it('never were when the notice is withdrawn, or the whole stay', () => {
    const world = admitted();
    ready(world, 24);
    const { messageId } = world.messages.at(-1) ?? { messageId: '' };
    world.admit(message('makulering', { content: { messageId, reason: 'fel patient' } }), at(24, '11:00:00'));
    expect(spellsOf(world)).toEqual([]);
    ready(world, 25);
    world.admit(message('avbryt-vardtillfalle'), at(26), hl7('A11'));
    expect(spellsOf(world)).toEqual([]);
  });

  it('end with the day of death, and are as they were for who dies at home', () => {
    const world = admitted();
    ready(world, 24);
    const died = (diedOn: string) => message('avliden', { content: { diedOn, source: 'manuell' } });
    world.admit(died('2026-11-26'), at(28));
    expect(spellsOf(world)).toEqual([[24, 'died', '26']]);
    for (const day of ['2026-11-25', '2026-11-27']) {
      const atHome = admitted();
      ready(atHome, 24);
      home(atHome, 25);
      atHome.admit(died(day), at(28));
      expect(spellsOf(atHome)).toEqual([[24, 'discharged', '25']]);
    }
  });

  it('end with the discharge as it was said last, where a region lets it be said again', () => {
    const world = admitted();
    ready(world, 24);
    home(world, 25);
    const { facts, steps, ...episode } = world.episode();
    const again = { message: 'x', kind: 'utskrivningsmeddelande', at: at(26), before: facts } as const;
    const said = { ...episode, facts: { ...facts, dischargedAt: at(24, '18:00:00') }, steps: [...steps, again] };
    expect(reportStayOf(said).spells).toMatchObject([{ end: { why: 'discharged', on: '2026-11-24' } }]);
  });

  it('follow each other whatever comes in whatever order', () => {
    const kinds = [
      'utskrivningsklar',
      'utskrivningsklar-aterkallad',
      'utskrivningsmeddelande',
      'utskrivning-aterkallad',
      'inskrivningsmeddelande',
    ] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom<MessageKind>(...kinds), { maxLength: 8 }), (order) => {
        const world = admitted();
        order.forEach((kind, hour) => {
          const when = at(24, `${String(hour + 8).padStart(2, '0')}:00:00`);
          const contents: Partial<Record<MessageKind, Content>> = {
            utskrivningsklar: { readyAt: when },
            utskrivningsmeddelande: { dischargedAt: when },
          };
          const content = contents[kind];
          const told = message(kind, content === undefined ? {} : { content });
          if (world.decide(told, when).kind !== 'refused') world.admit(told, when);
        });
        const { spells, state } = seen(world);
        expect(spells.slice(0, -1).every(({ end }) => end !== undefined)).toBe(true);
        expect(spells.at(-1) !== undefined && spells.at(-1)?.end === undefined).toBe(state === 'utskrivningsklar');
        spells.forEach(({ noticeAt, end }, i) => {
          expect(end?.at === undefined || end.at >= noticeAt).toBe(true);
          const before = spells[i - 1]?.end?.at;
          expect(before === undefined || before <= noticeAt).toBe(true);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('a stay as the reports see it', () => {
  it('has nothing that tells who the patient is', () => {
    const text = JSON.stringify(seen(admitted()));
    for (const part of ['191212121212', 'Tolvan', 'Tolvansson', 'Gatan']) expect(text).not.toContain(part);
    expect(seen(admitted())).toMatchObject({ municipality: '2180', category: 'BC', number: 'V1', ward: UNITS.ward });
  });

  it('[L-PAY-02] [L-ADM-03] knows each admission notice with who got it', () => {
    const world = replayEpisode([
      [noticeWith({ physicianAssessed: true }, { planningCategory: 'B' }), at(23)],
      [noticeWith({ assessedAt: at(24, '08:00:00') }, { planningCategory: 'BC' }), at(24)],
    ]);
    expect(seen(world)).toMatchObject({
      notices: [
        { at: new Date(at(23)), roles: ['oppenvard'] },
        { at: new Date(at(24)), roles: ['oppenvard', 'socialtjanst'] },
      ],
      assessedAt: new Date(at(24, '08:00:00')),
    });
  });

  it('[L-PAY-01] knows the municipality that placed the person elsewhere, which nobody is told without consent', () => {
    const plan = new DomainWorld().admit(noticeWith({ placedBy: '2181' }), at(23));
    expect(reportStayOf(plan.episode)).toMatchObject({ municipality: '2180', placedBy: '2181' });
    expect(plan.message.content).not.toHaveProperty('placedBy');
    const consent = { given: true, scope: ['informationsoverforing'] };
    const told = new DomainWorld().admit(noticeWith({ placedBy: '2181' }, { consent }), at(23));
    expect(told.message.content).toMatchObject({ placedBy: '2181' });
  });

  it('[L-PAY-01] keeps the placement when a later notice does not repeat it', () => {
    const world = replayEpisode([
      [noticeWith({ placedBy: '2181' }), at(23)],
      [notice(), at(24)],
    ]);
    expect(seen(world).placedBy).toBe('2181');
  });

  it('[S-PAY-02] [L-PAY-02] knows a no to the plan, and not one to information for a no to the plan', () => {
    const world = admitted();
    world.admit(message('samtycke-aterkallat', { content: { scope: ['informationsoverforing'] } }), at(24));
    expect(seen(world).plan.refusedAt).toBeUndefined();
    world.admit(message('samtycke-aterkallat', { content: { scope: ['sip'] } }), at(25));
    expect(seen(world).plan.refusedAt).toEqual(new Date(at(25)));
    world.admit(message('samtycke', { content: { scope: ['sip'] } }), at(26));
    expect(seen(world).plan.refusedAt).toBeUndefined();
  });

  it('[S-PAY-02] [L-PAY-02] dates a no that is said again from the first time, and remembers one that is no more', () => {
    const world = admitted();
    const no = (day: number) => world.admit(message('samtycke-aterkallat', { content: { scope: ['sip'] } }), at(day));
    no(24);
    no(26);
    expect(seen(world).plan).toMatchObject({ refusedAt: new Date(at(24)), excused: [] });
    world.admit(message('samtycke', { content: { scope: ['sip'] } }), at(27));
    const over = { why: 'refused', from: new Date(at(24)), until: new Date(at(27)) };
    expect(seen(world).plan).toMatchObject({ refusedAt: undefined, excused: [over] });
    no(28);
    expect(seen(world).plan).toMatchObject({ refusedAt: new Date(at(28)), excused: [over] });
  });

  it('[L-PAY-02] knows when the plan was called to, which a meeting of the parties alone is not', () => {
    const call = (world: DomainWorld, purpose: string, day: number) =>
      world.admit(
        from(UNITS.openCare, 'sip-kallelse', world, { content: { purpose, setting: 'efter-utskrivning' } }),
        at(day),
      );
    const world = new DomainWorld(processProfile());
    world.admit(notice(), at(23));
    world.admit(message('samtycke', { content: { scope: ['sip'] } }), at(23, '11:00:00'));
    call(world, 'aktorsmote', 24);
    expect(seen(world).plan.calledAt).toBeUndefined();
    call(world, 'uppfoljning', 25);
    call(world, 'sip', 26);
    expect(seen(world).plan.calledAt).toEqual(new Date(at(25)));
  });

  it('[L-PAY-02] knows that no plan is needed, or that compulsory care has another one', () => {
    const world = new DomainWorld(processProfile());
    world.admit(noticeWith({ compulsoryCare: 'LPT' }), at(23));
    expect(seen(world).plan).toMatchObject({ isReplaced: true, notNeededAt: undefined });
    world.admit(noticeWith({ compulsoryCare: 'ingen' }), at(24));
    const judge = (needed: boolean, day: number) =>
      world.admit(from(UNITS.openCare, 'sip-initiativ', world, { content: { needed, reasonText: 'x' } }), at(day));
    judge(false, 25);
    judge(false, 26);
    expect(seen(world).plan).toMatchObject({ isReplaced: false, notNeededAt: new Date(at(25)) });
    judge(true, 27);
    expect(seen(world).plan).toMatchObject({
      notNeededAt: undefined,
      excused: [
        { why: 'replaced', from: new Date(at(23)), until: new Date(at(24)) },
        { why: 'not-needed', from: new Date(at(25)), until: new Date(at(27)) },
      ],
    });
  });

  it('[L-PAY-04] [L-PAY-02] knows who has told what, and since when somebody is care contact', () => {
    const world = new DomainWorld(processProfile());
    world.admit(notice(), at(23));
    world.admit(from(UNITS.openCare, 'fast-vardkontakt', world, { content: { name: 'Frida Vik' } }), at(24));
    world.admit(from(UNITS.openCare, 'fast-vardkontakt', world, { content: { name: 'Nils Ny' } }), at(25));
    const { careContactAt, hasCareContact, said } = seen(world);
    expect([careContactAt, hasCareContact]).toEqual([new Date(at(24)), true]);
    expect(said.at(-1)).toEqual({
      kind: 'fast-vardkontakt',
      at: new Date(at(25)),
      role: 'oppenvard',
      unit: UNITS.openCare,
    });
    const ended = { content: { name: 'Nils Ny', ended: true } };
    world.admit(from(UNITS.openCare, 'fast-vardkontakt', world, ended), at(26));
    expect(seen(world)).toMatchObject({ hasCareContact: false, careContactAt: new Date(at(24)) });
  });
});
