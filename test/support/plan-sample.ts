import { directoryOf } from '#domain/directory/directory.js';
import type { Unit } from '#domain/directory/directory.js';
import type { Patient } from '#domain/message.js';
import type { PlanRules } from '#domain/plan/plan-rule.js';
import type { Intervention, Plan, PlanFacts, SubGoal, Told } from '#domain/plan/plan.js';

export const CENTRE = 'SE2321000016-HC01';
export const HOME_CARE = 'SE2120002338-HSV01';
const SOCIAL = 'SE2120002338-SOC01';

const unit = (hsaId: string, name: string, role: Unit['role'], phone: string): Unit => ({
  ...{ hsaId, name, role, phone, organisation: 'org', municipality: null, profile: 'norrbotten', isDefault: false },
});
export const PAPER_DIRECTORY = directoryOf({
  organisations: [],
  units: [
    unit(CENTRE, 'Hälsocentralen Centrum', 'oppenvard', '026-15 40 00'),
    unit(HOME_CARE, 'Hemsjukvården Gävle', 'hemsjukvard', '026-17 80 00'),
    unit(SOCIAL, 'Biståndsenheten Gävle', 'socialtjanst', '026-17 90 00'),
  ],
  ...{ clients: [], sources: [], mappings: [], operationsUnits: new Map() },
});

/** When a message told something; the number is that of the message. */
const told = (number: number, by: string, at: string): Told => ({ message: idOf(number), unit: by, at });

