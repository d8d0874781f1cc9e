import { isFields } from '#domain/object-check.js';
import { instantAt } from '../extension-codec.js';
import type { Home } from '../home.js';
import { APPOINTMENT_REASON_SYSTEM, HSA_ID, PARTICIPATION_SYSTEM, PLAN_SYSTEM } from '../names.js';
import type { FhirNode } from '../node.js';
import { objectAt, objectsAt } from '../object.js';
import type { FhirObject } from '../object.js';
import { isFhirInstant } from '../primitives.js';
import { roleOf, staffIn } from '../staff.js';
import { codeIn, concept, present, typeBehind } from './elements.js';
import { elementOf, exactAt, set, textAt } from './part-home.js';
import type { Found, Part, Writing } from './part-home.js';
import { HAVE_TO_COME, memberOf, participantIn, rolesOf } from './participants.js';

/** Types of participants that are none of those who are called. */
const TYPE = {
  /** The unit that calls. */
  caller: 'CALLBCK',
  /** The person whose meeting it is. */
  subject: 'SBJ',
  leader: 'PPRF',
  documents: 'TRANS',
} as const;
const OTHER_TYPES: readonly string[] = Object.values(TYPE);

/**
 * A call is an Appointment: `pending` as soon as its beginning and end are known, `proposed` before. R4 asks for a participant: the
 * unit that calls is always one.
 */
const APPOINTMENT: Part = {
  resource: 'Appointment',
  begin: (draft) =>
    draft.part('appointment', () => ({
      resourceType: 'Appointment',
      status: 'proposed',
      participant: [
        {
          type: [typed(TYPE.caller)],
          actor: { type: 'HealthcareService', identifier: { system: HSA_ID, value: draft.message.sender } },
          required: 'required',
          status: 'accepted',
        },
        ...(draft.patient === undefined
          ? []
          : [{ type: [typed(TYPE.subject)], actor: draft.reference('patient', 'Patient'), status: 'needs-action' }]),
      ],
    })),
};

function typed(code: string): FhirObject {
  return { coding: [{ system: PARTICIPATION_SYSTEM, code }] };
}

function add(appointment: Writing, participants: readonly FhirObject[]): true {
  return set(appointment, { participant: [...objectsAt(appointment['participant']), ...participants] });
}

function isOfType(participant: FhirNode, codes: readonly string[]): boolean {
  return participant
    .items('type')
    .flatMap((type) => type.items('coding'))
    .some((coding) => codes.includes(coding.text('code') ?? ''));
}

/** A code of one of our systems in an element that holds concepts, one or a list of them. */
function coded(
  element: string,
  system: string,
  isList: boolean,
  standard?: readonly [code: string, ours: string],
): Home {
  return elementOf(
    APPOINTMENT,
    'code',
    (appointment, value) => {
      const made = concept(system, value);
      return made !== undefined && set(appointment, { [element]: isList ? [made] : made });
    },
    (appointment) => {
      const concepts = appointment.items(element);
      const own = codeIn(concepts, system);
      const other = standard && codeIn(concepts, APPOINTMENT_REASON_SYSTEM)?.text('code') === standard[0];
      return {
        at: (own ?? appointment.first(element)).child('code'),
        value: own?.text('code') ?? (other === true ? standard?.[1] : undefined),
      };
    },
  );
}

const meetingAt = elementOf(
  APPOINTMENT,
  'instant',
  (appointment, value) => set(appointment, { requestedPeriod: [instantAt('start', String(value))] }),
  (appointment) => {
    const start = exactAt(appointment, 'start');
    return start.value === undefined ? exactAt(appointment.first('requestedPeriod'), 'start') : start;
  },
);

/** Longer than any meeting. */
const MOST_MINUTES = 7 * 24 * 60;

