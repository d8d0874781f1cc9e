import { describe, expect, it } from '@jest/globals';
import { demoDirectory, JSON_ORIGIN, message, TOLVAN, UNITS } from '../../../../test/support/domain.js';
import type { AdmissionRequest } from '../admission/admission-plan.js';
import type { Message, Patient } from '../message.js';
import { isUnderFormerIdentity, plansOfPerson } from './person-plans.js';
import type { Plan, PlanFacts } from './plan.js';

const DIRECTORY = demoDirectory();
const RESERVE: Patient = { ...TOLVAN, id: '19900601T001', idType: 'reservnummer' };
const NO_FACTS: PlanFacts = {
  state: 'pagaende',
  ...{ coordinators: [], consents: [], areas: [], participants: [], meetings: [], goals: [], subgoals: [] },
  ...{ interventions: [], handovers: [], deviations: [] },
};

let plans = 0;
const planOf = (patient: Patient, changes: Partial<Plan> = {}): Plan => ({
  ...{ id: `plan-${String((plans += 1))}`, profile: 'gavleborg', patient, version: 3, facts: NO_FACTS, steps: [] },
  ...changes,
});
const over = { facts: { ...NO_FACTS, state: 'avslutad' as const } };
const toldBy = (unit: string) => ({
  steps: [
    {
      ...{ message: 'm', messageId: 'm', kind: 'sip-underlag' as const, unit, role: 'slutenvard' as const, at: '' },
      ...{ content: {}, state: 'underlag' as const },
    },
  ],
});

function told(one: Message): AdmissionRequest {
  const sender = DIRECTORY.units.get(one.sender);
  if (sender === undefined) throw new Error('the directory has no such unit');
  return { message: one, origin: JSON_ORIGIN, sender, receivedAt: new Date() };
}

const about = (patient: Patient) => told(message('personuppgifter', { episodeId: undefined, patient }));
const becomes = (from: Patient, to: Patient) =>
  told(
    message('identitetsbyte', {
      ...{ episodeId: undefined, patient: to },
      content: { previousId: from.id, previousIdType: from.idType },
    }),
  );
const changed = (request: AdmissionRequest, known: Plan[], ofPerson: { id: string; patient: Patient }[] = []) =>
  plansOfPerson(
    request,
    request.message.patient ?? TOLVAN,
    { plans: known, ofPerson: ofPerson.map((stay) => ({ ...stay, ...STAY })) },
    DIRECTORY,
  );
const STAY = {
  ...{ organisation: 'gavle-sjukhus', number: 'V1', profile: 'gavleborg', version: 1, steps: [] },
  facts: { state: 'inskriven' as const, ward: UNITS.ward, parties: [], noticeSent: true },
};

describe('what is told of a person', () => {
  it('goes into the open plan, one version on, and is nothing when it is known already', () => {
    const plan = planOf(TOLVAN);
    const renamed = { ...TOLVAN, familyName: 'Nyman' };
    expect(changed(about(renamed), [plan])).toEqual([{ ...plan, version: 4, patient: renamed }]);
    expect(changed(about(TOLVAN), [plan])).toEqual([]);
    expect(changed(about(renamed), [planOf({ ...TOLVAN, id: '192811059878' })])).toEqual([]);
  });

  it('[L-PROT-01] protection goes into plans that are over too; names do not', () => {
    const plan = planOf(TOLVAN, over);
    expect(changed(about({ ...TOLVAN, familyName: 'Nyman' }), [plan])).toEqual([]);
    const [after] = changed(about({ ...TOLVAN, familyName: 'Nyman', protected: true }), [plan]);
    expect(after?.patient).toEqual({ ...TOLVAN, protected: true });
  });

  it('[L-PROT-01] a person who is protected in a stay is so in the plan', () => {
    const stay = { id: 'e', patient: { ...TOLVAN, protected: true } };
    expect(changed(about(TOLVAN), [planOf(TOLVAN)], [stay])).toMatchObject([{ patient: { protected: true } }]);
  });
});

describe('another identity', () => {
  const coordinated: Patient = { ...TOLVAN, id: '191212721219', idType: 'samordningsnummer' };

  it('takes open plans and those that are over with it; the former one is remembered', () => {
    const known = [planOf(coordinated), planOf(coordinated, over)];
    const after = changed(becomes(coordinated, TOLVAN), known);
    expect(after.map(({ patient }) => patient.id)).toEqual([TOLVAN.id, TOLVAN.id]);
    for (const { formerIds, version } of after) {
      expect(formerIds).toEqual([{ id: coordinated.id, idType: 'samordningsnummer' }]);
      expect(version).toBe(4);
    }
    // And back again: what is held now is no former one.
    const [first] = after;
    const [back] = changed(becomes(TOLVAN, coordinated), first === undefined ? [] : [first]);
    expect(back?.formerIds).toEqual([{ id: TOLVAN.id, idType: 'personnummer' }]);
  });

  it('[G-SIP-77] an open plan stays where it is when the new identity has one', () => {
    const [former, held] = [planOf(coordinated), planOf(TOLVAN)];
    // It remembers who the person is now, and is told that once.
    const formerIds = [{ id: TOLVAN.id, idType: 'personnummer', now: true }];
    const [kept, ...more] = changed(becomes(coordinated, TOLVAN), [former, held]);
    expect([kept, more]).toEqual([{ ...former, version: 4, formerIds }, []]);
    expect(changed(becomes(coordinated, TOLVAN), kept === undefined ? [] : [kept, held])).toEqual([]);
    const [after] = changed(becomes(coordinated, TOLVAN), kept === undefined ? [] : [kept, { ...held, ...over }]);
    expect(after?.formerIds).toEqual([{ id: coordinated.id, idType: 'samordningsnummer' }]);
    // As long as it stays behind, and no longer, it says that there are two.
    expect([former, kept ?? held, after ?? held].map(isUnderFormerIdentity)).toEqual([false, true, false]);
    const ended = { ...held, ...over };
    expect(changed(becomes(coordinated, TOLVAN), [former, ended]).map(({ id }) => id)).toEqual([former.id]);
  });

  it('of a reservnummer moves only what its hospital has a part in', () => {
    const stay = { id: 'stay', patient: RESERVE };
    const beside = planOf(RESERVE, { episode: 'stay' });
    const byWard = planOf(RESERVE, { ...toldBy(UNITS.ward), ...over });
    const elsewhere = planOf(RESERVE, { ...toldBy(UNITS.social), profile: 'gavleborg', ...over });
    const after = changed(becomes(RESERVE, TOLVAN), [beside, byWard, elsewhere], [stay]);
    expect(after.map(({ id }) => id)).toEqual([beside.id, byWard.id]);
  });
});
