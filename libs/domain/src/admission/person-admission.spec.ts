import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  DomainWorld,
  gavleborg,
  message,
  notice,
  noticeWith,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
  unitsOf,
} from '../../../../test/support/domain.js';
import { CLOSED_STATES } from '../episode/episode.js';
import type { Message, Patient } from '../message.js';

const RESERVE: Patient = { ...TOLVAN, id: '19900601T001', idType: 'reservnummer' };
const OTHER: Patient = { ...TOLVAN, id: '199006019989', givenName: 'Elvan' };
const ADDRESS = { line: ['Gatan 1'], postalCode: '80310', city: 'Gävle' };

/** What is told of a person; it names no care episode unless it is said. */
const ofPerson = (patient: Patient, changes: Partial<Message> = {}) =>
  message('personuppgifter', { patient, episodeId: undefined, ...changes });
const ofIdentity = (from: Patient, to: Patient, changes: Partial<Message> = {}) =>
  message('identitetsbyte', {
    patient: to,
    episodeId: undefined,
    content: { previousId: from.id, previousIdType: from.idType },
    ...changes,
  });

const discharge = (episodeId: string) => message('utskrivningsmeddelande', { episodeId });

/** Two stays of one person, the second with other parties, and a third that is over. */
function threeStays(patient = TOLVAN): DomainWorld {
  return replayEpisode([
    [notice({ patient, episodeId: 'V3' })],
    [discharge('V3')],
    [notice({ patient, episodeId: 'V1' })],
    [notice({ patient, episodeId: 'V2', planningCategory: 'CD' })],
  ]);
}

const patients = (world: DomainWorld) => ['V1', 'V2', 'V3'].map((number) => world.episode(number).patient);

describe('what is told of a person', () => {
  it('[L-ADM-02] changes names and address in every open stay, and is delivered to nobody', () => {
    const world = threeStays();
    const plan = world.tell(ofPerson({ ...TOLVAN, familyName: 'Nysson', address: ADDRESS }));
    expect(patients(world).map(({ familyName, address }) => [familyName, address])).toEqual([
      ['Nysson', ADDRESS],
      ['Nysson', ADDRESS],
      ['Tolvansson', undefined],
    ]);
    expect([plan.deliveries, plan.deadlines, plan.endedDeadlines]).toEqual([[], [], []]);
    expect(told(plan.answer.warnings)).toEqual([]);
  });

  it('changes only the stay that it names, and all of them when the hub does not know that one', () => {
    const world = threeStays();
    world.tell(ofPerson({ ...TOLVAN, familyName: 'Nysson' }, { episodeId: 'V2' }));
    expect(patients(world).map(({ familyName }) => familyName)).toEqual(['Tolvansson', 'Nysson', 'Tolvansson']);
    world.tell(ofPerson({ ...TOLVAN, familyName: 'Nysson' }, { episodeId: 'V-unknown' }));
    expect(world.episode('V1').patient.familyName).toBe('Nysson');
  });

  it('[G-ADM-13] moves the patient to no other parties: that takes a notice', () => {
    const world = replayEpisode([[notice()]]);
    world.tell(ofPerson({ ...TOLVAN, healthCentre: UNITS.openCare2, municipality: '2181' }));
    expect(world.episode().patient).toEqual(TOLVAN);
  });

  it('keeps the address that is known when none is told, and forgets it when it was emptied', () => {
    const world = replayEpisode([[notice({ patient: { ...TOLVAN, address: ADDRESS } })]]);
    world.tell(ofPerson(TOLVAN));
    expect(world.episode().patient.address).toEqual(ADDRESS);
    world.tell(ofPerson(TOLVAN), undefined, { format: 'hl7v2', application: 'J', cleared: ['patient.address'] });
    expect(world.episode().patient).toEqual(TOLVAN);
  });

  it('[L-PROT-01] makes a person protected from then on, in stays that are over too, and when one stay is named', () => {
    for (const episodeId of [undefined, 'V1']) {
      const world = threeStays({ ...TOLVAN, address: ADDRESS });
      world.tell(ofPerson({ ...TOLVAN, protected: true }, { episodeId }));
      expect(patients(world).map((patient) => patient.protected)).toEqual([true, true, true]);
      world.tell(ofPerson({ ...TOLVAN, address: ADDRESS }));
      expect(world.episode('V1').patient.protected).toBe(true);
      const back = world.admit(message('utskrivning-aterkallad', { episodeId: 'V3' }));
      expect(back.message.patient).toMatchObject({ protected: true });
      expect(back.message.patient?.address).toBeUndefined();
    }
  });

  it('[L-PROT-01] stays told when a message before it is withdrawn', () => {
    const moved = message('utskrivningsklar', { patient: { ...TOLVAN, address: ADDRESS } });
    const world = replayEpisode([[notice()], [moved]]);
    world.tell(ofPerson({ ...TOLVAN, familyName: 'Nysson', protected: true }));
    world.admit(message('makulering', { content: { messageId: moved.messageId, reason: 'fel' } }));
    expect(world.episode().patient).toMatchObject({ familyName: 'Nysson', protected: true });
  });

  it('of somebody whom the hub does not know is accepted and changes nothing', () => {
    const world = replayEpisode([[notice()]]);
    const before = structuredClone(world.episode());
    for (const one of [
      ofPerson(OTHER),
      ofPerson(TOLVAN, { sender: UNITS.otherHospital }),
      ofIdentity(OTHER, RESERVE),
    ]) {
      const plan = world.tell(one);
      expect(plan.answer).toMatchObject({ episode: null, deliveries: [], deadlines: [] });
      expect(told(plan.answer.warnings)).toEqual(['nothing-changed']);
      expect([plan.episode, plan.alsoEpisodes]).toEqual([undefined, []]);
      expect(plan.message.episode).toBeUndefined();
    }
    expect(world.episode()).toEqual(before);
  });

  it('that is known already changes nothing, and says which stay it is about', () => {
    const world = replayEpisode([[notice()]]);
    const plan = world.admit(ofPerson(TOLVAN));
    expect(told(plan.answer.warnings)).toEqual(['nothing-changed']);
    expect(plan.answer.episode).toEqual({ id: world.episode().id, state: 'inskriven' });
    expect(world.episode().version).toBe(1);
  });

  it('[G-ADM-05] needs the person, and the person of the stay that it names', () => {
    const world = replayEpisode([[notice()]]);
    expect(told(world.refuse(message('personuppgifter')))).toEqual(['missing-field G-ADM-05']);
    expect(told(world.refuse(ofPerson(OTHER, { episodeId: 'V1' })))).toEqual(['patient-mismatch']);
    expect(told(world.refuse(ofPerson(TOLVAN, { sender: UNITS.openCare })))).toEqual(['sender-role L-PROT-01']);
  });
});

