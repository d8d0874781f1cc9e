import { describe, expect, it } from '@jest/globals';
import { CONTENT } from '../../content.js';
import type { FieldForm, Fields } from '../../content/form.js';
import { MESSAGE_KINDS } from '../../message.js';
import type { Content, MessageKind } from '../../message.js';
import { norrbotten } from '../../../../../test/support/norrbotten.js';
import { foldPlan } from '../folding/facts.js';
import type { Plan, PlanStep } from '../plan.js';
import { withoutPerson } from './without-person.js';

const TEXT = 'HEMLIGT';
const [UNIT, OTHER] = ['SE2321000016-HC01', 'SE2120002338-SOC01'];
const by = { message: 'm', unit: UNIT, at: '2026-11-23T08:00:00.000Z' };
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
    careContact: { ...person, unit: UNIT },
    representative: { ...person, relation: TEXT },
    initiator: { name: TEXT, unit: UNIT },
    preparation: { whatMatters: TEXT },
    offeredOn: '2026-11-01',
    consents: [{ ...by, about: 'mote', answer: 'ja', topics: [TEXT], actors: [UNIT] }],
    areas: [{ ...by, id: 'a', heading: 'boende', needs: TEXT, resources: TEXT, obstacles: TEXT, abilities: TEXT }],
    participants: [
      { ...by, ...person, relation: 'annan', organisation: TEXT, channel: 'post', address: { line: [TEXT] } },
      { ...by, participantUnit: OTHER, role: 'socialtjanst', relation: 'socialtjanst', channel: 'system' },
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
            { unit: OTHER, name: TEXT, relation: 'socialtjanst', profession: 'handläggare', attended: true },
          ],
          questions: [{ text: TEXT, answered: false }],
        },
      },
    ],
    goals: [
      {
        ...{ ...by, id: 'g', text: TEXT, ownPart: TEXT, helpPart: TEXT, reachBy: '2027-01-01' },
        contacts: [{ ...person, unit: UNIT, about: TEXT }],
        evaluations: [evaluation],
      },
    ],
    subgoals: [
      {
        ...{ ...by, id: 's', heading: 'boende', text: TEXT, owner: OTHER, state: 'avslutad', closed },
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
          owner: OTHER,
          state: 'avslutad',
          shared: true,
          frequency: TEXT,
        },
        responsible: { party: 'enhet', unit: OTHER, profession: 'kurator', ...person },
        onBehalfOf: { relation: 'narstaende', name: TEXT },
        ...{ closed, comments: [comment] },
      },
    ],
    handovers: [
      {
        ...{ ...by, event: 'undertecknad', on: '2026-12-01', signatures: [{ name: TEXT, unit: UNIT }] },
        to: { name: TEXT, relation: 'narstaende' },
      },
    ],
    deviations: [{ ...comment, event: 'avsteg' }],
    death: { ...by, diedOn: TEXT, source: 'manuell' },
    closed: { ...closed, how: 'for-hand' },
  },
  steps: [
    {
      ...{ message: 'm', messageId: 'own', kind: 'sip-huvudmal', unit: UNIT, role: 'oppenvard', at: by.at },
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
          attendance: [{ unit: OTHER, profession: '', attended: true }],
        },
      },
    ]);
    expect(facts.goals).toMatchObject([{ reachBy: '2027-01-01', evaluations: [{ score: '2', on: '2026-12-01' }] }]);
    expect(facts.interventions).toMatchObject([
      {
        owner: OTHER,
        responsible: { party: 'enhet', unit: OTHER, profession: '' },
        comments: [{ outcome: 'fortsatter' }],
      },
    ]);
    expect(facts.closed).toEqual({ ...by, reason: 'uppnatt', comment: '', how: 'for-hand' });
    expect(steps).toMatchObject([{ kind: 'sip-huvudmal', unit: UNIT, content: {} }]);
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

/** A value of every field, each text with a mark that says where it came from. */
function filled(fields: Fields, path: string, given: Content, flag = true): Content {
  const made = Object.entries(fields).map(([name, form]) => [
    name,
    given[name] ?? marked(form, `${path}.${name}`, flag),
  ]);
  return Object.fromEntries(made);
}

function marked(form: FieldForm, path: string, flag: boolean): unknown {
  switch (form.type) {
    case 'instant':
      return '2026-11-23T08:00:00Z';
    case 'date':
      return '2026-11-23';
    case 'boolean':
      return flag;
    case 'integer':
      return 7;
    case 'code':
      return form.values[0];
    case 'text':
      return `${TEXT} ${path}`;
    case 'object':
      return filled(form.fields, path, {}, flag);
    case 'list':
      return [marked(form.of, path, flag)];
  }
}

/** Ids of what there is, so that what names something finds it. */
const NAMES: Content = { area: 'area', meeting: 'call', goal: 'goal', subgoal: 'subgoal', intervention: 'insats' };

