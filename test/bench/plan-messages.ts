import { testPerson } from './test-persons.js';

/** The demo's client that tells of plans, and the unit that coordinates them. */
export const PLAN_CLIENT = 'lulea-kommun';
export const COORDINATING = 'SE2120002742-SOC01';
const HOME_CARE = 'SE2120002742-HSV01';
const HEALTH_CENTRE = 'SE2321000222-HC01';
/** A number that no admission of the measurement has. */
const PERSON = 977;

type Content = Readonly<Record<string, unknown>>;

/** The civil day of its follow-up, which stands in what is told. */
export const FOLLOW_UP_DAY = '2031-03-17';

const COORDINATOR = { name: 'Brita Berg', title: 'biståndshandläggare', phone: '0980-319 220' };
const UNIT = { relation: 'vard', unit: HEALTH_CENTRE };
const OTHER = { relation: 'vard', unit: HOME_CARE };
const INDIVIDUAL = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post' };

/** What is told of one plan in Norrbotten from the need to the call to its follow-up, as bodies of `POST /v1/messages`. */
export function planMessages(now: Date): string[] {
  const at = now.toISOString();
  const told: readonly (readonly [id: string, kind: string, content: Content, head?: Content])[] = [
    ['underlag', 'sip-underlag', { ...BASIS, coordinator: COORDINATOR }],
    ['kartlaggning', 'sip-kartlaggning', { heading: 'forflyttning', needs: 'Trappan', resources: 'Går själv inne' }],
    ['kallelse', 'sip-kallelse', { ...CALL, meetingAt: at }, { recipients: [HEALTH_CENTRE, HOME_CARE] }],
    ['mote', 'sip-mote', HELD],
    ['skapad', 'sip-mote', { event: 'plan-skapad' }],
    ['huvudmal', 'sip-huvudmal', GOAL],
    ...[1, 2, 3].flatMap((n) => {
      const subgoal = {
        goal: 'huvudmal',
        heading: 'forflyttning',
        text: `Jag går i trappan ${String(n)} gånger om dagen`,
      };
      const interventions = [1, 2].map((m) => {
        const content = { ...INTERVENTION, subgoal: `delmal-${String(n)}` };
        return [`insats-${String(n)}-${String(m)}`, 'sip-insats', content] as const;
      });
      return [[`delmal-${String(n)}`, 'sip-delmal', subgoal] as const, ...interventions];
    }),
    ['uppfoljning', 'sip-kallelse', { ...FOLLOW_UP, meetingAt: `${FOLLOW_UP_DAY}T13:00:00+01:00` }],
  ];
  const { id, idType } = testPerson(PERSON);
  const patient = {
    id,
    idType,
    givenName: 'Tolvan',
    familyName: 'Tolvansson',
    municipality: '2580',
    healthCentre: HEALTH_CENTRE,
  };
  return told.map(([messageId, kind, content, head]) =>
    JSON.stringify({ messageId, kind, sender: COORDINATING, sentAt: at, patient, content, ...head }),
  );
}

const BASIS = {
  consents: ['kallelse', 'mote', 'plan', 'informationsoverforing'].map((about) => ({ about, answer: 'ja' })),
  raisedBy: 'patient',
  initiator: { name: COORDINATOR.name },
  noRepresentative: true,
};

const CALL = {
  ...{ purpose: 'sip', setting: 'utan-vardtillfalle', minutes: 60, agenda: ['Vad är viktigt för dig'] },
  ...{ form: 'fysiskt', place: 'Hemma', participants: [UNIT, OTHER, INDIVIDUAL] },
};

const HELD = {
  ...{ event: 'genomfort', note: 'Vi talade om trappan', careContact: 'utsedd', followUpOn: FOLLOW_UP_DAY },
  attendance: [
    { ...UNIT, name: 'Hanna Häll', attended: true },
    { ...OTHER, attended: false },
    { relation: 'den-enskilde', attended: true },
  ],
};

const GOAL = {
  ...{ text: 'Jag vill bo kvar hemma och laga min egen mat till midsommar', reachBy: '2031-06-19' },
  ...{ followUpOn: FOLLOW_UP_DAY, ownPart: 'Jag lagar frukost', helpPart: 'Jag behöver hjälp', deliveryWish: 'bada' },
};

const INTERVENTION = {
  ...{ text: 'Du får sällskap i trappan varje dag av hemsjukvården', shared: true },
  responsible: { party: 'enhet', unit: HOME_CARE },
};

const FOLLOW_UP = {
  purpose: 'uppfoljning',
  setting: 'utan-vardtillfalle',
  minutes: 45,
  agenda: ['Hur går det'],
  form: 'video',
};
