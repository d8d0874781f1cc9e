import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  DomainWorld,
  from,
  message,
  notice,
  noticeWith,
  replayEpisode,
  told,
  UNITS,
  unitsOf,
} from '../../../../test/support/domain.js';
import { processProfile } from '../../../../test/support/process.js';
import type { Episode } from '../episode/episode.js';
import { MESSAGE_KINDS } from '../message.js';
import type { Content, Message, MessageKind } from '../message.js';
import { isPersonKind } from '../person.js';

const { ward, openCare, social, homeCare } = UNITS;
const GIVEN = { given: true };
const PROFILE = processProfile({ 'kinds.planeringsunderlag.checks': [] });

const admitted = () =>
  replayEpisode([[notice({ messageId: 'första', planningCategory: 'CD' })]], new DomainWorld(PROFILE));
const withdraw = (world: DomainWorld, sender: string, messageId: string) =>
  world.admit(from(sender, 'makulering', world, { content: { messageId, reason: 'fel' } }));
const refusal = (world: DomainWorld, sender: string, messageId: string) =>
  told(world.refuse(from(sender, 'makulering', world, { content: { messageId, reason: 'fel' } })));

describe('a makulering among parties', () => {
  it('takes back what one said although others have spoken since', () => {
    const world = admitted();
    world.admit(from(social, 'extrameddelande', world, { messageId: 'x' }));
    world.admit(from(openCare, 'adl-status' as MessageKind, world, { kind: 'extrameddelande' }));
    world.admit(message('utskrivningsklar', { messageId: 'klar' }));
    expect(unitsOf(withdraw(world, social, 'x'))).toEqual([ward, homeCare, openCare].sort());
    expect(world.episode().facts.state).toBe('utskrivningsklar');
  });

  it('lets the ward take back its notice although parties have answered; their dialogue stays delivered', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar', { messageId: 'klar' }));
    world.admit(from(social, 'extrameddelande', world));
    world.admit(from(openCare, 'fast-vardkontakt', world));
    withdraw(world, ward, 'klar');
    expect(world.episode().facts).toMatchObject({ state: 'inskriven', careContacts: [{ name: 'Frida Vik' }] });
    expect(world.episode().facts).not.toHaveProperty('readyAt');
  });

  it('is refused for what others have built on', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar', { messageId: 'klar' }));
    world.admit(from(social, 'kommunklar', world, { messageId: 'kommunklar' }));
    expect(refusal(world, ward, 'klar')).toEqual(['later-message']);
    withdraw(world, social, 'kommunklar');
    expect(world.episode().facts.state).toBe('utskrivningsklar');
    withdraw(world, ward, 'klar');
    expect(world.episode().facts.state).toBe('inskriven');
  });

  it('is refused for what another has said in the same way since', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar'));
    world.admit(from(social, 'kommunklar', world, { messageId: 'ett' }));
    world.admit(from(homeCare, 'kommunklar', world, { messageId: 'två' }));
    expect(refusal(world, social, 'ett')).toEqual(['later-message']);
    withdraw(world, homeCare, 'två');
    withdraw(world, social, 'ett');
    expect(world.episode().facts.state).toBe('utskrivningsklar');
  });

  it('of the opening message ends also the duties that a party had begun', () => {
    const asked = { rule: 'G-PLAN-12', lateRule: 'G-PLAN-12', scope: 'episode', due: { hours: 24 } };
    const rule = { ...asked, startedBy: ['extrameddelande'], metBy: ['patientinformation'] };
    const world = new DomainWorld(processProfile({ 'deadlines.information': rule }));
    replayEpisode([[notice({ messageId: 'första', planningCategory: 'CD' })]], world);
    world.admit(from(social, 'extrameddelande', world));
    expect(world.openDuties()).toContain('information');
    withdraw(world, ward, 'första');
    expect(world.openDuties()).toEqual([]);
  });

  it('is refused for the parties of a notice when something was led on with them', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar', { messageId: 'klar' }));
    world.admit(notice({ messageId: 'färre', planningCategory: 'BC' }));
    world.admit(from(social, 'extrameddelande', world));
    expect(world.decide(from(ward, 'makulering', world, { content: { messageId: 'färre', reason: 'x' } })).kind).toBe(
      'accepted',
    );
    world.admit(from(social, 'kommunklar', world));
    expect(refusal(world, ward, 'färre')).toEqual(['later-message']);
  });

  it('of the message that opened the stay lets fall all that was said of it, and duties with it', () => {
    const world = admitted();
    world.admit(from(social, 'extrameddelande', world, { messageId: 'x', consent: GIVEN }));
    world.admit(from(openCare, 'fast-vardkontakt', world));
    expect(world.openDuties()).toEqual([]);
    const answers = () => world.deadlines.filter(({ kind, state }) => kind === 'svar' && state === 'open').length;
    expect(answers()).toBe(3);
    withdraw(world, ward, 'första');
    expect(world.episode().facts).toMatchObject({ state: 'avbruten' });
    expect(world.episode().facts).not.toHaveProperty('careContacts');
    expect(world.episode().facts).not.toHaveProperty('consents');
    expect(answers()).toBe(0);
    expect(unitsOf(withdraw(world, social, 'x'))).toEqual([ward, homeCare, openCare].sort());
    expect(world.admit(notice()).message.notice).toBe('first');
  });

  it('may be sent by one who takes no part any more, for what it had sent', () => {
    const world = admitted();
    world.admit(from(homeCare, 'extrameddelande', world, { messageId: 'x' }));
    world.admit(notice({ planningCategory: 'BC' }));
    expect(told(world.refuse(from(homeCare, 'extrameddelande', world)))).toEqual(['unknown-episode']);
    expect(unitsOf(withdraw(world, homeCare, 'x'))).toEqual([ward, openCare, social].sort());
  });

  it('opens again what the message had met, unless another has met it since', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar'));
    const notes = (messageId: string, sender: string = ward) =>
      world.admit(message('slutanteckningar', { messageId, sender, consent: GIVEN }), '2026-11-26T10:00:00+01:00');
    notes('ett');
    expect(world.openDuties()).toEqual(['utskrivningsmeddelande']);
    notes('två', UNITS.ward14);
    withdraw(world, ward, 'ett');
    expect(world.openDuties()).toEqual(['utskrivningsmeddelande']);
    withdraw(world, UNITS.ward14, 'två');
    expect(world.openDuties()).toEqual(['utskrivningsmeddelande']);
    notes('tre');
    withdraw(world, ward, 'tre');
    expect(world.episode().steps.filter(({ withdrawn }) => withdrawn)).toHaveLength(3);
  });
});

