import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AdmissionPlan } from '../../admission/admission-plan.js';
import type { Content } from '../../message.js';
import type { PlanRules } from '../plan-rule.js';
import { currentReceiver } from './print-jobs.js';
import { decidePrint, PRINT_ACTIONS } from './print-moves.js';
import type { PrintState } from './print-jobs.js';
import { TOLVAN } from '../../../../../test/support/domain.js';
import { fixtureProfile } from '../../../../../test/support/plan-rules.js';
import { PARTY, planAt } from '../../../../../test/support/plan-world.js';
import type { PlanWorld } from '../../../../../test/support/plan-world.js';

const DUTY = { rule: 'N-PUB-03', due: { days: 3, calendar: 'every-calendar-day' } } as const;
const LETTERS = { rule: 'N-CALL-07', due: { endOf: 'next-weekday' } } as const;
const DUTIES: PlanRules['duties'] = { 'sip-brev': LETTERS, 'sip-delgivning': DUTY };
const COPIES: PlanRules['duties'] = { ...DUTIES, 'sip-kopior': DUTY };
const SIGNING: PlanRules['signing'] = { rule: 'S-MEET-07', by: 'all' };

const PERSON = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post' };
const EVA = { relation: 'narstaende', name: 'Eva', channel: 'post', address: { line: ['Älvvägen 2'], city: 'Gävle' } };
const SCHOOL = { relation: 'skola', name: 'Åsa Öst', organisation: 'Ängskolan', channel: 'fax', phone: '026-10 00 01' };

const profileWith = (changes: Partial<PlanRules> = {}) => fixtureProfile({ duties: DUTIES, ...changes });

/** A plan in which these are called on paper beside a unit with an inbox. */
function called(participants: readonly object[], changes: Partial<PlanRules> = {}) {
  const world = planAt('kartlagd', { profile: profileWith(changes) });
  return { world, call: callFor(world, participants) };
}

function callFor(world: PlanWorld, participants: readonly object[], changes: Content = {}): AdmissionPlan {
  const content = {
    ...{ purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: '2026-12-08T13:00:00+01:00', agenda: ['Hemma'] },
    participants,
    ...changes,
  };
  return world.say(PARTY.coordinator, 'sip-kallelse', content, { recipients: [PARTY.social] });
}

const queuedIn = ({ printJobs }: AdmissionPlan) => printJobs?.queued ?? [];
const cancelledIn = ({ printJobs }: AdmissionPlan) =>
  (printJobs?.cancelled ?? []).map(({ why, meeting }) => [why, meeting]);

/** Holds the meeting and writes the main goal, with how the person wants the plan. */
function makePlan(world: PlanWorld, deliveryWish: string): AdmissionPlan {
  world.say(PARTY.coordinator, 'sip-mote', { event: 'genomfort', note: 'Alla var där' });
  world.say(PARTY.coordinator, 'sip-mote', { event: 'plan-skapad' });
  return world.say(PARTY.coordinator, 'sip-huvudmal', { text: 'Jag vill bo hemma', deliveryWish });
}

