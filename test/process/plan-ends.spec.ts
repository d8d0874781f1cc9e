import { describe, expect, it } from '@jest/globals';

import type { Content, MessageKind } from '#domain/message.js';
import { changePlan } from '#domain/plan/deciding/change.js';
import type { Told } from '#domain/plan/deciding/change.js';
import type { Plan, PlanState } from '#domain/plan/plan.js';
import { ENDED_PLAN_STATES } from '#domain/plan/plan.js';
import type { Profile } from '#domain/profile/profile.js';

import { blekinge } from '../support/blekinge.js';
import { demoDirectory, gavleborg, JSON_ORIGIN, message } from '../support/domain.js';
import { norrbotten } from '../support/norrbotten.js';
import { ToldPlan } from '../support/plan-steps.js';
import { stockholm } from './stockholm.js';

/**
 * Who ends a plan by telling of a death or of a consent that is taken back, in each region and each open state: by the rows that each
 * region's profile has for that, whatever else those rows lead to.
 */

const PROFILES = { norrbotten: norrbotten(), stockholm: stockholm(), gavleborg: gavleborg(), blekinge: blekinge() };
type Region = keyof typeof PROFILES;
const DIRECTORY = demoDirectory();
const STAY = 'stay-1';

/** What a unit is to the plan; `ofStay` and `elsewhere` tell of a stay: the plan's, and another. */
type Who = 'coordinator' | 'participant' | 'careContact' | 'initiator' | 'ofStay' | 'elsewhere' | 'called' | 'outsider';
const TAKING_PART: readonly Who[] = ['coordinator', 'participant', 'careContact', 'initiator', 'ofStay'];
const EVERYBODY: readonly Who[] = [...TAKING_PART, 'elsewhere', 'called', 'outsider'];

/** Units of the region that may send the kind. */
function unitsIn(profile: Profile, kind: MessageKind): string[] {
  const rule = profile.kinds[kind];
  const may = [...DIRECTORY.units.values()].filter(
    ({ profile: region, role, type }) =>
      region === profile.id &&
      rule?.senders.includes(role) === true &&
      !rule.notSenderTypes.some((one) => one === type),
  );
  return may.map(({ hsaId }) => hsaId);
}

/** A plan to which everything was agreed, with its units. */
function planIn(profile: Profile, state: PlanState) {
  const [coordinator = '', participant = '', careContact = '', seen = '', called = '', ward = ''] = unitsIn(
    profile,
    'avliden',
  );
  const isSeenElsewhere = profile.plan?.coordinator.first === 'care-contact';
  const initiator = isSeenElsewhere ? seen : coordinator;
  const told = new ToldPlan(profile);
  const by = { unit: coordinator };
  told.tell('sip-initiativ', { raisedBy: 'patient' }, { unit: initiator, state: 'behov' });
  told.tell('fast-vardkontakt', { name: 'Frida Vik', unit: careContact }, { unit: careContact });
  told.tell('sip-samordningsansvarig', { coordinator: { name: 'Siv Sund', unit: coordinator } }, by);
  const taking = (event: string, unit: string) =>
    told.tell('sip-deltagare', { event, participant: { relation: 'vard', unit } }, by);
  taking('borttagen', careContact);
  taking('tillagd', participant);
  told.tell('sip-kallelse', { purpose: 'aktorsmote' }, { ...by, to: [called] });
  told.tell('samtycke', { scope: ['sip', 'informationsoverforing'] }, by);
  told.tell('sip-deltagare', { event: 'kvitterat' }, { ...by, state });
  const units: Readonly<Record<Who, string>> = {
    ...{ coordinator, participant, careContact, initiator, called },
    ...{ ofStay: ward, elsewhere: ward, outsider: ward },
  };
  return { plan: { ...told.plan, episode: STAY }, units };
}

/** Where a message leaves the plan; undefined where it is refused. */
function led(
  profile: Profile,
  plan: Plan,
  sender: string,
  kind: MessageKind,
  content: Content,
  more: Partial<Told> = {},
) {
  const unit = DIRECTORY.units.get(sender);
  if (unit === undefined) throw new Error('no such unit');
  const said = message(kind, { sender, episodeId: undefined, plan: plan.id, content });
  const request = { message: said, origin: JSON_ORIGIN, sender: unit, receivedAt: new Date('2026-12-01T08:00:00Z') };
  const ground = { profile, directory: DIRECTORY, newId: () => 'new', profiles: new Map([[profile.id, profile]]) };
  const changed = changePlan(request, plan, ground, { id: 'told', ...more });
  return changed.ok ? changed.plan.facts.state : undefined;
}

const STAYS: Readonly<Partial<Record<Who, Partial<Told>>>> = { ofStay: { stay: STAY }, elsewhere: { stay: 'stay-2' } };

/** The open states of the region's table. */
const statesOf = ({ plan }: Profile) =>
  [...new Set(plan?.transitions.map(({ from }) => from))].flatMap((state) =>
    state === 'none' || ENDED_PLAN_STATES.includes(state) ? [] : [state],
  );