const KINDS = MESSAGE_KINDS.filter(
  (kind) => kind !== 'makulering' && !isPersonKind(kind) && PROFILE.kinds[kind] !== undefined,
);
const sending = fc.record({
  kind: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...KINDS) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<MessageKind>(
        'inskrivningsmeddelande',
        'utskrivningsklar',
        'kommunklar',
        'utskrivningsmeddelande',
      ),
    },
  ),
  /** Who sends it, of those who may. */
  which: fc.nat(3),
  category: fc.constantFrom(undefined, 'BC' as const, 'CD' as const),
  consent: fc.constantFrom(undefined, true, true, false),
  colour: fc.constantFrom('bla', 'gron', 'gul', 'rod'),
  date: fc.constantFrom(undefined, '2026-11-27', '2026-11-30'),
  name: fc.constantFrom('Frida Vik', 'Nils Ny'),
  at: fc.constantFrom('2026-11-24T10:00:00+01:00', '2026-11-26T11:30:00+01:00'),
});
type Sending = typeof sending extends fc.Arbitrary<infer T> ? T : never;

const BY_ROLE = { slutenvard: ward, oppenvard: openCare, socialtjanst: social, hemsjukvard: homeCare };

function built(
  { kind, which, category, consent, colour, date, name }: Sending,
  index: number,
  world: DomainWorld,
): Message {
  const roles = (PROFILE.kinds[kind]?.senders ?? []).filter((role) => role in BY_ROLE);
  const sender = BY_ROLE[roles[which % roles.length] as keyof typeof BY_ROLE];
  const contents: Partial<Record<MessageKind, Content>> = {
    planeringsunderlag: { answers: [], colour },
    'fast-vardkontakt': { name },
    inskrivningsmeddelande: noticeWith({ expectedDischarge: date }).content,
  };
  return from(sender, kind, world, {
    messageId: `r-${String(index)}`,
    planningCategory: category,
    ...(consent === undefined ? {} : { consent: { given: consent } }),
    ...(contents[kind] && { content: contents[kind] }),
  });
}