describe('letters to who is called', () => {
  it('[N-CALL-07] [N-PART-04] [S-CALL-09] whom a call reaches on paper has a letter, by the unit that calls', () => {
    const { call, world } = called([PERSON, EVA, SCHOOL]);
    expect(queuedIn(call)).toMatchObject([
      { unit: PARTY.coordinator, kind: 'kallelse', receiver: { relation: 'den-enskilde' }, plan: world.plan.id },
      { receiver: { name: 'Eva', address: EVA.address } },
      { receiver: { organisation: 'Ängskolan', channel: 'fax', phone: '026-10 00 01' }, meeting: call.message.id },
    ]);
    expect(queuedIn(call).map(({ due }) => due?.toISOString())).toEqual(
      Array.from({ length: 3 }, () => '2026-11-24T23:00:00.000Z'),
    );
    expect(queuedIn(called([]).call)).toEqual([]);
  });

  it('[N-GEN-06] relatives whom the person does not want there get none', () => {
    const world = planAt('kartlagd', { profile: profileWith() });
    world.say(PARTY.coordinator, 'sip-underlag', { relativesObjected: true });
    expect(queuedIn(callFor(world, [PERSON, EVA])).map(({ receiver }) => receiver.relation)).toEqual(['den-enskilde']);
  });

  it('[L-PROT-01] the address of a protected person, and of who is close, stands in no letter', () => {
    const patient = { ...TOLVAN, address: { line: ['Åkergatan 1'] }, protected: true };
    const world = planAt('kartlagd', { profile: profileWith(), patient });
    const letters = queuedIn(callFor(world, [PERSON, EVA, SCHOOL]));
    expect(letters.map(({ receiver }) => [receiver.withheld, receiver.address])).toEqual([
      ['protected', undefined],
      ['protected', undefined],
      [undefined, undefined],
    ]);
    expect(JSON.stringify(letters)).not.toMatch(/Åkergatan|Älvvägen/);
  });

  it('says that nobody has told an address', () => {
    const unknown = { relation: 'narstaende', name: 'Eva', channel: 'post' };
    const [letter] = queuedIn(called([unknown]).call);
    expect(letter?.receiver).toMatchObject({ name: 'Eva', withheld: 'unknown' });
  });

  it('a letter follows the person: who has moved, or is protected by now', () => {
    const { call, world } = called([PERSON, EVA]);
    const [letter, toEva] = queuedIn(call);
    if (letter === undefined || toEva === undefined) throw new Error('there is no letter');
    const moved = { ...world.plan, patient: { ...world.plan.patient, address: { line: ['Nygatan 5'] } } };
    expect(currentReceiver(letter.receiver, moved).address).toEqual({ line: ['Nygatan 5'] });
    const hidden = { ...moved, patient: { ...moved.patient, protected: true } };
    expect(currentReceiver(letter.receiver, hidden)).toMatchObject({ withheld: 'protected' });
    for (const { receiver } of [letter, toEva]) expect(currentReceiver(receiver, hidden).address).toBeUndefined();
    // Who takes part no more is known by what was kept.
    const left = { ...moved, facts: { ...moved.facts, participants: [] } };
    expect(currentReceiver(toEva.receiver, left)).toEqual(toEva.receiver);
  });

  it('[N-CALL-07] what is called off, withdrawn or called anew is not sent', () => {
    const off = called([PERSON]);
    const meeting = off.call.message.id;
    const said = off.world.say(PARTY.coordinator, 'sip-mote', { event: 'installt', reason: 'Sjuk', meeting });
    expect(cancelledIn(said)).toEqual([['called-off', meeting]]);
    const gone = called([PERSON]);
    const { id, messageId } = gone.call.message;
    const withdrawn = gone.world.say(
      PARTY.coordinator,
      'makulering',
      { messageId, reason: 'Fel' },
      { plan: undefined },
    );
    expect(cancelledIn(withdrawn)).toEqual([['withdrawn', id]]);
    const twice = called([PERSON]);
    const again = callFor(twice.world, [PERSON], { meetingAt: '2026-12-15T13:00:00+01:00' });
    expect(queuedIn(again)).toHaveLength(1);
    expect(cancelledIn(again).map(([, of]) => of)).toContain(twice.call.message.id);
  });

  it('a receipt, or a participant more, is no reason for another letter', () => {
    const { world, call } = called([PERSON]);
    const participant = { relation: 'den-enskilde', name: 'Tolvan Tolvansson' };
    const meeting = call.message.id;
    const said = world.say(PARTY.coordinator, 'sip-deltagare', { event: 'kvitterat', participant, meeting });
    expect([queuedIn(said), cancelledIn(said)]).toEqual([[], []]);
  });

  it('[N-CLOSE-03] [N-CLOSE-11] who takes back the consent or has died gets nothing more, closing by hand stops calls alone', () => {
    const back = called([PERSON]);
    expect(cancelledIn(back.world.say(PARTY.coordinator, 'samtycke-aterkallat', {}))).toEqual([['closed', undefined]]);
    const dead = called([PERSON]);
    const died = { diedOn: '2026-11-23', source: 'manuell' };
    expect(cancelledIn(dead.world.say(PARTY.coordinator, 'avliden', died))).toEqual([['closed', undefined]]);
    const closed = called([PERSON]);
    const said = closed.world.say(PARTY.coordinator, 'sip-avslut', { reason: 'inget-behov', comment: 'Klart' });
    expect(cancelledIn(said)).toEqual([['closed', closed.call.message.id]]);
  });
});

