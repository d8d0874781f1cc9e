import type { FieldForm } from '#domain/content/form.js';
import type { AnyMessageKind, PatientIdType } from '#domain/message.js';
import { isFields } from '#domain/object-check.js';
import { mappedTo } from '#domain/mapping.js';
import { dateTimeAt, fieldExtensions, instantAt, readField, valueOf } from './extension-codec.js';
import type { Home } from './home.js';
import type { MessageParts } from './message-parts.js';
import { extensionUrl, PARTICIPATION_SYSTEM, PATIENT_ID_SYSTEMS, R5_PLANNED_END, R5_PLANNED_START } from './names.js';
import type { FhirNode } from './node.js';
import { objectAt } from './object.js';
import { idTypeOf, plainIdentity } from './patient-identity.js';
import { payload } from './payload.js';
import { planHomeOf } from './plan/homes.js';
import { roleOf, staffIn } from './staff.js';
import { tellsOfStay } from './stay-status.js';
import { unitReference } from './unit.js';

function periodOf(edge: 'start' | 'end'): Home {
  return {
    type: 'instant',
    write: (draft, value) => {
      draft.encounter['period'] = { ...objectAt(draft.encounter['period']), ...instantAt(edge, String(value)) };
      return true;
    },
    read: ({ encounter }, path, note) => {
      const period = encounter.child('period');
      note(path, period.child(edge).path);
      return period.exactText(edge);
    },
  };
}

/** A time of the stay for which R4 has no element: an extension on the Encounter; `r5` is the element that R5 has. */
function stayTime(type: 'instant' | 'date', r5?: string): Home {
  return {
    type,
    write: (draft, value, name) => {
      draft.extend(draft.encounter, ...fieldExtensions(extensionUrl(`content.${name}`), { type }, value));
      return true;
    },
    read: ({ encounter }, path, note, name) => {
      note(path, `${encounter.path}.extension`);
      const own = readField(encounter, extensionUrl(`content.${name}`), { type }, path, note);
      const later = r5 === undefined ? undefined : encounter.extension(r5);
      if (own !== undefined || later === undefined) return own;
      note(path, later.path);
      return valueOf(later);
    },
  };
}

const ward: Home = {
  type: 'text',
  write: (draft, value) => {
    draft.encounter['location'] = [
      { location: { identifier: unitReference(String(value))['identifier'] }, status: 'active' },
    ];
    return true;
  },
  read: ({ bundle, encounter, mapping }, path, note) => {
    const location = present(encounter);
    note(path, location.child('location').path);
    const reference = location.child('location');
    const found = bundle.unitOf(reference);
    if (found !== undefined) return found.value;
    const names = [reference.child('identifier').text('value'), reference.text('display')];
    return names.map((name) => mappedTo(mapping.wards, name)).find((unit) => unit !== undefined);
  },
};

const movedAt: Home = {
  type: 'instant',
  write: (draft, value) => {
    const places: readonly unknown[] = Array.isArray(draft.encounter['location']) ? draft.encounter['location'] : [];
    const [place] = places;
    if (!isFields(place)) return false;
    draft.encounter['location'] = [{ ...place, period: instantAt('start', String(value)) }];
    return true;
  },
  read: ({ encounter }, path, note) => {
    const period = present(encounter).child('period');
    note(path, period.child('start').path);
    return period.exactText('start');
  },
};

/** Where the patient is now: what is active, else what has not ended, else the last that is named. */
function present(encounter: FhirNode): FhirNode {
  const all = encounter.items('location');
  const active = all.find((location) => location.text('status') === 'active');
  const going = all.findLast((location) => !location.child('period').child('end').isPresent);
  return active ?? going ?? all.at(-1) ?? encounter.first('location');
}

const assessedBy: Home = {
  type: 'object',
  write: (draft, value) => {
    const role = isFields(value) ? roleOf(value) : undefined;
    if (role === undefined) return false;
    const type = [{ coding: [{ system: PARTICIPATION_SYSTEM, code: 'ATND' }] }];
    draft.encounter['participant'] = [{ type, individual: draft.point('assessedBy', role) }];
    return true;
  },
  read: ({ bundle, encounter }, path, note) => {
    const all = encounter.items('participant');
    const attending = all.find((one) => one.items('type').some((type) => type.first('coding').text('code') === 'ATND'));
    const individual = (attending ?? encounter.first('participant')).child('individual');
    note(path, individual.path);
    return staffIn(individual, bundle, path, note);
  },
};