export function idOf(number: number): string {
  return `0190a1b2-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const code = (name: string, sv: string, en: string) => ({ code: name, name: { sv, en } });

/** What a region might say of its plans, as far as papers ask for it. */
export const PAPER_RULES: PlanRules = {
  ...{ rule: 'N-GEN-01', permissions: [], transitions: [], duties: {} },
  coordinator: {
    rule: 'N-MEET-01',
    first: 'sender',
    name: { sv: 'Samordningsansvarig', en: 'Coordinator' },
    person: true,
  },
  headings: {
    rule: 'N-MAP-06',
    codes: [code('boende', 'Boende och vardag', 'Home and daily life'), code('halsa', 'Hälsa', 'Health')],
  },
  scale: {
    rule: 'N-EVAL-07',
    codes: [code('delvis', 'Delvis uppnått', 'Partly reached'), code('uppnatt', 'Uppnått', 'Reached')],
  },
  closing: { rule: 'N-CLOSE-07', codes: [] },
  consent: {
    ...{ rule: 'N-CON-01', closesRule: 'N-CLOSE-14', scopeRule: 'S-CON-06' },
    toCall: [],
    toMeet: [],
    closes: [],
  },
  death: { rule: 'N-CLOSE-11', noticedRule: 'N-CLOSE-13' },
  patientPortal: { rule: 'N-PUB-04' },
};

const TOLVAN: Patient = {
  ...{ id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
  address: { line: ['Åkergatan 1'], postalCode: '80310', city: 'Gävle' },
};

const SUBGOAL: SubGoal = {
  ...told(20, CENTRE, '2026-12-03T13:00:00.000Z'),
  ...{ id: idOf(20), heading: 'boende', owner: CENTRE, state: 'pagaende', evaluations: [] },
  text: 'Jag vill kunna gå till affären och tillbaka med min rollator.',
  reachBy: '2027-02-01',
};

const SHARED: Intervention = {
  ...told(30, HOME_CARE, '2026-12-04T09:00:00.000Z'),
  ...{ id: idOf(30), subgoal: idOf(20), owner: HOME_CARE, state: 'utdelad', shared: true },
  text: 'Du får träna att gå med rollator ute två gånger i veckan, tillsammans med arbetsterapeuten.',
  responsible: { party: 'enhet', unit: HOME_CARE, profession: 'arbetsterapeut' },
  ...{ startsOn: '2026-12-07', endsOn: '2027-02-01', frequency: 'Två gånger i veckan' },
  comments: [
    {
      ...told(40, HOME_CARE, '2027-01-12T09:00:00.000Z'),
      ...{ event: 'kommentar', comment: 'Går bra. Nu orkar du hela vägen till torget.', outcome: 'fortsatter' },
    },
  ],
};

const FACTS: PlanFacts = {
  state: 'pagaende',
  coordinators: [
    {
      ...told(1, CENTRE, '2026-11-20T09:00:00.000Z'),
      name: 'Frida Vik',
      title: 'distriktssköterska',
      phone: '026-15 40 01',
    },
  ],
  careContact: { name: 'Hedda Berg', title: 'sjuksköterska', unit: HOME_CARE, phone: '026-17 80 02' },
  representative: { name: 'Örjan Ålund', relation: 'god man', phone: '070-174 06 01' },
  preparation: { excludedTopics: ['Ekonomin'] },
  consents: [
    { ...told(2, CENTRE, '2026-11-20T09:00:00.000Z'), about: 'kallelse', answer: 'ja' },
    {
      ...told(2, CENTRE, '2026-11-20T09:00:00.000Z'),
      about: 'plan',
      answer: 'ja',
      actors: [CENTRE, HOME_CARE, SOCIAL],
    },
    { ...told(2, CENTRE, '2026-11-20T09:00:00.000Z'), about: 'informationsoverforing', answer: 'ja' },
  ],
  areas: [
    {
      ...told(3, CENTRE, '2026-11-21T09:00:00.000Z'),
      ...{ id: idOf(3), heading: 'boende', needs: 'Svårt att gå i trappor.', resources: 'Dottern bor nära.' },
    },
  ],
  participants: [
    { ...told(4, CENTRE, '2026-11-22T09:00:00.000Z'), participantUnit: HOME_CARE, relation: 'vard', channel: 'system' },
    {
      ...told(4, CENTRE, '2026-11-22T09:00:00.000Z'),
      participantUnit: SOCIAL,
      relation: 'socialtjanst',
      channel: 'system',
    },
    {
      ...told(4, CENTRE, '2026-11-22T09:00:00.000Z'),
      ...{ relation: 'narstaende', name: 'Eva Tolvansson', channel: 'post', phone: '070-174 06 00' },
      address: { line: ['Älvvägen 2 B'], postalCode: '80320', city: 'Gävle' },
    },
    {
      ...told(4, CENTRE, '2026-11-22T09:00:00.000Z'),
      ...{
        relation: 'myndighet',
        organisation: 'Försäkringskassan',
        name: 'Åke Öberg',
        channel: 'fax',
        phone: '026-10 00 01',
      },
    },
  ],
  meetings: [
    {
      ...told(5, CENTRE, '2026-11-22T09:00:00.000Z'),
      ...{ id: idOf(5), purpose: 'sip', meetingAt: '2026-12-03T13:00:00+01:00', minutes: 60, form: 'fysiskt' },
      ...{ place: 'Hemma hos dig', agenda: ['Vad som är viktigt för dig', 'Vem som gör vad', 'När vi följer upp'] },
      called: [
        { relation: 'den-enskilde', channel: 'post' },
        { relation: 'narstaende', name: 'Eva Tolvansson', channel: 'post' },
        { relation: 'vard', unit: HOME_CARE, channel: 'system', professions: ['arbetsterapeut', 'sjuksköterska'] },
        { relation: 'socialtjanst', unit: SOCIAL, channel: 'system' },
        { relation: 'myndighet', name: 'Åke Öberg', channel: 'fax' },
      ],
    },
  ],
  madeAt: '2026-12-03T14:00:00.000Z',
  goals: [
    {
      ...told(10, CENTRE, '2026-12-03T14:00:00.000Z'),
      ...{ id: idOf(10), text: 'Jag vill kunna bo kvar hemma och ta mig till sommarstugan till midsommar.' },
      ...{ reachBy: '2027-06-18', ownPart: 'Jag lagar min egen mat.', helpPart: 'Jag behöver stöd för att gå ut.' },
      overallResponsible: 'region',
      contacts: [{ name: 'Hemtjänsten Söder', phone: '026-17 91 00', about: 'Om hjälpen hemma inte kommer' }],
      evaluations: [
        {
          ...told(50, CENTRE, '2027-01-12T10:00:00.000Z'),
          ...{
            score: 'delvis',
            comment: 'Jag har kommit halvvägs.',
            on: '2027-01-12',
            evaluator: { name: 'Frida Vik' },
          },
        },
      ],
    },
  ],
  subgoals: [
    SUBGOAL,
    {
      ...{ ...SUBGOAL, id: idOf(21), heading: 'halsa', text: 'Jag vill förstå mina läkemedel.', state: 'avslutad' },
      closed: { ...told(60, CENTRE, '2027-01-13T10:00:00.000Z'), reason: 'uppnatt' },
    },
  ],
  interventions: [
    SHARED,
    { ...SHARED, id: idOf(31), text: 'Hemlig tanke som inte är delad', state: 'sparad', shared: false, comments: [] },
    {
      ...{
        ...SHARED,
        id: idOf(32),
        subgoal: idOf(21),
        state: 'avslutad',
        text: 'Vi går igenom dina läkemedel med dig.',
      },
      closed: { ...told(61, CENTRE, '2027-01-13T10:00:00.000Z'), reason: 'utford' },
    },
    {
      ...{ ...SHARED, id: idOf(33), text: 'Dottern följer med till affären på söndagar.', comments: [] },
      responsible: { party: 'narstaende', name: 'Eva Tolvansson' },
    },
    {
      ...{ ...SHARED, id: idOf(34), text: 'Jag går en runda på gården varje dag.', comments: [] },
      responsible: { party: 'den-enskilde' },
    },
  ],
  followUpOn: '2027-03-01',
  deliveryWish: 'bada',
  handovers: [],
  deviations: [],
  revisedAt: '2026-12-04T09:00:00.000Z',
};

/** A plan in which every part is there. */
export const SAMPLE_PLAN: Plan = {
  ...{ id: idOf(1), profile: 'norrbotten', patient: TOLVAN, version: 9, facts: FACTS, steps: [] },
};

export function planWith(facts: Partial<PlanFacts>, patient: Partial<Patient> = {}): Plan {
  return { ...SAMPLE_PLAN, patient: { ...TOLVAN, ...patient }, facts: { ...FACTS, ...facts } };
}

/** A plan with more in it than anybody should have: sub-goals with interventions, and texts that do not end. */
export function largePlan(subgoals = 30): Plan {
  const long = 'Åsa, Örjan och Älva hjälper dig att komma ut på promenad varje dag, i ur och skur. '.repeat(9).trim();
  return planWith({
    subgoals: Array.from({ length: subgoals }, (_, at) => ({
      ...SUBGOAL,
      ...{
        id: idOf(200 + at),
        text: at % 5 === 0 ? `${String(at + 1)}. ${long}` : `${String(at + 1)}. Jag vill klara mer själv.`,
      },
    })),
    interventions: Array.from({ length: subgoals * 3 }, (_, at) => ({
      ...SHARED,
      ...{ id: idOf(400 + at), subgoal: idOf(200 + (at % subgoals)) },
      text: at % 7 === 0 ? long : `Insats ${String(at + 1)}: du får hjälp när du ber om det.`,
    })),
  });
}