/** What is known of the stay, apart from how it came about. */
function standing({ steps: _steps, version: _version, ...rest }: Episode): Partial<Episode> {
  return rest;
}

function play(sendings: readonly Sending[], without?: number): { world: DomainWorld; taken: boolean[] } {
  const world = admitted();
  const taken = sendings.map((sent, index) => {
    if (index === without) return false;
    const next = built(sent, index, world);
    const decision = world.decide(next, sent.at);
    if (decision.kind === 'accepted') world.apply(next, decision.plan);
    return decision.kind === 'accepted';
  });
  return { world, taken };
}

const ofStay = ({ kind }: Sending) => PROFILE.kinds[kind]?.about === 'stay';

describe('whatever was withdrawn', () => {
  it('[G-ADM-16] the stay is what it would be had it never been said', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(sending, { minLength: 1, maxLength: 8 }), fc.nat(7), (sendings, at) => {
        const index = at % sendings.length;
        const target = sendings[index];
        const { world, taken } = play(sendings);
        if (target === undefined || taken[index] !== true || !ofStay(target)) return;
        const { sender, messageId } = built(target, index, world);
        const withdrawal = from(sender, 'makulering', world, { content: { messageId, reason: 'fel' } });
        const decision = world.decide(withdrawal, '2026-11-26T12:00:00+01:00');
        if (decision.kind === 'refused') return;
        world.apply(withdrawal, decision.plan);
        const other = play(sendings, index);
        // What was refused or accepted because of it is another story.
        if (sendings.some((_, one) => one !== index && taken[one] !== other.taken[one])) return;
        compared += 1;
        expect(standing(world.episode())).toEqual(standing(other.world.episode()));
        expect(world.openDuties().sort()).toEqual(other.world.openDuties().sort());
      }),
      { numRuns: 600 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('no step knows of a later one, and each begins where the one before ended', () => {
    fc.assert(
      fc.property(fc.array(sending, { minLength: 2, maxLength: 8 }), fc.nat(7), (sendings, at) => {
        const index = at % sendings.length;
        const target = sendings[index];
        const { world, taken } = play(sendings);
        if (target === undefined || taken[index] !== true || !ofStay(target)) return;
        const { sender, messageId } = built(target, index, world);
        const withdrawal = from(sender, 'makulering', world, { content: { messageId, reason: 'fel' } });
        if (world.decide(withdrawal, target.at).kind === 'refused') return;
        world.admit(withdrawal, target.at);
        // The rest can be taken back too, last first, down to the notice alone.
        for (let left = sendings.length - 1; left >= 0; left -= 1) {
          const sent = sendings[left];
          if (sent === undefined || left === index || taken[left] !== true || !ofStay(sent)) continue;
          const own = built(sent, left, world);
          world.admit(from(own.sender, 'makulering', world, { content: { messageId: own.messageId, reason: 'fel' } }));
        }
        expect(standing(world.episode())).toEqual(standing(admitted().episode()));
      }),
      { numRuns: 200 },
    );
  });
});
