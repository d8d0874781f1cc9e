import { describe, expect, it } from '@jest/globals';
import type { Plan } from '../plan.js';
import { withoutPerson } from './without-person.js';

const TEXT = 'HEMLIGT';
const by = { message: 'm', unit: 'SE-U', at: '2026-11-23T08:00:00.000Z' };
const closed = { ...by, reason: 'uppnatt', comment: TEXT };
const comment = { ...by, event: 'kommentar' as const, comment: TEXT, outcome: 'fortsatter' as const };
const evaluation = { ...by, score: '2', comment: TEXT, on: '2026-12-01', evaluator: { name: TEXT } };
const person = { name: TEXT, phone: TEXT };

const PLAN: Plan = {
  id: 'p',
  profile: 'norrbotten',
  patient: {
    id: '191212121212',
    idType: 'personnummer',
    givenName: TEXT,
    familyName: TEXT,
    municipality: '2580',
    protected: true,
  },
  version: 7,
  facts: {
    state: 'avslutad',
    need: { ...by, reasons: ['flera-kontakter'], text: TEXT },
    coordinators: [{ ...by, ...person, title: 'sjuksköterska' }],
    careContact: { ...person, unit: 'SE-U' },
    representative: { ...person, relation: TEXT },
    initiator: { name: TEXT, unit: 'SE-U' },
    preparation: { whatMatters: TEXT },
    offeredOn: '2026-11-01',
    consents: [{ ...by, about: 'mote', answer: 'ja', topics: [TEXT], actors: ['SE-U'] }],
    areas: [{ ...by, id: 'a', heading: 'boende', needs: TEXT, resources: TEXT, obstacles: TEXT, abilities: TEXT }],
    participants: [
      { ...by, ...person, relation: 'annan', organisation: TEXT, channel: 'post', address: { line: [TEXT] } },
      { ...by, participantUnit: 'SE-V', role: 'socialtjanst', relation: 'socialtjanst', channel: 'system' },
    ],
    meetings: [
      {
        ...{ ...by, id: 'k', purpose: 'sip', place: TEXT, agenda: [TEXT, TEXT], form: 'video' },
        ...{ leader: { name: TEXT, title: 'sjuksköterska' }, documentedBy: { name: TEXT } },
        called: [{ name: TEXT, relation: 'narstaende', channel: 'post' }],
        held: {
          ...{ ...by, heldAt: by.at, note: TEXT, agreements: [TEXT], disagreements: [TEXT], followUpForm: TEXT },
          ...{ noFollowUpReason: TEXT, assignmentPeriod: TEXT, consultation: TEXT, sipkollenOffered: true },
          followUpSubjects: [TEXT],
          attendance: [
            { unit: 'SE-V', name: TEXT, relation: 'socialtjanst', profession: 'handläggare', attended: true },
          ],
          questions: [{ text: TEXT, answered: false }],
        },
      },
    ],
    goals: [
      {
        ...{ ...by, id: 'g', text: TEXT, ownPart: TEXT, helpPart: TEXT, reachBy: '2027-01-01' },
        contacts: [{ ...person, unit: 'SE-U', about: TEXT }],
        evaluations: [evaluation],
      },
    ],
    subgoals: [
      {
        ...{ ...by, id: 's', heading: 'boende', text: TEXT, owner: 'SE-V', state: 'avslutad', closed },
        onBehalfOf: { relation: 'narstaende', name: TEXT },
        evaluations: [evaluation],
      },
    ],
    interventions: [
      {
        ...{
          ...by,
          id: 'i',
          subgoal: 's',
          text: TEXT,
          owner: 'SE-V',
          state: 'avslutad',
          shared: true,
          frequency: TEXT,
        },
        responsible: { party: 'enhet', unit: 'SE-V', profession: 'kurator', ...person },
        onBehalfOf: { relation: 'narstaende', name: TEXT },
        ...{ closed, comments: [comment] },
      },
    ],
    handovers: [
      {
        ...{ ...by, event: 'undertecknad', on: '2026-12-01', signatures: [{ name: TEXT, unit: 'SE-U' }] },
        to: { name: TEXT, relation: 'narstaende' },
      },
    ],
    deviations: [{ ...comment, event: 'avsteg' }],
    death: { ...by, diedOn: TEXT, source: 'manuell' },
    closed: { ...closed, how: 'for-hand' },
  },
  steps: [
    {
      ...{ message: 'm', messageId: 'own', kind: 'sip-huvudmal', unit: 'SE-U', role: 'oppenvard', at: by.at },
      ...{ content: { text: TEXT }, consent: { given: true }, state: 'huvudmal-klart' },
    },
  ],
};

describe('a plan without its person', () => {
  it('[L-KEEP-01] has no name and no text of anybody left', () => {
    const { facts, patient, steps } = withoutPerson(PLAN);
    expect(JSON.stringify({ facts, patient, steps })).not.toMatch(TEXT);
    expect(patient).toEqual({
      id: '191212121212',
      idType: 'personnummer',
      givenName: '',
      familyName: '',
      protected: true,
    });
  });

  it('still tells how it went: who had a part, when, what was reached, and that something was written', () => {
    const after = withoutPerson(PLAN);
    expect(after).toMatchObject({ id: 'p', version: 7, facts: { state: 'avslutad', offeredOn: '2026-11-01' } });
    const { facts, steps } = after;
    expect(facts.meetings).toMatchObject([
      {
        ...{ form: 'video', agenda: ['', ''] },
        held: {
          ...{ note: '', noFollowUpReason: '', sipkollenOffered: true, questions: [{ answered: false }] },
          attendance: [{ unit: 'SE-V', profession: 'handläggare', attended: true }],
        },
      },
    ]);
    expect(facts.goals).toMatchObject([{ reachBy: '2027-01-01', evaluations: [{ score: '2', on: '2026-12-01' }] }]);
    expect(facts.interventions).toMatchObject([
      {
        owner: 'SE-V',
        responsible: { party: 'enhet', unit: 'SE-V', profession: 'kurator' },
        comments: [{ outcome: 'fortsatter' }],
      },
    ]);
    expect(facts.closed).toEqual({ ...by, reason: 'uppnatt', comment: '', how: 'for-hand' });
    expect(steps).toMatchObject([{ kind: 'sip-huvudmal', unit: 'SE-U', content: {} }]);
  });

  it('what was never said is not there afterwards either', () => {
    const bare = {
      ...PLAN.facts,
      need: undefined,
      careContact: undefined,
      representative: null,
      meetings: [],
      goals: [],
    };
    const { facts } = withoutPerson({ ...PLAN, facts: JSON.parse(JSON.stringify(bare)) });
    expect(Object.keys(facts)).not.toContain('need');
    expect(facts.representative).toBeNull();
    expect(facts).toMatchObject({ meetings: [], goals: [] });
  });
});
