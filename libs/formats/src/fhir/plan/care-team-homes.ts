import { isFields } from '#domain/object-check.js';
import { dateTimeAt } from '../extension-codec.js';
import type { Home } from '../home.js';
import type { MessageBundle } from '../message-bundle.js';
import { PLAN_SYSTEM } from '../names.js';
import type { FhirNode } from '../node.js';
import { objectsAt } from '../object.js';
import type { FhirObject } from '../object.js';
import { staffIn } from '../staff.js';
import { unitReference } from '../unit.js';
import { codeIn, phoneBehind, present } from './elements.js';
import { elementOf, exactAt, set } from './part-home.js';
import type { Found, Part, Writing } from './part-home.js';
import { memberOf, participantIn, rolesOf } from './participants.js';

/** Who takes part and who coordinates: a CareTeam of those whom the message names, none of the others. */
const CARE_TEAM: Part = {
  resource: 'CareTeam',
  begin: (draft) => draft.part('care-team', () => ({ resourceType: 'CareTeam', status: 'active', ...draft.subject })),
};

/** Codes of our system of roles beside those that say in what capacity somebody takes part. */
export const TEAM_ROLES = { coordinator: 'samordningsansvarig', careContact: 'fast-vardkontakt' } as const;

function add(team: Writing, participant: FhirObject): true {
  return set(team, { participant: [...objectsAt(team['participant']), participant] });
}

/** A named person at a unit, with a role in the plan. `isOnly`: whoever is the only one in the team is meant, whatever the role. */
function namedPerson(role: keyof typeof TEAM_ROLES, isOnly: boolean): Home {
  const code = TEAM_ROLES[role];
  return elementOf(
    CARE_TEAM,
    'object',
    (team, value, draft) => {
      if (!isFields(value)) return false;
      const member = draft.point(role, roleOfPerson(value));
      return add(team, { role: [{ coding: [{ system: PLAN_SYSTEM.role, code }] }], member });
    },
    (team, { bundle }) => {
      const all = team.items('participant');
      const named = all.find((one) => codeIn(one.items('role'), PLAN_SYSTEM.role)?.text('code') === code);
      const found = named ?? (isOnly && all.length === 1 ? all[0] : undefined);
      const member = (found ?? team.first('participant')).child('member');
      return { at: member, value: found && personIn(found, bundle) };
    },
  );
}

function roleOfPerson({ name, title, unit, phone }: FhirObject): FhirObject {
  return {
    resourceType: 'PractitionerRole',
    practitioner: { display: name },
    ...(unit === undefined ? {} : { organization: unitReference(String(unit)) }),
    ...(title === undefined ? {} : { code: [{ text: title }] }),
    ...(phone === undefined ? {} : { telecom: [{ system: 'phone', value: phone }] }),
  };
}

function personIn(participant: FhirNode, bundle: MessageBundle): FhirObject | undefined {
  const member = participant.child('member');
  const target = bundle.resolve(member);
  const isRole = target?.text('resourceType') === 'PractitionerRole';
  const unit =
    (isRole ? bundle.unitOf(target.child('organization')) : undefined) ??
    bundle.unitOf(participant.child('onBehalfOf'));
  const staff = staffIn(member, bundle, '', () => undefined);
  return present({
    name: staff?.['name'],
    title: staff?.['title'],
    unit: unit?.value,
    phone: phoneBehind(member, bundle),
  });
}

const participant = elementOf(
  CARE_TEAM,
  'object',
  (team, value, draft) => {
    if (!isFields(value)) return false;
    const period = objectsAt(team['participant'])[0];
    const one = { role: rolesOf(value), member: memberOf(value, draft, 'Organization') };
    return set(team, { participant: [{ ...one, ...period }] });
  },
  (team, { bundle }) => {
    const one = team.first('participant');
    const found = participantIn(one.child('member'), one.items('role'), bundle);
    return { at: one, value: one.isPresent ? found : undefined };
  },
);

/** Who was taken off has a period that has ended; without a time for its end that is said in the extension. */
const event = elementOf(
  CARE_TEAM,
  'code',
  (_team, value, { message }) => value === 'tillagd' || (value === 'borttagen' && message.content['at'] !== undefined),
  (team) => {
    const one = team.first('participant');
    const end = one.child('period').child('end');
    return { at: end, value: !one.isPresent ? undefined : end.isPresent ? 'borttagen' : 'tillagd' };
  },
);

const at = elementOf(
  CARE_TEAM,
  'instant',
  (team, value, { message }) => {
    const edge = EDGES.get(message.content['event']);
    const [one] = objectsAt(team['participant']);
    if (edge === undefined || one === undefined) return false;
    return set(team, { participant: [{ ...one, period: dateTimeAt(edge, String(value)) }] });
  },
  (team): Found => {
    const period = team.first('participant').child('period');
    const ended = exactAt(period, 'end');
    return ended.value === undefined ? exactAt(period, 'start') : ended;
  },
);

const EDGES: ReadonlyMap<unknown, 'start' | 'end'> = new Map([
  ['tillagd', 'start'],
  ['borttagen', 'end'],
]);

export const PARTICIPANT_HOMES: Readonly<Record<string, Home>> = { event, participant, at };
export const COORDINATOR_HOMES: Readonly<Record<string, Home>> = { coordinator: namedPerson('coordinator', true) };
export const BASIS_TEAM_HOMES: Readonly<Record<string, Home>> = {
  careContact: namedPerson('careContact', false),
  coordinator: namedPerson('coordinator', false),
};
export const MEETING_TEAM_HOMES: Readonly<Record<string, Home>> = { coordinator: namedPerson('coordinator', false) };