/** With its length the end is known: then R4 lets it be more than proposed. */
const minutes = elementOf(
  APPOINTMENT,
  'integer',
  (appointment, value) => {
    if (typeof value !== 'number' || value < 1 || value > MOST_MINUTES) return false;
    const begins = objectAt(objectsAt(appointment['requestedPeriod'])[0]);
    const end = endOf(begins['start'], value);
    if (end === undefined) return set(appointment, { minutesDuration: value });
    delete appointment['requestedPeriod'];
    return set(appointment, { status: 'pending', ...begins, end, minutesDuration: value });
  },
  (appointment) => {
    const [start, end] = ['start', 'end'].map((key) => Date.parse(appointment.text(key) ?? ''));
    const lasts = ((end ?? NaN) - (start ?? NaN)) / 60_000;
    const at = appointment.child('minutesDuration');
    return { at, value: at.value ?? (Number.isInteger(lasts) ? lasts : undefined) };
  },
);

function endOf(start: unknown, minutesLong: number): string | undefined {
  const begins = typeof start === 'string' ? Date.parse(start) : NaN;
  if (Number.isNaN(begins)) return undefined;
  const end = new Date(begins + minutesLong * 60_000).toISOString();
  return isFhirInstant(end) ? end : undefined;
}

const aim = elementOf(
  APPOINTMENT,
  'text',
  (appointment, value) => set(appointment, { description: value }),
  (appointment) => textAt(appointment, 'description'),
);

/** What is to be taken up, a line for each. */
const agenda = elementOf(
  APPOINTMENT,
  'list',
  (appointment, value) => {
    const lines: readonly unknown[] = Array.isArray(value) ? value : [];
    return lines.length > 0 && set(appointment, { comment: lines.join('\n') });
  },
  (appointment) => {
    const { at, value } = textAt(appointment, 'comment');
    return {
      at,
      value: typeof value === 'string' ? value.split('\n').filter((line) => line.trim() !== '') : undefined,
    };
  },
);

const place = elementOf(
  APPOINTMENT,
  'text',
  (appointment, value) => add(appointment, [{ actor: { type: 'Location', display: value }, status: 'accepted' }]),
  (appointment, { bundle }) => {
    const found = appointment
      .items('participant')
      .map((one) => one.child('actor'))
      .find((actor) => typeBehind(actor, bundle) === 'Location');
    const at = found ?? appointment.first('participant').child('actor');
    return { at, value: found && (found.text('display') ?? bundle.resolve(found)?.text('name')) };
  },
);

const participants = elementOf(
  APPOINTMENT,
  'list',
  (appointment, value, draft) => {
    const called = objectsAt(value);
    return (
      called.length > 0 &&
      add(
        appointment,
        called.map((one) => ({
          type: rolesOf(one),
          actor: memberOf(one, draft, 'HealthcareService'),
          required: HAVE_TO_COME.includes(one['relation']) ? 'required' : 'optional',
          status: 'needs-action',
        })),
      )
    );
  },
  (appointment, { bundle }): Found => {
    const called = appointment
      .items('participant')
      .filter((one) => !isOfType(one, OTHER_TYPES) && typeBehind(one.child('actor'), bundle) !== 'Location');
    const found = called.map((one) => participantIn(one.child('actor'), one.items('type'), bundle));
    return { at: appointment.child('participant'), value: found.length === 0 ? undefined : found };
  },
);

function staff(role: 'leader' | 'documents'): Home {
  const code = TYPE[role];
  return elementOf(
    APPOINTMENT,
    'object',
    (appointment, value, draft) => {
      const made = isFields(value) ? roleOf(value) : undefined;
      if (made === undefined) return false;
      return add(appointment, [{ type: [typed(code)], actor: draft.point(role, made), status: 'accepted' }]);
    },
    (appointment, { bundle }) => {
      const found = appointment.items('participant').find((one) => isOfType(one, [code]));
      const at = (found ?? appointment.first('participant')).child('actor');
      return { at, value: found && present(staffIn(at, bundle, '', () => undefined) ?? {}) };
    },
  );
}

export const CALL_HOMES: Readonly<Record<string, Home>> = {
  purpose: coded('appointmentType', PLAN_SYSTEM.purpose, false, ['FOLLOWUP', 'uppfoljning']),
  setting: coded('serviceCategory', PLAN_SYSTEM.setting, true),
  regards: coded('reasonCode', PLAN_SYSTEM.regards, true),
  form: coded('serviceType', PLAN_SYSTEM.form, true),
  meetingAt,
  minutes,
  participants,
  place,
  aim,
  agenda,
  leader: staff('leader'),
  documentedBy: staff('documents'),
};
