import type { Draft } from '../draft.js';
import { dateTimeAt } from '../extension-codec.js';
import { orElse } from '../home.js';
import type { Home } from '../home.js';
import type { MessageBundle } from '../message-bundle.js';
import { HSA_ID, HUB_PLAN } from '../names.js';
import type { FhirNode } from '../node.js';
import { objectAt, objectsAt } from '../object.js';
import type { FhirObject } from '../object.js';
import { isFields } from '#domain/object-check.js';
import { payload } from '../payload.js';
import { staffIn } from '../staff.js';
import { noteText, partBehind, partIdentifier, partIn, phoneBehind, present, typeBehind } from './elements.js';
import { elementOf, exactAt, set, textAt } from './part-home.js';
import type { Part, Writing } from './part-home.js';

/**
 * An intervention is a CarePlan of one activity that is part of the plan (`partOf`): a CarePlan that names the plan itself would
 * say that nothing else is in it.
 */
const CARE_PLAN: Part = {
  resource: 'CarePlan',
  begin: (draft) =>
    draft.patient === undefined
      ? undefined
      : draft.part('care-plan', () => ({
          resourceType: 'CarePlan',
          ...(draft.message.plan === undefined ? {} : { partOf: [planReference(draft.message.plan)] }),
          status: 'active',
          intent: 'plan',
          ...draft.subject,
          activity: [{ detail: { status: 'unknown' } }],
        })),
};

/** The plan by the hub's id of it. */
export function planReference(plan: string): FhirObject {
  return { type: 'CarePlan', identifier: { system: HUB_PLAN, value: plan } };
}

function activityOf(plan: Writing): FhirObject {
  return objectsAt(plan['activity'])[0] ?? {};
}

function setDetail(plan: Writing, elements: FhirObject): true {
  const activity = activityOf(plan);
  return set(plan, { activity: [{ ...activity, detail: { ...objectAt(activity['detail']), ...elements } }] });
}

const detailIn = (plan: FhirNode): FhirNode => plan.first('activity').child('detail');

const intervention = elementOf(
  CARE_PLAN,
  'text',
  (plan, value) => set(plan, { identifier: [partIdentifier(value)] }),
  (plan) => {
    const identifier = partIn(plan.items('identifier'));
    return { at: (identifier ?? plan.first('identifier')).child('value'), value: identifier?.text('value') };
  },
);

const subgoal = elementOf(
  CARE_PLAN,
  'text',
  (plan, value) => setDetail(plan, { goal: [{ type: 'Goal', identifier: partIdentifier(value) }] }),
  (plan, { bundle }) => {
    const ofActivity = partBehind(detailIn(plan).first('goal'), bundle);
    return ofActivity.value === undefined ? partBehind(plan.first('goal'), bundle) : ofActivity;
  },
);

const text = orElse(
  elementOf(
    CARE_PLAN,
    'text',
    (plan, value) => setDetail(plan, { description: value }),
    (plan) => textAt(detailIn(plan), 'description'),
  ),
  payload,
);

const replaces = elementOf(
  CARE_PLAN,
  'text',
  (plan, value) => set(plan, { replaces: [{ type: 'CarePlan', identifier: partIdentifier(value) }] }),
  (plan, { bundle }) => partBehind(plan.first('replaces'), bundle),
);

const SHARED: ReadonlyMap<unknown, boolean> = new Map([
  ['draft', false],
  ['active', true],
]);

/** What is saved and not shared is a draft. */
const shared = elementOf(
  CARE_PLAN,
  'boolean',
  (plan, value) => set(plan, { status: value === true ? 'active' : 'draft' }),
  (plan) => ({ at: plan.child('status'), value: SHARED.get(plan.text('status')) }),
);

const ONGOING: ReadonlyMap<unknown, boolean> = new Map([
  ['in-progress', true],
  ['not-started', false],
  ['scheduled', false],
]);

const ongoing = elementOf(
  CARE_PLAN,
  'boolean',
  (plan, value) => setDetail(plan, { status: value === true ? 'in-progress' : 'not-started' }),
  (plan) => ({ at: detailIn(plan).child('status'), value: ONGOING.get(detailIn(plan).text('status')) }),
);

function periodIn(plan: FhirNode): FhirNode {
  const detail = detailIn(plan);
  const timed = detail.child('scheduledTiming').child('repeat').child('boundsPeriod');
  return timed.isPresent ? timed : detail.child('scheduledPeriod');
}

const startsOn = elementOf(
  CARE_PLAN,
  'date',
  (plan, value) => setDetail(plan, { scheduledPeriod: dateTimeAt('start', String(value)) }),
  (plan) => exactAt(periodIn(plan), 'start'),
);

const endsOn = elementOf(
  CARE_PLAN,
  'date',
  (plan, value, { message }) => {
    const end = String(value);
    const begun = objectAt(objectAt(activityOf(plan)['detail'])['scheduledPeriod']);
    if (!mayEnd(message.content['startsOn'], end)) return false;
    return setDetail(plan, { scheduledPeriod: { ...begun, ...dateTimeAt('end', end) } });
  },
  (plan) => exactAt(periodIn(plan), 'end'),
);