describe('the plan on paper', () => {
  it.each([
    ['utskrift', 1],
    ['bada', 1],
    ['1177', 0],
  ])('[N-PUB-02] [N-PUB-03] waits for a person who wants it by %s', (wish, count) => {
    const { world } = called([PERSON]);
    const letters = queuedIn(makePlan(world, wish)).filter(({ kind }) => kind === 'plan');
    expect(letters).toHaveLength(count);
    for (const { unit, receiver, due } of letters)
      expect([unit, receiver.relation, due !== null]).toEqual([PARTY.coordinator, 'den-enskilde', true]);
  });

  it('[N-PUB-08] a revised plan waits again under the same key, so that the queue has it once', () => {
    const { world } = called([PERSON]);
    const [first] = queuedIn(makePlan(world, 'utskrift'));
    const revised = world.say(PARTY.social, 'sip-delmal', { heading: 'boende', text: 'Jag går i trappan' });
    expect(queuedIn(revised).map(({ key }) => key)).toEqual([first?.key]);
    const unseen = { subgoal: world.last, text: 'Bara vi', shared: false };
    expect(queuedIn(world.say(PARTY.social, 'sip-insats', unseen))).toEqual([]);
  });

  it('[S-MEET-08] where it is signed the person gets the original and the others copies, when it has been signed', () => {
    const { world } = called([PERSON, EVA, SCHOOL], { duties: COPIES, signing: SIGNING });
    expect(queuedIn(makePlan(world, '1177')).filter(({ kind }) => kind === 'plan')).toEqual([]);
    const signatures = [{ name: 'Tolvan Tolvansson', relation: 'den-enskilde' }];
    const signed = world.say(PARTY.coordinator, 'sip-delgivning', { event: 'undertecknad', signatures });
    expect(queuedIn(signed).map(({ kind, receiver }) => [kind, receiver.relation])).toEqual([
      ['plan', 'den-enskilde'],
      ['plan', 'narstaende'],
      ['plan', 'skola'],
    ]);
  });

  it('[S-CON-06] copies go to nobody whom the consent does not cover', () => {
    const { world } = called([PERSON, EVA, SCHOOL], { duties: COPIES });
    const consents = [{ about: 'informationsoverforing', answer: 'ja', actors: [PARTY.social, PARTY.coordinator] }];
    world.say(PARTY.coordinator, 'sip-underlag', { consents });
    const copies = queuedIn(makePlan(world, '1177')).filter(({ kind }) => kind === 'plan');
    expect(copies.map(({ receiver }) => receiver.relation)).toEqual(['narstaende']);
  });

  it('[N-COORD-12] goes to the unit of who coordinates from now on', () => {
    const { world } = called([PERSON]);
    const coordinator = { name: 'Sonja Soc', unit: PARTY.social };
    const said = world.say(PARTY.coordinator, 'sip-samordningsansvarig', { coordinator, decided: 'annat' });
    expect(said.printJobs?.moved).toEqual({ plan: world.plan.id, to: PARTY.social });
  });

  it('without rules for them there are no copies, and no due times', () => {
    const { world, call } = called([PERSON, SCHOOL], { duties: {} });
    expect(queuedIn(call).map(({ due }) => due)).toEqual([null, null]);
    expect(queuedIn(makePlan(world, 'utskrift')).map(({ receiver }) => receiver.relation)).toEqual(['den-enskilde']);
  });
});

describe('what is done with a document', () => {
  const AT = new Date('2026-11-23T09:00:00Z');
  const NOW = new Date('2026-11-24T09:00:00Z');
  const by = { name: 'Pia Post' };
  const action = fc.constantFrom(...PRINT_ACTIONS);

  it('what is posted or cancelled stays so, whatever else is said; each step is taken once', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 8 }), (said) => {
        let state: PrintState = 'queued';
        const way: PrintState[] = [state];
        for (const one of said) {
          const decision = decidePrint({ state, createdAt: AT }, { action: one, by, at: undefined }, NOW);
          const isOver: boolean = state === 'posted' || state === 'cancelled';
          expect(decision.kind).toBe(state === one ? 'repeated' : isOver ? 'conflict' : 'moved');
          if (decision.kind === 'moved') way.push((state = one));
        }
        expect(new Set(way).size).toBe(way.length);
      }),
    );
  });

  it('is done neither before it was asked for nor ahead of the clock', () => {
    const decide = (at: string) =>
      decidePrint({ state: 'queued', createdAt: AT }, { action: 'posted', by, at }, NOW).kind;
    expect(['2026-11-23T08:59:59Z', '2026-11-24T09:00:01Z', '2026-11-24'].map(decide)).toEqual(
      Array.from({ length: 3 }, () => 'invalid'),
    );
    expect(['2026-11-23T10:00:00+01:00', '2026-11-24T09:00:00Z'].map(decide)).toEqual(['moved', 'moved']);
  });
});