/** Where the message leads in each open state, by who tells it: one line for each unit for which it is the same in all of them. */
function outcomes(region: Region, kind: MessageKind, content: Content): Record<string, unknown> {
  const profile = PROFILES[region];
  return Object.fromEntries(
    EVERYBODY.map((who) => {
      const found = statesOf(profile).map((state) => {
        const { plan, units } = planIn(profile, state);
        return led(profile, plan, units[who], kind, content, STAYS[who]);
      });
      return [who, [...new Set(found)]];
    }),
  );
}

const all = (who: readonly Who[], state: PlanState | undefined) => Object.fromEntries(who.map((one) => [one, [state]]));

describe('a death that is told by hand', () => {
  it.each<[rule: string, region: Region]>([
    ['N-CLOSE-11', 'norrbotten'],
    ['L-PLAN-01', 'stockholm'],
    ['G-CLOSE-02', 'gavleborg'],
    ['B-SCO-03', 'blekinge'],
  ])(
    '[%s] in %s closes in every open state, by who takes part; by others who have the person it is a notice',
    (...[, region]) => {
      expect(outcomes(region, 'avliden', { diedOn: '2026-11-22', source: 'manuell' })).toEqual({
        ...all(TAKING_PART, 'avslutad'),
        ...all(['elsewhere', 'called'], 'avliden-aviserad'),
        outsider: [undefined],
      });
    },
  );
});

describe('a death that the population register tells', () => {
  it.each<[rule: string, region: Region]>([
    ['N-CLOSE-13', 'norrbotten'],
    ['S-CLOSE-01', 'stockholm'],
    ['G-CLOSE-02', 'gavleborg'],
    ['B-CLOSE-02', 'blekinge'],
  ])('[%s] in %s closes no plan, in whatever open state it is', (...[, region]) => {
    const profile = PROFILES[region];
    const operations = DIRECTORY.operationsUnits.get(region) ?? '';
    const content = { diedOn: '2026-11-22', source: 'folkbokforing' };
    const found = statesOf(profile).map((state) =>
      led(profile, planIn(profile, state).plan, operations, 'avliden', content),
    );
    expect(new Set(found)).toEqual(new Set(['avliden-aviserad']));
  });
});

describe('a consent that is taken back', () => {
  const NO = ['plan', 'kallelse'].map((about) => ({ about, answer: 'nej' }));

  it.each<[rule: string, region: Region]>([
    ['N-CON-03', 'norrbotten'],
    ['S-CON-01', 'stockholm'],
    ['G-CON-12', 'gavleborg'],
    ['B-CON-08', 'blekinge'],
  ])('[%s] in %s ends the plan in every open state, by who takes part and by nobody else', (...[, region]) => {
    expect(outcomes(region, 'samtycke-aterkallat', { scope: ['sip'] })).toEqual({
      ...all(TAKING_PART, 'avslutad'),
      ...all(['elsewhere', 'called', 'outsider'], undefined),
    });
  });

  it.each<[rule: string, region: Region, who: readonly Who[]]>([
    ['N-CLOSE-14', 'norrbotten', ['coordinator', 'participant', 'initiator']],
    ['S-CLOSE-02', 'stockholm', TAKING_PART],
    ['G-CON-07', 'gavleborg', TAKING_PART],
    ['B-CON-08', 'blekinge', TAKING_PART],
  ])('[%s] in %s ends it likewise where it is told as a no', (...[, region, who]) => {
    const others = EVERYBODY.filter((one) => !who.includes(one));
    expect(outcomes(region, 'samtycke', { scope: ['informationsoverforing'], consents: NO })).toEqual({
      ...all(who, 'avslutad'),
      ...all(others, undefined),
    });
  });

  it.each<[rule: string, region: Region]>([
    ['N-CLOSE-14', 'norrbotten'],
    ['S-CLOSE-02', 'stockholm'],
    ['G-CON-07', 'gavleborg'],
    ['B-CON-08', 'blekinge'],
  ])('[%s] in %s ends it where the underlag says so, in every open state', (...[, region]) => {
    const profile = PROFILES[region];
    const found = statesOf(profile).map((state) => {
      const { plan, units } = planIn(profile, state);
      return led(profile, plan, units.coordinator, 'sip-underlag', { consents: NO });
    });
    expect(new Set(found)).toEqual(new Set(['avslutad']));
  });

  it.each<[rule: string, region: Region]>([
    ['N-CON-03', 'norrbotten'],
    ['G-CON-12', 'gavleborg'],
    ['B-CON-08', 'blekinge'],
    ['S-CON-01', 'stockholm'],
  ])('[%s] in %s leaves the plan where it is, if the plan does not stand on it', (...[, region]) => {
    const profile = PROFILES[region];
    for (const state of statesOf(profile)) {
      const { plan, units } = planIn(profile, state);
      const content = { scope: ['informationsoverforing'] };
      expect([state, led(profile, plan, units.participant, 'samtycke-aterkallat', content)]).toEqual([state, state]);
    }
  });
});