/** R4 wants a period to end after it has begun, and cannot compare a day with an instant. */
function mayEnd(start: unknown, end: string): boolean {
  if (typeof start !== 'string') return true;
  const areDays = start.length === 10 && end.length === 10;
  const areInstants = start.length > 10 && end.length > 10;
  return (areDays && start <= end) || (areInstants && Date.parse(start) <= Date.parse(end));
}

const frequency = elementOf(
  CARE_PLAN,
  'text',
  (plan, value) => {
    const activity = activityOf(plan);
    const { scheduledPeriod, ...detail } = objectAt(activity['detail']);
    const scheduled =
      scheduledPeriod === undefined
        ? { scheduledString: value }
        : { scheduledTiming: { repeat: { boundsPeriod: scheduledPeriod }, code: { text: value } } };
    return set(plan, { activity: [{ ...activity, detail: { ...detail, ...scheduled } }] });
  },
  (plan) => {
    const timed = textAt(detailIn(plan).child('scheduledTiming').child('code'), 'text');
    return timed.value === undefined ? textAt(detailIn(plan), 'scheduledString') : timed;
  },
);

const responsible = elementOf(
  CARE_PLAN,
  'object',
  (plan, value, draft) => isFields(value) && setDetail(plan, { performer: [performerOf(value, draft)] }),
  (plan, { bundle }) => {
    const performer = detailIn(plan).first('performer');
    return { at: performer, value: performer.isPresent ? performerIn(performer, bundle) : undefined };
  },
);

const PERFORMERS: ReadonlyMap<unknown, string> = new Map([
  ['enhet', 'Organization'],
  ['narstaende', 'RelatedPerson'],
  ['annan', 'PractitionerRole'],
]);

/** The first is who answers for it; telephone and profession have no place in a reference. */
function performerOf({ party, unit, name }: FhirObject, draft: Draft): FhirObject {
  const display = name === undefined ? {} : { display: name };
  if (party === 'den-enskilde') return { ...draft.reference('patient', 'Patient'), ...display };
  const identifier = unit === undefined ? {} : { identifier: { system: HSA_ID, value: unit } };
  return { type: PERFORMERS.get(party) ?? 'PractitionerRole', ...identifier, ...display };
}

function performerIn(performer: FhirNode, bundle: MessageBundle): FhirObject {
  const type = typeBehind(performer, bundle);
  const role = bundle.resolve(performer);
  const display = performer.text('display');
  if (type === 'Patient') return present({ party: 'den-enskilde', name: display });
  const staff = staffIn(performer, bundle, '', () => undefined);
  const name = display ?? role?.text('name') ?? staff?.['name'];
  const phone = phoneBehind(performer, bundle);
  if (type === 'RelatedPerson') return present({ party: 'narstaende', name, phone });
  const unit = bundle.unitOf(performer)?.value;
  const isUnit = unit !== undefined || ['Organization', 'HealthcareService', 'CareTeam'].includes(type ?? '');
  return present({ party: isUnit ? 'enhet' : 'annan', unit, name, profession: staff?.['title'], phone });
}

/** A comment on how it goes. */
const progress = orElse(
  elementOf(
    CARE_PLAN,
    'text',
    (plan, value) => set(plan, { activity: [{ ...activityOf(plan), progress: [{ text: value }] }] }),
    (plan) => noteText(plan.first('activity'), 'progress'),
  ),
  payload,
);

const STATUS_OF_END: ReadonlyMap<unknown, string> = new Map([
  ['utford', 'completed'],
  ['ej-aktuell', 'cancelled'],
  ['motte-inte-behovet', 'stopped'],
]);

const endReason = elementOf(
  CARE_PLAN,
  'code',
  (plan, value) => setDetail(plan, { status: STATUS_OF_END.get(value) ?? 'unknown' }),
  (plan) => {
    const at = detailIn(plan).child('status');
    return { at, value: [...STATUS_OF_END].find(([, status]) => status === at.value)?.[0] };
  },
);

const endedIntervention: Home = {
  ...intervention,
  write: (draft, value, name) => {
    const plan = intervention.write(draft, value, name) ? CARE_PLAN.begin(draft) : undefined;
    return (
      plan !== undefined &&
      set(plan, { status: draft.message.content['reason'] === 'utford' ? 'completed' : 'revoked' })
    );
  },
};

/** A comment that is on an intervention stands with it; others are what the message says. */
const followUp: Home = {
  ...progress,
  write: (draft, value, name) =>
    (draft.message.content['intervention'] === undefined ? payload : progress).write(draft, value, name),
};

export const INTERVENTION_HOMES: Readonly<Record<string, Home>> = {
  intervention,
  subgoal,
  text,
  responsible,
  shared,
  ongoing,
  startsOn,
  endsOn,
  frequency,
  replaces,
};
export const INTERVENTION_END_HOMES: Readonly<Record<string, Home>> = {
  intervention: endedIntervention,
  reason: endReason,
  comment: progress,
};
export const FOLLOW_UP_HOMES: Readonly<Record<string, Home>> = { intervention, comment: followUp };