describe('a change of identity', () => {
  it('[G-ADM-05] moves every stay, open or over, and leaves deliveries and duties as they are', () => {
    const world = threeStays(RESERVE);
    const [deliveries, deadlines] = [structuredClone(world.deliveries), structuredClone(world.deadlines)];
    const plan = world.tell(ofIdentity(RESERVE, TOLVAN));
    expect(patients(world).map(({ id, idType }) => [id, idType])).toEqual(
      Array.from({ length: 3 }, () => [TOLVAN.id, 'personnummer']),
    );
    expect(world.deliveries.slice(0, deliveries.length)).toEqual(deliveries);
    expect(world.deadlines).toEqual(deadlines);
    expect([plan.deadlines, plan.endedDeadlines, plan.endedDeliveries]).toEqual([[], [], []]);
  });

  it('[G-ADM-05] [G-ADM-27] is told to the parties of open stays, each once and without receipt, and to no others', () => {
    const world = threeStays(RESERVE);
    const plan = world.tell(ofIdentity(RESERVE, TOLVAN));
    expect(unitsOf(plan)).toEqual([UNITS.openCare, UNITS.social, UNITS.homeCare].sort());
    expect(plan.deliveries.map(({ receiptDue }) => receiptDue)).toEqual([null, null, null]);
    expect(plan.message).toMatchObject({ patient: TOLVAN, content: { previousId: RESERVE.id } });
    const episodeOf = new Map(plan.deliveries.map(({ unit, episode }) => [unit, episode]));
    expect(episodeOf.get(UNITS.homeCare)).toBe(world.episode('V2').id);
  });

  it('[G-ADM-27] does not tell the parties of one stay which others there are', () => {
    expect(threeStays(RESERVE).tell(ofIdentity(RESERVE, TOLVAN)).message.episode).toBeUndefined();
    const world = replayEpisode([[notice({ patient: RESERVE })]]);
    const plan = world.admit(ofIdentity(RESERVE, TOLVAN));
    expect(plan.message).toMatchObject({ episode: world.episode().id, episodeId: 'V1' });
  });

  it('of stays that are planned or over is told to nobody', () => {
    const planned = message('planerad-inskrivning', { patient: RESERVE, episodeId: 'V2' });
    const world = replayEpisode([[notice({ patient: RESERVE })], [discharge('V1')], [planned]]);
    expect(world.tell(ofIdentity(RESERVE, TOLVAN)).deliveries).toEqual([]);
    expect(world.episode('V2').patient.id).toBe(TOLVAN.id);
  });

  it('[G-ADM-05] makes messages under the old identity refused, with the reason, and under the new one taken', () => {
    const world = replayEpisode([[notice({ patient: RESERVE })]]);
    world.tell(ofIdentity(RESERVE, TOLVAN));
    const reasons = world.refuse(message('utskrivningsklar', { patient: RESERVE }));
    expect(reasons).toMatchObject([{ code: 'patient-mismatch', rule: 'G-ADM-05', path: 'patient.id' }]);
    expect(reasons[0]?.message).toContain('identity was changed');
    expect(reasons[0]?.message).not.toContain(RESERVE.id);
    const stranger = world.refuse(message('utskrivningsklar', { patient: OTHER }));
    expect(stranger[0]?.message).not.toContain('identity was changed');
    expect(world.admit(message('utskrivningsklar', { patient: TOLVAN })).deliveries).toHaveLength(2);
  });

  it('can be changed back, and is told by a message that names the stay by its number', () => {
    const world = replayEpisode([[notice({ patient: RESERVE })]]);
    world.tell(ofIdentity(RESERVE, TOLVAN, { episodeId: 'V1' }));
    world.tell(ofIdentity(TOLVAN, RESERVE, { episodeId: 'V1' }));
    expect(world.episode().patient.id).toBe(RESERVE.id);
    expect(world.episode().formerIds).toEqual([{ id: TOLVAN.id, idType: 'personnummer' }]);
    expect(world.admit(message('utskrivningsklar', { patient: RESERVE })).deliveries).toHaveLength(2);
  });

  it('stays when a message before it is withdrawn', () => {
    const ready = message('utskrivningsklar', { patient: { ...RESERVE, givenName: 'T' } });
    const world = replayEpisode([[notice({ patient: RESERVE })], [ready]]);
    world.tell(ofIdentity(RESERVE, TOLVAN));
    world.admit(message('makulering', { content: { messageId: ready.messageId, reason: 'fel' } }));
    expect(world.episode().patient.id).toBe(TOLVAN.id);
  });

  it('[L-PROT-01] keeps the person protected when either identity was, in the stays of both', () => {
    for (const [one, other] of [
      [{ ...RESERVE, protected: true, address: ADDRESS }, OTHER],
      [RESERVE, { ...OTHER, protected: true }],
    ] as const) {
      const world = replayEpisode([[notice({ patient: one })], [notice({ patient: other, episodeId: 'V2' })]]);
      const plan = world.tell(ofIdentity(RESERVE, { ...OTHER, address: ADDRESS }));
      expect(plan.message.patient).toMatchObject({ id: OTHER.id, protected: true });
      expect(plan.message.patient?.address).toBeUndefined();
      expect(['V1', 'V2'].map((number) => world.episode(number).patient.protected)).toEqual([true, true]);
    }
  });

  it('to the identity that the person has changes nothing', () => {
    const world = replayEpisode([[notice()]]);
    expect(told(world.tell(ofIdentity(TOLVAN, TOLVAN)).answer.warnings)).toEqual(['nothing-changed']);
  });

  it('is told to nobody where the profile says so', () => {
    const profile = gavleborg({ 'kinds.identitetsbyte.recipients': 'none' });
    const world = replayEpisode([[notice({ patient: RESERVE })]], new DomainWorld(profile));
    expect(world.tell(ofIdentity(RESERVE, TOLVAN)).deliveries).toEqual([]);
    expect(world.episode().patient.id).toBe(TOLVAN.id);
  });

  it('is not withdrawn, and neither is what was told of a person: the answer says what to do instead', () => {
    const world = replayEpisode([[notice({ patient: RESERVE })]]);
    const [identity, person] = [ofIdentity(RESERVE, TOLVAN), ofPerson({ ...TOLVAN, familyName: 'Nysson' })];
    world.tell(identity);
    world.tell(person);
    for (const { messageId } of [identity, person]) {
      const makulering = message('makulering', { content: { messageId, reason: 'fel' } });
      expect(world.refuse(makulering)).toMatchObject([{ code: 'not-withdrawable', path: 'content.messageId' }]);
    }
  });

  it('of a stay whose every message was withdrawn is forgotten when it begins anew', () => {
    const first = notice({ patient: RESERVE });
    const world = replayEpisode([[first]]);
    world.tell(ofIdentity(RESERVE, TOLVAN));
    world.admit(message('makulering', { content: { messageId: first.messageId, reason: 'fel' } }));
    world.admit(noticeWith({}, { patient: OTHER }));
    expect(world.episode()).toMatchObject({ patient: { id: OTHER.id } });
    expect(world.episode().formerIds).toBeUndefined();
  });
});