const mobile: Home = {
  type: 'text',
  write: ({ patient }, value) => {
    if (patient === undefined) return false;
    patient['telecom'] = [{ system: 'phone', value, use: 'mobile' }];
    return true;
  },
  read: ({ patient }, path, note) => {
    const all = patient
      .items('telecom')
      .filter((one) => one.text('system') === 'phone' && one.text('use') === 'mobile');
    const [first = patient.first('telecom')] = all;
    note(path, first.child('value').path);
    return all.length === 0 ? undefined : first.text('value');
  },
};

/** The identity that the person's present one has replaced, as R4 says that one record replaces another. */
const previousId: Home = {
  type: 'text',
  write: (draft, value) => {
    const type = draft.message.content['previousIdType'];
    const text = String(value);
    if (draft.patient === undefined || !isIdType(type) || plainIdentity(text) !== text) return false;
    const other = { type: 'Patient', identifier: { system: PATIENT_ID_SYSTEMS[type], value: text } };
    draft.patient['link'] = [{ other, type: 'replaces' }];
    return true;
  },
  read: (parts, path, note) => {
    const { identifier } = previousIn(parts);
    note(path, identifier.child('value').path);
    const value = identifier.text('value');
    return value === undefined ? undefined : plainIdentity(value);
  },
};

const previousIdType: Home = {
  type: 'code',
  write: (draft) => draft.patient?.['link'] !== undefined,
  read: (parts, path, note) => {
    const { identifier } = previousIn(parts);
    note(path, identifier.child('system').path);
    return idTypeOf(identifier);
  },
};

function previousIn({ bundle, patient }: MessageParts): { identifier: FhirNode } {
  const link = patient.items('link').find((one) => one.text('type') === 'replaces') ?? patient.first('link');
  const other = link.child('other');
  const own = other.child('identifier');
  const target = bundle.resolve(other)?.items('identifier') ?? [];
  const known = [own, ...target].find((identifier) => idTypeOf(identifier) !== undefined);
  const old = patient.items('identifier').find((one) => one.text('use') === 'old' && idTypeOf(one) !== undefined);
  return { identifier: known ?? old ?? own };
}

function isIdType(value: unknown): value is PatientIdType {
  return typeof value === 'string' && Object.hasOwn(PATIENT_ID_SYSTEMS, value);
}

/** The day of death, as R4 says it of the person. */
const diedOn: Home = {
  type: 'date',
  write: ({ patient }, value) => {
    if (patient === undefined) return false;
    Object.assign(patient, dateTimeAt('deceasedDateTime', String(value)));
    return true;
  },
  read: ({ patient }, path, note) => {
    note(path, patient.child('deceasedDateTime').path);
    return patient.exactText('deceasedDateTime');
  },
};

/** For kinds that tell how the stay stands; written in the order in which a kind has its fields: a ward before its time. */
const STAY_HOMES: ReadonlyMap<string, Home> = new Map<string, Home>([
  ['admittedAt', periodOf('start')],
  ['dischargedAt', periodOf('end')],
  ['assessedAt', stayTime('instant')],
  ['readyAt', stayTime('instant')],
  ['plannedAdmission', stayTime('date', R5_PLANNED_START)],
  ['expectedDischarge', stayTime('date', R5_PLANNED_END)],
  ['ward', ward],
  ['movedAt', movedAt],
  ['assessedBy', assessedBy],
]);

/** What people write for each other to read. */
const WRITTEN = [
  ...['reason', 'summary', 'other', 'text', 'report', 'status', 'information', 'measure', 'assessment'],
  ...['medicalPlan', 'nursingStatus', 'functionStatus', 'mobility', 'activity'],
  ...['medicationList', 'medicalSummary', 'nursingSummary'],
  ...['comment', 'note', 'needs', 'resources', 'obstacles', 'abilities', 'ownPart', 'helpPart'],
];

const HOMES: ReadonlyMap<string, Home> = new Map<string, Home>([
  ...WRITTEN.map((name): [string, Home] => [name, payload]),
  ['mobile', mobile],
  ['previousId', previousId],
  ['previousIdType', previousIdType],
  ['diedOn', diedOn],
]);

/** The place of a field of a kind, when its form is the one for which there is a place. */
export function homeOf(kind: AnyMessageKind, name: string, form: FieldForm): Home | undefined {
  const home = planHomeOf(kind, name) ?? HOMES.get(name) ?? (tellsOfStay(kind) ? STAY_HOMES.get(name) : undefined);
  return home?.type === form.type ? home : undefined;
}