/** Contents of a kind: for each of its events, or of its purposes, one in which all is so and one in which nothing is. */
function contentsOf(kind: MessageKind): Content[] {
  const fields = CONTENT[kind];
  const chosen = ['event', 'purpose'].find((name) => fields[name]?.type === 'code');
  const form = chosen === undefined ? undefined : fields[chosen];
  const values = form?.type === 'code' ? form.values : [undefined];
  const known = Object.fromEntries(Object.entries(NAMES).filter(([name]) => fields[name] !== undefined));
  return values.flatMap((value) =>
    [true, false].map((flag) => filled(fields, kind, { ...known, ...(chosen && { [chosen]: value }) }, flag)),
  );
}

const told = (kind: MessageKind, message: string, content: Content, more: Partial<PlanStep> = {}): PlanStep => ({
  ...{ message, messageId: `own-${message}`, kind, unit: UNIT, role: 'oppenvard', at: by.at, state: 'pagaende' },
  ...{ to: [OTHER], content, ...more },
});

/** What others name: one of each thing that a plan has. */
function things(): PlanStep[] {
  const making = (kind: MessageKind, id: string, given: Content) => {
    const all = filled(CONTENT[kind], `${kind}-first`, { ...NAMES, ...given });
    const others = Object.entries(all).filter(([name]) => NAMES[name] !== id && name !== 'replaces');
    return told(kind, id, Object.fromEntries(others));
  };
  return [
    making('sip-kartlaggning', 'area', { removed: false }),
    making('sip-kallelse', 'call', { purpose: 'sip' }),
    making('sip-huvudmal', 'goal', {}),
    making('sip-delmal', 'subgoal', {}),
    making('sip-insats', 'insats', {}),
  ];
}

/** Courses of plans: every kind of message in every way right after those things, and all of them one after the other. */
function courses(): PlanStep[][] {
  const first = things();
  const consent = { given: true, scope: ['sip'], actors: [`${TEXT} consent`] };
  const one = (kind: MessageKind, content: Content, at: number) =>
    told(kind, `${kind}-${String(at)}`, content, { consent, ...(kind === 'sip-avslut' ? { state: 'avslutad' } : {}) });
  const all = MESSAGE_KINDS.flatMap((kind) => contentsOf(kind).map((content, at) => one(kind, content, at)));
  return [...first.map((_, at) => first.slice(0, at + 1)), ...all.map((step) => [...first, step]), [...first, ...all]];
}

/** The marks in a value. */
const marksIn = (value: unknown): string[] =>
  [...new Set(JSON.stringify(value).match(/HEMLIGT [\w.-]+/g) ?? [])].sort();

describe('whatever a plan is ever told', () => {
  const profile = norrbotten();
  const plans = courses().map((steps): Plan => ({ ...PLAN, steps, facts: foldPlan({ steps }, profile) }));

  it('[L-KEEP-01] leaves no text in it once the person is taken away, without a word here about any field', () => {
    for (const plan of plans) {
      const { facts, steps } = withoutPerson(plan);
      expect([plan.steps.at(-1)?.message, marksIn({ facts, steps })]).toEqual([plan.steps.at(-1)?.message, []]);
    }
  });

  it('is told of with every text that a plan takes in, so that the search means something', () => {
    const marks = new Set(plans.flatMap(({ facts }) => marksIn(facts)));
    const plain = (path: string) => path.replace(/^HEMLIGT ([\w-]+?)(-first)?\./, '$1.');
    const seen = new Set([...marks].map(plain));
    const expected = [
      ...['sip-underlag.reasonText', 'sip-underlag.initiator.name', 'sip-underlag.representative.address.line'],
      ...['sip-underlag.preparation.network', 'sip-underlag.careContact.phone', 'sip-underlag.consents.topics'],
      ...[
        'sip-kartlaggning.abilities',
        'sip-kallelse.agenda',
        'sip-kallelse.participants.address.city',
        'sip-kallelse.leader.title',
      ],
      ...[
        'sip-deltagare.participant.organisation',
        'sip-mote.note',
        'sip-mote.attendance.profession',
        'sip-mote.questions.text',
      ],
      ...[
        'sip-mote.consultation',
        'sip-huvudmal.contacts.about',
        'sip-huvudmal.helpPart',
        'sip-delmal.onBehalfOf.name',
      ],
      ...[
        'sip-insats.responsible.phone',
        'sip-insats.frequency',
        'sip-insats-avslut.comment',
        'sip-delmal-avslut.comment',
      ],
      ...[
        'sip-uppfoljning.comment',
        'sip-utvardering.score',
        'sip-utvardering.evaluator.name',
        'sip-delgivning.signatures.name',
      ],
      ...['sip-samordningsansvarig.coordinator.unit', 'fast-vardkontakt.name', 'sip-avslut.comment'],
    ];
    expect(expected.filter((path) => !seen.has(path))).toEqual([]);
  });
});