describe('whatever is told of persons and their stays', () => {
  const persons = [TOLVAN, RESERVE, OTHER];
  const person = fc.constantFrom(...persons);
  const step = fc.oneof(
    fc.record({
      kind: fc.constantFrom(
        'inskrivningsmeddelande' as const,
        'utskrivningsklar' as const,
        'utskrivningsmeddelande' as const,
        'planerad-inskrivning' as const,
        'makulering' as const,
      ),
      number: fc.constantFrom('V1', 'V2', 'V3'),
      patient: person,
      from: person,
    }),
    fc.record({
      kind: fc.constantFrom('personuppgifter' as const, 'identitetsbyte' as const, 'identitetsbyte' as const),
      number: fc.constantFrom(undefined, undefined, 'V1'),
      patient: fc.tuple(person, fc.constantFrom(undefined, undefined, true)).map(([one, isProtected]) => {
        return isProtected === undefined ? one : { ...one, protected: isProtected };
      }),
      from: person,
    }),
  );

  it('[G-ADM-05] [L-PROT-01] each stay has one identity, never one that it was known to have lost, and nobody loses protection', () => {
    let moves = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 30, size: 'max' }), (steps) => {
        const world = new DomainWorld();
        steps.forEach(({ kind, number, patient, from }, index) => {
          const sent = message(kind, {
            messageId: `p-${String(index)}`,
            episodeId: number,
            patient,
            planningCategory: 'BC',
            content: {
              ...message(kind).content,
              ...(kind === 'makulering' ? { messageId: `p-${String(index - 1)}` } : {}),
              ...(kind === 'identitetsbyte' ? { previousId: from.id, previousIdType: from.idType } : {}),
            },
          });
          const before = new Map([...world.episodes].map(([id, episode]) => [id, structuredClone(episode)]));
          const decision = world.decide(sent);
          if (decision.kind === 'refused') return;
          world.apply(sent, decision.plan);
          for (const [id, episode] of world.episodes) {
            const known = before.get(id);
            const former = (episode.formerIds ?? []).map((one) => one.id);
            expect(former).not.toContain(episode.patient.id);
            expect(new Set(former).size).toBe(former.length);
            if (known === undefined || known.version === episode.version) continue;
            expect(episode.version).toBe(known.version + 1);
            if (kind !== 'identitetsbyte' && kind !== 'personuppgifter') continue;
            if (known.patient.protected === true) expect(episode.patient.protected).toBe(true);
            expect(episode.facts).toEqual(known.facts);
            if (known.patient.id === episode.patient.id) continue;
            moves += 1;
            expect([known.patient.id, episode.patient.id]).toEqual([from.id, patient.id]);
          }
          if (kind === 'identitetsbyte' && from.id !== patient.id) {
            expect([...world.episodes.values()].filter((episode) => episode.patient.id === from.id)).toEqual([]);
            const closed = [...world.episodes.values()].filter(({ facts }) => CLOSED_STATES.includes(facts.state));
            for (const { id } of closed)
              expect(decision.plan.deliveries.map(({ episode }) => episode)).not.toContain(id);
          }
        });
      }),
      { numRuns: 300 },
    );
    expect(moves).toBeGreaterThan(100);
  });
});
